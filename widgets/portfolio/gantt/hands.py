"""The chart in hands: bars are dragged, made longer, joined; clicks select, open and ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets.portfolio.gantt.bars import bar_rect
from widgets.portfolio.gantt.chart import GanttChart, Hit, Part
from widgets.portfolio.gantt.rows import GanttRow

_FAR_PX: Final = 4
_SHAPES: Final = {
    Part.BAR: Qt.CursorShape.OpenHandCursor,
    Part.FINISH: Qt.CursorShape.SizeHorCursor,
    Part.START_HANDLE: Qt.CursorShape.CrossCursor,
    Part.FINISH_HANDLE: Qt.CursorShape.CrossCursor,
}


class Grip(Enum):
    """What of a bar is held."""

    MOVE = auto()
    FINISH = auto()
    START_LINK = auto()
    FINISH_LINK = auto()

    @property
    def is_link(self) -> bool:
        """True when a dependency is drawn."""
        return self in {Grip.START_LINK, Grip.FINISH_LINK}


_GRIPS: Final = {
    Part.BAR: Grip.MOVE,
    Part.FINISH: Grip.FINISH,
    Part.START_HANDLE: Grip.START_LINK,
    Part.FINISH_HANDLE: Grip.FINISH_LINK,
}


@dataclass(frozen=True, slots=True)
class Drag:
    """A bar that is held.

    Attributes:
        row: The row.
        grip: What of it is held.
        days: Calendar days it was dragged to the right.
    """

    row: GanttRow
    grip: Grip
    days: int = 0

    @property
    def start(self) -> date:
        """Day the pointer wants it to start on."""
        start = self.row.start or date.min
        return start + timedelta(days=self.days) if self.grip is Grip.MOVE else start

    @property
    def finish(self) -> date:
        """Day the pointer wants it to end on, not before its start."""
        return max((self.row.finish or date.min) + timedelta(days=self.days), self.start)


@dataclass(frozen=True, slots=True)
class Joint:
    """A dependency that was drawn.

    Attributes:
        before: Row of the predecessor.
        after: Row of the successor.
        type: `FS`, `SS`, `FF` or `SF`: which ends were joined.
    """

    before: GanttRow
    after: GanttRow
    type: str


class HandChart(GanttChart):
    """A chart that can be worked on.

    Attributes:
        drag: What is held.
        why_not: Returns why a row cannot be dragged, a sentence; empty when it can.

    Signals:
        picked: A row was clicked (its uid; empty beside all rows), and whether it is to be added.
        opened: A row was double-clicked (uid).
        dragged: What is held was moved (`Drag`).
        dropped: What was held is let go (`Drag`).
        joined: A dependency was drawn (`Joint`).
        refused: A row was to be dragged that cannot be (uid, why not).
        let_go: What was held is let go without a change.
        menu_wanted: A menu is wanted (uid, place on screen).
        link_picked: The line of a dependency was clicked (its uid).
        link_opened: It was double-clicked (uid).
        link_menu_wanted: Its menu is wanted (uid, place on screen).
    """

    picked = Signal(str, bool)
    opened = Signal(str)
    dragged = Signal(object)
    dropped = Signal(object)
    joined = Signal(object)
    refused = Signal(str, str)
    let_go = Signal()
    menu_wanted = Signal(str, QPoint)
    link_picked = Signal(str)
    link_opened = Signal(str)
    link_menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drag: Drag | None = None
        self.why_not: Callable[[GanttRow], str] = lambda _: ""
        self._pressed: tuple[QPointF, Hit] | None = None

    def cancel(self) -> bool:
        """Let go without a change; return False when nothing was held."""
        was_held = self.drag is not None or self.rubber is not None
        self._pressed, self.drag, self.rubber, self.ghosts = None, None, None, ()
        self.viewport().update()
        if was_held:
            self.let_go.emit()
        return was_held

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        is_added = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        uid = "" if hit is None else hit.row.uid
        link = self.link_at(event.position())
        if link is not None:
            self.link_picked.emit(link.uid)
            return
        if event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(uid, is_added)
            if hit is not None and hit.part in _GRIPS:
                self._pressed = (self.to_chart(event.position()), hit)
        elif event.button() is Qt.MouseButton.RightButton and uid not in self.chosen:
            self.picked.emit(uid, is_added)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            return
        begin, hit = self._pressed
        at = self.to_chart(event.position())
        is_near = (at - begin).manhattanLength() < _FAR_PX
        if self.drag is None and (is_near or not self._grasp(hit)):
            return
        self._scroll_along(event.position())
        if self.drag is None:
            return
        if self.drag.grip.is_link:
            self.rubber = (self._anchor(hit), at)
            self._hover(event.position())
            self.viewport().update()
            return
        days = round((at.x() - begin.x()) / self.scale.per_day)
        if days != self.drag.days:
            self.drag = Drag(hit.row, self.drag.grip, days)
            self.dragged.emit(self.drag)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self.drag = self.drag, None
        self._pressed, self.rubber = None, None
        self.viewport().update()
        if drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if drag.grip.is_link:
            self._join(drag, self.hit(event.position()))
        elif drag.days:
            self.dropped.emit(drag)
        else:
            self.let_go.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position())
        link = self.link_at(event.position())
        self.cancel()
        if link is not None:
            self.link_opened.emit(link.uid)
        elif hit is not None:
            self.opened.emit(hit.row.uid)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            return
        hit, link = self.hit(QPointF(event.pos())), self.link_at(QPointF(event.pos()))
        if link is not None:
            self.link_menu_wanted.emit(link.uid, event.globalPos())
            return
        self.menu_wanted.emit("" if hit is None else hit.row.uid, event.globalPos())

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self.hovered is not None:
            self.hovered = None
            self.viewport().update()
        return super().viewportEvent(event)

    def _grasp(self, hit: Hit) -> bool:
        """Take hold of a bar; say why it cannot be held."""
        if not self.can_change:
            return False
        grip = _GRIPS[hit.part]
        reason = "" if grip.is_link else self.why_not(hit.row)
        if reason:
            self._pressed = None
            self.refused.emit(hit.row.uid, reason)
            return False
        self.drag = Drag(hit.row, grip)
        return True

    def _hover(self, at: QPointF) -> None:
        hit = self.hit(at)
        self.viewport().setCursor(self._shape(hit, at))
        if hit != self.hovered:
            self.hovered = hit
            self.viewport().update()

    def _shape(self, hit: Hit | None, at: QPointF) -> Qt.CursorShape:
        """Return the pointer that says what can be done at a place."""
        if self.drag is not None:
            return Qt.CursorShape.CrossCursor
        if self.link_at(at) is not None:
            return Qt.CursorShape.PointingHandCursor
        part = Part.ROW if hit is None or not self.can_change else hit.part
        return _SHAPES.get(part, Qt.CursorShape.ArrowCursor)

    def _anchor(self, hit: Hit) -> QPointF:
        rect = bar_rect(hit.row, hit.place, self.scale, self.row_height)
        x = rect.right() if hit.part is Part.FINISH_HANDLE else rect.left()
        return QPointF(x, rect.center().y())

    def _join(self, drag: Drag, hit: Hit | None) -> None:
        if hit is None or hit.part is Part.ROW or hit.row.uid == drag.row.uid:
            self.let_go.emit()
            return
        leaves = "F" if drag.grip is Grip.FINISH_LINK else "S"
        # A milestone is one moment: what it waits for comes before it, whichever side is met.
        comes = "S" if hit.is_left or hit.row.is_milestone else "F"
        self.joined.emit(Joint(drag.row, hit.row, leaves + comes))

    def _scroll_along(self, at: QPointF) -> None:
        """Scroll when the pointer is led beyond an edge."""
        for bar, place, page in (
            (self.horizontalScrollBar(), at.x(), self.viewport().width()),
            (self.verticalScrollBar(), at.y(), self.viewport().height()),
        ):
            if place < 0 or place > page:
                bar.setValue(bar.value() + round(place if place < 0 else place - page))
