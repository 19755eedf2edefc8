"""Rows of the table of points as text for the clipboard and for spreadsheet programs."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.samples import NO_TIME
from widgets.points.columns import Column, column_title
from widgets.points.model import PointTableModel

_FORMULA_STARTS = ("=", "+", "@", "\t", "\r")


def as_tsv(model: PointTableModel, rows: Iterable[int], columns: Sequence[Column]) -> str:
    """Return points as tab separated lines with a heading, as on screen.

    Args:
        model: The table's rows.
        rows: Point rows (not display rows) in the order wanted.
        columns: Columns in the order wanted; the spark line is left out.
    """
    columns = [column for column in columns if column is not Column.SPARK]
    lines = ["\t".join(column_title(column) for column in columns)]
    wording = model.wording
    if wording is not None:
        lines += [
            "\t".join(
                wording.text(row, column, model.live, model.state).replace("\t", " ")
                for column in columns
            )
            for row in rows
        ]
    return "\n".join(lines) + "\n"


def write_csv(
    path: Path, model: PointTableModel, rows: Iterable[int], columns: Sequence[Column]
) -> None:
    """Write points as CSV that a spreadsheet of this locale opens by a double click.

    Separator and decimal mark follow the locale; the file begins with a byte order mark because
    spreadsheet programs take UTF-8 without one for Latin-1. The age column becomes the source
    time (ISO 8601, UTC). Texts that a spreadsheet would take for a formula get an apostrophe.

    Raises:
        OSError: The file cannot be written.
    """
    columns = [column for column in columns if column is not Column.SPARK]
    out = StringIO()
    separator = ";" if QLocale().decimalPoint() == "," else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_csv_title(column) for column in columns])
    writer.writerows([_csv_cell(model, row, column) for column in columns] for row in rows)
    path.write_text(out.getvalue(), "utf-8-sig", newline="")


def _csv_title(column: Column) -> str:
    if column is Column.AGE:
        return QCoreApplication.translate("points", "Gemessen (UTC)")
    return column_title(column)


def _csv_cell(model: PointTableModel, row: int, column: Column) -> str:
    if model.wording is None:
        return ""
    if column is Column.AGE:
        time_us = int(model.live.time[row])
        if time_us == NO_TIME:
            return ""
        return datetime.fromtimestamp(time_us / 1e6, UTC).isoformat(timespec="milliseconds")
    text = model.wording.text(row, column, model.live, model.state)
    if column is Column.VALUE:
        return text.replace(QLocale().groupSeparator(), "")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
