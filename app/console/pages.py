"""The pages of the workspaces: which views stand where. Imported after the first paint."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from app.console.alarms_page import AlarmsPage, join_alarms
from app.console.connections import ConnectionsController
from app.console.maps import MAP
from app.console.page import (
    AREA_BOTTOM,
    AREA_CENTER,
    AREA_LEFT,
    AREA_RIGHT,
    DockPage,
    Page,
)
from app.console.shift_page import ShiftPage, join_shift
from app.console.trends_page import TrendsPage, join_trends
from app.console.why import add_card, title_card
from app.console.workspaces import (
    ALARME,
    ANBINDUNG,
    LAGE,
    SCHICHT,
    VERLAEUFE,
    WORKSPACES,
    ZWILLING,
)
from app.domain.maps import Box
from app.services.ports import HistorianReader, JournalReader
from widgets.alarms.list import AlarmListView
from widgets.connections.view import ConnectionsView
from widgets.map.view import MapView
from widgets.points.inspector import InspectorView
from widgets.points.view import PointTableView
from widgets.tiles.view import TilesView
from widgets.why import WhyCard

if TYPE_CHECKING:
    from app.console.console import Console
    from twin_viewer.view import TwinView

_SPECS = {spec.id: spec for spec in WORKSPACES}


class OverviewPage(DockPage):
    """Lage: tiles beside the map, the table of points behind it, active alarms, inspector.

    Args:
        map_view: The map.
    """

    layout_version = 1  # with the map

    def __init__(self, map_view: MapView) -> None:
        super().__init__(_SPECS[LAGE])
        self.map = map_view
        self.tiles = TilesView()
        self.table = PointTableView()
        self.alarms = AlarmListView(is_compact=True)
        self.inspector = InspectorView()
        self.add_view(MAP, self.map, AREA_CENTER)
        self.add_view("points", self.table, AREA_CENTER, beside=MAP)
        self.dock(MAP).setAsCurrentTab()
        self.add_view("tiles", self.tiles, AREA_LEFT, beside=MAP)
        self.add_view("alarms", self.alarms, AREA_BOTTOM)
        self.add_view("inspector", self.inspector, AREA_RIGHT)
        self.why = WhyCard()
        add_card(self, self.why, beside="inspector")
        self.share({"inspector": (10, 3), MAP: (3, 4), "alarms": (7, 3)})
        self.tiles.field_requested.connect(self._show_field)
        self.table.filters.field_cleared.connect(lambda: self.tiles.show_field(""))
        self.retranslate()

    def show_map(self, point_ids: list[str]) -> None:
        """Bring the map into sight, and in it some points."""
        self.dock(MAP).raise_()  # also where it is a window of its own
        if point_ids:
            self.map.show_points(point_ids)

    def show_box(self, box: Box) -> None:
        """Bring the map into sight, and on it a rectangle."""
        self.dock(MAP).raise_()
        self.map.acts.show_box(box)

    def show_table(self) -> None:
        """Bring the table of points into sight."""
        self.dock("points").raise_()

    def _show_field(self, field_id: str) -> None:
        """Show the points of a field of action, in a table that can be seen."""
        if field_id:
            self.show_table()
        self.table.show_field(field_id)

    @override
    def retranslate(self) -> None:
        self.title("tiles", QCoreApplication.translate("pages", "Handlungsfelder"))
        self.title(MAP, QCoreApplication.translate("pages", "Karte"))
        self.title("points", QCoreApplication.translate("pages", "Datenpunkte"))
        self.title("alarms", QCoreApplication.translate("pages", "Aktive Alarme"))
        self.title("inspector", QCoreApplication.translate("pages", "Auswahl"))
        title_card(self)


class TwinPage(DockPage):
    """Zwilling: the city in three dimensions, and what is known of the selection.

    Args:
        twin: The view of the twin.
    """

    def __init__(self, twin: "TwinView") -> None:
        super().__init__(_SPECS[ZWILLING])
        self.twin = twin
        self.inspector = InspectorView()
        self.add_view("twin", self.twin, AREA_CENTER)
        self.add_view("inspector", self.inspector, AREA_RIGHT)
        self.why = WhyCard()
        add_card(self, self.why, beside="inspector")
        self.share({"inspector": (10, 3)})
        self.retranslate()

    def show_twin(self, point_ids: list[str]) -> None:
        """Bring the twin into sight, and in it some points."""
        self.dock("twin").raise_()  # also where it is a window of its own
        if point_ids:
            self.twin.show_points(point_ids)

    @override
    def retranslate(self) -> None:
        self.title("twin", QCoreApplication.translate("pages", "Zwilling"))
        self.title("inspector", QCoreApplication.translate("pages", "Auswahl"))
        title_card(self)


def make_alarms(journal: JournalReader | None) -> AlarmsPage:
    """Return the page of the alarms."""
    return AlarmsPage(_SPECS[ALARME], journal)


def make_shift() -> ShiftPage:
    """Return the page of the shift."""
    return ShiftPage(_SPECS[SCHICHT])


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
        _join_list(page, console)
    if isinstance(page, OverviewPage | TrendsPage):
        page.table.sources_requested.connect(console.ways.open_connections)
    if isinstance(page, OverviewPage):
        console.maps.join(page.map)
        page.map.why_requested.connect(console.why.explain_point)
    if isinstance(page, TwinPage):
        console.twin.join(page.twin)
        page.inspector.acknowledge_requested.connect(console.alarms.acknowledge)
    if isinstance(page, OverviewPage | AlarmsPage | TrendsPage | TwinPage):
        console.why.join(page)
    if isinstance(page, AlarmsPage):
        join_alarms(page, console)
    if isinstance(page, ShiftPage):
        join_shift(page, console)
    if isinstance(page, TrendsPage):
        join_trends(page, console)
    if isinstance(page, ConnectionsPage):
        ConnectionsController(page.connections, console)


def _join_list(page: OverviewPage | AlarmsPage, console: "Console") -> None:
    """Connect the list of alarms that a page has."""
    page.alarms.order_requested.connect(console.alarms.operate)
    page.alarms.why_requested.connect(console.why.explain_alarm)
    page.alarms.rule_requested.connect(console.rules.edit_alarm)
    console.rules.join_list(page.alarms)
    page.alarms.log_requested.connect(console.shifts.log)
    marks = page.alarms.marks
    console.alarms.order_sent.connect(marks.show_sent)
    console.alarms.order_done.connect(marks.show_done)
    console.alarms.order_failed.connect(marks.show_failed)
    page.inspector.acknowledge_requested.connect(console.alarms.acknowledge)
