"""The ring round the chips of new critical alarms: at most once a second, and never the text."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.domain.alarms import Priority
from widgets.alarms.entries import Changes
from widgets.alarms.table import RowTable

BLINK_MS: Final = 500
"""Half a period: 1 Hz, the most that is allowed."""

NEW_US: Final = 60_000_000
"""How long a critical alarm that nobody has acknowledged counts as new."""


class Blinker(QObject):
    """Knows which alarms are critical and new, and puts a ring round their chips.

    Args:
        table: The table.
        column: The column of the chips.
    """

    def __init__(self, table: RowTable, column: IntEnum) -> None:
        super().__init__(table)
        self._table = table
        self._column = column
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
        self._light(new)

    def rest(self) -> None:
        """Blink nothing; `choose` begins again."""
        self._timer.stop()
        self._is_lit = False
        self._new = frozenset()
        self._light(self._new)

    def forget(self) -> None:
        """Forget all alarms: another city."""
        self._calling = {}
        self.rest()

    def _turn(self) -> None:
        self._is_lit = not self._is_lit
        self._light(self._new if self._is_lit else frozenset())

    def _light(self, lit: frozenset[str]) -> None:
        table = self._table
        changed, table.delegate.lit = table.delegate.lit ^ lit, lit
        if not changed:
            return
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        in_sight = range(max(first, 0), last + 1 if last >= 0 else table.rows.rowCount())
        for place in map(table.rows.place, changed):
            if place in in_sight:
                table.update(table.rows.index(place, self._column))
