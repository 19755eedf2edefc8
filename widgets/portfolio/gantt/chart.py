"""The chart as a widget: scrolls, zooms, finds what lies under the pointer; only draws the seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget
from typing_extensions import override

from app.domain.portfolio.plans import PlanLink
from widgets.portfolio.gantt.bars import bar_rect
from widgets.portfolio.gantt.calendar import paint_header
from widgets.portfolio.gantt.content import ChartContent, Ghost, paint_chart
from widgets.portfolio.gantt.inks import inks
from widgets.portfolio.gantt.lines import Frame, link_at
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.timescale import TimeScale
from widgets.portfolio.gantt.tips import link_tip, row_tip
from widgets.theme import theme

ZOOM_STEP: Final = 1.25
_NOTCH: Final = 120.0
_EDGE_PX: Final = 5.0
HANDLE_PX: Final = 5.0
_HANDLE_AT: Final = 9.0


class Part(Enum):
    """What of a row lies under the pointer."""

    ROW = auto()
    BAR = auto()
    FINISH = auto()
    """The right edge."""
    START_HANDLE = auto()
    """The ring before the start, from which dependencies are drawn."""
    FINISH_HANDLE = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies at a place.

    Attributes:
        row: The row.
        place: Its place among the visible ones.
        part: What of it.
        is_left: True on the left half of its bar.
    """

    row: GanttRow
    place: int
    part: Part
    is_left: bool = True


class CalendarHeader(QWidget):
    """The calendar above the chart."""

    def __init__(self, chart: "GanttChart") -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        content, colours = self._chart.content, inks()
        if content is None:
            painter.fillRect(event.rect(), colours.raised)
        else:
            painter.setFont(self.font())
            painter.translate(-self._chart.offset.x(), 0)
            area = QRectF(self.rect()).translated(self._chart.offset.x(), 0)
            paint_header(painter, area, self._chart.scale, content.today, colours)
            if self._chart.hasFocus():
                # A frame round the chart itself would be moved along when it scrolls.
                painter.fillRect(area.adjusted(0, area.height() - 2, 0, 0), colours.accent)
        painter.end()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._chart.wheelEvent(event)


