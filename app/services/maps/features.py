"""GeoJSON text made fast: the parts that never change are made once, the rest is filled in."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from app.domain.points import Location

DIGITS: Final = 7
"""Digits after the point of a coordinate: about a centimetre."""

_ENCODER: Final = msgspec.json.Encoder()


def json_text(value: Any) -> str:
    """Return a value as JSON; what is not a number (NaN) becomes null."""
    return _ENCODER.encode(value).decode()


def point_head(number: int, place: Location, properties: Mapping[str, Any]) -> str:
    """Return a feature without its end: `}}` closes it, or more properties with a comma first.

    Args:
        number: Its id.
        place: Where it is.
        properties: At least one property.
    """
    spot = f"[{round(place.longitude, DIGITS)},{round(place.latitude, DIGITS)}]"
    return _head(number, "Point", spot, properties)


def line_head(number: int, ends: Iterable[Location], properties: Mapping[str, Any]) -> str:
    """Return the feature of a line without its end, see `point_head`."""
    spots = ",".join(
        f"[{round(place.longitude, DIGITS)},{round(place.latitude, DIGITS)}]" for place in ends
    )
    return _head(number, "LineString", f"[{spots}]", properties)


def collection(features: Iterable[str]) -> bytes:
    """Return a FeatureCollection of whole features."""
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def _head(number: int, kind: str, coordinates: str, properties: Mapping[str, Any]) -> str:
    return (
        f'{{"type":"Feature","id":{number},"geometry":{{"type":"{kind}",'
        f'"coordinates":{coordinates}}},"properties":{json_text(properties)[:-1]}'
    )
