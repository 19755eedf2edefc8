"""New points as drafts: what a browsed node proposes, and the point a draft becomes."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from app.domain.cities import City
from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKind,
    SourceId,
    State,
)
from app.domain.sources import BrowseNode
from app.domain.texts import Text
from app.services.profiles import propose_point_id
from widgets.connections.node_mime import NOISE, FoundNode

_COUNTED_UNITS: Final = frozenset({"wh", "kwh", "mwh"})
_COUNTED_TYPES: Final = frozenset({"counter32", "counter64"})
"""Registers of SNMP agents."""
_STATE: Final = re.compile(r"\s*(-?\d+)\s*=\s*([^\[\]]+?)\s*(?:\[([^\[\]]*)\])?\s*")
_LONGEST_NAME: Final = 60
_MOST_DECIMALS: Final = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A point that does not exist yet; everything a person may still change.

    Attributes:
        number: Its own number in the list; permanent.
        source: The source that offers it.
        node: The node it is made of.
        id: Permanent name.
        name: Name on screen.
        kind: How its values behave.
        unit: Id of its unit; empty while none is chosen.
        field: Id of its field of action; empty while none is chosen.
        district: Id of its district; empty for the whole city.
        site: Name of the place in words.
        interval_s: Expected time between two values, s.
        decimals: Digits after the decimal mark.
        states: Named codes as text, `0 = aus; 1 = ein [ON]`.
    """

    number: int
    source: str
    node: BrowseNode
    id: str
    name: str
    kind: PointKind
    unit: str
    field: str
    district: str = ""
    site: str = ""
    interval_s: float = 60.0
    decimals: int = 1
    states: str = ""


def propose(found: FoundNode, city: City, taken: Collection[str], number: int) -> Draft:
    """Return a draft with everything that can be guessed from a node.

    Args:
        found: The node and where it was found.
        city: The profile the point shall belong to.
        taken: Ids that exist, also those of other drafts.
        number: The draft's own number.
    """
    node = found.node
    kind, states = _kind(node)
    draft = Draft(
        number=number,
        source=found.source,
        node=node,
        id=propose_point_id(_telling(found), found.source, taken),
        name=_name(found),
        kind=kind,
        unit=_unit(node, kind, city.units),
        field=_field(found.source, city),
        site=found.parent.strip("/")[:_LONGEST_NAME],
        decimals=0 if kind is PointKind.STATE else _decimals(node),
        states=states,
    )
    like = _alike(found, city)
    if like is None or (node.unit and draft.unit != like.unit.id):
        return draft
    return replace(
        draft,
        kind=like.kind,
        unit=str(like.unit.id),
        field=str(like.field),
        interval_s=like.interval_s,
        decimals=like.decimals,
        states="; ".join(map(_state_text, like.states)),
    )


def _alike(found: FoundNode, city: City) -> Point | None:
    """Return a point of the same source that measures the same by its address, if there is one."""
    end = _end(found.node.address, found.node.item)
    points = (point for point in city.points if point.source == found.source)
    alike = (point for point in points if end and _end(*_parts(point)) == end)
    return next(alike, None)


def _parts(point: Point) -> tuple[str, str]:
    return point.address.node, point.address.item


def _end(address: str, item: str) -> str:
    """Return what tells the measurement: the item, or the last part of an OPC UA name."""
    if item:
        return item
    return address.rpartition(".")[2] if ";s=" in address and "." in address else ""


def _state_text(state: State) -> str:
    words = f"{state.code} = {state.label.de}"
    return f"{words} [{state.text}]" if state.text else words


def as_point(draft: Draft, city: City) -> Point:
    """Return the point of a draft that has been checked."""
    is_simulated = any(one.is_simulated for one in city.sources if one.id == draft.source)
    return Point(
        id=PointId(draft.id),
        name=Text(draft.name.strip()),
        kind=draft.kind,
        unit=city.units[draft.unit],
        source=SourceId(draft.source),
        address=Address(draft.node.address, draft.node.item),
        field=FieldId(draft.field),
        device=DeviceId(draft.id),
        site=Text(draft.site.strip() or draft.id),
        district=draft.district,
        interval_s=draft.interval_s,
        decimals=draft.decimals,
        states=parse_states(draft.states) or () if draft.kind is PointKind.STATE else (),
        is_simulated=is_simulated,
    )


def parse_states(text: str) -> tuple[State, ...] | None:
    """Return named codes written as `0 = aus; 1 = ein [ON]`; None when they cannot be read.

    The word in brackets is the one on the wire, where the source sends words.
    """
    states = []
    for part in filter(str.strip, text.split(";")):
        match = _STATE.fullmatch(part)
        if match is None:
            return None
        code, label, word = match.groups()
        states.append(State(int(code), Text(label), (word or "").strip()))
    return tuple(states)


def _telling(found: FoundNode) -> BrowseNode:
    """Return the node with an address whose end says what it is, for the id."""
    node = found.node
    if re.match(r"(nsu=[^;]*;)?[igb]=", node.address):
        return replace(node, address=f"{found.parent} {node.name}".strip())
    levels = node.address.split("/")
    while len(levels) > 1 and levels[-1].lower() in NOISE:
        levels.pop()
    return replace(node, address="/".join(levels))


def _name(found: FoundNode) -> str:
    node = found.node
    if node.description and len(node.description) <= _LONGEST_NAME:
        return node.description
    own = node.name.rpartition("/")[2] or node.item.strip("/") or node.address
    parent = found.parent.strip("/")
    is_telling = parent and parent.lower() not in NOISE and parent not in own
    return f"{parent} {own}" if is_telling else own


def _kind(node: BrowseNode) -> tuple[PointKind, str]:
    words = node.data_type.lower()
    if "bool" in words:
        return PointKind.STATE, "0 = aus; 1 = ein"
    if words in {"text", "wort", "string", "localizedtext", "bytestring"}:
        word = re.sub(r"[\[\];=]", " ", node.value).strip()
        return PointKind.STATE, f"0 = {word} [{word}]" if word else ""
    if node.unit.lower() in _COUNTED_UNITS or words in _COUNTED_TYPES:
        return PointKind.COUNTER, ""
    return PointKind.ANALOG, ""


def _unit(node: BrowseNode, kind: PointKind, units: dict[str, EngineeringUnit]) -> str:
    """Return the unit of the node's symbol; where it has none, the one for states or counts."""
    if kind is PointKind.STATE and "state" in units:
        return "state"
    wanted = _plain(node.unit)
    if not wanted and "int" not in node.data_type.lower():
        return ""
    fitting = [unit.id for unit in units.values() if _plain(unit.symbol) == wanted]
    if wanted and not fitting:
        fitting = [id_ for id_ in units if id_.lower() == wanted]
    return fitting[0] if fitting else ""


def _plain(symbol: str) -> str:
    """Return a symbol without case and the two ways to write micro, degrees and cubes."""
    same = str.maketrans({"μ": "µ", "³": "3", "²": "2", " ": None, "\u202f": None, "^": None})
    return symbol.translate(same).lower()


def _field(source: str, city: City) -> str:
    """Return the field of action that most points of a source belong to."""
    counted = Counter(str(point.field) for point in city.points if point.source == source)
    if counted:
        return counted.most_common(1)[0][0]
    return str(city.fields[0].id) if city.fields else ""


def _decimals(node: BrowseNode) -> int:
    if "int" in node.data_type.lower():
        return 0
    digits = re.fullmatch(r"-?\d+(?:[.,](\d+))?", node.value.strip())
    if digits is None:
        return 1
    return min(len(digits.group(1) or ""), _MOST_DECIMALS)
