"""The past of the journal: what the collector could have written, over before it was live."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmRule, Priority, RuleKind
from app.domain.alarms.episodes import Episodes
from app.domain.alarms.rules import Schedule
from app.domain.cities import City
from app.domain.points import PointId
from app.domain.samples import NO_TIME
from app.domain.shifts import ShiftPlan
from app.domain.texts import Text
from app.services.alarm_history import alarms_at
from connectors.simulated_city.alarm_courses import Course, course_of
from connectors.simulated_city.alarm_past import SETTLED_US, past_alarms
from connectors.simulated_city.operators import SIMULATED, Operators
from connectors.simulated_city.world import World
from tests.fakes.hamlet import hamlet

NOW_US = 1_795_600_000_000_000
MINUTE = 60_000_000
DAY = 1_440 * MINUTE
DAYS = 12
KIND = AlarmEventKind


def watched() -> City:
    """Return a hamlet with rules of many kinds, and shifts."""
    city = hamlet()
    switch = AlarmId("school_switch-0.online#state")
    rules = [
        *city.rules,
        _state("access_point-0.online", 0, suppressed_by=(switch,)),
        _state("school_switch-0.online", 0),
        _state("signal_controller-0.fault", 1, latches=True),
        _state("charger-0.status", 5, is_event=True),
        _state("street_light-0.fault", 1, realarm_s=3_600.0),
        _rule("air_station-0.no2", RuleKind.INACTIVE, 1_800.0),
        _rule("weather_station-0.temp", RuleKind.RATE, 3.0, span_s=3_600.0),
        _rule("charger-0.power", RuleKind.HI, 0.5, reference=PointId("charger-0.limit")),
        _rule("charger-1.power", RuleKind.HI, 0.5, reference=PointId("nirgends")),
        _rule("soil-0.temp", RuleKind.FORMULA, 0.0, formula="[soil-0.temp] > 0"),
        _rule("elsewhere", RuleKind.HI, 1.0),
        replace(_state("plant", 1), id=AlarmId("plant#lost"), kind=RuleKind.LOST, on_delay_s=10.0),
    ]
    return replace(city, rules=tuple(rules), shifts=SHIFTS)


SHIFTS = (
    ShiftPlan("tag", Text("Tagschicht"), frozenset(range(7)), 360, 1_320),
    ShiftPlan("nacht", Text("Bereitschaft"), frozenset(range(7)), 1_320, 360, is_manned=False),
)


def _rule(point: str, kind: RuleKind, threshold: float, **attributes: object) -> AlarmRule:
    name = AlarmId(f"{point}#{kind}")
    base = AlarmRule(
        name, PointId(point), kind, threshold, Priority.LOW, Text("m"), Text("a"), on_delay_s=60.0
    )
    return replace(base, **attributes)  # type: ignore[arg-type]  # attributes of a rule


def _state(point: str, code: int, **attributes: object) -> AlarmRule:
    return _rule(point, RuleKind.STATE, float("nan"), codes=frozenset({code}), **attributes)


@pytest.fixture(scope="module")
def village() -> World:
    return World(watched(), 1)


@pytest.fixture(scope="module")
def events(village: World) -> list[AlarmEvent]:
    return past_alarms(village, NOW_US, DAYS)


# ---- the whole past -------------------------------------------------------------------------


def test_it_is_rich_enough_to_learn_from(events: list[AlarmEvent]) -> None:
    kinds = Counter(event.kind for event in events)
    assert kinds[KIND.RAISED] > 3 * DAYS
    assert kinds[KIND.ACKNOWLEDGED] > 2 * DAYS
    assert {KIND.SHELVED, KIND.UNSHELVED, KIND.RESET, KIND.REALARMED} <= kinds.keys()


def test_events_come_in_order_of_time_and_all_before_the_live_city(
    events: list[AlarmEvent],
) -> None:
    assert all(one.time_us <= other.time_us for one, other in pairwise(events))
    assert events[0].time_us >= NOW_US - DAYS * DAY
    assert events[-1].time_us < NOW_US


def test_every_alarm_is_at_rest_in_the_end_when_the_journal_is_replayed(
    village: World, events: list[AlarmEvent]
) -> None:
    rules = {rule.id: rule for rule in village.city.rules}
    assert alarms_at(events, NOW_US, rules) == {}


def test_it_is_a_pure_function_of_seed_and_time(events: list[AlarmEvent]) -> None:
    again = past_alarms(World(watched(), 1), NOW_US, DAYS)
    assert [repr(event) for event in again] == [repr(event) for event in events]
    assert past_alarms(World(watched(), 2), NOW_US, DAYS) != events


def test_everything_says_that_it_is_simulated(events: list[AlarmEvent]) -> None:
    for event in events:
        if event.actor:
            assert event.actor.startswith("Simulation")
            assert not event.comment or SIMULATED in event.comment
        elif event.kind not in {KIND.SUPPRESSED, KIND.UNSUPPRESSED}:
            assert event.comment == SIMULATED
        assert event.recorded_us == event.time_us


def test_a_raise_lies_on_what_the_history_says(village: World, events: list[AlarmEvent]) -> None:
    rules = {rule.id: rule for rule in village.city.rules}
    raised = [e for e in events if e.kind is KIND.RAISED and e.alarm.endswith("no2#hi")]
    assert raised
    for event in raised:
        delay_us = round(rules[event.alarm].on_delay_s * 1e6)
        point = rules[event.alarm].point
        began = village.value(point, np.array([event.time_us - delay_us], np.int64))
        assert began.value[0, 0] > rules[event.alarm].threshold


def test_an_event_calls_nobody_and_nobody_answers(events: list[AlarmEvent]) -> None:
    kinds = {event.kind for event in events if event.alarm == "charger-0.status#state"}
    assert kinds == {KIND.RAISED, KIND.CLEARED}


def test_what_it_cannot_tell_it_leaves_out(events: list[AlarmEvent]) -> None:
    told = {event.alarm for event in events}
    assert not {"soil-0.temp#formula", "charger-1.power#hi", "elsewhere#hi"} & told


def test_it_can_be_given_up_at_any_part(village: World) -> None:
    for parts in (0, 3, 14):
        asked = iter([False] * parts + [True] * 10_000)
        assert past_alarms(village, NOW_US, 2, lambda asked=asked: next(asked)) == []  # type: ignore[misc]  # bound at once


def test_a_restart_that_takes_longer_than_the_delay_loses_the_connection(
    events: list[AlarmEvent],
) -> None:
    lost = [event for event in events if event.alarm == "plant#lost"]
    assert {KIND.RAISED, KIND.CLEARED} <= {event.kind for event in lost}
    assert not any(event.alarm == "ttn#lost" for event in events)


# ---- one alarm ------------------------------------------------------------------------------

BEGIN = NOW_US - 2 * DAY
AP = _state("access_point-0.online", 0)


def played(
    rule: AlarmRule,
    episodes: list[tuple[int, int]],
    above: list[tuple[AlarmId, list[tuple[int, int]]]] | None = None,
    city: City | None = None,
) -> list[AlarmEvent]:
    """Return what becomes of an alarm that stood at some minutes after the begin."""
    operators = Operators(city or watched(), 1, World(hamlet(), 1).zone, (NOW_US - 3 * DAY, NOW_US))
    course = Course(
        rule,
        stood(episodes),
        [(name, stood(spans)) for name, spans in above or []],
        NOW_US,
    )
    return course_of(course, operators)


def stood(spans: list[tuple[int, int]]) -> Episodes:
    starts = np.array([BEGIN + start * MINUTE for start, _ in spans], np.int64)
    ends = np.array([BEGIN + end * MINUTE for _, end in spans], np.int64)
    return Episodes(starts, ends, np.zeros(len(spans)))


def test_an_alarm_is_raised_seen_and_returns() -> None:
    events = played(AP, [(0, 600)])
    assert [event.kind for event in events] == [KIND.RAISED, KIND.ACKNOWLEDGED, KIND.CLEARED]
    assert events[1].actor == "Simulation (Tagschicht)"


def test_an_alarm_that_was_gone_before_anybody_came_is_acknowledged_afterwards() -> None:
    events = played(AP, [(0, 1)])
    assert [event.kind for event in events] == [KIND.RAISED, KIND.CLEARED, KIND.ACKNOWLEDGED]


def test_one_acknowledgement_serves_a_chattering_alarm() -> None:
    events = played(AP, [(0, 1), (1, 1), (2, 2)])
    assert sum(event.kind is KIND.ACKNOWLEDGED for event in events) == 1


def test_an_alarm_explained_by_another_calls_nobody() -> None:
    name = AlarmId("school_switch-0.online#state")
    events = played(AP, [(5, 60)], [(name, [(0, 90), (500, 600)])])
    assert [event.kind for event in events] == [
        KIND.SUPPRESSED,
        KIND.RAISED,
        KIND.CLEARED,
        KIND.UNSUPPRESSED,
    ]
    assert events[0].comment == name


def test_an_alarm_that_outlasts_what_explained_it_calls() -> None:
    name = AlarmId("school_switch-0.online#state")
    events = played(AP, [(5, 600)], [(name, [(0, 10)])])
    assert [event.kind for event in events] == [
        KIND.SUPPRESSED,
        KIND.RAISED,
        KIND.UNSUPPRESSED,
        KIND.REALARMED,
        KIND.ACKNOWLEDGED,
        KIND.CLEARED,
    ]


def test_two_explanations_follow_each_other() -> None:
    one, two = AlarmId("eins"), AlarmId("zwei")
    events = played(AP, [(5, 60)], [(one, [(0, 30)]), (two, [(10, 90)])])
    assert [event.kind for event in events].count(KIND.RAISED) == 1
    assert alarms_at(events, NOW_US) == {}


def test_a_latched_alarm_is_reset() -> None:
    events = played(replace(AP, latches=True), [(0, 60)])
    assert events[-1].kind is KIND.RESET
    assert SIMULATED in events[-1].comment


def test_outside_its_schedule_nothing_is_told() -> None:
    never = (Schedule(frozenset(), 0, 1_440),)
    assert played(replace(AP, schedule=never), [(0, 60)]) == []


def test_everything_is_seen_before_the_live_city_even_when_it_came_late() -> None:
    just = (NOW_US - BEGIN - SETTLED_US) // MINUTE
    events = played(AP, [(just - 1, just)])
    assert events[-1].kind is KIND.ACKNOWLEDGED
    assert events[-1].time_us < NOW_US


def test_at_night_what_is_not_urgent_waits_for_the_morning() -> None:
    night = (2 * DAY - DAY // 4) // MINUTE
    (raised, *_, seen) = played(AP, [(night - 1_440, night - 1_430)])
    assert seen.time_us - raised.time_us > 60 * MINUTE
    urgent = played(replace(AP, priority=Priority.CRITICAL), [(night - 1_440, night - 1_430)])
    assert urgent[1].time_us - urgent[0].time_us < 10 * MINUTE


def test_without_a_plan_of_shifts_somebody_is_always_there() -> None:
    events = played(AP, [(0, 600)], city=hamlet())
    assert events[1].actor == "Simulation (Tag)"


def test_shelves_end_by_themselves_and_never_outlast_the_past(events: list[AlarmEvent]) -> None:
    shelved = [event for event in events if event.kind is KIND.SHELVED]
    assert all(event.until_us != NO_TIME and event.until_us < NOW_US for event in shelved)
    assert all(event.comment for event in shelved)
