"""A grid becomes a table: rows under their header, all of one length, what is odd in notes."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

from app.services.tables.headers import Grid, Header
from app.services.tables.model import Cell, Row, in_lines

_EXPONENT: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
"""A number that a spreadsheet shortened, such as 6.37702E+15."""
_COMMA: Final = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+(?:\s*(?:€|EUR|%))?")
_POINT: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+(?:\s*(?:€|EUR|%))?")
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}|,\d{3})")
"""It may be a number of thousands as well; it counts only where nothing else does."""
_EXACT: Final = 1e15
"""A spreadsheet keeps 15 digits; whole numbers from here on may have lost some."""
_WRITTEN: Final = (str, float)
_PART: Final = 2_000
_MOST_COUNTED: Final = 20_000


def cut(grid: Grid, header: Header) -> tuple[list[Row], list[int]]:
    """Return the rows below a header, all as long as it, with their numbers; notes are added."""
    width = len(header.columns)
    named = len(grid.rows[header.index]) if header.index >= 0 else width
    rows: list[Row] = []
    short: list[int] = []
    long: list[int] = []
    numbers = grid.numbers[header.index + 1 :]
    body = grid.rows[header.index + 1 :]
    if named == width and set(map(len, body)) <= {width}:
        _note_shortened(body, numbers, grid.notes)
        return body, numbers
    for row, number in zip(body, numbers, strict=True):
        if len(row) > named and any(cell is not None for cell in row[named:]):
            long.append(number)
        if len(row) < min(width, named):
            short.append(number)
        same = len(row) == width
        rows.append(row if same else row[:width] + (None,) * (width - len(row)))
    if short:
        grid.notes.append(
            f"In {in_lines(short)} stehen weniger Zellen als im Kopf; die fehlenden blieben leer."
        )
    if long:
        grid.notes.append(
            f"In {in_lines(long)} stehen mehr Zellen als im Kopf; dafür wurden Spalten angefügt."
        )
    _note_shortened(rows, numbers, grid.notes)
    return rows, numbers


def has_decimal_comma(rows: Iterable[Row], *, otherwise: bool = False) -> bool:
    """Return whether the numbers among texts have a decimal comma.

    Args:
        rows: The table.
        otherwise: The answer where no number tells.
    """
    clear = vague = 0
    for count, row in enumerate(rows):
        if count >= _MOST_COUNTED:
            break
        for cell in row:
            if isinstance(cell, str) and ("," in cell or "." in cell):
                sign = _decimal_sign(cell.strip())
                if _THOUSANDS.fullmatch(cell.strip()):
                    vague += sign
                else:
                    clear += sign
    return (clear or vague) > 0 if clear or vague else otherwise


def _decimal_sign(text: str) -> int:
    """Return 1 for a decimal comma, -1 for a point, 0 for neither."""
    if _COMMA.fullmatch(text):
        return 1
    return -1 if _POINT.fullmatch(text) else 0


def is_shortened(cell: Cell) -> bool:
    """Tell whether a number lost digits in a spreadsheet, or may have."""
    if isinstance(cell, str):
        return "+" in cell and _EXPONENT.fullmatch(cell.strip()) is not None
    return isinstance(cell, float) and abs(cell) >= _EXACT


def _note_shortened(rows: list[Row], numbers: list[int], notes: list[str]) -> None:
    parts = (rows[start : start + _PART] for start in range(0, len(rows), _PART))
    if not any(
        map(_may_be_shortened, (column for part in parts for column in zip(*part, strict=True)))
    ):
        return
    found = [
        number
        for row, number in zip(rows, numbers, strict=True)
        if any(type(cell) in _WRITTEN and is_shortened(cell) for cell in row)
    ]
    if found:
        notes.append(
            f"In {in_lines(found)} stehen Zahlen in verkürzter Schreibweise (wie 6,37702E+15); sie "
            "haben in einem Tabellenprogramm Stellen verloren und taugen nicht als Kennung."
        )


def _may_be_shortened(column: Sequence[Cell]) -> bool:
    """Tell quickly whether it is worth looking at each cell of a column."""
    kinds = set(map(type, column))
    if str in kinds:
        text = "\n".join([cell for cell in column if isinstance(cell, str)])
        if "E+" in text or "e+" in text:
            return True
    if float not in kinds:
        return False
    numbers = [cell for cell in column if isinstance(cell, float) and not math.isnan(cell)]
    return bool(numbers) and not -_EXACT < min(numbers) <= max(numbers) < _EXACT
