"""The help: how formulas are written and what the functions do."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from widgets.theme.tokens import GRID
from widgets.trends.formulas.words import help_page


class FormulaHelp(QDialog):
    """A window beside the panel that stays open while formulas are written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = QTextBrowser()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.addWidget(self.page)
        column.addWidget(self._buttons)
        metrics = self.fontMetrics()
        self.resize(90 * metrics.horizontalAdvance("n"), 36 * metrics.lineSpacing())
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Hilfe zu Formeln"))
        self.page.setAccessibleName(self.tr("Hilfe zu Formeln"))
        self.page.setHtml(help_page())
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Schließen"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
