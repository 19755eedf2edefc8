"""How much is read for a formula: which tier, from when on, and what is shown of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.points import Point
from app.domain.samples import stale_after_us
from app.domain.series import TIER_WIDTH_US, Tier, tier_for

MOST_ROWS: Final = 200_000
"""Rows that are read for one formula, all points together, unless more are asked for."""

TOO_MANY_ROWS: Final = 20 * MOST_ROWS

RAW_SPAN_US: Final = 31 * 86_400_000_000
"""Samples of longer windows are not read one by one: many may be gone, only buckets stay."""

_LONG_DAY_US: Final = 25 * 3_600_000_000


@dataclass(frozen=True, slots=True)
class Extent:
    """What is read and what is shown.

    Attributes:
        near: The tier that is read for the window.
        far: The tier for what lies before it, where a function looks far back; never finer.
        shown: The tier of the result.
        rows: About how many rows are read.
    """

    near: Tier
    far: Tier
    shown: Tier
    rows: int


def extent_of(
    points: Sequence[Point],
    window: tuple[int, int],
    reach_us: int,
    max_points: int,
    tier: Tier | None,
) -> Extent:
    """Return what is read for a window.

    Args:
        points: The inputs.
        window: What is asked for, µs UTC.
        reach_us: How far before it inputs are needed.
        max_points: About how many rows are wanted.
        tier: The tier wanted; None chooses.
    """
    span = window[1] - window[0]
    coarse = tier_for(span, max_points)
    if not points:
        near = far = max(coarse, Tier.MINUTE) if tier is None else tier
        return Extent(near, far, near, 0)
    near = _lightest(points, span, tier)
    far = max(_lightest(points, span + reach_us, tier), near)
    rows = rows_of(points, span, near) + rows_of(points, reach_us, far)
    if tier is not None:
        return Extent(near, far, tier, rows)
    is_sparse = near is Tier.RAW and rows_of(points, span, near) <= 2 * max_points
    return Extent(near, far, near if is_sparse else max(coarse, near), rows)


def _lightest(points: Sequence[Point], span_us: int, tier: Tier | None) -> Tier:
    """Return the finest tier of which a span has few enough rows; none coarser than asked for."""
    return next(t for t in Tier if t is Tier.DAY or t is tier or _is_light(points, span_us, t))


def _is_light(points: Sequence[Point], span_us: int, tier: Tier) -> bool:
    if tier is Tier.RAW and span_us > RAW_SPAN_US:
        return False
    return rows_of(points, span_us, tier) <= MOST_ROWS


def rows_of(points: Sequence[Point], span_us: int, tier: Tier) -> int:
    """Return about how many rows of a tier some points have in a span."""
    if tier is Tier.RAW:
        return sum(int(span_us / max(point.interval_s * 1e6, 1.0)) for point in points)
    return len(points) * (span_us // TIER_WIDTH_US[tier])


def hold_us(point: Point, tier: Tier) -> int:
    """Return how long a row of a point holds while no other follows."""
    stale = int(stale_after_us(point.interval_s))
    return max(stale, _LONG_DAY_US if tier is Tier.DAY else TIER_WIDTH_US[tier])
