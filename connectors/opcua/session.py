"""One session with one server, from connect to loss; never used again after it.

asyncua can reconnect by itself, but then it revives the old session with the old certificate check
and the old namespace numbers, and tells nobody of the gap. A new session each time costs 0.1 s and
starts from facts: certificate, namespaces, limits, start time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from asyncua import Client, ua
from typing_extensions import override

from app.services.ports import Clock
from connectors.opcua.addresses import STANDARD_URI, NodeAddress
from connectors.opcua.certificates import OwnCertificate, moment_of
from connectors.opcua.security import Identity, Peer, meet, prepare
from connectors.opcua.values import EPOCH, FUTURE_US, MICROSECOND

CONNECT_TIMEOUT_S: Final = 4.0
"""How long one step of connecting may take; a frozen server must not hold us up for long."""

CLOSE_TIMEOUT_S: Final = 2.0
"""How long saying goodbye may take; after it the server forgets us by its session timeout."""

HISTORY_NODES: Final = 100
"""Nodes in one HistoryRead where the server names no limit; an answer is held whole in memory."""

TOO_MUCH: Final = frozenset(
    {
        "BadTooManyOperations",
        "BadRequestTooLarge",
        "BadResponseTooLarge",
        "BadEncodingLimitsExceeded",
        "BadTcpMessageTooLarge",
    }
)
"""Answers of a server that takes fewer nodes in one call than it says."""

CLOCK_STEP_US: Final = 2_000_000
"""Servers renew their clock node once a second or so; less than this is not a difference."""

T = TypeVar("T")
R = TypeVar("R")

# A lost connection is told on the health page; asyncua adds traces for each task that notices it.
logging.getLogger("asyncua.client").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many nodes one call may name; the server's OperationLimits, ours where it has none."""

    read: int
    browse: int
    monitor: int
    history: int

    @override
    def __str__(self) -> str:
        """Return the limits for the health page."""
        return (
            f"Read {self.read}, Browse {self.browse}, "
            f"MonitoredItems {self.monitor}, HistoryRead {self.history}"
        )


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What the server says of itself at connect.

    Attributes:
        namespaces: Namespace URIs by index.
        start_us: When the server started, its own clock, µs UTC.
        skew_us: Its clock minus ours.
        software: Product and version.
        limits: Nodes per call.
    """

    namespaces: tuple[str, ...]
    start_us: int
    skew_us: int
    software: str
    limits: Limits


_NO_FACTS: Final = ServerFacts((STANDARD_URI,), 0, 0, "", Limits(1, 1, 1, 1))

_FACT_NODES: Final = (
    ua.ObjectIds.Server_NamespaceArray,
    ua.ObjectIds.Server_ServerStatus,
    ua.ObjectIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead,
    ua.ObjectIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse,
    ua.ObjectIds.Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall,
    ua.ObjectIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerHistoryReadData,
)

_NODE_ID_TYPES: Final = {
    int: ua.NodeIdType.Numeric,
    str: ua.NodeIdType.String,
    bytes: ua.NodeIdType.ByteString,
}


class Session:
    """An open session: reads, resolves addresses, and says when it is lost."""

    def __init__(self, url: str, identity: Identity, clock: Clock) -> None:
        """Prepare a session; `open` makes it.

        Args:
            url: `opc.tcp://host:port/path`.
            identity: Who we are and whom we trust.
            clock: Where the time comes from.
        """
        self.url = url
        self.options = identity.options
        self.peer = Peer()
        self.own: OwnCertificate | None = None
        self.facts = _NO_FACTS
        self.lost = asyncio.Event()
        self.error: BaseException | None = None
        self.alive_us = clock.now_us()
        self._identity = identity
        self._clock = clock
        self._client = self._make_client()

    def _make_client(self) -> Client:
        client = Client(
            self.url, timeout=CONNECT_TIMEOUT_S, watchdog_intervall=self.options.watchdog_s
        )
        client.name = client.description = "Leitstand"
        client.product_uri = "urn:leitstand"
        client.application_uri = "urn:leitstand"
        client.session_timeout = round(self.options.session_timeout_s * 1_000)
        return client

    @property
    def wire(self) -> Any:
        """Asyncua's session with its service calls."""
        return self._client.uaclient.session

    @property
    def source_now_us(self) -> int:
        """The present in the source's clock, µs UTC."""
        return self._clock.now_us() + self.facts.skew_us

    def touch(self) -> None:
        """Note a sign of life."""
        self.alive_us = self._clock.now_us()

    async def open(self) -> None:
        """Check the server, connect, and read its facts.

        Raises:
            Exception: Anything; `failure_of` says what it means. Nothing is left open.
        """
        now = moment_of(self._clock.now_us())
        try:
            self.peer = await meet(self._client, self._identity, now)
            self.own = await prepare(self._client, self._identity, self.peer, now)
            self._client.connection_lost_callback = self._on_lost
            await self._client.connect()
            self._allow_long_answers()
            self.facts = await self._read_facts()
        except BaseException:
            await self.close()
            raise
        self.touch()

    def _allow_long_answers(self) -> None:
        """Let answers take longer once connected: history and many items need time."""
        protocol = self._client.uaclient.protocol
        if protocol is not None:
            protocol.timeout = self.options.request_timeout_s

    async def _on_lost(self, error: Exception) -> None:
        self.fail(error)

    def fail(self, error: BaseException) -> None:
        """Declare the session lost."""
        if self.error is None:
            self.error = error
        self.lost.set()

    async def close(self) -> None:
        """Close session and socket; a server that does not answer is left after 2 s."""
        if self.error is not None:
            # It is gone or frozen: asking it to close would only wait for the time-out.
            self._abort()
            await asyncio.sleep(0)
        with suppress(Exception):
            await asyncio.wait_for(self._client.close_session(), CLOSE_TIMEOUT_S)
        with suppress(Exception):
            await asyncio.wait_for(self._client.close_secure_channel(), CLOSE_TIMEOUT_S)
        self._abort()
        self._client.disconnect_socket()
        await asyncio.sleep(0)

    def _abort(self) -> None:
        """Drop the socket without a word; a graceful close would wait for a frozen peer."""
        protocol = self._client.uaclient.protocol
        if protocol is not None and protocol.transport is not None:
            protocol.transport.abort()

    # --- facts ------------------------------------------------------------------------------

    async def _read_facts(self) -> ServerFacts:
        nodes = [ua.NodeId(number) for number in _FACT_NODES]
        # One call of six nodes: a server that allows fewer in one call is not known to exist.
        values = [plain_value(data) for data in await self._read(nodes, ua.AttributeIds.Value)]
        names = values[0] if isinstance(values[0], list) else []
        namespaces = tuple(str(uri) for uri in names) or (STANDARD_URI,)
        ours = self.options.max_items_per_call
        allowed = [limit if isinstance(limit, int) and limit > 0 else ours for limit in values[2:]]
        read, browse, monitor, history = (min(limit, ours) for limit in allowed)
        start_us, skew_us, software = self._status(values[1])
        limits = Limits(read, browse, monitor, min(history, HISTORY_NODES))
        return ServerFacts(namespaces, start_us, skew_us, software, limits)

    def _status(self, status: Any) -> tuple[int, int, str]:
        """Return start time, clock skew and software; zeros from a server that says nothing."""
        now_us = self._clock.now_us()
        start_us = _moment_us(getattr(status, "StartTime", None), 0)
        skew_us = _moment_us(getattr(status, "CurrentTime", None), now_us) - now_us
        build = getattr(status, "BuildInfo", None)
        parts = (getattr(build, name, "") for name in ("ProductName", "SoftwareVersion"))
        software = " ".join(str(part) for part in parts if part)
        is_told = CLOCK_STEP_US < abs(skew_us) < FUTURE_US
        return start_us, skew_us if is_told else 0, software

    # --- calls ------------------------------------------------------------------------------

    def node_id(self, address: NodeAddress) -> ua.NodeId | None:
        """Return a node's id of this connection, None when the server lacks its namespace."""
        try:
            index = self.facts.namespaces.index(address.uri)
        except ValueError:
            return None
        kind = _NODE_ID_TYPES.get(type(address.identifier), ua.NodeIdType.Guid)
        return ua.NodeId(address.identifier, index, kind)

    def address(self, node: ua.NodeId) -> NodeAddress | None:
        """Return a node's permanent address, None when its namespace has no name."""
        uri = getattr(node, "NamespaceUri", None)
        if not uri and node.NamespaceIndex < len(self.facts.namespaces):
            uri = self.facts.namespaces[node.NamespaceIndex]
        return NodeAddress(uri, node.Identifier) if uri else None

    async def read(
        self, nodes: Sequence[ua.NodeId], attribute: ua.AttributeIds
    ) -> list[ua.DataValue]:
        """Read an attribute of many nodes, within the server's limit per call."""

        async def call(part: Sequence[ua.NodeId]) -> list[ua.DataValue]:
            return await self._read(part, attribute)

        return await self.in_parts(nodes, self.facts.limits.read, call)

    async def in_parts(
        self, items: Sequence[T], size: int, call: Callable[[Sequence[T]], Awaitable[list[R]]]
    ) -> list[R]:
        """Do a call for parts of at most `size`; halve a part that is still too much."""
        results: list[R] = []
        for part in batched(items, size):
            try:
                results += await call(part)
            except ua.UaStatusCodeError as error:
                if len(part) == 1 or type(error).__name__ not in TOO_MUCH:
                    raise
                results += await self.in_parts(part, len(part) // 2, call)
        return results

    async def refresh_namespaces(self) -> None:
        """Learn namespaces that the server has added since we connected."""
        (data,) = await self._read([ua.NodeId(_FACT_NODES[0])], ua.AttributeIds.Value)
        names = plain_value(data)
        if isinstance(names, list) and names:
            self.facts = replace(self.facts, namespaces=tuple(str(uri) for uri in names))

    async def _read(
        self, nodes: Sequence[ua.NodeId], attribute: ua.AttributeIds
    ) -> list[ua.DataValue]:
        wanted = [ua.ReadValueId(NodeId=node, AttributeId=attribute) for node in nodes]
        parameters = ua.ReadParameters(
            TimestampsToReturn=ua.TimestampsToReturn.Both, NodesToRead=wanted
        )
        values: list[ua.DataValue] = await self.wire.read(parameters)
        self.touch()
        return values


def plain_value(data: Any) -> Any:
    """Return the Python value of a good DataValue, else None."""
    status = getattr(data, "StatusCode", None)
    if status is not None and not status.is_good():
        return None
    return getattr(getattr(data, "Value", None), "Value", None)


def batched(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _moment_us(moment: Any, default: int) -> int:
    if not isinstance(moment, datetime):
        return default
    return (moment - EPOCH) // MICROSECOND
