"""How many points a frame may have, steered by how long frames take on this machine.

Software rendering manages about ten million points a second, a graphics card hundreds; nobody
should have to know. The budget is what fits the time of a frame at rest; while the camera moves a
share of it is shown, so that movement stays smooth.
"""

import statistics
from collections import deque
from typing import Final

LOWEST: Final = 300_000
HIGHEST: Final = 10_000_000
REST_S: Final = 0.120
"""Time of a frame that is aimed at while the camera rests."""
MOVING_S: Final = 0.060
"""Time of a frame that is aimed at while it moves."""
SETTLED_S: Final = 0.150
"""So long after the last movement the camera rests."""

_DEAD_BAND: Final = 0.2
"""So far from its aim a time may be before anything changes: noise of a frame is about 10 %."""
_FRAMES: Final = 3
_LARGEST_STEP: Final = 1.5
_SMALLEST_STEP: Final = 0.5
_FULL: Final = 0.7
"""Share of the budget that must have been drawn for a quick frame to say anything."""
_SHARES: Final = (0.3, 0.5)
_SHARE_STEP: Final = 0.05


class BudgetGovernor:
    """Steers the budget of points by measured frames; times are seconds of one steady clock."""

    def __init__(self, start: int = 1_000_000, low: int = LOWEST, high: int = HIGHEST) -> None:
        """Begin with a budget and its bounds."""
        self._low, self._high = low, high
        self._full = min(high, max(low, start))
        self._share = _SHARES[1]
        self._moved_s = float("-inf")
        self._resting: deque[tuple[float, int]] = deque(maxlen=_FRAMES)
        self._moving: deque[tuple[float, int]] = deque(maxlen=_FRAMES)

    @property
    def full(self) -> int:
        """Points a frame may have while the camera rests."""
        return self._full

    def budget(self, now_s: float) -> int:
        """Return how many points a frame may have now."""
        if self.is_moving(now_s):
            return int(self._full * self._share)
        return self._full

    def is_moving(self, now_s: float) -> bool:
        """Return whether the camera counts as moving."""
        return now_s - self._moved_s < SETTLED_S

    def settles_in(self, now_s: float) -> float | None:
        """Return the seconds until the full budget is due; None when it is already."""
        return SETTLED_S - (now_s - self._moved_s) if self.is_moving(now_s) else None

    def camera_moved(self, now_s: float) -> None:
        """Take note that the camera moved."""
        self._moved_s = now_s

    def frame_drawn(self, seconds: float, points: int, now_s: float) -> None:
        """Learn from a frame.

        Args:
            seconds: How long it took to draw.
            points: How many points it had.
            now_s: When it was ready.
        """
        moving = self.is_moving(now_s)
        frames = self._moving if moving else self._resting
        frames.append((seconds, points))
        if len(frames) < _FRAMES:
            return
        ratio = statistics.median(frame[0] for frame in frames) / (MOVING_S if moving else REST_S)
        if abs(ratio - 1.0) <= _DEAD_BAND:
            return
        drawn = statistics.median(frame[1] for frame in frames)
        if ratio < 1.0 and drawn < self.budget(now_s) * _FULL:
            return
        if not moving:
            self._steer(ratio)
        elif not self._shared(ratio) and ratio > 1.0:
            # The smallest share is still too slow; quick movement says nothing of frames at rest.
            self._steer(ratio)

    def _shared(self, ratio: float) -> bool:
        """Change the share of moving frames; return whether that was possible."""
        step = -_SHARE_STEP if ratio > 1.0 else _SHARE_STEP
        share = round(min(_SHARES[1], max(_SHARES[0], self._share + step)), 2)
        if share == self._share:
            return False
        self._share = share
        self._forget()
        return True

    def _steer(self, ratio: float) -> None:
        factor = min(_LARGEST_STEP, max(_SMALLEST_STEP, 1.0 / max(ratio, 1e-6)))
        self._full = min(self._high, max(self._low, int(self._full * factor)))
        self._forget()

    def _forget(self) -> None:
        self._resting.clear()
        self._moving.clear()
