"""What the tests of the MQTT connector share: points, sources, packets, a sink, secrets."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

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
from app.domain.sources import SourceKind
from app.domain.texts import Text
from connectors.mqtt.batches import Assembler
from connectors.mqtt.frames import Publish
from connectors.mqtt.options import Subscription
from connectors.mqtt.plans import PlanTable, Reader
from connectors.tally import Tally
from tests.fakes.clocks import FakeClock

SOURCE = SourceId("broker")
UNIT = EngineeringUnit("celsius", "°C", Text("Grad Celsius"))


def point(
    topic: str,
    item: str = "",
    *,
    name: str = "",
    scale: float = 1.0,
    offset: float = 0.0,
    resolution_us: int = 1,
    states: Mapping[str, int] | None = None,
) -> Point:
    """Return a point at a topic; `states` gives its words and their codes."""
    return Point(
        id=PointId(name or f"{topic}|{item}"),
        name=Text(name or topic),
        kind=PointKind.STATE if states else PointKind.ANALOG,
        unit=UNIT,
        source=SOURCE,
        address=Address(topic, item),
        field=FieldId("umwelt"),
        device=DeviceId("device"),
        site=Text("Markt"),
        scale=scale,
        offset=offset,
        resolution_us=resolution_us,
        states=tuple(State(code, Text(word), word) for word, code in (states or {}).items()),
    )


def config(*subscriptions: Mapping[str, Any], url: str = "", **options: Any) -> SourceConfig:
    """Return a configured MQTT source."""
    rows = [dict(entry) for entry in subscriptions]
    return SourceConfig(
        SOURCE, Text("Broker"), SourceKind.MQTT, url, options={"subscriptions": rows, **options}
    )


def message(topic: str, payload: bytes, *, first: int = 0x32, mid: int = 1) -> Publish:
    """Return a message as the frame reader cuts it."""
    return topic.encode(), payload, first, mid, len(payload)


class Bench:
    """An assembler with its tally, for one subscription or several."""

    def __init__(self, points: Sequence[Point], *subscriptions: Subscription) -> None:
        self.clock = FakeClock()
        self.tally = Tally(SOURCE, self.clock)
        self.readers = tuple(Reader.open(entry) for entry in subscriptions)
        self.assembler = Assembler(PlanTable(self.readers, points), self.tally)

    def take(self, *messages: Publish) -> SampleBatch | None:
        """Assemble messages at the clock's present time."""
        return self.assembler.assemble(messages, self.clock.now_us())


class Secrets:
    """Passwords by reference."""

    def __init__(self, **known: str) -> None:
        self._known = known

    def get(self, reference: str) -> str | None:
        return self._known.get(reference)


class Sink:
    """Keeps batches; commits them at once, when told to, or never."""

    def __init__(self, *, is_committing: bool = True) -> None:
        self.batches: list[SampleBatch] = []
        self.is_committing = is_committing
        self.is_full = False
        self._waiting: list[Callable[[], None]] = []
        self._held: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def submit(
        self, source: SourceId, batch: SampleBatch, committed: Callable[[], None] | None = None
    ) -> None:
        with self._lock:
            self.batches.append(batch)
            if committed is not None:
                self._waiting.append(committed)
        if self.is_committing:
            self.commit()

    def submit_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        raise AssertionError("MQTT has no alarms of its own.")

    def has_room(self) -> bool:
        return not self.is_full

    def commit(self) -> None:
        """Commit what waits, from the calling thread."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for committed in waiting:
            committed()

    def hold(self) -> None:
        """Set aside what waits, for `commit_held`."""
        with self._lock:
            self._held, self._waiting = self._waiting, []

    def commit_held(self) -> None:
        """Commit what was set aside."""
        for committed in self._held:
            committed()

    def drop(self) -> None:
        """Forget what waits: it is never committed, as when the process dies."""
        with self._lock:
            self._waiting.clear()
            self.batches.clear()

    @property
    def stored(self) -> SampleBatch:
        """All samples in the order they came."""
        return SampleBatch.concatenate(list(self.batches))

    @property
    def values(self) -> list[float]:
        """Their values."""
        return [float(value) for value in self.stored.value]
