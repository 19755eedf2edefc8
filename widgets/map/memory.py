"""What is remembered of a map: layers, place, panels, tools."""

from collections.abc import Mapping
from typing import Any, Final

from app.domain.points import Location
from widgets.map.hosts import MapHost, Remembering

_NUMBERS: Final = 3
"""Longitude, latitude, zoom."""


def _parts(view: MapHost) -> Mapping[str, Remembering]:
    return {
        "panel": view.layers,
        "legend": view.legend,
        "table": view.table,
        "readout": view.readout,
        "search": view.search,
    }


def saved_state(view: MapHost) -> dict[str, Any]:
    """Return what is to be remembered of a map, JSON-like."""
    saved: dict[str, Any] = {
        "layers": view.arranged.rows,
        "value": view.live.value,
        "has_layers": not view.layers.isHidden(),
        "has_table": view.has_table,
        "following": view.is_following,
        **{name: part.save_state() for name, part in _parts(view).items()},
        **{name: splitter.saved() for name, splitter in view.splitters.items()},
    }
    camera = view.stage.camera
    if camera is not None and not view.home.is_seen:
        saved["camera"] = [camera.center.longitude, camera.center.latitude, camera.zoom]
    return saved


def restore_state(view: MapHost, state: dict[str, Any]) -> None:
    """Take up what was remembered; whatever does not fit is passed over."""
    if isinstance(value := state.get("value"), str) and value:
        view.choose_value(value)
    if isinstance(layers := state.get("layers"), list):
        view.arranged.restore(layers)
    for name, part in _parts(view).items():
        if isinstance(saved := state.get(name), dict):
            part.restore_state(saved)
    if state.get("has_layers") is True:
        view.open_layers()
    view.tools.show_legend(is_shown=view.legend.is_wanted)
    view.set_following(state.get("following") is True)
    view.tools.show_following(is_following=view.is_following)
    for name, splitter in view.splitters.items():
        splitter.take_saved(state.get(name))
    view.show_table(state.get("has_table") is True)
    camera = state.get("camera")
    if isinstance(camera, list) and len(camera) == _NUMBERS and all(map(_is_number, camera)):
        longitude, latitude, zoom = camera
        view.home.start_at(Location(longitude, latitude), zoom)


def _is_number(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and value == value  # noqa: PLR0124 - NaN
