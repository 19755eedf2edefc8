"""Samples: what a point was at a moment, with its quality, as columns of numpy arrays.

Times are microseconds since 1970-01-01 UTC in int64 (`*_us`), the resolution of PostgreSQL's
`timestamptz`; OPC UA's 100 ns ticks are cut to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

Int64Array = NDArray[np.int64]
Float64Array = NDArray[np.float64]
UInt8Array = NDArray[np.uint8]
Int32Array = NDArray[np.int32]
BoolArray = NDArray[np.bool_]

NO_TIME: Final = int(np.iinfo(np.int64).min)
"""The time of a point that has never had a sample."""

STALE_FACTOR: Final = 3.0
"""A value is stale when it is older than this many expected intervals (three missed reports)."""

STALE_FLOOR_US: Final = 10_000_000
"""No value younger than this is called stale: networks have hiccups of some seconds."""


class Quality(IntEnum):
    """Quality class of a sample (OPC UA Part 8, severity bits of the StatusCode)."""

    GOOD = 0
    UNCERTAIN = 1
    BAD = 2
    GAP = 3
    """A marker, not a measurement: from here on there is no data."""


@dataclass(frozen=True, slots=True)
class SampleBatch:
    """Samples of any points, as columns of one length n.

    Attributes:
        key: `PointKey` of each sample, int64[n].
        source_time: When the device measured, µs UTC, int64[n].
        received_time: When we received it, µs UTC, int64[n].
        value: The value in the point's engineering unit, float64[n]; NaN when BAD without value.
        quality: `Quality` of each sample, uint8[n].
    """

    key: Int64Array
    source_time: Int64Array
    received_time: Int64Array
    value: Float64Array
    quality: UInt8Array

    def __post_init__(self) -> None:
        """Refuse columns of unequal length; they would shift values between points."""
        lengths = {
            len(column)
            for column in (
                self.key,
                self.source_time,
                self.received_time,
                self.value,
                self.quality,
            )
        }
        if len(lengths) > 1:
            raise ValueError(f"columns of a batch differ in length: {sorted(lengths)}")

    def __len__(self) -> int:
        return len(self.key)

    @classmethod
    def from_columns(
        cls,
        key: Sequence[int] | Int64Array,
        source_time: Sequence[int] | Int64Array,
        received_time: Sequence[int] | Int64Array | int,
        value: Sequence[float] | Float64Array,
        quality: Sequence[int] | UInt8Array | None = None,
    ) -> Self:
        """Make a batch of sequences; one received time may serve all, quality is else GOOD."""
        n = len(key)
        received = (
            np.full(n, received_time, np.int64)
            if isinstance(received_time, int)
            else np.asarray(received_time, np.int64)
        )
        return cls(
            np.asarray(key, np.int64),
            np.asarray(source_time, np.int64),
            received,
            np.asarray(value, np.float64),
            np.zeros(n, np.uint8) if quality is None else np.asarray(quality, np.uint8),
        )

    @classmethod
    def concatenate(cls, batches: Sequence["SampleBatch"]) -> "SampleBatch":
        """Join batches in the order given; no batches make an empty one."""
        if len(batches) == 1:
            return batches[0]
        if not batches:
            return cls.from_columns([], [], 0, [])
        return cls(
            np.concatenate([batch.key for batch in batches]),
            np.concatenate([batch.source_time for batch in batches]),
            np.concatenate([batch.received_time for batch in batches]),
            np.concatenate([batch.value for batch in batches]),
            np.concatenate([batch.quality for batch in batches]),
        )

    def select(self, rows: BoolArray | Int64Array) -> "SampleBatch":
        """Return the rows of a mask or an index array as a batch of their own."""
        return SampleBatch(
            self.key[rows],
            self.source_time[rows],
            self.received_time[rows],
            self.value[rows],
            self.quality[rows],
        )


@dataclass(frozen=True, slots=True)
class PointStates:
    """The state of some points at one moment, as columns in the order that was asked for.

    Attributes:
        key: The points, int64[n].
        time: Source time of the last sample at or before the moment, `NO_TIME` if none, int64[n].
        received: When that sample was received; equals `time` where history does not keep it.
        value: float64[n], NaN where there is none.
        quality: uint8[n]; BAD where there is none.
    """

    key: Int64Array
    time: Int64Array
    received: Int64Array
    value: Float64Array
    quality: UInt8Array

    def __len__(self) -> int:
        return len(self.key)

    @classmethod
    def unknown(cls, keys: Int64Array) -> Self:
        """Return the states of points of which nothing is known."""
        n = len(keys)
        return cls(
            keys,
            np.full(n, NO_TIME, np.int64),
            np.full(n, NO_TIME, np.int64),
            np.full(n, np.nan),
            np.full(n, Quality.BAD, np.uint8),
        )


def stale_after_us(interval_s: Float64Array | float) -> Int64Array:
    """Return after which age in µs values with these expected intervals (s) count as stale."""
    age = np.asarray(interval_s, np.float64) * STALE_FACTOR * 1e6
    return np.maximum(age, STALE_FLOOR_US).astype(np.int64)


def is_stale(states: PointStates, stale_after: Int64Array, at_us: int) -> BoolArray:
    """Tell which values are too old at a moment to be taken for live.

    Args:
        states: States of n points.
        stale_after: Allowed age of each in µs, int64[n], see `stale_after_us`.
        at_us: The moment, µs UTC.

    Returns:
        bool[n]; True also for points that never had a sample and for gap markers.
    """
    missing = (states.time == NO_TIME) | (states.quality == Quality.GAP)
    age: Int64Array = np.where(missing, 0, at_us - states.time)
    stale: BoolArray = missing | (age > stale_after)
    return stale
