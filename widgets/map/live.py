"""The living map: joins the map model (what the city is) to the stage (what the page is told)."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from shapely.geometry.base import BaseGeometry

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.maps import Box, LayerKind, MapLayer
from app.domain.points import PointId
from app.services.maps.changes import MapChanges
from app.services.maps.extents import area_of
from app.services.maps.legends import LegendEntry, legend_of
from app.services.maps.model import MapModel
from app.services.maps.sources import MapSource, Rank
from app.services.states import CityState
from widgets.map.canvas import MapCanvas
from widgets.map.stage import MapStage
from widgets.map.surfaces import SURFACE, SurfaceMaker
from widgets.texts import language

POINTS: Final = "points"
ALARMS: Final = "alarms"
_DISTRICTS: Final = "base-districts"


class LiveMap(QObject):
    """Feeds the stage from the model. What a person chose stays when the city is set again.

    Args:
        canvas: What draws the map.
        parent: Owner.

    Attributes:
        model: What the city is.
        stage: What the page is told.
        surfaces: Makes the surface between sensors.
        layers: The layers as they are arranged, lowest first.
        file_kinds: What the features of layers out of files look like, by layer; for the legend.
        brought: What the signs of layers mean that others feed, by layer.

    Signals:
        shown: Something that a table or a legend tells is another.
    """

    shown = Signal()

    def __init__(self, canvas: MapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = MapModel()
        self.stage = MapStage(canvas, self)
        self.surfaces = SurfaceMaker(self.model, self.stage, self)
        self.layers: tuple[MapLayer, ...] = ()
        self.file_kinds: dict[str, frozenset[str]] = {}
        self.brought: dict[str, tuple[LegendEntry, ...]] = {}
        self._visible: frozenset[str] | None = None
        self._value = ""
        self._ranks: frozenset[Rank] | None = None
        self._windows: tuple[MaintenanceWindow, ...] = ()
        self._area: BaseGeometry | None = None
        self._alarms: MapSource | None = None
        self.surfaces.made.connect(self.shown)

    def close(self) -> None:
        """End the thread of the surfaces; the page is told nothing any more."""
        self.surfaces.close()
        self.stage.close()

    # ---- what is shown -------------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Show another city; its layers must be set afterwards."""
        model, stage = self.model, self.stage
        model.set_city(city)
        model.set_language(language())
        model.set_windows(self._windows)
        model.filter_states(self._ranks)
        if self._is_offered(self._value):
            model.choose_value(self._value)
        self._visible = None  # the model has forgotten what is visible
        self._alarms = None
        stage.set_language(language())
        stage.set_bounds(model.home_box())
        stage.set_online(city.map.online)
        self.surfaces.forget()

    def set_rules(self, city: City) -> None:
        """Judge the same points by other rules."""
        self.model.set_rules(city)
        self.surfaces.forget()  # limits may end its scale elsewhere
        self._renew()

    def set_ground(self, sources: Sequence[MapSource]) -> None:
        """Draw a base map; surfaces are cut out of its districts."""
        self.stage.set_ground(sources)
        found = next((one for one in sources if one.id == _DISTRICTS), None)
        self._area = None if found is None else area_of(found.data)
        self.model.set_clip(self._area)
        self.surfaces.forget()
        self.surfaces.plan()

    @property
    def home(self) -> Box | None:
        """Where the whole city is: its districts, else what its profile or its devices say."""
        box, area = self.model.home_box(), self._area
        if area is None or area.is_empty:
            return box
        districts = Box(*area.bounds)
        middle = districts.center
        is_here = box is None or box.holds(middle.longitude, middle.latitude)
        return districts if is_here else box

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Show where maintenance is announced."""
        self._windows = tuple(windows)
        self.model.set_windows(self._windows)
        self._renew()

    def set_layers(self, layers: Sequence[MapLayer]) -> None:
        """Arrange the layers, lowest first."""
        self.layers = tuple(layers)
        self.stage.set_layers(self.layers)
        visible = frozenset(layer.id for layer in self.layers if layer.is_visible)
        self.surfaces.set_wanted(is_wanted=self._wants_surface())
        if visible == self._visible:
            self.shown.emit()
            return
        self._visible = visible
        self.model.set_visible(visible)
        self._renew()

    @property
    def value(self) -> str:
        """Type of the measured quantity that is shown, or will be once a city has it."""
        return self._value or self.model.values.type

    def choose_value(self, point_type: str) -> None:
        """Show another measured quantity as numbers, heat map and surface.

        One that the city does not have is shown once a city has it.
        """
        self._value = point_type
        if self._is_offered(point_type) and point_type != self.model.values.type:
            self.model.choose_value(point_type)
            self.surfaces.forget()
            self._renew()

    def _is_offered(self, point_type: str) -> bool:
        return any(choice.type == point_type for choice in self.model.value_choices())

    def filter_states(self, ranks: Collection[Rank] | None) -> None:
        """Show only devices in these states; None for all."""
        self._ranks = None if ranks is None else frozenset(ranks)
        self.model.filter_states(self._ranks)
        self._renew()

    def show_state(self, state: CityState) -> None:
        """Show a state, live or of the past."""
        self._apply(self.model.show_state(state))
        self.surfaces.plan()
        self.shown.emit()

    def select(self, point_ids: Iterable[str]) -> None:
        """Mark the devices of some points."""
        rows = self.model.device_rows(PointId(one) for one in point_ids)
        self.stage.select(POINTS, rows)

    def use_language(self) -> None:
        """Write names and numbers in the language of the screen."""
        self.model.set_language(language())
        self.stage.set_language(language())
        self._renew()

    def _renew(self) -> None:
        self._apply(self.model.refresh())
        self.surfaces.plan()
        self.shown.emit()

    def _apply(self, changes: MapChanges) -> None:
        for source in changes.sources:
            self.stage.set_source(source)
            if isinstance(source, MapSource) and source.id == ALARMS:
                self._alarms = source
        for rows in changes.states:
            self.stage.set_states(rows)

    # ---- what is said of it --------------------------------------------------------------------
    def legend(self) -> tuple[LegendEntry, ...]:
        """Return what stands for what on the map as it is."""
        return legend_of(self.layers, self.model, self.file_kinds, self.brought)

    def attributions(self) -> list[str]:
        """Return whose data are seen."""
        shown = [layer for layer in self.layers if layer.is_visible]
        texts = [layer.attribution for layer in reversed(shown) if layer.attribution]
        if any(layer.kind is LayerKind.BASE for layer in shown):
            texts.append(self.model.city.map.attribution)
        return [text for text in texts if text]

    def surface_trouble(self) -> str:
        """Return why the surface that is wanted cannot be shown; empty where it can."""
        return self.model.surface_trouble() if self._wants_surface() else ""

    def _wants_surface(self) -> bool:
        return any(one.id == SURFACE and one.is_visible for one in self.layers)

    # ---- who is where --------------------------------------------------------------------------
    def is_in_sight(self, point_ids: Iterable[str]) -> bool:
        """Tell whether all devices of some points are seen; also where nobody knows any place."""
        camera, devices = self.stage.camera, self.model.devices.all
        rows = self.model.device_rows(PointId(one) for one in point_ids)
        spots = [spot for row in rows if (spot := devices[row].spot) is not None]
        if not spots:
            return True
        return camera is not None and all(
            camera.box.holds(spot.longitude, spot.latitude) for spot in spots
        )

    def devices_of(self, source: str, ids: Iterable[object]) -> list[str]:
        """Return the devices that features of devices or alarms stand for, each of them once."""
        numbers = [one for one in ids if isinstance(one, int) and not isinstance(one, bool)]
        if source == ALARMS:
            rows = self._alarm_rows()
            numbers = [rows[one] for one in numbers if one in rows]
        devices = self.model.devices.all
        known = dict.fromkeys(row for row in numbers if 0 <= row < len(devices))
        return [str(devices[row].id) for row in known]

    def _alarm_rows(self) -> dict[int, int]:
        """Return the rows of the devices of the alarms that are drawn, by the alarms' ids."""
        if self._alarms is None:
            return {}
        features = json.loads(self._alarms.data)["features"]
        return {one["id"]: one["properties"]["i"] for one in features}
