"""The sound of alarms: a tone per priority, until somebody has seen the alarm or silences it."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.console.ringing import REPEAT_S, Call, Ringing
from app.domain.alarms import Priority
from app.domain.cities import City
from app.services.ports import SettingsStore
from app.services.states import CityState

if TYPE_CHECKING:
    from widgets.alarms.entries import AlarmBook, AlarmEntry, Changes

_NAME: Final = "sound"
_VOLUME: Final = 0.6


class SoundState(Enum):
    """What a person should know of the sound."""

    QUIET = "quiet"
    """Nothing rings."""
    RINGING = "ringing"
    SILENCED = "silenced"
    """Alarms wait, but nothing rings: somebody silenced them, or theirs is a tone of once."""


class Player(Protocol):
    """Makes a tone."""

    @property
    def trouble(self) -> str:
        """Why no tone can be heard, a whole sentence; empty when it can."""
        ...

    def play(self, priority: Priority, volume: float) -> None:
        """Begin to play the tone of a priority, at a volume of 0 to 1; returns at once."""
        ...

    def close(self) -> None:
        """End what is playing."""
        ...


@dataclass(slots=True)
class SoundSettings:
    """How alarms sound.

    Attributes:
        volume: 0 to 1.
        priorities: The priorities that sound.
    """

    volume: float = _VOLUME
    priorities: frozenset[Priority] = field(
        default_factory=lambda: frozenset(Priority) - {Priority.LOW}
    )


def load_sound(settings: SettingsStore) -> SoundSettings:
    """Read how alarms sound; whatever is missing or nonsense takes its default."""
    stored: Any = settings.get(_NAME, {})
    sound = SoundSettings()
    if not isinstance(stored, dict):
        return sound
    volume = stored.get("volume")
    if isinstance(volume, int | float) and not isinstance(volume, bool) and 0 <= volume <= 1:
        sound.volume = float(volume)
    names = stored.get("priorities")
    if isinstance(names, list):
        members = Priority.__members__
        sound.priorities = frozenset(
            members[name] for name in names if isinstance(name, str) and name in members
        )
    return sound


def save_sound(settings: SettingsStore, sound: SoundSettings) -> None:
    """Remember how alarms sound."""
    names = [priority.name for priority in sorted(sound.priorities)]
    settings.set(_NAME, {"volume": sound.volume, "priorities": names})


class BeepPlayer:
    """The plain beep of the system, where nothing better can be heard."""

    def __init__(self, trouble: str) -> None:
        self.trouble = trouble

    def play(self, priority: Priority, volume: float) -> None:  # noqa: ARG002 -- a beep is a beep
        """Beep."""
        QApplication.beep()

    def close(self) -> None:
        """A beep ends by itself."""


class AlarmSound(QObject):
    """Rings for new alarms of the present, whatever time the console shows.

    A tone comes at once for a new alarm; for critical and high ones it comes again until somebody
    acknowledges them or silences the sound. Silence is for what rings now: the next one rings.

    Args:
        player: Makes the tones.
        settings: Where is remembered how alarms sound.
        parent: Owner.

    Signals:
        changed: Another `state`, other `settings`, or the player has (no) trouble now.
    """

    changed = Signal()

    def __init__(
        self, player: Player, settings: SettingsStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.player = player
        self.settings = load_sound(settings)
        self._store = settings
        self._ringing = Ringing()
        self._book: AlarmBook | None = None
        self._has_begun = False
        self._told = (SoundState.QUIET, "")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._repeat)

    @property
    def state(self) -> SoundState:
        """What a person should know of the sound."""
        return self._told[0]

    def set_city(self, city: City) -> None:
        """Take the rules of a profile; what stands already is not news."""
        from widgets.alarms.entries import AlarmBook  # noqa: PLC0415 - after the first paint

        self._book = AlarmBook(city)
        self._has_begun = False

    def set_rules(self, city: City) -> None:
        """Take other rules; what rings goes on ringing, and what is silenced stays silent."""
        if self._book is not None:
            changes = self._book.renew(city)
            if self._has_begun and (changes.changed or changes.gone):
                self._ring(changes)
                self._choose()

    def take(self, state: CityState) -> None:
        """Take a live state."""
        if self._book is None or not state.sources:
            return  # Without sources the collector has not said anything yet.
        changes = self._book.changes(state.alarms)
        if not self._has_begun:
            self._has_begun = True
            self._ringing.begin(_calls(self._book.known()))
        elif changes.changed or changes.gone:
            self._ring(changes)
        self._choose()

    def silence(self) -> None:
        """Silence what rings now."""
        self._ringing.silence()
        self._choose()

    def use(self, sound: SoundSettings) -> None:
        """Sound otherwise from now on, and remember it."""
        self.settings = sound
        save_sound(self._store, sound)
        self._choose()
        self.changed.emit()

    def try_out(self, priority: Priority) -> None:
        """Play the tone of a priority once."""
        self.player.play(priority, self.settings.volume)

    def close(self) -> None:
        """End the sound."""
        self._timer.stop()
        self.player.close()

    def _ring(self, changes: "Changes") -> None:
        calls = _calls(changes.changed)
        seen = [entry.id for entry in changes.changed if entry.id not in calls]
        new = self._ringing.take(calls, [*changes.gone, *seen])
        if new is not None and new in self.settings.priorities:
            self.player.play(new, self.settings.volume)
            self._timer.stop()  # the next tone comes a whole span later

    def _loudest(self) -> Priority | None:
        loudest = self._ringing.loudest
        return loudest if loudest in self.settings.priorities else None

    def _choose(self) -> None:
        """Repeat what has to be repeated, and say what is the case."""
        loudest = self._loudest()
        span_ms = 0 if loudest is None else round(REPEAT_S.get(loudest, 0.0) * 1_000)
        if not span_ms:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != span_ms:
            self._timer.start(span_ms)
        if loudest in REPEAT_S:
            state = SoundState.RINGING
        else:
            is_waiting = self._has_begun and self._ringing.is_anything_waiting
            state = SoundState.SILENCED if is_waiting else SoundState.QUIET
        told = (state, self.player.trouble)
        if told != self._told:
            self._told = told
            self.changed.emit()

    def _repeat(self) -> None:
        loudest = self._loudest()
        if loudest is not None:
            self.player.play(loudest, self.settings.volume)


def _calls(entries: "list[AlarmEntry]") -> dict[str, Call]:
    return {
        entry.id: Call(entry.rule.priority, entry.state.raised_us)
        for entry in entries
        if entry.is_calling
    }
