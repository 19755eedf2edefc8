"""The files of a made-up city, read back by plain libraries: complete, true to each other."""

import csv
import json
from datetime import date
from pathlib import Path

import laspy
import numpy as np
import pytest
import rasterio
from lxml import etree
from PIL import Image

from tests.twin_viewer.synthetic.conftest import Told, small_plan
from twin_viewer.model.cities import TileKey
from twin_viewer.synthetic.base_maps import to_metres
from twin_viewer.synthetic.cities import City
from twin_viewer.synthetic.generator import generate
from twin_viewer.synthetic.plans import Plan, Report
from twin_viewer.synthetic.scans import GROUND, ROOF, past_of, write_scan
from twin_viewer.synthetic.scenes import Scene

GML = "{http://www.opengis.net/gml}"
BLDG = "{http://www.opengis.net/citygml/building/2.0}"
GEN = "{http://www.opengis.net/citygml/generics/2.0}"


@pytest.fixture(scope="module")
def tiles(report: Report) -> list[Path]:
    return [path for path in report.files if path.suffix == ".gml"]


def test_all_is_told_and_nothing_else_is_there(plan: Plan, report: Report, told: Told) -> None:
    assert report.is_complete
    assert report.buildings == 300
    assert told.files == list(report.files)
    there = {path for path in plan.folder.rglob("*") if path.is_file()}
    assert there == {*report.files, plan.folder / "manifest.json"}
    assert told.shares == sorted(told.shares)
    assert told.shares[-1] == 1.0


def test_the_centre_comes_first(told: Told) -> None:
    names = [path.name for path in told.files[:4]]
    assert names[0] == "README.txt"
    assert names[1:] == [
        "dgm10_32_418_5726_2_nw_2024.tif",
        "LoD2_32_418_5726_1_NW.gml",
        "dgm1_32_418_5726_1_nw_2024.tif",
    ]


def test_everything_says_that_it_is_simulated(
    plan: Plan, report: Report, tiles: list[Path]
) -> None:
    assert "simuliert" in (plan.folder / "README.txt").read_text("utf-8")
    manifest = json.loads((plan.folder / "manifest.json").read_text("utf-8"))
    assert "simuliert" in manifest["hinweis"]
    for tile in tiles:
        assert b"simuliert" in tile.read_bytes()[:200]
    for path in report.files:
        if path.suffix == ".laz":
            with laspy.open(path) as scan:
                assert scan.header.system_identifier.startswith("simuliert")
        if path.suffix == ".jpg":
            with Image.open(path) as image:
                assert image.info["comment"] == b"simuliert"
        if path.suffix == ".tif":
            with rasterio.open(path) as raster:
                assert raster.tags()["HINWEIS"] == "simuliert"


def test_a_second_run_has_nothing_to_do(plan: Plan, report: Report) -> None:
    before = {path: path.stat().st_mtime_ns for path in report.files}
    again = Told()
    result = again.run(plan)
    assert again.files == []
    assert result.files == report.files
    assert result.written == 0
    assert {path: path.stat().st_mtime_ns for path in result.files} == before


def test_stopped_and_resumed_it_writes_the_same_bytes(
    plan: Plan, report: Report, tmp_path: Path
) -> None:
    other = small_plan(tmp_path / "other")
    first = Told(most=7)
    stopped = first.run(other)
    assert not stopped.is_complete
    assert stopped.written == 7
    second = Told()
    assert second.run(other).is_complete
    assert len(first.files) + len(second.files) == len(report.files)
    assert not list(other.folder.rglob(".part*"))
    for path in report.files:
        name = path.relative_to(plan.folder)
        assert (other.folder / name).read_bytes() == path.read_bytes(), name


def test_stopped_within_a_file_it_leaves_no_half_of_it(tmp_path: Path) -> None:
    asked = iter([False, False, False, True])  # three files may begin, the third may not end
    told: list[Path] = []
    report = generate(
        small_plan(tmp_path),
        on_progress=lambda _share, _sentence: None,
        should_stop=lambda: next(asked),
        on_file=told.append,
    )
    assert not report.is_complete
    assert [path.suffix for path in told] == [".txt", ".tif"]
    there = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert there == {*(path.name for path in told), "manifest.json"}


