"""From the fields of an event to what it says of a condition. Never raises."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from asyncua import ua
from typing_extensions import TypeIs

from app.domain.samples import NO_TIME, Quality
from connectors.opcua.addresses import NodeAddress
from connectors.opcua.event_fields import CONDITION
from connectors.opcua.values import OLDEST_US, microseconds, quality_of, source_time_us

LONGEST_TEXT: Final = 1_000
"""Characters of a message or comment that are kept; a journal is no place for more."""

LONGEST_US: Final = 366 * 86_400_000_000
"""A shelf for longer than a year is one without an end."""

_JITTER_US: Final = 2_000_000
"""A shelf's rest that was read at two moments gives ends that differ by less."""

_STATES: Final = {
    "is_retained": "Retain",
    "is_enabled": "Enabled",
    "is_active": "Active",
    "is_acknowledged": "Acknowledged",
    "is_confirmed": "Confirmed",
    "is_suppressed": "Suppressed",
    "is_out_of_service": "OutOfService",
    "is_latched": "Latched",
}
"""Attributes that are plain flags, and what their fields are called."""

_SIGNED: Final = re.compile(r"^(?P<text>.*?) ?\[Leitstand: (?P<actor>[^\[\]]*)\]$", re.DOTALL)


class Shelving(Enum):
    """State of a shelf at the server."""

    NONE = "none"
    TIMED = "timed"
    ONE_SHOT = "one_shot"


_SHELVINGS: Final = {
    ua.ObjectIds.ShelvedStateMachineType_Unshelved: Shelving.NONE,
    ua.ObjectIds.ShelvedStateMachineType_TimedShelved: Shelving.TIMED,
    ua.ObjectIds.ShelvedStateMachineType_OneShotShelved: Shelving.ONE_SHOT,
}


@dataclass(frozen=True, slots=True)
class ConditionEvent:
    """What an event says of a condition or of one of its branches; None where it says nothing.

    Attributes:
        condition: The condition's permanent address.
        branch: Id of the branch; empty for the condition itself.
        event_id: Id that a method must name.
        name: The condition's name.
        message: What the server says.
        severity: 1 to 1000, 0 where it is none of these.
        watched: Addresses of the nodes it watches, the likeliest first.
        time_us: When it happened, µs UTC.
        received_us: When it was received.
        is_retained: Whether it is of interest.
        is_enabled: Whether the server judges it at all.
        is_active: Whether it holds.
        is_acknowledged: Whether somebody has seen it.
        is_confirmed: Whether somebody has confirmed the remedy.
        is_suppressed: Whether the server hides it by design.
        is_out_of_service: Whether it is out of service.
        is_latched: Whether it waits for a reset.
        shelving: State of its shelf.
        until_us: End of a timed shelf, `NO_TIME` where there is none.
        since_us: When it became active or inactive, `NO_TIME` where the server does not say.
        quality: Of the value it watches.
        actor: Who did it.
        comment: What they wrote.
    """

    condition: str
    branch: str
    event_id: bytes
    name: str
    message: str
    severity: int
    watched: tuple[str, ...]
    time_us: int
    received_us: int
    is_retained: bool | None = None
    is_enabled: bool | None = None
    is_active: bool | None = None
    is_acknowledged: bool | None = None
    is_confirmed: bool | None = None
    is_suppressed: bool | None = None
    is_out_of_service: bool | None = None
    is_latched: bool | None = None
    shelving: Shelving | None = None
    until_us: int = NO_TIME
    since_us: int = NO_TIME
    quality: Quality = Quality.GOOD
    actor: str = ""
    comment: str = ""


