"""Comparisons go by the clock on the wall, also where clocks and calendars are uneven."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.comparisons import (
    AnyComparison,
    Comparison,
    Segment,
    Shift,
    comparison_text,
    counterpart,
    holes,
    read_comparison,
    segments,
)

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3_600_000_000
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",  # half an hour of summer time
        "Asia/Tehran",  # changed its clocks on fixed days
        "Pacific/Apia",  # had no 30 December 2011
        "UTC",
    )
]


def us(local: str, zone: ZoneInfo = BERLIN, *, fold: int = 0) -> int:
    moment = datetime.fromisoformat(local).replace(tzinfo=zone, fold=fold)
    return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def wall(time_us: int, zone: ZoneInfo) -> datetime:
    moment = EPOCH + timedelta(microseconds=time_us)
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def parts(start: str, end: str, comparison: AnyComparison) -> list[Segment]:
    return segments(us(start), us(end), comparison, BERLIN)


@pytest.mark.parametrize(
    ("comparison", "days"), [(Comparison.YESTERDAY, 1), (Comparison.LAST_WEEK, 7)]
)
def test_an_ordinary_day_is_one_part(comparison: Comparison, days: int) -> None:
    found = parts("2026-06-10", "2026-06-11", comparison)
    assert found == [Segment(us("2026-06-10"), us("2026-06-11"), days * DAY)]


def test_the_hour_missing_yesterday_has_no_counterpart() -> None:
    """The night to 29 March 2026 had no 02:30; on the 30th nothing is compared with it."""
    found = parts("2026-03-30", "2026-03-31", Comparison.YESTERDAY)
    assert [part.shift_us for part in found] == [23 * HOUR, 24 * HOUR]
    missing = holes(found, us("2026-03-30"), us("2026-03-31"))
    assert missing == [(us("2026-03-30T02:00"), us("2026-03-30T03:00"))]


def test_the_hour_that_comes_twice_today_is_compared_with_the_one_of_yesterday_twice() -> None:
    first, second = us("2026-10-25T02:30"), us("2026-10-25T02:30", fold=1)
    yesterday = us("2026-10-24T02:30")
    assert second - first == HOUR
    for moment in (first, second):
        assert counterpart(moment, Comparison.YESTERDAY, BERLIN) == yesterday
    found = parts("2026-10-25", "2026-10-26", Comparison.YESTERDAY)
    assert [part.shift_us for part in found] == [DAY, DAY + HOUR]
    assert holes(found, us("2026-10-25"), us("2026-10-26")) == []


def test_of_an_hour_that_came_twice_yesterday_the_first_is_taken() -> None:
    today = us("2026-10-26T02:30")
    assert counterpart(today, Comparison.YESTERDAY, BERLIN) == us("2026-10-25T02:30")


def test_in_hours_that_come_twice_on_both_days_first_meets_first_and_second_second() -> None:
    """Iran set its clocks back in the night before 22 September, both in 2018 and 2019."""
    zone = ZoneInfo("Asia/Tehran")
    for fold in (0, 1):
        here = us("2019-09-21T23:30", zone, fold=fold)
        there = us("2018-09-21T23:30", zone, fold=fold)
        assert counterpart(here, Comparison.LAST_YEAR, zone) == there


def test_29_february_has_no_counterpart_a_year_before() -> None:
    found = parts("2028-02-27", "2028-03-03", Comparison.LAST_YEAR)
    assert holes(found, us("2028-02-27"), us("2028-03-03")) == [
        (us("2028-02-29"), us("2028-03-01"))
    ]
    assert [part.shift_us for part in found] == [365 * DAY, 366 * DAY]


def test_after_a_leap_year_29_february_is_passed_over() -> None:
    found = parts("2029-02-27", "2029-03-03", Comparison.LAST_YEAR)
    assert holes(found, us("2029-02-27"), us("2029-03-03")) == []
    assert [part.shift_us for part in found] == [366 * DAY, 365 * DAY]


def test_an_event_laid_over_another_moves_everything_alike() -> None:
    assert parts("2026-03-28", "2026-03-30", Shift(-HOUR)) == [
        Segment(us("2026-03-28"), us("2026-03-30"), -HOUR)
    ]
    assert counterpart(5 * HOUR, Shift(-HOUR), BERLIN) == 6 * HOUR


def test_an_empty_window_has_no_parts() -> None:
    assert segments(DAY, DAY, Comparison.YESTERDAY, BERLIN) == []
    assert holes([], 3, 9) == [(3, 9)]


@pytest.mark.parametrize("comparison", [*Comparison, Shift(0), Shift(-7), Shift(12 * DAY)])
def test_a_comparison_comes_back_from_its_word(comparison: AnyComparison) -> None:
    assert read_comparison(comparison_text(comparison)) == comparison


@pytest.mark.parametrize(
    "text",
    [
        "", "tomorrow", "shift:", "shift:-", "shift:x", "7", "shift:²",
        "shift:" + "9" * 19, "shift:-" + "9" * 5_000,
    ],
)  # fmt: skip
def test_other_words_are_no_comparison(text: str) -> None:
    assert read_comparison(text) is None


windows = st.tuples(
    st.integers(us("2008-01-01"), us("2030-01-01")),
    st.one_of(st.integers(1, 3 * DAY), st.integers(1, 500 * DAY)),
)


def near(days: list[str]) -> st.SearchStrategy[tuple[int, int]]:
    """Windows around the days at which something uneven happens."""
    return st.tuples(
        st.sampled_from([us(day) for day in days]).flatmap(
            lambda day: st.integers(day - 9 * DAY, day + 2 * DAY)
        ),
        st.integers(1, 12 * DAY),
    )


UNEVEN = near(
    ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2028-02-29", "2029-03-01",
     "2024-02-29", "2024-03-31", "2011-12-31", "2012-12-30", "2021-09-22"]
)  # fmt: skip


def expected_wall(here: datetime, comparison: Comparison) -> datetime | None:
    """Say the same in other words: by the date and the clock, apart."""
    if comparison is Comparison.LAST_YEAR:
        if (here.month, here.day) == (2, 29):
            return None
        return datetime.combine(here.date().replace(year=here.year - 1), here.time())
    days = 1 if comparison is Comparison.YESTERDAY else 7
    return datetime.combine(here.date() - timedelta(days), here.time())


@given(st.one_of(windows, UNEVEN), st.sampled_from(Comparison), st.sampled_from(ZONES), st.data())
def test_every_time_on_the_wall_meets_the_same_one_of_the_other_day(
    window: tuple[int, int], comparison: Comparison, zone: ZoneInfo, data: st.DataObject
) -> None:
    """Inside a part the clocks agree; outside there is no such time on the other day."""
    start, end = window[0], window[0] + window[1]
    found = segments(start, end, comparison, zone)
    edges = sorted({start, end - 1, *(e for p in found for e in (p.start_us, p.end_us - 1))})
    chosen = data.draw(st.lists(st.integers(start, end - 1), max_size=4))
    for moment in [*edges, *chosen]:
        part = next((p for p in found if p.start_us <= moment < p.end_us), None)
        target = expected_wall(wall(moment, zone), comparison)
        if part is not None:
            assert wall(moment - part.shift_us, zone) == target
            assert counterpart(moment, comparison, zone) == moment - part.shift_us
        elif target is not None:
            candidates = {us(target.isoformat(), zone, fold=fold) for fold in (0, 1)}
            assert all(wall(candidate, zone) != target for candidate in candidates)


@given(st.one_of(windows, UNEVEN), st.sampled_from(Comparison), st.sampled_from(ZONES))
def test_parts_ascend_and_with_their_holes_cover_the_window(
    window: tuple[int, int], comparison: Comparison, zone: ZoneInfo
) -> None:
    start, end = window[0], window[0] + window[1]
    found = segments(start, end, comparison, zone)
    spans = [(part.start_us, part.end_us) for part in found] + holes(found, start, end)
    spans.sort()
    assert spans[0][0] == start
    assert spans[-1][1] == end
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert all(begin < past for begin, past in spans)
    assert all(a.end_us < b.start_us or a.shift_us != b.shift_us for a, b in pairwise(found))