def test_rests_of_a_killed_run_go_and_nothing_outside_the_folder_does(tmp_path: Path) -> None:
    folder, outside = tmp_path / "city", tmp_path / "mine.txt"
    outside.write_text("mine")
    (folder / "lod2").mkdir(parents=True)
    rest = folder / "lod2" / ".part-LoD2_32_418_5726_1_NW.gml"
    rest.write_text("half")
    (folder / "manifest.json").write_text('{"key": "old", "files": ["../mine.txt"]}')
    Told(most=1).run(small_plan(folder))
    assert not rest.exists()
    assert outside.read_text() == "mine"


def test_a_broken_manifest_is_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("[")
    assert Told(most=1).run(small_plan(tmp_path)).written == 1


def test_another_seed_replaces_the_files_of_the_first(tmp_path: Path) -> None:
    told = Told(most=3)
    told.run(small_plan(tmp_path, seed=1))
    tile = told.files[2]
    before = tile.read_bytes()
    foreign = tmp_path / "mine.gml"
    foreign.write_text("mine")
    Told(most=3).run(small_plan(tmp_path, seed=2))
    assert tile.read_bytes() != before
    assert foreign.read_text() == "mine"


def test_buildings_are_all_there_with_their_attributes(tiles: list[Path]) -> None:
    ids: list[str] = []
    for tile in tiles:
        root = etree.parse(tile).getroot()
        for building in root.iter(f"{BLDG}Building"):
            ids.append(str(building.get(f"{GML}id")))
            names = {each.get("name") for each in building.iterfind(f"{GEN}stringAttribute")}
            assert {"Gemeindeschluessel", "Stadtbezirk", "Nutzung", "simuliert"} <= names
            for tag in ("function", "yearOfConstruction", "roofType", "measuredHeight"):
                assert building.find(f"{BLDG}{tag}") is not None
    assert len(ids) == len(set(ids)) == 300
    assert all(name.startswith("SIM_") for name in ids)


def test_surfaces_are_flat_closed_and_face_outwards(tiles: list[Path]) -> None:
    root = etree.parse(tiles[0]).getroot()
    for kind, sign in (("GroundSurface", -1.0), ("RoofSurface", 1.0)):
        for surface in root.iter(f"{BLDG}{kind}"):
            text = surface.findtext(f".//{GML}posList")
            ring = np.array(str(text).split(), dtype=np.float64).reshape(-1, 3)
            assert (ring[0] == ring[-1]).all()
            local = ring[:-1] - ring[0]
            normal = np.cross(local[1:-1], local[2:]).sum(axis=0)
            assert normal[2] * sign > 0.0
            assert np.abs(local @ normal / np.linalg.norm(normal)).max() < 0.02


def test_solids_point_at_surfaces_that_exist(tiles: list[Path]) -> None:
    root = etree.parse(tiles[0]).getroot()
    polygons = {each.get(f"{GML}id") for each in root.iter(f"{GML}Polygon")}
    wanted = {
        str(each.get("{http://www.w3.org/1999/xlink}href")).lstrip("#")
        for each in root.iter(f"{GML}surfaceMember")
        if each.get("{http://www.w3.org/1999/xlink}href")
    }
    assert wanted == polygons


def test_landmarks_bear_their_names(tiles: list[Path]) -> None:
    names = [
        building.findtext(f"{GML}name")
        for tile in tiles
        for building in etree.parse(tile).getroot().iter(f"{BLDG}Building")
    ]
    assert "Hauptbahnhof" in names
    assert "Pauluskirche" in names


def test_the_ground_agrees_with_the_terrain(plan: Plan, report: Report, city: City) -> None:
    assert report.is_complete
    with rasterio.open(plan.folder / "dgm/dgm1_32_418_5726_1_nw_2024.tif") as raster:
        assert raster.shape == (1_000, 1_000)
        assert raster.crs.to_epsg() is None or raster.crs.to_epsg() in {25832, 9518}
        assert tuple(raster.bounds) == (418_000.0, 5_726_000.0, 419_000.0, 5_727_000.0)
        assert raster.overviews(1) == [2, 4, 8]
        heights = raster.read(1)
    first, last = city.tiles[TileKey(418, 5726)]
    rows = city.buildings.take(slice(first, last))
    column = (rows.easts - 418_000.0).astype(int).clip(0, 999)
    row = (5_727_000.0 - rows.norths).astype(int).clip(0, 999)
    assert np.abs(heights[row, column] - rows.feet).max() < 1.0


