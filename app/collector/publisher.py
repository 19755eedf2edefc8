"""What consoles see: the live table, the ring of recent samples, and everything pushed."""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmId, AlarmState
from app.domain.cities import City
from app.domain.documents import DocumentKind
from app.domain.samples import Int64Array, PointStates, SampleBatch
from app.domain.sources import SourceHealth
from app.link import messages as m
from app.link.discovery import LinkAddress, announce, new_address, withdraw
from app.link.live_table import LiveTableWriter, table_bytes
from app.link.memory import SharedBlock, folder_mark, remove_leftovers
from app.link.ring import DEFAULT_ROWS, RingWriter, ring_bytes
from app.link.server import LinkServer
from app.services.columns import LiveColumns, city_keys

MEMORY_FOLDER: Final = "link"
LINES_AT_ONCE: Final = 500
"""Journal lines of one message."""


class Publisher:
    """The collector's side of the link as a whole.

    Samples, layout and seed belong to the writing thread; everything else may come from any.

    Args:
        data: The data folder; its lock must be held.
        answer: Takes the requests of consoles, see `LinkServer`.
    """

    def __init__(self, data: Path, answer: Callable[[m.Request], "Future[m.Reply]"]) -> None:
        self._data = data
        self._memory: _Memory | None = None
        self._lock = threading.Lock()
        self._layout: m.Layout | None = None
        self._health = m.Health([])
        self._alarms: dict[AlarmId, AlarmState] = {}
        self._notices: dict[str, m.Notice] = {}
        self._progress: m.Progress | None = None
        self._address: LinkAddress | None = None
        self._server: LinkServer | None = None
        self._answer = answer

    # --- life -----------------------------------------------------------------------------

    def start(self) -> None:
        """Listen for consoles and announce it in the data folder.

        Raises:
            OSError: The socket or the announcement cannot be made.
        """
        self._address = new_address(self._data)
        self._server = LinkServer(self._address, self._answer, self._greeting)
        self._server.start()
        announce(self._data, self._address)

    def stop(self) -> None:
        """Cut consoles off and give the memory back."""
        if self._server is not None and self._address is not None:
            self._server.stop()
            withdraw(self._data, self._address)
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    # --- samples (writing thread) -----------------------------------------------------------

    def lay_out(self, city: City, known: PointStates) -> None:
        """Make new shared memory for the points of a city, filled with what is known of them.

        Args:
            city: The city; its points become the rows.
            known: The newest samples, in any order and of any points.
        """
        before = self._memory
        if before is None:
            remove_leftovers(self._data, self._data / MEMORY_FOLDER)
        self._memory = _Memory(self._data, city)
        self._memory.seed(known)
        with self._lock:
            self._layout = self._memory.layout
        self._push(self._memory.layout)
        if before is not None:
            before.close()

    def refill(self, known: PointStates) -> None:
        """Add what is known from elsewhere, where it is newer."""
        if self._memory is not None:
            self._memory.seed(known)

    def samples(self, batch: SampleBatch) -> None:
        """Show samples."""
        if self._memory is not None:
            self._memory.take(batch)

    @property
    def states(self) -> PointStates:
        """The newest sample of each point, in the order of the city; writing thread only."""
        if self._memory is None:
            return PointStates.unknown(np.empty(0, np.int64))
        return self._memory.columns.states

    # --- events (any thread) ----------------------------------------------------------------

    def health(self, sources: Sequence[SourceHealth]) -> None:
        """Show the health of all sources."""
        message = m.Health(list(sources))
        with self._lock:
            self._health = message
        self._push(message)

    def alarms(self, states: Mapping[AlarmId, AlarmState], *, is_whole: bool = False) -> None:
        """Show alarms that changed, or all of them."""
        with self._lock:
            if is_whole:
                self._alarms = {}
            for name, state in states.items():
                if state.is_at_rest:
                    self._alarms.pop(name, None)
                else:
                    self._alarms[name] = state
        self._push(m.AlarmsChanged(dict(states), is_whole))

    def journal(self, events: Sequence[tuple[AlarmEvent, str]]) -> None:
        """Show new lines of the journal; many of them in pieces, so that none holds others up."""
        for start in range(0, len(events), LINES_AT_ONCE):
            piece = events[start : start + LINES_AT_ONCE]
            self._push(m.JournalLines([m.JournalLine(event, text) for event, text in piece]))

    def document(self, kind: DocumentKind, number: int) -> None:
        """Tell that a new version of a document is in force."""
        self._push(m.DocumentChanged(kind, number))

    def notice(self, topic: str, text: str, *, is_severe: bool = False) -> None:
        """Show a notice, or take it back with an empty text; the same one again is not sent."""
        notice = m.Notice(topic, text, is_severe)
        with self._lock:
            if self._notices.get(topic, m.Notice(topic, "")) == notice:
                return
            if text:
                self._notices[topic] = notice
            else:
                self._notices.pop(topic)
        self._push(notice)

    def progress(self, progress: m.Progress) -> None:
        """Show how far a long work is."""
        with self._lock:
            if progress == self._progress:
                return
            self._progress = progress
        self._push(progress)

    def _push(self, message: m.Push) -> None:
        if self._server is not None:
            self._server.push(message)

    def _greeting(self) -> list[m.Push]:
        """Return the whole present state for a console that just connected."""
        with self._lock:
            greeting: list[m.Push] = [] if self._layout is None else [self._layout]
            greeting += [self._health, m.AlarmsChanged(dict(self._alarms), is_whole=True)]
            greeting += self._notices.values()
            if self._progress is not None:
                greeting.append(self._progress)
        return greeting


class _Memory:
    """The shared memory of one generation, and the columns it is written from."""

    def __init__(self, data: Path, city: City) -> None:
        generation = secrets.token_hex(6)
        stem = f"leitstand-{folder_mark(data)}-{generation}"
        fallback = data / MEMORY_FOLDER
        self._table_block = SharedBlock.create(
            f"{stem}-table", table_bytes(max(len(city.points), 1)), fallback
        )
        self._ring_block = SharedBlock.create(f"{stem}-ring", ring_bytes(DEFAULT_ROWS), fallback)
        self._table = LiveTableWriter(self._table_block)
        self._ring = RingWriter(self._ring_block)
        self.columns = LiveColumns(city_keys(city))
        self.layout = m.Layout(
            generation,
            self._table_block.name,
            self._table_block.size,
            self._ring_block.name,
            self._ring_block.size,
            [point.id for point in city.points],
        )

    def seed(self, known: PointStates) -> None:
        """Fill the table, not the ring."""
        self._show(self.columns.seed(known))

    def take(self, batch: SampleBatch) -> None:
        """Show samples in table and ring."""
        self._show(self.columns.take(batch))
        self._ring.write(batch)

    def _show(self, rows: Int64Array) -> None:
        states = self.columns.states
        self._table.write(
            rows,
            PointStates(
                states.key[rows],
                states.time[rows],
                states.received[rows],
                states.value[rows],
                states.quality[rows],
            ),
        )

    def close(self) -> None:
        """Give the memory back; consoles that still look at it keep it until they let go."""
        self._table.close()
        self._ring.close()
        for block in (self._table_block, self._ring_block):
            block.unlink()
            block.close()
