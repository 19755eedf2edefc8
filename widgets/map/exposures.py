"""Shows again what other windows had covered, where Qt forgets it."""

from functools import cache

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QRegion, QWindow
from PySide6.QtWidgets import QWidget
from typing_extensions import override


def keep_exposed(widget: QWidget) -> None:
    """Show the window around a widget with a web view again wherever it comes to light.

    In a window that once held a web view, Qt leaves that to the piece composed by OpenGL, and
    hands nothing of the rest to the screen. Where no compositor keeps the windows' pictures, a
    closed dialog or menu would stay to be seen. It is done for a window as long as it lives, and
    for its pieces that are windows of their own (all of a page is, once a dock was torn off when
    the program started); not for the widget itself.
    """
    top: QWindow | None = widget.window().windowHandle()
    if top is None:
        return
    own: QWindow | None = widget.windowHandle()
    for handle in (top, *top.findChildren(QWindow)):
        if own is None or (handle is not own and not own.isAncestorOf(handle)):
            handle.installEventFilter(_exposures())  # a second time changes nothing


class _Exposures(QObject):
    """Listens to what the screen tells windows."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose and isinstance(watched, QWindow):
            _show_again(watched)
        return super().eventFilter(watched, event)


@cache
def _exposures() -> _Exposures:
    """Return the one listener: a child of a window would go with the window's Python wrapper."""
    return _Exposures()


def _show_again(handle: QWindow) -> None:
    """Hand to the screen what was drawn; it leaves out pieces that are windows of their own."""
    piece: QWidget | None = QWidget.find(handle.winId()) if handle.isExposed() else None
    store = None if piece is None else piece.backingStore()
    if piece is not None and store is not None:
        place = piece.mapTo(piece.window(), QPoint())
        store.flush(QRegion(0, 0, handle.width(), handle.height()), handle, place)
