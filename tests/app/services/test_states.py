"""The live state in columns, past states out of the historian, and spark lines."""

from dataclasses import replace

import numpy as np
import pytest
from typing_extensions import override

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
from app.domain.points import PointKey
from app.domain.samples import (
    NO_TIME,
    Float64Array,
    Int64Array,
    PointStates,
    Quality,
    SampleBatch,
)
from app.domain.series import SeriesFrame, Tier
from app.domain.sources import SourceHealth, SourceState
from app.services.alarm_history import AlarmHistory
from app.services.columns import LiveColumns, RowIndex, newest_rows
from app.services.lost_sources import lost_alarm_id
from app.services.sparks import SPARK_MINUTES
from app.services.states import HistorianStateProvider, LiveState, alarms_at, read_sparks
from tests.fakes.adapters import FakeHistorian, FakeJournal
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US, FakeClock

CITY = make_city(20)
KEYS = np.array([point.key for point in CITY.points])
SECOND = 1_000_000
MINUTE = 60 * SECOND
ONLINE = [SourceHealth(source.id, SourceState.ONLINE) for source in CITY.sources]


def batch(*samples: tuple[int, float, float], quality: Quality = Quality.GOOD) -> SampleBatch:
    """Make a batch of (row, second, value)."""
    rows, seconds, values = zip(*samples, strict=True)
    times = [START_US + round(second * SECOND) for second in seconds]
    keys = [int(KEYS[row]) for row in rows]
    return SampleBatch.from_columns(keys, times, times, values, [quality] * len(rows))


def live_state() -> LiveState:
    live = LiveState(CITY, FakeClock())
    live.apply_connection(is_connected=True)
    live.apply_health(ONLINE)
    return live


def test_the_newest_sample_of_each_point_is_shown_whatever_the_order() -> None:
    live = live_state()
    live.snapshot(START_US)
    live.apply(batch((3, 5, 1.0), (4, 1, 2.0), (3, 2, 9.0)))
    live.apply(batch((4, 0.5, 9.0)))
    state = live.at(START_US + 6 * SECOND)
    assert state.states.value[[3, 4]].tolist() == [1.0, 2.0]
    assert state.changed is not None
    assert {3, 4} <= set(state.changed.tolist())
    assert state.recent is not None
    assert len(state.recent) == 4
    after = live.at(None)
    assert after.changed is not None
    assert 3 not in after.changed
    assert state.is_live


def test_states_given_out_do_not_change_afterwards() -> None:
    live = live_state()
    live.apply(batch((0, 0, 1.0)))
    before = live.snapshot(START_US)
    live.apply(batch((0, 1, 2.0)))
    live.snapshot(START_US + SECOND)
    assert before.states.value[0] == 1.0


def test_unknown_points_are_passed_over() -> None:
    live = live_state()
    live.apply(SampleBatch.from_columns([5], [START_US], START_US, [1.0]))
    assert (live.snapshot(START_US).states.time == NO_TIME).all()


def test_a_value_is_stale_by_age_by_its_source_and_without_collector() -> None:
    live = live_state()
    live.apply(batch(*[(row, 0, 1.0) for row in range(20)]))
    assert not live.snapshot(START_US + SECOND).stale.any()
    assert live.snapshot(START_US + 181 * SECOND).stale.all()
    away = [
        SourceHealth(health.source, SourceState.BACKING_OFF) if health.source == "lora" else health
        for health in ONLINE
    ]
    live.apply_health(away)
    state = live.snapshot(START_US + SECOND)
    assert state.stale.tolist() == [point.source == "lora" for point in CITY.points]
    assert state.sources["lora"].state is SourceState.BACKING_OFF  # type: ignore[index]  # NewType
    live.apply_connection(is_connected=False)
    state = live.snapshot(START_US + SECOND)
    assert state.stale.all()
    assert state.sources == {}


def test_a_row_that_only_became_stale_has_changed() -> None:
    live = live_state()
    live.apply(batch((0, 0, 1.0)))
    live.snapshot(START_US)
    state = live.snapshot(START_US + 181 * SECOND)
    assert state.changed is not None
    assert state.changed.tolist() == [0]


