"""From devices and their types to points, each with an address of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.points import (
    Address,
    DeviceId,
    FieldId,
    Location,
    Point,
    PointId,
    PointKey,
    PointKind,
    SourceId,
    State,
)
from app.domain.sources import SourceKind
from app.domain.texts import Text
from app.services.profiles import faults
from app.services.profiles.names import (
    Entry,
    Names,
    check_id,
    locate,
    named,
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
    StateTable,
    TextTable,
    TileTable,
    TypeTable,
    text_of,
)

_VARIABLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_OPCUA_NODE = re.compile(r"(nsu=[^;]+;)?[sigb]=.+", re.DOTALL)
_MOST_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Draft:
    """A point with what alarms need to know of where it came from.

    Attributes:
        point: The point.
        origin: Where it, or the device that carries it, was written.
        alarms: The alarms of its template.
        variables: What fills the braces in alarm texts, per language (`de`, `en`).
    """

    point: Point
    origin: Origin
    alarms: tuple[Entry[AlarmTable], ...]
    variables: tuple[Mapping[str, str], Mapping[str, str]]


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
        _check_type(entry, names, findings)
    drafts = _Drafts(findings)
    states: dict[int, tuple[State, ...]] = {}
    for device in unique_devices(devices, findings):
        _add_device(device, names, drafts, states)
    for single in points:
        _add_single(single, names, drafts)
    return drafts.by_id


# --- templates ------------------------------------------------------------------------------


def filled(text: str, variables: Mapping[str, str], origin: Origin, findings: Findings) -> str:
    """Fill the braces of a template; a variable nobody gave is noted once per device."""
    if "{" not in text:
        return text

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in variables:
            findings.add(faults.MISSING_VARIABLE, origin.at("vars", name), value=name)
            return ""
        return variables[name]

    return _VARIABLE.sub(value, text)


def _filled_text(
    value: str | TextTable,
    variables: tuple[Mapping[str, str], Mapping[str, str]],
    origin: Origin,
    findings: Findings,
) -> Text:
    text = text_of(value)
    return Text(
        filled(text.de, variables[0], origin, findings),
        filled(text.en, variables[1], origin, findings),
    )


# --- checks on what was written once --------------------------------------------------------


def _check_type(entry: Entry[TypeTable], names: Names, findings: Findings) -> None:
    table, origin = entry.table, entry.origin
    named(table.name, origin.at("name"), findings)
    require(table.field, names.fields, "field", origin, findings)
    if table.source:
        require(table.source, names.sources, "source", origin, findings)
    suffixes: set[str] = set()
    for index, template in enumerate(table.point):
        inner = origin.at("point", index)
        if template.suffix in suffixes:
            findings.add(
                faults.DUPLICATE_ID, inner.at("suffix"), value=template.suffix, other=table.id
            )
        suffixes.add(template.suffix)
        for source in template.items:
            require(source, names.sources, "items", inner, findings)
        check_values(template, inner, names, findings)


def check_values(
    table: PointTemplate | PointTable, origin: Origin, names: Names, findings: Findings
) -> None:
    """Check what a template and a single point have in common."""
    named(table.name, origin.at("name"), findings)
    require(table.unit, names.units, "unit", origin, findings)
    for key, value in (("interval_s", table.interval_s), ("resolution_us", table.resolution_us)):
        if value <= 0:
            findings.add(faults.NOT_POSITIVE, origin.at(key), value=f"{value:g}")
    if not 0 <= table.decimals <= _MOST_DECIMALS:
        findings.add(
            faults.OUT_OF_RANGE,
            origin.at("decimals"),
            value=table.decimals,
            low=0,
            high=_MOST_DECIMALS,
        )
    if table.scale == 0:
        findings.add(faults.ZERO_SCALE, origin.at("scale"))
    _check_states(table, origin, findings)


def _check_states(table: PointTemplate | PointTable, origin: Origin, findings: Findings) -> None:
    if table.kind is PointKind.STATE and not table.states:
        findings.add(faults.NO_STATES, origin)
    if table.kind is not PointKind.STATE and table.states:
        findings.add(faults.STRAY_STATES, origin.at("states"))
    codes: set[int] = set()
    words: set[str] = set()
    for index, state in enumerate(table.states):
        named(state.label, origin.at("states", index, "label"), findings)
        if state.code in codes or state.text in words:
            findings.add(faults.SAME_STATE, origin.at("states", index), value=state.code)
        codes.add(state.code)
        words |= {state.text} - {""}


def _states(tables: list[StateTable]) -> tuple[State, ...]:
    return tuple(
        State(table.code, text_of(table.label), table.text, table.abnormal) for table in tables
    )


def _check_address(address: Address, kind: SourceKind, origin: Origin, findings: Findings) -> None:
    node = address.node
    if kind is SourceKind.MQTT and (not node.strip() or "+" in node or "#" in node):
        findings.add(faults.BAD_TOPIC, origin, value=node)
    if kind is SourceKind.OPCUA and not _OPCUA_NODE.fullmatch(node):
        findings.add(faults.BAD_NODE, origin, value=node)


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
            if name in variables or name in {"limit", "point"}:
                findings.add(faults.RESERVED_VARIABLE, origin.at("vars", name), value=name)
            variables[name] = str(value)
        both.append(variables)
    return both[0], both[1]


def _add_device(
    entry: Entry[DeviceTable], names: Names, drafts: _Drafts, states: dict[int, tuple[State, ...]]
) -> None:
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
    variables = _variables(table, spot, names, origin, findings)
    for index, template in enumerate(kind.table.point):
        if template.unit not in names.units:
            continue
        inner = kind.origin.at("point", index)
        node = template.node or kind.table.node or names.source_entries[source].table.node
        if not node:
            findings.add(faults.NO_NODE, inner, value=template.suffix)
            continue
        item = template.items.get(source, template.item)
        address = Address(
            filled(node, variables[0], origin, findings),
            filled(item, variables[0], origin, findings),
        )
        _check_address(address, names.sources[source].kind, origin, findings)
        if id(template) not in states:
            states[id(template)] = _states(template.states)
        point = Point(
            id=PointId(f"{table.id}.{template.suffix}"),
            name=_filled_text(template.name, variables, origin, findings),
            kind=template.kind,
            unit=names.units[template.unit],
            source=SourceId(source),
            address=address,
            field=FieldId(table.field or kind.table.field),
            device=DeviceId(table.id),
            site=spot.site,
            type=f"{table.type}.{template.suffix}",
            district=spot.district,
            location=spot.location,
            interval_s=template.interval_s,
            decimals=template.decimals,
            scale=template.scale,
            offset=template.offset,
            resolution_us=template.resolution_us,
            states=states[id(template)],
            is_writable=template.writable,
            is_simulated=names.sources[source].is_simulated,
        )
        alarms = tuple(
            Entry(alarm, inner.at("alarm", number)) for number, alarm in enumerate(template.alarm)
        )
        drafts.add(Draft(point, origin, alarms, variables), "id")


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
    _check_address(address, source.kind, origin.at("node"), findings)
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
        states=_states(table.states),
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
