"""Occurrences of alarms, told from the journal: when raised, when returned, when acknowledged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.points import PointId
from app.services.lost_sources import all_rules
from app.services.ports import JournalReader


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person wrote about an occurrence while it lasted or after it.

    Attributes:
        time_us: When, µs UTC.
        kind: On which occasion: ACKNOWLEDGED, COMMENTED, SHELVED or REMOVED.
        actor: Who.
        text: What.
    """

    time_us: int
    kind: AlarmEventKind
    actor: str
    text: str


@dataclass(frozen=True, slots=True)
class AlarmOccurrence:
    """One occurrence of an alarm.

    Attributes:
        alarm: The alarm; its rule tells the point.
        start_us: When it was raised, µs UTC.
        end_us: When it returned; None while it stands (as far as the events tell).
        value: The value that raised it.
        acknowledged_us: When it was acknowledged; None when it was not, or no more.
        acknowledged_by: Who acknowledged it.
        comment: What they wrote.
        realarmed_us: When it called again, µs UTC each.
        remarks: What people wrote until the next occurrence, oldest first.
    """

    alarm: AlarmId
    start_us: int
    end_us: int | None = None
    value: float = float("nan")
    acknowledged_us: int | None = None
    acknowledged_by: str = ""
    comment: str = ""
    realarmed_us: tuple[int, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def touches(self, start_us: int, end_us: int) -> bool:
        """Tell whether it has a moment in common with [start, end)."""
        return self.start_us < end_us and (self.end_us is None or self.end_us >= start_us)


_REMARKS: Final = frozenset(
    {
        AlarmEventKind.ACKNOWLEDGED,
        AlarmEventKind.COMMENTED,
        AlarmEventKind.SHELVED,
        AlarmEventKind.REMOVED,
    }
)


def alarm_spans(events: Iterable[AlarmEvent], start_us: int, end_us: int) -> list[AlarmOccurrence]:
    """Return the occurrences that touch [start, end), oldest first.

    An acknowledgement counts for all occurrences of its alarm that wait for one; one that was
    taken back is waited for again. An alarm that is raised again without having returned (its
    return was never recorded) ends at the new raise.

    Args:
        events: Events in order of time, such as `JournalReader.events_between` gives them: also
            the raise before the start and the return after the end of what stands there.
        start_us: Begin of the window, µs UTC.
        end_us: Its end.
    """
    spans = _Spans()
    for event in events:
        spans.take(event)
    return [occurrence for occurrence in spans.found if occurrence.touches(start_us, end_us)]


class _Spans:
    """Makes occurrences of events in order of time."""

    def __init__(self) -> None:
        self.found: list[AlarmOccurrence] = []
        self._open: dict[AlarmId, int] = {}
        self._last: dict[AlarmId, int] = {}
        self._unseen: dict[AlarmId, list[int]] = {}

    def take(self, event: AlarmEvent) -> None:
        """Take the next event."""
        kind = event.kind
        if kind is AlarmEventKind.RAISED:
            self._end(event)
            place = len(self.found)
            self._open[event.alarm] = self._last[event.alarm] = place
            self._unseen.setdefault(event.alarm, []).append(place)
            self.found.append(AlarmOccurrence(event.alarm, event.time_us, value=event.value))
        elif kind is AlarmEventKind.CLEARED:
            self._end(event)
        elif kind is AlarmEventKind.ACKNOWLEDGED:
            self._acknowledge(event)
        elif event.alarm in self._last:
            self._note(event, self._last[event.alarm])
        if kind in _REMARKS and event.comment and event.alarm in self._last:
            place = self._last[event.alarm]
            remark = Remark(event.time_us, kind, event.actor, event.comment)
            remarks = (*self.found[place].remarks, remark)
            self.found[place] = replace(self.found[place], remarks=remarks)

    def _end(self, event: AlarmEvent) -> None:
        place = self._open.pop(event.alarm, None)
        if place is not None:
            self.found[place] = replace(self.found[place], end_us=event.time_us)

    def _acknowledge(self, event: AlarmEvent) -> None:
        for waiting in self._unseen.pop(event.alarm, []):
            self.found[waiting] = replace(
                self.found[waiting],
                acknowledged_us=event.time_us,
                acknowledged_by=event.actor,
                comment=event.comment,
            )

    def _note(self, event: AlarmEvent, place: int) -> None:
        last = self.found[place]
        if event.kind is AlarmEventKind.REALARMED:
            self.found[place] = replace(last, realarmed_us=(*last.realarmed_us, event.time_us))
        elif event.kind is AlarmEventKind.UNACKNOWLEDGED and last.acknowledged_us is not None:
            self._unseen.setdefault(event.alarm, []).append(place)
            self.found[place] = replace(last, acknowledged_us=None, acknowledged_by="", comment="")


def rules_of_points(city: City, points: Iterable[PointId]) -> dict[AlarmId, AlarmRule]:
    """Return the rules of some points by alarm; not those of their sources' connections."""
    wanted = frozenset(points)
    return {
        rule.id: rule
        for rule in city.rules
        if rule.kind is not RuleKind.LOST and rule.point in wanted
    }


def rules_of_sources(city: City, points: Iterable[PointId]) -> dict[AlarmId, AlarmRule]:
    """Return the rules of the connections that deliver some points, by alarm."""
    wanted = frozenset(points)
    sources = {str(point.source) for point in city.points if point.id in wanted}
    return {
        name: rule
        for name, rule in all_rules(city).items()
        if rule.kind is RuleKind.LOST and str(rule.point) in sources
    }


def read_alarm_spans(
    journal: JournalReader, alarms: Sequence[AlarmId], start_us: int, end_us: int
) -> list[AlarmOccurrence]:
    """Read the occurrences of some alarms that touch [start, end); may be used from any thread.

    Raises:
        StorageError: The journal cannot be read.
    """
    if not alarms:
        return []
    return alarm_spans(journal.events_between(start_us, end_us, alarms), start_us, end_us)
