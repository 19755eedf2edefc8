"""The rows of the capsule library."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from app.services.capsules import CapsuleInfo
from widgets.capsules.wording import (
    STATE_ICONS,
    made_text,
    size_text,
    span_text,
    state_of,
    state_text,
    translate,
)
from widgets.foreign_texts import on_screen
from widgets.texts import DASH
from widgets.theme.icons import icon

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class CapsuleColumn(IntEnum):
    """The columns, as they stand at first."""

    TITLE = 0
    SPAN = 1
    STATE = 2
    WHY = 3
    MADE = 4
    SIZE = 5
    FILE = 6


WIDTHS: Final = {
    CapsuleColumn.TITLE: 26.0,
    CapsuleColumn.SPAN: 27.0,
    CapsuleColumn.STATE: 18.0,
    CapsuleColumn.WHY: 34.0,
    CapsuleColumn.MADE: 32.0,
    CapsuleColumn.SIZE: 10.0,
    CapsuleColumn.FILE: 40.0,
}
"""First widths in digits."""


def column_title(column: CapsuleColumn) -> str:
    """Return the heading of a column."""
    titles = {
        CapsuleColumn.TITLE: translate("Titel"),
        CapsuleColumn.SPAN: translate("Vorfall"),
        CapsuleColumn.STATE: translate("Zustand"),
        CapsuleColumn.WHY: translate("Anlass"),
        CapsuleColumn.MADE: translate("Gesichert von"),
        CapsuleColumn.SIZE: translate("Größe"),
        CapsuleColumn.FILE: translate("Datei"),
    }
    return titles[column]


class CapsulesModel(QAbstractTableModel):
    """Capsule files, the newest incident first; what is still being checked stands there, too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Path, CapsuleInfo | None]] = []

    @property
    def paths(self) -> list[Path]:
        """The files from top to bottom."""
        return [path for path, _ in self._rows]

    def info(self, row: int) -> CapsuleInfo | None:
        """Return what is known of a row; None while it is being checked."""
        return self._rows[row][1]

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these files; what is known of those that stay is kept until it is known anew."""
        known = dict(self._rows)
        self._set([(path, known.get(path)) for path in paths])

    def show_info(self, info: CapsuleInfo) -> None:
        """Show what is known of one of the files now."""
        known = dict(self._rows)
        if info.path in known:
            known[info.path] = info
            self._set(list(known.items()))

    def _set(self, rows: list[tuple[Path, CapsuleInfo | None]]) -> None:
        self.beginResetModel()
        self._rows = sorted(rows, key=_newest_first)
        self.endResetModel()

    def reword(self) -> None:
        """Say everything again, in another language."""
        self.beginResetModel()
        self.endResetModel()

    def texts(self, row: int, columns: Sequence[int]) -> list[str]:
        """Return the cells of a row."""
        return [self._text(row, CapsuleColumn(column)) for column in columns]

    # --- what Qt asks ---------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(CapsuleColumn)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = CapsuleColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index.row(), column)
        if role == Qt.ItemDataRole.DecorationRole and column is CapsuleColumn.STATE:
            return icon(STATE_ICONS[state_of(self.info(index.row()))])
        if role == Qt.ItemDataRole.TextAlignmentRole and column is CapsuleColumn.SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_title(CapsuleColumn(section))
        return None

    def _text(self, row: int, column: CapsuleColumn) -> str:
        path, info = self._rows[row]
        header = None if info is None else info.header
        if column is CapsuleColumn.STATE:
            return state_text(state_of(info))
        if column is CapsuleColumn.FILE:
            return path.name
        if column is CapsuleColumn.SIZE:
            return DASH if info is None else size_text(info.size)
        if header is None:
            return path.stem if column is CapsuleColumn.TITLE else DASH
        texts = {
            CapsuleColumn.TITLE: header.title,
            CapsuleColumn.SPAN: span_text(header),
            CapsuleColumn.WHY: header.why.replace("\n", " "),
            CapsuleColumn.MADE: made_text(header),
        }
        return texts[column]

    def _tooltip(self, row: int, column: CapsuleColumn) -> str:
        path, info = self._rows[row]
        if column is CapsuleColumn.FILE:
            return str(path)
        if column is CapsuleColumn.STATE and info is not None:
            sentences = [*info.warnings, *([info.error] if info.error else [])]
            return "\n".join(map(on_screen, sentences)) or translate(
                "Die Datei ist genau so, wie sie gesichert wurde."
            )
        return self._text(row, column)


def _newest_first(row: tuple[Path, CapsuleInfo | None]) -> tuple[int, str]:
    path, info = row
    header = None if info is None else info.header
    return (-header.start_us if header is not None else 0, path.name)
