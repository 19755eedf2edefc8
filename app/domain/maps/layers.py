"""Layers: what lies on the map, in which order, how much of it is seen, and how it looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from app.domain.texts import Text

MAX_ZOOM: Final = 22.0
"""The closest a map comes: about 2 cm a pixel."""


class LayerKind(StrEnum):
    """What a layer shows. Each kind is drawn in its own way."""

    BASE = "base"
    """A part of the schematic base map (ground, water, roads, railways, labels …)."""
    ONLINE = "online"
    """A base map from outside."""
    TILES = "tiles"
    """A PMTiles archive of the city or of a person."""
    FILE = "file"
    """Features of a file (GeoPackage, GeoJSON …) of the city or of a person."""
    SURFACE = "surface"
    """A measured quantity interpolated between its sensors."""
    HEAT = "heat"
    """A measured quantity as a heat map."""
    RECORDS = "records"
    """Records of the inventory where they stand or lie."""
    CONNECTIONS = "connections"
    """Which device is connected by which, with the state of the connection."""
    WORKS = "works"
    """Where work is announced or under way."""
    ASSETS = "assets"
    """Devices as symbols of their field of action."""
    POINTS = "points"
    """Devices of a field of action with the state of their points; clustered."""
    VALUES = "values"
    """The values of one measured quantity as numbers."""
    ALARMS = "alarms"
    """Alarms that are not at rest, with the glyph of their priority."""


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How the features of a file are drawn; a person changes it.

    Attributes:
        colour: Which of the muted colours of the theme, from 0.
        width: Width of lines, and of the outlines of areas, in px.
        radius: Radius of points in px.
        fill: How opaque areas are filled, 0 to 1.
        is_dashed: True for broken lines.
        label: Name of the property written beside each feature; empty for none.
    """

    colour: int = 0
    width: float = 1.5
    radius: float = 4.0
    fill: float = 0.2
    is_dashed: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One layer.

    Attributes:
        id: Permanent name, such as `alarms`, `points:umwelt`, `base:water`, `file:radwege`.
        name: Name on screen.
        kind: What it shows.
        is_visible: True when it is drawn.
        opacity: How much of it is seen, 0 to 1.
        min_zoom: Seen from this zoom on.
        max_zoom: Seen below this zoom.
        style: How features of files are drawn.
        attribution: Whose data they are.
        icon: Icon of the layer tree, of the family mdi6.
        signs: Icons that its features name, of the same family.
    """

    id: str
    name: Text
    kind: LayerKind
    is_visible: bool = True
    opacity: float = 1.0
    min_zoom: float = 0.0
    max_zoom: float = MAX_ZOOM
    style: LayerStyle = LayerStyle()
    attribution: str = ""
    icon: str = ""
    signs: tuple[str, ...] = ()


def moved(layers: Sequence[MapLayer], layer_id: str, place: int) -> tuple[MapLayer, ...]:
    """Return the layers with one of them at another place (0 is the lowest).

    Raises:
        KeyError: There is no such layer.
    """
    one = layer_of(layers, layer_id)
    others = [layer for layer in layers if layer.id != layer_id]
    others.insert(place, one)
    return tuple(others)


def replaced(layers: Iterable[MapLayer], layer: MapLayer) -> tuple[MapLayer, ...]:
    """Return the layers with one of them as it is given; an unknown one changes nothing."""
    return tuple(layer if one.id == layer.id else one for one in layers)


def layer_of(layers: Iterable[MapLayer], layer_id: str) -> MapLayer:
    """Return the layer of an id.

    Raises:
        KeyError: There is none.
    """
    for layer in layers:
        if layer.id == layer_id:
            return layer
    raise KeyError(layer_id)


def remembered(layers: Iterable[MapLayer]) -> list[dict[str, Any]]:
    """Return what a person arranged, lowest layer first, JSON-like."""
    return [
        {
            "id": layer.id,
            "visible": layer.is_visible,
            "opacity": layer.opacity,
            "zoom": [layer.min_zoom, layer.max_zoom],
            "style": {
                "colour": layer.style.colour,
                "width": layer.style.width,
                "radius": layer.style.radius,
                "fill": layer.style.fill,
                "dashed": layer.style.is_dashed,
                "label": layer.style.label,
            },
        }
        for layer in layers
    ]


def arranged(layers: Sequence[MapLayer], memory: object) -> tuple[MapLayer, ...]:
    """Return layers as a person had arranged them.

    Layers that are new since then stand right above the one below which they belong by default;
    whatever in the memory does not fit is passed over.

    Args:
        layers: The layers there are, in their order by default, lowest first.
        memory: What `remembered` gave.
    """
    rows = [row for row in memory if isinstance(row, dict)] if isinstance(memory, list) else []
    places = {row["id"]: place for place, row in enumerate(rows) if isinstance(row.get("id"), str)}
    known = sorted((one for one in layers if one.id in places), key=lambda one: places[one.id])
    result = [_as_remembered(one, rows[places[one.id]]) for one in known]
    for place, one in enumerate(layers):
        if one.id not in places:
            below = {layer.id for layer in layers[:place]}
            spots = [at + 1 for at, layer in enumerate(result) if layer.id in below]
            result.insert(max(spots, default=0), one)
    return tuple(result)


def _as_remembered(layer: MapLayer, row: Mapping[str, Any]) -> MapLayer:
    zoom = row.get("zoom")
    low, high = layer.min_zoom, layer.max_zoom
    if isinstance(zoom, list) and len(zoom) == 2:  # noqa: PLR2004 - from and to
        low = _number(zoom[0], low, 0.0, MAX_ZOOM)
        high = _number(zoom[1], high, low, MAX_ZOOM)
    visible = row.get("visible")
    return replace(
        layer,
        is_visible=visible if isinstance(visible, bool) else layer.is_visible,
        opacity=_number(row.get("opacity"), layer.opacity, 0.0, 1.0),
        min_zoom=low,
        max_zoom=high,
        style=_style(layer.style, row.get("style")),
    )


def _style(style: LayerStyle, row: object) -> LayerStyle:
    if not isinstance(row, dict):
        return style
    dashed, label = row.get("dashed"), row.get("label")
    return LayerStyle(
        colour=int(_number(row.get("colour"), style.colour, 0, 63)),
        width=_number(row.get("width"), style.width, 0.0, 20.0),
        radius=_number(row.get("radius"), style.radius, 1.0, 40.0),
        fill=_number(row.get("fill"), style.fill, 0.0, 1.0),
        is_dashed=dashed if isinstance(dashed, bool) else style.is_dashed,
        label=label if isinstance(label, str) else style.label,
    )


def _number(value: object, default: float, low: float, high: float) -> float:
    """Return a number within its limits; the default for whatever is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
        return default
    return min(max(float(value), low), high)
