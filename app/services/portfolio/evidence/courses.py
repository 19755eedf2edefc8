"""Hours and days of points that were read before, so that of a year only the newest are read again.

What lies two days back does not change any more, but for what a source delivers late; therefore all
is read anew once a day.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np

from app.domain.points import PointKey
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.ports import HistorianReader

MOST_ROWS: Final = 2_000_000
"""So many buckets are kept, about 100 MB."""

TOGETHER: Final = 16
"""So many points are read at once."""

_POSITIONS: Final = 1_000_000
"""More buckets than a window ever has; a tier is always named."""

_AGAIN_US: Final = 2 * TIER_WIDTH_US[Tier.DAY]
_HOLDS_US: Final = TIER_WIDTH_US[Tier.DAY]


@dataclass(frozen=True, slots=True)
class _Known:
    """A course that was read.

    Attributes:
        frame: The course.
        start: From when on it is known, µs UTC.
        end: Until when (exclusive).
        read_us: Where its end was when all of it was read.
    """

    frame: SeriesFrame
    start: int
    end: int
    read_us: int

    def has(self, start: int, end: int) -> bool:
        """Tell whether it holds from a moment on, as seen from the end of a window."""
        return self.start <= start and end - self.read_us < _HOLDS_US


class Courses:
    """Reads courses of points by hours or days. Thread-safe.

    Args:
        history: Reads the history; fit for any thread.
        most_rows: So many buckets are kept.
    """

    def __init__(self, history: HistorianReader, most_rows: int = MOST_ROWS) -> None:
        self._history, self._most_rows = history, most_rows
        self._known: OrderedDict[tuple[PointKey, Tier], _Known] = OrderedDict()
        self._rows = 0
        self._lock = Lock()

    def read(self, keys: Sequence[PointKey], tier: Tier, start: int, end: int) -> list[SeriesFrame]:
        """Return the courses of points over a window or more, in order.

        Args:
            keys: The points, `TOGETHER` of them at most.
            tier: Hours or days.
            start: Begin, µs UTC.
            end: End (exclusive), not after the present hour.
        """
        with self._lock:
            known = {key: self._known.get((key, tier)) for key in keys}
        wanted: dict[tuple[int, int], list[PointKey]] = {}
        found: dict[PointKey, SeriesFrame] = {}
        for key, one in known.items():
            if one is None or not one.has(start, end):
                wanted.setdefault((start, end), []).append(key)
            elif one.end < end:
                wanted.setdefault((max(one.end - _AGAIN_US, one.start), end), []).append(key)
            else:
                found[key] = one.frame
        for (begin, stop), some in wanted.items():
            for frame in self._history.query(some, begin, stop, _POSITIONS, tier):
                whole = self._joined(known[frame.key], frame, start, stop)
                self._keep((frame.key, tier), whole)
                found[frame.key] = whole.frame
        return [found[key] for key in keys]

    def _joined(self, one: _Known | None, frame: SeriesFrame, start: int, end: int) -> _Known:
        if one is None or not one.has(start, end):
            return _Known(frame, start, end, end)
        cut = int(frame.time[0]) if len(frame) else frame.start
        before = one.frame.select(one.frame.time < cut)
        both = (before, frame)
        whole = SeriesFrame(
            frame.key,
            frame.tier,
            one.start,
            end,
            time=np.concatenate([part.time for part in both]),
            low=np.concatenate([part.low for part in both]),
            high=np.concatenate([part.high for part in both]),
            mean=np.concatenate([part.mean for part in both]),
            last=np.concatenate([part.last for part in both]),
            good=np.concatenate([part.good for part in both]),
            bad=np.concatenate([part.bad for part in both]),
            quality=np.concatenate([part.quality for part in both]),
        )
        return _Known(whole, one.start, end, one.read_us)

    def _keep(self, key: tuple[PointKey, Tier], one: _Known) -> None:
        with self._lock:
            before = self._known.pop(key, None)
            self._rows -= 0 if before is None else len(before.frame)
            self._known[key] = one
            self._rows += len(one.frame)
            while self._rows > self._most_rows and len(self._known) > 1:
                _, gone = self._known.popitem(last=False)
                self._rows -= len(gone.frame)
