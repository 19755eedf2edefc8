"""The plant's own alarms: conditions in the sense of OPC UA Part 9, told as events.

They follow the profile's rules for the points of the plant. Each gets a node of its own under its
device when it first comes, so that a client may acknowledge, comment and shelve it;
`ConditionRefresh` tells those that are not over.
"""

import math
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from asyncua import Server, ua
from asyncua.server.event_generator import EventGenerator

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.points import PointId
from app.domain.samples import NO_TIME
from connectors.simulated_city.live import Sample
from connectors.simulated_city.opcua_alarm_events import (
    SERVER,
    Condition,
    Shelf,
    event_of,
    type_of,
)
from connectors.simulated_city.opcua_nodes import Variable
from connectors.simulated_city.opcua_values import moment

LONGEST_SHELF_US: Final = 24 * 3_600_000_000
"""The plant shelves no alarm for longer; a one-shot shelf ends then, too."""

_KINDS: Final = frozenset({RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO, RuleKind.STATE})
"""What a plant judges; the rest is the control room's."""

_Method = Callable[..., Awaitable[ua.StatusCode]]


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

    @property
    def standing(self) -> list[Condition]:
        """Those that are not at rest."""
        return [condition for condition in self._by_node.values() if not condition.is_at_rest]

    async def build(self, before: Iterable[Condition] = ()) -> None:
        """Get ready to tell, and to answer methods.

        Args:
            before: Those that stood when the server went away; a plant keeps what people did.
        """
        by_point = {variable.point.id: variable for variable in self._variables.values()}
        standing = {condition.rule.id: condition for condition in before}
        told = []
        for rule in self._rules:
            variable = by_point.get(rule.point)
            if variable is None or not _is_plants(rule):
                continue
            node_id = ua.NodeId(f"alarm/{rule.id}", variable.node_id.NamespaceIndex)
            condition = Condition(rule, variable, node_id)
            if rule.id in standing:
                _take_up(condition, standing[rule.id])
                told.append(condition)
            self._by_point[rule.point].append(condition)
        generator = EventGenerator(self._server.iserver.isession)
        await generator.init(ua.ObjectIds.OffNormalAlarmType, SERVER)
        for number, method in self._methods().items():
            self._server.iserver.isession.add_method_callback(ua.NodeId(number), method)
        for condition in told:
            await self._tell(condition, moment(condition.since_us))

    def _methods(self) -> dict[int, _Method]:
        """Return what answers which method of the standard's types."""
        return {
            ua.ObjectIds.AcknowledgeableConditionType_Acknowledge: self._acknowledge,
            ua.ObjectIds.ConditionType_AddComment: self._add_comment,
            ua.ObjectIds.ShelvedStateMachineType_TimedShelve: self._timed_shelve,
            ua.ObjectIds.ShelvedStateMachineType_OneShotShelve: self._one_shot_shelve,
            ua.ObjectIds.ShelvedStateMachineType_Unshelve: self._unshelve,
        }

    async def judge(self, sample: Sample) -> None:
        """Raise or end the alarms of a point."""
        for condition in self._by_point.get(sample.point.id, ()):
            is_active = _holds(condition, sample.value)
            if is_active == condition.is_active:
                continue
            condition.is_active = is_active
            condition.is_acknowledged = not is_active and condition.is_acknowledged
            condition.since_us = sample.time_us
            if not is_active and condition.shelf is Shelf.ONE_SHOT:
                condition.shelf, condition.until_us = Shelf.NONE, NO_TIME
            await self._tell(condition, moment(sample.time_us))

    async def tick(self, now_us: int) -> None:
        """End the shelves whose time is over."""
        for condition in self.standing:
            if condition.shelf is not Shelf.NONE and condition.until_us <= now_us:
                condition.shelf, condition.until_us = Shelf.NONE, NO_TIME
                await self._tell(condition, moment(now_us))

    async def _tell(self, condition: Condition, when: datetime) -> None:
        if condition.node_id not in self._by_node:
            # Most alarms never come: a node is made when there is something to acknowledge.
            self._by_node[condition.node_id] = condition
            for result in await self._server.iserver.isession.add_nodes([_node(condition)]):
                result.StatusCode.check()
        await self._server.iserver.subscription_service.trigger_event(event_of(condition, when))

    # --- methods (Part 9, 5.5.6, 5.7.3 and 5.8.17) --------------------------------------------

    async def _acknowledge(
        self, parent: ua.NodeId, event_id: ua.Variant, comment: ua.Variant | None = None
    ) -> ua.StatusCode:
        condition = self._by_node.get(parent)
        refusal = _refusal(condition, event_id)
        if condition is None or refusal is not None:
            return refusal or ua.StatusCode(ua.StatusCodes.BadNodeIdInvalid)
        if condition.is_acknowledged:
            return ua.StatusCode(ua.StatusCodes.BadConditionBranchAlreadyAcked)
        condition.is_acknowledged = True
        condition.comment = _text(comment)
        await self._tell(condition, datetime.now(UTC))
        return ua.StatusCode()

    async def _add_comment(
        self, parent: ua.NodeId, event_id: ua.Variant, comment: ua.Variant | None = None
    ) -> ua.StatusCode:
        condition = self._by_node.get(parent)
        refusal = _refusal(condition, event_id)
        if condition is None or refusal is not None:
            return refusal or ua.StatusCode(ua.StatusCodes.BadNodeIdInvalid)
        condition.comment = _text(comment)
        await self._tell(condition, datetime.now(UTC))
        return ua.StatusCode()

    async def _timed_shelve(self, parent: ua.NodeId, duration: ua.Variant) -> ua.StatusCode:
        rest_us = float(duration.Value) * 1_000
        if not 0 < rest_us <= LONGEST_SHELF_US:
            return ua.StatusCode(ua.StatusCodes.BadShelvingTimeOutOfRange)
        return await self._shelve(parent, Shelf.TIMED, round(rest_us))

    async def _one_shot_shelve(self, parent: ua.NodeId) -> ua.StatusCode:
        return await self._shelve(parent, Shelf.ONE_SHOT, LONGEST_SHELF_US)

    async def _unshelve(self, parent: ua.NodeId) -> ua.StatusCode:
        return await self._shelve(parent, Shelf.NONE, 0)

    async def _shelve(self, parent: ua.NodeId, shelf: Shelf, rest_us: int) -> ua.StatusCode:
        condition = self._by_node.get(parent)
        if condition is None:
            return ua.StatusCode(ua.StatusCodes.BadNodeIdInvalid)
        if shelf is Shelf.NONE and condition.shelf is Shelf.NONE:
            return ua.StatusCode(ua.StatusCodes.BadConditionNotShelved)
        now = datetime.now(UTC)
        condition.shelf = shelf
        is_over = shelf is Shelf.NONE
        condition.until_us = NO_TIME if is_over else round(now.timestamp() * 1e6) + rest_us
        await self._tell(condition, now)
        return ua.StatusCode()


