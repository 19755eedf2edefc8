"""A historian that also answers for points whose series are made of others."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock, local
from typing import Final, Protocol, runtime_checkable

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Int64Array, PointStates
from app.domain.series import SeriesFrame, SeriesStats, Tier
from app.services.ports import HistorianHealth, HistorianReader, StorageError

_STATS_POINTS: Final = 100_000
_MOST_LEVELS: Final = 32
"""Series made of series made of series: deeper than this is a cycle somebody overlooked."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one derived point; see `HistorianReader.query`.

    Attributes:
        key: The number of the derived point.
        start_us: Begin of the window, µs UTC.
        end_us: End (exclusive), µs UTC.
        max_points: About how many rows are wanted at most.
        tier: The tier asked for; None lets the series choose as the historian does.
    """

    key: PointKey
    start_us: int
    end_us: int
    max_points: int
    tier: Tier | None = None


class DerivedSeries(Protocol):
    """How one derived point comes to its series."""

    @property
    def inputs(self) -> tuple[PointKey, ...]:
        """The points it is made of; recorded or derived themselves."""
        ...

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
        """Return the series over the window asked for.

        Args:
            reader: Where the inputs are read; it knows derived points too.
            question: What is asked; its key is to be written on the frame.

        Raises:
            DerivedError: It cannot be made; the sentence says why and what to do.
        """
        ...


@runtime_checkable
class Displaced(Protocol):
    """A derived series that shows its input at another time."""

    def begins(self, there_us: int) -> int:
        """Return from which moment on a moment of the input and later ones are shown, µs UTC."""
        ...


class DerivedError(Exception):
    """A derived series cannot be made; the text is a sentence for the person who defined it."""


class _CycleError(DerivedError):
    """A series is made of itself."""


class DerivedHistorian:
    """Fulfils `HistorianReader` for recorded and derived points. Thread-safe.

    A derived series that fails gives no frame; why is kept in `failures`. The rest lives.

    Args:
        reader: The historian of the recorded points; it stays the caller's and is not closed.
    """

    def __init__(self, reader: HistorianReader) -> None:
        self._reader = reader
        self._lock = Lock()
        self._series: dict[PointKey, DerivedSeries] = {}
        self._failures: dict[PointKey, str] = {}
        self._asked = local()

    def define(self, series: Mapping[PointKey, DerivedSeries]) -> None:
        """Take all derived series by their numbers; those not among them are forgotten.

        What is known of a series that stays as it was, is kept.
        """
        with self._lock:
            before, self._series = self._series, dict(series)
            self._failures = {
                key: sentence
                for key, sentence in self._failures.items()
                if key in series and before.get(key) == series[key]
            }

    def failures(self) -> dict[PointKey, str]:
        """Return why derived series could not be made when they were last asked for."""
        with self._lock:
            return dict(self._failures)

    def latest(self, keys: Int64Array) -> PointStates:
        """Return the last sample of each recorded point; derived ones have none."""
        return self._reader.latest(keys)

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each recorded point at a moment; derived ones have none."""
        return self._reader.as_of(keys, time_us)

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        """Return series over [start, end); a derived series that fails is left out."""
        with self._lock:
            derived = {key: self._series[key] for key in keys if key in self._series}
        recorded = [key for key in keys if key not in derived]
        frames: dict[PointKey, SeriesFrame] = {}
        if recorded:
            read = self._reader.query(recorded, start_us, end_us, max_points, tier)
            frames = {frame.key: frame for frame in read}
        for key, series in derived.items():
            made = self._made(series, Question(key, start_us, end_us, max_points, tier))
            if made is not None:
                frames[key] = made
        return [frames[key] for key in keys if key in frames]

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        """Return statistics over [start, end); those of derived points come from their series."""
        with self._lock:
            derived = {key for key in keys if key in self._series}
        recorded = [key for key in keys if key not in derived]
        found = {}
        if recorded:
            found = {s.key: s for s in self._reader.stats(recorded, start_us, end_us)}
        for key in derived:
            for frame in self.query([key], start_us, end_us, _STATS_POINTS):
                found[key] = _stats_of(frame)
        return [found[key] for key in keys if key in found]

    def beginning(self, key: PointKey, before_us: int) -> int:
        """Return since when there is data of a point, µs UTC, `NO_TIME` when there is none.

        A derived point has data from when on all its inputs have. Nothing is computed for it.
        """
        return self._beginning(key, before_us, _MOST_LEVELS)

    def _beginning(self, key: PointKey, before_us: int, levels: int) -> int:
        with self._lock:
            series = self._series.get(key)
        if series is None:
            found = [s.first_time for s in self._reader.stats([key], 0, before_us)]
            return found[0] if found else NO_TIME
        if not levels:
            return NO_TIME
        inputs = [self._beginning(name, before_us, levels - 1) for name in series.inputs]
        if not inputs or NO_TIME in inputs:
            return NO_TIME
        return series.begins(max(inputs)) if isinstance(series, Displaced) else max(inputs)

    def health(self) -> HistorianHealth:
        """Return the state of the files."""
        return self._reader.health()

    def close(self) -> None:
        """Forget what was defined; the reader stays the caller's."""
        self.define({})

    def _made(self, series: DerivedSeries, question: Question) -> SeriesFrame | None:
        """Ask a series; while it is asked, it must not be asked again for its own sake."""
        asked: list[PointKey] = self._asked.__dict__.setdefault("keys", [])
        if question.key in asked:
            raise _CycleError("Diese Kurve hängt von sich selbst ab.")
        asked.append(question.key)
        try:
            return self._told(question.key, series.query(self, question))
        except _CycleError as error:
            if len(asked) > 1:
                raise
            reason = str(error)
        except DerivedError as error:
            reason = str(error)
        except (StorageError, OSError):
            raise  # history itself cannot be read; that is not this series' fault
        except Exception as error:  # noqa: BLE001 - one curve must never take the sheet with it
            _log.warning("a derived series failed", exc_info=error)
            reason = f"Diese Kurve lässt sich nicht berechnen ({type(error).__name__}: {error})."
        finally:
            asked.pop()
        with self._lock:
            if question.key in self._series:
                self._failures[question.key] = reason
        return None

    def _told(self, key: PointKey, frame: SeriesFrame) -> SeriesFrame:
        """Forget why a series failed earlier; it did not now."""
        with self._lock:
            self._failures.pop(key, None)
        return frame


def _stats_of(frame: SeriesFrame) -> SeriesStats:
    is_inside = (frame.time >= frame.start) & (frame.time < frame.end)
    has = is_inside & np.isfinite(frame.mean) & (frame.good > 0)
    count = int(frame.good[has].sum())
    nan = float("nan")
    return SeriesStats(
        frame.key,
        count,
        int(frame.bad[is_inside].sum()),
        float(frame.low[has].min()) if count else nan,
        float(frame.high[has].max()) if count else nan,
        float(np.average(frame.mean[has], weights=frame.good[has])) if count else nan,
        int(frame.time[has][0]) if count else NO_TIME,
        int(frame.time[has][-1]) if count else NO_TIME,
    )
