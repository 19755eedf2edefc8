"""What a question gave, before it is compared with anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave.

    Attributes:
        value: The value; None when there is none.
        unit: Its unit.
        newest_us: How new the newest of the data is, µs UTC; None when that is not known.
        count: How many rows or samples it rests on.
        rows: The first records behind it.
        rows_total: How many there are.
        query: What shows them all.
        points: Points behind it.
        problem: Why there is no value, or why it does not count; whole sentence, German.
        is_covered: False when there are too few data for it to count.
    """

    value: float | None
    unit: str = ""
    newest_us: int | None = None
    count: int = 0
    rows: Sequence[Key] = ()
    rows_total: int = 0
    query: Query | None = None
    points: Sequence[str] = ()
    problem: str = ""
    is_covered: bool = True
