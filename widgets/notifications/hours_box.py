"""A weekly time: seven days to tick, from when to when by the city's wall clock."""

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTimeEdit, QToolButton, QWidget

from app.domain.alarms import Schedule
from app.domain.alarms.on_call import DAY_MINUTES
from widgets.notifications.words import day_names
from widgets.theme.tokens import GRID

ALWAYS = Schedule(frozenset(range(7)), 0, DAY_MINUTES)
"""All week round."""


class HoursBox(QWidget):
    """One weekly time.

    Signals:
        changed: It is another one.
    """

    changed = Signal()

    def __init__(self, schedule: Schedule = ALWAYS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: list[QToolButton] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        for day, name in enumerate(day_names()):
            button = QToolButton()
            button.setObjectName("switch")
            button.setText(name)
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.setChecked(day in schedule.days)
            button.toggled.connect(lambda _: self.changed.emit())
            self.days.append(button)
            line.addWidget(button)
        self.start = self._time_box(schedule.start_minute, self.tr("von"))
        self.end = self._time_box(schedule.end_minute, self.tr("bis"))
        line.addSpacing(2 * GRID)
        line.addWidget(self.start)
        line.addWidget(QLabel("–"))
        line.addWidget(self.end)
        line.addStretch(1)
        self.end.setToolTip(
            self.tr("Ein Ende vor dem Beginn liegt am nächsten Tag; 00:00 ist Mitternacht.")
        )
        self.setFocusProxy(self.days[0])

    def _time_box(self, minute: int, name: str) -> QTimeEdit:
        box = QTimeEdit(QTime(minute // 60 % 24, minute % 60))
        box.setDisplayFormat("HH:mm")
        box.setAccessibleName(name)
        box.timeChanged.connect(lambda _: self.changed.emit())
        return box

    @property
    def schedule(self) -> Schedule:
        """The time that is chosen; an end at midnight is the end of the day."""
        days = frozenset(day for day, button in enumerate(self.days) if button.isChecked())
        start, end = (
            box.time().hour() * 60 + box.time().minute() for box in (self.start, self.end)
        )
        return Schedule(days, start, end or DAY_MINUTES)
