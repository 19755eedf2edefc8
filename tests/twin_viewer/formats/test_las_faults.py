"""Broken LAS and LAZ: what can be read is read, the rest is said in German, nothing is raised."""

import struct
from pathlib import Path

import laspy
import numpy as np
import pytest

from tests.fakes.laser_scans import make_places, never, write_scan
from twin_viewer.formats.las import cloud_info, read_cloud, sample_cloud


def sampled(path: Path) -> int:
    return sum(len(block.points) for block in sample_cloud(path, 10**6, never))


@pytest.mark.parametrize(("point_format", "version"), [(3, "1.2"), (7, "1.4")])
@pytest.mark.parametrize("share", [0.4, 0.7, 0.999])
def test_a_cut_off_laz_shows_what_is_left(
    tmp_path: Path, point_format: int, version: str, share: float
) -> None:
    places = make_places(160_000)
    path = write_scan(tmp_path / "a.laz", places, point_format=point_format, version=version)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    cloud = read_cloud(path)
    least = 160_000 * share * 0.9 - 50_000
    assert least < len(cloud.points) < 160_000
    assert np.allclose(cloud.points, places[: len(cloud.points)], atol=0.001)
    assert [fault for fault in cloud.faults if "160000" in fault.reason]
    assert [fault for fault in cloud_info(path).faults if "abgeschnitten" in fault.reason]
    assert sampled(path) == len(cloud.points)


