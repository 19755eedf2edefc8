"""Series as step functions of time, and how several of them meet.

A row holds until the next one; where there is no data a row says so (NaN, `Quality.GAP`). So sums
of points with unlike rhythms need no grid, and gaps stay gaps.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.rhythms import reaches
from app.domain.samples import Float64Array, Int64Array, Quality, UInt8Array
from app.domain.series import SeriesFrame, Tier
from app.services.formulas.steps import Value


@dataclass(frozen=True, slots=True)
class Signal:
    """A step function as columns of one length, at least one row.

    Attributes:
        time: From when a row holds, µs UTC, strictly rising.
        value: NaN where there is none.
        quality: `Quality`; GAP where there is no data.
    """

    time: Int64Array
    value: Float64Array
    quality: UInt8Array

    def __len__(self) -> int:
        return len(self.time)

    def ends(self, end_us: int) -> Int64Array:
        """Return until when each row holds, the last one until `end_us`."""
        return np.append(self.time[1:], max(end_us, int(self.time[-1])))


def flat(value: float, begin_us: int) -> Signal:
    """Return a number as a series."""
    quality = Quality.GOOD if np.isfinite(value) else Quality.GAP
    return Signal(np.array([begin_us], np.int64), np.array([value]), np.array([quality], np.uint8))


def signal_of(
    frame: SeriesFrame, value: Value, *, hold_us: int, begin_us: int, end_us: int
) -> Signal:
    """Return a series as a step function.

    Args:
        frame: The series.
        value: Which of its columns.
        hold_us: How long a row holds at most while no other follows, unless rows come in a slower
            rhythm.
        begin_us: From when on the function is asked for.
        end_us: Until when.
    """
    columns = {
        Value.MEAN: frame.mean,
        Value.LOW: frame.low,
        Value.HIGH: frame.high,
        Value.LAST: frame.last,
    }
    time, values, quality = frame.time, columns[value], frame.quality
    # A bucket with some bad samples still has a mean of the others; a bad sample has nothing.
    hidden = quality >= (Quality.BAD if frame.tier is Tier.RAW else Quality.GAP)
    values = np.where(hidden, np.nan, values)
    missing = np.isnan(values) & (quality < Quality.BAD)
    quality = np.where(missing, np.uint8(Quality.GAP), quality)
    following = np.append(time[1:], end_us)
    held = _held(time, hold_us)
    late = (following - time > held) & (quality != Quality.GAP)
    breaks = time[late] + held[late]
    if not len(time) or time[0] > begin_us:
        breaks = np.append(np.int64(begin_us), breaks)
    if not len(breaks):
        return Signal(time, values, quality.astype(np.uint8))
    all_times = np.concatenate([time, breaks])
    all_values = np.concatenate([values, np.full(len(breaks), np.nan)])
    gaps = np.full(len(breaks), Quality.GAP, np.uint8)
    all_quality = np.concatenate([quality.astype(np.uint8), gaps])
    order = np.argsort(all_times, kind="stable")
    return Signal(all_times[order], all_values[order], all_quality[order])


def _held(time: Int64Array, hold_us: int) -> Int64Array:
    """Return how long each row holds: samples in a slow rhythm belong together, as on the plot.

    The last row holds as long as the one before: where the window ends nothing is known to end.
    """
    held = reaches(time, hold_us)
    if len(held) > 1:
        held[-1] = held[-2]
    return held


def joined(coarse: Signal, fine: Signal, cut_us: int) -> Signal:
    """Return one step function up to a moment and another from there on."""
    early = coarse.time < cut_us
    at_cut = at_times(fine, np.array([cut_us], np.int64))
    late = fine.time > cut_us
    return Signal(
        np.concatenate([coarse.time[early], at_cut.time, fine.time[late]]),
        np.concatenate([coarse.value[early], at_cut.value, fine.value[late]]),
        np.concatenate([coarse.quality[early], at_cut.quality, fine.quality[late]]),
    )


def aligned(signals: Sequence[Signal]) -> list[Signal]:
    """Return step functions with rows at the same times: those of all of them."""
    first = signals[0]
    if all(
        signal.time is first.time or np.array_equal(signal.time, first.time) for signal in signals
    ):
        return list(signals)
    time = np.unique(np.concatenate([signal.time for signal in signals]))
    return [at_times(signal, time) for signal in signals]


def at_times(signal: Signal, time: Int64Array) -> Signal:
    """Return what a step function says at other times; before its first row there is a gap."""
    place = np.searchsorted(signal.time, time, "right") - 1
    before = place < 0
    value, quality = signal.value[place], signal.quality[place]
    if before.any():
        value = np.where(before, np.nan, value)
        quality = np.where(before, np.uint8(Quality.GAP), quality).astype(np.uint8)
    return Signal(time, value, quality)
