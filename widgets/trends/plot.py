"""The plot itself: the surface of a trend, with hands and keys on it."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from widgets.trends.date_axis import DateAxis
from widgets.trends.hands import Hands
from widgets.trends.keys import press_key
from widgets.trends.menus import plot_menu
from widgets.trends.model import PlotModel
from widgets.trends.surface import PlotSurface
from widgets.trends.tips import tip_at


class TrendPlot(PlotSurface):
    """Paints a `PlotModel`, see `PlotSurface`, and turns hand movements into windows and wishes."""

    def __init__(self, model: PlotModel, axis: DateAxis, parent: QWidget | None = None) -> None:
        super().__init__(model, axis, parent)
        self._hands = Hands(self)

    def open_menu(self, position: QPointF) -> None:
        """Open the menu of everything that can be done at a position of the plot."""
        menu = plot_menu(self, position)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(position.toPoint()))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hands.turn(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hands.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hands.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hands.release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hands.double_click(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.take_keys()
        super().enterEvent(event)

    def take_keys(self) -> None:
        """Let the keys of the crosshair (M, N) work, unless a person is writing elsewhere."""
        focused = QApplication.focusWidget()
        is_writing = focused is not None and focused.testAttribute(
            Qt.WidgetAttribute.WA_InputMethodEnabled
        )
        if self.isActiveWindow() and not is_writing:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.follow_mouse(None)
        super().leaveEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.open_menu(QPointF(event.pos()))
            return
        # By keys: at the crosshair, else in the middle.
        places = self.places()
        position = QPointF(self.rect().center())
        if places is not None and self.cursor_us is not None:
            position.setX(places.x_of(self.cursor_us))
        self.open_menu(position)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_key(self, event):
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            picture, places = self.picture(), self.places()
            if picture is not None and places is not None:
                at = QPointF(event.pos())
                text = tip_at(picture, places, self.model.markers, at, self.moment_text)
                if text:
                    QToolTip.showText(event.globalPos(), text, self)
                else:
                    QToolTip.hideText()
            return True
        return super().event(event)
