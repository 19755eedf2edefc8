"""A running collector between fake sources and a real console link."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.collector.collector import Adapters, Collector
from app.collector.supervisor import SourceAwaitedError
from app.collector.writer import Writer
from app.domain.cities import City
from app.domain.samples import SampleBatch
from app.domain.sources import SourceKind
from app.link import messages as m
from app.link.client import Event, LinkClient
from app.link.feeds import pump
from app.services.clocks import SystemClock
from app.services.ports import Clock, MessageChannels
from app.services.profiles import ProfileError, ProfileProblem
from app.services.states import CityState, LiveState
from tests.fakes.adapters import FakeConnector, FakeHistorian, FakeJournal
from tests.fakes.waiting import wait_for


class FakeProfile:
    """A profile that a test changes."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.problems: tuple[ProfileProblem, ...] = ()
        self.version = 0

    def read(self) -> City:
        if self.problems:
            raise ProfileError(self.problems)
        return self.city

    def fingerprint(self) -> object:
        return self.version


class FakeBackFill:
    """Stores one sample of the past a day, in a thread, like the real one."""

    def __init__(self, writer: Writer, key: int) -> None:
        self._writer = writer
        self._key = key
        self._done = 0
        self._thread = threading.Thread(target=self._run, name="back-fill")

    def _run(self) -> None:
        for day in range(3):
            self._writer.append_history(SampleBatch.from_columns([self._key], [day], day, [1.0]))
            self._done += 1

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        self._thread.join(5)

    def report(self) -> tuple[int, int, str]:
        return self._done, 3, ""


ALWAYS_SO = "SQLite ist alt."


@dataclass
class Bench:
    """A running collector with a console."""

    city: City
    data: Path
    historian: FakeHistorian = field(default_factory=FakeHistorian)
    journal: FakeJournal = field(default_factory=FakeJournal)
    connectors: dict[str, FakeConnector] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    channels: MessageChannels | None = None

    def __post_init__(self) -> None:
        self.profile = FakeProfile(self.city)
        self.client = LinkClient(self.data)
        self.live = LiveState(self.city, SystemClock())
        self.clock: Clock = SystemClock()
        self._stop = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="collector")
        self._ready = threading.Event()

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10)
        self.client.start()
        wait_for(lambda: self.client.is_connected)

    def stop(self) -> None:
        self.client.close()
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)
        self._loop.close()

    def _run(self) -> None:
        def factories(sink: object) -> Mapping[SourceKind, Callable[..., FakeConnector]]:
            def make(config: object, points: object) -> FakeConnector:
                connector = FakeConnector(config, points, sink)  # type: ignore[arg-type]  # fake
                if connector.config.url.startswith("sim:") and not self.addresses:
                    raise SourceAwaitedError("Die simulierte Stadt läuft noch nicht.")
                self.connectors[connector.config.id] = connector
                return connector

            return dict.fromkeys(SourceKind, make)

        adapters = Adapters(
            open_historian=lambda: self.historian,
            open_journal=lambda: self.journal,
            factories=factories,
            addresses=lambda: self.addresses,
            back_fill=lambda writer, _: FakeBackFill(writer, self.city.points[0].key),
            known_notices=frozenset({ALWAYS_SO}),
            channels=self.channels,
        )
        collector = Collector(
            self.city,
            profile=self.profile,
            data=self.data,
            adapters=adapters,
            clock=self.clock,
        )
        self._loop.run_until_complete(collector.run(self._stop, self._ready.set))

    def look(self) -> CityState:
        self.events += pump(self.client, self.live)
        return self.live.snapshot(self.clock.now_us())

    def deliver(self, row: int, value: float, committed: Callable[[], None] | None = None) -> None:
        point = self.city.points[row]
        now_us = self.clock.now_us()
        batch = SampleBatch.from_columns([point.key], [now_us], now_us, [value])
        self.connectors[point.source].deliver(batch, committed)

    def see(self, is_seen: Callable[[CityState], bool]) -> None:
        """Wait until the console sees something."""
        wait_for(lambda: is_seen(self.look()))

    @property
    def stored_values(self) -> list[float]:
        """Values stored live, without the past."""
        stored = self.historian.stored
        values: list[float] = stored.value[stored.source_time > 10].tolist()
        return values

    def notices(self) -> dict[str, str]:
        self.look()
        return {event.topic: event.text for event in self.events if isinstance(event, m.Notice)}
