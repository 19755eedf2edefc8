"""CityJSON of all versions is read as it stands: as many objects and surfaces as cjio counts."""

import gzip
import importlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from twin_viewer.formats.cityjson import read_cityjson
from twin_viewer.model.cities import CityModel, Surface
from twin_viewer.model.frames import HeightReference

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared/samples/cityjson"
CRS = "https://www.opengis.net/def/crs/EPSG/0/25832"
CUBE = [[x, y, z] for z in (0, 10_000) for y in (0, 10_000) for x in (0, 10_000)]
BOX = [
    [[0, 2, 3, 1]],
    [[4, 5, 7, 6]],
    [[0, 1, 5, 4]],
    [[1, 3, 7, 5]],
    [[3, 2, 6, 7]],
    [[2, 0, 4, 6]],
]
"""Faces of the cube, seen from outside: ground, roof, walls."""
KINDS = [Surface.GROUND, Surface.ROOF, *[Surface.WALL] * 4]
SEMANTICS = {
    "surfaces": [{"type": "GroundSurface"}, {"type": "RoofSurface"}, {"type": "WallSurface"}],
    "values": [0, 1, 2, 2, 2, 2],
}


def solid(lod: str = "2.2", **more: Any) -> dict[str, Any]:
    semantics = {**SEMANTICS, "values": [SEMANTICS["values"]]}
    return {"type": "Solid", "lod": lod, "boundaries": [BOX], "semantics": semantics, **more}


def city(objects: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "CityJSON",
        "version": "2.0",
        "metadata": {"referenceSystem": CRS},
        "transform": {"scale": [0.001] * 3, "translate": [412_000.0, 5_725_000.0, 60.0]},
        "CityObjects": objects,
        "vertices": CUBE,
        **more,
    }


def read(tmp_path: Path, content: Any) -> CityModel:
    path = tmp_path / "city.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    (model,) = read_cityjson(path)
    return model


