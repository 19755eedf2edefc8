"""The inventory as layers of a map: which records lie where, read once, as GeoJSON in WGS 84."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import numpy as np
import shapely

from app.domain.inventory.fields import Kind, Publication, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.domain.maps import Box, LayerKind, LayerStyle, MapLayer
from app.domain.points import Location
from app.domain.samples import Float64Array, Int64Array
from app.domain.texts import Text
from app.services.inventory.places import RecordPlace, corners_of
from app.services.maps.crs import UTM32, as_wgs84
from app.services.maps.extents import box_around
from app.services.maps.features import DIGITS, collection, json_text
from app.services.maps.legends import LegendEntry, Sign
from app.services.ports import InventoryReader

MOST: Final = 20_000
"""So many records of a layer are drawn at most; a map of more shows no single one any more."""

MOST_CLUSTERED: Final = 60_000
"""The same where those that lie close together are drawn as one."""

PAGE: Final = 4_000
"""Records read in one go."""

PLANNED: Final = frozenset({"planned", "needed", "requested", "ordered", "delivered", "staged"})
"""States of what is not there yet; drawn broken or hollow."""

GONE: Final = frozenset({"retired", "disposed", "closed"})
"""States of what is there no more; not drawn."""

_LEAST: Final = "other"
"""Records of this kind lie below others at the same place."""

OTHER_SIGN: Final = "mdi6.map-marker-outline"

SITE_SIGNS: Final[Mapping[str, str]] = {
    "school": "mdi6.school-outline",
    "admin": "mdi6.office-building-outline",
    "media_centre": "mdi6.bookshelf",
    "store": "mdi6.warehouse",
    "cabinet": "mdi6.file-cabinet",
    "pop": "mdi6.server-network",
    "mast": "mdi6.radio-tower",
    "hotspot": "mdi6.wifi",
    "signal": "mdi6.traffic-light-outline",
    "charger": "mdi6.ev-station",
    "sensor_mount": "mdi6.thermometer-lines",
    "other": OTHER_SIGN,
}
"""Sign of each kind of site."""

ASSET_SIGNS: Final[Mapping[str, str]] = {
    "access_point": "mdi6.access-point",
    "switch": "mdi6.switch",
    "router": "mdi6.router-network",
    "server": "mdi6.server",
    "camera": "mdi6.cctv",
    "closure": "mdi6.call-merge",
    "splitter": "mdi6.call-split",
    "olt": "mdi6.server-network-outline",
    "antenna": "mdi6.antenna",
    "charger": "mdi6.ev-plug-type2",
    "sensor": "mdi6.thermometer",
    "signal_controller": "mdi6.traffic-light-outline",
    "light": "mdi6.lightbulb-outline",
    "gateway": "mdi6.radio-handheld",
    "other": "mdi6.cube-outline",
}
"""Sign of each kind of asset that stands somewhere by itself."""


_PLAIN: Final = LayerStyle()


class Shape(StrEnum):
    """What the records of a layer look like."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class RecordLayer:
    """A layer of records.

    Attributes:
        name: Its name; the layer is called `records:NAME`, its source `records-NAME`.
        kind: Kind of its records.
        title: Name on screen.
        icon: Icon of the layer tree.
        shape: What its records look like.
        place: Paths of easting and northing, or the path of a WKT geometry (EPSG:25832).
        what: Path of what a record is; empty for its kind.
        state: Path of its state; empty for none.
        is_visible: True when it is seen at first.
        offset: Px that lines are drawn beside their place, so that what lies in one trench is seen.
        style: Widths and radii.
        signs: Sign by what a record is.
        cluster_px: Records nearer than this are drawn as one; 0 for none.
        most: So many are drawn at most.
    """

    name: str
    kind: str
    title: Text
    icon: str
    shape: Shape
    place: tuple[str, ...]
    what: str = ""
    state: str = "state"
    is_visible: bool = True
    offset: float = 0.0
    style: LayerStyle = _PLAIN
    signs: Mapping[str, str] | None = None
    cluster_px: int = 0
    most: int = MOST

    @property
    def id(self) -> str:
        """Id of the layer."""
        return f"records:{self.name}"

    @property
    def source(self) -> str:
        """Id of its source."""
        return f"records-{self.name}"

    @property
    def reads(self) -> frozenset[str]:
        """Kinds of records that it is made of."""
        paths = (*self.place, self.what, self.state)
        through = {path.partition(".")[0] for path in paths if "." in path}
        targets = {KINDS[self.kind].field(name).target for name in through}
        return frozenset({self.kind, "finding", *targets})


_POINT: Final = ("east", "north")

