"""What a server offers below a node, with types, values, units and descriptions, in few calls."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from asyncua import ua
from asyncua.ua.object_ids import ObjectIdNames

from app.domain.sources import BrowseNode
from connectors.opcua.addresses import NodeAddress
from connectors.opcua.changes import bounded_text, value_text
from connectors.opcua.session import Session, batched, plain_value

MOST_CHILDREN: Final = 5_000
"""Children that are shown of one node; more cannot be looked through by anybody."""

UNIT: Final = "EngineeringUnits"

_ROOT: Final = ua.NodeId(ua.ObjectIds.ObjectsFolder)
_SHOWN_CLASSES: Final = ua.NodeClass.Object | ua.NodeClass.Variable
_PROPERTY: Final = ua.NodeId(ua.ObjectIds.HasProperty)


async def browse(
    session: Session, address: NodeAddress | None, known: Collection[str]
) -> list[BrowseNode]:
    """Return the objects and variables below a node.

    Args:
        session: An open session.
        address: The node; None for the folder of all objects.
        known: Addresses that points use already, in their text form.

    Raises:
        LookupError: The server has no such node.
    """
    node = _ROOT if address is None else session.node_id(address)
    if node is None:
        raise LookupError("BadNodeIdUnknown")
    (children,) = await _references(session, [node], MOST_CHILDREN + 1)
    hidden = len(children) > MOST_CHILDREN
    children = children[:MOST_CHILDREN]
    variables = [child for child in children if child.NodeClass is ua.NodeClass.Variable]
    facts = await _facts(session, [_local(child.NodeId) for child in variables])
    by_node = dict(zip([id(child) for child in variables], facts, strict=True))
    nodes = [
        _shown(session, child, by_node.get(id(child)), known)
        for child in children
        if session.address(child.NodeId) is not None
    ]
    if hidden:
        text = f"… nur die ersten {MOST_CHILDREN} Knoten werden gezeigt"
        nodes.append(BrowseNode(str(address or ""), text))
    return nodes


class _Facts:
    """What is known of a variable."""

    def __init__(self) -> None:
        self.value = self.data_type = self.description = self.unit = ""
        self.has_children = False


def _shown(
    session: Session, child: Any, facts: _Facts | None, known: Collection[str]
) -> BrowseNode:
    address = str(session.address(child.NodeId))
    name = str(child.DisplayName.Text or child.BrowseName.Name or address)
    if facts is None:
        return BrowseNode(address, name, has_children=True)
    return BrowseNode(
        address,
        name,
        has_children=facts.has_children,
        is_variable=True,
        data_type=facts.data_type,
        value=facts.value,
        unit=facts.unit,
        description=facts.description,
        is_known=address in known,
    )


async def _facts(session: Session, nodes: Sequence[ua.NodeId]) -> list[_Facts]:
    """Read what is shown of variables: three attributes, and the unit where they have one."""
    found = [_Facts() for _ in nodes]
    values = await _read(session, nodes, ua.AttributeIds.Value)
    descriptions = await _read(session, nodes, ua.AttributeIds.Description)
    types = await _read(session, nodes, ua.AttributeIds.DataType)
    names = await _type_names(session, [plain_value(data) for data in types])
    below = await _references(session, nodes, 0)
    units: list[tuple[_Facts, ua.NodeId]] = []
    for row, facts in enumerate(found):
        facts.value = _status_or_value(values[row])
        facts.description = bounded_text(plain_value(descriptions[row]))
        facts.data_type = names[row]
        for reference in below[row]:
            if reference.ReferenceTypeId != _PROPERTY:
                facts.has_children = True
            elif reference.BrowseName.Name == UNIT:
                units.append((facts, _local(reference.NodeId)))
    read = await _read(session, [node for _, node in units], ua.AttributeIds.Value)
    for (facts, _), data in zip(units, read, strict=True):
        facts.unit = bounded_text(getattr(plain_value(data), "DisplayName", None))
    return found


async def _read(
    session: Session, nodes: Sequence[ua.NodeId], attribute: ua.AttributeIds
) -> list[Any]:
    """Read an attribute of nodes; one value that cannot be decoded costs only its own part."""
    found: list[Any] = []
    for part in batched(nodes, session.facts.limits.read):
        try:
            read: list[Any] = list(await session.read(part, attribute))
        except (OSError, TimeoutError, ua.UaStatusCodeError):
            raise
        except Exception:  # noqa: BLE001 -- a structure of the vendor's that nobody can decode
            read = []
        found += read + [None] * (len(part) - len(read))
    return found


def _status_or_value(data: Any) -> str:
    status = getattr(data, "StatusCode", None)
    if status is not None and status.is_bad():
        return str(status.name)
    return value_text(data)


async def _type_names(session: Session, types: Sequence[Any]) -> list[str]:
    """Return the names of data types; a vendor's own are read from the server."""
    own = sorted({kind for kind in types if _is_own(kind)}, key=str)
    read = await _read(session, own, ua.AttributeIds.DisplayName)
    names = dict(zip(own, [bounded_text(plain_value(data)) for data in read], strict=True))
    return [names[kind] if kind in names else _standard_name(kind) for kind in types]


