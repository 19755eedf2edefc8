"""Devices, their clusters, alarms, symbols, connections and works: what a state can change."""

from collections.abc import Sequence
from typing import Any, Final

from app.domain.maps import MapLayer
from app.services.maps.sources import Rank
from widgets.map.style.scenes import (
    IS_CLUSTER,
    IS_LONE,
    LINE,
    LOOKS,
    NAMES,
    POINT,
    POLYGON,
    REGULAR,
    SEMIBOLD,
    Part,
    Scene,
    by_property,
    by_state,
    part,
    zoomed,
)

_RADII: Final = {
    Rank.STALE: 3.75,
    Rank.BAD: 5.5,
    Rank.LOW: 6.0,
    Rank.MEDIUM: 6.5,
    Rank.HIGH: 7.0,
    Rank.CRITICAL: 8.0,
}
_COUNTS: Final = (2, 11.0, 10, 13.0, 50, 16.0, 250, 20.0, 1000, 25.0)
_IS_SELECTED: Final = ["==", ["feature-state", "sel"], 1]
_CALLS: Final = ["+", ["*", 2, ["get", "r"]], ["-", 1, ["coalesce", ["get", "a"], 0]]]
"""How much an alarm wants to be seen: its rank, and before that of an acknowledged one."""

_CLEAR_PX: Final = 14
"""Round the number of a cluster: about what its circle is wider."""

CLUSTER_PROPERTIES: Final[dict[str, Any]] = {
    "worst": ["max", _CALLS],
    "count": ["+", 1],
}
"""What clusters of alarms know of their alarms."""


def point_parts(group: Sequence[MapLayer], scene: Scene, name: str) -> list[Part]:
    """Return the dots of some fields of action that are drawn alike.

    One layer for all of them: with one for each field, a change of states takes many times as
    long to draw.

    Args:
        group: Layers of equal opacity and zoom range.
        scene: Everything.
        name: What tells this group's parts from those of other groups.
    """
    colours, layer = scene.tokens.map, group[-1]
    fields = [one.id.partition(":")[2] for one in group]
    ours = ["in", ["get", "f"], ["literal", sorted(fields)]]
    hues = {int(rank): look.fill for rank, look in LOOKS.items()}
    seen = layer.opacity
    shape = by_state("r", 4.0, _RADII)
    edge = by_state("r", colours.dot_line, {Rank.STALE: colours.stale})
    dot = part(
        layer,
        "dot",
        "circle",
        "points",
        pick=True,
        filter=["all", IS_LONE, ours],
        paint={
            "circle-radius": ["case", _IS_SELECTED, ["+", 2.5, shape], shape],
            "circle-color": by_state("r", colours.dot, {Rank.STALE: colours.land, **hues}),
            "circle-opacity": seen,
            "circle-stroke-width": ["case", _IS_SELECTED, 3.5, 1.5],
            "circle-stroke-color": ["case", _IS_SELECTED, colours.selected, edge],
            "circle-stroke-opacity": seen,
        },
    )
    dot["id"] = f"points/dot{name}"
    return [dot]


