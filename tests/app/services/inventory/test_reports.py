"""Reports as files: complete, harmless, whole or not at all."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.services.inventory.exports.requests import ExportError
from app.services.inventory.reports import Report, ReportTable, write_report

REPORT = Report(
    "Schulen",
    (("Stand", "24.11.2025"), ("Herkunft", "Simulation")),
    (
        ReportTable(
            "Ausstattung: [alle]", ("Schule", "Wert", "Leer"), (("=1+1", 2.25, None),), (0, 1)
        ),
        ReportTable("Jahre", ("Jahr", "Anzahl"), (("2025", 3),)),
    ),
    made_us=1_764_000_000_123_456,
)


def test_csv_has_all_tables_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "bericht.csv"
    write_report(path, REPORT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[1:3] == [["Schule", "Wert", "Leer"], ["'=1+1", "2,2", ""]]
    assert ["Stand", "24.11.2025"] in rows


def test_workbook_keeps_numbers_and_says_where_they_come_from(tmp_path: Path) -> None:
    path = tmp_path / "bericht.xlsx"
    write_report(path, REPORT)
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["1 Ausstattung   alle", "2 Jahre", "Angaben"]
    assert book.get_sheet_by_index(0).to_python()[1] == ["=1+1", 2.25, ""]
    assert book.get_sheet_by_index(2).to_python()[1] == ["Herkunft", "Simulation"]


def test_paper_is_written(tmp_path: Path) -> None:
    path = tmp_path / "bericht.pdf"
    write_report(path, REPORT)
    assert path.read_bytes().startswith(b"%PDF")


def test_an_unknown_format_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="csv, xlsx oder pdf"):
        write_report(tmp_path / "bericht.doc", REPORT)
    with pytest.raises(OSError, match="folder"):
        write_report(tmp_path / "folder" / "bericht.csv", REPORT)
    assert list(tmp_path.iterdir()) == []
