"""What people keep, in the view: things they placed, records, joined tables, places to go to."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.domain.twins import PlacedAsset, Spot
from twin_viewer.cache.store import Box
from twin_viewer.model.cities import CityObject
from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.picking import Hit
from twin_viewer.tools.asset_marks import AssetMark
from twin_viewer.views.abroad import is_abroad
from twin_viewer.views.data import TwinData
from twin_viewer.views.sceneries import Scenery
from twin_viewer.views.stagings import Staging

_STEEP: Final = -45.0
"""Pitch from which an extent is seen whole, degrees."""

_WIDER: Final = 1.5


class RecordPin(NamedTuple):
    """A record of the inventory that stands in the city.

    Attributes:
        id: What it is called when it is clicked.
        name: What it is called on screen.
        kind: What it is.
        note: What else is to be known.
        east: Easting, EPSG:25832, m.
        north: Northing, m.
        height: Height above NHN, m; None where it stands on the ground.
    """

    id: str
    name: str
    kind: str
    note: str
    east: float
    north: float
    height: float | None = None


class Host(Protocol):
    """The view as this part sees it."""

    staging: Staging

    @property
    def scenery(self) -> Scenery | None:
        """The scene and what belongs to it; None while there is none."""
        ...

    @property
    def data(self) -> TwinData | None:
        """What of the library is in the scene; None without a library."""
        ...


class Keepsakes(QObject):
    """Brings what is kept into the scene, also into one that comes later.

    Args:
        view: The view.
        parent: Owner.

    Signals:
        object_known: The attributes of a city object were read (its id).
        asset_chosen: Something that was placed was clicked (its id).
        record_chosen: A record was clicked (its id).
    """

    object_known = Signal(str)
    asset_chosen = Signal(str)
    record_chosen = Signal(str)

    def __init__(self, view: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._assets: tuple[PlacedAsset, ...] = ()
        self._records: tuple[RecordPin, ...] = ()
        self._wanted: tuple[RecordPin, ...] = ()
        self._selected: tuple[str, ...] = ()
        view.staging.made.connect(self._fill)

    # ---- things and tables ---------------------------------------------------------------------
    def show_assets(self, assets: Sequence[PlacedAsset]) -> None:
        """Show things where they were placed, in the scene and in photographs."""
        self._assets = tuple(assets)
        if self._view.scenery is not None:
            self._put(self._view.scenery)

    def show_records(self, records: Sequence[RecordPin], *, is_flying: bool = False) -> None:
        """Show records of the inventory as pins; fly to where they are, once there is a scene."""
        self._records = tuple(records)
        scenery = self._view.scenery
        if scenery is not None:
            self._put(scenery)
        if is_flying:
            self._wanted = self._records
            self._fly_on()

    def select_records(self, ids: Iterable[str]) -> None:
        """Let the pins of these records stand out."""
        self._selected = tuple(ids)
        if self._view.scenery is not None:
            self._view.scenery.assets.select(self._selected)

    def _fly_on(self) -> None:
        """Fly to the records somebody wanted to see, before there was a scene too."""
        scenery, wanted = self._view.scenery, self._wanted
        if scenery is None or not wanted:
            return
        self._wanted = ()
        if len(wanted) == 1:
            scenery.go_to_place(self._place_of(scenery, wanted[0]))
            return
        easts, norths = [one.east for one in wanted], [one.north for one in wanted]
        self.show_extent((min(easts), min(norths), max(easts), max(norths)))

    def _fill(self, scenery: Scenery) -> None:
        self._put(scenery)
        scenery.pointing.asset_chosen.connect(self._tell_chosen)
        if self._view.data is not None:
            self._view.data.facts.known.connect(self.object_known)
            self._view.data.layers_came.connect(self._settle)
        self._fly_on()

    def _tell_chosen(self, name: str) -> None:
        is_record = any(one.id == name for one in self._records)
        (self.record_chosen if is_record else self.asset_chosen).emit(name)

    def _settle(self) -> None:
        """Put records on the ground, which is known better by now."""
        scenery = self._view.scenery
        if scenery is not None and any(one.height is None for one in self._records):
            self._put(scenery)

    def _place_of(self, scenery: Scenery, one: RecordPin) -> Doubles:
        frame = scenery.stage.frame
        height = one.height
        if height is None:
            ground = scenery.picker.height_at(one.east - frame.east, one.north - frame.north)
            height = (scenery.pilot.reach.ground if ground is None else ground) + frame.height
        return frame.to_local(np.array((one.east, one.north, height))).astype(np.float64)

    def _put(self, scenery: Scenery) -> None:
        frame = scenery.stage.frame
        placed = [
            AssetMark(
                one.id,
                one.name,
                frame.to_local(_point(one.spot)).astype(np.float64),
                one.kind,
                one.note,
            )
            for one in self._assets
        ]
        records = [
            AssetMark(one.id, one.name, self._place_of(scenery, one), one.kind, one.note)
            for one in self._records
        ]
        scenery.set_assets([*records, *placed])
        scenery.assets.select(self._selected)

    def renew_facts(self) -> None:
        """Tables of one's own are others: ask again what is known of buildings."""
        if self._view.data is not None:
            self._view.data.renew_facts()

    def object_of(self, hit: Hit) -> CityObject | None:
        """Return a city object that was met, as far as it is known now."""
        return None if self._view.data is None else self._view.data.object_of(hit)

    def object_ids(self) -> frozenset[str]:
        """Return the ids of all city objects that are in the scene."""
        scenery = self._view.scenery
        tiles = () if scenery is None else scenery.picker.tiles()
        return frozenset(one.id for tile in tiles for one in tile.objects)

    # ---- places --------------------------------------------------------------------------------
    def show_spot(self, spot: Spot) -> None:
        """Fly to a place."""
        scenery = self._view.scenery
        if scenery is not None:
            place = scenery.stage.frame.to_local(_point(spot))
            scenery.go_to_place(place.astype(np.float64))

    def show_hit(self, hit: Hit) -> None:
        """Fly to something that was chosen."""
        if self._view.scenery is not None:
            self._view.scenery.go_to_place(hit.place)

    def show_extent(self, extent: Box, lowest: float = 0.0) -> None:
        """Fly to where a data set is seen whole (west, south, east, north in EPSG:25832, m)."""
        scenery = self._view.scenery
        if scenery is None:
            return
        if is_abroad(extent, scenery.stage.frame):
            self._view.staging.move_to(extent, lowest)
            return
        west, south, east, north = extent
        frame = scenery.stage.frame
        ground = scenery.pilot.reach.ground
        middle = np.array(
            ((west + east) / 2 - frame.east, (south + north) / 2 - frame.north, ground)
        )
        away = max(60.0, _WIDER * float(np.hypot(east - west, north - south)))
        camera = looking_at(middle, away, scenery.stage.camera.heading, _STEEP)
        scenery.pilot.fly_to(camera)


def _point(spot: Spot) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return np.array((spot.east, spot.north, spot.height), np.float64)
