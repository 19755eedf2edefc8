"""Shows again what other windows had covered, where Qt forgets it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QRegion, QWindow
from PySide6.QtWidgets import QWidget
from typing_extensions import override


def keep_exposed(widget: QWidget) -> None:
    """Show the window around a widget again wherever it comes to light.

    In a window that once held a web view, Qt leaves that to the piece composed by OpenGL, and
    hands nothing of the rest to the screen. Where no compositor keeps the windows' pictures, a
    closed dialog or menu would stay to be seen. It is done for a window as long as it lives.
    """
    handle: QWindow | None = widget.window().windowHandle()
    if handle is not None and not handle.findChildren(_Exposures):
        handle.installEventFilter(_Exposures(handle))


class _Exposures(QObject):
    """Listens to what the screen tells a window."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose and isinstance(watched, QWindow):
            _show_again(watched)
        return super().eventFilter(watched, event)


def _show_again(handle: QWindow) -> None:
    """Hand to the screen what was drawn; it leaves out the map's piece, a window of its own."""
    window: QWidget | None = QWidget.find(handle.winId()) if handle.isExposed() else None
    store = None if window is None else window.backingStore()
    if store is not None:
        store.flush(QRegion(0, 0, handle.width(), handle.height()))
