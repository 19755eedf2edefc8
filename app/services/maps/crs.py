"""Coordinate reference systems: their names, how one becomes another, how places are written.

Everything the map draws is WGS 84 (EPSG:4326), longitude first. Cities of Germany keep their data
in ETRS89 / UTM (EPSG:25832 in the west). Both differ by less than a metre, which is below what a
map shows; so does pyproj, which treats them alike.
"""

import re
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from app.domain.points import Location

WGS84: Final = "EPSG:4326"
UTM32: Final = "EPSG:25832"

Coordinates = npt.NDArray[np.float64]
"""Two columns: longitude and latitude, or easting and northing."""

NAMES: Final = {
    "EPSG:4326": "WGS 84 (Länge, Breite)",
    "EPSG:4258": "ETRS89 (Länge, Breite)",
    "EPSG:25832": "ETRS89 / UTM-Zone 32N",
    "EPSG:25833": "ETRS89 / UTM-Zone 33N",
    "EPSG:4647": "ETRS89 / UTM-Zone 32N mit vorangestellter Zone",
    "EPSG:31466": "DHDN / Gauß-Krüger, Streifen 2",
    "EPSG:31467": "DHDN / Gauß-Krüger, Streifen 3",
    "EPSG:3857": "Web-Mercator",
    "EPSG:3035": "ETRS89 / LAEA Europa",
}
"""Systems that German cities meet, with their names on screen."""

SWAPPED: Final = "/yx"
"""Stands behind the code of a system whose axes are swapped in a file, such as `EPSG:25832/yx`."""

_CODE: Final = re.compile(
    r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?EPSG[:/]+(?:[0-9.]*[:/]+)?(\d{4,6})",
    re.IGNORECASE,
)
_DEGREES_FIRST: Final = re.compile(
    r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?OGC[:/]+(?:[0-9.]*[:/]+)?CRS84h?",
    re.IGNORECASE,
)
_PART: Final = 20_000
"""Places transformed in one go; other threads get their turn between."""
_MERIDIAN: Final = 9.0
"""The middle of UTM zone 32."""
_WIDE: Final = 20.0
"""Degrees from there beyond which nobody writes places in that zone."""
_DATUM_M: Final = 1.5
"""A transformation less exact than this, in m, is told."""


def code_of(text: str) -> str:
    """Return `EPSG:25832` for the ways in which files write it, `EPSG:4326` for CRS84, else "".

    Only codes are taken: definitions, paths and addresses in files of others are never followed.
    """
    text = text.strip()
    if _DEGREES_FIRST.fullmatch(text):
        return WGS84
    found = _CODE.fullmatch(text)
    return f"EPSG:{found[1]}" if found else ""


def code_of_definition(definition: str) -> str:
    """Return the code of a system that a file defines at length (WKT); "" for unknown ones."""
    if code := code_of(definition):
        return code
    try:
        system = CRS.from_wkt(definition)
    except CRSError:
        return ""
    number = system.to_epsg(min_confidence=25)
    return f"EPSG:{number}" if number else ""


def is_known(code: str) -> bool:
    """Tell whether there is a system of this code in which places on the earth can be given."""
    try:
        transformer(without_swap(code), WGS84)
    except (CRSError, ProjError):
        return False
    return True


def name_of(code: str) -> str:
    """Return the name of a system, with what is swapped."""
    plain = without_swap(code)
    name = NAMES.get(plain) or _foreign_name(plain)
    return f"{name}, Achsen vertauscht" if is_swapped(code) else name


def is_swapped(code: str) -> bool:
    """Tell whether northing (latitude) comes first."""
    return code.endswith(SWAPPED)


def without_swap(code: str) -> str:
    """Return the code alone."""
    return code.removesuffix(SWAPPED)


