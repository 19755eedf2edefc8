"""All files of a plan in the order they are made, each with what writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Final

import shapely

from twin_viewer.model.cities import TileKey
from twin_viewer.synthetic.building_files import write_buildings
from twin_viewer.synthetic.cities import City, by_distance, tile_of
from twin_viewer.synthetic.drives import Stop, plan_drive
from twin_viewer.synthetic.photograph_files import write_photograph
from twin_viewer.synthetic.plans import Plan
from twin_viewer.synthetic.readme import README
from twin_viewer.synthetic.routes import write_networks
from twin_viewer.synthetic.scans import past_of, write_scan
from twin_viewer.synthetic.scenes import Scene
from twin_viewer.synthetic.street_views import StreetView
from twin_viewer.synthetic.surveys import (
    mask_name,
    picture_name,
    write_geojson,
    write_mask,
    write_picture,
    write_table,
)
from twin_viewer.synthetic.terrain_files import write_height_text, write_heights

BUILDINGS: Final = "Gebäude der simulierten Stadt werden geschrieben."
GROUND: Final = "Das Gelände der simulierten Stadt wird geschrieben."
PHOTOGRAPHS: Final = "Luftbilder der simulierten Stadt werden gezeichnet."
SCANS: Final = "Laserscans der simulierten Stadt werden geschrieben."
PANORAMAS: Final = "Straßenfotos der simulierten Stadt werden gezeichnet."
NETWORKS: Final = "Netze der simulierten Stadt werden geschrieben."

_BEFORE: Final = date(2021, 4, 8)
_NOW: Final = date(2024, 3, 12)
_WIDE: Final = 4
"""So many panoramas are twice as wide as the others."""
_GROUP: Final = 8
"""Photographs that share a picture of the ground."""
_MASK_WIDTH: Final = 2_048
_COARSE_KM: Final = 2
_COARSE_M: Final = 10
_FIRST_TILES: Final = 9


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A file to be made.

    Attributes:
        name: Its path within the folder.
        sentence: What is being made, for a person.
        seconds: About how long it takes.
        write: Writes it to a path.
    """

    name: str
    sentence: str
    seconds: float
    write: Callable[[Path], None]


def all_orders(city: City, plan: Plan, should_stop: Callable[[], bool]) -> list[Order]:
    """Return all files of a plan; what makes the first picture comes first."""
    works = _Works(city, plan, should_stop)
    buildings, ground = list(works.buildings()), list(works.fine_ground())
    coarse, photographs = list(works.coarse_ground()), list(works.photographs())
    first = [works.readme(), *coarse[:1], *buildings[:1], *ground[:1], works.networks()]
    return [
        *first,
        *photographs[:1],
        *buildings[1:_FIRST_TILES],
        *ground[1:_FIRST_TILES],
        *photographs[1:],
        *works.panoramas(),
        *works.scans(),
        *ground[_FIRST_TILES:],
        *coarse[1:],
        *buildings[_FIRST_TILES:],
    ]


