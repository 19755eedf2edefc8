"""Key figures of the alarm system, against hand counts and against a replay event by event."""

from collections.abc import Iterable
from dataclasses import replace
from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import (
    AlarmColumns,
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    Priority,
    RuleKind,
)
from app.domain.alarms.kpis import Kpis, kpis_of
from app.domain.alarms.occurrences import story_of
from app.domain.alarms.rates import DAY_US, HOUR_US, MINUTE_US, Manned
from app.domain.alarms.replays import after
from app.domain.alarms.targets import TARGETS, Judgement, Kpi, Target, figure_of
from app.domain.points import PointId
from app.domain.samples import NO_TIME
from app.domain.texts import NO_TEXT

K = AlarmEventKind
A, B, C = AlarmId("a#hi"), AlarmId("b#hi"), AlarmId("c#hi")
RULE = AlarmRule(A, PointId("a"), RuleKind.HI, 10.0, Priority.LOW, NO_TEXT, NO_TEXT)
RULES = {
    A: RULE,
    B: replace(RULE, id=B, priority=Priority.HIGH),
    C: replace(RULE, id=C, is_event=True),
}
SECOND = MINUTE_US // 60


def event(minute: float, kind: AlarmEventKind, alarm: AlarmId = A) -> AlarmEvent:
    return AlarmEvent(alarm, kind, round(minute * MINUTE_US), 1.0)


def raised(alarm: AlarmId, *minutes: float, lasts: float = 0.5) -> list[AlarmEvent]:
    """Return raises at some minutes, each of which returns."""
    return [
        event(minute + more, kind, alarm)
        for minute in minutes
        for more, kind in ((0, K.RAISED), (lasts, K.CLEARED))
    ]


def kpis(
    events: Iterable[AlarmEvent],
    hours: float = 24,
    manned: list[tuple[int, int]] | None = None,
    start_h: float = 0,
) -> Kpis:
    start, end = round(start_h * HOUR_US), round(hours * HOUR_US)
    shifts = Manned([(start, end)] if manned is None else manned, start, end)
    return kpis_of(AlarmColumns.of_events(events), RULES, shifts, start, end)


def value(found: Kpis, kpi: Kpi) -> float:
    return found.figures[kpi].value


def test_rates_are_per_manned_time() -> None:
    """Twelve calls in eight manned hours of a day; what came at night does not count for them."""
    day = [(6 * HOUR_US, 14 * HOUR_US)]
    events = raised(A, *range(360, 840, 40)) + raised(B, 10, 20, 900)
    found = kpis(events, manned=day)
    assert (found.calls, found.manned_calls) == (15, 12)
    assert value(found, Kpi.RATE) == pytest.approx(12 / 48)
    assert value(found, Kpi.RATE_HOUR) == pytest.approx(1.5)
    assert value(found, Kpi.RATE_DAY) == pytest.approx(36)
    assert value(found, Kpi.PEAK_HOUR) == 2
    assert sum(found.distribution) == 48
    assert found.figures[Kpi.RATE].judgement is Judgement.GOOD


def test_of_a_time_nobody_sat_there_no_rate_is_known() -> None:
    """A quarter of an hour into a shift neither; counts are told all the same."""
    for manned in ([], [(0, 15 * MINUTE_US)]):
        found = kpis(raised(A, 1, 30), hours=1, manned=manned)
        assert isnan(value(found, Kpi.RATE))
        assert found.figures[Kpi.FLOOD_TIME].judgement is Judgement.UNKNOWN
        assert found.calls == 2


def test_events_and_hidden_alarms_call_nobody_and_a_renewed_call_counts() -> None:
    """Shelved before the period: still hidden in it, until the shelf ends and it calls again."""
    events = [
        event(-5, K.SHELVED),
        event(1, K.RAISED),
        event(2, K.RAISED, C),
        event(9, K.UNSHELVED),
        event(9, K.REALARMED),
    ]
    found = kpis(events)
    assert found.calls == 1
    assert int(found.slots.calls[0]) == 1
    assert value(found, Kpi.STANDING) == 1
    assert value(found, Kpi.SHELVED) == 0
    hidden = kpis([*events[:3], event(3, K.REMOVED, B), event(4, K.SUPPRESSED, B)])
    assert [value(hidden, kpi) for kpi in (Kpi.SHELVED, Kpi.REMOVED, Kpi.SUPPRESSED)] == [1, 1, 1]
    assert (hidden.calls, value(hidden, Kpi.STANDING)) == (0, 0)


