"""What people keep of the twin: views, placed things, tables about buildings."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.console.notices import NoticeLevel
from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.domain.twins import PlacedAsset, Spot, TwinBookmark
from app.services.building_facts import FactsError, FactsRead, read_facts
from app.services.ports import StorageError
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.texts import time_text

if TYPE_CHECKING:
    from twin_viewer.model.cities import CityObject
    from twin_viewer.rendering.picking import Hit
    from twin_viewer.view import TwinView
    from twin_viewer.views.acts import AssetPlace
    from twin_viewer.views.panels import TwinPanels

KINDS: Final = (
    "Access Point",
    "Kamera",
    "Lichtmast",
    "Schaltschrank",
    "Sensor",
    "Antenne",
    "Ladepunkt",
)
"""Kinds of things that are offered; others can be written."""


class Keeper(Protocol):
    """A console as this part sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    time_bus: TimeBus
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class TwinKeeping(QObject):
    """Joins the panels of the twin to the store.

    Args:
        console: The console.
        parent: Owner.

    Signals:
        tables_changed: Tables about buildings are others.
        things_shown: Placed things were shown (anew).

    Attributes:
        take_place: Asked first where something shall be placed; True when it was placed otherwise.
    """

    tables_changed = Signal()
    things_shown = Signal()

    def __init__(self, console: Keeper, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._store = console.surroundings.twin
        self._view: TwinView | None = None
        self._panels: TwinPanels | None = None
        self._chosen: tuple[CityObject, Hit] | None = None
        self.take_place: Callable[[AssetPlace], bool] | None = None
        self._gone: list[TwinBookmark] = []
        self._gone_assets: list[PlacedAsset] = []
        self._work = Background(self, "twin-facts")

    def close(self) -> None:
        """End the thread."""
        self._work.close()

    def join(self, view: "TwinView", panels: "TwinPanels") -> None:
        """Fill the panels of a view, and do what they ask for."""
        self._view, self._panels, self._chosen = view, panels, None
        view.bookmark_saved.connect(self._keep)
        view.asset_requested.connect(self._ask_asset)
        view.object_chosen.connect(self._choose)
        view.kept.object_known.connect(self._learn)
        bookmarks, assets, card = panels.bookmarks, panels.assets, panels.object
        bookmarks.open_requested.connect(self._open)
        bookmarks.renamed.connect(self._rename)
        bookmarks.remove_requested.connect(self._remove)
        bookmarks.undo_requested.connect(self._restore)
        assets.open_requested.connect(self._fly)
        assets.renamed.connect(self._rename_asset)
        assets.remove_requested.connect(self._remove_asset)
        assets.undo_requested.connect(self._restore_asset)
        assets.export_requested.connect(self._ask_export)
        view.kept.asset_chosen.connect(self._choose_asset)
        card.points_selected.connect(view.points_selected)
        card.join_requested.connect(self._ask_table)
        card.part_requested.connect(self._part_table)
        card.show_requested.connect(lambda _: self._show_chosen())
        self.renew()

    def renew(self) -> None:
        """Show what is kept."""
        if self._panels is None or self._view is None:
            return
        assets = self._store.assets()
        self._panels.show_bookmarks(self._store.bookmarks())
        self._panels.show_assets(assets)
        self._panels.object.show_tables([(one.id, one.name) for one in self._store.tables()])
        self._panels.bookmarks.set_undoable(is_undoable=bool(self._gone))
        self._panels.assets.set_undoable(is_undoable=bool(self._gone_assets))
        self._view.kept.show_assets(assets)
        self._show_card()
        self.things_shown.emit()

    # ---- views ---------------------------------------------------------------------------------
    def _keep(self, kept: dict[str, Any]) -> None:
        if "east" not in kept:
            return  # nothing is seen yet
        now_us = self._console.surroundings.clock.now_us()
        zone = "UTC" if self._console.city is None else self._console.city.time_zone
        name = self.tr("Ansicht vom {0}").format(time_text(now_us, zone, with_date=True))
        bookmark = TwinBookmark(
            uuid.uuid4().hex,
            name,
            Spot(kept["east"], kept["north"], kept["height"]),
            kept["heading"],
            kept["pitch"],
            kept["fov"],
            self._console.surroundings.actor,
            now_us,
            kept["layers"],
            kept["time_us"],
        )
        self._store.put_bookmark(bookmark)
        self.renew()
        if self._panels is not None:
            self._panels.open(self._panels.bookmarks)
            self._panels.bookmarks.edit(bookmark.id)

    def _bookmark(self, name: str) -> TwinBookmark | None:
        return next((one for one in self._store.bookmarks() if one.id == name), None)

    def _open(self, name: str) -> None:
        bookmark, view = self._bookmark(name), self._view
        if bookmark is None or view is None:
            return
        spot = bookmark.spot
        for layer, is_visible in bookmark.layers.items():
            view.set_layer_visible(layer, is_visible)
        view.go_to(
            {
                "east": spot.east,
                "north": spot.north,
                "height": spot.height,
                "heading": bookmark.heading,
                "pitch": bookmark.pitch,
                "fov": bookmark.fov,
            }
        )
        if bookmark.time_us is not None:
            self._console.time_bus.pin(bookmark.time_us)

    def _rename(self, name: str, text: str) -> None:
        bookmark = self._bookmark(name)
        if bookmark is not None and text and text != bookmark.name:
            self._store.put_bookmark(replace(bookmark, name=text))
        self.renew()

    def _remove(self, name: str) -> None:
        bookmark = self._bookmark(name)
        if bookmark is not None:
            self._gone.append(bookmark)
            self._store.remove_bookmark(name)
            self.renew()

    def _restore(self) -> None:
        if self._gone:
            self._store.put_bookmark(self._gone.pop())
            self.renew()

    # ---- things --------------------------------------------------------------------------------
    def _ask_asset(self, place: "AssetPlace") -> None:
        if self.take_place is not None and self.take_place(place):
            return
        from twin_viewer.panels.assets import AssetDialog  # noqa: PLC0415 - with the twin

        draft = PlacedAsset(
            uuid.uuid4().hex,
            "",
            "",
            place.spot,
            self._console.surroundings.actor,
            self._console.surroundings.clock.now_us(),
            panorama=place.panorama,
            object_id=place.object_id,
        )
        dialog = AssetDialog(draft, KINDS, self._view)
        dialog.save_requested.connect(self._place)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _place(self, asset: PlacedAsset) -> None:
        self._store.put_asset(asset)
        self.renew()

    def _asset(self, name: str) -> PlacedAsset | None:
        return next((one for one in self._store.assets() if one.id == name), None)

    def _fly(self, name: str) -> None:
        asset = self._asset(name)
        if asset is not None and self._view is not None:
            self._view.kept.show_spot(asset.spot)

    def _choose_asset(self, name: str) -> None:
        if self._panels is not None:
            self._panels.open(self._panels.assets)
            self._panels.assets.choose(name)

    def _rename_asset(self, name: str, text: str) -> None:
        asset = self._asset(name)
        if asset is not None and text and text != asset.name:
            self._store.put_asset(replace(asset, name=text))
        self.renew()

    def _remove_asset(self, name: str) -> None:
        asset = self._asset(name)
        if asset is not None:
            self._gone_assets.append(asset)
            self._store.remove_asset(name)
            self.renew()

    def _restore_asset(self) -> None:
        if self._gone_assets:
            self._store.put_asset(self._gone_assets.pop())
            self.renew()

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._view,
            self.tr("Gesetzte Geräte exportieren"),
            "geraete.csv",
            "CSV (*.csv);;GeoJSON (*.geojson)",
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write all placed things, as CSV or GeoJSON by the name of the file."""
        from app.services.placed_assets import write_assets  # noqa: PLC0415 - loads pyproj

        assets = self._store.assets()

        def told(_: object) -> None:
            self._say(NoticeLevel.INFORMATION, self.tr("Geschrieben: {0}").format(path))

        self._work.ask(self, lambda: write_assets(path, assets), told, self._fail_at(path))

    # ---- buildings -----------------------------------------------------------------------------
    def _choose(self, chosen: "tuple[CityObject, Hit] | None") -> None:
        self._chosen = chosen
        self._show_card()
        view, panels = self._view, self._panels
        if chosen is not None and view is not None and panels is not None and view.has_panel:
            panels.open(panels.object)

    def _learn(self, object_id: str) -> None:
        """Show what was read of the chosen building after it was chosen."""
        if self._chosen is None or self._view is None or self._chosen[0].id != object_id:
            return
        found = self._view.kept.object_of(self._chosen[1])
        if found is not None:
            self._choose((found, self._chosen[1]))

    def _show_card(self) -> None:
        if self._panels is None:
            return
        if self._chosen is None:
            self._panels.show_object(None, None, {}, ())
            return
        one, hit = self._chosen
        self._panels.show_object(one, hit, self._store.facts_of(one.id), self._store.assets())

    def _show_chosen(self) -> None:
        if self._chosen is not None and self._view is not None:
            self._view.kept.show_hit(self._chosen[1])

    def _ask_table(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._view,
            self.tr("Tabelle über Gebäude wählen"),
            "",
            self.tr("Tabellen (*.csv *.txt);;Alle Dateien (*)"),
        )
        if name:
            self.join_table(Path(name))

    def join_table(self, path: Path) -> None:
        """Join a table of one's own to the buildings by their ids."""
        view, surroundings = self._view, self._console.surroundings
        if view is None:
            return
        author, now_us = surroundings.actor, surroundings.clock.now_us()
        known = view.kept.object_ids()

        def read() -> FactsRead:
            try:
                return read_facts(path, known, author=author, created_us=now_us)
            except FactsError as error:
                raise StorageError(str(error)) from error

        self._work.ask(self, read, self._take_table, self._fail_at(path))

    def _take_table(self, read: FactsRead) -> None:
        for table in self._store.tables():
            if table.name == read.table.name:
                self._store.remove_table(table.id)  # the same file again: it takes its place
        self._store.put_table(read.table)
        text = self.tr(
            "„{0}“ ist verbunden. Zeilen, die zu gezeigten Gebäuden gehören: {1} von {2}."
        )
        lines = [text.format(read.table.name, read.known, len(read.table.rows))]
        lines += [
            self.tr("Zeile {0}: {1}").format(line, on_screen(problem))
            for line, problem in read.problems[:5]
        ]
        level = NoticeLevel.WARNING if read.problems else NoticeLevel.INFORMATION
        self._say(level, "\n".join(lines))
        self._tell_tables()

    def _part_table(self, table_id: str) -> None:
        self._store.remove_table(table_id)
        self._tell_tables()

    def _tell_tables(self) -> None:
        self.tables_changed.emit()
        if self._view is not None:
            self._view.kept.renew_facts()
        self.renew()

    def _fail_at(self, path: Path) -> Any:
        def fail(reason: str) -> None:
            text = self.tr("{0}: {1}").format(path.name, on_screen(reason))
            self._say(NoticeLevel.WARNING, text)

        return fail

    def _say(self, level: NoticeLevel, text: str) -> None:
        self._console.say("twin", level, text)