def test_scans_have_the_points_planned(report: Report) -> None:
    scans = {path.name: laspy.read(path) for path in report.files if path.suffix == ".laz"}
    assert sum(len(scan.points) for scan in scans.values()) == 20_000
    assert "3dm_32_418_5726_1_nw_20240312.laz" in scans
    for scan in scans.values():
        assert scan.header.version == "1.4"
        assert "25832" in str(scan.header.parse_crs().to_wkt())
        assert {GROUND, ROOF} <= set(np.asarray(scan.classification).tolist())
        assert int(np.asarray(scan.red).max()) > 0


def test_two_epochs_differ_where_something_was_built(
    plan: Plan, city: City, tmp_path: Path
) -> None:
    key = TileKey(418, 5726)
    scene = Scene(city, plan.seed)
    past = past_of(scene, key)
    assert len(past.missing) == 2
    assert past.heap is not None
    days = {date(2024, 3, 12): None, date(2021, 4, 8): past}
    scans = []
    for day, then in days.items():
        file = tmp_path / f"{day}.laz"
        write_scan(scene, key, file, 150_000, taken=day, past=then, should_stop=lambda: False)
        scans.append(laspy.read(file))
        assert scans[-1].header.creation_date == day
    for row in past.missing.tolist():
        found = [_roof_points(scan, city, row) for scan in scans]
        assert found[0] > 5
        assert found[1] == 0
    heights = [_highest_near(scan, past.heap) for scan in scans]
    assert heights[1] - heights[0] > 3.0


def _highest_near(scan: laspy.LasData, spot: tuple[float, float]) -> float:
    away = np.hypot(np.asarray(scan.x) - spot[0], np.asarray(scan.y) - spot[1])
    is_ground = np.asarray(scan.classification) == GROUND
    return float(np.asarray(scan.z)[(away < 10.0) & is_ground].max())


def _roof_points(scan: laspy.LasData, city: City, row: int) -> int:
    rows = np.full(len(scan.points), row, dtype=np.int32)
    x, y = city.buildings.local(rows, np.asarray(scan.x), np.asarray(scan.y))
    half_width, half_depth = city.buildings.widths[row] / 2, city.buildings.depths[row] / 2
    inside = (np.abs(x) < half_width - 0.1) & (np.abs(y) < half_depth - 0.1)
    return int((inside & (np.asarray(scan.classification) == ROOF)).sum())


def test_poses_and_pictures_match(plan: Plan, report: Report) -> None:
    assert report.is_complete
    folder = plan.folder / "panoramas"
    with (folder / "poses.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["bild"] for row in rows] == ["pano_0001.jpg", "pano_0002.jpg"]
    for row in rows:
        with Image.open(folder / row["bild"]) as image:
            assert image.size == (1_024, 512)
    with Image.open(folder / rows[0]["maske"]) as mask:
        assert mask.size == (512, 256)
        assert 0 < np.asarray(mask).mean() < 64
    points = json.loads((folder / "poses.geojson").read_text("utf-8"))["features"]
    degrees = np.array([point["geometry"]["coordinates"] for point in points])
    metres = np.array([(float(row["rechtswert"]), float(row["hochwert"])) for row in rows])
    assert np.allclose(to_metres(degrees), metres, atol=0.01)


def test_photograph_from_above_is_where_it_says(plan: Plan, report: Report) -> None:
    assert report.is_complete
    with rasterio.open(plan.folder / "dop/dop20rgb_32_418_5726_1_nw_2024.tif") as raster:
        assert raster.res == (0.5, 0.5)
        assert raster.count == 3
        assert raster.crs.to_epsg() == 25832
        assert float(raster.read(1).std()) > 10.0
