"""Connectors to sources, and where they put what they receive."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from app.domain.alarms import AlarmId, AlarmOrder, Mirror, MirroredCondition
from app.domain.points import Point, SourceId
from app.domain.samples import SampleBatch
from app.domain.sources import BrowseNode, DeviceIdentity, RawMessage, SourceHealth


class SampleSink(Protocol):
    """Where connectors put samples. Thread-safe."""

    def submit(
        self, source: SourceId, batch: SampleBatch, committed: Callable[[], None] | None = None
    ) -> None:
        """Hand over a batch; it is stored with others in one commit.

        Blocks while more than the allowed bytes wait (back-pressure); a connector on an event
        loop calls it through `asyncio.to_thread` or asks `has_room` first.

        Args:
            source: Who delivers.
            batch: The samples; must not be changed afterwards.
            committed: Called from the writing thread once the batch is on disk, never before.
                Must not block. Not called when the process dies or storage fails.
        """
        ...

    def submit_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        """Hand over what a server says of the alarms it judges itself, in order.

        Args:
            source: Whose server it is.
            conditions: What it says.
            is_whole: True when these are all conditions that are not at rest (a refresh); others
                of this source are over then.
        """
        ...

    def has_room(self) -> bool:
        """Tell whether `submit` would return without waiting."""
        ...


class Connector(Protocol):
    """One connection to one source. Runs on the collector's asyncio loop; never raises into it."""

    @property
    def source(self) -> SourceId:
        """The source it serves."""
        ...

    async def start(self) -> None:
        """Begin to connect, and keep trying until `stop`; returns at once."""
        ...

    async def stop(self) -> None:
        """Close the connection and leave nothing running."""
        ...

    async def apply_points(self, points: Sequence[Point]) -> None:
        """Take a changed list of points without dropping the connection."""
        ...

    def health(self) -> SourceHealth:
        """Return a snapshot; cheap, callable at 1 Hz and from any thread."""
        ...

    def raw_messages(self) -> list[RawMessage]:
        """Return the newest messages (at most 200), newest first."""
        ...

    async def browse(self, address: str) -> list[BrowseNode]:
        """Return what lies below an address; the empty address is the root.

        Raises:
            ConnectorError: The source cannot be browsed now; the text says why.
        """
        ...

    async def operate(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:
        """Let the server carry out an order on alarms it judges itself.

        What came of it the server tells as conditions.

        Args:
            order: The order; all its alarms are this source's.
            mirrors: What is known of each of them.

        Raises:
            ConnectorError: The server refused it or cannot; the text says why.
        """
        ...

    async def trust(self, fingerprint: str) -> None:
        """Trust the certificate with this fingerprint from now on, and connect again."""
        ...

    async def retry(self) -> None:
        """Try again now, also from FAILED."""
        ...


@runtime_checkable
class Identifying(Protocol):
    """A connector whose devices say who they are (SNMP)."""

    async def identify(self, agent: str) -> DeviceIdentity:
        """Return what a device says of itself.

        Args:
            agent: The device, as points name it.

        Raises:
            ConnectorError: It does not answer, or the source is not ready; the text says why.
        """
        ...
