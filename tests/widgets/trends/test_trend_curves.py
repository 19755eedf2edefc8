"""Series become columns that keep every extreme, every gap and every bad stretch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from app.domain.points import PointKey
from app.domain.samples import Quality
from app.domain.series import SeriesFrame, Tier
from widgets.trends.curves import bad_spans, band, columns, mean_line, stale_tail

SECOND = 1_000_000
MINUTE = 60 * SECOND
STALE = 3 * MINUTE


def frame_of(
    time: ArrayLike,
    value: ArrayLike,
    *,
    tier: Tier = Tier.RAW,
    quality: ArrayLike | None = None,
    spread: float = 0.0,
    bad: ArrayLike | None = None,
) -> SeriesFrame:
    time = np.asarray(time, np.int64)
    value = np.asarray(value, np.float64)
    n = len(time)
    quality = np.zeros(n, np.uint8) if quality is None else np.asarray(quality, np.uint8)
    bad = np.zeros(n, np.int32) if bad is None else np.asarray(bad, np.int32)
    good = np.where(np.isnan(value), 0, 1).astype(np.int32)
    end = int(time[-1]) + 1 if n else 1
    return SeriesFrame(
        PointKey(1), tier, int(time[0]) if n else 0, end, time,
        value - spread, value + spread, value, value, good, bad, quality,
    )  # fmt: skip


def test_few_samples_are_drawn_as_they_are() -> None:
    frame = frame_of(np.arange(5) * MINUTE, [1, 2, 3, 4, 5])
    line = columns(frame, 0, 5 * MINUTE, 1000, STALE)
    assert line.x.tolist() == [0, MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * MINUTE]
    assert line.y.tolist() == [1, 2, 3, 4, 5]


def test_a_year_of_seconds_needs_no_more_rows_than_pixels_allow_and_loses_no_spike() -> None:
    """3 million samples with one spike: the spike is drawn, the line stays short."""
    value = np.sin(np.arange(3_000_000) / 1e4)
    value[1_234_567] = 99.0
    frame = frame_of(np.arange(3_000_000) * SECOND, value)
    line = columns(frame, 0, 3_000_000 * SECOND, 1500, 10 * SECOND)
    assert len(line) <= 2 * 1500 + 4
    assert np.nanmax(line.y) == 99.0
    assert np.nanmin(line.y) == value.min()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300),
    st.integers(1, 40),
    st.integers(0, 2**31),
)
def test_extremes_survive_any_reduction(values: list[float], width: int, seed: int) -> None:
    steps = np.random.default_rng(seed).integers(1, 5 * MINUTE, len(values))
    time = np.cumsum(steps)
    frame = frame_of(time, values)
    line = columns(frame, int(time[0]), int(time[-1]) + 1, width, STALE)
    assert np.nanmax(line.y) == max(values)
    assert np.nanmin(line.y) == min(values)
    assert np.isfinite(line.x).all()


def test_silence_longer_than_the_staleness_is_a_gap() -> None:
    frame = frame_of([0, MINUTE, 20 * MINUTE, 21 * MINUTE], [1, 1, 2, 2])
    line = columns(frame, 0, 22 * MINUTE, 1000, STALE)
    assert np.isnan(line.y).tolist() == [False, False, True, False, False]


def test_a_gap_marker_and_a_bad_sample_part_the_line() -> None:
    for quality in (Quality.GAP, Quality.BAD):
        frame = frame_of(
            np.arange(5) * MINUTE, [1, 1, np.nan, 2, 2], quality=[0, 0, int(quality), 0, 0]
        )
        line = columns(frame, 0, 5 * MINUTE, 1000, 10 * MINUTE)
        assert np.isnan(line.y).sum() == 1


def test_a_gap_inside_one_pixel_does_not_join_what_lies_around_it() -> None:
    """Reduced columns keep the break although both sides fall into neighbouring pixels."""
    time = np.concatenate([np.arange(1000), 2000 + np.arange(1000)]) * SECOND
    frame = frame_of(time, np.ones(2000))
    line = columns(frame, 0, 3000 * SECOND, 30, 10 * SECOND)
    assert np.isnan(line.y).sum() == 1


def test_a_lone_sample_leaves_a_mark() -> None:
    frame = frame_of([0, 30 * MINUTE, 60 * MINUTE], [1, 2, 3])
    line = columns(frame, 0, 60 * MINUTE, 100, STALE)
    seen = np.isfinite(line.y)
    assert seen.sum() == 6
    assert line.x[1] > line.x[0]


def test_buckets_show_minimum_and_maximum() -> None:
    frame = frame_of(np.arange(3) * MINUTE, [10, 11, 12], tier=Tier.MINUTE, spread=2)
    line = columns(frame, 0, 3 * MINUTE, 1000, STALE)
    assert line.y.tolist() == [8, 12, 9, 13, 10, 14]
    assert line.x[0] == MINUTE / 2
    assert mean_line(frame, 0, 3 * MINUTE, 1000, STALE).y.tolist() == [10, 11, 12]


def test_the_band_has_a_stroke_for_each_pixel_but_none_in_a_gap() -> None:
    time = np.array([0, 1, 2, 20, 21, 22]) * MINUTE
    frame = frame_of(time, [1, 1, 1, 5, 5, 5], tier=Tier.MINUTE, spread=1)
    found = band(frame, 0, 23 * MINUTE, 230, STALE)
    assert not ((found.x > 3.1 * MINUTE) & (found.x < 19.9 * MINUTE)).any()
    inside = found.x < 3 * MINUTE
    assert inside.sum() == 30
    assert (found.low[inside] == 0).all()
    assert (found.high[~inside] == 6).all()


def test_bad_samples_are_a_span_up_to_the_next_sample() -> None:
    frame = frame_of(
        np.arange(6) * MINUTE, [1, np.nan, np.nan, 1, 1, np.nan], quality=[0, 2, 2, 0, 0, 2]
    )
    assert bad_spans(frame, STALE).tolist() == [
        [MINUTE, 3 * MINUTE],
        [5 * MINUTE, 5 * MINUTE + STALE],
    ]


def test_a_bucket_is_bad_when_half_of_it_is() -> None:
    frame = frame_of(np.arange(3) * MINUTE, [1, 1, 1], tier=Tier.MINUTE, bad=[0, 1, 3])
    assert bad_spans(frame, STALE).tolist() == [[MINUTE, 3 * MINUTE]]


def test_the_tail_of_a_silent_point_ends_where_it_became_stale_and_never_at_now() -> None:
    frame = frame_of([0, MINUTE], [1, 7])
    assert not len(stale_tail(frame, MINUTE + STALE, STALE))
    tail = stale_tail(frame, 60 * MINUTE, STALE)
    assert tail.x.tolist() == [MINUTE, MINUTE + STALE]
    assert tail.y.tolist() == [7, 7]


def test_after_a_gap_marker_no_value_is_held() -> None:
    frame = frame_of([0, MINUTE], [1, np.nan], quality=[0, int(Quality.GAP)])
    assert not len(stale_tail(frame, 60 * MINUTE, STALE))


def test_an_empty_series_and_an_empty_window_draw_nothing() -> None:
    frame = frame_of([], [])
    assert not len(columns(frame, 0, 10, 10, STALE))
    assert not len(band(frame, 0, 10, 10, STALE))
    assert not len(bad_spans(frame, STALE))
    assert not len(columns(frame_of([0], [1]), 5, 5, 10, STALE))
