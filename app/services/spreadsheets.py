"""What must be kept in mind when others open our tables in a spreadsheet."""

import re
from typing import Final, TypeVar

T = TypeVar("T")

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula (CWE-1236)."""
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
"""A signed number begins like a formula and is none."""


def harmless(cell: T) -> T | str:
    """Return a cell that no spreadsheet runs as a formula; only texts can be one."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
