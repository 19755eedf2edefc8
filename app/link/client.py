"""The console's end of the link: asks, listens, drains samples; finds its collector again."""

import itertools
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from app.domain.alarms import AlarmOrder
from app.domain.documents import DocumentKind
from app.domain.points import PointId, SourceId, point_key
from app.domain.samples import Int64Array, PointStates, SampleBatch
from app.domain.sources import BrowseNode, DeviceIdentity, RawMessage
from app.link import messages as m
from app.link import wire
from app.link.discovery import find
from app.link.live_table import LiveTableReader
from app.link.memory import SharedBlock
from app.link.ring import RingReader
from app.services.ports import ConnectorError

LOOK_EVERY_S: Final = 0.2
"""How often a missing collector is looked for."""

MAX_EVENTS: Final = 10_000
"""Events kept for a console that does not poll; the oldest are dropped first."""

AWAY: Final = (
    "Die Erfassung ist gerade nicht verbunden. Sie wird von selbst neu gestartet; "
    "bitte in einigen Sekunden noch einmal versuchen."
)


class Connected(msgspec.Struct, frozen=True):
    """The collector is there; its present state follows."""


class Disconnected(msgspec.Struct, frozen=True):
    """The collector is gone; nothing that is shown may be taken for live."""


class SamplesMissed(msgspec.Struct, frozen=True):
    """The console was too slow; the live table holds the newest sample of each point.

    Attributes:
        count: How many samples were missed.
    """

    count: int


Event = Connected | Disconnected | SamplesMissed | m.Push


