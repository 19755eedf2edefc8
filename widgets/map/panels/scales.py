"""Zooms as scales: a person knows `1:50 000`, the map knows 12.4."""

from math import cos, log2, radians
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.maps.layers import MAX_ZOOM

SCALES: Final = (
    1_000_000,
    500_000,
    250_000,
    100_000,
    50_000,
    25_000,
    10_000,
    5_000,
    2_500,
    1_000,
    500,
)
"""Scales that are offered, the farthest first."""

_METRES_A_PIXEL: Final = 40_075_016.686 / 512
"""At zoom 0 on the equator; the map's tiles have 512 px."""

_PIXEL_M: Final = 0.000_28
"""Side of a pixel by the rule of the OGC, which all web maps follow."""

_NARROW_SPACE: Final = "\u202f"
_TWO_DIGITS: Final = 100


def scale_of(zoom: float, latitude: float) -> float:
    """Return n of the scale 1:n that a zoom has at a latitude."""
    return _METRES_A_PIXEL * cos(radians(latitude)) / 2**zoom / _PIXEL_M


def zoom_of(scale: float, latitude: float) -> float:
    """Return the zoom at which the map has the scale 1:n, within what there is."""
    zoom = log2(_METRES_A_PIXEL * cos(radians(latitude)) / (scale * _PIXEL_M))
    return min(max(zoom, 0.0), MAX_ZOOM)


def scale_text(scale: float) -> str:
    """Return a scale such as `1:50 000`, rounded to two digits where it is not a round one."""
    whole = round(scale)
    if whole not in SCALES:
        step = 1
        while whole / step >= _TWO_DIGITS:
            step *= 10
        whole = round(whole / step) * step
    return "1:" + f"{whole:,}".replace(",", _NARROW_SPACE)


def range_text(min_zoom: float, max_zoom: float, latitude: float) -> str:
    """Return between which scales a layer is seen, such as `ab 1:50 000`; empty for all."""
    first = scale_text(scale_of(min_zoom, latitude))
    last = scale_text(scale_of(max_zoom, latitude))
    if min_zoom > 0 and max_zoom < MAX_ZOOM:
        words = QCoreApplication.translate("map", "{first} bis {last}")
    elif min_zoom > 0:
        words = QCoreApplication.translate("map", "ab {first}")
    elif max_zoom < MAX_ZOOM:
        words = QCoreApplication.translate("map", "bis {last}")
    else:
        return ""
    return words.format(first=first, last=last)
