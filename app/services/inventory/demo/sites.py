"""Sites of the demo inventory: those of the profile's devices, and invented ones at addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.domain.cities import City
from app.domain.inventory.fields import Value
from app.services.inventory.demo.addresses import Town
from app.services.inventory.demo.drafts import Draft
from app.services.maps.crs import to_utm

_PUBLIC: Final = frozenset({"school", "admin", "media_centre", "charger", "hotspot"})
"""Kinds of sites that everybody may know; a city publishes them itself."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the profile.

    Attributes:
        id: Its id.
        make: Kind of device in the profile, such as `air_station`.
        site: Name of its place.
        district: Id of its district, as the profile says.
        east: m, EPSG:25832.
        north: Likewise.
        source: The source that delivers its points.
    """

    id: str
    make: str
    site: str
    district: str
    east: float
    north: float
    source: str


@dataclass(frozen=True, slots=True)
class Site:
    """A site.

    Attributes:
        record: Its record.
        name: Its name.
        kind: Its kind.
        district: Id of its district.
        east: m, EPSG:25832.
        north: Likewise.
        devices: Devices of the profile that stand there.
    """

    record: str
    name: str
    kind: str
    district: str
    east: float
    north: float
    devices: tuple[Device, ...] = field(default=(), repr=False)


class Group(NamedTuple):
    """How devices of one make stand.

    Attributes:
        kind: Kind of their sites.
        code: Before the number of a site.
        title: Before the name of the place in the name of the site; empty where that is enough.
        type: Key of their type in the catalogue.
        noun: Before the name of the place in the name of the asset.
    """

    kind: str
    code: str
    title: str
    type: str
    noun: str


GROUPS: Final = {
    "signal_controller": Group("signal", "LSA", "Lichtsignalanlage", "signal", "Steuergerät"),
    "soil": Group("sensor_mount", "MST", "Messstelle", "soil", "Bodenfühler"),
    "noise": Group("sensor_mount", "MST", "Messstelle", "noise", "Lärmsensor"),
    "air_station": Group("sensor_mount", "MST", "Messstelle", "air", "Luftmessstation"),
    "water_temp": Group("sensor_mount", "MST", "Messstelle", "water", "Pegel"),
    "weather_station": Group("sensor_mount", "MST", "Messstelle", "weather", "Wetterstation"),
    "hotspot": Group("hotspot", "HSP", "Hotspot", "ap_out", "Hotspot"),
    "charger": Group("charger", "LAD", "Ladestandort", "charger", "Ladesäule"),
    "street_light": Group("other", "BEL", "Straßenbeleuchtung", "light", "Leuchte"),
    "cell_5g": Group("mast", "MAST", "Mobilfunkstandort", "mast", "Antenne 5G"),
    "car_park": Group("other", "PRK", "", "count", "Zählanlage"),
    "bike_station": Group("other", "RAD", "Radstation", "count", "Radstation"),
}
"""How devices stand, by their make in the profile; those of schools are placed by the schools."""

OTHER: Final = Group("other", "GER", "Standort", "thing", "Gerät")
"""How a device of any other make stands."""

SCHOOL_MAKES: Final = frozenset({"school_switch", "access_point"})
"""Makes of devices that stand in schools and in the Medienzentrum."""


def devices_of(city: City) -> list[Device]:
    """Return the devices of a profile in its order; without a place at the first district's."""
    found: dict[str, Device] = {}
    middle = city.districts[0].center
    for point in city.points:
        if point.device not in found:
            at = point.location or middle
            east, north = to_utm(at.longitude, at.latitude)
            make = point.type.partition(".")[0]
            district = point.district or city.districts[0].id
            found[point.device] = Device(
                str(point.device),
                make,
                point.site.de,
                district,
                round(east, 1),
                round(north, 1),
                str(point.source),
            )
    return list(found.values())


