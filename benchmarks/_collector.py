"""A collector with a made-up city, for benchmarks; run as a program of its own.

`python -m benchmarks._collector DATA POINTS load` makes its samples itself; the console sets the
load by browsing the source `load` at the address of a rate such as `20000` (samples a second).
`… DATA POINTS mqtt://127.0.0.1:1883` and `opc.tcp://…` take them from a real broker or server.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from app.collector.collector import Adapters
from app.collector.composition import connector_factories
from app.collector.process import run
from app.collector.supervisor import ConnectorFactory
from app.domain.alarms import AlarmId, AlarmOrder, Mirror, MirroredCondition
from app.domain.cities import City, FieldOfAction, SourceConfig
from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKind,
    SourceId,
)
from app.domain.samples import SampleBatch
from app.domain.sources import BrowseNode, RawMessage, SourceHealth, SourceKind, SourceState
from app.domain.texts import Text
from app.services.clocks import SystemClock
from app.services.ports import SampleSink
from app.storage.historian import SqliteHistorian
from app.storage.journal import SqliteJournal

SOURCE = SourceId("load")
BATCH_S = 0.05
NAMESPACE = "urn:leitstand:bench"
MQTT_OPTIONS = {
    "version": "5",
    "keepalive_s": 5,
    "session_expiry_s": 3600,
    "subscriptions": [
        {"filter": "bench/+", "decoder": "json", "qos": 1, "options": {"time": "/t"}}
    ],
}
OPCUA_OPTIONS: dict[str, object] = {}
ALARMS_PATH = "/alarms"
"""A server whose address ends so judges its alarms itself; they are mirrored."""
ALARMS_NAMESPACE = "urn:leitstand:alarms"


def load_city(points: int, url: str = "load") -> City:
    """Return a city of so many points, all of one source."""
    unit = EngineeringUnit("kw", "kW", Text("Kilowatt"))
    field = FieldOfAction(FieldId("energie"), Text("Energie"), "mdi6.lightning-bolt", 1)
    is_opcua = url.startswith("opc.tcp:")
    kind = SourceKind.OPCUA if is_opcua else SourceKind.MQTT
    is_mirrored = url.endswith(ALARMS_PATH)
    options = OPCUA_OPTIONS if is_opcua else MQTT_OPTIONS
    if is_mirrored:
        options = options | {"alarms": "mirror"}
    namespace = ALARMS_NAMESPACE if is_mirrored else NAMESPACE
    return City(
        id="load",
        name=Text("Last"),
        time_zone="Europe/Berlin",
        fields=(field,),
        districts=(),
        units={unit.id: unit},
        sources=(SourceConfig(SOURCE, Text("Last"), kind, url, options=options),),
        points=tuple(
            Point(
                id=PointId(f"load.{number:05d}"),
                name=Text(f"Leistung {number}"),
                kind=PointKind.ANALOG,
                unit=unit,
                source=SOURCE,
                address=Address(f"nsu={namespace};s=v{number}")
                if is_opcua
                else Address(topic_of(number), "/v"),
                field=field.id,
                device=DeviceId(f"device-{number}"),
                site=Text("Halle"),
                interval_s=1.0,
                resolution_us=1,
            )
            for number in range(points)
        ),
        rules=(),
        tiles=(),
    )


def topic_of(number: int) -> str:
    """Return the topic of a point."""
    return f"bench/{number}"


class _NoSecrets:
    """The benchmarks have none."""

    def get(self, reference: str) -> str | None:
        """Return nothing."""
        raise KeyError(reference)


class SlowAcknowledgement:
    """A sink that lets time pass between commit and acknowledgement, and says when it does.

    The first byte of the file is 1 from the commit to the end of the acknowledgement; so whoever
    kills the process can tell whether the kill fell between the two.
    """

    def __init__(self, sink: SampleSink, file: Path, pause_s: float) -> None:
        self._sink = sink
        self._pause_s = pause_s
        self._rng = np.random.default_rng()
        self._file = os.open(file, os.O_RDWR | os.O_CREAT)

    def submit(
        self, source: SourceId, batch: SampleBatch, committed: Callable[[], None] | None = None
    ) -> None:
        """Hand over a batch."""

        def acknowledge() -> None:
            os.pwrite(self._file, b"1", 0)
            time.sleep(self._rng.random() * self._pause_s)
            if committed is not None:
                committed()
            os.pwrite(self._file, b"0", 0)

        self._sink.submit(source, batch, acknowledge)

    def submit_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        """Hand over conditions."""
        self._sink.submit_conditions(source, conditions, is_whole=is_whole)

    def has_room(self) -> bool:
        """Tell whether there is room."""
        return self._sink.has_room()


class LoadConnector:
    """Delivers made-up samples at a rate that can be set."""

    def __init__(self, points: Sequence[Point], sink: SampleSink) -> None:
        self._keys = np.array([point.key for point in points], np.int64)
        self._sink = sink
        self._rate = 0.0
        self._task: asyncio.Task[None] | None = None
        self._delivered = 0

    @property
    def source(self) -> SourceId:
        """The one source."""
        return SOURCE

    async def start(self) -> None:
        """Begin to deliver."""
        self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Deliver no more."""
        if self._task is not None:
            self._task.cancel()

    async def apply_points(self, points: Sequence[Point]) -> None:
        """Points do not change here."""

    def health(self) -> SourceHealth:
        """Say how much was delivered."""
        return SourceHealth(SOURCE, SourceState.ONLINE, samples=self._delivered)

    def raw_messages(self) -> list[RawMessage]:
        """There are none."""
        return []

    async def browse(self, address: str) -> list[BrowseNode]:
        """Set the rate."""
        self._rate = float(address)
        return []

    async def operate(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:
        """There are no alarms of its own."""

    async def trust(self, fingerprint: str) -> None:
        """There is nothing to trust."""

    async def retry(self) -> None:
        """There is nothing to retry."""

    async def _deliver(self) -> None:
        rng = np.random.default_rng(1)
        due, place = time.monotonic(), 0
        while True:
            due += BATCH_S
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            n = round(self._rate * BATCH_S)
            if n == 0:
                continue
            rows = (place + np.arange(n)) % len(self._keys)
            place += n
            now_us = time.time_ns() // 1_000
            batch = SampleBatch.from_columns(
                self._keys[rows], np.full(n, now_us), now_us, rng.normal(50.0, 5.0, n)
            )
            await asyncio.to_thread(self._sink.submit, SOURCE, batch)
            self._delivered += n


class _Profile:
    """The made-up city as a profile that never changes."""

    def __init__(self, points: int, url: str) -> None:
        self._city = load_city(points, url)

    def read(self) -> City:
        """Return the city."""
        return self._city

    def fingerprint(self) -> object:
        """Nothing changes."""
        return None


def main() -> int:
    """Collect until standard input closes."""
    data, points, url = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    pause_s = float(os.environ.get("ACK_PAUSE_S", "0"))

    def factories(sink: SampleSink) -> Mapping[SourceKind, ConnectorFactory]:
        if url == "load":
            return {SourceKind.MQTT: lambda _, rows: LoadConnector(rows, sink)}
        slow = SlowAcknowledgement(sink, data / "between", pause_s) if pause_s else sink
        return connector_factories(data, slow, _NoSecrets(), SystemClock(), dict)

    def adapters(city: City) -> Adapters:
        return Adapters(
            open_historian=lambda: SqliteHistorian(data / "hist", city.time_zone),
            open_journal=lambda: SqliteJournal(data / "journal.db"),
            factories=factories,
        )

    return run(_Profile(points, url), data, adapters, with_parent=True)


if __name__ == "__main__":
    sys.exit(main())
