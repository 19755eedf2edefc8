"""LAS and LAZ: what a file says of itself, all of its points, and a first picture of them."""

from datetime import date
from pathlib import Path

import laspy
import numpy as np
import pytest

from tests.fakes.laser_scans import SAMPLES, make_places, never, write_scan
from twin_viewer.formats.las import cloud_info, read_cloud, sample_cloud
from twin_viewer.model.frames import HeightReference

LASER = SAMPLES / "laz"
needs_samples = pytest.mark.skipif(not LASER.is_dir(), reason="the samples are not here")


@needs_samples
@pytest.mark.parametrize(
    "name",
    [
        "3dm_32_548_5725_1_ni_20230904.laz",
        "3dm_32_548_5725_1_ni_20240327.laz",
        "autzen_trim.laz",
        "lone-star.copc.laz",
    ],
)
def test_samples_have_the_points_laspy_counts(name: str) -> None:
    path = LASER / name
    there = laspy.read(path)
    info, cloud = cloud_info(path), read_cloud(path)
    assert info.count == len(cloud.points) == len(there.points)
    assert info.faults == cloud.faults == ()
    assert info.is_copc == name.endswith(".copc.laz")
    assert info.point_format == there.header.point_format.id
    assert cloud.classes is not None
    assert cloud.intensity is not None
    assert np.array_equal(cloud.classes, np.asarray(there.classification))
    assert np.array_equal(cloud.intensity, np.asarray(there.intensity))
    if not info.reference.is_foreign:
        assert np.allclose(cloud.points, there.xyz, atol=1e-6)


@needs_samples
def test_a_german_tile_says_where_it_is_and_what_its_heights_are() -> None:
    info = cloud_info(LASER / "3dm_32_548_5725_1_ni_20240327.laz")
    assert info.bounds is not None
    west, south, low, east, north, high = info.bounds
    assert 548_000 <= west < east <= 549_000
    assert 5_725_000 <= south < north <= 5_726_000
    assert 200 < low < high < 400
    assert info.reference.crs == "EPSG:25832"
    assert info.reference.heights is HeightReference.UNKNOWN
    assert "DHHN2016" in info.reference.note
    assert info.survey_date == date(2024, 5, 2)


@needs_samples
def test_feet_become_metres_and_another_continent_is_marked() -> None:
    info = cloud_info(LASER / "autzen_trim.laz")
    assert info.reference.is_foreign
    assert info.bounds is not None
    assert info.bounds[3] - info.bounds[0] == pytest.approx(1177.46 * 0.3048, rel=1e-3)


@pytest.mark.parametrize(
    ("point_format", "version"),
    [(0, "1.1"), (1, "1.1"), (2, "1.2"), (3, "1.2"), (4, "1.3"), (5, "1.3")]
    + [(number, "1.4") for number in range(6, 11)],
)
@pytest.mark.parametrize("ending", ["las", "laz"])
def test_every_point_format_is_read(
    tmp_path: Path, point_format: int, version: str, ending: str
) -> None:
    if ending == "laz" and point_format in {4, 5, 9, 10}:
        pytest.skip("lazrs does not write waveforms")
    places = make_places(3_000)
    path = write_scan(tmp_path / f"a.{ending}", places, point_format=point_format, version=version)
    cloud, info = read_cloud(path), cloud_info(path)
    assert info.count == len(cloud.points) == 3_000
    assert np.allclose(cloud.points, places, atol=0.001)
    assert cloud.classes is not None
    assert set(np.unique(cloud.classes)) == {2, 6}
    assert info.has_color == (cloud.colors is not None) == (point_format in {2, 3, 5, 7, 8, 10})
    assert info.reference.heights is HeightReference.DHHN2016
    if cloud.colors is not None:
        assert cloud.colors[300].tolist() == [44, 94, 144]


def test_version_1_0_is_read(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.las", make_places(100), point_format=0, version="1.2")
    data = bytearray(path.read_bytes())
    data[25] = 0
    path.write_bytes(data)
    assert cloud_info(path).version == "1.0"
    assert len(read_cloud(path).points) == 100


def test_colours_of_eight_bits_are_recognised(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(1_000), color_bits=8)
    colors = read_cloud(path).colors
    assert colors is not None
    assert colors[200].tolist() == [200, 250, 44]


def test_black_points_have_no_colour(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(50))
    data = laspy.read(path)
    data.red[:], data.green[:], data.blue[:] = 0, 0, 0
    data.write(path)
    assert read_cloud(path).colors is None


def test_a_limit_thins_evenly(tmp_path: Path) -> None:
    places = make_places(120_000)
    path = write_scan(tmp_path / "a.laz", places)
    cloud = read_cloud(path, limit=10_000)
    assert len(cloud.points) == 10_000
    assert np.allclose(cloud.points, places[::12], atol=0.001)


@pytest.mark.parametrize("ending", ["las", "laz"])
def test_a_first_picture_comes_from_all_over_the_file_in_small_blocks(
    tmp_path: Path, ending: str
) -> None:
    places = make_places(400_000)
    places = places[np.argsort(places[:, 1])]  # as a survey flies: strip after strip
    path = write_scan(tmp_path / f"a.{ending}", places)
    blocks = list(sample_cloud(path, 100_000, never))
    points = np.concatenate([block.points for block in blocks])
    assert 60_000 <= len(points) <= 100_000
    assert max(len(block.points) for block in blocks) <= 50_000
    strips = np.histogram(points[:, 1], bins=8)[0]
    assert (strips > 0).all()
    first = np.histogram(blocks[0].points[:, 1], bins=8)[0]
    assert np.count_nonzero(first) >= 4


def test_a_sample_of_more_than_there_is_has_every_point_once(tmp_path: Path) -> None:
    places = make_places(130_000)
    path = write_scan(tmp_path / "a.laz", places)
    points = np.concatenate([block.points for block in sample_cloud(path, 10**6, never)])
    assert np.allclose(np.sort(points[:, 0]), np.sort(places[:, 0]), atol=0.001)


def test_a_sample_stops_when_asked(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(300_000))
    answers = iter([False, False, True, True, True, True, True, True])
    blocks = list(sample_cloud(path, 10**6, lambda: next(answers)))
    assert len(blocks) <= 1
