"""Whatever is drawn, no minimum and no maximum of a bucket is hidden, and no fault."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.samples import Float64Array, Int64Array, Quality
from app.domain.series import TIER_WIDTH_US, Tier
from tests.fakes.trend_frames import bucket_frame, raw_frame
from widgets.trends.curves import Columns, bad_spans, band, columns, parted
from widgets.trends.lanes import bars
from widgets.trends.log_scales import positive_part

MINUTE = 60_000_000
STALE = 3 * MINUTE
TIERS = (Tier.MINUTE, Tier.QUARTER_HOUR, Tier.HOUR)


def series(values: list[float], seed: int) -> tuple[Int64Array, Float64Array]:
    steps = np.random.default_rng(seed).integers(1, 5 * MINUTE, len(values))
    return np.cumsum(steps), np.array(values)


values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300)


@settings(deadline=None, max_examples=60)
@given(values, st.integers(1, 40), st.integers(0, 2**31))
def test_each_pixel_of_a_line_reaches_from_its_smallest_to_its_largest_value(
    numbers: list[float], width: int, seed: int
) -> None:
    """Bucket by bucket, not only over the whole window."""
    time, value = series(numbers, seed)
    start, end = int(time[0]), int(time[-1]) + 1
    line = columns(raw_frame(time, value), start, end, width, STALE)
    pixel_us = (end - start) / width
    drawn = np.floor((line.x - start) / pixel_us)
    given_ = np.floor((time - start) / pixel_us)
    for pixel in np.unique(given_):
        inside = line.y[(drawn >= pixel - 1) & (drawn <= pixel + 1)]
        assert np.nanmin(inside) <= value[given_ == pixel].min()
        assert np.nanmax(inside) >= value[given_ == pixel].max()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1e5)), min_size=1, max_size=200),
    st.integers(1, 60),
    st.sampled_from(TIERS),
    st.integers(0, 2**31),
)
def test_the_band_covers_the_range_of_every_bucket(
    pairs: list[tuple[float, float]], width: int, tier: Tier, seed: int
) -> None:
    """Also beside gaps, and where a hundred buckets share a pixel."""
    step = TIER_WIDTH_US[tier]
    gaps = np.random.default_rng(seed).choice([1, 1, 1, 4], len(pairs))
    time = np.cumsum(gaps) * step
    low = np.array([pair[0] for pair in pairs])
    high = low + np.array([pair[1] for pair in pairs])
    start, end = int(time[0]), int(time[-1]) + step
    drawn = band(bucket_frame(tier, time, low, high), start, end, width, STALE)
    pixel_us = (end - start) / width
    centre = time + step // 2
    for at, bottom, top in zip(centre.tolist(), low.tolist(), high.tolist(), strict=True):
        near = np.abs(drawn.x - at) <= pixel_us
        assert drawn.low[near].min() <= bottom
        assert drawn.high[near].max() >= top


@settings(deadline=None, max_examples=60)
@given(values, st.integers(1, 40), st.integers(0, 2**31))
def test_on_a_logarithmic_axis_no_extreme_above_zero_is_hidden(
    numbers: list[float], width: int, seed: int
) -> None:
    time, value = series(numbers, seed)
    start, end = int(time[0]), int(time[-1]) + 1
    part = positive_part(raw_frame(time, value), start, end)
    above = value[value > 0]
    assert part.hidden == len(value) - len(above)
    line = columns(part.frame, start, end, width, STALE)
    if len(above):
        assert np.nanmin(line.y) == above.min() == part.low
        assert np.nanmax(line.y) == above.max() == part.high


@settings(deadline=None, max_examples=80)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=300), st.integers(1, 30))
def test_a_lane_never_hides_a_fault_and_never_overlaps(codes: list[int], width: int) -> None:
    """State 4 is a fault: each pixel that saw it shows it."""
    time = np.arange(len(codes)) * MINUTE
    end = len(codes) * MINUTE
    frame = raw_frame(time, np.array(codes, float))
    found = bars(frame, 0, end, width, STALE, abnormal={4})
    for one, two in pairwise(zip(found.begin.tolist(), found.end.tolist(), strict=True)):
        assert one[1] <= two[0]
    faults = [at for at, code in zip(time.tolist(), codes, strict=True) if code == 4]
    pixel_us = end / width
    shown = [
        (begin, past)
        for begin, past, code in zip(
            found.begin.tolist(), found.end.tolist(), found.code.tolist(), strict=True
        )
        if code == 4
    ]
    assert bool(faults) == bool(shown)
    for at in faults:
        assert any(begin - pixel_us <= at <= past + pixel_us for begin, past in shown)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=1, max_size=100))
def test_parting_a_line_loses_nothing_of_it(qualities: list[int]) -> None:
    time = np.arange(len(qualities)) * MINUTE
    spans = bad_spans(raw_frame(time, np.ones(len(time)), quality=qualities), MINUTE)
    line = Columns(time.astype(np.float64), np.arange(len(time), dtype=np.float64))
    outside, inside = parted(line, spans)
    seen = np.isfinite(outside.y)
    if len(inside):
        seen = seen | np.isfinite(inside.y)
    assert seen.all()
    is_bad = np.array(qualities) == Quality.BAD
    assert not np.isfinite(outside.y[is_bad]).any()
