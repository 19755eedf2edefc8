"""The buttons above the formulas, and the titles of the columns."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpacerItem, QToolButton, QVBoxLayout, QWidget

from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.row import name_width, unit_width


class FormulaBar(QWidget):
    """Add, undo, redo, help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add, self.undo, self.redo, self.help = (QToolButton() for _ in range(4))
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(GRID)
        for button in (self.add, self.undo, self.redo):
            button.setAutoRaise(True)
            line.addWidget(button)
        line.addStretch(1)
        self.help.setAutoRaise(True)
        line.addWidget(self.help)
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.add.setText(self.tr("Formel hinzufügen"))
        labels = (
            (self.add, self.tr("Formel hinzufügen"), ""),
            (self.undo, self.tr("Rückgängig"), self.tr("Strg+Z")),
            (self.redo, self.tr("Wiederholen"), self.tr("Strg+Umschalt+Z")),
            (self.help, self.tr("Hilfe zu Formeln"), self.tr("F1")),
        )
        for button, name, key in labels:
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({key})" if key else name)

    def apply_theme(self) -> None:
        """Tint the icons."""
        self.add.setIcon(icon("mdi6.plus"))
        self.undo.setIcon(icon("mdi6.undo"))
        self.redo.setIcon(icon("mdi6.redo"))
        self.help.setIcon(icon("mdi6.help-circle-outline"))


class FormulaHead(QWidget):
    """Titles of the columns, as wide as those of the rows."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [QLabel(), QLabel(), QLabel()]
        titles = QHBoxLayout()
        titles.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        titles.setSpacing(2 * GRID)
        for label in self._labels:
            label.setObjectName("muted")
        self._labels[0].setFixedWidth(name_width(self))
        self._labels[2].setFixedWidth(unit_width(self))
        titles.addWidget(self._labels[0])
        titles.addWidget(self._labels[1], 1)
        titles.addWidget(self._labels[2])
        self._end = QSpacerItem(0, 0)
        self._titles = titles
        titles.addItem(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(titles)
        column.addWidget(content, 1)
        self.retranslate()

    @property
    def titles_height(self) -> int:
        """Height of the titles in px."""
        return self._titles.sizeHint().height()

    def set_end(self, width_px: int) -> None:
        """Leave as much room as the rows have behind the unit: buttons and scroll bar."""
        self._end.changeSize(width_px, 0)
        self._titles.invalidate()

    def retranslate(self) -> None:
        """Set all texts again."""
        titles = (self.tr("Name"), self.tr("Formel"), self.tr("Einheit"))
        for label, title in zip(self._labels, titles, strict=True):
            label.setText(title)
