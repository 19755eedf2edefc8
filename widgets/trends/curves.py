"""From a series to what is drawn: columns of minimum and maximum per pixel, gaps, bad spans.

Pure numpy. Times of the result are µs UTC as float64 (exact to 0.25 µs until the year 2255), so
that no seconds are lost on the way to the screen.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.samples import BoolArray, Float64Array, Int64Array, Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from widgets.rhythms import reaches

DENSE: Final = 2
"""Rows per pixel from which on rows are joined to one minimum and maximum per pixel."""

MEAN_PX: Final = 4

_BUCKET_SLACK: Final = 1.5
"""Buckets further apart than this many widths have a hole between them (a day has 23 to 25 h)."""

_HALF_BAD: Final = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """A line to draw: consecutive finite rows are joined, a NaN row lifts the pen.

    Attributes:
        x: Time, µs UTC, float64[n].
        y: Value, float64[n]; NaN between two segments.
    """

    x: Float64Array
    y: Float64Array

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True)
class Band:
    """The span from minimum to maximum, one upright stroke for each pixel column.

    Attributes:
        x: Middle of the column, µs UTC, float64[n].
        low: Lower end, float64[n].
        high: Upper end, float64[n].
    """

    x: Float64Array
    low: Float64Array
    high: Float64Array

    def __len__(self) -> int:
        return len(self.x)


EMPTY_BAND: Final = Band(np.empty(0), np.empty(0), np.empty(0))
EMPTY: Final = Columns(np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that carry a value: centre, low, high, and where a new segment begins."""

    x: Float64Array
    low: Float64Array
    high: Float64Array
    mean: Float64Array
    begins: BoolArray


def columns(
    frame: SeriesFrame, start_us: int, end_us: int, width_px: int, stale_after_us: int
) -> Columns:
    """Return the line of a series over a window: a minimum and a maximum per bucket or pixel.

    Args:
        frame: The series; it may reach beyond the window.
        start_us: Left edge of the window, µs UTC.
        end_us: Right edge.
        width_px: Width of the plot in pixels.
        stale_after_us: Age at which a value of the point is stale; samples further apart than
            this have a gap between them, unless they were recorded in such a rhythm.

    Returns:
        At most about 2 x `DENSE` x `width_px` rows for any number of samples.
    """
    rows = _rows(frame, start_us, end_us, stale_after_us)
    if not len(rows.x) or end_us <= start_us:
        return EMPTY
    pixel_us = (end_us - start_us) / max(width_px, 1)
    if len(rows.x) > DENSE * max(width_px, 1):
        rows = _joined(rows, start_us, pixel_us)
    is_pair = rows.low != rows.high
    if not is_pair.any():
        return _lifted(*_lone_marks(rows, rows.low, pixel_us))
    x = np.repeat(rows.x, 2)
    y = np.empty(2 * len(rows.x))
    y[0::2] = rows.low
    y[1::2] = rows.high
    begins = np.zeros(2 * len(rows.x), np.bool_)
    begins[0::2] = rows.begins
    return _lifted(x, y, begins)


def mean_line(
    frame: SeriesFrame, start_us: int, end_us: int, width_px: int, stale_after_us: int
) -> Columns:
    """Return the line through the means of a rolled-up series; arguments as for `columns`.

    Where several buckets share a pixel the line runs through the means of `MEAN_PX` pixels: a swing
    from pixel to pixel would hide the course, and the extremes are the band's to show.
    """
    rows = _rows(frame, start_us, end_us, stale_after_us)
    if not len(rows.x) or end_us <= start_us:
        return EMPTY
    pixel_us = (end_us - start_us) / max(width_px, 1)
    if len(rows.x) > DENSE * max(width_px, 1):
        rows = _joined(rows, start_us, pixel_us * MEAN_PX, has_mean=True)
    return _lifted(*_lone_marks(rows, rows.mean, pixel_us))


