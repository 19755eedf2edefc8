"""Reads the layers of a map out of the inventory: which records lie where, as GeoJSON in WGS 84."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import shapely

from app.domain.inventory.fields import Publication, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.domain.maps import Box
from app.domain.points import Location
from app.domain.samples import Float64Array, Int64Array
from app.services.inventory.map_layers import LAYERS, RecordLayer, Shape
from app.services.inventory.places import RecordPlace, corners_of
from app.services.maps.crs import UTM32, as_wgs84
from app.services.maps.extents import box_around
from app.services.maps.features import DIGITS, collection, json_text
from app.services.ports import InventoryReader

PAGE: Final = 4_000
"""Records read in one go."""

PLANNED: Final = frozenset({"planned", "needed", "requested", "ordered", "delivered", "staged"})
"""States of what is not there yet; drawn broken or hollow."""

GONE: Final = frozenset({"retired", "disposed", "closed"})
"""States of what is there no more; not drawn."""

_LEAST: Final = "other"
"""Records of this kind lie below others at the same place."""


@dataclass(frozen=True, slots=True, eq=False)
class LayerContent:
    """What a layer shows.

    Attributes:
        layer: The layer.
        data: GeoJSON; the ids of features are rows of `uids`.
        uids: The records, in the order of the features.
        corners: Longitude and latitude of all corners, float64 (N, 2).
        owners: Which feature a corner belongs to, int64 (N,).
        note: What must be known of it, such as that there are more; a sentence, German.
        used: What its records are, for the legend.
        has_planned: True when something in it is planned.
    """

    layer: RecordLayer
    data: bytes
    uids: tuple[str, ...]
    corners: Float64Array
    owners: Int64Array
    note: str = ""
    used: frozenset[str] = frozenset()
    has_planned: bool = False

    def keys_in(self, polygon: Sequence[tuple[float, float]]) -> list[Key]:
        """Return the records of which a corner lies inside a closed line, in their order."""
        if len(polygon) < 3 or not len(self.corners):  # noqa: PLR2004 - fewer enclose nothing
            return []
        area = shapely.make_valid(shapely.Polygon(polygon))
        met = shapely.intersects_xy(area, self.corners[:, 0], self.corners[:, 1])
        return [
            Key(self.layer.kind, self.uids[row]) for row in np.unique(self.owners[met]).tolist()
        ]

    def keys_of(self, rows: Sequence[object]) -> list[Key]:
        """Return the records of features; whatever names none is passed over."""
        numbers = [one for one in rows if isinstance(one, int) and not isinstance(one, bool)]
        known = (row for row in numbers if 0 <= row < len(self.uids))
        return [Key(self.layer.kind, self.uids[row]) for row in known]


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the inventory is to be seen.

    Attributes:
        at_us: The moment, µs UTC; None for the present.
        query: What the table shows; None for everything.
    """

    at_us: int | None = None
    query: Query | None = None


def read_layer(
    reader: InventoryReader, layer: RecordLayer, shown: Shown, open_findings: Mapping[str, int]
) -> LayerContent:
    """Read a layer.

    Args:
        reader: The inventory.
        layer: Which layer.
        shown: What of the inventory.
        open_findings: How many findings are open, by the uid of their subject.

    Raises:
        StoppedError: The reader was interrupted.
    """
    counts = _site_counts(reader, layer, shown)
    query = _query(layer, shown, counts)
    ids = reader.ids(query, layer.most + 1)
    note = ""
    if len(ids) > layer.most:
        note = _much(layer, reader.count(query))
        ids = ids[: layer.most]
    builder = _Builder(layer, open_findings, counts)
    for start in range(0, len(ids), PAGE):
        builder.take(reader, ids[start : start + PAGE], shown.at_us)
    return builder.content(note)


def read_open_findings(reader: InventoryReader, at_us: int | None = None) -> dict[str, int]:
    """Return how many findings are open, by the uid of what they are about."""
    is_open = Filter("state", Operator.IN, ("open", "assigned"))
    groups = reader.groups(Query("finding", (is_open,), at_us=at_us), "subject")
    return {str(uid): count for uid, count in groups if uid}


def _much(layer: RecordLayer, total: int) -> str:
    many = f"{total:,}".replace(",", ".")
    shown = f"{layer.most:,}".replace(",", ".")
    return (
        f"{layer.title.de}: Die Karte zeigt {shown} von {many}. Bitte grenzen Sie die Tabelle ein "
        "und wählen Sie „Nur was die Tabelle zeigt“."
    )


def _site_counts(
    reader: InventoryReader, layer: RecordLayer, shown: Shown
) -> dict[str, int] | None:
    """Return how many records of the table stand at each site; None where that is not asked."""
    query = shown.query
    if layer.kind != "site" or query is None or query.kind == "site":
        return None
    if not KINDS[query.kind].has_field("site"):
        return {}
    wanted = replace(query, at_us=shown.at_us, sort=())
    return {str(uid): count for uid, count in reader.groups(wanted, "site") if uid}


def _query(layer: RecordLayer, shown: Shown, counts: Mapping[str, int] | None) -> Query:
    placed = Filter(layer.place[0], Operator.IS_FILLED)
    query = shown.query
    if query is None:
        return Query(layer.kind, (placed,), at_us=shown.at_us)
    if counts is not None:
        uids = Filter("uid", Operator.IN, tuple(counts))
        return Query(layer.kind, (placed, uids), at_us=shown.at_us)
    if query.kind != layer.kind:
        return Query(layer.kind, (Filter("uid", Operator.IN, ()),), at_us=shown.at_us)
    return replace(query, filters=(*query.filters, placed), sort=(), at_us=shown.at_us)


