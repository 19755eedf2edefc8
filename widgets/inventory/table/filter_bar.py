"""What is filtered, as chips in a line that goes on below where there is no room."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.domain.inventory.queries import Filter
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_LETTERS = 44
"""A chip is at most so wide; the rest of its words stands in the tooltip."""


class FilterChip(QWidget):
    """What one column is filtered by: the words open it, the cross removes it.

    Args:
        text: The words.
        parent: Owner.

    Attributes:
        button: Opens it.
        cross: Removes it.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button, self.cross = QToolButton(), QToolButton()
        self.button.setObjectName("switch")
        room = QFontMetrics(self.font()).averageCharWidth() * _LETTERS
        metrics = QFontMetrics(self.font())
        self.button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.button.setToolTip(self.tr("{0}\nKlicken, um den Filter zu ändern.").format(text))
        self.button.setAccessibleName(text)
        self.cross.setIcon(icon("mdi6.close"))
        self.cross.setIconSize(QSize(14, 14))
        words = self.tr("Filter „{0}“ entfernen").format(text)
        self.cross.setToolTip(words)
        self.cross.setAccessibleName(words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.button)
        line.addWidget(self.cross)


class FilterBar(QWidget):
    """Shows filters as chips; hidden while nothing is filtered.

    Signals:
        filter_opened: The path whose filter shall be changed (str), and the chip (QWidget).
        filter_removed: The path whose filter shall go (str).
        all_removed: All filters shall go.
    """

    filter_opened = Signal(str, QWidget)
    filter_removed = Signal(str)
    all_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = WrappingLine(GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        column.addWidget(self.line)
        self.chips: dict[str, FilterChip] = {}
        self.hide()

    def show_filters(self, texts: Sequence[tuple[str, str]]) -> None:
        """Show what is filtered.

        Args:
            texts: Paths and what their filters say.
        """
        self.chips = {}
        parts: list[QWidget] = []
        for path, text in texts:
            chip = FilterChip(text)
            chip.button.clicked.connect(partial(self._open, path))
            chip.cross.clicked.connect(partial(self.filter_removed.emit, path))
            self.chips[path] = chip
            parts.append(chip)
        if len(texts) > 1:
            button = QToolButton()
            button.setText(self.tr("Alle Filter entfernen"))
            button.clicked.connect(self.all_removed)
            parts.append(button)
        self.line.show_parts(parts)
        self.setVisible(bool(texts))

    def _open(self, path: str) -> None:
        self.filter_opened.emit(path, self.chips[path])


def paths_of(filters: Sequence[Filter]) -> list[str]:
    """Return the paths that are filtered, each once, in order."""
    return list(dict.fromkeys(one.path for one in filters))
