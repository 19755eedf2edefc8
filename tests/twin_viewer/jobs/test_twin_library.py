"""The library with a worker that misbehaves as told: everything else goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.twin_viewer.jobs.benches import Bench, Open, Write
from twin_viewer.jobs.datasets import DatasetKind, DatasetState
from twin_viewer.jobs.messages import Generation
from twin_viewer.jobs.tasks import DIFFERENT
from twin_viewer.model.cities import TileKey

KEY = TileKey(412, 5725)


def pid_of(bench: Bench) -> int:
    """Return the number of the worker's process."""
    return int(bench.library._keeper._reader.pid)


def test_a_folder_of_tiles_is_one_data_set(opened: Open, city: Write) -> None:
    for east in range(3):
        city(f"named_{east}.city", f"tile {412 + east} 5725 {10 + east} b{east}-")
    bench = opened()
    bench.library.add([city("note.txt", "x").parent])
    dataset = bench.one()
    assert dataset.kind is DatasetKind.BUILDINGS
    assert dataset.state is DatasetState.READY
    assert (dataset.count, len(dataset.files)) == (33, 3)
    assert dataset.progress == pytest.approx(1.0)
    assert dataset.extent == pytest.approx((412_000, 5_725_000, 415_000, 5_726_000))
    assert bench.library.tile_keys() == {TileKey(412 + e, 5725): (dataset.id,) for e in range(3)}
    tile = bench.library.read_tile(KEY)
    assert tile is not None
    assert (tile.dataset, len(tile.objects)) == (dataset.id, 10)
    assert bench.library.attributes("b0-7", KEY) == {"storeys": 7}
    assert bench.library.attributes("nobody", KEY) is None
    assert bench.library.attributes("b0-7", TileKey(1, 1)) is None
    (skipped,) = bench.library.rejected
    assert skipped.reason.startswith("Diese Dateien kennt der Zwilling nicht")
    assert "(Anzahl: 1)" in skipped.reason
    told = {key for change in bench.changes for key in change.tiles}
    assert told == set(bench.library.tile_keys())


def test_nothing_is_read_again_after_a_restart(opened: Open, city: Write) -> None:
    first = opened()
    first.library.add([city("a.city", "tile 412 5725 5 a")])
    dataset = first.one()
    first.library.describe(dataset.id, name="Mein Viertel", licence="dl-de/zero-2-0")
    first.library.close()
    again = opened()
    again.wait(lambda: again.library.datasets)
    (kept,) = again.library.datasets
    assert (kept.id, kept.name, kept.licence) == (dataset.id, "Mein Viertel", "dl-de/zero-2-0")
    assert kept.state is DatasetState.READY
    tile = again.library.read_tile(KEY)
    assert tile is not None
    assert len(tile.objects) == 5
    assert again.read() == ["a.city"]


def test_a_killed_worker_goes_on_where_it_was(opened: Open, city: Write) -> None:
    for number in range(4):
        slow = ("pause 0.2",) if number == 2 else ()
        city(f"{number}.city", f"tile {412 + number} 5725 3 b{number}-", *slow, "fine")
    bench = opened()
    bench.library.add([city("4.city", "tile 416 5725 3 b4-").parent])
    bench.wait(lambda: bench.read()[-1:] == ["2.city"])
    os.kill(pid_of(bench), signal.SIGKILL)
    dataset = bench.one()
    assert (dataset.state, dataset.count, dataset.faults) == (DatasetState.READY, 15, ())
    assert sorted(bench.read()) == ["0.city", "1.city", "2.city", "2.city", "3.city", "4.city"]
    tiles = [bench.library.read_tile(key) for key in bench.library.tile_keys()]
    assert sorted(item.id for tile in tiles if tile for item in tile.objects) == [
        f"b{number}-{row}" for number in range(5) for row in range(3)
    ]
    assert not list((bench.folder / "cache").rglob("*.part"))


def test_a_killed_program_goes_on_where_it_was(opened: Open, city: Write) -> None:
    city("0.city", "tile 412 5725 3 a")
    bench = opened()
    bench.library.add([city("1.city", "tile 413 5725 3 b", "pause 30").parent])
    bench.wait(lambda: len(bench.library.tile_keys()) == 2)
    bench.library.close()
    city("1.city", "tile 413 5725 4 b")
    again = opened()
    again.wait(lambda: len(again.library.datasets) == 1 and again.library.datasets[0].count == 7)
    assert again.one().state is DatasetState.READY
    assert again.read() == ["0.city", "1.city", "1.city"]


