"""In which steps a table is written: as drawn, rolled up, or sample by sample."""

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.local_times import at_local, to_us
from app.domain.series import TIER_WIDTH_US, Tier

_DAY_US: Final = 86_400_000_000

_SLICE_US: Final = {
    Tier.RAW: _DAY_US,
    Tier.MINUTE: 30 * _DAY_US,
    Tier.QUARTER_HOUR: 360 * _DAY_US,
    Tier.HOUR: 3_600 * _DAY_US,
    Tier.DAY: 36_000 * _DAY_US,
}
"""How much is read at once: enough to be quick, little enough to be stopped at any time."""


class Raster(Enum):
    """The steps of a table; the value is the tier that is read, None for what is drawn."""

    DRAWN = None
    MINUTE = Tier.MINUTE
    QUARTER_HOUR = Tier.QUARTER_HOUR
    HOUR = Tier.HOUR
    DAY = Tier.DAY
    RAW = Tier.RAW


class Form(Enum):
    """How a table is laid out."""

    LONG = "long"
    """One row for each value, with minimum, mean, maximum, counts and quality."""
    WIDE = "wide"
    """One row for each time, one column of values and one of quality for each curve."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the window, [start, end) in µs UTC, that is read at once."""

    start_us: int
    end_us: int


def first_begin(start_us: int, tier: Tier, zone: ZoneInfo) -> int:
    """Return where the bucket begins that a window begins in; the window itself for raw values."""
    if tier is Tier.RAW:
        return start_us
    if tier is Tier.DAY:
        local = at_local(start_us, zone)
        return to_us(local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0))
    return start_us - start_us % TIER_WIDTH_US[tier]


def slices(start_us: int, end_us: int, tier: Tier, zone: ZoneInfo) -> list[Slice]:
    """Return the parts of a window in which a tier is read; they share no bucket."""
    begin = first_begin(start_us, tier, zone)
    edges = [begin]
    while (following := edges[-1] + _SLICE_US[tier]) < end_us:
        edges.append(first_begin(following, tier, zone))
    edges.append(max(end_us, begin))
    return [Slice(a, b) for a, b in pairwise(edges) if a < b]


def bucket_count(start_us: int, end_us: int, tier: Tier) -> int:
    """Return how many buckets of a tier touch a window, at most; nothing for raw values."""
    width = TIER_WIDTH_US[tier]
    return -(-(end_us - start_us) // width) + 1 if width else 0
