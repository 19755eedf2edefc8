"""Single objects come in metres with z up; files that reach outside their folder are refused."""

import base64
import gzip
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh

from twin_viewer.formats.objects import read_object
from twin_viewer.model.cities import CityModel

CORNERS = np.array([(0, 0, 0), (1, 0, 0), (0, 2, 0), (0, 0, 3)], np.float32)
"""Of a glTF: y up."""
FACES = np.array([(0, 2, 1), (0, 1, 3), (0, 3, 2), (1, 2, 3)], np.uint16)
TURNED = [(0, 0, 0), (1, 0, 0), (0, 0, 2), (0, -3, 0)]
"""The same with z up."""


def gltf(uri: str | None, **more: Any) -> dict[str, Any]:
    buffer: dict[str, Any] = {"byteLength": 72}
    if uri is not None:
        buffer["uri"] = uri
    return {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"},
            {"bufferView": 1, "componentType": 5123, "count": 12, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteLength": 48},
            {"buffer": 0, "byteOffset": 48, "byteLength": 24},
        ],
        "buffers": [buffer],
        **more,
    }


BUFFER = CORNERS.tobytes() + FACES.tobytes()
DATA_URI = "data:application/octet-stream;base64," + base64.b64encode(BUFFER).decode()
OBJ = "mtllib house.mtl\no house\nv 0 0 0\nv 4 0 0\nv 4 0 3\nv 0 0 3\nusemtl red\nf 1 2 3 4\n"


def glb(header: dict[str, Any]) -> bytes:
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    chunks += struct.pack("<I4s", len(BUFFER), b"BIN\0") + BUFFER
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def read(tmp_path: Path, name: str, content: bytes | str | dict[str, Any]) -> CityModel:
    folder = tmp_path / "models"
    folder.mkdir(exist_ok=True)
    path = folder / name
    if isinstance(content, dict):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_object(path)


def check_turned(model: CityModel, name: str) -> None:
    assert model.faults == ()
    assert sorted(map(tuple, model.points.tolist())) == sorted(map(tuple, np.array(TURNED, float)))
    a, b, c = (model.points[model.triangles[:, at]] for at in range(3))
    assert np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6 == pytest.approx(1.0)
    assert [(item.id, item.kind) for item in model.objects] == [(name, "GenericCityObject")]
    assert model.owners.tolist() == [0] * 4
    assert model.reference.is_foreign


def test_a_gltf_with_its_buffer_inside_is_turned_upright(tmp_path: Path) -> None:
    check_turned(read(tmp_path, "mast.gltf", gltf(DATA_URI)), "mast")


def test_a_gltf_with_its_buffer_beside_it(tmp_path: Path) -> None:
    (tmp_path / "models/parts").mkdir(parents=True)
    (tmp_path / "models/parts/my mast.bin").write_bytes(BUFFER)
    check_turned(read(tmp_path, "mast.gltf", gltf("parts/my%20mast.bin")), "mast")


@pytest.mark.parametrize("name", ["mast.glb", "wrongly_named.obj"])
def test_a_glb_is_told_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    check_turned(read(tmp_path, name, glb(gltf(None))), name[:-4])


def test_nodes_are_set_down_by_their_matrix(tmp_path: Path) -> None:
    nodes = [{"mesh": 0, "translation": [10, 0, 0]}, {"mesh": 0, "scale": [2, 2, 2]}]
    header = gltf(DATA_URI, nodes=nodes, scenes=[{"nodes": [0, 1]}])
    model = read(tmp_path, "two.gltf", header)
    assert len(model.triangles) == 8
    assert model.points.max(axis=0) == pytest.approx((11, 0, 4))


def test_an_obj_stays_upright_and_tells_of_colours_that_are_missing(tmp_path: Path) -> None:
    model = read(tmp_path, "house.obj", OBJ)
    assert len(model.triangles) == 2
    assert model.points.max(axis=0) == pytest.approx((4, 0, 3))
    assert [(fault.item, fault.is_fatal) for fault in model.faults] == [("house.mtl", False)]
    (tmp_path / "models/house.mtl").write_text("newmtl red\n")
    assert read(tmp_path, "house.obj", OBJ).faults == ()
    packed = read(tmp_path, "house.obj.gz", gzip.compress(OBJ.encode()))
    assert len(packed.triangles) == 2


