"""Where records are: their own place, or that of what they belong to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import shapely

from app.domain.inventory.fields import FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.domain.samples import Float64Array
from app.services.ports import InventoryReader

_DEEPEST: Final = 3
"""References that are followed, one after the other."""

_WAYS: Final = (
    "route",
    "duct",
    "cable",
    "asset",
    "closure",
    "rack",
    "space",
    "site",
    "a_site",
    "parent",
)
"""References that lead to where something is, the nearest first."""

_POINT: Final = ("east", "north")
_HOPS: Final = 2
"""Ends of links and subjects of findings that are followed one after the other."""


@dataclass(frozen=True, slots=True, eq=False)
class RecordPlace:
    """Where a record is.

    Attributes:
        key: The record.
        parts: Corners in EPSG:25832, m: one corner for a point, a line or the edge of an area in
            each part, float64 (N, 2).
        height: Height above NHN, m; None where nobody knows it.
        is_own: True for its own place, False for that of what it belongs to.
        is_area: True when the parts are edges.
        owner: What its place is that of, such as the site of an asset; itself where it is its own.
    """

    key: Key
    parts: tuple[Float64Array, ...]
    height: float | None = None
    is_own: bool = True
    is_area: bool = False
    owner: Key | None = field(default=None)

    @property
    def middle(self) -> tuple[float, float]:
        """A place on it: of a line the corner in its middle, of an area the middle of its edge."""
        first = self.parts[0]
        if self.is_area:
            return (float(first[:, 0].mean()), float(first[:, 1].mean()))
        return (float(first[len(first) // 2, 0]), float(first[len(first) // 2, 1]))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to a place.

    Attributes:
        paths: Paths of easting and northing, or of a geometry.
        owner: Path of the record whose place that is; empty for the record itself.
        kind: Kind of that record.
    """

    paths: tuple[str, ...]
    owner: str
    kind: str


@lru_cache(maxsize=64)
def ways_to_places(kind: str) -> tuple[_Way, ...]:
    """Return the ways from a record to a place, its own first, then by how near they are."""
    found: list[_Way] = []
    layer: list[tuple[str, str]] = [("", kind)]
    seen = {kind}
    for _ in range(_DEEPEST + 1):
        following: list[tuple[str, str]] = []
        for prefix, here in layer:
            found += _ways_at(prefix, here)
            for name in _WAYS:
                known = KINDS[here]
                if not known.has_field(name):
                    continue
                target = known.field(name).target
                if target and target not in seen:
                    seen.add(target)
                    following.append((f"{prefix}{name}.", target))
        layer = following
    return tuple(found)


def _ways_at(prefix: str, kind: str) -> Iterator[_Way]:
    known = KINDS[kind]
    owner = prefix.removesuffix(".")
    if known.has_field("east"):
        yield _Way(tuple(f"{prefix}{name}" for name in _POINT), owner, kind)
    if known.has_field("geometry"):
        yield _Way((f"{prefix}geometry",), owner, kind)


def places_of(
    reader: InventoryReader, keys: Sequence[Key], at_us: int | None = None
) -> list[RecordPlace]:
    """Return where records are, in their order; those that are nowhere are left out."""
    found = _places(reader, keys, at_us, _HOPS)
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _places(
    reader: InventoryReader, keys: Sequence[Key], at_us: int | None, hops: int
) -> dict[Key, RecordPlace]:
    by_kind: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        if key.kind in KINDS:
            by_kind.setdefault(key.kind, []).append(key.uid)
    found: dict[Key, RecordPlace] = {}
    for kind, uids in by_kind.items():
        found.update(_by_ways(reader, kind, uids, at_us))
        rest = [uid for uid in uids if Key(kind, uid) not in found]
        if rest and hops:
            found.update(_by_ends(reader, kind, rest, at_us, hops))
    return found


def _by_ways(
    reader: InventoryReader, kind: str, uids: Sequence[str], at_us: int | None
) -> dict[Key, RecordPlace]:
    ways = ways_to_places(kind)
    if not ways:
        return {}
    paths = [path for way in ways for path in (*way.paths, *((way.owner,) if way.owner else ()))]
    if has_height := KINDS[kind].has_field("height"):
        paths.append("height")
    ids = reader.ids_of(kind, uids)
    rows = reader.rows(kind, ids, paths, at_us)
    found = {}
    for uid, row in zip(uids, rows, strict=True):
        place = None if row is None else _first(Key(kind, uid), ways, iter(row), has_height)
        if place is not None:
            found[place.key] = place
    return found


def _first(
    key: Key,
    ways: Sequence[_Way],
    row: Iterator[Value],
    has_height: bool,  # noqa: FBT001 - private
) -> RecordPlace | None:
    first: RecordPlace | None = None
    for way in ways:
        values = [next(row) for _ in way.paths]
        owner = str(next(row) or "") if way.owner else key.uid
        parts = _parts(values) if first is None else ()
        if parts:
            is_area = len(values) == 1 and way.kind == "district"
            whose = Key(way.kind, owner)
            first = RecordPlace(key, parts, None, not way.owner, is_area, whose)
    if has_height and first is not None and first.is_own:
        height = next(row)
        if isinstance(height, int | float):
            return RecordPlace(key, first.parts, float(height), owner=key)
    return first


def _parts(values: Sequence[Value]) -> tuple[Float64Array, ...]:
    if len(values) == 1:
        return corners_of(values[0])
    if all(isinstance(one, int | float) for one in values):
        return (np.array([values], np.float64),)
    return ()


def corners_of(text: Value) -> tuple[Float64Array, ...]:
    """Return the corners of each part of a WKT geometry, of areas the outer edge.

    What cannot be read has none.
    """
    try:
        geometry = shapely.from_wkt(str(text)) if text else None
    except shapely.errors.ShapelyError:
        return ()
    parts = () if geometry is None else shapely.get_parts(geometry)
    edges = [part.exterior if part.geom_type == "Polygon" else part for part in parts]
    corners = (shapely.get_coordinates(edge) for edge in edges)
    return tuple(one for one in corners if len(one))


def _by_ends(
    reader: InventoryReader, kind: str, uids: Sequence[str], at_us: int | None, hops: int
) -> dict[Key, RecordPlace]:
    """Follow ends whose kind stands beside them: of links, findings, notes."""
    ends = [one for one in KINDS[kind].fields if one.type is FieldType.ANY_REFERENCE]
    if not ends:
        return {}
    paths = [name for one in ends for name in (one.kind_field, one.name)]
    rows = reader.rows(kind, reader.ids_of(kind, uids), paths, at_us)
    meant: dict[str, list[Key]] = {}
    for uid, row in zip(uids, rows, strict=True):
        pairs = zip(row[::2], row[1::2], strict=True) if row is not None else ()
        meant[uid] = [Key(str(kind_), str(end)) for kind_, end in pairs if kind_ and end]
    everything = [key for keys in meant.values() for key in keys]
    known = _places(reader, everything, at_us, hops - 1)
    return {
        Key(kind, uid): place
        for uid, keys in meant.items()
        if (place := _between(Key(kind, uid), keys, known)) is not None
    }


def _between(key: Key, ends: Sequence[Key], known: Mapping[Key, RecordPlace]) -> RecordPlace | None:
    """Return the place of what has ends: a straight line where two of them are apart."""
    there = [known[end] for end in ends if end in known]
    if not there:
        return None
    spots = np.array(list(dict.fromkeys(place.middle for place in there)), np.float64)
    return RecordPlace(key, (spots,), is_own=False, owner=there[0].owner)
