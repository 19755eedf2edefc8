"""Whole pieces of a column at once, where cells are as nearly all files have them.

What is not surely fine is left to `values`, cell by cell; what that refuses is never taken here.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from app.domain.inventory.fields import Field, FieldType, Value
from app.services.inventory.imports.values import NO_MACS, decimals_of
from app.services.tables.cells import NO_TEXT
from app.services.tables.model import Cell

Quick = Callable[[Sequence[Cell]], list[Value] | None]
"""Makes values of cells, none of which is empty; None where each must be looked at."""

_MACS: Final = re.compile(r"(?:(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\n)++")
_CENTS: Final = 2
_EXACT: Final = 1e-9


def quick_converter(one: Field) -> Quick | None:
    """Return what makes the values of a field that `values.converter` would make; None for none."""
    if one.name == "mac":
        return _macs
    if one.type is FieldType.MONEY:
        return lambda cells: _numbers(one, cells, _CENTS, most_off=_EXACT)
    if one.type is FieldType.DECIMAL:
        return lambda cells: _numbers(one, cells, decimals_of(one), most_off=np.inf)
    is_plain = one.type is FieldType.TEXT and not (one.pattern or one.is_required)
    return (lambda cells: _texts(one, cells)) if is_plain and one.name != "postcode" else None


def _texts(one: Field, cells: Sequence[Cell]) -> list[Value] | None:
    """Return texts as they stand; None where one has blanks around it or may be a broken number."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells) or texts != [*map(str.strip, texts)]:
        return None
    joined = "".join(texts)
    if "+" in joined or "\0" in joined or max(map(len, texts)) > one.longest:
        return None
    return [*texts] if NO_TEXT.isdisjoint(map(str.lower, texts)) else None


def _macs(cells: Sequence[Cell]) -> list[Value] | None:
    texts = [cell for cell in cells if isinstance(cell, str)]
    joined = "\n".join(texts)
    if len(texts) < len(cells) or _MACS.fullmatch(f"{joined}\n") is None:
        return None
    values = joined.lower().split("\n")
    return [*values] if len(values) == len(cells) and NO_MACS.isdisjoint(values) else None


def _numbers(
    one: Field, cells: Sequence[Cell], places: int, *, most_off: float
) -> list[Value] | None:
    """Return rounded numbers; None where one is no number, out of bounds or too far off."""
    numbers = [
        float(cell)
        for cell in cells
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    ]
    found = np.array(numbers)
    if not numbers or len(numbers) < len(cells) or not np.isfinite(found).all():
        return None
    values = [round(number, places) for number in numbers]
    lowest = -np.inf if one.lowest is None else one.lowest
    highest = np.inf if one.highest is None else one.highest
    is_near = np.abs(found - np.array(values)).max() <= most_off
    return [*values] if is_near and lowest <= min(values) <= max(values) <= highest else None