def band(
    frame: SeriesFrame, start_us: int, end_us: int, width_px: int, stale_after_us: int
) -> Band:
    """Return minimum to maximum of a rolled-up series for each pixel; arguments as for `columns`.

    Between two buckets the edges are straight; a bucket that stands alone keeps its own width.
    """
    rows = _rows(frame, start_us, end_us, stale_after_us)
    if not len(rows.x) or end_us <= start_us:
        return EMPTY_BAND
    pixel_us = (end_us - start_us) / max(width_px, 1)
    if len(rows.x) > width_px:
        rows = _joined(rows, start_us, pixel_us)
    x: Float64Array = start_us + (np.arange(width_px, dtype=np.float64) + 0.5) * pixel_us
    after = np.searchsorted(rows.x, x, "left")
    right = np.minimum(after, len(rows.x) - 1)
    left = np.maximum(after - 1, 0)
    half = max(TIER_WIDTH_US[frame.tier], pixel_us) / 2
    is_between = (left < right) & ~rows.begins[right]
    is_own = np.minimum(np.abs(x - rows.x[left]), np.abs(x - rows.x[right])) <= half
    # Beside a gap the nearer bucket is drawn as wide as it is.
    nearer = np.where(np.abs(x - rows.x[left]) <= np.abs(x - rows.x[right]), left, right)
    low: Float64Array = np.where(is_between, np.interp(x, rows.x, rows.low), rows.low[nearer])
    high: Float64Array = np.where(is_between, np.interp(x, rows.x, rows.high), rows.high[nearer])
    shown = is_between | is_own
    # Between the middles of two pixels lies many a bucket's peak: its own pixel reaches to it.
    pixel = np.floor((rows.x - start_us) / pixel_us).astype(np.int64)
    inside = np.flatnonzero((pixel >= 0) & (pixel < width_px))
    if len(inside):
        heads = inside[np.append(True, np.diff(pixel[inside]) > 0)]
        own = pixel[heads]
        parts = np.minimum.reduceat(rows.low[: inside[-1] + 1], heads)
        low[own] = np.where(shown[own], np.minimum(low[own], parts), parts)
        parts = np.maximum.reduceat(rows.high[: inside[-1] + 1], heads)
        high[own] = np.where(shown[own], np.maximum(high[own], parts), parts)
        shown[own] = True
    return Band(x[shown], low[shown], high[shown])


def bad_spans(frame: SeriesFrame, stale_after_us: int) -> Int64Array:
    """Return where quality is BAD, as int64[k, 2] of begin and end in µs UTC, joined and ascending.

    A bucket counts when at least half of its samples are BAD; a raw BAD sample reaches to the next
    sample, but no further than its own staleness.
    """
    if frame.tier is Tier.RAW:
        is_bad = frame.quality == Quality.BAD
    else:
        is_bad = (frame.bad > 0) & (_HALF_BAD * frame.bad >= frame.good + frame.bad)
    return _spans(frame, is_bad, stale_after_us)


def doubtful_spans(frame: SeriesFrame, stale_after_us: int) -> Int64Array:
    """Return where quality is UNCERTAIN at worst; otherwise as `bad_spans`."""
    return _spans(frame, frame.quality == Quality.UNCERTAIN, stale_after_us)


def _spans(frame: SeriesFrame, is_meant: BoolArray, stale_after_us: int) -> Int64Array:
    """Return the spans of the rows that are meant, joined and ascending."""
    if not is_meant.any():
        return np.empty((0, 2), np.int64)
    reach = stale_after_us if frame.tier is Tier.RAW else TIER_WIDTH_US[frame.tier]
    ends = frame.time + reach
    ends[:-1] = np.minimum(ends[:-1], frame.time[1:])
    begins, ends = frame.time[is_meant], ends[is_meant]
    is_first = np.ones(len(begins), np.bool_)
    is_first[1:] = begins[1:] > ends[:-1]
    is_last = np.append(is_first[1:], True)
    return np.stack([begins[is_first], ends[is_last]], axis=1)


def stale_tail(frame: SeriesFrame, now_us: int, stale_after_us: int) -> Columns:
    """Return the line that holds the last value while it was still trusted, if it is stale now.

    The line ends where the value became stale; it never reaches `now_us`.
    """
    good = _has_value(frame)
    if not good.any():
        return EMPTY
    last = int(np.flatnonzero(good)[-1])
    if bool((frame.quality[last + 1 :] == Quality.GAP).any()):
        return EMPTY
    begin = int(frame.time[last]) + TIER_WIDTH_US[frame.tier] // 2
    until = int(frame.time[last]) + max(stale_after_us, TIER_WIDTH_US[frame.tier])
    if now_us <= until:
        return EMPTY
    value = float(frame.last[last])
    return Columns(np.array([begin, until], np.float64), np.array([value, value]))


def parted(line: Columns, spans: Int64Array) -> tuple[Columns, Columns]:
    """Part a line into what lies outside spans and what lies inside; both meet at the edges."""
    if not len(spans) or not len(line):
        return line, EMPTY
    is_inside = np.searchsorted(spans.ravel(), line.x, "right") % 2 == 1
    if not is_inside.any():
        return line, EMPTY
    near = is_inside.copy()
    near[1:] |= is_inside[:-1]
    near[:-1] |= is_inside[1:]
    outside = Columns(line.x, np.where(is_inside, np.nan, line.y))
    return outside, Columns(line.x, np.where(near, line.y, np.nan))


