"""The layers of a map that the inventory has: what lies in them, and how it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.inventory.fields import Field
from app.domain.inventory.kinds import KINDS
from app.domain.maps import LayerKind, LayerStyle, MapLayer
from app.domain.texts import Text

MOST: Final = 20_000
"""So many records of a layer are drawn at most; a map of more shows no single one any more."""

MOST_CLUSTERED: Final = 60_000
"""The same where those that lie close together are drawn as one."""

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

    @property
    def what_field(self) -> Field | None:
        """Field that says what a record is; None where its kind does."""
        kind = KINDS[self.kind]
        *through, name = self.what.split(".")
        for step in through:
            kind = KINDS[kind.field(step).target]
        return kind.field(name) if self.what else None


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
