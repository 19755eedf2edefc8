"""What is remembered of each point across connections: its last value, and its open gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import nan
from typing import Any, Final

from app.domain.samples import NO_TIME, Quality, SampleBatch
from connectors.opcua.values import Slot

RECENT_US: Final = 2_000_000
"""A first value younger than this is taken as it is."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A break in a point's record.

    Attributes:
        marker_us: Time of its GAP marker, µs UTC: from here on nothing is known.
        last_us: Source time of the last sample before it, `NO_TIME` if there was none.
        value: That sample's value.
        quality: Its quality.
    """

    marker_us: int
    last_us: int
    value: float
    quality: int


class PointMemory:
    """Last samples and open gaps by point key. Used on the event loop only."""

    def __init__(self) -> None:
        """Remember nothing."""
        self.source_us: dict[int, int] = {}
        self.received_us: dict[int, int] = {}
        self.value: dict[int, float] = {}
        self.quality: dict[int, int] = {}
        self.gaps: dict[int, Gap] = {}

    def note(self, batch: SampleBatch) -> None:
        """Remember a live batch; later rows win."""
        keys = batch.key.tolist()
        self.source_us.update(zip(keys, batch.source_time.tolist(), strict=True))
        self.received_us.update(zip(keys, batch.received_time.tolist(), strict=True))
        self.value.update(zip(keys, batch.value.tolist(), strict=True))
        self.quality.update(zip(keys, batch.quality.tolist(), strict=True))

    def forget(self, keys: Iterable[int]) -> None:
        """Forget points that are no longer served."""
        columns: tuple[dict[int, Any], ...] = (
            self.source_us,
            self.received_us,
            self.value,
            self.quality,
            self.gaps,
        )
        for key in keys:
            for column in columns:
                column.pop(key, None)

    def open_gaps(self, slots: Iterable[Slot], alive_us: int, received_us: int) -> SampleBatch:
        """Mark the loss of a connection and return the markers to store.

        The marker stands where the connection was last known to be alive: a value that was
        reported by exception held until then. It never stands before or on the last sample.
        A point that never had a sample, or whose gap is already open, gets none.

        Args:
            slots: The points that were served.
            alive_us: Last sign of life, in the source's clock, µs UTC.
            received_us: When the loss was noticed, µs UTC.
        """
        keys: list[int] = []
        times: list[int] = []
        for slot in slots:
            last_us = self.source_us.get(slot.key, NO_TIME)
            if last_us == NO_TIME or slot.key in self.gaps:
                continue
            step = slot.resolution_us
            marker_us = max(-(-alive_us // step) * step, last_us + step)
            self.gaps[slot.key] = Gap(
                marker_us,
                last_us,
                self.value.get(slot.key, nan),
                self.quality.get(slot.key, int(Quality.BAD)),
            )
            keys.append(slot.key)
            times.append(marker_us)
        n = len(keys)
        return SampleBatch.from_columns(keys, times, received_us, [nan] * n, [int(Quality.GAP)] * n)

    def close_gaps(self, batch: SampleBatch, steps: Mapping[int, int], now_us: int) -> SampleBatch:
        """End the gaps of points that deliver again, and return the batch with what that takes.

        A server repeats the last value with its old time when we subscribe anew. Such a sample
        lies before the marker and would leave the point in its gap until it changes; but the
        value is known to hold now, so it is stored once more with the present time. Likewise the
        first value ever: it may be days old, and history may hold a gap that we do not know of.

        Args:
            batch: Live samples.
            steps: Resolution (µs) of each point.
            now_us: The present, in the source's clock, µs UTC.
        """
        keys = batch.key.tolist()
        if not self.gaps and self.source_us.keys() >= set(keys):
            return batch
        newest = {
            key: row
            for row, key in enumerate(keys)
            if key in self.gaps or key not in self.source_us
        }
        rows: list[int] = []
        times: list[int] = []
        for key, row in newest.items():
            gap = self.gaps.pop(key, None)
            until_us = now_us - RECENT_US if gap is None else gap.marker_us
            if batch.source_time[row] <= until_us:
                step = steps.get(key, 1)
                rows.append(row)
                times.append(max(-(-now_us // step) * step, until_us + step))
        if not rows:
            return batch
        again = SampleBatch.from_columns(
            batch.key[rows],
            times,
            batch.received_time[rows],
            batch.value[rows],
            batch.quality[rows],
        )
        return SampleBatch.concatenate([batch, again])
