"""The course of a value over the last months: one line, its target beside it, no axes."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.domain.portfolio.evidence.results import EvidenceResult
from widgets.portfolio.evidence.wording import day_words, value_words
from widgets.theme import theme
from widgets.theme.tokens import GRID

_HEIGHT: Final = 14 * GRID
_EDGE: Final = 4.0


class TrendLine(QWidget):
    """Draws the trend of a result; the tooltip tells the values one by one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: EvidenceResult | None = None
        self.zone = "Europe/Berlin"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_result(self, result: EvidenceResult | None) -> None:
        """Draw another trend."""
        self._result = result
        self.setAccessibleName(self.words())
        self.setVisible(len(self._trend()) > 1)
        self.update()

    def words(self) -> str:
        """Return the trend in words: first and last value with their days."""
        trend = self._trend()
        if self._result is None or not trend:
            return self.tr("Noch kein Verlauf")
        (first_us, first), (last_us, last) = trend[0], trend[-1]
        unit = self._result.unit
        return self.tr("Verlauf: {0} am {1}, {2} am {3}").format(
            value_words(first, unit),
            day_words(first_us, self.zone),
            value_words(last, unit),
            day_words(last_us, self.zone),
        )

    def _trend(self) -> Sequence[tuple[int, float]]:
        return () if self._result is None else self._result.trend

    @override
    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, _HEIGHT)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._result is not None:
            unit = self._result.unit
            lines = [
                f"{day_words(time_us, self.zone)}: {value_words(value, unit)}"
                for time_us, value in self._trend()
            ]
            QToolTip.showText(event.globalPos(), "\n".join(lines), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        trend = self._trend()
        if self._result is None or len(trend) <= 1:
            return
        times = np.array([time_us for time_us, _ in trend], np.float64)
        values = np.array([value for _, value in trend])
        area = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        target = self._result.target
        seen = values if target is None else np.append(values, target)
        low, span = float(seen.min()), float(seen.max() - seen.min()) or 1.0
        x = area.left() + (times - times[0]) / max(times[-1] - times[0], 1.0) * area.width()
        y = area.bottom() - (values - low) / span * area.height()
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if target is not None:
            level = area.bottom() - (target - low) / span * area.height()
            painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(area.left(), level, area.right(), level))
        points = [QPointF(one, other) for one, other in zip(x, y, strict=True)]
        painter.setPen(QPen(QColor(tokens.muted), 1.5))
        painter.drawPolyline(points)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        painter.drawEllipse(points[-1], 2.5, 2.5)
        painter.end()
