"""The Zeitzeiger: joins the time bus to all that shows time, asks for it, or is held apart from it.

Decided here: the alarm strip, the lamps and the rate of samples always show the present, and say
so; a click on an alarm there goes to the present first, as the list shows another time.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.console.bell import AlarmBell
from app.console.feed import StateFeed
from app.console.go_to import GoTo
from app.console.idle import IdleOffer
from app.console.moments import Shown, moment_text, shown_by
from app.console.notices import Notice, NoticeLevel
from app.console.page import Page
from app.console.panes import Hold, Pane
from app.console.time_bus import TimeBus
from app.console.time_frames import TimeFrames
from app.console.time_line import Mark
from app.console.window import ConsoleWindow
from app.domain.alarms import AlarmEvent, AlarmEventKind, Priority
from app.domain.cities import City
from app.services.ports import Clock, JournalReader
from app.services.states import CityState
from widgets.views import View

_BEGINNING: Final = "time-beginning"
_NO_VIEW: Final = "no-view"
_LATE_MS: Final = 300
"""As long may a moment take to be read without a word."""

_MARKS_EVERY_US: Final = 60_000_000


class Zeitzeiger(QObject):
    """Everything of the console that has to do with which time is shown.

    Args:
        window: The console's window.
        bus: The time bus.
        feed: Brings the states.
        clock: Where time comes from.
        open_alarm: Shows an alarm in the list.
    """

    def __init__(
        self,
        window: ConsoleWindow,
        bus: TimeBus,
        feed: StateFeed,
        clock: Clock,
        open_alarm: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bus = bus
        self._feed = feed
        self._clock = clock
        self._open_alarm = open_alarm
        self._city: City | None = None
        self._journal: JournalReader | None = None
        self._marked_us = 0
        self._is_late = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._say_late)
        self.frames = TimeFrames(window)
        self.bell = AlarmBell(window.notices, self.open_live_alarm, self)
        self.idle = IdleOffer(bus, clock, window.notices, window, self)
        self.question = GoTo(window, self.read)
        self._connect()

    def _connect(self) -> None:
        bus, feed = self._bus, self._feed
        bus.changed.connect(self._expect)
        bus.mode_changed.connect(self._show_time)
        bus.mode_changed.connect(self._show_frames)
        feed.state_ready.connect(self._arrive)
        bus.stopped_at_beginning.connect(self._say_beginning)
        feed.live_ready.connect(self._take_live)
        feed.held_ready.connect(self._take_held)
        feed.past_grew.connect(self._read_all_holds)
        self.question.moment_chosen.connect(self.go_to)
        self._window.top_bar.time_bar.go_to_requested.connect(self.ask)
        QGuiApplication.instance().focusWindowChanged.connect(self._show_frames)  # type: ignore[union-attr]  # there is an application

    def set_city(self, city: City, journal: JournalReader) -> None:
        """Take a profile and its journal."""
        self._city, self._journal = city, journal
        self._bus.set_zone(city.time_zone)
        self._window.top_bar.time_bar.set_zone(city.time_zone)
        self.question.set_zone(city.time_zone)
        self.bell.set_city(city)
        self._marked_us = 0
        self._show_time()
        self._read_all_holds()

    def set_rules(self, city: City) -> None:
        """Take the same profile with other rules."""
        self._city = city
        self.bell.set_rules(city)

    def close(self) -> None:
        """End everything that runs by itself."""
        self._bus.close()
        self._late.stop()
        self.idle.close()
        self.question.hide()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.question.retranslate()
        self._show_time()

    @property
    def zone(self) -> str:
        """IANA name of the zone whose clocks count."""
        return "UTC" if self._city is None else self._city.time_zone

    # --- to a moment ------------------------------------------------------------------------

    def read(self, text: str) -> int:
        """Return the moment a person wrote, µs UTC.

        Raises:
            TimeWordsError: It is none that can be shown; the sentence says why.
        """
        from app.services.time_words import read_time  # noqa: PLC0415 - after the first paint

        return read_time(text, self._clock.now_us(), self.zone)

    def ask(self) -> None:
        """Ask the person for a moment."""
        place = self._window.top_bar.time_bar.question_place()
        active = QApplication.activeWindow()
        if active is not None and active is not self._window:
            place = active.mapToGlobal(QPoint(16, 16))  # a torn-off dock: there the person looks
        self.question.open_at(place)

    def go_to(self, time_us: int) -> None:
        """Show a moment; the present is LIVE, and what lies before all data is its beginning."""
        if time_us >= self._clock.now_us():
            self._bus.go_live()
            return
        beginning_us = self._bus.beginning_us
        self._bus.pin(time_us)
        if beginning_us is not None and time_us < beginning_us:
            self._say_beginning()

    def _say_beginning(self) -> None:
        if (beginning_us := self._bus.beginning_us) is None:
            return
        text = self.tr("Daten gibt es erst seit {0}; gezeigt wird dieser Anfang.")
        text = text.format(moment_text(beginning_us, self.zone))
        self._window.notices.show_notice(Notice(_BEGINNING, NoticeLevel.INFORMATION, text))

    def open_live_alarm(self, alarm_id: str) -> None:
        """Go to the present, and there to an alarm."""
        self._bus.go_live()
        self._open_alarm(alarm_id)

    # --- from views -------------------------------------------------------------------------

    def pin_from(self, view: View, time_us: int) -> None:
        """Show the moment a view asks for: everywhere, or in that view alone if it is held."""
        pane = self._pane_of(view)
        if pane is not None and pane.hold is not None:
            self._hold(pane, Hold(min(time_us, self._clock.now_us())))
        else:
            self.go_to(time_us)

    def live_from(self, view: View) -> None:
        """Follow the present because a view asks for it, or let that view alone if it is held."""
        pane = self._pane_of(view)
        if pane is not None and pane.hold is not None:
            self._hold(pane, Hold())
        else:
            self._bus.go_live()

    # --- views held apart -------------------------------------------------------------------

    def join(self, page: Page) -> None:
        """Connect the panes of a new page."""
        for pane in page.panes():
            pane.hold_requested.connect(lambda pane=pane: self._turn_pin(pane))
            if pane.view is not None:
                self._join_view(pane.view)
        page.view_made.connect(lambda pane: self._join_view(pane.view))
        page.view_seen.connect(self._catch_up)
        page.show_time(self._shown, self._clock.now_us())

    def _join_view(self, view: View) -> None:
        view.time_requested.connect(lambda time_us: self.pin_from(view, time_us))

    def _catch_up(self, pane: Pane) -> None:
        """Give a view that is made late, or was out of sight, the state of its own time."""
        if pane.is_behind:
            self._renew_hold(pane)

    def renew(self, page: Page) -> None:
        """Give a page that came to the front the states of its views' own times."""
        page.show_time(self._shown, self._clock.now_us())
        if (state := self._feed.latest) is not None:
            page.show_state(state)
        if (live := self._feed.latest_live) is not None:
            page.show_live(live)
        self._read_holds(page)
        # A dock that was torn off just now has a window only when this turn is over.
        QTimer.singleShot(0, self, self._show_frames)

    def _read_holds(self, page: Page) -> None:
        for pane in page.panes():
            if pane.hold is not None and pane.hold.time_us is not None:
                self._feed.read_held(pane.hold.time_us)

    def _read_all_holds(self) -> None:
        for page in self._pages():
            self._read_holds(page)

    def _turn_pin(self, pane: Pane) -> None:
        """Hold a view at what it shows, or let it follow the time again."""
        self._hold(pane, Hold(self._bus.pinned_us) if pane.hold is None else None)

    def turn_pin_in_focus(self) -> None:
        """Hold the view a person works in, or let it follow the time again."""
        window = QApplication.activeWindow() or self._window
        widget: QWidget | None = window.focusWidget()
        while widget is not None and not isinstance(widget, Pane):
            widget = widget.parentWidget()
        if widget is not None:
            self._turn_pin(widget)
            return
        text = self.tr("Wählen Sie zuerst die Ansicht aus, die festgehalten werden soll.")
        self._window.notices.show_notice(Notice(_NO_VIEW, NoticeLevel.INFORMATION, text))

    def _hold(self, pane: Pane, hold: Hold | None) -> None:
        pane.hold_at(hold)
        self._renew_hold(pane)
        self._show_frames()

    def _renew_hold(self, pane: Pane) -> None:
        if pane.hold is None:
            state = self._feed.latest
        elif pane.hold.time_us is None:
            state = self._feed.latest_live
        else:
            self._feed.read_held(pane.hold.time_us)
            return
        if state is not None:
            pane.show_state(state)

    def _pages(self) -> Iterator[Page]:
        yield from (page for page in self._window.pages.values() if isinstance(page, Page))

    def _panes(self) -> Iterator[Pane]:
        for page in self._pages():
            yield from page.panes()

    def _pane_of(self, view: View) -> Pane | None:
        return next((pane for pane in self._panes() if pane.view is view), None)

    # --- what comes -------------------------------------------------------------------------

    def _take_live(self, state: CityState) -> None:
        for page in self._pages():
            page.show_live(state)
        self._window.show_live_state(state)
        self.bell.take(state, is_watched=self._bus.is_live)
        if state.at_us - self._marked_us >= _MARKS_EVERY_US:
            self._marked_us = state.at_us
            self._read_marks(state.at_us)
            self._feed.find_beginning()

    def _take_held(self, state: CityState) -> None:
        for page in self._pages():
            page.show_held(state)

    @property
    def _shown(self) -> Shown:
        return replace(shown_by(self._bus, self.zone), is_late=self._is_late)

    def _show_time(self) -> None:
        """Say in all windows which time is shown."""
        shown, now_us = self._shown, self._clock.now_us()
        self._window.show_time(shown)
        for page in self._pages():
            page.show_time(shown, now_us)
        self.frames.tell(shown)

    def _expect(self) -> None:
        """Another moment is asked for; say so if it is long in coming."""
        if not (self._bus.is_live or self._late.isActive()):
            self._late.start()
        self._show_time()

    def _arrive(self, state: CityState) -> None:
        """A state is shown; while time is dragged the next one is asked for already."""
        self._late.stop()
        if not self._bus.is_live and state.at_us != self._bus.pinned_us:
            self._late.start()
        if self._is_late:
            self._is_late = False
            self._show_time()

    def _say_late(self) -> None:
        """What is shown is not yet of the moment that the windows name: say so."""
        self._is_late = not self._bus.is_live
        self._show_time()

    def _show_frames(self) -> None:
        self.frames.look(self._shown, self._panes())

    # --- marks on the ruler -----------------------------------------------------------------

    def _read_marks(self, now_us: int) -> None:
        """Read where alarms of high priority were raised; once a minute is enough."""
        city, journal = self._city, self._journal
        if city is None or journal is None:
            return
        line = self._window.top_bar.time_bar.line
        start_us = now_us - line.longest_us
        self._feed.read_aside(
            lambda: marks_of(city, journal.events_between(start_us, now_us + 1)),
            line.set_marks,
        )


def marks_of(city: City, events: list[AlarmEvent]) -> list[Mark]:
    """Return the marks of alarms of high priority that called somebody: nothing hid them."""
    from app.domain.alarms.occurrences import HIDINGS  # noqa: PLC0415 - after the first paint
    from widgets.alarms.entries import AlarmBook  # noqa: PLC0415 - likewise

    book = AlarmBook(city)
    begins, ends = dict(HIDINGS), {end: begin for begin, end in HIDINGS}
    hidden: set[tuple[str, AlarmEventKind]] = set()
    found = []
    for event in sorted(events, key=lambda each: each.time_us):
        kind = event.kind
        if kind in begins:
            hidden.add((event.alarm, kind))
        elif kind in ends:
            hidden.discard((event.alarm, ends[kind]))
        if kind is not AlarmEventKind.RAISED or any((event.alarm, by) in hidden for by in begins):
            continue
        rule = book.rule(event.alarm)
        if rule.priority <= Priority.HIGH and not rule.is_event:
            _, subject, place = book.describe(rule)
            words = f"{subject} – {place}" if place else subject
            found.append(Mark(event.time_us, rule.priority, words))
    return found
