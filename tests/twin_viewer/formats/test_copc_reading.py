"""COPC read node by node: the table of nodes, threads, pages of pages, broken entries."""

import io
import struct
import threading
from pathlib import Path

import laspy
import numpy as np
import pytest

from tests.fakes.laser_scans import SAMPLES, make_places, never, write_scan
from twin_viewer.formats.copc import CopcFile, write_copc
from twin_viewer.formats.copc.hierarchy import ENTRY, Hierarchy, table_of
from twin_viewer.formats.las_headers import LasError

SAMPLE = SAMPLES / "laz" / "lone-star.copc.laz"


@pytest.fixture(scope="module")
def octree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copc")
    source = write_scan(folder / "a.laz", make_places(200_000, side=400.0))
    write_copc(source, folder / "a.copc.laz", on_progress=lambda _: None, should_stop=never)
    return folder / "a.copc.laz"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the samples are not here")
def test_the_sample_has_the_nodes_and_points_laspy_finds() -> None:
    file = CopcFile(SAMPLE)
    there = laspy.read(SAMPLE)
    assert file.info.is_copc
    assert file.nodes.counts.sum() == len(there.points)
    points = np.concatenate([file.read(row).points for row in range(len(file.nodes))])
    assert np.allclose(np.sort(points[:, 2]), np.sort(np.asarray(there.z)), atol=1e-6)
    assert not file.info.faults
    file.close()


def test_columns_place_every_point_in_its_node(octree: Path) -> None:
    file = CopcFile(octree)
    nodes = file.nodes
    assert nodes.parents[0] == -1
    assert (nodes.parents[1:] < np.arange(1, len(nodes))).all()
    for row in range(len(nodes)):
        cloud = file.read(row)
        assert len(cloud.points) == nodes.counts[row]
        away = np.abs(cloud.points - nodes.centres[row])
        assert (away <= nodes.half_sizes[row] + 1e-6).all()
        assert cloud.colors is not None
        assert cloud.classes is not None
        parent = nodes.parents[row]
        if parent >= 0:
            assert nodes.spacings[row] == nodes.spacings[parent] / 2
    file.close()


def test_threads_read_at_once(octree: Path) -> None:
    file = CopcFile(octree)
    alone = [file.read(row).points for row in range(len(file.nodes))]
    wrong: list[int] = []

    def read_all() -> None:
        wrong.extend(
            row
            for row in range(len(file.nodes))
            if not np.array_equal(file.read(row).points, alone[row])
        )

    threads = [threading.Thread(target=read_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    file.close()
    assert not wrong


def entry(key: tuple[int, ...], offset: int, size: int, count: int) -> bytes:
    return struct.pack("<4iQ2i", *key, offset, size, count)


def paged(*pages: list[tuple[tuple[int, ...], int, int, int]]) -> Hierarchy:
    """Return a hierarchy of pages of 1,000 bytes each; a page's entries may point at others."""
    store = io.BytesIO()
    sizes = []
    for number, page in enumerate(pages):
        store.seek(number * 1_000)
        sizes.append(store.write(b"".join(entry(*each) for each in page)))
    data = store.getvalue().ljust(1_000_000, b"\0")
    return Hierarchy(lambda at, size: data[at : at + size], 0, sizes[0], len(data))


def test_pages_of_pages_are_read_when_wanted_and_rows_stay() -> None:
    size = ENTRY.itemsize
    hierarchy = paged(
        [((0, 0, 0, 0), 5_000, 10, 7), ((1, 1, 0, 0), 1_000, 2 * size, -1)],
        [((1, 1, 0, 0), 6_000, 10, 5), ((2, 2, 1, 0), 2_000, size, -1)],
        [((2, 2, 1, 0), 7_000, 10, 3)],
    )
    counts = []
    while hierarchy.has_more:
        hierarchy.read_pages(1)
        counts.append(hierarchy.entries["count"].tolist())
    assert counts == [[7], [7, 5], [7, 5, 3]]
    assert hierarchy.parents.tolist() == [-1, 0, 1]
    assert not hierarchy.faults
    table = table_of(hierarchy, np.array([8.0, 8.0, 8.0]), 8.0, 1.0)
    assert table.centres.tolist() == [[8, 8, 8], [12, 4, 4], [10, 6, 2]]


def test_broken_entries_are_left_out_and_said() -> None:
    hierarchy = paged(
        [
            ((0, 0, 0, 0), 5_000, 10, 7),
            ((0, 0, 0, 0), 5_000, 10, 7),  # twice
            ((1, 2, 0, 0), 5_000, 10, 7),  # beside the cube
            ((1, 0, 0, 0), 999_999, 10, 7),  # behind the end
            ((-3, 0, 0, 0), 5_000, 10, 7),
            ((1, 1, 1, 1), 5_000, -4, 7),
            ((3, 0, 0, 0), 5_000, 10, 2),  # its parent is lost: the root takes it
            ((1, 0, 1, 0), 2**40, 320, -1),  # a page that is not there
        ]
    )
    hierarchy.read_pages(100)
    assert hierarchy.entries["count"].tolist() == [7, 2]
    assert hierarchy.parents.tolist() == [-1, 0]
    assert len(hierarchy.faults) == 2
    assert "Einträge des Verzeichnisses: 5." in hierarchy.faults[1]


def test_pages_that_point_at_each_other_end() -> None:
    size = 2 * ENTRY.itemsize
    hierarchy = paged(
        [((0, 0, 0, 0), 5_000, 10, 7), ((1, 0, 0, 0), 1_000, size, -1)],
        [((1, 0, 0, 0), 5_000, 10, 7), ((0, 0, 0, 0), 0, size, -1)],
    )
    hierarchy.read_pages(100)
    assert not hierarchy.has_more


def test_a_broken_node_is_a_fault_and_the_rest_works(octree: Path, tmp_path: Path) -> None:
    file = CopcFile(octree)
    hurt = int(np.argmax(file.nodes.counts))
    place = int(file._hierarchy.entries[hurt]["offset"])
    file.close()
    data = bytearray(octree.read_bytes())
    data[place + 36 : place + 76] = b"\xff" * 40
    broken = tmp_path / "b.copc.laz"
    broken.write_bytes(data)
    file = CopcFile(broken)
    clouds = [file.read(row) for row in range(len(file.nodes))]
    assert [row for row, cloud in enumerate(clouds) if cloud.faults] == [hurt]
    assert "-" in clouds[hurt].faults[0].item
    file.close()


def test_a_plain_laz_is_no_octree(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "a.laz", make_places(10))
    with pytest.raises(LasError, match="COPC"):
        CopcFile(path)


def test_a_cut_off_octree_says_so(octree: Path, tmp_path: Path) -> None:
    data = octree.read_bytes()
    cut = tmp_path / "c.copc.laz"
    cut.write_bytes(data[: len(data) // 2])
    file = CopcFile(cut)
    assert len(file.nodes) == 0
    assert file.info.faults
    file.close()