LAYERS: Final = (
    RecordLayer(
        "districts",
        "district",
        Text("Stadtbezirke", "Districts"),
        "mdi6.vector-polygon",
        Shape.AREA,
        ("geometry",),
        state="",
        is_visible=False,
        style=LayerStyle(width=1.5, fill=0.05),
    ),
    RecordLayer(
        "addresses",
        "address",
        Text("Adressen", "Addresses"),
        "mdi6.home-map-marker",
        Shape.POINT,
        _POINT,
        state="",
        is_visible=False,
        style=LayerStyle(radius=3.0),
        cluster_px=48,
        most=MOST_CLUSTERED,
    ),
    RecordLayer(
        "routes",
        "route",
        Text("Trassen (eingeschränkt)", "Routes (restricted)"),
        "mdi6.vector-polyline",
        Shape.LINE,
        ("geometry",),
        what="laying",
        style=LayerStyle(width=2.0),
    ),
    RecordLayer(
        "ducts",
        "duct",
        Text("Leerrohre (eingeschränkt)", "Ducts (restricted)"),
        "mdi6.pipe",
        Shape.LINE,
        ("route.geometry",),
        what="colour",
        is_visible=False,
        offset=4.0,
        style=LayerStyle(width=1.5),
    ),
    RecordLayer(
        "cables",
        "cable",
        Text("Kabel (eingeschränkt)", "Cables (restricted)"),
        "mdi6.cable-data",
        Shape.LINE,
        ("route.geometry",),
        what="fibre_type",
        is_visible=False,
        offset=-4.0,
        style=LayerStyle(width=1.5),
    ),
    RecordLayer(
        "assets",
        "asset",
        Text("Geräte mit eigenem Ort", "Assets with a place"),
        "mdi6.cube-outline",
        Shape.POINT,
        _POINT,
        what="type.kind",
        style=LayerStyle(radius=3.0),
        signs=ASSET_SIGNS,
    ),
    RecordLayer(
        "radio",
        "radio_site",
        Text("Mobilfunkanlagen", "Radio sites"),
        "mdi6.radio-tower",
        Shape.POINT,
        ("site.east", "site.north"),
        what="technology",
        is_visible=False,
        style=LayerStyle(radius=4.0),
        signs={"lorawan": "mdi6.access-point-network"},
    ),
    RecordLayer(
        "sites",
        "site",
        Text("Standorte", "Sites"),
        "mdi6.map-marker-outline",
        Shape.POINT,
        _POINT,
        what="kind",
        style=LayerStyle(radius=4.0),
        signs=SITE_SIGNS,
    ),
)
"""All layers, lowest first."""

CHOSEN: Final = "chosen"
"""Name of the layer that marks what is selected."""

BELOW: Final = "chosen-below"
"""The same for lines and areas, below all signs."""

_MARKS: Final = {
    name: MapLayer(f"records:{name}", title, LayerKind.RECORDS, icon="mdi6.selection-marker")
    for name, title in (
        (BELOW, Text("Auswahl: Strecken und Flächen", "Selection: lines and areas")),
        (CHOSEN, Text("Auswahl", "Selection")),
    )
}

BY_SOURCE: Final = {one.source: one for one in LAYERS}
"""The layers by the ids of their sources."""


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


def map_layers() -> tuple[MapLayer, ...]:
    """Return the layers as the map arranges them, lowest first, with what marks the selection."""
    made = [
        MapLayer(
            one.id,
            one.title,
            LayerKind.RECORDS,
            is_visible=one.is_visible,
            style=one.style,
            icon=one.icon,
            signs=tuple(sorted({*(one.signs or {}).values(), one.icon})),
        )
        for one in LAYERS
    ]
    return (_MARKS[BELOW], *made, _MARKS[CHOSEN])


def legend_of_layer(content: LayerContent) -> tuple[LegendEntry, ...]:
    """Return what the signs of a layer mean, only those that are seen."""
    layer = content.layer
    if not content.uids:
        return ()
    if layer.shape is not Shape.POINT:
        return _line_legend(content)
    if not layer.signs or not layer.what:
        return (LegendEntry(layer.id, Sign.SYMBOL, layer.title, icon=layer.icon),)
    field = _what_field(layer)
    labels = {choice.key: choice.label for choice in field.choices} if field else {}
    return tuple(
        LegendEntry(
            layer.id, Sign.SYMBOL, Text(labels.get(one, one)), icon=layer.signs.get(one, layer.icon)
        )
        for one in [key for key in labels if key in content.used]
    )


def _line_legend(content: LayerContent) -> tuple[LegendEntry, ...]:
    layer = content.layer
    name, english = layer.title.de, layer.title.in_language("en")
    if layer.shape is Shape.AREA:
        return (LegendEntry(layer.id, Sign.LINE, layer.title),)
    built = Text(f"{name}: gebaut", f"{english}: built")
    planned = Text(f"{name}: geplant", f"{english}: planned")
    entries = [LegendEntry(layer.id, Sign.LINE, built)]
    if content.has_planned:
        entries.append(LegendEntry(layer.id, Sign.DASHED, planned))
    return tuple(entries)


# ---- reading -----------------------------------------------------------------------------------
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


def _what_field(layer: RecordLayer) -> Any:
    """Return the field that says what a record is."""
    kind: Kind = KINDS[layer.kind]
    *through, name = layer.what.split(".")
    for step in through:
        kind = KINDS[kind.field(step).target]
    return kind.field(name) if layer.what else None


class _Builder:
    """Makes features out of rows."""

    def __init__(
        self, layer: RecordLayer, findings: Mapping[str, int], counts: Mapping[str, int] | None
    ) -> None:
        self._layer, self._findings, self._counts = layer, findings, counts
        self._field = _what_field(layer)
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
