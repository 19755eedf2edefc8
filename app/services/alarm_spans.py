"""Occurrences of alarms, told from the journal: when raised, when returned, when acknowledged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.points import PointId
from app.services.lost_sources import all_rules
from app.services.ports import JournalReader


@dataclass(frozen=True, slots=True)
class AlarmOccurrence:
    """One occurrence of an alarm.

    Attributes:
        alarm: The alarm; its rule tells the point.
        start_us: When it was raised, µs UTC.
        end_us: When it returned; None while it stands (as far as the events tell).
        value: The value that raised it.
        acknowledged_us: When it was acknowledged; None when it was not.
        acknowledged_by: Who acknowledged it.
        comment: What they wrote.
    """

    alarm: AlarmId
    start_us: int
    end_us: int | None = None
    value: float = float("nan")
    acknowledged_us: int | None = None
    acknowledged_by: str = ""
    comment: str = ""

    def touches(self, start_us: int, end_us: int) -> bool:
        """Tell whether it has a moment in common with [start, end)."""
        return self.start_us < end_us and (self.end_us is None or self.end_us >= start_us)


def alarm_spans(events: Iterable[AlarmEvent], start_us: int, end_us: int) -> list[AlarmOccurrence]:
    """Return the occurrences that touch [start, end), oldest first.

    An acknowledgement counts for all occurrences of its alarm that wait for one. An alarm that is
    raised again without having returned (its return was never recorded) ends at the new raise.

    Args:
        events: Events in order of time, such as `JournalReader.events_between` gives them: also
            the raise before the start and the return after the end of what stands there.
        start_us: Begin of the window, µs UTC.
        end_us: Its end.
    """
    found: list[AlarmOccurrence] = []
    open_places: dict[AlarmId, int] = {}
    unseen: dict[AlarmId, list[int]] = {}
    for event in events:
        place = open_places.get(event.alarm)
        if event.kind is AlarmEventKind.ACKNOWLEDGED:
            for waiting in unseen.pop(event.alarm, []):
                found[waiting] = replace(
                    found[waiting],
                    acknowledged_us=event.time_us,
                    acknowledged_by=event.actor,
                    comment=event.comment,
                )
            continue
        if place is not None:
            found[place] = replace(found[place], end_us=event.time_us)
            del open_places[event.alarm]
        if event.kind is AlarmEventKind.RAISED:
            open_places[event.alarm] = len(found)
            unseen.setdefault(event.alarm, []).append(len(found))
            found.append(AlarmOccurrence(event.alarm, event.time_us, value=event.value))
    return [occurrence for occurrence in found if occurrence.touches(start_us, end_us)]


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
