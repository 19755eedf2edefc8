"""What lies on top of all layers: the sketch of a tool, the mark at a place that was found."""

from typing import Any, Final

from widgets.map.style.scenes import LINE, POINT, POLYGON, Part, Scene

NO_FEATURES: Final[dict[str, Any]] = {"type": "FeatureCollection", "features": []}
SOURCES: Final[dict[str, Any]] = {
    "sketch": {"type": "geojson", "data": NO_FEATURES, "tolerance": 0},
    "mark": {"type": "geojson", "data": NO_FEATURES},
}
"""Sources whose features the page itself sets."""


def overlay_parts(scene: Scene) -> list[Part]:
    """Return the parts on top."""
    colours = scene.tokens.map
    join = {"line-cap": "round", "line-join": "round"}
    return [
        {
            "id": "sketch/area",
            "type": "fill",
            "source": "sketch",
            "filter": POLYGON,
            "paint": {"fill-color": colours.selected, "fill-opacity": 0.12},
        },
        {
            "id": "sketch/halo",
            "type": "line",
            "source": "sketch",
            "filter": LINE,
            "layout": join,
            "paint": {"line-color": colours.halo, "line-width": 5, "line-opacity": 0.7},
        },
        {
            "id": "sketch/line",
            "type": "line",
            "source": "sketch",
            "filter": LINE,
            "layout": {"line-join": "round"},
            "paint": {
                "line-color": colours.selected,
                "line-width": 2,
                "line-dasharray": [4, 2],
            },
        },
        {
            "id": "sketch/corner",
            "type": "circle",
            "source": "sketch",
            "filter": POINT,
            "paint": {
                "circle-radius": 4,
                "circle-color": colours.halo,
                "circle-stroke-color": colours.selected,
                "circle-stroke-width": 2,
            },
        },
        {
            "id": "mark/pin",
            "type": "symbol",
            "source": "mark",
            "layout": {
                "icon-image": "mark",
                "icon-anchor": "bottom",
                "icon-allow-overlap": True,
                "icon-ignore-placement": True,
            },
        },
    ]
