"""Frames already read: which part of a window they cover, and the best picture they give of it."""

from collections import OrderedDict
from dataclasses import dataclass
from math import log2
from typing import Final

from app.domain.points import PointKey
from app.domain.series import SeriesFrame, Tier
from widgets.trends.model import Window
from widgets.trends.splices import is_covered, spliced

MAX_ROWS: Final = 1_000_000
"""Rows kept in all; about 60 MB."""

FRESH_US: Final = 60_000_000
"""A frame older than this is read again: history is still filled and corrected behind us."""

_STEPS_PER_OCTAVE: Final = 8


@dataclass(frozen=True, slots=True)
class _Held:
    frame: SeriesFrame
    read_us: int
    is_whole: bool = False

    @property
    def covers(self) -> tuple[int, int]:
        """The part of its span that was already past when it was read."""
        end = self.frame.end
        return self.frame.start, end if self.is_whole else min(end, self.read_us)


class FrameCache:
    """Frames by point and tier; the least recently used ones leave first. One thread."""

    def __init__(self, max_rows: int = MAX_ROWS) -> None:
        self._max_rows = max_rows
        self._rows = 0
        self._held: OrderedDict[tuple[PointKey, Tier], list[_Held]] = OrderedDict()
        self._tiers: dict[tuple[PointKey, int], Tier] = {}
        self._drawn: dict[PointKey, Tier] = {}
        self._joined: dict[PointKey, tuple[list[SeriesFrame], SeriesFrame | None]] = {}

    def put(self, frame: SeriesFrame, read_us: int, *, is_whole: bool = False) -> None:
        """Keep a frame; older ones it mostly covers leave.

        Args:
            frame: As the historian gave it.
            read_us: The present when it was asked for, µs UTC.
            is_whole: True when nothing is still to come in what lies beyond the present, as in
                a comparison with the past.
        """
        entry = self._held.setdefault((frame.key, frame.tier), [])
        for held in list(entry):
            overlap = min(held.frame.end, frame.end) - max(held.frame.start, frame.start)
            if 2 * overlap >= held.frame.end - held.frame.start:
                entry.remove(held)
                self._rows -= len(held.frame)
        entry.append(_Held(frame, read_us, is_whole))
        self._rows += len(frame)
        self._held.move_to_end((frame.key, frame.tier))
        self._evict((frame.key, frame.tier))

    def settle(self, key: PointKey, window: Window, max_points: int, tier: Tier) -> None:
        """Remember which tier the historian chose for a window of this width."""
        self._tiers[key, _resolution(window, max_points)] = tier

    def tier(self, key: PointKey, window: Window, max_points: int) -> Tier | None:
        """Return the tier the historian chose for a window of this width, None if never asked."""
        here = _resolution(window, max_points)
        # A label more on an axis makes the plot a few pixels narrower: that is the same width.
        near = (self._tiers.get((key, here + step)) for step in (0, 1, -1))
        return next((tier for tier in near if tier is not None), None)

    def is_covering(
        self,
        key: PointKey,
        window: Window,
        max_points: int,
        now_us: int,
        tail_since_us: int | None = None,
        *,
        until_us: int | None = None,
        fresh_us: int = FRESH_US,
    ) -> bool:
        """Tell whether a window can be drawn from here, fresh and in the tier it deserves.

        Args:
            key: The point.
            window: The range to draw.
            max_points: Width of the plot in pixels.
            now_us: The present.
            tail_since_us: From when on live samples are at hand; None when there are none.
            until_us: Nothing is to be had from then on; None for the present.
            fresh_us: How long what was read holds.
        """
        tier = self.tier(key, window, max_points)
        if tier is None:
            return False
        spans = [
            held.covers
            for held in self._held.get((key, tier), [])
            if now_us - held.read_us < fresh_us
        ]
        if tail_since_us is not None:
            spans.append((tail_since_us, window.end_us))
        end_us = min(window.end_us, now_us if until_us is None else until_us)
        return is_covered(spans, window.start_us, end_us)

    def read_us(self, key: PointKey) -> int | None:
        """Return when a point was read last, µs UTC; None when it never was."""
        kept = [held.read_us for (name, _), entry in self._held.items() if name == key
                for held in entry]  # fmt: skip
        return max(kept, default=None)

    def start_us(self, key: PointKey) -> int | None:
        """Return from when on a point is held, µs UTC; None when it is not."""
        kept = [h.frame.start for (name, _), entry in self._held.items() if name == key
                for h in entry]  # fmt: skip
        return min(kept, default=None)

    def best(self, key: PointKey, window: Window, max_points: int) -> SeriesFrame | None:
        """Return the best series at hand for a window, from frames in and beside it.

        While the right tier is still being read, the one drawn last serves.
        """
        wanted = self.tier(key, window, max_points)
        order = [wanted, self._drawn.get(key), *Tier]
        for tier in order:
            held = self._held.get((key, tier)) if tier is not None else None
            near = [item for item in held or [] if _is_near(item.frame, window)]
            touching = any(_overlap(item.frame, window) > 0 for item in near)
            if tier is not None and (touching or (near and tier is wanted)):
                self._drawn[key] = tier
                self._held.move_to_end((key, tier))
                return self._spliced(key, [item.frame for item in near])
        return None

    def _spliced(self, key: PointKey, frames: list[SeriesFrame]) -> SeriesFrame | None:
        """Splice frames, unless the same ones were spliced the last time."""
        known = self._joined.get(key)
        if known is not None and [*map(id, known[0])] == [*map(id, frames)]:
            return known[1]
        joint = spliced(frames)
        self._joined[key] = (frames, joint)
        return joint

    def forget(self, key: PointKey) -> None:
        """Forget everything about a point; its series is another one now."""
        for name in [name for name in self._held if name[0] == key]:
            self._rows -= sum(len(held.frame) for held in self._held.pop(name))
        for width in [width for width in self._tiers if width[0] == key]:
            del self._tiers[width]
        self._drawn.pop(key, None)
        self._joined.pop(key, None)

    def expire(self) -> None:
        """Have everything read again; what is here still serves until then."""
        for entry in self._held.values():
            entry[:] = [_Held(held.frame, held.read_us - FRESH_US, held.is_whole) for held in entry]

    def clear(self) -> None:
        """Forget everything."""
        self._held.clear()
        self._tiers.clear()
        self._drawn.clear()
        self._joined.clear()
        self._rows = 0

    @property
    def rows(self) -> int:
        """Rows held in all."""
        return self._rows

    def _evict(self, kept: tuple[PointKey, Tier]) -> None:
        while self._rows > self._max_rows:
            name = next(iter(self._held))
            entry = self._held[name]
            if name == kept and len(entry) == 1:
                return
            self._rows -= len(entry.pop(0).frame)
            self._joined.pop(name[0], None)
            if not entry:
                del self._held[name]


def _resolution(window: Window, max_points: int) -> int:
    return round(log2(max(window.span_us, 1) / max(max_points, 1)) * _STEPS_PER_OCTAVE)


def _overlap(frame: SeriesFrame, window: Window) -> int:
    return min(frame.end, window.end_us) - max(frame.start, window.start_us)


def _is_near(frame: SeriesFrame, window: Window) -> bool:
    return _overlap(frame, window) > -window.span_us
