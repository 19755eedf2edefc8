"""COPC written of LAS and LAZ: nothing is lost, others can read it, it goes on where it stopped."""

from collections.abc import Callable
from pathlib import Path

import copclib
import laspy
import numpy as np
import pytest

from tests.fakes.laser_scans import SAMPLES, make_places, never, write_scan
from twin_viewer.formats.copc import CopcFile, writing
from twin_viewer.formats.copc.octree import CAPACITY
from twin_viewer.formats.copc.writing import CopcReport, write_copc
from twin_viewer.formats.las_headers import LasError

LASER = SAMPLES / "laz"


def convert(
    source: Path, target: Path, should_stop: Callable[[], bool] = never, **more: Path
) -> CopcReport:
    return write_copc(source, target, on_progress=lambda _: None, should_stop=should_stop, **more)


def after(times: int) -> Callable[[], bool]:
    """Return what wants to stop when it was asked so many times."""
    asked = iter([False] * times)
    return lambda: next(asked, True)


def octree_points(path: Path) -> laspy.ScaleAwarePointRecord:
    """Return all points of a COPC as laspy finds them through its hierarchy."""
    with laspy.CopcReader.open(path) as reader:
        return reader.query()


def rows_of(data: laspy.LasData | laspy.ScaleAwarePointRecord, names: list[str]) -> np.ndarray:
    """Return the wanted fields of all points, in an order of their own."""
    table = np.column_stack([np.asarray(data[name]).astype(np.float64) for name in names])
    return table[np.lexsort(table.T)]


FIELDS = [
    *("X", "Y", "Z", "intensity", "classification", "return_number", "number_of_returns"),
    *("point_source_id", "user_data"),
]
TIMED, COLOURED = [1, 3, *range(4, 11)], [2, 3, 5, 7, 8, 10]


@pytest.mark.parametrize(
    ("point_format", "version"),
    [(0, "1.2"), (1, "1.2"), (2, "1.2"), (3, "1.2"), (4, "1.3"), (5, "1.3")]
    + [(number, "1.4") for number in range(6, 11)],
)
def test_every_field_of_every_format_is_kept(
    tmp_path: Path, point_format: int, version: str
) -> None:
    source = write_scan(
        tmp_path / "a.las", make_places(4_000), point_format=point_format, version=version
    )
    target = tmp_path / "out" / "a.copc.laz"
    report = convert(source, target)
    assert (report.points, report.is_complete, report.faults) == (4_000, True, ())
    fields = FIELDS + ["gps_time"] * (point_format in TIMED)
    fields += ["red", "green", "blue"] * (point_format in COLOURED)
    before, after = laspy.read(source), octree_points(target)
    assert np.array_equal(rows_of(before, fields), rows_of(after, fields))
    header = laspy.read(target).header
    assert str(header.version) == "1.4"
    assert header.point_format.id in {6, 7, 8}
    assert np.array_equal(
        header.number_of_points_by_return[:3], before.header.number_of_points_by_return[:3]
    )
    assert np.allclose([header.mins, header.maxs], [before.header.mins, before.header.maxs])


def test_scan_angle_and_flags_of_old_formats_are_translated(tmp_path: Path) -> None:
    source = write_scan(tmp_path / "a.las", make_places(200), point_format=1, version="1.2")
    data = laspy.read(source)
    data.scan_angle_rank[:] = np.arange(200) % 90 - 45
    data.synthetic[:] = np.arange(200) % 2
    data.withheld[:] = np.arange(200) % 3 == 0
    data.edge_of_flight_line[:] = np.arange(200) % 5 == 0
    data.write(source)
    convert(source, tmp_path / "a.copc.laz")
    after = octree_points(tmp_path / "a.copc.laz")
    order = np.argsort(np.asarray(after.gps_time))
    degrees = np.rint(np.asarray(after.scan_angle)[order] * 0.006)
    assert np.array_equal(degrees, np.arange(200) % 90 - 45)
    for name in ("synthetic", "withheld", "edge_of_flight_line"):
        assert np.array_equal(np.asarray(after[name])[order], np.asarray(data[name]))


@pytest.mark.skipif(not LASER.is_dir(), reason="the samples are not here")
@pytest.mark.parametrize(
    "name", ["3dm_32_548_5725_1_ni_20230904.laz", "autzen_trim.laz", "lone-star.copc.laz"]
)
def test_samples_survive_and_others_can_read_them(tmp_path: Path, name: str) -> None:
    target = tmp_path / "a.copc.laz"
    report = convert(LASER / name, target)
    before = laspy.read(LASER / name)
    after = octree_points(target)
    assert report.points == len(before.points) == len(after)
    assert set(before.point_format.extra_dimension_names) <= set(after.array.dtype.names)
    fields = ["X", "Y", "Z", "gps_time", "intensity"]
    assert np.array_equal(rows_of(before, fields), rows_of(after, fields))
    reader = copclib.FileReader(str(target))
    nodes = reader.GetAllNodes()
    assert sum(node.point_count for node in nodes) == report.points
    assert len(nodes) == report.nodes
    assert reader.ValidateSpatialBounds()


