"""A twin without graphics: a stage that draws nothing, a ground of one plane, a small library."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, sin
from pathlib import Path
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from typing_extensions import override

from app.domain.cities import City
from app.domain.maps import Box
from app.domain.points import Location
from app.services.maps.crs import to_wgs84
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from twin_viewer.jobs.comparing import Pair, PairState
from twin_viewer.jobs.datasets import (
    Activity,
    Change,
    CloudSource,
    Dataset,
    DatasetKind,
    DatasetState,
)
from twin_viewer.jobs.messages import Generation
from twin_viewer.model.cities import BuildingTile, CityModel, CityObject, Surface, TileKey, Value
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles, Reference, SceneFrame
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.model.networks import Fibre, Mast, NetworkPlan
from twin_viewer.model.panoramas import Survey
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.scenes import Act
from twin_viewer.rendering.stage import Stage

FRAME: Final = SceneFrame(413_500, 5_725_500)
"""The middle of the squares of `SmallLibrary`."""

KEYS: Final = tuple(TileKey(412 + number % 3, 5724 + number // 3) for number in range(9))
GROUND: Final = 60.0
_HOUSES: Final = 200
_FACES: Final = (
    ((0, 1, 5), (0, 5, 4), (1, 2, 6), (1, 6, 5), (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7)),
    ((4, 5, 6), (4, 6, 7)),
)
"""Walls and roof of a house."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a ray met."""

    place: Doubles
    kind: str = "terrain"
    id: str = ""


class Plain:
    """A level ground of one height; the sky above it.

    Attributes:
        level: Height of the ground.
        spots: What is picked before the ground: function of a pixel, None for nothing.
    """

    def __init__(self, level: float = 60.0) -> None:
        self.level = level
        self.spots: Callable[[float, float], Touch | None] = lambda _x, _y: None

    def pick(self, camera: Camera, x: float, y: float, width: int, height: int) -> Touch | None:
        """Return the ground under a pixel."""
        found = self.spots(x, y)
        if found is not None:
            return found
        ray = camera.ray(x, y, width, height)
        if ray[2] >= -1e-6:
            return None
        return Touch(camera.position + ray * ((self.level - camera.height) / ray[2]))

    def height_at(self, _east: float, _north: float) -> float | None:
        """Return the height of the ground."""
        return self.level

    def heights_at(self, places: Doubles) -> Doubles:
        """Return the height of the ground at many places."""
        return np.full(len(places), self.level)


class Clock:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class FakeStage(Stage):
    """A stage that notes what it is told and draws nothing; no thread is started.

    Attributes:
        moves: Cameras it was given, and whether they were moving.
        acts: What was to be done to the scene.
        frames: How many pictures were asked for.
    """

    def __init__(self, frame: SceneFrame = FRAME) -> None:
        super().__init__(frame)
        self.camera = Camera(0.0, -1000.0, 560.0, 0.0, -26.565)
        self.moves: list[tuple[Camera, bool]] = []
        self.acts: list[Act] = []
        self.frames = 0
        self.is_started = self.is_closed = False

    @override
    def set_camera(self, camera: Camera, *, is_moving: bool = False) -> None:
        self.camera = camera
        self.moves.append((camera, is_moving))
        self.camera_changed.emit(camera)

    @override
    def do(self, act: Act, *, redraw: bool = True) -> None:
        self.acts.append(act)
        self.frames += redraw

    @override
    def request_frame(self) -> None:
        self.frames += 1

    @override
    def start(self) -> None:
        self.is_started = True

    @override
    def close(self) -> None:
        self.is_closed = True


