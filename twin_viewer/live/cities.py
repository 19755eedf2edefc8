"""The living twin: joins the model of the map (what the city is) to the layer of its devices."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.maps import LayerKind, MapLayer
from app.domain.points import PointId
from app.domain.texts import Text
from app.services.maps.legends import LegendEntry, Sign, legend_of
from app.services.maps.model import MapModel
from app.services.maps.sources import Rank, StateRows
from app.services.states import CityState
from twin_viewer.live.chips import AlarmChips
from twin_viewer.live.looks import rank_looks, value_looks
from twin_viewer.live.places import DevicePlaces, Terrain, places_of
from twin_viewer.model.frames import Doubles, Floats, SceneFrame
from twin_viewer.rendering.layers.sensors import SensorLayer
from twin_viewer.rendering.scenes import Act
from widgets.texts import language
from widgets.theme import theme

PACE_MS: Final = 100
"""Devices are coloured anew at most ten times a second."""

_POINTS: Final = MapLayer("points", Text("Sensoren", "Sensors"), LayerKind.POINTS)
_ALARMS: Final = MapLayer("alarms", Text("Alarme", "Alarms"), LayerKind.ALARMS)
_VALUES: Final = MapLayer("values", Text("Messwerte", "Values"), LayerKind.VALUES)


class Staged(Protocol):
    """What draws the scene."""

    @property
    def frame(self) -> SceneFrame:
        """Origin of the scene."""
        ...

    def do(self, act: Act, *, redraw: bool = True) -> None:
        """Have something done to the scene."""
        ...


PutSpots = Callable[[Sequence[str], Doubles], None]
"""Takes ids and places (float64 (N, 3), metres of the scene) of what can be pointed at."""


class LiveTwin(QObject):
    """Shows the devices of a city in the scene. One device is one disc, as on the map.

    Args:
        stage: What draws the scene.
        terrain: How high the ground is.
        parent: Owner.

    Attributes:
        model: What the city is, as the map has it.
        layer: The discs.
        chips: The alarm glyphs.
        ground: Height of the ground where no terrain is known, m of the scene.
        put_spots: Told where devices can be pointed at.

    Signals:
        shown: Something that a card or a legend tells is another.
    """

    shown = Signal()

    def __init__(self, stage: Staged, terrain: Terrain, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._terrain = terrain
        self.model = MapModel()
        self.layer = SensorLayer()
        self.chips = AlarmChips()
        self.ground = 0.0
        self.put_spots: PutSpots = lambda _ids, _places: None
        self._value = ""
        self._fields: frozenset[str] | None = None
        self._windows: tuple[MaintenanceWindow, ...] = ()
        self._is_visible = True
        self._is_staged = False
        self._standing = DevicePlaces(np.zeros(0, np.int64), np.zeros((0, 2)))
        self._numbers: dict[str, int] = {}
        self._places: Floats = np.zeros((0, 3), np.float32)
        self._ids: tuple[str, ...] = ()
        self._columns: NDArray[np.uint8] = np.zeros((0, 2), np.uint8)
        self._last: tuple[NDArray[np.uint8], Floats] | None = None
        self._selected: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PACE_MS)
        self._timer.timeout.connect(self._settle)
        self._is_due = False
        theme().changed.connect(self._repaint)

    def close(self) -> None:
        """Stop; the stage is told nothing any more."""
        theme().changed.disconnect(self._repaint)
        self._timer.stop()
        self._is_staged = False

    # ---- what is shown -------------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Show another city."""
        self.model.set_city(city)
        self.model.set_language(language())
        self.model.set_windows(self._windows)
        self.model.set_visible(())  # nothing of the map's own drawings is needed here
        if self._value and any(one.type == self._value for one in self.model.value_choices()):
            self.model.choose_value(self._value)
        devices = self.model.devices
        self._standing = places_of(devices, self._stage.frame)
        self._ids = tuple(str(devices.all[row].id) for row in self._standing.rows.tolist())
        self._numbers = {name: number for number, name in enumerate(self._ids)}
        self._columns = np.zeros((len(devices), 2), np.uint8)
        self._columns[:, 0] = Rank.STALE
        self._selected = ()
        self._last = None
        self._stand(self._standing.feet(self._terrain, self.ground), is_other=True)

    def set_rules(self, city: City) -> None:
        """Judge the same points by other rules."""
        self.model.set_rules(city)
        self._take(self.model.refresh().states)

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Take where maintenance is announced."""
        self._windows = tuple(windows)
        self.model.set_windows(self._windows)

    def renew_places(self) -> None:
        """Put the devices on the ground again: more of the terrain is known."""
        self._stand(self._standing.feet(self._terrain, self.ground))

    def _stand(self, feet: Floats, *, is_other: bool = False) -> None:
        places = self._standing.raised(feet)
        if not is_other and np.array_equal(places, self._places):
            self._show()
            return
        self._places = places
        self.chips.set_places(self._ids, places)
        self._last = None
        layer, ids, selected = self.layer, self._ids, self._selected
        is_new = not self._is_staged
        self._is_staged = True
        if is_new:
            self._stage.do(lambda scene: scene.put(layer), redraw=False)
        self._stage.do(lambda _: layer.set_places(ids, places, feet), redraw=False)
        if selected:
            self._stage.do(lambda _: layer.set_selected(selected), redraw=False)
        self._show()

    def show_state(self, state: CityState) -> None:
        """Show a state, live or of the past."""
        self._take(self.model.show_state(state).states)
        self.shown.emit()

    def choose_value(self, point_type: str) -> None:
        """Colour devices by a measured quantity (type of its points); empty for their states."""
        self._value = point_type
        if point_type and any(one.type == point_type for one in self.model.value_choices()):
            self.model.choose_value(point_type)
        self._show()
        self.shown.emit()

    @property
    def value(self) -> str:
        """Type of the quantity devices are coloured by; empty for their states."""
        return self._value

    def filter_fields(self, fields: Collection[str] | None) -> None:
        """Show devices of these fields of action only; None for all."""
        self._fields = None if fields is None else frozenset(fields)
        self._show()

    def set_visible(self, *, is_visible: bool) -> None:
        """Switch the devices on or off."""
        self._is_visible = self.chips.is_visible = is_visible
        layer = self.layer
        self._stage.do(lambda _: layer.show(is_visible=is_visible))
        self._tell_spots()

    def select(self, point_ids: Iterable[str]) -> None:
        """Draw a ring round the devices of some points."""
        devices = self.model.devices.all
        rows = self.model.device_rows(PointId(one) for one in point_ids)
        selected = tuple(str(devices[row].id) for row in rows)
        if selected != self._selected:
            self._selected = selected
            layer = self.layer
            self._stage.do(lambda _: layer.set_selected(selected))

    def use_language(self) -> None:
        """Write names and numbers in the language of the screen."""
        self.model.set_language(language())
        self.shown.emit()

    # ---- what is asked -------------------------------------------------------------------------
    def place_of(self, device_id: str) -> Doubles | None:
        """Return where a device is drawn, float64 (3,), metres of the scene; None for nowhere."""
        number = self._numbers.get(device_id)
        return None if number is None else self._places[number].astype(np.float64)

    def middle(self) -> tuple[float, float] | None:
        """Return where most devices stand, east and north, m; None where there are none."""
        flat = self._standing.flat
        if not len(flat):
            return None
        # np.median would load numpy.ma, which stops the window for some 30 ms.
        east, north = np.sort(flat, axis=0)[len(flat) // 2].tolist()
        return east, north

    def places_of_points(self, point_ids: Iterable[str]) -> Doubles:
        """Return where the devices of some points are drawn, float64 (K, 3)."""
        devices = self.model.devices.all
        rows = self.model.device_rows(PointId(one) for one in point_ids)
        found = [self.place_of(str(devices[row].id)) for row in rows]
        known = [place for place in found if place is not None]
        return np.array(known, np.float64).reshape(-1, 3)

    def points_near(self, place: Doubles, radius: float) -> list[tuple[str, str]]:
        """Return id and name of the points whose devices are near a place, the nearest first.

        Args:
            place: float64 (3,), metres of the scene.
            radius: How near, m, as seen from above.
        """
        away = np.linalg.norm(self._places[:, :2] - place[:2], axis=1)
        rows = [row for row in np.argsort(away).tolist() if away[row] <= radius]
        return [
            (str(point.id), point.name.in_language(language()))
            for row in rows
            for point in self.model.points_of(self._ids[row])
        ]

    def drawn(self) -> tuple[tuple[str, ...], Doubles]:
        """Return ids and places, float64 (K, 3), of the devices that are shown."""
        if not self._is_visible:
            return (), np.zeros((0, 3))
        rows = np.flatnonzero(self._shown())
        return tuple(self._ids[row] for row in rows), self._places[rows].astype(np.float64)

    def rank_of(self, device_id: str) -> Rank:
        """Return how bad a device is."""
        return self.model.rank_of(device_id)

    def legend(self) -> tuple[LegendEntry, ...]:
        """Return what stands for what; nothing while the devices are switched off."""
        if not self._is_visible:
            return ()
        layers = (_POINTS, _ALARMS, _VALUES) if self._value else (_POINTS, _ALARMS)
        entries = legend_of(layers, self.model)
        return tuple(one for one in entries if one.sign is not Sign.CLUSTER)

    # ---- making --------------------------------------------------------------------------------
    def _take(self, states: Iterable[StateRows]) -> None:
        """Take the ranks that are new; the model says only what changed."""
        for rows in states:
            if rows.source == _POINTS.id:
                values = np.asarray(rows.values, np.uint8).reshape(-1, 2)
                self._columns[np.asarray(rows.ids, np.int64)] = values
        self._show()

    def _show(self) -> None:
        """Colour at once, or when the pace allows it."""
        if self._timer.isActive():
            self._is_due = True
            return
        if self._repaint():
            self._timer.start()

    def _settle(self) -> None:
        if self._is_due:
            self._is_due = False
            self._show()

    def _repaint(self) -> bool:
        """Colour the devices; tell whether anything looks other than before."""
        if not self._is_staged:
            return False
        rgba, scale = self._looks()
        last = self._last
        if last is not None and np.array_equal(rgba, last[0]) and np.array_equal(scale, last[1]):
            return False
        self._last = (rgba, scale)
        self._tell_spots()
        layer = self.layer
        self._stage.do(lambda _: layer.set_states(rgba, scale))
        return True

    def _looks(self) -> tuple[NDArray[np.uint8], Floats]:
        tokens, rows = theme().tokens, self._standing.rows
        columns = self._columns[rows]
        rgba, scale = rank_looks(columns[:, 0], columns[:, 1], tokens)
        self._colour_values(rgba, scale)
        is_shown = self._shown()
        scale[~is_shown] = 0.0
        self.chips.set_states(np.where(is_shown, columns[:, 0], 0).astype(np.uint8), columns[:, 1])
        return rgba, scale

    def _colour_values(self, rgba: NDArray[np.uint8], scale: Floats) -> None:
        model, state = self.model, self.model.state
        values = model.values
        if not self._value or state is None or values.type != self._value:
            return
        values.fit(state)
        if values.scale is None:
            return
        owners = model.devices.device_of[values.rows]
        place_of_device = np.full(len(model.devices), -1, np.int64)
        place_of_device[self._standing.rows] = np.arange(len(self._standing.rows))
        numbers = place_of_device[owners]
        shares = values.scale.shares(values.known(state))
        is_drawn = numbers >= 0
        value_looks(rgba, scale, numbers[is_drawn], shares[is_drawn], theme().tokens)

    def _shown(self) -> NDArray[np.bool_]:
        """Tell which of the devices with a place are shown, bool (K,)."""
        if self._fields is None:
            return np.ones(len(self._ids), np.bool_)
        devices, fields = self.model.devices.all, self._fields
        rows = self._standing.rows.tolist()
        return np.array([str(devices[row].field) in fields for row in rows], np.bool_)

    def _tell_spots(self) -> None:
        self.put_spots(*self.drawn())
