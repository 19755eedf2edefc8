"""By what the list of alarms is sorted: a column, up or down; alike ones by urgency."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isnan
from typing import Any, Final

from app.domain.alarms import VisibleState
from app.domain.samples import NO_TIME
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.entries import AlarmEntry, entry_order
from widgets.folding import natural_key

SortKey = tuple[Any, ...]
"""Sorts before another; ends with the alarm's id, so that no two are alike."""

_natural: Final = lru_cache(maxsize=100_000)(natural_key)


@lru_cache(maxsize=100_000)
def _natural_subject(device: str, subject: str) -> str:
    """Return the order of a device and what it measures; joined once, not with each click."""
    return natural_key(f"{device} {subject}")


@dataclass(frozen=True, slots=True)
class SortOrder:
    """By what is sorted.

    Attributes:
        column: The column; None for the order of urgency.
        is_descending: True for the greatest first.
    """

    column: AlarmColumn | None = None
    is_descending: bool = False


def sort_key(order: SortOrder) -> Callable[[AlarmEntry], SortKey]:
    """Return the function that gives each alarm its place."""
    if order.column is None:
        return entry_order
    numbers, texts = _NUMBERS.get(order.column), _TEXTS.get(order.column)
    sign = -1 if order.is_descending else 1
    if numbers is not None:
        return lambda entry: (_last(sign, numbers(entry)), *entry.order)
    if texts is None:
        return entry_order
    if order.is_descending:
        return lambda entry: (_Down(texts(entry)), *entry.order)
    return lambda entry: (texts(entry), *entry.order)


def _last(sign: int, value: float) -> float:
    """Return a number that sorts by value; what has none comes last, up or down."""
    return inf if isnan(value) else sign * value


class _Down(str):
    """A text that sorts the other way round, in a fraction of the time of an inverted one."""

    __slots__ = ()
    __lt__ = str.__gt__
    __gt__ = str.__lt__


def _remaining(entry: AlarmEntry) -> float:
    return float("nan") if entry.state.shelf is None else float(entry.state.shelf.until_us)


def _raised(entry: AlarmEntry) -> float:
    raised_us = entry.state.raised_us
    return float("nan") if raised_us == NO_TIME else float(raised_us)


_STATES: Final = {
    state: float(place)
    for place, state in enumerate(
        (
            VisibleState.UNACKNOWLEDGED,
            VisibleState.RETURNED,
            VisibleState.LATCHED_UNACKNOWLEDGED,
            VisibleState.ACKNOWLEDGED,
            VisibleState.LATCHED,
            VisibleState.SHELVED,
            VisibleState.SUPPRESSED,
            VisibleState.OUT_OF_SERVICE,
            VisibleState.NORMAL,
        )
    )
}
"""The order of states: what wants something comes first."""

_NUMBERS: Final[dict[AlarmColumn, Callable[[AlarmEntry], float]]] = {
    AlarmColumn.PRIORITY: lambda entry: float(entry.rule.priority),
    AlarmColumn.TIME: _raised,
    AlarmColumn.VALUE: lambda entry: entry.state.value,
    AlarmColumn.LIMIT: lambda entry: entry.rule.threshold,
    AlarmColumn.STATE: lambda entry: _STATES[entry.state.visible],
    AlarmColumn.COUNT: lambda entry: float(entry.state.occurrences),
    AlarmColumn.REMAINING: _remaining,
}

_TEXTS: Final[dict[AlarmColumn, Callable[[AlarmEntry], str]]] = {
    AlarmColumn.MESSAGE: lambda entry: _natural(entry.around.message),
    AlarmColumn.PLACE: lambda entry: _natural(entry.around.place),
    AlarmColumn.SUBJECT: lambda entry: _natural_subject(entry.device, entry.around.subject),
    AlarmColumn.BY: lambda entry: _natural(entry.state.acknowledged_by),
    AlarmColumn.CAUSE: lambda entry: _natural(entry.around.cause),
    AlarmColumn.SOURCE: lambda entry: _natural(entry.around.source),
    AlarmColumn.COMMENT: lambda entry: _natural(entry.state.comment),
}
