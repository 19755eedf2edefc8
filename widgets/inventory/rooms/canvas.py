"""A canvas on which things are carried: from item to place, and in from a list."""

from typing import Final

from PySide6.QtCore import QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets.inventory.networks.canvas import Canvas
from widgets.theme.tokens import GRID

ASSET_MIME: Final = "application/x-leitstand-asset"
"""Carries the uid of an asset inside the program."""

_WAYS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def asset_mime(uid: str) -> QMimeData:
    """Return what a drag of an asset carries."""
    mime = QMimeData()
    mime.setData(ASSET_MIME, uid.encode())
    return mime


class RoomCanvas(Canvas):
    """Shows a sheet; an item that may be carried is dragged, the rest moves the sheet.

    Alt and an arrow nudge the current item, Delete takes it out, Escape ends what was begun.

    Attributes:
        carried: Items that may be carried.
        has_tool: True while clicks belong to a tool and select nothing.

    Signals:
        item_dragged: An item is being carried over a place of the sheet (int, QPointF).
        item_dropped: It was let go there (int, QPointF).
        asset_dragged: An asset from a list is being carried over a place (str, QPointF).
        asset_dropped: It was let go there (str, QPointF).
        drag_ended: Nothing is carried any more; comes before what was dropped.
        tool_clicked: A place was clicked for the tool (QPointF).
        tool_moved: The pointer is at a place while a tool is on (QPointF).
        nudged: The current item is to move a step (int to the right, int down).
        removal_wanted: The current item is to be taken out.
        cancelled: Escape was pressed.
    """

    item_dragged = Signal(int, QPointF)
    item_dropped = Signal(int, QPointF)
    asset_dragged = Signal(str, QPointF)
    asset_dropped = Signal(str, QPointF)
    drag_ended = Signal()
    tool_clicked = Signal(QPointF)
    tool_moved = Signal(QPointF)
    nudged = Signal(int, int)
    removal_wanted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.carried: set[int] = set()
        self.has_tool = False
        self._item = -1
        self.setAcceptDrops(True)

    @override
    def fit(self) -> None:
        super().fit()
        if self.sheet is not None:
            rest = self.height() - self.sheet.size.height() * self.marks.zoom
            self._offset.setY(max(rest / 2, self._offset.y()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._pressed is None or self.sheet is None:
            return
        item = self.sheet.item_at(self.to_sheet(event.position()))
        self._item = item if item in self.carried and not self.has_tool else -1

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self.has_tool:
            self.tool_moved.emit(self.to_sheet(place))
        if self._item < 0 or self._pressed is None:
            super().mouseMoveEvent(event)
            return
        if (place - self._pressed).manhattanLength() > 2 * GRID:
            self._is_moving = True
        if self._is_moving:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.item_dragged.emit(self._item, self.to_sheet(place))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item, self._item = self._item, -1
        place = self.to_sheet(event.position())
        if item >= 0 and self._is_moving and self._pressed is not None:
            self._pressed, self._is_moving = None, False
            self.unsetCursor()
            self.drag_ended.emit()
            self.item_dropped.emit(item, place)
            return
        if self.has_tool and self._pressed is not None and not self._is_moving:
            self._pressed = None
            self.tool_clicked.emit(place)
            return
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _WAYS:
            self.nudged.emit(*_WAYS[key])
        elif key == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self._item = -1
            self.unsetCursor()
            self.drag_ended.emit()
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    # ---- from a list -----------------------------------------------------------------------------
    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ASSET_MIME):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.asset_dragged.emit(_uid_of(event), self.to_sheet(event.position()))
        event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drag_ended.emit()
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.drag_ended.emit()
        self.asset_dropped.emit(_uid_of(event), self.to_sheet(event.position()))
        event.acceptProposedAction()


def _uid_of(event: QDropEvent) -> str:
    return bytes(event.mimeData().data(ASSET_MIME).data()).decode()
