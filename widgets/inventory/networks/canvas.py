"""A sheet that is drawn, and looked at through a window: zoomed, moved, pointed at, saved."""

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.tokens import GRID

_MOST_ZOOM: Final = 4.0
_STEP: Final = 1.25
_READABLE: Final = 0.75
_WHEEL_NOTCH: Final = 120.0
_WHEEL_SHARE: Final = 0.6
_MARGIN: Final = 4.0 * GRID


class Sheet(Protocol):
    """What a canvas shows; places are px at zoom 1, items are numbers from 0."""

    @property
    def size(self) -> QSizeF:
        """How large it is."""
        ...

    @property
    def count(self) -> int:
        """How many items it has."""
        ...

    def draw(self, painter: QPainter, exposed: QRectF, marks: "Marks") -> None:
        """Draw what lies in a part of it."""
        ...

    def item_at(self, place: QPointF) -> int:
        """Return the item at a place, -1 for none."""
        ...

    def item_rect(self, item: int) -> QRectF:
        """Return where an item lies."""
        ...

    def tip(self, item: int) -> str:
        """Return what is said of an item that is pointed at."""
        ...


class Marks:
    """What is marked on a sheet.

    Attributes:
        selected: Items that are selected.
        current: The item the keyboard is at; -1 for none.
        hovered: The item under the pointer; -1 for none.
        has_focus: True while the keyboard belongs to the canvas.
        zoom: Size of a px of the sheet on screen.
        drag: Item and place of a line that is being drawn; None for none.
    """

    def __init__(self) -> None:
        self.selected: set[int] = set()
        self.current = -1
        self.hovered = -1
        self.has_focus = False
        self.zoom = 1.0
        self.drag: tuple[int, QPointF] | None = None


