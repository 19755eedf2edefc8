"""The living map: joins the map model (what the city is) to the stage (what the page is told)."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.maps import LayerKind, MapLayer
from app.domain.points import Location, PointId
from app.services.maps.changes import MapChanges
from app.services.maps.extents import area_of
from app.services.maps.legends import LegendEntry, legend_of
from app.services.maps.model import MapModel
from app.services.maps.sources import MapSource, Rank
from app.services.maps.surfaces import SurfaceGrid, SurfaceInputs, interpolate, surface_image
from app.services.states import CityState
from widgets.background import Background
from widgets.map.canvas import MapCanvas
from widgets.map.stage import MapStage
from widgets.texts import language
from widgets.theme import theme

POINTS: Final = "points"
_SURFACE: Final = "surface"
_SURFACE_PACE_US: Final = 30_000_000
"""A surface of live values is made anew at most twice a minute; values come no faster."""

_DISTRICTS: Final = "base-districts"


class LiveMap(QObject):
    """Feeds the stage from the model; makes surfaces beside the window.

    Args:
        canvas: What draws the map.
        parent: Owner.

    Attributes:
        model: What the city is.
        stage: What the page is told.
        layers: The layers as they are arranged, lowest first.

    Signals:
        shown: Something that a table or a legend tells is another.
    """

    shown = Signal()

    def __init__(self, canvas: MapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = MapModel()
        self.stage = MapStage(canvas, self)
        self.layers: tuple[MapLayer, ...] = ()
        self._work = Background(self, "map-surface")
        self._grid: SurfaceGrid | None = None
        self._made_of: tuple[str, int] | None = None
        self._is_making = False
        self._versions = 0
        theme().changed.connect(self._draw_surface)

    def close(self) -> None:
        """End the thread of the surfaces."""
        self._work.close()

    # ---- what is shown -------------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Show another city; its layers must be set afterwards."""
        self.model.set_city(city)
        self.model.set_language(language())
        self.stage.set_language(language())
        self.stage.set_bounds(self.model.home_box())
        self.stage.set_online(city.map.online)
        self._forget_surface()

    def set_rules(self, city: City) -> None:
        """Judge the same points by other rules."""
        self.model.set_rules(city)
        self._renew()

    def set_ground(self, sources: Sequence[MapSource]) -> None:
        """Draw a base map; surfaces are cut out of its districts."""
        self.stage.set_ground(sources)
        found = next((one for one in sources if one.id == _DISTRICTS), None)
        self.model.set_clip(None if found is None else area_of(found.data))
        self._forget_surface()

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Show where maintenance is announced."""
        self.model.set_windows(windows)
        self._renew()

    def set_layers(self, layers: Sequence[MapLayer]) -> None:
        """Arrange the layers, lowest first."""
        before = {layer.id for layer in self.layers if layer.is_visible}
        self.layers = tuple(layers)
        visible = {layer.id for layer in self.layers if layer.is_visible}
        self.stage.set_layers(self.layers)
        if visible != before:
            self.model.set_visible(visible)
            self._renew()
        self.shown.emit()

    def choose_value(self, point_type: str) -> None:
        """Show another measured quantity as numbers, heat map and surface."""
        self.model.choose_value(point_type)
        self._forget_surface()
        self._renew()

    def filter_states(self, ranks: Collection[Rank] | None) -> None:
        """Show only devices in these states; None for all."""
        self.model.filter_states(ranks)
        self._renew()

    def show_state(self, state: CityState) -> None:
        """Show a state, live or of the past."""
        self._apply(self.model.show_state(state))
        self._plan_surface()
        self.shown.emit()

    def select(self, point_ids: Sequence[str]) -> None:
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
        self._plan_surface()
        self.shown.emit()

    def _apply(self, changes: MapChanges) -> None:
        for source in changes.sources:
            self.stage.set_source(source)
        for rows in changes.states:
            self.stage.set_states(rows)

    # ---- what is said of it --------------------------------------------------------------------
    def legend(self) -> tuple[LegendEntry, ...]:
        """Return what stands for what on the map as it is."""
        return legend_of(self.layers, self.model)

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

    def place_of(self, point_ids: Sequence[str]) -> Location | None:
        """Return the middle of some points; None where nobody knows their places."""
        box = self.model.box_of(PointId(one) for one in point_ids)
        return None if box is None else box.center

    # ---- surfaces ------------------------------------------------------------------------------
    def _wants_surface(self) -> bool:
        return any(one.kind is LayerKind.SURFACE and one.is_visible for one in self.layers)

    def _forget_surface(self) -> None:
        self._grid = self._made_of = None
        self.model.take_surface(None)
        self.stage.drop_source(_SURFACE)

    def _plan_surface(self) -> None:
        """Make the surface anew where it is wanted and its values are others."""
        if self._is_making or not self._wants_surface():
            return
        inputs = self.model.surface_inputs()
        if inputs is None:
            if self._grid is not None:
                self._forget_surface()
            return
        state = self.model.state
        moment = inputs.at_us
        if state is not None and state.is_live:
            moment -= moment % _SURFACE_PACE_US
        if (inputs.type, moment) == self._made_of:
            return
        self._made_of = (inputs.type, moment)
        self._is_making = True
        self._work.ask(self, lambda: _made(inputs), self._take_surface, self._miss_surface)

    def _take_surface(self, grid: Any) -> None:
        self._is_making = False
        if isinstance(grid, SurfaceGrid) and grid.type == self.model.values.type:
            self._grid = grid
            self.model.take_surface(grid)
            self._draw_surface()
            self.shown.emit()

    def _miss_surface(self, _reason: str) -> None:
        self._is_making = False

    def _draw_surface(self) -> None:
        """Draw the surface in the colours of the theme."""
        if self._grid is None:
            return
        tokens = theme().tokens.map
        self._versions += 1
        ramp = [_rgb(colour) for colour in tokens.ramp]
        hatch = (*_rgb(tokens.hatch), 255)
        self.stage.set_source(surface_image(self._grid, ramp, hatch, self._versions))


def _made(inputs: SurfaceInputs) -> SurfaceGrid:
    return interpolate(inputs)


def _rgb(colour: str) -> tuple[int, int, int]:
    shade = QColor(colour)
    return shade.red(), shade.green(), shade.blue()
