"""The data sets as rows of a list: name, and below it what it is and how far."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from twin_viewer.jobs.datasets import Dataset, DatasetKind, DatasetState
from widgets.foreign_texts import on_screen
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

DATASET: Final = Qt.ItemDataRole.UserRole
_ICON_PX: Final = 18
_BAR_PX: Final = 2
_LARGEST: Final = 2**31 - 1
"""Qt takes numbers up to this one for the plural."""

ICONS: Final = {
    DatasetKind.BUILDINGS: "mdi6.office-building-outline",
    DatasetKind.CLOUD: "mdi6.scatter-plot-outline",
    DatasetKind.TERRAIN: "mdi6.terrain",
    DatasetKind.ORTHO: "mdi6.satellite-variant",
    DatasetKind.PANORAMAS: "mdi6.panorama-sphere-outline",
    DatasetKind.NETWORKS: "mdi6.lan",
    DatasetKind.OBJECT: "mdi6.cube-outline",
}
_UNDER_WAY: Final = frozenset({DatasetState.READING, DatasetState.WAITING})
_Index = QModelIndex | QPersistentModelIndex


def kind_text(kind: DatasetKind) -> str:
    """Return the word for what a data set consists of."""
    words = QCoreApplication.translate
    return {
        DatasetKind.BUILDINGS: words("twin", "Gebäude", "several"),
        DatasetKind.CLOUD: words("twin", "Laserscan"),
        DatasetKind.TERRAIN: words("twin", "Gelände"),
        DatasetKind.ORTHO: words("twin", "Luftbild"),
        DatasetKind.PANORAMAS: words("twin", "Straßenfotos"),
        DatasetKind.NETWORKS: words("twin", "Netze"),
        DatasetKind.OBJECT: words("twin", "Einzelnes Objekt"),
    }[kind]


def count_text(dataset: Dataset) -> str:
    """Return how much there is of it, in the words of its kind; empty while unknown."""
    if not dataset.count:
        return ""
    words = QCoreApplication.translate
    n = min(dataset.count, _LARGEST)
    return {
        DatasetKind.BUILDINGS: words("twin", "%n Objekt(e)", "", n),
        DatasetKind.CLOUD: words("twin", "%n Punkt(e)", "", n),
        DatasetKind.TERRAIN: words("twin", "%n Höhe(n)", "", n),
        DatasetKind.ORTHO: words("twin", "%n Bildpunkt(e)", "", n),
        DatasetKind.PANORAMAS: words("twin", "%n Foto(s)", "", n),
        DatasetKind.NETWORKS: words("twin", "%n Leitung(en) und Mast(en)", "", n),
        DatasetKind.OBJECT: words("twin", "%n Dreieck(e)", "", n),
    }[dataset.kind].replace(str(n), count(dataset.count))


def state_text(dataset: Dataset) -> str:
    """Return how far it is, in words."""
    words = QCoreApplication.translate
    if dataset.state in _UNDER_WAY and dataset.words:
        return f"{on_screen(dataset.words)} ({dataset.progress:.0%})"
    return {
        DatasetState.WAITING: words("twin", "wartet"),
        DatasetState.READING: words("twin", "wird gelesen"),
        DatasetState.READY: "",
        DatasetState.PARTIAL: words("twin", "unvollständig"),
        DatasetState.FAILED: words("twin", "nicht lesbar"),
        DatasetState.PAUSED: words("twin", "angehalten"),
    }[dataset.state]


def second_line(dataset: Dataset) -> str:
    """Return what stands below the name."""
    words = QCoreApplication.translate
    parts = [kind_text(dataset.kind), count_text(dataset), state_text(dataset)]
    if dataset.is_simulated:
        parts.insert(1, words("twin", "simuliert"))
    return " · ".join(filter(None, parts))


class DataRows(QAbstractListModel):
    """The data sets of a library, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.datasets: tuple[Dataset, ...] = ()

    def show_datasets(self, datasets: Sequence[Dataset]) -> None:
        """Show data sets; rows stay where only their state is another."""
        before = [one.id for one in self.datasets]
        if before == [one.id for one in datasets]:
            self.datasets = tuple(datasets)
            if datasets:
                self.dataChanged.emit(self.index(0), self.index(len(datasets) - 1))
            return
        self.beginResetModel()
        self.datasets = tuple(datasets)
        self.endResetModel()

    def row_of(self, dataset_id: str) -> int:
        """Return the row of a data set; -1 where there is none."""
        ids = [one.id for one in self.datasets]
        return ids.index(dataset_id) if dataset_id in ids else -1

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.datasets)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        dataset = self.datasets[index.row()]
        if role == DATASET:
            return dataset
        if role == Qt.ItemDataRole.DisplayRole:
            return on_screen(dataset.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{on_screen(dataset.name)}, {second_line(dataset)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{on_screen(dataset.name)}\n{second_line(dataset)}"
        return None


class DataDelegate(QStyledItemDelegate):
    """Draws a data set: its sign, its name, what it is, and how far."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, 2 * option.fontMetrics.height() + 3 * GRID)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        dataset: Dataset = index.data(DATASET)
        tokens = theme().tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        inside = option.rect.adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        sign = QRect(inside.left(), inside.top(), _ICON_PX, _ICON_PX)
        icon(ICONS[dataset.kind]).paint(painter, sign)
        room = inside.adjusted(_ICON_PX + 2 * GRID, 0, 0, 0)
        line = option.fontMetrics.height()
        is_broken = dataset.state in {DatasetState.FAILED, DatasetState.PARTIAL}
        if is_broken or dataset.faults:
            at = QRect(room.right() - _ICON_PX, room.top(), _ICON_PX, _ICON_PX)
            icon("mdi6.alert-outline").paint(painter, at)
            room.setRight(at.left() - GRID)
        metrics = option.fontMetrics
        elide = Qt.TextElideMode.ElideRight
        first = QRect(room.left(), room.top(), room.width(), line)
        painter.setPen(QColor(tokens.text if dataset.is_visible else tokens.muted))
        name = metrics.elidedText(on_screen(dataset.name), elide, room.width())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(tokens.muted))
        second = first.translated(0, line + GRID // 2)
        text = metrics.elidedText(second_line(dataset), elide, room.width())
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, text)
        if dataset.state in _UNDER_WAY and dataset.progress > 0:
            done = round(room.width() * min(1.0, dataset.progress))
            bar = QRect(room.left(), option.rect.bottom() - _BAR_PX, done, _BAR_PX)
            painter.fillRect(bar, QColor(tokens.accent))
        painter.restore()
