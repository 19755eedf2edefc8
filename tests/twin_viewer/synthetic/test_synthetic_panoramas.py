"""Panoramas agree with the geometry: edges are where a camera there would see them."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.backdrops import make_sky
from twin_viewer.synthetic.cities import City
from twin_viewer.synthetic.drives import plan_drive
from twin_viewer.synthetic.facades import Cell, make_atlas
from twin_viewer.synthetic.panoramas import Canvas, Slope, Wall
from twin_viewer.synthetic.plans import Plan
from twin_viewer.synthetic.scenes import Scene
from twin_viewer.synthetic.street_views import StreetView

WIDTH = 1_024
ATLAS = make_atlas()


def projected(canvas: Canvas, point: Doubles) -> tuple[float, float]:
    """Return column and row of a point, by the definition of the projection."""
    east, north, up = point - canvas.place
    turn = (np.degrees(np.arctan2(east, north)) - canvas.heading + 180.0) % 360.0
    raised = np.degrees(np.arctan2(up, np.hypot(east, north)))
    return turn / 360.0 * canvas.width - 0.5, (90.0 - raised) / 180.0 * canvas.height - 0.5


def wall_between(start: tuple[float, float], end: tuple[float, float], top: float) -> Wall:
    cells = np.array([[Cell.WINDOW]], dtype=np.uint8)
    tops = (top, top, top)
    tint = (1.0, 1.0, 1.0)
    return Wall(np.array(start), np.array(end), 0.0, tops, cells, top, tint, 1.0)


@pytest.fixture(scope="module")
def canvas() -> Canvas:
    return Canvas(WIDTH, ATLAS)


@settings(max_examples=60, deadline=None)
@given(
    heading=st.floats(0.0, 359.9),
    turn=st.floats(0.0, 6.28),
    distance=st.floats(4.0, 60.0),
    size=st.tuples(st.floats(1.0, 8.0), st.floats(3.0, 20.0)),
)
def test_a_wall_covers_what_it_covers(
    canvas: Canvas, heading: float, turn: float, distance: float, size: tuple[float, float]
) -> None:
    half, top = size
    canvas.aim(np.array((0.0, 0.0, 2.6)), heading)
    away, side = np.array((np.sin(turn), np.cos(turn))), np.array((np.cos(turn), -np.sin(turn)))
    start, end = away * distance - side * half, away * distance + side * half
    canvas.add_wall(wall_between((start[0], start[1]), (end[0], end[1]), top))
    rows, columns = np.nonzero(canvas.owner >= 0)
    left, _ = projected(canvas, np.array((*start, 2.6)))
    right, _ = projected(canvas, np.array((*end, 2.6)))
    width = (right - left) % WIDTH
    seen = (columns - left) % WIDTH
    assert seen.max() <= width
    assert len(np.unique(columns)) >= width - 1.0
    _, highest = projected(canvas, np.array((*(away * distance), top)))
    _, lowest = projected(canvas, np.array((*(away * distance), 0.0)))
    assert abs(rows.min() - highest) <= 1.0
    assert abs(rows.max() - lowest) <= 1.0


def test_the_back_of_a_wall_is_not_seen(canvas: Canvas) -> None:
    canvas.aim(np.array((0.0, 0.0, 2.0)), 0.0)
    canvas.add_wall(wall_between((5.0, 10.0), (-5.0, 10.0), 5.0))
    assert (canvas.owner < 0).all()


@pytest.mark.parametrize("nearest_first", [True, False])
def test_the_nearer_wall_hides_the_farther(canvas: Canvas, *, nearest_first: bool) -> None:
    canvas.aim(np.array((0.0, 0.0, 2.0)), 0.0)
    walls = [
        wall_between((-5.0, 10.0), (5.0, 10.0), 8.0),
        wall_between((-9.0, 20.0), (9.0, 20.0), 30.0),
    ]
    for wall in walls if nearest_first else walls[::-1]:
        canvas.add_wall(wall)
    column, row = (round(value) for value in projected(canvas, np.array((0.0, 10.0, 4.0))))
    assert canvas.pieces[canvas.owner[row, column]].face is walls[0]
    column, row = (round(value) for value in projected(canvas, np.array((0.0, 20.0, 25.0))))
    assert canvas.pieces[canvas.owner[row, column]].face is walls[1]


def test_a_hidden_body_is_known_to_be_hidden(canvas: Canvas) -> None:
    canvas.aim(np.array((0.0, 0.0, 2.0)), 0.0)
    canvas.add_wall(wall_between((-20.0, 10.0), (20.0, 10.0), 12.0))
    behind = np.array(((-3.0, 40.0, 0.0), (3.0, 40.0, 10.0), (3.0, 46.0, 10.0)))
    assert canvas.is_hidden(behind, 40.0)
    assert not canvas.is_hidden(behind + np.array((0.0, 0.0, 60.0)), 40.0)
    assert not canvas.is_hidden(behind - np.array((0.0, 33.0, 0.0)), 7.0)


def test_roofs_are_seen_from_above_their_plane_only(canvas: Canvas) -> None:
    canvas.aim(np.array((0.0, 0.0, 2.0)), 0.0)
    low = np.array(((-4.0, 10.0, 4.0), (4.0, 10.0, 4.0), (4.0, 14.0, 9.0), (-4.0, 14.0, 9.0)))
    canvas.add_slope(Slope(low, (1.0, 2.0, 3.0)))
    rows, _ = np.nonzero(canvas.owner >= 0)
    _, eaves = projected(canvas, low[0])
    _, ridge = projected(canvas, low[2] * (0.0, 1.0, 1.0))
    assert abs(rows.max() - eaves) <= 1.0
    assert abs(rows.min() - ridge) <= 1.0
    canvas.aim(np.array((0.0, 0.0, 2.0)), 0.0)
    flat = low.copy()
    flat[:, 2] = 6.0
    canvas.add_slope(Slope(flat, (1.0, 2.0, 3.0)))
    assert (canvas.owner < 0).all()


def test_the_sky_has_no_seam() -> None:
    sky = make_sky(512, 1).astype(np.int16)
    seam = np.abs(sky[:, 0] - sky[:, -1]).mean()
    usual = np.abs(sky[:, 1:] - sky[:, :-1]).mean()
    assert seam < usual * 3.0 + 1.0


def test_a_photograph_shows_the_city_where_it_is(plan: Plan, city: City) -> None:
    """Rays cut with the footprints one by one meet what the painter painted."""
    scene = Scene(city, plan.seed)
    stop = plan_drive(scene, 2)[0]
    view = StreetView(scene, [stop])
    view.photograph(stop, WIDTH)
    canvas = view.canvas(WIDTH)
    row = canvas.height // 2 - 2
    checked = 0
    for column in range(0, WIDTH, 9):
        number = int(canvas.owner[row, column])
        face = canvas.pieces[number].face if number >= 0 else None
        if not isinstance(face, Wall) or face.cells.shape == (1, 1):
            continue
        turn = np.radians(stop.heading + ((column + 0.5) / WIDTH - 0.5) * 360.0)
        end = (stop.east + np.sin(turn) * 380.0, stop.north + np.cos(turn) * 380.0)
        ray = shapely.LineString(((stop.east, stop.north), end))
        hit = scene.footprints[scene.buildings_in(ray)]
        camera = shapely.Point(stop.east, stop.north)
        nearest = shapely.distance(shapely.intersection(hit, ray), camera).min()
        assert abs(float(canvas.depth[row, column]) - nearest) < 0.05
        checked += 1
    assert checked > 15
