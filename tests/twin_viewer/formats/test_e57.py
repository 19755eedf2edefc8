"""E57: every scan with its pose, colours and intensity; broken files are said."""

from pathlib import Path

import numpy as np
import pye57
import pytest

from tests.fakes.laser_scans import SAMPLES
from twin_viewer.formats.e57 import read_e57

SAMPLE = SAMPLES / "e57" / "two_scans.e57"
needs_sample = pytest.mark.skipif(not SAMPLE.is_file(), reason="the samples are not here")


@needs_sample
def test_the_sample_has_the_points_pye57_counts() -> None:
    blocks = list(read_e57(SAMPLE))
    file = pye57.E57(str(SAMPLE))
    counts = [file.get_header(number).point_count for number in range(file.scan_count)]
    file.close()
    assert [len(block.points) for block in blocks] == counts
    assert all(block.colors is not None and block.intensity is not None for block in blocks)
    assert blocks[0].colors is not None
    assert blocks[0].colors[0].tolist() == [255, 255, 0]
    assert all(block.reference.is_foreign for block in blocks)


def write_e57(path: Path, count: int, translation: np.ndarray, turn: np.ndarray) -> np.ndarray:
    random = np.random.default_rng(1)
    places = random.random((count, 3)) * 30.0
    file = pye57.E57(str(path), mode="w")
    data = {
        name: places[:, axis].copy()
        for axis, name in enumerate(("cartesianX", "cartesianY", "cartesianZ"))
    }
    data["intensity"] = np.linspace(0.0, 1.0, count).astype(np.float32)
    file.write_scan_raw(data, rotation=turn, translation=translation)
    file.close()
    return places


def test_a_scan_stands_where_its_pose_says_and_comes_in_blocks(tmp_path: Path) -> None:
    quarter = np.array([np.sqrt(0.5), 0.0, 0.0, np.sqrt(0.5)])  # 90° about the vertical
    place = np.array([412_500.0, 5_725_500.0, 60.0])
    places = write_e57(tmp_path / "a.e57", 120_000, place, quarter)
    blocks = list(read_e57(tmp_path / "a.e57"))
    assert [len(block.points) for block in blocks] == [50_000, 50_000, 20_000]
    points = np.concatenate([block.points for block in blocks])
    turned = np.column_stack([-places[:, 1], places[:, 0], places[:, 2]])
    assert np.allclose(points, turned + place, atol=1e-6)
    assert not blocks[0].reference.is_foreign
    intensity = np.concatenate([block.intensity for block in blocks])
    assert intensity[0] == 0
    assert intensity[-1] == 65_535


@needs_sample
def test_a_broken_file_is_said(tmp_path: Path) -> None:
    whole = SAMPLE.read_bytes()
    random = np.random.default_rng(2)
    for share in (0.0, 0.3, 0.9, 1.0):
        data = bytearray(whole[: int(len(whole) * share)])
        for place in random.integers(1_100, max(1_101, len(data)), 20):
            if place < len(data):
                data[place] ^= 0x55
        path = tmp_path / "b.e57"
        path.write_bytes(data)
        blocks = list(read_e57(path))
        assert blocks[-1].faults
        assert sum(len(block.points) for block in blocks) < 6


def test_a_missing_file_is_the_callers_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_e57(tmp_path / "none.e57"))
