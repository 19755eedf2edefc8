"""The question for a moment: a person writes it in words, and reads at once what is understood."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.console.moments import moment_text, weekday_text
from widgets.foreign_texts import on_screen
from widgets.theme.tokens import GRID


class GoTo(QFrame):
    """A pop-up with one line; Enter goes there, Esc closes.

    Args:
        parent: The window it belongs to.
        read: Reads the words of a person; raises a `ValueError` whose text is a sentence.

    Signals:
        moment_chosen: The moment, µs UTC (object: Qt's int has 32 bits).
    """

    moment_chosen = Signal(object)

    def __init__(self, parent: QWidget, read: Callable[[str], int]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._read = read
        self._zone = "UTC"
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        self._hint = QLabel(self)
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for widget in (self.line, self.answer, self._hint):
            column.addWidget(widget)
        self.line.textChanged.connect(self._answer)
        self.line.returnPressed.connect(self._go)
        self.setFocusProxy(self.line)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.line.setPlaceholderText(self.tr("gestern 14:30"))
        self.line.setAccessibleName(self.tr("Zeitpunkt, zu dem die Konsole gehen soll"))
        self._hint.setText(
            self.tr(
                "Zum Beispiel: gestern 14:30 · vor 2 Stunden · Montag 6 Uhr · 3.11. 14:30 · "
                "letzte Woche · jetzt"
            )
        )

    def set_zone(self, zone: str) -> None:
        """Write moments in this IANA zone."""
        self._zone = zone

    def open_at(self, corner: QPoint) -> None:
        """Ask, with the upper left corner at a place of the screen."""
        self.line.clear()
        self._answer("")
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 60)
        self.adjustSize()
        self.move(corner)
        self.show()
        self.line.setFocus()

    def _answer(self, text: str) -> None:
        """Say what is understood, or what is wrong, while the person writes."""
        if not text.strip():
            self.answer.setText(self.tr("Zu welchem Zeitpunkt?"))
            return
        try:
            time_us = self._read(text)
        except ValueError as error:
            self.answer.setText(on_screen(str(error)))
        else:
            day, moment = weekday_text(time_us, self._zone), moment_text(time_us, self._zone)
            self.answer.setText(self.tr("Eingabetaste zeigt: {0}, {1}").format(day, moment))
        self.adjustSize()

    def _go(self) -> None:
        try:
            time_us = self._read(self.line.text())
        except ValueError:
            return  # What is wrong stands below the line already.
        self.hide()
        self.moment_chosen.emit(time_us)
