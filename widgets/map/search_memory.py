"""The places that were searched for last, as plain data that survives the program."""

from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

from app.domain.maps import Box
from app.domain.points import Location
from app.services.maps.search_places import PlaceKind
from app.services.maps.searching import Found

MOST_RECENT: Final = 8
"""So many places are remembered."""

_SIDES: Final = 4
_LONGEST: Final = 200


def with_recent(recent: Sequence[Found], found: Found) -> tuple[Found, ...]:
    """Return the places with one more, the newest first and each once."""
    others = (one for one in recent if _key(one) != _key(found))
    return (found, *others)[:MOST_RECENT]


def recent_to_list(recent: Sequence[Found]) -> list[dict[str, Any]]:
    """Return places as plain data."""
    return [
        {
            "name": one.name,
            "kind": one.kind.value,
            "at": [one.location.longitude, one.location.latitude],
            "box": None
            if one.box is None
            else [one.box.west, one.box.south, one.box.east, one.box.north],
            "device": one.device_id,
            "detail": one.detail,
        }
        for one in recent
    ]


def recent_from_list(saved: object) -> tuple[Found, ...]:
    """Return places that were saved; what is unknown or nonsense is passed over."""
    rows = saved if isinstance(saved, list) else []
    places = (_place(row) for row in rows if isinstance(row, dict))
    return tuple(place for place in places if place is not None)[:MOST_RECENT]


def _place(row: dict[str, Any]) -> Found | None:
    at, box = _numbers(row.get("at"), 2), _numbers(row.get("box"), _SIDES)
    name, kind = row.get("name"), row.get("kind")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST or at is None:
        return None
    if not isinstance(kind, str) or kind not in set(PlaceKind):
        return None
    device, detail = row.get("device"), row.get("detail")
    return Found(
        name=name,
        kind=PlaceKind(kind),
        location=Location(at[0], at[1]),
        box=None if box is None else Box(*box),
        device_id=device if isinstance(device, str) else "",
        detail=detail if isinstance(detail, str) else "",
    )


def _numbers(value: object, length: int) -> list[float] | None:
    if not isinstance(value, list) or len(value) != length:
        return None
    is_all = all(
        isinstance(one, int | float) and not isinstance(one, bool) and isfinite(one)
        for one in value
    )
    return [float(one) for one in value] if is_all else None


def _key(found: Found) -> tuple[str, ...]:
    return found.kind, found.name, found.device_id
