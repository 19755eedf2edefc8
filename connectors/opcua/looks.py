"""What events do not tell of conditions: what may be done with them, and how they stand just now.

Servers are known that send no event when a condition is shelved, or that no longer name an active
alarm in a refresh once it is acknowledged. Where conditions are nodes, they can be looked at.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final

from asyncua import ua

from app.domain.alarms import OrderKind
from connectors.opcua.addresses import AddressError, parse_address
from connectors.opcua.condition_events import ConditionEvent, read_event, with_states
from connectors.opcua.event_fields import CONDITION, MIRRORED, Clause
from connectors.opcua.session import Session, plain_value

_METHODS: Final = {
    "Acknowledge": OrderKind.ACKNOWLEDGE,
    "Confirm": OrderKind.CONFIRM,
    "AddComment": OrderKind.COMMENT,
    "Reset": OrderKind.RESET,
    "RemoveFromService": OrderKind.REMOVE,
    "PlaceInService": OrderKind.RESTORE,
    "TimedShelve": OrderKind.SHELVE,
    "OneShotShelve": OrderKind.SHELVE,
    "Unshelve": OrderKind.UNSHELVE,
}
_SHELVING: Final = "ShelvingState"

_ALWAYS: Final = frozenset({OrderKind.ACKNOWLEDGE, OrderKind.COMMENT})
"""Mandatory in the standard; servers leave them at the type."""

_ALL: Final = tuple(clause for clause in MIRRORED if clause.path)
_STATES: Final = tuple(
    clause
    for clause in _ALL
    if clause.path[-1] == "Id" or clause.name in {"Retain", "ActiveSince", "UnshelveTime"}
)
_ACTIVE: Final = tuple(clause for clause in _ALL if clause.name == "Active")

_COMPONENT: Final = ua.ObjectIds.HasComponent
_HAS_CONDITION: Final = ua.ObjectIds.HasCondition
_OBJECT: Final = int(ua.NodeClass.Object)
_BELOW: Final = int(ua.NodeClass.Method | ua.NodeClass.Object)


class Looks:
    """Looks at the nodes of conditions; one for each session."""

    def __init__(self, session: Session) -> None:
        """Keep what is needed.

        Args:
            session: An open session.
        """
        self._session = session
        self._shelves: dict[str, ua.NodeId] = {}
        self._fields: dict[tuple[str, str], ua.NodeId | None] = {}

    def node(self, condition: str) -> ua.NodeId | None:
        """Return a condition's node, None when the server lacks its namespace."""
        try:
            return self._session.node_id(parse_address(condition))
        except AddressError:
            return None

    def shelf(self, condition: str) -> ua.NodeId | None:
        """Return the node of its shelf; the condition itself where none was found (Part 9)."""
        return self._shelves.get(condition) or self.node(condition)

    async def methods(self, conditions: Sequence[str]) -> dict[str, frozenset[str]]:
        """Return what the server lets us do with each; empty where its node does not tell.

        Raises:
            Exception: The connection was lost.
        """
        found: dict[str, set[str]] = {condition: set() for condition in conditions}
        nodes = [(condition, self.node(condition)) for condition in conditions]
        present = [(condition, node) for condition, node in nodes if node is not None]
        shelves: list[tuple[str, ua.NodeId]] = []
        for (condition, _), children in zip(
            present, await self._targets(present, _COMPONENT, _BELOW), strict=False
        ):
            for child in children:
                name = str(child.BrowseName.Name)
                if name in _METHODS:
                    found[condition].add(_METHODS[name])
                elif name == _SHELVING:
                    self._shelves[condition] = _local(child.NodeId)
                    shelves.append((condition, self._shelves[condition]))
        for (condition, _), children in zip(
            shelves, await self._targets(shelves, _COMPONENT, _BELOW), strict=False
        ):
            names = {str(child.BrowseName.Name) for child in children}
            found[condition] |= {_METHODS[name] for name in names if name in _METHODS}
        return {name: frozenset(kinds | _ALWAYS if kinds else ()) for name, kinds in found.items()}

    async def look(self, known: Mapping[str, ConditionEvent]) -> dict[str, ConditionEvent]:
        """Return how conditions stand; those whose nodes cannot be read are missing.

        Args:
            known: What is known of them.

        Raises:
            Exception: The connection was lost.
        """
        states = await self._values(list(known), _STATES)
        now_us = self._session.source_now_us
        return {
            condition: with_states(known[condition], values, now_us)
            for condition, values in states.items()
            if values.get("Active") is not None
        }

    async def conditions_of(self, nodes: Sequence[ua.NodeId]) -> list[str]:
        """Return the conditions that nodes are the source of (HasCondition).

        Raises:
            Exception: The connection was lost.
        """
        found = await self._targets([("", node) for node in nodes], _HAS_CONDITION, _OBJECT)
        addresses = [
            self._session.address(target.NodeId) for targets in found for target in targets
        ]
        return list(dict.fromkeys(str(address) for address in addresses if address is not None))

    async def active(self, conditions: Sequence[str]) -> list[ConditionEvent]:
        """Return those conditions that are active, as far as their nodes tell.

        Raises:
            Exception: The connection was lost.
        """
        states = await self._values(conditions, _ACTIVE)
        active = [name for name, values in states.items() if values.get("Active") is True]
        now_us = self._session.source_now_us
        events = [
            read_event({**values, CONDITION: self.node(name)}, self._session.address, now_us)
            for name, values in (await self._values(active, _ALL)).items()
        ]
        return [event for event in events if event is not None]

    async def _values(
        self, conditions: Sequence[str], clauses: Sequence[Clause]
    ) -> dict[str, dict[str, Any]]:
        """Return fields of conditions by their names, as their nodes have them."""
        await self._find(conditions, clauses)
        wanted = [
            (condition, clause.name, node)
            for condition in conditions
            for clause in clauses
            if (node := self._fields.get((condition, clause.name))) is not None
        ]
        read = await self._session.read([node for *_, node in wanted], ua.AttributeIds.Value)
        values: dict[str, dict[str, Any]] = {}
        for (condition, name, _), data in zip(wanted, read, strict=False):
            values.setdefault(condition, {})[name] = plain_value(data)
        return values

    async def _find(self, conditions: Sequence[str], clauses: Sequence[Clause]) -> None:
        """Find the nodes of fields."""
        wanted = [
            (condition, clause, node)
            for condition in conditions
            for clause in clauses
            if (condition, clause.name) not in self._fields
            and (node := self.node(condition)) is not None
        ]

        async def translate(part: Sequence[tuple[str, Clause, ua.NodeId]]) -> list[Any]:
            paths = [_path(node, clause) for _, clause, node in part]
            return list(await self._session.wire.translate_browsepaths_to_nodeids(paths))

        limit = self._session.facts.limits.browse
        results = await self._session.in_parts(wanted, limit, translate)
        for (condition, clause, _), result in zip(wanted, results, strict=False):
            is_there = result.StatusCode.is_good() and result.Targets
            target = _local(result.Targets[0].TargetId) if is_there else None
            self._fields[condition, clause.name] = target

    async def _targets(
        self, sources: Sequence[tuple[str, ua.NodeId]], reference: int, classes: int
    ) -> list[list[Any]]:
        """Return what references of a kind lead to."""

        async def browse(part: Sequence[tuple[str, ua.NodeId]]) -> list[Any]:
            descriptions = [
                ua.BrowseDescription(
                    NodeId=node,
                    BrowseDirection=ua.BrowseDirection.Forward,
                    ReferenceTypeId=ua.NodeId(reference),
                    IncludeSubtypes=True,
                    NodeClassMask=classes,
                    ResultMask=ua.BrowseResultMask.BrowseName,
                )
                for _, node in part
            ]
            parameters = ua.BrowseParameters(NodesToBrowse=descriptions)
            return list(await self._session.wire.browse(parameters))

        limit = self._session.facts.limits.browse
        results = await self._session.in_parts(sources, limit, browse)
        return [list(result.References or ()) for result in results]


def lost(error: BaseException) -> bool:
    """Tell whether an error means that the connection is gone, and not that it cannot be told."""
    return isinstance(error, (OSError, TimeoutError, asyncio.CancelledError))


def _local(node: Any) -> ua.NodeId:
    """Return the plain id of a reference's target."""
    return ua.NodeId(node.Identifier, node.NamespaceIndex, node.NodeIdType)


def _path(node: ua.NodeId, clause: Clause) -> ua.BrowsePath:
    elements = [
        ua.RelativePathElement(
            ReferenceTypeId=ua.NodeId(ua.ObjectIds.HierarchicalReferences),
            IsInverse=False,
            IncludeSubtypes=True,
            TargetName=ua.QualifiedName(name, 0),
        )
        for name in clause.path
    ]
    return ua.BrowsePath(node, ua.RelativePath(elements))
