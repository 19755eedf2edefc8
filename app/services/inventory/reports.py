"""Small tables that were worked out, as CSV, XLSX or PDF; not for records, see `exports`."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.services.inventory.exports.requests import ExportError
from app.services.papers import PaperError, compile_paper
from app.services.spreadsheets import harmless

Cell = str | int | float | None

_BODY: Final = r"""
#facts(data.facts)
#for part in data.parts [
  = #part.title
  #if part.columns.len() > 0 { records(part.columns, part.widths, part.sides, part.rows) }
]
"""
_UPRIGHT: Final = 6
"""Up to so many columns stand on an upright page."""
_NARROWEST: Final = 6
_WIDEST: Final = 30
_GERMAN: Final = str.maketrans(",.", ".,")
_SECOND_US: Final = 1_000_000
_MOST_TITLE: Final = 31
"""Letters of the name of a sheet."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table.

    Attributes:
        title: What it is.
        columns: Its headings, with units.
        rows: Its rows, as many cells as there are headings.
        decimals: Decimals of the numbers of each column.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    decimals: tuple[int, ...] = ()

    def places(self, column: int) -> int:
        """Return the decimals of a column."""
        return self.decimals[column] if column < len(self.decimals) else 0


@dataclass(frozen=True, slots=True)
class Report:
    """Tables with what there is to know about them.

    Attributes:
        title: What it is.
        facts: Names and values: moment, source, how it was counted.
        tables: The tables.
        has_comma: True for a decimal comma in CSV and PDF.
        language: `de` or `en`, of a PDF.
        made_us: When it was made, µs UTC.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[ReportTable, ...]
    has_comma: bool = True
    language: str = "de"
    made_us: int = 0


def write_report(path: Path, report: Report) -> None:
    """Write a report as the suffix of the file says: csv, xlsx or pdf; whole or not at all.

    Call it beside the window.

    Raises:
        OSError: It cannot be written.
        ExportError: It cannot be set, or there is no such format.
    """
    writers = {".csv": _write_csv, ".xlsx": _write_workbook, ".pdf": _write_paper}
    write = writers.get(path.suffix.casefold())
    if write is None:
        raise ExportError("Bitte wählen Sie eine Datei mit der Endung csv, xlsx oder pdf.")
    draft = path.with_name(f".{path.name}.part")
    try:
        write(draft, report)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def words(value: Cell, places: int, *, has_comma: bool, is_for_people: bool = False) -> str:
    """Return a cell as text; empty for none.

    Args:
        value: The cell.
        places: Decimals of a number.
        has_comma: True for a decimal comma.
        is_for_people: True for thousands set apart.
    """
    if value is None or isinstance(value, str):
        return value or ""
    text = f"{value:{',' if is_for_people else ''}.{places}f}"
    return text.translate(_GERMAN) if has_comma else text


def _write_csv(path: Path, report: Report) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for table in report.tables:
            writer.writerow([harmless(table.title)])
            writer.writerow([harmless(one) for one in table.columns])
            for row in table.rows:
                writer.writerow(
                    harmless(words(one, table.places(at), has_comma=report.has_comma))
                    for at, one in enumerate(row)
                )
            writer.writerow([])
        writer.writerows([harmless(name), harmless(value)] for name, value in report.facts)


def _write_workbook(path: Path, report: Report) -> None:
    import xlsxwriter  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "in_memory": True,
    }
    book = xlsxwriter.Workbook(str(path), options)
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    for number, table in enumerate(report.tables, 1):
        _write_sheet(book, _sheet_name(table.title, number), table, head)
    sheet = book.add_worksheet("Angaben")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    for row, (name, value) in enumerate(report.facts):
        sheet.write_string(row, 0, name, wrapped)
        sheet.write_string(row, 1, value, wrapped)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _sheet_name(title: str, number: int) -> str:
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
    return f"{number} {plain}"[:_MOST_TITLE].strip()


def _write_sheet(book: Any, name: str, table: ReportTable, head: Any) -> None:
    sheet = book.add_worksheet(name)
    widths = _widths(table)
    for at, title in enumerate(table.columns):
        places = table.places(at)
        look = book.add_format({"num_format": "0" + ("." + "0" * places if places else "")})
        sheet.set_column(at, at, widths[at] + 2, look)
        sheet.write_string(0, at, title, head)
    for line, row in enumerate(table.rows, 1):
        for at, one in enumerate(row):
            if isinstance(one, str):
                sheet.write_string(line, at, one)
            elif one is not None:
                sheet.write_number(line, at, one)
    sheet.freeze_panes(1, 1)


def _write_paper(path: Path, report: Report) -> None:
    parts = [_part(table, has_comma=report.has_comma) for table in report.tables]
    most = max((len(table.columns) for table in report.tables), default=0)
    try:
        paper = compile_paper(
            _BODY,
            {"facts": [list(one) for one in report.facts], "parts": parts},
            title=report.title,
            language=report.language,
            description="; ".join(f"{name}: {value}" for name, value in report.facts),
            foot=report.title,
            is_wide=most > _UPRIGHT,
            size_pt=8.0 if most > _UPRIGHT else 9.0,
            made_us=report.made_us // _SECOND_US * _SECOND_US,
        )
    except PaperError as error:
        raise ExportError(str(error)) from error
    path.write_bytes(paper.pdf)


def _part(table: ReportTable, *, has_comma: bool) -> dict[str, Any]:
    rows = [
        [
            words(one, table.places(at), has_comma=has_comma, is_for_people=True)
            for at, one in enumerate(row)
        ]
        for row in table.rows
    ]
    return {
        "title": table.title,
        "columns": list(table.columns),
        "widths": _widths(table),
        "sides": [_side(table, at) for at in range(len(table.columns))],
        "rows": rows,
    }


def _side(table: ReportTable, column: int) -> str:
    is_number = any(isinstance(row[column], int | float) for row in table.rows)
    return "right" if is_number else "left"


def _widths(table: ReportTable) -> list[int]:
    found = []
    for at, title in enumerate(table.columns):
        texts = (words(row[at], table.places(at), has_comma=True) for row in table.rows)
        longest = max(map(len, texts), default=0)
        word = max(map(len, title.split()), default=0)
        found.append(min(max(longest + 1, word + 2, _NARROWEST), _WIDEST))
    return found