class LinkClient:
    """Fulfils `ports.CollectorClient`. All methods are thread-safe and none waits for the wire.

    Call `poll`, `drain` and, after a `Layout` or `SamplesMissed`, `table` at 10 to 20 Hz; or let
    `feeds.pump` do it.

    Args:
        data: The data folder, in which the collector announces itself.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._futures: dict[int, Future[Any]] = {}
        self._events: deque[Event] = deque(maxlen=MAX_EVENTS)
        self._view: _MemoryView | None = None
        self._wire: wire.Wire | None = None
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="link-client", daemon=True)

    # --- life -----------------------------------------------------------------------------

    def start(self) -> None:
        """Look for the collector from now on, and again whenever it is gone."""
        self._thread.start()

    def close(self) -> None:
        """Stop and leave nothing running."""
        self._is_stopping.set()
        with self._lock:
            if self._wire is not None:
                wire.sever(self._wire)
        if self._thread.ident is not None:
            self._thread.join(5.0)

    @property
    def is_connected(self) -> bool:
        """True while a collector is there and its memory can be read."""
        return self._view is not None

    # --- what happened --------------------------------------------------------------------

    def poll(self) -> list[Event]:
        """Return what happened since the last call, oldest first."""
        events = []
        with suppress(IndexError):
            while True:
                events.append(self._events.popleft())
        return events

    def drain(self) -> SampleBatch | None:
        """Return the samples since the last call, in order of arrival; None when none came."""
        with self._lock:
            view = self._view
            if view is None:
                return None
            batch = view.ring.drain()
            if view.ring.missed:
                self._events.append(SamplesMissed(view.ring.missed))
                view.ring.missed = 0
            return batch

    def table(self) -> PointStates | None:
        """Return the newest sample of each point of the collector; None while it is away."""
        with self._lock:
            return None if self._view is None else self._view.table.read()

    # --- requests -------------------------------------------------------------------------

    def operate(self, order: AlarmOrder) -> "Future[None]":
        """Carry out an order on alarms."""
        return self._ask(lambda n: m.Operate(n, order))

    def publish(
        self, kind: DocumentKind, text: str, actor: str, why: str, base: int | None = None
    ) -> "Future[list[str]]":
        """Put a new version of a document in force."""
        return self._ask(lambda n: m.Publish(n, kind, text, actor, why, base))

    def browse(self, source: SourceId, address: str) -> "Future[list[BrowseNode]]":
        """Browse a source below an address."""
        return self._ask(lambda n: m.Browse(n, source, address))

    def identify(self, source: SourceId, agent: str) -> "Future[DeviceIdentity]":
        """Ask a device of a source who it is."""
        return self._ask(lambda n: m.Identify(n, source, agent))

    def raw_messages(self, source: SourceId) -> "Future[list[RawMessage]]":
        """Fetch the newest raw messages of a source."""
        return self._ask(lambda n: m.FetchRawMessages(n, source))

    def trust(self, source: SourceId, fingerprint: str) -> "Future[None]":
        """Trust a certificate."""
        return self._ask(lambda n: m.Trust(n, source, fingerprint))

    def retry(self, source: SourceId) -> "Future[None]":
        """Try to connect now."""
        return self._ask(lambda n: m.Retry(n, source))

    def reload_profile(self) -> "Future[list[str]]":
        """Read the profile again; the result lists its problems."""
        return self._ask(m.ReloadProfile)

    def test_message(self, receiver: str) -> "Future[None]":
        """Send a test message to a receiver of the plan in force."""
        return self._ask(lambda n: m.TestMessage(n, receiver))

    def _ask(self, make: Callable[[int], m.Request]) -> "Future[Any]":
        number = next(self._numbers)
        future: Future[Any] = Future()
        frame = m.encoder.encode(make(number))
        with self._lock:
            if self._wire is None:
                future.set_exception(ConnectorError(AWAY))
                return future
            self._futures[number] = future
            with suppress(*wire.LOST):
                # Small frames into a socket that the collector always reads: this does not wait.
                self._wire.send_bytes(frame)
        return future

    # --- the thread -----------------------------------------------------------------------

    def _run(self) -> None:
        while not self._is_stopping.is_set():
            self._talk()
            self._is_stopping.wait(LOOK_EVERY_S)

    def _talk(self) -> None:
        """Talk to the collector until it is gone."""
        found = find(self._data)
        if found is None:
            return
        try:
            connection: wire.Wire = Client(found.address)
        except (*wire.LOST, ValueError):
            return
        with connection:
            with self._lock:
                if self._is_stopping.is_set():
                    return
                self._wire = connection
            try:
                if wire.introduce(connection, _key(found.key)):
                    self._events.append(Connected())
                    self._listen(connection)
                    self._events.append(Disconnected())
            finally:
                self._part()

    def _listen(self, connection: wire.Wire) -> None:
        with suppress(*wire.LOST, msgspec.DecodeError):
            while True:
                self._receive(m.answer_decoder.decode(connection.recv_bytes()))

    def _receive(self, message: m.Reply | m.Push) -> None:
        if isinstance(message, m.Reply):
            with self._lock:
                future = self._futures.pop(message.id, None)
            if future is not None:
                _settle(future, message)
            return
        if isinstance(message, m.Layout):
            self._attach(message)
        self._events.append(message)

    def _attach(self, layout: m.Layout) -> None:
        try:
            view = _MemoryView(layout)
        except OSError:
            # Already gone again: the next layout or the next collector brings another.
            view = None
        with self._lock:
            before, self._view = self._view, view
            if before is not None:
                before.close()

    def _part(self) -> None:
        with self._lock:
            self._wire = None
            view, self._view = self._view, None
            futures, self._futures = self._futures, {}
            if view is not None:
                view.close()
        for future in futures.values():
            with suppress(InvalidStateError):
                future.set_exception(ConnectorError(AWAY))


class _MemoryView:
    """The shared memory of one generation."""

    def __init__(self, layout: m.Layout) -> None:
        self._blocks = [SharedBlock.attach(layout.ring, layout.ring_bytes)]
        try:
            self._blocks.append(SharedBlock.attach(layout.table, layout.table_bytes))
        except OSError:
            self._blocks[0].close()
            raise
        self.ring = RingReader(self._blocks[0])
        self.table = LiveTableReader(self._blocks[1], _keys(layout.points))

    def close(self) -> None:
        """Let go of the memory."""
        self.ring.close()
        self.table.close()
        for block in self._blocks:
            block.close()


def _keys(points: Sequence[PointId]) -> Int64Array:
    return np.array([point_key(point) for point in points], np.int64)


def _key(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _settle(future: "Future[Any]", reply: m.Reply) -> None:
    with suppress(InvalidStateError):
        match reply:
            case m.Refused(reason=reason):
                future.set_exception(ConnectorError(reason))
            case m.Nodes(nodes=nodes):
                future.set_result(nodes)
            case m.Identity(identity=identity):
                future.set_result(identity)
            case m.RawMessages(messages=raw):
                future.set_result(raw)
            case m.Problems(problems=problems):
                future.set_result(problems)
            case m.Done():
                future.set_result(None)
