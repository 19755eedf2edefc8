"""The twin's own readers take each file of a made-up city without a fault."""

from pathlib import Path

import numpy as np

from twin_viewer.formats.citygml import read_citygml
from twin_viewer.formats.dgm import read_grid
from twin_viewer.formats.las import cloud_info
from twin_viewer.formats.ortho import read_ortho
from twin_viewer.formats.poses import read_survey
from twin_viewer.formats.tile_names import tile_of
from twin_viewer.model.cities import Surface, TileKey
from twin_viewer.model.frames import HeightReference
from twin_viewer.synthetic.cities import City
from twin_viewer.synthetic.photograph_files import write_photograph
from twin_viewer.synthetic.plans import Plan, Report
from twin_viewer.synthetic.scenes import Scene
from twin_viewer.synthetic.terrain_files import write_height_text
from twin_viewer.synthetic.terrains import Window


def test_every_tile_has_a_name_that_is_understood(report: Report) -> None:
    for path in report.files:
        if path.parent.name in {"lod2", "dgm", "dop", "laser"}:
            assert tile_of(path.name) is not None, path.name


def test_buildings(report: Report, city: City) -> None:
    models = [
        model for path in report.files if path.suffix == ".gml" for model in read_citygml(path)
    ]
    assert all(model.faults == () for model in models)
    assert all(model.reference.heights is HeightReference.DHHN2016 for model in models)
    objects = [thing for model in models for thing in model.objects if not thing.parent]
    assert len(objects) == 300
    assert all(thing.attributes["simuliert"] == "ja" for thing in objects)
    assert any("address" in thing.attributes for thing in objects)
    points = np.concatenate([model.points for model in models])
    corners = city.buildings.corners()[:, :8].reshape(-1, 3)
    assert np.allclose(points.min(axis=0), corners.min(axis=0), atol=0.01)
    surfaces = set(np.concatenate([model.surfaces for model in models]).tolist())
    assert surfaces == {Surface.WALL, Surface.ROOF, Surface.GROUND}


def test_ground(plan: Plan, report: Report) -> None:
    assert report.is_complete
    fine = read_grid(plan.folder / "dgm/dgm1_32_418_5726_1_nw_2024.tif")
    coarse = read_grid(plan.folder / "dgm/dgm10_32_418_5726_2_nw_2024.tif")
    assert fine.faults == coarse.faults == ()
    assert fine.reference.heights is HeightReference.DHHN2016
    near = coarse.heights[:100, :100]
    assert np.abs(fine.heights[5::10, 5::10] - near).max() < 3.5  # banks are steep
    assert np.median(np.abs(fine.heights[5::10, 5::10] - near)) < 0.05


def test_ground_as_text(city: City, tmp_path: Path) -> None:
    path = tmp_path / "dgm1_32_418_5726_1_nw_2024.xyz"
    write_height_text(city.terrain, TileKey(418, 5726), path)
    read = read_grid(path)
    assert read.faults == ()
    assert (read.west, read.south, read.step) == (418_000.5, 5_726_000.5, 1.0)
    made = city.terrain.grid(Window(418_000.5, 5_726_000.5, 1_000, 1.0))
    assert np.allclose(read.heights, made, atol=0.006)


def test_photograph_as_jpeg_2000(plan: Plan, city: City, tmp_path: Path) -> None:
    path = tmp_path / "dop20rgb_32_418_5726_1_nw_2024.jp2"
    write_photograph(Scene(city, plan.seed), TileKey(418, 5726), path)
    image = read_ortho(path, max_pixels=250_000)
    assert image.faults == ()
    assert (image.west, image.north) == (418_000.0, 5_727_000.0)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_scans(report: Report) -> None:
    scans = [cloud_info(path) for path in report.files if path.suffix == ".laz"]
    assert sum(scan.count for scan in scans) == 20_000
    for scan in scans:
        assert scan.faults == ()
        assert scan.has_color
        assert scan.has_classes
        assert scan.reference.heights is HeightReference.DHHN2016


def test_photographs_from_above(plan: Plan, report: Report) -> None:
    assert report.is_complete
    path = plan.folder / "dop/dop20rgb_32_418_5726_1_nw_2024.tif"
    image = read_ortho(path, max_pixels=250_000)
    assert image.faults == ()
    assert (image.west, image.south) == (418_000.0, 5_726_000.0)


def test_panoramas(plan: Plan, report: Report) -> None:
    assert report.is_complete
    survey = read_survey(plan.folder / "panoramas/poses.csv")
    twin = read_survey(plan.folder / "panoramas/poses.geojson")
    assert survey.faults == twin.faults == ()
    assert len(survey.poses) == len(twin.poses) == 2
    assert survey.poses[0].mask is not None
    for pose, same in zip(survey.poses, twin.poses, strict=True):
        assert np.allclose(
            (pose.east, pose.north, pose.height, pose.heading),
            (same.east, same.north, same.height, same.heading),
            atol=0.01,
        )