def _is_own(kind: Any) -> bool:
    return isinstance(kind, ua.NodeId) and (
        kind.NamespaceIndex != 0 or kind.Identifier not in ObjectIdNames
    )


def _standard_name(kind: Any) -> str:
    return ObjectIdNames.get(kind.Identifier, "") if isinstance(kind, ua.NodeId) else ""


def _local(node: ua.NodeId) -> ua.NodeId:
    """Return the plain id of a reference's target."""
    return ua.NodeId(node.Identifier, node.NamespaceIndex, node.NodeIdType)


# --- references -----------------------------------------------------------------------------------


async def _references(session: Session, nodes: Sequence[ua.NodeId], most: int) -> list[list[Any]]:
    """Return what lies below each node, within the server's limit per call.

    Args:
        session: An open session.
        nodes: The nodes.
        most: References after which a node's list ends; 0 takes all.
    """

    async def first(part: Sequence[ua.NodeId]) -> list[Any]:
        descriptions = [
            ua.BrowseDescription(
                NodeId=node,
                BrowseDirection=ua.BrowseDirection.Forward,
                ReferenceTypeId=ua.NodeId(ua.ObjectIds.HierarchicalReferences),
                IncludeSubtypes=True,
                NodeClassMask=_SHOWN_CLASSES,
                ResultMask=ua.BrowseResultMask.All,
            )
            for node in part
        ]
        parameters = ua.BrowseParameters(
            RequestedMaxReferencesPerNode=most, NodesToBrowse=descriptions
        )
        return await _whole(session, list(await session.wire.browse(parameters)), most)

    results = await session.in_parts(nodes, session.facts.limits.browse, first)
    if len(nodes) == 1 and results and results[0].StatusCode.is_bad():
        raise LookupError(results[0].StatusCode.name)
    return [list(result.References or ()) for result in results]


async def _whole(session: Session, results: list[Any], most: int) -> list[Any]:
    """Fetch the rest of lists that the server cut; what is more than enough is released."""
    open_points = [result for result in results if result.ContinuationPoint]
    while open_points:
        is_enough = [0 < most <= len(result.References) for result in open_points]
        go_on = [r for r, enough in zip(open_points, is_enough, strict=True) if not enough]
        enough = [r for r, enough in zip(open_points, is_enough, strict=True) if enough]
        if enough:
            await _next(session, enough, is_release=True)
        more = await _next(session, go_on) if go_on else []
        open_points = []
        for result, page in zip(go_on, more, strict=True):
            result.References = list(result.References or ()) + list(page.References or ())
            result.ContinuationPoint = page.ContinuationPoint
            if page.ContinuationPoint and page.References:
                open_points.append(result)
    return results


async def _next(session: Session, results: Sequence[Any], *, is_release: bool = False) -> list[Any]:
    points = [result.ContinuationPoint for result in results]
    parameters = ua.BrowseNextParameters(is_release, points)
    found: list[Any] = await session.wire.browse_next(parameters)
    session.touch()
    return found
