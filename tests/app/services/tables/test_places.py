"""Places: GeoJSON and GeoPackage in the systems that German offices use."""

import datetime as dt
import json
import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from app.services.maps.crs import to_utm
from app.services.tables import Layout, RawTable, TableError
from app.services.tables.reading import read_table

EAST, NORTH = 417_555.25, 5_725_800.5


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def geojson(folder: Path, features: list[Any], crs: str = "") -> RawTable:
    root: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        root["crs"] = {"type": "name", "properties": {"name": crs}}
    path = folder / "orte.geojson"
    path.write_text(json.dumps(root))
    return read_table(path)


@pytest.mark.parametrize(
    ("crs", "east"),
    [
        ("urn:ogc:def:crs:EPSG::4647", 32_000_000 + EAST),
        ("urn:ogc:def:crs:EPSG::25832", EAST),
        ("EPSG:25832", 32_000_000 + EAST),
        ("", 32_000_000 + EAST),
        ("", EAST),
    ],
)
def test_utm_with_and_without_zone_gives_the_same_place(
    tmp_path: Path, crs: str, east: float
) -> None:
    table = geojson(tmp_path, [feature(point(east, NORTH), name="### unbekannt")], crs)
    assert table.columns == ("name", "east", "north")
    assert table.rows == [("### unbekannt", EAST, NORTH)]
    assert (table.kind, table.crs) == ("geojson", "EPSG:25832")
    assert any("EPSG:" in note for note in table.notes)


@pytest.mark.parametrize("crs", ["", "urn:ogc:def:crs:OGC:1.3:CRS84"])
def test_degrees_are_turned_into_metres(tmp_path: Path, crs: str) -> None:
    table = geojson(tmp_path, [feature(point(7.816, 51.677), id=2.0)], crs)
    _, east, north = table.rows[0]
    expected = to_utm(7.816, 51.677)
    assert isinstance(east, float)
    assert isinstance(north, float)
    assert math.dist((east, north), expected) < 0.01


def test_areas_are_texts_beside_points_and_properties_of_all_features(tmp_path: Path) -> None:
    ring = [[7.8, 51.6], [7.9, 51.6], [7.9, 51.7], [7.8, 51.6]]
    table = geojson(
        tmp_path,
        [
            feature({"type": "Polygon", "coordinates": [ring]}, name="Fläche", nested={"a": [1]}),
            feature(point(7.8, 51.6), name="Punkt", extra=True),
            feature(None, name="Ohne"),
            feature({"type": "Polygon", "coordinates": "?"}, name="Kaputt"),
            feature({"type": "Point", "coordinates": [7.8, 51.6, 63.0]}, name="Hoch"),
        ],
    )
    assert table.columns == ("name", "nested", "extra", "east", "north", "geometry")
    area = shapely.from_wkt(str(table.rows[0][5]))
    assert area.area > 30_000_000
    assert table.rows[0][1] == '{"a":[1]}'
    assert table.rows[0][3:5] == (None, None)
    assert table.rows[1][2] is True
    assert table.rows[2][3:] == table.rows[3][3:] == (None, None, None)
    assert table.rows[4][3:] == table.rows[1][3:]
    assert any("Unbrauchbare Geometrien blieben leer (Objekt 4)" in note for note in table.notes)


def test_properties_that_are_called_like_places_keep_their_names(tmp_path: Path) -> None:
    table = geojson(tmp_path, [feature(point(EAST, NORTH), east="Osten")])
    assert table.columns == ("east", "east (2)", "north")


def test_unknown_systems_are_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="nicht zu erkennen"):
        geojson(tmp_path, [feature(point(1e7, 3.0))])
    table = geojson(tmp_path, [feature(point(7.8, 51.6))], "EPSG:999999")
    assert any("unbekannt" in note for note in table.notes)


@pytest.mark.parametrize(
    "text", ['{"type": "FeatureCollection"}', '{"features": []}', "{", "[1]", '{"features": [3]}']
)
def test_broken_geojson_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "orte.geojson"
    path.write_text(text)
    with pytest.raises(TableError, match=r"orte\.geojson"):
        read_table(path)


def geopackage(folder: Path) -> Path:
    path = folder / "bezirke.gpkg"
    points = shapely.to_wkb([shapely.Point(32_000_000 + EAST, NORTH), shapely.Point(3.24e7, NORTH)])
    pyogrio.raw.write(
        path, np.array(points, dtype=object),
        [np.array(["A", None], dtype=object), np.array([2, 7]), np.array([2.0, math.nan]),
         np.array(["2020-01-02", "NaT"], dtype="datetime64[D]")],
        ["name", "anzahl", "wert", "tag"], layer="standorte", driver="GPKG",
        geometry_type="Point", crs="EPSG:4647",
    )  # fmt: skip
    area = shapely.to_wkb([shapely.box(400_000, 5_700_000, 401_000, 5_701_000)])
    pyogrio.raw.write(
        path, np.array(area, dtype=object), [np.array(["Mitte"], dtype=object)], ["bezirk"],
        layer="bezirke", driver="GPKG", geometry_type="Polygon", crs="EPSG:25832", append=True,
    )  # fmt: skip
    return path


def test_geopackage_gives_its_layers(tmp_path: Path) -> None:
    path = geopackage(tmp_path)
    table = read_table(path)
    assert (table.kind, table.sheets) == ("gpkg", ("standorte", "bezirke"))
    assert table.columns == ("name", "anzahl", "wert", "tag", "east", "north")
    assert table.rows[0] == ("A", 2, 2, dt.date(2020, 1, 2), EAST, NORTH)
    assert table.rows[1][:4] == (None, 7, None, None)
    assert any("2 Ebenen" in note for note in table.notes)
    areas = read_table(path, Layout(sheet="bezirke"))
    assert areas.columns == ("bezirk", "geometry")
    assert shapely.from_wkt(str(areas.rows[0][1])).area == 1_000_000
    with pytest.raises(TableError, match="„fehlt“"):
        read_table(path, Layout(sheet="fehlt"))


def test_broken_geopackage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kaputt.gpkg"
    path.write_bytes(geopackage(tmp_path).read_bytes()[:5_000])
    with pytest.raises(TableError, match=r"kaputt\.gpkg ist kein lesbares GeoPackage"):
        read_table(path)
    path.write_bytes(b"SQLite format 3\x00" + bytes(200))
    with pytest.raises(TableError, match="kein GeoPackage"):
        read_table(path)


def test_geopackage_in_an_archive_opens(tmp_path: Path) -> None:
    path = tmp_path / "bezirke.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(geopackage(tmp_path), "bezirke.gpkg")
    table = read_table(path, Layout(sheet="bezirke"))
    assert (table.kind, table.name) == ("gpkg", "bezirke.zip")
    assert len(table.rows) == 1
