"""The simulated plant: an OPC UA server of its own, with live values, history and alarms."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from asyncua import Server, ua

from app.domain.sources import SourceKind
from connectors.simulated_city.incidents import IncidentKind
from connectors.simulated_city.live import Sample, at, due, latest
from connectors.simulated_city.opcua_alarm_events import Condition
from connectors.simulated_city.opcua_alarms import Conditions
from connectors.simulated_city.opcua_history import WorldHistory
from connectors.simulated_city.opcua_nodes import AddressSpace, Variable
from connectors.simulated_city.opcua_values import data_value
from connectors.simulated_city.opcua_writes import JudgedWrites
from connectors.simulated_city.world import World

PATH = "/leitstand/stadt"
"""Path of the server's address."""

_TICK_S = 0.5
"""Values that fell due are written this often; each carries the time at which it was measured."""
_OLDEST_US = 20_000_000
"""After a pause of the machine older samples are left to the history."""
_PATIENCE_S = 4.0
_REFRESH_SEVERITY = 100

_log = logging.getLogger(__name__)


class OpcuaSide:
    """A server on a fixed port of the loopback.

    Args:
        world: The city.
        port: Its port.
        now_us: The time, µs UTC.

    Attributes:
        port: Its port.
    """

    def __init__(self, world: World, port: int, now_us: Callable[[], int]) -> None:
        self._world = world
        self.port = port
        self._now_us = now_us
        self._groups = tuple(group for group in world.groups if group.kind is SourceKind.OPCUA)
        self._server: Server | None = None
        self._conditions: Conditions | None = None
        self._standing: list[Condition] = []
        self._variables: dict[ua.NodeId, Variable] = {}
        self._nodes: dict[str, Variable] = {}
        self._starts = 0
        self._restart = asyncio.Event()
        self._away_s = 0.0
        self._touched: set[str] = set()
        self._written_until = 0

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"opc.tcp://127.0.0.1:{self.port}{PATH}"

    async def start(self) -> None:
        """Open the server; returns once it listens."""
        server = Server()
        server.iserver.bind_condition_methods = _REFRESH_SEVERITY
        server.set_server_name("Leitstand, simulierte Stadt")
        server.product_uri = "urn:leitstand:simulated-city"
        await server.init()
        await server.set_application_uri(f"urn:leitstand:city:{self._world.city.id}:server")
        server.set_endpoint(self.url)
        server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        server.set_identity_tokens([ua.AnonymousIdentityToken])
        # A plant that was rebuilt numbers its namespaces anew, as the standard allows.
        space = AddressSpace(server, self._world, is_turned=self._starts % 2 == 1)
        now_us = self._now_us()
        self._variables.clear()
        self._variables |= await space.build(now_us)
        self._nodes = {str(variable.point.id): variable for variable in self._variables.values()}
        conditions = Conditions(server, self._variables, self._world.city.rules)
        await conditions.build(self._standing)
        server.iserver.attribute_service = JudgedWrites(
            server.iserver.aspace, self._variables, self._take
        )
        history = WorldHistory(self._world, self._variables, self._now_us)
        server.iserver.history_manager.set_storage(history)
        self._server, self._conditions = server, conditions
        # Nodes are born with the moment of their birth: now they get the time of measurement.
        for group in self._groups:
            for sample in latest(self._world, group, now_us):
                await self._show(sample)
        await server.start()
        self._written_until = now_us
        self._starts += 1

    async def stop(self) -> None:
        """Close the server and every connection to it."""
        server, self._server = self._server, None
        conditions, self._conditions = self._conditions, None
        if server is None:
            return
        if conditions is not None:
            self._standing = conditions.standing
        try:
            # The library forgets every other connection when it closes them itself.
            for transport in list(server.iserver.asyncio_transports):
                transport.abort()
            await asyncio.wait_for(server.stop(), _PATIENCE_S)
        except Exception as error:  # noqa: BLE001 - a library that fails to close must not keep the city from ending
            _log.info("the server did not close cleanly: %s", error)

    def ask_restart(self, away_s: float) -> None:
        """Let the server go away for some seconds, as soon as possible."""
        self._away_s = away_s
        self._restart.set()

    async def serve_for_ever(self) -> None:
        """Keep the values going until cancelled, and carry out restarts."""
        while True:
            if self._restart.is_set() or self._restart_is_due():
                await self._go_away()
            try:
                await self._write_due()
            except Exception:  # noqa: BLE001 - what one client asks must not end the city for the others
                _log.exception("values could not be written")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._restart.wait(), _TICK_S)

    def _restart_is_due(self) -> bool:
        now_us = self._now_us()
        for incident in self._world.schedule.between(now_us, now_us):
            if incident.kind is IncidentKind.SERVER_RESTART:
                self._away_s = (incident.end_us - now_us) / 1e6
                return True
        return False

    async def _go_away(self) -> None:
        self._restart.clear()
        _log.info("the server goes away for %.1f s", self._away_s)
        away = asyncio.create_task(asyncio.sleep(self._away_s))
        try:
            await self.stop()
            await away
        finally:
            away.cancel()
        await self.start()

    async def _write_due(self) -> None:
        now_us = self._now_us()
        after_us = max(self._written_until, now_us - _OLDEST_US)
        if now_us > after_us:
            for _, samples in due(self._world, self._groups, after_us, now_us):
                for sample in samples:
                    await self._show(sample)
            self._written_until = now_us
        if self._conditions is not None:
            await self._conditions.tick(now_us)
        if self._touched:
            await self._show_touched(now_us)

    async def _show_touched(self, now_us: int) -> None:
        """Show at once what follows from a written value: the colours of a mode, say."""
        touched, self._touched = self._touched, set()
        for group in self._groups:
            rows = [row for row, point in enumerate(group.points) if str(point.device) in touched]
            for sample in at(self._world, group, rows, now_us):
                await self._show(sample)

    async def _show(self, sample: Sample) -> None:
        variable = self._nodes.get(str(sample.point.id))
        if variable is None or self._server is None or self._conditions is None:
            return
        value = data_value(
            sample.point, variable.kind, sample.value, sample.quality, sample.time_us
        )
        await self._server.iserver.aspace.write_attribute_value(
            variable.node_id, ua.AttributeIds.Value, value
        )
        await self._conditions.judge(sample)

    def _take(self, variable: Variable, value: float) -> None:
        """Pass a written value on to the city."""
        self._world.write(variable.point.id, value, self._now_us())
        self._touched.add(str(variable.point.device))
