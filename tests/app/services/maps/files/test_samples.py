"""Real files of real cities, where the samples are at hand."""

import zipfile
from pathlib import Path

import pytest

from app.domain.maps import Box
from app.services.maps.files import LayerError, ShapeKind
from app.services.maps.files.reading import read_layer
from app.services.maps.measuring import area_m2
from tests.fakes.map_files import HAMM, read_back

SAMPLES = Path(__file__).resolve().parents[5].parent / "shared/samples"
BOUNDARY = SAMPLES / "geo/hamm_boundary_osm.geojson"
ADDRESSES = SAMPLES / "addresses/hauskoordinaten_essen_4647.zip"
ESSEN = Box(6.85, 51.33, 7.2, 51.55)


@pytest.mark.skipif(not BOUNDARY.is_file(), reason="the sample of the boundary is not there")
def test_the_boundary_of_hamm_comes_whole() -> None:
    data = read_layer(BOUNDARY, HAMM)
    assert (data.count, data.vertices, data.faults) == (1, 2_220, ())
    assert data.kinds == {ShapeKind.AREA}
    ring = read_back(data.geojson)[0]["geometry"]["coordinates"][0][0]
    assert area_m2(ring) / 1e6 == pytest.approx(226.4, abs=1.0)


@pytest.mark.skipif(not ADDRESSES.is_file(), reason="the sample of addresses is not there")
def test_the_addresses_of_essen_are_recognised(tmp_path: Path) -> None:
    with zipfile.ZipFile(ADDRESSES) as packed:
        name = next(one for one in packed.namelist() if one.endswith(".geojson"))
        whole = packed.read(name)
    path = tmp_path / "adressen.geojson"
    head, _crs, rest = whole[:400_000].partition(b'"crs"')
    path.write_bytes(whole)
    data = read_layer(path, ESSEN)
    assert (data.crs, data.count) == ("EPSG:4647", 102_981)
    assert data.proposal is None
    # The same without the word that says which system it is, and cut after some addresses.
    path.write_bytes(head + b'"_"' + rest.rpartition(b",\n")[0] + b"]}")
    with pytest.raises(LayerError) as caught:
        read_layer(path, ESSEN)
    assert caught.value.proposal is not None
    assert caught.value.proposal.crs == "EPSG:4647"
