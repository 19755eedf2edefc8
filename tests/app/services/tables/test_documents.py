"""Device types and agents' inventories: one document, one row."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.services.tables import Cell, RawTable, TableError
from app.services.tables.reading import read_table

ACCESS_POINT = """---
manufacturer: Beispiel
model: Funkpunkt 6
slug: beispiel-funkpunkt-6
part_number: 0815
u_height: 0
is_full_depth: false
weight:
  - value: 800
    weight_unit: g
interfaces:
  - name: eth0
    type: 1000base-t
    poe_mode: pd
colour: weiß
"""

COMPUTER: dict[str, Any] = {
    "action": "inventory",
    "deviceid": "pc-17-2026",
    "itemtype": "Computer",
    "content": {
        "hardware": {
            "name": "PC-17", "uuid": "47FA051E-17D7", "memory": 16_384,
            "chassis_type": "Notebook", "lastloggeduser": "jemand",
        },
        "bios": {"ssn": "S4711", "smanufacturer": "Beispiel", "smodel": "Book 3",
                 "assettag": "H-1017", "bversion": "1.2"},
        "operatingsystem": {"name": "Linux", "version": "6.1", "full_name": "Beispiel-Linux 6.1"},
        "networks": [
            {"description": "lo", "mac": "00:00:00:00:00:00", "ipaddress": "127.0.0.1"},
            {"description": "docker0", "mac": "02:42:00:00:00:01", "ipaddress": "172.17.0.1",
             "virtualdev": True},
            {"description": "wlan0", "mac": "aa:00:00:00:00:02", "type": "wifi"},
            {"description": "eth0", "mac": "AA:00:00:00:00:01", "type": "ethernet",
             "ipaddress": ["10.1.2.3"]},
        ],
        "cpus": [{"name": "Kern", "core": 8}],
        "users": [{"login": "jemand"}],
        "softwares": [{"name": "Programm"}],
    },
}  # fmt: skip


def row_of(table: RawTable, index: int = 0) -> dict[str, Cell]:
    return dict(zip(table.columns, table.rows[index], strict=True))


def test_device_type_is_a_row_with_its_parts_as_template(tmp_path: Path) -> None:
    path = tmp_path / "Funkpunkt-6.yaml"
    path.write_text(ACCESS_POINT)
    table = read_table(path)
    row = row_of(table)
    assert table.kind == "device_type"
    assert table.columns[:5] == ("file", "manufacturer", "model", "slug", "part_number")
    assert table.columns[-2:] == ("colour", "template")
    assert (row["manufacturer"], row["u_height"], row["is_full_depth"]) == ("Beispiel", 0, False)
    assert (row["weight"], row["weight_unit"]) == (800, "g")
    assert json.loads(str(row["template"]))["interfaces"][0]["name"] == "eth0"
    assert row["file"] == "Funkpunkt-6.yaml"


def test_agent_is_a_row_without_persons_and_programs(tmp_path: Path) -> None:
    path = tmp_path / "pc17.json"
    path.write_text(json.dumps(COMPUTER))
    table = read_table(path)
    row = row_of(table)
    assert table.kind == "agent"
    assert row | {"parts": None} == {
        "file": "pc17.json", "name": "PC-17", "serial": "S4711", "uuid": "47FA051E-17D7",
        "manufacturer": "Beispiel", "model": "Book 3", "os": "Beispiel-Linux 6.1",
        "mac": "AA:00:00:00:00:01", "ip": "10.1.2.3", "memory": 16_384, "chassis": "Notebook",
        "device_class": "Computer", "asset_tag": "H-1017", "firmware": "1.2",
        "deviceid": "pc-17-2026", "parts": None,
    }  # fmt: skip
    assert set(json.loads(str(row["parts"]))) == {"cpus", "networks"}
    assert not any("jemand" in str(cell) for cell in table.rows[0])


def test_network_equipment_is_read_by_its_own_part(tmp_path: Path) -> None:
    path = tmp_path / "switch.json"
    device = {
        "name": "SW-1", "serial": "F1", "mac": "aa:bb:cc:00:00:01", "model": "S24",
        "manufacturer": "Beispiel", "type": "Networking", "ips": ["10.0.0.2"], "ram": 512,
    }  # fmt: skip
    ports = [{"ifname": "Gi0/1", "ifnumber": 1}]
    path.write_text(
        json.dumps(
            {
                "itemtype": "NetworkEquipment",
                "content": {
                    "network_device": device,
                    "network_ports": ports,
                    "firmwares": [{"version": "15.2"}],
                },
            }
        )
    )
    row = row_of(read_table(path))
    assert (row["name"], row["serial"], row["mac"], row["ip"]) == (
        "SW-1", "F1", "aa:bb:cc:00:00:01", "10.0.0.2",
    )  # fmt: skip
    assert (row["memory"], row["firmware"], row["chassis"]) == (512, "15.2", "Networking")
    assert json.loads(str(row["parts"])) == {"network_ports": ports}


def test_folder_is_a_table_with_a_row_for_each_document(tmp_path: Path) -> None:
    inner = tmp_path / "typen" / "beispiel"
    inner.mkdir(parents=True)
    (inner / "b.yaml").write_text(ACCESS_POINT)
    (inner / "a.yml").write_text(ACCESS_POINT.replace("Funkpunkt 6", "Funkpunkt 5"))
    (inner / "c.yaml").write_text("manufacturer: [\n")
    (inner / "pc.json").write_text(json.dumps(COMPUTER))
    (inner / "readme.md").write_text("…")
    table = read_table(tmp_path / "typen")
    assert (table.name, table.kind) == ("typen", "device_type")
    assert [row[2] for row in table.rows] == ["Funkpunkt 5", "Funkpunkt 6"]
    assert table.numbers == [1, 2]
    assert any("c.yaml" in note and "Zeile" in note for note in table.notes)
    assert any("Eine Datei anderer Art" in note for note in table.notes)
    before = table.sha256
    (inner / "b.yaml").write_text(ACCESS_POINT + "\n")
    assert read_table(tmp_path / "typen").sha256 != before
    assert len(read_table(tmp_path / "typen", most_rows=1).rows) == 1


def test_yaml_that_grows_by_anchors_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bombe.yaml"
    path.write_text("a: &a [x, x]\nb: &b [*a, *a]\nmanufacturer: A\nmodel: B\n")
    with pytest.raises(TableError, match="Zeile 2"):
        read_table(path)


def test_documents_nested_without_end_are_refused_at_once(tmp_path: Path) -> None:
    deep = "[" * 900 + "]" * 900
    (tmp_path / "tief.yaml").write_text("manufacturer: A\nmodel: " + "[" * 100_000)
    (tmp_path / "tief.json").write_text('{"content":{"hardware":{},"cpus":' + deep + "}}")
    for name in ("tief.yaml", "tief.json"):
        with pytest.raises(TableError, match="ineinander"):
            read_table(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fremd.json", '{"a": 1}'),
        ("kaputt.json", "{"),
        ("liste.yaml", "- 1\n"),
        ("objekt.yaml", "!!python/object/apply:os.getcwd []\n"),
        ("leer.yaml", "# nichts\n"),
    ],
)
def test_foreign_documents_are_told(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(TableError, match=name):
        read_table(tmp_path / name)
