"""Two surveys of one place: what was built and what is gone is found, and nothing else."""

import numpy as np
import pytest

from tests.fakes.laser_scans import SAMPLES
from twin_viewer.analysis.epochs import ChangeKind, compare
from twin_viewer.analysis.occupancy import Occupancy
from twin_viewer.formats.las import read_cloud
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.frames import HeightReference, Reference

House = tuple[float, float, float, float, float]
"""South-west corner, width, depth, height of the roof above sea level."""
HOUSE_A: House = (20.3, 30.7, 20.0, 15.0, 71.0)
HOUSE_B: House = (60.1, 60.2, 12.0, 18.0, 69.0)
SIDE = 100.0


def ground(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    return 60.0 + 0.03 * east + 0.5 * np.sin(north / 20.0)


def survey(density: float, seed: int, *houses: House, trees: bool = False) -> PointCloud:
    random = np.random.default_rng(seed)
    count = int(density * SIDE * SIDE)
    east, north = random.random((2, count)) * SIDE
    height = ground(east, north)
    if trees:
        is_crown = (east - 80) ** 2 + (north - 20) ** 2 < 64
        height += np.where(is_crown, random.random(count) * 12.0, 0.0)
    for west, south, width, depth, roof in houses:
        is_roof = (east >= west) & (east < west + width)
        is_roof &= (north >= south) & (north < south + depth)
        height[is_roof] = roof
    height += random.normal(0.0, 0.03, count)
    return PointCloud(np.column_stack([east + 412_000, north + 5_725_000, height]))


def volume(house: House) -> float:
    west, south, width, depth, roof = house
    east, north = np.meshgrid(
        np.linspace(west, west + width, 200), np.linspace(south, south + depth, 200)
    )
    return float((roof - ground(east, north)).mean()) * width * depth


@pytest.mark.parametrize(("before", "after"), [(8, 4), (4, 12), (3, 10), (20, 20)])
def test_a_house_built_and_one_gone_are_found_with_their_volumes(
    before: float, after: float
) -> None:
    change = compare(survey(before, 1, HOUSE_A), survey(after, 2, HOUSE_B))
    assert change.raised == pytest.approx(volume(HOUSE_B), rel=0.05)
    assert change.lowered == pytest.approx(volume(HOUSE_A), rel=0.05)
    kinds = change.kinds
    built = np.argwhere(kinds == ChangeKind.RAISED) * change.step
    corner = np.array((change.south - 5_725_000, change.west - 412_000))
    south, west = built.min(axis=0) + corner
    assert (west, south) == pytest.approx((60.1, 60.2), abs=2 * change.step)
    assert np.count_nonzero(kinds == ChangeKind.SAME) > 0.8 * kinds.size


def test_points_know_what_became_of_their_place() -> None:
    old, new = survey(8, 1, HOUSE_A), survey(6, 2, HOUSE_B)
    change = compare(old, new)
    on_roof = old.points[:, 2] > 68
    assert np.nanmedian(change.of_old[on_roof]) == pytest.approx(-10.0, abs=0.6)
    assert np.nanmedian(np.abs(change.of_old[~on_roof])) < 0.1
    assert change.is_gone[on_roof].mean() > 0.95
    built = new.points[:, 2] > 66.5
    assert change.is_new[built].mean() > 0.9
    bared = (np.abs(new.points[:, 0] - 412_030.3) < 11) & (
        np.abs(new.points[:, 1] - 5_725_038.2) < 9
    )
    assert change.is_new[~built & ~bared].mean() < 0.001
    assert change.is_new[bared].mean() > 0.5  # the ground under the old roof was never seen


@pytest.mark.parametrize(("before", "after"), [(1, 30), (12, 12), (0.05, 0.04)])
def test_the_same_place_surveyed_twice_did_not_change(before: float, after: float) -> None:
    change = compare(survey(before, 1, trees=True), survey(after, 2, trees=True))
    is_changed = np.isin(change.kinds, (ChangeKind.RAISED, ChangeKind.LOWERED))
    assert is_changed.mean() < 0.01
    assert abs(change.offset) < 0.1


def test_a_shift_of_all_heights_is_told() -> None:
    old, new = survey(8, 1), survey(8, 2)
    lifted = PointCloud(new.points + np.array((0.0, 0.0, 0.2)))
    assert compare(old, lifted).offset == pytest.approx(0.2, abs=0.02)


def test_only_where_both_are_is_compared() -> None:
    old, new = survey(8, 1), survey(8, 2)
    half = PointCloud(new.points[new.points[:, 0] < 412_050])
    change = compare(old, half)
    assert change.kinds.shape[1] * change.step == pytest.approx(50, abs=2)
    assert np.isnan(change.of_old[old.points[:, 0] > 412_052]).all()


def test_surveys_apart_and_empty_ones_are_said() -> None:
    old = survey(1, 1)
    far = PointCloud(old.points + np.array((5_000.0, 0.0, 0.0)))
    for new in (far, PointCloud(np.empty((0, 3)))):
        change = compare(old, new)
        assert change.faults[0].is_fatal
        assert len(change.of_new) == len(new.points)


def test_classes_choose_and_other_heights_are_said() -> None:
    old = survey(8, 1)
    new = survey(8, 2, HOUSE_B)
    classes = np.where(new.points[:, 2] > 66.5, 6, 2).astype(np.uint8)
    marked = PointCloud(
        new.points, classes=classes, reference=Reference(heights=HeightReference.ELLIPSOID)
    )
    change = compare(old, marked, classes=frozenset({2}))
    assert change.raised < 0.1 * volume(HOUSE_B)
    assert "Höhenbezüge" in "".join(fault.reason for fault in change.faults)
    assert "Klassen" in change.faults[0].reason


def test_layers_find_what_is_near_in_three_dimensions() -> None:
    cells, heights = np.array([0, 0, 4]), np.array([10.0, 30.0, 10.0])
    occupancy = Occupancy(cells, heights, (3, 3), 1.0)
    asked = np.array([0, 0, 0, 8, 8])
    near = occupancy.has_near(asked, np.array([10.5, 20.0, 29.2, 10.0, 30.0]))
    assert near.tolist() == [True, False, True, True, False]


@pytest.mark.skipif(not (SAMPLES / "laz").is_dir(), reason="the samples are not here")
def test_a_real_tile_of_two_years_is_mostly_the_same() -> None:
    old, new = (
        read_cloud(SAMPLES / "laz" / f"3dm_32_548_5725_1_ni_{day}.laz")
        for day in ("20230904", "20240327")
    )
    change = compare(old, new)
    assert np.count_nonzero(change.kinds == ChangeKind.SAME) > 0.8 * change.kinds.size
    assert np.count_nonzero(change.kinds > ChangeKind.SAME) < 0.02 * change.kinds.size
    assert abs(change.offset) < 0.3
    assert len(change.of_old) == len(change.of_new) == 10_000
    assert "Punkte liegen weit auseinander" in change.faults[0].reason
