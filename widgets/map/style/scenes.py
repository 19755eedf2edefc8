"""What a style is made of, and the few words all its parts share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.domain.maps import Box, MapLayer, OnlineMap
from app.services.maps.sources import ImageSource, MapSource, Rank
from widgets.theme.tokens import ALARM_LOOKS, LOST_LOOK, AlarmLook, Tokens

REGULAR: Final = ("regular",)
SEMIBOLD: Final = ("semibold",)
ITALIC: Final = ("italic",)

LOOKS: Final[Mapping[Rank, AlarmLook]] = {
    Rank.BAD: LOST_LOOK,
    **{Rank[priority.name]: ALARM_LOOKS[priority] for priority in reversed(ALARM_LOOKS)},
}
"""How the ranks that are not at rest are drawn, from the least to the worst."""

NAMES: Final[Mapping[Rank, str]] = {
    Rank.BAD: "lost",
    Rank.LOW: "low",
    Rank.MEDIUM: "medium",
    Rank.HIGH: "high",
    Rank.CRITICAL: "critical",
}
"""Names of the ranks in the names of sprites, such as `alarm-critical-filled`."""

POLYGON: Final = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]]
LINE: Final = ["in", ["geometry-type"], ["literal", ["LineString", "MultiLineString"]]]
POINT: Final = ["in", ["geometry-type"], ["literal", ["Point", "MultiPoint"]]]
IS_CLUSTER: Final = ["has", "point_count"]
IS_LONE: Final = ["!", ["has", "point_count"]]

Part = dict[str, Any]
"""A layer of MapLibre: a part of one of ours."""


@dataclass(frozen=True, slots=True)
class TileSource:
    """Tiles of a PMTiles archive; served as `tiles/<id>/<z>/<x>/<y>`.

    Attributes:
        id: Name of the archive; the source is called `tiles-<id>`.
        is_vector: True for vector tiles, False for pictures.
        layers: Names of the layers in vector tiles.
        min_zoom: The farthest tiles there are.
        max_zoom: The closest tiles there are.
        box: What they cover; None when that is unknown.
        tile_size: Side of a picture in px.
    """

    id: str
    is_vector: bool
    layers: tuple[str, ...] = ()
    min_zoom: int = 0
    max_zoom: int = 14
    box: Box | None = None
    tile_size: int = 256


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is to be seen.

    Attributes:
        layers: Lowest first.
        tokens: Colours.
        sources: Features and pictures, by id.
        tiles: Archives of tiles.
        online: Base maps from outside.
        bounds: How far the map may be moved; None for everywhere.
        language: `de` or `en`; for names that come in both.
        origin: Where everything is fetched from, such as `leitstand://app`.
        sprite: Name of the sprite sheet, such as `light-1f3a`; empty for none.
        glyphs: Version of the letters; part of their address.
    """

    layers: Sequence[MapLayer]
    tokens: Tokens
    sources: Mapping[str, MapSource | ImageSource] = field(default_factory=dict)
    tiles: Sequence[TileSource] = ()
    online: Sequence[OnlineMap] = ()
    bounds: Box | None = None
    language: str = "de"
    origin: str = "leitstand://app"
    sprite: str = ""

    @property
    def name(self) -> list[Any]:
        """The expression that gives the name of a feature in this language."""
        local = ["get", f"name_{self.language}"]
        return ["coalesce", local, ["get", "name"], ""]


def part(layer: MapLayer, name: str, kind: str, source: str, **more: Any) -> Part:
    """Return a layer of MapLibre that draws a part of one of ours, within its zoom range.

    Args:
        layer: Ours.
        name: Name of the part.
        kind: `fill`, `line`, `symbol`, `circle`, `raster`, `heatmap`.
        source: Where its features come from.
        more: `filter`, `paint`, `layout`; `minzoom` narrows the range, `pick` makes it answer to
            the pointer.
    """
    made: Part = {"id": f"{layer.id}/{name}", "type": kind, "source": source}
    low = max(layer.min_zoom, more.pop("minzoom", 0))
    high = min(layer.max_zoom, more.pop("maxzoom", 24))
    if low > 0:
        made["minzoom"] = low
    if high < MAX_ZOOM:
        made["maxzoom"] = max(high, low)
    if more.pop("pick", False):
        made["metadata"] = {"pick": True}
    made.update(more)
    return made


MAX_ZOOM: Final = 22.0


def zoomed(*stops: float | str | list[Any], base: float = 1.0) -> list[Any]:
    """Return an expression over the zoom, given as zoom, value, zoom, value and so on."""
    curve = ["linear"] if base == 1.0 else ["exponential", base]
    return ["interpolate", curve, ["zoom"], *stops]


def by_state(key: str, default: Any, values: Mapping[Any, Any]) -> list[Any]:
    """Return an expression that chooses by a live state of the feature."""
    pairs = [one for state, value in values.items() for one in (int(state), value)]
    return ["match", ["coalesce", ["feature-state", key], 0], *pairs, default]


def by_property(name: str, default: Any, values: Mapping[Any, Any]) -> Any:
    """Return an expression that chooses by a property of the feature."""
    if not values:
        return default
    pairs = [one for key, value in values.items() for one in (key, value)]
    return ["match", ["get", name], *pairs, default]
