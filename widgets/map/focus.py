"""Where the keyboard's focus came from before it went into the map, so that Esc leads back."""

from PySide6.QtWidgets import QApplication, QWidget


class FocusReturn:
    """Remembers who had the focus before a widget (or what lies in it) took it."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._before: QWidget | None = None

    def watch(self) -> None:
        """Begin to follow the focus."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def rest(self) -> None:
        """Follow it no more."""
        self._before = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow)

    def give_back(self) -> None:
        """Lead the focus out of the widget, to where it was before."""
        before, self._before = self._before, None
        if before is not None and _can_have_focus(before):
            before.setFocus()
            return
        inside = self._widget.focusWidget()
        if inside is not None:
            inside.clearFocus()

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        is_inside = now is not None and self._widget.isAncestorOf(now)
        if is_inside and old is not None and not self._widget.isAncestorOf(old):
            self._before = old


def _can_have_focus(widget: QWidget) -> bool:
    """Tell whether a widget is still there to be given the focus."""
    try:
        return widget.isVisible() and widget.isEnabled()
    except RuntimeError:  # deleted meanwhile
        return False
