"""The desk of the programme: joins the panes of its page to states, selection and changes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.console.feed import StateFeed
from app.console.inventory.desk import InventoryDesk
from app.console.notices import NoticeLevel
from app.console.page import Page
from app.console.portfolio.exchanging import Exchanging
from app.console.portfolio.feed import ProgrammeFeed
from app.console.portfolio.seeding import ProgrammeSeeding
from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.console.ways import Ways
from app.console.window import ConsoleWindow
from app.console.workspaces import PROJEKTE
from app.domain.cities import City
from app.domain.inventory.fields import FieldType, Value, Values
from app.domain.inventory.kinds import KINDS, PORTFOLIO_KINDS
from app.domain.inventory.records import Key
from widgets.inventory.panes import Acts

if TYPE_CHECKING:
    from app.console.panes import Pane
    from app.console.portfolio.page import PortfolioPage
    from app.services.portfolio.states import PortfolioState
    from widgets.inventory.panes import InventoryPane


class Steered(Protocol):
    """A console as its programme sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    time_bus: TimeBus
    feed: StateFeed
    ways: Ways
    inventory: InventoryDesk
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


_FIRST: Final[Mapping[str, Values]] = {
    "project": {"state": "idea"},
    "work_item": {"stage": "open"},
    "risk": {"state": "open"},
    "decision": {"state": "open"},
    "kpi": {"direction": "up"},
    "kpi_value": {"status": "reported"},
}
"""What new records begin with."""


def beginning(keys: Sequence[Key]) -> Values:
    """Return what a new record begins with.

    Args:
        keys: Its kind first, then what it belongs to: a new risk begins with its project.
    """
    if not keys:
        return {}
    kind = KINDS[keys[0].kind]
    owners = {key.kind: key.uid for key in keys[1:] if key.uid}
    given: dict[str, Value] = dict(_FIRST.get(kind.name, {}))
    for one in kind.fields:
        if one.type is FieldType.REFERENCE and one.target in owners:
            given[one.name] = owners[one.target]
        if one.name == "subject" and owners:
            given["subject_kind"], given["subject"] = next(iter(owners.items()))
    return given


