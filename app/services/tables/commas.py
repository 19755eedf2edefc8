"""Tables in text files: cells between separators (CSV), as spreadsheets write them."""

import re
from dataclasses import replace
from typing import Final

from app.services.tables.cutting import cut, has_decimal_comma
from app.services.tables.headers import Grid, header_of
from app.services.tables.model import Job, RawTable, Row, TableError
from app.services.tables.texts import (
    SEPARATOR_NAMES,
    SEPARATORS,
    QuoteError,
    decoded,
    records,
    separator_of,
)

_SEP: Final = re.compile(r'"?sep=(.)"?[;,\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
"""First line by which a spreadsheet is told the separator."""
_MORE: Final = 250
"""Records read beyond those wanted, so that a glance finds the same header as a whole reading."""
_OFTEN: Final = 2_000
_QUOTE: Final = '"'


def read_csv(data: bytes, job: Job) -> RawTable:
    """Return the table of a text file; `sha256` is left to the caller.

    Raises:
        TableError: It is no table, or its quotes are wrong.
        CancelledError: Nobody wants it any more.
    """
    name, layout, most_rows = job.name, job.layout, job.most_rows
    text = decoded(data, layout.encoding, name)
    body, skipped, told = _without_sep(text.text, text.notes)
    separator = layout.separator or told or separator_of(body)
    if len(separator) != 1:
        raise TableError(
            f"Als Trennzeichen der Datei {name} ist nur ein einzelnes Zeichen möglich. Bitte eines "
            f"wählen, etwa {SEPARATOR_NAMES[SEPARATORS[0]]} oder {SEPARATOR_NAMES[SEPARATORS[3]]}."
        )
    grid = Grid([], [], notes=text.notes)
    _fill(grid, body, separator, skipped, job)
    header = header_of(grid, layout, name)
    rows, numbers = cut(grid, header)
    if most_rows is not None:
        rows, numbers = rows[:most_rows], numbers[:most_rows]
    comma = layout.decimal_comma
    if comma is None:
        comma = has_decimal_comma(rows)
    used = replace(
        layout,
        sheet="",
        header_row=grid.numbers[header.index] - 1 if header.lines else -1,
        header_lines=header.lines,
        encoding=text.encoding,
        separator=separator,
        decimal_comma=comma,
    )
    return RawTable(name, "csv", used, header.columns, rows, numbers, (), tuple(grid.notes), "")


def _without_sep(text: str, notes: list[str]) -> tuple[str, int, str]:
    """Return the text behind a line `sep=;`, how many lines that are, and the separator."""
    found = _SEP.match(text)
    if found is None:
        return text, 0, ""
    told = found[1]
    shown = SEPARATOR_NAMES.get(told, f"„{told}“")
    notes.append(f"Die erste Zeile nennt das Trennzeichen (sep=): {shown}.")
    return text[found.end() :], 1, told


def _fill(grid: Grid, text: str, separator: str, skipped: int, job: Job) -> None:
    """Put the records of a text into a grid; `skipped` lines stood before it."""
    watch = job.watch
    total = text.count("\n") or text.count("\r")
    limit = None if job.most_rows is None else job.most_rows + _MORE
    line, record = 0, [""]
    try:
        for count, (line, record) in enumerate(records(text, separator)):
            if count % _OFTEN == 0:
                watch.step(min(line, total), total + 1)
            row = _cells(record)
            if row:
                grid.rows.append(row)
                grid.numbers.append(line + skipped)
            if limit is not None and len(grid.rows) >= limit:
                return
    except QuoteError as error:
        raise _unquoted(job.name, error.line + skipped) from error
    if any("\n" in cell or "\r" in cell for cell in record) and _is_open(text, line):
        raise _unquoted(job.name, line + skipped)
    watch.step(total + 1, total + 1)


def _cells(record: list[str]) -> Row:
    """Return a record with empty cells as None; () for a blank one."""
    cells = tuple([cell if cell and not cell.isspace() else None for cell in record])
    return cells if any(cell is not None for cell in cells) else ()


def _is_open(text: str, line: int) -> bool:
    """Tell whether the last record, which begins in a line, ends inside of quotes."""
    lines = re.split(r"\r\n|\r|\n", text)
    return "".join(lines[line - 1 :]).count(_QUOTE) % 2 == 1


def _unquoted(name: str, line: int) -> TableError:
    return TableError(
        f"In der Datei {name} wird ab Zeile {line} ein Anführungszeichen geöffnet und nicht wieder "
        "geschlossen. Bitte es dort ergänzen oder entfernen."
    )
