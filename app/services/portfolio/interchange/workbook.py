"""The programme as a workbook (XLSX) with a sheet a kind, and its projects as CSV."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from app.domain.inventory.fields import Field, FieldType, Value
from app.services.inventory.exports.cells import Cells, Typed
from app.services.portfolio.interchange.publishing import TOLD_KINDS
from app.services.portfolio.interchange.sheets import TITLES, ProgrammeSheets
from app.services.spreadsheets import harmless

Fact = tuple[str, str]
"""A name and what is to be said, in the words of the reader."""

_PATTERNS: Final = {
    FieldType.DATE: "dd.mm.yyyy",
    FieldType.MOMENT: "dd.mm.yyyy hh:mm:ss",
    FieldType.MONEY: "#,##0.00",
    FieldType.INTEGER: "0",
}
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_NARROWEST, _WIDEST = 8, 48
_FACT_WIDTHS: Final = (26, 110)
_LONGEST: Final = 32_767
"""Letters of a cell."""


def write_workbook(
    path: Path,
    sheets: ProgrammeSheets,
    cells: Cells,
    facts: Sequence[Fact],
    *,
    on_screen: Callable[[str], str],
    told: Callable[[], None],
) -> None:
    """Write the programme as a workbook; no cell is a formula, whatever it begins with.

    Args:
        path: The file.
        sheets: What stands in it.
        cells: Turns values into cells.
        facts: What there is to know.
        on_screen: Turns German words of ours into those of the reader.
        told: Called for each row; may raise to stop.

    Raises:
        OSError: It cannot be written.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415

    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    looks: dict[FieldType | None, Any] = {
        one: book.add_format({"num_format": text}) for one, text in _PATTERNS.items()
    }
    looks[None] = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    for kind in TOLD_KINDS:
        sheet = book.add_worksheet(on_screen(TITLES[kind]))
        fields = sheets.fields(kind)
        rows = _typed(sheets.rows(kind), fields, cells, told)
        _write_sheet(sheet, sheets.heads(kind), fields, rows, looks)
    _write_facts(book, book.add_worksheet(on_screen("Angaben")), facts)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def write_project_csv(
    path: Path, sheets: ProgrammeSheets, cells: Cells, told: Callable[[], None]
) -> None:
    """Write the projects as CSV: semicolons, UTF-8 with a mark, as offices open it.

    Raises:
        OSError: It cannot be written.
    """
    fields = sheets.fields("project")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([harmless(one) for one in sheets.heads("project")])
        for row in sheets.rows("project"):
            told()
            writer.writerow(
                harmless(cells.words(_named(field), value))
                for field, value in zip(fields, row, strict=True)
            )


def _typed(
    rows: Iterator[list[Value]], fields: Sequence[Field], cells: Cells, told: Callable[[], None]
) -> Iterator[list[Typed]]:
    for row in rows:
        told()
        yield [cells.typed(_named(field), value) for field, value in zip(fields, row, strict=True)]


def _named(field: Field) -> Field:
    """Return the field a cell is written by; references were made names already."""
    return _NAME if field.type in {FieldType.REFERENCE, FieldType.ANY_REFERENCE} else field


_NAME: Final = Field("name", "Name")


def _write_sheet(
    sheet: Any,
    heads: Sequence[str],
    fields: Sequence[Field],
    rows: Iterator[list[Typed]],
    looks: Mapping[FieldType | None, Any],
) -> None:
    widths = [max(len(one) + 3, _NARROWEST) for one in heads]
    line = 0
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if cell is not None and cell != "":
                _write(sheet, line, place, cell, looks.get(fields[place].type))
                widths[place] = max(widths[place], min(len(str(cell)), _WIDEST))
    for place, one in enumerate(heads):
        sheet.set_column(place, place, min(widths[place], _WIDEST))
        sheet.write_string(0, place, one, looks[None])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line, 1), len(heads) - 1)


def _write(sheet: Any, line: int, place: int, cell: Typed, look: Any) -> None:
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


def _write_facts(book: Any, sheet: Any, facts: Sequence[Fact]) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(_FACT_WIDTHS):
        sheet.set_column(column, column, width)
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value[:_LONGEST], wrapped)
