"""The address space of the simulated plant: city, districts, devices, variables."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from asyncua import Server, ua

from app.domain.cities import City
from app.domain.points import Point, PointKind
from app.domain.sources import SourceKind
from connectors.simulated_city.live import latest
from connectors.simulated_city.models.scenes import Model
from connectors.simulated_city.opcua_values import (
    data_value,
    node_id_of,
    uri_of,
    variant_type,
)
from connectors.simulated_city.sampling import simulated_points
from connectors.simulated_city.world import Group, World

_BATCH = 60
"""Nodes added between two turns of the event loop, so that messages keep flowing meanwhile."""
_UNIT_NAMESPACE = "http://www.opcfoundation.org/UA/units/un/cefact"
_UN_CODES = {
    "kW": "KWT", "W": "WTT", "kWh": "KWH", "%": "P1", "°C": "CEL", "s": "SEC",
    "Mbit/s": "E36", "A": "AMP", "V": "VLT",
}  # fmt: skip
"""Common codes of UN/CEFACT recommendation 20 for symbols on screen."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the server and the point behind it.

    Attributes:
        point: The point.
        group: Its group in the world.
        row: Its row there.
        node_id: The node.
        parent: Node of its device.
        kind: Type of its value.
        low: Least value, in the point's unit.
        high: Greatest value.
    """

    point: Point
    group: Group
    row: int
    node_id: ua.NodeId
    parent: ua.NodeId
    kind: ua.VariantType
    low: float
    high: float


class AddressSpace:
    """Builds the nodes of a city on a server that has been initialised but not started."""

    def __init__(self, server: Server, world: World, *, is_turned: bool = False) -> None:
        """Prepare the work.

        Args:
            server: The server.
            world: The city.
            is_turned: Number the namespaces the other way round.
        """
        self._server = server
        self._world = world
        self._namespaces: dict[str, int] = {}
        self._waiting: list[ua.AddNodesItem] = []
        self._shared: dict[tuple[str, str], ua.NodeId] = {}
        self._references: list[ua.AddReferencesItem] = []
        self._folders: set[ua.NodeId] = set()
        self._is_turned = is_turned

    async def build(self, now_us: int) -> dict[ua.NodeId, Variable]:
        """Add all nodes with their present values; returns the variables by node id."""
        city = self._world.city
        own_uri = f"urn:leitstand:city:{city.id}"
        uris = {uri_of(point) for point in simulated_points(city, SourceKind.OPCUA)}
        for uri in [own_uri, *sorted(uris, reverse=self._is_turned)]:
            self._namespaces[uri] = await self._server.register_namespace(uri)
        own = self._namespaces[own_uri]
        root = ua.NodeId("city", own)
        self._folder(root, ua.NodeId(ua.ObjectIds.ObjectsFolder), city.name.de, own)
        names = _district_names(city)
        variables: dict[ua.NodeId, Variable] = {}
        for group in self._world.groups:
            if group.kind is not SourceKind.OPCUA:
                continue
            for sample in latest(self._world, group, now_us):
                parent = self._device(root, sample.point, own, names)
                variable = self._variable(group, sample.row, parent)
                if variable.node_id in variables:
                    continue
                variables[variable.node_id] = variable
                value = data_value(
                    sample.point, variable.kind, sample.value, sample.quality, sample.time_us
                )
                self._waiting.append(_node_of(variable, value))
                self._describe(variable)
                if len(self._waiting) >= _BATCH:
                    await self._flush()
        await self._flush()
        return variables

    def _variable(self, group: Group, row: int, parent: ua.NodeId) -> Variable:
        point = group.points[row]
        low, high = _range(self._world, group, row)
        node_id = node_id_of(point, self._namespaces)
        return Variable(point, group, row, node_id, parent, variant_type(point), low, high)

    def _device(self, root: ua.NodeId, point: Point, own: int, names: dict[str, str]) -> ua.NodeId:
        district = ua.NodeId(f"district/{point.district}", own)
        self._folder(district, root, names.get(point.district, "Stadtgebiet"), own)
        device = ua.NodeId(f"device/{point.device}", own)
        self._folder(device, district, str(point.device), own, point.site.de)
        return device

    def _folder(
        self, node_id: ua.NodeId, parent: ua.NodeId, name: str, own: int, description: str = ""
    ) -> None:
        if node_id in self._folders:
            return
        self._folders.add(node_id)
        attributes = ua.ObjectAttributes()
        attributes.DisplayName = ua.LocalizedText(name, "de")
        attributes.Description = ua.LocalizedText(description, "de")
        item = _item(node_id, parent, ua.QualifiedName(name, own), ua.ObjectIds.Organizes)
        item.NodeClass = ua.NodeClass.Object
        item.TypeDefinition = ua.NodeId(ua.ObjectIds.FolderType)
        item.NodeAttributes = attributes
        self._waiting.append(item)

    def _describe(self, variable: Variable) -> None:
        """Give a variable its properties; equal ones are one node, so half as many are made."""
        for name, value, data_type in _properties_of(variable):
            key = (name, str(value))
            known = self._shared.get(key)
            if known is None:
                item = _property(variable, name, value, data_type)
                self._shared[key] = item.RequestedNewNodeId
                self._waiting.append(item)
            else:
                self._references.append(_reference(variable.node_id, known))

    async def _flush(self) -> None:
        session = self._server.iserver.isession
        waiting, self._waiting = self._waiting, []
        references, self._references = self._references, []
        for result in await session.add_nodes(waiting):
            result.StatusCode.check()
        for status in await session.add_references(references):
            status.check()
        await asyncio.sleep(0)


def _district_names(city: City) -> dict[str, str]:
    return {district.id: district.name.de for district in city.districts}


def _range(world: World, group: Group, row: int) -> tuple[float, float]:
    """Return the least and greatest value of a variable in the point's unit."""
    model: Model = group.model
    if group.points[row].is_writable and not model.words:
        rated = world.rated(group, row)
        return 0.0, max(rated, 100.0) if group.points[row].unit.symbol == "%" else rated
    return max(model.low, -1e9), min(model.high, 1e9)


