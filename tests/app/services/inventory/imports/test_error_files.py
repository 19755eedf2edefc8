"""The error file has the wrong rows as they were, with reasons, and runs nothing."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from app.services.inventory.imports.error_files import REASON_COLUMNS, write_error_file
from app.services.inventory.imports.mapping import ColumnMapping, Match, Use
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.plans import ImportPlan
from app.services.tables.reading import read_table
from tests.fakes.clocks import START_US
from tests.fakes.raw_tables import raw_table
from tests.inventories import MadeInventory

RAW = raw_table(
    ("Name", "Fläche", "Einwohner", "Stand", "=Formel"),
    ("Mitte", "viel", -5, dt.date(2025, 1, 2), "=1+1"),
    ("Rhynern", 59.22, 18540, None, None),
    ("Heessen", None, "x", None, "@SUM(A1)"),
)
MAPPING = ColumnMapping(
    "district",
    (
        Use(("name",), ("Name",)),
        Use(("area_km2",), ("Fläche",)),
        Use(("inhabitants",), ("Einwohner",)),
    ),
    Match(("name",)),
)


@pytest.fixture
def outcome(inventory: MadeInventory) -> ImportPlan:
    reader = inventory.reader()
    found = plan(RAW, MAPPING, reader, START_US)
    reader.close()
    return found


def test_csv_has_the_wrong_rows_with_reasons_and_no_formulas(
    tmp_path: Path, outcome: ImportPlan
) -> None:
    path = tmp_path / "fehler.csv"
    assert write_error_file(path, RAW, outcome) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == ["Name", "Fläche", "Einwohner", "Stand", "'=Formel", *REASON_COLUMNS]
    assert rows[1][:7] == ["Mitte", "viel", "-5", "2025-01-02", "'=1+1", "2", "Fläche | Einwohner"]
    assert "ist keine Zahl" in rows[1][7]
    assert "muss mindestens 0 sein" in rows[1][7]
    assert rows[2][4] == "'@SUM(A1)"
    assert len(rows) == 3


def test_a_workbook_keeps_kinds_and_writes_formulas_as_text(
    tmp_path: Path, outcome: ImportPlan
) -> None:
    path = tmp_path / "fehler.xlsx"
    write_error_file(path, RAW, outcome)
    again = read_table(path)
    assert again.columns == (*RAW.columns, *REASON_COLUMNS)
    assert again.rows[0][:5] == ("Mitte", "viel", -5, dt.date(2025, 1, 2), "=1+1")
    assert b"<f>" not in path.read_bytes()


def test_a_mended_error_file_imports_with_the_same_mapping(
    tmp_path: Path, inventory: MadeInventory, outcome: ImportPlan
) -> None:
    path = tmp_path / "fehler.csv"
    write_error_file(path, RAW, outcome)
    text = path.read_text("utf-8-sig").replace("viel;-5", "10,93;35076").replace(";x;", ";1;")
    path.write_text(text, "utf-8-sig")
    reader = inventory.reader()
    again = plan(read_table(path), MAPPING, reader, START_US)
    reader.close()
    assert (again.new, again.errors) == (2, 0)


def test_a_folder_that_is_not_there_is_told_and_leaves_nothing(
    tmp_path: Path, outcome: ImportPlan
) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_error_file(tmp_path / "gone" / "fehler.csv", RAW, outcome)
