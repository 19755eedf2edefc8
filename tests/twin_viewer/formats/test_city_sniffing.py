"""A file is told by what is in it, whatever it is called and however it is packed."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from tests.fakes.city_models import document, nrw_tile
from twin_viewer.formats.city_sniffing import sniff_city

GML = document(nrw_tile(1)).encode()
LONG = ", ".join(["[1, 2, 3]"] * 20_000)
CITY = '{"type": "CityJSON", "version": "2.0", "CityObjects": {}, "vertices": []}'
FEATURE = '{"type": "CityJSONFeature", "id": "a", "CityObjects": {}, "vertices": []}'
GLTF = json.dumps({"accessors": [], "asset": {"version": "2.0"}, "buffers": []})
CONTENTS = {
    "gml": (GML, "citygml"),
    "gml with a mark": (b"\xef\xbb\xbf  \n" + GML, "citygml"),
    "gml in utf-16": (GML.decode().encode("utf-16"), "citygml"),
    "collection of features": (
        b'<wfs:FeatureCollection xmlns:b="http://www.opengis.net/citygml/building/2.0"/>',
        "citygml",
    ),
    "cityjson": (CITY.encode(), "cityjson"),
    "cityjson, indented": (json.dumps(json.loads(CITY), indent=2).encode(), "cityjson"),
    "cityjson, type last": (f'{{"vertices": [{LONG}], "type": "CityJSON"}}'.encode(), "cityjson"),
    "sequence": (f"{CITY}\n{FEATURE}\n".encode(), "cityjsonseq"),
    "features without a head": (f"{FEATURE}\n{FEATURE}\n".encode(), "cityjsonseq"),
    "gltf": (GLTF.encode(), "object"),
    "glb": (b"glTF\x02\x00\x00\x00", "object"),
    "obj": (b"# Blender\nmtllib a.mtl\no a\nv 1.0 -2 3e-1\n", "object"),
    "html": (b"<html><body>404</body></html>", None),
    "geojson": (b'{"type": "FeatureCollection", "features": []}', None),
    "other json": (b'{"nodes": 3}', None),
    "laz": (b"LASF\0\0\0\0", None),
    "text": (b"v wie Vogel\n", None),
    "nothing": (b"", None),
    "broken gzip": (b"\x1f\x8b\x08\x00\x01", None),
    "broken zip": (b"PK\x03\x04\x01", None),
}


@pytest.mark.parametrize("packing", ["plain", "gz", "zip"])
@pytest.mark.parametrize("name", CONTENTS)
def test_the_first_bytes_decide(tmp_path: Path, name: str, packing: str) -> None:
    content, expected = CONTENTS[name]
    path = tmp_path / "file.dat"
    if packing == "gz":
        path.write_bytes(gzip.compress(content))
    elif packing == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("licence.txt", b"v 1 2 3")
            archive.writestr("inner.json", content)
    else:
        path.write_bytes(content)
    if name == "cityjson, type last" and packing != "plain":
        expected = None  # only the beginning of a packed file is looked at
    assert sniff_city(path) == expected


def test_samples_are_told() -> None:
    samples = Path(__file__).resolve().parents[3].parent / "shared/samples"
    if not samples.is_dir():
        pytest.skip("the samples are not there")
    assert sniff_city(samples / "citygml/block_lod2.gml") == "citygml"
    assert sniff_city(samples / "cityjson/delft.city.json") == "cityjson"
    assert sniff_city(samples / "cityjson/zurich_lod2.city.json") == "cityjson"
    assert sniff_city(samples / "geo/hamm_boundary_osm.geojson") is None
    assert sniff_city(samples / "parking/datex2_static.xml") is None


def test_a_folder_and_a_missing_file_are_nothing(tmp_path: Path) -> None:
    assert sniff_city(tmp_path) is None
    assert sniff_city(tmp_path / "none.gml") is None
