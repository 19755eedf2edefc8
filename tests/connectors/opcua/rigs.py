"""What a test of the connector needs around it: a sink, secrets, and a way to wait."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np

from app.domain.alarms import MirroredCondition
from app.domain.cities import SourceConfig
from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKind,
    SourceId,
    State,
)
from app.domain.samples import SampleBatch
from app.domain.sources import SourceKind, SourceState
from app.domain.texts import Text
from app.services.clocks import SystemClock
from connectors.opcua.connector import OpcuaConnector
from tests.servers.opcua import Plant

SOURCE = SourceId("werk")
FAST: dict[str, Any] = {
    "publishing_interval_ms": 50,
    "sampling_interval_ms": 20,
    "watchdog_s": 0.5,
    "check_interval_s": 0,
}
PATIENCE_S = 12.0


class Recorder:
    """A sink that keeps everything and can be held up."""

    def __init__(self) -> None:
        self._batches: list[SampleBatch] = []
        self._told: list[tuple[tuple[MirroredCondition, ...], bool]] = []
        self._lock = threading.Lock()
        self.gate = threading.Event()
        self.gate.set()

    def submit(
        self, source: SourceId, batch: SampleBatch, committed: Callable[[], None] | None = None
    ) -> None:
        self.gate.wait(PATIENCE_S)
        with self._lock:
            self._batches.append(batch)
        if committed is not None:
            committed()

    def submit_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        with self._lock:
            self._told.append((tuple(conditions), is_whole))

    def has_room(self) -> bool:
        return self.gate.is_set()

    @property
    def told(self) -> list[MirroredCondition]:
        """What was told of conditions, in order."""
        with self._lock:
            return [condition for conditions, _ in self._told for condition in conditions]

    @property
    def calls(self) -> list[tuple[tuple[MirroredCondition, ...], bool]]:
        """What was told, call by call, and whether it was all there is."""
        with self._lock:
            return list(self._told)

    @property
    def wholes(self) -> list[list[MirroredCondition]]:
        """What refreshes told."""
        with self._lock:
            return [list(conditions) for conditions, is_whole in self._told if is_whole]

    @property
    def batch(self) -> SampleBatch:
        with self._lock:
            return SampleBatch.concatenate(list(self._batches))

    def of(self, point: Point) -> SampleBatch:
        """Return what is stored of a point by time; the last of one time wins, as on disk."""
        batch = self.batch
        batch = batch.select(batch.key == point.key)
        last = {time: row for row, time in enumerate(batch.source_time.tolist())}
        return batch.select(np.array([last[time] for time in sorted(last)], np.int64))

    def values(self, point: Point) -> list[float]:
        return [float(value) for value in self.of(point).value]

    def qualities(self, point: Point) -> list[int]:
        return [int(quality) for quality in self.of(point).quality]


class Secrets:
    """Passwords of a test."""

    def __init__(self, **secrets: str) -> None:
        self._secrets = secrets

    def get(self, reference: str) -> str | None:
        return self._secrets.get(reference)

    def set(self, reference: str, secret: str) -> None:
        self._secrets[reference] = secret


def point(name: str, address: str, **more: Any) -> Point:
    """Return a point; fields that do not matter here are made up."""
    facts: dict[str, Any] = {
        "kind": PointKind.ANALOG,
        "interval_s": 60.0,
        "resolution_us": 1,
    }
    return Point(
        id=PointId(name),
        name=Text(name),
        unit=EngineeringUnit("kw", "kW", Text("Kilowatt")),
        source=SOURCE,
        address=Address(address),
        field=FieldId("energie"),
        device=DeviceId("geraet"),
        site=Text("Halle"),
        **(facts | more),
    )


def words(**codes: int) -> tuple[State, ...]:
    """Return states that are sent as words."""
    return tuple(State(code, Text(word), word) for word, code in codes.items())


def make(
    url: str,
    points: Sequence[Point],
    folder: Path,
    *,
    secrets: Secrets | None = None,
    sink: Recorder | None = None,
    **options: Any,
) -> OpcuaConnector:
    """Return a connector that is not started."""
    config = SourceConfig(SOURCE, Text("Werk"), SourceKind.OPCUA, url, options=FAST | options)
    return OpcuaConnector(
        config, points, sink or Recorder(), secrets or Secrets(), SystemClock(), folder, url=url
    )


@asynccontextmanager
async def connected(
    plant: Plant,
    points: Sequence[Point],
    folder: Path,
    *,
    secrets: Secrets | None = None,
    sink: Recorder | None = None,
    **options: Any,
) -> AsyncIterator[tuple[OpcuaConnector, Recorder]]:
    """Run a connector against a plant; it is stopped at the end."""
    sink = sink or Recorder()
    config = SourceConfig(SOURCE, Text("Werk"), SourceKind.OPCUA, plant.url, options=FAST | options)
    connector = OpcuaConnector(
        config, points, sink, secrets or Secrets(), SystemClock(), folder, url=plant.url
    )
    await connector.start()
    try:
        yield connector, sink
    finally:
        sink.gate.set()
        await connector.stop()


async def online(connector: OpcuaConnector) -> None:
    """Wait until everything is there."""
    await until(lambda: connector.health().state is SourceState.ONLINE)


async def until(is_true: Callable[[], bool], timeout_s: float = PATIENCE_S) -> None:
    """Return as soon as something is true; fail when it does not become true in time."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout_s
    while not is_true():
        assert loop.time() < deadline, "it did not happen in time"
        await asyncio.sleep(0.01)
