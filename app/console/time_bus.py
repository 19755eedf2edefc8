"""The buses: which moment the console shows (LIVE is one value of it), and which points."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.local_times import days_on
from app.services.ports import Clock

SECOND_US: Final = 1_000_000
MINUTE_US: Final = 60 * SECOND_US
HOUR_US: Final = 60 * MINUTE_US
DAY_US: Final = 24 * HOUR_US

SPEEDS: Final = (1, 10, 60, 300, 900, 3_600)
"""How many times faster than life the past is played."""

STEPS: Final = (SECOND_US, 10 * SECOND_US, MINUTE_US, 15 * MINUTE_US, HOUR_US, DAY_US)
"""Steps a person may choose."""

_STEP_OF_SPEED: Final = dict(zip(SPEEDS, (*STEPS[:3], MINUTE_US, *STEPS[3:5]), strict=True))
_FIRST_SPEED: Final = 60
_TICK_MS: Final = 40
"""As often as a moving picture asks for; who renders slower is given fewer moments, not later."""

_SLOW_TICK_MS: Final = 100
_SLOW: Final = 10
"""Up to this speed the past moves no faster than the present does: ten times a second will do."""


class TimeBus(QObject):
    """Holds the moment all unpinned views render, and moves it while it is played.

    What is played follows the clock, not the ticks: a slow console skips moments, and an hour at
    3600 times the speed lasts a second whatever the console has to do.

    Args:
        clock: Where time comes from.
        parent: Owner.

    Signals:
        changed: The moment is another one; read `pinned_us`.
        mode_changed: LIVE, standing or playing, the speed, or the step is another one.
        stopped_at_beginning: Playing back reached the oldest data.
    """

    changed = Signal()
    mode_changed = Signal()
    stopped_at_beginning = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone = ZoneInfo("UTC")
        self._pinned_us: int | None = None
        self._beginning_us: int | None = None
        self._rate = 0
        self._speed = _FIRST_SPEED
        self._chosen_step_us: int | None = None
        self._from_us = 0
        self._from_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.advance)

    # --- what is shown --------------------------------------------------------------------

    @property
    def pinned_us(self) -> int | None:
        """The moment shown, µs UTC; None while the console is LIVE."""
        return self._pinned_us

    @property
    def is_live(self) -> bool:
        """True while the console follows the city."""
        return self._pinned_us is None

    @property
    def rate(self) -> int:
        """How fast the moment moves: 60 is a minute a second, negative is back, 0 stands still."""
        return self._rate

    @property
    def is_playing(self) -> bool:
        """True while the past is played."""
        return self._rate != 0

    @property
    def speed(self) -> int:
        """The speed at which the past will be played."""
        return self._speed

    @property
    def step_us(self) -> int:
        """How far one step goes: what was chosen, or what fits the speed."""
        return self._chosen_step_us or _STEP_OF_SPEED[self._speed]

    @property
    def chosen_step_us(self) -> int | None:
        """The step a person chose; None while it fits the speed."""
        return self._chosen_step_us

    @property
    def beginning_us(self) -> int | None:
        """Before this moment there is no data, µs UTC; None while that is unknown."""
        return self._beginning_us

    # --- what may be asked of it ----------------------------------------------------------

    def set_zone(self, zone: str) -> None:
        """Take the zone whose days a step of a day goes by."""
        self._zone = ZoneInfo(zone)

    def set_beginning(self, time_us: int | None) -> None:
        """Take since when there is data, µs UTC."""
        self._beginning_us = time_us

    def go_live(self) -> None:
        """Follow the city again."""
        self._move(None, 0)

    def pin(self, time_us: int) -> None:
        """Show a moment of the past (µs UTC); it is brought into the time there is data of."""
        self._move(self._inside(time_us), 0)

    def pause(self) -> None:
        """Stay at the moment that is shown; while LIVE, at the present."""
        self.pin(self._moment())

    def play(self, rate: int) -> None:
        """Let the moment move; forward from LIVE there is nothing to play.

        Args:
            rate: One of `SPEEDS` (else the next below is taken), negative to play back; 0 pauses.
        """
        if rate == 0:
            self.pause()
        elif not (self.is_live and rate > 0):
            self._speed = _known_speed(abs(rate))
            self._from_us, self._from_s = self._inside(self._moment()), self._clock.monotonic()
            self._move(self._from_us, self._speed if rate > 0 else -self._speed)

    def play_back(self) -> None:
        """Play back; faster when the past is played back already."""
        self._play_towards(-1)

    def play_forward(self) -> None:
        """Play forward; faster when the past is played forward already."""
        self._play_towards(1)

    def set_speed(self, speed: int) -> None:
        """Take the speed at which the past is played, now or later."""
        self._speed = _known_speed(speed)
        if self.is_playing:
            self.play(self._speed if self._rate > 0 else -self._speed)
        else:
            self.mode_changed.emit()

    def set_step(self, step_us: int | None) -> None:
        """Take how far one step goes; None for what fits the speed."""
        self._chosen_step_us = step_us
        self.mode_changed.emit()

    def step(self, steps: int) -> None:
        """Go some steps on, or back when negative; past the present it is LIVE again."""
        now_us = self._clock.now_us()
        if self.step_us == DAY_US:
            time_us = days_on(self._moment(), steps, self._zone)
        else:
            time_us = self._moment() + steps * self.step_us
        if time_us >= now_us:
            self.go_live()
        else:
            self.pin(time_us)

    def advance(self) -> None:
        """Move to where the clock says that playing has come by now."""
        if not self.is_playing:
            return
        played_s = self._clock.monotonic() - self._from_s
        time_us = self._from_us + round(played_s * self._rate * SECOND_US)
        if time_us >= self._clock.now_us():
            self.go_live()
        elif self._beginning_us is not None and time_us <= self._beginning_us and self._rate < 0:
            self.pin(time_us)
            self.stopped_at_beginning.emit()
        else:
            self._move(time_us, self._rate)

    def close(self) -> None:
        """Move no more; the console ends."""
        self._timer.stop()

    # --- within ---------------------------------------------------------------------------

    def _play_towards(self, direction: int) -> None:
        is_faster = self._rate * direction > 0
        place = min(SPEEDS.index(self._speed) + is_faster, len(SPEEDS) - 1)
        self.play(direction * SPEEDS[place])

    def _moment(self) -> int:
        return self._clock.now_us() if self._pinned_us is None else self._pinned_us

    def _inside(self, time_us: int) -> int:
        if self._beginning_us is not None:
            time_us = max(time_us, self._beginning_us)
        return min(time_us, self._clock.now_us())

    def _move(self, time_us: int | None, rate: int) -> None:
        before = (self._pinned_us, self._rate)
        was_live = self.is_live
        self._pinned_us, self._rate = time_us, rate
        if rate != before[1]:
            self._set_going(rate)
        if time_us != before[0]:
            self.changed.emit()
        if rate != before[1] or was_live != self.is_live:
            self.mode_changed.emit()

    def _set_going(self, rate: int) -> None:
        if rate:
            self._timer.start(_SLOW_TICK_MS if abs(rate) <= _SLOW else _TICK_MS)
        else:
            self._timer.stop()


def _known_speed(speed: int) -> int:
    return max((known for known in SPEEDS if known <= speed), default=SPEEDS[0])


class SelectionBus(QObject):
    """The selection bus: which points the person is looking at.

    Signals:
        changed: The selected point ids (list of str).
    """

    changed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.point_ids: list[str] = []

    def select(self, point_ids: list[str]) -> None:
        """Select points; the same selection again is not news."""
        if point_ids != self.point_ids:
            self.point_ids = point_ids
            self.changed.emit(point_ids)