def test_chatter_is_three_raises_in_a_minute_or_more_than_five_in_an_hour() -> None:
    quick = raised(A, 10, 10.4, 10.9, lasts=0.2)
    slow = raised(B, *range(60, 120, 11))
    assert [actor.alarm for actor in kpis([*quick, *slow]).actors.chattering] == [B, A]
    (actor,) = kpis(quick).actors.chattering
    assert actor.chatters
    assert not actor.repeats
    assert (actor.occurrences, actor.worst_minute) == (3, 3)
    assert (actor.gaps_us // SECOND).tolist() == [12, 18]
    calm = raised(A, 10, 10.6, 11.1, lasts=0.2) + raised(B, 60, 72, 84, 96, 108)
    assert kpis(calm).actors.chattering == ()


def test_fleeting_alarms_are_over_before_anybody_can_act() -> None:
    """Those that chatter are not told twice; one short occurrence among long ones is no trouble."""
    short = raised(A, 100, 300, 500) + raised(B, 100, 300, 500, lasts=30)
    found = kpis([*short, *raised(B, 900)])
    assert [actor.alarm for actor in found.actors.fleeting] == [A]
    assert value(found, Kpi.FLEETING) == pytest.approx(100 * 4 / 7)
    assert found.actors.fleeting[0].unseen == 3


def test_stale_alarms_stand_for_longer_than_a_day() -> None:
    """Raised long before the period, over in it or not; a shelved one was dealt with."""
    events = [event(-2000, K.RAISED), event(30, K.CLEARED), event(-100, K.RAISED, B)]
    found = kpis(events)
    assert [actor.alarm for actor in found.actors.stale] == [A, B]
    assert [actor.is_standing for actor in found.actors.stale] == [False, True]
    assert found.calls == 0
    assert [actor.alarm for actor in kpis(events, hours=20).actors.stale] == [A]
    shelved = [*events, event(60, K.SHELVED, B)]
    assert [actor.alarm for actor in kpis(shelved).actors.stale] == [A]


def test_time_to_acknowledge_runs_while_somebody_is_there() -> None:
    """Raised at night, seen ten minutes into the shift: ten minutes."""
    manned = [(6 * HOUR_US, 14 * HOUR_US)]
    events = [
        event(60, K.RAISED),
        event(370, K.ACKNOWLEDGED),
        event(400, K.RAISED, B),
        event(420, K.ACKNOWLEDGED, B),
        event(500, K.RAISED, B),
    ]
    found = kpis(events, manned=manned)
    every, *rows = found.seen
    assert (every.count, every.unseen, every.median_s) == (2, 1, 900)
    by_priority = {row.priority: row for row in rows}
    assert by_priority[Priority.LOW].median_s == 600
    assert (by_priority[Priority.HIGH].median_s, by_priority[Priority.HIGH].unseen) == (1200, 1)
    assert isnan(by_priority[Priority.CRITICAL].late_s)


def test_shares_of_priorities_leave_out_alarms_without_a_rule() -> None:
    events = raised(A, 1, 30, 60) + raised(B, 90) + raised(AlarmId("gone#hi"), 5)
    found = kpis(events)
    assert found.calls == 5
    assert found.priorities == {1: 0, 2: 1, 3: 0, 4: 3}
    assert value(found, Kpi.HIGH) == 25
    assert found.figures[Kpi.HIGH].judgement is Judgement.ACT
    assert found.figures[Kpi.LOW].judgement is Judgement.WATCH


def test_the_top_ten_are_those_that_call_most() -> None:
    events = [
        each
        for number in range(14)
        for each in raised(AlarmId(f"n{number:02}"), *range(0, 60 * (number + 1), 60))
    ]
    found = kpis(events)
    assert [actor.alarm for actor in found.actors.top] == [f"n{i:02}" for i in range(13, 3, -1)]
    assert value(found, Kpi.TOP) == pytest.approx(100 * 95 / 105)


def test_a_period_without_events_has_figures_too() -> None:
    found = kpis([])
    assert value(found, Kpi.RATE) == 0
    assert found.figures[Kpi.TOP].judgement is Judgement.UNKNOWN
    assert set(found.figures) == set(Kpi)
    assert not found.actors.every


def test_judgements_and_weekly_bounds() -> None:
    target = Target(1, 2, "EEMUA 191")
    assert [target.judge(number) for number in (1, 1.5, 2.5)] == [
        Judgement.GOOD,
        Judgement.WATCH,
        Judgement.ACT,
    ]
    assert figure_of(Kpi.FLOODS, 21, 1).judgement is Judgement.ACT
    assert figure_of(Kpi.FLOODS, 21, 4).judgement is Judgement.WATCH
    assert figure_of(Kpi.SHELVED, 3, 1).judgement is Judgement.NONE
    assert all(target.source for target in TARGETS.values())


events = st.builds(
    event,
    st.integers(0, 60),
    st.sampled_from([K.RAISED, K.CLEARED, K.ACKNOWLEDGED]) | st.sampled_from(K),
    st.sampled_from([A, B, C]),
)


@given(st.lists(events, max_size=60, unique_by=lambda each: each.time_us))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_occurrences_are_those_of_a_replay(told: list[AlarmEvent]) -> None:
    """Event by event: when each stood, when it was seen, whether it called, what is hidden."""
    columns = AlarmColumns.of_events(told)
    story = story_of(columns)
    found = sorted(
        zip(
            (columns.names[alarm] for alarm in story.occurrences.alarm.tolist()),
            story.occurrences.start.tolist(),
            story.occurrences.end.tolist(),
            story.occurrences.seen.tolist(),
            story.occurrences.calls.tolist(),
            strict=True,
        )
    )
    expected, calls, states = _replayed(sorted(told, key=lambda each: each.time_us))
    assert found == sorted(expected)
    assert story.call_time.tolist() == calls
    hidden = {kind: {columns.names[n] for n in rows} for kind, rows in story.hidden.items()}
    assert hidden == {
        K.SHELVED: {name for name, state in states.items() if state.shelf},
        K.SUPPRESSED: {name for name, state in states.items() if state.suppressed_by},
        K.REMOVED: {name for name, state in states.items() if state.out_of_service},
    }


def _replayed(
    told: list[AlarmEvent],
) -> tuple[list[tuple[str, int, int, int, bool]], list[int], dict[AlarmId, AlarmState]]:
    rows: list[list[object]] = []
    calls: list[int] = []
    states: dict[AlarmId, AlarmState] = {}
    for each in told:
        before = states.get(each.alarm, AlarmState())
        states[each.alarm] = after(before, each)
        own = [row for row in rows if row[0] == each.alarm]
        if each.kind in {K.RAISED, K.CLEARED} and own and own[-1][2] == NO_TIME:
            own[-1][2] = each.time_us
        if each.kind is K.ACKNOWLEDGED:
            for row in own:
                row[3] = each.time_us if row[3] == NO_TIME else row[3]
        if each.kind is K.RAISED:
            rows.append([each.alarm, each.time_us, NO_TIME, NO_TIME, not before.is_hidden])
        if each.kind is K.REALARMED or (each.kind is K.RAISED and not before.is_hidden):
            calls.append(each.time_us)
    return [tuple(row) for row in rows], calls, states  # type: ignore[misc]  # five values each


def test_columns_keep_the_order_of_the_same_moment() -> None:
    columns = AlarmColumns.of_events(
        [event(2, K.RAISED, B), event(1, K.RAISED), event(1, K.CLEARED)]
    )
    assert columns.names == (B, A)
    assert columns.time.tolist() == [2 * MINUTE_US, MINUTE_US, MINUTE_US]
    assert columns.is_kind(K.RAISED, K.CLEARED).all()
    assert not np.diff(columns.alarm).min() < 0
    assert len(AlarmColumns.of_events([])) == 0
    assert DAY_US == 24 * HOUR_US


def test_kinds_of_events_that_nobody_knows_are_left_out() -> None:
    kinds = np.array([0, 99, -1], np.int64)
    columns = AlarmColumns.of((A,), np.zeros(3, np.int64), kinds, np.arange(3, dtype=np.int64))
    assert len(columns) == 1
    assert columns.time.tolist() == [0]