class Sites:
    """Adds sites and remembers them.

    Attributes:
        by_kind: Sites in the order in which they were added, by kind.
    """

    def __init__(self, draft: Draft, town: Town, place: str) -> None:
        self._draft, self._town, self._place = draft, town, place
        self._codes: dict[str, int] = {}
        self._taken: set[int] = set()
        self.by_kind: dict[str, list[Site]] = {}

    def all(self) -> Iterator[Site]:
        """Return every site."""
        return (site for sites in self.by_kind.values() for site in sites)

    def add(
        self,
        kind: str,
        code: str,
        name: str,
        at: tuple[float, float],
        district: str = "",
        *,
        devices: tuple[Device, ...] = (),
        **values: Value,
    ) -> Site:
        """Add a site.

        Args:
            kind: Its kind.
            code: Before its number in its code.
            name: Its name.
            at: East and north, m.
            district: Id of its district; the ground's when empty.
            devices: Devices of the profile that stand there.
            values: Further values of the record.
        """
        number = self._codes[code] = self._codes.get(code, 0) + 1
        east, north = round(at[0], 1), round(at[1], 1)
        district = district or self._town.ground.district_of(east, north)
        house = self._town.address_near(east, north)
        values.setdefault("state", "active")
        if kind in _PUBLIC:
            values.setdefault("publication", "public")
        record = self._draft.add(
            "site",
            name=name,
            kind=kind,
            code=f"{code}-{number:03d}",
            district=self._town.districts[district],
            address=self._town.addresses[house],
            street=self._town.street_of(house),
            postcode=self._town.postcode_of(house),
            place=self._place,
            east=east,
            north=north,
            **values,
        )
        site = Site(record, name, kind, district, east, north, devices)
        self.by_kind.setdefault(kind, []).append(site)
        return site

    def house_in(
        self, district: str, near: tuple[float, float] | None = None
    ) -> tuple[float, float]:
        """Return the place of a house that no invented site has yet.

        Args:
            district: Id of the district it lies in.
            near: The house is one of the nearest to here; any of the district when empty.
        """
        row = list(self._town.ground.areas).index(district)
        houses = self._town.houses
        rows = [int(one) for one in (houses.districts == row).nonzero()[0]]
        if near is not None:
            away = abs(houses.places[rows] - near).sum(axis=1)
            rows = [rows[one] for one in away.argsort()[:40].tolist()]
        free = [one for one in rows if one not in self._taken] or rows
        chosen = self._draft.pick(free)
        self._taken.add(chosen)
        east, north = houses.places[chosen].tolist()
        return east, north


def add_device_sites(sites: Sites, devices: Iterable[Device]) -> list[tuple[Site, Group]]:
    """Add the sites of devices that stand in the open; one for all of a kind at a named place."""
    grouped: dict[tuple[str, str], list[Device]] = {}
    for device in devices:
        if device.make not in SCHOOL_MAKES:
            group = GROUPS.get(device.make, OTHER)
            grouped.setdefault((group.kind, f"{group.title} {device.site}".strip()), []).append(
                device
            )
    found: list[tuple[Site, Group]] = []
    for (kind, name), together in grouped.items():
        first, group = together[0], GROUPS.get(together[0].make, OTHER)
        values: dict[str, Value] = {}
        if kind == "charger":
            values = {
                "charge_points": 2 * len(together),
                "power_kw": 44.0 * len(together),
                "plugs": "Typ 2",
            }
        site = sites.add(
            kind,
            group.code,
            name,
            (first.east, first.north),
            first.district,
            devices=tuple(together),
            operator=_operator(kind, len(found)),
            opened_on=f"{2012 + (len(found) * 7) % 12}-0{1 + len(found) % 9}-15",
            **values,
        )
        found.append((site, group))
    return found


def _operator(kind: str, number: int) -> str | None:
    """Return an invented operator of masts and charging stations, None elsewhere."""
    if kind == "mast":
        return f"Betreiber {'ABC'[number % 3]}"
    return "Betreiber D" if kind == "charger" else None
