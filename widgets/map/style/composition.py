"""One MapLibre style out of everything that is to be seen."""

from collections.abc import Sequence
from typing import Any, Final

from app.domain.maps import Box, LayerKind, MapLayer, OnlineMap
from app.services.maps.sources import ImageSource, MapSource
from widgets.map.style.devices import (
    CLUSTER_PROPERTIES,
    alarm_parts,
    asset_parts,
    cluster_parts,
    connection_parts,
    point_parts,
    work_parts,
)
from widgets.map.style.foreign import file_parts, online_parts, tile_parts
from widgets.map.style.ground import SOURCES as GROUND_SOURCES
from widgets.map.style.ground import ground_parts
from widgets.map.style.overlays import SOURCES as OVERLAY_SOURCES
from widgets.map.style.overlays import overlay_parts
from widgets.map.style.quantities import heat_parts, surface_parts, value_parts
from widgets.map.style.records import record_parts
from widgets.map.style.scenes import Part, Scene, TileSource

_BUFFERS: Final = {"points": 32, "alarms": 32, "values": 64, "assets": 32}
_TOLERANCES: Final = {"connections": 0.8}
"""How many px a line may lie beside its place where it is left simpler; 0.375 for all others."""
_MAX_ZOOM: Final = 16
"""Closest zoom that tiles are cut for; beyond it they are drawn larger, 3 cm being enough."""


def make_style(scene: Scene) -> dict[str, Any]:
    """Return the style of a scene, with the sources its visible layers need and no others."""
    visible = [layer for layer in scene.layers if layer.is_visible]
    parts = _background(scene)
    for layer in visible:
        parts += _parts(layer, scene, visible)
    parts += overlay_parts(scene)
    needed = dict.fromkeys(part["source"] for part in parts if "source" in part)
    style: dict[str, Any] = {
        "version": 8,
        "metadata": {"bounds": _bounds(scene.bounds)},
        "glyphs": f"{scene.origin}/glyphs/{{fontstack}}/{{range}}.pbf",
        "transition": {"duration": 0, "delay": 0},
        "sources": {source: _source(source, scene) for source in needed},
        "layers": parts,
    }
    if scene.sprite:
        style["sprite"] = f"{scene.origin}/sprites/{scene.sprite}"
    return style


def data_path(source: MapSource | ImageSource) -> str:
    """Return where the data of this version of a source are served."""
    ending = "png" if isinstance(source, ImageSource) else "json"
    return f"data/{source.id}/{source.version}.{ending}"


def source_of(layer: MapLayer) -> str:
    """Return the id of the source that a layer is drawn from; empty for one that is unknown."""
    kind, _, name = layer.id.partition(":")
    if layer.kind is LayerKind.BASE:
        return GROUND_SOURCES.get(layer.id, "")
    return f"{kind}-{name}" if kind in {"file", "tiles", "online", "records"} else kind


def _background(scene: Scene) -> list[Part]:
    paint = {"background-color": scene.tokens.map.outside}
    return [{"id": "ground/outside", "type": "background", "paint": paint}]


def _parts(layer: MapLayer, scene: Scene, visible: Sequence[MapLayer]) -> list[Part]:
    """Return what draws a layer; nothing while its source is not there yet."""
    source = source_of(layer)
    if layer.kind is LayerKind.TILES:
        found = next((one for one in scene.tiles if f"tiles-{one.id}" == source), None)
        return tile_parts(layer, scene, found) if found else []
    if layer.kind is LayerKind.ONLINE:
        is_known = any(f"online-{one.id}" == source for one in scene.online)
        return online_parts(layer, source) if is_known else []
    if source not in scene.sources:
        return []
    return _parts_of_features(layer, scene, visible, source)


