"""The map model: turns a city and its states into sources of features and rows of live states.

No Qt, no clock, no thread: equal calls give equal answers. It is asked by the view on its thread;
only surfaces are made elsewhere (`surfaces.interpolate`), from inputs that are given here.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

import numpy as np
from shapely.geometry.base import BaseGeometry

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.maps import Box, LayerKind, MapLayer
from app.domain.points import Point, PointId
from app.domain.samples import BoolArray, UInt8Array
from app.domain.texts import NO_TEXT
from app.services.maps.alarms import AlarmFeatures
from app.services.maps.arranging import (
    ALARMS,
    ASSETS,
    CONNECTIONS,
    HEAT,
    POINTS,
    SURFACE,
    VALUES,
    WORKS,
    layers_of,
)
from app.services.maps.changes import MapChanges, Pace, SentStates, Versions
from app.services.maps.connections import Connections
from app.services.maps.devices import Device, Devices
from app.services.maps.extents import box_around, home_box, inside
from app.services.maps.hovers import HoverFacts, hover_facts
from app.services.maps.judging import MapJudge
from app.services.maps.listing import DeviceListing
from app.services.maps.marks import DeviceMarks
from app.services.maps.sources import EMPTY_COLLECTION, MapSource, Rank, StateRows
from app.services.maps.surfaces import FEWEST, SurfaceGrid, SurfaceInputs, enough_places
from app.services.maps.tables import MapTableRows
from app.services.maps.values import ValueChoice, Values, first_choice, value_choices
from app.services.maps.works import Work, Works
from app.services.states import CityState

_NOWHERE: Final = City("", NO_TEXT, "UTC", (), (), {}, (), (), (), ())
_STATIC: Final = (POINTS, ASSETS, CONNECTIONS)
_OF_VALUES: Final = frozenset({VALUES, HEAT, SURFACE})
_MOVING: Final = (WORKS, VALUES, HEAT, ALARMS)


class MapModel:
    """The map of one city, made of its states.

    Attributes:
        city: The city; one without anything before `set_city`.
        devices: Its devices.
        values: The measured quantity of values, heat map and surface.
        surface: The surface that was made last of that quantity; None for none.
    """

    def __init__(self) -> None:
        self._language = "de"
        self._versions = Versions()
        self._clip: BaseGeometry | None = None
        self._state: CityState | None = None
        self.set_city(_NOWHERE)

    # ---- what is to be shown -------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Show another city, or the same one of a changed profile; the state must come anew."""
        self.city = city
        self.devices = Devices(city)
        self._judge = MapJudge(self.devices)
        self._layers = layers_of(city)
        self._visible = frozenset(one.id for one in self._layers if one.is_visible)
        self._in_fields = self._of_visible_fields()
        self._ranks: frozenset[Rank] | None = None
        self._with_hidden = False
        self._alarms = AlarmFeatures(self.devices, city.rules)
        self._works = Works(self.devices)
        self._connections = Connections(self.devices)
        self._listing = DeviceListing(self.devices)
        self._choices = value_choices(city)
        self.values = Values(self.devices, first_choice(city, self._choices), city.rules)
        self.surface: SurfaceGrid | None = None
        self._state = None
        self._columns: UInt8Array = np.zeros((len(self.devices), 2), np.uint8)
        self._marks: DeviceMarks | None = None
        self._pace = Pace()
        drawn = [device.row for device in self.devices.all if device.spot is not None]
        self._sent = SentStates(POINTS, ("r", "a"), np.array(drawn, np.int64))
        rows = np.arange(len(self._connections.all))
        self._sent_connections = SentStates(CONNECTIONS, ("r",), rows)

    def set_rules(self, city: City) -> None:
        """Judge the same points by other rules; ask `refresh` afterwards."""
        self.city = city
        self._judge.set_rules(city)
        self._alarms = AlarmFeatures(self.devices, city.rules)
        self.values = Values(self.devices, self.values.type, city.rules)
        if self._state is not None:
            self._take(self._state)

    def set_language(self, language: str) -> None:
        """Write names and numbers in another language; ask `refresh` afterwards."""
        if language != self._language:
            self._language = language
            self._marks = None

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Take the maintenance windows there are; ask `refresh` afterwards."""
        self._works.set_windows(windows)

    def set_clip(self, area: BaseGeometry | None) -> None:
        """Cut surfaces out of an area, such as all districts (WGS 84); None for the whole box."""
        self._clip = area

    def set_visible(self, layer_ids: Collection[str]) -> None:
        """Make features of these layers only; ask `refresh` afterwards."""
        self._visible = frozenset(layer_ids)
        self._in_fields = self._of_visible_fields()
        if self._state is not None and self._visible & _OF_VALUES:
            self.values.fit(self._state)

    def choose_value(self, point_type: str) -> None:
        """Choose the measured quantity of values, heat and surface; ask `refresh` afterwards."""
        if point_type != self.values.type:
            self.values = Values(self.devices, point_type, self.city.rules)
            self.surface = None
            if self._state is not None:
                self.values.fit(self._state)

    def filter_states(self, ranks: Collection[Rank] | None) -> None:
        """Show devices and alarms in these states only; None for all. Ask `refresh` afterwards."""
        self._ranks = None if ranks is None else frozenset(ranks)

    def show_hidden(self, *, is_shown: bool) -> None:
        """Show also alarms that are shelved, suppressed or out of service, or no longer."""
        self._with_hidden = is_shown

    # ---- what comes of it ----------------------------------------------------------------------
    def show_state(self, state: CityState) -> MapChanges:
        """Take a state, live or of the past; return what the renderer has to take."""
        is_first = self._state is None
        self._take(state)
        if is_first:
            self._pace.is_due(state.at_us, is_live=state.is_live)
            return self._changes((*_STATIC, *_MOVING), is_whole=True)
        if not self._pace.is_due(state.at_us, is_live=state.is_live):
            return self._changes((), is_whole=False)
        filtered = () if self._ranks is None else (POINTS, ASSETS)
        return self._changes((*filtered, *_MOVING), is_whole=False)

    def refresh(self) -> MapChanges:
        """Return everything as it stands: all sources of visible layers, all states."""
        return self._changes((*_STATIC, *_MOVING), is_whole=True, with_old=True)

    def _take(self, state: CityState) -> None:
        self._state = state
        self._judge.take(state)
        ranks = self.devices.worst(self._judge.ranks)
        unseen = self.devices.worst(self._judge.unseen.astype(np.uint8))
        seen = ((ranks >= Rank.LOW) & (unseen == 0)).astype(np.uint8)
        self._columns = np.column_stack([ranks, seen])
        if self._visible & _OF_VALUES:
            self.values.fit(state)

    def _changes(
        self, names: Iterable[str], *, is_whole: bool, with_old: bool = False
    ) -> MapChanges:
        sources: list[MapSource] = []
        for name in names:
            if not self._is_visible(name):
                continue
            before = self._versions.version(name)
            source = self._versions.put(name, self._features(name))
            if with_old or source.version != before:
                sources.append(source)
        return MapChanges(tuple(sources), self._states(is_whole=is_whole))

    def _states(self, *, is_whole: bool) -> tuple[StateRows, ...]:
        if self._state is None:
            return ()
        rows = [self._sent.take(self._columns, is_whole=is_whole)]
        if self._is_visible(CONNECTIONS):
            ranks = self._connections.ranks(self._judge)[:, None]
            rows.append(self._sent_connections.take(ranks, is_whole=is_whole))
        return tuple(one for one in rows if one is not None)

    def _features(self, name: str) -> bytes:
        """Return the features of a source; none of what needs a state before there is one."""
        makers: dict[str, Callable[[], bytes]] = {
            POINTS: lambda: self._device_marks().points(self._shown()),
            ASSETS: lambda: self._device_marks().assets(self._shown(with_all_fields=True)),
            CONNECTIONS: self._connections.features,
        }
        if name in makers:
            return makers[name]()
        state = self._state
        if state is None:
            return EMPTY_COLLECTION
        if name == WORKS:
            return self._works.features(self.works())
        if name == VALUES:
            return self.values.numbers(state, self._judge.ranks, self._language)
        if name == HEAT:
            return self.values.heat(state)
        return self._alarms.features(
            self._judge.alarms,
            self._language,
            ranks=self._ranks,
            with_hidden=self._with_hidden,
        )

    def _device_marks(self) -> DeviceMarks:
        if self._marks is None:
            self._marks = DeviceMarks(self.devices, self._language)
        return self._marks

    def _is_visible(self, name: str) -> bool:
        """Tell whether a source is made; that of the points always is: it holds visible fields."""
        return name == POINTS or name in self._visible

    def _shown(self, *, with_all_fields: bool = False) -> BoolArray:
        """Tell which devices are shown, bool[devices]."""
        if with_all_fields:
            shown: BoolArray = np.ones(len(self.devices), np.bool_)
        else:
            shown = self._in_fields.copy()
        if self._ranks is not None:
            shown &= np.isin(self._columns[:, 0], [int(rank) for rank in self._ranks])
        return shown

    def _of_visible_fields(self) -> BoolArray:
        """Tell which devices belong to a field that is shown, or to one without a layer."""
        layers = {one.id for one in self._layers if one.kind is LayerKind.POINTS}
        hidden = {one.partition(":")[2] for one in layers - self._visible}
        return np.array([device.field not in hidden for device in self.devices.all], np.bool_)

    # ---- what is asked -------------------------------------------------------------------------
    @property
    def language(self) -> str:
        """Language of names and numbers."""
        return self._language

    @property
    def state(self) -> CityState | None:
        """The state that is shown; None before the first."""
        return self._state

    def layers(self) -> tuple[MapLayer, ...]:
        """Return the layers there can be for the city, in default order, lowest first."""
        return self._layers

    def value_choices(self) -> tuple[ValueChoice, ...]:
        """Return the measured quantities that can be chosen, in the profile's order."""
        return self._choices

    def works(self) -> tuple[Work, ...]:
        """Return the work there is at the moment of the state, one a device."""
        if self._state is None:
            return ()
        return self._works.at(self._state.at_us, self._judge.alarms)

    def unplaced(self) -> tuple[Device, ...]:
        """Return the devices that the map cannot show: nobody knows where they are."""
        return self.devices.unplaced

    def rows(self) -> MapTableRows:
        """Return the rows of the table: the devices shown, and those without a place."""
        return self._listing.rows(
            self._shown(), self._columns, self._judge, self._state, self._language
        )

    def rank_of(self, device_id: str) -> Rank:
        """Return how bad the state of a device is; NORMAL for an unknown one."""
        device = self.devices.find(device_id)
        return Rank.NORMAL if device is None else Rank(int(self._columns[device.row, 0]))

    def connection_rank(self, device_id: str) -> Rank:
        """Return how bad the connection of a device is; NORMAL where none is shown."""
        for one in self._connections.all:
            if one.device.id == device_id:
                return Rank(int(self._connections.ranks(self._judge)[one.row]))
        return Rank.NORMAL

    def device_rows(self, point_ids: Iterable[PointId]) -> tuple[int, ...]:
        """Return the ids of the features of `points` that carry some points, ascending."""
        return self.devices.rows_of(point_ids)

    def points_of(self, device_id: str) -> tuple[Point, ...]:
        """Return the points that a device carries, in the profile's order."""
        return self.devices.points_of(device_id)

    def devices_in(self, polygon: Sequence[tuple[float, float]]) -> tuple[str, ...]:
        """Return the devices shown inside a closed line of longitudes and latitudes."""
        found = inside(polygon, self.devices.all) & self._shown()
        return tuple(str(self.devices.all[row].id) for row in np.flatnonzero(found).tolist())

    def box_of(self, point_ids: Iterable[PointId]) -> Box | None:
        """Return a box around the devices of some points; None where nobody knows the places."""
        return box_around(self.devices.all[row].spot for row in self.device_rows(point_ids))

    def home_box(self) -> Box | None:
        """Return the box of the whole city; None for a city without any place."""
        return home_box(self.city, self.devices.all)

    def hover_facts(self, device_id: str) -> HoverFacts | None:
        """Return what is said of a device; None for an unknown one, and before the first state."""
        device = self.devices.find(device_id)
        if device is None or self._state is None:
            return None
        return hover_facts(device, self.devices, self._judge, self._state, self._language)

    # ---- surfaces ------------------------------------------------------------------------------
    def surface_inputs(self) -> SurfaceInputs | None:
        """Return what the surface is made of; None where it cannot be, see `surface_trouble`."""
        state, box = self._state, self.home_box()
        if state is None or box is None or self.surface_trouble():
            return None
        if self.values.scale is None:
            self.values.fit(state)
        scale = self.values.scale
        if scale is None:
            return None
        if self._clip is not None and not self._clip.is_empty:
            box = Box(*self._clip.bounds)
        known = self.values.known(state)
        is_known = np.isfinite(known)
        longitudes, latitudes = self.values.places()
        return SurfaceInputs(
            type=self.values.type,
            at_us=state.at_us,
            longitudes=longitudes[is_known],
            latitudes=latitudes[is_known],
            values=known[is_known],
            box=box,
            clip=self._clip,
            low=scale.low,
            high=scale.high,
        )

    def surface_trouble(self) -> str:
        """Return why there is no surface, a whole sentence; empty where there can be one."""
        if not len(self.values.rows):
            return "Für diese Messgröße gibt es keine Messstelle mit bekanntem Ort."
        choice = next(one for one in self._choices if one.type == self.values.type)
        if not choice.is_spatial:
            return (
                "Diese Messgröße gehört zu jedem Gerät allein; dazwischen gibt es keinen Wert, "
                "den eine Fläche zeigen könnte."
            )
        if self._state is None:
            return "Es ist noch kein Wert gekommen."
        is_known = np.isfinite(self.values.known(self._state))
        longitudes, latitudes = self.values.places()
        count = enough_places(longitudes[is_known], latitudes[is_known])
        if count >= FEWEST:
            return ""
        return (
            f"Eine Fläche braucht aktuelle Werte von mindestens {FEWEST} Orten; "
            f"zurzeit sind es {count}."
        )

    def take_surface(self, grid: SurfaceGrid | None) -> None:
        """Take a surface that was made, for the legend; one of another quantity is none."""
        self.surface = grid if grid is not None and grid.type == self.values.type else None
