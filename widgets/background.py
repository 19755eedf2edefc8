"""Work beside the window: reading files and documents, computing, on one thread of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.services.ports import StorageError

Take = Callable[[Any], None]


class Background(QObject):
    """Does one thing after the other in the background and brings each result back.

    Args:
        parent: Owner.
        name: Name of the thread, which is started when it is first wanted.

    Signals:
        done: Whose work it was, what takes its result, and the result; from the thread of the work.
    """

    done = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, name: str = "background") -> None:
        super().__init__(parent)
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._is_closed = False
        self.done.connect(self._give, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        owner: QObject,
        work: Callable[[], object],
        take: Take,
        failed: Callable[[str], None],
    ) -> None:
        """Do some work; exactly one of two functions is told in the thread of the window.

        Args:
            owner: Whose work it is; once it is gone, nobody is told.
            work: What to do.
            take: Is given what it returned.
            failed: Is given why it could not be done, a sentence; for a file or a store that
                cannot be read.
        """
        if self._is_closed:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        future: Future[object] = self._pool.submit(work)
        future.add_done_callback(lambda future: self._finish(owner, future, take, failed))

    def _finish(
        self, owner: QObject, future: "Future[object]", take: Take, failed: Callable[[str], None]
    ) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self.done.emit(owner, take, future.result())
        elif isinstance(error, OSError | StorageError | UnicodeError):
            self.done.emit(owner, failed, getattr(error, "strerror", "") or str(error))
        else:
            raise error

    def _give(self, owner: QObject, take: Take, result: object) -> None:
        if not self._is_closed and isValid(owner):
            take(result)

    def close(self) -> None:
        """End the thread; nobody is told anything any more."""
        self._is_closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
