"""Rows of any table here as text for the clipboard and for spreadsheet programs."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from math import isfinite
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, Qt

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float


def as_tsv(model: QAbstractItemModel, rows: Iterable[int], columns: Sequence[int]) -> str:
    """Return rows as tab separated lines with a heading, as on screen."""
    role = Qt.ItemDataRole.DisplayRole
    titles = (model.headerData(column, Qt.Orientation.Horizontal) for column in columns)
    lines = ["\t".join(str(title) for title in titles)]
    lines += [
        "\t".join(
            " ".join(str(model.data(model.index(row, column, QModelIndex()), role)).split())
            for column in columns
        )
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def write_csv(path: Path, titles: Iterable[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV file that a spreadsheet of this locale opens by a double click.

    Separator and decimal mark follow the locale; the file begins with a byte order mark because
    spreadsheet programs take UTF-8 without one for Latin-1. Texts that a spreadsheet would take
    for a formula get an apostrophe: they come from strangers' brokers.

    Raises:
        OSError: The file cannot be written.
    """
    out = StringIO()
    separator = ";" if QLocale().decimalPoint() == "," else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(list(titles))
    writer.writerows([_cell(value) for value in row] for row in rows)
    path.write_text(out.getvalue(), "utf-8-sig", newline="")


def _cell(value: Cell) -> str:
    if isinstance(value, float):
        plain = f"{value:.6g}" if isfinite(value) else ""
        return plain.replace(".", QLocale().decimalPoint())
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
