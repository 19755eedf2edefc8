"""Lengths and areas on the earth, along the ellipsoid GRS 80 (that of ETRS89), and their words."""

from collections.abc import Sequence
from typing import Final

from pyproj import Geod

Positions = Sequence[tuple[float, float]]
"""Longitude and latitude of the corners of a path or of an area, degrees."""

_EARTH: Final = Geod(ellps="GRS80")
_KM_M: Final = 1_000.0
_HA_M2: Final = 10_000.0
_KM2_M2: Final = 1_000_000.0
_CORNERS: Final = 3
"""The fewest corners of an area."""


def distance_m(coordinates: Positions) -> float:
    """Return the length of a path in m; 0 for fewer than two places."""
    if len(coordinates) < 2:  # noqa: PLR2004 - a path has two ends
        return 0.0
    longitudes, latitudes = zip(*coordinates, strict=True)
    return float(_EARTH.line_length(longitudes, latitudes))


def area_m2(coordinates: Positions) -> float:
    """Return the area of a polygon in m², closed by itself and never negative."""
    if len(coordinates) < _CORNERS:
        return 0.0
    longitudes, latitudes = zip(*coordinates, strict=True)
    area, _length = _EARTH.polygon_area_perimeter(longitudes, latitudes)
    return abs(float(area))


def perimeter_m(coordinates: Positions) -> float:
    """Return the length of the outline of a polygon in m, closed by itself."""
    if not coordinates:
        return 0.0
    return distance_m([*coordinates, coordinates[0]])


def length_text(metres: float, mark: str = ",") -> str:
    """Return a length for the screen: `87,3 m`, `412 m`, `3,42 km`, `128 km`.

    Args:
        metres: The length.
        mark: Decimal mark, `,` in German and `.` in English.
    """
    if metres < _KM_M - 0.5:
        return f"{_number(metres, 1 if metres < 100 else 0, mark)} m"  # noqa: PLR2004 - digits
    kilometres = metres / _KM_M
    return f"{_number(kilometres, 2 if kilometres < 100 else 0, mark)} km"  # noqa: PLR2004 - digits


def area_text(square_metres: float, mark: str = ",") -> str:
    """Return an area for the screen: `640 m²`, `2,35 ha`, `226,43 km²`.

    Args:
        square_metres: The area.
        mark: Decimal mark, `,` in German and `.` in English.
    """
    if square_metres < _HA_M2 - 0.5:
        return f"{_number(square_metres, 1 if square_metres < 100 else 0, mark)} m²"  # noqa: PLR2004 - digits
    if square_metres < _KM2_M2 - 50:
        return f"{_number(square_metres / _HA_M2, 2, mark)} ha"
    return f"{_number(square_metres / _KM2_M2, 2, mark)} km²"


def _number(value: float, decimals: int, mark: str) -> str:
    """Return a number with thousands kept apart by a narrow space."""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", "\u202f").replace(".", mark)
