"""What the console may ask of the collector."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from app.domain.alarms import AlarmId, AlarmOrder, AlarmState
from app.domain.documents import DocumentKind
from app.domain.points import SourceId
from app.domain.sources import BrowseNode, DeviceIdentity, RawMessage


@dataclass(frozen=True, slots=True)
class AlarmSnapshot:
    """An alarm as the console shows it; rules come from the profile by `alarm`."""

    alarm: AlarmId
    state: AlarmState


class CollectorClient(Protocol):
    """What the console may ask of the collector. Requests return at once with a future.

    A future fails with `ConnectorError` when the collector refuses or is away.
    """

    def operate(self, order: AlarmOrder) -> Future[None]:
        """Carry out an order on alarms; refused for one, it is carried out for none."""
        ...

    def publish(
        self, kind: DocumentKind, text: str, actor: str, why: str, base: int | None = None
    ) -> Future[list[str]]:
        """Put a new version of a document in force.

        The result lists what is wrong with it; empty when it is in force, and then the journal
        has it. With `base`, the number of the version it was made from (0 for none), it is also
        refused when somebody else has put another one in force since.
        """
        ...

    def browse(self, source: SourceId, address: str) -> Future[list[BrowseNode]]:
        """Browse a source."""
        ...

    def identify(self, source: SourceId, agent: str) -> Future[DeviceIdentity]:
        """Ask a device of a source who it is; `agent` is the device as points name it."""
        ...

    def raw_messages(self, source: SourceId) -> Future[list[RawMessage]]:
        """Fetch the newest raw messages of a source."""
        ...

    def trust(self, source: SourceId, fingerprint: str) -> Future[None]:
        """Trust a certificate."""
        ...

    def retry(self, source: SourceId) -> Future[None]:
        """Try to connect now."""
        ...

    def reload_profile(self) -> Future[list[str]]:
        """Read the profile again; the result lists its problems, empty when all is well."""
        ...

    def test_message(self, receiver: str) -> Future[None]:
        """Send a test message to a person or a webhook of the plan of notifications in force.

        Done when the server of the other side has taken it.
        """
        ...
