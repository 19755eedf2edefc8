"""What the values of a column look like, whatever it is called."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from app.services.tables.cells import CellError, as_text
from app.services.tables.model import Cell, RawTable

EMPTY: Final = "empty"
MAC: Final = "mac"
IP: Final = "ip"
DATE: Final = "date"
POSTCODE: Final = "postcode"
POSTCODE_PLACE: Final = "postcode_place"
ADDRESS_LINE: Final = "address_line"
WHOLE: Final = "whole"
NUMBER: Final = "number"
CODE: Final = "code"
TEXT: Final = "text"

_SAMPLE: Final = 200
_MOST: Final = 0.85
"""Share of the filled cells that must look alike."""
_HARDWARE: Final = r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}"
_DAY: Final = r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?: .*)?|\d{4}-\d{2}-\d{2}(?:[ T].*)?"
_PATTERNS: Final = (
    (MAC, re.compile(_HARDWARE)),
    (IP, re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")),
    (DATE, re.compile(_DAY)),
    (POSTCODE, re.compile(r"\d{5}")),
    (POSTCODE_PLACE, re.compile(r"\d{4,5},? +[^\W\d].*")),
    (ADDRESS_LINE, re.compile(r".*\D.*, *\d{5},? *[^\W\d].*")),
    (WHOLE, re.compile(r"[+-]?\d+")),
    (NUMBER, re.compile(r"[+-]?[\d.]*\d(?:,\d+)?(?:[eE][+-]?\d+)?(?: ?(?:€|EUR|%))?")),
    (CODE, re.compile(r"(?=.*\d)[A-Za-z0-9/_.-]{6,}")),
)  # fmt: skip
"""The first that fits a text names it."""
_KIN: Final = {
    POSTCODE: WHOLE, WHOLE: NUMBER, CODE: TEXT, ADDRESS_LINE: TEXT, POSTCODE_PLACE: TEXT,
    MAC: CODE, IP: TEXT,
}  # fmt: skip
"""What a shape is one of."""


def sample(raw: RawTable, place: int, most: int = _SAMPLE) -> list[Cell]:
    """Return filled cells of a column, from all over the table."""
    step = max(1, len(raw.rows) // (2 * most))
    found = [row[place] for row in raw.rows[::step] if row[place] is not None]
    return found[:: max(1, len(found) // most)][:most]


def shape_of(cells: Sequence[Cell]) -> str:
    """Return what most of the cells look like."""
    counts = Counter(_shape(cell) for cell in cells)
    counts.pop(EMPTY, None)
    total = counts.total()
    if not total:
        return EMPTY
    shape = counts.most_common(1)[0][0]
    while counts[shape] < _MOST * total and shape in _KIN:
        kin = _KIN[shape]
        counts[kin] += counts.pop(shape)
        shape = kin
    return shape if counts[shape] >= _MOST * total else TEXT


def are_alike(one: str, other: str) -> bool:
    """Tell whether columns of these shapes may be the same one."""
    return one == other or EMPTY in (one, other) or _KIN.get(one) == other or _KIN.get(other) == one


def fit(cells: Sequence[Cell], convert: Callable[[Cell], object]) -> float:
    """Return which share of the cells a converter understands; 0 where none says anything."""
    good = said = 0
    for cell in cells:
        try:
            value = convert(cell)
        except CellError:
            said += 1
            continue
        if value is not None:
            said += 1
            good += 1
    return good / said if said else 0.0


def _shape(cell: Cell) -> str:
    if cell is None or isinstance(cell, bool):
        return EMPTY if cell is None else TEXT
    if isinstance(cell, dt.date):
        return DATE
    if isinstance(cell, int | float):
        return WHOLE if float(cell).is_integer() else NUMBER
    text = as_text(cell)
    if text is None:
        return EMPTY
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(text)), TEXT)
