"""The schematic base map: neutral greys, nothing that could be taken for a state."""

from typing import Any, Final

from app.domain.maps import MapLayer
from widgets.map.style.scenes import (
    ITALIC,
    LINE,
    POINT,
    POLYGON,
    REGULAR,
    SEMIBOLD,
    Part,
    Scene,
    by_property,
    part,
    zoomed,
)

SOURCES: Final = {
    "base:ground": "base-districts",
    "base:green": "base-green",
    "base:water": "base-water",
    "base:roads": "base-roads",
    "base:rail": "base-rail",
    "base:borders": "base-districts",
    "base:places": "base-places",
    "base:landmarks": "base-landmarks",
}
"""Which source each part of the base map is drawn from."""

LANDMARK_ICONS: Final = {
    "station": "mdi6.train",
    "hall": "mdi6.town-hall",
    "park": "mdi6.tree",
    "hospital": "mdi6.hospital-building",
    "harbour": "mdi6.anchor",
    "stadium": "mdi6.stadium-variant",
    "university": "mdi6.school",
    "school": "mdi6.school",
    "castle": "mdi6.castle",
    "church": "mdi6.church",
    "temple": "mdi6.temple-hindu",
    "museum": "mdi6.bank",
    "theatre": "mdi6.drama-masks",
    "pool": "mdi6.pool",
    "water": "mdi6.water",
    "power": "mdi6.transmission-tower",
    "fire": "mdi6.fire-truck",
    "airfield": "mdi6.airplane",
    "zoo": "mdi6.paw",
    "shopping": "mdi6.storefront",
    "industry": "mdi6.factory",
    "tower": "mdi6.tower-fire",
}
"""Icons of the classes of landmarks; a small square stands for any other."""

_ROAD_WIDTHS: Final = {
    "secondary": (10, 0.5, 12, 1.1, 14, 2.8, 16, 7.0, 19, 26.0),
    "main": (9, 0.7, 11, 1.5, 12, 2.2, 14, 4.4, 16, 10.0, 19, 34.0),
    "motorway": (8, 0.9, 11, 2.4, 12, 3.2, 14, 5.6, 16, 13.0, 19, 42.0),
}
_WATER_WIDTHS: Final = {
    "stream": (11, 0.6, 14, 1.6, 16, 3.5, 19, 12.0),
    "canal": (9, 1.2, 12, 3.0, 14, 6.5, 16, 18.0, 19, 90.0),
    "river": (9, 1.2, 12, 2.8, 14, 5.5, 16, 14.0, 19, 64.0),
}


