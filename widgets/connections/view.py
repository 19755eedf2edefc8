"""The workspace Anbindung as one view: the sources above, the chosen one below in three tabs."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City, SourceConfig
from app.domain.points import SourceId
from app.domain.samples import NO_TIME
from app.domain.sources import BrowseNode, RawMessage, SourceHealth
from app.services.states import CityState
from widgets.connections.browser import BrowserPanel
from widgets.connections.drafts import DraftsPanel
from widgets.connections.health import HealthPanel
from widgets.connections.messages import MessagesPanel
from widgets.connections.sources_model import SourcesModel
from widgets.connections.sources_table import SourcesTable, restore_table, table_state
from widgets.dragging import point_name_of
from widgets.placeholders import Stage
from widgets.texts import time_text
from widgets.theme.icons import icon
from widgets.views import View

_SECOND_US: Final = 1_000_000
_MOST_ROWS_AT_FIRST: Final = 9
_PATIENCE_US: Final = 10 * _SECOND_US
"""So long the first word of the collector is waited for before it counts as away."""


class ConnectionsView(View):
    """Sources, their health, their messages, what they offer, and points made of that.

    Signals:
        retry_requested: Source that shall be connected now.
        trust_requested: Source, and the fingerprint of the certificate to trust.
        raw_messages_requested: Source whose newest messages shall be fetched.
        browse_requested: Source and address whose children shall be fetched.
        points_requested: Points (list of `Point`) to add to the profile.
        reload_requested: The profile shall be read again.
    """

    retry_requested = Signal(str)
    trust_requested = Signal(str, str)
    raw_messages_requested = Signal(str)
    browse_requested = Signal(str, str)
    points_requested = Signal(list)
    reload_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SourcesModel(self)
        self.table = SourcesTable(self.model)
        self.health = HealthPanel()
        self.messages = MessagesPanel()
        self.browser = BrowserPanel()
        self.drafts = DraftsPanel()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.offer = QSplitter(Qt.Orientation.Horizontal)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.stage = Stage(self.splitter)
        self._city: City | None = None
        self._source = ""
        self._known: Mapping[SourceId, SourceHealth] = {}
        self._at_us = NO_TIME
        self._first_us = NO_TIME
        self._away_us = NO_TIME
        self._is_live = True
        self._is_allowed = True
        self._second = -1
        self._has_own_sizes = False
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._choose_page()

    def _arrange(self) -> None:
        self.offer.addWidget(self.browser)
        self.offer.addWidget(self.drafts)
        self.offer.setChildrenCollapsible(False)
        self.offer.setStretchFactor(0, 2)
        self.offer.setStretchFactor(1, 3)
        self.offer.setSizes([400, 600])
        for panel in (self.health, self.messages, self.offer):
            self.tabs.addTab(panel, "")
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.tabs)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.table.source_chosen.connect(self._choose)
        self.table.dragged = self._dragged
        self.table.retry_requested.connect(self._retry)
        self.table.told.connect(self.message_requested)
        self.table.activated_row.connect(lambda: self.tabs.currentWidget().setFocus())
        self.health.retry_requested.connect(lambda: self.retry_requested.emit(self._source))
        self.health.trust_requested.connect(self._trust)
        self.messages.wanted.connect(self._want_messages)
        self.messages.told.connect(self.message_requested)
        self.browser.browse_wanted.connect(self._browse)
        self.browser.points_wanted.connect(self.drafts.add)
        self.drafts.points_wanted.connect(self.points_requested)
        self.drafts.trend_wanted.connect(self.trend_requested)
        self.stage.action_requested.connect(self.reload_requested)

    # --- what the console calls -------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        """Take a (new) profile; chosen source, what was browsed and the drafts stay."""
        self._city = city
        self.model.set_city(city)
        self.drafts.set_city(city)
        ids = [str(source.id) for source in city.sources]
        if self._source in ids:
            self.table.select_source(self._source)
        elif ids:
            self._source = ""
            self.table.select_source(ids[0])
        self._mark_known()
        self._second = -1
        self._choose_page()
        if not self._has_own_sizes:
            self._fit_table()

    @override
    def set_rules(self, city: City) -> None:
        """Nothing here is told by rules."""

    @override
    def show_state(self, state: CityState) -> None:
        second = state.at_us // _SECOND_US
        is_new = second != self._second or state.sources != self._known
        if self._city is None or (not is_new and state.is_live is self._is_live):
            return
        self._second = second
        self._is_live = state.is_live
        if state.is_live:
            self._at_us = state.at_us
            self._take_health(state)
        self.drafts.show_state(state)
        self._render()
        self._choose_page()

    def _fit_table(self) -> None:
        """Let the table show all its rows at first, as long as that leaves room for the rest."""
        rows = min(max(len(self.model.sources), 2), _MOST_ROWS_AT_FIRST)
        header, bar = self.table.horizontalHeader(), self.table.horizontalScrollBar()
        wanted = (
            header.sizeHint().height()
            + rows * self.table.verticalHeader().defaultSectionSize()
            + bar.sizeHint().height()
            + 4
        )
        self.splitter.setSizes([wanted, max(self.height() - wanted, wanted)])

    def _take_health(self, state: CityState) -> None:
        """Take the health of the sources; none at all means that the collector is away."""
        if self._first_us == NO_TIME:
            self._first_us = state.at_us
        if state.sources:
            self._known = state.sources
            self._away_us = NO_TIME
        elif self._away_us == NO_TIME:
            self._away_us = state.at_us

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the sources, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._choose_page()

    def set_overlay_place(self, place: str) -> None:
        """Say which file new points are written to."""
        self.drafts.set_place(place)

    def show_source(self, source: str) -> None:
        """Select a source."""
        self.table.select_source(source)

    # --- answers ----------------------------------------------------------------------------
    def show_raw_messages(self, source: str, messages: list[RawMessage]) -> None:
        """Show the newest messages of a source."""
        if source == self._source:
            self.messages.show_messages(messages)

    def show_messages_failure(self, source: str, sentence: str) -> None:
        """Say why the messages of a source could not be fetched."""
        if source == self._source:
            self.messages.show_failure(sentence)

    def show_nodes(self, source: str, address: str, nodes: list[BrowseNode]) -> None:
        """Show what lies below an address of a source."""
        if source == self.browser.model.source:
            self.browser.show_nodes(address, nodes)
            self._mark_known()

    def show_browse_failure(self, source: str, address: str, sentence: str) -> None:
        """Say why an address could not be browsed, in its place."""
        if source == self.browser.model.source:
            self.browser.show_failure(address, sentence)

    def show_saved(self, ids: list[str], remark: str = "") -> None:
        """Show that points were added; a remark says what is still to come."""
        self.drafts.show_saved(ids, remark)

    def show_save_failure(self, sentence: str) -> None:
        """Say beside the drafts why no point was added."""
        self.drafts.show_failure(sentence)

    def show_retried(self, source: str, sentence: str = "") -> None:
        """Show that a retry was taken up, or why not, beside its button."""
        if source == self._source:
            self.health.show_failure(sentence)

    def show_trusted(self, source: str, sentence: str = "") -> None:
        """Show that trust was taken up, or why not, beside its button."""
        if source == self._source:
            self.health.trust.show_failure(sentence)

    # --- the chosen source ------------------------------------------------------------------
    @property
    def source(self) -> str:
        """Id of the chosen source."""
        return self._source

    def _choose(self, source: str) -> None:
        if source == self._source:
            return
        self._source = source
        zone = "UTC" if self._city is None else self._city.time_zone
        self.messages.set_source(zone)
        self.browser.set_source(source)
        self._mark_known()
        self._render()

    def _config(self) -> SourceConfig | None:
        row = self.model.row_of(self._source)
        return self.model.sources[row] if row >= 0 else None

    def _render(self) -> None:
        """Show the newest health; dimmed while it is only the last one known."""
        is_stale = self._away_us != NO_TIME or not self._is_live
        self.model.take(self._known, self._at_us, is_stale=is_stale)
        source = self._config()
        if source is None or self._city is None:
            return
        health = self._known.get(source.id)
        self.health.show_health(
            source, health, self._at_us, self._city.time_zone, is_stale=is_stale
        )
        self.messages.show_health(health)

    def _mark_known(self) -> None:
        if self._city is not None:
            self.browser.mark_known(
                {
                    (point.address.node, point.address.item): str(point.id)
                    for point in self._city.points
                    if point.source == self._source
                }
            )

    def _dragged(self, source: str) -> tuple[list[str], str]:
        """Return the points of a source that can be dragged into a plot."""
        city = self._city
        ids = [str(p.id) for p in city.points_of(SourceId(source))] if city is not None else []
        return ids, point_name_of(city, ids)

    def _retry(self, source: str) -> None:
        if source == self._source:
            self.health.show_pending()
        self.retry_requested.emit(source)

    def _trust(self, fingerprint: str) -> None:
        self.trust_requested.emit(self._source, fingerprint)

    def _want_messages(self) -> None:
        if self._source:
            self.raw_messages_requested.emit(self._source)

    def _browse(self, address: str) -> None:
        self.browse_requested.emit(self.browser.model.source, address)

    # --- the five states --------------------------------------------------------------------
    def _choose_page(self) -> None:
        if not self._is_allowed:
            self.stage.show_no_right()
        elif self._city is None:
            self.stage.show_loading()
        elif not self._city.sources:
            self.stage.show_message(
                "mdi6.connection",
                self.tr(
                    "In diesem Profil ist noch keine Quelle eingetragen. Ergänzen Sie sie in "
                    "sources.toml, und laden Sie das Profil neu."
                ),
                self.tr("Profil neu laden"),
            )
        elif not self._known:
            self._show_waiting()
        else:
            self.stage.show_content()
            self.stage.notice.show_notice(*self._notice())

    def _show_waiting(self) -> None:
        """Nothing was ever heard: wait for a while, then say what is wrong."""
        if self._first_us == NO_TIME or self._at_us - self._first_us < _PATIENCE_US:
            self.stage.show_loading()
            return
        sentence = self.tr(
            "Die Erfassung ist nicht verbunden; von den Quellen ist deshalb nichts bekannt. Sie "
            "wird von selbst neu gestartet, Sie müssen nichts tun."
        )
        self.stage.show_message("mdi6.lan-disconnect", sentence)

    def _notice(self) -> tuple[str, str]:
        zone = "UTC" if self._city is None else self._city.time_zone
        if not self._is_live:
            sentence = self.tr(
                "Die Anzeige steht in der Vergangenheit. Der Zustand der Quellen wird nicht "
                "aufgezeichnet; zu sehen ist der von {0}."
            )
            return "mdi6.history", sentence.format(time_text(self._at_us, zone))
        if self._away_us != NO_TIME:
            sentence = self.tr(
                "Die Erfassung ist seit {0} nicht verbunden; zu sehen ist der letzte bekannte "
                "Zustand. Sie wird von selbst neu gestartet, Sie müssen nichts tun."
            )
            return "mdi6.lan-disconnect", sentence.format(time_text(self._away_us, zone))
        return "", ""

    # --- memory -----------------------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        """Return columns, tab, sizes and the chosen source as plain data (JSON)."""
        return {
            "table": table_state(self.table),
            "messages": self.messages.save_state(),
            "browser": self.browser.save_state(),
            "drafts": self.drafts.save_state(),
            "source": self._source,
            "tab": self.tabs.currentIndex(),
            "sizes": self.splitter.sizes(),
            "offer": self.offer.sizes(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        restore_table(self.table, state.get("table"))
        self.messages.restore_state(state.get("messages"))
        self.browser.restore_state(state.get("browser"))
        self.drafts.restore_state(state.get("drafts"))
        tab, source = state.get("tab"), state.get("source")
        if isinstance(tab, int) and 0 <= tab < self.tabs.count():
            self.tabs.setCurrentIndex(tab)
        if isinstance(source, str):
            self.table.select_source(source)
        for splitter, name in ((self.splitter, "sizes"), (self.offer, "offer")):
            sizes = state.get(name)
            if isinstance(sizes, list) and all(isinstance(size, int) for size in sizes):
                splitter.setSizes(sizes)
                self._has_own_sizes = self._has_own_sizes or splitter is self.splitter

    # --- texts and looks --------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        titles = (self.tr("Gesundheit"), self.tr("Rohnachrichten"), self.tr("Durchsuchen"))
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.tabs.setAccessibleName(self.tr("Die gewählte Quelle"))
        for panel in (self.table, self.health, self.messages, self.browser, self.drafts):
            panel.retranslate()
        self._render()
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        names = ("mdi6.heart-pulse", "mdi6.message-text-outline", "mdi6.file-tree-outline")
        for place, name in enumerate(names):
            self.tabs.setTabIcon(place, icon(name))
        for panel in (self.health, self.messages, self.browser, self.drafts):
            panel.apply_theme()
        self.table.viewport().update()
