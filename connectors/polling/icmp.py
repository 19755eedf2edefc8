"""ICMP echo: whether a host answers, after how long, and how many echoes were lost.

Echoes are sent without rights of root where the kernel lets everybody (Linux: the group of the
process lies in `net.ipv4.ping_group_range`, as systemd sets it), else through raw sockets.
"""

import asyncio
import socket
from collections.abc import Collection, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, ip_address
from typing import Any, Final

from app.domain.cities import SourceConfig
from app.domain.points import Point
from app.domain.sources import BrowseNode
from app.services.ports import Clock, SampleSink
from connectors.polling.addresses import Special
from connectors.polling.connector import PollingConnector
from connectors.polling.failures import PollingFailure
from connectors.polling.options import IcmpOptions, read_icmp_options, read_network
from connectors.polling.plans import DevicePlan
from connectors.polling.samples import Answer, Raw

UNANSWERED: Final = "Der Host beantwortet kein Echo. Ist er erreichbar, und lässt er ICMP zu?"
NOT_ALLOWED: Final = (
    "Dieser Rechner darf keine Echos senden. Bitte net.ipv4.ping_group_range für die Gruppe des "
    "Programms öffnen (sysctl) oder ihm das Recht CAP_NET_RAW geben."
)


class IcmpProbe:
    """Asks hosts by ICMP echo (`Probe`)."""

    def __init__(self, options: IcmpOptions, network: IPv4Network | None) -> None:
        """Prepare.

        Args:
            options: The source's settings.
            network: Addresses are mapped into this network, keeping their last bits.
        """
        self._options = options
        self._network = network
        self._is_raw = False
        self._ping: Any = None

    @property
    def security(self) -> str:
        """The protection in words (`Probe`)."""
        return "unverschlüsselt (ICMP)"

    async def open(self) -> None:
        """Load the library, and find out which sockets we may open (`Probe`)."""
        self._ping = await asyncio.to_thread(_load)
        kinds = open_kinds()
        if not kinds:
            raise PollingFailure(NOT_ALLOWED)
        self._is_raw = socket.SOCK_DGRAM not in kinds

    async def close(self) -> None:
        """Leave nothing open; each question closed its own socket (`Probe`)."""

    async def ask(self, plan: DevicePlan) -> Answer:
        """Send some echoes to a host (`Probe`)."""
        options = self._options
        try:
            address = await self._address(plan.agent.host)
            host = await self._ping(
                address,
                count=options.count,
                interval=options.gap_s,
                timeout=options.timeout_s,
                payload_size=options.size,
                privileged=self._is_raw,
            )
        except OSError as error:
            if isinstance(error, socket.gaierror):
                name = plan.agent.host
                reason = f"Der Name „{name}“ lässt sich nicht auflösen. Bitte Adresse prüfen."
                return Answer(silence=reason)
            return Answer(silence=f"Das Netz weist Echos ab: {error.strerror or error}.")
        except Exception as error:  # noqa: BLE001 -- the library's own errors, all of them of one host
            return Answer(silence=f"Das Echo ist gescheitert: {str(error)[:200]}")
        if not host.packets_received:
            return Answer(silence=UNANSWERED)
        loss = 100.0 * (1.0 - host.packets_received / max(host.packets_sent, 1))
        values = {
            Special.PING_UP: Raw(1),
            Special.PING_RTT: Raw(float(host.avg_rtt)),
            Special.PING_LOSS: Raw(max(loss, 0.0)),
            Special.PING_JITTER: Raw(float(host.jitter)),
        }
        return Answer(
            values={
                text: values[measure.special]
                for text, measure in plan.measures.items()
                if measure.special in values
            },
            messages=int(host.packets_received),
        )

    async def touch(self, plan: DevicePlan) -> bool:
        """Tell that asking is cheap enough (`Probe`)."""
        return bool(plan)

    async def _address(self, host: str) -> str:
        """Return the address of a host, mapped into our network where there is one."""
        try:
            address = ip_address(host)
        except ValueError:
            loop = asyncio.get_running_loop()
            found = await loop.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
            address = ip_address(found[0][4][0])
        network = self._network
        if network is None or not isinstance(address, IPv4Address):
            return str(address)
        inside = int(address) & int(network.hostmask)
        return str(IPv4Address(int(network.network_address) | inside))

    async def browse(
        self, address: str, agents: Collection[str], known: Collection[tuple[str, str]]
    ) -> list[BrowseNode]:
        """Return the hosts, and what an echo tells of one (`Probe`)."""
        if not address:
            return [BrowseNode(name, name, has_children=True) for name in agents]
        return [
            BrowseNode(
                address,
                str(item),
                is_variable=True,
                item=str(item),
                data_type="Double",
                unit={Special.PING_LOSS: "%"}.get(item, "" if item is Special.PING_UP else "ms"),
                is_known=(address, str(item)) in known,
            )
            for item in Special
            if item.is_echo
        ]

    def forget(self, name: str) -> None:
        """Forget nothing: nothing is kept of a host (`Probe`)."""


class IcmpConnector(PollingConnector):
    """A source of hosts that answer echoes."""

    def __init__(
        self,
        config: SourceConfig,
        points: Sequence[Point],
        sink: SampleSink,
        clock: Clock,
        *,
        url: str,
    ) -> None:
        """Check the options; nothing is sent or imported yet.

        Args:
            config: The source as configured.
            points: Its points.
            sink: Where samples go.
            clock: The time.
            url: `icmp://`, or `icmp://10.8.0.0/16` to map all addresses into a network.

        Raises:
            OptionsError: Options or address are wrong.
        """
        options, network = read_icmp_options(config), read_network(url)
        super().__init__(
            config,
            points,
            sink,
            clock,
            options=options,
            make_probe=lambda: IcmpProbe(options, network),
            endpoint="" if network is None else url,
            are_echoes=True,
        )


def open_kinds() -> tuple[int, ...]:
    """Return which kinds of ICMP sockets this process may open, the one without rights first."""
    kinds = []
    for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW):
        with suppress(OSError):
            socket.socket(socket.AF_INET, kind, socket.IPPROTO_ICMP).close()
            kinds.append(int(kind))
    return tuple(kinds)


def _load() -> Any:
    from icmplib import async_ping  # noqa: PLC0415 -- see `IcmpProbe.open`

    return async_ping
