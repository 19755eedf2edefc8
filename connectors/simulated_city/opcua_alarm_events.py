"""What the plant tells of an alarm: the event of a condition in the sense of OPC UA Part 9."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

from asyncua import ua
from asyncua.common import event_objects

from app.domain.alarms import AlarmRule, Priority, RuleKind
from app.domain.samples import NO_TIME
from connectors.simulated_city.opcua_nodes import Variable
from connectors.simulated_city.opcua_values import moment

SERVER: Final = ua.NodeId(ua.ObjectIds.Server)

_SEVERITY = {Priority.CRITICAL: 900, Priority.HIGH: 700, Priority.MEDIUM: 500, Priority.LOW: 250}
_OFF_NORMAL = ua.ObjectIds.OffNormalAlarmType
_LIMIT = ua.ObjectIds.AlarmConditionType
_REST = "ShelvingState/UnshelveTime"
_WORDS = {
    "EnabledState": ("gesperrt", "freigegeben"),
    "ActiveState": ("beendet", "steht an"),
    "AckedState": ("unquittiert", "quittiert"),
}
"""What a state is called when it is False and when it is True."""


class Shelf(Enum):
    """State of a condition's shelf, with the number of the state machine's state."""

    NONE = ua.ObjectIds.ShelvedStateMachineType_Unshelved
    TIMED = ua.ObjectIds.ShelvedStateMachineType_TimedShelved
    ONE_SHOT = ua.ObjectIds.ShelvedStateMachineType_OneShotShelved


@dataclass(slots=True)
class Condition:
    """One alarm of the plant.

    Attributes:
        rule: The profile's rule.
        variable: The watched variable.
        node_id: The condition's node.
        is_active: Whether it holds.
        is_acknowledged: Whether somebody has seen it.
        since_us: When it last began or ended to hold, µs UTC.
        comment: What was written last.
        shelf: State of its shelf.
        until_us: End of the shelf, µs UTC.
        event_id: Id of the newest event of it.
    """

    rule: AlarmRule
    variable: Variable
    node_id: ua.NodeId
    is_active: bool = False
    is_acknowledged: bool = True
    since_us: int = NO_TIME
    comment: str = ""
    shelf: Shelf = Shelf.NONE
    until_us: int = NO_TIME
    event_id: bytes = b""

    @property
    def is_at_rest(self) -> bool:
        """True when there is nothing to tell of it."""
        return not self.is_active and self.is_acknowledged and self.shelf is Shelf.NONE


class _Shelved:
    """Tells what is left of a shelf whenever the event is told, also in a refresh much later."""

    end_us = NO_TIME

    def __getattr__(self, name: str) -> Any:
        if name != _REST or self.end_us == NO_TIME:
            raise AttributeError(name)
        now_us = round(datetime.now(UTC).timestamp() * 1e6)
        return max(self.end_us - now_us, 0) / 1_000


class _OffNormal(_Shelved, event_objects.OffNormalAlarm):  # type: ignore[misc]  # untyped
    pass


class _Limit(_Shelved, event_objects.AlarmCondition):  # type: ignore[misc]  # untyped
    pass


def type_of(condition: Condition) -> int:
    """Return the number of a condition's event type."""
    return int(_OFF_NORMAL if condition.rule.kind is RuleKind.STATE else _LIMIT)


def event_of(condition: Condition, when: datetime) -> Any:
    """Return the event that tells the present state of a condition; it gets a new id."""
    event = _OffNormal() if condition.rule.kind is RuleKind.STATE else _Limit()
    variable = condition.variable
    condition.event_id = uuid.uuid4().bytes
    event.add_property("NodeId", condition.node_id, ua.VariantType.NodeId)
    event.emitting_node = SERVER
    event.EventId = condition.event_id
    event.SourceNode = variable.node_id
    event.SourceName = str(variable.point.device)
    event.Time = when
    event.ReceiveTime = datetime.now(UTC)
    event.Message = ua.LocalizedText(condition.rule.message.de, "de")
    event.Severity = _SEVERITY[condition.rule.priority]
    event.ConditionName = str(condition.rule.id)
    event.InputNode = variable.node_id
    event.Retain = not condition.is_at_rest
    event.Comment = ua.LocalizedText(condition.comment, "de") if condition.comment else None
    for name, holds in (
        ("EnabledState", True),
        ("ActiveState", condition.is_active),
        ("AckedState", condition.is_acknowledged),
    ):
        setattr(event, f"{name}/Id", holds)
        setattr(event, name, ua.LocalizedText(_WORDS[name][holds], "de"))
    since = when if condition.since_us == NO_TIME else moment(condition.since_us)
    # The library names this type by a node, which it cannot send itself.
    event.add_property("ActiveState/TransitionTime", since, ua.VariantType.DateTime)
    _tell_shelf(event, condition)
    return event


def _tell_shelf(event: Any, condition: Condition) -> None:
    is_shelved = condition.shelf is not Shelf.NONE
    event.SuppressedOrShelved = is_shelved
    state = ua.NodeId(condition.shelf.value)
    event.add_property("ShelvingState/CurrentState/Id", state, ua.VariantType.NodeId)
    event.data_types[_REST] = ua.VariantType.Double
    event.end_us = condition.until_us if is_shelved else NO_TIME
