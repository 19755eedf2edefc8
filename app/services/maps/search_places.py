"""What a search on the map can find: devices, sites and districts of a city.

What its base map has besides comes from `ground_places`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.cities import City
from app.domain.maps import Box
from app.domain.points import Location
from app.domain.texts import NO_TEXT, Text
from app.services.maps.devices import Device, Devices


class PlaceKind(StrEnum):
    """What a place is; the order in which equally good results are shown."""

    COORDINATE = "coordinate"
    DISTRICT = "district"
    QUARTER = "quarter"
    LANDMARK = "landmark"
    STREET = "street"
    SITE = "site"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Something that can be found.

    Attributes:
        name: Its name.
        name_en: Its English name; empty when the German one serves for both.
        kind: What it is.
        location: Where it is.
        box: How far it reaches; None for a spot.
        device_id: The device; empty for any other kind.
        detail: What tells it from others of its name, such as its district.
        keys: Further names it is found by, such as the ids of its points.
    """

    name: str
    name_en: str
    kind: PlaceKind
    location: Location
    box: Box | None = None
    device_id: str = ""
    detail: Text = NO_TEXT
    keys: tuple[str, ...] = ()


# ---- the city ----------------------------------------------------------------------------------
def city_places(devices: Devices) -> tuple[SearchPlace, ...]:
    """Return the devices of a city that have a place, its sites and its districts."""
    city = devices.city
    districts = {item.id: item.name for item in city.districts}
    placed = [device for device in devices.all if device.place is not None]
    found = [_device_place(device, city, districts) for device in placed]
    found += _sites(placed, districts)
    found += [
        SearchPlace(one.name.de, one.name.en, PlaceKind.DISTRICT, one.center)
        for one in city.districts
    ]
    return tuple(found)


def _device_place(device: Device, city: City, districts: dict[str, Text]) -> SearchPlace:
    where = districts.get(device.district, NO_TEXT)
    kind = Text(device.kind_text("de"), device.kind_text("en"))
    return SearchPlace(
        name=device.name("de"),
        name_en=device.name("en"),
        kind=PlaceKind.DEVICE,
        location=device.spot or Location(0.0, 0.0),
        device_id=str(device.id),
        detail=_joined(kind, where),
        keys=(str(device.id), *(str(city.points[row].id) for row in device.rows)),
    )


def _sites(placed: Iterable[Device], districts: dict[str, Text]) -> list[SearchPlace]:
    of_site: defaultdict[Text, list[Device]] = defaultdict(list)
    for device in placed:
        if device.site.de:
            of_site[device.site].append(device)
    found = []
    for site, group in of_site.items():
        spots = [one.place for one in group if one.place is not None]
        box = _around(spots)
        is_spot = box.west == box.east and box.south == box.north
        where = districts.get(group[0].district, NO_TEXT)
        found.append(
            SearchPlace(
                site.de, site.en, PlaceKind.SITE, box.center, None if is_spot else box, detail=where
            )
        )
    return found


def _joined(one: Text, other: Text) -> Text:
    return Text(
        ", ".join(filter(None, (one.de, other.de))),
        ", ".join(filter(None, (one.in_language("en"), other.in_language("en")))),
    )


def _around(spots: list[Location]) -> Box:
    easts = [spot.longitude for spot in spots]
    norths = [spot.latitude for spot in spots]
    return Box(min(easts), min(norths), max(easts), max(norths))
