"""What happened the last times: this alarm, and where it is too new, its like at other places."""

from collections.abc import Collection, Iterable, Mapping
from statistics import median
from typing import Final

from app.domain.alarms import AlarmEvent, AlarmId, AlarmRule
from app.domain.cities import City
from app.domain.points import Point, PointId
from app.domain.samples import NO_TIME
from app.services.alarm_spans import AlarmOccurrence
from app.services.explanations.memories import Case, PastCases
from app.services.explanations.records import DAY_US, MINUTE_US, PERSONAL, Records, spans
from app.services.lost_sources import all_rules

MOST_CASES: Final = 5
USUAL_US: Final = 90 * DAY_US
"""Over so long cases are counted."""

_BACK_US: Final = 730 * DAY_US
_TOGETHER_US: Final = 10 * MINUTE_US
_MOST_ALIKE: Final = 200
"""Alarms of the same kind that are asked for."""


class Cases:
    """Finds past cases in a city.

    Args:
        city: The city.
    """

    def __init__(self, city: City) -> None:
        self._points: dict[PointId, Point] = {point.id: point for point in city.points}
        self._alike: dict[tuple[str, str], list[AlarmId]] = {}
        self._rules: Mapping[AlarmId, AlarmRule] = all_rules(city)
        for rule in self._rules.values():
            self._alike.setdefault(self._kind_of(rule), []).append(rule.id)

    def of(self, rule: AlarmRule, before_us: int, records: Records) -> PastCases:
        """Return the last cases of an alarm that were raised before a moment (µs UTC)."""
        own = self._read(rule, [rule.id], before_us, records, _BACK_US)
        usual = [case for case in own if case.raised_us >= before_us - USUAL_US]
        lengths = [case.lasted_us for case in usual if case.lasted_us != NO_TIME]
        cases = own[:MOST_CASES]
        if len(cases) < MOST_CASES:
            names = [name for name in self._alike.get(self._kind_of(rule), ()) if name != rule.id]
            others = self._read(rule, names[:_MOST_ALIKE], before_us, records, USUAL_US)
            # What still stands elsewhere belongs to the present, and teaches nothing yet.
            over = [case for case in others if NO_TIME < case.cleared_us <= before_us]
            cases += _apart(over)[: MOST_CASES - len(cases)]
        return PastCases(tuple(cases), len(usual), round(median(lengths)) if lengths else NO_TIME)

    def _kind_of(self, rule: AlarmRule) -> tuple[str, str]:
        point = self._points.get(rule.point)
        return ("" if point is None else point.type, str(rule.kind))

    def _read(
        self,
        rule: AlarmRule,
        alarms: Collection[AlarmId],
        before_us: int,
        records: Records,
        back_us: int,
    ) -> list[Case]:
        """Return cases, newest first."""
        events = records.events(before_us - back_us, before_us, alarms)
        occurrences = [
            one for one in spans(events, before_us - back_us, before_us) if one.start_us < before_us
        ]
        comments = _comments(events, occurrences)
        found = [
            self._case(one, comments[one.alarm, one.start_us], is_elsewhere=one.alarm != rule.id)
            for one in occurrences
        ]
        return sorted(found, key=lambda case: -case.raised_us)

    def _case(
        self, one: AlarmOccurrence, comments: Iterable[tuple[str, str]], *, is_elsewhere: bool
    ) -> Case:
        rule = self._rules.get(one.alarm)
        return Case(
            one.alarm,
            None if rule is None else self._points.get(rule.point),
            one.start_us,
            NO_TIME if one.end_us is None else one.end_us,
            one.value,
            NO_TIME if one.acknowledged_us is None else one.acknowledged_us,
            one.acknowledged_by,
            tuple(comments),
            is_elsewhere,
        )


def _apart(cases: Iterable[Case]) -> list[Case]:
    """Return cases without those that came with another one: one failure teaches once."""
    apart: list[Case] = []
    for case in cases:
        if not apart or apart[-1].raised_us - case.raised_us > _TOGETHER_US:
            apart.append(case)
    return apart


def _comments(
    events: Iterable[AlarmEvent], occurrences: Iterable[AlarmOccurrence]
) -> dict[tuple[AlarmId, int], list[tuple[str, str]]]:
    """Return what people wrote, by alarm and begin of the occurrence it was written to."""
    found: dict[tuple[AlarmId, int], list[tuple[str, str]]] = {}
    begins: dict[AlarmId, list[int]] = {}
    for one in occurrences:
        found[one.alarm, one.start_us] = []
        begins.setdefault(one.alarm, []).append(one.start_us)
    for event in events:
        if not event.comment or not event.actor or event.kind not in PERSONAL:
            continue
        started = [begin for begin in begins.get(event.alarm, ()) if begin <= event.time_us]
        if started:
            said = found[event.alarm, max(started)]
            if (event.actor, event.comment) not in said:
                said.append((event.actor, event.comment))
    return found
