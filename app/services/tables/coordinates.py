"""Two cells that are meant as a place in Germany; like `cells`, pure and strict."""

from typing import Final

from app.services.maps.crs import UTM32, WGS84, transformer
from app.services.tables.cells import CellError, as_decimal, shown
from app.services.tables.model import Cell

_UTM_E: Final = (100_000.0, 1_000_000.0)
_UTM_N: Final = (4_500_000.0, 7_000_000.0)
_ZONE: Final = 1_000_000
_ZONES: Final = {32: UTM32, 33: "EPSG:25833"}
_LONGITUDES: Final = (5.0, 16.0)
_LATITUDES: Final = (46.0, 56.0)
"""Where Germany lies: longitude and latitude cannot be mistaken for each other there."""
_DECIMALS: Final = 3


def as_coordinate(first: Cell, second: Cell, *, comma: bool = True) -> tuple[float, float] | None:
    """Return a place as easting and northing in EPSG:25832, m.

    The cells hold easting and northing, with or without the zone (32, 33) in front, or longitude
    and latitude in degrees (WGS 84), in either order: in Germany the numbers tell which is which.

    Args:
        first: Usually easting or longitude.
        second: Usually northing or latitude.
        comma: As for `as_decimal`.

    Raises:
        CellError: One is missing, or both are no place in Germany.
    """
    x, y = as_decimal(first, comma=comma), as_decimal(second, comma=comma)
    if x is None and y is None:
        return None
    if x is None or y is None:
        raise CellError(
            "Von der Lage fehlt eine der beiden Koordinaten.",
            "Bitte beide eintragen oder beide leer lassen.",
        )
    for east, north in ((x, y), (y, x)):
        if _within(north, _UTM_N):
            if _within(east, _UTM_E):
                return round(east, _DECIMALS), round(north, _DECIMALS)
            zone, rest = divmod(east, _ZONE)
            if int(zone) in _ZONES:
                return _changed(_ZONES[int(zone)], rest, north)
        if _within(east, _LONGITUDES) and _within(north, _LATITUDES):
            return _changed(WGS84, east, north)
    raise CellError(
        f"„{shown(first)}“ und „{shown(second)}“ sind keine Lage in Deutschland.",
        "Möglich sind Ost- und Nordwert (ETRS89/UTM 32, auch mit 32 oder 33 davor) oder Länge und "
        "Breite in Grad.",
    )


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _changed(source: str, x: float, y: float) -> tuple[float, float]:
    if source == UTM32:
        return round(x, _DECIMALS), round(y, _DECIMALS)
    east, north = transformer(source, UTM32).transform(x, y)
    return round(float(east), _DECIMALS), round(float(north), _DECIMALS)
