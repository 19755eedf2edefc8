"""The dialog in which somebody announces maintenance: what is worked on, from when to when, why."""

from typing import Final
from uuid import uuid4

from PySide6.QtCore import QDateTime, QTimeZone, Signal
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.alarms import MaintenanceWindow, Scope
from app.domain.cities import City
from widgets.placeholders import NoticeBar
from widgets.rules.scope_chooser import ScopeChooser
from widgets.texts import language
from widgets.theme.tokens import GRID

_MOST_LETTERS: Final = 500
_MS_US: Final = 1_000
_HOUR_US: Final = 3_600_000_000
_FORMS: Final = {"de": "dd.MM.yyyy HH:mm", "en": "dd/MM/yyyy HH:mm"}
_MINUTE_MS: Final = 60_000


class WindowForm(QDialog):
    """Asks for a maintenance window.

    Args:
        city: The city.
        now_us: The present, µs UTC; the window begins then unless it is changed.
        parent: Owner.

    Signals:
        window_wanted: The window, without an actor (`MaintenanceWindow`).
    """

    window_wanted = Signal(object)

    def __init__(self, city: City, now_us: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Wartungsfenster ankündigen"))
        self._zone = QTimeZone(city.time_zone.encode())
        self._now_us = now_us
        self.scope = ScopeChooser(city)
        self.start = self._time_box(now_us)
        self.end = self._time_box(now_us + 2 * _HOUR_US)
        self.reason = QLineEdit()
        self.order = QLineEdit()
        self.notice = NoticeBar()
        self._give = QPushButton(self.tr("Ankündigen"))
        self._arrange()
        self._judge()
        for edited in (self.reason.textChanged, self.order.textChanged):
            edited.connect(lambda _: self._judge())
        for moved in (self.start.dateTimeChanged, self.end.dateTimeChanged):
            moved.connect(lambda _: self._judge())
        self.scope.changed.connect(self._judge)
        self.scope.box.setFocus()

    def _time_box(self, time_us: int) -> QDateTimeEdit:
        box = QDateTimeEdit()
        box.setTimeZone(self._zone)
        box.setDisplayFormat(_FORMS[language()])
        box.setCalendarPopup(True)
        box.setDateTime(self._moment(time_us))
        return box

    def _moment(self, time_us: int) -> QDateTime:
        whole = time_us // _MS_US // _MINUTE_MS * _MINUTE_MS
        return QDateTime.fromMSecsSinceEpoch(whole, self._zone)

    def _arrange(self) -> None:
        letter, line = self.fontMetrics().horizontalAdvance("0"), self.fontMetrics().height()
        self.resize(84 * letter, 34 * line)
        heading = QLabel(self.tr("So lange ruft kein Alarm dieses Bereichs:"))
        heading.setObjectName("heading")
        spans = QHBoxLayout()
        spans.setSpacing(GRID)
        spans.addWidget(self.end, 1)
        for hours, text in (
            (1, self.tr("1 h")),
            (2, self.tr("2 h")),
            (4, self.tr("4 h")),
            (8, self.tr("8 h")),
            (24, self.tr("1 Tag")),
        ):
            button = QToolButton()
            button.setObjectName("switch")
            button.setText(text)
            tip = self.tr("Dauer {span} ab Beginn").format(span=text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, hours=hours: self._last(hours))
            spans.addWidget(button)
        form = self._form(spans)
        self._give.setObjectName("primary")
        self._give.setDefault(True)
        box_ = QDialogButtonBox()
        box_.addButton(self._give, QDialogButtonBox.ButtonRole.AcceptRole)
        box_.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box_.accepted.connect(self.give)
        box_.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(heading)
        column.addWidget(self.scope, 1)
        column.addLayout(form)
        column.addWidget(self.notice)
        column.addWidget(box_)

    def _form(self, spans: QHBoxLayout) -> QFormLayout:
        """Return the lines below the chooser."""
        form = QFormLayout()
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(2 * GRID)
        for label, box, name in (
            (self.tr("&Beginn"), self.start, self.tr("Beginn")),
            (self.tr("&Grund"), self.reason, self.tr("Grund")),
            (self.tr("&Auftrag"), self.order, self.tr("Auftrag")),
        ):
            box.setAccessibleName(name)
            form.addRow(label, box)
        end_label = QLabel(self.tr("&Ende"))
        end_label.setBuddy(self.end)
        self.end.setAccessibleName(self.tr("Ende"))
        form.insertRow(1, end_label, spans)
        for words in (self.reason, self.order):
            words.setMaxLength(_MOST_LETTERS)
        self.reason.setPlaceholderText(self.tr("Was getan wird, etwa „Switch tauschen“"))
        self.order.setPlaceholderText(self.tr("Nummer des Arbeitsauftrags"))
        return form

    def _last(self, hours: int) -> None:
        self.end.setDateTime(self.start.dateTime().addSecs(hours * 3_600))

    # ---- what was written ----------------------------------------------------------------------
    @property
    def start_us(self) -> int:
        """Begin, µs UTC."""
        return self.start.dateTime().toMSecsSinceEpoch() * _MS_US

    @property
    def end_us(self) -> int:
        """End, µs UTC."""
        return self.end.dateTime().toMSecsSinceEpoch() * _MS_US

    def fault(self) -> str:
        """Return what is still missing, a sentence; empty when all is there."""
        if self.scope.scope == Scope():
            return self.tr("Wählen Sie, woran gearbeitet wird.")
        if self.end_us <= self.start_us:
            return self.tr("Das Ende liegt nicht nach dem Beginn.")
        if self.end_us <= self._now_us:
            return self.tr("Das Ende liegt in der Vergangenheit.")
        if not self.reason.text().strip():
            return self.tr("Schreiben Sie, was getan wird.")
        if not self.order.text().strip():
            return self.tr("Nennen Sie den Arbeitsauftrag.")
        return ""

    def _judge(self) -> None:
        fault = self.fault()
        self._give.setEnabled(not fault)
        self.notice.show_notice("mdi6.information-outline" if fault else "", fault)

    def give(self) -> None:
        """Announce the window, if everything that it needs is there."""
        if self.fault():
            return
        self.window_wanted.emit(
            MaintenanceWindow(
                id=uuid4().hex,
                start_us=self.start_us,
                end_us=self.end_us,
                scope=self.scope.scope,
                reason=" ".join(self.reason.text().split()),
                work_order=" ".join(self.order.text().split()),
                actor="",
            )
        )
        self.accept()