def _item(
    node_id: ua.NodeId, parent: ua.NodeId, name: ua.QualifiedName, reference: int
) -> ua.AddNodesItem:
    item = ua.AddNodesItem()
    item.RequestedNewNodeId = node_id
    item.ParentNodeId = parent
    item.BrowseName = name
    item.ReferenceTypeId = ua.NodeId(reference)
    return item


def _node_of(variable: Variable, value: ua.DataValue) -> ua.AddNodesItem:
    point = variable.point
    attributes = _attributes(variable)
    attributes.Value = value.Value
    name = point.type.rpartition(".")[2] or str(point.id)
    browse_name = ua.QualifiedName(name, variable.node_id.NamespaceIndex)
    item = _item(variable.node_id, variable.parent, browse_name, ua.ObjectIds.HasComponent)
    item.NodeClass = ua.NodeClass.Variable
    is_analog = point.kind is PointKind.ANALOG
    types = ua.ObjectIds.AnalogItemType if is_analog else ua.ObjectIds.BaseDataVariableType
    item.TypeDefinition = ua.NodeId(types)
    item.NodeAttributes = attributes
    return item


def _properties_of(variable: Variable) -> Iterator[tuple[str, object, int]]:
    """Return name, value and data type of what describes a variable."""
    point = variable.point
    if point.kind is PointKind.ANALOG:
        yield "EURange", ua.Range(variable.low, variable.high), ua.ObjectIds.Range
    if point.kind is not PointKind.STATE and point.unit.symbol:
        yield "EngineeringUnits", _unit(point), ua.ObjectIds.EUInformation
    if point.states and variable.kind is ua.VariantType.Int32:
        named = [
            ua.EnumValueType(state.code, ua.LocalizedText(state.label.de, "de"))
            for state in point.states
        ]
        yield "EnumValues", named, ua.ObjectIds.EnumValueType


def _reference(source: ua.NodeId, target: ua.NodeId) -> ua.AddReferencesItem:
    item = ua.AddReferencesItem()
    item.SourceNodeId = source
    item.ReferenceTypeId = ua.NodeId(ua.ObjectIds.HasProperty)
    item.IsForward = True
    item.TargetNodeId = target
    item.TargetNodeClass = ua.NodeClass.Variable
    return item


def _attributes(variable: Variable) -> ua.VariableAttributes:
    point = variable.point
    levels = [ua.AccessLevel.CurrentRead, ua.AccessLevel.HistoryRead]
    if point.is_writable:
        levels.append(ua.AccessLevel.CurrentWrite)
    access = sum(1 << level for level in levels)
    attributes = ua.VariableAttributes()
    attributes.DisplayName = ua.LocalizedText(point.name.de, "de")
    attributes.Description = ua.LocalizedText(f"{point.name.de}, {point.site.de}", "de")
    attributes.DataType = ua.NodeId(variable.kind.value)
    attributes.ValueRank = ua.ValueRank.Scalar
    attributes.AccessLevel = access
    attributes.UserAccessLevel = access
    attributes.MinimumSamplingInterval = min(point.interval_s * 1_000.0, 1_000.0)
    attributes.Historizing = True
    return attributes


def _property(variable: Variable, name: str, value: object, data_type: int) -> ua.AddNodesItem:
    node_id = ua.NodeId(f"{variable.node_id.Identifier}/{name}", variable.node_id.NamespaceIndex)
    item = _item(node_id, variable.node_id, ua.QualifiedName(name, 0), ua.ObjectIds.HasProperty)
    item.NodeClass = ua.NodeClass.Variable
    item.TypeDefinition = ua.NodeId(ua.ObjectIds.PropertyType)
    attributes = ua.VariableAttributes()
    attributes.DisplayName = ua.LocalizedText(name)
    attributes.DataType = ua.NodeId(data_type)
    attributes.ValueRank = (
        ua.ValueRank.OneDimension if isinstance(value, list) else ua.ValueRank.Scalar
    )
    attributes.AccessLevel = attributes.UserAccessLevel = 1
    attributes.Value = ua.Variant(value, ua.VariantType.ExtensionObject)
    item.NodeAttributes = attributes
    return item


def _unit(point: Point) -> ua.EUInformation:
    """Return the unit; its number is the UN/CEFACT code's letters as bytes (Part 8, 5.6.3)."""
    code = _UN_CODES.get(point.unit.symbol, "")
    number = int.from_bytes(code.encode(), "big") if code else -1
    return ua.EUInformation(
        _UNIT_NAMESPACE,
        number,
        ua.LocalizedText(point.unit.symbol),
        ua.LocalizedText(point.unit.name.de, "de"),
    )
