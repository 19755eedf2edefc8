"""The page of the inventory: tree, table and its neighbours, card, what hangs on a selection."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from typing_extensions import override

from app.console.page import AREA_BOTTOM, AREA_CENTER, AREA_LEFT, AREA_RIGHT, DockPage
from app.console.workspaces import BESTAND, WORKSPACES
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from widgets.inventory.audits import AuditPane
from widgets.inventory.binding import BindingsPane
from widgets.inventory.card import InventoryCard
from widgets.inventory.changes.view import ChangesPane
from widgets.inventory.findings import FindingsPane
from widgets.inventory.lending import LendingPane
from widgets.inventory.maps import InventoryMap
from widgets.inventory.networks.impact import ImpactPane
from widgets.inventory.networks.splices import SplicePane
from widgets.inventory.networks.topology import TopologyPane
from widgets.inventory.networks.trace import TracePane
from widgets.inventory.panes import Acts, InventoryPane
from widgets.inventory.rooms.plans import PlanPane
from widgets.inventory.rooms.racks import RackPane
from widgets.inventory.schools import SchoolsPane
from widgets.inventory.table import InventoryTable
from widgets.inventory.table.looks import Look
from widgets.inventory.table.selecting import ChosenRecords
from widgets.inventory.table.views import SavedView
from widgets.inventory.tree import InventoryTree
from widgets.map.view import MapView
from widgets.views import View

_KEYS: Final = {"Ctrl+Z": Acts.UNDO, "Ctrl+Y": Acts.REDO, "Ctrl+Shift+Z": Acts.REDO}
_SPEC = next(spec for spec in WORKSPACES if spec.id == BESTAND)


class InventoryPage(DockPage):
    """Bestand: what the city runs, where it stands, in which state.

    Args:
        map_view: The map.
    """

    layout_version = 1

    def __init__(self, map_view: MapView) -> None:
        super().__init__(_SPEC)
        self.map = InventoryMap(map_view)
        self.table = InventoryTable()
        self.tree = InventoryTree()
        self.card = InventoryCard()
        self.topology = TopologyPane()
        self.racks = RackPane()
        self.plan = PlanPane()
        self.schools = SchoolsPane()
        self.lending = LendingPane()
        self.audits = AuditPane()
        self.bindings = BindingsPane()
        self.findings = FindingsPane()
        self.changes = ChangesPane()
        self.impact = ImpactPane()
        self.trace = TracePane()
        self.splices = SplicePane()
        self._arrange()
        self.share({"tree": (5, 13, 6), "impact": (2, 1)})
        self.tree.scope_requested.connect(self.table.show_query)
        self.tree.view_requested.connect(self.table.show_view)
        self.table.query_changed.connect(self.map.show_query)
        self.schools.query_requested.connect(self._show_exactly)
        for key, act in _KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.table.act_requested.emit, act, []))
        self.retranslate()

    def _arrange(self) -> None:
        self.add_view("table", self.table, AREA_CENTER)
        beside: dict[str, View] = {
            "map": self.map,
            "topology": self.topology,
            "plan": self.plan,
            "racks": self.racks,
            "schools": self.schools,
            "lending": self.lending,
        }
        for name, view in beside.items():
            self.add_view(name, view, AREA_CENTER, beside="table")
        only_live: dict[str, View] = {
            "audits": self.audits,
            "bindings": self.bindings,
            "findings": self.findings,
            "changes": self.changes,
        }
        for name, view in only_live.items():
            self.add_view(name, view, AREA_CENTER, beside="table", is_live_only=True)
        self.dock("table").setAsCurrentTab()
        self.add_view("tree", self.tree, AREA_LEFT)
        self.add_view("card", self.card, AREA_RIGHT)
        self.add_view("impact", self.impact, AREA_BOTTOM, beside="table")
        self.add_view("trace", self.trace, AREA_CENTER, beside="impact")
        self.add_view("splices", self.splices, AREA_CENTER, beside="impact")
        self.dock("impact").setAsCurrentTab()

    def inventory_panes(self) -> Iterator[InventoryPane]:
        """Yield the panes that show records."""
        for view in self.views():
            if isinstance(view, InventoryPane):
                yield view

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Bring records into sight in the table."""
        self.dock("table").raise_()
        if keys and keys[0].kind != self.table.kind:
            self.table.show_kind(keys[0].kind)
        self.table.show_keys(keys)

    def chosen(self, keys: Sequence[Key]) -> ChosenRecords | None:
        """Return what the table has selected, where that is what was asked about."""
        chosen = self.table.chosen_records()
        is_meant = not keys or keys[0].kind == chosen.kind
        return chosen if is_meant and len(chosen.ids) >= len(keys) else None

    def acts(self) -> dict[str, Callable[[list[Key]], object]]:
        """Return what panes may ask for, by name."""
        return {
            Acts.TRACE: lambda keys: self._bring("trace", keys),
            Acts.IMPACT: lambda keys: self._bring("impact", keys),
            Acts.TOPOLOGY: lambda keys: self._bring("topology", keys),
            Acts.SPLICES: lambda keys: self._bring("splices", keys),
            Acts.HISTORY: lambda keys: self._bring("card", keys),
            Acts.SHOW_TABLE: self.show_keys,
            Acts.SHOW_MAP: self._show_on_map,
            Acts.RACK: lambda keys: self._bring("racks", keys),
            Acts.PLAN: lambda keys: self._bring("plan", keys),
            Acts.AUDIT: self._audit,
            Acts.SCHOOL: lambda keys: self._bring("schools", keys),
            Acts.LEND: lambda keys: self._bring("lending", keys),
        }

    def _show_on_map(self, keys: list[Key]) -> None:
        """Bring the map into sight, and in it some records."""
        self._bring("map", keys)
        self.map.show_on_map(keys)

    def show_bindings(self) -> None:
        """Bring what is not bound into sight."""
        self._bring("bindings", [])

    def _audit(self, keys: list[Key]) -> None:
        """Begin an audit, or go on with it, at the first site."""
        self._bring("audits", keys)
        site = next((key for key in keys if key.kind == "site"), None)
        if site is not None:
            self.audits.begin(site.uid)

    def _show_exactly(self, query: Query) -> None:
        """Show exactly the records of a figure, without the person's own filters."""
        self.dock("table").raise_()
        self.table.show_view(SavedView("", 0, "", query.kind, Look(scope=tuple(query.filters)), 0))

    def _bring(self, name: str, keys: Sequence[Key]) -> None:
        """Bring a dock into sight, and show records in it."""
        dock = self.dock(name)
        if dock.isClosed():
            dock.toggleView(True)  # noqa: FBT003 - Qt's way
        dock.raise_()
        pane = self._panes[name].view
        if isinstance(pane, InventoryPane):
            pane.show_keys(keys)

    @override
    def retranslate(self) -> None:
        titles = {
            "table": QCoreApplication.translate("pages", "Tabelle"),
            "map": QCoreApplication.translate("pages", "Karte"),
            "plan": QCoreApplication.translate("pages", "Grundriss"),
            "racks": QCoreApplication.translate("pages", "Schränke"),
            "schools": QCoreApplication.translate("pages", "Schulen"),
            "lending": QCoreApplication.translate("pages", "Ausleihe"),
            "topology": QCoreApplication.translate("pages", "Netz"),
            "audits": QCoreApplication.translate("pages", "Inventur"),
            "bindings": QCoreApplication.translate("pages", "Zuordnung"),
            "findings": QCoreApplication.translate("pages", "Befunde"),
            "changes": QCoreApplication.translate("pages", "Änderungen"),
            "tree": QCoreApplication.translate("pages", "Gliederung"),
            "card": QCoreApplication.translate("pages", "Steckbrief"),
            "impact": QCoreApplication.translate("pages", "Auswirkung"),
            "trace": QCoreApplication.translate("pages", "Weg"),
            "splices": QCoreApplication.translate("pages", "Spleißplan"),
        }
        for name, text in titles.items():
            self.title(name, text)
