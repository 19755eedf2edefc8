"""A real OPC UA server (asyncua) in a thread of its own, which tests can cut off, freeze and fill.

Making one takes two to three seconds, so tests share it (`plant` in tests/connectors/opcua).
"""

import asyncio
import logging
import socket
import threading
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest
from asyncua import Node, Server, ua
from asyncua.crypto.cert_gen import setup_self_signed_certificate
from asyncua.crypto.permission_rules import User, UserRole
from asyncua.server.history import HistoryDict
from asyncua.server.internal_session import InternalSession
from cryptography.x509.oid import ExtendedKeyUsageOID
from typing_extensions import override

NAMESPACE: Final = "urn:leitstand:test:plant"
APPLICATION_URI: Final = "urn:leitstand:test:server"
USER: Final = "leitstand"
PASSWORD: Final = "richtig"
ANSWER_S: Final = 15.0

POLICIES: Final = [
    ua.SecurityPolicyType.NoSecurity,
    ua.SecurityPolicyType.Basic256Sha256_Sign,
    ua.SecurityPolicyType.Basic256Sha256_SignAndEncrypt,
    ua.SecurityPolicyType.Aes128Sha256RsaOaep_Sign,
    ua.SecurityPolicyType.Aes128Sha256RsaOaep_SignAndEncrypt,
    ua.SecurityPolicyType.Aes256Sha256RsaPss_Sign,
    ua.SecurityPolicyType.Aes256Sha256RsaPss_SignAndEncrypt,
]

LIMITS: Final = (
    "MaxNodesPerRead",
    "MaxNodesPerBrowse",
    "MaxMonitoredItemsPerCall",
    "MaxNodesPerHistoryReadData",
)

T = TypeVar("T")

for _name in ("asyncua.server", "asyncua.common", "asyncua.crypto"):
    # A server that is cut off complains; the tests look at the other side.
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class _History(HistoryDict):  # type: ignore[misc]  # the library's class may be untyped
    """Keeps values in memory; a variable that is added again begins anew."""

    @override
    async def new_historized_node(
        self, node_id: ua.NodeId, period: timedelta | None, count: int = 0
    ) -> None:
        self._datachanges.pop(node_id, None)
        await super().new_historized_node(node_id, period, count)


class _Gate:
    """Lets in who knows the password, and else everybody, or only one certificate."""

    def __init__(self) -> None:
        self.certificate = b""
        self.tries = 0

    def get_user(
        self, iserver: Any, username: Any = None, password: Any = None, certificate: Any = None
    ) -> User | None:
        if username is not None:
            self.tries += 1
            is_right = (username, password) == (USER, PASSWORD)
        else:
            # asyncua names the application's own certificate where the user shows none.
            is_right = not self.certificate or certificate == self.certificate
        return User(UserRole.User) if is_right else None


