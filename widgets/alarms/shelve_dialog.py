"""The dialogs that hide alarms: shelve for a while, take out of service under a work order."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import SHELF_LIMIT_S, AlarmOrder, OrderKind
from app.domain.local_times import at_local
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.hiding import span_text
from widgets.alarms.order_dialog import OrderDialog, one_line
from widgets.alarms.reasons import Reasons
from widgets.texts import language
from widgets.theme.tokens import GRID

_PRESETS_MIN: Final = (15, 30, 60, 120, 240, 480, 720, 1440)
_ROW: Final = 4
_MINUTE_US: Final = 60_000_000


def shelf_limit_us(entries: Sequence[AlarmEntry]) -> int:
    """Return how long alarms may be shelved together, µs: as long as the strictest of them."""
    return min(SHELF_LIMIT_S[entry.rule.priority] for entry in entries) * 1_000_000


def end_text(until_us: int, at_us: int, zone: str) -> str:
    """Return when a shelf ends, such as `heute 18:40 Uhr`."""
    end, now = (at_local(us, ZoneInfo(zone)) for us in (until_us, at_us))
    clock = end.strftime("%H:%M")
    return _day_words(end, now).format(time=clock)


def _day_words(end: datetime, now: datetime) -> str:
    if end.date() == now.date():
        return QCoreApplication.translate("alarms", "heute {time} Uhr")
    if end.date() == now.date() + timedelta(days=1):
        return QCoreApplication.translate("alarms", "morgen {time} Uhr")
    return end.strftime("%d/%m/%Y {time}" if language() == "en" else "%d.%m.%Y {time} Uhr")


def reason_box(reasons: Reasons, parent: QWidget | None = None) -> QComboBox:
    """Return a box in which a reason is written or taken from those given before."""
    box = QComboBox(parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(reasons.all())
    box.setCurrentIndex(-1)
    box.setMinimumWidth(48 * box.fontMetrics().horizontalAdvance("n"))
    if (line := box.lineEdit()) is not None:
        words = QCoreApplication.translate("alarms", "Der Grund steht danach im Journal.")
        line.setPlaceholderText(words)
    return box


class ShelveDialog(OrderDialog):
    """Asks how long and why alarms are shelved.

    Args:
        entries: The alarms.
        at_us: The present, µs UTC.
        zone: Time zone of the city.
        reasons: Reasons given before.
        parent: Owner.

    Signals:
        given: The order (object: AlarmOrder).
    """

    given = Signal(object)

    def __init__(
        self,
        entries: Sequence[AlarmEntry],
        at_us: int,
        zone: str,
        reasons: Reasons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(entries, parent)
        heading = self.tr("%n Alarm(e) zurückstellen", "", len(entries))
        self.name(self.tr("Zurückstellen"), heading)
        self._at_us, self._zone, self._reasons = at_us, zone, reasons
        self.limit_us = shelf_limit_us(entries)
        self._is_mixed = len({entry.rule.priority for entry in entries}) > 1
        self.presets: dict[int, QToolButton] = {}
        self.minutes = QSpinBox()
        self.once = QCheckBox(self.tr("Nur einmal: kommt wieder, sobald der Alarm zurückkehrt"))
        self.reason = reason_box(reasons)
        self.end = QLabel()
        self.button = QPushButton(self.tr("Zurückstellen"))
        self._fill()
        self._check()

    def _fill(self) -> None:
        self.column.addLayout(self._make_presets())
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        most = self.limit_us // _MINUTE_US
        self.minutes.setRange(1, int(most))
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setValue(min(60, int(most)))
        self.minutes.setAccessibleName(self.tr("Dauer in Minuten"))
        self.minutes.setToolTip(
            self.tr("Höchstens {span} bei dieser Priorität").format(span=span_text(self.limit_us))
        )
        self.reason.setAccessibleName(self.tr("Grund"))
        form.addRow(self.tr("Dauer"), self.minutes)
        form.addRow(self.tr("Grund"), self.reason)
        form.addRow("", self.once)
        form.addRow(self.tr("Kommt wieder"), self.end)
        self.column.addLayout(form)
        if self._is_mixed:
            words = self.tr("Die strengste Priorität der Auswahl begrenzt die Dauer auf {span}.")
            note = QLabel(words.format(span=span_text(self.limit_us)))
            note.setObjectName("muted")
            note.setWordWrap(True)
            self.column.addWidget(note)
        self.add_buttons(self.button)
        self.minutes.valueChanged.connect(self._check)
        self.reason.editTextChanged.connect(self._check)
        self.reason.setFocus()

    def _make_presets(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GRID)
        group = QButtonGroup(self)
        for place, minutes in enumerate(_PRESETS_MIN):
            if minutes * _MINUTE_US > self.limit_us:
                break
            button = QToolButton()
            button.setObjectName("switch")
            button.setCheckable(True)
            button.setText(span_text(minutes * _MINUTE_US))
            button.clicked.connect(lambda _=False, minutes=minutes: self.minutes.setValue(minutes))
            group.addButton(button)
            self.presets[minutes] = button
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, place // _ROW, place % _ROW)
        for column in range(_ROW):
            grid.setColumnStretch(column, 1)
        return grid

    @property
    def until_us(self) -> int:
        """When the shelf ends, µs UTC."""
        return self._at_us + self.minutes.value() * _MINUTE_US

    def _check(self) -> None:
        for minutes, button in self.presets.items():
            button.setChecked(minutes == self.minutes.value())
        self.end.setText(end_text(self.until_us, self._at_us, self._zone))
        has_reason = bool(self.reason.currentText().strip())
        self.button.setEnabled(has_reason)
        self.button.setToolTip("" if has_reason else self.tr("Nennen Sie einen Grund."))

    @override
    def give(self) -> None:
        if not self.button.isEnabled():
            return
        reason = one_line(self.reason.currentText())
        self._reasons.remember(reason)
        self.given.emit(
            AlarmOrder(
                OrderKind.SHELVE,
                self.alarms,
                comment=reason,
                until_us=self.until_us,
                is_one_shot=self.once.isChecked(),
            )
        )
        self.accept()


class RemoveDialog(OrderDialog):
    """Asks why, and under which work order, alarms are taken out of service.

    Signals:
        given: The order (object: AlarmOrder).
    """

    given = Signal(object)

    def __init__(
        self, entries: Sequence[AlarmEntry], reasons: Reasons, parent: QWidget | None = None
    ) -> None:
        super().__init__(entries, parent)
        heading = self.tr("%n Alarm(e) außer Betrieb nehmen", "", len(entries))
        self.name(self.tr("Außer Betrieb nehmen"), heading)
        self._reasons = reasons
        self.reason = reason_box(reasons)
        self.reason.setAccessibleName(self.tr("Grund"))
        self.work_order = QLineEdit()
        self.work_order.setMaxLength(60)
        self.work_order.setAccessibleName(self.tr("Auftragsnummer"))
        self.work_order.setPlaceholderText(self.tr("Auftragsnummer, zum Beispiel 2026-0815"))
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.addRow(self.tr("Grund"), self.reason)
        form.addRow(self.tr("Auftrag"), self.work_order)
        self.column.addLayout(form)
        note = QLabel(
            self.tr(
                "Die Alarme rufen niemanden mehr, bis sie wieder in Betrieb genommen werden. "
                "Beurteilt und im Journal vermerkt werden sie weiter."
            )
        )
        note.setObjectName("muted")
        note.setWordWrap(True)
        self.column.addWidget(note)
        self.button = QPushButton(self.tr("Außer Betrieb nehmen"))
        self.add_buttons(self.button)
        self.reason.editTextChanged.connect(self._check)
        self.work_order.textChanged.connect(self._check)
        self.reason.setFocus()
        self._check()

    def _check(self) -> None:
        is_whole = bool(self.reason.currentText().strip() and self.work_order.text().strip())
        self.button.setEnabled(is_whole)
        hint = self.tr("Nennen Sie den Grund und die Auftragsnummer.")
        self.button.setToolTip("" if is_whole else hint)

    @override
    def give(self) -> None:
        if not self.button.isEnabled():
            return
        reason = one_line(self.reason.currentText())
        self._reasons.remember(reason)
        order = one_line(self.work_order.text())
        self.given.emit(AlarmOrder(OrderKind.REMOVE, self.alarms, comment=reason, work_order=order))
        self.accept()