class SmallLibrary:
    """A few square kilometres of made-up houses and hills.

    Args:
        tell: Told of changes.
        keys: The squares.

    Attributes:
        asked: What it was asked to do with its data sets, each with what came along.
        facts_of: What else is known of an object by its id.
    """

    grids = Path("grids")
    is_loaded = True

    def __init__(
        self,
        tell: Callable[[Change], None] = lambda _change: None,
        keys: Sequence[TileKey] = KEYS,
    ) -> None:
        self.tell = tell
        self.keys = tuple(keys)
        self.added: list[Path] = []
        self.asked: list[tuple[object, ...]] = []
        self.facts_of: Callable[[str], Mapping[str, Value]] = lambda _: {}
        self.compared: list[Pair] = []
        self.comparisons: tuple[PairState, ...] = ()
        self.is_closed = False
        self.activity: Activity | None = None
        self.rejected: tuple[Fault, ...] = ()
        self.datasets: tuple[Dataset, ...] = (dataset(),) if keys else ()

    def start(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Note it."""
        self.is_closed = True

    def tile_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares."""
        return dict.fromkeys(self.keys, ("stadt",))

    def terrain_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares."""
        return dict.fromkeys(self.keys, ("stadt",))

    def ortho_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return nothing."""
        return {}

    def clouds(self) -> tuple[CloudSource, ...]:
        """Return nothing."""
        return ()

    def surveys(self) -> tuple[tuple[str, Survey], ...]:
        """Return nothing."""
        return ()

    def networks(self) -> tuple[tuple[str, NetworkPlan], ...]:
        """Return a mast and a route."""
        east, north = FRAME.east, FRAME.north
        line = np.array([(east - 900, north - 200, 61), (east + 900, north + 300, 61)], np.float64)
        mast = Mast(
            "mast-1", "Mast Bahnhof", "5g", (east + 150.0, north + 250.0, 60.0), 30.0, 400.0
        )
        return (("netz", NetworkPlan((Fibre("lwl-1", "Ring Ost", line),), (mast,), True)),)

    def objects(self) -> tuple[tuple[str, CityModel], ...]:
        """Return nothing."""
        return ()

    def read_tile(self, key: TileKey, *, with_attributes: bool = False) -> BuildingTile | None:
        """Return houses."""
        tile = houses(key, with_attributes=with_attributes)
        if not with_attributes:
            return tile
        objects = [
            replace(one, attributes={**one.attributes, **self.facts_of(one.id)})
            for one in tile.objects
        ]
        return replace(tile, objects=tuple(objects))

    def join_facts(self, facts_of: Callable[[str], Mapping[str, Value]]) -> None:
        """Let houses have attributes of one's own beside those they are made with."""
        self.facts_of = facts_of

    def attributes(self, object_id: str, key: TileKey) -> Mapping[str, Value] | None:
        """Return what is known of a house."""
        tile = self.read_tile(key, with_attributes=True)
        objects = () if tile is None else tile.objects
        return next((one.attributes for one in objects if one.id == object_id), None)

    def read_terrain(self, key: TileKey, step: float) -> HeightGrid | None:
        """Return level ground."""
        step = max(step, 8.0)
        count = round(1000 / step) + 1
        west, south = key.east_km * 1000.0, key.north_km * 1000.0
        heights = np.full((count, count), GROUND, np.float32)
        return HeightGrid(heights, west, south, step)

    def read_ortho(self, key: TileKey, pixels: int) -> OrthoImage | None:
        """Return nothing."""
        del key, pixels
        return None

    def compare(self, pairs: Sequence[Pair]) -> None:
        """Compare nothing."""
        self.compared += pairs

    def cancel_comparisons(self) -> None:
        """Forget them."""
        self.compared = []

    def place(
        self,
        id_: str,
        spot: tuple[float, float, float] | None,
        heading_deg: float = 0.0,
        scale: float = 1.0,
    ) -> None:
        """Nothing is kept."""
        del id_, spot, heading_deg, scale

    def add(self, paths: Sequence[Path]) -> None:
        """Note it."""
        self.added += paths

    def prefer(self, east: float, north: float) -> None:
        """Nothing is read."""

    def generate(self, wanted: Generation) -> None:
        """Note it."""
        self.asked.append(("generate", wanted))

    def set_visible(self, id_: str, is_visible: bool) -> None:
        """Note it."""
        self.asked.append(("visible", id_, is_visible))

    def cancel(self, id_: str) -> None:
        """Note it."""
        self.asked.append(("cancel", id_))

    def resume(self, id_: str) -> None:
        """Note it."""
        self.asked.append(("resume", id_))

    def remove(self, id_: str) -> None:
        """Note it."""
        self.asked.append(("remove", id_))

    def describe(self, id_: str, **words: str) -> None:
        """Note it."""
        self.asked.append(("describe", id_, words))


def houses(key: TileKey, *, with_attributes: bool = True) -> BuildingTile:
    """Return a square kilometre of houses, with the ground 60 m high."""
    rng = np.random.default_rng((key.east_km, key.north_km))
    places = rng.permutation(400)[:_HOUSES]
    middle = np.column_stack((places % 20, places // 20)) * 50.0 + 25.0
    middle += np.array((key.east_km, key.north_km)) * 1000.0 - (FRAME.east, FRAME.north)
    half, tall = rng.uniform(6, 16, (_HOUSES, 2)), rng.uniform(5, 22, _HOUSES)
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)] * 2)
    points = np.zeros((_HOUSES, 8, 3))
    points[:, :, :2] = middle[:, None] + signs * half[:, None]
    points[:, :, 2] = GROUND
    points[:, 4:, 2] += tall[:, None]
    walls, roofs = (np.array(part, np.int32) for part in _FACES)
    faces = np.concatenate((walls, roofs))
    rows = np.arange(_HOUSES, dtype=np.int32)
    kinds = [Surface.WALL] * len(walls) + [Surface.ROOF] * len(roofs)
    return BuildingTile(
        key,
        FRAME,
        points.reshape(-1, 3).astype(np.float32),
        (rows[:, None, None] * 8 + faces).reshape(-1, 3).astype(np.int32),
        np.repeat(rows, len(faces)),
        np.tile(np.array(kinds, np.uint8), _HOUSES),
        tuple(_house(key, int(row), tall[row], with_attributes=with_attributes) for row in rows),
        "stadt",
    )


