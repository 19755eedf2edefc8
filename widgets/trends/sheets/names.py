"""Asking for the name of a sheet; why it is refused stands below the line."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from widgets.theme.tokens import GRID

_LETTERS = 44
_LONGEST = 120


class NameDialog(QDialog):
    """One line; the dialog stays until the name is taken or the person gives up.

    Args:
        title: What the name is for.
        proposal: What stands in the line at first.
        take: Takes the name; returns why not, empty when it is done.
        parent: Owner.
    """

    def __init__(
        self, title: str, proposal: str, take: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self.setWindowTitle(title)
        self.line = QLineEdit(proposal)
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName(self.tr("Name"))
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        box = QDialogButtonBox()
        box.addButton(self.tr("Speichern"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addWidget(QLabel(self.tr("Name des Kurvenblatts")))
        column.addWidget(self.line)
        column.addWidget(self.problem)
        column.addWidget(box)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.line.selectAll()

    @override
    def accept(self) -> None:
        reason = self._take(self.line.text())
        self.problem.setText(reason)
        if not reason:
            super().accept()
