"""The pages of the workspaces: which views stand where. Imported after the first paint."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from app.console.connections import ConnectionsController
from app.console.page import (
    AREA_BOTTOM,
    AREA_CENTER,
    AREA_RIGHT,
    AREA_TOP,
    DockPage,
    Page,
)
from app.console.trends_page import TrendsPage, join_trends
from app.console.workspaces import ALARME, ANBINDUNG, LAGE, VERLAEUFE, WORKSPACES
from app.services.ports import HistorianReader, JournalReader
from widgets.alarms.journal import JournalView
from widgets.alarms.list import AlarmListView
from widgets.connections.view import ConnectionsView
from widgets.points.inspector import InspectorView
from widgets.points.view import PointTableView
from widgets.tiles.view import TilesView

if TYPE_CHECKING:
    from app.console.console import Console

_SPECS = {spec.id: spec for spec in WORKSPACES}


class OverviewPage(DockPage):
    """Lage: tiles, table of points, active alarms, inspector."""

    def __init__(self) -> None:
        super().__init__(_SPECS[LAGE])
        self.tiles = TilesView()
        self.table = PointTableView()
        self.alarms = AlarmListView()
        self.inspector = InspectorView()
        self.add_view("points", self.table, AREA_CENTER)
        self.add_view("tiles", self.tiles, AREA_TOP, beside="points")
        self.add_view("alarms", self.alarms, AREA_BOTTOM, beside="points")
        self.add_view("inspector", self.inspector, AREA_RIGHT)
        self.share({"inspector": (7, 2), "points": (5, 10, 5)})
        self.tiles.field_requested.connect(self.table.show_field)
        self.table.filters.field_cleared.connect(lambda: self.tiles.show_field(""))
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.title("tiles", QCoreApplication.translate("pages", "Handlungsfelder"))
        self.title("points", QCoreApplication.translate("pages", "Datenpunkte"))
        self.title("alarms", QCoreApplication.translate("pages", "Aktive Alarme"))
        self.title("inspector", QCoreApplication.translate("pages", "Auswahl"))


class AlarmsPage(DockPage):
    """Alarme: the active alarms, their journal, and what is known of the selected point."""

    def __init__(self, journal: JournalReader | None) -> None:
        super().__init__(_SPECS[ALARME])
        self.alarms = AlarmListView()
        self.journal = JournalView()
        self.inspector = InspectorView()
        self.add_view("alarms", self.alarms, AREA_CENTER)
        self.add_view("journal", self.journal, AREA_BOTTOM, beside="alarms")
        self.add_view("inspector", self.inspector, AREA_RIGHT)
        self.share({"inspector": (7, 2), "alarms": (3, 2)})
        if journal is not None:
            self.set_journal(journal)
        self.retranslate()

    @override
    def set_journal(self, journal: JournalReader) -> None:
        self.journal.set_journal(journal)

    @override
    def retranslate(self) -> None:
        self.title("alarms", QCoreApplication.translate("pages", "Aktive Alarme"))
        self.title("journal", QCoreApplication.translate("pages", "Journal"))
        self.title("inspector", QCoreApplication.translate("pages", "Auswahl"))


def make_trends(history: HistorianReader | None, journal: JournalReader | None) -> TrendsPage:
    """Return the page of the trends."""
    return TrendsPage(_SPECS[VERLAEUFE], history, journal)


class ConnectionsPage(DockPage):
    """Anbindung: the sources, their health, their messages and what they offer."""

    def __init__(self) -> None:
        super().__init__(_SPECS[ANBINDUNG])
        self.connections = ConnectionsView()
        self.add_view("connections", self.connections, AREA_CENTER, is_live_only=True)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.title("connections", QCoreApplication.translate("pages", "Quellen"))


def join(page: Page, console: "Console") -> None:
    """Connect what is particular to a page's views to those who carry it out."""
    if isinstance(page, OverviewPage | AlarmsPage):
        page.alarms.acknowledge_requested.connect(console.alarms.acknowledge)
        page.inspector.acknowledge_requested.connect(console.alarms.acknowledge)
    if isinstance(page, OverviewPage | TrendsPage):
        page.table.sources_requested.connect(console.open_connections)
    if isinstance(page, TrendsPage):
        join_trends(page, console)
    if isinstance(page, ConnectionsPage):
        ConnectionsController(page.connections, console)