def cluster_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return the clusters of devices: their number, and the worst state among them."""
    colours, tokens = scene.tokens.map, scene.tokens
    hues = {int(rank): look.fill for rank, look in LOOKS.items()}
    radius = ["interpolate", ["linear"], ["get", "point_count"], *_COUNTS]
    plate = part(
        layer,
        "cluster",
        "circle",
        "points",
        pick=True,
        filter=IS_CLUSTER,
        paint={
            "circle-radius": radius,
            "circle-color": by_state("r", colours.plate, {Rank.STALE: colours.land}),
            "circle-opacity": layer.opacity * 0.94,
            "circle-stroke-width": by_state(
                "r", 1.25, {Rank.STALE: 2.0, **dict.fromkeys(LOOKS, 3.0)}
            ),
            "circle-stroke-color": by_state(
                "r", colours.plate_line, {Rank.STALE: colours.stale, **hues}
            ),
            "circle-stroke-opacity": layer.opacity,
        },
    )
    ring = part(
        layer,
        "cluster-ring",
        "circle",
        "points",
        filter=["all", IS_CLUSTER],
        paint=_ring(colours.selected, ["+", 5, radius]),
    )
    count = part(
        layer,
        "count",
        "symbol",
        "points",
        filter=IS_CLUSTER,
        layout={
            "text-field": ["to-string", ["get", "point_count"]],
            "text-font": list(SEMIBOLD),
            "text-size": ["step", ["get", "point_count"], 11, 50, 12, 250, 13],
            "text-allow-overlap": True,
            "text-padding": _CLEAR_PX,  # names of places make way for the whole circle
        },
        paint={"text-color": tokens.text, "text-opacity": layer.opacity},
    )
    parts = [ring, plate, count, *_cluster_glyphs(layer)]
    for one in parts:
        one["id"] = f"points/{one['id'].partition('/')[2]}"
    return parts


def _cluster_glyphs(layer: MapLayer) -> list[Part]:
    """Return the glyph at the upper right of a cluster; a picture cannot be changed by a state."""
    offset: list[Any] = ["interpolate", ["linear"], ["get", "point_count"]]
    for at, one in enumerate(_COUNTS):
        offset.append(one if at % 2 == 0 else ["literal", [one * 1.1, -one * 1.1]])
    glyphs = []
    for rank, name in NAMES.items():
        for a, look in enumerate(("filled", "outline")):
            is_it = [
                "all",
                ["==", ["coalesce", ["feature-state", "r"], 0], int(rank)],
                ["==", ["coalesce", ["feature-state", "a"], 0], a],
            ]
            glyphs.append(
                part(
                    layer,
                    f"worst-{name}-{look}",
                    "symbol",
                    "points",
                    filter=IS_CLUSTER,
                    layout={
                        "icon-image": f"alarm-{name}-{look}",
                        "icon-size": 0.7,
                        "icon-offset": offset,
                        "icon-allow-overlap": True,
                        "icon-ignore-placement": True,
                    },
                    paint={"icon-opacity": ["case", is_it, layer.opacity, 0]},
                )
            )
    return glyphs


def alarm_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return alarms with the glyphs of their priorities, the worst on top at every zoom."""
    colours = scene.tokens.map
    look = ["case", ["==", ["coalesce", ["get", "a"], 0], 1], "outline", "filled"]
    names = {int(rank): name for rank, name in NAMES.items()}
    one = ["concat", "alarm-", by_property("r", "lost", names), "-", look]
    worst = {
        2 * int(rank) + calls: f"alarm-{name}-{('outline', 'filled')[calls]}"
        for rank, name in NAMES.items()
        for calls in (0, 1)
    }
    on_top = {"icon-allow-overlap": True, "icon-ignore-placement": True}
    seen = ["case", ["==", ["coalesce", ["get", "h"], 0], 1], layer.opacity * 0.45, layer.opacity]
    badge = {
        "text-field": ["to-string", ["get", "point_count"]],
        "text-font": list(SEMIBOLD),
        "text-size": 10,
        "text-offset": [1.15, -1.0],
        "text-allow-overlap": True,
        "text-ignore-placement": True,
        "icon-image": "badge",
        "icon-text-fit": "both",
        "icon-text-fit-padding": [0, 4, 0, 4],
        **on_top,
        "symbol-sort-key": ["get", "worst"],
    }
    lone = {"icon-image": one, "symbol-sort-key": _CALLS, **on_top}
    glyph = by_property("worst", "alarm-lost-outline", worst)
    many = {"icon-image": glyph, "icon-size": 1.1, "symbol-sort-key": ["get", "worst"], **on_top}
    text = {
        "text-field": ["coalesce", ["get", "t"], ""],
        "text-font": list(REGULAR),
        "text-size": 11,
        "text-anchor": "left",
        "text-offset": [1.3, 0],
        "text-max-width": 16,
        "text-justify": "left",
        "symbol-sort-key": ["-", 0, _CALLS],
    }
    ink = {
        "text-color": colours.label,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.6,
        "text-opacity": layer.opacity,
    }
    count = {"text-color": scene.tokens.text, "text-opacity": layer.opacity}
    count["icon-opacity"] = layer.opacity
    shown = {"icon-opacity": seen}
    all_of_it = {"icon-opacity": layer.opacity}
    ring = _ring(colours.selected, 14.0)
    source = "alarms"
    return [
        part(layer, "text", "symbol", source, minzoom=14.5, filter=IS_LONE, layout=text, paint=ink),
        part(layer, "ring", "circle", source, paint=ring),
        part(layer, "glyph", "symbol", source, pick=True, filter=IS_LONE, layout=lone, paint=shown),
        part(
            layer,
            "cluster",
            "symbol",
            source,
            pick=True,
            filter=IS_CLUSTER,
            layout=many,
            paint=all_of_it,
        ),
        part(layer, "count", "symbol", source, filter=IS_CLUSTER, layout=badge, paint=count),
    ]


