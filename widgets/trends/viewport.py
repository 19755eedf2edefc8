"""The window onto time: live or pinned, how wide, and the ones looked through before."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MIN_SPAN_US: Final = 1_000_000
MAX_SPAN_US: Final = 10 * 366 * 86_400_000_000
DEFAULT_SPAN_US: Final = 86_400_000_000
_HISTORY: Final = 100


class Mode(StrEnum):
    """Whether the right edge follows the present."""

    LIVE = "live"
    PINNED = "pinned"


@dataclass(frozen=True, slots=True)
class Window:
    """A range of time, µs UTC, start < end."""

    start_us: int
    end_us: int

    @property
    def span_us(self) -> int:
        """Its width in µs."""
        return self.end_us - self.start_us


class Viewport:
    """Which range of time is seen; every change raises `revision`."""

    def __init__(self) -> None:
        self.revision = 0
        self.mode = Mode.LIVE
        self.now_us: int | None = None
        self.ahead_us = 0
        """How far the window may reach beyond the present, as a forecast does."""
        self._span_us = DEFAULT_SPAN_US
        self._end_us: int | None = None
        self._back: list[tuple[Mode, int, int | None]] = []
        self._forward: list[tuple[Mode, int, int | None]] = []

    @property
    def window(self) -> Window | None:
        """The visible range; None while live before the first state came."""
        end_us = self._end_us
        if self.mode is Mode.LIVE and self.now_us is not None:
            # A forecast may fill the right half; what was stays at least as wide.
            end_us = self.now_us + min(self.ahead_us, self._span_us // 2)
        elif self.mode is Mode.LIVE:
            end_us = None
        return None if end_us is None else Window(end_us - self._span_us, end_us)

    @property
    def span_us(self) -> int:
        """Width of the visible range in µs."""
        return self._span_us

    def follow(self, now_us: int) -> None:
        """Take the present; while live the window moves with it."""
        self.now_us = now_us
        if self.mode is Mode.LIVE:
            self._touch()

    def set_live(self) -> None:
        """Follow the present from now on."""
        self._go(Mode.LIVE, self._span_us, None)

    def set_window(self, start_us: int, end_us: int, *, is_remembered: bool = True) -> None:
        """Pin the window to a range; nothing happens for an empty one."""
        if end_us > start_us:
            self._go(Mode.PINNED, end_us - start_us, end_us, is_remembered=is_remembered)

    def set_span(self, span_us: int) -> None:
        """Change the width; the right edge stays, live stays live."""
        self._go(self.mode, span_us, self._end_us)

    def pan(self, fraction: float, *, is_remembered: bool = True) -> None:
        """Move by a fraction of the width; positive is later. Not beyond what there is."""
        window = self.window
        if window is None or (self.mode is Mode.LIVE and fraction >= 0):
            return
        end_us = window.end_us + round(window.span_us * fraction)
        if self.now_us is not None and end_us > self.now_us + self.ahead_us:
            end_us = max(self.now_us + self.ahead_us, min(window.end_us, end_us))
        if end_us != window.end_us:
            self._go(Mode.PINNED, window.span_us, end_us, is_remembered=is_remembered)

    def zoom(
        self, factor: float, anchor_us: int | None = None, *, is_remembered: bool = True
    ) -> None:
        """Multiply the width by a factor; the anchor stays in place, live stays at the present."""
        window = self.window
        if window is None:
            return
        span = bounded(round(window.span_us * factor))
        if self.mode is Mode.LIVE:
            self._go(Mode.LIVE, span, None, is_remembered=is_remembered)
            return
        anchor = window.start_us + window.span_us // 2 if anchor_us is None else anchor_us
        share = (window.end_us - anchor) / window.span_us
        end_us = anchor + round(span * share)
        if self.now_us is not None:
            end_us = min(end_us, max(self.now_us + self.ahead_us, window.end_us))
        self._go(Mode.PINNED, span, end_us, is_remembered=is_remembered)

    def back(self) -> bool:
        """Return to the window before the last change; False when there is none."""
        return self._step(self._back, self._forward)

    def forward(self) -> bool:
        """Undo `back`; False when there is nothing to undo."""
        return self._step(self._forward, self._back)

    @property
    def can_go_back(self) -> bool:
        """True when `back` leads somewhere."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """True when `forward` leads somewhere."""
        return bool(self._forward)

    def remember(self) -> None:
        """Keep the present window for `back`, as at the beginning of a drag."""
        self._back = [*self._back, (self.mode, self._span_us, self._end_us)][-_HISTORY:]
        self._forward = []

    def _go(
        self, mode: Mode, span_us: int, end_us: int | None, *, is_remembered: bool = True
    ) -> None:
        span_us = bounded(span_us)
        if (mode, span_us, end_us) == (self.mode, self._span_us, self._end_us):
            return
        if is_remembered:
            self.remember()
        self.mode, self._span_us, self._end_us = mode, span_us, end_us
        self._touch()

    def _step(
        self,
        source: list[tuple[Mode, int, int | None]],
        target: list[tuple[Mode, int, int | None]],
    ) -> bool:
        if not source:
            return False
        target.append((self.mode, self._span_us, self._end_us))
        self.mode, self._span_us, self._end_us = source.pop()
        self._touch()
        return True

    def _touch(self) -> None:
        self.revision += 1

    def place(self, mode: object, span_us: object, end_us: object) -> None:
        """Take a window that was kept; whatever is no window is passed over."""
        self._span_us = DEFAULT_SPAN_US
        if isinstance(span_us, int) and not isinstance(span_us, bool):
            self._span_us = bounded(span_us)
        self.mode, self._end_us = Mode.LIVE, None
        if mode == Mode.PINNED.value and isinstance(end_us, int):
            self.mode, self._end_us = Mode.PINNED, end_us
        self._back, self._forward = [], []
        self._touch()


def bounded(span_us: int) -> int:
    """Return a width that can be shown."""
    return min(max(span_us, MIN_SPAN_US), MAX_SPAN_US)
