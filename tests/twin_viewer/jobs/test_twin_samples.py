"""All real samples open through the library and the real worker, with the counts of others."""

import json
import shutil
from pathlib import Path

import laspy
import pye57
import pytest
from PIL import Image

from tests.twin_viewer.jobs.benches import Bench, Open, real_command
from twin_viewer.formats.copc import CopcFile
from twin_viewer.jobs.datasets import Dataset, DatasetKind, DatasetState

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")

READ = {DatasetState.READY, DatasetState.PARTIAL}


def expected_count(path: Path) -> int:
    """Return how many things the libraries of others find in a file."""
    if path.suffix == ".tif":
        with Image.open(path) as picture:
            return int(picture.width * picture.height)
    if path.suffix == ".json":
        return len(json.loads(path.read_text("utf-8"))["CityObjects"])
    if path.suffix == ".gml":
        text = path.read_text("utf-8")
        return text.count("<bldg:Building ") + text.count("<bldg:BuildingPart ")
    if path.suffix == ".e57":
        file = pye57.E57(str(path))
        try:
            return sum(int(file.get_header(n).point_count) for n in range(file.scan_count))
        finally:
            file.close()
    with laspy.open(path) as reader:
        return int(reader.header.point_count)


def test_all_samples_open(opened: Open) -> None:
    folders = [SAMPLES / name for name in ("citygml", "cityjson", "laz", "e57", "raster")]
    sources = {path for folder in folders for path in folder.iterdir()}
    before = {path: path.stat() for path in sources}
    bench = opened(real_command)
    bench.library.add(folders)
    datasets = bench.settled()
    by_file: dict[Path, Dataset] = {path: one for one in datasets for path in one.files}
    assert set(by_file) == sources
    for path, dataset in by_file.items():
        if path.suffix == ".tif":
            # It lies nowhere, and says so.
            assert dataset.state is DatasetState.PARTIAL
            assert "fehlt die Lage" in dataset.faults[0].reason
            assert dataset.reference.is_foreign
        assert dataset.state in READ, (path, dataset)
        assert dataset.count == expected_count(path), path
    objects = [
        item.id
        for key in bench.library.tile_keys()
        if (tile := bench.library.read_tile(key)) is not None
        for item in tile.objects
    ]
    assert len(objects) == sum(one.count for one in datasets if one.kind == "buildings")
    check_clouds(bench)
    check_places(bench)
    assert {path: path.stat() for path in sources} == before
    assert {path for folder in folders for path in folder.iterdir()} == sources


def test_what_lacked_something_is_read_when_that_is_there(opened: Open, tmp_path: Path) -> None:
    picture = tmp_path / "picture.tif"
    shutil.copyfile(SAMPLES / "raster" / "autzen-height.tif", picture)
    bench = opened(real_command)
    bench.library.add([picture])
    dataset = bench.one()
    assert dataset.state is DatasetState.PARTIAL
    assert dataset.extent is not None
    assert dataset.extent[:2] == (0, 0)
    assert min(bench.library.ortho_keys()) == (0, 0)
    world = "1.0\n0.0\n0.0\n-1.0\n412000.5\n5725999.5\n"
    (tmp_path / "picture.tfw").write_text(world, "utf-8")
    bench.library.add([picture])
    bench.wait(lambda: min(bench.library.ortho_keys()).north_km > 5_000)
    (placed,) = bench.settled()
    assert (placed.id, placed.state) == (dataset.id, DatasetState.READY)
    assert not placed.reference.is_foreign
    image = bench.library.read_ortho(next(iter(bench.library.ortho_keys())), 256)
    assert image is not None
    assert image.west == pytest.approx(412_000)
    assert {path.name for path in tmp_path.glob("pic*")} == {"picture.tif", "picture.tfw"}


def check_places(bench: Bench) -> None:
    """Data from elsewhere lie where their own numbers say."""
    foreign = {one.id for one in bench.library.datasets if one.reference.is_foreign}
    for dataset in bench.library.datasets:
        if dataset.id in foreign and dataset.kind in {DatasetKind.CLOUD, DatasetKind.ORTHO}:
            assert dataset.reference.note
            west, south, east, north = dataset.extent or (0, 0, 0, 0)
            assert 1 < east - west < 5_000
            assert 1 < north - south < 5_000
    clouds = [cloud for cloud in bench.library.clouds() if cloud.dataset in foreign]
    assert len(clouds) == 3
    for cloud in clouds:
        octree = CopcFile(cloud.path)
        points = octree.read(0).points
        octree.close()
        west, south, east, north = cloud.extent or (0, 0, 0, 0)
        assert (points[:, :2] >= (west - 0.01, south - 0.01)).all()
        assert (points[:, :2] <= (east + 0.01, north + 0.01)).all()
    assert bench.library.ortho_keys()
    for key in bench.library.ortho_keys():
        image = bench.library.read_ortho(key, 256)
        assert image is not None
        assert image.pixels.any()


def check_clouds(bench: Bench) -> None:
    clouds = bench.library.clouds()
    assert len(clouds) == 5
    assert len({cloud.dataset for cloud in clouds}) == 5
    for cloud in clouds:
        assert cloud.is_copc
        with laspy.CopcReader.open(str(cloud.path)) as octree:
            assert octree.header.point_count == expected_count(cloud.source)


def test_what_was_cut_off_shows_what_is_left(opened: Open, tmp_path: Path) -> None:
    delft = (SAMPLES / "cityjson" / "delft.city.json").read_bytes()
    (tmp_path / "cut.city.json").write_bytes(delft[: len(delft) // 2])
    block = (SAMPLES / "citygml" / "block_lod2.gml").read_bytes()
    (tmp_path / "cut.gml").write_bytes(block[: len(block) * 3 // 4])
    autzen = (SAMPLES / "laz" / "autzen_trim.laz").read_bytes()
    (tmp_path / "cut.laz").write_bytes(autzen[: len(autzen) // 2])
    (tmp_path / "nothing.laz").write_bytes(b"")
    bench = opened(real_command)
    bench.library.add(sorted(tmp_path.glob("*.*")))
    datasets = {one.files[0].name: one for one in bench.settled()}
    assert datasets["cut.gml"].state is DatasetState.PARTIAL
    assert 0 < datasets["cut.gml"].count < 5
    assert datasets["cut.laz"].state is DatasetState.PARTIAL
    assert 0 < datasets["cut.laz"].count < 110_000
    assert datasets["cut.city.json"].state in {DatasetState.PARTIAL, DatasetState.FAILED}
    assert all(one.faults for one in datasets.values())
    assert [fault.file for fault in bench.library.rejected] == ["nothing.laz"]
