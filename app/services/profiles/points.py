"""From devices and their types to points, each with an address of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.cities import SourceConfig
from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Location,
    Point,
    PointId,
    PointKey,
    SourceId,
    State,
)
from app.domain.texts import Text
from app.services.profiles import faults
from app.services.profiles.names import (
    Entry,
    Names,
    check_id,
    locate,
    require,
    unique_devices,
)
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import (
    AlarmTable,
    DeviceTable,
    PointTable,
    PointTemplate,
    RuleTable,
    TileTable,
    TypeTable,
    text_of,
)
from app.services.profiles.templates import (
    Variables,
    check_address,
    check_type,
    check_values,
    filled,
    filled_text,
    states_of,
)

_RESERVED = frozenset({"limit", "place", "point", "uplink"})
"""Names that templates fill by themselves."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A point with what alarms need to know of where it came from.

    Attributes:
        point: The point.
        origin: Where it, or the device that carries it, was written.
        alarms: The alarms of its template.
        variables: What fills the braces in alarm texts, per language (`de`, `en`).
        uplink: The device that connects the point's device; empty for none.
    """

    point: Point
    origin: Origin
    alarms: tuple[Entry[AlarmTable], ...]
    variables: Variables
    uplink: str = ""


@dataclass
class _Drafts:
    """Collects points and refuses what must be unique."""

    findings: Findings
    by_id: dict[PointId, Draft] = field(default_factory=dict)
    _keys: dict[PointKey, PointId] = field(default_factory=dict)
    _addresses: dict[tuple[SourceId, Address], PointId] = field(default_factory=dict)

    def add(self, draft: Draft, key: str) -> None:
        point, origin = draft.point, draft.origin
        if point.id in self.by_id:
            other = self.by_id[point.id].origin
            self.findings.add(faults.DUPLICATE_ID, origin.at(key), value=point.id, other=other)
            return
        same_number = self._keys.setdefault(point.key, point.id)
        if same_number != point.id:
            self.findings.add(faults.SAME_NUMBER, origin.at(key), value=point.id, other=same_number)
        same_address = self._addresses.setdefault((point.source, point.address), point.id)
        if same_address != point.id:
            value = f"{point.address.node} {point.address.item}".strip()
            self.findings.add(faults.SAME_ADDRESS, origin.at(key), value=value, other=same_address)
        self.by_id[point.id] = draft


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a device or point is, and what it is called there."""

    site: Text
    district: str
    location: Location | None


def build_points(
    devices: list[Entry[DeviceTable]],
    points: list[Entry[PointTable]],
    names: Names,
    findings: Findings,
) -> dict[PointId, Draft]:
    """Return all points by id: those of the devices, then the single ones."""
    for entry in names.types.values():
        check_type(entry, names, findings)
    drafts = _Drafts(findings)
    states: dict[int, tuple[State, ...]] = {}
    for device in unique_devices(devices, findings):
        _add_device(device, names, drafts, states)
    for single in points:
        _add_single(single, names, drafts)
    return drafts.by_id


# --- devices --------------------------------------------------------------------------------


def _spot(
    table: DeviceTable | PointTable, origin: Origin, names: Names, findings: Findings
) -> _Spot:
    """Return where something is; its own words go before those of its place."""
    place = None
    if table.place and require(table.place, names.places, "place", origin, findings):
        place = names.places[table.place]
    if table.district:
        require(table.district, names.districts, "district", origin, findings)
    location = locate(table.lon, table.lat, names.city.table.box, origin, findings)
    site, district = text_of(table.site), table.district
    if place is not None:
        location = location or Location(place.lon, place.lat)
        site = site if site.de else text_of(place.name)
        district = district or place.district
    return _Spot(site if site.de else Text(table.id), district, location)


def _variables(
    table: DeviceTable, spot: _Spot, names: Names, origin: Origin, findings: Findings
) -> tuple[dict[str, str], dict[str, str]]:
    district = names.districts.get(spot.district)
    both = []
    for language in ("de", "en"):
        variables = {
            "device": table.id,
            "site": spot.site.in_language(language),
            "district": district.name.in_language(language) if district else "",
        }
        for name, value in table.vars.items():
            if name in variables or name in _RESERVED:
                findings.add(faults.RESERVED_VARIABLE, origin.at("vars", name), value=name)
            variables[name] = str(value)
        both.append(variables)
    return both[0], both[1]