def test_a_file_that_crashes_the_reader_costs_only_itself(opened: Open, city: Write) -> None:
    city("0.city", "tile 412 5725 3 a")
    city("1.city", "tile 413 5725 3 b", "crash")
    bench = opened()
    bench.library.add([city("2.city", "tile 414 5725 3 c").parent])
    dataset = bench.one()
    assert (dataset.state, dataset.count) == (DatasetState.PARTIAL, 6)
    (fault,) = dataset.faults
    assert (fault.file, fault.is_fatal) == ("1.city", True)
    assert "abgestürzt" in fault.reason
    assert TileKey(413, 5725) not in bench.library.tile_keys()


def test_a_file_that_crashes_while_it_is_recognised_costs_only_itself(
    opened: Open, city: Write
) -> None:
    bench = opened()
    bench.library.add([city("bad.boom", "x"), city("good.city", "tile 412 5725 3 a")])
    assert bench.one().state is DatasetState.READY
    (fault,) = bench.library.rejected
    assert fault.file == "bad.boom"


@pytest.mark.parametrize("way", ["pause 30", "stuck"])
def test_cancelling_takes_effect_at_once_and_can_be_taken_back(
    opened: Open, city: Write, way: str
) -> None:
    path = city("a.city", "tile 412 5725 3 a", way)
    city("b.city", "tile 413 5725 3 b")
    bench = opened()
    bench.library.add([path.parent])
    bench.wait(lambda: KEY in bench.library.tile_keys())
    (dataset,) = bench.library.datasets
    bench.library.cancel(dataset.id)
    bench.wait(lambda: not bench.library.tile_keys())
    assert bench.one().state is DatasetState.PAUSED
    path.write_text("tile 412 5725 4 a\n", "utf-8")
    bench.library.resume(dataset.id)
    bench.wait(lambda: bench.library.datasets[0].count == 7)
    assert bench.one().state is DatasetState.READY


def test_the_nearest_is_read_first(opened: Open, city: Write) -> None:
    city("0.city", "tile 400 5700 1 x", "pause 0.3")
    for east in (410, 405, 420):
        city(f"{east}.city", f"tile {east} 5725 1 b{east}")
    bench = opened()
    bench.library.prefer(420_500.0, 5_725_500.0)
    bench.library.add([city("415.city", "tile 415 5725 1 b").parent])
    bench.settled()
    assert [name for name in bench.read() if name != "0.city"] == [
        f"{east}.city" for east in (420, 415, 410, 405)
    ]


def test_a_full_disk_is_said_and_breaks_nothing(opened: Open, city: Write) -> None:
    good = city("0.city", "tile 412 5725 3 a")
    bad = city("1.city", "tile 413 5725 3 b", "full")
    city("2.city", "tile 414 5725 3 c")
    bench = opened()
    bench.library.add([good.parent])
    dataset = bench.one()
    assert (dataset.state, dataset.count) == (DatasetState.PAUSED, 3)
    assert any("kein Platz" in fault.reason for fault in bench.library.rejected)
    bad.write_text("tile 413 5725 3 b\n", "utf-8")
    bench.library.resume(dataset.id)
    bench.wait(lambda: bench.library.datasets[0].count == 9)
    assert bench.one().state is DatasetState.READY


def test_a_file_that_cannot_be_read_says_why(opened: Open, city: Write) -> None:
    bench = opened()
    bench.library.add([city("a.city", "fail"), Path("/nowhere/at/all.city")])
    dataset = bench.one()
    assert dataset.state is DatasetState.FAILED
    assert [fault.reason for fault in dataset.faults] == [DIFFERENT]
    assert any("nicht mehr da" in fault.reason for fault in bench.library.rejected)


def test_of_two_files_of_one_square_the_newer_is_shown(opened: Open, city: Write) -> None:
    city("named_a.city", "date 2019", "tile 412 5725 3 a")
    city("named_b.city", "date 2023", "tile 412 5725 4 b")
    bench = opened()
    bench.library.add([city("named_c.city", "date 2021", "tile 412 5725 5 c").parent])
    dataset = bench.one()
    assert (dataset.state, dataset.count) == (DatasetState.PARTIAL, 4)
    assert [fault.file for fault in dataset.faults] == ["named_a.city", "named_c.city"]
    assert "named_b.city" in dataset.faults[0].reason
    tile = bench.library.read_tile(KEY)
    assert tile is not None
    assert {item.id[0] for item in tile.objects} == {"b"}


