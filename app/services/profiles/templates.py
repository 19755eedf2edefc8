"""What templates, single points and addresses must fulfil, and how braces are filled.

Templates are checked once, where they were written, and not again for each device.
"""

import re
from collections.abc import Mapping

from app.domain.points import Address, PointKind, State
from app.domain.sources import SourceKind
from app.domain.texts import Text
from app.services.profiles import faults
from app.services.profiles.names import Entry, Names, check_id, named, require
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import (
    PointTable,
    PointTemplate,
    StateTable,
    TextTable,
    TypeTable,
    text_of,
)

_VARIABLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_OPCUA_NODE = re.compile(r"(nsu=[^;]+;)?[sigb]=.+", re.DOTALL)
POLLED = frozenset({SourceKind.SNMP, SourceKind.ICMP})
"""Sources whose devices are asked: a node is a device, an item what is asked of it."""
SNMP_MEASURE = re.compile(
    r"agent\.up"
    r"|(?P<rate>rate\()?"
    r"(\.?[0-2](\.\d{1,10}){2,120}"
    r"|[A-Za-z][A-Za-z0-9]*(\[[^\[\]]{1,120}\]|(\.\d{1,10})*))"
    r"(?(rate)\))"
)
"""What of an SNMP agent: a number of the MIB, or a name with its place; `rate(…)` around it."""
ICMP_MEASURES = frozenset({"ping.up", "ping.rtt", "ping.loss", "ping.jitter"})
"""What an echo tells of a host."""
AGENT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]{1,253})(:\d{1,5})?|[0-9A-Fa-f:.]+")
"""A device that is asked: a name or an address, and perhaps a port."""
_MOST_DECIMALS = 9

Variables = tuple[Mapping[str, str], Mapping[str, str]]
"""What fills the braces of texts, by name: for German, for English."""

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


def filled_text(
    value: str | TextTable,
    variables: Variables,
    origin: Origin,
    findings: Findings,
) -> Text:
    """Return a text with its braces filled in each language."""
    text = text_of(value)
    return Text(
        filled(text.de, variables[0], origin, findings),
        filled(text.en, variables[1], origin, findings),
    )


# --- checks on what was written once --------------------------------------------------------


def check_type(entry: Entry[TypeTable], names: Names, findings: Findings) -> None:
    """Check a device type and the templates of its points."""
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
        check_id(template.suffix, inner, findings, "suffix")
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


def states_of(tables: list[StateTable]) -> tuple[State, ...]:
    """Return the named states as the domain has them."""
    return tuple(
        State(table.code, text_of(table.label), table.text, table.abnormal) for table in tables
    )


def check_address(address: Address, kind: SourceKind, origin: Origin, findings: Findings) -> None:
    """Check that a source of this kind can keep a single point under the address."""
    node = address.node
    if kind is SourceKind.MQTT and (not node.strip() or "+" in node or "#" in node):
        findings.add(faults.BAD_TOPIC, origin, value=node)
    if kind is SourceKind.OPCUA and not _OPCUA_NODE.fullmatch(node):
        findings.add(faults.BAD_NODE, origin, value=node)
    if kind in POLLED:
        if not AGENT.fullmatch(node):
            findings.add(faults.BAD_AGENT, origin, value=node)
        if not is_measure(address.item, kind):
            findings.add(faults.BAD_MEASURE, origin, value=address.item)


def is_measure(item: str, kind: SourceKind) -> bool:
    """Tell whether a source of this kind that asks its devices can ask for a measure."""
    if kind is SourceKind.ICMP:
        return item in ICMP_MEASURES
    return SNMP_MEASURE.fullmatch(item) is not None