def _uplink(
    table: DeviceTable,
    kind: TypeTable,
    variables: Mapping[str, str],
    origin: Origin,
    findings: Findings,
) -> str:
    """Return what connects a device, by its own word or by its type's template."""
    if table.uplink or not kind.uplink:
        return table.uplink
    return filled(kind.uplink, {**variables, "place": table.place}, origin, findings)


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A device with everything that its points share."""

    table: DeviceTable
    kind: TypeTable
    source: SourceConfig
    node: str
    spot: _Spot
    variables: Variables
    uplink: str


def _device_address(
    carrier: _Carrier, template: PointTemplate, origin: Origin, findings: Findings
) -> Address:
    item = template.items.get(carrier.source.id, template.item)
    address = Address(
        filled(template.node or carrier.node, carrier.variables[0], origin, findings),
        filled(item, carrier.variables[0], origin, findings),
    )
    check_address(address, carrier.source.kind, origin, findings)
    return address


def _device_point(
    carrier: _Carrier,
    template: PointTemplate,
    look: tuple[Text, EngineeringUnit, tuple[State, ...]],
    address: Address,
) -> Point:
    name, unit, states = look
    return Point(
        id=PointId(f"{carrier.table.id}.{template.suffix}"),
        name=name,
        kind=template.kind,
        unit=unit,
        source=carrier.source.id,
        address=address,
        field=FieldId(carrier.table.field or carrier.kind.field),
        device=DeviceId(carrier.table.id),
        site=carrier.spot.site,
        type=f"{carrier.kind.id}.{template.suffix}",
        district=carrier.spot.district,
        location=carrier.spot.location,
        interval_s=template.interval_s,
        decimals=template.decimals,
        scale=template.scale,
        offset=template.offset,
        resolution_us=template.resolution_us,
        states=states,
        is_writable=template.writable,
        is_simulated=carrier.source.is_simulated,
    )


def _carrier(
    entry: Entry[DeviceTable],
    kind: TypeTable,
    spot: _Spot,
    names: Names,
    findings: Findings,
) -> _Carrier:
    """Return a device, whose source is known, with what its points share."""
    table, origin = entry.table, entry.origin
    source = table.source or kind.source
    variables = _variables(table, spot, names, origin, findings)
    uplink = _uplink(table, kind, variables[0], origin, findings)
    if uplink:
        variables = ({**variables[0], "uplink": uplink}, {**variables[1], "uplink": uplink})
    return _Carrier(
        table=table,
        kind=kind,
        source=names.sources[source],
        node=kind.node or names.source_entries[source].table.node,
        spot=spot,
        variables=variables,
        uplink=uplink,
    )


def _add_device(
    entry: Entry[DeviceTable], names: Names, drafts: _Drafts, states: dict[int, tuple[State, ...]]
) -> None:
    """Add the points that a device has by its type."""
    table, origin, findings = entry.table, entry.origin, drafts.findings
    spot = _spot(table, origin, names, findings)
    if table.field:
        require(table.field, names.fields, "field", origin, findings)
    if not require(table.type, names.types, "type", origin, findings):
        return
    kind = names.types[table.type]
    source = table.source or kind.table.source
    if not source:
        findings.add(faults.NO_SOURCE, origin)
        return
    if not require(source, names.sources, "source", origin, findings):
        return
    carrier = _carrier(entry, kind.table, spot, names, findings)
    for index, template in enumerate(kind.table.point):
        inner = kind.origin.at("point", index)
        if not (template.node or carrier.node):
            findings.add(faults.NO_NODE, inner, value=template.suffix)
        elif template.unit in names.units:
            if id(template) not in states:
                states[id(template)] = states_of(template.states)
            unit = names.units[template.unit]
            address = _device_address(carrier, template, origin, findings)
            name = filled_text(template.name, carrier.variables, origin, findings)
            point = _device_point(carrier, template, (name, unit, states[id(template)]), address)
            alarms = tuple(
                Entry(alarm, inner.at("alarm", number))
                for number, alarm in enumerate(template.alarm)
            )
            drafts.add(Draft(point, origin, alarms, carrier.variables, carrier.uplink), "id")


# --- single points --------------------------------------------------------------------------


def _add_single(entry: Entry[PointTable], names: Names, drafts: _Drafts) -> None:
    table, origin, findings = entry.table, entry.origin, drafts.findings
    check_id(table.id, origin, findings)
    check_values(table, origin, names, findings)
    spot = _spot(table, origin, names, findings)
    is_known = [
        require(table.field, names.fields, "field", origin, findings),
        require(table.source, names.sources, "source", origin, findings),
        table.unit in names.units,
    ]
    if not all(is_known):
        return
    source = names.sources[table.source]
    address = Address(table.node, table.item)
    check_address(address, source.kind, origin.at("node"), findings)
    point = Point(
        id=PointId(table.id),
        name=text_of(table.name),
        kind=table.kind,
        unit=names.units[table.unit],
        source=source.id,
        address=address,
        field=FieldId(table.field),
        device=DeviceId(table.device or table.id),
        site=spot.site,
        type=table.type,
        district=spot.district,
        location=spot.location,
        interval_s=table.interval_s,
        decimals=table.decimals,
        scale=table.scale,
        offset=table.offset,
        resolution_us=table.resolution_us,
        states=states_of(table.states),
        is_writable=table.writable,
        is_simulated=source.is_simulated,
    )
    alarms = tuple(
        Entry(alarm, origin.at("alarm", index)) for index, alarm in enumerate(table.alarm)
    )
    texts = {"device": str(point.device)}
    de = texts | {"site": spot.site.de}
    en = texts | {"site": spot.site.in_language("en")}
    drafts.add(Draft(point, origin, alarms, (de, en)), "id")


# --- selections -----------------------------------------------------------------------------


def chosen(
    drafts: Mapping[PointId, Draft],
    selection: RuleTable | TileTable,
    origin: Origin,
    findings: Findings,
) -> list[PointId]:
    """Return the points that a rule or a tile means: by id, or by type and district.

    Args:
        drafts: All points.
        selection: The table with `points`, `type` and `district`.
        origin: Where it was written.
        findings: Takes names that do not exist, and a selection without any point.
    """
    ids, kind, district = selection.points, selection.type, selection.district
    found = [
        PointId(id_)
        for index, id_ in enumerate(ids)
        if require(id_, drafts, "points", origin, findings, index)
    ]
    if kind:
        found += [
            id_
            for id_, draft in drafts.items()
            if draft.point.type == kind and district in {"", draft.point.district}
        ]
    if not found and not ids:
        findings.add(faults.NOTHING_CHOSEN, origin.at("type"))
    return list(dict.fromkeys(found))