def test_a_device_with_a_clock_ahead_becomes_stale_nevertheless() -> None:
    live = live_state()
    future = START_US + 3600 * SECOND
    live.apply(SampleBatch.from_columns([int(KEYS[0])], [future], START_US, [1.0]))
    assert live.snapshot(START_US + 181 * SECOND).stale[0]


def test_a_gap_keeps_the_last_value_and_makes_it_stale() -> None:
    live = live_state()
    live.apply(batch((0, 0, 7.0)))
    live.apply(batch((0, 1, np.nan), quality=Quality.GAP))
    state = live.snapshot(START_US + 2 * SECOND)
    assert state.states.value[0] == 7.0
    assert state.states.quality[0] == Quality.GAP
    assert state.stale[0]


def test_the_table_brings_all_at_once_and_older_rows_change_nothing() -> None:
    live = live_state()
    live.apply(batch((1, 10, 5.0)))
    columns = LiveColumns(KEYS[::-1].copy())
    columns.take(batch((0, 3, 1.0), (1, 3, 2.0)))
    live.apply_table(columns.states)
    state = live.snapshot(START_US + 10 * SECOND)
    assert state.states.value[:2].tolist() == [1.0, 5.0]
    assert state.recent is not None
    assert len(state.recent) == 1


def test_alarms_at_rest_disappear() -> None:
    live = live_state()
    active = AlarmState(condition=Condition.ACTIVE, is_acknowledged=False)
    one, two = AlarmId("a#hi"), AlarmId("b#hi")
    live.apply_alarms({one: active, two: active}, is_whole=True)
    live.apply_alarms({one: AlarmState()}, is_whole=False)
    assert live.snapshot(START_US).alarms == {two: active}
    live.apply_alarms({}, is_whole=True)
    assert live.snapshot(START_US).alarms == {}


def test_spark_lines_move_with_the_minutes() -> None:
    live = live_state()
    live.apply(batch((0, 0, 1.0), (0, 20, 2.0)))
    live.apply(batch((1, 0, 5.0), quality=Quality.BAD))
    sparks = live.snapshot(START_US + 20 * SECOND).sparks
    assert sparks is not None
    assert sparks[0, -1] == 2.0
    assert np.isnan(sparks[1]).all()
    live.apply(batch((0, 3 * 60, 4.0)))
    sparks = live.snapshot(START_US + 3 * MINUTE).sparks
    assert sparks is not None
    assert sparks[0, [-4, -1]].tolist() == [2.0, 4.0]
    assert np.isnan(sparks[0, -3:-1]).all()
    assert live.snapshot(START_US + 3 * MINUTE + 5).sparks is sparks
    sparks = live.snapshot(START_US + 99 * MINUTE).sparks
    assert sparks is not None
    assert np.isnan(sparks).all()


