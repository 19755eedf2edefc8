"""The plant's own alarms: conditions in the sense of OPC UA Part 9, told as events.

They follow the profile's rules for the points of the plant. Each gets a node of its own under its
device when it first comes, so that a client may acknowledge it; `ConditionRefresh` tells those
that are not over.
"""

import math
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from asyncua import Server, ua
from asyncua.common import event_objects
from asyncua.server.event_generator import EventGenerator

from app.domain.alarms import AlarmRule, Priority, RuleKind
from app.domain.points import PointId
from connectors.simulated_city.live import Sample
from connectors.simulated_city.opcua_nodes import Variable
from connectors.simulated_city.opcua_values import moment

_SEVERITY = {Priority.CRITICAL: 900, Priority.HIGH: 700, Priority.MEDIUM: 500, Priority.LOW: 250}
_OFF_NORMAL = ua.ObjectIds.OffNormalAlarmType
_LIMIT = ua.ObjectIds.AlarmConditionType
_SERVER = ua.NodeId(ua.ObjectIds.Server)


@dataclass(slots=True)
class Condition:
    """One alarm of the plant.

    Attributes:
        rule: The profile's rule.
        variable: The watched variable.
        node_id: The condition's node.
        is_active: Whether it holds.
        is_acknowledged: Whether somebody has seen it.
        event_id: Id of the newest event of it.
    """

    rule: AlarmRule
    variable: Variable
    node_id: ua.NodeId
    is_active: bool = False
    is_acknowledged: bool = True
    event_id: bytes = b""


class Conditions:
    """All alarms of the plant; belongs to one server.

    Args:
        server: The server, its variables already there.
        variables: The variables by node id.
        rules: The profile's rules.
    """

    def __init__(
        self,
        server: Server,
        variables: Mapping[ua.NodeId, Variable],
        rules: tuple[AlarmRule, ...],
    ) -> None:
        self._server = server
        self._variables = variables
        self._rules = rules
        self._by_point: defaultdict[PointId, list[Condition]] = defaultdict(list)
        self._by_node: dict[ua.NodeId, Condition] = {}

    async def build(self) -> None:
        """Get ready to tell, and to answer Acknowledge."""
        by_point = {variable.point.id: variable for variable in self._variables.values()}
        for rule in self._rules:
            variable = by_point.get(rule.point)
            if variable is None or rule.kind is RuleKind.LOST:
                continue
            node_id = ua.NodeId(f"alarm/{rule.id}", variable.node_id.NamespaceIndex)
            self._by_point[rule.point].append(Condition(rule, variable, node_id))
        generator = EventGenerator(self._server.iserver.isession)
        await generator.init(_OFF_NORMAL, _SERVER)
        self._server.iserver.isession.add_method_callback(
            ua.NodeId(ua.ObjectIds.AcknowledgeableConditionType_Acknowledge), self._acknowledge
        )

    async def judge(self, sample: Sample) -> None:
        """Raise or end the alarms of a point."""
        for condition in self._by_point.get(sample.point.id, ()):
            is_active = _holds(condition, sample.value)
            if is_active != condition.is_active:
                condition.is_active = is_active
                condition.is_acknowledged = not is_active and condition.is_acknowledged
                await self._tell(condition, sample.time_us)

    async def _tell(self, condition: Condition, time_us: int) -> None:
        if condition.node_id not in self._by_node:
            # Most alarms never come: a node is made when there is something to acknowledge.
            self._by_node[condition.node_id] = condition
            for result in await self._server.iserver.isession.add_nodes([_node(condition)]):
                result.StatusCode.check()
        event = _event(condition, moment(time_us))
        await self._server.iserver.subscription_service.trigger_event(event)

    async def _acknowledge(
        self, parent: ua.NodeId, event_id: ua.Variant, comment: ua.Variant | None = None
    ) -> ua.StatusCode:
        """Answer the method Acknowledge (Part 9, 5.7.3)."""
        condition = self._by_node.get(parent)
        if condition is None:
            return ua.StatusCode(ua.StatusCodes.BadNodeIdInvalid)
        if event_id.Value != condition.event_id:
            return ua.StatusCode(ua.StatusCodes.BadEventIdUnknown)
        if condition.is_acknowledged:
            return ua.StatusCode(ua.StatusCodes.BadConditionBranchAlreadyAcked)
        condition.is_acknowledged = True
        event = _event(condition, datetime.now(UTC))
        event.Comment = comment.Value if comment is not None else None
        await self._server.iserver.subscription_service.trigger_event(event)
        return ua.StatusCode()


def _holds(condition: Condition, value: float) -> bool:
    """Tell whether a value keeps an alarm up; a missing value (NaN) changes nothing."""
    rule = condition.rule
    if math.isnan(value):
        return condition.is_active
    if rule.kind is RuleKind.STATE:
        return int(value) in rule.codes
    back = rule.deadband if condition.is_active else 0.0
    return value > rule.threshold - back if rule.kind.is_upper else value < rule.threshold + back


def _node(condition: Condition) -> ua.AddNodesItem:
    item = ua.AddNodesItem()
    item.RequestedNewNodeId = condition.node_id
    item.ParentNodeId = condition.variable.parent
    item.BrowseName = ua.QualifiedName(
        f"{condition.variable.point.type.rpartition('.')[2]} {condition.rule.kind}",
        condition.node_id.NamespaceIndex,
    )
    item.ReferenceTypeId = ua.NodeId(ua.ObjectIds.HasComponent)
    item.NodeClass = ua.NodeClass.Object
    item.TypeDefinition = ua.NodeId(_type_of(condition))
    attributes = ua.ObjectAttributes()
    attributes.DisplayName = ua.LocalizedText(condition.rule.message.de, "de")
    item.NodeAttributes = attributes
    return item


def _type_of(condition: Condition) -> int:
    return int(_OFF_NORMAL if condition.rule.kind is RuleKind.STATE else _LIMIT)


def _event(condition: Condition, when: datetime) -> event_objects.OffNormalAlarm:
    """Return the event that tells the present state of a condition."""
    is_state = condition.rule.kind is RuleKind.STATE
    event = event_objects.OffNormalAlarm() if is_state else event_objects.AlarmCondition()
    variable = condition.variable
    condition.event_id = uuid.uuid4().bytes
    event.add_property("NodeId", condition.node_id, ua.VariantType.NodeId)
    event.emitting_node = _SERVER
    event.EventId = condition.event_id
    event.SourceNode = variable.node_id
    event.SourceName = str(variable.point.device)
    event.Time = when
    event.ReceiveTime = datetime.now(UTC)
    event.Message = ua.LocalizedText(condition.rule.message.de, "de")
    event.Severity = _SEVERITY[condition.rule.priority]
    event.ConditionName = str(condition.rule.id)
    event.InputNode = variable.node_id
    event.Retain = condition.is_active or not condition.is_acknowledged
    for name, holds in (
        ("EnabledState", True),
        ("ActiveState", condition.is_active),
        ("AckedState", condition.is_acknowledged),
    ):
        setattr(event, f"{name}/Id", holds)
        setattr(event, name, ua.LocalizedText(_WORDS[name][holds], "de"))
    # The library names this type by a node, which it cannot send itself.
    event.add_property("ActiveState/TransitionTime", when, ua.VariantType.DateTime)
    return event


_WORDS = {
    "EnabledState": ("gesperrt", "freigegeben"),
    "ActiveState": ("beendet", "steht an"),
    "AckedState": ("unquittiert", "quittiert"),
}
"""What a state is called when it is False and when it is True."""
