"""Real files of offices are read whole: as many rows as they have."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from app.services.tables.reading import read_table

SAMPLES = Path(__file__).resolve().parents[4].parent / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


@pytest.mark.parametrize(
    ("name", "header", "rows", "columns", "ninth"),
    [
        ("00__2017-04-11", 4, 1_784, 14, "2. Ladepunkt / Steckertypen 2"),
        ("10__2018-03-07", 4, 4_403, 17, "Allgemeine Informationen / Anzahl Ladepunkte"),
        ("25__2019-07-19", 5, 9_690, 22, "Allgemeine Informationen / Art der Ladeeinrichtung"),
    ],
)
def test_registers_of_charging_stations(
    name: str, header: int, rows: int, columns: int, ninth: str
) -> None:
    table = read_table(SAMPLES / "charging" / f"ladesaeulenregister_{name}.xlsx")
    assert (table.layout.header_row, table.layout.header_lines) == (header, 2)
    assert (len(table.rows), len(table.columns)) == (rows, columns)
    assert table.columns[8] == ninth
    assert table.numbers[0] == header + 2
    index = next(i for i, column in enumerate(table.columns) if "Anzahl" in column)
    assert {type(row[index]) for row in table.rows} <= {int, type(None)}


def test_one_moment_among_thousands_of_days() -> None:
    table = read_table(SAMPLES / "charging" / "ladesaeulenregister_25__2019-07-19.xlsx")
    index = next(i for i, column in enumerate(table.columns) if "Inbetriebnahme" in column)
    kinds = [type(row[index]) for row in table.rows]
    assert (kinds.count(dt.date), kinds.count(dt.datetime)) == (9_689, 1)


@pytest.mark.parametrize(
    ("path", "separator"),
    [
        (path, "," if path.parent.name == "schools" else ";")
        for folder in ("schools", "broadband")
        for path in sorted((SAMPLES / folder).glob("*.csv"))
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else "",
)
def test_text_tables_have_all_their_rows(path: Path, separator: str) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        expected = [row for row in csv.reader(file, delimiter=separator) if any(row)]
    table = read_table(path)
    assert list(table.columns) == expected[0]
    assert [["" if cell is None else cell for cell in row] for row in table.rows] == expected[1:]
    assert table.layout.decimal_comma is False


def test_addresses_of_a_city_in_an_archive() -> None:
    table = read_table(SAMPLES / "addresses" / "hauskoordinaten_essen_4647.zip")
    assert (table.kind, len(table.rows), table.crs) == ("geojson", 102_981, "EPSG:25832")
    first = dict(zip(table.columns, table.rows[0], strict=True))
    assert (first["x"], first["east"], first["north"]) == ("32362105", 362_105.0, 5_710_920.0)


def test_boundary_of_a_city_is_an_area() -> None:
    table = read_table(SAMPLES / "geo" / "hamm_boundary_osm.geojson")
    assert len(table.rows) == 1
    assert table.columns[-1] == "geometry"
