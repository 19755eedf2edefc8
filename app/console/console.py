"""The console as a whole: joins window, buses, feed, controllers and pages.

Order of a start: the frame is painted; then a thread reads the profile and imports the views;
then the open workspace is built and the feed begins to run.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.console.annotations import AnnotationController
from app.console.capsules import CapsuleController
from app.console.commands import Commands
from app.console.controllers import AlarmController, Answers
from app.console.docks import configure_docks
from app.console.feed import StateFeed
from app.console.in_force import CityInForce
from app.console.inventory.desk import InventoryDesk
from app.console.language import Languages
from app.console.loading import CityLoader
from app.console.maps import MapDesk
from app.console.messages import LinkMessages
from app.console.notices import Notice, NoticeLevel
from app.console.notifying import NotificationDesk
from app.console.page import EmptyPage, Page
from app.console.palette import Palette
from app.console.portfolio.desk import PortfolioDesk
from app.console.rail import WorkspaceSpec
from app.console.rules import RuleDesk
from app.console.session import has_formulas, load_session, save_session
from app.console.sheet_commands import SheetCommands
from app.console.shifts import ShiftController
from app.console.sounds import AlarmSound
from app.console.strip_desk import StripDesk
from app.console.surroundings import Surroundings
from app.console.time_bus import SelectionBus, TimeBus
from app.console.twin import TwinDesk
from app.console.unread import UnreadNotices
from app.console.ways import Ways
from app.console.why import WhyDesk
from app.console.window import ConsoleWindow
from app.console.workspaces import (
    ALARME,
    ANBINDUNG,
    BESTAND,
    LAGE,
    PROJEKTE,
    SCHICHT,
    VERLAEUFE,
    WORKSPACES,
    ZWILLING,
)
from app.console.zeitzeiger import Zeitzeiger
from app.domain.cities import City
from app.domain.documents import DocumentKind
from app.services.ports import HistorianReader, JournalReader
from app.services.states import CityState
from widgets.theme import theme
from widgets.views import View

_PAINT_TRY_MS: Final = 5
_PAINT_TRIES: Final = 200


class Console(QObject):
    """One running console.

    Signals:
        painted: The frame is on screen.
        populated: The profile is read and the open workspace built.
        rules_changed: Other alarm rules are in force, and shown.
        became_live: The first state with fresh values was shown.
    """

    painted = Signal()
    populated = Signal()
    rules_changed = Signal()
    became_live = Signal()
    _is_live_told = False
    _is_ended = False
    _paint_tries = 0

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        theme_name: str = "",
        language: str = "",
        workspace: str = "",
    ) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.session = load_session(surroundings.settings)
        self._is_kept = not (theme_name or language or workspace)
        self.session.wish(theme_name, language, workspace)
        self.languages = Languages(surroundings.translations)
        self.languages.use(self.session.language)
        theme().apply(self.session.theme)
        self.city: City | None = None
        self.time_bus = TimeBus(surroundings.clock, self)
        self.selection = SelectionBus(self)
        self.answers = Answers(self)
        self.feed = StateFeed(surroundings.client, surroundings.clock, self.time_bus, self)
        self.alarms = AlarmController(surroundings.client, self.answers, surroundings.actor, self)
        self.sound = AlarmSound(surroundings.make_player(), surroundings.settings, self)
        self.window = ConsoleWindow(WORKSPACES, self.session, surroundings.clock, self.time_bus)
        self.window.status.person = surroundings.actor
        self.ways = Ways(self, self)
        self.zeitzeiger = Zeitzeiger(
            self.window, self.time_bus, self.feed, surroundings.clock, self.ways.open_alarm
        )
        self.strip_desk = StripDesk(
            self.window, self.alarms, self.zeitzeiger, sound=self.sound, parent=self
        )
        self.annotations = AnnotationController(
            surroundings.annotations, surroundings.clock, surroundings.actor, self.window, self
        )
        self.shifts = ShiftController(
            surroundings.logbook,
            surroundings.clock,
            surroundings.actor,
            self.feed.live_alarms,
            lambda: self._journal,
            surroundings.annotations,
            self.window,
            self,
        )
        self.rules = RuleDesk(
            surroundings.client, self.answers, surroundings.actor, self.window, self
        )
        self.notifying = NotificationDesk(
            self.rules, surroundings.client, self.answers, surroundings.actor, self
        )
        self.why = WhyDesk(self, self)
        self.maps = MapDesk(self, self)
        self.twin = TwinDesk(self, self)
        self.inventory = InventoryDesk(self, self)
        self.portfolio = PortfolioDesk(self, self)
        self.palette = Palette(self.window, self.zeitzeiger.read)
        self.capsules = CapsuleController(self)
        self.commands = Commands(self, self)
        self.sheets = SheetCommands(surroundings.trend_sheets, self.ways.open_sheet, self)
        self.messages = LinkMessages(
            self.window, self.feed, self.reload_city, self.rules.renew, self
        )
        self._history: HistorianReader | None = None
        self._journal: JournalReader | None = None
        self.unread = UnreadNotices(self.window.notices, self)
        self._loader = CityLoader(surroundings, lambda: has_formulas(self.session), self)
        self._pages_module: Any = None
        self._connect()

    def _connect(self) -> None:
        window = self.window
        window.top_bar.search_requested.connect(self.open_palette)
        window.top_bar.lamps.sources_requested.connect(self.ways.open_connections)
        window.closing.connect(self._remember)
        window.closing.connect(self._end)
        self.palette.point_chosen.connect(self.ways.open_point)
        self.palette.moment_chosen.connect(self.zeitzeiger.go_to)
        self.inventory.join_palette(self.palette)
        self.inventory.elsewhere_requested.connect(self.portfolio.open)
        self.selection.changed.connect(self._spread_selection)
        self.feed.state_ready.connect(self._show_state)
        self.feed.live_ready.connect(self._show_live)
        self.feed.happened.connect(self.messages.take)
        self.feed.connection_changed.connect(self.messages.show_connection)
        self.feed.connection_changed.connect(self._follow_connection)
        self.feed.reading_failed.connect(self.unread.say)
        self.shifts.said.connect(lambda text: self.say("shift", NoticeLevel.INFORMATION, text))
        self.shifts.handover_waiting.connect(self.ways.offer_handover)
        self.annotations.said.connect(
            lambda text: self.say("annotations", NoticeLevel.INFORMATION, text)
        )
        self.rules.published.connect(self._follow_document)
        self.rules.said.connect(lambda text: self.say("rules", NoticeLevel.INFORMATION, text))
        self.rules.moment_requested.connect(self.zeitzeiger.go_to)
        self.rules.trend_requested.connect(self.ways.show_trend)
        self.answers.failed.connect(lambda text: self.say("answer", NoticeLevel.ERROR, text))
        self._loader.loaded.connect(self._take_city)
        self._loader.broken.connect(self._show_broken)

    # --- start and end --------------------------------------------------------------------

    def start(self) -> None:
        """Show the frame, then bring everything else."""
        self.window.show()
        QTimer.singleShot(0, self._after_paint)

    def close(self) -> None:
        """Close the window, and with it everything the console started; may be called again."""
        self.window.close()
        self._end()
        self.languages.close()

    def _end(self) -> None:
        """Leave no thread and no window behind; the window is about to go."""
        self._is_ended = True
        self._loader.close()
        self.palette.hide()
        self.messages.close()
        self.zeitzeiger.close()
        self.rules.close()
        self.strip_desk.close()
        self.maps.close()
        self.twin.close()
        self.portfolio.close()
        self.inventory.close()
        self.feed.close()
        for page in self._pages():
            page.put_away()
        self.shifts.close()
        history, self._history = self._history, None
        if history is not None:
            history.close()

    def _after_paint(self) -> None:
        """Go on once the frame is really on screen (never, where it starts minimised)."""
        if self._is_ended:
            return
        self._paint_tries += 1
        if not self.window.windowHandle().isExposed() and self._paint_tries < _PAINT_TRIES:
            QTimer.singleShot(_PAINT_TRY_MS, self._after_paint)
            return
        self.window.repaint()
        self.painted.emit()
        self.messages.expect_collector()
        self.reload_city()

    def reload_city(self) -> None:
        """Read the profile (again) in a thread; views follow when it is another one."""
        self._loader.load()

    def _follow_document(self, kind: DocumentKind) -> None:
        if kind is not DocumentKind.NOTIFICATIONS:
            self._loader.load_rules()

    def _follow_connection(self, is_connected: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Nobody told of rules that came into force while the collector was out of reach."""
        if is_connected and self.city is not None:
            self.rules.renew(DocumentKind.RULES)
            self.rules.renew(DocumentKind.NOTIFICATIONS)

    # --- profile --------------------------------------------------------------------------

    def _take_city(
        self, in_force: CityInForce, journal: JournalReader, pages_module: object
    ) -> None:
        if self._is_ended:
            return
        self._journal = journal
        self.window.notices.withdraw("profile")
        city = in_force.city
        self.maps.set_city(in_force)
        if self._history is not None:
            self.rules.set_city(in_force, self._history)
        if city == self.city:
            return
        if self.city is not None and replace(city, rules=self.city.rules) == self.city:
            self._take_rules(city)
            return
        is_first = self.city is None
        if is_first or (self.city is not None and self.city.time_zone != city.time_zone):
            self._open_stores(city)
        self.city = city
        if self._history is None or self._journal is None:
            return
        self.feed.set_city(city, self._history, self._journal)
        self.rules.set_city(in_force, self._history)
        self.why.set_stores(self._history, self._journal)
        self.window.top_bar.lamps.set_city(city)
        simulated = any(source.is_simulated for source in city.sources)
        self.window.status.show_simulated(is_simulated=simulated)
        self.palette.set_city(city)
        self.annotations.set_city(city)
        self.shifts.set_city(city)
        if is_first:
            self._pages_module = pages_module
            self.strip_desk.build()
            self.window.populate(self._builders())
        else:
            for page in self._pages():
                page.set_city(city)
        self.strip_desk.set_city(city)
        self.zeitzeiger.set_city(city, self._journal)
        self.populated.emit()

    def _take_rules(self, city: City) -> None:
        """Take the same profile with other rules: all that they do not change stays as it is."""
        self.city = city
        if self._journal is None:
            return
        self.feed.set_rules(city, self._journal)
        self.annotations.set_city(city)
        self.shifts.set_city(city)
        self.zeitzeiger.set_rules(city)
        self.strip_desk.set_rules(city)
        for page in self._pages():
            page.set_rules(city)
        self.rules_changed.emit()

    def _open_stores(self, city: City) -> None:
        """Open what was recorded; a zone of its own has days of its own."""
        before = self._history
        self._history = self.surroundings.open_history(city)
        for page in self._pages():
            page.set_history(self._history)
            if self._journal is not None:
                page.set_journal(self._journal)
        if before is not None:
            before.close()

    def _show_broken(self, reason: str) -> None:
        if self._is_ended:
            return
        if self.city is None:
            self.window.say_offline(reason)
        self.say("profile", NoticeLevel.ERROR, reason)

    def _builders(self) -> dict[str, Callable[[], QWidget]]:
        configure_docks()
        pages = self._pages_module
        own: dict[str, Callable[[], Page]] = {
            LAGE: lambda: pages.OverviewPage(self.maps.make_view()),
            ALARME: lambda: pages.make_alarms(self._journal),
            SCHICHT: pages.make_shift,
            VERLAEUFE: lambda: pages.make_trends(self._history, self._journal),
            ANBINDUNG: pages.ConnectionsPage,
            ZWILLING: lambda: pages.TwinPage(self.twin.make_view()),
        }
        if self.inventory.store is not None:
            own[BESTAND] = self.inventory.make_page
            own[PROJEKTE] = self.portfolio.make_page
        builders: dict[str, Callable[[], QWidget]] = {}
        for spec in WORKSPACES:
            make = own.get(spec.id, partial(self._empty_page, spec))
            builders[spec.id] = partial(self._build, make)
        return builders

    def _empty_page(self, spec: WorkspaceSpec) -> Page:
        page = EmptyPage(spec)
        page.overview_requested.connect(lambda: self.window.open_workspace(LAGE))
        return page

    def _build(self, make: Callable[[], Page]) -> Page:
        """Build a page, join it to the buses and give it what the others have."""
        page = make()
        self._join(page)
        if self.city is not None:
            page.set_city(self.city)
        page.restore_state(self.session.pages.get(page.spec.id, {}))
        self.zeitzeiger.join(page)
        page.shown.connect(lambda: self._renew_page(page))
        return page

    def _join(self, page: Page) -> None:
        """Connect the intents of a page's views to those who carry them out."""
        for view in page.views():
            self._join_view(view)
        page.view_made.connect(lambda pane: self._join_view(pane.view))
        page.view_seen.connect(lambda pane: pane.view.show_selection(self.selection.point_ids))
        self._pages_module.join(page, self)
        self.inventory.join(page)
        self.portfolio.join(page)

    def _join_view(self, view: View) -> None:
        view.points_selected.connect(self.selection.select)
        view.trend_requested.connect(self.ways.show_trend)
        view.map_requested.connect(self.ways.show_map)
        view.twin_requested.connect(self.ways.show_twin)
        view.message_requested.connect(lambda text: self.say("view", NoticeLevel.INFORMATION, text))

    def _pages(self) -> list[Page]:
        return [page for page in self.window.pages.values() if isinstance(page, Page)]

    # --- state and selection --------------------------------------------------------------

    def _show_state(self, state: CityState) -> None:
        """Give all pages the state of the time bus; those out of sight pass it over."""
        self.unread.take(state)
        for page in self._pages():
            page.show_state(state)

    def _show_live(self, state: CityState) -> None:
        """The alarm strip shows the present, whatever time the pages show."""
        self.strip_desk.show_live(state)
        if not self._is_live_told and not state.stale.all():
            self._is_live_told = True
            self.became_live.emit()

    def _renew_page(self, page: Page) -> None:
        """Give a page that came to the front the whole state and selection."""
        self.zeitzeiger.renew(page)
        self._spread_selection(self.selection.point_ids)

    def _spread_selection(self, point_ids: list[str]) -> None:
        for page in self._pages():
            for view in page.views():
                view.show_selection(point_ids)

    # --- what a person asked for ----------------------------------------------------------

    def open_palette(self) -> None:
        """Open the palette with today's commands."""
        self.palette.set_commands([*self.commands.book.all(), *self.sheets.all()])
        self.palette.open_over(self.window)

    def reset_layout(self) -> None:
        """Build the open page anew, with all docks where they were first."""
        self.session.pages.pop(self.window.workspace, None)
        page = self.window.pages.get(self.window.workspace)
        if isinstance(page, Page):
            page.put_away()
        self.window.rebuild_page()

    def say_problems(self, problems: list[str]) -> None:
        """Show the problems of a profile; what was in force stays in force."""
        headline = self.tr("Das Profil hat {0} Fehler und wurde nicht übernommen:")
        lines = [headline.format(len(problems)), *problems[:5]]
        self.say("profile", NoticeLevel.ERROR, "\n".join(lines))

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        self.window.notices.show_notice(Notice(key, level, text))

    # --- language, theme, session ---------------------------------------------------------

    def use_language(self, code: str) -> None:
        """Switch the language of everything on screen."""
        self.session.language = code
        self.languages.use(code)
        self.window.retranslate()
        self.commands.book.retranslate()
        self.palette.retranslate()
        if self.city is not None:
            self.palette.set_city(self.city)
        self.zeitzeiger.retranslate()
        for page in self._pages():
            page.retranslate()
        if (state := self.feed.latest) is not None:
            self._show_state(state)

    def use_theme(self, name: str) -> None:
        """Switch between light, dark and the system's wish."""
        self.session.theme = name
        theme().apply(name)

    def _remember(self) -> None:
        if not self._is_kept:
            return
        self.session = self.window.session_state(self.session)
        for page in self._pages():
            self.session.pages[page.spec.id] = page.save_state()
        save_session(self.surroundings.settings, self.session)
