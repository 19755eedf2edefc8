"""What a profile gives names to: city, fields, districts, units, sources, places, limits, types.

Everything else in a profile refers to these names. `Register` looks them up and notes a finding,
with the nearest known name as a hint, when a name was never given.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from app.domain.cities import District, FieldOfAction, LegalLimit, SourceConfig
from app.domain.points import EngineeringUnit, FieldId, Location, SourceId
from app.domain.sources import SourceKind
from app.domain.texts import Text
from app.services.profiles import faults
from app.services.profiles.conversion import convert
from app.services.profiles.problems import Document, Findings, Origin
from app.services.profiles.tables import (
    CityTable,
    DeviceTable,
    DistrictTable,
    DocumentTable,
    FieldTable,
    GuidanceTable,
    LayerTable,
    LimitTable,
    MapTable,
    OnlineTable,
    PlaceTable,
    PointTable,
    RuleTable,
    ShiftTable,
    SourceTable,
    TextTable,
    TileTable,
    TypeTable,
    UnitTable,
    text_of,
)

T = TypeVar("T")
V = TypeVar("V")

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9._-]{0,119}")
"""What ids of a profile look like: readable in files, topics and alarm names alike."""

_SCHEMES = {
    SourceKind.MQTT: ("sim:mqtt", "mqtt://", "mqtts://"),
    SourceKind.OPCUA: ("sim:opcua", "opc.tcp://"),
    SourceKind.SNMP: ("sim:snmp", "snmp://"),
    SourceKind.ICMP: ("sim:icmp", "icmp://"),
}


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A table with where it was written."""

    table: T
    origin: Origin


@dataclass
class Tables:
    """All tables of all files, by kind, in the order of the profile."""

    cities: list[Entry[CityTable]] = field(default_factory=list)
    fields: list[Entry[FieldTable]] = field(default_factory=list)
    districts: list[Entry[DistrictTable]] = field(default_factory=list)
    units: list[Entry[UnitTable]] = field(default_factory=list)
    sources: list[Entry[SourceTable]] = field(default_factory=list)
    places: list[Entry[PlaceTable]] = field(default_factory=list)
    types: list[Entry[TypeTable]] = field(default_factory=list)
    devices: list[Entry[DeviceTable]] = field(default_factory=list)
    points: list[Entry[PointTable]] = field(default_factory=list)
    rules: list[Entry[RuleTable]] = field(default_factory=list)
    limits: list[Entry[LimitTable]] = field(default_factory=list)
    tiles: list[Entry[TileTable]] = field(default_factory=list)
    guidance: list[Entry[GuidanceTable]] = field(default_factory=list)
    shifts: list[Entry[ShiftTable]] = field(default_factory=list)
    maps: list[Entry[MapTable]] = field(default_factory=list)
    layers: list[Entry[LayerTable]] = field(default_factory=list)
    online: list[Entry[OnlineTable]] = field(default_factory=list)


def gather(documents: Iterable[Document], findings: Findings) -> Tables:
    """Convert the data of all files; a file with wrong shapes is left out and explained."""
    tables = Tables()
    for document in documents:
        origin = Origin(document)
        content = convert(document.data, DocumentTable, origin, findings)
        if content is None:
            continue
        if content.city is not None:
            tables.cities.append(Entry(content.city, origin.at("city")))
        tables.fields += _entries(content.fields, "field", origin)
        tables.districts += _entries(content.districts, "district", origin)
        tables.units += _entries(content.units, "unit", origin)
        tables.sources += _entries(content.sources, "source", origin)
        tables.places += _entries(content.places, "place", origin)
        tables.types += _entries(content.types, "type", origin)
        tables.devices += _entries(content.devices, "device", origin)
        tables.points += _entries(content.points, "point", origin)
        tables.rules += _entries(content.rules, "rule", origin)
        tables.limits += _entries(content.limits, "limit", origin)
        tables.tiles += _entries(content.tiles, "tile", origin)
        tables.guidance += _entries(content.guidance, "guidance", origin)
        tables.shifts += _entries(content.shifts, "shift", origin)
        if content.map is not None:
            tables.maps.append(Entry(content.map, origin.at("map")))
        tables.layers += _entries(content.layers, "layer", origin)
        tables.online += _entries(content.online, "online", origin)
    return tables


def _entries(tables: list[T], name: str, origin: Origin) -> list[Entry[T]]:
    return [Entry(table, origin.at(name, index)) for index, table in enumerate(tables)]


