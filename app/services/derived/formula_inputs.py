"""What a formula reads: the window in one tier, and what lies far before it in a coarser one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.points import Point, PointKind
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.derived.historian import DerivedError
from app.services.formulas.extents import Extent, hold_us
from app.services.formulas.signals import Signal, joined, signal_of
from app.services.formulas.steps import Value
from app.services.ports import HistorianReader

_ALIGNED_US: Final = TIER_WIDTH_US[Tier.DAY]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The series of some points over [begin, end).

    Attributes:
        points: The points by name.
        near: Their frames in the tier of the window, by name.
        far: Their frames before `cut_us`; empty where `near` reaches back far enough.
        cut_us: From when on `near` counts.
        begin_us: From when on there may be rows.
        end_us: End, exclusive.
    """

    points: Mapping[str, Point]
    near: Mapping[str, SeriesFrame]
    far: Mapping[str, SeriesFrame]
    cut_us: int
    begin_us: int
    end_us: int

    @property
    def has_data(self) -> bool:
        """True when any point has anything inside what was asked for."""
        return any(map(_has_data, (*self.near.values(), *self.far.values())))

    def column(self, name: str, value: Value) -> Signal:
        """Return a point's series as a step function; states by their last value in a bucket."""
        point, frame = self.points[name], self.near[name]
        if point.kind is PointKind.STATE and value is Value.MEAN:
            value = Value.LAST
        fine = signal_of(
            frame,
            value,
            hold_us=hold_us(point, frame.tier),
            begin_us=self.cut_us,
            end_us=self.end_us,
        )
        if not self.far:
            return fine
        before = self.far[name]
        coarse = signal_of(
            before,
            value,
            hold_us=hold_us(point, before.tier),
            begin_us=self.begin_us,
            end_us=self.cut_us,
        )
        if value is Value.LAST and frame.tier is Tier.RAW:
            # Beside samples the last value of a bucket stands where it was measured: at its end.
            width = TIER_WIDTH_US[before.tier]
            coarse = Signal(coarse.time + width, coarse.value, coarse.quality)
        return joined(coarse, fine, self.cut_us)


def read_inputs(
    reader: HistorianReader,
    points: Mapping[str, Point],
    extent: Extent,
    window: tuple[int, int],
    begin_us: int,
) -> Inputs:
    """Read some points.

    Args:
        reader: Where they are read.
        points: The points by name.
        extent: The tiers.
        window: What is shown, whole buckets, µs UTC.
        begin_us: From when on they are needed.

    Raises:
        DerivedError: The reader does not know one of them.
    """
    start, end = window
    near = _margin(points, extent.near)
    if extent.far is extent.near:
        frames = _frames(reader, points, (begin_us - near, end), extent.near)
        return Inputs(points, frames, {}, begin_us, begin_us, end)
    # Where two tiers meet, no bucket is cut; local days begin at other hours, but hold until then.
    width = min(TIER_WIDTH_US[extent.far], _ALIGNED_US)
    cut = (start - near) // width * width
    begin = min(begin_us, cut)
    frames = _frames(reader, points, (cut - near, end), extent.near)
    before = _frames(reader, points, (begin - _margin(points, extent.far), cut), extent.far)
    return Inputs(points, frames, before, cut, begin, end)


def _frames(
    reader: HistorianReader, points: Mapping[str, Point], span: tuple[int, int], tier: Tier
) -> dict[str, SeriesFrame]:
    keys = list(dict.fromkeys(point.key for point in points.values()))
    read = reader.query(keys, *span, _ANY, tier) if keys else []
    by_key = {frame.key: frame for frame in read}
    missing = [point for point in points.values() if point.key not in by_key]
    if missing:
        raise DerivedError(
            f"Für „{missing[0].name.de}“ gibt es keine Werte, die Formel wartet darauf."
        )
    return {name: by_key[point.key] for name, point in points.items()}


_ANY: Final = 1_000
"""How many rows are wanted does not matter where a tier is asked for."""


_SLOW_US: Final = 15 * 60_000_000
"""So far apart samples of a back-filled past may lie that still belong together."""


def _margin(points: Mapping[str, Point], tier: Tier) -> int:
    """Return how far before the first moment a value may lie that still holds."""
    held: Sequence[int] = [hold_us(point, tier) for point in points.values()]
    return max([_SLOW_US, *held]) + 2 * TIER_WIDTH_US[tier]


def _has_data(frame: SeriesFrame) -> bool:
    inside = (frame.time >= frame.start) & (frame.time < frame.end)
    return bool((frame.good[inside] + frame.bad[inside]).any())
