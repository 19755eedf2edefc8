"""SNMP: what a source asks its devices in one round, and where it looks when an engineer does.

Nothing here imports pysnmp; `open` loads it in a thread, so that nobody waits for it.
"""

import asyncio
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from typing_extensions import override

from app.domain.cities import SourceConfig
from app.domain.points import Point
from app.domain.sources import BrowseNode, DeviceIdentity
from app.services.ports import Clock, ConnectorError, SampleSink, SecretStore
from connectors.polling.addresses import (
    SYS_UPTIME,
    AddressError,
    Measure,
    Oid,
    Special,
    parse_agent,
)
from connectors.polling.connector import PollingConnector
from connectors.polling.failures import SilenceError
from connectors.polling.identity import read_identity
from connectors.polling.interfaces import Interfaces
from connectors.polling.looking import look
from connectors.polling.objects import Told, text_of
from connectors.polling.options import SnmpOptions, Through, read_snmp_options, read_through
from connectors.polling.plans import DevicePlan
from connectors.polling.samples import Answer, Raw

if TYPE_CHECKING:
    from connectors.polling.snmp_session import SnmpSession


class SnmpProbe:
    """Asks devices by SNMP (`Probe`)."""

    def __init__(
        self, options: SnmpOptions, through: Through, secrets: SecretStore, clock: Clock
    ) -> None:
        """Prepare; nothing is imported yet.

        Args:
            options: The source's settings.
            through: The one agent that answers for all, if there is one.
            secrets: Passwords.
            clock: The time.
        """
        self._options = options
        self._through = through
        self._secrets = secrets
        self._clock = clock
        self._interfaces = Interfaces()
        self._opened: SnmpSession | None = None

    @property
    def security(self) -> str:
        """The protection in words (`Probe`)."""
        return self._options.security_text

    @property
    def garbled(self) -> int:
        """Datagrams that could not be understood."""
        return 0 if self._opened is None else self._opened.garbled

    async def open(self) -> None:
        """Load the library and make an engine (`Probe`)."""
        await asyncio.to_thread(_load)
        from connectors.polling.snmp_session import SnmpSession  # noqa: PLC0415 -- see the module

        self._opened = SnmpSession(self._options, self._through, self._secrets)

    async def close(self) -> None:
        """Close all sockets (`Probe`)."""
        session, self._opened = self._opened, None
        if session is not None:
            session.close()
            # The sockets close in the loop's next turn.
            await asyncio.sleep(0)

    @property
    def _session(self) -> "SnmpSession":
        if self._opened is None:
            raise SilenceError("Die Anbindung wird gerade beendet.")
        return self._opened

    # --- asking -------------------------------------------------------------------------------

    async def ask(self, plan: DevicePlan) -> Answer:
        """Ask a device everything once (`Probe`)."""
        answer = Answer()
        try:
            await self._fill(plan, answer)
        except SilenceError as error:
            # What came before it broke off is thrown away: half a device is no state of it.
            self._session.forget(plan.agent)
            return Answer(silence=error.reason, is_refused=error.is_refused)
        return answer

    async def _fill(self, plan: DevicePlan, answer: Answer) -> None:
        objects = await self._objects(plan, answer)
        wanted = list(dict.fromkeys((SYS_UPTIME, *objects.values())))
        told = await self._session.get(plan.agent, wanted)
        size = self._options.values_per_question
        answer.messages += -(-len(wanted) // size)
        uptime = told.get(SYS_UPTIME, Told(SYS_UPTIME, None)).value
        answer.uptime = uptime if isinstance(uptime, int) else None
        self._interfaces.note_uptime(plan.agent, answer.uptime)
        for text, measure in plan.measures.items():
            if measure.special is Special.UP:
                answer.values[text] = Raw(1)
            elif text in objects:
                self._take(plan, measure, told.get(objects[text]), answer)

    async def _objects(self, plan: DevicePlan, answer: Answer) -> dict[str, Oid]:
        """Return the number of each measure; names of interfaces are looked up first."""
        named = {it.interface for it in plan.measures.values() if it.interface}
        places: dict[str, int] = {}
        if named:
            now_s = self._clock.monotonic()
            places = await self._interfaces.places(self._session, plan.agent, named, now_s)
        objects: dict[str, Oid] = {}
        for text, measure in plan.measures.items():
            if measure.special is not None:
                continue
            if not measure.interface:
                objects[text] = measure.oid
            elif measure.interface in places:
                objects[text] = (*measure.oid, places[measure.interface])
            else:
                answer.problems[text] = f"Das Gerät hat keine Schnittstelle „{measure.interface}“."
        return objects

    def _take(self, plan: DevicePlan, measure: Measure, told: Told | None, answer: Answer) -> None:
        if told is None or told.value is None:
            answer.problems[measure.text] = "Das Gerät kennt dieses Objekt nicht."
            if measure.interface:
                self._interfaces.forget(plan.agent)
        elif isinstance(told.value, int):
            answer.values[measure.text] = Raw(told.value, told.bits)
        else:
            answer.values[measure.text] = Raw(text_of(told.value))

    async def touch(self, plan: DevicePlan) -> bool:
        """Tell whether a device that was silent answers again (`Probe`)."""
        try:
            await self._session.get(plan.agent, [SYS_UPTIME])
        except SilenceError as error:
            return error.is_refused
        return True

    # --- looking ------------------------------------------------------------------------------

    async def browse(
        self, address: str, agents: Collection[str], known: Collection[tuple[str, str]]
    ) -> list[BrowseNode]:
        """Return what lies below an address (`Probe`)."""
        try:
            return await look(self._session, address, agents, known)
        except AddressError as error:
            raise ConnectorError(str(error)) from error
        except SilenceError as error:
            raise ConnectorError(error.reason) from error

    async def identify(self, agent: str) -> DeviceIdentity:
        """Return what a device says of itself.

        Raises:
            ConnectorError: It does not answer; the text says why.
        """
        try:
            return await read_identity(
                self._session, agent, parse_agent(agent), self._clock.now_us()
            )
        except AddressError as error:
            raise ConnectorError(str(error)) from error
        except SilenceError as error:
            raise ConnectorError(error.reason) from error

    def forget(self, name: str) -> None:
        """Forget what was learnt of a device (`Probe`)."""
        agent = parse_agent(name)
        self._interfaces.forget(agent)
        if self._opened is not None:
            self._opened.forget(agent)


class SnmpConnector(PollingConnector):
    """A source of devices that are asked by SNMP."""

    def __init__(
        self,
        config: SourceConfig,
        points: Sequence[Point],
        sink: SampleSink,
        secrets: SecretStore,
        clock: Clock,
        *,
        url: str,
    ) -> None:
        """Check the options; nothing is asked or imported yet.

        Args:
            config: The source as configured.
            points: Its points.
            sink: Where samples go.
            secrets: Passwords.
            clock: The time.
            url: `snmp://` asks each device itself, `snmp://host:161` one agent for all of them.

        Raises:
            OptionsError: Options or address are wrong.
        """
        options, through = read_snmp_options(config), read_through(url)
        self._snmp: SnmpProbe | None = None

        def make() -> SnmpProbe:
            made = self._snmp = SnmpProbe(options, through, secrets, clock)
            return made

        super().__init__(
            config,
            points,
            sink,
            clock,
            options=options,
            make_probe=make,
            endpoint=url if through.host else "",
            are_echoes=False,
        )

    async def identify(self, agent: str) -> DeviceIdentity:
        """Return what a device says of itself: name, serial numbers, ports, neighbours.

        Args:
            agent: The device, as points name it.

        Raises:
            ConnectorError: It does not answer, or the source is not ready.
        """
        if self._snmp is None:
            raise ConnectorError("Die Quelle ist noch nicht bereit. " + self.health().reason)
        return await self._snmp.identify(agent)

    @override
    def _show(self) -> None:
        super()._show()
        garbled = 0 if self._snmp is None else self._snmp.garbled
        self._tally.detail("Unverständliche Pakete", str(garbled) if garbled else "")


def _load() -> None:
    import connectors.polling.snmp_session  # noqa: F401, PLC0415 -- only loaded, see the module