def ground_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return the parts of one layer of the base map."""
    draw = _DRAWN.get(layer.id)
    return draw(layer, scene, SOURCES[layer.id]) if draw else []


def _ground(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    paint = {
        "fill-color": scene.tokens.map.land,
        "fill-opacity": layer.opacity,
        "fill-antialias": False,  # the borders lie on its edges
    }
    return [part(layer, "land", "fill", source, filter=POLYGON, paint=paint)]


def _green(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map
    return [
        part(
            layer,
            "area",
            "fill",
            source,
            filter=POLYGON,
            paint={"fill-color": colours.green, "fill-opacity": layer.opacity},
        ),
        part(
            layer,
            "name",
            "symbol",
            source,
            minzoom=13,
            layout=_text(scene, zoomed(13, 10, 16, 12), font=ITALIC, **{"text-max-width": 7}),
            paint=_ink(colours.label_minor, colours.halo, layer.opacity),
        ),
    ]


def _water(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map
    parts = [
        part(
            layer,
            "area",
            "fill",
            source,
            filter=POLYGON,
            paint={"fill-color": colours.water, "fill-opacity": layer.opacity},
        )
    ]
    for kind, stops in _WATER_WIDTHS.items():
        parts.append(
            part(
                layer,
                kind,
                "line",
                source,
                filter=["all", LINE, ["==", ["get", "class"], kind]],
                layout={"line-cap": "round", "line-join": "round"},
                paint={
                    "line-color": colours.water,
                    "line-width": zoomed(*stops, base=1.4),
                    "line-opacity": layer.opacity,
                },
            )
        )
    ink = _ink(colours.label_water, colours.halo, layer.opacity)
    spread: Part = {"text-letter-spacing": 0.08}
    along: Part = {"symbol-placement": "line", "symbol-spacing": 360, "text-max-angle": 30}
    layout = _text(scene, zoomed(11, 10.5, 15, 13), font=ITALIC, **along, **spread)
    size = zoomed(12, 10, 15, 12)
    return [
        *parts,
        part(layer, "name", "symbol", source, minzoom=11, filter=LINE, layout=layout, paint=ink),
        part(
            layer,
            "lake",
            "symbol",
            source,
            minzoom=12.5,
            filter=POLYGON,
            layout=_text(scene, size, font=ITALIC, **spread),
            paint=ink,
        ),
    ]


def _roads(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map
    join = {"line-cap": "round", "line-join": "round"}
    casings: list[Part] = []
    fills: list[Part] = []
    for kind, stops in _ROAD_WIDTHS.items():
        chosen = ["all", LINE, ["==", ["get", "class"], kind]]
        edge = [one + 1.6 if at % 2 else one for at, one in enumerate(stops)]
        fill = colours.motorway if kind == "motorway" else colours.road
        for name, colour, widths, made in (
            ("casing", colours.casing, edge, casings),
            ("fill", fill, stops, fills),
        ):
            paint = {
                "line-color": colour,
                "line-width": zoomed(*widths, base=1.4),
                "line-opacity": layer.opacity,
            }
            low = 10 if kind == "secondary" else 0
            made.append(
                part(
                    layer,
                    f"{kind}-{name}",
                    "line",
                    source,
                    minzoom=low,
                    filter=chosen,
                    layout=join,
                    paint=paint,
                )
            )
    return [*casings, *fills, *_road_names(layer, scene, source)]


def _road_names(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map
    along: Part = {"symbol-placement": "line", "symbol-spacing": 320, "text-max-angle": 35}
    is_motorway = ["==", ["get", "class"], "motorway"]
    return [
        part(
            layer,
            "name",
            "symbol",
            source,
            minzoom=13,
            filter=["all", LINE, ["!", is_motorway], ["has", "name"]],
            layout=_text(scene, zoomed(13, 10, 17, 13), **along),
            paint=_ink(colours.label_minor, colours.halo, layer.opacity),
        ),
        part(
            layer,
            "number",
            "symbol",
            source,
            minzoom=9.5,
            filter=["all", LINE, ["has", "ref"], ["!=", ["coalesce", ["get", "ref"], ""], ""]],
            layout={
                "symbol-placement": "line",
                "symbol-spacing": 420,
                "symbol-sort-key": by_property("class", 2, {"motorway": 0, "main": 1}),
                "text-field": ["get", "ref"],
                "text-font": list(SEMIBOLD),
                "text-size": 10,
                "text-rotation-alignment": "viewport",
                "icon-rotation-alignment": "viewport",
                "icon-image": "shield",
                "icon-text-fit": "both",
                "icon-text-fit-padding": [1, 4, 1, 4],
                "text-padding": 24,
            },
            paint={
                "text-color": colours.label_minor,
                "text-opacity": layer.opacity,
                "icon-opacity": layer.opacity,
            },
        ),
    ]


def _rail(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map
    is_yard = ["==", ["get", "class"], "yard"]
    line = {
        "line-color": colours.rail,
        "line-opacity": layer.opacity,
        "line-width": zoomed(9, 0.7, 12, 1.6, 14, 2.6, 17, 4.5, base=1.3),
    }
    ties = {
        "line-color": colours.tie,
        "line-opacity": layer.opacity,
        "line-width": zoomed(12, 0.8, 14, 1.5, 17, 3.0, base=1.3),
        "line-dasharray": [4, 4],
    }
    yard = {
        "line-color": colours.rail,
        "line-opacity": layer.opacity * 0.7,
        "line-width": zoomed(11, 0.8, 14, 1.6, 17, 3.0),
    }
    tracks = ["all", LINE, ["!", is_yard]]
    areas = {"fill-color": colours.rail, "fill-opacity": layer.opacity * 0.18}
    return [
        part(layer, "yards", "fill", source, filter=POLYGON, paint=areas),
        part(layer, "yard", "line", source, filter=["all", LINE, is_yard], paint=yard),
        part(layer, "line", "line", source, filter=tracks, paint=line),
        part(layer, "ties", "line", source, minzoom=12, filter=tracks, paint=ties),
    ]


def _borders(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    paint = {
        "line-color": scene.tokens.map.border,
        "line-opacity": layer.opacity * 0.9,
        "line-width": zoomed(9, 0.7, 12, 1.1, 15, 1.8),
        "line-dasharray": [7, 3, 1.5, 3],
    }
    return [part(layer, "line", "line", source, filter=POLYGON, paint=paint)]


def _places(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map

    def names(kind: str, size: list[Any], font: tuple[str, ...], low: float, **more: Any) -> Part:
        ink = colours.label_minor if kind == "quarter" else colours.label
        return part(
            layer,
            kind,
            "symbol",
            source,
            minzoom=low,
            filter=["all", POINT, ["==", ["get", "class"], kind]],
            layout=_text(scene, size, font=font, **{"text-max-width": 8, **more}),
            paint=_ink(ink, colours.halo, layer.opacity, width=1.6),
        )

    capitals = {
        "text-transform": "uppercase",
        "text-letter-spacing": 0.09,
        "text-variable-anchor": ["center", "bottom", "top", "left", "right"],
        "text-radial-offset": 1.7,
        "text-justify": "auto",
    }
    city = names("city", zoomed(8, 14, 11, 17), SEMIBOLD, 0, **{"text-letter-spacing": 0.02})
    city["maxzoom"] = min(layer.max_zoom, 10.8)
    return [
        names("quarter", zoomed(12, 10.5, 15, 13), REGULAR, 12),
        names("district", zoomed(9.8, 9.5, 12, 11.5, 15, 13.5), SEMIBOLD, 9.8, **capitals),
        city,
    ]


def _landmarks(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map
    icons = by_property("class", "landmark", LANDMARK_ICONS)
    layout = _text(
        scene,
        zoomed(12, 10, 16, 12),
        **{
            "icon-image": icons,
            "icon-size": zoomed(11, 0.75, 14, 1.0),
            "icon-padding": 1,
            "text-variable-anchor": ["left", "right", "top", "bottom"],
            "text-radial-offset": 0.9,
            "text-justify": "auto",
            "text-optional": True,
            "text-max-width": 9,
        },
    )
    paint = {**_ink(colours.label, colours.halo, layer.opacity), "icon-opacity": layer.opacity}
    return [part(layer, "sign", "symbol", source, minzoom=12.2, layout=layout, paint=paint)]


def _text(
    scene: Scene, size: list[Any] | float, *, font: tuple[str, ...] = REGULAR, **more: Any
) -> Part:
    """Return the layout of names."""
    return {"text-field": scene.name, "text-font": list(font), "text-size": size, **more}


def _ink(colour: str, halo: str, opacity: float, *, width: float = 1.4) -> Part:
    """Return the paint of names."""
    return {
        "text-color": colour,
        "text-halo-color": halo,
        "text-halo-width": width,
        "text-opacity": opacity,
    }


_DRAWN: Final = {
    "base:ground": _ground,
    "base:green": _green,
    "base:water": _water,
    "base:roads": _roads,
    "base:rail": _rail,
    "base:borders": _borders,
    "base:places": _places,
    "base:landmarks": _landmarks,
}
