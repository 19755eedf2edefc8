"""The place of the scene: the canvas, or what is said while there is none; files may be dropped."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin_viewer.views.conditions import Condition, message_of
from widgets.placeholders import Stage as Page
from widgets.scenes.dropping import FileTarget

_BUSY: Final = "mdi6.progress-wrench"
_WORRY: Final = "mdi6.information-outline"


class ScenePane(FileTarget):
    """Holds the canvas.

    Attributes:
        room: The layout a canvas comes to stand in.

    Signals:
        again_requested: The graphics shall be tried once more.
        add_requested: A person wants to choose files.
    """

    again_requested = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        self.room = QVBoxLayout(content)
        self.room.setContentsMargins(0, 0, 0, 0)
        self.room.setSpacing(0)
        self._page = Page(content)
        self._condition = Condition.WAITING
        self._doing, self._trouble = "", ""
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._page)
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page.action_requested.connect(self._act)

    @property
    def page(self) -> QWidget:
        """What has the keyboard while there is no canvas."""
        return self._page

    def show_condition(self, condition: Condition, detail: str) -> None:
        """Show the canvas, or in words why there is none."""
        self._condition = condition
        message = message_of(condition, detail=detail)
        if message is None:
            self._page.show_content()
        else:
            self._page.show_message(message.icon, message.sentence, message.action)

    def show_doing(self, words: str) -> None:
        """Say above the scene what is being read; empty for nothing."""
        self._doing = words
        self._say()

    def show_trouble(self, sentence: str) -> None:
        """Say above the scene what is wrong; it goes before what is being read."""
        self._trouble = sentence
        self._say()

    @property
    def notice(self) -> str:
        """What is said above the scene."""
        return self._page.notice.sentence

    @property
    def sentence(self) -> str:
        """What is said in place of the scene; empty while it is seen."""
        return "" if self._page.is_content_shown else self._page.placeholder.sentence

    def _say(self) -> None:
        sign = _WORRY if self._trouble else _BUSY
        self._page.notice.show_notice(sign, self._trouble or self._doing)

    def _act(self) -> None:
        if self._condition is Condition.FAILED:
            self.again_requested.emit()
        elif self._condition is Condition.EMPTY:
            self.add_requested.emit()
