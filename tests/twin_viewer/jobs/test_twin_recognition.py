"""What a file is, is told by its content; nothing a file may hold makes that fail."""

import gzip
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twin_viewer.jobs.recognition import recognise

GML = b'<?xml version="1.0"?><core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0">'
XYZ = b"412000.0 5725000.0 61.23\n412001.0 5725000.0 61.25\n" * 2
POSES = b"file;easting;northing;height;heading;pitch;roll\n"


@pytest.mark.parametrize(
    ("name", "content", "kind", "form"),
    [
        ("a.gml", GML, "buildings", "CityGML"),
        ("a.bin", b"\xef\xbb\xbf" + GML, "buildings", "CityGML"),
        ("a.json", b'{"type":"CityJSON","version":"2.0"}', "buildings", "CityJSON"),
        ("a.xyz", XYZ, "terrain", "XYZ"),
        ("a.txt", XYZ.replace(b" ", b";"), "terrain", "XYZ"),
        ("a.csv", POSES, "panoramas", "CSV"),
        ("a.obj", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "object", "glTF, OBJ"),
    ],
)
def test_by_content(tmp_path: Path, name: str, content: bytes, kind: str, form: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = recognise(path)
    assert (found.kind, found.form) == (kind, form)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# Hello\n\nworld",
        b'{"type":"FeatureCollection","features":[]}',
        b'{"features": 7}',
        b"<html></html>",
        b"\xff\xd8\xff\xe0 JFIF",
        b"PK\x03\x04 and then nothing",
        b"\x1f\x8b broken",
        b"a,b,c\n1,2,3\n",
    ],
)
def test_what_is_nothing_of_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(content)
    found = recognise(path)
    assert found.kind == ""
    assert found.faults[0].is_fatal
    assert found.faults[0].reason.endswith(".")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from([b"LASF", b"ASTM-E57", b"II*\0", b"glTF", b"<", b"{", b"\0\0\0\x0cjP", b""]),
    st.binary(max_size=300),
)
def test_anything_may_come(tmp_path: Path, begin: bytes, rest: bytes) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(begin + rest)
    assert recognise(path).path == str(path)


def test_packed_files(tmp_path: Path) -> None:
    (tmp_path / "a.gml.gz").write_bytes(gzip.compress(GML))
    with zipfile.ZipFile(tmp_path / "dgm.zip", "w") as archive:
        archive.writestr("dgm1_32_412_5725_1_nw.xyz", XYZ * 20)
    assert recognise(tmp_path / "a.gml.gz").kind == "buildings"
    assert recognise(tmp_path / "dgm.zip").kind == "terrain"


def test_a_name_of_the_survey_tells_square_and_date(tmp_path: Path) -> None:
    path = tmp_path / "dgm1_32_412_5725_1_nw_2023.xyz"
    path.write_bytes(XYZ)
    found = recognise(path)
    assert (found.tile, found.date) == ("dgm1 412_5725", "2023")
    assert found.extent == (412_000, 5_725_000, 413_000, 5_726_000)


def test_networks_and_poses_as_geojson(tmp_path: Path) -> None:
    def collection(**properties: object) -> str:
        feature = {"type": "Feature", "properties": properties, "geometry": None}
        return json.dumps({"type": "FeatureCollection", "features": [feature]})

    (tmp_path / "n.geojson").write_text(collection(kind="5g"), "utf-8")
    (tmp_path / "x.geojson").write_text(collection(name="district"), "utf-8")
    assert recognise(tmp_path / "n.geojson").kind == "networks"
    assert recognise(tmp_path / "x.geojson").kind == ""


def test_pictures_and_heights_as_geotiff(tmp_path: Path) -> None:
    profile = {
        "driver": "GTiff",
        "width": 8,
        "height": 8,
        "crs": "EPSG:25832",
        "transform": Affine(1, 0, 412_000, 0, -1, 5_726_000),
    }
    for name, count, dtype in (("dgm.tif", 1, "float32"), ("dop.tif", 3, "uint8")):
        with rasterio.open(tmp_path / name, "w", count=count, dtype=dtype, **profile) as raster:
            raster.write(np.ones((count, 8, 8), dtype))
    assert recognise(tmp_path / "dgm.tif").kind == "terrain"
    assert recognise(tmp_path / "dop.tif").kind == "ortho"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    found = recognise(tmp_path / "gone.gml")
    assert "nicht mehr da" in found.faults[0].reason
