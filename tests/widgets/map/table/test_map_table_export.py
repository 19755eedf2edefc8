"""The table of the map as a file: numbers stay numbers, strangers' texts stay texts."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.services.maps.sources import Rank
from tests.fakes.map_rows import make_places_city, make_rows
from widgets.map.table.columns import Column
from widgets.map.table.view import MapTable
from widgets.theme import theme

ROWS = make_rows(12, ranks=[Rank.NORMAL, Rank.HIGH], without_place=[11])


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def table(qtbot: QtBot) -> MapTable:
    theme().apply("light")
    table = MapTable()
    qtbot.addWidget(table)
    table.resize(1500, 600)
    table.set_city(make_places_city())
    table.show()
    table.set_rows(ROWS)
    table.columns.show_column(Column.GRID, is_shown=True)
    return table


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def sheet_texts(path: Path, sheet: int) -> list[list[str]]:
    """Return a sheet of a workbook as texts."""
    space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with ZipFile(path) as book:
        root = ET.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))  # noqa: S314 - our own
    rows = []
    for row in root.iterfind(".//s:row", space):
        cells = []
        for cell in row.iterfind("s:c", space):
            found = cell.find(".//s:t", space)
            value = found if found is not None else cell.find("s:v", space)
            cells.append("" if value is None else value.text or "")
        rows.append(cells)
    return rows


def test_csv_has_places_in_two_columns_and_ages_in_seconds(table: MapTable, tmp_path: Path) -> None:
    said: list[str] = []
    table.message_requested.connect(said.append)
    path = tmp_path / "geraete.csv"
    table.acts.export_to(path)
    heading, *rows = read_csv(path)
    assert len(rows) == 12
    assert said == ["12 Geräte in geraete.csv geschrieben."]
    first = dict(zip(heading, rows[0], strict=True))
    assert first["Zustand"] == "Hoch"
    assert first["Kennung"] == "d-1"
    assert first["Alter in Sekunden"] == "2"
    assert first["Breite (WGS 84)"] == "51,601"
    assert first["Länge (WGS 84)"] == "7,703"
    assert 400_000 < float(first["Ostwert (EPSG:25832)"].replace(",", ".")) < 420_000
    nowhere = next(row for row in rows if "d-11" in row)
    assert dict(zip(heading, nowhere, strict=True))["Länge (WGS 84)"] == ""


def test_several_selected_rows_are_exported_alone(table: MapTable, tmp_path: Path) -> None:
    path = tmp_path / "wahl.csv"
    table.show_selection(["d-3", "d-7"])
    table.acts.export_to(path)
    assert {row[2] for row in read_csv(path)[1:]} == {"d-3", "d-7"}
    table.show_selection(["d-3"])
    table.acts.export_to(path)
    assert len(read_csv(path)) == 13, "one row is where the person is, not a choice"


def test_a_workbook_has_numbers_and_a_sheet_of_facts(table: MapTable, tmp_path: Path) -> None:
    path = tmp_path / "geraete.xlsx"
    table.acts.export_to(path)
    heading, first, *_ = sheet_texts(path, 1)
    row = dict(zip(heading, first, strict=False))
    assert row["Zustand"] == "Hoch"
    assert float(row["Breite (WGS 84)"]) == pytest.approx(51.601)
    assert ["Titel", "Geräte auf der Karte"] in sheet_texts(path, 2)


def test_a_workbook_of_no_rows_can_be_written(table: MapTable, tmp_path: Path) -> None:
    table.bar.box.setText("xyz")
    path = tmp_path / "leer.xlsx"
    table.acts.export_to(path)
    assert len(sheet_texts(path, 1)) == 1


def test_what_would_be_a_formula_stays_text(table: MapTable, tmp_path: Path) -> None:
    table.set_rows(replace(ROWS, names=("=1+1", *ROWS.names[1:])))
    path = tmp_path / "formel.csv"
    table.acts.export_to(path)
    assert "'=1+1" in {row[1] for row in read_csv(path)}


def test_a_file_that_cannot_be_written_is_said(table: MapTable, tmp_path: Path) -> None:
    said: list[str] = []
    table.message_requested.connect(said.append)
    table.acts.export_to(tmp_path / "gibt-es-nicht" / "geraete.csv")
    assert said
    assert said[0].startswith("geraete.csv konnte nicht geschrieben werden")
