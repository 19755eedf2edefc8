"""What is dropped may be anything: the rest is shown, and each reason is a German sentence."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest
import rasterio

from tests.twin_viewer.jobs.benches import Open, Write
from twin_viewer.cache.store import CacheFolder, Manifest
from twin_viewer.formats.e57 import NO_E57
from twin_viewer.formats.las import cloud_info
from twin_viewer.formats.ortho import read_ortho
from twin_viewer.formats.rasters import PARTLY
from twin_viewer.formats.xyz import GridError, gridded
from twin_viewer.jobs.archives import IN_USE, LOST_CATALOGUE, UNWRITABLE
from twin_viewer.jobs.catalogue import File
from twin_viewer.jobs.conversions import convert_cloud
from twin_viewer.jobs.datasets import DatasetState
from twin_viewer.jobs.inspection import CLOSED, STRANGE_NAME, find_files
from twin_viewer.jobs.lookout import Lookout, Origin
from twin_viewer.jobs.messages import Answer, Found, Job, Listed, Made
from twin_viewer.jobs.reading import begun, finish, read_terrain
from twin_viewer.jobs.recognition import NO_FILE, UNKNOWN, recognise
from twin_viewer.jobs.shelves import Shelves
from twin_viewer.jobs.tasks import (
    ALTERED,
    DIFFERENT,
    FORBIDDEN,
    GONE,
    NO_ANSWER,
    NO_LINK,
    TOO_BIG,
    AlteredError,
    Task,
    fault_of,
)
from twin_viewer.model.cities import TileKey
from twin_viewer.model.faults import Fault

KEY = TileKey(412, 5725)
SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
NO_UTF8 = os.fsdecode(b"stra\xdfe.gml")


def task_of(path: Path, cache: Path, verb: str = "terrain") -> tuple[Task, list[Answer]]:
    """Return a job at work on a file, and what it says."""
    said: list[Answer] = []
    return Task(Job(1, verb, str(path)), CacheFolder(cache), said.append, lambda: False), said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.gml"
    os.mkfifo(pipe)
    found: list[Found] = []
    looking = threading.Thread(target=lambda: found.append(recognise(pipe)), daemon=True)
    looking.start()
    looking.join(5.0)
    assert [fault.reason for one in found for fault in one.faults] == [NO_FILE]
    assert recognise(tmp_path).faults[0].reason == NO_FILE


def test_a_name_that_cannot_be_written_costs_only_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "tiles"
    folder.mkdir()
    try:
        (folder / NO_UTF8).write_text("x", "utf-8")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system takes only good names")
    for name in ("zeile\num.gml", "Straße ü.gml", f"{'x' * 240}.gml"):
        (folder / name).write_text("x", "utf-8")
    task, said = task_of(folder, tmp_path, "find")
    find_files(task)
    (listed,) = said
    assert isinstance(listed, Listed)
    assert len(listed.paths) == 3
    assert [fault.reason for fault in listed.faults] == [STRANGE_NAME]
    assert [fault.file for fault in listed.faults] == ["stra\ufffde.gml"]


def test_a_name_that_cannot_be_written_is_refused_when_it_is_named(
    opened: Open, city: Write
) -> None:
    bench = opened()
    good = city("a.city", "tile 412 5725 3 a")
    bench.library.add([good.with_name(NO_UTF8), good])
    assert bench.one().state is DatasetState.READY
    assert [fault.reason for fault in bench.library.rejected] == [STRANGE_NAME]


def test_a_folder_that_is_closed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zu").mkdir()
    scan = os.scandir

    def refused(path: str) -> object:
        if path.endswith("zu"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr("os.scandir", refused)
    task, said = task_of(tmp_path, tmp_path, "find")
    find_files(task)
    (listed,) = said
    assert isinstance(listed, Listed)
    assert [(fault.file, fault.reason) for fault in listed.faults] == [("zu", CLOSED)]


def test_links_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a.gml").write_text("x", "utf-8")
    try:
        (tmp_path / "loop").symlink_to(tmp_path)
        (tmp_path / "self.gml").symlink_to("self.gml")
    except OSError:
        pytest.skip("links need rights here")
    task, said = task_of(tmp_path, tmp_path, "find")
    find_files(task)
    (listed,) = said
    assert isinstance(listed, Listed)
    assert [Path(path).name for path in listed.paths] == ["a.gml", "self.gml"]
    assert recognise(tmp_path / "self.gml").faults[0].reason == NO_LINK


def test_unknown_files_of_a_folder_are_counted_and_broken_ones_named() -> None:
    lookout = Lookout()
    origin = Origin(Path("/somewhere/mixed"), is_alone=False)
    lookout.skip(origin, Fault("a.txt", "", UNKNOWN))
    lookout.skip(origin, Fault("b.gml", "", FORBIDDEN))
    assert [(fault.file, fault.reason[:5]) for fault in lookout.rejected] == [
        ("b.gml", FORBIDDEN[:5]),
        ("mixed", "Diese"),
    ]


def test_too_many_broken_files_are_counted() -> None:
    lookout = Lookout()
    lookout.reject(*(Fault(f"{number}.gml", "", GONE) for number in range(250)))
    assert len(lookout.rejected) == 201
    assert lookout.rejected[-1].reason.endswith(": 50.")


def of_a_library() -> None:
    """Fail with a sentence in English."""
    raise ValueError("The buffer is too small for the requested array.")


def of_ours() -> None:
    """Fail with a sentence of ours."""
    gridded(np.empty((0, 3)))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(2, "No such file or directory"), GONE),
        (PermissionError(13, "Permission denied"), FORBIDDEN),
        (MemoryError(), TOO_BIG),
        (OSError(5, "Input/output error"), NO_ANSWER),
        (OSError("broken stream"), DIFFERENT),
        (AlteredError(), ALTERED),
        (KeyError("x"), DIFFERENT),
        (ValueError("could not convert string to float: 'x'"), DIFFERENT),
    ],
)
def test_no_word_of_a_library_reaches_people(error: Exception, reason: str) -> None:
    assert fault_of(Path("a.gml"), error).reason == reason


def test_only_readers_of_ours_are_quoted() -> None:
    with pytest.raises(ValueError, match="buffer") as caught:
        of_a_library()
    assert fault_of(Path("a.gml"), caught.value).reason == DIFFERENT
    with pytest.raises(GridError) as ours:
        of_ours()
    assert fault_of(Path("a.xyz"), ours.value).reason == str(ours.value)


def test_points_without_a_grid_are_said(tmp_path: Path) -> None:
    path = tmp_path / "far.xyz"
    path.write_text("0 0 1\n1 0 1\n0 1 1\n1e7 1e7 1\n1e308 0 1\n", "utf-8")
    task, said = task_of(path, tmp_path / "cache")
    read_terrain(task)
    faults = [fault for answer in said for fault in getattr(answer, "manifest", Manifest).faults]
    assert faults
    assert not any("zip" in fault.reason for fault in faults)


def test_a_source_that_changes_while_it_is_read_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text("1 2 3\n", "utf-8")
    task, said = task_of(path, tmp_path / "cache")
    source = begun(task)
    assert source is not None
    task.cache.begin(source)
    path.write_text("1 2 3\n1 3 3\n", "utf-8")
    with pytest.raises(AlteredError):
        finish(task, Manifest(source, count=1))
    assert not said
    assert task.cache.manifest(source.key) is None


def test_a_second_library_of_a_folder_only_reads(opened: Open, city: Write) -> None:
    before = opened()
    before.library.add([city("a.city", "tile 412 5725 3 a")])
    dataset = before.one()
    before.library.describe(dataset.id, name="Altstadt")
    before.library.close()
    first = opened()
    first.wait(lambda: first.library.is_loaded)
    second = opened()
    second.wait(lambda: second.library.is_loaded)
    assert [fault.reason for fault in second.library.rejected] == [IN_USE]
    assert [one.name for one in second.library.datasets] == ["Altstadt"]
    assert second.library.read_tile(KEY) is not None
    second.library.remove(dataset.id)
    second.library.add([city("b.city", "tile 413 5725 3 b")])
    second.library.set_visible(dataset.id, is_visible=False)
    second.wait(lambda: not second.library.datasets[0].is_visible)
    second.library.close()
    assert first.library.datasets[0].is_visible
    assert first.library.read_tile(KEY) is not None
    first.library.close()
    assert first.read() == ["a.city"]
    third = opened()
    assert third.one().name == "Altstadt"
    assert not third.library.rejected


def test_a_folder_that_cannot_be_written_to_is_said(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "twin").write_text("in the way", "utf-8")
    bench = opened()
    bench.wait(lambda: bench.library.is_loaded and bench.library.rejected)
    assert [fault.reason for fault in bench.library.rejected] == [
        UNWRITABLE.format(tmp_path / "twin")
    ]


def test_a_catalogue_that_is_gone_is_put_together_again(opened: Open, city: Write) -> None:
    first = opened()
    first.library.add([city("a.city", "tile 412 5725 3 a")])
    first.one()
    first.library.close()
    (first.folder / "catalogue.json").unlink()
    again = opened()
    assert again.one().count == 3
    assert [fault.reason for fault in again.library.rejected] == [LOST_CATALOGUE]
    assert again.read() == ["a.city"]


def test_of_namesakes_it_is_said_where_the_other_one_lies() -> None:
    shelves = Shelves({})
    files: list[File] = []
    for folder in ("old", "new"):
        path = f"/data/{folder}/LoD2_32_412_5725_1_NW.gml"
        found = Found(path, "buildings", "buildings", tile="lod2 412_5725", mtime_ns=1)
        _, files = shelves.put(found, Path("/data"), is_alone=False)
    (fault,) = [fault for file in files for fault in file.faults]
    assert f"„{Path('/data/old/LoD2_32_412_5725_1_NW.gml')}“" in fault.reason


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_an_octree_that_was_cut_off_is_read_as_points(tmp_path: Path) -> None:
    whole = SAMPLES / "laz" / "lone-star.copc.laz"
    assert cloud_info(whole).is_copc
    cut = tmp_path / "cut.copc.laz"
    cut.write_bytes(whole.read_bytes()[:1_000_000])
    info = cloud_info(cut)
    assert not info.is_copc
    assert 100_000 < info.count < cloud_info(whole).count


def test_a_photograph_that_was_cut_off_shows_its_upper_part(tmp_path: Path) -> None:
    whole = tmp_path / "whole.tif"
    pixels = np.random.default_rng(1).integers(1, 255, (3, 400, 400), np.uint8)
    place = rasterio.Affine(1, 0, 412_000, 0, -1, 5_726_000)
    with rasterio.open(
        whole, "w", "GTiff", 400, 400, 3, "EPSG:25832", place, "uint8", compress="deflate"
    ) as raster:
        raster.write(pixels)
    cut = tmp_path / "cut.tif"
    cut.write_bytes(whole.read_bytes()[:300_000])
    image = read_ortho(cut)
    assert image.pixels.any()
    assert PARTLY in [fault.reason for fault in image.faults]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_a_broken_e57_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "cut.e57"
    path.write_bytes((SAMPLES / "e57" / "two_scans.e57").read_bytes()[:3_000])
    said: list[Answer] = []
    job = Job(1, "cloud", str(path), Found(str(path), "cloud", "cloud", "E57"))
    convert_cloud(Task(job, CacheFolder(tmp_path / "cache"), said.append, lambda: False))
    (made,) = said
    assert isinstance(made, Made)
    assert [fault.reason for fault in made.manifest.faults] == [NO_E57]
