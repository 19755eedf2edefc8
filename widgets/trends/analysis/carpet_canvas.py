"""The carpet plot: days across, clock times down, colour for the mean; with a cursor for keys."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.analysis.calendars import HOUR_US
from app.domain.analysis.carpets import Carpet
from widgets.texts import number
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.analysis.axes import tight_scale
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.carpet_words import cell_words, day_label
from widgets.trends.analysis.ramps import STEPS, places_of, ramp
from widgets.trends.analysis.readings import Subject
from widgets.trends.geometry import axis_font
from widgets.trends.tints import faded

_HOURS: Final = (0, 3, 6, 9, 12, 15, 18, 21, 24)
_BAR_WIDTH: Final = 4.0 * GRID
_LEGEND_STEPS: Final = 8
_HAIR: Final = 1e-6
_DAY_LABEL: Final = "Mo 00.00."


class CarpetCanvas(Canvas):
    """Paints a carpet; arrows move from cell to cell, Return opens its time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._carpet: Carpet | None = None
        self._subject: Subject | None = None
        self._cell: tuple[int, int] | None = None
        self._is_from_keys = False

    @property
    def carpet(self) -> Carpet | None:
        """What is shown."""
        return self._carpet

    @property
    def symbol(self) -> str:
        """The unit of the means."""
        return self._subject.unit.symbol if self._subject is not None else ""

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column under the mouse or the cursor of the keys."""
        return self._cell

    def show_carpet(self, subject: Subject, carpet: Carpet) -> None:
        """Show the carpet of a curve."""
        is_alike = self._carpet is not None and self._carpet.mean.shape == carpet.mean.shape
        self._subject, self._carpet = subject, carpet
        if not is_alike:
            self._cell = None
        self.invalidate()

    # --- places -----------------------------------------------------------------------------

    def _area(self, rect: QRectF) -> QRectF:
        metrics = QFontMetricsF(axis_font())
        left = metrics.horizontalAdvance("00:00") + 3 * GRID
        right = _BAR_WIDTH + metrics.horizontalAdvance("−0.000,0") + 7 * GRID
        top = metrics.height() + 2 * GRID
        bottom = metrics.height() + 3 * GRID
        return rect.adjusted(left, top, -right, -bottom)

    def _box(self, rect: QRectF, row: int, column: int) -> QRectF:
        carpet, area = self._carpet, self._area(rect)
        if carpet is None:
            return QRectF()
        rows, columns = carpet.mean.shape
        width, height = area.width() / columns, area.height() / rows
        return QRectF(area.left() + column * width, area.top() + row * height, width, height)

    def _range(self) -> tuple[float, float]:
        """Return the means at the ends of the colours."""
        low, high = self._carpet.usual_range() if self._carpet is not None else (0.0, 1.0)
        return (low, high) if np.isfinite(low) else (0.0, 1.0)

    # --- painting ---------------------------------------------------------------------------

    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        carpet = self._carpet
        if carpet is None:
            return
        area = self._area(rect)
        tokens = theme().tokens
        # What is unknown shows the hatched ground, so that no colour of the scale can be taken
        # for it.
        painter.fillRect(area, QBrush(QColor(tokens.line), Qt.BrushStyle.BDiagPattern))
        painter.drawImage(area, self._image(carpet))
        for row, column in np.argwhere(carpet.is_missing).tolist():
            box = self._box(rect, row, column)
            painter.fillRect(box, QColor(tokens.surface))
            painter.fillRect(box, QBrush(QColor(tokens.muted), Qt.BrushStyle.DiagCrossPattern))
        for row, column in np.argwhere(carpet.is_double).tolist():
            self._paint_double(painter, self._box(rect, row, column))
        self._paint_clock(painter, rect, area)
        self._paint_days(painter, carpet, area)
        self._paint_legend(painter, area)

    def _image(self, carpet: Carpet) -> QImage:
        colours = ramp(theme().tokens)[places_of(carpet.mean, *self._range())]
        pixels = np.where(np.isfinite(carpet.mean), colours, np.uint32(0))
        pixels = np.ascontiguousarray(pixels, np.uint32)
        rows, columns = pixels.shape
        stride = 4 * columns
        kind = QImage.Format.Format_ARGB32_Premultiplied
        return QImage(pixels.tobytes(), columns, rows, stride, kind).copy()

    def _paint_double(self, painter: QPainter, box: QRectF) -> None:
        """Mark the hour that came twice by a bar at its left, to be seen on any colour."""
        tokens = theme().tokens
        bar = QRectF(box.left(), box.top(), max(box.width() / 6, 2.0), box.height())
        painter.fillRect(bar.adjusted(0, 0, 1, 0), QColor(tokens.surface))
        painter.fillRect(bar, QColor(tokens.text))

    def _paint_clock(self, painter: QPainter, rect: QRectF, area: QRectF) -> None:
        line = QFontMetricsF(axis_font()).height()
        painter.setPen(QColor(theme().tokens.muted))
        for hour in _HOURS:
            y = area.top() + hour / 24 * area.height()
            box = QRectF(rect.left(), y - line / 2, area.left() - rect.left() - 2 * GRID, line)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, f"{hour:02d}:00")

    def _paint_days(self, painter: QPainter, carpet: Carpet, area: QRectF) -> None:
        metrics = QFontMetricsF(axis_font())
        room = metrics.horizontalAdvance(_DAY_LABEL) + 3 * GRID
        width = area.width() / len(carpet.days)
        # Weeks keep their Mondays where not each day finds room.
        stride = next(
            (n for n in (1, 2, 7, 14, 28, 56, 91, 182, 364) if n * width >= room), len(carpet.days)
        )
        first = -carpet.days[0].weekday() % 7 if stride >= 7 else 0  # noqa: PLR2004 - a week
        for column in range(first, len(carpet.days), stride):
            x = area.left() + (column + 0.5) * width
            painter.setPen(QColor(theme().tokens.line))
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + GRID))
            painter.setPen(QColor(theme().tokens.muted))
            box = QRectF(x - room, area.bottom() + GRID, 2 * room, metrics.height())
            is_long = len(carpet.days) > 366  # noqa: PLR2004 - days of a year
            text = day_label(carpet.days[column], is_long=is_long)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)

    def _paint_legend(self, painter: QPainter, area: QRectF) -> None:
        metrics = QFontMetricsF(axis_font())
        tokens = theme().tokens
        bar = QRectF(area.right() + 4 * GRID, area.top(), _BAR_WIDTH, area.height())
        column = np.ascontiguousarray(ramp(tokens)[::-1])
        kind = QImage.Format.Format_RGB32
        painter.drawImage(bar, QImage(column.tobytes(), 1, STEPS, 4, kind).copy())
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        painter.setPen(QColor(tokens.muted))
        low, high = self._range()
        scale = tight_scale(low, high, _LEGEND_STEPS)
        hair = (high - low) * _HAIR
        inside = [v for v in scale.ticks() if low - hair <= v <= high + hair]
        for value in inside:
            y = bar.bottom() - (value - low) / (high - low or 1.0) * bar.height()
            painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + GRID, y))
            box = QRectF(bar.right() + 2 * GRID, y - metrics.height(), 200, 2 * metrics.height())
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, number(value, scale.decimals))
        self._paint_beyond(painter, bar)
        if self.symbol:
            head = QRectF(
                bar.left(), area.top() - metrics.height() - 2 * GRID, 200, metrics.height()
            )
            painter.drawText(head, 0, self.symbol)

    def _paint_beyond(self, painter: QPainter, bar: QRectF) -> None:
        """Point beyond the ends of the colours where single cells lie there."""
        carpet = self._carpet
        if carpet is None or not carpet.has_data:
            return
        low, high = self._range()
        middle, size = bar.center().x(), float(GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.muted))
        ends = (
            (np.nanmax(carpet.mean) > high, bar.top() - 1, -size),
            (np.nanmin(carpet.mean) < low, bar.bottom() + 2, size),
        )
        for is_beyond, y, height in ends:
            if is_beyond:
                tip = QPointF(middle, y + height)
                base = (QPointF(middle - size, y), QPointF(middle + size, y))
                painter.drawPolygon(QPolygonF([tip, *base]))
        painter.setPen(QColor(theme().tokens.muted))

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        if self._cell is None or self._carpet is None or self._subject is None:
            return
        tokens = theme().tokens
        box = self._box(rect, *self._cell)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.surface), 3))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(tokens.text), 1.5))
        painter.drawRect(box)
        # The words stand in the head line too, for those who use keys.
        metrics = QFontMetricsF(axis_font())
        words = cell_words(self._carpet, self._subject.trace.point, *self._cell)
        line = QRectF(rect.left(), rect.top(), rect.width() - 20 * GRID, metrics.height())
        painter.fillRect(line, faded(QColor(tokens.surface), 0.9))
        painter.setPen(QColor(tokens.text))
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, text)

    # --- hands ------------------------------------------------------------------------------

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        carpet, area = self._carpet, self._area(rect)
        if carpet is None or self._subject is None or not area.contains(position):
            self.leave()
            return ""
        rows, columns = carpet.mean.shape
        row = int((position.y() - area.top()) / area.height() * rows)
        column = int((position.x() - area.left()) / area.width() * columns)
        self._cell = min(row, rows - 1), min(column, columns - 1)
        self._is_from_keys = False
        return cell_words(carpet, self._subject.trace.point, *self._cell)

    @override
    def leave(self) -> None:
        if not self._is_from_keys:
            self._cell = None

    def step(self, down: int, right: int) -> None:
        """Move the cursor by cells; it begins at the last day's first cell."""
        if self._carpet is None or self._subject is None:
            return
        rows, columns = self._carpet.mean.shape
        row, column = self._cell or (0, columns - 1)
        if self._cell is not None:
            row = min(max(row + down, 0), rows - 1)
            column = min(max(column + right, 0), columns - 1)
        self._cell, self._is_from_keys = (row, column), True
        self.say(cell_words(self._carpet, self._subject.trace.point, row, column))
        self.update()

    def open(self) -> None:
        """Open the time of the cell under the cursor."""
        if self._cell is not None and self._carpet is not None:
            row, column = self._cell
            if not self._carpet.is_missing[row, column]:
                self.time_requested.emit(int(self._carpet.begin[row, column]))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        an_hour = HOUR_US // self._carpet.cell_us if self._carpet is not None else 1
        last = 10**6
        moves = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_PageUp: (-6 * an_hour, 0),
            Qt.Key.Key_PageDown: (6 * an_hour, 0),
            Qt.Key.Key_Home: (0, -last),
            Qt.Key.Key_End: (0, last),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self.step(*moves[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._cell is not None:
            self.open()
        elif key == Qt.Key.Key_Escape and self._cell is not None:
            self._is_from_keys = False
            self.leave()
            self.update()
        else:
            super().keyPressEvent(event)