class PortfolioDesk(QObject):
    """Joins the programme to the console. Without a store the workspace stays empty.

    Args:
        console: The console.
        parent: Owner.
    """

    def __init__(self, console: Steered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console = console
        self._page: PortfolioPage | None = None
        self._origin: InventoryPane | None = None
        self.state: PortfolioState | None = None
        self.feed: ProgrammeFeed | None = None
        self.seeding: ProgrammeSeeding | None = None
        self.exchanging: Exchanging | None = None
        inventory = console.inventory
        if inventory.store is not None and inventory.carrier is not None:
            self.feed = ProgrammeFeed(console, inventory.store, self)
            self.seeding = ProgrammeSeeding(console, inventory.store, self)
            self.feed.ready.connect(self._take_state)
            self.feed.failed.connect(self._fail)
            inventory.carrier.committed.connect(self.feed.show_commit)
            if inventory.records is not None:
                inventory.records.changed.connect(self._spread_keys)
            if inventory.editing is not None:
                self.exchanging = Exchanging(
                    console, inventory.store, inventory.carrier, inventory.editing, self
                )

    def close(self) -> None:
        """End all threads."""
        for part in (self.exchanging, self.seeding, self.feed):
            if part is not None:
                part.close()
        self._page = None

    # ---- the page ------------------------------------------------------------------------------
    def make_page(self) -> "PortfolioPage":
        """Return the page of projects."""
        from app.console.portfolio.page import PortfolioPage  # noqa: PLC0415 - with its page

        return PortfolioPage()

    def join(self, page: Page) -> None:
        """Give the panes of a page the store, and carry out what they ask for."""
        from app.console.portfolio.page import PortfolioPage  # noqa: PLC0415 - with its page

        if not isinstance(page, PortfolioPage) or self.feed is None:
            return
        self._page = page
        page.view_made.connect(self._join_pane)
        page.act_requested.connect(self.act)
        self.feed.begin()
        self._seed()
        if self.state is not None:
            page.show_portfolio(self.state)

    def _seed(self) -> None:
        """Load the programme of the profile, after the inventory that it asks about."""
        inventory = self._console.inventory.seeding
        if self.seeding is None:
            return
        if inventory is not None:
            inventory.begin()
            if inventory.is_running:
                inventory.finished.connect(self.seeding.begin)
                return
        self.seeding.begin()

    def _join_pane(self, pane: "Pane") -> None:
        from widgets.inventory.panes import InventoryPane  # noqa: PLC0415 - with its page

        view, inventory = pane.view, self._console.inventory
        if not isinstance(view, InventoryPane) or inventory.store is None:
            return
        view.set_inventory(inventory.store.reader)
        view.keys_selected.connect(partial(self._select_from, view))
        view.open_requested.connect(self.open)
        view.act_requested.connect(self.act)
        if inventory.carrier is not None:
            view.change_requested.connect(inventory.carrier.carry_out)
            inventory.carrier.committed.connect(view.show_commit)
        self._join_own(view)

    def _join_own(self, view: "InventoryPane") -> None:
        """Give some panes what they alone need."""
        page, surroundings = self._page, self._console.surroundings
        if page is None or self.feed is None:
            return
        if view is page.made("reports"):
            page.reports.clock, page.reports.author = surroundings.clock, surroundings.actor
        elif view is page.made("project"):
            page.project.clock = surroundings.clock
        elif view is page.made("calendar"):
            page.calendar.output.clock = surroundings.clock
        elif view is page.made("evidence"):
            asker = self.feed.asker()
            if asker is not None:
                page.evidence.set_asker(asker)
            page.evidence.query_requested.connect(self._console.inventory.show_query)
            page.evidence.points_requested.connect(self._console.ways.show_trend)

    def _take_state(self, state: "PortfolioState") -> None:
        self.state = state
        if self._page is not None and isValid(self._page):
            self._page.show_portfolio(state)

    def _fail(self, reason: str) -> None:
        self._console.say("portfolio", NoticeLevel.ERROR, reason)

    # ---- one selection -------------------------------------------------------------------------
    def _select_from(self, pane: "InventoryPane", keys: list[Key]) -> None:
        records = self._console.inventory.records
        if records is not None:
            self._origin = pane
            records.select(keys)
            self._origin = None

    def _spread_keys(self, keys: list[Key]) -> None:
        if self._page is not None and isValid(self._page):
            self._page.follow(keys, self._origin)

    def open(self, key: Key) -> None:
        """Show a record of the programme in its place, any other one in the inventory."""
        if key.kind not in PORTFOLIO_KINDS and key.kind != "fund":
            self._console.inventory.open(key)
            return
        if self._console.ways.open_page(PROJEKTE) is None or self._page is None:
            return
        self._page.show_record(key)
        if self._console.inventory.records is not None:
            self._console.inventory.records.select([key])

    # ---- plans in and out, reports -------------------------------------------------------------
    def _selected_projects(self) -> list[str]:
        records, state = self._console.inventory.records, self.state
        if records is None or state is None:
            return []
        found = (state.portfolio.key_project(key) for key in records.keys)
        return list(dict.fromkeys(uid for uid in found if uid))

    def take_over(self) -> None:
        """Take a plan over into a project."""
        page = self._console.ways.open_page(PROJEKTE)
        if page is not None and self.exchanging is not None and self.state is not None:
            self.exchanging.take_over(self.state, next(iter(self._selected_projects()), ""))

    def give_out(self) -> None:
        """Write projects as a plan, a calendar or a workbook."""
        page = self._console.ways.open_page(PROJEKTE)
        if page is not None and self.exchanging is not None and self.state is not None:
            self.exchanging.give_out(self.state, self._selected_projects())

    def make_report(self) -> None:
        """Ask for a new report."""
        if self._console.ways.open_page(PROJEKTE) is not None and self._page is not None:
            self._page.bring("reports", [])
            self._page.reports.ask()

    def load_programme(self) -> None:
        """Load the programme of the profile, or what is missing of it."""
        if self._console.ways.open_page(PROJEKTE) is not None and self.seeding is not None:
            self.seeding.load()

    def remove_programme(self) -> None:
        """Take the programme of the profile away."""
        if self.seeding is not None:
            self.seeding.remove()

    # ---- acts ----------------------------------------------------------------------------------
    def act(self, name: str, keys: list[Key]) -> None:
        """Do what a pane asked for with some records."""
        page, inventory = self._page, self._console.inventory
        editing, carrier, outputs = inventory.editing, inventory.carrier, inventory.outputs
        if page is None or editing is None or carrier is None or outputs is None:
            return
        acts: dict[str, Callable[[list[Key]], object]] = {
            Acts.EDIT: partial(editing.edit, Acts.EDIT),
            Acts.NEW: lambda keys: editing.edit(Acts.NEW, keys, beginning(keys)),
            Acts.COPY_OF: partial(editing.edit, Acts.COPY_OF),
            Acts.BULK: lambda keys: editing.edit_many(keys, None),
            Acts.REMOVE: editing.remove,
            Acts.EXPORT: lambda keys: outputs.export_keys(keys) if keys else None,
            Acts.UNDO: lambda _: carrier.undo() if editing.may_edit() else None,
            Acts.REDO: lambda _: carrier.redo() if editing.may_edit() else None,
            Acts.HISTORY: inventory.show,
            Acts.IMPORT: lambda _: self.take_over(),
            Acts.GIVE_OUT: lambda _: self.give_out(),
            **page.acts(),
        }
        known = acts.get(name)
        if known is not None:
            known(keys)