class MinuteHistorian(FakeHistorian):
    """Has one minute of each point, ten minutes before the end."""

    @override
    def query(
        self,
        keys: object,
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        assert tier is Tier.MINUTE
        assert isinstance(keys, list)
        time = np.array([end_us - 10 * MINUTE])
        one, count = np.array([42.0]), np.ones(1, np.int32)
        return [
            SeriesFrame(
                PointKey(key),
                tier,
                start_us,
                end_us,
                time,
                *(one, one, one, one),
                *(count, count),
                np.zeros(1, np.uint8),
            )
            for key in keys
        ]


def test_the_last_hour_comes_from_the_historian_and_live_data_stay() -> None:
    live = live_state()
    live.apply(batch((0, 0, 1.0)))
    live.load_sparks(MinuteHistorian(), START_US)
    sparks = live.snapshot(START_US).sparks
    assert sparks is not None
    assert sparks.shape == (20, SPARK_MINUTES)
    assert sparks[0, [-10, -1]].tolist() == [42.0, 1.0]
    late = live_state()
    late.snapshot(START_US + 5 * MINUTE)
    late.take_sparks(read_sparks(MinuteHistorian(), KEYS, START_US), START_US)
    sparks = late.snapshot(START_US + 5 * MINUTE).sparks
    assert sparks is not None
    assert sparks[3, -15] == 42.0


def test_the_past_comes_from_historian_and_journal() -> None:
    historian, journal = FakeHistorian(), FakeJournal()
    historian.append(batch((0, 0, 1.0), (0, 100, 2.0)))
    alarm = AlarmId(f"{CITY.points[0].id}#hi")
    journal.record([(AlarmEvent(alarm, AlarmEventKind.RAISED, START_US, 1.0), "")], {})
    provider = HistorianStateProvider(CITY, historian, journal)
    state = provider.at(START_US + 50 * SECOND)
    assert not state.is_live
    assert state.states.value[0] == 1.0
    assert not state.stale[0]
    assert state.stale[1]
    assert list(state.alarms) == [alarm]
    assert provider.at(START_US - 1).alarms == {}
    assert HistorianStateProvider(CITY, historian).at(START_US).alarms == {}


def test_the_past_of_a_simulated_city_is_fresh_in_its_own_rhythm() -> None:
    """It is filled in every five minutes, however often the points report today."""
    historian = FakeHistorian()
    historian.append(batch((0, 0, 1.0), (1, 0, 2.0)))
    points = (replace(CITY.points[0], is_simulated=True), *CITY.points[1:])
    real = replace(CITY.points[1], is_simulated=False, interval_s=10.0)
    city = replace(CITY, points=(points[0], real, *points[2:]))
    state = HistorianStateProvider(city, historian).at(START_US + 5 * MINUTE)
    assert not state.stale[0]
    assert state.stale[1]


class WideHistorian(FakeHistorian):
    """Also looks past gap markers and has a last hour (`CityHistory`)."""

    def __init__(self) -> None:
        super().__init__()
        self.hours_read = 0

    @override
    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        states = super().as_of(keys, time_us)
        states.value[states.quality == Quality.GAP] = np.nan
        return states

    def measured_at(self, keys: Int64Array, time_us: int) -> PointStates:
        stored = self.stored
        columns = LiveColumns(keys)
        is_past = (stored.source_time <= time_us) & (stored.quality != Quality.GAP)
        columns.take(stored.select(is_past))
        return columns.states

    def last_values(self, keys: Int64Array, end_us: int, width_us: int, count: int) -> Float64Array:
        self.hours_read += 1
        return np.full((len(keys), count), float(end_us))


def test_a_lost_source_makes_its_points_stale_and_says_so() -> None:
    """The journal tells when a connection was lost; the values alone would look fresh."""
    historian, journal = WideHistorian(), FakeJournal()
    historian.append(batch(*[(row, 0, 1.0) for row in range(20)]))
    alarm = lost_alarm_id(CITY.sources[0].id)
    lost_us, back_us = START_US + 20 * SECOND, START_US + 40 * SECOND
    journal.record([(AlarmEvent(alarm, AlarmEventKind.RAISED, lost_us, 1.0), "")], {})
    journal.record([(AlarmEvent(alarm, AlarmEventKind.CLEARED, back_us, 1.0), "")], {})
    provider = HistorianStateProvider(CITY, historian, journal)
    lora = [point.source == CITY.sources[0].id for point in CITY.points]
    before, during, after = (provider.at(START_US + s * SECOND) for s in (10, 30, 50))
    assert not before.stale.any()
    assert during.stale.tolist() == lora
    assert not after.stale.any()
    health = during.sources[CITY.sources[0].id]
    assert (health.state, health.since_us) == (SourceState.BACKING_OFF, lost_us)
    assert health.reason
    assert health.last_message_us == START_US
    assert {h.state for s, h in during.sources.items() if s != health.source} == {
        SourceState.ONLINE
    }
    # Nobody knows what was before anything was recorded.
    assert provider.at(START_US - 1).sources == {}


def test_past_states_tell_what_changed_since_the_one_before() -> None:
    """Views repaint only that, forwards and backwards; after the first state everything."""
    historian = WideHistorian()
    historian.append(batch((0, 0, 1.0), (1, 0, 1.0), (1, 10, 1.0), (2, 20, 2.0)))
    provider = HistorianStateProvider(CITY, historian)
    assert provider.at(START_US + 5 * SECOND).changed is None
    found = [provider.at(START_US + second * SECOND).changed for second in (6, 12, 25, 5, 1_000)]
    told = [None if rows is None else rows.tolist() for rows in found]
    # At last the values of rows 0 to 2 are too old, and two of them are others than before.
    assert told == [[], [1], [2], [1, 2], [0, 1, 2]]


def test_a_gap_in_the_past_keeps_the_last_value_as_live_does() -> None:
    historian = WideHistorian()
    historian.append(batch((0, 0, 7.0), (1, 0, 8.0)))
    historian.append(batch((0, 1, np.nan), quality=Quality.GAP))
    state = HistorianStateProvider(CITY, historian).at(START_US + 2 * SECOND)
    assert state.states.value[:2].tolist() == [7.0, 8.0]
    assert state.states.time[0] == START_US
    assert state.states.quality[0] == Quality.GAP
    assert state.stale[0]


def test_the_last_hour_of_a_past_moment_comes_when_asked_for_and_lasts_a_minute() -> None:
    """Dragging the time does not wait for it; playing slowly keeps it."""
    historian = WideHistorian()
    provider = HistorianStateProvider(CITY, historian)
    minute_us = START_US // MINUTE * MINUTE
    state = provider.at(minute_us + 5 * SECOND)
    assert state.sparks is None
    whole = provider.with_sparks(state)
    assert whole.at_us == state.at_us
    assert whole.changed is None
    assert whole.sparks is not None
    assert whole.sparks.shape == (20, SPARK_MINUTES)
    assert (whole.sparks == state.at_us).all()
    assert provider.at(minute_us + 9 * SECOND).sparks is whole.sparks
    assert provider.at(minute_us + 4 * SECOND).sparks is None
    assert provider.at(minute_us + MINUTE).sparks is None
    provider.with_sparks(state)
    assert historian.hours_read == 1


def test_providers_of_one_thread_share_the_journal_and_compare_for_themselves() -> None:
    journal = FakeJournal()
    journal.record([(AlarmEvent(AlarmId("a#hi"), AlarmEventKind.RAISED, START_US, 1.0), "")], {})
    alarms = AlarmHistory(journal)
    one, two = (HistorianStateProvider(CITY, FakeHistorian(), alarms) for _ in range(2))
    assert one.at(START_US).alarms == two.at(START_US).alarms != {}
    assert two.at(START_US).changed is not None
    with pytest.raises(ValueError, match="moment"):
        one.at(None)


def test_alarms_at_a_moment_are_told_from_the_journal() -> None:
    one = AlarmId("a#hi")

    def event(kind: AlarmEventKind, second: int, actor: str = "") -> AlarmEvent:
        return AlarmEvent(one, kind, second, 9.0, actor, "ok" if actor else "")

    events = [
        event(AlarmEventKind.RAISED, 10),
        event(AlarmEventKind.CLEARED, 20),
        event(AlarmEventKind.RAISED, 30),
        event(AlarmEventKind.ACKNOWLEDGED, 40, "Anna"),
        event(AlarmEventKind.CLEARED, 50),
    ]
    assert alarms_at(events, 9) == {}
    assert alarms_at(events, 10)[one].is_active
    assert not alarms_at(events, 25)[one].is_active
    assert alarms_at(events, 35)[one].occurrences == 2
    assert alarms_at(events, 45)[one].acknowledged_by == "Anna"
    assert alarms_at(events, 50) == {}


def test_rows_are_found_by_key_and_the_newest_of_each_kept() -> None:
    index = RowIndex(np.array([30, 10, 20]))
    assert index.rows(np.array([10, 20, 30, 40, -1])).tolist() == [1, 2, 0, -1, -1]
    assert RowIndex(np.empty(0, np.int64)).rows(np.array([1])).tolist() == [-1]


def test_keys_that_share_their_last_bits_are_told_apart() -> None:
    keys = (np.arange(50, dtype=np.int64) - 25) << 40
    index = RowIndex(keys)
    assert index.rows(keys[::-1]).tolist() == list(range(50))[::-1]
    assert index.rows(np.array([1 << 39, keys[7], -1])).tolist() == [-1, 7, -1]
    rows, times = np.array([1, 0, 1, 0]), np.array([5, 9, 5, 1])
    assert sorted(newest_rows(rows, times).tolist()) == [1, 2]
    assert len(newest_rows(rows[:0], times[:0])) == 0