def test_a_tree_of_several_cells_is_whole_and_its_nodes_are_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twin_viewer.formats.copc.sorting._A_CELL", 20_000)
    monkeypatch.setattr(writing, "_IN_MEMORY", 30_000)
    places = make_places(300_000, side=400.0)
    places[:120_000, :2] = (
        places[:120_000, :2] * 0.0 + places[0, :2] + np.random.default_rng(2).random((120_000, 2))
    )  # a hundred thousand points in one square metre
    source = write_scan(tmp_path / "a.laz", places)
    target = tmp_path / "a.copc.laz"
    report = convert(source, target)
    assert report.points == 300_000
    file = CopcFile(target)
    nodes = file.nodes
    assert nodes.counts.sum() == 300_000
    assert nodes.counts.max() <= CAPACITY
    assert nodes.levels[0] == 0
    assert (nodes.parents[1:] >= 0).all()
    seen = []
    for row in range(len(nodes)):
        points = file.read(row).points
        assert len(points) == nodes.counts[row]
        away = np.abs(points - nodes.centres[row]).max(axis=1) if len(points) else np.zeros(1)
        assert away.max() <= nodes.half_sizes[row] + 1e-6
        seen.append(points)
    file.close()
    found = np.concatenate(seen)
    assert np.allclose(np.sort(found[:, 0]), np.sort(places[:, 0]), atol=0.001)
    assert copclib.FileReader(str(target)).ValidateSpatialBounds()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.copc.laz", "a.laz"]


def test_identical_points_end_in_a_finite_tree(tmp_path: Path) -> None:
    places = np.repeat(make_places(2), 60_000, axis=0)
    report = convert(write_scan(tmp_path / "a.laz", places), tmp_path / "a.copc.laz")
    assert report.points == 120_000
    assert len(octree_points(tmp_path / "a.copc.laz")) == 120_000


def test_a_header_with_a_wrong_box_does_not_spoil_the_tree(tmp_path: Path) -> None:
    source = write_scan(tmp_path / "a.las", make_places(50_000))
    data = bytearray(source.read_bytes())
    data[179:227] = np.array([412_050.0, 412_000, 5_725_010, 5_725_000, 1, 0]).tobytes()
    source.write_bytes(data)
    convert(source, tmp_path / "a.copc.laz")
    assert copclib.FileReader(str(tmp_path / "a.copc.laz")).ValidateSpatialBounds()


def test_stopped_work_goes_on_and_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twin_viewer.formats.copc.sorting._A_CELL", 5_000)
    source = write_scan(tmp_path / "a.laz", make_places(100_000))
    whole, target, scratch = tmp_path / "w.copc.laz", tmp_path / "t.copc.laz", tmp_path / "s"
    convert(source, whole)
    shares: list[float] = []
    report = write_copc(
        source,
        target,
        on_progress=shares.append,
        should_stop=lambda: bool(shares) and shares[-1] > 0.7,
        scratch=scratch,
    )
    assert not report.is_complete
    assert not target.exists()
    done = len(list(scratch.glob("*.npz")))
    assert done > 3
    again: list[float] = []
    report = write_copc(
        source, target, on_progress=again.append, should_stop=never, scratch=scratch
    )
    assert report.is_complete
    assert again[0] > 0.6
    assert whole.read_bytes() == target.read_bytes()
    assert not scratch.exists()


def test_work_stopped_within_a_large_cell_doubles_no_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_IN_MEMORY", 10_000)
    source = write_scan(tmp_path / "a.laz", make_places(100_000))
    target = tmp_path / "t.copc.laz"
    for patience in (3, 6, 9, 12):
        assert not convert(source, target, after(patience)).is_complete
    assert convert(source, target).points == 100_000
    assert len(octree_points(target)) == 100_000


def test_a_lost_part_of_the_target_means_from_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twin_viewer.formats.copc.sorting._A_CELL", 5_000)
    source = write_scan(tmp_path / "a.laz", make_places(60_000))
    target = tmp_path / "t.copc.laz"
    assert not convert(source, target, after(10)).is_complete
    (tmp_path / "t.copc.laz.part").unlink()
    assert convert(source, target).points == 60_000
    assert len(octree_points(target)) == 60_000


def test_finished_work_is_recognised_and_another_source_is_not(tmp_path: Path) -> None:
    source = write_scan(tmp_path / "a.laz", make_places(5_000))
    target = tmp_path / "a.copc.laz"
    assert not convert(source, target).was_complete
    report = convert(source, target)
    assert report.was_complete
    assert report.points == 5_000
    write_scan(source, make_places(6_000))
    report = convert(source, target)
    assert not report.was_complete
    assert report.points == 6_000


def test_the_readable_part_of_a_broken_source_is_converted(tmp_path: Path) -> None:
    source = write_scan(tmp_path / "a.laz", make_places(160_000), point_format=3, version="1.2")
    source.write_bytes(source.read_bytes()[:-300_000])
    report = convert(source, tmp_path / "a.copc.laz")
    assert 50_000 <= report.points < 160_000
    assert report.faults
    assert len(octree_points(tmp_path / "a.copc.laz")) == report.points


def test_without_points_there_is_no_file(tmp_path: Path) -> None:
    source = write_scan(tmp_path / "a.las", np.empty((0, 3)))
    with pytest.raises(LasError):
        convert(source, tmp_path / "out" / "a.copc.laz")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_reference_system_is_kept_as_wkt(tmp_path: Path) -> None:
    source = write_scan(tmp_path / "a.las", make_places(100), point_format=1, version="1.2")
    convert(source, tmp_path / "a.copc.laz")
    file = CopcFile(tmp_path / "a.copc.laz")
    assert file.info.reference.crs == "EPSG:25832+7837"
    file.close()
