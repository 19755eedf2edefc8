"""What a person does in the scene: choosing, going somewhere, asking, in intents and flights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.points import PointId
from app.domain.twins import Spot
from app.services.maps.crs import coordinate_texts
from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.picking import Hit, HitKind
from twin_viewer.tools.cards import attribute_name, attribute_text, title_of
from twin_viewer.tools.commands import Tool
from twin_viewer.tools.menus import PlaceActs, place_menu
from twin_viewer.tools.readouts import height_text, location_of
from twin_viewer.views.data import TwinData
from twin_viewer.views.sceneries import Scenery
from twin_viewer.views.stagings import Staging
from widgets.texts import language


@dataclass(frozen=True, slots=True)
class AssetPlace:
    """Where a person wants to place a device or an asset.

    Attributes:
        spot: East, north and height in EPSG:25832.
        panorama: Id of the photograph it was shown in; empty for the scene.
        object_id: Id of the building it hangs on; empty for none.
    """

    spot: Spot
    panorama: str = ""
    object_id: str = ""


class Host(Protocol):
    """The view as its acts see it."""

    @property
    def scenery(self) -> Scenery | None:
        """The scene and what belongs to it; None while there is none."""
        ...

    @property
    def data(self) -> TwinData | None:
        """What of the library is in the scene; None without a library."""
        ...

    staging: Staging

    def set_tool(self, tool: Tool) -> None:
        """Set what a click means."""
        ...


class TwinActs(QObject):
    """Carries out what the parts of the view ask for; what concerns others becomes an intent.

    Args:
        view: The view.
        parent: Owner, and the widget whose menus these are.

    Attributes:
        selected: Ids of the points that are selected.
        is_following: True while the camera goes to what is selected.

    Signals:
        points_selected: Ids of points (list of str).
        trend_requested: Ids of points (list of str).
        map_requested: Ids of points (list of str).
        why_requested: Explain this point (its id).
        asset_requested: A device or an asset shall be placed (`AssetPlace`).
        message_requested: A sentence for the notification strip.
    """

    points_selected = Signal(list)
    trend_requested = Signal(list)
    map_requested = Signal(list)
    why_requested = Signal(str)
    asset_requested = Signal(object)
    message_requested = Signal(str)

    def __init__(self, view: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._parent = parent
        self.selected: list[str] = []
        self._wanted: list[str] = []
        self.is_following = False

    # ---- choosing ------------------------------------------------------------------------------
    def show_selection(self, point_ids: Sequence[str]) -> int:
        """Mark what is selected; go there while the camera follows. Return how many devices."""
        scenery = self._view.scenery
        is_other = set(point_ids) != set(self.selected)
        self.selected = list(point_ids)
        if scenery is None:
            return 0
        scenery.pointing.show_selection(list(point_ids))
        scenery.live.select(point_ids)
        if is_other and self.is_following and not scenery.is_in_sight(point_ids):
            scenery.go_to_points(point_ids)
        return len(scenery.live.model.device_rows(PointId(one) for one in point_ids))

    def clear(self) -> None:
        """Select nothing."""
        self.points_selected.emit([])

    def set_following(self, *, is_following: bool) -> None:
        """Follow the selection with the camera, or no longer."""
        self.is_following = is_following
        scenery = self._view.scenery
        if is_following and scenery is not None and not scenery.is_in_sight(self.selected):
            scenery.go_to_points(self.selected)

    # ---- going somewhere -----------------------------------------------------------------------
    def show_points(self, point_ids: Sequence[str]) -> None:
        """Fly to where some points are."""
        scenery = self._view.scenery
        if scenery is None:
            self._wanted = list(point_ids)  # the page was opened for this: its scene comes
        elif point_ids and not scenery.go_to_points(point_ids):
            words = QCoreApplication.translate("twin", "Von dieser Auswahl ist kein Ort bekannt.")
            self.message_requested.emit(words)

    def go_on(self) -> None:
        """Fly where somebody wanted to go before there was a scene."""
        wanted, self._wanted = self._wanted, []
        self.show_points(wanted)

    def go_home(self) -> None:
        """Show the whole city, also from data that lie elsewhere."""
        if self._view.staging.abroad is not None:
            self._view.staging.move_to(None)
        elif self._view.scenery is not None:
            self._view.scenery.fly_to(self._view.scenery.pilot.home())

    def turn_panorama(self, *, is_on: bool) -> None:
        """Open the photograph nearest to what is seen, or leave it."""
        scenery = self._view.scenery
        if scenery is not None and is_on:
            self.open_panorama(scenery.middle())
        elif scenery is not None:
            scenery.panorama.leave()

    def open_panorama(self, place: Doubles) -> None:
        """Open the photograph nearest to a place of the scene."""
        scenery = self._view.scenery
        if scenery is not None and not scenery.panorama.enter(scenery.panorama.nearest(place)):
            words = QCoreApplication.translate("twin", "Hier gibt es keine Straßenfotos.")
            self.message_requested.emit(words)

    # ---- asking --------------------------------------------------------------------------------
    def ask_why(self, device_id: str) -> None:
        """Ask why the worst value of a device is as it is."""
        scenery = self._view.scenery
        if scenery is None:
            return
        facts = scenery.live.model.hover_facts(device_id)
        points = scenery.pointing.points_of(device_id)
        if facts is not None and facts.lines:
            self.why_requested.emit(str(facts.lines[0].point))
        elif points:
            self.why_requested.emit(points[0])

    def copy(self, text: str) -> None:
        """Copy a text, and say so."""
        QGuiApplication.clipboard().setText(text)
        words = QCoreApplication.translate("twin", "Kopiert: {0}")
        self.message_requested.emit(words.format(text.partition("\n")[0]))

    def copy_object(self, hit: Hit) -> None:
        """Copy all that is known of a city object, a line each."""
        data = self._view.data
        one = None if data is None else data.object_of(hit)
        if one is None:
            return
        title, _ = title_of(one)
        lines = [
            f"{attribute_name(name)}\t{attribute_text(name, value)}"
            for name, value in one.attributes.items()
        ]
        self.copy("\n".join((title, f"ID\t{one.id}", *lines)))

    def place_asset(self, place: Doubles, *, hit: Hit | None = None) -> None:
        """Ask for a device or an asset to be placed at a place of the scene."""
        scenery = self._view.scenery
        if scenery is None:
            return
        east, north, height = scenery.stage.frame.to_world(place).tolist()
        panorama = scenery.panorama.pose_id
        is_building = hit is not None and hit.kind is HitKind.BUILDING
        owner = hit.id if hit is not None and is_building else ""
        self.asset_requested.emit(AssetPlace(Spot(east, north, height), panorama, owner))

    def place_on(self, hit: Hit) -> None:
        """Ask for a device or an asset to be placed where was clicked; once is enough."""
        self._view.set_tool(Tool.POINT)
        self.place_asset(hit.place, hit=hit)

    def place_in_photo(self, world: Doubles) -> None:
        """The same where a photograph was clicked: float64 (3,), EPSG:25832 and height."""
        scenery = self._view.scenery
        if scenery is not None:
            self._view.set_tool(Tool.POINT)
            self.place_asset(world - scenery.stage.frame.to_world(np.zeros(3)))

    # ---- menu ----------------------------------------------------------------------------------
    def open_menu(self, hit: Hit | None, at: QPoint) -> None:
        """Open the menu of a place."""
        scenery = self._view.scenery
        if scenery is not None:
            menu = place_menu(self.acts_at(hit), self._parent)
            menu.popup(scenery.canvas.mapToGlobal(at))

    def acts_at(self, hit: Hit | None) -> PlaceActs:
        """Return what can be done with what lies at a place."""
        scenery, data = self._view.scenery, self._view.data
        if hit is None or scenery is None:
            return PlaceActs()
        is_device = hit.kind is HitKind.SENSOR
        points = scenery.pointing.points_of(hit.id) if is_device else []
        is_object = hit.kind in {HitKind.BUILDING, HitKind.OBJECT}
        has_photos = data is not None and bool(data.poses)
        return PlaceActs(
            why=(lambda: self.ask_why(hit.id)) if is_device else None,
            trend=(lambda: self.trend_requested.emit(points)) if points else None,
            map=(lambda: self.map_requested.emit(points)) if points else None,
            closer=lambda: scenery.go_to_place(hit.place),
            panorama=(lambda: self.open_panorama(hit.place)) if has_photos else None,
            measure=lambda: self._measure_from(scenery, hit.place),
            asset=lambda: self.place_asset(hit.place, hit=hit),
            copy_object=(lambda: self.copy_object(hit)) if is_object else None,
            copy_texts={
                text: lambda text=text: self.copy(text)  # type: ignore[misc]  # bound by default
                for text in self._written(scenery, hit.place)
            },
        )

    def _measure_from(self, scenery: Scenery, place: Doubles) -> None:
        """Set a corner; with no measuring tool in hand, one of a distance."""
        sketches = scenery.pointing.sketches
        if not sketches.tool.is_measuring:
            self._view.set_tool(Tool.DISTANCE)
        sketches.add_place(np.asarray(place, np.float64))

    def _written(self, scenery: Scenery, place: Doubles) -> Iterable[str]:
        """Return a place as people write it, with its height."""
        world = scenery.stage.frame.to_world(place)
        mark, east = (".", "E") if language() == "en" else (",", "O")
        height = height_text(float(world[2]), scenery.height_reference)
        texts = coordinate_texts(location_of(world), mark, east)
        return [f"{text} {height}" for text in texts if text]
