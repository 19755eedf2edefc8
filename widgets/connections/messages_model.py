"""The newest raw messages of a source as rows; those that come push the others down."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont
from typing_extensions import override

from app.domain.sources import RawMessage
from widgets.foreign_texts import on_screen
from widgets.texts import count, time_text

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
_TOP: Final = QModelIndex()


class Column(IntEnum):
    """Columns of the messages."""

    TIME = 0
    ORIGIN = 1
    SIZE = 2
    SAMPLES = 3
    OUTCOME = 4


WIDTH_IN_LETTERS: Final[dict[Column, float]] = {
    Column.TIME: 16,
    Column.ORIGIN: 34,
    Column.SIZE: 12,
    Column.SAMPLES: 10,
    Column.OUTCOME: 24,
}
_RIGHT: Final = frozenset({Column.SIZE, Column.SAMPLES})


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    titles = {
        Column.TIME: QCoreApplication.translate("connections", "Empfangen"),
        Column.ORIGIN: QCoreApplication.translate("connections", "Thema oder Knoten"),
        Column.SIZE: QCoreApplication.translate("connections", "Größe"),
        Column.SAMPLES: QCoreApplication.translate("connections", "Werte"),
        Column.OUTCOME: QCoreApplication.translate("connections", "Ergebnis"),
    }
    return titles[column]


class MessagesModel(QAbstractTableModel):
    """Messages that meet the filter, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RawMessage] = []
        self.zone = "UTC"
        self._all: list[RawMessage] = []
        self._words: list[str] = []
        self._only_rejected = False

    @property
    def total(self) -> int:
        """How many messages there are without the filter."""
        return len(self._all)

    @property
    def rejected(self) -> int:
        """How many of them were rejected."""
        return sum(bool(message.outcome) for message in self._all)

    def take(self, messages: Sequence[RawMessage], rejects: Sequence[RawMessage]) -> None:
        """Take the newest messages.

        Args:
            messages: The newest messages of all kinds.
            rejects: The newest rejected ones; where many come these reach further back.
        """
        merged = dict.fromkeys([*messages, *rejects])
        self._all = sorted(merged, key=lambda message: -message.time_us)
        self._renew()

    def clear(self) -> None:
        """Forget all messages; for another source."""
        self.beginResetModel()
        self._all, self.rows = [], []
        self.endResetModel()

    def set_filter(self, text: str, *, only_rejected: bool) -> None:
        """Show only messages with all these words in topic, outcome or head."""
        self._words = text.casefold().split()
        self._only_rejected = only_rejected
        self._renew()

    def _meets(self, message: RawMessage) -> bool:
        if self._only_rejected and not message.outcome:
            return False
        if not self._words:
            return True
        head = message.head.decode("utf-8", "replace")
        text = f"{message.origin} {message.outcome} {head}".casefold()
        return all(word in text for word in self._words)

    def _renew(self) -> None:
        """Put new rows above and take old ones away below, so that the others stay the same."""
        wanted = [message for message in self._all if self._meets(message)]
        if wanted == self.rows:
            return
        fresh = wanted.index(self.rows[0]) if self.rows and self.rows[0] in wanted else -1
        kept = len(wanted) - fresh
        if fresh < 0 or wanted[fresh:] != self.rows[:kept]:
            self.beginResetModel()
            self.rows = wanted
            self.endResetModel()
            return
        if kept < len(self.rows):
            self.beginRemoveRows(QModelIndex(), kept, len(self.rows) - 1)
            del self.rows[kept:]
            self.endRemoveRows()
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, fresh - 1)
            self.rows[:0] = wanted[:fresh]
            self.endInsertRows()

    # --- Qt ---------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        message, column = self.rows[index.row()], Column(index.column())
        if role == ItemRole.DisplayRole:
            return self.text(message, column)
        if role == ItemRole.ToolTipRole:
            return self.text(message, column)
        if role == ItemRole.FontRole and message.outcome and column is Column.OUTCOME:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == ItemRole.TextAlignmentRole and column in _RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == ItemRole.DisplayRole:
            return column_title(Column(section))
        if role == ItemRole.TextAlignmentRole and Column(section) in _RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def text(self, message: RawMessage, column: Column) -> str:
        """Return the text of a cell."""
        if column is Column.TIME:
            thousandths = message.time_us // 1_000 % 1_000
            return f"{time_text(message.time_us, self.zone)},{thousandths:03d}"
        if column is Column.ORIGIN:
            return message.origin
        if column is Column.SIZE:
            return f"{count(message.size)}\u202fB"
        if column is Column.SAMPLES:
            return count(message.samples)
        return self._outcome(message)

    @staticmethod
    def _outcome(message: RawMessage) -> str:
        if message.outcome:
            rejected = QCoreApplication.translate("connections", "abgelehnt: {0}")
            return rejected.format(on_screen(" ".join(message.outcome.split())))
        return QCoreApplication.translate("connections", "verstanden")
