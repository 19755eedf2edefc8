"""Reading history beside the window: two worker threads, the newest request wins.

Results arrive on the thread the feed lives on (the GUI's). What is asked for while something older
still waits replaces it; neighbouring windows are read ahead when nothing else is to do.
"""

import logging
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.points import PointKey
from app.domain.samples import NO_TIME
from app.domain.series import SeriesFrame, Tier
from app.services.derived.historian import DerivedHistorian
from app.services.ports import StorageError
from widgets.trends.model import Window

DEBOUNCE_MS: Final = 30
"""While a hand moves the window, at most one request in this time goes out."""

_WORKERS: Final = 2
_JOIN_S: Final = 10.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """Something to read.

    Attributes:
        keys: The points.
        window: The range, µs UTC.
        max_points: Width of the plot in pixels.
        now_us: The present when it was asked.
        tier: A tier that must be; None lets the historian choose.
        is_ahead: True when it is read ahead and nobody waits for it.
        is_derived: True for curves that are made of others; they wait for nobody and keep nobody
            waiting.
    """

    keys: tuple[PointKey, ...]
    window: Window
    max_points: int
    now_us: int
    tier: Tier | None = None
    is_ahead: bool = False
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a request gave: frames, or why there are none."""

    request: Request
    frames: tuple[SeriesFrame, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Since when are there samples of some points, looked for before a moment (µs UTC)?"""

    keys: tuple[PointKey, ...]
    before_us: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """When the oldest samples of some points are; `NO_TIME` when there are none."""

    keys: tuple[PointKey, ...]
    first_us: int


class PlotFeed(QObject):
    """Reads windows out of a historian in the background.

    Args:
        reader: The historian; read from two threads, never closed here.
        parent: Owner.

    Signals:
        delivered: A `Delivery`.
        beginning_found: A `Beginning`.
    """

    delivered = Signal(object)
    beginning_found = Signal(object)
    _done = Signal(object)

    def __init__(self, reader: DerivedHistorian, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._wake = threading.Condition()
        self._wanted: dict[bool, Request] = {}
        self._question: Question | None = None
        self._ahead: deque[Request] = deque()
        self._running = 0
        self._is_closed = False
        self._pending: dict[bool, Request] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._send)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._work, name=f"trend-feed-{n}", daemon=True)
            for n in range(_WORKERS)
        ]
        for thread in self._threads:
            thread.start()

    def request(self, request: Request) -> None:
        """Ask for a window; replaces what was asked for of the same kind and not begun yet."""
        self._pending[request.is_derived] = request
        if not self._timer.isActive() and not self._is_closed:
            self._timer.start()

    def read_ahead(self, requests: Sequence[Request]) -> None:
        """Ask for neighbours; replaces those asked for earlier and not begun yet."""
        with self._wake:
            self._ahead = deque(requests)
            self._wake.notify_all()

    def find_beginning(self, keys: Sequence[PointKey], before_us: int) -> None:
        """Ask since when there are samples of points; answered by `beginning_found`."""
        with self._wake:
            self._question = Question(tuple(keys), before_us)
            self._wake.notify()

    @property
    def is_idle(self) -> bool:
        """True when nothing waits, runs or is still to be delivered."""
        with self._wake:
            return not (
                self._pending or self._wanted or self._question or self._ahead or self._running
            )

    def close(self) -> None:
        """End the threads; nothing is delivered afterwards. May be called twice."""
        self._timer.stop()
        self._pending.clear()
        with self._wake:
            self._is_closed = True
            self._wanted.clear()
            self._question = None
            self._ahead.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(_JOIN_S)

    def _send(self) -> None:
        with self._wake:
            self._wanted.update(self._pending)
            if False in self._pending:
                self._ahead.clear()
            self._pending.clear()
            self._wake.notify_all()

    def _deliver(self, result: object) -> None:
        if self._is_closed:
            return
        with self._wake:
            self._running -= 1
        if isinstance(result, Delivery):
            self.delivered.emit(result)
        else:
            self.beginning_found.emit(result)

    def _work(self) -> None:
        """Body of a worker thread."""
        while (job := self._next_job()) is not None:
            result = self._outcome(job)
            with self._wake:
                if self._is_closed:
                    return
                if result is None:
                    self._running -= 1
                else:
                    self._done.emit(result)

    def _next_job(self) -> Request | Question | None:
        with self._wake:
            while not self._is_closed:
                job: Request | Question | None = None
                if self._wanted:
                    # Recorded curves first: they are quick, and what is made of them is not.
                    job = self._wanted.pop(min(self._wanted))
                elif self._question is not None:
                    job, self._question = self._question, None
                elif self._ahead:
                    job = self._ahead.popleft()
                if job is not None:
                    self._running += 1
                    return job
                self._wake.wait()
        return None

    def _outcome(self, job: Request | Question) -> Delivery | Beginning | None:
        """Do a job; whatever goes wrong becomes words, for a worker that died would be missed."""
        try:
            return self._read(job) if isinstance(job, Request) else self._answer(job)
        except OSError as error:
            reason = error.strerror or str(error) or type(error).__name__
        except StorageError as error:
            reason = str(error)
        except Exception as error:  # noqa: BLE001 - see above; the reader is not ours
            _log.error("reading history failed", exc_info=error)
            reason = f"{type(error).__name__}: {error}"
        return Delivery(job, error=reason) if isinstance(job, Request) else None

    def _read(self, request: Request) -> Delivery:
        window = request.window
        frames = self._reader.query(
            request.keys, window.start_us, window.end_us, request.max_points, request.tier
        )
        return Delivery(request, tuple(frames))

    def _answer(self, question: Question) -> Beginning:
        found = [self._reader.beginning(key, question.before_us) for key in question.keys]
        first = [time_us for time_us in found if time_us != NO_TIME]
        return Beginning(question.keys, min(first, default=NO_TIME))
