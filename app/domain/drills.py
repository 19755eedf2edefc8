"""Drills (Übungen): how fast a trainee saw, acknowledged and found each alarm of an incident.

Pure: it is given what was raised, what the trainee did, and what the real shift did then. Nobody
recorded what the real shift looked at, so only what it did with the alarms is compared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Final

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, Priority
from app.domain.points import PointId
from app.domain.samples import NO_TIME


class DrillActionKind(StrEnum):
    """What a trainee did."""

    SELECTED = "selected"
    """A point was selected."""
    OPENED = "opened"
    """An alarm was opened."""
    EXPLAINED = "explained"
    """„Warum?“ was asked."""
    TREND = "trend"
    """The trend of a point was opened."""
    PLACE = "place"
    """The place of a point was opened, on the map or in the twin."""
    ACKNOWLEDGED = "acknowledged"
    ORDERED = "ordered"
    """Another order on an alarm: shelved, commented, taken out of service …"""
    REFUSED = "refused"
    """Something that a drill does not do, such as a command to a device."""


LOOKS: Final = frozenset(DrillActionKind) - {DrillActionKind.REFUSED}
"""What shows that somebody has noticed."""

LOCATING: Final = frozenset({DrillActionKind.TREND, DrillActionKind.PLACE})
"""What shows that somebody knows where it is."""


@dataclass(frozen=True, slots=True)
class DrillAction:
    """One thing a trainee did.

    Attributes:
        kind: What.
        time_us: When, by the drill's clock, µs UTC.
        alarms: With which alarms.
        points: With which points.
        text: What it was, in words.
    """

    kind: DrillActionKind
    time_us: int
    alarms: tuple[AlarmId, ...] = ()
    points: tuple[PointId, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class DrillAlarm:
    """An alarm that was raised in a drill.

    Attributes:
        alarm: Which one.
        point: The point it watches.
        priority: How urgent it is.
        raised_us: When it was first raised in the drill, µs UTC.
    """

    alarm: AlarmId
    point: PointId
    priority: Priority
    raised_us: int


@dataclass(frozen=True, slots=True)
class DrillScore:
    """How one alarm was handled; times in seconds since it was raised, None where it never was.

    Attributes:
        alarm: The alarm.
        detect_s: Until the trainee first looked at it.
        acknowledge_s: Until the trainee acknowledged it.
        locate_s: Until the trainee opened its trend or its place.
        shift_acknowledge_s: Until the real shift acknowledged it.
        shift_act_s: Until the real shift did anything with it.
    """

    alarm: DrillAlarm
    detect_s: float | None
    acknowledge_s: float | None
    locate_s: float | None
    shift_acknowledge_s: float | None
    shift_act_s: float | None


@dataclass(frozen=True, slots=True)
class DrillSummary:
    """A drill in a few numbers; medians in seconds, None where nothing of the kind was done.

    Attributes:
        alarms: How many alarms were raised.
        detected: How many of them the trainee looked at.
        acknowledged: How many the trainee acknowledged.
        located: How many the trainee located.
        shift_acknowledged: How many of them the real shift acknowledged.
        detect_s: Median time until the first look.
        acknowledge_s: Median time until the acknowledgement.
        locate_s: Median time until trend or place.
        shift_acknowledge_s: Median time until the real shift acknowledged.
    """

    alarms: int
    detected: int
    acknowledged: int
    located: int
    shift_acknowledged: int
    detect_s: float | None
    acknowledge_s: float | None
    locate_s: float | None
    shift_acknowledge_s: float | None


def score(
    alarms: Iterable[DrillAlarm],
    actions: Sequence[DrillAction],
    shift: Iterable[AlarmEvent],
) -> list[DrillScore]:
    """Score each alarm, the most urgent first, then in the order in which they were raised.

    Args:
        alarms: What was raised.
        actions: What the trainee did, in order of time.
        shift: What the journal tells of the real incident, in order of time.
    """
    recorded = list(shift)
    ordered = sorted(alarms, key=lambda alarm: (alarm.priority, alarm.raised_us, alarm.alarm))
    return [_score(alarm, actions, recorded) for alarm in ordered]


def summary(scores: Sequence[DrillScore]) -> DrillSummary:
    """Return a drill in a few numbers."""
    detect = _known(found.detect_s for found in scores)
    acknowledge = _known(found.acknowledge_s for found in scores)
    locate = _known(found.locate_s for found in scores)
    shift = _known(found.shift_acknowledge_s for found in scores)
    return DrillSummary(
        len(scores),
        len(detect),
        len(acknowledge),
        len(locate),
        len(shift),
        *(median(times) if times else None for times in (detect, acknowledge, locate, shift)),
    )


def _score(
    alarm: DrillAlarm, actions: Sequence[DrillAction], shift: Sequence[AlarmEvent]
) -> DrillScore:
    mine = [
        action
        for action in actions
        if action.time_us >= alarm.raised_us
        and (alarm.alarm in action.alarms or alarm.point in action.points)
    ]
    acknowledged = [
        action
        for action in mine
        if action.kind is DrillActionKind.ACKNOWLEDGED and alarm.alarm in action.alarms
    ]
    theirs = _shift_course(alarm, shift)
    return DrillScore(
        alarm,
        _first(alarm.raised_us, (a.time_us for a in mine if a.kind in LOOKS)),
        _first(alarm.raised_us, (a.time_us for a in acknowledged)),
        _first(alarm.raised_us, (a.time_us for a in mine if a.kind in LOCATING)),
        *_shift_times(theirs),
    )


def _shift_course(alarm: DrillAlarm, shift: Sequence[AlarmEvent]) -> list[AlarmEvent]:
    """Return the recorded course of the occurrence that the drill raised: the nearest in time."""
    course = [event for event in shift if event.alarm == alarm.alarm]
    raises = [place for place, event in enumerate(course) if event.kind is AlarmEventKind.RAISED]
    if not raises:
        return []
    start = min(raises, key=lambda place: abs(course[place].time_us - alarm.raised_us))
    end = min((place for place in raises if place > start), default=len(course))
    return course[start:end]


def _shift_times(course: Sequence[AlarmEvent]) -> tuple[float | None, float | None]:
    """Return when the real shift acknowledged, and when it did anything at all, seconds."""
    if not course:
        return None, None
    raised_us = course[0].time_us
    seen = (e.time_us for e in course if e.kind is AlarmEventKind.ACKNOWLEDGED)
    told = {AlarmEventKind.NOTIFIED, AlarmEventKind.UNNOTIFIED}
    acted = (e.time_us for e in course if e.actor and e.kind not in told)
    return _first(raised_us, seen), _first(raised_us, acted)


def _first(since_us: int, times: Iterable[int]) -> float | None:
    first_us = min(times, default=NO_TIME)
    return None if first_us == NO_TIME else max(first_us - since_us, 0) / 1e6


def _known(times: Iterable[float | None]) -> list[float]:
    return [time for time in times if time is not None]
