"""The panels at the left of the view: filled from it, and what they ask for done in it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.twins import FactValue, PlacedAsset, TwinBookmark
from twin_viewer.analysis.sections import SectionBox, SectionPlane
from twin_viewer.jobs.datasets import Activity, Dataset, DatasetKind
from twin_viewer.model.cities import CityObject, Value
from twin_viewer.panels.assets import AssetsPanel
from twin_viewer.panels.bookmarks import BookmarksPanel
from twin_viewer.panels.changes import ChangesPanel
from twin_viewer.panels.data import DataPanel
from twin_viewer.panels.layers import WHOLE, Choice, TwinLayer, TwinLayersPanel
from twin_viewer.panels.light import Cut, LightPanel
from twin_viewer.panels.objects import ObjectPanel, ObjectSheet
from twin_viewer.panels.single_objects import SingleObjectsPanel
from twin_viewer.rendering.layers.cloud_colors import ColorBy
from twin_viewer.rendering.picking import Hit
from twin_viewer.tools.cards import title_of
from twin_viewer.tools.commands import Tool
from twin_viewer.views.data import TwinData
from twin_viewer.views.layers import LAYERS, LayerBook
from twin_viewer.views.lights import Section, sun_over
from twin_viewer.views.sceneries import Scenery
from twin_viewer.views.sights import Sights
from widgets.foreign_texts import on_screen
from widgets.texts import language
from widgets.theme import theme
from widgets.theme.icons import icon

_NEEDS: Final[Mapping[str, frozenset[DatasetKind]]] = {
    "networks": frozenset({DatasetKind.NETWORKS}),
    "panoramas": frozenset({DatasetKind.PANORAMAS}),
    "buildings": frozenset({DatasetKind.BUILDINGS}),
    "cloud": frozenset({DatasetKind.CLOUD}),
    "changes": frozenset({DatasetKind.CLOUD}),
    "objects": frozenset({DatasetKind.OBJECT}),
    "ortho": frozenset({DatasetKind.ORTHO}),
    "terrain": frozenset({DatasetKind.TERRAIN}),
}
"""Kinds of data a layer is made of; others need none."""

_SOLID: Final = frozenset({"sensors", "labels", "assets", "panoramas", "ortho", "ground"})
"""Layers nothing can shine through."""

_REACH_M: Final = 1_000.0
_LOW_M, _HIGH_M = -10.0, 120.0
_REFILL_MS: Final = 200
_NEAR_M: Final = 40.0
_MOST: Final = 12
"""So many devices beside a building are named."""


class Host(Protocol):
    """The view as its panels see it."""

    layers: LayerBook
    sights: Sights

    @property
    def scenery(self) -> Scenery | None:
        """The scene and what belongs to it; None while there is none."""
        ...

    @property
    def at_us(self) -> int | None:
        """The moment that is shown, µs UTC."""
        ...

    @property
    def time_zone(self) -> str:
        """The city's time zone."""
        ...

    def add_panel(self, widget: QWidget, title: str, icon: QIcon | None = None) -> None:
        """Add a panel at the left."""
        ...

    def name_panel(self, widget: QWidget, title: str) -> None:
        """Say what a panel is."""
        ...

    def dress_panel(self, widget: QWidget, icon: QIcon) -> None:
        """Give a panel the icon of the theme."""
        ...

    def choose_panel(self, widget: QWidget) -> None:
        """Bring a panel to the front."""
        ...

    def open_panel(self, *, is_open: bool = True) -> None:
        """Show the panels at the left, or hide them."""
        ...

    def save_bookmark(self) -> None:
        """Have the view kept as it is."""
        ...

    def set_tool(self, tool: Tool) -> None:
        """Set what a click means."""
        ...


