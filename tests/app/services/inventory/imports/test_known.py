"""Libraries of device types and inventories of agents import as they are."""

import json
from pathlib import Path

from app.domain.inventory.changes import Action
from app.services.inventory.imports.known import AGENTS, DEVICE_TYPES, KNOWN
from app.services.inventory.imports.mapping import flaws
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.profiles import as_plain, from_plain
from app.services.inventory.imports.recognising import recognise
from app.services.tables.reading import read_table
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, create

TYPE = """---
manufacturer: Nordwind
model: {model}
slug: nordwind-{slug}
part_number: NW-{slug}
u_height: {height}
is_full_depth: false
interfaces:
  - name: eth0
    type: 1000base-t
"""


def test_known_layouts_have_no_flaws_and_survive_being_kept() -> None:
    for profile in KNOWN:
        assert flaws(profile.mapping, tuple(profile.columns)) == []
        assert from_plain(json.loads(json.dumps(as_plain(profile.mapping)))) == profile.mapping


def test_device_types_come_with_their_vendor(tmp_path: Path, inventory: MadeInventory) -> None:
    for slug, height in (("s8", 1), ("s48", 1.5)):
        text = TYPE.format(model=slug.upper(), slug=slug, height=height)
        (tmp_path / f"{slug}.yaml").write_text(text, "utf-8")
    raw = read_table(tmp_path)
    found = recognise(raw, KNOWN)
    assert found is not None
    assert found.profile is DEVICE_TYPES
    reader = inventory.reader()
    outcome = plan(raw, found.mapping, reader, START_US)
    assert outcome.made == {("vendor", Action.CREATE): 1, ("asset_type", Action.CREATE): 2}
    inventory.commit(outcome.changeset)
    kept = {one.text("slug"): one for one in reader.records("asset_type")}
    assert kept["nordwind-s48"].get("height_units") == 1.5
    assert "eth0" in kept["nordwind-s8"].text("template")
    assert plan(raw, found.mapping, reader, START_US).is_empty
    reader.close()


def test_agents_make_devices_and_leave_the_state_of_known_ones(
    tmp_path: Path, inventory: MadeInventory
) -> None:
    inventory.put(
        create("asset_type", uid="a" * 32, name="Book 14", kind="notebook"),
        create("site", uid="c" * 32, name="Falkschule", kind="school"),
        create(
            "asset",
            uid="b" * 32,
            serial="SN-1",
            tag="H-1",
            site="c" * 32,
            type="a" * 32,
            state="in_service",
        ),
    )
    for number in (1, 2):
        content = {
            "bios": {"ssn": f"SN-{number}", "smanufacturer": "Ostwind", "smodel": "Book 14"},
            "hardware": {"name": f"pc-{number}", "chassis_type": "Notebook"},
            "networks": [{"description": "eth0", "mac": f"0a:00:00:00:00:0{number}",
                          "ipaddress": f"10.0.0.{number}", "type": "ethernet"}],
            "versionclient": "agent",
        }  # fmt: skip
        document = {"deviceid": f"pc-{number}", "itemtype": "Computer", "content": content}
        (tmp_path / f"pc-{number}.json").write_text(json.dumps(document), "utf-8")
    raw = read_table(tmp_path)
    found = recognise(raw, KNOWN)
    assert found is not None
    assert found.profile is AGENTS
    reader = inventory.reader()
    outcome = plan(raw, found.mapping, reader, START_US)
    assert (outcome.new, outcome.changed, outcome.errors) == (1, 1, 0)
    inventory.commit(outcome.changeset)
    known = reader.record("asset", "b" * 32)
    assert known is not None
    assert known.get("state") == "in_service"
    assert known.get("mac") == "0a:00:00:00:00:01"
    assert plan(raw, found.mapping, reader, START_US).is_empty
    reader.close()
