"""Reads what the figures of schools are made of: one question for each kind of records."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, cast

from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key, Record
from app.domain.inventory.schools import (
    AssetRow,
    School,
    SchoolFigures,
    TypeFacts,
    school_figures,
)
from app.services.inventory.moments import values_at
from app.services.ports import InventoryReader

_SCHOOL_PATHS: Final = (
    "uid",
    "site",
    "name",
    "form",
    "school_number",
    "pupils",
    "classrooms",
    "pupils_per_device_target",
    "access_points_per_room_target",
    "line_technology",
    "down_mbit",
    "up_mbit",
    "tariff",
    "as_of",
    "site.district.name",
    "source",
    "note",
)
_TEXT_PLACES: Final = frozenset({3, 4, 9, 12, 13, 14, 15, 16})
"""Those of the paths above that are texts, empty where there is none."""
_TYPE_PATHS: Final = ("uid", "name", "kind", "price", "lifetime_months", "eos_on")
_UNRESOLVED: Final = Filter("state", Operator.IS_NOT, ("resolved",))


@dataclass(frozen=True, slots=True)
class CityFund:
    """A fund and who pays how much of it.

    Attributes:
        name: Its name.
        own_rate: Share of the city, 0 to 1.
    """

    name: str
    own_rate: float


@dataclass(frozen=True, slots=True)
class CitySchools:
    """All schools with what their figures are made of.

    Attributes:
        figures: Figures of each school, by name.
        assets: All assets at their sites.
        types: Types by uid.
        funds: Funds by uid.
        findings: Open findings by site.
        today: The day all this is told for.
        at_us: The moment it was read at, µs UTC; None for the present.
    """

    figures: tuple[SchoolFigures, ...]
    assets: tuple[AssetRow, ...]
    types: dict[str, TypeFacts]
    funds: dict[str, CityFund]
    findings: dict[str, tuple[str, ...]]
    today: date
    at_us: int | None = None

    @property
    def sites(self) -> tuple[str, ...]:
        """Sites of all schools."""
        return tuple(one.school.site for one in self.figures)

    def devices_at(self, site: str) -> tuple[str, ...]:
        """Return the devices of the profile that stand at a site."""
        return tuple(row.device for row in self.assets if row.site == site and row.device)


@dataclass(frozen=True, slots=True)
class SchoolPapers:
    """What hangs on one school beside its figures.

    Attributes:
        networks: Its wireless networks (`wlan`).
        seats: Licences and how many seats of them it has: (licence, seats).
        contracts: Contracts of its line, and those of support for the whole city with whoever
            supplied its assets.
        suppliers: Vendors of the contracts by uid.
        site: Its site; None when there was none then.
    """

    networks: tuple[Record, ...] = ()
    seats: tuple[tuple[Record, int], ...] = ()
    contracts: tuple[Record, ...] = ()
    suppliers: dict[str, Record] = field(default_factory=dict)
    site: Record | None = None


def read_schools(reader: InventoryReader, today: date, at_us: int | None = None) -> CitySchools:
    """Return all schools with their figures.

    Args:
        reader: Reads the inventory; used in the calling thread.
        today: The day ages, support and warranty are told for.
        at_us: The moment, µs UTC; None for the present.

    Raises:
        StoppedError: The reader was interrupted.
    """
    rows = values_at(reader, "school", _SCHOOL_PATHS, at_us=at_us)
    schools = sorted((_school(row) for row in rows), key=lambda one: one.name)
    sites = tuple(one.site for one in schools)
    there = (Filter("site", Operator.IN, sites),)
    assets = tuple(
        AssetRow(*cast("tuple[Any, ...]", row))
        for row in values_at(reader, "asset", AssetRow._fields, there, at_us)
    )
    types = {
        str(uid): TypeFacts(str(name), str(kind), *cast("tuple[Any, ...]", rest))
        for uid, name, kind, *rest in values_at(reader, "asset_type", _TYPE_PATHS, at_us=at_us)
    }
    findings = _findings(reader, schools, assets, at_us)
    counts = {site: len(found) for site, found in findings.items()}
    figures = school_figures(schools, assets, types, counts, today)
    return CitySchools(tuple(figures), assets, types, _funds(reader, at_us), findings, today, at_us)


def _school(row: Sequence[Any]) -> School:
    filled: list[Any] = [
        "" if one is None and place in _TEXT_PLACES else one for place, one in enumerate(row)
    ]
    return School(*filled)


def _findings(
    reader: InventoryReader,
    schools: Sequence[School],
    assets: Sequence[AssetRow],
    at_us: int | None,
) -> dict[str, tuple[str, ...]]:
    """Return the open findings of each site: of the site, the school, and its assets."""
    rows = values_at(reader, "finding", ("uid", "subject"), (_UNRESOLVED,), at_us)
    open_ones = [(str(uid), str(subject)) for uid, subject in rows]
    if not open_ones:
        return {}
    wanted = {subject for _, subject in open_ones}
    places = {row.uid: row.site for row in assets if row.uid in wanted}
    places |= {one.site: one.site for one in schools} | {one.uid: one.site for one in schools}
    found: dict[str, tuple[str, ...]] = {}
    for uid, subject in open_ones:
        site = places.get(subject)
        if site is not None:
            found[site] = (*found.get(site, ()), uid)
    return found


def _funds(reader: InventoryReader, at_us: int | None) -> dict[str, CityFund]:
    found = {}
    for uid, name, grant, own in values_at(
        reader, "fund", ("uid", "name", "grant", "own_share"), at_us=at_us
    ):
        paid = [float(one) if isinstance(one, int | float) else 0.0 for one in (grant, own)]
        whole = sum(paid)
        found[str(uid)] = CityFund(str(name), paid[1] / whole if whole else 1.0)
    return found


def read_papers(reader: InventoryReader, site: str, at_us: int | None = None) -> SchoolPapers:
    """Return what hangs on one school beside its figures.

    Args:
        reader: Reads the inventory; used in the calling thread.
        site: Site of the school.
        at_us: The moment, µs UTC; None for the present.

    Raises:
        StoppedError: The reader was interrupted.
    """
    here = Filter("site", Operator.IS, (site,))
    sold = reader.groups(Query("asset", (here,), at_us=at_us), "supplier")
    support = (
        Filter("kind", Operator.IN, ("support", "maintenance")),
        Filter("site", Operator.IS_EMPTY),
        Filter("supplier", Operator.IN, tuple(uid for uid, _ in sold if uid)),
    )
    contracts = [
        *reader.records("contract", (here,), at_us=at_us),
        *reader.records("contract", support, at_us=at_us),
    ]
    suppliers = tuple({one.text("supplier") for one in contracts} - {""})
    vendors = reader.records("vendor", (Filter("uid", Operator.IN, suppliers),), at_us=at_us)
    return SchoolPapers(
        _networks(reader, site, at_us),
        _seats(reader, here, at_us),
        tuple(contracts),
        {one.uid: one for one in vendors},
        reader.record("site", site, at_us),
    )


def _networks(reader: InventoryReader, site: str, at_us: int | None) -> tuple[Record, ...]:
    """Return the wireless networks that the access points of a site send, or the site itself."""
    wanted = (
        Filter("site", Operator.IS, (site,)),
        Filter("type.kind", Operator.IS, ("access_point",)),
    )
    senders = [uid for (uid,) in values_at(reader, "asset", ("uid",), wanted, at_us)]
    sent = (
        Filter("from", Operator.IN, (site, *senders)),
        Filter("to_kind", Operator.IS, ("wlan",)),
    )
    found = tuple({one for (one,) in values_at(reader, "relation", ("to",), sent, at_us)})
    if not found:
        return ()
    return tuple(reader.records("wlan", (Filter("uid", Operator.IN, found),), at_us=at_us))


def _seats(
    reader: InventoryReader, here: Filter, at_us: int | None
) -> tuple[tuple[Record, int], ...]:
    counts: Counter[str] = Counter()
    for licence, count in values_at(reader, "licence_seat", ("licence", "count"), (here,), at_us):
        counts[str(licence)] += count if isinstance(count, int) else 0
    wanted = (Filter("uid", Operator.IN, tuple(counts)),)
    licences = reader.records("licence", wanted, at_us=at_us) if counts else []
    return tuple((one, counts[one.uid]) for one in licences)


def assets_of(schools: CitySchools, site: str) -> list[Key]:
    """Return the assets of a school that have a device in the profile: those that are live."""
    return [Key("asset", row.uid) for row in schools.assets if row.site == site and row.device]
