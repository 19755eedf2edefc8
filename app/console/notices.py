"""Notifications: one strip under the top bar, never over it, and the list of what was said."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.domain.samples import NO_TIME
from app.services.ports import Clock
from widgets.foreign_texts import on_screen
from widgets.theme import theme
from widgets.theme.icons import icon

_MOST_ACTIONS: Final = 2


class NoticeLevel(StrEnum):
    """How much a notice matters."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


LEVEL_ICONS = {
    NoticeLevel.INFORMATION: "mdi6.information-outline",
    NoticeLevel.WARNING: "mdi6.alert-outline",
    NoticeLevel.ERROR: "mdi6.alert-octagon-outline",
}


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """Something a person may do about a notice; it closes the notice.

    Attributes:
        text: What it is, on a button.
        run: What it does.
    """

    text: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person.

    Attributes:
        key: A later notice of the same key replaces this one.
        level: How much it matters.
        text: One or two whole sentences: what, and what to do.
        said_us: When it was said, µs UTC; set when it is shown.
        actions: What may be done about it, at most two.
    """

    key: str
    level: NoticeLevel
    text: str
    said_us: int = field(default=NO_TIME, compare=False)
    actions: tuple[NoticeAction, ...] = field(default=(), compare=False)


class NoticeStrip(QFrame):
    """Shows the newest notice until it is closed or replaced; older ones wait behind it.

    What was said can be read again later: `said` keeps the last 500 notices.

    Args:
        clock: Tells when a notice was said.

    Signals:
        emptied: There is nothing left to show.
        spoke: A notice was added to `said`.
    """

    emptied = Signal()
    spoke = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.setObjectName("noticeStrip")
        self._waiting: list[Notice] = []
        self.said: deque[Notice] = deque(maxlen=500)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(8)
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons = [QPushButton(self) for _ in range(_MOST_ACTIONS)]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._act, place))
        self._more = QLabel(self)
        self._more.setObjectName("muted")
        self._close = QToolButton(self)
        self._close.clicked.connect(self._close_newest)
        for widget in (self._icon, self._text, *self.buttons, self._more, self._close):
            layout.addWidget(widget)
        layout.setStretch(1, 1)
        theme().changed.connect(self._render)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._close.setToolTip(self.tr("Meldung schließen"))
        self._close.setAccessibleName(self.tr("Meldung schließen"))
        self._render()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice; one of the same key takes the place of the earlier one."""
        self._waiting = [waiting for waiting in self._waiting if waiting.key != notice.key]
        notice = replace(notice, said_us=self._clock.now_us())
        self._waiting.append(notice)
        self.said.append(notice)
        self._render()
        self.spoke.emit()

    def show_once(self, notice: Notice) -> None:
        """Show a notice unless the very same one is shown or was closed by the person."""
        last = next((said for said in reversed(self.said) if said.key == notice.key), None)
        if last != notice:
            self.show_notice(notice)

    def withdraw(self, key: str) -> None:
        """Take back a notice whose reason is gone."""
        if any(waiting.key == key for waiting in self._waiting):
            self._waiting = [waiting for waiting in self._waiting if waiting.key != key]
            self._render()

    def is_shown(self, key: str) -> bool:
        """Tell whether a notice stands in the strip or waits behind another one."""
        return any(waiting.key == key for waiting in self._waiting)

    def _act(self, place: int) -> None:
        """Do what a button says; the notice has served."""
        notice = self._waiting[-1]
        self.withdraw(notice.key)
        notice.actions[place].run()

    def _close_newest(self) -> None:
        self._waiting.pop()
        self._render()

    def _render(self) -> None:
        self._close.setIcon(icon("mdi6.close"))
        self.setVisible(bool(self._waiting))
        if not self._waiting:
            self.emptied.emit()
            return
        notice = self._waiting[-1]
        colour = theme().tokens.text
        self._icon.setPixmap(icon(LEVEL_ICONS[notice.level], colour=colour).pixmap(18, 18))
        self._text.setText(on_screen(notice.text))
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(notice.actions))
            button.setText(notice.actions[place].text if place < len(notice.actions) else "")
        more = len(self._waiting) - 1
        self._more.setText(self.tr("{0} weitere").format(more) if more else "")
