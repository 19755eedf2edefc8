"""Reads the states of past moments on a thread of its own: one at a time, the newest wish first."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.alarms import AlarmId, RuleKind
from app.domain.alarms.replays import is_latching, is_mere_event
from app.domain.cities import City
from app.services.alarm_history import AlarmHistory
from app.services.lost_sources import all_rules
from app.services.ports import HistorianReader, JournalReader
from app.services.states import CityState, HistorianStateProvider

REST_MS: Final = 250
"""A moment that stays so long gets its last hour, too."""

_SLOW_US: Final = 1_500_000
"""Who moves on by no more than this at a time rests: the past is played slowly, or stepped."""


@dataclass(frozen=True, slots=True)
class _Past:
    """The past of one profile.

    Attributes:
        moving: Answers for the moment of the time bus. It may remember the moment before, so that
            a small move costs little; nobody else may ask it.
        held: Answers for moments that views are held at.
    """

    moving: HistorianStateProvider
    held: HistorianStateProvider


class PastReader(QObject):
    """Brings the state of the moment that was asked for last, and its last hour once it rests.

    While one is being read, a later wish takes the place of the one that waits: whoever drags the
    time sees as many moments as can be read, and never those of a while ago.

    Signals:
        read: The `CityState` of a moment the time bus asked for; again when its last hour is there.
        held_read: The `CityState` of a moment a view is held at; likewise.
        failed: Why a last hour, or a moment a view is held at, could not be read (str). A moment
            of the time bus says so itself, see `CityState.unread`.
    """

    read = Signal(object)
    held_read = Signal(object)
    failed = Signal(str)
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._past: _Past | None = None
        self._past_rules: dict[AlarmId, tuple[bool, bool, bool]] = {}
        self._asked_us: int | None = None
        self._wanted_us: int | None = None
        self._bare: CityState | None = None
        self._held: dict[int, None] = {}
        self._held_bare: dict[int, CityState] = {}
        self._warm_us: int | None = None
        self._is_busy = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="state-at")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._go_on)
        self._finished.connect(self._finish)

    def set_city(self, city: City, reader: HistorianReader, journal: JournalReader) -> None:
        """Read from the histories of a profile; what belongs to another one is passed over."""
        alarms = AlarmHistory(journal, all_rules(city))
        moving, held = (HistorianStateProvider(city, reader, alarms) for _ in range(2))
        self._past = _Past(moving, held)
        self._past_rules = past_rules(city)
        self._bare = None
        self._held_bare = {}

    def set_rules(self, city: City, reader: HistorianReader, journal: JournalReader) -> bool:
        """Take the same profile with other rules.

        Returns:
            True when the past is told otherwise by them, so that it must be read again; most
            changes, such as of a limit, leave it as it was.
        """
        if past_rules(city) == self._past_rules:
            return False
        self.set_city(city, reader, journal)
        return True

    @property
    def is_busy(self) -> bool:
        """True while a moment is being read."""
        return self._is_busy

    def ask(self, time_us: int) -> None:
        """Read a moment as soon as may be, in place of one that waits."""
        before_us, self._asked_us = self._asked_us, time_us
        if before_us is None or not 0 <= time_us - before_us <= _SLOW_US:
            self._rest.start()
        self._bare = None
        self._wanted_us = time_us
        self._go_on()

    def forget(self) -> None:
        """Read no moment for the time bus any more."""
        self._asked_us = self._wanted_us = self._bare = None
        self._rest.stop()

    def ask_held(self, time_us: int) -> None:
        """Read a moment a view is held at, once nothing else waits."""
        self._held[time_us] = None
        self._go_on()

    def warm_up(self, time_us: int) -> None:
        """Read a moment for nobody, once nothing else waits: the first look ever costs the most."""
        self._warm_us = time_us
        self._go_on()

    def read_hours_again(self) -> None:
        """More was recorded of the past: a last hour known so far may be richer now."""
        if self._past is not None:
            for provider in (self._past.moving, self._past.held):
                self._pool.submit(provider.forget_sparks)

    def close(self) -> None:
        """End the thread; may be called again."""
        self._past = None
        self._rest.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    # --- what is next -----------------------------------------------------------------------

    def _go_on(self) -> None:
        past = self._past
        if self._is_busy or past is None:
            return
        if self._wanted_us is not None:
            time_us, self._wanted_us = self._wanted_us, None
            look = partial(_look, past.moving, time_us, with_hour=not self._rest.isActive())
            self._read(past, look, self._tell)
        elif self._held:
            time_us = next(iter(self._held))
            del self._held[time_us]
            self._read(past, partial(_look, past.held, time_us, with_hour=False), self._tell_held)
        else:
            self._read_hour(past)

    def _read_hour(self, past: _Past) -> None:
        """Read what makes a state that is on screen already complete."""
        if self._bare is not None and not self._rest.isActive():
            state, self._bare = self._bare, None
            self._read(past, partial(_complete, past.moving, state), self._tell_hour)
        elif self._held_bare:
            _, state = self._held_bare.popitem()
            self._read(past, partial(_complete, past.held, state), self._tell_held)
        elif self._warm_us is not None:
            time_us, self._warm_us = self._warm_us, None
            self._read(past, partial(_look, past.held, time_us, with_hour=True), lambda _: None)

    def _read(
        self, past: _Past, look: Callable[[], CityState], use: Callable[[CityState], None]
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

        self._pool.submit(look).add_done_callback(done)

    # --- what was read ----------------------------------------------------------------------

    def _finish(self, past: _Past, tell: Callable[[], None]) -> None:
        """Hand on what was read; the next read begins first, so that it goes on meanwhile."""
        self._is_busy = False
        self._go_on()

        def hand_on() -> None:
            if past is self._past:
                tell()

        # In a turn of its own: else two states in a row are shown before a hand is listened to.
        QTimer.singleShot(0, self, hand_on)

    def _tell(self, state: CityState) -> None:
        self.read.emit(state)
        if state.sparks is None and not state.unread and state.at_us == self._asked_us:
            self._bare = state
            self._go_on()

    def _tell_hour(self, state: CityState) -> None:
        if state.at_us == self._asked_us:  # else another moment is on its way already
            self.read.emit(state)

    def _tell_held(self, state: CityState) -> None:
        self.held_read.emit(state)
        if state.unread:
            self.failed.emit(state.unread)
        elif state.sparks is None:
            self._held_bare[state.at_us] = state
            self._go_on()


def past_rules(city: City) -> dict[AlarmId, tuple[bool, bool, bool]]:
    """Return what of the rules tells the past: which are of connections, latch or are events."""
    return {
        name: (rule.kind is RuleKind.LOST, is_latching(rule), is_mere_event(rule))
        for name, rule in all_rules(city).items()
    }


def _look(provider: HistorianStateProvider, time_us: int, *, with_hour: bool) -> CityState:
    """Return the state at a moment; where nothing can be read, one that says so."""
    try:
        state = provider.at(time_us)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong is shown, the console goes on
        return provider.nothing_at(time_us, str(error))
    return _complete(provider, state) if with_hour else state


def _complete(provider: HistorianStateProvider, state: CityState) -> CityState:
    """Return a state with its last hour; one that has it already stays as it is."""
    return provider.with_sparks(state) if state.sparks is None else state
