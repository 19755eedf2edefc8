"""What a person gives for an order, and the orders themselves."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.fields import Field, FieldType
from app.services.inventory.lendings import Period
from widgets.inventory.fields.dates import DateEditor
from widgets.points.inspector_parts import words
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_COLUMNS: Final = 2


class Order(StrEnum):
    """What may be done."""

    RESERVE = "reserve"
    CHECK_OUT = "check_out"
    TAKE_BACK = "take_back"
    BREAK = "break"
    EXTEND = "extend"
    CANCEL = "cancel"
    LOSE = "lose"
    SLIP = "slip"
    REMIND = "remind"


KEYS: Final = {
    Order.RESERVE: "R",
    Order.CHECK_OUT: "A",
    Order.TAKE_BACK: "Z",
    Order.BREAK: "D",
    Order.EXTEND: "V",
    Order.CANCEL: "U",
    Order.LOSE: "L",
    Order.SLIP: "B",
    Order.REMIND: "E",
}
"""Keys of orders while the focus is in the list or in the calendar."""

_ICONS: Final = {
    Order.RESERVE: "mdi6.calendar-plus",
    Order.CHECK_OUT: "mdi6.arrow-right-bold-outline",
    Order.TAKE_BACK: "mdi6.arrow-left-bold-outline",
    Order.BREAK: "mdi6.wrench-outline",
    Order.EXTEND: "mdi6.calendar-arrow-right",
    Order.CANCEL: "mdi6.calendar-remove",
    Order.LOSE: "mdi6.help-rhombus-outline",
    Order.SLIP: "mdi6.file-document-outline",
    Order.REMIND: "mdi6.email-outline",
}


class LendingForm(QWidget):
    """Borrower, days, a note, and buttons.

    Signals:
        ordered: An order was pressed (`Order`).
        days_changed: Other days were written.
    """

    ordered = Signal(object)
    days_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.borrower = QComboBox()
        self.first = DateEditor(Field("first", "Von", FieldType.DATE))
        self.last = DateEditor(Field("last", "Bis", FieldType.DATE))
        self.note = QLineEdit()
        self.buttons = {order: QPushButton() for order in Order}
        self.says = words()
        self._labels = [QLabel() for _ in range(4)]
        self._arrange()
        for order, button in self.buttons.items():
            button.clicked.connect(lambda _=False, order=order: self.ordered.emit(order))
        for editor in (self.first, self.last):
            editor.line.editingFinished.connect(self.days_changed)

    def _arrange(self) -> None:
        box = self.borrower
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)
        rows = QFormLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(2 * GRID)
        rows.setVerticalSpacing(GRID)
        for label, editor in zip(
            self._labels, (self.borrower, self.first, self.last, self.note), strict=True
        ):
            rows.addRow(label, editor)
            label.setBuddy(editor)
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for number, button in enumerate(self.buttons.values()):
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addLayout(rows)
        column.addWidget(self.says)
        column.addLayout(grid)

    def set_schools(self, names: Sequence[str]) -> None:
        """Offer other schools; what is written stays."""
        text = self.borrower.currentText()
        self.borrower.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.borrower.clear()
        self.borrower.addItems(list(names))
        self.borrower.setEditText(text)
        self.borrower.blockSignals(False)  # noqa: FBT003 - Qt's own

    def show_period(self, period: Period) -> None:
        """Write days."""
        self.first.set_value(period.first.isoformat())
        self.last.set_value(period.last.isoformat())

    def period(self) -> Period | None:
        """Return the days that are written; None when one of them is none."""
        days = [editor.value() for editor in (self.first, self.last)]
        if not all(days):
            return None
        first, last = (date.fromisoformat(str(day)) for day in days)
        return Period(first, last)

    def say(self, text: str) -> None:
        """Tell what became of an order, or what stands against it."""
        self.says.setText(text)
        self.says.setVisible(bool(text))
        self.says.setAccessibleName(text)

    def retranslate(self) -> None:
        """Set all texts again."""
        names = (
            self.tr("Schule oder Kürzel"), self.tr("Von"), self.tr("Bis"),
            self.tr("Bemerkung"),
        )  # fmt: skip
        for label, text in zip(self._labels, names, strict=True):
            label.setText(text)
        for editor, text in zip(
            (self.borrower, self.first.line, self.last.line, self.note), names, strict=True
        ):
            editor.setAccessibleName(text)
        self.note.setPlaceholderText(self.tr("Zustand oder was sonst zu wissen ist"))
        self.borrower.setToolTip(
            self.tr("Eine Schule der Stadt oder ein Kürzel wie GS-12. Keine Namen von Personen.")
        )
        texts = {
            Order.RESERVE: self.tr("Reservieren"),
            Order.CHECK_OUT: self.tr("Ausgeben"),
            Order.TAKE_BACK: self.tr("Zurücknehmen"),
            Order.BREAK: self.tr("Defekt zurück"),
            Order.EXTEND: self.tr("Verlängern"),
            Order.CANCEL: self.tr("Reservierung aufheben"),
            Order.LOSE: self.tr("Verloren"),
            Order.SLIP: self.tr("Beleg"),
            Order.REMIND: self.tr("Erinnerung"),
        }
        tips = {
            Order.RESERVE: self.tr("Das Gerät für die Tage von – bis reservieren."),
            Order.CHECK_OUT: self.tr("Das Gerät heute ausgeben; zurück ist es am Tag unter „Bis“."),
            Order.TAKE_BACK: self.tr(
                "Das Gerät heute zurücknehmen, mit dem Zustand als Bemerkung."
            ),
            Order.BREAK: self.tr(
                "Das Gerät heute zurücknehmen und in Reparatur geben; dafür braucht es eine "
                "Bemerkung."
            ),
            Order.EXTEND: self.tr("Die Rückgabe auf den Tag unter „Bis“ verschieben."),
            Order.CANCEL: self.tr("Die gewählte Reservierung aufheben."),
            Order.LOSE: self.tr("Das Gerät als verloren melden; dafür braucht es eine Bemerkung."),
            Order.SLIP: self.tr("Einen Beleg der Ausleihe als PDF speichern."),
            Order.REMIND: self.tr("An alles erinnern, was überfällig ist, als Text."),
        }
        for order, button in self.buttons.items():
            button.setText(texts[order])
            button.setToolTip(self.tr("{0} ({1} in der Liste)").format(tips[order], KEYS[order]))
            button.setAccessibleDescription(tips[order])

    def apply_theme(self) -> None:
        """Take icons again."""
        for order, button in self.buttons.items():
            button.setIcon(icon(_ICONS[order]))
