"""The messages between collector and console: typed, MessagePack, never pickle.

The console sends a `Request` with a number and gets one `Reply` with the same number. Between
the replies the collector pushes what happened (`Push`); a console that connects is first pushed
the whole present state.
"""

from typing import Literal

import msgspec

from app.domain.alarms import AlarmEvent, AlarmId, AlarmOrder, AlarmState
from app.domain.documents import DocumentKind
from app.domain.points import PointId, SourceId
from app.domain.sources import BrowseNode, DeviceIdentity, RawMessage, SourceHealth

# --- requests ---------------------------------------------------------------------------------


class Operate(msgspec.Struct, frozen=True, tag="operate"):
    """Carry out an order on alarms."""

    id: int
    order: AlarmOrder


class Publish(msgspec.Struct, frozen=True, tag="publish"):
    """Put a new version of a document in force; answered by `Problems`.

    With `base`, only as long as the version of that number is the one in force.
    """

    id: int
    kind: DocumentKind
    text: str
    actor: str
    why: str
    base: int | None = None


class Browse(msgspec.Struct, frozen=True, tag="browse"):
    """Browse a source below an address."""

    id: int
    source: SourceId
    address: str


class Identify(msgspec.Struct, frozen=True, tag="identify"):
    """Ask a device of a source who it is; `agent` is the device as points name it."""

    id: int
    source: SourceId
    agent: str


class FetchRawMessages(msgspec.Struct, frozen=True, tag="raw_messages"):
    """Fetch the newest raw messages of a source."""

    id: int
    source: SourceId


class Trust(msgspec.Struct, frozen=True, tag="trust"):
    """Trust a certificate."""

    id: int
    source: SourceId
    fingerprint: str


class Retry(msgspec.Struct, frozen=True, tag="retry"):
    """Try to connect now."""

    id: int
    source: SourceId


class ReloadProfile(msgspec.Struct, frozen=True, tag="reload_profile"):
    """Read the profile again."""

    id: int


class TestMessage(msgspec.Struct, frozen=True, tag="test_message"):
    """Send a test message to a person or a webhook of the plan in force."""

    __test__ = False  # it is no test, whatever its name begins with

    id: int
    receiver: str


Request = (
    Operate
    | Publish
    | Browse
    | Identify
    | FetchRawMessages
    | Trust
    | Retry
    | ReloadProfile
    | TestMessage
)

# --- replies ----------------------------------------------------------------------------------


class Done(msgspec.Struct, frozen=True, tag="done"):
    """It was done."""

    id: int


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """It was not done; the text says why and what to do."""

    id: int
    reason: str


class Nodes(msgspec.Struct, frozen=True, tag="nodes"):
    """What was found while browsing."""

    id: int
    nodes: list[BrowseNode]


class Identity(msgspec.Struct, frozen=True, tag="identity"):
    """What a device said of itself."""

    id: int
    identity: DeviceIdentity


class RawMessages(msgspec.Struct, frozen=True, tag="messages"):
    """The newest raw messages."""

    id: int
    messages: list[RawMessage]


class Problems(msgspec.Struct, frozen=True, tag="problems"):
    """Problems of a profile or a document; empty when all is well."""

    id: int
    problems: list[str]


Reply = Done | Refused | Nodes | Identity | RawMessages | Problems

# --- pushed by the collector ------------------------------------------------------------------


class Layout(msgspec.Struct, frozen=True, tag="layout"):
    """Where the shared memory is and which point has which row.

    Attributes:
        generation: Another one after every start and every change of the points.
        table: Name of the live table's block.
        table_bytes: Its size.
        ring: Name of the ring's block.
        ring_bytes: Its size.
        points: The points in the order of their rows.
    """

    generation: str
    table: str
    table_bytes: int
    ring: str
    ring_bytes: int
    points: list[PointId]


class Health(msgspec.Struct, frozen=True, tag="health"):
    """Health of all sources, once a second."""

    sources: list[SourceHealth]


class AlarmsChanged(msgspec.Struct, frozen=True, tag="alarms"):
    """Alarms that changed.

    Attributes:
        states: The new states; an alarm at rest is included when it came to rest.
        is_whole: True when these are all alarms that are not at rest.
    """

    states: dict[AlarmId, AlarmState]
    is_whole: bool = False


class JournalLine(msgspec.Struct, frozen=True):
    """An event of an alarm with its message."""

    event: AlarmEvent
    message: str


class JournalLines(msgspec.Struct, frozen=True, tag="journal"):
    """New lines of the journal, oldest first."""

    lines: list[JournalLine]


class DocumentChanged(msgspec.Struct, frozen=True, tag="document"):
    """A new version of a document is in force; the journal has it.

    Attributes:
        kind: Which document.
        number: Number of the version.
    """

    kind: DocumentKind
    number: int


class Notice(msgspec.Struct, frozen=True, tag="notice"):
    """Something a person should know; stays until it is taken back by an empty text.

    Attributes:
        topic: What it is about, such as `storage`, `journal`, `profile`; a new notice of the
            same topic replaces the earlier one.
        text: Whole sentences for a person; empty when the matter is over.
        is_severe: True when data are at risk.
    """

    topic: str
    text: str
    is_severe: bool = False


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far a long work in the collector is.

    Attributes:
        work: Which work: `history` is the back-filled past of the simulated city.
        done: Parts done.
        total: Parts in all; equal to `done` when it is finished.
    """

    work: Literal["history"]
    done: int
    total: int


Push = Layout | Health | AlarmsChanged | JournalLines | DocumentChanged | Notice | Progress

# --- codecs -----------------------------------------------------------------------------------

encoder = msgspec.msgpack.Encoder()
request_decoder: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
answer_decoder: msgspec.msgpack.Decoder[Reply | Push] = msgspec.msgpack.Decoder(Reply | Push)
