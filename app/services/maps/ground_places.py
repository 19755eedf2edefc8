"""What a search can find on the base map: districts, quarters, landmarks, waters, streets."""

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import Any, Final

import msgspec

from app.domain.maps import Box
from app.services.maps.grounds import GROUND_PREFIX
from app.services.maps.search_places import PlaceKind, SearchPlace
from app.services.maps.sources import MapSource

_KINDS: Final = {
    "districts": PlaceKind.DISTRICT,
    "places": PlaceKind.QUARTER,
    "landmarks": PlaceKind.LANDMARK,
    "water": PlaceKind.LANDMARK,
    "green": PlaceKind.LANDMARK,
    "roads": PlaceKind.STREET,
}
"""Kind of the places of each file; the others have nothing to find."""

_NO_QUARTERS: Final = frozenset({"city", "district"})
"""Labels of the map for what is found as a district, or is the whole map."""


def read_places(sources: Iterable[MapSource]) -> tuple[SearchPlace, ...]:
    """Return what can be found on the base map (`grounds.read_ground`); parses it anew.

    Some 10 ms for a city; call it beside the window.
    """
    found: list[SearchPlace] = []
    for source in sources:
        stem = source.id.removeprefix(GROUND_PREFIX)
        if stem not in _KINDS:
            continue
        try:
            collection = msgspec.json.decode(source.data)
        except msgspec.DecodeError:
            continue
        found += ground_places(stem, collection)
    return tuple(found)


def ground_places(stem: str, collection: Any) -> tuple[SearchPlace, ...]:
    """Return what can be found in a file of the base map; parts of one name are one place.

    Args:
        stem: Which file, such as `districts` or `roads`.
        collection: Its parsed GeoJSON; what does not fit is passed over.
    """
    features = collection.get("features") if isinstance(collection, dict) else None
    kind = _KINDS.get(stem)
    if kind is None or not isinstance(features, list):
        return ()
    corners: dict[tuple[str, str, tuple[str, ...]], list[tuple[float, float]]] = {}
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict) or _is_label(stem, properties):
            continue
        names = _names(properties)
        if names[0]:
            corners.setdefault(names, []).extend(_corners(feature.get("geometry")))
    return tuple(_place(kind, names, found) for names, found in corners.items() if found)


def _is_label(stem: str, properties: dict[str, Any]) -> bool:
    return stem == "places" and properties.get("class") in _NO_QUARTERS


def _names(properties: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """Return name, English name and further names; a road without a name has its number."""
    name, english, number = (_text(properties.get(key)) for key in ("name", "name_en", "ref"))
    keys = (number, number.replace(" ", "")) if number else ()
    return name or number, english, keys


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _place(
    kind: PlaceKind, names: tuple[str, str, tuple[str, ...]], corners: Sequence[tuple[float, float]]
) -> SearchPlace:
    name, english, keys = names
    easts, norths = zip(*corners, strict=True)
    box = Box(min(easts), min(norths), max(easts), max(norths))
    is_spot = box.west == box.east and box.south == box.north
    return SearchPlace(name, english, kind, box.center, None if is_spot else box, keys=keys)


def _corners(geometry: object) -> Iterator[tuple[float, float]]:
    """Return all positions of a geometry that lie on the earth, however deep they are."""
    open_ends = [geometry.get("coordinates")] if isinstance(geometry, dict) else []
    while open_ends:
        item = open_ends.pop()
        if not isinstance(item, list) or not item:
            continue
        if isinstance(item[0], list):
            open_ends.extend(item)
        elif len(item) > 1 and all(_is_degree(number) for number in item[:2]):
            yield float(item[0]), float(item[1])


def _is_degree(number: object) -> bool:
    return (
        isinstance(number, int | float)
        and not isinstance(number, bool)
        and isfinite(number)
        and abs(number) <= 180  # noqa: PLR2004 - the earth
    )
