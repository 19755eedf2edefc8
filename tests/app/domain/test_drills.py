"""The score of a drill: when each alarm was seen, acknowledged, found; against the real shift."""

import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, Priority
from app.domain.drills import (
    DrillAction,
    DrillActionKind,
    DrillAlarm,
    score,
    summary,
)
from app.domain.points import PointId
from tests.fakes.clocks import START_US

SECOND = 1_000_000
A, B = AlarmId("a#hi"), AlarmId("b#hi")
FIRST = DrillAlarm(A, PointId("a"), Priority.HIGH, START_US)
SECOND_ALARM = DrillAlarm(B, PointId("b"), Priority.CRITICAL, START_US + 60 * SECOND)


def act(kind: DrillActionKind, at_s: float, *, alarm: str = "", point: str = "") -> DrillAction:
    alarms = (AlarmId(alarm),) if alarm else ()
    points = (PointId(point),) if point else ()
    return DrillAction(kind, START_US + round(at_s * SECOND), alarms, points)


def event(kind: AlarmEventKind, at_s: float, actor: str = "", alarm: AlarmId = A) -> AlarmEvent:
    return AlarmEvent(alarm, kind, START_US + round(at_s * SECOND), 1.0, actor)


def test_each_time_counts_from_the_raise_to_the_first_action_of_its_kind() -> None:
    actions = [
        act(DrillActionKind.SELECTED, 12, point="a"),
        act(DrillActionKind.TREND, 30, point="a"),
        act(DrillActionKind.ACKNOWLEDGED, 45, alarm="a#hi"),
        act(DrillActionKind.PLACE, 50, point="a"),
        act(DrillActionKind.ACKNOWLEDGED, 99, alarm="a#hi"),
    ]
    (found,) = score([FIRST], actions, [])
    assert (found.detect_s, found.acknowledge_s, found.locate_s) == (12, 45, 30)
    assert (found.shift_acknowledge_s, found.shift_act_s) == (None, None)


@pytest.mark.parametrize("kind", [k for k in DrillActionKind if k is not DrillActionKind.REFUSED])
def test_every_look_shows_that_an_alarm_was_noticed(kind: DrillActionKind) -> None:
    (found,) = score([FIRST], [act(kind, 5, alarm="a#hi")], [])
    assert found.detect_s == 5


def test_what_was_refused_or_done_before_or_elsewhere_does_not_count() -> None:
    actions = [
        act(DrillActionKind.SELECTED, -10, point="a"),
        act(DrillActionKind.REFUSED, 5, alarm="a#hi"),
        act(DrillActionKind.ACKNOWLEDGED, 9, alarm="b#hi"),
    ]
    (found,) = score([FIRST], actions, [])
    assert (found.detect_s, found.acknowledge_s, found.locate_s) == (None, None, None)


def test_the_real_shift_is_compared_by_the_same_occurrence() -> None:
    shift = [
        event(AlarmEventKind.RAISED, -7_200),
        event(AlarmEventKind.ACKNOWLEDGED, -7_190, "Nacht"),
        event(AlarmEventKind.RAISED, -2),
        event(AlarmEventKind.NOTIFIED, 3, "Bereitschaft"),
        event(AlarmEventKind.COMMENTED, 58, "Tag"),
        event(AlarmEventKind.ACKNOWLEDGED, 118, "Tag"),
        event(AlarmEventKind.RAISED, 7_200),
        event(AlarmEventKind.ACKNOWLEDGED, 7_201, "Tag"),
    ]
    (found,) = score([FIRST], [], shift)
    assert (found.shift_act_s, found.shift_acknowledge_s) == (60, 120)


def test_the_most_urgent_alarm_comes_first() -> None:
    found = score([FIRST, SECOND_ALARM], [], [])
    assert [one.alarm.alarm for one in found] == [B, A]


def test_a_drill_is_summed_up_by_medians() -> None:
    actions = [
        act(DrillActionKind.SELECTED, 10, point="a"),
        act(DrillActionKind.ACKNOWLEDGED, 90, alarm="b#hi"),
    ]
    total = summary(score([FIRST, SECOND_ALARM], actions, []))
    assert (total.alarms, total.detected, total.acknowledged, total.located) == (2, 2, 1, 0)
    assert total.detect_s == 20
    assert total.acknowledge_s == 30
    assert total.locate_s is None


def test_a_drill_without_alarms_has_no_numbers() -> None:
    total = summary([])
    assert (total.alarms, total.detect_s) == (0, None)