class Canvas(QWidget):
    """Shows a sheet.

    The wheel scrolls (with Ctrl it zooms), dragging moves, arrows go from item to item (with Ctrl
    they leave the selection as it is), Space adds the current item to the selection or takes it
    out, Return opens, plus and minus zoom, 0 shows all.

    Attributes:
        readable: Below this zoom nothing is read; a sheet that fits only below it is begun at its
            top left.

    Signals:
        picked: An item was clicked or chosen by key (int), -1 for none; and whether it is to be
            added to the selection (bool).
        opened: An item was double-clicked, or Return was pressed on it (int).
        joined: A line was drawn from one item to another (int, int); only when `can_join`.
    """

    picked = Signal(int, bool)
    opened = Signal(int)
    joined = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.marks = Marks()
        self.can_join = False
        self.readable = _READABLE
        self._offset = QPointF()
        self._pressed: QPointF | None = None
        self._is_moving = False
        self._is_fitted = True
        self._fits_width = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.update)

    # ---- what it shows ---------------------------------------------------------------------------
    def show_sheet(self, sheet: Sheet, *, keep: bool = False, fit_width: bool = False) -> None:
        """Show another sheet.

        Args:
            sheet: The sheet.
            keep: Leave zoom and place as they are; else show all of it.
            fit_width: Show its whole width from the top at zoom 1 or less, not its whole height.
        """
        self.sheet = sheet
        self._fits_width = fit_width
        self.marks.selected = set()
        self.marks.current = self.marks.hovered = -1
        if not keep:
            self.fit()
            if self.marks.zoom < self.readable:
                # What is too large is begun at its top left, readable; the fit is one key away.
                self.zoom_by(self.readable / self.marks.zoom)
                self._offset = QPointF(_MARGIN, _MARGIN)
        self._bound()
        self.update()

    def select(self, items: set[int]) -> None:
        """Mark items as selected, without telling."""
        self.marks.selected = items
        if items and self.marks.current not in items:
            self.marks.current = min(items)
        self.update()

    def reveal(self, item: int, *, is_centred: bool = False) -> None:
        """Move so that an item is seen; with what is round it when it is to come to the middle."""
        if self.sheet is None or item < 0:
            return
        rect = self._to_screen(self.sheet.item_rect(item))
        inner = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        shift = QPointF()
        if rect.left() < inner.left() or rect.width() > inner.width():
            shift.setX(inner.left() - rect.left())
        elif rect.right() > inner.right():
            shift.setX(inner.right() - rect.right())
        if rect.top() < inner.top():
            shift.setY(inner.top() - rect.top())
        elif rect.bottom() > inner.bottom():
            shift.setY(inner.bottom() - rect.bottom())
        if not shift.isNull():
            self._is_fitted = False
            if is_centred:
                middle = inner.center() - rect.center()
                shift = QPointF(middle.x() if shift.x() else 0.0, middle.y() if shift.y() else 0.0)
            self._offset += shift
            self.update()

    # ---- zoom ------------------------------------------------------------------------------------
    def fit(self) -> None:
        """Show the whole sheet, never larger than it is."""
        self._is_fitted = True
        if self.sheet is None:
            return
        size = self.sheet.size
        wide = (self.width() - 2 * _MARGIN) / max(size.width(), 1.0)
        high = (self.height() - 2 * _MARGIN) / max(size.height(), 1.0)
        zoom = min(1.0, wide) if self._fits_width else min(1.0, wide, high)
        self.marks.zoom = max(zoom, self._least())
        self._offset = QPointF(_MARGIN, _MARGIN)
        if not self._fits_width:
            left = (self.width() - size.width() * self.marks.zoom) / 2
            self._offset = QPointF(max(left, _MARGIN), _MARGIN)
        self.update()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom, keeping a place of the screen where it is (the middle when not given)."""
        place = around or QPointF(self.rect().center())
        zoom = min(max(self.marks.zoom * factor, self._least()), _MOST_ZOOM)
        share = zoom / self.marks.zoom
        self._offset = place + (self._offset - place) * share
        self.marks.zoom = zoom
        self._is_fitted = False
        self._bound()
        self.update()

    def zoom_in(self) -> None:
        """Zoom in a step."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Zoom out a step."""
        self.zoom_by(1 / _STEP)

    def to_sheet(self, place: QPointF) -> QPointF:
        """Return the place of the sheet under a place of the screen."""
        return (place - self._offset) / self.marks.zoom

    def _to_screen(self, rect: QRectF) -> QRectF:
        zoom = self.marks.zoom
        return QRectF(rect.topLeft() * zoom + self._offset, rect.size() * zoom)

    def _least(self) -> float:
        if self.sheet is None:
            return 0.05
        size = self.sheet.size
        whole = min(self.width() / max(size.width(), 1), self.height() / max(size.height(), 1))
        return min(0.5, max(whole * 0.8, 0.02))

    def _bound(self) -> None:
        """Keep a part of the sheet in view."""
        if self.sheet is None:
            return
        size = self.sheet.size * self.marks.zoom
        keep = 10.0 * GRID
        self._offset.setX(min(max(self._offset.x(), keep - size.width()), self.width() - keep))
        self._offset.setY(min(max(self._offset.y(), keep - size.height()), self.height() - keep))

    # ---- hands -----------------------------------------------------------------------------------
    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP ** (delta.y() / _WHEEL_NOTCH), event.position())
        else:
            step = QPointF(delta.x(), delta.y())
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not delta.x():
                step = QPointF(delta.y(), 0)
            self._move(step * _WHEEL_SHARE)
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.sheet is None:
            return
        self._pressed = event.position()
        self._is_moving = False
        item = self.sheet.item_at(self.to_sheet(event.position()))
        if self.can_join and item >= 0:
            self.marks.drag = (item, self.to_sheet(event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.sheet is None:
            return
        place = event.position()
        if self._pressed is not None:
            far = (place - self._pressed).manhattanLength() > 2 * GRID
            self._is_moving = self._is_moving or far
            if self.marks.drag is not None:
                self.marks.drag = (self.marks.drag[0], self.to_sheet(place))
                self.update()
            elif self._is_moving:
                self._move(place - self._pressed)
                self._pressed = place
        self._hover(place)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        drag, self.marks.drag = self.marks.drag, None
        was_moving, self._pressed, self._is_moving = self._is_moving, None, False
        if self.sheet is None:
            return
        item = self.sheet.item_at(self.to_sheet(event.position()))
        if was_moving and drag is not None:
            if item >= 0 and item != drag[0]:
                self.joined.emit(drag[0], item)
        elif not was_moving:
            self._pick(item, is_added=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.sheet is not None:
            item = self.sheet.item_at(self.to_sheet(event.position()))
            if item >= 0:
                self.opened.emit(item)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.marks.hovered = -1
        self.update()
        super().leaveEvent(event)

    def _move(self, step: QPointF) -> None:
        """Move the sheet on screen."""
        self._offset += step
        self._is_fitted = False
        self._bound()
        self.update()

    def _hover(self, place: QPointF) -> None:
        item = self.sheet.item_at(self.to_sheet(place)) if self.sheet is not None else -1
        if item != self.marks.hovered:
            self.marks.hovered = item
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if item >= 0 else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def _pick(self, item: int, *, is_added: bool) -> None:
        self.marks.current = item
        if item < 0:
            self.marks.selected = set()
        elif is_added:
            self.marks.selected = self.marks.selected ^ {item}
        else:
            self.marks.selected = {item}
        self.picked.emit(item, is_added)
        self.update()

    # ---- keys ------------------------------------------------------------------------------------
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        acts = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Return: self._open,
            Qt.Key.Key_Enter: self._open,
            Qt.Key.Key_Space: self._add,
        }
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        if key in acts:
            acts[Qt.Key(key)]()
        elif key in ways:
            is_kept = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._go(*ways[Qt.Key(key)], is_kept=is_kept)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self.marks.current >= 0:
            self.opened.emit(self.marks.current)

    def _add(self) -> None:
        if self.marks.current >= 0:
            self._pick(self.marks.current, is_added=True)

    def _go(self, right: int, down: int, *, is_kept: bool = False) -> None:
        """Go to the nearest item in a direction; begin with the first."""
        if self.sheet is None or not self.sheet.count:
            return
        item = 0 if self.marks.current < 0 else self._neighbour(right, down)
        if item >= 0:
            if is_kept:
                self.marks.current = item
                self.update()
            else:
                self._pick(item, is_added=False)
            self.reveal(item)

    def _neighbour(self, right: int, down: int) -> int:
        sheet, here = self.sheet, self.marks.current
        if sheet is None:
            return -1
        begin = sheet.item_rect(here).center()
        best, least = -1, float("inf")
        for item in range(sheet.count):
            step = sheet.item_rect(item).center() - begin
            along = step.x() * right + step.y() * down
            aside = abs(step.x() * down) + abs(step.y() * right)
            if item != here and along > 1.0 and along + 2.5 * aside < least:
                best, least = item, along + 2.5 * aside
        return best

    # ---- drawing ---------------------------------------------------------------------------------
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme().tokens
        self.marks.has_focus = self.hasFocus()
        painter.fillRect(event.rect(), QColor(tokens.surface))
        if self.sheet is not None:
            self._draw_part(painter, self.sheet, QRectF(event.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_part(self, painter: QPainter, sheet: Sheet, part: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        move = QTransform.fromTranslate(self._offset.x(), self._offset.y())
        painter.setTransform(move.scale(self.marks.zoom, self.marks.zoom))
        painter.setFont(self.font())
        exposed = QRectF(self.to_sheet(part.topLeft()), part.size() / self.marks.zoom)
        sheet.draw(painter, exposed.adjusted(-2 * GRID, -2 * GRID, 2 * GRID, 2 * GRID), self.marks)
        painter.restore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self.sheet is not None:
            item = self.marks.hovered
            text = self.sheet.tip(item) if item >= 0 else ""
            QToolTip.showText(self.cursor().pos(), text, self)
            return True
        return super().event(event)
