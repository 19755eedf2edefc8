"""Reading the files of the base map."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.maps import NO_MAP, MapConfig
from app.services.maps import grounds
from app.services.maps.grounds import read_ground
from app.services.profiles import find_city, load_city

LINE = {"type": "LineString", "coordinates": [[7.8, 51.6], [7.9, 51.7]]}
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[7.0, 51.0], [8.0, 51.0], [8.0, 52.0], [7.0, 52.0], [7.0, 51.0]]],
}


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(folder: Path, name: str, *features: object) -> MapConfig:
    content = {"type": "FeatureCollection", "note": "schematisch", "features": features}
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return MapConfig(folder=str(folder))


def test_each_file_becomes_a_source_with_numbered_features(tmp_path: Path) -> None:
    write(tmp_path, "water.geojson", feature(LINE, name="Lippe"), feature(SQUARE))
    config = write(tmp_path, "green.geojson", feature(SQUARE, name="Park"))
    (tmp_path / "lies-mich.txt").write_text("kein Teil der Karte", encoding="utf-8")
    sources, problems = read_ground(config)
    assert problems == ()
    assert [source.id for source in sources] == ["base-green", "base-water"]
    data = json.loads(sources[1].data)
    assert data.keys() == {"type", "features"}
    assert [one["id"] for one in data["features"]] == [0, 1]
    assert data["features"][0]["properties"] == {"name": "Lippe"}
    assert data["features"][0]["geometry"] == LINE
    assert sources[1].cluster_radius == 0


def test_equal_files_have_equal_versions_and_changed_ones_another(tmp_path: Path) -> None:
    config = write(tmp_path, "water.geojson", feature(LINE, name="Lippe"))
    ((first,), _), ((again,), _) = read_ground(config), read_ground(config)
    assert first == again
    assert 0 < first.version < 2**53
    write(tmp_path, "water.geojson", feature(LINE, name="Ahse"))
    ((other,), _) = read_ground(config)
    assert other.version != first.version


def test_a_city_without_a_base_map_has_nothing_to_tell() -> None:
    assert read_ground(NO_MAP) == ((), ())


def test_an_empty_or_lost_folder_is_told(tmp_path: Path) -> None:
    sources, (problem,) = read_ground(MapConfig(folder=str(tmp_path / "map")))
    assert sources == ()
    assert "liegt keine Datei der Grundkarte" in problem


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"type": "FeatureCollection"}',
        b'{"features": {}}',
        b'{"features": [NaN]}',
        b"[" * 50_000,
    ],
)
def test_a_broken_file_is_told_and_the_others_are_shown(tmp_path: Path, content: bytes) -> None:
    config = write(tmp_path, "water.geojson", feature(LINE))
    (tmp_path / "roads.geojson").write_bytes(content)
    sources, (problem,) = read_ground(config)
    assert [source.id for source in sources] == ["base-water"]
    assert problem.startswith("Die Datei roads.geojson der Grundkarte ist kein GeoJSON")


def test_a_file_that_cannot_be_read_or_is_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write(tmp_path, "water.geojson", feature(LINE))
    (tmp_path / "roads.geojson").mkdir()
    sources, (problem,) = read_ground(config)
    assert len(sources) == 1
    assert problem.startswith("Die Datei roads.geojson der Grundkarte lässt sich nicht lesen: ")
    monkeypatch.setattr(grounds, "_LARGEST", 10)
    sources, problems = read_ground(config)
    assert sources == ()
    assert "zu groß" in problems[1]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        3,
        {},
        feature(None),
        feature({"type": "Kreis", "coordinates": [7.8, 51.6]}),
        feature({"type": ["Point"], "coordinates": [7.8, 51.6]}),
        feature({"type": "Point", "coordinates": [417555.0, 5725800.0]}),
        feature({"type": "Point", "coordinates": [7.8]}),
        feature({"type": "Point", "coordinates": [True, "51"]}),
        feature({"type": "Point"}),
        feature({"type": "LineString", "coordinates": []}),
        feature({"type": "Polygon", "coordinates": LINE["coordinates"]}),
    ],
)
def test_features_that_cannot_be_drawn_are_left_out_and_counted(
    tmp_path: Path, broken: object
) -> None:
    config = write(tmp_path, "water.geojson", broken, feature(LINE, name="Lippe"))
    (source,), (problem,) = read_ground(config)
    (kept,) = json.loads(source.data)["features"]
    assert (kept["id"], kept["properties"]) == (1, {"name": "Lippe"})
    assert problem.startswith("Auf der Karte fehlt, was in der Datei water.geojson")
    assert problem.endswith("Zahl der Objekte: 1.")


def test_a_mark_at_the_beginning_and_missing_properties_are_fine(tmp_path: Path) -> None:
    content = {"features": [{"geometry": LINE}, {"geometry": SQUARE, "properties": None}]}
    data = b"\xef\xbb\xbf" + json.dumps(content).encode()
    (tmp_path / "water.geojson").write_bytes(data)
    (source,), problems = read_ground(MapConfig(folder=str(tmp_path)))
    assert problems == ()
    assert [one["properties"] for one in json.loads(source.data)["features"]] == [{}, {}]


def test_the_shipped_base_map_is_whole() -> None:
    sources, problems = read_ground(load_city(find_city("hamm")).map)
    assert problems == ()
    assert {source.id for source in sources} == {
        f"base-{part}"
        for part in ("districts", "green", "landmarks", "places", "rail", "roads", "water")
    }