def _is_plants(rule: AlarmRule) -> bool:
    """Tell whether a plant itself would judge a rule."""
    return rule.kind in _KINDS and rule.reference is None and not rule.is_event


def _take_up(condition: Condition, before: Condition) -> None:
    """Go on where a condition stood before the server went away."""
    condition.is_active, condition.is_acknowledged = before.is_active, before.is_acknowledged
    condition.since_us, condition.comment = before.since_us, before.comment
    condition.shelf, condition.until_us = before.shelf, before.until_us


def _refusal(condition: Condition | None, event_id: ua.Variant) -> ua.StatusCode | None:
    """Return why a method that names an event is refused, None when it is not."""
    if condition is None:
        return ua.StatusCode(ua.StatusCodes.BadNodeIdInvalid)
    if event_id.Value != condition.event_id:
        return ua.StatusCode(ua.StatusCodes.BadEventIdUnknown)
    return None


def _text(comment: ua.Variant | None) -> str:
    value: Any = None if comment is None else comment.Value
    return str(getattr(value, "Text", None) or "")


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
    item.TypeDefinition = ua.NodeId(type_of(condition))
    attributes = ua.ObjectAttributes()
    attributes.DisplayName = ua.LocalizedText(condition.rule.message.de, "de")
    item.NodeAttributes = attributes
    return item
