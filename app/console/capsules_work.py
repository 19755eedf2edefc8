"""What the capsules stand on: the console as they see it, and a thread for what waits for files."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.console.feed import StateFeed
from app.console.notices import NoticeLevel
from app.console.session import Session
from app.console.surroundings import Surroundings
from app.console.time_bus import SelectionBus, TimeBus
from app.console.window import ConsoleWindow
from app.domain.cities import City

T = TypeVar("T")


class Host(Protocol):
    """A console as its capsules see it."""

    surroundings: Surroundings
    session: Session
    window: ConsoleWindow
    time_bus: TimeBus
    selection: SelectionBus
    feed: StateFeed
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class AsideWork(QObject):
    """Does one thing after the other on a thread; what comes of it is used in the window's.

    The thread is started when it is first wanted.

    Args:
        name: Name of the thread.
        parent: Owner.
    """

    _arrived = Signal(object, object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._is_closed = False
        self._arrived.connect(self._use)

    def do(
        self,
        work: Callable[[], T],
        use: Callable[[T], None],
        fail: Callable[[BaseException], None],
    ) -> None:
        """Do something once all earlier things are done.

        Args:
            work: What is to be done, on the thread.
            use: Given what it returned, in the window's thread.
            fail: Given what it raised, likewise.
        """
        if self._is_closed:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix=self._name)

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - whatever is wrong is told
                self._arrived.emit(fail, error)
            else:
                self._arrived.emit(use, result)

        self._pool.submit(run)

    def close(self) -> None:
        """End the thread and wait for what it does; may be called again."""
        self._is_closed = True
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _use(self, receiver: Callable[[object], None], value: object) -> None:
        if not self._is_closed:
            receiver(value)
