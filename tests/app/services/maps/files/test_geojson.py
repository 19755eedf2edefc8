"""GeoJSON as strangers write it: what is wrong is listed, and the rest is shown."""

from pathlib import Path
from typing import Any

import pytest

from app.services.maps.files import FaultKind, FeatureFault, LayerData, ShapeKind
from app.services.maps.files.reading import read_layer
from tests.fakes.map_files import AREA, HAMM, collection, feature, read_back, written

SOUND = feature("Point", [7.8, 51.65], name="heil")


def read(folder: Path, *features: object, **members: object) -> LayerData:
    return read_layer(written(folder, collection(*features, **members)), HAMM)


def only(data: LayerData) -> FeatureFault:
    assert len(data.faults) == 1, data.faults
    fault = data.faults[0]
    assert fault.reason.endswith(".")
    return fault


def test_points_lines_and_areas_come_as_they_are(tmp_path: Path) -> None:
    line = [[7.8, 51.6], [7.9, 51.7]]
    data = read(tmp_path, SOUND, feature("LineString", line), feature("MultiPolygon", [AREA], nr=7))
    found = read_back(data.geojson)
    assert [one["geometry"]["type"] for one in found] == ["Point", "LineString", "MultiPolygon"]
    assert found[0]["geometry"]["coordinates"] == [7.8, 51.65]
    assert found[1]["geometry"]["coordinates"] == line
    assert found[2]["geometry"]["coordinates"] == [AREA]
    assert data.kinds == set(ShapeKind)
    assert data.columns == ("name", "nr")
    assert data.count == 3
    assert data.vertices == 8
    assert data.box is not None
    assert (data.box.west, data.box.north) == (7.8, 51.7)
    assert data.faults == ()


NOT_SHOWN = {
    "no geometry": ({"type": "Feature", "properties": {}, "geometry": None}, "keine Geometrie"),
    "empty": (feature("Polygon", []), "leer"),
    "empty collection": (
        {"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": []}},
        "leer",
    ),
    "NaN": (feature("LineString", [[7.8, 51.6], [float("nan"), 51.6]]), "NaN"),
    "Infinity": (feature("Point", [7.8, float("inf")]), "Infinity"),
    "unknown type": (feature("Kreis", [7.8, 51.6]), "„Kreis“"),
    "type is no text": (feature([], [7.8, 51.6]), "ohne Namen"),  # type: ignore[arg-type]
    "geometry is no object": ({"type": "Feature", "geometry": [1, 2]}, "kein Objekt"),
    "no coordinates": ({"type": "Feature", "geometry": {"type": "Point"}}, "Koordinaten fehlen"),
    "line of one place": (feature("LineString", [[7.8, 51.6]]), "weniger als zwei"),
    "ring of two corners": (
        feature("Polygon", [[[7.8, 51.6], [7.9, 51.6], [7.8, 51.6]]]),
        "weniger als drei",
    ),
    "nested too little": (feature("Polygon", AREA[0]), "verschachtelt"),
    "nested too much": (feature("LineString", AREA), "verschachtelt"),
    "point in a list": (feature("Point", [[7.8, 51.6]]), "verschachtelt"),
    "one number": (feature("Point", [7.8]), "zweite Zahl"),
    "text for a number": (feature("Point", ["7.8", "51.6"]), "keine Zahl"),
    "truth for a number": (feature("LineString", [[7.8, 51.6], [True, 51.6]]), "keine Zahl"),
    "out of the earth": (feature("Point", [7.8, 151.6]), "außerhalb der Erde"),
    "no feature": (17, "kein Objekt"),
}


@pytest.mark.parametrize("name", NOT_SHOWN)
def test_what_cannot_be_drawn_is_listed_and_the_rest_is_shown(tmp_path: Path, name: str) -> None:
    broken, word = NOT_SHOWN[name]
    data = read(tmp_path, SOUND, broken, SOUND)
    fault = only(data)
    assert fault.index == 1
    assert fault.kind is FaultKind.LEFT_OUT
    assert word in fault.reason
    assert fault.remedy
    assert data.count == 2


