"""What all panels have in common: they speak the language of the screen, also after it changed."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Panel(QWidget):
    """A panel beside the twin."""

    def retranslate(self) -> None:
        """Set all texts again; called at a change of language."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
