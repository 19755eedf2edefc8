"""Which fields of an event are asked for, and how an event's fields are named again.

A server need not know every field: those of the newer standard are missing in older servers, and
some refuse a whole filter for one field. So the fields have ranks, and what is refused is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from asyncua import ua

BASE, CORE, EXTRA = 0, 1, 2
"""Ranks: fields of every event, of every alarm, and those of some servers."""

CONDITION: Final = "Condition"
"""Name of the field that says which condition an event tells of: its node."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One field of an event.

    Attributes:
        name: What it is called here.
        kind: Number of the event type that has it.
        path: Browse names from the event down; empty for the condition's own node.
        rank: How many servers know it.
    """

    name: str
    kind: int
    path: tuple[str, ...]
    rank: int = CORE

    def operand(self) -> ua.SimpleAttributeOperand:
        """Return it as the filter wants it."""
        names = [ua.QualifiedName(name, 0) for name in self.path]
        attribute = ua.AttributeIds.Value if names else ua.AttributeIds.NodeId
        return ua.SimpleAttributeOperand(ua.NodeId(self.kind), names, attribute)


_EVENT: Final = ua.ObjectIds.BaseEventType
_CONDITION: Final = ua.ObjectIds.ConditionType
_ACKNOWLEDGEABLE: Final = ua.ObjectIds.AcknowledgeableConditionType
_ALARM: Final = ua.ObjectIds.AlarmConditionType

JUDGED: Final = (
    Clause("EventType", _EVENT, ("EventType",), BASE),
    Clause("SourceName", _EVENT, ("SourceName",), BASE),
    Clause("Time", _EVENT, ("Time",), BASE),
    Clause("Message", _EVENT, ("Message",), BASE),
    Clause("Severity", _EVENT, ("Severity",), BASE),
    Clause("ConditionName", _ALARM, ("ConditionName",)),
    Clause("Active", _ALARM, ("ActiveState", "Id")),
    Clause("Acknowledged", _ALARM, ("AckedState", "Id")),
    Clause("Retain", _ALARM, ("Retain",)),
)
"""For the raw messages alone."""

MIRRORED: Final = (
    *JUDGED[:5],
    Clause("EventId", _EVENT, ("EventId",), BASE),
    Clause("SourceNode", _EVENT, ("SourceNode",), BASE),
    Clause(CONDITION, _CONDITION, ()),
    Clause("ConditionName", _CONDITION, ("ConditionName",)),
    Clause("BranchId", _CONDITION, ("BranchId",)),
    Clause("Retain", _CONDITION, ("Retain",)),
    Clause("Enabled", _CONDITION, ("EnabledState", "Id")),
    Clause("Comment", _CONDITION, ("Comment",)),
    Clause("ClientUserId", _CONDITION, ("ClientUserId",)),
    Clause("Quality", _CONDITION, ("Quality",)),
    Clause("Acknowledged", _ACKNOWLEDGEABLE, ("AckedState", "Id")),
    Clause("Confirmed", _ACKNOWLEDGEABLE, ("ConfirmedState", "Id")),
    Clause("Active", _ALARM, ("ActiveState", "Id")),
    Clause("InputNode", _ALARM, ("InputNode",)),
    Clause("ActiveSince", _ALARM, ("ActiveState", "TransitionTime"), EXTRA),
    Clause("Shelving", _ALARM, ("ShelvingState", "CurrentState", "Id"), EXTRA),
    Clause("UnshelveTime", _ALARM, ("ShelvingState", "UnshelveTime"), EXTRA),
    Clause("Suppressed", _ALARM, ("SuppressedState", "Id"), EXTRA),
    Clause("OutOfService", _ALARM, ("OutOfServiceState", "Id"), EXTRA),
    Clause("Latched", _ALARM, ("LatchedState", "Id"), EXTRA),
)
"""For the mirroring of alarms."""


def filter_of(clauses: Iterable[Clause]) -> ua.EventFilter:
    """Return a filter that asks for these fields of all events."""
    return ua.EventFilter(SelectClauses=[clause.operand() for clause in clauses])


def fewer(clauses: Sequence[Clause], accepted: Sequence[bool]) -> tuple[Clause, ...]:
    """Return what to ask for after a refusal: what the server knows, else one rank less.

    Args:
        clauses: What was asked for.
        accepted: What the server says of each; empty where it says nothing.
    """
    if len(accepted) == len(clauses) and any(accepted) and not all(accepted):
        return tuple(clause for clause, good in zip(clauses, accepted, strict=True) if good)
    highest = max((clause.rank for clause in clauses), default=BASE)
    return tuple(clause for clause in clauses if clause.rank < highest)


def named(clauses: Sequence[Clause], fields: Sequence[Any]) -> dict[str, Any]:
    """Return the values of an event's fields by name; those it lacks are None.

    A status code in place of a value says that there is none, except where the field is one.
    """
    values = {}
    for clause, field in zip(clauses, fields, strict=False):
        value = getattr(field, "Value", None)
        is_excuse = isinstance(value, ua.StatusCode) and clause.name != "Quality"
        values[clause.name] = None if is_excuse else value
    return values
