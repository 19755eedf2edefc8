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
        is_scope: True for what the tree narrows to: it has its sign, and is changed in the tree.
        parent: Owner.

    Attributes:
        button: Opens it.
        cross: Removes it.
    """

    def __init__(self, text: str, parent: QWidget | None = None, *, is_scope: bool = False) -> None:
        super().__init__(parent)
        self.button, self.cross = QToolButton(), QToolButton()
        self.button.setObjectName("switch")
        room = QFontMetrics(self.font()).averageCharWidth() * _LETTERS
        metrics = QFontMetrics(self.font())
        self.button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        hint = self.tr("Klicken, um den Filter zu ändern.")
        self.button.setToolTip(f"{text}\n{hint}")
        self.button.setAccessibleName(text)
        if is_scope:
            self.button.setIcon(icon("mdi6.file-tree-outline"))
            self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.button.setToolTip(self.tr("In der Gliederung gewählt: {0}").format(text))
            self.button.setAccessibleName(self.tr("In der Gliederung gewählt: {0}").format(text))
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

    Attributes:
        chips: The chips of the person's own filters, by path.
        scope: The chip of what the tree narrows the rows to; None while it does not.

    Signals:
        filter_opened: The path whose filter shall be changed (str), and the chip (QWidget).
        filter_removed: The path whose filter shall go (str).
        scope_removed: What the tree narrows the rows to shall go.
        all_removed: All filters shall go.
    """

    filter_opened = Signal(str, QWidget)
    filter_removed = Signal(str)
    scope_removed = Signal()
    all_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = WrappingLine(GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        column.addWidget(self.line)
        self.chips: dict[str, FilterChip] = {}
        self.scope: FilterChip | None = None
        self._said: tuple[list[tuple[str, str]], str] | None = None
        self.hide()

    def forget(self) -> None:
        """Make all chips anew next time: icons and language are others now."""
        self._said = None

    def show_filters(self, texts: Sequence[tuple[str, str]], scope: str = "") -> None:
        """Show what is filtered.

        Args:
            texts: Paths and what their filters say.
            scope: What the tree narrows the rows to, in words.
        """
        said = (list(texts), scope)
        if said == self._said:  # as at each letter that is searched
            return
        self._said = said
        self.chips, self.scope = {}, None
        parts: list[QWidget] = []
        if scope:
            self.scope = FilterChip(scope, is_scope=True)
            self.scope.cross.clicked.connect(self.scope_removed)
            parts.append(self.scope)
        for path, text in texts:
            chip = FilterChip(text)
            chip.button.clicked.connect(partial(self._open, path))
            chip.cross.clicked.connect(partial(self.filter_removed.emit, path))
            self.chips[path] = chip
            parts.append(chip)
        if len(parts) > 1:
            button = QToolButton()
            button.setText(self.tr("Alle Filter entfernen"))
            button.clicked.connect(self.all_removed)
            parts.append(button)
        self.line.show_parts(parts)
        self.setVisible(bool(parts))

    def _open(self, path: str) -> None:
        self.filter_opened.emit(path, self.chips[path])


def paths_of(filters: Sequence[Filter]) -> list[str]:
    """Return the paths that are filtered, each once, in order."""
    return list(dict.fromkeys(one.path for one in filters))
