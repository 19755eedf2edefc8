"""The one measured quantity that carries colour: as numbers, as a heat map, as a surface."""

from collections.abc import Sequence
from typing import Any

from app.domain.maps import MapLayer
from widgets.map.style.scenes import SEMIBOLD, Part, Scene, part, zoomed


def value_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return the values as numbers, each above a dot in the colour of its height."""
    colours = scene.tokens.map
    is_stale = ["==", ["coalesce", ["get", "q"], 0], 1]
    seen = ["case", is_stale, layer.opacity * 0.55, layer.opacity]
    height = ["to-number", ["get", "n"], 0]
    dot = {
        "circle-radius": zoomed(10, 5, 14, 7),
        "circle-color": ["interpolate", ["linear"], height, *_stops(colours.ramp)],
        "circle-opacity": seen,
        "circle-stroke-width": 1.25,
        "circle-stroke-color": colours.label,
        "circle-stroke-opacity": seen,
    }
    text = {
        "text-field": ["coalesce", ["get", "t"], ""],
        "text-font": list(SEMIBOLD),
        "text-size": zoomed(10, 10.5, 14, 12.5),
        "text-variable-anchor": ["bottom", "top", "left", "right"],
        "text-radial-offset": 0.75,
        "text-max-width": 20,
        "symbol-sort-key": ["-", 0, height],
    }
    ink = {
        "text-color": colours.label,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.8,
        "text-opacity": seen,
    }
    return [
        part(layer, "dot", "circle", "values", pick=True, paint=dot),
        part(layer, "number", "symbol", "values", layout=text, paint=ink),
    ]


def heat_parts(layer: MapLayer, scene: Scene) -> list[Part]:
    """Return the values as a heat map: the more and the higher, the stronger."""
    ramp = scene.tokens.map.ramp
    density: list[Any] = [0, _faded(ramp[0], 0.0)]
    for at, colour in enumerate(ramp):
        density += [0.12 + 0.88 * at / (len(ramp) - 1), _faded(colour, min(1.0, 0.45 + at * 0.11))]
    paint = {
        "heatmap-weight": ["to-number", ["get", "w"], 0],
        "heatmap-radius": zoomed(9, 22, 12, 60, 15, 140, 18, 320, base=1.5),
        "heatmap-intensity": zoomed(9, 1.0, 15, 2.2),
        "heatmap-color": ["interpolate", ["linear"], ["heatmap-density"], *density],
        "heatmap-opacity": layer.opacity * 0.85,
    }
    return [part(layer, "field", "heatmap", "heat", paint=paint)]


def surface_parts(layer: MapLayer) -> list[Part]:
    """Return the interpolated surface."""
    paint = {
        "raster-opacity": layer.opacity,
        "raster-fade-duration": 0,
        "raster-resampling": "linear",
    }
    return [part(layer, "picture", "raster", "surface", paint=paint)]


def _stops(colours: Sequence[str]) -> list[Any]:
    return [
        one
        for at, colour in enumerate(colours)
        for one in (round(at / (len(colours) - 1), 3), colour)
    ]


def _faded(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:.2f})"