@dataclass
class Names:
    """The named things of a profile, checked.

    Attributes:
        city: The city's own table.
        zone: Its time zone, None when there is none of that name.
        fields: Fields of action by id.
        districts: Districts by id.
        units: Units by id.
        sources: Sources by id.
        source_entries: How the sources were written.
        places: Places by id.
        types: Device types by id.
        limits: Rows of legal limits by the id they share.
    """

    city: Entry[CityTable]
    zone: ZoneInfo | None
    fields: dict[str, FieldOfAction]
    districts: dict[str, District]
    units: dict[str, EngineeringUnit]
    sources: dict[str, SourceConfig]
    source_entries: dict[str, Entry[SourceTable]]
    places: dict[str, PlaceTable]
    types: dict[str, Entry[TypeTable]]
    limits: dict[str, list[LegalLimit]]


def name_things(tables: Tables, findings: Findings) -> Names | None:
    """Check everything that has a name; None when there is no city to name."""
    if not tables.cities:
        findings.add(faults.NO_CITY, Origin(Document("city.toml", {}, "")))
        return None
    for extra in tables.cities[1:]:
        other = tables.cities[0].origin
        findings.add(faults.DUPLICATE_ID, extra.origin, value=extra.table.id, other=other)
    city = tables.cities[0]
    zone = _check_city(city, findings)
    districts = _unique(tables.districts, lambda table: table.id, findings)
    for entry in districts.values():
        locate(entry.table.lon, entry.table.lat, city.table.box, entry.origin, findings)
    sources = _unique(tables.sources, lambda table: table.id, findings)
    places = _unique(tables.places, lambda table: table.id, findings)
    for place in places.values():
        require(place.table.district, districts, "district", place.origin, findings)
        locate(place.table.lon, place.table.lat, city.table.box, place.origin, findings)
    units = _unique(tables.units, lambda table: table.id, findings)
    types = _unique(tables.types, lambda table: table.id, findings)
    fields = _unique(tables.fields, lambda table: table.id, findings)
    return Names(
        city=city,
        zone=zone,
        fields={id_: _field(entry, findings) for id_, entry in fields.items()},
        districts={id_: _district(entry, findings) for id_, entry in districts.items()},
        units={
            id_: EngineeringUnit(
                id_,
                entry.table.symbol,
                named(entry.table.name, entry.origin.at("name"), findings),
                entry.table.quantity,
            )
            for id_, entry in units.items()
        },
        sources={id_: _source(entry, findings) for id_, entry in sources.items()},
        source_entries=sources,
        places={id_: entry.table for id_, entry in places.items()},
        types=types,
        limits=_limits(tables.limits, units, findings),
    )


def require(
    name: str,
    known: Mapping[V, object],
    key: str,
    origin: Origin,
    findings: Findings,
    *inside: int,
) -> bool:
    """Tell whether a name is known, and note a finding at `origin.key` when it is not.

    Args:
        name: The name.
        known: What is known, by name.
        key: The key that refers to it.
        origin: The table that holds the key.
        findings: Takes the finding.
        *inside: Place in the key's list, if it is one.
    """
    if name in known:
        return True
    from difflib import get_close_matches  # noqa: PLC0415  (only needed when something is wrong)

    near = get_close_matches(name, map(str, known), 1)
    kind, kind_en = KINDS[key]
    findings.add(
        faults.UNKNOWN_NAME,
        origin.at(key, *inside),
        value=name,
        kind=kind,
        kind_en=kind_en,
        hint=f" Meinten Sie „{near[0]}“?" if near else "",
        hint_en=f" Did you mean “{near[0]}”?" if near else "",
    )
    return False


KINDS = {
    "district": ("Stadtbezirk", "district"),
    "field": ("Handlungsfeld", "field of action"),
    "limit": ("Grenze", "limit"),
    "place": ("Ort", "place"),
    "points": ("Datenpunkt", "point"),
    "source": ("Quelle", "source"),
    "items": ("Quelle", "source"),
    "subject": ("Teil der Stadt", "part of the city"),
    "uplink": ("Gerät", "device"),
    "type": ("Typ", "type"),
    "unit": ("Einheit", "unit"),
}


def named(value: str | TextTable, origin: Origin, findings: Findings) -> Text:
    """Return a text that must not be empty."""
    text = text_of(value)
    if not text.de.strip():
        findings.add(faults.EMPTY_TEXT, origin)
    return text


