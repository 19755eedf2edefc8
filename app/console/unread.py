"""What of the past could not be read, as notices: not again with each moment of a drag."""

from PySide6.QtCore import QObject

from app.console.notices import Notice, NoticeLevel, NoticeStrip
from app.services.states import CityState
from widgets.foreign_texts import on_screen


class UnreadNotices(QObject):
    """Says why the past cannot be read, and what is missing of the moment shown.

    Args:
        notices: Where it is said.
        parent: Owner.
    """

    def __init__(self, notices: NoticeStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._said = ""
        self._missing = ""

    def say(self, text: str) -> None:
        """Say why the past cannot be read."""
        if text != self._said:
            self._said = text
            self._notices.show_notice(Notice("history", NoticeLevel.ERROR, text))

    def take(self, state: CityState) -> None:
        """Say what of the state shown could not be read, as long as that is so."""
        self._said = ""
        if state.unread == self._missing:
            return
        self._missing = state.unread
        if state.unread:
            text = self.tr("Dieser Zeitpunkt ließ sich nicht ganz lesen: {0}")
            text = text.format(on_screen(state.unread))
            self._notices.show_notice(Notice("moment", NoticeLevel.ERROR, text))
        else:
            self._notices.withdraw("moment")
