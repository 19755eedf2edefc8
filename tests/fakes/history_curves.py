"""A historian that makes its curves up: any window, any tier, at once; and what may go wrong."""

import threading
from collections.abc import Callable, Sequence

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Float64Array, Int64Array, PointStates, Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, SeriesStats, Tier, tier_for
from app.services.ports import HistorianHealth

DAY_US = 86_400_000_000


class CurveHistory:
    """Answers as a `HistorianReader` would, from a formula.

    Args:
        shape: Value of a point (key, times in µs) at times; float64 of the same length.
        interval_us: Distance of raw samples.
        first_us: Time of the oldest sample.
        last_us: Time of the newest sample.
    """

    def __init__(
        self,
        shape: Callable[[int, Int64Array], Float64Array],
        *,
        interval_us: int = 60_000_000,
        first_us: int = 0,
        last_us: int = 2**62,
    ) -> None:
        self._shape = shape
        self.interval_us = interval_us
        self.first_us, self.last_us = first_us, last_us
        self.bad: list[tuple[int, int]] = []
        self.gaps: list[tuple[int, int]] = []
        self.error: Exception | None = None
        self.unknown: set[int] = set()
        self.asked: list[tuple[tuple[int, ...], int, int, int, Tier | None]] = []
        self.gate = threading.Event()
        self.gate.set()

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        self.asked.append((tuple(keys), start_us, end_us, max_points, tier))
        self.gate.wait(10)
        if self.error is not None:
            raise self.error
        if tier is None:
            tier = tier_for(end_us - start_us, max_points)
            if (end_us - start_us) // self.interval_us <= 2 * max_points:
                tier = Tier.RAW
        return [self._frame(key, start_us, end_us, tier) for key in keys if key not in self.unknown]

    def _frame(self, key: int, start_us: int, end_us: int, tier: Tier) -> SeriesFrame:
        step = max(TIER_WIDTH_US[tier], self.interval_us)
        if tier is Tier.RAW:
            step = self.interval_us
        first = max(start_us - (step if tier is Tier.RAW else 0), self.first_us)
        time = np.arange(
            -(-first // step) * step, min(end_us, self.last_us + 1), step, dtype=np.int64
        )
        for begin, past in self.gaps:
            time = time[(time < begin) | (time >= past)]
        value = np.asarray(self._shape(key, time), np.float64)
        quality = np.zeros(len(time), np.uint8)
        for begin, past in self.bad:
            quality[(time >= begin) & (time < past)] = Quality.BAD
        is_bad = quality == Quality.BAD
        value = np.where(is_bad, np.nan, value)
        spread = np.zeros(len(time)) if tier is Tier.RAW else self._spread(key, time, tier)
        n = max(step // self.interval_us, 1)
        return SeriesFrame(
            PointKey(key), tier, start_us, end_us, time,
            value - spread, value + spread, value, value,
            np.where(is_bad, 0, n).astype(np.int32), np.where(is_bad, n, 0).astype(np.int32),
            quality,
        )  # fmt: skip

    def _spread(self, key: int, time: Int64Array, tier: Tier) -> Float64Array:
        here = np.asarray(self._shape(key, time), np.float64)
        later = np.asarray(self._shape(key, time + TIER_WIDTH_US[tier] // 2), np.float64)
        spread: Float64Array = np.abs(later - here)
        return spread

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        has_any = self.first_us < end_us
        first = max(self.first_us, start_us) if has_any else NO_TIME
        nan = float("nan")
        return [
            SeriesStats(key, int(has_any), 0, nan, nan, nan, first, self.last_us) for key in keys
        ]

    def latest(self, keys: Int64Array) -> PointStates:
        return PointStates.unknown(keys)

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        return PointStates.unknown(keys)

    def health(self) -> HistorianHealth:
        return HistorianHealth(0, 0, self.first_us, self.last_us)

    def close(self) -> None:
        """Nothing is held."""