class GanttChart(QAbstractScrollArea):
    """Shows a content at a zoom.

    Attributes:
        content: What is shown, None for nothing.
        chosen: Uids of selected rows.
        chosen_link: Uid of the selected dependency, empty for none.
        ghosts: Where rows would lie.
        rubber: A dependency that is being drawn: from where to where, px of the chart.
        hovered: What the pointer is at.
        can_change: False while nothing may be changed; then no handles are drawn.

    Signals:
        zoomed: Days are wider or narrower now.
    """

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: ChartContent | None = None
        self.chosen: frozenset[str] = frozenset()
        self.chosen_link = ""
        self.ghosts: Sequence[Ghost] = ()
        self.rubber: tuple[QPointF, QPointF] | None = None
        self.hovered: Hit | None = None
        self.can_change = True
        self.scale = TimeScale(1, 1, 3.0)
        self.row_height = 26.0
        self.header = CalendarHeader(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        always = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setHorizontalScrollBarPolicy(always)
        self.setVerticalScrollBarPolicy(always)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.repaint_all)

    # ---- what is shown ---------------------------------------------------------------------------
    def show_content(self, content: ChartContent | None) -> None:
        """Show another content; the day at the left edge stays where it is."""
        left = self.scale.day(self.offset.x()) if self.content is not None else None
        is_first = self.content is None
        self.content, self.hovered = content, None
        if content is None:
            self.repaint_all()
            return
        if all(link.uid != self.chosen_link for link in content.index.links):
            self.chosen_link = ""
        self.scale = content.scale(self.scale.per_day)
        self._set_ranges()
        if is_first:
            self.show_day(content.today)
        elif left is not None:
            self.horizontalScrollBar().setValue(round(self.scale.x(left)))
        self.repaint_all()

    def set_rows_px(self, row: float, header: int) -> None:
        """Take the heights of the tree: of a row and of its header."""
        self.row_height = row
        self.setViewportMargins(0, header, 0, 0)
        self._set_ranges()
        self._place_header()

    def choose(self, uids: Collection[str], link: str = "") -> None:
        """Mark rows as selected, and a dependency."""
        self.chosen, self.chosen_link = frozenset(uids), link
        self.viewport().update()

    def repaint_all(self) -> None:
        """Draw chart and calendar again."""
        self.viewport().update()
        self.header.update()

    @property
    def offset(self) -> QPointF:
        """Px of the chart at the upper left corner of what is seen."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    # ---- zoom ------------------------------------------------------------------------------------
    def zoom_by(self, factor: float, at_px: float | None = None) -> None:
        """Widen or narrow days, keeping the one at a place of the view (the middle if none)."""
        place = self.viewport().width() / 2 if at_px is None else at_px
        days = (self.offset.x() + place) / self.scale.per_day
        self.scale = self.scale.with_per_day(self.scale.per_day * factor)
        self._set_ranges()
        self.horizontalScrollBar().setValue(round(days * self.scale.per_day - place))
        self.repaint_all()
        self.zoomed.emit()

    def fit(self) -> None:
        """Show all days."""
        if self.content is not None:
            self.zoom_by(self.viewport().width() / max(self.scale.width, 1.0), 0.0)
            self.horizontalScrollBar().setValue(0)

    def show_day(self, day: date) -> None:
        """Move so that a day lies a third from the left."""
        x = self.scale.x(day) - self.viewport().width() / 3
        self.horizontalScrollBar().setValue(round(x))

    def reveal(self, uid: str, *, also_day: bool = True) -> None:
        """Move so that a row, and its first day, are seen."""
        if self.content is None or uid not in self.content.places:
            return
        place = self.content.places[uid]
        bar, page = self.verticalScrollBar(), self.viewport().height()
        top = round(place * self.row_height)
        if top < bar.value() or top + self.row_height > bar.value() + page:
            bar.setValue(round(top - page / 3))
        start = self.content.rows[place].start
        if also_day and start is not None:
            left, width = self.offset.x(), self.viewport().width()
            if not left <= self.scale.x(start) <= left + width * 0.95:
                self.show_day(start)

    # ---- what lies where -------------------------------------------------------------------------
    def hit(self, at: QPointF) -> Hit | None:
        """Return what lies at a place of the viewport."""
        if self.content is None:
            return None
        point = at + self.offset
        place = int(point.y() // self.row_height)
        if not 0 <= place < len(self.content.rows):
            return None
        row = self.content.rows[place]
        rect = bar_rect(row, place, self.scale, self.row_height)
        is_left = point.x() < rect.center().x()
        if rect.isNull() or not rect.top() - 4 <= point.y() <= rect.bottom() + 4:
            return Hit(row, place, Part.ROW, is_left)
        return Hit(row, place, _part(point.x(), rect, row), is_left)

    def link_at(self, at: QPointF) -> PlanLink | None:
        """Return the dependency at a place of the viewport, where no bar lies."""
        hit = self.hit(at)
        if self.content is None or (hit is not None and hit.part is not Part.ROW):
            return None
        return link_at(self.content.index, self.scale, self.row_height, at + self.offset)

    def bar_in_view(self, uid: str) -> QRectF:
        """Return where the bar of a row lies in the viewport; empty when it is nowhere."""
        if self.content is None or uid not in self.content.places:
            return QRectF()
        place = self.content.places[uid]
        rect = bar_rect(self.content.rows[place], place, self.scale, self.row_height)
        return rect.translated(-self.offset)

    # ---- Qt --------------------------------------------------------------------------------------
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = inks()
        if self.content is None:
            painter.fillRect(event.rect(), colours.ground)
            painter.end()
            return
        offset = self.offset
        painter.translate(-offset)
        painter.setFont(self.font())
        area = QRectF(event.rect()).translated(offset)
        frame = Frame.of(area, self.scale, self.row_height, len(self.content.rows))
        paint_chart(painter, self.content, frame, self.chosen, self.ghosts, link=self.chosen_link)
        if self.can_change:
            self._paint_handles(painter)
        if self.rubber is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.accent, 2.0, Qt.PenStyle.DashLine))
            painter.drawLine(*self.rubber)
        painter.end()

    def _paint_handles(self, painter: QPainter) -> None:
        if self.hovered is None or self.hovered.row.is_sum or self.rubber is not None:
            return
        rect = bar_rect(self.hovered.row, self.hovered.place, self.scale, self.row_height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(inks().accent, 1.5))
        painter.setBrush(inks().ground)
        for x in (rect.left() - _HANDLE_AT, rect.right() + _HANDLE_AT):
            painter.drawEllipse(QPointF(x, rect.center().y()), HANDLE_PX - 1, HANDLE_PX - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.header.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.header.update()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Only what comes into view is painted; the rest is moved as pixels.
        self.viewport().scroll(dx, dy)
        if dx:
            self.header.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()
        self._place_header()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (delta.y() / _NOTCH), event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or delta.x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (delta.x() or delta.y()))
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - round(delta.y() / _NOTCH * 3 * self.row_height))
        event.accept()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._tip(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, at: QPointF) -> str:
        hit, link = self.hit(at), self.link_at(at)
        if self.content is None:
            return ""
        if link is not None and self.content.state is not None:
            return link_tip(link, self.content.state.plan)
        if hit is None or hit.part is Part.ROW:
            return ""
        return row_tip(hit.row, self.content.outlooks.get(hit.row.uid), self.content.state)

    def _set_ranges(self) -> None:
        rows = 0 if self.content is None else len(self.content.rows)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        width, height = self.viewport().width(), self.viewport().height()
        across.setPageStep(width)
        across.setSingleStep(max(round(self.scale.per_day), 20))
        across.setRange(0, max(round(self.scale.width) - width, 0))
        down.setPageStep(height)
        down.setSingleStep(round(self.row_height))
        down.setRange(0, max(round(rows * self.row_height) - height, 0))

    def _place_header(self) -> None:
        top = self.viewport().geometry().topLeft()
        height = self.viewportMargins().top()
        self.header.setGeometry(top.x(), top.y() - height, self.viewport().width(), height)

    def to_chart(self, at: QPoint | QPointF) -> QPointF:
        """Return px of the chart at a place of the viewport."""
        return QPointF(at) + self.offset


def _part(x: float, rect: QRectF, row: GanttRow) -> Part:
    if not row.is_sum:
        if abs(x - (rect.right() + _HANDLE_AT)) <= HANDLE_PX:
            return Part.FINISH_HANDLE
        if abs(x - (rect.left() - _HANDLE_AT)) <= HANDLE_PX:
            return Part.START_HANDLE
        edge = min(_EDGE_PX, rect.width() / 3)
        if not row.is_milestone and rect.right() - edge <= x <= rect.right() + 3:
            return Part.FINISH
    return Part.BAR if rect.left() - 2 <= x <= rect.right() + 3 else Part.ROW
