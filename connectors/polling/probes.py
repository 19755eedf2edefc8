"""A way of asking devices: SNMP or ICMP. The rounds know no more of it than this."""

from collections.abc import Collection
from typing import Protocol

from app.domain.sources import BrowseNode
from connectors.polling.plans import DevicePlan
from connectors.polling.samples import Answer


class Probe(Protocol):
    """Asks devices. Used on the event loop only."""

    @property
    def security(self) -> str:
        """The protection in words, for the health page."""
        ...

    async def open(self) -> None:
        """Get ready to ask.

        Raises:
            PollingFailure: Nothing can be asked before a person has done something.
        """
        ...

    async def close(self) -> None:
        """Leave nothing open."""
        ...

    async def ask(self, plan: DevicePlan) -> Answer:
        """Ask a device everything once; an answer that does not come is an answer, too."""
        ...

    async def touch(self, plan: DevicePlan) -> bool:
        """Tell as cheaply as possible whether a device that was silent answers again."""
        ...

    async def browse(
        self, address: str, agents: Collection[str], known: Collection[tuple[str, str]]
    ) -> list[BrowseNode]:
        """Return what lies below an address.

        Args:
            address: The place; the empty one is the root.
            agents: Devices that are known.
            known: Agents and measures that points use already.

        Raises:
            ConnectorError: It cannot be told; the text says why.
        """
        ...

    def forget(self, name: str) -> None:
        """Forget what was learnt of a device that is asked no longer."""
        ...
