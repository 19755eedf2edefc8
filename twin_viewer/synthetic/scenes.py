"""The middle of the city in detail: its trees, and what stands near a place."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.buildings import Kind
from twin_viewer.synthetic.cities import City
from twin_viewer.synthetic.shapes import along, points_of

REACH: Final = 3_300.0
"""How far from the centre trees stand, m: no file shows them beyond."""

_AT_STREETS: Final = 0.6
_IN_GARDENS: Final = 0.55
"""Share of the places at streets and behind houses where a tree stands."""
_PER_TREE: Final = {"forest": 90.0, "park": 260.0, "cemetery": 300.0, "meadow": 2_500.0}
"""Square metres a tree has for itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Trees.

    Attributes:
        easts: Of the trunk, m.
        norths: Likewise.
        heights: Above the ground, m.
        radii: Of the crown, m.
    """

    easts: Doubles
    norths: Doubles
    heights: Doubles
    radii: Doubles

    def __len__(self) -> int:
        return len(self.easts)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> "Trees":
        """Return some of them."""
        return Trees(self.easts[rows], self.norths[rows], self.heights[rows], self.radii[rows])


class Scene:
    """The city with its trees, searchable by place.

    Attributes:
        city: The city.
        trees: Trees of its middle.
        corners: Corners of all its buildings, (N, 10, 3), m.
        footprints: Ground they cover.
    """

    def __init__(self, city: City, seed: int) -> None:
        self.city = city
        self.corners = city.buildings.corners()
        self.footprints = city.buildings.footprints()
        self._buildings = shapely.STRtree(self.footprints)
        self._streets = shapely.STRtree(city.streets.lines)
        self.trees = self._planted(seed)
        self._trees = shapely.STRtree(
            points_of(np.stack((self.trees.easts, self.trees.norths), axis=1))
        )

    def buildings_in(self, area: BaseGeometry) -> NDArray[np.int64]:
        """Return the rows of buildings in an area, ascending."""
        return np.sort(self._buildings.query(area, predicate="intersects"))

    def streets_in(self, area: BaseGeometry) -> NDArray[np.int64]:
        """Return the rows of streets in an area, ascending."""
        return np.sort(self._streets.query(area, predicate="intersects"))

    def trees_in(self, area: BaseGeometry) -> Trees:
        """Return the trees in an area."""
        return self.trees.take(np.sort(self._trees.query(area, predicate="intersects")))

    def _planted(self, seed: int) -> Trees:
        chance = np.random.default_rng([seed, 31])
        east, north = self.city.centre
        box = shapely.box(east - REACH, north - REACH, east + REACH, north + REACH)
        streets = self._street_trees(box, chance)
        off_street = np.concatenate(
            (self._garden_trees(box, chance), self._park_trees(box, chance))
        )
        off_street = off_street[self._is_off_streets(off_street)]
        places = np.concatenate((streets, off_street))
        places = places[self._is_open(places)]
        size = chance.uniform(size=len(places))
        return Trees(places[:, 0], places[:, 1], 5.0 + size * 9.0, 1.5 + size * 2.6)

    def _street_trees(self, box: BaseGeometry, chance: np.random.Generator) -> Doubles:
        streets, found = self.city.streets, []
        for row in self.streets_in(box):
            if streets.kinds[row] == "motorway":
                continue
            line = shapely.intersection(streets.lines[row], box)
            steps = np.arange(8.0, line.length - 6.0, 17.0)
            if not len(steps):
                continue
            points = along(line, steps)
            way = along(line, steps + 1.0) - points
            across = np.stack((-way[:, 1], way[:, 0]), axis=1)
            side = chance.choice((-1.0, 1.0), len(steps))
            points += across * (side * (streets.half_widths[row] + 0.9))[:, None]
            found.append(points[chance.uniform(size=len(steps)) < _AT_STREETS])
        if not found:
            return np.empty((0, 2))
        trees = np.concatenate(found)
        wide = shapely.buffer(streets.lines, streets.half_widths + 0.4, quad_segs=1)
        on, _ = shapely.STRtree(wide).query(shapely.points(trees), predicate="intersects")
        return trees[~np.isin(np.arange(len(trees)), on)]

    def _garden_trees(self, box: BaseGeometry, chance: np.random.Generator) -> Doubles:
        rows = self.city.buildings.take(self.buildings_in(box))
        rows = rows.take(np.isin(rows.kinds, (Kind.HOUSE, Kind.TERRACE, Kind.BLOCK)))
        count = len(rows)
        x = (chance.uniform(size=count) - 0.5) * rows.widths
        y = rows.depths / 2.0 + 5.0 + chance.uniform(size=count) * 7.0
        easts = rows.easts + np.cos(rows.angles) * x - np.sin(rows.angles) * y
        norths = rows.norths + np.sin(rows.angles) * x + np.cos(rows.angles) * y
        kept = chance.uniform(size=count) < _IN_GARDENS
        return np.stack((easts[kept], norths[kept]), axis=1)

    def _park_trees(self, box: BaseGeometry, chance: np.random.Generator) -> Doubles:
        found = [np.empty((0, 2))]
        for green in self.city.base.greens:
            area = shapely.intersection(green.shape, box)
            if area.is_empty:
                continue
            west, south, east, north = area.bounds
            count = int((east - west) * (north - south) / _PER_TREE.get(green.kind, 400.0))
            places = chance.uniform((west, south), (east, north), (count, 2))
            shapely.prepare(area)
            found.append(places[shapely.contains_xy(area, places[:, 0], places[:, 1])])
        return np.concatenate(found)

    def _is_off_streets(self, places: Doubles) -> NDArray[np.bool_]:
        near, _ = self._streets.query(shapely.points(places), predicate="dwithin", distance=7.0)
        return ~np.isin(np.arange(len(places)), near)

    def _is_open(self, places: Doubles) -> NDArray[np.bool_]:
        """Tell which places are clear of buildings, tracks and water."""
        points = shapely.points(places)
        near, _ = self._buildings.query(points, predicate="dwithin", distance=1.6)
        base = self.city.base
        areas = [area for each in (*base.rail, *base.water) for area in each.areas(2.0)]
        wet, _ = shapely.STRtree(areas).query(points, predicate="intersects")
        return ~np.isin(np.arange(len(places)), np.concatenate((near, wet)))
