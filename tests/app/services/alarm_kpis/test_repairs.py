"""What would mend a bad actor follows from how long it stood and how long it was quiet."""

from collections.abc import Iterable
from dataclasses import replace
from math import isnan

import pytest

from app.domain.alarms import (
    AlarmColumns,
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    Priority,
    RuleKind,
)
from app.domain.alarms.kpis import kpis_of
from app.domain.alarms.rates import DAY_US, Manned
from app.services.alarm_kpis import RepairKind, RepairProposal, Repairs
from app.services.lost_sources import all_rules, lost_alarm_id
from tests.fakes.city import make_city

K = AlarmEventKind
CITY = make_city(60)
RULE = replace(
    next(rule for rule in CITY.rules if rule.kind is RuleKind.HI), priority=Priority.MEDIUM
)
POINT = next(point for point in CITY.points if point.id == RULE.point)
SECOND = 1_000_000


def course(alarm: AlarmId, *times_s: tuple[float, float]) -> list[AlarmEvent]:
    """Return an alarm that stands in some spans, given in seconds."""
    return [
        AlarmEvent(alarm, kind, round(time * SECOND), 1.0)
        for span in times_s
        for kind, time in zip((K.RAISED, K.CLEARED), span, strict=True)
    ]


def proposal(
    events: Iterable[AlarmEvent], rule: AlarmRule = RULE, rules: Iterable[AlarmRule] = ()
) -> RepairProposal | None:
    """Return what is proposed for the alarm of a rule."""
    known = all_rules(CITY) | {each.id: each for each in (*rules, rule)}
    city = replace(CITY, rules=tuple(known.values()))
    kpis = kpis_of(
        AlarmColumns.of_events(events), known, Manned([(0, DAY_US)], 0, DAY_US), 0, DAY_US
    )
    return Repairs(known, city, kpis).propose(kpis.actors.every[rule.id])


def test_what_returns_again_and_again_stays_one_alarm_for_longer() -> None:
    """Quiet for four minutes each time: five minutes of off-delay join nine of the ten."""
    spans = [(600 * i, 600 * i + 360) for i in range(10)]
    found = proposal(course(RULE.id, *spans), replace(RULE, deadband=1.0, off_delay_s=30))
    assert found is not None
    assert found.kind is RepairKind.OFF_DELAY
    assert found.rule is not None
    assert found.rule.off_delay_s == found.value == 30 + 300
    assert (found.spared, found.occurrences) == (9, 10)


def test_what_is_over_at_once_waits_before_it_calls() -> None:
    """Hours apart, twenty seconds each: an on-delay spares them; an urgent one keeps calling."""
    spans = [(7000 * i, 7000 * i + 20) for i in range(5)]
    found = proposal(course(RULE.id, *spans))
    assert found is not None
    assert (found.kind, found.value, found.spared) == (RepairKind.ON_DELAY, 20, 5)
    urgent = replace(RULE, priority=Priority.HIGH)
    far = proposal(course(RULE.id, *spans), urgent)
    assert far is not None
    assert far.kind is not RepairKind.ON_DELAY


def test_what_trembles_at_its_limit_gets_a_deadband_first() -> None:
    spans = [(100 + 10 * i, 105 + 10 * i) for i in range(6)]
    bare = replace(RULE, deadband=0.0, threshold=50.0)
    found = proposal(course(RULE.id, *spans), bare)
    assert found is not None
    assert found.kind is RepairKind.DEADBAND
    assert found.value == pytest.approx(1.0)
    assert found.rule == replace(bare, deadband=1.0)
    state = replace(bare, kind=RuleKind.STATE, codes=frozenset({2}))
    other = proposal(course(RULE.id, *spans), state)
    assert other is not None
    assert other.kind in {RepairKind.ON_DELAY, RepairKind.OFF_DELAY}


def test_what_stands_for_days_wants_hands_and_no_rule() -> None:
    found = proposal([AlarmEvent(RULE.id, K.RAISED, -2 * DAY_US, 1.0)])
    assert found is not None
    assert (found.kind, found.rule) == (RepairKind.FIX, RULE)
    assert isnan(found.value)


def test_what_another_alarm_explains_is_suppressed_by_it() -> None:
    """The source is lost each time; a less urgent alarm explains nothing."""
    lost = lost_alarm_id(POINT.source)
    own = course(RULE.id, *((5000 * i + 60, 5000 * i + 900) for i in range(8)))
    cause = course(lost, *((5000 * i, 5000 * i + 1000) for i in range(8)))
    found = proposal([*own, *cause])
    assert found is not None
    assert (found.kind, found.cause, found.spared) == (RepairKind.SUPPRESSION, lost, 8)
    assert found.rule == replace(RULE, suppressed_by=(lost,))
    critical = proposal([*own, *cause], replace(RULE, priority=Priority.CRITICAL))
    assert critical is not None
    assert critical.kind is RepairKind.REVIEW
    always = course(lost, (0, 86_400))
    other = proposal([*own, *always])
    assert other is not None
    assert other.kind is not RepairKind.SUPPRESSION


def test_the_lower_limit_of_a_point_does_not_silence_the_higher() -> None:
    """HIHI is raised while HI stands, each time: that is what it is for."""
    hihi = replace(RULE, id=AlarmId(f"{POINT.id}#hihi"), kind=RuleKind.HIHI, priority=Priority.HIGH)
    events = course(RULE.id, *((5000 * i, 5000 * i + 1000) for i in range(8)))
    events += course(hihi.id, *((5000 * i + 60, 5000 * i + 900) for i in range(8)))
    found = proposal(events, hihi, [RULE])
    assert found is not None
    assert found.kind is RepairKind.REVIEW


def test_what_nobody_ever_heeds_is_an_event() -> None:
    """Minutes long, hours apart, over before anybody looked: unless it is urgent."""
    events = course(RULE.id, *((7000 * i, 7000 * i + 300) for i in range(12)))
    found = proposal(events)
    assert found is not None
    assert found.kind is RepairKind.EVENT
    assert found.rule == replace(RULE, is_event=True)
    heeded = [AlarmEvent(RULE.id, K.ACKNOWLEDGED, (7000 * i + 60) * SECOND, 1.0) for i in range(12)]
    other = proposal([*events, *heeded])
    assert other is not None
    assert (other.kind, other.rule) == (RepairKind.REVIEW, RULE)


def test_nothing_is_proposed_without_a_rule_and_a_server_keeps_its_own() -> None:
    gone = AlarmId("weg#hi")
    events = course(gone, (10, 20))
    kpis = kpis_of(AlarmColumns.of_events(events), {}, Manned([], 0, DAY_US), 0, DAY_US)
    assert Repairs({}, CITY, kpis).propose(kpis.actors.top[0]) is None
    mirrored = replace(RULE, kind=RuleKind.MIRRORED)
    found = proposal(course(RULE.id, (10, 20)), mirrored)
    assert found is not None
    assert (found.kind, found.rule) == (RepairKind.SERVER, None)