def volume(model: CityModel, row: int = 0) -> float:
    local = model.points - model.points.mean(axis=0)
    chosen = model.triangles[model.owners == row]
    a, b, c = (local[chosen[:, at]] for at in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def surfaces_of(root: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield kind of object and of surface of each face."""
    for item in root["CityObjects"].values():
        for geometry in item.get("geometry", []):
            semantics = geometry.get("semantics", {"values": None, "surfaces": []})
            solids = geometry["type"] == "Solid"
            shells = geometry["boundaries"] if solids else [geometry["boundaries"]]
            values = semantics["values"] if solids else [semantics["values"]]
            for shell, of_shell in zip(shells, values or [None] * len(shells), strict=True):
                for value in of_shell or [None] * len(shell):
                    name = "" if value is None else semantics["surfaces"][value]["type"]
                    yield item["type"], name


@pytest.fixture
def cjio() -> Iterator[Any]:
    """The peer; it changes how Python's own `json` writes numbers, for everybody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json.encoder, "c_make_encoder", vars(json.encoder)["c_make_encoder"])
        patch.setattr(json.encoder, "float", float, raising=False)
        yield importlib.import_module("cjio.cityjson")


@pytest.mark.parametrize("name", ["zurich_lod2", "delft"])
def test_samples_have_as_many_objects_and_surfaces_as_cjio_counts(name: str, cjio: Any) -> None:
    path = SAMPLES / f"{name}.city.json"
    if not path.is_file():
        pytest.skip("the sample is not there")
    (model,) = read_cityjson(path)
    with path.open() as stream:
        peer = cjio.reader(file=stream)
    assert len(model.objects) == len(peer.j["CityObjects"])
    top = sum(not item.parent for item in model.objects)
    assert top == peer.number_city_objects_level1()
    assert model.reference.crs == f"EPSG:{peer.get_epsg()}"
    peer.triangulate(True)
    counted = Counter(kind for kind, _ in surfaces_of(peer.j))
    ours = Counter(model.objects[row].kind for row in model.owners.tolist())
    told: Counter[str] = Counter()
    kinds = {item.id: item.kind for item in model.objects}
    for fault in model.faults:  # faces without an area are told instead of drawn
        assert "ohne Flächeninhalt" in fault.reason
        told[kinds[fault.item]] += int(fault.reason.rpartition(": ")[2].rstrip(")."))
    assert ours + told == counted
    assert sum(told.values()) < 10
    names = Counter(name for _, name in surfaces_of(peer.j) if name)
    for surface_name, surface in (
        ("RoofSurface", Surface.ROOF),
        ("WallSurface", Surface.WALL),
        ("GroundSurface", Surface.GROUND),
    ):
        assert int((model.surfaces == surface).sum()) == names[surface_name]


def test_zurich_lies_where_it_is_seen_from_hamm() -> None:
    path = SAMPLES / "zurich_lod2.city.json"
    if not path.is_file():
        pytest.skip("the sample is not there")
    (model,) = read_cityjson(path)
    east, north, height = model.points.mean(axis=0)
    assert (east, north) == pytest.approx((466_000, 5_248_000), abs=5_000)
    assert 390 < height < 630
    assert model.reference.heights is HeightReference.UNKNOWN
    parts = [item for item in model.objects if item.kind == "BuildingPart"]
    assert {item.parent for item in parts} <= {
        item.id for item in model.objects if item.kind == "Building"
    }


@pytest.mark.parametrize(
    ("kind", "boundaries", "values"),
    [
        ("MultiSurface", BOX, SEMANTICS["values"]),
        ("CompositeSurface", BOX, SEMANTICS["values"]),
        ("Solid", [BOX], [SEMANTICS["values"]]),
        ("MultiSolid", [[BOX]], [[SEMANTICS["values"]]]),
        ("CompositeSolid", [[BOX]], [[SEMANTICS["values"]]]),
    ],
)
def test_every_kind_of_geometry_is_a_closed_box(
    tmp_path: Path, kind: str, boundaries: Any, values: Any
) -> None:
    geometry = {
        "type": kind,
        "lod": "2",
        "boundaries": boundaries,
        "semantics": {**SEMANTICS, "values": values},
    }
    model = read(tmp_path, city({"a": {"type": "Building", "geometry": [geometry]}}))
    assert model.faults == ()
    assert volume(model) == pytest.approx(1_000.0)
    assert Counter(model.surfaces.tolist()) == Counter(
        {Surface.GROUND: 2, Surface.ROOF: 2, Surface.WALL: 8}
    )
    assert model.points.min(axis=0) == pytest.approx((412_000.0, 5_725_000.0, 60.0))


def test_surfaces_without_a_value_are_what_their_object_is(tmp_path: Path) -> None:
    values = [None, 1, None, 7, "x", 2]
    semantics = {**SEMANTICS, "values": values}
    geometry = {"type": "MultiSurface", "lod": "1", "boundaries": BOX, "semantics": semantics}
    plain = {"type": "MultiSurface", "lod": "1", "boundaries": BOX}
    half = {**solid(), "semantics": {**SEMANTICS, "values": [None]}}
    model = read(
        tmp_path,
        city(
            {
                "a": {"type": "Building", "geometry": [geometry]},
                "b": {"type": "Bridge", "geometry": [plain]},
                "c": {"type": "WaterBody", "geometry": [half]},
            }
        ),
    )
    assert Counter(model.surfaces[model.owners == 0].tolist()) == {0: 8, Surface.ROOF: 2, 1: 2}
    assert set(model.surfaces[model.owners == 1].tolist()) == {Surface.BRIDGE}
    assert set(model.surfaces[model.owners == 2].tolist()) == {Surface.WATER}


def test_the_finest_level_up_to_two_point_two_is_drawn(tmp_path: Path) -> None:
    roof = {"type": "MultiSurface", "boundaries": [BOX[1]]}
    levels = [{**roof, "lod": "0"}, solid("2.2"), {**roof, "lod": "1.3"}, {**roof, "lod": "3.0"}]
    only_fine = [{**roof, "lod": "3.3"}, {**roof, "lod": 3.1}]
    model = read(
        tmp_path,
        city(
            {
                "a": {"type": "Building", "geometry": levels},
                "b": {"type": "Building", "geometry": only_fine},
            }
        ),
    )
    assert Counter(model.owners.tolist()) == {0: 12, 1: 2}


@pytest.mark.parametrize("lod", ["", "nan", "inf", "zwei", -1])
def test_a_level_that_is_none_hides_nothing(tmp_path: Path, lod: Any) -> None:
    model = read(tmp_path, city({"a": {"type": "Building", "geometry": [solid(lod)]}}))
    assert volume(model) == pytest.approx(1_000.0)


def test_attributes_are_flat_and_parts_know_their_parent(tmp_path: Path) -> None:
    attributes = {
        "measuredHeight": 12.5,
        "storeysAboveGround": 4,
        "denkmal": True,
        "leer": None,
        "nutzung": ["Büro", "Laden"],
        "energie": {"klasse": "B", "bedarf": {"wert": 80}},
        "gruppen": [{"a": 1}, {"a": 2}],
    }
    address = [
        {
            "ThoroughfareName": "Südstraße",
            "ThoroughfareNumber": "5",
            "PostalCode": "59065",
            "LocalityName": "Hamm",
        },
        {"LocalityName": "Ahlen"},
        "kein Wörterbuch",
    ]
    model = read(
        tmp_path,
        city(
            {
                "a": {
                    "type": "Building",
                    "attributes": attributes,
                    "address": address,
                    "children": ["p"],
                },
                "p": {"type": "BuildingPart", "parents": ["a"], "geometry": [solid()]},
            }
        ),
    )
    assert model.objects[0].attributes == {
        "measuredHeight": 12.5,
        "storeysAboveGround": 4,
        "denkmal": True,
        "nutzung": "Büro, Laden",
        "energie.klasse": "B",
        "energie.bedarf.wert": 80,
        "gruppen.1.a": 1,
        "gruppen.2.a": 2,
        "address": "Südstraße 5, 59065 Hamm; Ahlen",
    }
    assert [(item.id, item.parent) for item in model.objects] == [("a", ""), ("p", "a")]
    assert set(model.owners.tolist()) == {1}


def test_shapes_that_are_repeated_stand_where_they_are_set_down(tmp_path: Path) -> None:
    templates = {
        "templates": [{"type": "MultiSurface", "lod": "2", "boundaries": BOX}],
        "vertices-templates": [[x / 10_000 for x in corner] for corner in CUBE],
    }
    quarter_turn = [0, -2, 0, 5, 2, 0, 0, 6, 0, 0, 2, 7, 0, 0, 0, 1]
    tree = {
        "type": "GeometryInstance",
        "template": 0,
        "boundaries": [7],
        "transformationMatrix": quarter_turn,
    }
    model = read(
        tmp_path,
        city(
            {
                "tree": {"type": "SolitaryVegetationObject", "geometry": [tree]},
                "house": {"type": "Building", "geometry": [solid()]},
            },
            **{"geometry-templates": templates},
        ),
    )
    assert model.faults == ()
    own = model.points[np.unique(model.triangles[model.owners == 0])]
    assert own.min(axis=0) == pytest.approx((412_013.0, 5_725_016.0, 77.0))
    assert own.max(axis=0) == pytest.approx((412_015.0, 5_725_018.0, 79.0))
    assert set(model.surfaces[model.owners == 0].tolist()) == {Surface.GREEN}
    house = model.points[np.unique(model.triangles[model.owners == 1])]
    assert house.max(axis=0) == pytest.approx((412_010.0, 5_725_010.0, 70.0))


def feature(number: int, **more: Any) -> dict[str, Any]:
    moved = [[x + 20_000 * number, y, z] for x, y, z in CUBE]
    return {
        "type": "CityJSONFeature",
        "id": f"b{number}",
        "CityObjects": {
            f"b{number}": {"type": "Building", "children": [f"p{number}"]},
            f"p{number}": {
                "type": "BuildingPart",
                "parents": [f"b{number}"],
                "geometry": [solid()],
            },
        },
        "vertices": moved,
        **more,
    }


def lines(*features: Any) -> str:
    header = city({}, vertices=[])
    return "\n".join(json.dumps(line) for line in (header, *features)) + "\n"


def test_a_sequence_is_read_line_by_line_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "city.city.jsonl"
    path.write_text(lines(*(feature(number) for number in range(5))))
    models = list(read_cityjson(path, batch=4))
    assert [len(model.objects) for model in models] == [4, 4, 2]
    wests = [
        model.points[np.unique(model.triangles[model.owners == row]), 0].min()
        for model in models
        for row in range(1, len(model.objects), 2)
    ]
    assert wests == pytest.approx([412_000 + 20 * number for number in range(5)])
    assert all(model.faults == () and model.reference.crs == "EPSG:25832" for model in models)


def test_a_file_is_read_in_batches(tmp_path: Path) -> None:
    objects = {f"b{row}": {"type": "Building", "geometry": [solid()]} for row in range(5)}
    path = tmp_path / "city.json"
    path.write_text(json.dumps(city(objects), indent=2))
    models = list(read_cityjson(path, batch=2))
    assert [len(model.objects) for model in models] == [2, 2, 1]
    assert [len(model.triangles) for model in models] == [24, 24, 12]
    assert [len(model.points) for model in models] == [48, 48, 24]


@pytest.mark.parametrize("packing", ["plain", "gz", "zip", "bom", "indented"])
def test_packings_are_read_alike(tmp_path: Path, packing: str) -> None:
    content = city({"a": {"type": "Building", "geometry": [solid()]}})
    text = json.dumps(content, indent=1 if packing == "indented" else None).encode()
    path = tmp_path / "city.json"
    if packing == "gz":
        text = gzip.compress(text)
    path.write_bytes(b"\xef\xbb\xbf" + text if packing == "bom" else text)
    if packing == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("folder/city.city.json", text)
    (model,) = read_cityjson(path)
    assert model.faults == ()
    assert volume(model) == pytest.approx(1_000.0)
