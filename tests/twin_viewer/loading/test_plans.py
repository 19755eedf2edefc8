"""Plans name the nearest first, refine what is rough, and neither thrash nor forget."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin_viewer.rendering.scenery import FRAME
from twin_viewer.loading.plans import (
    KEPT_TILES,
    MOST_TILES,
    Job,
    Kind,
    Plan,
    distances,
    has_moved,
    nearest,
    pixels_of,
    reachable,
)
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import Camera

SQUARE = frozenset(TileKey(412 + x, 5725 + y) for x in range(-4, 4) for y in range(-4, 4))
NORTH = Camera(500, 500, 200, heading=0, pitch=-20)


def done(plan: Plan, camera: Camera, ground: float = 0.0) -> list[Job]:
    """Do everything that is wanted, in order."""
    jobs: list[Job] = []
    while True:
        plan.aim(camera, ground)
        job, left = plan.next(camera)
        if job is None:
            assert left == 0
            return jobs
        assert left >= 1
        plan.note(job)
        jobs.append(job)


def test_the_square_below_comes_first_and_what_is_behind_last() -> None:
    jobs = done(Plan(FRAME, tiles=SQUARE), NORTH)
    assert {job.key for job in jobs} == SQUARE
    assert jobs[0].key == TileKey(412, 5725)
    ahead = TileKey(412, 5727)
    behind = TileKey(412, 5723)
    order = [job.key for job in jobs]
    assert order.index(ahead) < order.index(behind)


@given(st.floats(-9_000, 9_000), st.floats(-9_000, 9_000), st.floats(0, 360))
def test_distances_are_those_to_the_nearest_edge(east: float, north: float, heading: float) -> None:
    camera = Camera(east, north, 100, heading, -10)
    away = distances(list(SQUARE), FRAME, camera)
    assert (away >= 0).all()
    aside = max(abs(east) - 4_000, 0), max(abs(north) - 4_000, 0)
    assert away.min() >= np.hypot(*aside) - 1e-6
    if not any(aside):
        assert away.min() == 0


def test_rough_ground_is_everywhere_before_it_becomes_fine() -> None:
    plan = Plan(FRAME, terrain=SQUARE)
    jobs = done(plan, replace(NORTH, height=3_000))
    assert [job.key for job in jobs].count(TileKey(412, 5725)) == 1
    more = done(plan, NORTH)
    assert 0 < len(more) < len(SQUARE)
    here = next(job for job in more if job.key == TileKey(412, 5725))
    assert min(patch.step for patch in here.patches) <= 4
    assert plan.has_terrain[here.key] == here.patches


def test_looking_round_asks_for_no_new_ground_and_going_far_does() -> None:
    plan = Plan(FRAME, terrain=SQUARE)
    done(plan, NORTH)
    assert done(plan, NORTH.turned(90, -10)) == []
    assert done(plan, replace(NORTH, east=505, north=503)) == []
    assert done(plan, replace(NORTH, east=1_500)) != []


@given(st.lists(st.floats(-9, 9), min_size=4, max_size=40))
def test_a_trembling_camera_does_not_make_it_load_again(steps: list[float]) -> None:
    plan = Plan(FRAME, tiles=SQUARE, terrain=SQUARE)
    done(plan, NORTH)
    for step in steps:
        assert done(plan, replace(NORTH, east=500 + step, height=200 + step)) == []


def test_photographs_come_where_there_is_ground_and_finer_near_by() -> None:
    near, far = TileKey(412, 5725), TileKey(412, 5735)
    plan = Plan(FRAME, terrain=frozenset((near, far)), photos=frozenset((near, far, TileKey(1, 1))))
    jobs = [job for job in done(plan, NORTH) if job.kind is Kind.PHOTO]
    assert {job.key: job.pixels for job in jobs} == {near: 2_048, far: 256}
    assert pixels_of(1e6) == 256


def test_what_changed_is_read_again() -> None:
    plan = Plan(FRAME, tiles=SQUARE, terrain=SQUARE)
    done(plan, NORTH)
    changed = TileKey(413, 5726)
    plan.renew(Kind.TILE, [changed])
    plan.renew(Kind.TERRAIN, [changed, TileKey(9, 9)])
    plan.renew(Kind.PHOTO, [changed])
    jobs = done(plan, NORTH)
    assert {(job.kind, job.key) for job in jobs} == {(Kind.TILE, changed), (Kind.TERRAIN, changed)}


def test_what_the_library_no_longer_has_goes() -> None:
    plan = Plan(FRAME, tiles=SQUARE)
    done(plan, NORTH)
    gone = TileKey(412, 5725)
    plan.tiles = SQUARE - {gone}
    plan.renew(Kind.TILE, [gone])
    assert plan.surplus(NORTH) == [Job(Kind.TILE, gone)]


def test_of_a_whole_state_only_what_is_near_is_kept() -> None:
    state = frozenset(TileKey(400 + x, 5700 + y) for x in range(40) for y in range(40))
    plan = Plan(FRAME, tiles=state)
    jobs = done(plan, NORTH)
    assert len(jobs) == MOST_TILES
    assert plan.surplus(NORTH) == []
    there = replace(NORTH, east=20_500)
    done(plan, there)
    gone = plan.surplus(there)
    assert len(plan.has_tile) - len(gone) <= KEPT_TILES
    assert all(job.key.east_km < 425 for job in gone)
    assert nearest(state, FRAME, there, 3)[0] == TileKey(432, 5725)


def test_how_far_is_far_depends_on_the_height() -> None:
    high = replace(NORTH, height=5_000)
    assert has_moved(NORTH, replace(NORTH, north=530), 100)
    assert not has_moved(high, replace(high, north=600), 5_000)
    assert has_moved(high, replace(high, height=4_000), 5_000)
    assert distances([], FRAME, NORTH) == pytest.approx(np.zeros(0))


def test_squares_of_another_land_are_left_to_a_scene_of_their_own() -> None:
    frame = SceneFrame(413_500, 5_725_500)
    here, near = TileKey(412, 5725), TileKey(340, 5650)
    elsewhere = [TileKey(0, 0), TileKey(-490, 5_725), TileKey(412, 5_830)]
    assert reachable([here, near, *elsewhere], frame) == {here, near}
    there = SceneFrame(500, 500)
    assert reachable([here, *elsewhere], there) == {TileKey(0, 0)}
