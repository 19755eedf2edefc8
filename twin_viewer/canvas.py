"""Where the twin is seen: shows finished pictures, hands mouse and keys on."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from twin_viewer.rendering.stage import Stage
from twin_viewer.rendering.threads import Picture
from widgets.theme import theme


class Hand(Protocol):
    """What mouse and keys do; each returns True when it took the event."""

    def press(self, event: QMouseEvent) -> bool:
        """A button went down."""
        ...

    def move(self, event: QMouseEvent) -> bool:
        """The pointer moved."""
        ...

    def release(self, event: QMouseEvent) -> bool:
        """A button came up."""
        ...

    def double(self, event: QMouseEvent) -> bool:
        """A button was pressed twice."""
        ...

    def wheel(self, event: QWheelEvent) -> bool:
        """The wheel was turned."""
        ...

    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        """A key went down or came up."""
        ...

    def leave(self) -> None:
        """The pointer left."""
        ...


class Overlay(Protocol):
    """Something drawn over the picture, such as a lasso or a measured line."""

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw it."""
        ...


class TwinCanvas(QWidget):
    """The picture of the scene.

    It is a plain widget: the picture is drawn elsewhere, so nothing here needs OpenGL, and other
    widgets may lie over it.

    Attributes:
        stage: What draws the scene.
        hands: What takes mouse and keys, the first that wants an event.
        overlays: What is drawn over the picture, in order.
        picture: The picture that is shown; None before the first.

    Signals:
        shown_picture: A picture is on the screen (`Picture`).
    """

    shown_picture = Signal(object)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.hands: list[Hand] = []
        self.overlays: list[Overlay] = []
        self.picture: Picture | None = None
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stage.pictured.connect(self._take)

    def image(self) -> QImage:
        """Return the picture that is shown, without what lies over it; a copy."""
        return self._image.copy()

    def to_pixels(self, place: QPointF) -> tuple[float, float]:
        """Return a place of the widget in pixels of the stage's pictures."""
        ratio = self.devicePixelRatioF()
        return place.x() * ratio, place.y() * ratio

    def _take(self, picture: Picture) -> None:
        self.picture = picture
        height, width, _ = picture.pixels.shape
        self._image = QImage(
            picture.pixels.data, width, height, width * 4, QImage.Format.Format_RGBX8888
        )
        self.update()
        self.shown_picture.emit(picture)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image.isNull():
            painter.fillRect(self.rect(), theme().tokens.map.outside)
        else:
            is_same = self._image.size() == self.size() * self.devicePixelRatioF()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=not is_same)
            painter.drawImage(self.rect(), self._image)
        for overlay in self.overlays:
            overlay.paint(painter, self.rect())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        self.stage.resize(round(self.width() * ratio), round(self.height() * ratio))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.stage.set_open(is_open=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stage.set_open(is_open=False)

    # ---- mouse and keys ------------------------------------------------------------------------
    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.setAccepted(any(hand.press(event) for hand in self.hands))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(any(hand.move(event) for hand in self.hands))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(any(hand.release(event) for hand in self.hands))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(any(hand.double(event) for hand in self.hands))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.setAccepted(any(hand.wheel(event) for hand in self.hands))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(hand.key(event, is_down=True) for hand in self.hands):
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not any(hand.key(event, is_down=False) for hand in self.hands):
            super().keyReleaseEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        for hand in self.hands:
            hand.leave()
        super().leaveEvent(event)
