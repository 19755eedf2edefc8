"""The compass in the corner of the scene: says where north is, and turns there."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID

_SIDE: Final = 44
_EIGHTHS: Final = 8


class Compass(QAbstractButton):
    """A needle in the upper right corner of the canvas; a click turns the view to the north.

    Args:
        parent: The canvas.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._heading = 0.0
        self.resize(self.sizeHint())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme().changed.connect(self.update)
        parent.installEventFilter(self)
        self.retranslate()

    def set_heading(self, heading: float) -> None:
        """Show in which direction the camera looks, degrees clockwise from north."""
        if abs(heading - self._heading) > 0.05:  # noqa: PLR2004 - no pixel moves for less
            is_other = _eighth(heading) != _eighth(self._heading)
            self._heading = heading
            self.update()
            if is_other:
                self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        words = QCoreApplication.translate
        names = (
            words("twin", "Norden"),
            words("twin", "Nordosten"),
            words("twin", "Osten"),
            words("twin", "Südosten"),
            words("twin", "Süden"),
            words("twin", "Südwesten"),
            words("twin", "Westen"),
            words("twin", "Nordwesten"),
        )
        text = words("twin", "Blick nach {0}").format(names[_eighth(self._heading)])
        self.setAccessibleName(text)
        self.setToolTip(f"{text}\n{words('twin', 'Ein Klick dreht nach Norden (N).')}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self.move(self._view.width() - _SIDE - 3 * GRID, 3 * GRID)
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_compass(painter, QPointF(_SIDE / 2, _SIDE / 2), _SIDE / 2 - 1, self._heading)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme().tokens.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(_SIDE / 2, _SIDE / 2), _SIDE / 2 - 1.5, _SIDE / 2 - 1.5)
        painter.end()


def draw_compass(painter: QPainter, middle: QPointF, radius: float, heading: float) -> None:
    """Draw a compass.

    Args:
        painter: Target.
        middle: Its middle.
        radius: Its radius.
        heading: Direction of view, degrees clockwise from north.
    """
    tokens = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plate = QColor(tokens.surface)
    plate.setAlphaF(0.88)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(plate)
    painter.drawEllipse(middle, radius, radius)
    painter.translate(middle)
    painter.rotate(-heading)
    half, tip, foot = radius * 0.2, radius * 0.5, radius * 0.62
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.text))
    top = QPointF(0, -tip)
    painter.drawPolygon(QPolygonF([top, QPointF(half, 0), QPointF(-half, 0)]))
    painter.setBrush(QColor(tokens.muted).lighter(110))
    painter.drawPolygon(QPolygonF([QPointF(0, foot), QPointF(half, 0), QPointF(-half, 0)]))
    painter.setPen(QColor(tokens.text))
    painter.setFont(body_font(7.5, weight=QFont.Weight.DemiBold))
    letter = QCoreApplication.translate("twin", "N", "north")
    painter.translate(0, -radius * 0.74)
    painter.rotate(heading)
    width = painter.fontMetrics().horizontalAdvance(letter)
    painter.drawText(QPointF(-width / 2, painter.fontMetrics().ascent() / 2 - 1), letter)
    painter.restore()


def _eighth(heading: float) -> int:
    return round(heading / (360 / _EIGHTHS)) % _EIGHTHS
