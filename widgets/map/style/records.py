"""Records of the inventory: grey signs on plates, solid and broken lines, quiet badges.

Properties of their features: `k` the uid, `n` the title, `s` the sign, `p` 1 when it is planned,
`q` the larger the further on top,
`f` how many findings are open, `c` how many records of the table stand there, `o` px that a line
is drawn beside its place.
"""

from typing import Any, Final

from app.domain.maps import MapLayer
from widgets.map.style.scenes import (
    IS_CLUSTER,
    IS_LONE,
    LINE,
    POINT,
    POLYGON,
    REGULAR,
    SEMIBOLD,
    Part,
    Scene,
    part,
    zoomed,
)

CHOSEN: Final = "records:chosen"
BELOW: Final = "records:chosen-below"
_PLATES: Final = 13.0
"""From this zoom on signs stand on plates; farther away there are dots."""

_NAMES: Final = 15.0
_IS_PLANNED: Final = ["==", ["coalesce", ["get", "p"], 0], 1]
_IS_BUILT: Final = ["!=", ["coalesce", ["get", "p"], 0], 1]
_ORDER: Final = ["coalesce", ["get", "q"], 0]
_OFFSET: Final = ["coalesce", ["get", "o"], 0]
_HAS_FINDINGS: Final = [">", ["coalesce", ["get", "f"], 0], 0]
_COUNTS: Final = (2, 11.0, 10, 13.0, 50, 16.0, 250, 20.0, 1000, 25.0)


