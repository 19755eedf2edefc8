"""Boundaries of CityJSON: faces, what they belong to, and shapes that are repeated."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

import msgspec
import numpy as np

from twin_viewer.formats.city_building import Draft
from twin_viewer.formats.city_json_structs import (
    DEPTHS,
    Geometry,
    Semantics,
    face_decoders,
    geometry_decoder,
)
from twin_viewer.formats.city_kinds import shown_level, surface_of
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles

BROKEN_GEOMETRY: Final = (
    "Eine Form ist nicht lesbar und fehlt: an der Stelle {0} steht etwas Unerwartetes."
)
BROKEN_FACES: Final = (
    "In einer Form stehen Flächen, die keine Listen von Ecken sind; sie fehlen (Anzahl: {0})."
)
UNKNOWN_KIND: Final = "Formen der Art „{0}“ sind unbekannt und werden nicht gezeigt."
NO_TEMPLATE: Final = (
    "Das Objekt verweist auf die Vorlage {0}, die es nicht gibt oder die nicht lesbar ist."
)
INSTANCE: Final = "GeometryInstance"

UNREADABLE: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""What decoding raises; `RecursionError` for lists in lists without end."""

_WITHOUT_FACES: Final = frozenset({"MultiPoint", "MultiLineString"})
_MATRIX: Final = 16
_PLACE: Final = re.compile(r"`(\$[^`]*)`$")


@dataclass(slots=True)
class JsonDraft(Draft):
    """A draft whose corners are rows of tables of vertices.

    Attributes:
        sizes: Number of corners of each ring.
        indices: Row of each corner in the table that was valid when it was taken.
        tables: From which corner on a table is valid, and the table: float64 (V, 3).
    """

    sizes: list[int] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)
    tables: list[tuple[int, Doubles]] = field(default_factory=list)

    def use(self, table: Doubles) -> None:
        """Let the corners from now on be rows of another table."""
        self.tables.append((len(self.indices), table))

    def points(self) -> Doubles:
        """Return all corners, (P, 3); NaN where the table has no such row."""
        result = np.full((len(self.indices), 3), np.nan)
        rows = np.array(self.indices, np.int64)
        ends = [*(start for start, _ in self.tables[1:]), len(rows)]
        for (start, table), end in zip(self.tables, ends, strict=True):
            own = rows[start:end]
            is_there = (own >= 0) & (own < len(table))
            result[start:end][is_there] = table[own[is_there]]
        return result


@dataclass(frozen=True, slots=True)
class Templates:
    """Shapes that objects repeat.

    Attributes:
        shapes: Geometries; None where one is not readable.
        vertices: Their corners, float64 (N, 3), m.
    """

    shapes: Sequence[Geometry | None] = ()
    vertices: Doubles = field(default_factory=lambda: np.zeros((0, 3)))


def take_geometry(
    raw: Sequence[msgspec.Raw], draft: JsonDraft, row: int, templates: Templates, file: str
) -> None:
    """Take the finest geometry of an object up to LoD 2.2.

    Args:
        raw: Its geometries.
        draft: Where faces are put.
        row: Row of the object in the draft.
        templates: Shapes it may repeat.
        file: Name of the file, for faults.
    """
    item = draft.objects[row]
    known: list[tuple[float, Geometry]] = []
    for part in raw:
        try:
            geometry = geometry_decoder.decode(part)
            if geometry.type in DEPTHS or geometry.type == INSTANCE:
                known.append((_level(geometry, templates), geometry))
            elif geometry.type not in _WITHOUT_FACES:
                draft.faults.append(Fault(file, item.id, UNKNOWN_KIND.format(geometry.type)))
        except UNREADABLE as error:
            draft.faults.append(Fault(file, item.id, BROKEN_GEOMETRY.format(place_of(error))))
    level = shown_level(level for level, _ in known)
    for own, geometry in known:
        if own != level:
            continue
        if geometry.type == INSTANCE:
            _take_instance(geometry, draft, row, templates, file)
        else:
            _take_faces(geometry, draft, row, file)


