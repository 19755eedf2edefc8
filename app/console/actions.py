"""The actions of the console: each has a menu place, a key where it deserves one, and Ctrl+K."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class _Known:
    """An action with its German source text."""

    action: QAction
    text: str
    context: str


class ActionBook(QObject):
    """All actions of a window, in the order in which they were added."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._known: list[_Known] = []

    def add(
        self,
        text: str,
        run: Callable[[], object],
        shortcut: str = "",
        *,
        context: str = "actions",
        is_checkable: bool = False,
        is_repeated: bool = True,
    ) -> QAction:
        """Add an action to the window.

        Args:
            text: German source text, marked for translation.
            run: What it does.
            shortcut: Its key sequence; empty for none.
            context: Context of the translation.
            is_checkable: True when it is a switch.
            is_repeated: True when it goes on while the key is held down.
        """
        action = QAction(self._window)
        action.setAutoRepeat(is_repeated)
        action.setCheckable(is_checkable)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            # Docks that were torn off are windows of their own; the keys work there too.
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self._window.addAction(action)
        self._known.append(_Known(action, text, context))
        action.setText(QCoreApplication.translate(context, text))
        return action

    def retranslate(self) -> None:
        """Set all texts again."""
        for known in self._known:
            known.action.setText(QCoreApplication.translate(known.context, known.text))

    def all(self) -> list[QAction]:
        """Return all actions that can be used now."""
        return [known.action for known in self._known if known.action.isEnabled()]
