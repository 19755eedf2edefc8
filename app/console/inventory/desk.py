"""The desk of the inventory: joins the panes of its page to the store, and opens what they ask."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.console.controllers import Answers
from app.console.feed import StateFeed
from app.console.inventory.carrying import Carrier
from app.console.inventory.editing import Editing
from app.console.inventory.finding import RecordFinder
from app.console.inventory.importing import Importing
from app.console.inventory.outputs import Outputs
from app.console.inventory.plans import PlanKeeping
from app.console.inventory.seeding import Seeding
from app.console.inventory.selecting import RecordSelection
from app.console.inventory.watching import Watching
from app.console.maps import MapDesk
from app.console.notices import NoticeLevel
from app.console.page import Page
from app.console.palette import Palette
from app.console.panes import Pane
from app.console.surroundings import Surroundings
from app.console.time_bus import SelectionBus, TimeBus
from app.console.twin import TwinDesk
from app.console.ways import Ways
from app.console.window import ConsoleWindow
from app.console.workspaces import BESTAND
from app.domain.cities import City
from app.domain.inventory.changes import Commit, Transaction
from app.domain.inventory.kinds import PORTFOLIO_KINDS
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from widgets.inventory.panes import Acts, InventoryPane

if TYPE_CHECKING:
    from app.console.inventory.asking import DeviceAsker
    from app.console.inventory.page import InventoryPage
    from app.console.inventory.twinning import TwinRecords
    from app.services.inventory.networks import Networks
    from twin_viewer.view import TwinView
    from twin_viewer.views.panels import TwinPanels
    from widgets.inventory.binding import Inquiry


class Stocked(Protocol):
    """A console as its inventory sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    selection: SelectionBus
    time_bus: TimeBus
    feed: StateFeed
    answers: Answers
    ways: Ways
    maps: MapDesk
    twin: TwinDesk
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class InventoryDesk(QObject):
    """Joins the inventory to the console. Without a store the workspace stays empty.

    Args:
        console: The console.
        parent: Owner.

    Signals:
        elsewhere_requested: A record of the programme is to be shown (`Key`).
    """

    elsewhere_requested = Signal(object)

    def __init__(self, console: Stocked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console = console
        self._page: InventoryPage | None = None
        self._origin: InventoryPane | None = None
        self._networks: Networks | None = None
        self.store = store = console.surroundings.inventory
        self.carrier: Carrier | None = None
        self.records: RecordSelection | None = None
        self.seeding: Seeding | None = None
        self.watching: Watching | None = None
        self.editing: Editing | None = None
        self.outputs: Outputs | None = None
        self.finder: RecordFinder | None = None
        self.twin: TwinRecords | None = None
        self.plans: PlanKeeping | None = None
        self.importing: Importing | None = None
        self.asking: DeviceAsker | None = None
        if store is not None:
            self.carrier = Carrier(console, store, self)
            self.records = RecordSelection(console, store, self)
            self.seeding = Seeding(console, store, self)
            self.watching = Watching(console, store, self)
            self.editing = Editing(console, store, self.carrier, self)
            self.outputs = Outputs(console, store, self)
            console.twin.joined.connect(self._meet_twin)
            self.importing = Importing(console, store, self.carrier, self)
            self.importing.shown.connect(self.show)
            if console.surroundings.plans is not None:
                self.plans = PlanKeeping(console, console.surroundings.plans, self)
            self.carrier.committed.connect(self.watching.show_commit)
            self.carrier.committed.connect(self._spread_commit)
            self.records.changed.connect(self._spread_keys)

    def close(self) -> None:
        """End all threads."""
        if self._page is not None and isValid(self._page):
            self._page.finish_audit()
        parts = (
            self.importing,
            self.plans,
            self.twin,
            self.finder,
            self.outputs,
            self.editing,
            self.watching,
        )
        for part in (*parts, self.seeding, self.records, self.carrier):
            if part is not None:
                part.close()
        self._page = None

    def join_palette(self, palette: Palette) -> None:
        """Let the palette find records, and open the one that is chosen."""
        if self.store is not None:
            self.finder = RecordFinder(palette, self.store, self)
            palette.record_chosen.connect(self.open)

    # ---- the page ------------------------------------------------------------------------------
    def make_page(self) -> "InventoryPage":
        """Return the page of the inventory."""
        from app.console.inventory.page import InventoryPage  # noqa: PLC0415 - with its page
        from app.services.maps.arranging import INVENTORY  # noqa: PLC0415 - likewise

        return InventoryPage(partial(self._console.maps.make_view, INVENTORY))

    def join(self, page: Page) -> None:
        """Give the panes of a page the store as they are made, and carry out what they ask for."""
        from app.console.inventory.page import InventoryPage  # noqa: PLC0415 - with its page
        from app.services.inventory.networks import Networks  # noqa: PLC0415 - likewise

        store = self.store
        if store is None or self.seeding is None or not isinstance(page, InventoryPage):
            return
        self._page = page
        self._networks = Networks(store.reader)  # one for all: it is read once and kept
        page.view_made.connect(self._join_view)
        page.act_requested.connect(self.act)
        if self.records is not None:
            page.follow(self.records.keys)
        self.seeding.begin()

    def _join_view(self, made: Pane) -> None:
        """Give a pane of the page what it needs, and do what it asks for."""
        from widgets.inventory.networks.pane import NetworkPane  # noqa: PLC0415 - with its page

        page, store, carrier, pane = self._page, self.store, self.carrier, made.view
        if page is None or store is None or carrier is None or self._networks is None:
            return
        if not isinstance(pane, InventoryPane):
            return
        if isinstance(pane, NetworkPane):
            pane.set_networks(self._networks)
        pane.set_inventory(store.reader)
        pane.keys_selected.connect(partial(self._select_from, pane))
        pane.open_requested.connect(self.open)
        pane.change_requested.connect(carrier.carry_out)
        pane.act_requested.connect(self.act)
        if pane is page.made("map"):
            self._console.maps.join(page.map.view)
        elif pane is page.made("plan"):
            page.plan.set_plan_folder(self._console.surroundings.plans)
            if self.plans is not None:
                page.plan.plan_copy_requested.connect(self.plans.copy)
        elif pane is page.made("changes"):
            page.changes.undo_requested.connect(self._undo)
        elif pane is page.made("bindings"):
            page.bindings.identify_requested.connect(self._ask_devices)

    # ---- one selection -------------------------------------------------------------------------
    def _select_from(self, pane: InventoryPane, keys: list[Key]) -> None:
        if self.records is not None:
            self._origin = pane
            self.records.select(keys)
            self._origin = None

    def _spread_keys(self, keys: list[Key]) -> None:
        if self._page is not None and isValid(self._page):
            self._page.follow(keys, self._origin)

    def _spread_commit(self, commit: Commit) -> None:
        if self._page is not None and isValid(self._page):
            for pane in self._page.inventory_panes():
                pane.show_commit(commit)

    def open(self, key: Key) -> None:
        """Show a record in the table and in the card; one of the programme in its own workspace."""
        if key.kind in PORTFOLIO_KINDS:
            self.elsewhere_requested.emit(key)
        else:
            self.show([key])

    def show(self, keys: Sequence[Key]) -> None:
        """Open the workspace and select records in it."""
        page = self._console.ways.open_page(BESTAND)
        if page is not None and self.records is not None and self._page is not None:
            page.show_keys(keys)
            self.records.select(list(keys))

    def show_query(self, query: Query) -> None:
        """Open the workspace and show exactly the records of a question."""
        if self._console.ways.open_page(BESTAND) is not None and self._page is not None:
            self._page.show_exactly(query)

    def show_selection(self) -> None:
        """Show the records of the selected points in the inventory."""
        if self.records is not None:
            self.records.with_records(self.show)

    def show_impact(self) -> None:
        """Show what hangs on the selected points' devices, or on the selected records."""
        if self.records is None:
            return
        if self._console.window.workspace == BESTAND and self.records.keys:
            self.act(Acts.IMPACT, self.records.keys)
        else:
            self.records.with_records(self._show_impact)

    def _show_impact(self, keys: list[Key]) -> None:
        self.show(keys)
        self.act(Acts.IMPACT, keys)

    def import_files(self) -> None:
        """Open the import assistant."""
        if self.importing is not None:
            self._console.ways.open_page(BESTAND)
            self.importing.open()

    def audit(self) -> None:
        """Go to the audits."""
        if self._console.ways.open_page(BESTAND) is not None:
            self.act(Acts.AUDIT, [])

    def remove_demo(self) -> None:
        """Take the simulated inventory away."""
        if self.seeding is not None:
            self.seeding.remove()

    # ---- acts ----------------------------------------------------------------------------------
    def act(self, name: str, keys: list[Key]) -> None:
        """Do what a pane asked for with some records."""
        page, editing, carrier, outputs = self._page, self.editing, self.carrier, self.outputs
        if page is None or editing is None or carrier is None or outputs is None:
            return
        acts: dict[str, Callable[[list[Key]], object]] = {
            Acts.EDIT: lambda keys: editing.edit(Acts.EDIT, keys),
            Acts.NEW: lambda keys: editing.edit(Acts.NEW, keys),
            Acts.COPY_OF: lambda keys: editing.edit(Acts.COPY_OF, keys),
            Acts.BULK: lambda keys: editing.edit_many(keys, page.chosen(keys)),
            Acts.REMOVE: editing.remove,
            Acts.IMPORT: lambda _: self.import_files(),
            Acts.EXPORT: self._export,
            Acts.LABELS: lambda keys: outputs.make_labels(keys, page.chosen(keys)),
            Acts.BIND: self._bind,
            Acts.UNDO: lambda _: self._step_back(carrier.undo),
            Acts.REDO: lambda _: self._step_back(carrier.redo),
            Acts.SHOW_TWIN: lambda keys: self._twinned(lambda twin: twin.show(keys)),
            Acts.PLACE_IN_TWIN: lambda keys: self._twinned(lambda twin: twin.place(keys)),
            Acts.SHOW_TREND: lambda keys: self._with_points(keys, self._console.ways.show_trend),
            **page.acts(),
        }
        known = acts.get(name)
        if known is not None:
            known(keys)

    def _twinned(self, act: "Callable[[TwinRecords], object]") -> None:
        """Do something with the twin's records; what joins them is made when it is first wanted."""
        from app.console.inventory.twinning import TwinRecords  # noqa: PLC0415 - loads pyproj

        if self.twin is None and self.store and self.carrier and self.records:
            self.twin = TwinRecords(self._console, self.store, self.carrier, self.records, self)
        if self.twin is not None:
            act(self.twin)

    def _meet_twin(self, view: "TwinView", panels: "TwinPanels") -> None:
        """Join the first twin; later ones are heard of by what was made for it."""
        if self.twin is None:
            self._twinned(lambda twin: twin.join(view, panels))

    def _ask_devices(self, inquiry: "Inquiry") -> None:
        """Ask devices of a source who they are."""
        from app.console.inventory.asking import DeviceAsker  # noqa: PLC0415 - loads rapidfuzz

        if self.asking is None:
            console = self._console
            self.asking = DeviceAsker(console.surroundings.client, console.answers, self)
        self.asking.ask(inquiry)

    def _step_back(self, step: Callable[[], object]) -> None:
        """Undo or redo, where the present is shown."""
        if self.editing is not None and self.editing.may_edit():
            step()

    def _undo(self, transaction: Transaction) -> None:
        """Take back the change that was chosen in the log."""
        if self.carrier is not None:
            self._step_back(partial(self.carrier.undo, transaction))

    def bind(self) -> None:
        """Show which devices of the profile are not bound to records."""
        if self._console.ways.open_page(BESTAND) is not None:
            self.act(Acts.BIND, [])

    def _bind(self, keys: list[Key]) -> None:
        """Show what a record is bound to; without a record, all that is not bound."""
        from widgets.inventory.binding import BindDialog  # noqa: PLC0415 - with its page

        page, city, store = self._page, self._console.city, self.store
        asset = next((key for key in keys if key.kind == "asset"), None)
        if page is None or city is None or store is None or self.carrier is None:
            return
        if asset is None:
            page.show_bindings()
            return
        dialog = BindDialog(asset, city, store.reader, self._console.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.change_requested.connect(self.carrier.carry_out)
        dialog.identify_requested.connect(self._ask_devices)
        self._console.feed.live_ready.connect(dialog.show_state)
        dialog.open()

    def _export(self, keys: list[Key]) -> None:
        """Export what the table shows, or records that another pane asked about."""
        page, outputs = self._page, self.outputs
        if page is None or outputs is None:
            return
        table = page.table
        if keys and keys[0].kind != table.kind:
            outputs.export_keys(keys)
        else:
            outputs.export(
                table.query(),
                tuple(path for path, _ in table.look().columns),
                table.chosen_records(),
            )

    def _with_points(self, keys: list[Key], show: Callable[[list[str]], None]) -> None:
        """Select records, then show their points, once they are known."""
        if self.records is not None:
            self.records.with_points(keys, show)
