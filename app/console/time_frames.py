"""The coloured frame round every further window of the console that shows the past."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QDialog, QWidget
from PySide6QtAds import ads
from typing_extensions import override

from app.console.moments import Shown, not_live_texts
from app.console.panes import Pane
from app.console.time_strip import StripKind, TimeStrip
from widgets.theme import theme

FRAME: Final = 4


class FrameOverlay(QWidget):
    """A frame over the edge of a window; mouse and keyboard do not notice it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        window.installEventFilter(self)
        theme().changed.connect(self.update)
        self._fit()

    def _fit(self) -> None:
        area = self._window.rect()
        self.setGeometry(area)
        # Only the edge is its own: what is painted inside does not paint the frame again.
        self.setMask(QRegion(area) - QRegion(area.adjusted(FRAME, FRAME, -FRAME, -FRAME)))
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.ChildAdded}:
            self._fit()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().tokens.not_live))
        painter.end()


class TimeFrames(QObject):
    """Frames the torn-off docks and dialogs of a console.

    A window of docks is framed while one of its views shows the past; a dialog as the time bus
    says, with the words above whatever it holds.

    Args:
        window: The console's window, which has a frame of its own.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._overlays: dict[QWidget, FrameOverlay] = {}
        self._strips: dict[QWidget, TimeStrip] = {}

    @property
    def framed(self) -> list[QWidget]:
        """The windows that have a frame now."""
        return [window for window, overlay in self._overlays.items() if not overlay.isHidden()]

    def tell(self, shown: Shown) -> None:
        """Say another time where words stand already."""
        for strip in self._strips.values():
            strip.say(StripKind.PAST, not_live_texts(shown))

    def look(self, shown: Shown, panes: Iterable[Pane]) -> None:
        """Put frames where the past is shown, and take them away elsewhere.

        Args:
            shown: Which time the bus shows.
            panes: What carries the views of the console.
        """
        # Not by Qt's list of all windows: it holds some that are about to go, and to look at such
        # a one from Python kills the program.
        torn_off: dict[QWidget, bool] = {}
        for pane in panes:
            if pane.is_torn_off and pane.isVisible() and (window := pane.window()) is not None:
                torn_off[window] = torn_off.get(window, False) or not pane.shown.is_live
        for window, is_past in torn_off.items():
            self._frame(window, is_past=is_past)
            if isinstance(window, ads.CFloatingDockContainer):
                # The tabs of its docks reach to the edge, where a dialog has a margin anyway.
                edge = FRAME if is_past else 0
                window.dockContainer().setContentsMargins(edge, edge, edge, edge)
        if shown.is_live and not self._strips:
            return
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                self._frame(dialog, is_past=not shown.is_live)
                self._say(dialog, shown)

    def _frame(self, window: QWidget, *, is_past: bool) -> None:
        overlay = self._overlays.get(window)
        if overlay is None:
            if not is_past:
                return
            overlay = self._overlays[window] = FrameOverlay(window)
            window.destroyed.connect(lambda _=None: self._forget(window))
        overlay.setVisible(is_past)

    def _say(self, window: QWidget, shown: Shown) -> None:
        """Put the words above all else that a dialog holds."""
        strip = self._strips.get(window)
        layout = window.layout()
        if strip is None:
            if layout is None or layout.menuBar() is not None:
                return
            strip = self._strips[window] = TimeStrip(window)
            layout.setMenuBar(strip)
        strip.say(StripKind.PAST, not_live_texts(shown))
        strip.setVisible(not shown.is_live)

    def _forget(self, window: QWidget) -> None:
        self._overlays.pop(window, None)
        self._strips.pop(window, None)
