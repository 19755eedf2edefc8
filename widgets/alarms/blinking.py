"""The ring round the chips of new critical alarms: at most once a second, and never the text."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.alarms import Priority
from widgets.alarms.entries import Changes

BLINK_MS: Final = 500
"""Half a period: 1 Hz, the most that is allowed."""

NEW_US: Final = 60_000_000
"""How long a critical alarm that nobody has acknowledged counts as new."""


class Blinker(QObject):
    """Knows which alarms are critical and new.

    Signals:
        turned: Which alarms have a ring now (object: frozenset of ids).
    """

    turned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calling: dict[str, int] = {}
        self._new: frozenset[str] = frozenset()
        self._is_lit = False
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def is_running(self) -> bool:
        """True while something blinks."""
        return self._timer.isActive()

    def take(self, changes: Changes) -> None:
        """Take what changed of all alarms."""
        for entry in changes.changed:
            if entry.is_calling and entry.rule.priority is Priority.CRITICAL:
                self._calling[entry.id] = entry.state.raised_us
            else:
                self._calling.pop(entry.id, None)
        for name in changes.gone:
            self._calling.pop(name, None)

    def choose(self, at_us: int, *, is_wanted: bool) -> None:
        """Blink what is new at a moment; nothing where that is not wanted."""
        new = (
            frozenset(name for name, us in self._calling.items() if 0 <= at_us - us < NEW_US)
            if is_wanted
            else frozenset()
        )
        if new == self._new:
            return
        self._new = new
        if new:
            self._is_lit = True
            self._timer.start()
        else:
            self.rest()
        self.turned.emit(new)

    def rest(self) -> None:
        """Blink nothing; `choose` begins again."""
        self._timer.stop()
        self._is_lit = False
        self._new = frozenset()

    def forget(self) -> None:
        """Forget all alarms: another city."""
        self._calling = {}
        self.rest()

    def _turn(self) -> None:
        self._is_lit = not self._is_lit
        self.turned.emit(self._new if self._is_lit else frozenset())
