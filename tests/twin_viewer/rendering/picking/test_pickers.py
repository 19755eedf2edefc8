"""The picker names what a person sees: exactly, nearest first, nothing hidden or cut away."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin_viewer.rendering.scenery import FRAME, make_tile, overview
from twin_viewer.analysis.sections import SectionPlane
from twin_viewer.model.cities import BuildingTile, CityObject, TileKey
from twin_viewer.model.frames import Doubles, SceneFrame
from twin_viewer.model.grids import HeightGrid
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.picking import Hit, HitKind, Picker

WIDTH, HEIGHT = 320, 240
KEY = TileKey(412, 5725)
DOWN = np.array((0.0, 0.0, -1.0))


@pytest.fixture
def picker() -> Iterator[Picker]:
    picker = Picker(FRAME)
    picker.put_tile(make_tile())
    yield picker
    picker.drop_tile("stadt")


def point_at(picker: Picker, place: tuple[float, float, float], camera: Camera) -> Hit | None:
    x, y, _ = camera.project(np.array([place]), WIDTH, HEIGHT)[0]
    return picker.pick(camera, x, y, WIDTH, HEIGHT)


def first_by_hand(tile: BuildingTile, origin: Doubles, ray: Doubles) -> tuple[float, int]:
    """Return distance and owner of the first triangle, by solving for each (Möller, Trumbore)."""
    a, b, c = (tile.points[tile.triangles[:, corner]].astype(float) for corner in range(3))
    cross = np.cross(ray, c - a)
    scale = np.einsum("ij,ij->i", b - a, cross)
    with np.errstate(divide="ignore", invalid="ignore"):
        across = np.einsum("ij,ij->i", origin - a, cross) / scale
        other = np.cross(origin - a, b - a)
        up = other @ ray / scale
        distance = np.einsum("ij,ij->i", c - a, other) / scale
        is_met = (across >= 0) & (up >= 0) & (across + up <= 1) & (distance > 0)
    distance = np.where(is_met, distance, np.inf)
    first = int(np.argmin(distance))
    return float(distance[first]), int(tile.owners[first]) if np.isfinite(distance[first]) else -1


@given(st.integers(0, 15), st.floats(0.1, 11.9), st.floats(0.1, 11.9))
def test_every_roof_is_the_one_of_its_house(row: int, east: float, north: float) -> None:
    picker = _PICKER
    above = np.array((row % 4 * 30 + east, row // 4 * 30 + north, 300.0))
    hit = picker.ray(above, DOWN)
    assert hit is not None
    assert (hit.kind, hit.id, hit.row, hit.tile) == (HitKind.BUILDING, f"Haus-{row}", row, KEY)
    assert hit.distance == pytest.approx(290, abs=1e-3)
    assert hit.place == pytest.approx((above[0], above[1], 10), abs=1e-3)


@given(st.floats(0, 360), st.floats(-70, -3), st.floats(0, 1), st.floats(0, 1))
def test_it_finds_what_trying_every_triangle_finds(
    heading: float, pitch: float, across: float, down: float
) -> None:
    camera = overview(180, heading, pitch)
    ray = camera.ray(across * WIDTH, down * HEIGHT, WIDTH, HEIGHT)
    distance, owner = first_by_hand(_TILE, camera.position, ray)
    hit = _PICKER.pick(camera, across * WIDTH, down * HEIGHT, WIDTH, HEIGHT)
    if hit is None or owner < 0:
        # Only a ray along an edge may be seen differently.
        assert (hit is None and owner < 0) or _touches_edge(camera.position, ray)
    elif not _touches_edge(camera.position, ray):
        assert hit.row == owner
        assert hit.distance == pytest.approx(distance, abs=0.01)


def _touches_edge(origin: Doubles, ray: Doubles) -> bool:
    around = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]) * 2e-3
    return len({first_by_hand(_TILE, origin + step, ray)[1] for step in around}) > 1


_TILE = make_tile()
_PICKER = Picker(FRAME)
_PICKER.put_tile(_TILE)


def test_the_nearest_of_several_tiles_is_met(picker: Picker) -> None:
    tower = make_tile(1, key=TileKey(412, 5726), south=1_000, height=200, dataset="turm")
    picker.put_tile(tower)
    eye = np.array((6.0, 1_300.0, 8.0))
    hit = picker.ray(eye, np.array((0.0, -1.0, 0.0)))
    assert hit is not None
    assert (hit.dataset, hit.tile) == ("turm", TileKey(412, 5726))
    picker.drop_tile("turm", TileKey(412, 5726))
    hit = picker.ray(eye, np.array((0.0, -1.0, 0.0)))
    assert hit is not None
    assert (hit.dataset, hit.id) == ("stadt", "Haus-12")


def test_a_part_is_named_after_its_building(picker: Picker) -> None:
    tile = make_tile(2)
    parts = (
        CityObject("Schule", "Building"),
        CityObject("Turnhalle", "BuildingPart", "Schule"),
        CityObject("Dach", "BuildingInstallation", "Turnhalle"),
        CityObject("Weg", "Road"),
    )
    picker.put_tile(replace(tile, objects=parts))
    hit = picker.ray(np.array((6.0, 36.0, 99.0)), DOWN)
    assert hit is not None
    assert (hit.kind, hit.id, hit.row, hit.part) == (HitKind.BUILDING, "Schule", 0, 2)
    assert picker.object_of(hit) == parts[0]
    assert picker.family_of(hit) == (0, 1, 2)
    road = picker.ray(np.array((36.0, 36.0, 99.0)), DOWN)
    assert road is not None
    assert (road.kind, road.id) == (HitKind.OBJECT, "Weg")
    picker.show(HitKind.BUILDING, is_visible=False)
    assert picker.ray(np.array((6.0, 6.0, 99.0)), DOWN) is None
    assert picker.ray(np.array((36.0, 36.0, 99.0)), DOWN) is not None
    slanted = np.array((0.0, 45.0, -9.0)) - (0.0, -20.0, 5.0)
    behind = picker.ray(np.array((36.0, -20.0, 9.5)), slanted / np.linalg.norm(slanted))
    assert behind is None or behind.kind is HitKind.OBJECT


def test_parts_that_name_each_other_do_not_hang(picker: Picker) -> None:
    tile = make_tile(1)
    picker.put_tile(replace(tile, objects=(CityObject("A", "BuildingPart", "A"),)))
    hit = picker.ray(np.array((6.0, 6.0, 99.0)), DOWN)
    assert hit is not None
    assert hit.id == "A"


def test_a_tile_of_another_frame_is_met_where_it_is(picker: Picker) -> None:
    far = replace(make_tile(1, dataset="fern"), frame=SceneFrame(412_500, 5_725_000, 20))
    picker.put_tile(far)
    hit = picker.ray(np.array((506.0, 6.0, 99.0)), DOWN)
    assert hit is not None
    assert hit.place[2] == pytest.approx(30, abs=1e-3)


def test_what_is_cut_away_is_not_met_and_the_inside_is(picker: Picker) -> None:
    picker.set_cuts(SectionPlane((412_006, 5_725_006, 5), (0, 0, -1)).planes(FRAME))
    assert picker.ray(np.array((6.0, -50.0, 8.0)), np.array((0.0, 1.0, 0.0))) is None
    hit = picker.ray(np.array((6.0, 6.0, 99.0)), DOWN)
    assert hit is None  # through the open top there is no floor
    inside = picker.ray(np.array((-80.0, 6.0, 4.0)), np.array((1.0, 0.0, 0.0)))
    assert inside is not None
    picker.set_cuts(SectionPlane((412_006, 5_725_006, 5), (1, 0, 0)).planes(FRAME))
    inside = picker.ray(np.array((-80.0, 6.0, 4.0)), np.array((1.0, 0.0, 0.0)))
    assert inside is not None
    assert inside.place[0] == pytest.approx(12, abs=1e-3)  # the far wall, from within
    picker.set_cuts(None)
    inside = picker.ray(np.array((-80.0, 6.0, 4.0)), np.array((1.0, 0.0, 0.0)))
    assert inside is not None
    assert inside.place[0] == pytest.approx(0, abs=1e-3)


def test_a_mark_before_a_wall_is_met_and_one_behind_it_is_not(picker: Picker) -> None:
    camera = looking_at(np.array((6.0, 0.0, 5.0)), 60, 0, -2)
    places = np.array([(6.0, -3.0, 5.0), (36.0, 20.0, 5.0)])
    picker.put_spots(HitKind.SENSOR, ["vorn", "hinten"], places, 8)
    hit = point_at(picker, (6.0, -3.0, 5.0), camera)
    assert hit is not None
    assert (hit.kind, hit.id, hit.row) == (HitKind.SENSOR, "vorn", 0)
    assert hit.place == pytest.approx((6, -3, 5))
    hit = point_at(picker, (36.0, 20.0, 5.0), camera)
    assert hit is not None
    assert hit.kind is HitKind.BUILDING
    picker.show(HitKind.SENSOR, is_visible=False)
    hit = point_at(picker, (6.0, -3.0, 5.0), camera)
    assert hit is not None
    assert hit.kind is HitKind.BUILDING
    picker.show(HitKind.SENSOR, is_visible=True)
    picker.drop_marks(HitKind.SENSOR)
    hit = point_at(picker, (6.0, -3.0, 5.0), camera)
    assert hit is not None
    assert hit.kind is HitKind.BUILDING


def test_of_marks_under_the_pointer_the_nearest_is_met() -> None:
    picker = Picker(FRAME)
    camera = Camera(0, 0, 0, 0, 0)
    places = np.array([(0.0, 90.0, 0.0), (0.3, 30.0, 0.0), (0.0, -5.0, 0.0)])
    picker.put_spots(HitKind.MAST, ["fern", "nah", "hinter mir"], places, 12)
    picker.put_spots(HitKind.PANORAMA, ["weiter"], np.array([(0.0, 60.0, 0.0)]), 12)
    hit = picker.pick(camera, WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT)
    assert hit is not None
    assert (hit.kind, hit.id) == (HitKind.MAST, "nah")
    assert picker.pick(camera, 0, 0, WIDTH, HEIGHT) is None


def test_a_mark_that_is_cut_away_is_not_met() -> None:
    picker = Picker(FRAME)
    picker.put_spots(HitKind.MAST, ["weg"], np.array([(0.0, 30.0, 0.0)]), 12)
    picker.set_cuts(SectionPlane((412_000, 5_725_010, 0), (0, -1, 0)).planes(FRAME))
    assert picker.pick(Camera(0, 0, 0, 0, 0), WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT) is None


def test_a_route_is_met_anywhere_along_it() -> None:
    picker = Picker(FRAME)
    route = np.array([(-20.0, 40.0, 0.0), (20.0, 40.0, 0.0), (20.0, 80.0, 0.0)])
    picker.put_lines(HitKind.FIBRE, ["leer", "Trasse"], [route[:0], route], 4)
    camera = Camera(0, 0, 10, 0, -10)
    hit = point_at(picker, (7.0, 40.0, 0.0), camera)
    assert hit is not None
    assert (hit.kind, hit.id, hit.row) == (HitKind.FIBRE, "Trasse", 1)
    assert hit.place == pytest.approx((7, 40, 0), abs=0.2)
    assert point_at(picker, (7.0, 60.0, 0.0), camera) is None


def hills(step: float = 5.0) -> HeightGrid:
    places = np.arange(0, 1_000, step) + step / 2
    heights = 20 * np.sin(places / 150)[None] * np.cos(places / 90)[:, None] - 30
    return HeightGrid(heights.astype(np.float32), 412_000 + step / 2, 5_725_000 + step / 2, step)


@given(st.floats(10, 990), st.floats(10, 990), st.floats(0, 360), st.floats(-85, -15))
def test_the_ground_is_met_at_its_height(
    east: float, north: float, heading: float, pitch: float
) -> None:
    picker = _HILLS
    height = picker.height_at(east, north)
    assert height is not None
    place = np.array((east, north, height))
    camera = looking_at(place, 30, heading, pitch)
    hit = picker.pick(camera, WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT)
    assert hit is not None
    assert hit.kind is HitKind.TERRAIN
    assert hit.distance <= 30.1
    met = picker.height_at(hit.place[0], hit.place[1])
    assert met == pytest.approx(hit.place[2], abs=0.15)


_HILLS = Picker(FRAME)
_HILLS.put_grid(KEY, hills())


def test_walls_hide_the_ground_and_the_ground_hides_walls(picker: Picker) -> None:
    picker.put_grid(KEY, replace(hills(), heights=np.full((200, 200), 4.0, np.float32)))
    hit = picker.ray(np.array((6.0, 6.0, 99.0)), DOWN)
    assert hit is not None
    assert hit.kind is HitKind.BUILDING
    low = np.array((6.0, -60.0, 22.0))
    towards = np.array((6.0, 0.0, 1.0)) - low
    hit = picker.ray(low, towards / np.linalg.norm(towards))
    assert hit is not None
    assert hit.kind is HitKind.BUILDING  # the grid begins at the house
    towards = np.array((20.0, 60.0, 1.0)) - np.array((20.0, 20.0, 30.0))
    hit = picker.ray(np.array((20.0, 20.0, 30.0)), towards / np.linalg.norm(towards))
    assert hit is not None
    assert (hit.kind, hit.id) == (HitKind.TERRAIN, "")
    assert hit.place[2] == pytest.approx(4, abs=1e-3)
    picker.show(HitKind.TERRAIN, is_visible=False)
    assert picker.ray(np.array((20.0, 20.0, 30.0)), DOWN) is None
    picker.show(HitKind.TERRAIN, is_visible=True)
    picker.drop_grid(KEY)
    assert picker.ray(np.array((20.0, 20.0, 30.0)), DOWN) is None


def test_without_heights_the_plane_below_is_the_ground(picker: Picker) -> None:
    assert picker.height_at(20, 20) is None
    picker.set_bottom(-2.0)
    assert picker.height_at(20, 20) == -2
    hit = picker.ray(np.array((20.0, 20.0, 98.0)), DOWN)
    assert hit is not None
    assert hit.distance == pytest.approx(100)
    assert picker.ray(np.array((20.0, 20.0, 98.0)), -DOWN) is None
    picker.put_grid(KEY, hills())
    assert picker.height_at(20, 20) == pytest.approx(-30, abs=20)
    assert picker.height_at(20_000, 20) == -2


def test_a_grid_of_nothing_is_none() -> None:
    picker = Picker(FRAME)
    picker.put_grid(KEY, replace(hills(), heights=np.full((4, 4), np.nan, np.float32)))
    assert picker.height_at(20, 20) is None


def test_an_empty_scene_has_nothing_under_the_pointer() -> None:
    assert Picker(FRAME).pick(overview(), 10, 10, WIDTH, HEIGHT) is None
    empty = make_tile(1)
    empty = replace(
        empty, triangles=empty.triangles[:0], owners=empty.owners[:0], surfaces=empty.surfaces[:0]
    )
    picker = Picker(FRAME)
    picker.put_tile(empty)
    assert picker.pick(overview(), 160, 120, WIDTH, HEIGHT) is None
    assert picker.tiles()[0].objects == empty.objects


def test_read_only_arrays_of_a_cache_are_used_as_they_are(picker: Picker) -> None:
    tile = make_tile(dataset="fest")
    points = np.frombuffer(tile.points.tobytes(), np.float32).reshape(-1, 3)
    triangles = np.frombuffer(tile.triangles.tobytes(), np.int32).reshape(-1, 3)
    picker.drop_tile("stadt")
    picker.put_tile(replace(tile, points=points, triangles=triangles))
    hit = picker.ray(np.array((6.0, 6.0, 99.0)), DOWN)
    assert hit is not None
    assert hit.id == "Haus-0"


def test_many_heights_are_those_of_each_place(picker: Picker) -> None:
    rng = np.random.default_rng(3)
    places = rng.uniform(-300, 1_300, (200, 2))
    assert np.isnan(picker.heights_at(places)).all()
    picker.set_bottom(-2.0)
    picker.put_grid(KEY, hills())
    one_by_one = [picker.height_at(east, north) for east, north in places.tolist()]
    assert picker.heights_at(places) == pytest.approx(np.array(one_by_one, np.float64))
    assert picker.heights_at(np.zeros((0, 2))).shape == (0,)