def read_event(
    fields: Mapping[str, Any],
    address_of: Callable[[ua.NodeId], NodeAddress | None],
    received_us: int,
) -> ConditionEvent | None:
    """Return what an event says of a condition, None when it tells of none.

    Args:
        fields: Values by name, see `event_fields`.
        address_of: Permanent address of a node.
        received_us: When it came, µs UTC.
    """
    node = fields.get(CONDITION)
    if not is_node(node):
        return None
    condition = address_of(node)
    if condition is None:
        return None
    branch = fields.get("BranchId")
    name = text_of(fields.get("ConditionName")) or text_of(fields.get("SourceName"))
    time_us, _ = source_time_us(_Stamped(fields.get("Time")), received_us)
    since_us = microseconds(fields.get("ActiveSince"))
    comment, actor = unsigned(text_of(fields.get("Comment")), text_of(fields.get("ClientUserId")))
    watched = [address_of(at) for at in _nodes(fields.get("InputNode"), fields.get("SourceNode"))]
    return ConditionEvent(
        condition=str(condition),
        branch=branch.to_string() if is_node(branch) else "",
        event_id=_bytes(fields.get("EventId")),
        name=name or str(condition.identifier),
        message=text_of(fields.get("Message")),
        severity=_severity(fields.get("Severity")),
        watched=tuple(str(address) for address in watched if address is not None),
        time_us=time_us,
        received_us=received_us,
        **{attribute: _flag(fields.get(name)) for attribute, name in _STATES.items()},
        shelving=shelving_of(fields.get("Shelving")),
        until_us=end_us(fields.get("UnshelveTime"), received_us),
        since_us=since_us if since_us is not None and OLDEST_US < since_us <= time_us else NO_TIME,
        quality=_quality(fields.get("Quality")),
        actor=actor,
        comment=comment,
    )


def with_states(event: ConditionEvent, states: Mapping[str, Any], read_us: int) -> ConditionEvent:
    """Return an event with states that were read beside it; what could not be read stays.

    Args:
        event: What was known.
        states: Values by the names of `event_fields`.
        read_us: When they were read, µs UTC.
    """
    found: dict[str, Any] = {
        attribute: _flag(states.get(name))
        for attribute, name in _STATES.items()
        if _flag(states.get(name)) is not None
    }
    shelving = shelving_of(states.get("Shelving"))
    if shelving is not None:
        rest = states.get("UnshelveTime") if shelving is not Shelving.NONE else None
        until_us = end_us(rest, read_us)
        if shelving is not event.shelving or abs(until_us - event.until_us) > _JITTER_US:
            found |= {"shelving": shelving, "until_us": until_us}
    since_us = microseconds(states.get("ActiveSince"))
    if since_us is not None and OLDEST_US < since_us <= read_us:
        found["since_us"] = since_us
    seen = replace(event, **found)
    return event if seen == event else replace(seen, time_us=read_us, received_us=read_us)


def signed(comment: str, actor: str) -> str:
    """Return a comment as it goes over the wire: the session is ours, the person stands in it."""
    return f"{comment} [Leitstand: {actor}]".lstrip() if actor else comment


def unsigned(comment: str, user: str) -> tuple[str, str]:
    """Return a comment and who wrote it, from what came over the wire and the session's user."""
    found = _SIGNED.match(comment)
    return (comment, user) if found is None else (found["text"], found["actor"])


def is_node(value: Any) -> TypeIs[ua.NodeId]:
    """Tell whether a value is the id of a node, and not the id of none."""
    return isinstance(value, ua.NodeId) and not value.is_null()


def shelving_of(value: Any) -> Shelving | None:
    """Return the state of a shelf from the id of the state machine's state."""
    if not is_node(value) or value.NamespaceIndex != 0:
        return None
    return _SHELVINGS.get(value.Identifier)


def end_us(rest_ms: Any, now_us: int) -> int:
    """Return when a shelf ends from the milliseconds left; `NO_TIME` for never."""
    if isinstance(rest_ms, bool) or not isinstance(rest_ms, (int, float)) or not rest_ms > 0:
        return NO_TIME
    return now_us + round(rest_ms * 1_000) if rest_ms * 1_000 < LONGEST_US else NO_TIME


def text_of(value: Any) -> str:
    """Return a text or a localized text, shortened; empty for anything else."""
    text = getattr(value, "Text", value)
    return text[:LONGEST_TEXT].strip() if isinstance(text, str) else ""


@dataclass(frozen=True, slots=True)
class _Stamped:
    """An event's time in the shape of a value's."""

    SourceTimestamp: Any


def _nodes(*values: Any) -> list[ua.NodeId]:
    return [value for value in values if is_node(value)]


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else b""


def _severity(value: Any) -> int:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 1 <= value <= 1_000 else 0  # noqa: PLR2004 - OPC UA's range


def _quality(value: Any) -> Quality:
    code = getattr(value, "value", 0)
    return quality_of(code & 0xFFFFFFFF) if isinstance(code, int) else Quality.GOOD
