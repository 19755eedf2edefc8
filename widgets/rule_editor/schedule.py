"""When in the week a rule is in force: days as buttons, from and to."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QLocale, QSize, QTime, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import AlarmRule, Schedule
from widgets.rule_editor.fields import About, Field
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_WORKDAYS: Final = Schedule(frozenset(range(5)), 8 * 60, 18 * 60)
_DAY_MINUTES: Final = 24 * 60


class _Line(QWidget):
    """One schedule.

    Signals:
        edited: It is another one now (`Schedule`).
        gone: It shall go.
    """

    edited = Signal(object)
    gone = Signal()

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self.schedule = schedule
        self.days: list[QToolButton] = []
        self.start, self.end = QTimeEdit(), QTimeEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        week = QHBoxLayout()
        week.setSpacing(2)
        form = QLocale.FormatType
        for day in range(7):
            button = QToolButton()
            button.setObjectName("switch")
            button.setCheckable(True)
            button.setText(QLocale().standaloneDayName(day + 1, form.ShortFormat).rstrip("."))
            button.setAccessibleName(QLocale().standaloneDayName(day + 1, form.LongFormat))
            button.setChecked(day in schedule.days)
            button.clicked.connect(self._tell)
            self.days.append(button)
            week.addWidget(button)
        week.addStretch(1)
        column.addLayout(week)
        column.addLayout(self._times())

    def _times(self) -> QHBoxLayout:
        times = QHBoxLayout()
        times.setSpacing(GRID)
        named = ((self.start, self.tr("von")), (self.end, self.tr("bis")))
        minutes = (self.schedule.start_minute, self.schedule.end_minute)
        for (edit, words), minute in zip(named, minutes, strict=True):
            edit.setDisplayFormat("HH:mm")
            edit.setTime(QTime(minute // 60 % 24, minute % 60))
            edit.setAccessibleName(words)
            edit.timeChanged.connect(self._tell)
            times.addWidget(QLabel(words))
            times.addWidget(edit)
        away = QToolButton()
        away.setIcon(icon("mdi6.close"))
        away.setIconSize(QSize(16, 16))
        away.setToolTip(self.tr("Diesen Zeitraum entfernen"))
        away.setAccessibleName(away.toolTip())
        away.clicked.connect(self.gone)
        times.addStretch(1)
        times.addWidget(away)
        return times

    def _tell(self) -> None:
        days = frozenset(day for day, button in enumerate(self.days) if button.isChecked())
        start, end = (t.time().hour() * 60 + t.time().minute() for t in (self.start, self.end))
        # Midnight at its end is that of the next day.
        self.schedule = replace(
            self.schedule, days=days, start_minute=start, end_minute=end or _DAY_MINUTES
        )
        self.edited.emit(self.schedule)


class ScheduleField(Field):
    """No schedule means always."""

    def __init__(self) -> None:
        super().__init__("schedule")
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.always, self.add = QLabel(), QPushButton()
        self.always.setObjectName("muted")
        self.add.setAutoDefault(False)
        self._column.addWidget(self.always)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.lines: list[_Line] = []
        self._shown: tuple[Schedule, ...] = ()
        body.setFocusProxy(self.add)
        self.set_body(body)
        self.add.clicked.connect(lambda: self._tell((*self._shown, _WORKDAYS)))

    def _tell(self, schedules: tuple[Schedule, ...]) -> None:
        self.edited.emit({"schedule": schedules})

    @override
    def set_texts(self, label: str, tooltip: str = "") -> None:
        super().set_texts(label, tooltip)
        self.always.setText(self.tr("immer"))
        self.add.setText(self.tr("Zeitraum hinzufügen"))
        self.add.setAccessibleName(self.add.text())

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        if tuple(line.schedule for line in self.lines) != rule.schedule:
            self._build(rule.schedule)
        self._shown = rule.schedule
        self.always.setVisible(not rule.schedule)

    def _build(self, schedules: tuple[Schedule, ...]) -> None:
        for line in self.lines:
            line.deleteLater()
        self.lines = [_Line(schedule) for schedule in schedules]
        for place, line in enumerate(self.lines):
            self._column.insertWidget(place + 1, line)
            line.edited.connect(lambda _s: self._tell(tuple(one.schedule for one in self.lines)))
            line.gone.connect(lambda gone=place: self._drop(gone))

    def _drop(self, gone: int) -> None:
        self._tell(tuple(s for place, s in enumerate(self._shown) if place != gone))