@pytest.mark.parametrize(
    "uri",
    [
        "../secret.bin",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.org/a.bin",
        "..\\secret.bin",
        "parts/../../secret.bin",
        "%2e%2e/secret.bin",
        "C:\\a.bin",
    ],
)
def test_what_leaves_the_folder_is_refused(tmp_path: Path, uri: str) -> None:
    (tmp_path / "secret.bin").write_bytes(BUFFER)
    model = read(tmp_path, "mast.gltf", gltf(uri))
    (fault,) = model.faults
    assert (fault.item, fault.is_fatal) == (uri, True)
    assert "außerhalb ihres Ordners" in fault.reason
    assert len(model.triangles) == 0
    outside = read(tmp_path, "house.obj", OBJ.replace("house.mtl", uri))
    assert [fault.is_fatal for fault in outside.faults] == [False]
    assert len(outside.triangles) == 2


def test_a_missing_buffer_is_told(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, "mast.gltf", gltf("mast.bin")).faults
    assert (fault.item, fault.is_fatal) == ("mast.bin", True)


@pytest.mark.parametrize(
    "extension", ["KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_mesh_quantization"]
)
def test_a_packed_mesh_is_told(tmp_path: Path, extension: str) -> None:
    header = gltf(None, extensionsUsed=[extension], extensionsRequired=[extension])
    (fault,) = read(tmp_path, "mast.glb", glb(header)).faults
    assert extension in fault.reason
    assert fault.is_fatal
    looks = gltf(None, extensionsRequired=["KHR_materials_unlit"])
    check_turned(read(tmp_path, "mast.glb", glb(looks)), "mast")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.glb", glb(gltf(None))[:-30]),
        ("a.glb", glb(gltf(None))[:40]),
        ("a.glb", b"glTF"),
        ("a.gltf", b'{"asset": {"version": "2.0"}, "meshes": ['),
        ("a.gltf", gltf(DATA_URI[:60])),
        ("a.gltf", gltf(DATA_URI, accessors=[])),
        ("a.gltf", gltf(DATA_URI, asset={"version": "1.0"})),
        ("a.gltf", gltf(DATA_URI, meshes=[])),
        ("a.gltf", gltf(DATA_URI, buffers=7)),
        ("a.obj", "v 0 0 0\nv 1 0 0\n"),
        ("a.obj", "v 0 0 0\nv 1 0 0\nv 1 1 0\nf 1 2 9\n"),
        ("a.obj", "v 0 0 0\nv 1 0 0\nv 1 1 0\nf a b c\n"),
        ("a.obj", "solid cube\n"),
        ("a.obj", b""),
        ("a.obj", b"\x1f\x8bnothing"),
    ],
)
def test_what_cannot_be_shown_is_one_fatal_fault(
    tmp_path: Path, name: str, content: bytes | str | dict[str, Any]
) -> None:
    model = read(tmp_path, name, content)
    assert [(fault.file, fault.is_fatal) for fault in model.faults] == [(name, True)]
    assert model.triangles.shape == (0, 3)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert read_object(tmp_path / "none.glb").faults[0].is_fatal


def test_corners_that_are_no_numbers_cost_only_their_triangles(tmp_path: Path) -> None:
    broken = CORNERS.copy()
    broken[3, 1] = np.nan
    uri = "data:;base64," + base64.b64encode(broken.tobytes() + FACES.tobytes()).decode()
    model = read(tmp_path, "mast.gltf", gltf(uri))
    assert len(model.triangles) == 1
    assert "(Anzahl: 3)" in model.faults[0].reason
    assert np.isfinite(model.points).all()


def test_what_another_program_wrote_is_read(tmp_path: Path) -> None:
    mesh = trimesh.creation.icosphere(subdivisions=2, radius=3.0)
    path = tmp_path / "ball.glb"
    mesh.export(path)
    model = read_object(path)
    assert len(model.triangles) == len(mesh.faces)
    assert np.linalg.norm(model.points, axis=1) == pytest.approx(3.0, abs=1e-5)
