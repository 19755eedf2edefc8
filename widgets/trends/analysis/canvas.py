"""A widget that paints one picture of the analysis, onto the screen or into a file."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.geometry import axis_font
from widgets.trends.tints import faded

MARGIN: Final = 3.0 * GRID
_OFFSET: Final = QPointF(4.0 * GRID, 4.0 * GRID)


class Canvas(QWidget):
    """What all pictures share: the pixmap, the words under the mouse, the frame of the focus.

    Signals:
        time_requested: A moment was opened (object: µs UTC).
    """

    time_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self.hint = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(60 * GRID, 40 * GRID))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.invalidate)

    # --- what a picture says and does --------------------------------------------------------

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the picture into a rectangle of any device."""
        raise NotImplementedError

    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        """Paint what follows the mouse or the keys; nothing by default."""

    def point_at(self, position: QPointF, rect: QRectF) -> str:
        """Take what lies under the mouse; return what is said of it, empty for nothing."""
        raise NotImplementedError

    def leave(self) -> None:
        """Let go what was under the mouse."""

    # --- painting ---------------------------------------------------------------------------

    @property
    def room(self) -> QRectF:
        """The room of the picture inside the margins."""
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN / 2)

    def invalidate(self) -> None:
        """Have the picture painted again."""
        self._pixmap = None
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._pixmap is None:
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(QColor(theme().tokens.surface))
            on_pixmap = QPainter(self._pixmap)
            on_pixmap.setFont(axis_font())
            self.paint(on_pixmap, self.room)
            on_pixmap.end()
        painter.drawPixmap(0, 0, self._pixmap)
        painter.setFont(axis_font())
        self.paint_above(painter, self.room)
        if self.hasFocus():
            painter.setPen(QPen(faded(QColor(theme().tokens.accent), 0.8), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.invalidate()
        super().resizeEvent(event)

    # --- hands ------------------------------------------------------------------------------

    def say(self, text: str, position: QPointF | None = None) -> None:
        """Say something beside the mouse, and to who hears the screen instead of seeing it."""
        self.hint = text
        self.setAccessibleDescription(text)
        if position is not None and text:
            QToolTip.showText(self.mapToGlobal((position + _OFFSET).toPoint()), text, self)
        else:
            QToolTip.hideText()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.say(self.point_at(event.position(), self.room), event.position())
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.leave()
        self.say("")
        self.update()
        super().leaveEvent(event)
