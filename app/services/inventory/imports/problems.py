"""What the trial of an import found: problems at their cells, and what happens to each row."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from app.domain.inventory.fields import Value
from app.services.tables.model import Cell

MOST_KEPT: Final = 20_000
"""Problems that are kept in full; of a file that fits nowhere, more would only cost memory."""


class RowStatus(IntEnum):
    """What happens to a row."""

    SAME = 0
    """The inventory says the same already."""
    NEW = 1
    CHANGED = 2
    ERROR = 3
    """It is left out; its problems say why."""
    REPEATED = 4
    """It says the same as an earlier row; it is left out."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be taken.

    Attributes:
        row: Index of the row in the table, from 0.
        number: Where the row stands in the file, from 1.
        column: Name of the column; several with commas; empty where none is at fault.
        value: What stands there.
        reason: Why, a German sentence.
        suggestion: What to do, German sentences; may be empty.
        path: The field it was meant for.
        is_warning: True when the row is taken all the same, without this cell.
    """

    row: int
    number: int
    column: str
    value: Cell
    reason: str
    suggestion: str = ""
    path: str = ""
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class CellChange:
    """A difference between the inventory and a row.

    Attributes:
        path: The field; through a reference where the record it leads to is changed.
        label: What it is called, German.
        old: What the inventory says.
        new: What the file says.
        target: Of a reference, the kind that `old` and `new` are uids of; else empty.
        shown: Of a reference, what the file calls the new one, which may not be there yet.
    """

    path: str
    label: str
    old: Value
    new: Value
    target: str = ""
    shown: str = ""


class Problems:
    """Gathers problems and the rows that have any."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        self._kept: list[RowProblem] = []
        self.count = 0
        self.warning_count = 0
        self.bad = bytearray(len(numbers))
        """1 for each row with a problem."""

    def add(
        self,
        row: int,
        column: str,
        value: Cell,
        reason: str,
        suggestion: str = "",
        *,
        path: str = "",
        is_warning: bool = False,
    ) -> None:
        """Tell a problem of a row, which is left out for it, or a warning."""
        if is_warning:
            self.warning_count += 1
        else:
            self.count += 1
            self.bad[row] = 1
        if len(self._kept) < MOST_KEPT:
            number = self._numbers[row]
            told = RowProblem(row, number, column, value, reason, suggestion, path, is_warning)
            self._kept.append(told)

    def number(self, row: int) -> int:
        """Return where a row stands in the file."""
        return self._numbers[row]

    def all(self) -> tuple[RowProblem, ...]:
        """Return what was kept, in the order of the rows."""
        return tuple(sorted(self._kept, key=lambda one: one.row))


def chunks(count: int, size: int) -> Iterator[range]:
    """Yield the indices of rows in parts, between which others get their turn."""
    for start in range(0, count, size):
        yield range(start, min(start + size, count))