class _Works:
    """Knows how each kind of file of a plan is made; what several need is made once, and late."""

    def __init__(self, city: City, plan: Plan, should_stop: Callable[[], bool]) -> None:
        self._city, self._plan, self._should_stop = city, plan, should_stop
        self._stretch = lru_cache(maxsize=1)(self._make_stretch)

    @cached_property
    def _scene(self) -> Scene:
        return Scene(self._city, self._plan.seed)

    @cached_property
    def _stops(self) -> list[Stop]:
        return plan_drive(self._scene, self._plan.panoramas)

    @cached_property
    def _groups(self) -> list[list[Stop]]:
        groups: list[list[Stop]] = []
        for stop in self._stops:
            last = groups[-1] if groups else []
            if not last or len(last) == _GROUP or last[0].street != stop.street:
                groups.append([])
            groups[-1].append(stop)
        return groups

    def readme(self) -> Order:
        """Return the file that says all is made up."""

        def write(path: Path) -> None:
            path.write_text(README, "utf-8")

        return Order("README.txt", GROUND, 0.01, write)

    def networks(self) -> Order:
        """Return the networks."""

        def write(path: Path) -> None:
            write_networks(self._city, self._plan, path)

        return Order("networks.geojson", NETWORKS, 0.6, write)

    def buildings(self) -> Iterator[Order]:
        """Yield the tiles of buildings, the nearest first."""
        for key, (first, last) in self._city.tiles.items():
            write = partial(write_buildings, self._city, key, should_stop=self._should_stop)
            name = f"lod2/LoD2_32_{key}_1_NW.gml"
            yield Order(name, BUILDINGS, (last - first) * 3e-5, write)

    def fine_ground(self) -> Iterator[Order]:
        """Yield the ground of the middle by metres; the farthest tile is one of text."""
        keys = self._square(self._plan.inner_km)
        terrain = self._city.terrain
        for key in keys:
            if key == keys[-1] and len(keys) > 1:
                name = f"dgm/dgm1_32_{key}_1_nw_2024.xyz"
                yield Order(name, GROUND, 0.3, partial(write_height_text, terrain, key))
            else:
                name = f"dgm/dgm1_32_{key}_1_nw_2024.tif"
                write = partial(write_heights, terrain, key, size_km=1, step=1)
                yield Order(name, GROUND, 0.1, write)

    def coarse_ground(self) -> Iterator[Order]:
        """Yield the ground of the whole city by ten metres, in squares of two kilometres."""
        west, south, east, north = (int(value // 1_000) for value in self._city.base.city().bounds)
        area = shapely.buffer(self._city.base.city(), 300.0)
        keys = [
            TileKey(east_km, north_km)
            for east_km in range(west // _COARSE_KM * _COARSE_KM - 2, east + 3, _COARSE_KM)
            for north_km in range(south // _COARSE_KM * _COARSE_KM - 2, north + 3, _COARSE_KM)
            if area.intersects(_square_of(TileKey(east_km, north_km), _COARSE_KM))
        ]
        middle = (self._city.centre[0] - 500.0, self._city.centre[1] - 500.0)
        for key in by_distance(keys, middle):
            write = partial(
                write_heights, self._city.terrain, key, size_km=_COARSE_KM, step=_COARSE_M
            )
            yield Order(f"dgm/dgm10_32_{key}_{_COARSE_KM}_nw_2024.tif", GROUND, 0.02, write)

    def photographs(self) -> Iterator[Order]:
        """Yield the middle from above; the farthest tile is JPEG 2000."""
        keys = self._square(self._plan.photograph_km)
        for key in keys:
            suffix = "jp2" if key == keys[-1] and len(keys) > 1 else "tif"

            def write(path: Path, key: TileKey = key) -> None:
                write_photograph(self._scene, key, path)

            yield Order(f"dop/dop20rgb_32_{key}_1_nw_2024.{suffix}", PHOTOGRAPHS, 1.2, write)

    def scans(self) -> Iterator[Order]:
        """Yield two tiles of the laser scan, the first of them in two epochs."""
        count = self._plan.cloud_points
        middle, *others = self._square(3)
        shares = (
            (middle, f"_{_NOW:%Y%m%d}", count * 2 // 5, _NOW),
            (middle, f"_{_BEFORE:%Y%m%d}", count * 2 // 5, _BEFORE),
            (others[0], "", count - count * 2 // 5 * 2, _NOW),
        )
        for key, suffix, points, taken in shares:
            if points:
                write = partial(self._write_scan, key, points, taken)
                yield Order(f"laser/3dm_32_{key}_1_nw{suffix}.laz", SCANS, points * 1e-6, write)

    def panoramas(self) -> Iterator[Order]:
        """Yield the photographs of the drive, one mask, and at last the lists of them."""
        if not self._plan.panoramas:
            return
        for number in range(len(self._stops)):
            write = partial(self._write_panorama, number)
            seconds = 2.0 if number < _WIDE else 0.4
            yield Order(f"panoramas/{picture_name(number)}", PANORAMAS, seconds, write)
            if number == 0:
                yield Order(f"panoramas/{mask_name(0)}", PANORAMAS, 0.2, self._write_mask)
        yield Order("panoramas/poses.geojson", PANORAMAS, 0.1, self._write_points)
        yield Order("panoramas/poses.csv", PANORAMAS, 0.1, self._write_table)

    def _square(self, side_km: int) -> list[TileKey]:
        """Return the tiles of a square around the centre, the nearest first."""
        middle, reach = tile_of(*self._city.centre), side_km // 2
        keys = [
            TileKey(middle.east_km + east, middle.north_km + north)
            for east in range(-reach, reach + 1)
            for north in range(-reach, reach + 1)
        ]
        return by_distance(keys, self._city.centre)

    def _write_scan(self, key: TileKey, points: int, taken: date, path: Path) -> None:
        past = past_of(self._scene, key) if taken == _BEFORE else None
        stop = self._should_stop
        write_scan(self._scene, key, path, points, taken=taken, past=past, should_stop=stop)

    def _make_stretch(self, group: int) -> StreetView:
        return StreetView(self._scene, self._groups[group])

    def _view(self, number: int) -> StreetView:
        stop = self._stops[number]
        group = next(row for row, stops in enumerate(self._groups) if stop in stops)
        return self._stretch(group)

    def _write_panorama(self, number: int, path: Path) -> None:
        width = self._plan.panorama_width * (2 if number < _WIDE else 1)
        write_picture(self._view(number).photograph(self._stops[number], width)[0], path)

    def _write_mask(self, path: Path) -> None:
        width = min(_MASK_WIDTH, self._plan.panorama_width)
        write_mask(self._view(0).photograph(self._stops[0], width)[1], path)

    def _write_points(self, path: Path) -> None:
        write_geojson(self._stops, {0}, path)

    def _write_table(self, path: Path) -> None:
        write_table(self._stops, {0}, path)


def _square_of(key: TileKey, side_km: int) -> shapely.Polygon:
    west, south, side = key.east_km * 1e3, key.north_km * 1e3, side_km * 1e3
    return shapely.box(west, south, west + side, south + side)
