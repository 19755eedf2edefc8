"""A thread with a reader of its own: one question after the other, the newest may drop the rest."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.services.ports import InventoryReader, StoppedError
from widgets.background import Background
from widgets.inventory.panes import OpenReader

_DROPPED: Final = object()
"""What a question brings that nobody waits for any more."""

_NAG_MS: Final = 4

_T = TypeVar("_T")


class ReaderThread(QObject):
    """Reads the inventory beside the window, with one reader that stays open.

    Args:
        open_reader: Where readers come from; called in the thread, when it is first wanted.
        parent: Owner.
        name: Name of the thread.
    """

    def __init__(
        self, open_reader: OpenReader, parent: QObject | None, name: str = "inventory"
    ) -> None:
        super().__init__(parent)
        self._open = open_reader
        self._background = Background(self, name)
        self._reader: InventoryReader | None = None
        self._number = 0
        self._running = -1
        self._is_closed = False
        self._nag = QTimer(self)
        self._nag.setInterval(_NAG_MS)
        self._nag.timeout.connect(self._stop_old)

    def ask(
        self,
        owner: QObject,
        work: Callable[[InventoryReader], _T],
        take: Callable[[_T], None],
        failed: Callable[[str], None],
    ) -> None:
        """Ask; one of two functions is told in the window's thread, unless `drop` comes first.

        Args:
            owner: Whose question it is; once it is gone, nobody is told.
            work: Reads, in the thread.
            take: Is given what was read.
            failed: Is given why it cannot be read, a sentence.
        """
        if self._is_closed:
            return
        number = self._number

        def read() -> object:
            if number != self._number:
                return _DROPPED
            if self._reader is None:
                self._reader = self._open()
            return self._read(work, number)

        def tell(result: Any) -> None:
            if result is not _DROPPED and number == self._number:
                take(result)

        def tell_failure(sentence: str) -> None:
            if number == self._number:
                failed(sentence)

        self._background.ask(owner, read, tell, tell_failure)

    def _read(self, work: Callable[[InventoryReader], object], number: int) -> object:
        self._running = number
        try:
            while self._reader is not None and number == self._number:
                with suppress(StoppedError):
                    return work(self._reader)
                # A stop that was meant for the question before may come late: once more.
            return _DROPPED
        finally:
            self._running = -1

    def is_wanted(self) -> Callable[[], bool]:
        """Return what tells, in any thread, whether what is asked from now on is still wanted."""
        number = self._number
        return lambda: number == self._number

    def drop(self) -> None:
        """Drop all that was asked; what is being read is stopped."""
        self._number += 1
        self._stop_old()
        # A stop between two steps of a reading is lost; it is said again until it was heard.
        self._nag.start()

    def _stop_old(self) -> None:
        if self._running in {-1, self._number}:
            self._nag.stop()
        elif self._reader is not None:
            self._reader.interrupt()

    def close(self) -> None:
        """End the thread and close its reader."""
        if self._is_closed:
            return
        self._is_closed = True
        self.drop()
        self._nag.stop()
        self._background.close()
        if self._reader is not None:
            self._reader.close()
            self._reader = None
