"""Rows of a table as text for the clipboard and for spreadsheet programs."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from widgets.alarms.rows import RowModel
    from widgets.alarms.table import RowTable

_FORMULA_STARTS: Final = ("=", "+", "@", "\t", "\r")


def as_tsv(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as tab separated lines with a heading, as on screen."""
    lines = [titles, *rows]
    return "".join(
        "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line) + "\n"
        for line in lines
    )


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows as CSV that a spreadsheet of this locale opens by a double click.

    The separator follows the locale; the file begins with a byte order mark because spreadsheet
    programs take UTF-8 without one for Latin-1. Texts that a spreadsheet would take for a formula
    get an apostrophe.

    Raises:
        OSError: The file cannot be written.
    """
    out = StringIO()
    separator = ";" if QLocale().decimalPoint() == "," else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    path.write_text(out.getvalue(), "utf-8-sig", newline="")


def copy_rows(table: "RowTable", rows: "RowModel") -> None:
    """Copy the selected rows of a table as tab separated text with a heading."""
    selected, columns = table.selected_rows(), table.columns_in_sight()
    if selected:
        lines = [rows.cells(row, columns) for row in selected]
        QGuiApplication.clipboard().setText(as_tsv(rows.titles(columns), lines))


def export_rows(path: Path, table: "RowTable", rows: "RowModel") -> str:
    """Write the selected rows, or all where none is chosen, as CSV; return how it went."""
    selected = table.selected_rows()
    if len(selected) <= 1:
        selected = list(range(rows.rowCount()))
    selected = [row for row in selected if not rows.row(row).spans]
    columns = table.columns_in_sight()
    try:
        write_csv(path, rows.titles(columns), [rows.cells(row, columns) for row in selected])
    except OSError as error:
        sentence = QCoreApplication.translate(
            "alarms", "{file} konnte nicht geschrieben werden: {reason}"
        )
        return sentence.format(file=path.name, reason=error.strerror)
    sentence = QCoreApplication.translate(
        "alarms", "%n Alarm(e) in {file} geschrieben.", "", len(selected)
    )
    return sentence.format(file=path.name)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