def _has_value(frame: SeriesFrame) -> BoolArray:
    has_value: BoolArray = np.isfinite(frame.low)
    if frame.tier is Tier.RAW:
        has_value &= frame.quality < Quality.BAD
    return has_value


def _rows(frame: SeriesFrame, start_us: int, end_us: int, stale_after_us: int) -> _Rows:
    """Select the rows with values in the window, with one more on either side."""
    width = TIER_WIDTH_US[frame.tier]
    half = width // 2
    first = max(int(np.searchsorted(frame.time, start_us - half, "left")) - 1, 0)
    past = min(int(np.searchsorted(frame.time, end_us - half, "right")) + 1, len(frame))
    part = slice(first, past)
    time, low, high, mean = frame.time[part], frame.low[part], frame.high[part], frame.mean[part]
    has_value = np.isfinite(low)
    if frame.tier is Tier.RAW:
        has_value &= frame.quality[part] < Quality.BAD
    is_parted = not has_value.all()
    if is_parted:  # the usual case is spared four copies
        time, low = time[has_value], low[has_value]
        high, mean = high[has_value], mean[has_value]
    limit = max(stale_after_us, int(width * _BUCKET_SLACK))
    begins = np.zeros(len(time), np.bool_)
    if len(time):
        begins[0] = True
        distance = np.diff(time)
        if len(distance) and distance.max() > limit:
            begins[1:] = distance > reaches(time, limit)[:-1]
    if is_parted:
        # Rows without a value between two rows with one (bad samples, gap markers) part them.
        begins[1:] |= np.diff(np.flatnonzero(has_value)) > 1
    x = time.astype(np.float64)
    if half:
        x += half
    return _Rows(x, low, high, mean, begins)


def _joined(rows: _Rows, start_us: int, pixel_us: float, *, has_mean: bool = False) -> _Rows:
    """Join the rows of each pixel; a gap inside a pixel column stays a gap.

    Args:
        rows: Rows in order of time.
        start_us: Left edge of the window.
        pixel_us: Width of a pixel.
        has_mean: False where nobody looks at the means; then they are any of the pixel.
    """
    at = _pixel_heads(rows, start_us, pixel_us)
    size = np.diff(np.append(at, len(rows.x)))
    pixel = np.floor((rows.x[at] - start_us) / pixel_us)
    return _Rows(
        start_us + (pixel + 0.5) * pixel_us,
        np.minimum.reduceat(rows.low, at),
        np.maximum.reduceat(rows.high, at),
        np.add.reduceat(rows.mean, at) / size if has_mean else rows.mean[at],
        rows.begins[at],
    )


def _pixel_heads(rows: _Rows, start_us: int, pixel_us: float) -> NDArray[np.intp]:
    """Return the rows that begin a pixel or a segment, ascending."""
    heads = rows.begins.copy()
    heads[0] = True
    # Only one row on either side lies outside the window; the others are found by their edges.
    ends = np.floor((rows.x[[0, 1, -2, -1]] - start_us) / pixel_us)
    heads[1] |= ends[1] > ends[0]
    heads[-1] |= ends[3] > ends[2]
    edges = start_us + np.arange(ends[1] + 1, ends[2] + 1) * pixel_us
    heads[1 + np.searchsorted(rows.x[1:-1], edges, "left")] = True
    return np.flatnonzero(heads)


def _lone_marks(
    rows: _Rows, y: Float64Array, pixel_us: float
) -> tuple[Float64Array, Float64Array, BoolArray]:
    """Double the rows that stand alone in their segment to a mark of two pixels."""
    ends = np.append(rows.begins[1:], True)
    is_lone = rows.begins & ends
    if not is_lone.any():
        return rows.x, y, rows.begins
    times: NDArray[np.intp] = np.where(is_lone, 2, 1)
    x = np.repeat(rows.x, times)
    begins = np.repeat(rows.begins, times)
    second = (np.cumsum(times) - 1)[is_lone]
    begins[second] = False
    x[second] += pixel_us
    x[second - 1] -= pixel_us
    return x, np.repeat(y, times), begins


def _lifted(x: Float64Array, y: Float64Array, begins: BoolArray) -> Columns:
    """Put a NaN row before each segment but the first."""
    at = np.flatnonzero(begins)
    at = at[at > 0]
    if not len(at):
        return Columns(x, y)
    return Columns(np.insert(x, at, x[at]), np.insert(y, at, np.nan))