def locate(
    lon: float | None, lat: float | None, box: list[float], origin: Origin, findings: Findings
) -> Location | None:
    """Return a position that lies in the city's rectangle, None when there is none."""
    if lon is None and lat is None:
        return None
    if lon is None or lat is None:
        findings.add(faults.HALF_POSITION, origin)
        return None
    if len(box) == _CORNERS and not (box[0] <= lon <= box[2] and box[1] <= lat <= box[3]):
        findings.add(faults.OUTSIDE, origin.at("lon"), value=f"{lon:.4f}, {lat:.4f}")
    return Location(lon, lat)


_CORNERS = 4


def check_id(value: str, origin: Origin, findings: Findings, key: str = "id") -> None:
    """Note a finding when an id has an unsuitable form."""
    if not ID_PATTERN.fullmatch(value):
        findings.add(faults.BAD_ID, origin.at(key), value=value)


def _unique(
    entries: list[Entry[V]], id_of: Callable[[V], str], findings: Findings
) -> dict[str, Entry[V]]:
    found: dict[str, Entry[V]] = {}
    for entry in entries:
        id_ = id_of(entry.table)
        check_id(id_, entry.origin, findings)
        if id_ in found:
            other = found[id_].origin
            findings.add(faults.DUPLICATE_ID, entry.origin.at("id"), value=id_, other=other)
        else:
            found[id_] = entry
    return found


def unique_devices(
    entries: list[Entry[DeviceTable]], findings: Findings
) -> list[Entry[DeviceTable]]:
    """Return the devices whose id is their own."""
    return list(_unique(entries, lambda table: table.id, findings).values())


def _check_city(entry: Entry[CityTable], findings: Findings) -> ZoneInfo | None:
    city, origin = entry.table, entry.origin
    check_id(city.id, origin, findings)
    named(city.name, origin.at("name"), findings)
    zone = None
    try:
        zone = ZoneInfo(city.time_zone)
    except (ValueError, OSError, LookupError):
        # ZoneInfoNotFoundError is a LookupError; odd names end as ValueError or OSError.
        findings.add(faults.UNKNOWN_TIME_ZONE, origin.at("time_zone"), value=city.time_zone)
    box = city.box
    is_sound = (
        len(box) == _CORNERS
        and -180.0 <= box[0] < box[2] <= 180.0  # noqa: PLR2004  (the earth)
        and -90.0 <= box[1] < box[3] <= 90.0  # noqa: PLR2004  (the earth)
    )
    if not is_sound:
        findings.add(faults.BAD_BOX, origin.at("box"))
    return zone


def _field(entry: Entry[FieldTable], findings: Findings) -> FieldOfAction:
    table = entry.table
    name = named(table.name, entry.origin.at("name"), findings)
    return FieldOfAction(FieldId(table.id), name, table.icon, table.order)


def _district(entry: Entry[DistrictTable], findings: Findings) -> District:
    table = entry.table
    name = named(table.name, entry.origin.at("name"), findings)
    return District(table.id, name, Location(table.lon, table.lat))


def _source(entry: Entry[SourceTable], findings: Findings) -> SourceConfig:
    table = entry.table
    schemes = _SCHEMES[table.kind]
    if not table.url.startswith(schemes):
        findings.add(
            faults.URL_WITHOUT_SCHEME,
            entry.origin.at("url"),
            value=table.url,
            known=" · ".join(schemes),
        )
    return SourceConfig(
        id=SourceId(table.id),
        name=named(table.name, entry.origin.at("name"), findings),
        kind=table.kind,
        url=table.url,
        is_simulated=table.simulated,
        options=table.options,
    )


def _limits(
    entries: list[Entry[LimitTable]], units: Mapping[str, object], findings: Findings
) -> dict[str, list[LegalLimit]]:
    rows: dict[str, list[LegalLimit]] = {}
    for entry in entries:
        table, origin = entry.table, entry.origin
        check_id(table.id, origin, findings)
        require(table.unit, units, "unit", origin, findings)
        same = rows.setdefault(table.id, [])
        if any(row.valid_from == table.valid_from for row in same):
            value = f"{table.id} {table.valid_from}"
            findings.add(faults.DUPLICATE_ID, origin.at("valid_from"), value=value, other=table.id)
        same.append(
            LegalLimit(
                id=table.id,
                value=table.value,
                unit=table.unit,
                averaging=text_of(table.averaging),
                law=table.law,
                valid_from=table.valid_from,
                valid_until=table.valid_until,
            )
        )
    return rows
