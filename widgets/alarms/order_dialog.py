"""What the dialogs for orders have in common: which alarms, why, and two buttons."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.alarms.entries import AlarmEntry
from widgets.labels import ElidedLabel
from widgets.theme.tokens import GRID

_NAMED: Final = 5
MOST_LETTERS: Final = 500
"""So long may a comment or a reason be."""


class OrderDialog(QDialog):
    """Asks for what an order needs; closes itself once it was given.

    Args:
        entries: The alarms it is about.
        parent: Owner.
    """

    def __init__(self, entries: Sequence[AlarmEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.alarms = tuple(entry.rule.id for entry in entries)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self.column.setSpacing(2 * GRID)
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self.column.addWidget(self._heading)
        for entry in entries[:_NAMED]:
            where = "" if entry.place in entry.message else f" – {entry.place}"
            words = f"{entry.priority_word} · {entry.message}{where}"
            self.column.addWidget(muted_line(words, words))
        if len(entries) > _NAMED:
            rest = self.tr("… und %n weitere(r)", "", len(entries) - _NAMED)
            self.column.addWidget(muted_line(rest, rest))
        self.column.addSpacing(GRID)

    def name(self, title: str, heading: str) -> None:
        """Set the title of the window, and what will be done, with the number of alarms."""
        self.setWindowTitle(title)
        self._heading.setText(heading)

    def add_buttons(self, give: QPushButton) -> None:
        """Add the button that gives the order, and the one that gives up."""
        box = QDialogButtonBox()
        give.setObjectName("primary")
        give.setDefault(True)
        box.addButton(give, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.give)
        box.rejected.connect(self.reject)
        self.column.addWidget(box)

    def give(self) -> None:
        """Give the order, if everything that it needs is there."""
        raise NotImplementedError


def muted_line(text: str, tooltip: str) -> QLabel:
    """Return a line of secondary text that gives way."""
    label = ElidedLabel(text)
    label.setObjectName("muted")
    label.setToolTip(tooltip)
    return label


def one_line(text: str) -> str:
    """Return what was written as one line of a sensible length."""
    return " ".join(text.split())[:MOST_LETTERS]
