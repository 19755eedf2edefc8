"""CityGML 1.0 and 2.0, LoD1 and LoD2, read as a stream: memory does not grow with the file.

Drawn are boundary surfaces and the polygons that stand in solids themselves; a solid that only
points to its boundary surfaces adds nothing. Damaged XML is read on after the damage.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from lxml import etree
from lxml.etree import _Element

from twin_viewer.formats.city_building import built, fault_only, placed
from twin_viewer.formats.city_files import Source, sources
from twin_viewer.formats.city_gml_attributes import NAMES
from twin_viewer.formats.city_gml_features import (
    GmlDraft,
    features_in,
    is_feature,
    take_feature,
)
from twin_viewer.formats.city_gml_links import Links
from twin_viewer.formats.city_gml_stream import MEMBERS, MemberStream
from twin_viewer.formats.city_plausibility import foreign_unit
from twin_viewer.formats.city_sniffing import format_of
from twin_viewer.model.cities import CityModel
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles

NO_CITYGML: Final = "Die Datei ist kein CityGML. Gelesen werden CityGML 1.0 und 2.0."
NEWER: Final = (
    "Die Datei ist CityGML 3.0; gezeigt wird, was darin wie in CityGML 2.0 aufgeschrieben ist."
)
EMPTY: Final = (
    "Die Datei enthält keine Objekte einer Stadt. Bitte prüfen Sie, ob es die richtige Datei ist."
)

_ENDINGS: Final = (".gml", ".citygml", ".xml")
_HEAD: Final = 65_536
_DIMENSIONS: Final = 3
_UNREADABLE: Final = "nan"
_SRS_NAMES: Final = etree.XPath("descendant-or-self::*/@srsName", smart_strings=False)
_UNIT_LABELS: Final = re.compile(rb"""uomLabels\s*=\s*["']([^"']*)["']""")


def read_citygml(path: Path, *, batch: int = 2000) -> Iterator[CityModel]:
    """Read a file of CityGML, also packed (`.gz`) or in a ZIP archive.

    Args:
        path: The file.
        batch: Most objects of a model; only an object with its parts is never torn apart.

    Yields:
        Models of the objects in the order of the file; never an exception for what is in it: what
        is missing stands in `faults`, a fatal one where the file is no CityGML at all.
    """
    for source in sources(path, _ENDINGS):
        if isinstance(source, Fault):
            yield fault_only(source)
        else:
            yield from _Reading(source, path, batch).models()


class _Reading:
    """One pass through one file."""

    def __init__(self, source: Source, path: Path, batch: int) -> None:
        self._source = source
        self._batch = batch
        self._draft = GmlDraft()
        self._links = Links(source.name, path, _ENDINGS)
        self._file_crs: str | None = None
        self._crs = ""
        self._count = 0

    def models(self) -> Iterator[CityModel]:
        """Yield the models of the file."""
        head = self._source.read(_HEAD)
        if format_of(head) != "citygml":
            fault = self._source.fault or Fault(self._source.name, "", NO_CITYGML)
            yield fault_only(Fault(fault.file, "", fault.reason, is_fatal=True))
            return
        if b"opengis.net/citygml/3" in head:
            self._tell("", NEWER)
        labels = _UNIT_LABELS.search(head)
        unit = foreign_unit(labels[1].decode("utf-8", "replace")) if labels else ""
        if unit:
            self._tell("", unit)
        for member, is_cut_off in MemberStream(self._source, head, self._tell).members():
            yield from self._take(member, is_cut_off=is_cut_off)
        if self._source.fault is not None:
            self._draft.faults.append(self._source.fault)
        self._draft.faults += self._links.lost()
        if not self._count:
            self._tell("", EMPTY, is_fatal=True)
        if not self._draft.is_empty:
            yield self._built()

    def _take(self, member: _Element, *, is_cut_off: bool) -> Iterator[CityModel]:
        """Take what a member holds; yield the models that are full before it."""
        for feature in member if NAMES[member.tag] in MEMBERS else ():
            if not is_feature(feature):
                continue
            crs = self._crs_of(feature)
            is_other = crs != self._crs and bool(self._draft.counts)
            if is_other or self._is_full(feature):
                yield self._built()
            self._crs = crs
            polygons = len(self._draft.counts)
            take_feature(feature, self._draft, self._source.name)
            self._count += 1
            if is_cut_off and len(self._draft.counts) > polygons:
                self._draft.drop_polygon()  # its numbers may be cut off in their middle
            self._links.resolve(feature, self._draft)

    def _is_full(self, feature: _Element) -> bool:
        """Return whether the batch has no room for an object with its parts."""
        objects = len(self._draft.objects)
        if not objects or objects + 1 + len(feature) <= self._batch:
            return False
        return objects + features_in(feature) > self._batch

    def _crs_of(self, feature: _Element) -> str:
        names = _SRS_NAMES(feature)
        if isinstance(names, list) and names:
            return str(names[-1])
        if self._file_crs is None:
            root = feature.getroottree().getroot()
            envelope = root.find("{*}boundedBy/{*}Envelope")
            self._file_crs = "" if envelope is None else envelope.get("srsName", "")
        return self._file_crs

    def _tell(self, item: str, reason: str, *, is_fatal: bool = False) -> None:
        self._draft.faults.append(Fault(self._source.name, item, reason, is_fatal=is_fatal))

    def _built(self) -> CityModel:
        """Return the model of what was taken, and begin anew."""
        draft, self._draft = self._draft, GmlDraft(unnamed=self._draft.unnamed)
        if not draft.objects:
            return fault_only(*draft.faults)
        points, sizes = _numbers(draft.rings)
        points, reference = placed(points, self._crs)
        return built(draft, points, sizes, reference, file=self._source.name, is_closed=True)


def _numbers(rings: list[str]) -> tuple[Doubles, list[int]]:
    """Return the corners of rings, and how many each has; NaN where they cannot be read."""
    sizes, words = [], []
    for ring in rings:
        parts = ring.split()
        if len(parts) % _DIMENSIONS:
            parts = [_UNREADABLE] * _DIMENSIONS
        sizes.append(len(parts) // _DIMENSIONS)
        words += parts
    try:
        values = np.fromiter(map(float, words), np.float64, len(words))
    except ValueError:
        values = np.fromiter(map(_number, words), np.float64, len(words))
    return values.reshape(-1, _DIMENSIONS), sizes


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return float(_UNREADABLE)
