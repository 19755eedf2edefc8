"""Keeps the inventory up with what is measured: heartbeats first, then the findings.

One call does one round and waits for the writer: for a thread beside the window, once a minute at
most for heartbeats, and now and then (after changes, and once an hour) for the findings.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.inventory.changes import Changeset, ConflictError, RefusedError
from app.domain.inventory.findings import Limits, LiveFacts
from app.services.inventory.findings import review
from app.services.inventory.heartbeats import measured
from app.services.ports import InventoryReader, InventoryStore


@dataclass(frozen=True, slots=True)
class Round:
    """What a round changed.

    Attributes:
        measured: How many assets.
        findings: How many findings.
    """

    measured: int = 0
    findings: int = 0


def keep_up(
    store: InventoryStore,
    live: LiveFacts,
    first_seen: dict[str, int],
    today: date,
    zone: ZoneInfo,
    *,
    limits: Limits | None = None,
    is_reviewed: bool = True,
) -> Round:
    """Write down what is new and return how much it was.

    Args:
        store: The inventory.
        live: What live values tell; from `Heartbeats.facts`.
        first_seen: From `Heartbeats.first_seen`.
        today: The day in the city.
        zone: Time zone of the city.
        limits: From when on something is a finding.
        is_reviewed: False to write heartbeats only.

    Raises:
        StoppedError: A reader was interrupted.
        StorageError: It cannot be written.
    """
    known = limits or Limits()
    heard = _carry_out(store, lambda reader: measured(reader, live, first_seen, known))
    if not is_reviewed:
        return Round(heard)
    found = _carry_out(store, lambda reader: review(reader, live, today, known, zone))
    return Round(heard, found)


def _carry_out(store: InventoryStore, make: Callable[[InventoryReader], Changeset]) -> int:
    """Carry a changeset out; whatever somebody else is just changing waits for the next round."""
    with closing(store.reader()) as reader:
        changeset = make(reader)
    if not changeset.operations:
        return 0
    try:
        return store.commit(changeset).transaction.count
    except RefusedError as error:
        refused = {problem.key.uid for problem in error.problems}
    except ConflictError as error:
        refused = {key.uid for key in error.current}
    rest = [one for one in changeset.operations if one.uid not in refused]
    if not rest or len(rest) == len(changeset.operations):
        return 0
    try:
        return store.commit(replace(changeset, operations=rest)).transaction.count
    except (RefusedError, ConflictError):
        return 0