class _Builder:
    """Makes features out of rows."""

    def __init__(
        self, layer: RecordLayer, findings: Mapping[str, int], counts: Mapping[str, int] | None
    ) -> None:
        self._layer, self._findings, self._counts = layer, findings, counts
        self._field = layer.what_field
        self._state = KINDS[layer.kind].field(layer.state) if layer.state else None
        self._features: list[str] = []
        self._uids: list[str] = []
        self._corners: list[Float64Array] = []
        self._owners: list[Int64Array] = []
        self._used: set[str] = set()
        self._has_planned = False

    def take(self, reader: InventoryReader, ids: Sequence[int], at_us: int | None) -> None:
        """Add a page of records."""
        layer = self._layer
        paths = [path for path in (layer.what, layer.state, "publication") if path]
        rows = reader.rows(layer.kind, ids, (*layer.place, *paths), at_us)
        uids = reader.keys(layer.kind, ids)
        there = [(uid, row) for uid, row in zip(uids, rows, strict=True) if row is not None]
        keys = [Key(layer.kind, uid) for uid, _ in there]
        titles = reader.titles(keys, at_us)
        wide = len(layer.place)
        shapes = _shapes([row[:wide] for _, row in there], layer.shape)
        for (uid, row), corners in zip(there, shapes, strict=True):
            facts = dict(zip(paths, row[wide:], strict=True))
            if corners is not None and str(facts.get(layer.state)) not in GONE:
                self._add(uid, titles.get(Key(layer.kind, uid), ""), facts, corners)

    def _add(
        self, uid: str, title: str, facts: Mapping[str, Value], corners: list[Float64Array]
    ) -> None:
        layer, number = self._layer, len(self._uids)
        what = str(facts.get(layer.what) or "")
        told: dict[str, Any] = {"k": uid, "n": title}
        if what:
            told["w"] = self._field.choice_label(what) if self._field else what
        state = facts.get(layer.state)
        if self._state is not None and state:
            told["z"] = self._state.choice_label(state)
            told["p"] = int(str(state) in PLANNED)
            self._has_planned |= bool(told["p"])
        if layer.signs is not None:
            told["s"] = layer.signs.get(what, layer.icon)
            told["q"] = int(what != _LEAST)
        if count := self._findings.get(uid, 0):
            told["f"] = count
        if self._counts is not None:
            told["c"] = self._counts.get(uid, 0)
        publication = str(facts.get("publication") or KINDS[layer.kind].publication)
        if publication == Publication.RESTRICTED:
            told["x"] = 1
        if layer.offset:
            told["o"] = layer.offset
        self._used.add(what)
        self._features.append(_feature(number, layer.shape, corners, told))
        self._uids.append(uid)
        for part in corners:
            self._corners.append(part)
            self._owners.append(np.full(len(part), number, np.int64))

    def content(self, note: str) -> LayerContent:
        """Return what was made."""
        none = np.zeros((0, 2))
        return LayerContent(
            self._layer,
            collection(self._features),
            tuple(self._uids),
            np.concatenate(self._corners) if self._corners else none,
            np.concatenate(self._owners) if self._owners else np.zeros(0, np.int64),
            note,
            frozenset(self._used),
            self._has_planned,
        )


def _shapes(places: Sequence[Sequence[Value]], shape: Shape) -> Iterator[list[Float64Array] | None]:
    """Yield the corners of places in degrees, one array a part; None where there is no place."""
    if shape is Shape.POINT:
        spots = np.array([[_metres(one) for one in place] for place in places], np.float64).reshape(
            -1, 2
        )
        degrees = as_wgs84(UTM32, spots)
        for spot in degrees:
            yield [spot.reshape(1, 2)] if np.isfinite(spot).all() else None
        return
    for (text,) in places:
        yield lines_of(text)


def _metres(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else np.nan


def lines_of(text: Value) -> list[Float64Array] | None:
    """Return the lines (of areas the outer edges) of a WKT geometry in EPSG:25832, in degrees."""
    parts = [as_wgs84(UTM32, corners) for corners in corners_of(text)]
    seen = [part for part in parts if len(part) > 1 and np.isfinite(part).all()]
    return seen or None


def _feature(
    number: int, shape: Shape, parts: Sequence[Float64Array], told: Mapping[str, Any]
) -> str:
    written = [np.round(part, DIGITS).tolist() for part in parts]
    if shape is Shape.POINT:
        geometry: dict[str, Any] = {"type": "Point", "coordinates": written[0][0]}
    elif shape is Shape.LINE:
        geometry = {"type": "MultiLineString", "coordinates": written}
    else:
        geometry = {"type": "MultiPolygon", "coordinates": [[part] for part in written]}
    feature = {"type": "Feature", "id": number, "geometry": geometry, "properties": dict(told)}
    return json_text(feature)


# ---- what is selected --------------------------------------------------------------------------
_OFFSETS: Final = {one.kind: one.offset for one in LAYERS if one.offset}


def marks_of(places: Sequence[RecordPlace]) -> tuple[bytes, Box | None]:
    """Return the GeoJSON that marks records, and a box around them; None where there are none."""
    features, everywhere = [], []
    for number, place in enumerate(places):
        parts = [as_wgs84(UTM32, part) for part in place.parts]
        if not all(np.isfinite(part).all() for part in parts):
            continue
        is_point = all(len(part) == 1 for part in parts)
        shape = Shape.POINT if is_point else Shape.AREA if place.is_area else Shape.LINE
        told: dict[str, Any] = {"k": place.key.uid}
        if place.key.kind in _OFFSETS:
            told["o"] = _OFFSETS[place.key.kind]
        features.append(_feature(number, shape, parts, told))
        everywhere += parts
    corners = np.concatenate(everywhere) if everywhere else np.zeros((0, 2))
    return collection(features), box_around(Location(*one) for one in corners.tolist())
