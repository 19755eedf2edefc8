"""Episodes: when an alarm stood, as columns; two of them compared, and figures of one."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from app.domain.samples import NO_TIME, BoolArray, Float64Array, Int64Array

DAY_US: Final = 86_400_000_000

FLOOD_SLOT_US: Final = 600_000_000
FLOOD_ALARMS: Final = 10
"""More raises than this in one slot of ten minutes (UTC) are a flood (EEMUA 191, IEC 62682)."""

CHATTER_US: Final = 300_000_000
"""An alarm that is raised again within five minutes of its own return chatters.

The usual figure, three raises within one minute, cannot be seen in a history of minutes.
"""


@dataclass(frozen=True, slots=True)
class Episodes:
    """When an alarm stood, in order of time and disjoint, as columns of one length n.

    Attributes:
        start_us: When it was raised, µs UTC, int64[n].
        end_us: When it returned; `NO_TIME` while it still stands (the last one only), int64[n].
        value: The measure it was raised with, float64[n].
    """

    start_us: Int64Array
    end_us: Int64Array
    value: Float64Array

    def __len__(self) -> int:
        return len(self.start_us)

    @classmethod
    def none(cls) -> Self:
        """Return no episodes."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))

    def select(self, rows: BoolArray) -> "Episodes":
        """Return the episodes of a mask."""
        return Episodes(self.start_us[rows], self.end_us[rows], self.value[rows])

    def ends_us(self, now_us: int) -> Int64Array:
        """Return the ends, one that is open ends now (µs UTC); never before its begin."""
        ends = np.where(self.end_us == NO_TIME, now_us, self.end_us)
        return np.maximum(ends, self.start_us)

    def within(self, start_us: int, end_us: int) -> "Episodes":
        """Return the episodes that touch [start, end); none is cut."""
        return self.select((self.start_us < end_us) & (self.ends_us(end_us) >= start_us))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an edited rule would have raised against the saved one.

    Two episodes are the same when they overlap: an alarm that comes a minute later is still that
    alarm.

    Attributes:
        same: Which episodes of the edited rule overlap one of the saved rule, bool[edited].
        new: Which do not, bool[edited].
        missed: Which episodes of the saved rule overlap none of the edited one, bool[saved].
    """

    same: BoolArray
    new: BoolArray
    missed: BoolArray


def compare(edited: Episodes, saved: Episodes, now_us: int) -> Comparison:
    """Return which episodes are the same, new and missed; open ones last until now (µs UTC)."""
    same = _overlaps(edited, saved, now_us)
    return Comparison(same, ~same, ~_overlaps(saved, edited, now_us))


def _overlaps(ones: Episodes, others: Episodes, now_us: int) -> BoolArray:
    """Tell which of some episodes overlap any of others."""
    # An episode without length still has its moment.
    ends = np.maximum(ones.ends_us(now_us), ones.start_us + 1)
    other_ends = np.maximum(others.ends_us(now_us), others.start_us + 1)
    begun = np.searchsorted(others.start_us, ends, "left")
    over = np.searchsorted(other_ends, ones.start_us, "right")
    overlaps: BoolArray = begun > over
    return overlaps


@dataclass(frozen=True, slots=True)
class BackTestFigures:
    """What a rule, or a whole set of rules, would have brought over some time.

    Attributes:
        count: How often it was raised.
        per_day: The same for each day of which there is data; NaN without any.
        floods: Slots of ten minutes with more than `FLOOD_ALARMS` raises.
        chatter: Raises within `CHATTER_US` of the return before.
        longest_s: The longest episode in seconds; 0 without any.
        median_s: The median length in seconds; NaN without any.
        standing_s: Seconds it stood in all.
    """

    count: int
    per_day: float
    floods: int
    chatter: int
    longest_s: float
    median_s: float
    standing_s: float


def figures(episodes: Episodes, now_us: int, known_us: int) -> BackTestFigures:
    """Return the figures of one rule.

    Args:
        episodes: When it stood.
        now_us: Until when an open episode is counted, µs UTC.
        known_us: Of how much time there is data, µs.
    """
    return figures_of_all([episodes], now_us, known_us)


def figures_of_all(rules: list[Episodes], now_us: int, known_us: int) -> BackTestFigures:
    """Return the figures of several rules together; floods are those of all of them."""
    starts = np.concatenate([Episodes.none().start_us, *(each.start_us for each in rules)])
    lengths = np.concatenate(
        [np.empty(0), *((each.ends_us(now_us) - each.start_us) / 1e6 for each in rules)]
    )
    count = len(starts)
    return BackTestFigures(
        count,
        count * DAY_US / known_us if known_us > 0 else float("nan"),
        floods(starts),
        sum(chatter(each) for each in rules),
        float(lengths.max(initial=0.0)),
        float(np.median(lengths)) if count else float("nan"),
        float(lengths.sum()),
    )


def floods(starts_us: Int64Array) -> int:
    """Return in how many slots of ten minutes more than `FLOOD_ALARMS` alarms were raised."""
    _, counts = np.unique(starts_us // FLOOD_SLOT_US, return_counts=True)
    return int((counts > FLOOD_ALARMS).sum())


def chatter(episodes: Episodes) -> int:
    """Return how often an alarm was raised again within `CHATTER_US` of its return."""
    # Only the last episode can be open, so every pause has an end and a begin.
    pauses = episodes.start_us[1:] - episodes.end_us[:-1]
    return int((pauses <= CHATTER_US).sum())
