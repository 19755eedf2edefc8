"""The course of a key figure: segments with breaks, bounds, target, forecast, evidence."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.portfolio.evaluations import KpiPoint
from widgets.portfolio.kpis.course import Course, Field, arrange
from widgets.portfolio.kpis.painting import (
    legend_height,
    paint_band,
    paint_breaks,
    paint_chosen,
    paint_forecast,
    paint_grid,
    paint_legend,
    paint_lines,
    paint_marks,
    paint_target,
)
from widgets.portfolio.kpis.wording import (
    forecast_words,
    point_words,
    target_text,
    value_text,
)
from widgets.theme.tokens import GRID
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.geometry import axis_font

_NEAR: Final = 5.0 * GRID


class KpiChart(Canvas):
    """Paints the course; the values can be walked through with arrow keys.

    Signals:
        opened: The uid of a value that is to be opened.
        copy_wanted: Ctrl+C.
        menu_wanted: A place on the screen.
    """

    opened = Signal(str)
    copy_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.course: Course | None = None
        self._chosen = ""
        self.setMinimumSize(QSize(70 * GRID, 45 * GRID))

    def show_course(self, course: Course | None) -> None:
        """Show another key figure, None for none."""
        self.course = course
        if self._point() is None:
            self._chosen = ""
        self.setAccessibleName("" if course is None else self._words(course))
        self.invalidate()

    def _words(self, course: Course) -> str:
        """Return the whole chart in one sentence, for those who hear it."""
        one = course.kpi
        parts = [one.name]
        if one.latest is not None:
            parts.append(point_words(one.latest, one.unit).split("\n")[0])
        if one.target is not None:
            parts.append(self.tr("Ziel {0}").format(target_text(one)))
        return " · ".join(parts)

    def field(self, rect: QRectF) -> Field | None:
        """Return where everything lies in a room."""
        if self.course is None or self.course.is_empty:
            return None
        metrics = QFontMetricsF(axis_font())
        line = metrics.height()
        widest = max(
            metrics.horizontalAdvance(value_text(value)) for value in (*self.course.values(), 0.0)
        )
        left = widest + 4 * GRID
        head = legend_height(self.course, rect.width(), metrics) + 2 * line + 2 * GRID
        area = rect.adjusted(left, head, -3 * GRID, -line - 2 * GRID)
        return arrange(area, self.course)

    # ---- painting --------------------------------------------------------------------------------
    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(axis_font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field, course = self.field(rect), self.course
        if field is None or course is None:
            if course is not None:
                text = self.tr("Für diese Kennzahl gibt es noch keinen Wert.")
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
            return
        paint_grid(painter, rect, field, course)
        paint_breaks(painter, field, course)
        paint_band(painter, field, course)
        paint_target(painter, field, course)
        paint_forecast(painter, field, course)
        paint_lines(painter, field, course)
        paint_marks(painter, field, course)
        paint_legend(painter, rect, course)

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        field, point = self.field(rect), self._point()
        if field is not None and point is not None:
            paint_chosen(painter, field.at(point.day, point.value))

    # ---- hands -----------------------------------------------------------------------------------
    def _point(self) -> KpiPoint | None:
        points = () if self.course is None else self.course.points
        return next((point for point in points if point.uid == self._chosen), None)

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        field, course = self.field(rect), self.course
        self._chosen = ""
        if field is None or course is None:
            return ""
        found = [
            ((field.at(one.day, one.value) - position).manhattanLength(), one)
            for one in course.points
        ]
        way, nearest = min(found, key=lambda each: each[0], default=(_NEAR, None))
        if nearest is not None and way < _NEAR:
            self._chosen = nearest.uid
            return point_words(nearest, course.kpi.unit)
        one = course.kpi
        if one.measured is not None:
            place = field.at(course.today, one.measured)
            if (place - position).manhattanLength() < _NEAR:
                text = self.tr("Jetzt gemessen: {0}")
                return text.format(value_text(one.measured, one.unit))
        if one.forecast is not None and position.x() > field.x_of(course.today):
            return forecast_words(one)
        return ""

    @override
    def leave(self) -> None:
        self._chosen = ""

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.say(self.point_at(event.position(), self.room))
        if self._chosen:
            self.opened.emit(self._chosen)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.move_by(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._chosen:
            self.opened.emit(self._chosen)
        elif (
            event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def move_by(self, steps: int) -> None:
        """Choose a value so many further; the newest where none is chosen."""
        if self.course is None or not self.course.points:
            return
        uids = [point.uid for point in self.course.points]
        at = uids.index(self._chosen) + steps if self._chosen in uids else len(uids) - 1
        self._chosen = uids[min(max(at, 0), len(uids) - 1)]
        point = self._point()
        self.say("" if point is None else point_words(point, self.course.kpi.unit))
        self.update()
