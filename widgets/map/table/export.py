"""Rows of the table of the map as CSV and XLSX; places and ages as numbers to reckon with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.points import Location
from app.domain.samples import NO_TIME
from app.services.maps import crs
from widgets.connections.export import Cell, write_csv
from widgets.map.table.columns import Column, column_title
from widgets.map.table.model import MapTableModel
from widgets.trends.export import tables
from widgets.trends.export.facts import Fact
from widgets.trends.export.sheet_files import write_xlsx

_NAN: Final = float("nan")
_DEGREE_DIGITS: Final = 6
"""Digits of a degree: some 10 cm."""

_Kind = tables.ColumnKind


def export_titles(columns: Sequence[Column]) -> list[str]:
    """Return the headings of an export; a place has two columns."""
    return [title for column in columns for title in _titles(column)]


def export_rows(
    model: MapTableModel, rows: Sequence[int], columns: Sequence[Column]
) -> list[list[Cell]]:
    """Return rows as texts and numbers; NaN where nothing is known."""
    return [[cell for column in columns for cell in _cells(model, row, column)] for row in rows]


def write_table_csv(
    path: Path, model: MapTableModel, rows: Sequence[int], columns: Sequence[Column]
) -> None:
    """Write rows as CSV that a spreadsheet of this locale opens by a double click.

    Raises:
        OSError: The file cannot be written.
    """
    # A general number has six digits there; a northing needs nine.
    cells = [[_exact(cell) for cell in row] for row in export_rows(model, rows, columns)]
    write_csv(path, export_titles(columns), cells)


def write_table_xlsx(
    path: Path, model: MapTableModel, rows: Sequence[int], columns: Sequence[Column], notice: str
) -> None:
    """Write rows as a workbook, with what there is to know of them on a sheet of its own.

    Args:
        path: The file.
        model: The table's rows.
        rows: Which, in the order wanted.
        columns: Columns in the order wanted.
        notice: What must be known of the data; empty for nothing.

    Raises:
        OSError: The file cannot be written.
    """
    heads = [_head(column, title) for column in columns for title in _titles(column)]
    cells = export_rows(model, rows, columns)
    values = tuple(
        _column_values(head, [row[at] for row in cells]) for at, head in enumerate(heads)
    )
    chunk = tables.Chunk(1.0, len(cells), values)
    table = tables.Table(tuple(heads), iter((chunk,) if cells else ()))
    words = QCoreApplication.translate
    facts = [Fact("title", words("map", "Titel"), words("map", "Geräte auf der Karte"))]
    if notice:
        facts.append(Fact("notice", words("map", "Hinweis"), notice))
    write_xlsx(path, table, facts, ZoneInfo("UTC"))


def _titles(column: Column) -> tuple[str, ...]:
    if column is Column.PLACE:
        return (
            QCoreApplication.translate("map", "Breite (WGS 84)"),
            QCoreApplication.translate("map", "Länge (WGS 84)"),
        )
    if column is Column.GRID:
        return (
            QCoreApplication.translate("map", "Ostwert (EPSG:25832)"),
            QCoreApplication.translate("map", "Nordwert (EPSG:25832)"),
        )
    if column is Column.AGE:
        return (QCoreApplication.translate("map", "Alter in Sekunden"),)
    if column is Column.NAME:
        return (column_title(column), QCoreApplication.translate("map", "Kennung"))
    return (column_title(column),)


def _cells(model: MapTableModel, row: int, column: Column) -> list[Cell]:
    rows = model.rows
    if rows is None:
        return [""] * len(_titles(column))
    if column in {Column.PLACE, Column.GRID}:
        return list(_place(rows.locations[row], column))
    if column is Column.AGE:
        age_us = int(rows.ages_us[row])
        return [_NAN if age_us == NO_TIME else age_us / 1e6]
    if column is Column.POINTS:
        return [model.points_of(row)]
    text = model.text(row, column)
    return [text, rows.ids[row]] if column is Column.NAME else [text]


def _place(location: Location | None, column: Column) -> tuple[float, float]:
    """Return latitude and longitude, or easting and northing."""
    if location is None:
        return _NAN, _NAN
    if column is Column.GRID:
        easting, northing = crs.to_utm(location.longitude, location.latitude)
        return easting, northing
    return location.latitude, location.longitude


_DIGITS: Final = {Column.PLACE: _DEGREE_DIGITS, Column.GRID: 1, Column.AGE: 0}


def _head(column: Column, title: str) -> tables.Column:
    kind = _Kind.NUMBER if column in _DIGITS else _Kind.TEXT
    if column is Column.POINTS:
        kind = _Kind.COUNT
    return tables.Column(title, title, kind, _DIGITS.get(column))


def _column_values(head: tables.Column, cells: list[Cell]) -> tables.Values:
    if head.kind is _Kind.TEXT:
        return [str(cell) for cell in cells]
    return np.array(cells, np.float64)


def _exact(cell: Cell) -> Cell:
    """Return a number that six digits cannot hold as text with all of them."""
    if isinstance(cell, float) and cell >= 0:  # a text with a minus would pass for a formula
        text = f"{cell:.{_DEGREE_DIGITS}f}".rstrip("0").rstrip(".")
        return text.replace(".", QLocale().decimalPoint())
    return cell
