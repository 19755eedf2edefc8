"""The elements of CityGML: objects, their parts, boundary surfaces, polygons, rings.

Names are matched without their namespace, so that CityGML 1.0 and 2.0 (and what 3.0 kept of them)
are read alike. Rings stay text here; a batch of them becomes numbers at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from lxml.etree import _Element

from twin_viewer.formats.city_building import Draft
from twin_viewer.formats.city_gml_attributes import NAMES, take_attribute
from twin_viewer.formats.city_kinds import shown_level, surface_of
from twin_viewer.model.cities import CityObject, Surface, Value
from twin_viewer.model.faults import Fault

NO_HEIGHTS: Final = (
    "Eine Fläche hat nur Lage und keine Höhe und kann nicht gezeigt werden (betroffen: {0})."
)
ONLY_TEMPLATE: Final = (
    "Das Objekt verweist auf eine Vorlage (ImplicitGeometry); sie wird nicht gezeigt."
)

_POLYGONS: Final = frozenset({"Polygon", "Triangle", "Rectangle", "PolygonPatch"})
_PARTS: Final = tuple(
    f"{{*}}{name}"
    for name in (*sorted(_POLYGONS), "posList", "interior", "surfaceMember", "baseSurface")
)
_BOUNDED: Final = frozenset({"boundedBy", "boundary"})
_FEATURES: Final = frozenset(
    {
        "consistsOfBuildingPart",
        "consistsOfBridgePart",
        "consistsOfTunnelPart",
        "outerBuildingInstallation",
        "outerBridgeInstallation",
        "outerBridgeConstruction",
        "outerTunnelInstallation",
        "trafficArea",
        "auxiliaryTrafficArea",
        "buildingPart",
        "bridgePart",
        "buildingInstallation",
    }
)
"""Properties whose value is an object of its own."""

_FEATURE_TAGS: Final = tuple(f"{{*}}{name}" for name in sorted(_FEATURES))

_LINES: Final = (
    "TerrainIntersection",
    "MultiCurve",
    "Network",
    "MultiPoint",
    "ImplicitRepresentation",
)
"""Ends of properties of other things than polygons in their place."""
_IDS: Final = ("{http://www.opengis.net/gml}id", "{http://www.opengis.net/gml/3.2}id")
HREF: Final = "{http://www.w3.org/1999/xlink}href"
_LEVEL: Final = 3
_TEMPLATES: Final = tuple(f"{{*}}lod{level}ImplicitRepresentation" for level in range(5))
_FLAT: Final = "2"


@dataclass(slots=True)
class GmlDraft(Draft):
    """A draft whose rings are still text.

    Attributes:
        rings: Coordinates of each ring as the file has them.
        ids: Row of each polygon of the member that is being read, by its id.
        links: What surfaces of the member point to: id of the target, row of the object, surface.
        unnamed: Number of objects so far that had no id.
    """

    rings: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, int, Surface]] = field(default_factory=list)
    unnamed: int = 0

    def drop_polygon(self) -> None:
        """Take the last polygon back."""
        self.owners.pop()
        self.surfaces.pop()
        rings = self.counts.pop()
        del self.rings[len(self.rings) - rings :]
        self.ids = {name: at for name, at in self.ids.items() if at < len(self.counts)}


@dataclass(frozen=True, slots=True)
class _Geometry:
    level: float
    element: _Element
    boundary: str = ""


def gml_id(element: _Element) -> str:
    """Return the id of an element; empty where it has none."""
    return element.get(_IDS[0]) or element.get(_IDS[1]) or element.get("id") or ""


def is_feature(element: _Element) -> bool:
    """Return whether an element is an object: classes begin with a capital, properties do not."""
    return NAMES[element.tag][:1].isupper()


def features_in(element: _Element) -> int:
    """Return how many objects an object with all its parts is."""
    return 1 + sum(len(parts) for parts in element.iter(*_FEATURE_TAGS))


def take_feature(element: _Element, draft: GmlDraft, file: str, parent: str = "") -> None:
    """Take a city object with its parts into a draft.

    Args:
        element: The object, such as `bldg:Building`.
        draft: Where it is put.
        file: Name of the file, for faults.
        parent: Id of the object it is a part of.
    """
    kind = NAMES[element.tag]
    name = gml_id(element)
    if not name:
        draft.unnamed += 1
        name = f"{kind}-{draft.unnamed}"
    attributes: dict[str, Value] = {}
    row = len(draft.objects)
    draft.objects.append(CityObject(name, kind, parent, attributes))
    geometries, parts = _sorted(element, attributes)
    level = shown_level(geometry.level for geometry in geometries)
    for geometry in geometries:
        if geometry.level == level:
            surface = surface_of(geometry.boundary, kind)
            take_polygons(geometry.element, draft, row, surface, file)
    if not geometries and next(element.iterchildren(*_TEMPLATES), None) is not None:
        draft.faults.append(Fault(file, name, ONLY_TEMPLATE))
    for part in parts:
        take_feature(part, draft, file, name)


def _sorted(
    element: _Element, attributes: dict[str, Value]
) -> tuple[list[_Geometry], list[_Element]]:
    """Return geometries and parts of an object; its attributes are put where they belong."""
    geometries: list[_Geometry] = []
    parts: list[_Element] = []
    for child in element:
        local = NAMES[child.tag]
        if local in _BOUNDED:
            geometries.extend(_boundary(child))
        elif local in _FEATURES:
            parts.extend(part for part in child if is_feature(part))
        elif local.startswith("lod"):
            level = _area_level(local)
            if level is not None:
                geometries.append(_Geometry(level, child))
        elif local:
            take_attribute(child, local, attributes)
    return geometries, parts


def _boundary(element: _Element) -> Iterator[_Geometry]:
    """Yield the geometry of a boundary surface; an envelope has none."""
    for surface in element:
        boundary = NAMES[surface.tag]
        for child in surface:
            level = _area_level(NAMES[child.tag])
            if level is not None:
                yield _Geometry(level, child, boundary)


@cache
def _area_level(name: str) -> float | None:
    """Return the level of detail of a property with polygons; None of every other property."""
    level = name[_LEVEL : _LEVEL + 1]
    is_area = name.startswith("lod") and level.isdigit() and not name.endswith(_LINES)
    return float(level) if is_area else None


def take_polygons(
    geometry: _Element, draft: GmlDraft, row: int, surface: Surface, file: str
) -> None:
    """Take the polygons in an element, and note what it points to elsewhere.

    Args:
        geometry: A property such as `lod2MultiSurface`, or a geometry.
        draft: Where they are put.
        row: Row of the object in the draft.
        surface: What they belong to.
        file: Name of the file, for faults.
    """
    _take_link(geometry, draft, row, surface)
    is_flat = bool(len(geometry)) and geometry[0].get("srsDimension") == _FLAT
    flat: list[bool] = []
    is_hole = False
    polygon: _Element | None = None
    for part in geometry.iter(*_PARTS):
        name = NAMES[part.tag]
        if name == "posList":
            if polygon is not None:
                flat[-1] |= part.get("srsDimension", _FLAT if is_flat else "") == _FLAT
                _take_ring(part.text or "", draft, is_hole=is_hole)
        elif name in _POLYGONS:
            _finish(polygon, draft, flat)
            polygon, is_hole = part, False
            flat.append(False)
            draft.add_polygon(row, surface)
            identifier = gml_id(part)
            if identifier:
                draft.ids[identifier] = len(draft.counts) - 1
        elif name == "interior":
            is_hole = True
        else:
            _take_link(part, draft, row, surface)
    _finish(polygon, draft, flat)
    if any(flat):
        draft.faults.append(Fault(file, draft.objects[row].id, NO_HEIGHTS.format(sum(flat))))


def _take_link(element: _Element, draft: GmlDraft, row: int, surface: Surface) -> None:
    target = element.get(HREF)
    if target:
        draft.links.append((target, row, surface))


def _take_ring(text: str, draft: GmlDraft, *, is_hole: bool) -> None:
    if is_hole and not draft.counts[-1]:
        draft.rings.append("")  # the outline is missing, and a hole is none
        draft.counts[-1] += 1
    draft.rings.append(text)
    draft.counts[-1] += 1


def _finish(polygon: _Element | None, draft: GmlDraft, flat: list[bool]) -> None:
    """End a polygon: take its corners where they stand one by one; drop it where it is flat."""
    if polygon is None:
        return
    if flat[-1]:
        draft.drop_polygon()
    elif not draft.counts[-1]:
        for ring in polygon.iter("{*}LinearRing", "{*}Ring"):
            corners = [part.text or "" for part in ring.iter("{*}pos", "{*}coordinates")]
            draft.rings.append(" ".join(corners).replace(",", " "))
            draft.counts[-1] += 1
