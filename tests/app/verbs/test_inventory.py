"""`app inventory …`: what it prints, what it changes, and how it ends."""

import argparse
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.domain.inventory.changes import Changeset
from app.main import make_parser
from app.services.inventory import demo
from app.verbs import inventory
from tests.inventories import create, make_inventory, new_uid

FINE = "Inventarnummer;Modell;Standort;Zustand\nINV-1;Modell A;Schule;in Betrieb\n"
BAD = FINE + "INV-2;Modell A;Nirgendwo;in Betrieb\n"


class Demo:
    """Stands for the demo inventory, which takes a while.

    Attributes:
        changesets: What it makes.
        known: Whether it was told what there is.
    """

    def __init__(self) -> None:
        self.changesets = [
            Changeset([create("district", name=f"Bezirk {part}")]) for part in range(3)
        ]
        self.calls = 0

    def __call__(self, *_: Any, **__: Any) -> Iterator[Changeset]:
        self.calls += 1
        yield from self.changesets


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def stocked(data: Path) -> Path:
    """A data folder with a school and a device."""
    data.mkdir()
    store = make_inventory(data)
    type_, site = new_uid(), new_uid()
    store.put(
        create("site", uid=site, name="Schule", kind="school"),
        create("asset_type", uid=type_, name="Modell A", kind="access_point"),
    )
    store.put(create("asset", tag="INV-1", type=type_, site=site, state="in_service"))
    store.close()
    return data


@pytest.fixture
def small_demo(monkeypatch: pytest.MonkeyPatch) -> Demo:
    made = Demo()
    monkeypatch.setattr(demo, "demo_inventory", made)
    return made


def run(data: Path, *words: str) -> int:
    """Carry a command line out as the program does."""
    options = make_parser().parse_args(["inventory", *words, "--data", str(data)])
    assert isinstance(options, argparse.Namespace)
    return inventory.main(options)


def counts(capsys: pytest.CaptureFixture[str], data: Path) -> dict[str, int]:
    capsys.readouterr()
    assert run(data, "count") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    return {kind: int(number.replace(",", "")) for number, kind in lines}


def table(folder: Path, text: str) -> str:
    path = folder / "geraete.csv"
    path.write_text(text, "utf-8")
    return str(path)


# ---- count -----------------------------------------------------------------------------------
def test_count_says_how_many_records_of_each_kind_there_are(
    stocked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = counts(capsys, stocked)
    assert (found["asset"], found["site"], found["asset_type"], found["link"]) == (1, 1, 1, 0)


def test_count_of_nothing_is_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(counts(capsys, data).values()) == {0}


def test_a_profile_there_is_not_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "count", "--profile", "atlantis") == inventory.EXIT_WRONG
    assert "atlantis" in capsys.readouterr().err


# ---- demo ------------------------------------------------------------------------------------
def test_demo_makes_the_inventory_once(
    data: Path, small_demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "demo") == 0
    assert "3 records" in capsys.readouterr().err
    assert counts(capsys, data)["district"] == 3


def test_demo_leaves_an_inventory_alone_that_is_there(
    stocked: Path, small_demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stocked, "demo") == inventory.EXIT_FAULT
    assert "there is an inventory already" in capsys.readouterr().err
    assert small_demo.calls == 0


def test_demo_leaves_one_alone_that_was_begun_without_any_site(
    data: Path, small_demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    data.mkdir()
    store = make_inventory(data)
    store.put(create("asset_type", name="Modell A", kind="access_point"))
    store.close()
    assert run(data, "demo") == inventory.EXIT_FAULT
    assert small_demo.calls == 0


def test_what_the_store_refuses_of_a_demo_is_told(
    data: Path, small_demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    small_demo.changesets.append(Changeset([create("district", name="Bezirk 0")]))
    assert run(data, "demo") == inventory.EXIT_FAULT
    assert "Bezirk 0" in capsys.readouterr().err


# ---- verify ----------------------------------------------------------------------------------
def test_verify_tells_that_the_chain_holds(
    stocked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stocked, "verify") == 0
    assert capsys.readouterr().out == "the chain of the change log holds\n"


def test_verify_tells_what_was_tampered_with(
    stocked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(stocked / "city.db")) as other, other:
        names = "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=?"
        for (name,) in other.execute(names, ("inventory_change",)).fetchall():
            other.execute(f'DROP TRIGGER "{name}"')
        other.execute("UPDATE inventory_change SET title='anders' WHERE tx=1")
    assert run(stocked, "verify") == inventory.EXIT_FAULT
    assert "nachträglich verändert" in capsys.readouterr().out


# ---- import ----------------------------------------------------------------------------------
def test_import_says_what_would_come_of_a_file_and_writes_nothing(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, FINE.replace("INV-1", "INV-7"))
    assert run(stocked, "import", file) == 0
    assert capsys.readouterr().out
    assert counts(capsys, stocked)["asset"] == 1


def test_import_writes_where_that_is_wished(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, FINE.replace("INV-1", "INV-7"))
    assert run(stocked, "import", file, "--write") == 0
    assert "1 records changed, transaction 3" in capsys.readouterr().out
    assert counts(capsys, stocked)["asset"] == 2


def test_an_import_of_what_is_so_already_changes_nothing(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stocked, "import", table(tmp_path, FINE), "--write") == 0
    assert "0 records changed" in capsys.readouterr().out
    with closing(sqlite3.connect(stocked / "city.db")) as connection:
        (number,) = connection.execute("SELECT max(number) FROM inventory_tx").fetchone()
    assert number == 2


def test_import_names_row_and_column_of_each_wrong_cell(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stocked, "import", table(tmp_path, BAD)) == inventory.EXIT_FAULT
    assert "geraete.csv:3 Standort: " in capsys.readouterr().out


def test_of_many_wrong_cells_some_are_named_and_the_rest_counted(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "".join(f"INV-{row};Modell A;Nirgendwo {row};in Betrieb\n" for row in range(10, 50))
    assert run(stocked, "import", table(tmp_path, FINE + more)) == inventory.EXIT_FAULT
    out = capsys.readouterr().out
    assert out.count("geraete.csv:") == 20
    assert "… 20 more" in out


def test_a_file_that_is_not_there_is_told(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stocked, "import", str(tmp_path / "fehlt.csv")) == inventory.EXIT_WRONG
    assert capsys.readouterr().err


def test_a_file_that_is_no_table_is_told(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bild.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert run(stocked, "import", str(path)) == inventory.EXIT_WRONG
    assert "Bild" in capsys.readouterr().err


def test_a_layout_nobody_knows_is_told(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, FINE)
    assert run(stocked, "import", file, "--as", "unbekannt") == inventory.EXIT_WRONG
    assert "'unbekannt'" in capsys.readouterr().err


def test_a_known_layout_does_not_take_another_file(
    stocked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.services.inventory.imports.known import KNOWN  # noqa: PLC0415 - only here

    file = table(tmp_path, "Ganz;anders\n1;2\n")
    code = run(stocked, "import", file, "--as", KNOWN[0].name, "--write")
    assert code in {inventory.EXIT_FAULT, inventory.EXIT_WRONG}
    assert counts(capsys, stocked)["asset"] == 1


# ---- the process that reads tables -----------------------------------------------------------
def test_the_action_of_the_console_reads_a_table_apart(tmp_path: Path) -> None:
    options = make_parser().parse_args(["inventory", "read-table"])
    assert options.action == "read-table"
    assert json.dumps(vars(options))
