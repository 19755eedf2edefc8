"""The line below the logbook: type, Return, and it is written."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.records.dialog import MAX_LETTERS
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_MOST_CHIPS: Final = 4
_LETTERS: Final = 26


class QuickLine(QWidget):
    """Takes one line; chips show which points it is about, and each can be taken away.

    Signals:
        written: The text (str), the points (list of str), whether something is left to do (bool).
    """

    written = Signal(str, list, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[str] = []
        self._name_of: Callable[[str], str] = str
        self._is_pinned = False
        self.box = QLineEdit()
        self.box.setMaxLength(MAX_LETTERS)
        self.to_do = QCheckBox()
        self.button = QPushButton()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(GRID)
        self._about = QLabel()
        self._about.setObjectName("muted")
        self._arrange()
        self.box.returnPressed.connect(self.write)
        self.box.textChanged.connect(lambda _: self._follow())
        self.button.clicked.connect(self.write)
        self.retranslate()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.box, 1)
        line.addWidget(self.to_do)
        line.addWidget(self.button)
        about = QHBoxLayout()
        about.setSpacing(GRID)
        about.addWidget(self._about)
        about.addLayout(self._chips)
        about.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(about)
        column.addLayout(line)

    @property
    def points(self) -> list[str]:
        """The points the line is about."""
        return list(self._points)

    def chips(self) -> list[QToolButton]:
        """Return the buttons that take a point away."""
        items = [self._chips.itemAt(place) for place in range(self._chips.count())]
        widgets = [None if item is None else item.widget() for item in items]
        return [widget for widget in widgets if isinstance(widget, QToolButton)]

    def show_points(self, points: Sequence[str], name_of: Callable[[str], str]) -> None:
        """Show which points the line is about."""
        self._points, self._name_of = list(points), name_of
        self._build()

    def show_pinned(self, *, is_pinned: bool) -> None:
        """Say whether the line is about a moment of the past."""
        self._is_pinned = is_pinned
        self._word()

    def write(self) -> None:
        """Send the line off, when there is one, and begin anew."""
        text = self.box.text().encode("utf-8", "replace").decode().strip()
        if text:
            self.written.emit(text, list(self._points), self.to_do.isChecked())
            self.box.clear()
            self.to_do.setChecked(False)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.to_do.setText(self.tr("Noch zu erledigen"))
        self.to_do.setToolTip(self.tr("Bleibt in jeder Übergabe, bis jemand es erledigt"))
        self.button.setText(self.tr("Eintragen"))
        self.box.setAccessibleName(self.tr("Neuer Eintrag im Schichtbuch"))
        self.box.setToolTip(self.tr("Eingabe trägt ein"))
        self._word()
        self._build()

    def _word(self) -> None:
        now = self.tr("Neuer Eintrag, Zeitpunkt jetzt …")
        then = self.tr("Neuer Eintrag zum gezeigten Zeitpunkt …")
        self.box.setPlaceholderText(then if self._is_pinned else now)

    def _build(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()  # one of them may just have been pressed
        for point in self._points[:_MOST_CHIPS]:
            self._chips.addWidget(self._chip(point))
        more = len(self._points) - _MOST_CHIPS
        if more > 0:
            self._chips.addWidget(QLabel(self.tr("und {0} weitere").format(more)))
        whole = self.tr("Betrifft die ganze Stadt; ausgewählte Datenpunkte kommen hierher.")
        self._about.setText(self.tr("Betrifft:") if self._points else whole)
        self._follow()

    def _chip(self, point: str) -> QToolButton:
        name = self._name_of(point)
        chip = QToolButton()
        chip.setIcon(icon("mdi6.close"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        width = _LETTERS * self.fontMetrics().averageCharWidth()
        chip.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, width))
        chip.setToolTip(self.tr("{0}: nicht in diesen Eintrag").format(name))
        chip.setAccessibleName(self.tr("{0} herausnehmen").format(name))
        chip.clicked.connect(partial(self._take_away, point))
        return chip

    def _take_away(self, point: str) -> None:
        self._points.remove(point)
        self._build()

    def _follow(self) -> None:
        self.button.setEnabled(bool(self.box.text().strip()))
