"""The log of changes in `city.db`: who changed what, when, before and after; append-only."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line.

    Attributes:
        kind: Kind of thing, such as `annotation`.
        subject: Id of the thing.
        changed_us: When, µs UTC.
        actor: Who did it.
        before: The thing as JSON as it was; None when there was none.
        after: As it became; None when it was removed.
    """

    kind: str
    subject: str
    changed_us: int
    actor: str
    before: str | None
    after: str | None


def log_change(database: Any, line: ChangeLine) -> None:
    """Add a line to the sqlite-utils `Database`, inside the transaction of the change itself."""
    database.table("change").insert(asdict(line))


def check_types(values: Iterable[object], wanted: type) -> None:
    """Refuse a row in which something stands that no version wrote there.

    Raises:
        TypeError: A value is of another type; SQLite itself takes anything.
    """
    for value in values:
        if not isinstance(value, wanted):
            raise TypeError(f"{type(value).__name__} is no {wanted.__name__}")