def test_objects_of_two_data_sets_are_shown_once(opened: Open, city: Write) -> None:
    bench = opened()
    bench.library.add([city("old.city", "date 2019", "tile 412 5725 6 b")])
    bench.library.add([city("new.city", "date 2023", "tile 412 5725 4 b")])
    bench.wait(lambda: len(bench.library.datasets) == 2)
    old, new = sorted(bench.settled(), key=lambda one: one.date)
    tile = bench.library.read_tile(KEY)
    assert tile is not None
    assert len(tile.objects) == 6
    bench.wait(lambda: any(one.faults for one in bench.library.datasets))
    (fault,) = next(one for one in bench.library.datasets if one.faults).faults
    assert (fault.file, fault.reason[-3:]) == ("old.city", " 4.")
    bench.library.set_visible(new.id, False)
    bench.wait(lambda: bench.library.tile_keys() == {KEY: (old.id,)})
    alone = bench.library.read_tile(KEY)
    assert alone is not None
    assert len(alone.triangles) == 6


def test_a_source_that_is_gone_is_said_and_still_shown(opened: Open, city: Write) -> None:
    gone, other = city("gone.city", "tile 412 5725 3 a"), city("o.city", "tile 413 5725 3 b")
    first = opened()
    first.library.add([gone.parent])
    first.one()
    first.library.close()
    gone.unlink()
    os.utime(other, ns=(1, 1))
    again = opened()
    again.wait(lambda: again.library.datasets)
    (dataset,) = again.library.datasets
    assert dataset.state is DatasetState.PARTIAL
    assert ["nicht mehr da" in fault.reason for fault in dataset.faults] == [True, False]
    assert len(again.library.tile_keys()) == 2
    assert again.library.read_tile(KEY) is not None
    other.write_text("tile 413 5725 9 b\n", "utf-8")
    again.library.resume(dataset.id)
    again.wait(lambda: again.library.datasets[0].count == 12)
    assert len(again.one().faults) == 1
    tile = again.library.read_tile(TileKey(413, 5725))
    assert tile is not None
    assert len(tile.objects) == 9


def test_a_damaged_tile_is_made_again(opened: Open, city: Write) -> None:
    bench = opened()
    bench.library.add([city("a.city", "tile 412 5725 3 a")])
    bench.one()
    (tile,) = (bench.folder / "cache").rglob("*.tile")
    tile.write_bytes(tile.read_bytes()[:-600])
    assert bench.library.read_tile(KEY) is None
    bench.wait(lambda: len(bench.read()) == 2)
    bench.one()
    assert bench.library.read_tile(KEY) is not None
    bench.wait(lambda: bench.library.rejected)
    assert [fault.file for fault in bench.library.rejected] == ["a.city"]


def test_a_damaged_catalogue_is_put_together_from_the_cache(opened: Open, city: Write) -> None:
    first = opened()
    first.library.add([city("a.city", "tile 412 5725 3 a").parent])
    dataset = first.one()
    first.library.close()
    catalogue = first.folder / "catalogue.json"
    catalogue.write_bytes(catalogue.read_bytes()[:40])
    again = opened()
    again.wait(lambda: again.library.datasets)
    (kept,) = again.library.datasets
    assert (kept.id, kept.count, kept.state) == (dataset.id, 3, DatasetState.READY)
    assert again.library.read_tile(KEY) is not None
    assert (again.folder / "catalogue.damaged-1.json").exists()
    assert [fault.file for fault in again.library.rejected] == ["catalogue.json"]
    assert again.read() == ["a.city"]


def test_hidden_data_sets_leave_a_cache_that_is_too_small(opened: Open, city: Write) -> None:
    bench = opened(cap=40_000)
    bench.library.add([city("a/a.city", "tile 412 5725 300 a")])
    (first,) = bench.settled()
    bench.library.set_visible(first.id, False)
    bench.library.add([city("b/b.city", "tile 413 5725 300 b")])
    bench.wait(lambda: len(bench.library.datasets) == 2)
    one, _ = bench.settled()
    assert (one.state, one.cache_bytes) == (DatasetState.PAUSED, 0)
    assert list(bench.library.tile_keys()) == [TileKey(413, 5725)]
    bench.library.set_size_cap(10_000_000)
    bench.library.set_visible(first.id, True)
    bench.wait(lambda: len(bench.library.tile_keys()) == 2)


def test_with_all_of_it_shown_reading_stops_and_says_why(opened: Open, city: Write) -> None:
    for number in range(4):
        city(f"{number}.city", f"tile {412 + number} 5725 300 b{number}-")
    bench = opened(cap=60_000)
    bench.library.add([city("4.city", "tile 416 5725 300 b").parent])
    dataset = bench.one()
    assert dataset.state is DatasetState.PAUSED
    assert len(bench.library.tile_keys()) < 4
    assert any("Zwischenspeicher" in fault.reason for fault in bench.library.rejected)
    bench.library.set_size_cap(10_000_000)
    bench.library.resume(dataset.id)
    bench.wait(lambda: len(bench.library.tile_keys()) == 5)


