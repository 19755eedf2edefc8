"""XLSX: typed cells under a heading that stays, filters, and a sheet with what there is to know."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from app.domain.inventory.fields import FieldType
from app.services.inventory.exports.cells import Cells, Typed
from app.services.inventory.exports.columns import Column, unlike
from app.services.inventory.exports.facts import Fact
from app.services.inventory.exports.reading import Page
from app.services.inventory.exports.requests import ExportRequest

_PATTERNS: Final = {
    FieldType.DATE: "dd.mm.yyyy",
    FieldType.MOMENT: "dd.mm.yyyy hh:mm:ss",
    FieldType.MONEY: "#,##0.00",
    FieldType.INTEGER: "0",
}
_NARROWEST: Final = 8
_WIDEST: Final = 48
_FACT_WIDTHS: Final = (26, 110)
_LONGEST: Final = 32_767
"""Letters of a cell."""


def write_workbook(
    path: Path,
    request: ExportRequest,
    columns: Sequence[Column],
    pages: Iterator[Page],
    facts: Callable[[], Sequence[Fact]],
) -> None:
    """Write pages as a workbook; rows go to disk as they come.

    Args:
        path: The file.
        request: What is wanted.
        columns: The columns.
        pages: The records.
        facts: Returns what there is to know, once all pages are read.

    Raises:
        OSError: It cannot be written.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415
    from xlsxwriter.exceptions import (  # type: ignore[import-untyped]  # noqa: PLC0415
        FileCreateError,
    )

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "tmpdir": str(path.parent),
    }
    book = xlsxwriter.Workbook(str(path), options)
    try:
        records = book.add_worksheet(request.on_screen("Datensätze"))
        _Sheet(book, records, columns, request).write(pages)
        _write_facts(book, book.add_worksheet(request.on_screen("Angaben")), facts())
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error
    finally:
        # What was not closed still holds its rows in files beside the draft.
        book.fileclosed = 1
        for sheet in book.worksheets():
            _release(sheet)


def _release(sheet: Any) -> None:
    handle = getattr(sheet, "row_data_fh", None)
    if handle is not None and not handle.closed:
        handle.close()
        Path(sheet.row_data_filename).unlink(missing_ok=True)


def _write_facts(book: Any, sheet: Any, facts: Sequence[Fact]) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_FACT_WIDTHS):
        sheet.set_column(column, column, width)
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value[:_LONGEST], wrapped)


class _Sheet:
    """The sheet of the records, from top to bottom."""

    def __init__(
        self, book: Any, sheet: Any, columns: Sequence[Column], request: ExportRequest
    ) -> None:
        self._sheet = sheet
        self._cells = Cells(request.zone, request.on_screen, has_comma=request.has_comma)
        self._fields = [column.field for column in columns]
        known = {one: book.add_format({"num_format": text}) for one, text in _PATTERNS.items()}
        self._formats = [known.get(field.type) for field in self._fields]
        self._labels = unlike(
            request.on_screen(column.label) + (f" [{column.field.unit}]" * bool(column.field.unit))
            for column in columns
        )
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})

    def write(self, pages: Iterator[Page]) -> None:
        """Write all rows; the widths are those of the first page, as memory demands."""
        sheet, line = self._sheet, 0
        for page in pages:
            rows = [
                [
                    self._cells.typed(field, value)
                    for field, value in zip(self._fields, row, strict=True)
                ]
                for row in page.cells
            ]
            if not line:
                self._begin(rows)
            for row in rows:
                line += 1
                for place, cell in enumerate(row):
                    if cell is not None:
                        self._write(line, place, cell)
        if not line:
            self._begin([])
        if self._fields:
            sheet.autofilter(0, 0, max(line, 1), len(self._fields) - 1)

    def _begin(self, rows: Sequence[Sequence[Typed]]) -> None:
        for place, label in enumerate(self._labels):
            longest = max(
                (len(str(row[place])) for row in rows if row[place] is not None), default=0
            )
            width = min(max(longest, len(label) + 3, _NARROWEST), _WIDEST)
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, label, self._head)
        self._sheet.freeze_panes(1, 0)

    def _write(self, line: int, place: int, cell: Typed) -> None:
        sheet, look = self._sheet, self._formats[place]
        if isinstance(cell, bool):
            sheet.write_boolean(line, place, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(line, place, cell, look)
        elif isinstance(cell, datetime | date):
            try:
                sheet.write_datetime(line, place, cell, look)
            except (ValueError, TypeError):  # before 1900 no spreadsheet has days
                sheet.write_string(line, place, cell.isoformat())
        elif cell is not None:
            sheet.write_string(line, place, cell[:_LONGEST])