def _house(key: TileKey, row: int, tall: float, *, with_attributes: bool) -> CityObject:
    attributes: dict[str, Value] = {
        "measuredHeight": round(float(tall), 1),
        "function": ("Wohnhaus", "Gewerbe", "Schule")[row % 7 % 3],
        "yearOfConstruction": 1900 + int(row) % 120,
        "address": f"Musterstraße {row + 1}",
    }
    return CityObject(f"{key}-{row}", "Building", attributes=attributes if with_attributes else {})


def dataset(**others: Any) -> Dataset:
    """Return a data set of buildings that is ready."""
    made = Dataset(
        id="stadt",
        name="Musterstadt (simuliert)",
        kind=DatasetKind.BUILDINGS,
        files=(),
        extent=None,
        reference=Reference(),
        date="2026",
        source="Simuliert: von diesem Programm erzeugt",
        licence="",
        size_bytes=0,
        cache_bytes=0,
        count=9,
        is_simulated=True,
        state=DatasetState.READY,
        progress=1.0,
        words="",
        faults=(),
        is_visible=True,
    )
    return replace(made, **others)


def twin_city(count: int = 40) -> City:
    """Return a city of some devices around the middle of the small library's squares."""
    longitude, latitude = to_wgs84(FRAME.east, FRAME.north)
    base = make_city(count)
    points = tuple(
        replace(
            point,
            location=Location(
                longitude + 0.020 * sin(2.4 * row) * (row / count),
                latitude + 0.012 * cos(2.4 * row) * (row / count),
            ),
        )
        for row, point in enumerate(base.points)
    )
    half = 0.021, 0.0135
    box = Box(longitude - half[0], latitude - half[1], longitude + half[0], latitude + half[1])
    return replace(base, points=points, box=box)


def twin_state(city: City, seconds: float = 0.0) -> CityState:
    """Return an ordinary state of the city with a few alarms."""
    at_us = START_US + round(seconds * 1e6)
    rules = city.rules[:: max(len(city.rules) // 6, 1)]
    alarms = {
        rule.id: make_alarm(by="Nina" if row % 3 == 1 else "") for row, rule in enumerate(rules)
    }
    return make_state(city, at_us=at_us, alarms=alarms, bad=(5,), silent=(8, 17))


def mouse(
    kind: QEvent.Type,
    at: tuple[float, float],
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> QMouseEvent:
    """Return an event of the mouse."""
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
    place = QPointF(*at)
    return QMouseEvent(kind, place, place, button, held, modifiers)


def wheel(at: tuple[float, float], steps: float) -> QWheelEvent:
    """Return an event of the wheel."""
    place = QPointF(*at)
    return QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, round(120 * steps)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def key(
    which: Qt.Key,
    *,
    is_down: bool = True,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    is_repeat: bool = False,
) -> QKeyEvent:
    """Return an event of the keyboard."""
    kind = QEvent.Type.KeyPress if is_down else QEvent.Type.KeyRelease
    return QKeyEvent(kind, int(which), modifiers, "", is_repeat)
