"""Coordinates as people write them: degrees, minutes and seconds, or metres of UTM zone 32.

`51.678 7.807`, `51,678 N 7,807 O`, `51°40'42" N 7°48'28" O`, `32U 417555 5725800` and
`417 555 E 5 725 800 N` are all read; what is no coordinate is none, never an error.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, isfinite, radians, sin, sqrt
from typing import Final

from app.domain.maps import Box
from app.domain.points import Location

ToDegrees = Callable[[float, float], tuple[float, float]]
"""Turns easting and northing (EPSG:25832, m) into longitude and latitude (WGS 84, degrees)."""

_EARTH_M: Final = 6_371_008.8
_LONGEST: Final = 80
"""No coordinate is written with more signs; longer lines are not looked at."""


class Notation(StrEnum):
    """How a coordinate was written."""

    DEGREES = "degrees"
    MINUTES = "minutes"
    """Degrees and minutes, with seconds or without."""
    UTM = "utm"


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """A place that somebody wrote as numbers.

    Attributes:
        location: Where it is.
        notation: How it was written.
        is_swapped: True when longitude stood before latitude although nothing said so; it was
            turned round because only so it lies in the city.
    """

    location: Location
    notation: Notation
    is_swapped: bool = False


def read_coordinates(text: str, to_degrees: ToDegrees, box: Box | None) -> WrittenPlace | None:
    """Read a coordinate.

    Args:
        text: What a person wrote.
        to_degrees: Reads metres of UTM zone 32.
        box: Where the city lies; settles the order of two bare numbers.

    Returns:
        The place; None when the text is no coordinate.
    """
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    return _metres(plain, to_degrees) or _angles(plain) or _bare(plain, box)


def distance_outside_m(location: Location, box: Box) -> float:
    """Return how far a place lies outside a box, in metres; 0 inside."""
    nearest = Location(
        min(max(location.longitude, box.west), box.east),
        min(max(location.latitude, box.south), box.north),
    )
    return _distance_m(location, nearest)


def _distance_m(one: Location, other: Location) -> float:
    """Return the way between two places on a sphere; a few in a thousand from the true one."""
    up, along = radians(one.latitude), radians(other.latitude)
    turn = radians(other.longitude - one.longitude)
    half = sin((along - up) / 2) ** 2 + cos(up) * cos(along) * sin(turn / 2) ** 2
    return 2 * _EARTH_M * asin(min(sqrt(half), 1.0))


# ---- one form of signs -------------------------------------------------------------------------
_SIGNS: Final = str.maketrans(
    {
        "′": "'", "’": "'", "‘": "'", "´": "'", "`": "'", "ʹ": "'",
        "″": '"', "”": '"', "“": '"', "„": '"', "ʺ": '"',
        "º": "°", "˚": "°", "−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "\u2007": " ", "\t": " ",
    }
)  # fmt: skip
_WORDS: Final = (
    (re.compile(r"\b(?:NORDEN|NORD|NORTH)\b"), "N"),
    (re.compile(r"\b(?:S\u00dcDEN|S\u00dcD|SUED|SOUTH)\b"), "S"),
    (re.compile(r"\b(?:OSTEN|OST|EAST)\b"), "E"),
    (re.compile(r"\b(?:WESTEN|WEST)\b"), "W"),
    # German for east
    (re.compile(r"(?<![A-Z\u00c4\u00d6\u00dc])O(?![A-Z\u00c4\u00d6\u00dc])"), "E"),
)


def _plain(text: str) -> str:
    """Return a text with one form of each sign, capital letters and English directions."""
    plain = text.translate(_SIGNS).replace("''", '"').upper().strip().strip("()[]")
    for pattern, letter in _WORDS:
        plain = pattern.sub(letter, plain)
    return " ".join(plain.split())


def _number(text: str) -> float:
    return float(text.replace(" ", "").replace(",", "."))


# ---- metres ------------------------------------------------------------------------------------
_EASTING: Final = r"(?:32)?(?P<east>\d{3}[ .']?\d{3}(?:[.,]\d+)?)"
_NORTHING: Final = r"(?P<north>\d[ .']?\d{3}[ .']?\d{3}(?:[.,]\d+)?)"
_BETWEEN: Final = r"(?: ?[,;/] ?| )"
_UTM: Final = (
    re.compile(rf"(?:32 ?[A-Z]?[ ,;]*)?E? ?{_EASTING} ?M? ?E?{_BETWEEN}N? ?{_NORTHING} ?M? ?N?"),
    re.compile(rf"(?:32 ?[A-Z]?[ ,;]*)?N? ?{_NORTHING} ?M? ?N?{_BETWEEN}E? ?{_EASTING} ?M? ?E?"),
)


def _metres(plain: str, to_degrees: ToDegrees) -> WrittenPlace | None:
    for pattern in _UTM:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        east, north = _length(match["east"], 6), _length(match["north"], 7)
        longitude, latitude = to_degrees(east, north)
        if isfinite(longitude) and isfinite(latitude):
            return WrittenPlace(Location(longitude, latitude), Notation.UTM)
    return None


def _length(text: str, digits: int) -> float:
    """Return metres: so many digits before the mark, whatever stands between their groups."""
    found = "".join(sign for sign in text if sign.isdigit())
    return float(f"{found[:digits]}.{found[digits:] or '0'}")


# ---- degrees -----------------------------------------------------------------------------------
_PART: Final = r"\d{1,2}(?:[.,]\d+)?"


def _angle(name: str, *, is_marked: bool) -> str:
    """Return the pattern of an angle; minutes only behind whole degrees."""
    sign = "°" if is_marked else "°?"
    seconds = rf"""(?: ?(?P<{name}s>{_PART}) ?"?)?"""
    minutes = rf"(?: ?(?P<{name}m>{_PART}) ?'?{seconds})?"
    return rf"(?P<{name}>[-+]?\d{{1,3}}(?:[.,]\d+ ?{sign}| ?{sign}{minutes}))"


def _letter(name: str) -> str:
    return rf"(?P<{name}>[NSEW])"


_COMMA: Final = r" ?[,;/]? ?"
_ANGLES: Final = (
    re.compile(
        rf"{_letter('la')} ?{_angle('a', is_marked=False)}{_COMMA}"
        rf"{_letter('lb')} ?{_angle('b', is_marked=False)}"
    ),
    re.compile(
        rf"{_angle('a', is_marked=False)} ?{_letter('la')}{_COMMA}"
        rf"{_angle('b', is_marked=False)} ?{_letter('lb')}"
    ),
    re.compile(rf"{_angle('a', is_marked=True)}{_COMMA}{_angle('b', is_marked=True)}"),
)
_FRONT: Final = re.compile(r"([-+]?)(\d{1,3}(?:[.,]\d+)?)")


def _angles(plain: str) -> WrittenPlace | None:
    """Read two angles with letters or degree signs."""
    for pattern in _ANGLES:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        found = match.groupdict()
        one, other = _degrees(found, "a"), _degrees(found, "b")
        if one is None or other is None:
            return None
        letters = (found.get("la") or "N", found.get("lb") or "E")
        notation = Notation.MINUTES if found["am"] or found["bm"] else Notation.DEGREES
        return _directed((one, other), letters, notation)
    return None


def _degrees(found: dict[str, str | None], name: str) -> float | None:
    """Return an angle of a match in degrees; None when its minutes or seconds are none."""
    front = _FRONT.match(found[name] or "")
    if front is None:  # pragma: no cover - the pattern demands it
        return None
    minutes = _number(found[f"{name}m"] or "0")
    seconds = _number(found[f"{name}s"] or "0")
    if minutes >= 60 or seconds >= 60:  # noqa: PLR2004 - of an hour's kin
        return None
    angle = _number(front[2]) + minutes / 60 + seconds / 3_600
    return -angle if front[1] == "-" else angle


def _directed(
    angles: tuple[float, float], letters: tuple[str, str], notation: Notation
) -> WrittenPlace | None:
    """Return the place of two angles with the letters of their directions."""
    signed = dict(zip(letters, angles, strict=True))
    north, south = signed.get("N"), signed.get("S")
    east, west = signed.get("E"), signed.get("W")
    latitude = north if north is not None else _turned(south)
    longitude = east if east is not None else _turned(west)
    if latitude is None or longitude is None or len(signed) != len(letters):
        return None
    return _placed(longitude, latitude, notation)


def _turned(angle: float | None) -> float | None:
    return None if angle is None else -angle


def _placed(
    longitude: float, latitude: float, notation: Notation, *, is_swapped: bool = False
) -> WrittenPlace | None:
    """Return a place of the earth; None for angles that are none."""
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - the earth
        return None
    return WrittenPlace(Location(longitude, latitude), notation, is_swapped)


_FRACTION: Final = r"[-+]?\d{1,3}[.,]\d+"
_BARE: Final = re.compile(rf"({_FRACTION})(?: ?[;/] ?| ?, | ,|,| )({_FRACTION})")


def _bare(plain: str, box: Box | None) -> WrittenPlace | None:
    """Read two numbers: latitude first, unless only the other way round they lie in the city.

    Both need a decimal mark: `51 7` or `51,7` may be anything.
    """
    match = _BARE.fullmatch(plain)
    if match is None:
        return None
    first, second = _number(match[1]), _number(match[2])
    if box is not None and box.holds(first, second) and not box.holds(second, first):
        return _placed(first, second, Notation.DEGREES, is_swapped=True)
    return _placed(second, first, Notation.DEGREES)
