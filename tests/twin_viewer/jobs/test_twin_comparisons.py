"""Two scans are compared in a process of its own: both samples and the synthetic epochs."""

import os
from pathlib import Path

import numpy as np
import pytest

from tests.fakes.laser_scans import SAMPLES, SOUTH, WEST, make_places, write_scan
from tests.twin_viewer.jobs.benches import Bench, Open, real_command
from twin_viewer.analysis.epochs import APART, ChangeKind, compare
from twin_viewer.cache.blocks import DamagedBlockError
from twin_viewer.cache.store import COMPARISONS
from twin_viewer.formats.las import read_cloud
from twin_viewer.jobs.comparing import PairState
from twin_viewer.jobs.comparisons import (
    Comparison,
    has_changed,
    read_comparison,
    reduced,
    write_comparison,
)
from twin_viewer.model.frames import HeightReference

LAZ = SAMPLES / "laz"
OLD = LAZ / "3dm_32_548_5725_1_ni_20230904.laz"
NEW = LAZ / "3dm_32_548_5725_1_ni_20240327.laz"


def epochs(folder: Path) -> tuple[Path, Path]:
    """Write a plain, and later the same with a house of 20 x 10 x 6 m."""
    old, new = make_places(40_000, seed=1), make_places(40_000, seed=2)
    for places in (old, new):
        places[:, 2] = 60.0
    east, north = new[:, 0] - WEST, new[:, 1] - SOUTH
    new[(np.abs(east - 100) < 10) & (np.abs(north - 50) < 5), 2] += 6.0
    return write_scan(folder / "old.laz", old), write_scan(folder / "new.laz", new)


def over(bench: Bench) -> tuple[PairState, ...]:
    """Wait until all pairs are compared."""
    library = bench.library
    bench.wait(lambda: library.comparisons and all(one.is_over for one in library.comparisons))
    return library.comparisons


def result(bench: Bench, old: Path, new: Path) -> Comparison:
    bench.library.compare([(old, new)])
    (state,) = over(bench)
    assert state.fault is None
    assert state.file is not None
    return read_comparison(state.file)


def test_a_new_house_is_found_and_the_result_is_kept(opened: Open, tmp_path: Path) -> None:
    old, new = epochs(tmp_path)
    bench = opened(real_command)
    found = result(bench, old, new)
    assert found.change.raised == pytest.approx(1_200, rel=0.05)
    assert found.area(ChangeKind.RAISED) == pytest.approx(200, rel=0.25)
    assert found.change.lowered == 0
    assert found.new.reference.heights is HeightReference.DHHN2016
    assert len(found.new.points) == len(found.change.of_new)
    assert any(change.comparisons for change in bench.changes)
    (kept,) = (bench.folder / "cache" / COMPARISONS).iterdir()
    os.utime(kept, (0, 0))
    bench.library.close()
    # Another start finds it again, and does not compare anew.
    again = opened(real_command)
    assert result(again, old, new).change.raised == found.change.raised
    assert kept.stat().st_mtime > 1_000_000_000
    assert list(kept.parent.iterdir()) == [kept]


def test_scans_that_do_not_overlap_say_so(opened: Open, tmp_path: Path) -> None:
    old, new = make_places(500), make_places(500)
    new[:, 0] += 5_000.0
    paths = write_scan(tmp_path / "old.laz", old), write_scan(tmp_path / "new.laz", new)
    gone = (tmp_path / "gone.laz", paths[1])
    bench = opened(real_command)
    bench.library.compare([paths, gone])
    apart, missing = over(bench)
    assert apart.fault is not None
    assert apart.fault.reason == APART
    assert missing.fault is not None
    assert "nicht mehr da" in missing.fault.reason


def test_comparing_can_be_called_off(opened: Open, tmp_path: Path) -> None:
    pair = epochs(tmp_path)
    bench = opened(real_command)
    bench.library.compare([pair])
    bench.wait(lambda: bench.library.comparisons)
    bench.library.cancel_comparisons()
    bench.wait(lambda: not bench.library.comparisons)
    assert result(bench, *pair).change.raised > 1_000


def test_a_worker_that_cannot_start_fails_the_comparison(opened: Open, tmp_path: Path) -> None:
    bench = opened(lambda *_: [str(tmp_path / "no-program")])
    bench.library.compare([(tmp_path / "a.laz", tmp_path / "b.laz")])
    (state,) = over(bench)
    assert state.fault is not None
    assert "lässt sich nicht starten" in state.fault.reason


def test_few_points_keep_all_that_changed(tmp_path: Path) -> None:
    old, new = (read_cloud(path) for path in epochs(tmp_path))
    change = compare(old, new)
    few = reduced(old, new, change, most=2_000)
    assert len(few.new.points) <= 2_001
    changed = int(has_changed(new.points, change).sum())
    assert int(has_changed(few.new.points, change).sum()) == changed
    assert few.change.raised == change.raised


def test_a_result_is_read_as_it_was_written(tmp_path: Path) -> None:
    old, new = (read_cloud(path) for path in epochs(tmp_path))
    kept = reduced(old, new, compare(old, new))
    path = tmp_path / "a.changes"
    write_comparison(path, kept)
    read = read_comparison(path)
    assert np.abs(read.new.points - kept.new.points).max() < 1e-3
    assert (read.change.kinds == kept.change.kinds).all()
    assert (read.change.is_new == kept.change.is_new).all()
    assert read.change.step == kept.change.step
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DamagedBlockError):
        read_comparison(path)


@pytest.mark.skipif(not LAZ.is_dir(), reason="the samples are not here")
def test_the_samples_are_compared_by_their_octrees(opened: Open) -> None:
    bench = opened(real_command)
    bench.library.add([OLD, NEW])
    bench.settled()
    paths = {cloud.source: cloud.path for cloud in bench.library.clouds()}
    assert all(cloud.extent is not None for cloud in bench.library.clouds())
    found = result(bench, paths[OLD], paths[NEW])
    whole = compare(read_cloud(OLD), read_cloud(NEW))
    assert found.change.step == whole.step
    assert found.change.raised == pytest.approx(whole.raised, rel=0.02, abs=1.0)
    assert found.change.lowered == pytest.approx(whole.lowered, rel=0.02, abs=1.0)