class TwinPanels(QObject):
    """Makes the panels, puts them into the view, keeps them true.

    Args:
        view: The view.
        parent: Owner.

    Attributes:
        layers: What is shown.
        data: Where it comes from.
        object: What is known of the chosen building.
        bookmarks: Views people come back to.
        assets: Things people placed.
        light: Sun and cuts.
        changes: Two laser scans compared.
        singles: Single objects, and how they stand.
    """

    def __init__(self, view: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.layers, self.data = TwinLayersPanel(), DataPanel()
        self.object, self.bookmarks = ObjectPanel(), BookmarksPanel()
        self.assets, self.light = AssetsPanel(), LightPanel()
        self.changes, self.singles = ChangesPanel(), SingleObjectsPanel()
        self._tabs = (
            (self.layers, "mdi6.layers-outline"),
            (self.data, "mdi6.database-outline"),
            (self.object, "mdi6.office-building-outline"),
            (self.bookmarks, "mdi6.bookmark-outline"),
            (self.assets, "mdi6.map-marker-plus-outline"),
            (self.light, "mdi6.weather-sunny"),
            (self.changes, "mdi6.compare"),
            (self.singles, "mdi6.cube-outline"),
        )
        self._is_closed = False
        self._datasets: tuple[Dataset, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFILL_MS)
        self._later.timeout.connect(self.refill)
        for panel, sign in self._tabs:
            view.add_panel(panel, "", icon(sign))
        self._connect()
        self.retranslate()
        theme().changed.connect(self._restyle)
        parent.installEventFilter(self)

    def _connect(self) -> None:
        view, layers, light = self._view, self.layers, self.light
        layers.visible_changed.connect(
            lambda name, is_on: view.layers.set_visible(name, is_visible=is_on)
        )
        layers.opacity_changed.connect(
            lambda name, percent: view.layers.set_opacity(name, percent / WHOLE)
        )
        layers.attribute_requested.connect(view.sights.choose)
        layers.cloud_mode_requested.connect(view.sights.color_cloud_by)
        light.sun_requested.connect(self._light)
        light.cut_requested.connect(self._cut)
        self.object.color_requested.connect(view.sights.color_by)
        self.bookmarks.add_requested.connect(view.save_bookmark)
        self.assets.add_requested.connect(lambda: view.set_tool(Tool.ASSET))
        view.layers.changed.connect(self.refill_soon)

    def close(self) -> None:
        """End the timer; what changes later is passed over."""
        self._is_closed = True
        self._later.stop()

    # ---- what is shown -------------------------------------------------------------------------
    def serve(self, data: TwinData | None) -> None:
        """Let panels show what is in a new scene, and have it done there what they ask for."""
        if data is None:
            return
        book = self._view.layers
        data.changes.serve(self.changes)
        data.changes.began.connect(lambda: book.set_visible("changes", is_visible=True))
        data.changes.removed.connect(lambda: book.set_visible("changes", is_visible=False))
        data.objects.serve(self.singles)

    def show_data(self, datasets: Sequence[Dataset], activity: Activity | None) -> None:
        """Show the data sets of the library."""
        self._datasets = tuple(datasets)
        self.data.show_datasets(datasets)
        self.data.show_activity(activity)
        self.refill_soon()

    def show_bookmarks(self, bookmarks: Sequence[TwinBookmark]) -> None:
        """Show the views that are kept."""
        self.bookmarks.show_bookmarks(bookmarks, self._view.time_zone)

    def show_assets(self, assets: Sequence[PlacedAsset]) -> None:
        """Show the things that were placed."""
        self.assets.show_assets(assets, self._view.time_zone)

    def refill_soon(self) -> None:
        """Look again at what the view has; many calls make one look."""
        if not self._is_closed and not self._later.isActive():
            self._later.start()

    def refill(self) -> None:
        """Show layers, colours and light as they are in the view."""
        book, sights = self._view.layers, self._view.sights
        there = {one.kind for one in self._datasets if one.is_visible}
        lack = self.tr("Dafür sind noch keine Daten da.")
        self.layers.show_layers(
            [
                TwinLayer(
                    name,
                    book.is_visible(name),
                    round(book.opacity(name) * WHOLE),
                    lack if name in _NEEDS and not _NEEDS[name] & there else "",
                    name not in _SOLID,
                )
                for name in LAYERS
            ]
        )
        choices, chosen = sights.choices()
        self.layers.offer_attributes([Choice(key, text) for key, text in choices if key], chosen)
        self.layers.offer_cloud_modes(self._modes(), sights.cloud_mode)
        self._tell_sun()

    def _modes(self) -> list[Choice]:
        return [
            Choice(ColorBy.COLOR.value, self.tr("Farben des Scanners")),
            Choice(ColorBy.CLASS.value, self.tr("Klasse")),
            Choice(ColorBy.INTENSITY.value, self.tr("Stärke des Echos")),
            Choice(ColorBy.HEIGHT.value, self.tr("Höhe")),
        ]

    def show_object(
        self,
        one: CityObject | None,
        hit: Hit | None,
        own: Mapping[str, FactValue],
        assets: Sequence[PlacedAsset],
    ) -> None:
        """Show what is known of a chosen building.

        Args:
            one: The building; None for no choice.
            hit: Where it was met.
            own: What tables of one's own say of it.
            assets: All placed things.
        """
        if one is None or hit is None:
            self.object.show_object(None)
            return
        title, used = title_of(one)
        names = {each.id: on_screen(each.name) for each in self._datasets}
        rest: dict[str, Value] = {
            name: value
            for name, value in one.attributes.items()
            if name != used and name not in own
        }
        sheet = ObjectSheet(
            one.id,
            title,
            names.get(hit.dataset, ""),
            rest,
            dict(own),
            self._points_near(hit),
            [asset.name for asset in assets if asset.object_id == one.id],
        )
        self.object.show_object(sheet)

    def _points_near(self, hit: Hit) -> list[tuple[str, str]]:
        """Return id and name of the data points that hang on a building or beside it."""
        scenery = self._view.scenery
        if scenery is None:
            return []
        live = scenery.live
        ids, places = live.drawn()
        if not len(places):
            return []
        away = np.linalg.norm(places[:, :2] - hit.place[:2], axis=1)
        near = [ids[row] for row in np.argsort(away) if away[row] <= _NEAR_M]
        points = [one for device in near[:_MOST] for one in live.model.points_of(device)]
        return [(str(one.id), one.name.in_language(language())) for one in points]

    def open(self, panel: QWidget) -> None:
        """Bring a panel into sight."""
        self._view.open_panel()
        self._view.choose_panel(panel)

    # ---- light and cuts ------------------------------------------------------------------------
    def _light(self, moment_us: int | None) -> None:
        self._view.sights.set_sun(moment_us)
        self._tell_sun()

    def _tell_sun(self) -> None:
        at_us, scenery = self._view.sights.sun_us, self._view.scenery
        self.light.set_zone(self._view.time_zone)
        if at_us is None or scenery is None:
            self.light.show_sun(None)
            return
        sun = sun_over(scenery.stage.frame, at_us)
        local = datetime.fromtimestamp(at_us / 1e6, ZoneInfo(self._view.time_zone))
        self.light.show_moment(local)
        self.light.show_sun(sun.azimuth, sun.elevation)

    def _cut(self, cut: Cut) -> None:
        self._view.sights.set_section(self._section(cut))

    def _section(self, cut: Cut) -> Section | None:
        """Return a cut through what is in the middle of the picture."""
        scenery = self._view.scenery
        if scenery is None or cut.kind == "none":
            return None
        middle = scenery.stage.frame.to_world(scenery.middle())
        east, north, height = (float(part) for part in middle)
        if cut.kind == "level":
            top = height + _LOW_M + cut.place * (_HIGH_M - _LOW_M)
            return SectionPlane((east, north, top), (0.0, 0.0, -1.0))
        if cut.kind == "plane":
            turn = np.radians(cut.turn)
            way = (float(np.sin(turn)), float(np.cos(turn)))
            ahead = (2 * cut.place - 1) * _REACH_M
            place = (east + way[0] * ahead, north + way[1] * ahead, height)
            return SectionPlane(place, (way[0], way[1], 0.0))
        half = max(20.0, cut.place * _REACH_M)
        high = _HIGH_M + half
        return SectionBox((east, north, height), (2 * half, 2 * half, 2 * high), float(cut.turn))

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Set titles again; panels hear of the language themselves."""
        names = (
            self.tr("Ebenen"),
            self.tr("Daten"),
            self.tr("Gebäude"),
            self.tr("Ansichten"),
            self.tr("Geräte"),
            self.tr("Licht und Schnitt"),
            self.tr("Vergleich"),
            self.tr("Einzelne Objekte"),
        )
        for (panel, _), text in zip(self._tabs, names, strict=True):
            self._view.name_panel(panel, text)
        self.refill()

    def _restyle(self) -> None:
        for panel, sign in self._tabs:
            self._view.dress_panel(panel, icon(sign))