def test_a_fault_says_which_feature_and_where(tmp_path: Path) -> None:
    ring = [*AREA[0][:2], [float("nan"), 1.0], *AREA[0][3:]]
    fault = only(read(tmp_path, SOUND, feature("MultiPolygon", [AREA, [ring]], name="Südfeld")))
    assert (fault.index, fault.name) == (1, "Südfeld")
    assert fault.place == "Teil 2, Ring 1, Stützpunkt 3"
    assert fault.kind is FaultKind.MENDED


def test_an_open_ring_is_closed(tmp_path: Path) -> None:
    data = read(tmp_path, feature("Polygon", [AREA[0][:-1]]))
    assert read_back(data.geojson)[0]["geometry"]["coordinates"] == AREA
    assert only(data).kind is FaultKind.MENDED
    assert "nicht geschlossen" in only(data).reason


def test_a_hole_that_is_none_is_left_out(tmp_path: Path) -> None:
    data = read(tmp_path, feature("Polygon", [AREA[0], [[7.8, 51.6]]]))
    assert read_back(data.geojson)[0]["geometry"]["coordinates"] == AREA
    assert only(data).place == "Ring 2"


def test_a_hole_stays_a_hole(tmp_path: Path) -> None:
    hole = [[7.802, 51.602], [7.802, 51.604], [7.804, 51.604], [7.804, 51.602], [7.802, 51.602]]
    data = read(tmp_path, feature("Polygon", [AREA[0], hole]))
    assert read_back(data.geojson)[0]["geometry"]["coordinates"] == [AREA[0], hole]
    assert data.faults == ()


def test_a_self_crossing_area_is_mended_and_listed(tmp_path: Path) -> None:
    bow = [[[7.80, 51.60], [7.82, 51.62], [7.82, 51.60], [7.80, 51.62], [7.80, 51.60]]]
    data = read(tmp_path, feature("Polygon", bow))
    fault = only(data)
    assert fault.kind is FaultKind.MENDED
    assert "überschneidet" in fault.reason
    assert fault.place == "51,61000° N 7,81000° O"
    assert read_back(data.geojson)[0]["geometry"]["type"] == "MultiPolygon"


def test_heights_are_dropped_with_one_note(tmp_path: Path) -> None:
    data = read(
        tmp_path, feature("Point", [7.8, 51.6, 63.0]), feature("Point", [7.9, 51.6, 60.0, 1.0])
    )
    assert read_back(data.geojson)[0]["geometry"]["coordinates"] == [7.8, 51.6]
    assert only(data).reason.endswith("(Objekte mit Höhen: 2).")
    assert only(data).index == -1


def test_a_collection_is_split(tmp_path: Path) -> None:
    parts = [
        {"type": "Point", "coordinates": [7.8, 51.6]},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": AREA}]},
        {"type": "Point", "coordinates": []},
    ]
    geometry = {"type": "GeometryCollection", "geometries": parts}
    data = read(tmp_path, {"type": "Feature", "geometry": geometry, "properties": {"a": 1}})
    found = read_back(data.geojson)
    assert [one["geometry"]["type"] for one in found] == ["Point", "Polygon"]
    assert [one["properties"] for one in found] == [{"a": 1}, {"a": 1}]
    assert [fault.kind for fault in data.faults] == [FaultKind.MENDED] * 2
    assert data.faults[0].place == "Teil 3"
    assert "in 2 Objekte zerlegt" in data.faults[1].reason


def test_a_bottomless_collection_is_refused(tmp_path: Path) -> None:
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [7.8, 51.6]}
    for _level in range(40):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    data = read(tmp_path, {"type": "Feature", "geometry": geometry})
    assert data.count == 0
    assert any("verschachtelt" in fault.reason for fault in data.faults)


def test_an_id_used_twice_is_noted(tmp_path: Path) -> None:
    data = read(tmp_path, {**SOUND, "id": 5}, {**SOUND, "id": "5"}, {**SOUND, "id": 5})
    assert only(data).index == 2
    assert data.count == 3


def test_text_stays_text(tmp_path: Path) -> None:
    script = "<script>alert('Hamm')</script>"
    data = read(tmp_path, feature("Point", [7.8, 51.65], **{script: f"<img src=x> {script}"}))
    assert read_back(data.geojson)[0]["properties"] == {script: f"<img src=x> {script}"}


