"""What a topic means: which decoder reads it, and which points its measurements belong to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.points import Point, PointKind
from connectors.mqtt.decoders import make_decoder
from connectors.mqtt.measurements import Decoder, Measurement
from connectors.mqtt.options import Subscription

MOST_PLANS: Final = 20_000
"""Topics whose plan is kept; a broker with more makes the table start anew."""

Target = tuple[int, float, float, int, dict[str, float] | None]
"""Point key, scale, offset, resolution of time in µs, codes of the words (None unless STATE)."""

Targets = dict[str, list[Target]]
"""Points by measurement; several points may take the same one."""


@dataclass(slots=True)
class Plan:
    """How messages of one topic are read.

    Attributes:
        topic: The topic as text.
        decode: The decoder's method.
        decoder: Its name, empty when no subscription fits.
        targets: Points by measurement.
        last_payload: The newest small payload, for browsing.
    """

    topic: str
    decode: Callable[[str, bytes, int], list[Measurement]]
    decoder: str
    targets: Targets
    last_payload: bytes = b""


@dataclass(frozen=True, slots=True)
class Reader:
    """A subscription with its living decoder."""

    subscription: Subscription
    decoder: Decoder

    @classmethod
    def open(cls, subscription: Subscription) -> "Reader":
        """Return a reader with a new decoder."""
        decoder = make_decoder(subscription.decoder, subscription.options)
        return cls(subscription, decoder)

    def fits(self, topic: str) -> bool:
        """Tell whether the subscription covers a topic."""
        return matches(self.subscription.filter, topic)


@dataclass(slots=True, eq=False)
class PlanTable:
    """Plans of all topics seen, for one list of points. Made anew when the points change."""

    readers: Sequence[Reader]
    points: Sequence[Point]
    uncovered: int = 0
    """Points whose topic no subscription covers."""
    _targets: dict[str, Targets] = field(default_factory=dict)
    _plans: dict[bytes, Plan] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the points by topic and measurement, and tell the decoders what is wanted."""
        wanted: dict[int, set[str]] = {index: set() for index in range(len(self.readers))}
        for point in self.points:
            topic = self._targets.setdefault(point.address.node, {})
            topic.setdefault(point.address.item, []).append(_target(point))
            index = self._reader_index(point.address.node)
            if index is None:
                self.uncovered += 1
            else:
                wanted[index].add(point.address.item)
        for index, items in wanted.items():
            self.readers[index].decoder.want(items)

    def find(self, topic: bytes) -> Plan | None:
        """Return the plan of a topic, None when the topic is no text."""
        plan = self._plans.get(topic)
        if plan is not None:
            return plan
        try:
            text = topic.decode()
        except UnicodeDecodeError:
            return None
        if len(self._plans) >= MOST_PLANS:
            self._plans.clear()
        index = self._reader_index(text)
        if index is None:
            plan = Plan(text, _nothing, "", {})
        else:
            reader = self.readers[index]
            name = reader.subscription.decoder
            plan = Plan(text, reader.decoder.decode, name, self.targets_of(text))
        self._plans[topic] = plan
        return plan

    def targets_of(self, topic: str) -> Targets:
        """Return the points of a topic by measurement."""
        return self._targets.get(topic, {})

    def is_known(self, topic: str, item: str) -> bool:
        """Tell whether a point uses an address."""
        return item in self.targets_of(topic)

    def reader_of(self, topic: str) -> Reader | None:
        """Return what reads a topic, None when no subscription covers it."""
        index = self._reader_index(topic)
        return None if index is None else self.readers[index]

    def seen(self) -> Iterable[Plan]:
        """Return the plans of the topics seen so far."""
        return list(self._plans.values())

    def _reader_index(self, topic: str) -> int | None:
        return next((i for i, reader in enumerate(self.readers) if reader.fits(topic)), None)


def _target(point: Point) -> Target:
    """Return what the hot path needs of a point."""
    codes: dict[str, float] | None = None
    if point.kind is PointKind.STATE:
        codes = {state.text: float(state.code) for state in point.states if state.text}
    return point.key, point.scale, point.offset, max(point.resolution_us, 1), codes


def _nothing(_topic: str, _payload: bytes, _received_us: int) -> list[Measurement]:
    """Read nothing of a topic that an old subscription of the session still delivers."""
    return []


def matches(topic_filter: str, topic: str) -> bool:
    """Tell whether a filter covers a topic (MQTT 5, section 4.7)."""
    if topic.startswith("$") and topic_filter[:1] in {"+", "#"}:
        return False
    wanted = topic_filter.split("/")
    if wanted[0] == "$share":
        wanted = wanted[2:]
    levels = topic.split("/")
    for place, level in enumerate(wanted):
        if level == "#":
            return True
        if place >= len(levels) or level not in {"+", levels[place]}:
            return False
    return len(wanted) == len(levels)