def asset_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return devices as symbols of their field of action, on a round plate."""
    colours = scene.tokens.map
    plate = {
        "circle-radius": zoomed(11, 7, 14, 11, 17, 13),
        "circle-color": colours.plate,
        "circle-opacity": layer.opacity,
        "circle-stroke-width": 1,
        "circle-stroke-color": colours.plate_line,
        "circle-stroke-opacity": layer.opacity,
    }
    sign = {
        "icon-image": ["coalesce", ["get", "s"], "landmark"],
        "icon-size": zoomed(11, 0.6, 14, 0.95, 17, 1.1),
        "icon-allow-overlap": True,
        "icon-ignore-placement": True,
        "text-field": ["step", ["zoom"], "", 15.5, ["coalesce", ["get", "n"], ""]],
        "text-font": list(REGULAR),
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 1.3],
        "text-optional": True,
        "text-max-width": 10,
    }
    ink = {
        "icon-opacity": layer.opacity,
        "text-opacity": layer.opacity,
        "text-color": colours.label,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.4,
    }
    return [
        part(layer, "ring", "circle", "assets", paint=_ring(colours.selected, 17.0)),
        part(layer, "plate", "circle", "assets", pick=True, filter=POINT, paint=plate),
        part(layer, "sign", "symbol", "assets", filter=["all", POINT], layout=sign, paint=ink),
    ]


def connection_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return who is connected by whom: grey while all is well, broken and violet when lost.

    Without round joins and ends: of thousands of thin lines, nobody sees them, and they are most
    of the work.
    """
    colours = scene.tokens.map
    hues = {int(rank): look.fill for rank, look in LOOKS.items()}
    seen = layer.opacity
    alive = {
        "line-color": by_state("r", colours.line, hues),
        "line-width": by_state("r", 1.0, {**dict.fromkeys(LOOKS, 2.4), Rank.BAD: 0.0}),
        "line-opacity": by_state("r", seen, {0: seen * 0.6, Rank.STALE: seen * 0.35}),
    }
    lost = {
        "line-color": LOOKS[Rank.BAD].fill,
        "line-width": by_state("r", 0.0, {Rank.BAD: 2.6}),
        "line-dasharray": [2.5, 2],
        "line-opacity": seen,
    }
    source = "connections"
    return [
        part(layer, "line", "line", source, pick=True, filter=LINE, paint=alive),
        part(layer, "lost", "line", source, filter=["all", LINE], paint=lost),
    ]


def work_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return where work is announced or under way: hatched areas, and a sign at each place."""
    colours = scene.tokens.map
    source = "works"
    area = {"fill-pattern": "hatch", "fill-opacity": layer.opacity * 0.7}
    edge = {
        "line-color": colours.line,
        "line-width": 1.5,
        "line-dasharray": [4, 2],
        "line-opacity": layer.opacity,
    }
    sign = {
        "icon-image": ["concat", "works-", ["coalesce", ["get", "s"], "now"]],
        "icon-allow-overlap": True,
        "icon-ignore-placement": True,
        "icon-offset": [-13, -13],
        "text-field": ["step", ["zoom"], "", 14.5, ["coalesce", ["get", "t"], ""]],
        "text-font": list(REGULAR),
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 0.9],
        "text-max-width": 14,
        "text-optional": True,
    }
    ink = {
        "icon-opacity": layer.opacity,
        "text-opacity": layer.opacity,
        "text-color": colours.label,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.4,
    }
    return [
        part(layer, "area", "fill", source, pick=True, filter=POLYGON, paint=area),
        part(layer, "edge", "line", source, filter=["any", POLYGON, LINE], paint=edge),
        part(layer, "sign", "symbol", source, pick=True, layout=sign, paint=ink),
    ]


def _ring(colour: str, radius: Any) -> Part:
    """Return the paint of the ring round a selected feature.

    Without a radius where nothing is selected: what is only transparent is drawn all the same,
    and ten thousand rings that nobody sees cost software OpenGL a tenth of a second.
    """
    return {
        "circle-radius": ["case", _IS_SELECTED, radius, 0],
        "circle-color": colour,
        "circle-opacity": ["case", _IS_SELECTED, 0.18, 0],
        "circle-stroke-color": colour,
        "circle-stroke-width": ["case", _IS_SELECTED, 2, 0],
    }