def test_properties_are_plain_values(tmp_path: Path) -> None:
    properties = {
        "text": "Ä", "lang": "x" * 5_000, "zahl": 1.5, "ganz": 7, "riesig": 2**60, "ja": True,
        "leer": None, "liste": [1, {"a": "ö"}], "nan": float("nan"), "halb": "\ud800",
    }  # fmt: skip
    found = read_back(read(tmp_path, feature("Point", [7.8, 51.65], **properties)).geojson)
    values = found[0]["properties"]
    assert values["lang"] == "x" * 1_999 + "…"
    assert values["riesig"] == str(2**60)
    assert values["liste"] == '[1,{"a":"ö"}]'
    assert values["nan"] is None
    assert values["halb"] == "?"
    assert [values[key] for key in ("text", "zahl", "ganz", "ja", "leer")] == [
        "Ä", 1.5, 7, True, None,
    ]  # fmt: skip


def test_properties_that_are_none_are_noted(tmp_path: Path) -> None:
    data = read(tmp_path, {**SOUND, "properties": "viel"})
    assert only(data).kind is FaultKind.NOTE
    assert read_back(data.geojson)[0]["properties"] == {}


def test_too_many_columns_are_bounded(tmp_path: Path) -> None:
    many = [feature("Point", [7.8, 51.65], **{f"spalte {row}": row}) for row in range(300)]
    data = read(tmp_path, *many)
    assert len(data.columns) == 256
    assert "mehr als 256 Eigenschaften" in only(data).reason


def test_outside_of_the_city_is_noted(tmp_path: Path) -> None:
    data = read(tmp_path, SOUND, SOUND, feature("Point", [9.9, 53.5], name="Hamburg"))
    assert only(data).kind is FaultKind.NOTE
    assert only(data).place == "53,50000° N 9,90000° O"
    assert "außerhalb der Stadt" in only(data).reason
    assert data.count == 3


def test_single_swapped_places_are_noted(tmp_path: Path) -> None:
    data = read(tmp_path, SOUND, SOUND, feature("Point", [51.65, 7.8]))
    assert "vertauscht" in only(data).reason


def test_many_outside_are_one_note(tmp_path: Path) -> None:
    far = [feature("Point", [9.9, 53.5]) for _number in range(60)]
    data = read(tmp_path, *[SOUND] * 70, *far)
    assert only(data).reason == "60 von 130 Objekten liegen außerhalb der Stadt."


def test_without_a_city_nothing_is_outside(tmp_path: Path) -> None:
    path = written(tmp_path, collection(feature("Point", [9.9, 53.5])))
    assert read_layer(path, None).faults == ()


def test_no_features_are_fine_and_noted(tmp_path: Path) -> None:
    data = read(tmp_path)
    assert data.count == 0
    assert data.box is None
    assert read_back(data.geojson) == []
    assert "keine Objekte" in only(data).reason


@pytest.mark.parametrize(
    "content",
    [SOUND, SOUND["geometry"], {"type": "FeatureCollection", "features": [SOUND["geometry"]]}],
)
def test_a_feature_and_a_bare_geometry_are_fine(tmp_path: Path, content: object) -> None:
    data = read_layer(written(tmp_path, content), HAMM)
    assert data.count == 1
    assert data.faults == ()


def test_a_list_of_features_is_read_with_a_note(tmp_path: Path) -> None:
    data = read_layer(written(tmp_path, [SOUND, SOUND]), HAMM)
    assert data.count == 2
    assert "Liste" in only(data).reason


def test_a_collection_without_its_type_is_read_with_a_note(tmp_path: Path) -> None:
    data = read_layer(written(tmp_path, {"features": [SOUND]}), HAMM)
    assert data.count == 1
    assert "FeatureCollection" in only(data).reason


def test_more_faults_than_anybody_reads_are_counted(tmp_path: Path) -> None:
    data = read(tmp_path, *[feature("Point", []) for _number in range(1_200)], SOUND)
    assert len(data.faults) == 1_001
    assert data.faults[0].reason.startswith("Es gibt 200 weitere")
    assert data.count == 1


def test_the_layer_is_called_as_the_file_says(tmp_path: Path) -> None:
    assert read(tmp_path, SOUND, name="Radwege").name == "Radwege"
    assert read(tmp_path, SOUND).name == "datei"
