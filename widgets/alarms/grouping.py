"""Groups of the list of alarms: by what, what they are called, and what stands in their heads."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmId, Priority
from app.domain.samples import NO_TIME
from widgets.alarms.entries import AlarmEntry
from widgets.folding import natural_key

OFFSET_SPAN_US = 600_000_000
"""An alarm that came later than this after the first of its group did not come with it."""


class Grouping(IntEnum):
    """By what the alarms are grouped."""

    NONE = 0
    PLACE = 1
    FIELD = 2
    SOURCE = 3
    CAUSE = 4
    """What explains many alarms at once: a switch and what is behind it, a connection, a place."""


def grouping_title(grouping: Grouping) -> str:
    """Return the words for a grouping."""
    titles = {
        Grouping.NONE: QCoreApplication.translate("alarms", "Ohne Gruppen"),
        Grouping.PLACE: QCoreApplication.translate("alarms", "Nach Ort"),
        Grouping.FIELD: QCoreApplication.translate("alarms", "Nach Handlungsfeld"),
        Grouping.SOURCE: QCoreApplication.translate("alarms", "Nach Quelle"),
        Grouping.CAUSE: QCoreApplication.translate("alarms", "Nach Ursache"),
    }
    return titles[grouping]


def group_of(entry: AlarmEntry, grouping: Grouping) -> tuple[str, str]:
    """Return the permanent name of an alarm's group, and its name on screen."""
    around = entry.around
    if grouping is Grouping.CAUSE:
        return around.cause_key, around.cause
    names = {
        Grouping.PLACE: around.place,
        Grouping.FIELD: around.field,
        Grouping.SOURCE: around.source,
    }
    name = names[grouping]
    return name, name or QCoreApplication.translate("alarms", "Ohne Zuordnung")


@dataclass(slots=True)
class Group:
    """A group with what stands in its head; it changes as alarms come and go.

    Attributes:
        key: Its permanent name.
        name: Its name on screen.
        entries: Its alarms by id.
        totals: How many alarms of each priority it has.
        waiting: How many of them wait for somebody.
        lost: How many of them are lost connections.
    """

    key: str
    name: str
    entries: dict[str, AlarmEntry] = field(default_factory=dict)
    totals: Counter[Priority] = field(default_factory=Counter)
    waiting: Counter[Priority] = field(default_factory=Counter)
    lost: int = 0

    def add(self, entry: AlarmEntry) -> None:
        """Take an alarm, or its new state."""
        self.remove(entry.id)
        self.entries[entry.id] = entry
        self.totals[entry.rule.priority] += 1
        self.waiting[entry.rule.priority] += entry.is_calling
        self.lost += entry.is_lost

    def remove(self, alarm: str) -> None:
        """Let an alarm go."""
        entry = self.entries.pop(alarm, None)
        if entry is not None:
            self.totals[entry.rule.priority] -= 1
            self.waiting[entry.rule.priority] -= entry.is_calling
            self.lost -= entry.is_lost

    @property
    def worst(self) -> Priority:
        """The most urgent priority of its alarms."""
        return min((p for p, n in self.totals.items() if n > 0), default=Priority.LOW)

    @property
    def order(self) -> tuple[int, str, str]:
        """What groups are sorted by: the most urgent first, alike ones by name."""
        return int(self.worst), natural_key(self.name), self.key


@dataclass(frozen=True, slots=True)
class FirstOut:
    """The alarm of a group that came first.

    Attributes:
        alarm: Its id.
        raised_us: When it was raised, µs UTC.
    """

    alarm: str
    raised_us: int


FirstOf = Callable[[list[tuple[AlarmId, int]]], AlarmId | None]
"""Gives the alarm that came first among some, each with the time it was raised (µs UTC)."""


def first_out(group: Group, first_of: FirstOf, since_us: int = NO_TIME) -> FirstOut | None:
    """Return which alarm of a group came first; None where only one came.

    Args:
        group: The group.
        first_of: Finds the first among those that stand.
        since_us: Alarms that were raised before this (µs UTC) do not count.
    """
    raised = {
        entry.rule.id: entry.state.raised_us
        for entry in group.entries.values()
        if entry.state.is_active and entry.state.raised_us >= max(since_us, NO_TIME + 1)
    }
    if len(raised) < 2:  # noqa: PLR2004 - one alone is not the first of anything
        return None
    first_us = min(raised.values())
    first = first_of([(alarm, time_us) for alarm, time_us in raised.items() if time_us == first_us])
    return None if first is None else FirstOut(str(first), first_us)


class Firsts:
    """Remembers which alarm of each group came first.

    Attributes:
        since_us: Alarms that were raised before this (µs UTC) do not count.
        first_of: Finds the first among alarms that stand.
    """

    def __init__(self) -> None:
        self.since_us = NO_TIME
        self.first_of: FirstOf = lambda raised: min(raised)[0] if raised else None
        self._known: dict[str, FirstOut | None] = {}

    def of(self, group: Group) -> FirstOut | None:
        """Return the first alarm of a group; the same object while it stays the same."""
        if group.key not in self._known:
            self._known[group.key] = first_out(group, self.first_of, self.since_us)
        return self._known[group.key]

    def renew(self, groups: Iterable[Group]) -> list[Group]:
        """Look at groups whose alarms changed; return those that have another first alarm now."""
        changed = []
        for group in groups:
            if group.key in self._known:
                first = first_out(group, self.first_of, self.since_us)
                if first != self._known[group.key]:
                    self._known[group.key] = first
                    changed.append(group)
        return changed

    def forget(self) -> None:
        """Look at all groups anew."""
        self._known = {}


def offset_text(entry: AlarmEntry, first: FirstOut | None) -> str:
    """Return `zuerst` for the first alarm of a group, how much later for those that came with it.

    Empty for all others.
    """
    if first is None or not entry.state.is_active:
        return ""
    if entry.id == first.alarm:
        return QCoreApplication.translate("alarms", "zuerst")
    later_us = entry.state.raised_us - first.raised_us
    if not 0 <= later_us <= OFFSET_SPAN_US:
        return ""
    seconds = later_us // 1_000_000
    if seconds < 120:  # noqa: PLR2004 - two minutes
        return f"+{seconds} s"
    return f"+{seconds // 60} min"
