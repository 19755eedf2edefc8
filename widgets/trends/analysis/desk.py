"""Decides when the visible range is read: soon after a change, seldom while it only drifts."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.services.ports import HistorianReader
from widgets.trends.analysis.readings import Reading, measured, read
from widgets.trends.analysis.worker import Worker
from widgets.trends.model import Trace, Window

DEBOUNCE_MS: Final = 200
"""While a hand moves the window, at most one reading in this time begins."""

_REST: Final = 20
"""While the window only follows the present, a reading rests this many times as long as it took."""

_LONGEST_REST_MS: Final = 300_000

_DRIFT: Final = 0.05
"""A window of the same width that moved by less than this share of it only follows the present."""


class Desk(QObject):
    """Takes what is wanted, the newest of it, and reads it beside the window.

    Signals:
        began: A reading begins, or there turned out to be nothing to read.
        progressed: How much of it is done, 0 to 1.
        arrived: A `Reading`.
        failed: Why there is none.
    """

    began = Signal()
    progressed = Signal(float)
    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: HistorianReader | None = None
        self._worker: Worker | None = None
        self._zone = ZoneInfo("UTC")
        self._wanted: tuple[Window, tuple[Trace, ...]] | None = None
        self._asked: object = None
        self._last: Reading | None = None
        self._is_open = False
        self.now_us: int | None = None
        """The present while the console follows it; windows are cut there. None in the past."""
        self.took_ms = 0
        """How long the last reading took."""
        self._took, self._rested = QElapsedTimer(), QElapsedTimer()
        self.debounce = QTimer(self)
        self.debounce.setSingleShot(True)
        self.debounce.timeout.connect(self._read)

    # --- what is wanted ---------------------------------------------------------------------

    def set_reader(self, reader: HistorianReader) -> None:
        """Read from here; the reader stays the caller's and is not closed."""
        self.close()
        self._reader = reader
        self._worker = Worker("analysis-reader", self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished.connect(self._take)
        self._worker.failed.connect(self.failed)
        self._asked = None
        self._ask()

    def set_zone(self, zone: ZoneInfo) -> None:
        """Take the zone of the city; what was read before belongs to another one."""
        self._zone, self._last = zone, None
        self._ask()

    def want(self, window: Window, traces: Sequence[Trace]) -> None:
        """Have a range read; forecasts and hidden curves are passed over."""
        self._wanted = window, tuple(trace for trace in measured(traces) if trace.is_visible)
        self._ask()

    def set_open(self, *, is_open: bool) -> None:
        """Read while somebody looks; what is wanted meanwhile is read then."""
        self._is_open = is_open
        if is_open:
            self._ask()
        else:
            self.debounce.stop()

    def retry(self) -> None:
        """Read once more."""
        self._asked = None
        self._ask()

    def cancel(self) -> None:
        """Stop reading."""
        if self._worker is not None:
            self._worker.cancel()

    def close(self) -> None:
        """End the thread. May be called twice."""
        self.debounce.stop()
        if self._worker is not None:
            self._worker.close()
            self._worker.deleteLater()
        self._worker = None

    # --- what is so -------------------------------------------------------------------------

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The curves that are wanted."""
        return self._wanted[1] if self._wanted is not None else ()

    @property
    def window(self) -> Window | None:
        """The range wanted, up to the present; None where it lies wholly in the future."""
        if self._wanted is None:
            return None
        window = self._wanted[0]
        end_us = window.end_us if self.now_us is None else min(window.end_us, self.now_us)
        return Window(window.start_us, end_us) if end_us > window.start_us else None

    @property
    def is_idle(self) -> bool:
        """True when nothing is read, and nothing waits to be."""
        return not self.debounce.isActive() and (self._worker is None or self._worker.is_idle)

    # --- reading ----------------------------------------------------------------------------

    def _ask(self) -> None:
        """Begin a reading soon, if there is anything to read that was not read yet."""
        if self._worker is None or self._wanted is None or not self._is_open:
            return
        if self._asked == self._request():
            return
        wait_ms = max(DEBOUNCE_MS, self._rest_ms())
        # A timer that runs is only begun anew where a hand need not wait for one that rests.
        if not self.debounce.isActive() or self.debounce.remainingTime() > wait_ms:
            self.debounce.start(wait_ms)

    def _request(self) -> object:
        """Return what tells a reading from another."""
        if self._wanted is None:
            return None
        curves = tuple((t.point, t.definition, t.of) for t in self._wanted[1])
        return self._wanted[0], curves, self._zone.key

    def _rest_ms(self) -> int:
        """Return how long to wait where the window only follows the present."""
        if self._last is None or self._wanted is None or not self._rested.isValid():
            return 0
        window, old = self._wanted[0], self._last.window
        is_same = [t.point.id for t in self.traces] == [one.id for one in self._last.subjects]
        moved = max(abs(window.start_us - old.start_us), abs(window.end_us - old.end_us))
        if not is_same or moved > _DRIFT * window.span_us:
            return 0
        return max(min(_REST * self.took_ms, _LONGEST_REST_MS) - self._rested.elapsed(), 0)

    def _read(self) -> None:
        window, traces, zone, reader = self.window, self.traces, self._zone, self._reader
        self._asked = self._request()
        self.cancel()
        if self._worker is not None and reader is not None and window is not None and traces:
            self._took.restart()
            self._worker.ask(lambda watch: read(reader, traces, window, zone, watch))
        self.began.emit()

    def _take(self, result: object) -> None:
        self.took_ms = int(self._took.elapsed())
        self._rested.restart()
        if isinstance(result, Reading):
            self._last = result
            self.arrived.emit(result)
        self._ask()
