"""Objects are set down where people say; old catalogues load; faults of one kind are told once."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.cache.sources import stamp, state_of
from twin_viewer.jobs import catalogue
from twin_viewer.jobs.catalogue import Entry
from twin_viewer.jobs.gathering import MOST, grouped
from twin_viewer.jobs.grids import GRIDS, prepare_grids, use_grids
from twin_viewer.jobs.places import ObjectPlace, placed_extent, set_down
from twin_viewer.model.faults import Fault

METRES = st.floats(-1e6, 1e6)


@given(METRES, METRES, st.floats(0, 360), st.floats(0.01, 100))
def test_an_object_stands_on_its_spot(
    east: float, north: float, heading: float, scale: float
) -> None:
    points = np.array([(0, 0, 5), (4, 0, 5), (4, 2, 5), (0, 2, 9)], np.float64) + 1_000
    place = ObjectPlace(east, north, 60.0, heading, scale)
    placed = set_down(points, place)
    assert placed[:, 2].min() == pytest.approx(60)
    assert np.ptp(placed[:, 2]) == pytest.approx(4 * scale)
    middle = (placed[0, :2] + placed[2, :2]) / 2
    assert middle == pytest.approx((east, north), abs=1e-6)
    assert np.linalg.norm(placed[1] - placed[0]) == pytest.approx(4 * scale)
    extent = placed_extent((1_000, 1_000, 1_004, 1_002), place)
    assert extent[:2] == pytest.approx(placed[:, :2].min(axis=0), abs=1e-6)
    assert extent[2:] == pytest.approx(placed[:, :2].max(axis=0), abs=1e-6)


def test_a_turn_is_clockwise() -> None:
    points = np.array([(0, -5, 0), (0, 5, 0)], np.float64)
    placed = set_down(points, ObjectPlace(0, 0, 0, 90.0))
    assert placed[1] == pytest.approx((5, 0, 0))
    assert not len(set_down(np.zeros((0, 3)), ObjectPlace(0, 0, 0)))


def test_places_are_kept_and_catalogues_of_before_load(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.json"
    entry = Entry("a", "Denkmal", "object", "g", place=ObjectPlace(412_000, 5_725_000, 60, 30, 2))
    catalogue.save(path, [entry])
    assert catalogue.load(path) == ({"a": entry}, True)
    written = json.loads(path.read_text("utf-8"))
    del written["entries"][0]["place"]
    path.write_text(json.dumps(written), "utf-8")
    entries, is_sound = catalogue.load(path)
    assert is_sound
    assert entries["a"].place is None


def test_many_faults_of_one_kind_are_told_once() -> None:
    few = [Fault("a.gml", f"t{n}", f"Die Fläche {n} fehlt.") for n in range(MOST)]
    assert grouped(few) == tuple(few)
    many = [*few, Fault("a.gml", "x", "Ein Verweis auf „y“ führt ins Leere."), *few]
    told = grouped(many)
    assert [fault.item for fault in told] == ["t0", "x"]
    assert told[0].reason == "Die Fläche 0 fehlt. Weitere Stellen dieser Art: 99."
    assert told[1] == many[MOST]
    fatal = [Fault("a.gml", "", "Die Fläche 7 fehlt.", is_fatal=True)]
    assert sum(fault.is_fatal for fault in grouped([*many, *fatal])) == 1


def test_a_world_file_makes_another_source_of_an_image(tmp_path: Path) -> None:
    picture, scan = tmp_path / "a.tif", tmp_path / "a.laz"
    picture.write_bytes(b"x" * 9)
    scan.write_bytes(b"x" * 9)
    before = stamp(picture, "ortho"), stamp(scan, "cloud")
    (tmp_path / "a.tfw").write_bytes(b"1\n")
    assert not before[0].is_unchanged()
    assert before[1].is_unchanged()
    assert stamp(picture, "ortho").key != before[0].key
    assert stamp(picture, "ortho").is_unchanged()
    assert state_of(picture)[1] == 11


def test_the_folder_for_grids_is_made_and_looked_into(tmp_path: Path) -> None:
    folder = tmp_path / GRIDS
    prepare_grids(folder)
    assert folder.is_dir()
    assert not use_grids(folder)
    assert not use_grids(tmp_path / "nowhere")
