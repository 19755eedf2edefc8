"""The rows that could not be taken, as a file to be mended and read again."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from app.services.inventory.imports.plans import ImportPlan
from app.services.inventory.imports.problems import RowProblem, RowStatus
from app.services.spreadsheets import harmless
from app.services.tables.model import Cell, RawTable

REASON_COLUMNS: Final = ("Zeile der Datei", "Fehler in Spalte", "Grund", "Vorschlag")
"""Columns behind the file's own."""
_BETWEEN: Final = " | "


def write_error_file(path: Path, raw: RawTable, outcome: ImportPlan) -> int:
    """Write the rows with problems, each with what is wrong with it; whole or not at all.

    The file's own columns come first and as they were, so that it can be mended and imported with
    the same mapping. What a spreadsheet would take for a formula is neutralised.

    Args:
        path: The file; `.xlsx` makes a workbook, anything else CSV.
        raw: The table that was tried.
        outcome: What was found.

    Returns:
        How many rows were written.

    Raises:
        OSError: It cannot be written.
    """
    rows = list(outcome.rows(RowStatus.ERROR))
    draft = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.lower() == ".xlsx":
            _write_xlsx(draft, raw, outcome, rows)
        else:
            _write_csv(draft, raw, outcome, rows)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return len(rows)


def _lines(
    raw: RawTable, outcome: ImportPlan, rows: list[int]
) -> Iterator[tuple[tuple[Cell, ...], tuple[Cell, ...]]]:
    """Yield the cells of each row, and the reasons behind it."""
    told: dict[int, list[RowProblem]] = {}
    for problem in outcome.problems:
        told.setdefault(problem.row, []).append(problem)
    for row in rows:
        found = told.get(row, [])
        columns = _BETWEEN.join(dict.fromkeys(one.column for one in found if one.column))
        reasons = _BETWEEN.join(dict.fromkeys(one.reason for one in found))
        hints = _BETWEEN.join(dict.fromkeys(one.suggestion for one in found if one.suggestion))
        yield raw.rows[row], (raw.numbers[row], columns, reasons, hints)


def _write_csv(path: Path, raw: RawTable, outcome: ImportPlan, rows: list[int]) -> None:
    comma = raw.layout.decimal_comma is not False
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([harmless(name) for name in (*raw.columns, *REASON_COLUMNS)])
        for cells, reasons in _lines(raw, outcome, rows):
            shown = [_text(cell, comma=comma) for cell in cells]
            writer.writerow([harmless(cell) for cell in (*shown, *reasons)])


def _text(cell: Cell, *, comma: bool) -> Any:
    """Return a cell as CSV has it, as the rest of the file is written."""
    if isinstance(cell, float):
        text = repr(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 - exact so far
        return text.replace(".", ",") if comma else text
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _write_xlsx(path: Path, raw: RawTable, outcome: ImportPlan, rows: list[int]) -> None:
    import xlsxwriter  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Fehler")
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for column, name in enumerate((*raw.columns, *REASON_COLUMNS)):
            sheet.write_string(0, column, name, bold)
        for line, (cells, reasons) in enumerate(_lines(raw, outcome, rows), 1):
            for column, cell in enumerate((*cells, *reasons)):
                _write_cell(sheet, line, column, cell, day)
        sheet.freeze_panes(1, 0)


def _write_cell(sheet: Any, line: int, column: int, cell: Cell, day: Any) -> None:
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(line, column, cell.replace(tzinfo=None), day)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, bool):
        sheet.write_boolean(line, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell)
    elif cell is not None:
        sheet.write_string(line, column, cell)
