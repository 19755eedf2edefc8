"""Reads the states of past moments on a thread of its own: one at a time, the newest wish first."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.cities import City
from app.services.alarm_history import AlarmHistory
from app.services.ports import HistorianReader, JournalReader
from app.services.states import CityState, HistorianStateProvider, StateProvider


@dataclass(frozen=True, slots=True)
class _Past:
    """The past of one profile.

    Attributes:
        moving: Answers for the moment of the time bus. It may remember the moment before, so that
            a small move costs little; nobody else may ask it.
        held: Answers for moments that views are held at.
    """

    moving: StateProvider
    held: StateProvider


class PastReader(QObject):
    """Brings the state of the moment that was asked for last.

    While one is being read, a later wish takes the place of the one that waits: whoever drags the
    time sees as many moments as can be read, and never those of a while ago.

    Signals:
        read: The `CityState` of a moment the time bus asked for.
        held_read: The `CityState` of a moment a view is held at.
        failed: Why a moment could not be read (str).
    """

    read = Signal(object)
    held_read = Signal(object)
    failed = Signal(str)
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._past: _Past | None = None
        self._wanted_us: int | None = None
        self._held: dict[int, None] = {}
        self._is_busy = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="state-at")
        self._finished.connect(self._finish)

    def set_city(self, city: City, reader: HistorianReader, journal: JournalReader) -> None:
        """Read from the histories of a profile; what belongs to another one is passed over."""
        alarms = AlarmHistory(journal)
        moving, held = (HistorianStateProvider(city, reader, alarms) for _ in range(2))
        self._past = _Past(moving, held)

    @property
    def is_busy(self) -> bool:
        """True while a moment is being read."""
        return self._is_busy

    def ask(self, time_us: int) -> None:
        """Read a moment as soon as may be, in place of one that waits."""
        self._wanted_us = time_us
        self._go_on()

    def forget(self) -> None:
        """Read no moment for the time bus any more."""
        self._wanted_us = None

    def ask_held(self, time_us: int) -> None:
        """Read a moment a view is held at, once nothing else waits."""
        self._held[time_us] = None
        self._go_on()

    def close(self) -> None:
        """End the thread; may be called again."""
        self._past = None
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _go_on(self) -> None:
        past = self._past
        if self._is_busy or past is None:
            return
        if self._wanted_us is not None:
            time_us, self._wanted_us = self._wanted_us, None
            self._read(past, past.moving, time_us, self.read.emit)
        elif self._held:
            time_us = next(iter(self._held))
            del self._held[time_us]
            self._read(past, past.held, time_us, self.held_read.emit)

    def _read(
        self, past: _Past, provider: StateProvider, time_us: int, use: Callable[[CityState], None]
    ) -> None:
        self._is_busy = True

        def done(future: "Future[CityState]") -> None:
            if future.cancelled():
                return
            error = future.exception()
            if error is not None:
                self._finished.emit(past, lambda: self.failed.emit(str(error)))
            else:
                self._finished.emit(past, lambda: use(future.result()))

        self._pool.submit(provider.at, time_us).add_done_callback(done)

    def _finish(self, past: _Past, tell: Callable[[], None]) -> None:
        """Hand on what was read; the next read begins first, so that it goes on meanwhile."""
        self._is_busy = False
        self._go_on()

        def hand_on() -> None:
            if past is self._past:
                tell()

        # In a turn of its own: else two states in a row are shown before a hand is listened to.
        QTimer.singleShot(0, self, hand_on)
