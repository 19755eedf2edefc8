"""Single objects (glTF, GLB, OBJ) in metres of their own, up is z; the caller sets them down."""

import io
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import msgspec
import numpy as np
import trimesh
from numpy.typing import NDArray

from twin_viewer.formats.city_building import fault_only
from twin_viewer.formats.city_files import sources
from twin_viewer.formats.city_sniffing import format_of
from twin_viewer.model.cities import CityModel, CityObject
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles, HeightReference, Reference

NO_OBJECT: Final = "Die Datei ist kein glTF, GLB oder OBJ."
BROKEN: Final = (
    "Die Datei ist beschädigt oder nicht vollständig und kann nicht gezeigt werden. "
    "Exportieren Sie sie bitte noch einmal."
)
NO_FACES: Final = "Die Datei enthält keine Flächen, die gezeigt werden können."
PACKED: Final = (
    "Die Datei ist mit „{0}“ gepackt; das wird nicht gelesen. "
    "Exportieren Sie sie bitte ohne diese Erweiterung."
)
MISSING: Final = "Die Datei „{0}“ fehlt im selben Ordner."
REFUSED: Final = (
    "Die Datei verweist auf „{0}“ außerhalb ihres Ordners; das wird nicht geöffnet. "
    "Legen Sie beide Dateien in denselben Ordner."
)
LOST_CORNERS: Final = (
    "Dreiecke mit fehlenden oder unlesbaren Ecken werden nicht gezeigt (Anzahl: {0})."
)
TOO_LARGE: Final = (
    "Die Datei ist größer als {0} MB; so große einzelne Objekte werden nicht gelesen."
)
LOCAL: Final = "Örtliche Koordinaten in Metern, ohne Lage und Höhe in der Stadt."

_ENDINGS: Final = (".glb", ".gltf", ".obj")
_LARGEST_MB: Final = 1024
_GLB: Final = b"glTF"
_JSON_AT: Final = 20
_HARMLESS: Final = ("KHR_materials_", "KHR_texture_", "EXT_texture_", "KHR_lights_", "MSFT_texture")
"""Beginnings of extensions that change looks only, and looks are not read."""

_MATERIALS: Final = re.compile(rb"^mtllib[ \t]+(.+?)\s*$", re.MULTILINE)
_SCHEME: Final = re.compile(r"^[A-Za-z][\w+.-]*:")


class _Buffer(msgspec.Struct):
    uri: str | None = None


class _Gltf(msgspec.Struct, rename="camel"):
    extensions_required: list[str] = []
    buffers: list[_Buffer] = []


def read_object(path: Path) -> CityModel:
    """Read a file as one object.

    Colours and textures are not read. glTF has y up and is turned; OBJ is taken as it is, z up.

    Args:
        path: A `.glb`, `.gltf` or `.obj`; what it is is told by its first bytes.

    Returns:
        One object named after the file, in local metres (`reference.is_foreign`); none and a fatal
        fault where nothing can be shown.
    """
    for source in sources(path, _ENDINGS):
        if isinstance(source, Fault):
            return fault_only(source)
        data = source.read((_LARGEST_MB << 20) + 1)
        reason = source.fault.reason if source.fault is not None else ""
        if len(data) > _LARGEST_MB << 20:
            reason = TOO_LARGE.format(_LARGEST_MB)
        if not reason and format_of(data[:65_536], data[-65_536:]) != "object":
            reason = NO_OBJECT
        if reason:
            return fault_only(Fault(source.name, "", reason, is_fatal=True))
        return _object(data, path.parent, source.name)
    return fault_only(Fault(path.name, "", NO_OBJECT, is_fatal=True))


