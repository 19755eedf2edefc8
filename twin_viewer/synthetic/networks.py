"""Reads networks from GeoJSON: fibre routes, masts and hotspots become values of the twin."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles
from twin_viewer.model.networks import Fibre, Mast, NetworkPlan

UNREADABLE: Final = (
    "Die Netze lassen sich nicht lesen: die Datei ist kein GeoJSON. Bitte exportieren Sie sie neu."
)
NO_KIND: Final = (
    "Das Merkmal „kind“ fehlt oder ist unbekannt; erwartet wird fibre, 5g, 4g oder wlan."
)
NO_PLACE: Final = "Der Ort fehlt oder ist keine Länge und Breite in Grad (WGS84)."
NO_NUMBER: Final = "Höhe oder Reichweite (height_m, range_m) ist keine Zahl größer als null."

_MASTS: Final = frozenset({"5g", "4g", "wlan"})
_STATES: Final = frozenset({"planned", "building", "active"})
_FEWEST = 2

HeightAt = Callable[[Doubles, Doubles], Doubles]
"""Heights of the ground, m, at eastings and northings, m; NaN where nothing is known."""


def read_networks(path: Path, height_at: HeightAt) -> tuple[NetworkPlan, tuple[Fault, ...]]:
    """Read networks.

    Args:
        path: GeoJSON in degrees (WGS84). Each feature has `kind` (`fibre`, `5g`, `4g`, `wlan`),
            `name`, `state` (`planned`, `building`, `active`); masts have `height_m` and `range_m`
            as well; `simuliert` is true for what is made up.
        height_at: The ground below them.

    Returns:
        The networks, and what of the file is not shown.
    """
    try:
        features = msgspec.json.decode(path.read_bytes())["features"]
        rows = [dict(feature) for feature in features]
    except (OSError, ValueError, TypeError, KeyError):
        return NetworkPlan(), (Fault(path.name, "", UNREADABLE, is_fatal=True),)
    fibres: list[Fibre] = []
    masts: list[Mast] = []
    faults: list[Fault] = []
    is_simulated = False
    for number, row in enumerate(rows):
        try:
            found = _networks(row, number, height_at)
        except _BrokenError as error:
            faults.append(Fault(path.name, f"{number + 1}", str(error)))
            continue
        is_simulated |= _properties(row).get("simuliert") is True
        fibres += [each for each in found if isinstance(each, Fibre)]
        masts += [each for each in found if isinstance(each, Mast)]
    return NetworkPlan(tuple(fibres), tuple(masts), is_simulated), tuple(faults)


class _BrokenError(Exception):
    """A feature that cannot be shown; the text says why."""


def _networks(row: dict[str, Any], number: int, height_at: HeightAt) -> list[Fibre | Mast]:
    properties, geometry = _properties(row), row.get("geometry")
    kind = str(properties.get("kind", "")).lower()
    name = str(properties.get("name") or kind)
    shape = geometry if isinstance(geometry, dict) else {}
    if kind in _MASTS:
        points = _points([shape.get("coordinates")] if shape.get("type") == "Point" else [])
        east, north = points[0]
        ground = _on_ground(points, height_at)[0, 2]
        height, reach = _number(properties, "height_m"), _number(properties, "range_m")
        place = (float(east), float(north), float(ground))
        return [Mast(f"{kind}-{number}", name, kind, place, height, reach)]
    if kind != "fibre":
        raise _BrokenError(NO_KIND)
    lines = {"LineString": [shape.get("coordinates")], "MultiLineString": shape.get("coordinates")}
    parts = lines.get(str(shape.get("type")))
    if not isinstance(parts, list) or not parts:
        raise _BrokenError(NO_PLACE)
    state = str(properties.get("state", "active"))
    state = state if state in _STATES else "active"
    return [
        Fibre(f"fibre-{number}-{part}", name, _on_ground(_line(line), height_at), state)
        for part, line in enumerate(parts)
    ]


def _properties(row: dict[str, Any]) -> dict[str, Any]:
    properties = row.get("properties")
    return properties if isinstance(properties, dict) else {}


def _number(properties: dict[str, Any], name: str) -> float:
    value = properties.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < np.inf:
        raise _BrokenError(NO_NUMBER)
    return float(value)


def _line(coordinates: Any) -> Doubles:
    points = _points(coordinates)
    if len(points) < _FEWEST:
        raise _BrokenError(NO_PLACE)
    return points


def _points(coordinates: Any) -> Doubles:
    """Return coordinates as east and north, (N, 2)."""
    from twin_viewer.synthetic.base_maps import to_metres  # noqa: PLC0415 - loads pyproj

    try:
        places = [(place[0], place[1]) for place in coordinates]
        degrees = np.array(places, dtype=np.float64).reshape(-1, 2)
    except (TypeError, ValueError, LookupError):
        raise _BrokenError(NO_PLACE) from None
    if not len(degrees) or not (np.abs(degrees) <= (180.0, 90.0)).all():
        raise _BrokenError(NO_PLACE)
    return to_metres(degrees)


def _on_ground(points: Doubles, height_at: HeightAt) -> Doubles:
    return np.column_stack((points, height_at(points[:, 0], points[:, 1])))
