"""CSV: for spreadsheets of this locale, with the facts in lines that begin with `#`."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QLocale

from widgets.texts import quality_text
from widgets.trends.export.facts import Fact
from widgets.trends.export.files import Report, go_on
from widgets.trends.export.tables import NO_QUALITY, Chunk, Column, ColumnKind, Table, Values
from widgets.trends.export.times import local_texts, utc_texts

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(
    path: Path, table: Table, facts: Sequence[Fact], zone: ZoneInfo, report: Report = go_on
) -> None:
    """Write a table with a byte order mark, so that spreadsheets read umlauts.

    Raises:
        OSError: The file cannot be written.
        Cancelled: The report wants it stopped.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        for _, name, value in facts:
            target.write(f"# {name}: {value}\n")
        write_rows(target, table, zone, ";", report)


def write_rows(
    target: IO[str], table: Table, zone: ZoneInfo, delimiter: str, report: Report = go_on
) -> int:
    """Write heading and rows; return how many rows."""
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\n")
    writer.writerow([safe(column.title) for column in table.columns])
    mark = QLocale().decimalPoint()
    rows = 0
    for chunk in table.chunks:
        writer.writerows(zip(*_texts(table.columns, chunk, zone, mark), strict=True))
        rows += chunk.length
        report(chunk.share)
    return rows


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def quality_texts(values: Any) -> list[str]:
    """Return the words for qualities; nothing where there is no value."""
    words = {int(q): "" if q == NO_QUALITY else quality_text(int(q)) for q in np.unique(values)}
    return [words[quality] for quality in values.tolist()]


def _texts(
    columns: Sequence[Column], chunk: Chunk, zone: ZoneInfo, mark: str
) -> list[Sequence[str]]:
    return [
        _column(column, values, chunk.length, zone, mark)
        for column, values in zip(columns, chunk.values, strict=True)
    ]


def _column(
    column: Column, values: Values, length: int, zone: ZoneInfo, mark: str
) -> Sequence[str]:
    if isinstance(values, str):
        return [safe(values)] * length
    if isinstance(values, list):
        return [safe(text) for text in values]
    ways: dict[ColumnKind, Callable[[], list[str]]] = {
        ColumnKind.LOCAL: lambda: local_texts(values.astype(np.int64), zone),
        ColumnKind.UTC: lambda: utc_texts(values.astype(np.int64)),
        ColumnKind.QUALITY: lambda: quality_texts(values),
        ColumnKind.COUNT: lambda: [str(value) for value in values.tolist()],
    }
    return ways.get(column.kind, lambda: _numbers(values, mark))()


def _numbers(values: Any, mark: str) -> list[str]:
    return [f"{v:.15g}".replace(".", mark) if v == v else "" for v in values.tolist()]  # noqa: PLR0124 - NaN
