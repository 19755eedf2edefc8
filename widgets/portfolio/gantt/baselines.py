"""The dialog that keeps the plan as it stands as a baseline."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import title_of
from widgets.theme.tokens import GRID


@dataclass(frozen=True, slots=True)
class BaselineWish:
    """What a person said of a new baseline.

    Attributes:
        name: What it is called.
        approved_by: Who approved it; may be empty.
        project: Uid of its project, empty for all.
    """

    name: str
    approved_by: str
    project: str


class BaselineDialog(QDialog):
    """Asks for the name of a new baseline, who approved it, and of what it is.

    Args:
        projects: Projects it may be of.
        chosen: Uid of the project that is offered first, empty for all.
        name: The name that is offered.
        parent: Owner.
    """

    def __init__(
        self, projects: Sequence[Record], chosen: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Basisplan festhalten"))
        words = QLabel(self.tr("Die Termine, wie sie jetzt stehen, werden festgehalten. Spätere"
                               " Änderungen sehen Sie dann als Abweichung davon."))  # fmt: skip
        words.setWordWrap(True)
        self.name, self.approved_by, self.project = QLineEdit(name), QLineEdit(), QComboBox()
        self.approved_by.setPlaceholderText(self.tr("Gremium oder Rolle, etwa „Lenkungskreis“"))
        self.project.addItem(self.tr("Alle Projekte"), "")
        for one in projects:
            self.project.addItem(title_of(one), one.uid)
        self.project.setCurrentIndex(max(self.project.findData(chosen), 0))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(self.tr("Festhalten"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Abbrechen"))
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Freigegeben durch"), self.approved_by)
        form.addRow(self.tr("Umfang"), self.project)
        column = QVBoxLayout(self)
        column.setSpacing(3 * GRID)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(110 * GRID)
        self.name.selectAll()

    def wish(self) -> BaselineWish:
        """Return what was said."""
        project = str(self.project.currentData() or "")
        return BaselineWish(self.name.text().strip(), self.approved_by.text().strip(), project)
