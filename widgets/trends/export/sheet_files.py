"""XLSX: real dates, numbers with their decimals, a sheet with what there is to know of them."""

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QCoreApplication

from widgets.trends.export.csv_files import quality_texts
from widgets.trends.export.facts import Fact
from widgets.trends.export.files import Report, go_on
from widgets.trends.export.tables import Chunk, Column, ColumnKind, Table
from widgets.trends.export.times import offsets_us, spreadsheet_days

MAX_ROWS: Final = 1_048_575
"""Rows of a sheet, without the heading."""

_PACE: Final = 500
"""Rows between two looks whether to go on: a chunk takes a second, and closing waits for it."""

_LOCAL_FORMAT: Final = "dd.mm.yyyy hh:mm:ss.000"
_UTC_FORMAT: Final = "yyyy-mm-dd hh:mm:ss.000"
_WIDTHS: Final = {
    ColumnKind.LOCAL: 24,
    ColumnKind.UTC: 24,
    ColumnKind.TEXT: 22,
    ColumnKind.NUMBER: 14,
    ColumnKind.COUNT: 12,
    ColumnKind.QUALITY: 12,
}
_FACT_WIDTHS: Final = (18, 120)


class TooManyRows(Exception):  # noqa: N818 - what it says
    """A sheet holds fewer rows than there are."""


def write_xlsx(
    path: Path, table: Table, facts: Sequence[Fact], zone: ZoneInfo, report: Report = go_on
) -> None:
    """Write a workbook: the values on one sheet, the facts on another.

    Raises:
        OSError: The file cannot be written.
        TooManyRows: There are more rows than a sheet holds.
        Cancelled: The report wants it stopped.
    """
    # Only whoever exports pays for this.
    import xlsxwriter  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415

    # Packed in memory: a disk that is full in the midst of packing would leave the packer open.
    packed = BytesIO()
    book = xlsxwriter.Workbook(packed, {"constant_memory": True, "strings_to_formulas": False})
    values = book.add_worksheet(QCoreApplication.translate("trends", "Werte"))
    try:
        _Sheet(book, values, table.columns, zone).write(table, report)
        _write_facts(book, facts)
        book.close()
    finally:
        # What was not closed still holds the rows in files beside the system's other ones.
        book.fileclosed = 1
        for sheet in book.worksheets():
            _release(sheet)
    path.write_bytes(packed.getbuffer())


def _release(sheet: Any) -> None:
    handle = getattr(sheet, "row_data_fh", None)
    if handle is not None and not handle.closed:
        handle.close()
        Path(sheet.row_data_filename).unlink(missing_ok=True)


def _write_facts(book: Any, facts: Sequence[Fact]) -> None:
    sheet = book.add_worksheet(QCoreApplication.translate("trends", "Angaben"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_FACT_WIDTHS):
        sheet.set_column(column, column, width)
    for row, (_, name, value) in enumerate(facts):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value, wrapped)


class _Sheet:
    """The sheet of the values; rows are written from top to bottom, as its memory demands."""

    def __init__(self, book: Any, sheet: Any, columns: Sequence[Column], zone: ZoneInfo) -> None:
        self._book = book
        self._sheet = sheet
        self._columns = columns
        self._zone = zone
        self._row = 1
        self._formats: dict[str, Any] = {}
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS[column.kind])
            sheet.write_string(0, place, column.title, head)
        sheet.freeze_panes(1, 2)

    def write(self, table: Table, report: Report) -> None:
        """Write all rows."""
        done = 0.0
        for chunk in table.chunks:
            if self._row + chunk.length > MAX_ROWS + 1:
                raise TooManyRows
            self._write_chunk(chunk, partial(report, done))
            done = chunk.share
            report(done)
        if self._row > 1:
            self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)

    def _write_chunk(self, chunk: Chunk, may_go_on: Callable[[], None]) -> None:
        sheet = self._sheet
        formats = [self._format(column, chunk.decimals) for column in self._columns]
        cells = [
            self._cells(column, values, chunk.length)
            for column, values in zip(self._columns, chunk.values, strict=True)
        ]
        for row in zip(*cells, strict=True):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    if cell:
                        sheet.write_string(self._row, place, cell)
                elif cell == cell:  # noqa: PLR0124 - NaN leaves the cell empty
                    sheet.write_number(self._row, place, cell, formats[place])
            self._row += 1
            if self._row % _PACE == 0:
                may_go_on()

    def _cells(self, column: Column, values: Any, length: int) -> Sequence[str | float]:
        if isinstance(values, str):
            return [values] * length
        if isinstance(values, list):
            return values
        found: Any = values
        if column.kind is ColumnKind.LOCAL:
            found = spreadsheet_days(values + offsets_us(values, self._zone))
        elif column.kind is ColumnKind.UTC:
            found = spreadsheet_days(values)
        elif column.kind is ColumnKind.QUALITY:
            return quality_texts(values)
        numbers: list[float] = np.asarray(found).tolist()
        return numbers

    def _format(self, column: Column, decimals: int) -> Any:
        """Return how the numbers of a column look."""
        if column.kind is ColumnKind.LOCAL:
            return self._known(_LOCAL_FORMAT)
        if column.kind is ColumnKind.UTC:
            return self._known(_UTC_FORMAT)
        if column.kind is not ColumnKind.NUMBER:
            return self._known("#,##0")
        digits = (decimals if column.decimals is None else column.decimals) + column.more
        return self._known(f"#,##0.{'0' * digits}" if digits else "#,##0")

    def _known(self, pattern: str) -> Any:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]
