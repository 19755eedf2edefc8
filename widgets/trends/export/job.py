"""Writing beside the window: one thread, how far it is, stopped at any time."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from widgets.trends.export.files import Cancelled, Report

_JOIN_S: Final = 30.0
_STEPS: Final = 1_000

_log = logging.getLogger(__name__)


class WritingJob(QObject):
    """Does one piece of work in a thread.

    Args:
        work: What is done; it calls the report it is given now and then.
        parent: Owner.

    Signals:
        progressed: How much is done, 0 to 1; at most a thousand times.
        ended: What went wrong (an exception, `Cancelled` among them), or None.
    """

    progressed = Signal(float)
    ended = Signal(object)
    _done = Signal(object)

    def __init__(self, work: Callable[[Report], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._is_cancelled = threading.Event()
        self._step = 0
        self._thread = threading.Thread(target=self._run, name="trend-export", daemon=True)
        self._done.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Have it stopped at the next occasion."""
        self._is_cancelled.set()

    def close(self) -> None:
        """Stop it and wait until it is; `ended` may still come."""
        self.cancel()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        error: Exception | None = None
        try:
            self._report(0.0)
            self._work(self._report)
        except Exception as caught:  # noqa: BLE001 - a thread that died would be missed
            error = caught
        self._done.emit(error)

    def _report(self, share: float) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled
        step = int(share * _STEPS)
        if step != self._step:
            self._step = step
            self.progressed.emit(share)

    def _end(self, error: object) -> None:
        self._thread.join(_JOIN_S)
        if error is not None and not isinstance(error, OSError | Cancelled):
            _log.info("an export ended early: %r", error)
        self.ended.emit(error)
