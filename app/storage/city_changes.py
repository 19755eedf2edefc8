"""The log of changes in `city.db`: who changed what, when, before and after; append-only."""

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
