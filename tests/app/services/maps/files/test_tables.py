"""GeoPackage, Shapefile and FlatGeobuf: as GDAL writes them, and damaged."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from app.services.maps.crs import to_utm
from app.services.maps.files import FaultKind, LayerError, ShapeKind
from app.services.maps.files.reading import layers_in, read_layer
from tests.fakes.map_files import HAMM, read_back

SUFFIXES = {".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".fgb": "FlatGeobuf"}
PLACES = [to_utm(7.8, 51.6), to_utm(7.9, 51.7)]


def table(path: Path, shapes: list[Any], *, crs: str | None = "EPSG:25832", **more: Any) -> Path:
    """Write a table of shapes; they are called n0, n1 and so on."""
    options = {
        "fields": ["name", "wert"],
        "field_data": [
            np.array([f"n{row}" for row in range(len(shapes))], dtype=object),
            np.arange(len(shapes), dtype=np.float64),
        ],
        "geometry_type": "Unknown",
        **more,
    }
    write(
        path, np.array(shapely.to_wkb(shapes), dtype=object), driver=SUFFIXES[path.suffix], crs=crs,
        **options,
    )  # fmt: skip
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_tables_are_read_with_the_system_they_say(tmp_path: Path, suffix: str) -> None:
    path = table(
        tmp_path / f"bäume{suffix}", shapely.points(PLACES).tolist(), geometry_type="Point"
    )
    assert layers_in(path) == ("bäume",)
    data = read_layer(path, HAMM)
    assert data.crs == "EPSG:25832"
    assert data.kinds == {ShapeKind.POINT}
    assert data.columns == ("name", "wert")
    assert data.faults == ()
    found = {one["properties"]["name"]: one for one in read_back(data.geojson)}
    assert found["n1"]["properties"] == {"name": "n1", "wert": 1.0}
    assert found["n1"]["geometry"]["coordinates"] == pytest.approx([7.9, 51.7], abs=1e-6)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_table_without_a_system_is_refused_with_a_proposal(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.fgb", shapely.points(PLACES).tolist(), crs=None, geometry_type="Point"
    )
    with pytest.raises(LayerError) as caught:
        read_layer(path, HAMM)
    assert caught.value.proposal is not None
    assert caught.value.proposal.crs == "EPSG:25832"
    assert read_layer(path, HAMM, crs="EPSG:25832").count == 2


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_table_of_degrees_without_a_system_is_taken_as_wgs84(tmp_path: Path) -> None:
    path = table(tmp_path / "a.fgb", [shapely.Point(7.8, 51.6)], crs=None, geometry_type="Point")
    assert read_layer(path, HAMM).crs == "EPSG:4326"


def test_a_layer_of_a_geopackage_is_chosen_by_its_name(tmp_path: Path) -> None:
    path = table(tmp_path / "stadt.gpkg", [shapely.Point(PLACES[0])], layer="bäume")
    table(path, shapely.points(PLACES).tolist(), layer="bänke", append=True)
    assert layers_in(path) == ("bäume", "bänke")
    first = read_layer(path, HAMM)
    assert (first.name, first.count) == ("bäume", 1)
    assert "2 Ebenen" in first.faults[0].reason
    second = read_layer(path, HAMM, layer="bänke")
    assert (second.name, second.count, second.faults) == ("bänke", 2, ())
    with pytest.raises(LayerError, match="„bäume“, „bänke“"):
        read_layer(path, HAMM, layer="wege")


@pytest.mark.filterwarnings(
    "ignore:.*POLYGON.*:RuntimeWarning", "ignore:.*geometry.*:RuntimeWarning"
)
def test_faults_of_a_table_are_listed_and_the_rest_is_shown(tmp_path: Path) -> None:
    x, y = PLACES[0]
    bow = shapely.Polygon([(x, y), (x + 90, y + 90), (x + 90, y), (x, y + 90)])
    with np.errstate(invalid="ignore"):
        broken = shapely.LineString([(x, y), (np.nan, y)])
    shapes = [
        shapely.Point(x, y),
        None,
        shapely.Point(),
        broken,
        bow,
        shapely.GeometryCollection([shapely.Point(x, y), shapely.LineString(PLACES)]),
        shapely.Point(x, y, 60.0),
    ]
    data = read_layer(table(tmp_path / "a.gpkg", shapes), HAMM)
    by_row = {fault.index: fault for fault in data.faults}
    assert "keine Geometrie" in by_row[1].reason
    assert "leer" in by_row[2].reason or "keine" in by_row[2].reason
    assert "NaN" in by_row[3].reason
    assert [by_row[row].kind for row in (1, 2, 3, 4, 5)] == [
        *[FaultKind.LEFT_OUT] * 3, *[FaultKind.MENDED] * 2,
    ]  # fmt: skip
    assert by_row[3].name == "n3"
    assert "(Objekte mit Höhen: 1)" in by_row[-1].reason
    assert data.count == 5


def test_columns_of_any_kind_become_plain_values(tmp_path: Path) -> None:
    day = np.array(["2026-11-24", "NaT"], dtype="datetime64[D]")
    path = table(
        tmp_path / "a.gpkg",
        shapely.points(PLACES).tolist(),
        fields=["tag", "ja", "ganz"],
        field_data=[day, np.array([True, False]), np.array([2**60, 5])],
    )
    first, second = (one["properties"] for one in read_back(read_layer(path, HAMM).geojson))
    assert first == {"tag": "2026-11-24", "ja": True, "ganz": str(2**60)}
    assert second == {"tag": None, "ja": False, "ganz": 5}


def test_an_empty_table_is_fine_and_noted(tmp_path: Path) -> None:
    path = table(tmp_path / "a.gpkg", [], fields=[], field_data=[], geometry_type="Point")
    data = read_layer(path, HAMM)
    assert data.count == 0
    assert "keine Objekte" in data.faults[0].reason


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_tables_are_refused_or_read_in_part(tmp_path: Path, suffix: str) -> None:
    places = np.random.default_rng(3).random((500, 2)) * 1_000 + PLACES[0]
    shapes = [shapely.Point(place) for place in places]
    whole = table(tmp_path / f"a{suffix}", shapes, geometry_type="Point").read_bytes()
    for content in (b"Hallo", whole[:50], whole[: len(whole) // 2], b"\0" * 4_096):
        path = tmp_path / f"b{suffix}"
        path.write_bytes(content)
        try:
            data = read_layer(path, HAMM, crs="EPSG:25832")
        except LayerError as error:
            assert str(tmp_path) not in str(error)  # noqa: PT017 - either is fine
        else:
            assert len(read_back(data.geojson)) == data.count


def test_giving_up_a_table_is_heard(tmp_path: Path) -> None:
    path = table(tmp_path / "a.gpkg", shapely.points(PLACES).tolist())
    assert read_layer(path, HAMM, is_cancelled=lambda: True).is_cancelled


def test_a_file_that_is_not_what_its_name_says_is_never_given_to_gdal(tmp_path: Path) -> None:
    secret = table(tmp_path / "geheim.gpkg", [shapely.Point(PLACES[0])])
    for suffix in SUFFIXES:
        path = tmp_path / f"vrt{suffix}"
        path.write_text(
            '<OGRVRTDataSource><OGRVRTLayer name="geheim">'
            f"<SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
            "utf-8",
        )
        with pytest.raises(LayerError, match="nicht, was ihr Name sagt"):
            read_layer(path, HAMM)


def test_a_shapefile_without_its_companions_says_which_belong_to_it(tmp_path: Path) -> None:
    path = table(tmp_path / "a.shp", shapely.points(PLACES).tolist(), geometry_type="Point")
    path.with_suffix(".shx").unlink()
    with pytest.raises(LayerError, match=r"\.shx"):
        read_layer(path, HAMM)
