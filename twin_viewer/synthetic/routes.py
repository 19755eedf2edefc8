"""Networks of the made-up city as GeoJSON: fibre along streets, masts on roofs, hotspots."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.base_maps import to_degrees, to_metres
from twin_viewer.synthetic.cities import City
from twin_viewer.synthetic.plans import MARK, Plan
from twin_viewer.synthetic.shapes import grown

_MASTS: Final = 45
_HOTSPOTS: Final = 60
_AT_DEVICES: Final = 20
_BESIDE: Final = 6.0
_SHORTEST: Final = 60.0
"""Routes shorter than this are left out, m."""
_CENTRE: Final = 900.0
"""Streets so near to the centre have hotspots, m."""
_APART: Final = 750.0
"""Between two masts, m."""
_RINGS: Final = ((700.0, "active"), (1_300.0, "building"), (2_000.0, "planned"))
"""How far from a point of presence fibre lies, is laid, and is planned, m."""
_BRANCH: Final = 420.0
"""How far from a point of presence residential streets are connected, m."""


def write_networks(city: City, plan: Plan, file: Path) -> None:
    """Write all networks into one file, in degrees."""
    features = [*_fibres(city), *_masts(city), *_hotspots(city, plan)]
    text = json.dumps(
        {"type": "FeatureCollection", "note": MARK, "features": features}, ensure_ascii=False
    )
    file.write_text(text, "utf-8")


def _feature(shape: BaseGeometry, kind: str, name: str, **properties: Any) -> dict[str, Any]:
    moved = shapely.transform(shape, to_degrees)
    geometry = json.loads(shapely.to_geojson(shapely.set_precision(moved, 1e-7)))
    return {
        "type": "Feature",
        "properties": {"kind": kind, "name": name, **properties, MARK: True},
        "geometry": geometry,
    }


def _fibres(city: City) -> list[dict[str, Any]]:
    """Return routes along streets from a point of presence in each district."""
    features: list[dict[str, Any]] = []
    streets = city.streets
    is_main = np.isin(streets.kinds, ("main", "secondary"))
    hubs = [place for place in city.base.places if place.kind == "district"]
    for hub in hubs:
        inner = 0.0
        for outer, state in _RINGS:
            ring = grown(hub.shape, outer)
            ring = ring.difference(grown(hub.shape, inner)) if inner else ring
            lines = shapely.intersection(streets.lines[is_main], ring)
            features += _routes(hub.name, lines, state)
            inner = outer
        near = ~is_main & (shapely.distance(streets.lines, hub.shape) < _BRANCH)
        near &= np.array(streets.kinds) == "street"
        features += _routes(f"{hub.name} Hausanschluss", streets.lines[near], "active")
    return features


def _routes(hub: str, lines: Any, state: str) -> list[dict[str, Any]]:
    parts = [part for part in shapely.get_parts(lines) if part.length > _SHORTEST]
    return [
        _feature(part, "fibre", f"Trasse {hub} {number + 1}", state=state)
        for number, part in enumerate(parts)
    ]


def _masts(city: City) -> list[dict[str, Any]]:
    """Return masts on the highest roofs that are far enough from each other."""
    rows = city.buildings
    order = np.argsort(-rows.ridges, kind="stable")
    places = np.stack((rows.easts, rows.norths), axis=1)[order]
    chosen: list[int] = []
    taken = np.empty((0, 2))
    for at, place in enumerate(places):
        if len(chosen) == _MASTS:
            break
        if not len(taken) or float(np.linalg.norm(taken - place, axis=1).min()) > _APART:
            chosen.append(at)
            taken = places[chosen]
    return [
        _feature(
            shapely.points(places[at]),
            "5g",
            f"Mast {number + 1}",
            state="active" if (number + 1) % 9 else "planned",
            height_m=round(float(rows.ridges[order[at]]) + 4.0, 1),
            range_m=float(450 + number * 37 % 500),
        )
        for number, at in enumerate(chosen)
    ]


def _hotspots(city: City, plan: Plan) -> list[dict[str, Any]]:
    """Return hotspots by devices, at landmarks and along streets of the centre."""
    spots = [np.empty((0, 2))]
    if plan.devices:
        spots.append(to_metres(np.array(plan.devices[:_AT_DEVICES], dtype=np.float64)))
    marks = [shapely.get_coordinates(mark.shape) for mark in city.base.landmarks]
    spots += [place + _BESIDE for place in marks[:25]]
    spots.append(_along_streets(city))
    places = np.concatenate(spots)[:_HOTSPOTS]
    return [
        _feature(
            shapely.points(place),
            "wlan",
            f"Hotspot {number + 1}",
            state="active",
            height_m=4.0 + number % 3,
            range_m=float(40 + number * 13 % 45),
        )
        for number, place in enumerate(places)
    ]


def _along_streets(city: City) -> Doubles:
    middle = shapely.points(city.centre)
    streets = city.streets
    near = np.flatnonzero(shapely.distance(streets.lines, middle) < _CENTRE)
    half = shapely.length(streets.lines[near]) / 2.0
    points = np.asarray(shapely.line_interpolate_point(streets.lines[near], half))
    order = np.argsort(shapely.distance(points, middle), kind="stable")
    return np.asarray(shapely.get_coordinates(points[order[::3]]))
