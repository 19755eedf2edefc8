"""The synthetic city through the real worker; and how drives and networks come."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.twin_viewer.jobs.benches import Open, real_command
from twin_viewer.cache.rasters import write_grid
from twin_viewer.cache.sources import stamp
from twin_viewer.cache.store import CacheFolder, Manifest, Part
from twin_viewer.jobs.datasets import DatasetKind, DatasetState
from twin_viewer.jobs.ground import CachedGround
from twin_viewer.jobs.messages import Generation
from twin_viewer.model.cities import TileKey
from twin_viewer.model.grids import HeightGrid

MAP = Path(__file__).resolve().parents[3] / "resources" / "cities" / "hamm" / "map"


def test_the_first_tiles_of_a_synthetic_city_come_while_it_is_made(opened: Open) -> None:
    bench = opened(real_command)
    bench.library.generate(Generation(str(MAP), 1, 300, 1_000, 0, 512))
    bench.wait(lambda: bench.library.tile_keys() and bench.library.networks())
    assert bench.library.activity is not None
    bench.library.cancel_activity()
    datasets = bench.settled()
    assert all(one.is_simulated and "imuliert" in one.licence for one in datasets)
    assert {one.state for one in datasets} <= {DatasetState.READY, DatasetState.PAUSED}
    kinds = {one.kind for one in datasets}
    assert {DatasetKind.BUILDINGS, DatasetKind.TERRAIN, DatasetKind.NETWORKS} <= kinds
    ((_, plan),) = bench.library.networks()
    assert plan.is_simulated
    assert 40 < np.median([mast.place[2] for mast in plan.masts]) < 120
    for one in datasets:
        bench.library.remove(one.id)
    bench.wait(lambda: not bench.library.datasets)
    assert not (bench.folder / "synthetic").exists()


def test_a_drive_listed_in_two_formats_is_shown_once(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    (folder / "one.jpg").write_bytes(b"")
    (folder / "poses.csv").write_text(
        "file;easting;northing;height;heading;pitch;roll\none.jpg;412000;5725000;62;90;0;0\n",
        "utf-8",
    )
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [7.73, 51.67, 62.0]},
        "properties": {"file": "one.jpg", "heading": 90.0, "pitch": 0.0, "roll": 0.0},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    (folder / "poses.geojson").write_text(json.dumps(collection), "utf-8")
    bench = opened(real_command)
    bench.library.add([folder])
    dataset = bench.one()
    assert (dataset.kind, dataset.count) == (DatasetKind.PANORAMAS, 1)
    ((id_, survey),) = bench.library.surveys()
    assert id_ == dataset.id
    (pose,) = survey.poses
    assert pose.file == folder / "one.jpg"
    assert any("doppelt" in fault.reason for fault in dataset.faults)


def test_the_ground_is_the_finest_that_is_known(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    for name, step, height in (("coarse.xyz", 10, 50.0), ("fine.xyz", 1, 60.0)):
        (tmp_path / name).write_text(name, "utf-8")
        source = stamp(tmp_path / name, "terrain")
        heights = np.full((1_000 // step, 1_000 // step), height, np.float32)
        heights[0, 0] = np.nan
        grid = HeightGrid(heights, 412_000, 5_725_000, step)
        write_grid(cache.begin(source), "412_5725", grid)
        cache.finish(Manifest(source, (Part(412, 5725, "412_5725", 1, step),), 1))
    ground = CachedGround(cache)
    east = np.array([412_500.0, 412_000.0, 500_000.0])
    found = ground.height_at(east, np.full(3, 5_725_000.0))
    assert found.tolist() == pytest.approx([60, 60, 60])
    nothing = CachedGround(CacheFolder(tmp_path / "none"))
    assert nothing.height_at(east, east).tolist() == [0, 0, 0]
    assert TileKey(412, 5725) == (412, 5725)
