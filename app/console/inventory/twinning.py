"""The inventory in the twin: selected records as pins, placed things as assets, one selection."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.console.inventory.carrying import Carrier
from app.console.inventory.selecting import RecordSelection
from app.console.notices import Notice, NoticeAction, NoticeLevel
from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.console.twin import TwinDesk
from app.console.ways import Ways
from app.console.window import ConsoleWindow
from app.console.workspaces import ZWILLING
from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.domain.twins import Spot
from app.services.inventory.placed_things import Taking, placing_of, taken, taking_of
from app.services.inventory.twin_records import MOST, TwinRecord, records_at, twin_records
from app.services.inventory.uids import new_uid
from app.services.ports import InventoryReader, InventoryStore
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import Wish
from widgets.texts import count

if TYPE_CHECKING:
    from twin_viewer.model.cities import CityObject
    from twin_viewer.rendering.picking import Hit
    from twin_viewer.view import TwinView
    from twin_viewer.views.acts import AssetPlace
    from twin_viewer.views.panels import TwinPanels

_NOTICE: Final = "inventory"
_BETWEEN: Final = "/"


class Twinned(Protocol):
    """A console as this part sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    time_bus: TimeBus
    ways: Ways
    twin: TwinDesk

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class TwinRecords(QObject):
    """Joins the selection of records to the twin, and what was placed there to the inventory.

    Args:
        console: The console.
        store: The inventory.
        carrier: Carries changes out.
        records: The selected records.
        parent: Owner.
    """

    def __init__(
        self,
        console: Twinned,
        store: InventoryStore,
        carrier: Carrier,
        records: RecordSelection,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._console, self._store, self._carrier = console, store, carrier
        self._records = records
        self._view: TwinView | None = None
        self._panels: TwinPanels | None = None
        self._shown: list[Key] = []
        self._known: dict[str, Key] = {}
        self._placing: Key | None = None
        self._turn = 0
        self._work = Background(self, "inventory-twin")
        records.changed.connect(self._follow)
        carrier.committed.connect(self._take_commit)
        console.twin.joined.connect(self.join)
        console.twin.keeping.things_shown.connect(self._look_taken)
        console.twin.keeping.take_place = self._take_place

    def close(self) -> None:
        """End the thread."""
        self._work.close()
        self._view = self._panels = None

    def join(self, view: "TwinView", panels: "TwinPanels") -> None:
        """Give a view of the twin its records, and do what it asks for."""
        self._view, self._panels = view, panels
        view.kept.record_chosen.connect(self._select)
        view.kept.asset_chosen.connect(self._select_taken)
        view.object_chosen.connect(self._look_at_object)
        panels.object.record_requested.connect(self._select)
        panels.assets.take_requested.connect(self.take)
        panels.assets.add_requested.connect(self._forget_placing)
        view.tools.tool_requested.connect(self._forget_placing)
        self._look_taken()
        self._stand_out()
        self._show(self._records.keys, is_flying=False)

    def _live_view(self) -> "TwinView | None":
        return self._view if self._view is not None and isValid(self._view) else None

    # ---- one selection -------------------------------------------------------------------------
    def show(self, keys: Sequence[Key]) -> None:
        """Open the twin and fly to records."""
        page = self._console.ways.open_page(ZWILLING)
        if page is None:
            return
        page.show_twin([])
        self._records.select(list(keys))
        self._show(keys, is_flying=True)

    def _select(self, name: str) -> None:
        kind, _, uid = name.partition(_BETWEEN)
        self._records.select([Key(kind, uid)])

    def _select_taken(self, thing: str) -> None:
        """Select what a placed thing became, where it is in the inventory."""
        if thing in self._known:
            self._records.select([self._known[thing]])

    def _follow(self, keys: list[Key]) -> None:
        """Show what is selected; one of several pins that was clicked leaves the others."""
        self._stand_out()
        if not (keys and set(keys) <= set(self._shown)):
            self._show(keys, is_flying=False)

    def _stand_out(self) -> None:
        view = self._live_view()
        if view is not None:
            view.kept.select_records(_name_of(key) for key in self._records.keys[:MOST])

    def _show(self, keys: Sequence[Key], *, is_flying: bool) -> None:
        self._shown = list(keys[:MOST])
        if self._live_view() is None:
            return
        self._turn += 1
        turn, wanted, bus = self._turn, list(self._shown), self._console.time_bus
        at_us = None if bus.is_live else bus.pinned_us
        things = self._console.surroundings.twin.assets()
        placed = {one.id: (one.spot.east, one.spot.north, one.spot.height) for one in things}

        def read(reader: InventoryReader) -> list[TwinRecord]:
            return twin_records(reader, wanted, placed, at_us)

        def taken_in(found: list[TwinRecord]) -> None:
            if turn == self._turn:
                self._put(found, is_flying=is_flying)

        self._read(read, taken_in)

    def _put(self, found: Sequence[TwinRecord], *, is_flying: bool) -> None:
        from twin_viewer.views.keeping import RecordPin  # noqa: PLC0415 - with the twin

        view = self._live_view()
        if view is None:
            return
        pins = [
            RecordPin(
                _name_of(one.key),
                one.title,
                on_screen(one.kind),
                on_screen(one.detail),
                one.east,
                one.north,
                one.height,
            )
            for one in found
        ]
        view.kept.show_records(pins, is_flying=is_flying)
        if is_flying and not pins and self._shown:
            text = self.tr("Von dieser Auswahl ist kein Ort bekannt.")
            self._console.say(_NOTICE, NoticeLevel.INFORMATION, text)

    def _take_commit(self, commit: Commit) -> None:
        touched = set(commit.changed)
        if touched & set(self._shown):
            self._show(self._shown, is_flying=False)
        if "relation" in commit.transaction.kinds:
            self._look_taken()

    # ---- buildings -----------------------------------------------------------------------------
    def _look_at_object(self, chosen: "tuple[CityObject, Hit] | None") -> None:
        view, panels = self._live_view(), self._panels
        if chosen is None or view is None or view.scenery is None or panels is None:
            return
        one, hit = chosen
        world = view.scenery.stage.frame.to_world(np.asarray(hit.place, np.float64))
        east, north = float(world[0]), float(world[1])

        def taken_in(found: list[tuple[Key, str]]) -> None:
            if isValid(panels):
                panels.object.show_records(
                    one.id,
                    [
                        (_name_of(key), title, on_screen(KINDS[key.kind].label))
                        for key, title in found
                    ],
                )

        self._read(lambda reader: records_at(reader, one.id, east, north), taken_in)

    # ---- placed things -------------------------------------------------------------------------
    def _look_taken(self) -> None:
        """Tell the panel which things are in the inventory already."""
        panels = self._panels
        if panels is None or not isValid(panels):
            return
        things = self._console.surroundings.twin.assets()

        def taken_in(known: dict[str, Key]) -> None:
            self._known = known
            if isValid(panels):
                panels.assets.offer_taking(known)

        self._read(lambda reader: taken(reader, things), taken_in)

    def take(self, ids: Sequence[str]) -> None:
        """Make assets of placed things; those that are in the inventory stay as they are."""
        wanted = set(ids)
        things = [one for one in self._console.surroundings.twin.assets() if one.id in wanted]
        reason = self.tr("Aus dem Zwilling übernommen")

        def read(reader: InventoryReader) -> Taking:
            return taking_of(reader, things, self._make_uid, reason)

        self._read(read, self._carry_taking)

    def _make_uid(self) -> str:
        return new_uid(self._console.surroundings.clock.now_us())

    def _carry_taking(self, taking: Taking) -> None:
        if taking.changeset is None:
            text = self.tr("Alles, was hier gesetzt wurde, steht schon im Bestand.")
            self._console.say(_NOTICE, NoticeLevel.INFORMATION, text)
            return

        def done(outcome: Commit | Exception) -> None:
            if isinstance(outcome, Commit):
                text = self.tr("In den Bestand übernommen: {0}")
                self._tell_done(text.format(count(len(taking.assets))), outcome)
                self._records.select(list(taking.assets))

        self._carrier.carry_out(Wish(taking.changeset, done))

    # ---- placing an asset ----------------------------------------------------------------------
    def place(self, keys: Sequence[Key]) -> None:
        """Let a person click in the twin where an asset of the inventory is."""
        from twin_viewer.tools.commands import Tool  # noqa: PLC0415 - with the twin

        asset = next((key for key in keys if key.kind == "asset"), None)
        if asset is None or not self._console.time_bus.is_live:
            text = self.tr("Bitte wählen Sie zuerst ein Gerät aus, und zwar in der Gegenwart.")
            self._console.say(_NOTICE, NoticeLevel.INFORMATION, text)
            return
        self.show([asset])
        view = self._live_view()
        if view is None:
            return
        self._placing = asset
        view.set_tool(Tool.ASSET)
        text = self.tr(
            "Bitte klicken Sie im Bild oder im Straßenfoto dorthin, wo das Gerät ist. "
            "Esc bricht ab."
        )
        self._console.say(_NOTICE, NoticeLevel.INFORMATION, text)

    def _forget_placing(self, *_: object) -> None:
        """Whoever takes a tool in hand means something new."""
        self._placing = None

    def _take_place(self, place: "AssetPlace") -> bool:
        """Give the asset that is being placed its place; False when none is."""
        key, self._placing = self._placing, None
        if key is None or key not in self._records.keys:
            return False  # meanwhile something else was selected: a new thing is meant
        spot: Spot = place.spot
        object_id = place.object_id

        def read(reader: InventoryReader) -> Changeset | None:
            asset = reader.record("asset", key.uid)
            return None if asset is None else placing_of(asset, spot, object_id, self._make_uid)

        def taken_in(changeset: Changeset | None) -> None:
            if changeset is not None:
                self._carrier.carry_out(Wish(changeset, self._told_placed))

        self._read(read, taken_in)
        return True

    def _told_placed(self, outcome: Commit | Exception) -> None:
        if isinstance(outcome, Commit):
            text = self.tr("Der Ort des Geräts ist im Bestand gespeichert.")
            self._tell_done(text, outcome)

    def _tell_done(self, text: str, commit: Commit) -> None:
        """Say what was changed, in place of how many records that were, with the way back."""
        undo = NoticeAction(
            self.tr("Rückgängig machen"), partial(self._carrier.undo, commit.transaction)
        )
        notice = Notice(_NOTICE, NoticeLevel.INFORMATION, text, actions=(undo,))
        self._console.window.notices.show_notice(notice)

    # ---- reading -------------------------------------------------------------------------------
    def _read(self, read: Callable[[InventoryReader], object], take: Callable[[Any], None]) -> None:
        store = self._store

        def work() -> object:
            with closing(store.reader()) as reader:
                return read(reader)

        self._work.ask(self, work, take, self._fail)

    def _fail(self, reason: str) -> None:
        self._console.say(_NOTICE, NoticeLevel.ERROR, on_screen(reason))


def _name_of(key: Key) -> str:
    """Return what a record is called in the twin."""
    return f"{key.kind}{_BETWEEN}{key.uid}"