def record_parts(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    """Return what draws a layer of records, or what marks those that are selected."""
    if layer.id in {CHOSEN, BELOW}:
        return _chosen(layer, scene, source)
    return [
        *_areas(layer, scene, source),
        *_lines(layer, scene, source),
        *_points(layer, scene, source),
        *_clusters(layer, scene, source),
    ]


def _chosen(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colour = scene.tokens.map.selected
    line = {
        "line-color": colour,
        "line-width": zoomed(10, 4, 14, 7, 17, 10),
        "line-opacity": 0.75 * layer.opacity,
        "line-offset": _OFFSET,
    }
    ring = {
        "circle-radius": zoomed(9, 7, 13, 11, 17, 18),
        "circle-color": colour,
        "circle-opacity": 0.18 * layer.opacity,
        "circle-stroke-color": colour,
        "circle-stroke-width": 2.5,
        "circle-stroke-opacity": layer.opacity,
    }
    edge = {"line-color": colour, "line-width": 3, "line-opacity": layer.opacity}
    if layer.id == CHOSEN:
        return [part(layer, "ring", "circle", source, filter=["all", POINT], paint=ring)]
    round_join = {"line-join": "round", "line-cap": "round"}
    return [
        part(layer, "edge", "line", source, filter=POLYGON, paint=edge),
        part(layer, "line", "line", source, filter=LINE, layout=round_join, paint=line),
    ]


def _areas(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours, look = scene.tokens.map, layer.style
    fill = {"fill-color": colours.line, "fill-opacity": layer.opacity * look.fill}
    edge = {
        "line-color": colours.line,
        "line-width": look.width,
        "line-opacity": layer.opacity * 0.8,
    }
    return [
        part(layer, "area", "fill", source, pick=True, filter=POLYGON, paint=fill),
        part(layer, "edge", "line", source, filter=POLYGON, paint=edge),
    ]


def _lines(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    """Return lines: solid where they are built, broken where they are planned."""
    width = layer.style.width
    look = {
        "line-color": scene.tokens.map.line,
        "line-width": zoomed(10, width * 0.5, 14, width, 17, width * 1.8),
        "line-opacity": layer.opacity,
        "line-offset": _OFFSET,
    }
    solid: list[Any] = ["all", LINE, _IS_BUILT]
    broken: list[Any] = ["all", LINE, _IS_PLANNED]
    dashed = {**look, "line-dasharray": [2, 1.6]}
    return [
        part(layer, "built", "line", source, pick=True, filter=solid, paint=look),
        part(layer, "planned", "line", source, pick=True, filter=broken, paint=dashed),
        _badge(layer, scene, source, LINE, {"symbol-placement": "line-center"}),
    ]


def _points(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    """Return dots from afar, signs on plates from near; hollow where it is planned."""
    colours, radius = scene.tokens.map, layer.style.radius
    lone: list[Any] = ["all", POINT, IS_LONE]
    has_signs = len(layer.signs) > 1
    far = ["case", _IS_PLANNED, colours.land, colours.dot]
    near = ["case", _IS_PLANNED, colours.land, colours.plate]
    large = radius * 2.6 if has_signs else radius * 1.4
    dot = {
        "circle-radius": zoomed(9, radius * 0.7, _PLATES - 0.1, radius, _PLATES, large)
        if has_signs
        else zoomed(9, radius * 0.7, 14, radius, 17, large),
        "circle-color": ["step", ["zoom"], far, _PLATES, near] if has_signs else far,
        "circle-opacity": layer.opacity,
        "circle-stroke-width": ["case", _IS_PLANNED, 1.8, 1.2],
        "circle-stroke-color": ["case", _IS_PLANNED, colours.stale, colours.plate_line],
        "circle-stroke-opacity": layer.opacity,
    }
    order = {"circle-sort-key": _ORDER}
    parts = [part(layer, "dot", "circle", source, pick=True, filter=lone, layout=order, paint=dot)]
    if has_signs:
        parts.append(_signs(layer, scene, source, lone))
    below = {"text-offset": [1.3, -1.2]} if has_signs else {"text-offset": [0.9, -0.8]}
    return [*parts, _badge(layer, scene, source, lone, below)]


def _signs(layer: MapLayer, scene: Scene, source: str, lone: list[Any]) -> Part:
    colours = scene.tokens.map
    counted = ["concat", ["get", "n"], " (", ["to-string", ["get", "c"]], ")"]
    name = ["case", ["has", "c"], counted, ["coalesce", ["get", "n"], ""]]
    layout = {
        "icon-image": ["coalesce", ["get", "s"], layer.icon],
        "icon-size": 0.85,
        "symbol-sort-key": _ORDER,
        "icon-allow-overlap": True,
        "icon-ignore-placement": True,
        "text-field": ["step", ["zoom"], "", _NAMES, name],
        "text-font": list(REGULAR),
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 1.5],
        "text-optional": True,
        "text-max-width": 11,
    }
    ink = {
        "icon-opacity": layer.opacity,
        "text-opacity": layer.opacity,
        "text-color": colours.label,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.4,
    }
    return part(
        layer, "sign", "symbol", source, filter=lone, minzoom=_PLATES, layout=layout, paint=ink
    )


def _badge(
    layer: MapLayer, scene: Scene, source: str, which: list[Any], where: dict[str, Any]
) -> Part:
    """Return how many findings are open, on a small plate beside a record."""
    shown: list[Any] = ["all", which, _HAS_FINDINGS]
    layout = {
        "text-field": ["concat", "! ", ["to-string", ["get", "f"]]],
        "text-font": list(SEMIBOLD),
        "text-size": 10,
        "icon-image": "badge",
        "icon-text-fit": "both",
        "icon-text-fit-padding": [0, 4, 0, 4],
        "icon-allow-overlap": True,
        "text-allow-overlap": True,
        "icon-ignore-placement": True,
        "text-ignore-placement": True,
        **where,
    }
    ink = {
        "text-color": scene.tokens.text,
        "text-opacity": layer.opacity,
        "icon-opacity": layer.opacity,
    }
    name = "line-badge" if which is LINE else "badge"
    return part(
        layer, name, "symbol", source, filter=shown, minzoom=_PLATES, layout=layout, paint=ink
    )


def _clusters(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    """Return how many records lie close together."""
    colours = scene.tokens.map
    plate = {
        "circle-radius": ["interpolate", ["linear"], ["get", "point_count"], *_COUNTS],
        "circle-color": colours.plate,
        "circle-opacity": layer.opacity * 0.94,
        "circle-stroke-width": 1.25,
        "circle-stroke-color": colours.plate_line,
        "circle-stroke-opacity": layer.opacity,
    }
    count = {
        "text-field": ["to-string", ["get", "point_count"]],
        "text-font": list(SEMIBOLD),
        "text-size": ["step", ["get", "point_count"], 11, 50, 12, 250, 13],
        "text-allow-overlap": True,
    }
    ink = {"text-color": scene.tokens.text, "text-opacity": layer.opacity}
    return [
        part(layer, "cluster", "circle", source, pick=True, filter=IS_CLUSTER, paint=plate),
        part(layer, "count", "symbol", source, filter=IS_CLUSTER, layout=count, paint=ink),
    ]