def place_of(error: Exception) -> str:
    """Return where in what was decoded the error is, such as `$.geometry[0].boundaries`."""
    found = _PLACE.search(str(error))
    return found[1] if found else "$"


def _level(geometry: Geometry, templates: Templates) -> float:
    shape: Geometry | None = geometry
    if geometry.type == INSTANCE:
        shape = _shape(geometry, templates)
    try:
        level = float(shape.lod) if shape is not None else 0.0
    except ValueError:
        return 0.0
    return level if math.isfinite(level) else 0.0


def _shape(geometry: Geometry, templates: Templates) -> Geometry | None:
    is_known = 0 <= geometry.template < len(templates.shapes)
    return templates.shapes[geometry.template] if is_known else None


def _take_faces(geometry: Geometry, draft: JsonDraft, row: int, file: str) -> None:
    item = draft.objects[row]
    semantics = geometry.semantics or Semantics()
    surfaces = [surface_of(surface.type, item.kind) for surface in semantics.surfaces]
    plain = surface_of("", item.kind)
    broken = 0
    depth = DEPTHS[geometry.type]
    nested, is_sound = _boundaries(geometry)
    for face, value in _faces(nested, semantics.values, depth):
        if not is_sound and not _is_face(face):
            broken += 1
            continue
        is_known = isinstance(value, int) and 0 <= value < len(surfaces)
        draft.add_polygon(row, surfaces[value] if is_known else plain)
        draft.counts[-1] = len(face)
        for ring in face:
            draft.sizes.append(len(ring))
            draft.indices += ring
    if broken:
        draft.faults.append(Fault(file, item.id, BROKEN_FACES.format(broken)))


def _boundaries(geometry: Geometry) -> tuple[Any, bool]:
    """Return nested lists, and whether every face in them is sound."""
    try:
        return face_decoders[geometry.type].decode(geometry.boundaries), True
    except msgspec.ValidationError:
        return msgspec.json.decode(geometry.boundaries), False


def _faces(nested: Any, values: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    """Yield each face with the value that stands at its place; None where there is none."""
    if not isinstance(nested, list):
        yield None, None
        return
    own = values if isinstance(values, list) else ()
    pairs = zip_longest(nested, own[: len(nested)])
    if not depth:
        yield from pairs
        return
    for part, value in pairs:
        yield from _faces(part, value, depth - 1)


def _is_face(face: Any) -> bool:
    return isinstance(face, list) and all(
        isinstance(ring, list)
        and all(isinstance(index, int) and abs(index) < 2**31 for index in ring)
        for ring in face
    )


def _take_instance(
    geometry: Geometry, draft: JsonDraft, row: int, templates: Templates, file: str
) -> None:
    """Take a shape that is repeated: turned by its matrix, set down at its vertex."""
    shape = _shape(geometry, templates)
    table = draft.tables[-1][1]
    anchor = _anchor(geometry, table)
    if shape is None or shape.type not in DEPTHS or anchor is None:
        reason = NO_TEMPLATE.format(geometry.template)
        draft.faults.append(Fault(file, draft.objects[row].id, reason))
        return
    matrix = np.eye(4)
    if geometry.matrix is not None and len(geometry.matrix) == _MATRIX:
        matrix = np.array(geometry.matrix).reshape(4, 4)
    draft.use(templates.vertices @ matrix[:3, :3].T + matrix[:3, 3] + anchor)
    _take_faces(shape, draft, row, file)
    draft.use(table)


def _anchor(geometry: Geometry, table: Doubles) -> Doubles | None:
    try:
        (index,) = msgspec.json.decode(geometry.boundaries, type=tuple[int])
    except UNREADABLE:
        return None
    return table[index] if 0 <= index < len(table) else None