def _parts_of_features(
    layer: MapLayer, scene: Scene, visible: Sequence[MapLayer], source: str
) -> list[Part]:
    match layer.kind:
        case LayerKind.BASE:
            return ground_parts(layer, scene)
        case LayerKind.POINTS:
            return _points(layer, scene, visible)
        case LayerKind.FILE:
            return file_parts(layer, scene, source)
        case LayerKind.RECORDS:
            return record_parts(layer, scene, source)
        case LayerKind.SURFACE:
            return surface_parts(layer)
        case _:
            return _DRAWN[layer.kind](layer, scene)


_DRAWN: Final = {
    LayerKind.ALARMS: alarm_parts,
    LayerKind.ASSETS: asset_parts,
    LayerKind.CONNECTIONS: connection_parts,
    LayerKind.WORKS: work_parts,
    LayerKind.VALUES: value_parts,
    LayerKind.HEAT: heat_parts,
}


def _points(layer: MapLayer, scene: Scene, visible: Sequence[MapLayer]) -> list[Part]:
    """Return the dots of all fields that look like this one, at the place of the topmost of them.

    Clusters hold devices of all fields; they stand at the place of the topmost field.
    """
    points = [one for one in visible if one.kind is LayerKind.POINTS]
    alike = [one for one in points if _look(one) == _look(layer)]
    if alike[-1] is not layer:
        return []
    looks = list(dict.fromkeys(map(_look, points)))
    place = looks.index(_look(layer))
    parts = point_parts(alike, scene, f"-{place}" if place else "")
    if points[-1] is layer:
        parts += cluster_parts(layer, scene)
    return parts


def _look(layer: MapLayer) -> tuple[float, float, float]:
    return layer.opacity, layer.min_zoom, layer.max_zoom


def _source(name: str, scene: Scene) -> dict[str, Any]:
    if name in OVERLAY_SOURCES:
        return dict(OVERLAY_SOURCES[name])
    found = scene.sources.get(name)
    if isinstance(found, ImageSource):
        url = f"{scene.origin}/{data_path(found)}"
        return {"type": "image", "url": url, "coordinates": [list(one) for one in found.corners]}
    if found is not None:
        return _features(found, scene.origin)
    tiles = next((one for one in scene.tiles if f"tiles-{one.id}" == name), None)
    if tiles is not None:
        return _tiles(tiles, scene.origin)
    return _online(next(one for one in scene.online if f"online-{one.id}" == name))


def _features(source: MapSource, origin: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "geojson",
        "data": f"{origin}/{data_path(source)}",
        "maxzoom": _MAX_ZOOM,
        "buffer": _BUFFERS.get(source.id, 64),
    }
    if source.id in _TOLERANCES:
        made["tolerance"] = _TOLERANCES[source.id]
    if source.cluster_radius > 0:
        made["cluster"] = True
        made["clusterRadius"] = source.cluster_radius
        made["clusterMaxZoom"] = source.cluster_max_zoom
        made["maxzoom"] = max(_MAX_ZOOM, source.cluster_max_zoom + 1)
        if source.id == "alarms":
            made["clusterProperties"] = dict(CLUSTER_PROPERTIES)
    return made


def _tiles(tiles: TileSource, origin: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "vector" if tiles.is_vector else "raster",
        "tiles": [f"{origin}/tiles/{tiles.id}/{{z}}/{{x}}/{{y}}"],
        "minzoom": tiles.min_zoom,
        "maxzoom": tiles.max_zoom,
    }
    if not tiles.is_vector:
        made["tileSize"] = tiles.tile_size
    if tiles.box is not None:
        made["bounds"] = _corners(tiles.box)
    return made


def _online(online: OnlineMap) -> dict[str, Any]:
    return {
        "type": "raster",
        "tiles": [online.url],
        "tileSize": online.tile_size,
        "maxzoom": online.max_zoom,
        "attribution": online.attribution,
    }


def _bounds(box: Box | None) -> list[float] | None:
    return _corners(box) if box else None


def _corners(box: Box) -> list[float]:
    return [box.west, box.south, box.east, box.north]
