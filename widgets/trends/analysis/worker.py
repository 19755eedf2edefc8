"""Work beside the window: one thread, the newest job wins, the one that runs is told to stop."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from app.services.ports import StorageError
from app.services.statistics import CancelledError, Watch

_JOIN_S: Final = 10.0

_log = logging.getLogger(__name__)

Job = Callable[[Watch], object]
"""What is to be done; it reports to the watch and stops when that says so."""


@dataclass(frozen=True, slots=True)
class _News:
    """What an errand has to tell: how far it is, what it made, or why it failed."""

    errand: "_Errand"
    share: float | None = None
    result: object = None
    reason: str = ""


class _Errand:
    """A job on its way; fulfils `statistics.Watch`."""

    def __init__(self, job: Job, tell: Callable[[_News], object]) -> None:
        self._job, self._tell = job, tell
        self._is_cancelled = threading.Event()

    def is_cancelled(self) -> bool:
        return self._is_cancelled.is_set()

    def report(self, share: float) -> None:
        self._say(_News(self, share=share))

    def cancel(self) -> None:
        self._is_cancelled.set()

    def run(self) -> None:
        """Do it, on the worker's thread; whatever goes wrong becomes words."""
        try:
            news = _News(self, result=self._job(self))
        except CancelledError:
            return
        except OSError as error:
            news = _News(self, reason=error.strerror or str(error) or type(error).__name__)
        except StorageError as error:
            news = _News(self, reason=str(error))
        except Exception as error:  # noqa: BLE001 - a worker that died would be missed
            _log.error("the analysis failed", exc_info=error)
            news = _News(self, reason=f"{type(error).__name__}: {error}")
        self._say(news)

    def _say(self, news: _News) -> None:
        if not self.is_cancelled():
            self._tell(news)


class Worker(QObject):
    """Does one errand at a time; a new one takes the place of all older ones.

    Args:
        name: Name of its thread.
        parent: Owner.

    Signals:
        progressed: How much of the present errand is done, 0 to 1.
        finished: What it returned.
        failed: Why there is nothing.
    """

    progressed = Signal(float)
    finished = Signal(object)
    failed = Signal(str)
    _told = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wake = threading.Condition()
        self._waiting: _Errand | None = None
        self._present: _Errand | None = None
        self._is_closed = False
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """True when nothing waits, runs or is still to be told."""
        return self._present is None

    def ask(self, job: Job) -> None:
        """Do a job; whatever was asked for before is given up."""
        self.cancel()
        if not self._is_closed:
            self._present = _Errand(job, self._told.emit)
            with self._wake:
                self._waiting = self._present
                self._wake.notify()

    def cancel(self) -> None:
        """Give up what was asked for."""
        if self._present is not None:
            self._present.cancel()
            self._present = None
        with self._wake:
            self._waiting = None

    def close(self) -> None:
        """End the thread; nothing is told afterwards. May be called twice."""
        self.cancel()
        with self._wake:
            self._is_closed = True
            self._wake.notify()
        self._thread.join(_JOIN_S)

    def _hear(self, news: _News) -> None:
        if news.errand is not self._present:
            return
        if news.share is not None:
            self.progressed.emit(news.share)
            return
        self._present = None
        if news.reason:
            self.failed.emit(news.reason)
        else:
            self.finished.emit(news.result)

    def _work(self) -> None:
        """Body of the thread."""
        while True:
            with self._wake:
                while self._waiting is None and not self._is_closed:
                    self._wake.wait()
                errand, self._waiting = self._waiting, None
            if errand is None:
                return
            errand.run()