def test_a_cut_off_las_shows_what_is_left(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.las", make_places(10_000))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 36 * 2_500 - 7])
    info = cloud_info(path)
    assert info.count == len(read_cloud(path).points) == 7_499
    assert info.faults[0].reason.startswith("Zahl der Punkte laut Kopf: 10000,")


def test_a_header_that_counts_too_many_points(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(60_000))
    data = bytearray(path.read_bytes())
    data[247:255] = struct.pack("<Q", 5_000_000)
    path.write_bytes(data)
    cloud = read_cloud(path)
    assert 50_000 <= len(cloud.points) <= 60_000
    assert cloud.faults


def test_a_broken_chunk_costs_only_its_own_points(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(200_000))
    data = bytearray(path.read_bytes())
    begin = int.from_bytes(data[96:100], "little") + 8
    middle = begin + (len(data) - begin) * 3 // 8
    data[middle : middle + 40_000] = bytes(40_000)
    path.write_bytes(data)
    cloud = read_cloud(path)
    assert len(cloud.points) >= 100_000
    assert sampled(path) >= 100_000


def test_no_points_at_all(tmp_path: Path) -> None:
    for ending in ("las", "laz"):
        path = write_scan(tmp_path / f"a.{ending}", np.empty((0, 3)))
        info = cloud_info(path)
        assert info.count == 0
        assert info.bounds is None
        assert info.faults[-1].is_fatal
        assert read_cloud(path).faults[-1].is_fatal
        assert sampled(path) == 0


@pytest.mark.parametrize("content", [b"", b"LASF", b"no scan at all" * 100, b"LASF" + bytes(400)])
def test_a_file_of_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.laz"
    path.write_bytes(content)
    assert cloud_info(path).faults[0].is_fatal
    assert read_cloud(path).faults[0].is_fatal
    blocks = list(sample_cloud(path, 1_000, never))
    assert blocks[0].faults[0].is_fatal


def test_a_missing_file_is_the_callers_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        cloud_info(tmp_path / "none.laz")


@pytest.mark.parametrize("scale", [0.0, float("nan"), -1.0, float("inf")])
def test_an_unusable_scale_is_replaced_and_said(tmp_path: Path, scale: float) -> None:
    path = write_scan(tmp_path / "a.las", make_places(500), scale=0.01)
    data = bytearray(path.read_bytes())
    data[131:139] = struct.pack("<d", scale)
    path.write_bytes(data)
    cloud = read_cloud(path)
    assert np.allclose(cloud.points, make_places(500), atol=0.01)
    assert "Maßstab" in cloud.faults[0].reason


def test_an_unusable_box_is_estimated(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(5_000))
    data = bytearray(path.read_bytes())
    data[179:227] = struct.pack("<6d", *[float("nan")] * 6)
    path.write_bytes(data)
    info = cloud_info(path)
    assert info.bounds is not None
    assert info.bounds[0] == pytest.approx(412_000, abs=1)
    assert "Ausdehnung" in info.faults[0].reason


def test_absurd_places_do_not_end_the_reading(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.las", make_places(1_000))
    data = bytearray(path.read_bytes())
    begin = int.from_bytes(data[96:100], "little")
    data[begin : begin + 12] = struct.pack("<3i", -(2**31), 2**31 - 1, 2**31 - 1)
    path.write_bytes(data)
    assert len(read_cloud(path).points) in {999, 1_000}


def test_without_a_reference_the_numbers_decide(tmp_path: Path) -> None:
    here = write_scan(tmp_path / "a.laz", make_places(100), crs=None)
    assert not cloud_info(here).reference.is_foreign
    assert "kein Koordinatensystem" in cloud_info(here).reference.note
    local = make_places(100) - (412_000, 5_725_000, 0)
    far = write_scan(tmp_path / "b.laz", local, crs=None, scale=0.01)
    assert cloud_info(far).reference.is_foreign


def test_a_code_without_heights_is_marked(tmp_path: Path) -> None:
    path = write_scan(
        tmp_path / "a.laz", make_places(100), point_format=3, version="1.2", crs="EPSG:25832"
    )
    info = cloud_info(path)
    assert info.reference.crs == "EPSG:25832"
    assert "Höhenbezug" in info.reference.note


def test_random_damage_never_raises(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(4_000), point_format=3, version="1.2")
    whole = path.read_bytes()
    random = np.random.default_rng(3)
    for _ in range(60):
        data = bytearray(whole)
        for place in random.integers(24, len(data), 6):
            data[place] ^= int(random.integers(1, 256))
        path.write_bytes(data)
        cloud_info(path)
        read_cloud(path)


def test_numbers_beyond_belief_neither_hang_nor_end_the_process(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(60_000))
    whole = path.read_bytes()
    begin = int.from_bytes(whole[96:100], "little")
    table = int.from_bytes(whole[begin : begin + 8], "little")
    records = bytearray(whole)
    records[100:104] = b"\xff" * 4  # as many records in the header
    path.write_bytes(records)
    assert cloud_info(path).faults[0].is_fatal
    rows = bytearray(whole)
    rows[table + 4 : table + 8] = b"\xff" * 4  # as many chunks in the table
    path.write_bytes(rows)
    assert len(read_cloud(path).points) == 60_000
    layers = bytearray(whole)
    layers[begin + 8 + 36 + 4 : begin + 8 + 36 + 40] = b"\xff" * 36  # gigabytes in a chunk
    path.write_bytes(layers)
    assert len(read_cloud(path).points) == 10_000
    assert "beschädigt" in read_cloud(path).faults[0].reason


def test_fields_of_its_own_that_are_described_wrongly(tmp_path: Path) -> None:
    path = tmp_path / "a.las"
    header = laspy.LasHeader(point_format=6, version="1.4")
    header.add_extra_dim(laspy.ExtraBytesParams("height", np.float32))
    with laspy.open(path, "w", header=header) as writer:
        writer.write_points(laspy.ScaleAwarePointRecord.zeros(10, header=header))
    data = bytearray(path.read_bytes())
    record = data.index(b"LASF_Spec") - 2 + 54
    data[record + 2 : record + 4] = bytes(2)  # raw bytes, and none of them
    path.write_bytes(data)
    (fault,) = cloud_info(path).faults
    assert fault.is_fatal
    assert "beschädigt" in fault.reason
    assert not len(read_cloud(path).points)
