"""Broken CityJSON: what can be shown is shown, the rest is told with file, object and reason."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin_viewer.formats.cityjson import read_cityjson
from twin_viewer.model.cities import CityModel

NAME = "city.json"
VERTICES: list[Any] = [[0, 0, 0], [9, 0, 0], [9, 9, 0], [0, 9, 0], [5, 5, 5]]
FACE = [[0, 1, 2, 3]]


def surfaces(*faces: Any, **more: Any) -> dict[str, Any]:
    return {"type": "MultiSurface", "lod": "2", "boundaries": list(faces), **more}


def city(broken: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": "CityJSON",
        "version": "2.0",
        "metadata": {"referenceSystem": "EPSG:25832"},
        "transform": {"scale": [1, 1, 1], "translate": [412_000, 5_725_000, 60]},
        "CityObjects": {
            "first": {"type": "Building", "geometry": [surfaces(FACE)]},
            "broken": broken,
            "last": {"type": "Building", "geometry": [surfaces(FACE)]},
        },
        "vertices": VERTICES,
        **more,
    }


def read(tmp_path: Path, content: Any) -> CityModel:
    path = tmp_path / NAME
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(raw)
    (model,) = read_cityjson(path)
    return model


def shown(model: CityModel) -> set[str]:
    return {model.objects[row].id for row in model.owners.tolist()}


def building(*geometry: Any) -> dict[str, Any]:
    return {"type": "Building", "geometry": list(geometry)}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (None, "an der Stelle $ "),
        ({"geometry": []}, "an der Stelle $ "),
        ({"type": 7}, "an der Stelle $.type"),
        ({"type": "Building", "parents": [3]}, "an der Stelle $.parents[0]"),
        (building(None), "an der Stelle $ "),
        (building({"type": "MultiSurface", "lod": []}), "an der Stelle $.lod"),
        (building({"type": "Klothoide", "boundaries": []}), "„Klothoide“"),
        (building(surfaces([[0, 1, 2, 99]])), "fehlenden oder unlesbaren"),
        (building(surfaces([[0, 1, -2, 3]])), "fehlenden oder unlesbaren"),
        (building(surfaces([[0, 1, None, 3]])), "keine Listen von Ecken"),
        (building(surfaces([[0, 1, "2", 3]])), "keine Listen von Ecken"),
        (building(surfaces([[0, 1, 2.5, 3]])), "keine Listen von Ecken"),
        (building(surfaces([[0, 1, 10**30, 3]])), "keine Listen von Ecken"),
        (building(surfaces([0, 1, 2])), "keine Listen von Ecken"),
        (building(surfaces(7)), "keine Listen von Ecken"),
        (building(surfaces([])), "weniger als drei"),
        (building(surfaces([[0, 1]])), "weniger als drei"),
        (building(surfaces([[0, 0, 1, 1]])), "weniger als drei"),
        (building({"type": "Solid", "lod": "2", "boundaries": [FACE]}), "keine Listen von Ecken"),
        (building({"type": "GeometryInstance", "template": 4, "boundaries": [0]}), "Vorlage 4"),
    ],
)
def test_a_broken_object_costs_only_itself(tmp_path: Path, broken: Any, words: str) -> None:
    model = read(tmp_path, city(broken))
    assert shown(model) == {"first", "last"}
    (fault,) = model.faults
    assert (fault.file, fault.item, fault.is_fatal) == (NAME, "broken", False)
    assert words in fault.reason


def test_a_broken_face_costs_only_itself(tmp_path: Path) -> None:
    faces = (FACE, [[0, 1, None]], [[0, 1, 77]], [[0, 1, 4]])
    semantics = {"surfaces": [{"type": "RoofSurface"}], "values": [None, None, None, 0]}
    model = read(tmp_path, city(building(surfaces(*faces, semantics=semantics))))
    assert len(model.triangles[model.owners == 1]) == 3
    assert model.surfaces[model.owners == 1].tolist() == [0, 0, 2]
    assert [fault.item for fault in model.faults] == ["broken", "broken"]


@pytest.mark.parametrize("vertex", [None, [1, 2], [1, 2, 3, 4], [1, 2, "x"], "x", 4, {}])
def test_a_broken_vertex_costs_only_its_faces(tmp_path: Path, vertex: Any) -> None:
    content = city(building(surfaces(FACE, [[0, 1, 4]])), vertices=[*VERTICES[:4], vertex])
    model = read(tmp_path, content)
    assert shown(model) == {"first", "broken", "last"}
    assert {fault.item for fault in model.faults} == {"vertices", "broken"}
    assert np.isfinite(model.points).all()


def test_vertices_that_are_no_list_are_told_with_every_object(tmp_path: Path) -> None:
    model = read(tmp_path, city(building(surfaces(FACE)), vertices={"a": 1}))
    assert shown(model) == set()
    assert {fault.item for fault in model.faults} == {"vertices", "first", "broken", "last"}


def test_an_unknown_version_is_told_and_read_all_the_same(tmp_path: Path) -> None:
    for version in ("1.0", "3.0", None, 2):
        model = read(tmp_path, city(building(surfaces(FACE)), version=version))
        assert shown(model) == {"first", "broken", "last"}
        assert [str(version) in fault.reason for fault in model.faults] == [True]


@pytest.mark.parametrize("name", ["transform", "metadata", "geometry-templates"])
def test_a_broken_section_is_told(tmp_path: Path, name: str) -> None:
    model = read(tmp_path, city(building(surfaces(FACE)), **{name: [1, 2]}))
    assert f"„{name}“" in model.faults[0].reason
    assert model.faults[0].item == name
    assert len(model.objects) == 3


def test_broken_json_is_told_with_its_place(tmp_path: Path) -> None:
    text = json.dumps(city(building(surfaces(FACE))), indent=1)
    at = text.index('"last"')
    line = text[:at].count("\n") + 1
    model = read(tmp_path, (text[:at] + "?" + text[at:]).encode())
    (fault,) = model.faults
    assert (fault.is_fatal, fault.item) == (True, str(line))
    assert f"Zeile {line}, Spalte 3" in fault.reason
    cut = read(tmp_path, text[: len(text) // 2].encode())
    assert cut.faults[0].is_fatal


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello world",
        b"[]",
        b"{}",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "CityJSON", "CityObjects": []}',
        b'{"type": "CityJSON", "CityObjects": {}}',
        b'{"type": "CityJSON", "vertices": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"<CityModel/>",
        b"\xff\xfe\x00",
        gzip.compress(b'{"type": "CityJSON", "CityObjects": {}}' * 1_000)[:50],
    ],
)
def test_what_is_no_cityjson_is_told_as_fatal(tmp_path: Path, content: bytes) -> None:
    model = read(tmp_path, content)
    assert model.objects == ()
    assert model.faults[-1].is_fatal
    assert sum(fault.is_fatal for fault in model.faults) == 1


def test_characters_that_are_no_utf8_are_replaced_and_told(tmp_path: Path) -> None:
    content = city({**building(surfaces(FACE)), "attributes": {"name": "Straße"}})
    raw = json.dumps(content, ensure_ascii=False).encode("latin-1")
    for broken in (raw, raw.replace(b"last", b"l\xe4st")):
        model = read(tmp_path, broken)
        assert len(shown(model)) == 3
        assert model.objects[1].attributes == {"name": "Stra\ufffde"}
        (fault,) = model.faults
        assert "UTF-8" in fault.reason


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (model,) = read_cityjson(tmp_path / NAME)
    assert model.faults[0].is_fatal


def test_broken_lines_of_a_sequence_cost_only_themselves(tmp_path: Path) -> None:
    header = {**city(None), "CityObjects": {}, "vertices": []}
    features = [
        {
            "type": "CityJSONFeature",
            "id": f"b{row}",
            "CityObjects": {f"b{row}": building(surfaces(FACE))},
            "vertices": VERTICES,
        }
        for row in range(4)
    ]
    texts = [json.dumps(line) for line in (header, *features)]
    texts[2] = texts[2][:-9]
    texts.insert(3, "")
    texts.append('{"type": "CityJSONFeature", "CityObjects": 3}')
    path = tmp_path / "city.jsonl"
    path.write_text("\n".join(texts))
    (model,) = read_cityjson(path)
    assert shown(model) == {"b0", "b2", "b3"}
    assert [fault.item for fault in model.faults] == ["3", "7"]
    path.write_text("\n".join(texts[1:2]))
    (lost,) = read_cityjson(path)
    assert "Der Kopf der Datei fehlt" in lost.faults[0].reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["CityObjects", "vertices", "transform", "metadata", "broken", "geometry"]),
    JSON,
)
def test_whatever_stands_there_nothing_is_raised(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: Any
) -> None:
    folder = tmp_path_factory.getbasetemp()
    if name == "broken":
        content = city(value)
    elif name == "geometry":
        content = city({"type": "Building", "geometry": [{"type": "Solid", "boundaries": value}]})
    else:
        content = {**city(None), name: value}
    model = read(folder, content)
    assert np.isfinite(model.points).all()
    assert model.owners.max(initial=-1) < max(len(model.objects), 1)
