"""Boxes around devices, and what lies inside a drawn line."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from app.domain.cities import City
from app.domain.maps import Box
from app.domain.points import Location
from app.domain.samples import BoolArray
from app.services.maps.devices import Device
from app.services.maps.places import shifted

_LEAST_M: Final = 150.0
"""A box reaches at least so far around its places."""

_MARGIN: Final = 0.06
"""Share of a box that is left free around its places."""

_CORNERS: Final = 3
"""A line with fewer corners encloses nothing."""


def box_around(places: Iterable[Location | None]) -> Box | None:
    """Return a box with some room around places; None without any."""
    known = [place for place in places if place is not None]
    if not known:
        return None
    west, east = min(p.longitude for p in known), max(p.longitude for p in known)
    south, north = min(p.latitude for p in known), max(p.latitude for p in known)
    side, up = (east - west) * _MARGIN, (north - south) * _MARGIN
    low = shifted(Location(west, south), -_LEAST_M, -_LEAST_M)
    high = shifted(Location(east, north), _LEAST_M, _LEAST_M)
    return Box(
        min(low.longitude, west - side),
        min(low.latitude, south - up),
        max(high.longitude, east + side),
        max(high.latitude, north + up),
    )


def home_box(city: City, devices: Sequence[Device]) -> Box | None:
    """Return the box of a city: what its profile says, else what holds its devices."""
    return city.box or box_around(device.place for device in devices)


def area_of(geojson: bytes) -> BaseGeometry | None:
    """Return the area of all polygons of a FeatureCollection; None where it has none.

    What is no polygon, or cannot be read, is passed over.
    """
    try:
        rows = json.loads(geojson)["features"]
    except (ValueError, KeyError, TypeError):
        return None
    areas = []
    for row in rows if isinstance(rows, list) else ():
        with suppress(KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
            if row["geometry"]["type"] in {"Polygon", "MultiPolygon"}:
                areas.append(shapely.make_valid(shape(row["geometry"])))
    return shapely.union_all(areas) if areas else None


def inside(polygon: Sequence[tuple[float, float]], devices: Sequence[Device]) -> BoolArray:
    """Tell which devices are drawn inside a closed line, bool[n].

    A line that crosses itself encloses what an even number of crossings does not take out.
    """
    found = np.zeros(len(devices), np.bool_)
    corners = [corner for corner in polygon if all(np.isfinite(corner))]
    if len(corners) < _CORNERS:
        return found
    area = shapely.make_valid(shapely.Polygon(corners))
    drawn = [device for device in devices if device.spot is not None]
    places = [device.spot for device in drawn if device.spot is not None]
    rows = np.array([device.row for device in drawn], np.int64)
    longitudes = np.array([place.longitude for place in places], np.float64)
    latitudes = np.array([place.latitude for place in places], np.float64)
    found[rows] = shapely.intersects_xy(area, longitudes, latitudes)
    return found