def test_a_removed_data_set_leaves_nothing_but_its_source(opened: Open, city: Write) -> None:
    path = city("a.city", "tile 412 5725 3 a")
    bench = opened()
    bench.library.add([path])
    dataset = bench.one()
    bench.library.remove(dataset.id)
    bench.wait(lambda: not bench.library.datasets)
    assert bench.library.read_tile(KEY) is None
    assert not list((bench.folder / "cache").iterdir())
    assert [file.name for file in path.parent.iterdir()] == ["a.city"]
    bench.wait(lambda: any(dataset.id in change.removed for change in bench.changes))


def test_a_synthetic_city_comes_as_data_sets_that_say_so(opened: Open) -> None:
    bench = opened()
    bench.library.generate(Generation("map", seed=3))
    bench.wait(lambda: bench.library.datasets and bench.library.datasets[0].count == 10)
    dataset = bench.one()
    assert dataset.is_simulated
    assert "imuliert" in dataset.source + dataset.name
    assert len(bench.library.tile_keys()) == 2


def test_thousands_of_files_are_recognised_and_can_be_called_off(
    opened: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1_500):
        (folder / f"{number}.city").touch()
    bench = opened()
    bench.library.add([folder])
    bench.wait(lambda: bench.library.datasets and bench.library.datasets[0].files)
    began = time.thread_time()
    assert bench.library.activity is not None
    bench.library.cancel_activity()
    bench.library.cancel(bench.library.datasets[0].id)
    assert time.thread_time() - began < 1
    bench.wait(lambda: bench.library.activity is None)
    dataset = bench.one()
    assert 0 < len(dataset.files) < 1_500
    assert dataset.state is DatasetState.PAUSED


def test_a_worker_that_cannot_start_is_said(opened: Open, city: Write) -> None:
    bench = opened(lambda *_: ["/nowhere/python"])
    bench.library.add([city("a.city", "tile 412 5725 3 a")])
    bench.wait(lambda: bench.library.rejected)
    assert "nicht starten" in bench.library.rejected[0].reason


def test_the_worker_ends_with_its_library(opened: Open, city: Write) -> None:
    bench = opened()
    bench.library.add([city("a.city", "tile 412 5725 3 a", "pause 30")])
    bench.wait(lambda: KEY in bench.library.tile_keys())
    pid = pid_of(bench)
    bench.library.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_worker_dies_with_a_program_that_is_killed(city: Write, tmp_path: Path) -> None:
    path = city("a.city", "tile 412 5725 3 a", "pause 30")
    program = (
        "import sys, time; from pathlib import Path\n"
        "from tests.twin_viewer.jobs.benches import Bench, fake_command\n"
        "bench = Bench(Path(sys.argv[1]), fake_command, 0)\n"
        "bench.library.add([Path(sys.argv[2])])\n"
        "bench.wait(lambda: bench.library.tile_keys())\n"
        "print(bench.library._keeper._reader.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "twin"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 5
    while is_running(worker):
        assert time.monotonic() < until
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be collected does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_tiles_of_before_do_no_harm_to_those_of_now(opened: Open, city: Write) -> None:
    path = city("a.city", "tile 412 5725 3 a")
    bench = opened()
    bench.library.add([path])
    bench.one()
    before = bench.library._contents
    path.write_text("tile 412 5725 4 a\n", "utf-8")
    bench.library.add([path])
    bench.wait(lambda: bench.library.datasets[0].count == 4)
    for piece in before.tiles[KEY]:
        bench.library._report(piece, FileNotFoundError())
    bench.library.describe("nobody")
    tile = bench.library.read_tile(KEY)
    assert tile is not None
    assert len(tile.objects) == 4
    assert bench.one().state is DatasetState.READY
    assert bench.read() == ["a.city"] * 2


def test_what_was_read_can_be_drawn(opened: Open, city: Write) -> None:
    bench = opened()
    bench.library.add([city("a.city", "tile 412 5725 3 a", "tile 412 5725 2 c")])
    bench.one()
    tile = bench.library.read_tile(KEY)
    assert tile is not None
    assert tile.owners.tolist() == [0, 1, 2, 3, 4]
    assert int(tile.triangles.max()) < len(tile.points)
    assert np.isfinite(tile.points).all()
