"""GeoPackages as GDAL and the standard want them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio import read_info
from pyogrio.raw import read
from pyproj import CRS

from app.services.inventory.exports.layers import Feature, GeoLayer, LayerType
from app.storage.geopackages import write_geopackage

LAYER = GeoLayer(
    "site",
    "Standorte",
    (
        ("name", "Name", LayerType.TEXT),
        ("count", "Anzahl", LayerType.INTEGER),
        ("is_open", "Offen", LayerType.BOOLEAN),
        ("opened_on", "Seit", LayerType.DATE),
        ("seen", "Gesehen", LayerType.DATETIME),
    ),
    25832,
    CRS.from_epsg(25832).to_wkt("WKT1_GDAL"),
)


def feature(shape: object, name: str = "Schule") -> Feature:
    return shape, (name, 3, 1, "2024-02-29", "2024-02-29T12:00:00.500Z")


def write(path: Path, *features: Feature) -> int:
    return write_geopackage(path, LAYER, [list(features)], lambda: "Stand: heute", 10**15)


def test_the_file_says_what_it_is_and_is_sound(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    write(file, feature(shapely.Point(412000, 5725000)))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        blob = connection.execute("SELECT geom FROM site").fetchone()[0]
        told = connection.execute("SELECT description, last_change FROM gpkg_contents").fetchone()
    assert blob[:8] == b"GP\x00\x01" + (25832).to_bytes(4, "little")
    assert told == ("Stand: heute", "2001-09-09T01:46:40.000Z")


def test_gdal_reads_system_counts_types_and_values(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    shapes = [shapely.Point(412000.125, 5725000.5), None, shapely.Point(1, 2)]
    assert write(file, *(feature(shape, f"S{n}") for n, shape in enumerate(shapes))) == 3
    info = read_info(file, force_feature_count=True, force_total_bounds=True)
    assert info["crs"] == "EPSG:25832"
    assert info["features"] == 3
    assert info["geometry_type"] == "Point"
    assert info["total_bounds"] == (1.0, 2.0, 412000.125, 5725000.5)
    assert info["ogr_types"] == [
        "OFTString",
        "OFTInteger64",
        "OFTInteger",
        "OFTDate",
        "OFTDateTime",
    ]
    _, _, blobs, fields = read(file)
    assert shapely.from_wkb(blobs).tolist() == shapes
    assert fields[0].tolist() == ["S0", "S1", "S2"]
    assert fields[3][0] == np.datetime64("2024-02-29")


def test_lines_and_areas_have_their_box_and_differing_types_are_said(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    line = shapely.LineString([(0, 0), (10, 20)])
    write(file, feature(line), feature(shapely.box(5, 5, 50, 60)))
    info = read_info(file, force_total_bounds=True)
    assert info["geometry_type"] == "Unknown"
    assert info["total_bounds"] == (0.0, 0.0, 50.0, 60.0)
    with closing(sqlite3.connect(file)) as connection:
        blob = connection.execute("SELECT geom FROM site").fetchone()[0]
    assert np.frombuffer(blob[8:40]).tolist() == [0, 10, 0, 20]


def test_an_empty_layer_opens(tmp_path: Path) -> None:
    assert write(tmp_path / "a.gpkg") == 0
    assert read_info(tmp_path / "a.gpkg", force_feature_count=True)["features"] == 0


def test_names_with_quotes_are_names(tmp_path: Path) -> None:
    layer = GeoLayer('a"; DROP', "Titel", (('b"c', "B", LayerType.TEXT),), 25832, LAYER.definition)
    write_geopackage(tmp_path / "a.gpkg", layer, [[(None, ("x",))]], lambda: "", 0)
    assert read_info(tmp_path / "a.gpkg")["fields"].tolist() == ['b"c']


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        write(tmp_path / "nirgends" / "a.gpkg")
