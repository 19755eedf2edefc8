"""Layers of others: features of files, archives of tiles, base maps from outside."""

from app.domain.maps import MapLayer
from widgets.map.style.scenes import (
    LINE,
    POINT,
    POLYGON,
    REGULAR,
    Part,
    Scene,
    TileSource,
    part,
    zoomed,
)


def file_parts(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    """Return the features of a file in the look a person gave them."""
    look, colours = layer.style, scene.tokens.map
    colour = scene.tokens.curves[look.colour % len(scene.tokens.curves)]
    seen = layer.opacity
    dashes = {"line-dasharray": [3, 2]} if look.is_dashed else {}
    edges = {"line-color": colour, "line-width": look.width, "line-opacity": seen, **dashes}
    dots = {
        "circle-color": colour,
        "circle-radius": look.radius,
        "circle-opacity": seen,
        "circle-stroke-color": colours.dot_line,
        "circle-stroke-width": 1,
        "circle-stroke-opacity": seen,
    }
    areas = {"fill-color": colour, "fill-opacity": seen * look.fill, "fill-antialias": False}
    ring = {
        "line-color": colours.selected,
        "line-width": ["case", ["==", ["feature-state", "sel"], 1], look.width + 3, 0],
        "line-opacity": 0.6,
    }
    round_dot = {
        "circle-radius": ["case", ["==", ["feature-state", "sel"], 1], look.radius + 4, 0],
        "circle-opacity": 0,
        "circle-stroke-color": colours.selected,
        "circle-stroke-width": ["case", ["==", ["feature-state", "sel"], 1], 2, 0],
    }
    outlined = ["any", LINE, POLYGON]
    parts = [
        part(layer, "area", "fill", source, pick=True, filter=POLYGON, paint=areas),
        part(layer, "ring", "line", source, filter=["any", POLYGON, LINE], paint=ring),
    ]
    if look.width > 0:
        join = {"line-join": "round"}
        parts.append(
            part(
                layer,
                "line",
                "line",
                source,
                pick=True,
                filter=outlined,
                layout=join,
                paint=edges,
            )
        )
    parts.append(part(layer, "dot-ring", "circle", source, filter=["all", POINT], paint=round_dot))
    parts.append(part(layer, "dot", "circle", source, pick=True, filter=POINT, paint=dots))
    if look.label:
        parts += _labels(layer, scene, source)
    return parts


def _labels(layer: MapLayer, scene: Scene, source: str) -> list[Part]:
    colours = scene.tokens.map
    text = {
        "text-field": ["to-string", ["get", layer.style.label]],
        "text-font": list(REGULAR),
        "text-size": zoomed(11, 10, 15, 12),
        "text-max-width": 12,
    }
    ink = {
        "text-color": colours.label,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.5,
        "text-opacity": layer.opacity,
    }
    beside = {"text-anchor": "left", "text-offset": [0.9, 0], "text-justify": "left"}
    along = {"symbol-placement": "line"}
    return [
        part(layer, name, "symbol", source, filter=kind, layout={**text, **more}, paint=ink)
        for name, kind, more in (
            ("name-area", POLYGON, {}),
            ("name-line", LINE, along),
            ("name-dot", POINT, beside),
        )
    ]


def tile_parts(layer: MapLayer, scene: Scene, tiles: TileSource) -> list[Part]:
    """Return the layers of an archive: pictures as they are, vectors as thin neutral lines."""
    source = f"tiles-{tiles.id}"
    if not tiles.is_vector:
        return _picture(layer, source)
    colours = scene.tokens.map
    parts = []
    for at, name in enumerate(tiles.layers):
        faint = {"fill-color": colours.line, "fill-opacity": layer.opacity * 0.08}
        thin = {
            "line-color": colours.line,
            "line-opacity": layer.opacity * 0.7,
            "line-width": zoomed(10, 0.5, 14, 1.0, 17, 2.0),
        }
        dots = {
            "circle-color": colours.line,
            "circle-radius": 2,
            "circle-opacity": layer.opacity * 0.7,
        }
        for kind, chosen, paint in (
            ("fill", POLYGON, faint),
            ("line", ["any", LINE, POLYGON], thin),
            ("circle", POINT, dots),
        ):
            one = part(layer, f"{at}-{kind}", kind, source, filter=chosen, paint=paint)
            one["source-layer"] = name
            parts.append(one)
    return parts


def online_parts(layer: MapLayer, source: str) -> list[Part]:
    """Return the pictures of a base map from outside."""
    return _picture(layer, source)


def _picture(layer: MapLayer, source: str) -> list[Part]:
    paint = {"raster-opacity": layer.opacity, "raster-fade-duration": 0}
    return [part(layer, "picture", "raster", source, paint=paint)]
