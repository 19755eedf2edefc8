"""Text files of any encoding, and those that are none."""

import json
from pathlib import Path

import pytest

from app.services.maps.files import LayerError, documents
from app.services.maps.files.reading import read_layer
from tests.fakes.map_files import HAMM, collection, feature, read_back, written

TEXT = json.dumps(collection(feature("Point", [7.8, 51.65], name="Süd – Ö")), ensure_ascii=False)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"),
     ("utf-16-be", "UTF-16"), ("cp1252", "Latin-1")],
)  # fmt: skip
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str, note: str) -> None:
    data = read_layer(written(tmp_path, TEXT.encode(encoding)), HAMM)
    assert read_back(data.geojson)[0]["properties"] == {"name": "Süd – Ö"}
    assert [note in fault.reason for fault in data.faults] == ([True] if note else [])


def refused(path: Path) -> str:
    with pytest.raises(LayerError) as caught:
        read_layer(path, HAMM)
    assert str(caught.value).endswith(".")
    assert str(path.parent) not in str(caught.value)
    return str(caught.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "ist leer" in refused(written(tmp_path, b""))
    assert "ist leer" in refused(written(tmp_path, b"  \n "))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "gibt es nicht" in refused(tmp_path / "fort.geojson")
    (tmp_path / "ordner.geojson").mkdir()
    assert "ist ein Ordner" in refused(tmp_path / "ordner.geojson")


def test_too_big_a_file_is_refused_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_TEXT_BYTES", 100)
    assert "PMTiles" in refused(written(tmp_path, TEXT))


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    assert "GeoPackage" in refused(written(tmp_path, b"x", "plan.dwg"))


@pytest.mark.parametrize("cut", [1, 20, 60, len(TEXT) - 1])
def test_a_truncated_file_is_refused_with_line_and_column(tmp_path: Path, cut: int) -> None:
    said = refused(written(tmp_path, "\n\n" + TEXT[:cut]))
    assert "Zeile 3, Spalte" in said


def test_no_json_is_refused_with_line_and_column(tmp_path: Path) -> None:
    assert "Zeile 2, Spalte 8" in refused(written(tmp_path, '{"type":\n "Ömm" : "x"}'))
    assert "Zeile 1, Spalte 1" in refused(written(tmp_path, "Hallo"))


def test_something_behind_the_end_is_refused(tmp_path: Path) -> None:
    assert f"Spalte {len(TEXT)}." in refused(written(tmp_path, TEXT + TEXT))


@pytest.mark.parametrize("content", ["17", '"text"', "null", "{}", '{"type":"Topology"}', "[1]"])
def test_json_that_is_no_geojson_is_refused(tmp_path: Path, content: str) -> None:
    assert "kein GeoJSON" in refused(written(tmp_path, content))


def test_features_that_are_no_list_are_refused(tmp_path: Path) -> None:
    content = {"type": "FeatureCollection", "features": {}}
    assert "keine Liste" in refused(written(tmp_path, content))
