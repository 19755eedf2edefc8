"""The chart: a lane an organisation, a bar a week, a line for what it can do."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget
from typing_extensions import override

from app.domain.portfolio.loads import WeekLoad
from widgets.portfolio.gantt.calendar import paint_header
from widgets.portfolio.gantt.inks import Inks, inks
from widgets.portfolio.gantt.timescale import TimeScale
from widgets.portfolio.load.figures import (
    Lane,
    days_words,
    lane_words,
    state_words,
    week_words,
)
from widgets.theme import theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID

_LANE: Final = 92.0
_NAMES: Final = 250.0
_TOP: Final = 16.0
_BOTTOM: Final = 8.0
_LEAST_DAY, _MOST_DAY = 1.0, 12.0
_STEP: Final = 1.25
_NOTCH: Final = 120.0
_WEEK: Final = timedelta(days=7)
_GLYPH: Final = 9.0


class LoadChart(QAbstractScrollArea):
    """Shows lanes; a week of a lane is chosen by click or arrows.

    Attributes:
        lanes: What is shown.
        cell: Lane and week that are chosen, None for none.
        marked: Uids of work items whose weeks are marked.

    Signals:
        chosen: Another week is chosen.
        opened: A week was double-clicked, or Return was pressed.
        copy_wanted: The table is to be copied.
    """

    chosen = Signal()
    opened = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lanes: Sequence[Lane] = ()
        self.cell: tuple[int, int] | None = None
        self.marked: frozenset[str] = frozenset()
        self._today = date.min
        self._scale = TimeScale(1, 1, 4.0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        theme().changed.connect(self.viewport().update)

    # ---- what is shown ---------------------------------------------------------------------------
    def show_lanes(self, lanes: Sequence[Lane], today: date) -> None:
        """Show other lanes; the chosen week stays when it is still there."""
        kept, is_first = self.chosen_week, not self.lanes
        self.lanes, self._today = lanes, today
        mondays = [week.monday for lane in lanes[:1] for week in lane.weeks] or [today]
        first, last = mondays[0].toordinal(), (mondays[-1] + _WEEK).toordinal() - 1
        self._scale = TimeScale(first, last, self._scale.per_day)
        self.cell = self._find(kept)
        self._set_ranges()
        if is_first:
            self.horizontalScrollBar().setValue(round(self._scale.x(today) - 100.0))
        self.viewport().update()

    @property
    def chosen_week(self) -> WeekLoad | None:
        """The week that is chosen."""
        return None if self.cell is None else self.lanes[self.cell[0]].weeks[self.cell[1]]

    def zoom_by(self, factor: float) -> None:
        """Widen or narrow weeks."""
        wanted = min(max(self._scale.per_day * factor, _LEAST_DAY), _MOST_DAY)
        middle = self.horizontalScrollBar().value() + self._room / 2
        share = wanted / self._scale.per_day
        self._scale = TimeScale(self._scale.first, self._scale.last, wanted)
        self._set_ranges()
        self.horizontalScrollBar().setValue(round(middle * share - self._room / 2))
        self.viewport().update()

    def choose(self, cell: tuple[int, int] | None) -> None:
        """Choose a week of a lane, and tell."""
        self.cell = cell
        if cell is not None:
            self._reveal(cell)
        self.viewport().update()
        self.chosen.emit()

    def mark(self, uids: Collection[str], *, is_followed: bool = False) -> None:
        """Mark the weeks in which some work items are done; followed, one of them is chosen."""
        self.marked = frozenset(uids)
        if is_followed:
            self._follow_marks()
        self.viewport().update()

    def _follow_marks(self) -> None:
        found = [cell for cell in self._cells() if self.is_marked(*cell)]
        if found and (self.cell is None or self.cell not in found):
            today = self._this_week()
            # Work that is over by now is seen where it was, work to come where it begins.
            self.choose(next((cell for cell in found if cell[1] >= today), found[-1]))

    def is_marked(self, lane: int, week: int) -> bool:
        """Tell whether a marked work item is done in a week."""
        return not self.marked.isdisjoint(self.lanes[lane].weeks[week].items)

    def _cells(self) -> Iterator[tuple[int, int]]:
        for number, lane in enumerate(self.lanes):
            for place in range(len(lane.weeks)):
                yield number, place

    def week_rect(self, lane: int, week: int) -> QRectF:
        """Return where a week of a lane lies in the viewport."""
        left = _NAMES + self._scale.x(self.lanes[lane].weeks[week].monday)
        top = self._header + lane * _LANE
        rect = QRectF(left, top, 7 * self._scale.per_day, _LANE)
        return rect.translated(-self.horizontalScrollBar().value(),
                               -self.verticalScrollBar().value())  # fmt: skip

    # ---- Qt --------------------------------------------------------------------------------------
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self.viewport()), inks()
        painter.fillRect(event.rect(), colours.ground)
        painter.setFont(self.font())
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        width, height = self.viewport().width(), self.viewport().height()
        painter.save()
        painter.setClipRect(QRectF(_NAMES, self._header, width, height))
        for number in range(len(self.lanes)):
            top = self._header + number * _LANE - down
            if -_LANE < top < height:
                self._paint_lane(painter, number, colours)
        x = _NAMES - across + self._scale.x(self._today) + self._scale.per_day / 2
        painter.setPen(QPen(colours.accent, 2.0))
        painter.drawLine(QLineF(x, self._header, x, height))
        painter.restore()
        self._paint_names(painter, colours, down)
        painter.fillRect(QRectF(0, 0, _NAMES, self._header), colours.raised)
        painter.setClipRect(QRectF(_NAMES, 0, width, self._header))
        painter.translate(_NAMES - across, 0)
        area = QRectF(across, 0, width - _NAMES, self._header)
        paint_header(painter, area, self._scale, self._today, colours)
        painter.end()

    def _paint_lane(self, painter: QPainter, number: int, colours: Inks) -> None:
        lane = self.lanes[number]
        unit = (_LANE - _TOP - _BOTTOM) / lane.highest
        right = self.viewport().width()
        line: list[QLineF] = []
        for place, week in enumerate(lane.weeks):
            rect = self.week_rect(number, place)
            if rect.right() < _NAMES or rect.left() > right:
                continue
            if self.cell == (number, place):
                painter.fillRect(rect, colours.selection)
            base = rect.bottom() - _BOTTOM
            if self.marked and self.is_marked(number, place):
                mark = QRectF(rect.left(), base + 2, rect.width(), _BOTTOM / 2)
                painter.fillRect(mark, colours.accent)
            self._paint_week(painter, week, QRectF(rect.left(), base, rect.width(), unit), colours)
            if week.capacity is not None:
                y = base - week.capacity * unit
                line.append(QLineF(rect.left(), y, rect.right(), y))
                if len(line) > 1 and line[-2].y1() != y:
                    line.append(QLineF(rect.left(), line[-2].y1(), rect.left(), y))
                    line[-1], line[-2] = line[-2], line[-1]
        painter.setPen(QPen(colours.text, 1.5))
        painter.drawLines(line)
        y = self._header + (number + 1) * _LANE - self.verticalScrollBar().value() - 0.5
        painter.setPen(QPen(colours.line, 1.0))
        painter.drawLine(QLineF(_NAMES, y, right, y))

    @staticmethod
    def _paint_week(painter: QPainter, week: WeekLoad, place: QRectF, colours: Inks) -> None:
        """Draw a week; `place` is its width at the base, its height that of one person-day."""
        if week.needed <= 0:
            return
        high = week.needed * place.height()
        bar = QRectF(place.left() + 1, place.top() - high, place.width() - 2, high)
        painter.fillRect(bar, colours.bar)
        painter.setPen(QPen(colours.edge, 1.0))
        painter.drawRect(bar)
        if not week.is_over or week.capacity is None:
            return
        over = QRectF(bar.left(), bar.top(), bar.width(),
                      (week.needed - week.capacity) * place.height())  # fmt: skip
        painter.fillRect(over, QBrush(colours.text, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colours.text, 2.0))
        painter.drawRect(over)
        side = min(_GLYPH, bar.width() + 2)
        spot = QRectF(bar.center().x() - side / 2, bar.top() - side - 3, side, side)
        draw_glyph(painter, spot, "triangle", colours.wrong)

    def _paint_names(self, painter: QPainter, colours: Inks, down: int) -> None:
        plain, bold = QFont(self.font()), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.save()
        painter.setClipRect(QRectF(0, self._header, _NAMES, self.viewport().height()))
        for number, lane in enumerate(self.lanes):
            top = self._header + number * _LANE - down
            painter.fillRect(QRectF(0, top, _NAMES, _LANE), colours.ground)
            lines = (lane.name, lane_words(lane))
            unit = painter.fontMetrics().height() + GRID
            left = 3.0 * GRID
            for at, text in enumerate(lines):
                painter.setFont(plain if at else bold)
                painter.setPen(colours.muted if at else colours.text)
                box = QRectF(left, top + _TOP + at * unit, _NAMES - left - 18 * GRID, 2 * unit)
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                if at:
                    painter.drawText(box, flags | Qt.TextFlag.TextWordWrap, text)
                else:
                    short = painter.fontMetrics().elidedText(
                        text, Qt.TextElideMode.ElideRight, int(box.width())
                    )
                    painter.drawText(box, flags, short)
            painter.setFont(plain)
            painter.setPen(colours.muted)
            box = QRectF(0, top + _TOP - 8, _NAMES - 2 * GRID, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, self._most(lane))
            painter.setPen(QPen(colours.line, 1.0))
            painter.drawLine(QLineF(0, top + _LANE - 0.5, _NAMES, top + _LANE - 0.5))
        painter.restore()
        painter.setPen(QPen(colours.line, 1.0))
        painter.drawLine(QLineF(_NAMES - 0.5, 0, _NAMES - 0.5, self.viewport().height()))

    def _most(self, lane: Lane) -> str:
        return self.tr("{0} PT").format(days_words(lane.highest))

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP ** (delta.y() / _NOTCH))
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(self._cell_at(event.position()))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._cell_at(event.position()) is not None:
            self.opened.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        key = event.key()
        if key in ways and self.lanes:
            self._go(*ways[Qt.Key(key)])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self.zoom_by(1 / _STEP if key == Qt.Key.Key_Minus else _STEP)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.cell is not None:
            self.opened.emit()
        elif key == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_at(QPointF(event.pos()))
            text = ""
            if cell is not None:
                week = self.lanes[cell[0]].weeks[cell[1]]
                text = f"{week_words(week.monday)}\n{state_words(week)}"
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    # ---- places ----------------------------------------------------------------------------------
    @property
    def _header(self) -> float:
        return 2.0 * (self.fontMetrics().height() + 2 * GRID)

    @property
    def _room(self) -> float:
        return max(self.viewport().width() - _NAMES, 1.0)

    def _go(self, lanes: int, weeks: int) -> None:
        lane, week = self.cell or (0, self._this_week())
        if self.cell is not None:
            lane = min(max(lane + lanes, 0), len(self.lanes) - 1)
            week = min(max(week + weeks, 0), len(self.lanes[lane].weeks) - 1)
        self.choose((lane, week))

    def _this_week(self) -> int:
        weeks = self.lanes[0].weeks
        days = (self._today - weeks[0].monday).days
        return min(max(days // 7, 0), len(weeks) - 1)

    def _cell_at(self, at: QPointF) -> tuple[int, int] | None:
        if at.x() < _NAMES or at.y() < self._header:
            return None
        lane = int((at.y() - self._header + self.verticalScrollBar().value()) // _LANE)
        x = at.x() - _NAMES + self.horizontalScrollBar().value()
        week = int(x // (7 * self._scale.per_day))
        if lane < len(self.lanes) and 0 <= week < len(self.lanes[lane].weeks):
            return lane, week
        return None

    def _find(self, kept: WeekLoad | None) -> tuple[int, int] | None:
        for number, lane in enumerate(self.lanes):
            for place, week in enumerate(lane.weeks):
                if kept and (lane.uid, week.monday) == (kept.organisation, kept.monday):
                    return number, place
        return None

    def _reveal(self, cell: tuple[int, int]) -> None:
        rect = self.week_rect(*cell)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if rect.left() < _NAMES or rect.right() > self.viewport().width():
            across.setValue(round(across.value() + rect.center().x() - _NAMES - self._room / 2))
        if rect.top() < self._header or rect.bottom() > self.viewport().height():
            down.setValue(round(down.value() + rect.top() - self._header))

    def _set_ranges(self) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(round(self._room))
        across.setSingleStep(max(round(7 * self._scale.per_day), 10))
        across.setRange(0, max(round(self._scale.width - self._room), 0))
        height = self.viewport().height() - self._header
        down.setPageStep(round(max(height, 1)))
        down.setSingleStep(round(_LANE / 3))
        down.setRange(0, max(round(len(self.lanes) * _LANE - height), 0))
