"""The board in hands: it draws what is in sight, and cards are chosen, opened and moved on it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from widgets.portfolio.boards.canvas import BoardCanvas
from widgets.portfolio.boards.places import Spot
from widgets.portfolio.boards.steps import Way, next_spot
from widgets.portfolio.boards.wording import card_tip, spoken

_WAYS: Final = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}
_NEAR: Final = 40
"""So close to an edge a card that is held scrolls the board, px."""


class Board(BoardCanvas):
    """Shows cards in columns and lanes.

    Signals:
        selected: Other cards were selected here.
        opened: A card is wanted (Key).
        move_wanted: The selected cards shall go to a column (its key).
        copy_wanted: Ctrl+C.
        menu_wanted: A menu is wanted at a place of the screen (QPoint).
        old_wanted: What was finished long ago shall be shown, or no more.
        limits_wanted: A heading was double-clicked.
        folded: A lane was folded or unfolded.
    """

    selected = Signal()
    opened = Signal(object)
    move_wanted = Signal(str)
    copy_wanted = Signal()
    menu_wanted = Signal(QPoint)
    old_wanted = Signal()
    limits_wanted = Signal()
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._press: QPointF | None = None
        self.viewport().setMouseTracking(True)

    # ---- what is shown ---------------------------------------------------------------------------
    def select(self, keys: Sequence[Key]) -> None:
        """Select cards without telling anybody; the first comes into sight."""
        there = [key for key in keys if key in self.places.spots]
        if set(there) == self.chosen:
            return
        self.chosen = set(there)
        if there:
            self.current = there[0]
            self.reveal(there[0])
        self.viewport().update()

    # ---- places ----------------------------------------------------------------------------------
    def _spot_at(self, at: QPointF) -> Spot | None:
        if at.y() < self.header:
            return None
        place = self.on_board(at)
        return self.places.spot_at(place.x(), place.y())

    # ---- mouse -----------------------------------------------------------------------------------
    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = self._spot_at(event.position())
        if spot is None:
            self._press_ground(event)
            return
        key = self.places.card(spot).key
        is_adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = event.position()
        if is_adding or key not in self.chosen:
            self._choose(key, is_adding=is_adding)

    def _press_ground(self, event: QMouseEvent) -> None:
        place = self.on_board(event.position())
        lane, column = self.places.lane_at(place.y()), self.places.column_at(place.x())
        if event.position().y() < self.header or lane is None:
            return
        if self.places.band and self.places.band_rect(lane).contains(place):
            self.toggle_lane(self.places.lanes[lane].key)
        elif column is not None:
            old = self.places.old_rect(lane, column)
            if old is not None and old.contains(place):
                self.old_wanted.emit()

    def toggle_lane(self, key: str) -> None:
        """Fold or unfold a lane."""
        self.folded_lanes ^= {key}
        self.lay_out()
        self.folded.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        far = (event.position() - self._press).manhattanLength()
        if self.held is None and far < QApplication.startDragDistance():
            return
        y, bottom = event.position().y(), self.viewport().height()
        down = self.verticalScrollBar()
        if y > bottom - _NEAR:
            down.setValue(down.value() + down.singleStep() // 2)
        elif y < self.header + _NEAR:
            down.setValue(down.value() - down.singleStep() // 2)
        self.held = self.on_board(event.position())
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = self.held
        self._drop_held()
        if held is None:
            return
        column = self.places.column_at(held.x())
        if column is not None:
            self.ask_move(self.places.columns[column].key)

    def _drop_held(self) -> None:
        self._press = self.held = None
        self.viewport().update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position())
        if event.position().y() < self.header:
            self.limits_wanted.emit()
        elif spot is not None:
            self.opened.emit(self.places.card(spot).key)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    # ---- keys ------------------------------------------------------------------------------------
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_moving = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        way = _WAYS.get(Qt.Key(key))
        if key == Qt.Key.Key_Escape and self.held is not None:
            self._drop_held()
        elif way in {Way.LEFT, Way.RIGHT} and is_moving:
            self._move_beside(1 if way is Way.RIGHT else -1)
        elif way is not None:
            self._go(way)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_C and is_moving:
            self.copy_wanted.emit()
        elif key == Qt.Key.Key_A and is_moving:
            self.chosen = set(self.places.spots)
            self.viewport().update()
            self.selected.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, way: Way) -> None:
        spot = None if self.current is None else self.places.spots.get(self.current)
        wanted = next_spot(self.places, spot, way)
        if wanted is not None:
            self._choose(self.places.card(wanted).key)
            self.reveal(self.places.card(wanted).key)

    def _move_beside(self, step: int) -> None:
        """Ask to move what is selected to the next column on a side that it may go to."""
        cards = self.cards()
        if not cards:
            return
        keys = [column.key for column in self.places.columns]
        place = keys.index(cards[0].column) + step
        while 0 <= place < len(keys):
            if self.may_move(cards, keys[place]):
                self.move_wanted.emit(keys[place])
                return
            place += step

    def ask_move(self, column: str) -> None:
        """Ask to move what is selected to a column, where that is possible."""
        cards = self.cards()
        if cards and self.may_move(cards, column):
            self.move_wanted.emit(column)

    def _choose(self, key: Key, *, is_adding: bool = False) -> None:
        self.current = key
        self.chosen = self.chosen ^ {key} if is_adding else {key}
        self.setAccessibleDescription(spoken(self.places.card(self.places.spots[key])))
        self.viewport().update()
        self.selected.emit()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._spot_at(QPointF(event.pos()))
            text = "" if spot is None else card_tip(self.places.card(spot))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)