def _object(data: bytes, folder: Path, name: str) -> CityModel:
    is_gltf = data.startswith(_GLB) or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    if is_gltf:
        parts, faults = _gltf_parts(data, folder, name)
        kind = "glb" if data.startswith(_GLB) else "gltf"
    else:
        parts, faults = {}, _missing_materials(data, folder, name)
        kind = "obj"
    if any(fault.is_fatal for fault in faults):
        return fault_only(*faults)
    try:
        scene = trimesh.load_scene(
            io.BytesIO(data), file_type=kind, resolver=parts, skip_materials=True, process=False
        )
        mesh = scene.to_mesh()
        points = np.asarray(mesh.vertices, np.float64).reshape(-1, 3)
        triangles = np.asarray(mesh.faces, np.int64).reshape(-1, 3)
    except Exception:  # noqa: BLE001 - trimesh raises whatever its parsers stumble over
        return fault_only(*faults, Fault(name, "", BROKEN, is_fatal=True))
    if is_gltf:
        points = points[:, (0, 2, 1)] * (1.0, -1.0, 1.0)
    return _model(points, triangles, name, faults)


def _model(
    points: Doubles, triangles: NDArray[np.int64], name: str, faults: list[Fault]
) -> CityModel:
    is_there: NDArray[np.bool_]
    is_there = np.all((triangles >= 0) & (triangles < len(points)), axis=1)
    is_there[is_there] = np.all(np.isfinite(points[triangles[is_there]]), axis=(1, 2))
    if not is_there.any():
        return fault_only(*faults, Fault(name, "", NO_FACES, is_fatal=True))
    lost = int((~is_there).sum())
    if lost:
        faults.append(Fault(name, "", LOST_CORNERS.format(lost)))
    used, rows = np.unique(triangles[is_there], return_inverse=True)
    shown = rows.reshape(-1, 3).astype(np.int32)
    return CityModel(
        points[used],
        shown,
        np.zeros(len(shown), np.int32),
        np.zeros(len(shown), np.uint8),
        (CityObject(Path(name).stem, "GenericCityObject"),),
        Reference("", HeightReference.UNKNOWN, LOCAL, is_foreign=True),
        tuple(faults),
    )


def _gltf_parts(data: bytes, folder: Path, name: str) -> tuple[dict[str, bytes], list[Fault]]:
    """Return the files a glTF is made of by their names in it, and what stands against it."""
    try:
        header = msgspec.json.decode(_header(data), type=_Gltf)
    except (msgspec.MsgspecError, RecursionError):
        return {}, [Fault(name, "", BROKEN, is_fatal=True)]
    faults = [
        Fault(name, "", PACKED.format(extension), is_fatal=True)
        for extension in header.extensions_required
        if not extension.startswith(_HARMLESS)
    ]
    parts: dict[str, bytes] = {}
    for uri in (buffer.uri for buffer in header.buffers):
        if uri is None or uri.startswith("data:"):
            continue
        file = _inside(folder, unquote(uri))
        if file is None:
            faults.append(Fault(name, uri, REFUSED.format(uri), is_fatal=True))
        elif not file.is_file():
            faults.append(Fault(name, uri, MISSING.format(uri), is_fatal=True))
        else:
            parts[uri] = file.read_bytes()
    return parts, faults


def _header(data: bytes) -> bytes:
    """Return the JSON of a glTF, of a GLB its first chunk."""
    if not data.startswith(_GLB):
        return data.removeprefix(b"\xef\xbb\xbf")
    return data[_JSON_AT : _JSON_AT + int.from_bytes(data[12:16], "little")]


def _missing_materials(data: bytes, folder: Path, name: str) -> list[Fault]:
    """Tell which colours an OBJ names that are not there; the object is shown all the same."""
    faults = []
    for found in _MATERIALS.findall(data):
        material = found.decode("utf-8", "replace")
        file = _inside(folder, material)
        if file is None:
            faults.append(Fault(name, material, REFUSED.format(material)))
        elif not file.is_file():
            faults.append(Fault(name, material, MISSING.format(material)))
    return faults


def _inside(folder: Path, uri: str) -> Path | None:
    """Return a file a name means; None where it leaves the folder."""
    if _SCHEME.match(uri) or "\\" in uri or "\0" in uri:
        return None
    file = (folder / uri).resolve()
    return file if file.is_relative_to(folder.resolve()) else None
