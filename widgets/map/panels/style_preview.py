"""How a file's features would look, painted without the map."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.maps import LayerStyle
from widgets.theme import theme
from widgets.theme.tokens import RADIUS_CONTROL

KINDS: Final = ("point", "line", "area")
"""What features can be, as `LayerData.kinds` names them."""

_DASHES: Final = (3.0, 2.0)
_AREA: Final = ((0.08, 0.25), (0.55, 0.1), (0.92, 0.45), (0.7, 0.9), (0.2, 0.82))
_LINE: Final = ((0.05, 0.8), (0.3, 0.35), (0.6, 0.65), (0.95, 0.2))
_POINTS: Final = ((0.2, 0.4), (0.5, 0.7), (0.8, 0.3))


class StylePreview(QWidget):
    """Points, lines and areas side by side, as far as the file has them."""

    def __init__(self, kinds: Collection[str] = KINDS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = [kind for kind in KINDS if kind in kinds] or list(KINDS)
        self._style, self._opacity = LayerStyle(), 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Vorschau"))
        theme().changed.connect(self.update)

    def show_style(self, style: LayerStyle, opacity: float) -> None:
        """Show a style at an opacity of the layer."""
        self._style, self._opacity = style, opacity
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 6 * self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.surface))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setClipRect(frame)
        painter.setOpacity(self._opacity)
        width = frame.width() / len(self._kinds)
        for place, kind in enumerate(self._kinds):
            cell = QRectF(frame.left() + place * width, frame.top(), width, frame.height())
            paint = {"point": self._points, "line": self._line, "area": self._area}[kind]
            paint(painter, cell.adjusted(12, 12, -12, -12))
        painter.end()

    # ---- parts ---------------------------------------------------------------------------------
    @property
    def _colour(self) -> QColor:
        curves = theme().tokens.curves
        return QColor(curves[self._style.colour % len(curves)])

    def _pen(self) -> QPen:
        style = self._style
        if not style.width:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self._colour, style.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if style.is_dashed:
            pen.setDashPattern(_DASHES)
        return pen

    def _points(self, painter: QPainter, cell: QRectF) -> None:
        painter.setPen(QPen(QColor(theme().tokens.surface), 1))
        painter.setBrush(self._colour)
        for place in _placed(_POINTS, cell):
            painter.drawEllipse(place, self._style.radius, self._style.radius)
        below = _placed(_POINTS[1:2], cell)[0] + QPointF(0, self._style.radius)
        self._label(painter, below)

    def _line(self, painter: QPainter, cell: QRectF) -> None:
        painter.setPen(self._pen())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(_placed(_LINE, cell)))
        if "point" not in self._kinds:
            self._label(painter, cell.center())

    def _area(self, painter: QPainter, cell: QRectF) -> None:
        fill = self._colour
        fill.setAlphaF(self._style.fill)
        painter.setPen(self._pen())
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(_placed(_AREA, cell)))
        if self._kinds == ["area"]:
            self._label(painter, cell.center() - QPointF(0, self.fontMetrics().height() / 2))

    def _label(self, painter: QPainter, top: QPointF) -> None:
        if not self._style.label:
            return
        painter.setPen(QColor(theme().tokens.text))
        room = QRectF(top.x() - 60, top.y(), 120, self.fontMetrics().height() + 4)
        middle = Qt.TextElideMode.ElideMiddle
        text = self.fontMetrics().elidedText(self._style.label, middle, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _placed(shares: Collection[tuple[float, float]], cell: QRectF) -> list[QPointF]:
    """Return the places of shares of a cell."""
    return [
        QPointF(cell.left() + x * cell.width(), cell.top() + y * cell.height()) for x, y in shares
    ]
