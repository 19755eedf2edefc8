"""What a camera in a street sees: houses, trees and parked cars, handed to the painter."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.aerial import SUN, paint, roof_colors, sunlight
from twin_viewer.synthetic.backdrops import Ground, Pixels, make_sky, packed
from twin_viewer.synthetic.buildings import ROOFS, WALLS, Kind, Roof
from twin_viewer.synthetic.drives import CAMERA, Stop
from twin_viewer.synthetic.facades import Cell, make_atlas
from twin_viewer.synthetic.panoramas import Canvas, Crown, Slope, Wall
from twin_viewer.synthetic.scenes import Scene
from twin_viewer.synthetic.shapes import along, grown, points_of

_HOUSES_REACH: Final = 380.0
_TREES_REACH: Final = 150.0
_CARS_REACH: Final = 70.0
_FINE: Final = (2_800, 0.05)
"""Pixels and metres a pixel of the ground near the camera."""
_COARSE: Final = (1_600, 0.5)
_GABLE_CORNERS: Final = 5
_WITH_SHOPS: Final = (0, 1, 2)
"""Three of five town houses have a shop."""
_FIRST_CAR: Final = 9.0
"""So far before the first photograph a car is parked, m."""
_CAR_ROOM: Final = 6.4
"""Length of a place at the kerb, m."""
_PARKED: Final = 0.55
"""Share of the places at the kerb where a car is parked."""
_CROSSING: Final = 11.0
"""So far from another street nobody parks, m."""
_PLASTER: Final = (
    (0.90, 0.87, 0.80),
    (0.84, 0.84, 0.82),
    (0.80, 0.76, 0.68),
    (0.66, 0.48, 0.42),
    (0.58, 0.44, 0.40),
    (0.88, 0.84, 0.74),
    (0.76, 0.78, 0.79),
    (0.72, 0.60, 0.52),
)
"""Plaster and brick."""
_PAINTS: Final = (
    (0.22, 0.23, 0.25),
    (0.62, 0.64, 0.66),
    (0.86, 0.86, 0.86),
    (0.30, 0.34, 0.42),
    (0.44, 0.28, 0.26),
)
"""Colours of cars."""


@dataclass(frozen=True, slots=True, eq=False)
class Car:
    """A parked car: the middle of its ground, and where its bonnet points, radians from east."""

    east: float
    north: float
    angle: float
    color: tuple[float, float, float]


class StreetView:
    """Paints panoramas of one stretch of street.

    What all of its photographs share, the ground from above and the cars, is made once.

    Args:
        scene: The city.
        stops: Where the photographs of the stretch are taken, not more than 100 m from end to end.
    """

    def __init__(self, scene: Scene, stops: list[Stop]) -> None:
        self._scene = scene
        self._atlas = make_atlas()
        self._middle = np.mean([(stop.east, stop.north) for stop in stops], axis=0)
        self._cars = _parked(scene, stops[0])
        self._pictures = tuple(self._ground(*how) for how in (_FINE, _COARSE))
        self._canvases: dict[int, Canvas] = {}

    def photograph(self, stop: Stop, width: int) -> tuple[Pixels, NDArray[np.bool_]]:
        """Return a panorama, (height, width, 3), and where in it number plates are."""
        place = np.array((stop.east, stop.north, stop.height))
        canvas = self.canvas(width)
        canvas.aim(place, stop.heading)
        self._add_cars(canvas, place)
        self._add_houses(canvas, place)
        self._add_trees(canvas, place)
        sizes = (_FINE, _COARSE)
        ground = Ground(
            stop.height - CAMERA,
            self._pictures,
            tuple(self._middle[0] - count * pixel / 2.0 for count, pixel in sizes),
            tuple(self._middle[1] + count * pixel / 2.0 for count, pixel in sizes),
            tuple(pixel for _, pixel in sizes),
        )
        return canvas.picture(ground, make_sky(width, 1)), canvas.covered_by(Cell.PLATE)

    def canvas(self, width: int) -> Canvas:
        """Return the canvas of a width, with what was painted on it last."""
        if width not in self._canvases:
            self._canvases[width] = Canvas(width, self._atlas)
        return self._canvases[width]

    def _ground(self, size: int, pixel: float) -> NDArray[np.uint32]:
        west = self._middle[0] - size * pixel / 2.0
        north = self._middle[1] + size * pixel / 2.0
        picture = paint(self._scene, west, north, size, pixel, has_roofs=False)
        return packed(np.asarray(picture))

    def _add_houses(self, canvas: Canvas, place: Doubles) -> None:
        scene = self._scene
        point = shapely.Point(place[:2])
        rows = scene.buildings_in(grown(point, _HOUSES_REACH))
        away = shapely.distance(scene.footprints[rows], point)
        order = np.argsort(away, kind="stable")
        rows, away = rows[order], away[order]
        colors = roof_colors(scene, rows)
        for row, color, distance in zip(rows.tolist(), colors, away.tolist(), strict=True):
            if not canvas.is_hidden(scene.corners[row], distance):
                self._add_house(canvas, row, color)

    def _add_house(self, canvas: Canvas, row: int, color: NDArray[np.uint8]) -> None:
        buildings, corners = self._scene.city.buildings, self._scene.corners[row]
        roof, kind = Roof(int(buildings.roofs[row])), Kind(int(buildings.kinds[row]))
        eaves = float(buildings.eaves[row])
        storeys = max(1, round(eaves / (3.6 if kind is Kind.HALL else 3.0)))
        tint = _PLASTER[(row * 31 + int(buildings.years[row])) % len(_PLASTER)]
        for number, face in enumerate(WALLS[roof]):
            start, end = corners[face[0]], corners[face[1]]
            length = float(np.hypot(*(end - start)[:2]))
            left, right = float(corners[face[-1], 2]), float(corners[face[2], 2])
            top = float(buildings.feet[row] + buildings.ridges[row])
            middle = top if len(face) == _GABLE_CORNERS else (left + right) / 2.0
            wall = Wall(
                start[:2],
                end[:2],
                float(start[2]),
                (left, right, middle),
                _cells(kind, storeys, length, number, row),
                eaves / storeys,
                tint,
                _light(start, end),
            )
            canvas.add_wall(wall)
        for face in ROOFS[roof]:
            points = corners[list(face)]
            shade = color * float(sunlight(points[None])[0])
            canvas.add_slope(Slope(points, (shade[0], shade[1], shade[2])))

    def _add_trees(self, canvas: Canvas, place: Doubles) -> None:
        point = shapely.Point(place[:2])
        trees = self._scene.trees_in(grown(point, _TREES_REACH))
        ground = self._scene.city.terrain.heights(trees.easts, trees.norths)
        for row in range(len(trees)):
            foot, height = float(ground[row]), float(trees.heights[row])
            spot = np.array((trees.easts[row], trees.norths[row]))
            rise = (height - 2.2) / 2.0
            seed = int(spot[0] * 10.0) % 97
            top = foot + height - rise
            _add_post(canvas, place, spot, foot, top - rise * 0.6)
            middle = np.array((*spot, top))
            canvas.add_crown(Crown(middle, float(trees.radii[row]), rise, seed))

    def _add_cars(self, canvas: Canvas, place: Doubles) -> None:
        for car in self._cars:
            if np.hypot(car.east - place[0], car.north - place[1]) < _CARS_REACH:
                _add_car(canvas, car, place[2] - CAMERA)


def _cells(kind: Kind, storeys: int, length: float, wall: int, row: int) -> NDArray[np.uint8]:
    """Return which picture is where on a wall, with an empty row for the gable."""
    if kind is Kind.GARAGE:
        return np.array([[Cell.GARAGE if wall == 0 else Cell.BLANK], [Cell.BLANK]], dtype=np.uint8)
    bays = max(1, round(length / (5.0 if kind is Kind.HALL else 2.7)))
    window = Cell.WINDOW_PAIR if row % 3 == 0 else Cell.WINDOW
    is_front = wall in {0, 2} or kind is Kind.LANDMARK
    if kind is Kind.HALL:
        window = Cell.BAND
    cells = np.full((storeys + 1, bays), window, dtype=np.uint8)
    cells[storeys] = Cell.BLANK
    if not is_front:
        cells[:, ::2] = Cell.BLANK
    elif kind is Kind.TOWN_HOUSE and wall == 0 and row % 5 in _WITH_SHOPS:
        cells[0] = Cell.SHOP
    elif kind is Kind.HALL:
        cells[0, ::3] = Cell.GATE
    if wall == 0 and kind is not Kind.HALL:
        cells[0, bays // 2] = Cell.DOOR
    return cells


def _light(start: Doubles, end: Doubles) -> float:
    """Return how brightly the sun lights a wall that stands on a line, seen from its right."""
    x, y = float(end[0] - start[0]), float(end[1] - start[1])
    towards = (y * float(SUN[0]) - x * float(SUN[1])) / max(float(np.hypot(x, y)), 1e-6)
    return 0.62 + 0.55 * max(towards, 0.0)


def _add_post(canvas: Canvas, place: Doubles, spot: Doubles, foot: float, top: float) -> None:
    """Draw a trunk, a narrow wall that always looks this way."""
    away = spot - place[:2]
    distance = float(np.hypot(*away))
    if distance < 1.0:
        return
    side = np.array((away[1], -away[0])) / distance * 0.17
    cells = np.array([[Cell.BARK]], dtype=np.uint8)
    canvas.add_wall(
        Wall(
            spot - side, spot + side, foot, (top, top, top), cells, 3.0, (1.0, 1.0, 1.0), 0.95, -0.4
        )
    )


def _parked(scene: Scene, stop: Stop) -> list[Car]:
    """Return the cars at the right of the street; the first photograph has one close by."""
    line = scene.city.streets.lines[stop.street]
    chance = np.random.default_rng([stop.street, 61])
    steps = np.arange(max(stop.along - 60.0, 4.0), stop.along + 180.0, _CAR_ROOM)
    steps = steps[chance.uniform(size=len(steps)) < _PARKED]
    first = stop.along + _FIRST_CAR
    steps = np.concatenate(([first], steps[np.abs(steps - first) > _CAR_ROOM]))
    steps = steps[steps < line.length - 4.0]
    near = scene.streets_in(grown(line, 30.0))
    others = shapely.union_all(scene.city.streets.lines[near[near != stop.street]])
    points = points_of(along(line, steps))
    is_clear = shapely.distance(points, others) > _CROSSING
    steps, places = steps[is_clear], shapely.get_coordinates(points[is_clear])
    way = (along(line, steps + 0.5) - places) / 0.5
    off = float(scene.city.streets.half_widths[stop.street]) - 1.1
    spots = places + np.stack((way[:, 1], -way[:, 0]), axis=1) * off
    angles = np.arctan2(way[:, 1], way[:, 0])
    colors = chance.integers(0, len(_PAINTS), len(steps))
    return [
        Car(float(spot[0]), float(spot[1]), float(angle), _PAINTS[color])
        for spot, angle, color in zip(spots, angles, colors.tolist(), strict=True)
    ]


def _add_car(canvas: Canvas, car: Car, ground: float) -> None:
    _add_box(
        canvas, car, (0.0, 4.4, 1.8), (ground + 0.18, ground + 0.82), (Cell.CAR_SIDE, Cell.CAR_END)
    )
    glass = (Cell.CAR_GLASS, Cell.CAR_GLASS)
    _add_box(canvas, car, (-0.35, 2.3, 1.55), (ground + 0.82, ground + 1.42), glass)
    cosine, sine = np.cos(car.angle), np.sin(car.angle)
    for end in (-1.0, 1.0):
        middle = np.array((car.east + cosine * 2.22 * end, car.north + sine * 2.22 * end))
        side = np.array((-sine, cosine)) * 0.26 * end
        cells = np.array([[Cell.PLATE]], dtype=np.uint8)
        low, high = ground + 0.44, ground + 0.55
        plate = Wall(
            middle - side, middle + side, low, (high, high, high), cells, 0.11, (1, 1, 1), 1.0, 0.1
        )
        canvas.add_wall(plate)


def _add_box(
    canvas: Canvas,
    car: Car,
    size: tuple[float, float, float],
    heights: tuple[float, float],
    pictures: tuple[Cell, Cell],
) -> None:
    """Draw a part of a car: shift along it, length and width, lower and upper edge."""
    shift, length, width = size
    x = np.array((-length, length, length, -length)) / 2.0 + shift
    y = np.array((-width, -width, width, width)) / 2.0
    cosine, sine = np.cos(car.angle), np.sin(car.angle)
    ring = np.stack((car.east + cosine * x - sine * y, car.north + sine * x + cosine * y), axis=1)
    low, high = heights
    nearer = 4.0 if pictures[0] is Cell.CAR_GLASS else 0.05
    for number in range(4):
        start, end = ring[number], ring[(number + 1) % 4]
        light = _light(start, end)
        cells = np.array([[pictures[number % 2]]], dtype=np.uint8)
        tops = (high, high, high)
        canvas.add_wall(Wall(start, end, low, tops, cells, high - low, car.color, light, nearer))
    top = np.column_stack((ring, np.full(4, high)))
    red, green, blue = (channel * 255.0 for channel in car.color)
    canvas.add_slope(Slope(top, (red, green, blue), nearer - 0.02))
