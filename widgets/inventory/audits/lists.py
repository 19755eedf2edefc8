"""Lists with a sign, a word and a count at their head."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_TOP: Final = QModelIndex()
_SIGN_PX: Final = 18
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list.

    Attributes:
        title: What it is.
        detail: Where it should be, or what else; shown behind it.
        uid: The asset; empty for none.
    """

    title: str
    detail: str = ""
    uid: str = ""


class LinesModel(QAbstractListModel):
    """Lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines."""
        if list(lines) != list(self.lines):
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        text = f"{line.title} – {line.detail}" if line.detail else line.title
        return text if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None


class CountedList(QWidget):
    """A list with its count.

    Args:
        sign: Icon of the family `mdi6`.
        parent: Owner.
    """

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_name, self._word = sign, ""
        self._sign, self._name, self.count = QLabel(), QLabel(), QLabel()
        self.count.setObjectName("kpi")
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(font)
        self.model, self.view = LinesModel(self), QListView()
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setSpacing(1)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self._sign)
        head.addWidget(self._name, 1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        theme().changed.connect(self._tint)
        self._tint()
        self.show_lines(())

    def show_word(self, word: str) -> None:
        """Say what the list is called."""
        self._word = word
        self._name.setText(word)
        self.view.setAccessibleName(word)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines and their count."""
        self.model.show_lines(lines)
        self.count.setText(count(len(lines)))

    def selected(self) -> list[str]:
        """Return the assets of the selected lines."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [uid for row in rows if (uid := self.model.lines[row].uid)]

    def _tint(self) -> None:
        self._sign.setPixmap(icon(self._sign_name).pixmap(_SIGN_PX, _SIGN_PX))
