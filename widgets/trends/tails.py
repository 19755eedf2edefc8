"""Live samples of the points on a trend, kept from the moment on they came without a break."""

from collections.abc import Iterable

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import SampleBatch
from widgets.trends.splices import Tail

_OVERLAP_US = 5_000_000
"""Samples received this long before history was read are kept: it may not have held them yet."""

_EMPTY = Tail(np.empty(0, np.int64), np.empty(0), np.empty(0, np.uint8))


class LiveTails:
    """Collects `CityState.recent` per point; one thread."""

    def __init__(self) -> None:
        self._since: dict[PointKey, int] = {}
        self._batches: dict[PointKey, list[SampleBatch]] = {}
        self._joined: dict[PointKey, Tail] = {}

    def track(self, keys: Iterable[PointKey], now_us: int) -> None:
        """Collect for exactly these points; new ones begin now (µs UTC)."""
        wanted = set(keys)
        for key in set(self._since) - wanted:
            del self._since[key]
            self._batches.pop(key, None)
            self._joined.pop(key, None)
        for key in wanted - set(self._since):
            self._since[key] = now_us

    def begin_anew(self, now_us: int) -> None:
        """Forget everything: states were missed, so samples may be missing."""
        self._batches.clear()
        self._joined.clear()
        self._since = dict.fromkeys(self._since, now_us)

    def take(self, batch: SampleBatch) -> bool:
        """Add samples; True when any of them belongs to a tracked point."""
        if not len(batch) or not self._since:
            return False
        mine = np.isin(batch.key, np.fromiter(self._since, np.int64, len(self._since)))
        if not mine.any():
            return False
        part = batch.select(mine)
        for number in np.unique(part.key).tolist():
            key = PointKey(number)
            self._batches.setdefault(key, []).append(part.select(part.key == number))
            self._joined.pop(key, None)
        return True

    def since(self, key: PointKey) -> int | None:
        """Return from when on no sample of a point is missing here, µs UTC."""
        return self._since.get(key)

    def tail(self, key: PointKey) -> Tail:
        """Return the samples of a point, in order of arrival."""
        if key not in self._batches:
            return _EMPTY
        if key not in self._joined:
            batch = SampleBatch.concatenate(self._batches[key])
            self._batches[key] = [batch]
            self._joined[key] = Tail(batch.source_time, batch.value, batch.quality)
        return self._joined[key]

    def trim(self, key: PointKey, read_us: int) -> None:
        """Drop what history held when it was read at a moment; it need not be kept twice."""
        if key not in self._batches:
            return
        batch = SampleBatch.concatenate(self._batches[key])
        self._batches[key] = [batch.select(batch.received_time >= read_us - _OVERLAP_US)]
        self._joined.pop(key, None)
        self._since[key] = max(self._since.get(key, read_us), read_us - _OVERLAP_US)
