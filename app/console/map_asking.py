"""What is asked and told on screen while files become layers of the map.

The map that asked may go meanwhile, as when its page is built anew: whatever is on it goes with it,
and reading goes on without.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import ref

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from widgets.map.panels.files import FileProgress

if TYPE_CHECKING:
    from widgets.map.view import MapView

Make = Callable[[QWidget], QDialog]
Answer = Callable[[Any], None]


class Reading:
    """A file that a person chose, on the map where it was chosen.

    Args:
        name: Name of the file.
        view: The map; it is not kept alive.
        cancel: Is called when the person does not want the file any more.
        close: Is called when the person has read what went wrong.
    """

    def __init__(
        self, name: str, view: "MapView", cancel: Callable[[], None], close: Callable[[], None]
    ) -> None:
        self._view = ref(view)
        self._progress = FileProgress(name)
        self._progress.cancel_requested.connect(cancel)
        self._progress.closed.connect(close)
        view.layers.show_reading(self._progress)

    @property
    def view(self) -> "MapView | None":
        """The map; None once it is gone."""
        view = self._view()
        return view if view is not None and isValid(view) else None

    def show_progress(self, share: float) -> None:
        """Show how far it is, 0 to 1."""
        if isValid(self._progress):
            self._progress.show_progress(share)

    def show_failure(self, sentence: str) -> bool:
        """Say why the file is not shown, until it is closed; False where nobody would see it."""
        if self.view is None or not isValid(self._progress):
            return False
        self._progress.show_failure(sentence)
        return True

    def choose(self, layer_id: str) -> None:
        """Choose a layer in the panel."""
        view = self.view
        if view is not None:
            view.layers.choose(layer_id)

    def rest(self) -> None:
        """Show nothing more while the reading comes to its end."""
        if isValid(self._progress):
            self._progress.hide()

    def end(self) -> None:
        """Take it off the screen."""
        if isValid(self._progress):
            self._progress.hide()
            self._progress.deleteLater()


class Questions(QObject):
    """Asks one question after the other, each over the map it is about."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Reading, Make, Answer]] = deque()
        self._dialog: QDialog | None = None
        self._answer: Answer | None = None
        self._is_closed = False

    def close(self) -> None:
        """Ask nothing more; nobody is told an answer."""
        self._is_closed = True
        self._waiting.clear()
        self._answer = None
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()
        self._dialog = None

    def ask(self, reading: Reading, make: Make, answer: Answer) -> None:
        """Ask something once all earlier questions are answered.

        Args:
            reading: Whose file it is about.
            make: Makes the dialog.
            answer: Is told the dialog that was accepted; None when it was declined, or went with
                its map.
        """
        self._waiting.append((reading, make, answer))
        self._ask_next()

    def _ask_next(self) -> None:
        while self._answer is None and self._waiting:
            reading, make, answer = self._waiting.popleft()
            view = reading.view
            if view is None:
                answer(None)
                continue
            dialog = make(view.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(partial(self._finish, answer))
            dialog.destroyed.connect(partial(self._finish, answer, 0))
            self._dialog, self._answer = dialog, answer
            dialog.open()

    def _finish(self, answer: Answer, code: int, *_gone: object) -> None:
        """Pass an answer on, once; a dialog that is destroyed unanswered was declined."""
        if self._is_closed or self._answer is not answer:
            return
        dialog, self._dialog, self._answer = self._dialog, None, None
        answer(dialog if code else None)
        self._ask_next()
