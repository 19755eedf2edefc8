"""A small picture of the value round the moment: an hour before, an hour after, and the limits."""

from math import isfinite
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.points import Point, PointKind
from app.domain.samples import NO_TIME
from app.services.explanations import Curve
from widgets.texts import time_text, value_with_unit
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.why.wording import amount_text

_HEIGHT: Final = 26 * GRID
_MARGIN: Final = 0.12
"""Room above and below the curve, of its own height."""

_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class MiniTrend(QWidget):
    """Draws a `Curve`; a click wants the real trend.

    Signals:
        trend_wanted: The person wants to see the whole curve.
    """

    trend_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: Point | None = None
        self._curve: Curve | None = None
        self._zone = "UTC"
        self._raised_us = NO_TIME
        self._low, self._high = 0.0, 1.0
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.update)

    def show_curve(
        self, point: Point | None, curve: Curve | None, raised_us: int, zone: str
    ) -> None:
        """Show a curve; without one, or without values, the picture is hidden."""
        has_line = curve is not None and bool(np.isfinite(curve.value).any())
        self._point, self._curve = point, curve if has_line else None
        self._raised_us, self._zone = raised_us, zone
        self.setVisible(has_line and point is not None)
        if self._curve is not None and point is not None:
            self._low, self._high = _extent(self._curve)
            self.setAccessibleName(self._words(point, self._curve))
            self.setToolTip(self.accessibleName())
        self.update()

    def _words(self, point: Point, curve: Curve) -> str:
        low, high = float(np.nanmin(curve.value)), float(np.nanmax(curve.value))
        return self.tr(
            "Verlauf eine Stunde vorher und nachher: {low} bis {high}. Ein Klick öffnet ihn."
        ).format(low=value_with_unit(point, low), high=value_with_unit(point, high))

    # ---- places --------------------------------------------------------------------------------
    def _area(self) -> QRectF:
        line = QFontMetricsF(self.font()).height()
        width = self.width() - 2 * GRID - 1.0
        return QRectF(GRID + 0.5, 2.0, width, self.height() - line - 2 * GRID)

    def _x(self, area: QRectF, time_us: float, curve: Curve) -> float:
        share = (time_us - curve.start_us) / (curve.end_us - curve.start_us)
        return area.left() + share * area.width()

    def _y(self, area: QRectF, value: float) -> float:
        return area.bottom() - (value - self._low) / (self._high - self._low) * area.height()

    # ---- painting ------------------------------------------------------------------------------
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        curve, point = self._curve, self._point
        if curve is None or point is None:
            return
        painter = QPainter(self)
        area = self._area()
        tokens = theme().tokens
        painter.fillRect(area, QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRect(area)
        self._paint_moment(painter, area, curve)
        self._paint_limits(painter, area, curve, point)
        self._paint_line(painter, area, curve, is_step=point.kind is PointKind.STATE)
        self._paint_times(painter, area, curve)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(area)
        painter.end()

    def _paint_line(self, painter: QPainter, area: QRectF, curve: Curve, *, is_step: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().tokens.text), 1.4))
        painter.setClipRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        known = np.isfinite(curve.value)
        starts = np.flatnonzero(known & ~np.concatenate([[False], known[:-1]]))
        ends = np.flatnonzero(known & ~np.concatenate([known[1:], [False]])) + 1
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            corners: list[QPointF] = []
            for time_us, value in zip(
                curve.time_us[start:end].tolist(), curve.value[start:end].tolist(), strict=True
            ):
                corner = QPointF(self._x(area, time_us, curve), self._y(area, value))
                if is_step and corners:
                    corners.append(QPointF(corner.x(), corners[-1].y()))
                corners.append(corner)
            painter.drawPolyline(QPolygonF(corners))
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_limits(self, painter: QPainter, area: QRectF, curve: Curve, point: Point) -> None:
        tokens = theme().tokens
        metrics = QFontMetricsF(self.font())
        for threshold in curve.thresholds:
            if not self._low <= threshold <= self._high:
                continue
            y = round(self._y(area, threshold)) + 0.5
            painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.muted))
            text = amount_text(point, threshold)
            above = y - metrics.height() >= area.top()
            top = y - metrics.height() if above else y
            box = QRectF(area.left() + GRID, top, area.width() - 2 * GRID, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_moment(self, painter: QPainter, area: QRectF, curve: Curve) -> None:
        """Mark the moment that is explained."""
        moment = self._raised_us
        if moment == NO_TIME:
            moment = (curve.start_us + curve.end_us) // 2
        x = round(self._x(area, moment, curve)) + 0.5
        painter.setPen(QPen(QColor(theme().tokens.accent), 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_times(self, painter: QPainter, area: QRectF, curve: Curve) -> None:
        painter.setPen(QColor(theme().tokens.muted))
        middle = (curve.start_us + curve.end_us) // 2
        box = QRectF(area.left(), area.bottom() + GRID, area.width(), self.height() - area.bottom())
        for time_us, side in (
            (curve.start_us, Qt.AlignmentFlag.AlignLeft),
            (middle, Qt.AlignmentFlag.AlignHCenter),
            (curve.end_us, Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(box, side, time_text(time_us, self._zone)[:-3])

    # ---- hands ---------------------------------------------------------------------------------
    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.trend_wanted.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self.trend_wanted.emit()
        else:
            super().keyPressEvent(event)


def _extent(curve: Curve) -> tuple[float, float]:
    """Return what is drawn from bottom to top: the values, and the limits that are not far off."""
    low, high = float(np.nanmin(curve.value)), float(np.nanmax(curve.value))
    span = max(high - low, abs(high) * 0.02, 1e-9)
    for threshold in curve.thresholds:
        if isfinite(threshold) and low - 3 * span <= threshold <= high + 3 * span:
            low, high = min(low, threshold), max(high, threshold)
    span = max(high - low, abs(high) * 0.02, 1e-9)
    return low - _MARGIN * span, high + _MARGIN * span
