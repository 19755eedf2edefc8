"""Which layers a city's map can have, in default order, and what each workspace begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from app.domain.cities import City
from app.domain.maps import LayerFile, LayerKind, LayerStyle, MapLayer
from app.domain.texts import Text

CONNECTIONS: Final = "connections"
WORKS: Final = "works"
ASSETS: Final = "assets"
VALUES: Final = "values"
HEAT: Final = "heat"
SURFACE: Final = "surface"
ALARMS: Final = "alarms"
POINTS: Final = "points"
INVENTORY: Final = "bestand"
"""The workspace whose map shows records; what lives is off at first."""

_BASE: Final = (
    ("ground", Text("Stadtgebiet", "City area"), "mdi6.map-outline", 0.0),
    ("green", Text("Grünflächen", "Green spaces"), "mdi6.tree-outline", 0.0),
    ("water", Text("Gewässer", "Water"), "mdi6.waves", 0.0),
    ("roads", Text("Straßen", "Roads"), "mdi6.road-variant", 0.0),
    ("rail", Text("Bahnstrecken", "Railways"), "mdi6.train", 0.0),
    ("borders", Text("Bezirksgrenzen", "District borders"), "mdi6.vector-polygon", 0.0),
)
_LABELS: Final = (
    ("places", Text("Ortsnamen", "Place names"), "mdi6.format-text", 0.0),
    ("landmarks", Text("Wichtige Orte", "Landmarks"), "mdi6.map-marker-outline", 11.5),
)
_ASSETS_ZOOM: Final = 12.0
_CONNECTIONS_ZOOM: Final = 11.0
_VALUES_ZOOM: Final = 10.0
_SURFACE_OPACITY: Final = 0.65
_HEAT_OPACITY: Final = 0.7
_LIVE: Final = frozenset(
    {LayerKind.POINTS, LayerKind.ALARMS, LayerKind.CONNECTIONS, LayerKind.WORKS}
)
_COLOURS: Final = 8
"""So many of the theme's muted colours are given to layers of files, one after the other."""


def layers_of(city: City) -> tuple[MapLayer, ...]:
    """Return the layers there can be for a city, in default order, lowest first."""
    maps = city.map
    layers = list(_base_layers(_BASE)) if maps.folder else []
    layers += [
        MapLayer(
            f"online:{one.id}",
            one.name,
            LayerKind.ONLINE,
            is_visible=False,
            attribution=one.attribution,
            icon="mdi6.earth",
        )
        for one in maps.online
    ]
    files = [file_layer(one, index) for index, one in enumerate(maps.files)]
    layers += [layer for layer in files if layer.kind is LayerKind.TILES]
    layers += [layer for layer in files if layer.kind is LayerKind.FILE]
    layers += [
        MapLayer(
            SURFACE,
            Text("Fläche zwischen Messstellen", "Surface between sensors"),
            LayerKind.SURFACE,
            is_visible=False,
            opacity=_SURFACE_OPACITY,
            icon="mdi6.gradient-horizontal",
        ),
        MapLayer(
            HEAT,
            Text("Heatmap", "Heat map"),
            LayerKind.HEAT,
            is_visible=False,
            opacity=_HEAT_OPACITY,
            icon="mdi6.blur",
        ),
    ]
    layers += _base_layers(_LABELS) if maps.folder else []
    return (*layers, *_live_layers(city))


def layers_for(layers: Sequence[MapLayer], workspace: str) -> tuple[MapLayer, ...]:
    """Return layers as a workspace begins with them; a person's own arrangement goes over this.

    Args:
        layers: The layers there are.
        workspace: The id of a field of action shows only its own devices; `INVENTORY` none;
            anything else, such as `overview`, all of them.
    """
    if workspace == INVENTORY:
        return tuple(
            replace(layer, is_visible=False) if layer.kind in _LIVE else layer for layer in layers
        )
    fields = {layer.id.partition(":")[2] for layer in layers if layer.kind is LayerKind.POINTS}
    if workspace in fields:
        mine = f"{POINTS}:{workspace}"
        return tuple(
            replace(layer, is_visible=layer.id == mine) if layer.kind is LayerKind.POINTS else layer
            for layer in layers
        )
    return tuple(layers)


def _base_layers(parts: Iterable[tuple[str, Text, str, float]]) -> tuple[MapLayer, ...]:
    return tuple(
        MapLayer(f"base:{name}", text, LayerKind.BASE, min_zoom=zoom, icon=icon)
        for name, text, icon, zoom in parts
    )


def file_layer(file: LayerFile, index: int) -> MapLayer:
    """Return the layer of a file; `index` chooses its colour."""
    is_tiles = PurePath(file.path).suffix.lower() == ".pmtiles"
    kind = LayerKind.TILES if is_tiles else LayerKind.FILE
    return MapLayer(
        f"{kind.value}:{file.id}",
        file.name,
        kind,
        is_visible=file.is_visible,
        style=LayerStyle(colour=index % _COLOURS),
        attribution=file.attribution,
        icon="mdi6.grid" if is_tiles else "mdi6.file-outline",
    )


def _live_layers(city: City) -> tuple[MapLayer, ...]:
    used = {point.field for point in city.points}
    fields = sorted((one for one in city.fields if one.id in used), key=lambda one: -one.order)
    return (
        MapLayer(
            CONNECTIONS,
            Text("Verbindungen", "Connections"),
            LayerKind.CONNECTIONS,
            min_zoom=_CONNECTIONS_ZOOM,
            icon="mdi6.lan",
        ),
        MapLayer(
            WORKS,
            Text("Arbeiten und Wartung", "Works and maintenance"),
            LayerKind.WORKS,
            icon="mdi6.wrench-outline",
        ),
        MapLayer(
            ASSETS,
            Text("Geräte als Symbole", "Devices as symbols"),
            LayerKind.ASSETS,
            is_visible=False,
            min_zoom=_ASSETS_ZOOM,
            icon="mdi6.cube-outline",
        ),
        *(
            MapLayer(f"{POINTS}:{one.id}", one.name, LayerKind.POINTS, icon=one.icon)
            for one in fields
        ),
        MapLayer(
            VALUES,
            Text("Messwerte als Zahlen", "Values as numbers"),
            LayerKind.VALUES,
            is_visible=False,
            min_zoom=_VALUES_ZOOM,
            icon="mdi6.numeric",
        ),
        MapLayer(ALARMS, Text("Alarme", "Alarms"), LayerKind.ALARMS, icon="mdi6.bell-outline"),
    )
