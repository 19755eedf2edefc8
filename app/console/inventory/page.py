"""The page of the inventory: tree, table and its neighbours, card, what hangs on a selection."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from typing_extensions import override

from app.console.inventory.docks import DOCKS
from app.console.panes import Pane
from app.console.promises import Promised
from app.console.record_page import RecordPage
from app.console.workspaces import BESTAND, WORKSPACES
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from widgets.inventory.maps import InventoryMap
from widgets.inventory.panes import Acts
from widgets.inventory.table import ChosenRecords, InventoryTable
from widgets.inventory.table.looks import Look
from widgets.inventory.table.views import SavedView
from widgets.inventory.tree import InventoryTree
from widgets.map.view import MapView
from widgets.views import View

if TYPE_CHECKING:
    from widgets.inventory.audits import AuditPane
    from widgets.inventory.binding import BindingsPane
    from widgets.inventory.card import InventoryCard
    from widgets.inventory.changes.view import ChangesPane
    from widgets.inventory.networks.impact import ImpactPane
    from widgets.inventory.rooms.plans import PlanPane
    from widgets.inventory.schools import SchoolsPane

_SPEC = next(spec for spec in WORKSPACES if spec.id == BESTAND)


class InventoryPage(RecordPage):
    """Bestand: what the city runs, where it stands, in which state.

    Each pane is made when it is first seen, or when something here asks for it.

    Args:
        make_map: Makes the map.
    """

    layout_version = 1

    table: Promised[InventoryTable] = Promised("table")
    map: Promised[InventoryMap] = Promised("map")
    tree: Promised[InventoryTree] = Promised("tree")
    card: "Promised[InventoryCard]" = Promised("card")
    plan: "Promised[PlanPane]" = Promised("plan")
    schools: "Promised[SchoolsPane]" = Promised("schools")
    audits: "Promised[AuditPane]" = Promised("audits")
    bindings: "Promised[BindingsPane]" = Promised("bindings")
    changes: "Promised[ChangesPane]" = Promised("changes")
    impact: "Promised[ImpactPane]" = Promised("impact")

    def __init__(self, make_map: Callable[[], MapView]) -> None:
        super().__init__(_SPEC)
        self._make_map_view = make_map
        self.view_made.connect(self._listen)
        self._arrange()
        self.share({"tree": (5, 13, 6), "impact": (2, 1)})
        self.retranslate()

    def _arrange(self) -> None:
        makers: dict[str, Callable[[], View]] = {
            "map": self._make_map,
            "table": self._make_table,
            "tree": self._make_tree,
        }
        for spec in DOCKS:
            self.promise(spec, makers.get(spec.name))
        self.dock("table").setAsCurrentTab()
        self.dock("impact").setAsCurrentTab()

    # ---- panes that belong together --------------------------------------------------------------
    def _make_map(self) -> View:
        view = InventoryMap(self._make_map_view())
        table = self.made("table")
        if isinstance(table, InventoryTable):
            view.show_query(table.query())
        return view

    def _make_table(self) -> View:
        view = InventoryTable()
        view.query_changed.connect(self._show_query)
        return view

    def _make_tree(self) -> View:
        view = InventoryTree()
        view.scope_requested.connect(self._show_scope)
        view.view_requested.connect(self._show_saved)
        return view

    def _show_scope(self, query: Query) -> None:
        self.table.show_query(query)

    def _show_saved(self, view: SavedView) -> None:
        self.table.show_view(view)

    def _show_query(self, query: Query) -> None:
        """Let the map know what the table shows."""
        view = self.made("map")
        if isinstance(view, InventoryMap):
            view.show_query(query)

    def _listen(self, pane: Pane) -> None:
        if pane.view is self.made("schools"):
            self.schools.query_requested.connect(self.show_exactly)

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
            Acts.TRACE: lambda keys: self.bring("trace", keys),
            Acts.IMPACT: lambda keys: self.bring("impact", keys),
            Acts.TOPOLOGY: lambda keys: self.bring("topology", keys),
            Acts.SPLICES: lambda keys: self.bring("splices", keys),
            Acts.HISTORY: lambda keys: self.bring("card", keys),
            Acts.SHOW_TABLE: self.show_keys,
            Acts.SHOW_MAP: self._show_on_map,
            Acts.RACK: lambda keys: self.bring("racks", keys),
            Acts.PLAN: lambda keys: self.bring("plan", keys),
            Acts.AUDIT: self._audit,
            Acts.SCHOOL: lambda keys: self.bring("schools", keys),
            Acts.LEND: lambda keys: self.bring("lending", keys),
        }

    def _show_on_map(self, keys: list[Key]) -> None:
        """Bring the map into sight, and in it some records."""
        self.bring("map", keys)
        self.map.show_on_map(keys)

    def show_bindings(self) -> None:
        """Bring what is not bound into sight."""
        self.bring("bindings", [])

    def _audit(self, keys: list[Key]) -> None:
        """Begin an audit, or go on with it, at the first site."""
        self.bring("audits", keys)
        site = next((key for key in keys if key.kind == "site"), None)
        if site is not None:
            self.audits.begin(site.uid)

    def finish_audit(self) -> None:
        """Have kept what was scanned; the console ends."""
        if self.made("audits") is not None:
            self.audits.close_feed()

    def show_exactly(self, query: Query) -> None:
        """Show exactly the records of a figure, without the person's own filters."""
        self.dock("table").raise_()
        self.table.show_view(SavedView("", 0, "", query.kind, Look(scope=tuple(query.filters)), 0))

    @override
    def retranslate(self) -> None:
        for spec in DOCKS:
            self.title(spec.name, spec.title_text())