class Plant:
    """A server with variables. Methods may be called from any thread.

    Args:
        folder: Where its certificate is made.
    """

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"opc.tcp://127.0.0.1:{self.port}/plant"
        self.gate = _Gate()
        self.nodes: dict[str, Node] = {}
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="plant", daemon=True)
        self._server = Server(user_manager=self.gate)
        self._index = 0
        self._is_listening = False

    def start(self) -> None:
        """Make the address space and listen."""
        self._thread.start()
        self.run(self._prepare())

    def stop(self) -> None:
        """End the server and its thread."""
        self.run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER_S)
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something on the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(ANSWER_S)

    # --- what a test does -------------------------------------------------------------------

    def address(self, name: str) -> str:
        """Return a variable's permanent address."""
        return f"nsu={NAMESPACE};s={name}"

    def add(self, name: str, value: Any, kind: ua.VariantType | None = None) -> None:
        """Add a variable, or give one that is there a new beginning."""
        self.run(self._add(name, value, kind))

    def remove(self, name: str) -> None:
        """Delete a variable."""
        self.run(self._remove(name))

    def write(
        self,
        name: str,
        value: Any,
        kind: ua.VariantType | None = None,
        *,
        status: int = ua.StatusCodes.Good,
        time: datetime | None = None,
    ) -> None:
        """Give a variable a value, now or with a time of its own."""
        moment = datetime.now(UTC) if time is None else time
        variant = value if isinstance(value, ua.Variant) else ua.Variant(value, kind)
        data = ua.DataValue(variant, ua.StatusCode(ua.UInt32(status)), moment, moment)
        self.run(self._write(name, data))

    def read(self, number: int) -> Any:
        """Return the value of a standard node."""
        return self.run(self._server.get_node(ua.NodeId(number)).read_value())

    def limit(self, name: str, most: int) -> None:
        """Set one of the server's operation limits."""
        number = getattr(ua.ObjectIds, f"Server_ServerCapabilities_OperationLimits_{name}")
        variant = ua.Variant(most, ua.VariantType.UInt32)
        self.run(self._server.get_node(ua.NodeId(number)).write_value(variant))

    def describe(self, name: str, text: str, unit: str) -> None:
        """Give a variable a description and an engineering unit."""
        self.run(self._describe(name, text, unit))

    def watch_calls(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
        """Note how many nodes clients name in one call, by service."""
        sizes: dict[str, list[int]] = {}

        def watch(name: str, field: str) -> None:
            whole = getattr(InternalSession, name)

            async def watched(session: Any, parameters: Any) -> Any:
                if session is not self._server.iserver.isession:
                    sizes.setdefault(name, []).append(len(getattr(parameters, field)))
                return await whole(session, parameters)

            monkeypatch.setattr(InternalSession, name, watched)

        watch("read", "NodesToRead")
        watch("browse", "NodesToBrowse")
        watch("create_monitored_items", "ItemsToCreate")
        return sizes

    def cut(self) -> None:
        """Listen no more and drop every connection; the plant itself runs on."""
        self.run(self._cut())

    def mend(self, *, is_restarted: bool = False) -> None:
        """Listen again, as after a broken line or, if so asked, as after a restart."""
        self.run(self._mend(is_restarted=is_restarted))

    def freeze(self, seconds: float) -> threading.Event:
        """Let the whole server stand still; set the event to let it go on earlier."""
        thaw = threading.Event()
        self._loop.call_soon_threadsafe(thaw.wait, seconds)
        return thaw

    def renumber(self) -> None:
        """Move the namespace to another index, as servers do when they are configured anew."""
        self.run(self._renumber())

    def fire(self, message: str, severity: int) -> None:
        """Raise an event at the server."""
        self.run(self._fire(message, severity))

    def restore(self) -> None:
        """Listen again, without variables, open to everybody, with the usual limits."""
        self.gate.certificate = b""
        if not self._is_listening:
            self.mend()
        for name in list(self.nodes):
            self.remove(name)
        for name in LIMITS:
            self.limit(name, 10_000)

    def sessions(self) -> int:
        """Return how many clients are connected."""
        return len(self._server.iserver.asyncio_transports)

    # --- on the loop ------------------------------------------------------------------------

    async def _prepare(self) -> None:
        server = self._server
        await server.init()
        server.iserver.history_manager.set_storage(_History())
        await server.set_application_uri(APPLICATION_URI)
        key, certificate = self._folder / "server-key.pem", self._folder / "server.der"
        await setup_self_signed_certificate(
            key,
            certificate,
            APPLICATION_URI,
            "localhost",
            [ExtendedKeyUsageOID.SERVER_AUTH],
            {"commonName": "Testwerk"},
        )
        await server.load_certificate(str(certificate))
        await server.load_private_key(key)
        server.set_endpoint(self.url)
        server.set_security_policy(POLICIES)
        self._index = await server.register_namespace(NAMESPACE)
        await server.start()
        self._is_listening = True

    async def _end(self) -> None:
        if not self._is_listening:
            await self._mend(is_restarted=False)
        await self._server.stop()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._loop.shutdown_default_executor()

    async def _add(self, name: str, value: Any, kind: ua.VariantType | None) -> None:
        if name in self.nodes:
            await self._remove(name)
        node_id = ua.NodeId(name, self._index)
        node = await self._server.nodes.objects.add_variable(node_id, name, value, kind)
        self.nodes[name] = node
        await self._server.historize_node_data_change(node, period=None, count=10_000)

    async def _remove(self, name: str) -> None:
        node = self.nodes.pop(name)
        await self._server.dehistorize_node_data_change(node)
        # asyncua forgets to await those who watch a node that is deleted.
        attributes = self._server.iserver.aspace[node.nodeid].attributes
        attributes[ua.AttributeIds.Value].datachange_callbacks.clear()
        await self._server.delete_nodes([node])

    async def _write(self, name: str, data: ua.DataValue) -> None:
        parameters = ua.WriteParameters(
            [ua.WriteValue(self.nodes[name].nodeid, ua.AttributeIds.Value, Value=data)]
        )
        for result in await self._server.iserver.isession.write(parameters):
            result.check()

    async def _describe(self, name: str, text: str, unit: str) -> None:
        node = self.nodes[name]
        description = ua.DataValue(ua.Variant(ua.LocalizedText(text, "de")))
        await node.write_attribute(ua.AttributeIds.Description, description)
        information = ua.EUInformation(DisplayName=ua.LocalizedText(unit))
        await node.add_property(
            ua.NodeId(f"{name}/unit", self._index), "0:EngineeringUnits", information
        )

    async def _cut(self) -> None:
        listener = self._server.bserver
        assert listener is not None
        for transport in list(self._server.iserver.asyncio_transports):
            transport.abort()
        await asyncio.sleep(0.01)
        await listener.stop()
        self._is_listening = False

    async def _mend(self, *, is_restarted: bool) -> None:
        listener = self._server.bserver
        assert listener is not None
        if is_restarted:
            node = self._server.get_node(ua.NodeId(ua.ObjectIds.Server_ServerStatus))
            status = await node.read_value()
            status.StartTime = datetime.now(UTC)
            await node.write_value(status)
        await listener.start()
        self._is_listening = True

    async def _renumber(self) -> None:
        values = {name: await node.read_data_value() for name, node in self.nodes.items()}
        for name in values:
            await self._remove(name)
        array = self._server.get_node(ua.NodeId(ua.ObjectIds.Server_NamespaceArray))
        names = await array.read_value()
        names.insert(self._index, f"urn:leitstand:test:other{self._index}")
        await array.write_value(names)
        self._index += 1
        for name, data in values.items():
            assert data.Value is not None
            await self._add(name, data.Value.Value, data.Value.VariantType)
            await self._write(name, data)

    async def _fire(self, message: str, severity: int) -> None:
        generator = await self._server.get_event_generator()
        generator.event.Severity = severity
        await generator.trigger(message=message)