@lru_cache(maxsize=64)
def transformer(source: str, target: str) -> Transformer:
    """Return what turns one system into another, longitude or easting first.

    pyproj keeps the inner half of it once a thread, so it may be shared.

    Raises:
        CRSError: A system is unknown.
        ProjError: There is no way between them.
    """
    return Transformer.from_crs(source, target, always_xy=True)


def as_wgs84(code: str, coordinates: Coordinates) -> Coordinates:
    """Return places of a system as longitude and latitude; infinite where there is none."""
    if is_swapped(code):
        coordinates = coordinates[:, ::-1]
    plain = without_swap(code)
    result = np.empty((len(coordinates), 2))
    if plain == WGS84:
        result[:] = coordinates
        return result
    change = transformer(plain, WGS84)
    for start in range(0, len(coordinates), _PART):
        part = slice(start, start + _PART)
        x, y = change.transform(coordinates[part, 0], coordinates[part, 1])
        result[part, 0], result[part, 1] = x, y
    return result


def accuracy_note(code: str, near: tuple[float, float]) -> str:
    """Return what must be known of a transformation to WGS 84; "" when it is as exact as the map.

    Old national systems (Gauß-Krüger) need a grid of corrections (BETA2007) that is not part of the
    program; without it the places are off by up to three metres.

    Args:
        code: The system of the file.
        near: A place in it, easting and northing: how exact it is depends on where it is.
    """
    change = transformer(without_swap(code), WGS84)
    if change.accuracy < 0:
        change.transform(
            *(near[::-1] if is_swapped(code) else near)
        )  # only now does it choose the way
        change = _chosen(change)
    if change.accuracy < _DATUM_M:
        return ""
    name = name_of(code)
    grid = "das Korrekturgitter BETA2007" if "DHDN" in name else "ein genaues Korrekturgitter"
    return (
        f"Umgerechnet aus {name} ohne {grid}: Die Lage kann um etwa {change.accuracy:.0f} m "
        "abweichen."
    )


def to_utm(longitude: float, latitude: float) -> tuple[float, float]:
    """Return easting and northing of a place in ETRS89 / UTM zone 32N, in m."""
    easting, northing = transformer(WGS84, UTM32).transform(longitude, latitude)
    return float(easting), float(northing)


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Return longitude and latitude of a place in ETRS89 / UTM zone 32N."""
    longitude, latitude = transformer(UTM32, WGS84).transform(easting, northing)
    return float(longitude), float(latitude)


def coordinate_texts(location: Location, mark: str = ",", east: str = "O") -> tuple[str, str]:
    """Return a place as people write it: in degrees, and in m of UTM zone 32.

    Such as `51,67850° N 7,80780° O` and `32U 417 555 E 5 725 800 N`; the band (`U`) is said only
    where it is right, between 48° and 56° north. Far from the zone the second text is empty.

    Args:
        location: The place.
        mark: Decimal mark, `,` in German and `.` in English.
        east: The letter for east, `O` in German and `E` in English.
    """
    degrees = (
        f"{abs(location.latitude):.5f}° {'N' if location.latitude >= 0 else 'S'} "
        f"{abs(location.longitude):.5f}° {east if location.longitude >= 0 else 'W'}"
    ).replace(".", mark)
    if abs(location.longitude - _MERIDIAN) > _WIDE:
        return degrees, ""
    easting, northing = to_utm(location.longitude, location.latitude)
    band = "U" if 48 <= location.latitude < 56 else ""  # noqa: PLR2004 - edges of the band
    grouped = [f"{round(metres):,}".replace(",", " ") for metres in (easting, northing)]
    return degrees, f"32{band} {grouped[0]} E {grouped[1]} N"


def _foreign_name(code: str) -> str:
    try:
        return str(CRS.from_user_input(code).name) if code_of(code) else code
    except CRSError:
        return code


def _chosen(change: Transformer) -> Any:
    """Return the way that was taken last, out of several."""
    try:
        return change.get_last_used_operation()
    except ProjError:
        return change
