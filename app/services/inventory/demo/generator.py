"""Puts the demo inventory together, part by part, in an order in which references exist."""

from collections.abc import Iterator
from typing import Final

from app.domain.cities import City
from app.domain.inventory.changes import Changeset
from app.services.inventory.demo.addresses import Town, add_addresses, add_districts, lay_town
from app.services.inventory.demo.catalogue import Catalogue, add_catalogue
from app.services.inventory.demo.drafts import NOTHING_KNOWN, Draft, Known
from app.services.inventory.demo.equipment import Equipment
from app.services.inventory.demo.fibre import Consumer, FibreNet
from app.services.inventory.demo.fibre_plans import plan_fibre
from app.services.inventory.demo.grounds import DemoPlaces, read_places
from app.services.inventory.demo.lending import Lending
from app.services.inventory.demo.local_networks import Entry, LocalNetworks
from app.services.inventory.demo.outdoors import Outdoors
from app.services.inventory.demo.papers import add_contracts, add_licences, add_notes
from app.services.inventory.demo.plans_ahead import add_blemishes, add_planned
from app.services.inventory.demo.school_devices import SchoolDevices
from app.services.inventory.demo.schools import FORMS, School, add_schools
from app.services.inventory.demo.sites import Device, Site, Sites, add_device_sites, devices_of
from app.services.inventory.demo.spaces import Room, add_spaces, office_rooms, school_rooms
from app.services.maps.crs import to_utm

CHUNK: Final = 4_000
"""Operations in a changeset."""
MOST_SCALE: Final = 26
_FIXED: Final = 33_600
_SCALED: Final = 55_400
"""Operations that a scale leaves alone, and those it multiplies."""
_SCHOOL_FIBRES: Final = 24
_GATEWAYS: Final = 5
_OFFICE_ROOMS: Final = 20


def demo_inventory(
    city: City,
    now_us: int,
    *,
    seed: int = 62499,
    places: DemoPlaces | None = None,
    scale: int = 1,
    known: Known = NOTHING_KNOWN,
    chunk: int = CHUNK,
) -> Iterator[Changeset]:
    """Yield the demo inventory of a city, to be committed one after the other.

    About `expected_count(scale)` operations; the same arguments give the same ones. Every record is
    created before it is referred to; a few loans are changed after they were created, in a later
    changeset. Takes some seconds: not for the thread of the window.

    Args:
        city: The profile.
        now_us: The present, µs UTC, 2026 or later; nothing is bought or built after it.
        seed: Of all chances.
        places: The ground of the profile (`read_places`); read when it is not given.
        scale: So many times as many addresses, school devices and lent items, for trials.
        known: Districts, vendors, funds and tags that are there already (`known_records`); all else
            must not be there.
        chunk: Operations in a changeset at most.

    Raises:
        ValueError: The scale is not 1 to 26, or the city has no districts.
    """
    if not 1 <= scale <= MOST_SCALE:
        raise ValueError(f"a scale from 1 to {MOST_SCALE} is needed, not {scale}")
    if not city.districts:
        raise ValueError("a city without districts has nowhere to put an inventory")
    draft = Draft(now_us, seed, scale, known)
    work = _Work(draft, city, read_places(city) if places is None else places)
    for _ in work.parts():
        yield from draft.take(chunk)
    yield from draft.take(chunk, rest=True)
    work.finish()
    yield from draft.take(chunk, rest=True)


def expected_count(scale: int = 1) -> int:
    """Return about how many operations there will be, for showing progress."""
    return _FIXED + _SCALED * scale


