"""CityJSON 1.1 and 2.0, and CityJSONSeq, which is read line by line."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import numpy as np

from twin_viewer.formats.city_building import built, fault_only, placed
from twin_viewer.formats.city_files import Source, sources
from twin_viewer.formats.city_json_attributes import flat_attributes
from twin_viewer.formats.city_json_geometry import (
    UNREADABLE,
    JsonDraft,
    Templates,
    place_of,
    take_geometry,
)
from twin_viewer.formats.city_json_structs import (
    FEATURE_NAME,
    ROOT_NAME,
    Geometry,
    Metadata,
    Root,
    Transform,
    geometry_decoder,
    object_decoder,
    root_decoder,
)
from twin_viewer.formats.city_json_structs import Templates as RawTemplates
from twin_viewer.model.cities import CityModel, CityObject
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles

NO_CITYJSON: Final = (
    "Die Datei ist kein CityJSON. Gelesen werden CityJSON 1.1, 2.0 und CityJSONSeq."
)
BROKEN_JSON: Final = (
    "Die Datei ist kein gültiges JSON: Fehler in Zeile {0}, Spalte {1}. "
    "Vielleicht wurde sie nicht ganz übertragen."
)
UNKNOWN_VERSION: Final = (
    "Die Version „{0}“ von CityJSON ist unbekannt; die Datei wurde wie Version 2.0 gelesen."
)
NO_HEADER: Final = (
    "Der Kopf der Datei fehlt (erste Zeile mit „CityJSON“); ohne ihn ist unbekannt, wo die Objekte "
    "liegen. Bitte exportieren Sie sie noch einmal mit Kopf."
)
BROKEN_OBJECT: Final = (
    "Das Objekt ist nicht lesbar und fehlt: an der Stelle {0} steht etwas Unerwartetes."
)
BROKEN_PART: Final = (
    "Der Abschnitt „{0}“ ist nicht lesbar: an der Stelle {1} steht etwas Unerwartetes."
)
NOT_UTF8: Final = (
    "Die Datei ist nicht durchgehend in UTF-8 geschrieben; unlesbare Zeichen wurden ersetzt."
)
BROKEN_LINE: Final = "Zeile {0} ist nicht lesbar; die Objekte darin fehlen."
BROKEN_VERTICES: Final = (
    "Punkte ohne drei lesbare Koordinaten fehlen mit ihren Flächen (Anzahl der Punkte: {0})."
)
TOO_LARGE: Final = (
    "Die Datei ist größer als {0} GB. Wandeln Sie sie bitte in CityJSONSeq um; das wird Zeile für "
    "Zeile gelesen."
)
EMPTY: Final = (
    "Die Datei enthält keine Objekte einer Stadt. Bitte prüfen Sie, ob es die richtige Datei ist."
)

_ENDINGS: Final = (".json", ".jsonl", ".cityjson", ".cityjsonl")
_VERSIONS: Final = ("1.1", "2.0")
_LARGEST_GB: Final = 1
_AXES: Final = 3
_BOM: Final = b"\xef\xbb\xbf"
_T = TypeVar("_T")
_BYTE: Final = re.compile(r"\(byte (\d+)\)")


def read_cityjson(path: Path, *, batch: int = 2000) -> Iterator[CityModel]:
    """Read a file of CityJSON or CityJSONSeq, also packed (`.gz`) or in a ZIP archive.

    Args:
        path: The file.
        batch: Most objects of a model; the objects of a line of CityJSONSeq stay together.

    Yields:
        Models of the objects in the order of the file; never an exception for what is in it: what
        is missing stands in `faults`, a fatal one where the file is no CityJSON at all.
    """
    for source in sources(path, _ENDINGS):
        if isinstance(source, Fault):
            yield fault_only(source)
        else:
            yield from _Reading(source, batch).models()


class _Reading:
    """One pass through one file."""

    def __init__(self, source: Source, batch: int) -> None:
        self._source = source
        self._batch = batch
        self._draft = JsonDraft()
        self._transform = Transform()
        self._crs = ""
        self._templates = Templates()
        self._count = 0
        self._is_odd = False

    def models(self) -> Iterator[CityModel]:
        """Yield the models of the file."""
        root, rest = self._root()
        if root is None:
            yield self._built()
            return
        self._take_header(root)
        yield from self._take_objects(root)
        yield from self._take_lines(rest)
        if self._source.fault is not None:
            self._draft.faults.append(self._source.fault)
        if not self._count:
            self._tell("", EMPTY, is_fatal=True)
        if not self._draft.is_empty:
            yield self._built()

    def _root(self) -> tuple[Root | None, bytes]:
        """Return the file, or its first line where that is whole, and the second one."""
        limit = _LARGEST_GB << 30
        data = self._source.readline(limit + 1).removeprefix(_BOM)
        second = self._source.readline(limit) if len(data) <= limit else b""
        if second:
            try:
                return self._checked(self._decoded(root_decoder, data)), second
            except UNREADABLE:
                data += second + self._source.read(limit)
        if len(data) > limit:
            self._tell("", TOO_LARGE.format(_LARGEST_GB), is_fatal=True)
            return None, b""
        try:
            return self._checked(self._decoded(root_decoder, data)), b""
        except (msgspec.ValidationError, RecursionError) as error:
            self._tell(place_of(error), NO_CITYJSON, is_fatal=True)
        except msgspec.DecodeError as error:
            self._tell_broken(data, error)
        return None, b""

    def _decoded(self, decoder: msgspec.json.Decoder[_T], raw: bytes | msgspec.Raw) -> _T:
        """Decode what is JSON but for some characters."""
        try:
            return decoder.decode(raw)
        except UnicodeDecodeError:
            if not self._is_odd:
                self._is_odd = True
                self._tell("", NOT_UTF8)
            return decoder.decode(bytes(raw).decode("utf-8", "replace"))

    def _checked(self, root: Root) -> Root | None:
        if root.type == FEATURE_NAME:
            self._tell("", NO_HEADER, is_fatal=True)
            return None
        if root.type != ROOT_NAME:
            self._tell("", NO_CITYJSON, is_fatal=True)
            return None
        if root.version not in _VERSIONS:
            self._tell("", UNKNOWN_VERSION.format(root.version))
        return root

    def _tell_broken(self, data: bytes, error: msgspec.DecodeError) -> None:
        if self._source.fault is not None:
            self._tell("", self._source.fault.reason, is_fatal=True)
            return
        if not data.lstrip().startswith(b"{"):
            self._tell("", NO_CITYJSON, is_fatal=True)
            return
        found = _BYTE.search(str(error))
        before = data[: int(found[1])] if found else data
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        self._tell(str(line), BROKEN_JSON.format(line, column), is_fatal=True)

    def _take_header(self, root: Root) -> None:
        self._transform = self._part(root.transform, Transform | None, "transform") or Transform()
        metadata = self._part(root.metadata, Metadata | None, "metadata")
        self._crs = metadata.crs if metadata is not None else ""
        raw = self._part(root.templates, RawTemplates | None, "geometry-templates")
        if raw is not None:
            vertices = np.array(raw.vertices, np.float64).reshape(-1, _AXES)
            self._templates = Templates([self._shape(part) for part in raw.templates], vertices)

    def _shape(self, raw: msgspec.Raw) -> Geometry | None:
        try:
            return geometry_decoder.decode(raw)
        except UNREADABLE:
            return None

    def _part(self, raw: msgspec.Raw, kind: Any, name: str) -> Any:
        """Return a part of the root as what it should be; None, and told, where it is not."""
        try:
            return msgspec.json.decode(raw, type=kind)
        except UNREADABLE as error:
            self._tell(name, BROKEN_PART.format(name, place_of(error)))
            return None

    def _take_objects(self, root: Root) -> Iterator[CityModel]:
        """Take the objects of a file; yield the models that are full."""
        if not root.objects:
            return
        vertices = self._vertices(root.vertices)
        self._draft.use(vertices)
        for name, raw in root.objects.items():
            if len(self._draft.objects) >= self._batch:
                yield self._built()
                self._draft.use(vertices)
            self._take_object(name, raw)

    def _take_lines(self, second: bytes) -> Iterator[CityModel]:
        """Take the features of CityJSONSeq; yield the models that are full."""
        line, number = second, 2
        while line:
            try:
                feature = self._decoded(root_decoder, line) if line.strip() else Root()
            except UNREADABLE:
                self._tell(str(number), BROKEN_LINE.format(number))
                feature = Root()
            objects = len(self._draft.objects)
            if objects and objects + len(feature.objects) > self._batch:
                yield self._built()
            if feature.objects:
                self._draft.use(self._vertices(feature.vertices))
            for name, raw in feature.objects.items():
                self._take_object(name, raw)
            line, number = self._source.readline(), number + 1

    def _take_object(self, name: str, raw: msgspec.Raw) -> None:
        try:
            item = self._decoded(object_decoder, raw)
        except UNREADABLE as error:
            self._tell(name, BROKEN_OBJECT.format(place_of(error)))
            return
        self._count += 1
        parent = item.parents[0] if item.parents else ""
        attributes = flat_attributes(item.attributes, item.address)
        row = len(self._draft.objects)
        self._draft.objects.append(CityObject(name, item.type, parent, attributes))
        if item.geometry:
            take_geometry(item.geometry, self._draft, row, self._templates, self._source.name)

    def _vertices(self, raw: msgspec.Raw) -> Doubles:
        """Return vertices in the coordinates of the file; NaN where one is none."""
        try:
            plain = msgspec.json.decode(raw, type=list[tuple[float, float, float]])
            rows = np.array(plain, np.float64).reshape(-1, _AXES)
        except UNREADABLE:
            rows = self._sound_vertices(raw)
        return rows * self._transform.scale + self._transform.translate

    def _sound_vertices(self, raw: msgspec.Raw) -> Doubles:
        given = self._part(raw, list[Any], "vertices") or []
        rows = np.full((len(given), _AXES), np.nan)
        broken = 0
        for at, row in enumerate(given):
            if (
                isinstance(row, list)
                and len(row) == _AXES
                and all(isinstance(number, int | float) for number in row)
            ):
                rows[at] = row
            else:
                broken += 1
        if broken:
            self._tell("vertices", BROKEN_VERTICES.format(broken))
        return rows

    def _tell(self, item: str, reason: str, *, is_fatal: bool = False) -> None:
        self._draft.faults.append(Fault(self._source.name, item, reason, is_fatal=is_fatal))

    def _built(self) -> CityModel:
        """Return the model of what was taken, and begin anew."""
        draft, self._draft = self._draft, JsonDraft()
        if not draft.objects:
            return fault_only(*draft.faults)
        points, reference = placed(draft.points(), self._crs)
        return built(draft, points, draft.sizes, reference, file=self._source.name, is_closed=False)
