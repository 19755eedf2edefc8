"""A new critical alarm calls whoever looks elsewhere: at the past, or at another window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.console.notices import Notice, NoticeAction, NoticeLevel, NoticeStrip
from app.domain.alarms import Priority
from app.domain.cities import City
from app.services.states import CityState

if TYPE_CHECKING:
    from widgets.alarms.entries import AlarmBook, AlarmEntry, Changes

NOTICE: Final = "critical-alarm"


class AlarmBell(QObject):
    """Watches the live state for critical alarms that were not there before.

    Each one asks for the window to be looked at; its tone is that of `sounds`. While the console
    shows the past, the alarm is also said in the strip of notices, with the way back to the
    present: the alarm list shows another time. LIVE the alarm strip and the list have it already.

    Args:
        notices: Where it is said.
        open_alarm: Goes to the present, and there to an alarm.
        parent: Owner.
    """

    def __init__(
        self,
        notices: NoticeStrip,
        open_alarm: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._open_alarm = open_alarm
        self._book: AlarmBook | None = None
        self._critical: dict[str, AlarmEntry] = {}
        self._known: dict[str, int] | None = None
        self._before: object = None

    def set_city(self, city: City) -> None:
        """Take the rules of a profile; what stands already is not news."""
        from widgets.alarms.entries import AlarmBook  # noqa: PLC0415 - after the first paint

        self._book = AlarmBook(city)
        self._before = None
        self._critical = {}

    def set_rules(self, city: City) -> None:
        """Take other rules; what stood before is no news."""
        if self._book is not None:
            self._follow(self._book.renew(city))

    def take(self, state: CityState, *, is_watched: bool) -> None:
        """Take a live state.

        Args:
            state: The live state.
            is_watched: True while the console is LIVE, so that the person sees the alarms.
        """
        book = self._book
        if book is None or state.alarms is self._before or not state.sources:
            return  # Without sources the collector has not said anything yet.
        self._before = state.alarms
        self._follow(book.changes(state.alarms))
        critical = self._critical
        raised = {name: entry.state.raised_us for name, entry in critical.items()}
        known, self._known = self._known, raised
        if known is None:
            return
        new = [entry for name, entry in critical.items() if known.get(name) != raised[name]]
        if new:
            QApplication.alert(self._notices.window())
        if new and not is_watched:
            self._say(new, state.at_us, book.city.time_zone)
        elif not raised:
            self._notices.withdraw(NOTICE)

    def _follow(self, changes: "Changes") -> None:
        """Keep those that call; in a flood, looking at all of them each time would be felt."""
        for entry in changes.changed:
            if entry.rule.priority is Priority.CRITICAL and entry.is_calling:
                self._critical[entry.id] = entry
            else:
                self._critical.pop(entry.id, None)
        for name in changes.gone:
            self._critical.pop(name, None)

    def _say(self, new: "list[AlarmEntry]", now_us: int, zone: str) -> None:
        from widgets.alarms.sentence import sentences  # noqa: PLC0415 - likewise

        newest = max(new, key=lambda entry: entry.state.raised_us)
        words = sentences(newest, now_us, zone)[0]
        if len(new) == 1:
            text = self.tr("Neuer kritischer Alarm in der Gegenwart: {0}").format(words)
        else:
            text = self.tr("{0} neue kritische Alarme in der Gegenwart, zuletzt: {1}")
            text = text.format(len(new), words)
        back = NoticeAction(self.tr("Zur Gegenwart"), lambda: self._open_alarm(newest.id))
        self._notices.show_notice(Notice(NOTICE, NoticeLevel.ERROR, text, actions=(back,)))
