"""The historian: samples over time, one writer and any number of readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from app.domain.points import PointKey
from app.domain.samples import Float64Array, Int64Array, PointStates, SampleBatch
from app.domain.series import SeriesFrame, SeriesStats, Tier

RAW_DAYS: Final = 90
"""Raw samples are kept at least this long; the buckets made of them stay for ever."""


@dataclass(frozen=True, slots=True)
class HistorianHealth:
    """State of the historian for `--check` and the health page.

    Attributes:
        size_bytes: Bytes of all files.
        hot_samples: Samples in the write-ahead head.
        first_time: Time of the oldest sample, µs UTC, `NO_TIME` if none.
        last_time: Time of the newest one.
        notices: What a person should know (a file set aside, an old SQLite), whole sentences.
    """

    size_bytes: int
    hot_samples: int
    first_time: int
    last_time: int
    notices: tuple[str, ...] = ()


class HistorianReader(Protocol):
    """Reading side; any number of processes and threads, never blocks the writer."""

    def latest(self, keys: Int64Array) -> PointStates:
        """Return the last sample of each point."""
        ...

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment (µs UTC)."""
        ...

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        """Return the points' series over [start, end) with at most about `max_points` rows each.

        Without a tier the historian takes the coarsest one that still fills the positions, and
        raw data where it has at most 2 x `max_points` samples. The newest samples that are not
        rolled up yet are included. One sample before the window is included in RAW frames (its
        time lies before `start_us`), so that a step or line enters the window from the left.
        """
        ...

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        """Return statistics of each point over [start, end)."""
        ...

    def health(self) -> HistorianHealth:
        """Return the state of the files."""
        ...

    def close(self) -> None:
        """Release the files."""
        ...


@runtime_checkable
class CityHistory(Protocol):
    """What a reader of files can do for all points of a city at once; others need not."""

    def measured_at(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment that is no gap marker."""
        ...

    def last_values(self, keys: Int64Array, end_us: int, width_us: int, count: int) -> Float64Array:
        """Return the last good or uncertain value of each of some periods.

        Args:
            keys: The points.
            end_us: A moment (µs UTC) in the last period; what came after it does not count.
            width_us: Width of each period, which begins at a multiple of it.
            count: How many periods.

        Returns:
            float64[points, count], NaN where there is none; likewise where samples were dropped.
        """
        ...


class Historian(HistorianReader, Protocol):
    """Writing side: one process, one instance, one thread at a time."""

    def append(self, batch: SampleBatch) -> None:
        """Store a batch; when this returns it is on disk and survives a crash.

        The same (point, source time) again replaces the earlier sample; order does not matter.

        Raises:
            StorageError: The disk is full or the file cannot be written; nothing was stored.
        """
        ...

    def maintain(self, budget_s: float) -> bool:
        """Seal, roll up and compact for at most about `budget_s` seconds; True if more is due."""
        ...

    def drop_raw(self, older_than_days: int = RAW_DAYS) -> list[str]:
        """Remove the samples of months that ended so long ago; their buckets stay for ever.

        Returns:
            The months removed, as `YYYY-MM`.

        Raises:
            StorageError: It cannot be written now; nothing is lost.
        """
        ...
