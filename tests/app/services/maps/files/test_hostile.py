"""Whatever somebody sends: a layer that the page can draw, or a LayerError, and nothing else."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.maps.files import FaultKind, LayerError, checks
from app.services.maps.files.reading import read_layer
from tests.fakes.map_files import AREA, HAMM, collection, feature, read_back, written

NUMBERS = (
    st.floats() | st.integers() | st.sampled_from([7.8, 51.6, 2**70, -1e308, 417_600.0, 5.7e6])
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)
PLACES = st.lists(NUMBERS, max_size=4)
COORDINATES = st.recursive(PLACES, lambda inner: st.lists(inner, max_size=6), max_leaves=12) | JSON
TYPES = st.sampled_from(
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
     "GeometryCollection", "Feature", "Circle", None, 5]
)  # fmt: skip
GEOMETRIES = st.recursive(
    st.fixed_dictionaries({"type": TYPES, "coordinates": COORDINATES}) | JSON,
    lambda inner: st.fixed_dictionaries(
        {"type": st.just("GeometryCollection"), "geometries": st.lists(inner, max_size=3)}
    ),
    max_leaves=4,
)
FEATURES = (
    st.fixed_dictionaries(
        {"type": st.just("Feature"), "geometry": GEOMETRIES},
        optional={"id": JSON, "properties": JSON},
    )
    | GEOMETRIES
)
FILES = (
    st.fixed_dictionaries(
        {"type": st.just("FeatureCollection"), "features": st.lists(FEATURES, max_size=4) | JSON},
        optional={"crs": JSON, "name": JSON},
    )
    | FEATURES
    | st.lists(FEATURES, max_size=3)
)


def outcome(content: bytes) -> None:
    """Read a file; the only thing it may raise is a LayerError."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), content)
        for crs in ("", "EPSG:25832", "EPSG:31467/yx"):
            try:
                data = read_layer(path, HAMM, crs=crs)
            except LayerError as error:
                assert str(error)  # noqa: PT017 - most files are none, and that is fine
            else:
                assert len(read_back(data.geojson)) == data.count


@given(FILES)
@settings(max_examples=300)
def test_any_json_is_a_layer_or_a_layer_error(content: Any) -> None:
    outcome(json.dumps(content).encode())


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_layer_or_a_layer_error(content: bytes) -> None:
    outcome(content)


@given(st.data())
def test_any_cut_or_changed_byte_is_a_layer_or_a_layer_error(data: st.DataObject) -> None:
    sound = json.dumps(collection(feature("Polygon", AREA, name="Ö"), crs=None)).encode()
    at = data.draw(st.integers(0, len(sound) - 1))
    by = data.draw(st.binary(max_size=2))
    outcome(sound[:at] + by + sound[at + 1 :])


def test_a_tower_of_brackets_is_refused(tmp_path: Path) -> None:
    for text in ("[" * 300_000, "[" * 300_000 + "]" * 300_000, '{"features":' * 90_000):
        with pytest.raises(LayerError):
            read_layer(written(tmp_path, text), HAMM)


def test_a_star_whose_edges_all_cross_is_shown_unmended(tmp_path: Path) -> None:
    corners = np.random.default_rng(1).random((1_500, 2)) * 0.1 + [7.8, 51.6]
    data = read_layer(written(tmp_path, collection(feature("Polygon", [corners.tolist()]))), HAMM)
    assert data.count == 1
    kinds = {fault.kind for fault in data.faults if "überschneidet" in fault.reason}
    assert kinds == {FaultKind.NOTE}


def test_thousands_of_areas_on_one_another_are_shown_unmended(tmp_path: Path) -> None:
    data = read_layer(written(tmp_path, collection(feature("MultiPolygon", [AREA] * 3_000))), HAMM)
    assert data.count == 1
    assert [fault.kind for fault in data.faults] == [FaultKind.NOTE]


def test_a_large_area_with_one_crossing_is_mended(tmp_path: Path) -> None:
    angle = np.linspace(0, 2 * np.pi, 5_000, endpoint=False)
    corners = np.stack([7.8 + 0.05 * np.cos(angle), 51.65 + 0.05 * np.sin(angle)], axis=1)
    corners[[10, 700]] = corners[[700, 10]]
    data = read_layer(
        written(
            tmp_path, collection(feature("Polygon", [[*corners.tolist(), corners[0].tolist()]]))
        ),
        HAMM,
    )
    assert [fault.kind for fault in data.faults] == [FaultKind.MENDED]
    shape = shapely.from_geojson(json.dumps(read_back(data.geojson)[0]["geometry"]))
    assert shapely.is_valid(shape)


def test_too_large_an_area_is_not_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MOST_CHECKED", 4)
    monkeypatch.setattr(checks, "BATCH", 4)
    data = read_layer(written(tmp_path, collection(feature("Polygon", AREA))), HAMM)
    assert "nicht auf Überschneidungen geprüft" in data.faults[0].reason


def test_too_many_vertices_are_drawn_simpler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MOST_VERTICES", 3_000)
    angle = np.linspace(0, 2 * np.pi, 10_000)
    ring = np.stack([7.8 + 0.1 * np.cos(angle), 51.65 + 0.05 * np.sin(angle)], axis=1)
    ring[-1] = ring[0]
    content = collection(
        feature("Polygon", [ring.tolist()]),
        feature("LineString", ring.tolist()),
        feature("Polygon", AREA),
    )
    data = read_layer(written(tmp_path, content), HAMM)
    assert 1_000 < data.vertices <= 3_000
    assert "20005 Stützpunkte" in data.faults[0].reason
    area, line, small = (one["geometry"]["coordinates"] for one in read_back(data.geojson))
    assert area[0][0] == area[0][-1]
    assert small == AREA
    far = shapely.hausdorff_distance(shapely.LineString(line), shapely.LineString(ring))
    assert far < 0.001


def test_giving_up_is_quick_and_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, collection(*[feature("Polygon", AREA)] * 2_000))
    asked: list[int] = []

    def is_cancelled() -> bool:
        asked.append(1)
        return len(asked) > 5

    data = read_layer(path, HAMM, is_cancelled=is_cancelled)
    assert data.is_cancelled
    assert (data.count, read_back(data.geojson)) == (0, [])
    assert len(asked) == 6


def test_progress_grows_from_begin_to_end(tmp_path: Path) -> None:
    path = written(tmp_path, collection(*[feature("Polygon", AREA)] * 5_000))
    told: list[float] = []
    read_layer(path, HAMM, progress=told.append)
    assert len(told) > 20
    assert told[-1] == 1.0
    assert all(0.0 <= share <= 1.0 for share in told)
