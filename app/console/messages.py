"""What the collector says beside the states: notices, progress, its own coming and going."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.console.feed import StateFeed
from app.console.notices import Notice, NoticeLevel
from app.console.window import ConsoleWindow
from app.domain.documents import DocumentKind
from app.link.messages import DocumentChanged, Layout, Progress
from app.link.messages import Notice as LinkNotice

_PATIENCE_MS: Final = 5_000
"""A collector that restarts is back within this time; only then its absence is worth a notice."""

_FIRST_PATIENCE_MS: Final = 20_000
"""The same for the first one of a start."""


class LinkMessages(QObject):
    """Brings the link's messages to the strip and the status line.

    Args:
        window: Where they are shown.
        feed: Reads the last hour again once its past is there.
        reload_city: Reads the profile again, when the collector has taken another one.
        show_document: A new version of a document is in force.
        parent: Owner.
    """

    def __init__(
        self,
        window: ConsoleWindow,
        feed: StateFeed,
        reload_city: Callable[[], None],
        show_document: Callable[[DocumentKind], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._feed = feed
        self._reload_city = reload_city
        self._show_document = show_document
        self._generation = ""
        self._days = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say_away)

    def take(self, event: object) -> None:
        """Take one event of the link."""
        match event:
            case LinkNotice(topic=topic, text=text, is_severe=is_severe):
                self._notice(topic, text, is_severe=is_severe)
            case Progress(done=done, total=total):
                self._window.status.show_progress(done, total)
                before = self._days if self._days <= done else 0
                if any(before < day <= done for day in (1, 2, total)):
                    # The newest day comes first; just after midnight the last hour lies in two.
                    # Several days may have been filled in since it was said last.
                    self._feed.load_sparks()
                if done != self._days:
                    self._feed.find_beginning()
                    self._feed.read_again()
                self._days = done
            case DocumentChanged(kind=kind):
                self._show_document(kind)
            case Layout(generation=generation):
                if self._generation and generation != self._generation:
                    self._reload_city()
                self._generation = generation
            case _:
                pass

    def close(self) -> None:
        """Say nothing any more."""
        self._timer.stop()

    def expect_collector(self) -> None:
        """Wait for the first collector; say so when it does not come."""
        if not self._feed.is_connected:
            self._timer.start(_FIRST_PATIENCE_MS)

    def show_connection(self, is_connected: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Say that the collector is away, unless it comes back at once."""
        if is_connected:
            self._timer.stop()
            self._window.notices.withdraw("collector")
        else:
            self._timer.start(_PATIENCE_MS)

    def _say_away(self) -> None:
        if self._feed.is_connected:
            return
        text = self.tr(
            "Die Erfassung antwortet nicht. Alle Werte gelten als veraltet, bis sie wieder da ist; "
            "sie wird von selbst neu gestartet."
        )
        self._window.notices.show_notice(Notice("collector", NoticeLevel.WARNING, text))

    def _notice(self, topic: str, text: str, *, is_severe: bool) -> None:
        notices = self._window.notices
        key = f"link-{topic}"
        if not text:
            notices.withdraw(key)
            return
        level = NoticeLevel.ERROR if is_severe else NoticeLevel.WARNING
        notices.show_notice(Notice(key, level, text))
