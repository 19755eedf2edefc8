"""A point at another time: the right values at the right moments, and gaps where there are none."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.comparisons import AnyComparison, Comparison, Shift, counterpart
from app.domain.points import PointKey
from app.domain.samples import Quality, SampleBatch
from app.domain.series import SeriesFrame, Tier
from app.services.derived.comparisons import ShiftedSeries
from app.services.derived.historian import DerivedHistorian
from tests.fakes.historian import MemoryHistorian

BERLIN = ZoneInfo("Europe/Berlin")
OF, COMPARED = PointKey(1), PointKey(2)
MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def us(local: str, *, fold: int = 0) -> int:
    moment = datetime.fromisoformat(local).replace(tzinfo=BERLIN, fold=fold)
    return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def recorded(start_us: int, end_us: int, step_us: int) -> MemoryHistorian:
    """Record the time itself, in minutes, as the value."""
    history = MemoryHistorian()
    time = np.arange(start_us, end_us, step_us, dtype=np.int64)
    history.append(SampleBatch.from_columns([OF] * len(time), time, end_us, time / MINUTE))
    return history


def compared(
    history: MemoryHistorian,
    comparison: AnyComparison,
    start_us: int,
    end_us: int,
    tier: Tier | None = Tier.RAW,
) -> SeriesFrame:
    reader = DerivedHistorian(history)
    reader.define({COMPARED: ShiftedSeries(OF, comparison, BERLIN)})
    (frame,) = reader.query([COMPARED], start_us, end_us, 1_000, tier)
    return frame


def is_ascending(frame: SeriesFrame) -> bool:
    return bool((np.diff(frame.time) > 0).all())


def test_yesterday_comes_at_the_same_time_of_day() -> None:
    history = recorded(us("2026-06-08"), us("2026-06-10"), 10 * MINUTE)
    frame = compared(history, Comparison.YESTERDAY, us("2026-06-10T08:00"), us("2026-06-10T09:00"))
    assert frame.key == COMPARED
    assert ShiftedSeries(OF, Comparison.YESTERDAY, BERLIN).inputs == (OF,)
    assert frame.time.tolist()[1:] == [us("2026-06-10T08:00") + i * 10 * MINUTE for i in range(6)]
    assert (frame.mean * MINUTE).tolist() == [time - DAY for time in frame.time.tolist()]


def test_one_sample_before_the_window_lets_the_line_enter_from_the_left() -> None:
    history = recorded(us("2026-06-08"), us("2026-06-10"), 10 * MINUTE)
    start = us("2026-06-10T08:05")
    frame = compared(history, Comparison.YESTERDAY, start, start + HOUR)
    assert [time < start for time in frame.time.tolist()[:2]] == [True, False]


def test_the_missing_hour_of_yesterday_is_a_gap_and_no_other_hour() -> None:
    history = recorded(us("2026-03-28"), us("2026-03-30"), 10 * MINUTE)
    frame = compared(history, Comparison.YESTERDAY, us("2026-03-30"), us("2026-03-31"))
    two, three = us("2026-03-30T02:00"), us("2026-03-30T03:00")
    inside = (frame.time >= two) & (frame.time < three)
    assert frame.quality[inside].tolist() == [Quality.GAP]
    assert float(frame.mean[frame.time == three][0]) * MINUTE == us("2026-03-29T03:00")
    assert is_ascending(frame)


def test_the_doubled_hour_of_today_shows_the_hour_of_yesterday_twice() -> None:
    history = recorded(us("2026-10-24"), us("2026-10-25"), 10 * MINUTE)
    frame = compared(history, Comparison.YESTERDAY, us("2026-10-25"), us("2026-10-26"))
    for fold in (0, 1):
        at = frame.time == us("2026-10-25T02:30", fold=fold)
        assert float(frame.mean[at][0]) * MINUTE == us("2026-10-24T02:30")
    assert is_ascending(frame)


def test_days_begin_at_local_midnight_here_too() -> None:
    """A year before, summer time began a day later: buckets of days must not slip by an hour."""
    history = recorded(us("2025-03-20"), us("2025-04-10"), HOUR)
    frame = compared(
        history, Comparison.LAST_YEAR, us("2026-03-25T12:00"), us("2026-04-03"), Tier.DAY
    )
    assert frame.tier is Tier.DAY
    begins = [us(f"2026-03-{day}") for day in range(25, 32)] + [us("2026-04-01"), us("2026-04-02")]
    assert frame.time.tolist() == begins
    assert is_ascending(frame)


def test_29_february_has_no_data_a_year_before() -> None:
    history = recorded(us("2027-02-20"), us("2027-03-10"), HOUR)
    frame = compared(history, Comparison.LAST_YEAR, us("2028-02-28"), us("2028-03-02"))
    inside = (frame.time >= us("2028-02-29")) & (frame.time < us("2028-03-01"))
    assert frame.quality[inside].tolist() == [Quality.GAP]


def test_a_whole_window_without_counterpart_is_empty() -> None:
    history = recorded(us("2027-02-20"), us("2027-03-10"), HOUR)
    start = us("2028-02-29T01:00")
    assert len(compared(history, Comparison.LAST_YEAR, start, start + HOUR)) == 0


def test_where_nothing_was_recorded_there_are_no_rows() -> None:
    frame = compared(MemoryHistorian(), Comparison.LAST_WEEK, us("2026-06-10"), us("2026-06-11"))
    assert len(frame) == 0


def test_a_later_event_is_laid_over_an_earlier_one() -> None:
    history = recorded(us("2026-06-08"), us("2026-06-10"), 10 * MINUTE)
    start = us("2026-06-08T08:00")
    frame = compared(history, Shift(-3 * HOUR), start, start + HOUR)
    assert (frame.mean * MINUTE).tolist() == [t + 3 * HOUR for t in frame.time.tolist()]


@pytest.mark.parametrize(
    ("comparison", "first", "here"),
    [
        (Comparison.YESTERDAY, "2026-03-28T12:00", "2026-03-29T12:00"),
        (Comparison.YESTERDAY, "2026-03-28T02:30", "2026-03-29T03:00"),
        (Comparison.LAST_YEAR, "2024-02-29T12:00", "2025-03-01T00:00"),
        (Comparison.LAST_YEAR, "2025-06-01T08:00", "2026-06-01T08:00"),
        (Shift(2 * DAY), "2026-06-01T08:00", "2026-06-03T08:00"),
    ],
)
def test_data_begins_where_the_first_counterpart_is(
    comparison: AnyComparison, first: str, here: str
) -> None:
    assert ShiftedSeries(OF, comparison, BERLIN).begins(us(first)) == us(here)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["2026-03-30", "2026-10-25", "2026-10-26", "2028-02-29", "2026-07-01"]),
    st.integers(-2 * DAY, DAY),
    st.integers(HOUR, 3 * DAY),
    st.sampled_from(Comparison),
)
def test_each_value_comes_from_the_counterpart_of_its_moment(
    day: str, before: int, span: int, comparison: Comparison
) -> None:
    start = us(day) + before
    reach = {Comparison.YESTERDAY: 3, Comparison.LAST_WEEK: 9, Comparison.LAST_YEAR: 368}[
        comparison
    ]
    history = recorded(start - reach * DAY, start - (reach - 7) * DAY, HOUR)
    frame = compared(history, comparison, start, start + span)
    assert is_ascending(frame)
    for time, value, quality in zip(
        frame.time.tolist(), frame.mean.tolist(), frame.quality.tolist(), strict=True
    ):
        if quality == Quality.GAP:
            assert counterpart(time, comparison, BERLIN) is None
        elif time >= start:
            assert value * MINUTE == counterpart(time, comparison, BERLIN)