class _Work:
    """The parts, each after those it refers to."""

    def __init__(self, draft: Draft, city: City, ground: DemoPlaces) -> None:
        self._draft, self._city, self._ground = draft, city, ground
        self._devices = devices_of(city)
        self._lending: Lending | None = None

    def parts(self) -> Iterator[None]:
        """Do one part after the other; what was drafted may be taken between."""
        draft, city = self._draft, self._city
        catalogue = add_catalogue(draft)
        town = lay_town(draft, self._ground, add_districts(draft, city, self._ground))
        yield from add_addresses(draft, town, city.name.de)
        sites, equipment = Sites(draft, town, city.name.de), Equipment(draft, catalogue)
        schools = add_schools(draft, sites, self._devices, self._ground)
        offices, store = self._offices(sites)
        yield
        rooms = [(school, self._rooms_of(school)) for school in schools]
        rooms += [(office, self._office_rooms(office.site)) for office in offices]
        yield
        local = LocalNetworks(draft, equipment, catalogue.funds[2])
        entries = []
        for school, own in rooms:
            entries.append(local.add(school, own))
            yield
        yield from self._devices_of_schools(rooms[: len(schools)], equipment, catalogue, store)
        yield from self._outside(
            sites, town, equipment, entries=entries, schools=schools, offices=offices
        )
        add_licences(draft, catalogue, schools)
        add_contracts(draft, catalogue, schools)
        add_notes(draft, [school.site for school in schools])
        add_planned(draft, equipment, sites, catalogue, rooms[: len(schools) - 1])
        add_blemishes(draft, equipment, store, rooms[: len(schools) - 1])
        yield

    def finish(self) -> None:
        """Draft what changes records that were taken before."""
        for loan, values in self._lending.finish() if self._lending else ():
            self._draft.change("loan", loan, **values)

    def _offices(self, sites: Sites) -> tuple[list[School], Site]:
        """Add places of the administration: those the profile names, one in each other district."""
        named: dict[str, Device] = {}
        for device in self._devices:
            if "athaus" in device.site:
                named.setdefault(device.site.partition(",")[0], device)
        found = [
            sites.add("admin", "VW", name, (one.east, one.north), one.district)
            for name, one in named.items()
        ]
        there = {site.district for site in found}
        for district in self._city.districts:
            if district.id not in there:
                middle = to_utm(district.center.longitude, district.center.latitude)
                at = sites.house_in(district.id, middle)
                name = f"Bürgeramt {district.name.de} (Beispiel)"
                found.append(sites.add("admin", "VW", name, at, district.id))
        first = self._city.districts[0].id
        store = sites.add("store", "LAG", "Lager Schul-IT", sites.house_in(first), first)
        return [School(site, "", 0, 0, 0, 0, None, ()) for site in found], store

    def _rooms_of(self, school: School) -> list[Room]:
        wanted = school_rooms(school.classrooms, school.specialists)
        if not school.form:
            return add_spaces(
                self._draft, school.site, [*wanted, ("Verleih", "store")], floors=2, width=4
            )
        form = FORMS[school.form]
        return add_spaces(
            self._draft, school.site, wanted, floors=form.floors, width=form.width, gym=True
        )

    def _office_rooms(self, site: Site) -> list[Room]:
        return add_spaces(self._draft, site, office_rooms(_OFFICE_ROOMS), floors=3, width=6)

    def _devices_of_schools(
        self,
        schools: list[tuple[School, list[Room]]],
        equipment: Equipment,
        catalogue: Catalogue,
        store: Site,
    ) -> Iterator[None]:
        yield from SchoolDevices(self._draft, equipment, catalogue, store).add_all(schools)
        *others, (centre, rooms) = schools
        self._lending = Lending(self._draft, equipment)
        self._lending.add(centre, rooms, [school for school, _ in others])
        yield

    def _outside(
        self,
        sites: Sites,
        town: Town,
        equipment: Equipment,
        *,
        entries: list[Entry],
        schools: list[School],
        offices: list[School],
    ) -> Iterator[None]:
        outdoors = Outdoors(self._draft, equipment)
        wired = outdoors.add_devices(add_device_sites(sites, self._devices))
        operator = f"Stadt {self._city.name.de}"
        outdoors.add_gateways([office.site for office in offices[:_GATEWAYS]], operator)
        outdoors.add_radio_sites(sites.by_kind.get("mast", []))
        outdoors.add_networks(
            [school.site for school in schools],
            [office.site for office in offices],
            sites.by_kind.get("hotspot", []),
        )
        yield
        plan = plan_fibre(town, self._centres(town), self._draft.random.getrandbits(32))
        lines = [
            Consumer(entry.site, entry.panel, entry.rears, _SCHOOL_FIBRES) for entry in entries
        ]
        FibreNet(self._draft, sites, equipment, town, plan).add([*lines, *wired])
        yield

    def _centres(self, town: Town) -> list[tuple[float, float]]:
        """Return the centres of the districts, the one with the most houses first."""
        counts = {
            district: int((town.houses.districts == row).sum())
            for row, district in enumerate(town.districts)
        }
        order = sorted(self._city.districts, key=lambda one: -counts[one.id])
        return [to_utm(one.center.longitude, one.center.latitude) for one in order]
