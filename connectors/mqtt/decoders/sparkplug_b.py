"""Sparkplug B: births name the metrics and their aliases, data refers to them, deaths end them.

The item is the metric's name. A point's topic is the data topic of the node or device
(`spBv1.0/<group>/NDATA/<node>`, `spBv1.0/<group>/DDATA/<node>/<device>`); values in births belong
to the same points. A death makes a GAP for every metric known of the node or device. A metric
whose alias no birth has named is counted as needing a rebirth; asking for one would be a write to
a device and is left to the plant. Specification: Sparkplug 3.0.0, chapters 4 and 6.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

from google.protobuf.message import DecodeError

from app.domain.samples import Quality
from connectors.mqtt.decoders.sparkplug_messages import Payload
from connectors.mqtt.measurements import Measurement, PayloadError, refuse_options

NAMESPACE: Final = "spBv1.0"
MOST_NODES: Final = 10_000
MOST_METRICS: Final = 50_000
"""Metrics kept of one node; a birth beyond it is refused."""
MOST_SEQ: Final = 256
LATEST_MS: Final = 2**53
"""Times in ms beyond this are no times; the connector judges nearer ones."""

_KINDS: Final = frozenset({"NBIRTH", "DBIRTH", "NDATA", "DDATA", "NDEATH", "DDEATH"})
_IGNORED: Final = frozenset({"NCMD", "DCMD", "STATE"})
_SIGNED_BITS: Final = {1: 8, 2: 16, 3: 32, 4: 64}
"""Data types Int8 to Int64, carried as unsigned two's complement."""
_TOPIC_PARTS: Final = 4


@dataclass(slots=True)
class _Metric:
    """What a birth said of a metric."""

    name: str
    datatype: int
    unit: str


@dataclass(slots=True)
class _Node:
    """What is known of an edge node since its birth."""

    bd_seq: int | None = None
    seq: int | None = None
    is_born: bool = False
    aliases: dict[int, _Metric] = field(default_factory=dict)
    metrics: dict[str, dict[str, _Metric]] = field(default_factory=dict)
    """Metrics by name, by data topic."""

    def count(self) -> int:
        """Return how many metrics are known."""
        return sum(len(found) for found in self.metrics.values())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a message comes from, read off its topic."""

    group: str
    kind: str
    node: str
    device: str

    @property
    def data_topic(self) -> str:
        """The topic under which the points of this node or device are kept."""
        if self.device:
            return f"{NAMESPACE}/{self.group}/DDATA/{self.node}/{self.device}"
        return f"{NAMESPACE}/{self.group}/NDATA/{self.node}"


class SparkplugB:
    """Decodes Sparkplug B; keeps the alias tables of the nodes it has seen born."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Take the options; there are none.

        Raises:
            ValueError: An option was given.
        """
        refuse_options(options)
        self._nodes: dict[tuple[str, str], _Node] = {}
        self._rebirths_needed = 0
        self._sequence_gaps = 0
        self._stale_deaths = 0

    def want(self, items: Iterable[str]) -> None:
        """Take note of what is mapped; every metric is decoded anyway."""

    def figures(self) -> Mapping[str, str]:
        """Return nodes alive and what went wrong in their sequences."""
        alive = sum(node.is_born for node in self._nodes.copy().values())
        return {
            "Sparkplug: Knoten online": str(alive),
            "Sparkplug: Rebirth nötig": str(self._rebirths_needed),
            "Sparkplug: Lücken in seq": str(self._sequence_gaps),
            "Sparkplug: veraltete NDEATH": str(self._stale_deaths),
        }

    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the metrics' values, or gaps after a death; see `Decoder`."""
        place = _place(topic)
        if place is None:
            return []
        message = _parse(payload)
        node = self._node(place)
        if place.kind.endswith("DEATH"):
            return self._die(place, node, message, received_us)
        self._follow(place, node, message)
        if place.kind.endswith("BIRTH"):
            _learn(place, node, message)
        found, unknown = _values(place, node, message, received_us)
        self._rebirths_needed += unknown
        if unknown and not found:
            raise PayloadError(
                "Unbekannte Alias-Nummern: die Geburtsnachricht (BIRTH) fehlt. "
                "Der Knoten muss sich neu anmelden (Rebirth)."
            )
        return found

    def items(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the metrics of a message; aliases only where the birth was seen."""
        place = _place(topic)
        if place is None:
            return []
        message = _parse(payload)
        node = self._nodes.get((place.group, place.node), _Node())
        if place.kind.endswith("BIRTH"):
            node = _Node()
            _learn(place, node, message)
        return _values(place, node, message, received_us)[0]

    def _node(self, place: _Place) -> _Node:
        """Return the node, new if need be."""
        key = (place.group, place.node)
        if key not in self._nodes and len(self._nodes) >= MOST_NODES:
            raise PayloadError(f"Mehr als {MOST_NODES} Sparkplug-Knoten an einem Broker.")
        return self._nodes.setdefault(key, _Node())

    def _follow(self, place: _Place, node: _Node, message: Any) -> None:
        """Follow the sequence number and the birth certificate."""
        seq = message.seq % MOST_SEQ if message.HasField("seq") else None
        if place.kind == "NBIRTH":
            node.bd_seq = _bd_seq(message)
            node.is_born = True
        elif node.is_born and None not in {seq, node.seq}:
            expected = ((node.seq or 0) + 1) % MOST_SEQ
            self._sequence_gaps += seq != expected
        node.seq = seq

    def _die(self, place: _Place, node: _Node, message: Any, received_us: int) -> list[Measurement]:
        """Return a gap for each metric of what died."""
        if place.kind == "DDEATH":
            self._follow(place, node, message)
            topics = [place.data_topic]
        else:
            bd_seq = _bd_seq(message)
            if node.is_born and None not in {bd_seq, node.bd_seq} and bd_seq != node.bd_seq:
                self._stale_deaths += 1
                return []
            node.is_born = False
            node.seq = None
            node.aliases.clear()
            topics = list(node.metrics)
        return [
            Measurement(name, float("nan"), received_us, Quality.GAP, topic=topic)
            for topic in topics
            for name in node.metrics.get(topic, ())
        ]


def _place(topic: str) -> _Place | None:
    """Return where a message comes from, None for messages that carry no values."""
    parts = topic.split("/", _TOPIC_PARTS)
    if parts[0] != NAMESPACE or len(parts) < 3:  # noqa: PLR2004 -- spBv1.0/STATE/<host>
        raise PayloadError("Kein Sparkplug-Thema (spBv1.0/Gruppe/Art/Knoten).")
    if parts[1] == "STATE" or parts[2] in _IGNORED:
        return None
    if len(parts) < _TOPIC_PARTS or parts[2] not in _KINDS:
        raise PayloadError("Kein Sparkplug-Thema (spBv1.0/Gruppe/Art/Knoten).")
    device = parts[_TOPIC_PARTS] if len(parts) > _TOPIC_PARTS else ""
    if bool(device) != parts[2].startswith("D"):
        raise PayloadError("Das Sparkplug-Thema passt nicht zu seiner Art (N: Knoten, D: Gerät).")
    return _Place(parts[1], parts[2], parts[3], device)


def _parse(payload: bytes) -> Any:
    """Return the protobuf message."""
    message = Payload()
    try:
        message.ParseFromString(payload)
    except (DecodeError, RecursionError, UnicodeDecodeError):
        raise PayloadError("Kein gültiges Sparkplug-B-Protobuf.") from None
    return message


def _bd_seq(message: Any) -> int | None:
    """Return the birth/death number that ties an NDEATH to its NBIRTH."""
    for metric in message.metrics:
        if metric.name == "bdSeq":
            return int(metric.long_value or metric.int_value)
    return None


def _learn(place: _Place, node: _Node, message: Any) -> None:
    """Take names, aliases, types and units from a birth."""
    others = (
        0 if place.kind == "NBIRTH" else node.count() - len(node.metrics.get(place.data_topic, ()))
    )
    if others + len(message.metrics) > MOST_METRICS:
        raise PayloadError(f"Mehr als {MOST_METRICS} Messgrößen an einem Sparkplug-Knoten.")
    if place.kind == "NBIRTH":
        node.aliases.clear()
        node.metrics.clear()
    known: dict[str, _Metric] = {}
    for metric in message.metrics:
        if not metric.name or metric.name == "bdSeq":
            continue
        entry = _Metric(metric.name, metric.datatype, _unit(metric))
        known[metric.name] = entry
        if metric.HasField("alias"):
            node.aliases[metric.alias] = entry
    node.metrics[place.data_topic] = known


def _unit(metric: Any) -> str:
    """Return the engineering unit among a metric's properties."""
    for key, value in zip(metric.properties.keys, metric.properties.values, strict=False):
        if key in {"engUnit", "Engineering Units"}:
            return str(value.string_value)
    return ""


def _values(
    place: _Place, node: _Node, message: Any, received_us: int
) -> tuple[list[Measurement], int]:
    """Return the measurements of a message, and how many metrics nobody has named."""
    found: list[Measurement] = []
    unknown = 0
    topic = place.data_topic
    sent_us = _time_us(message, received_us)
    names = node.metrics.get(topic, {})
    for metric in message.metrics:
        known = names.get(metric.name) if metric.name else node.aliases.get(metric.alias)
        name = metric.name or (known.name if known else "")
        if not name:
            unknown += 1
            continue
        if name == "bdSeq":
            continue
        value = _number(metric, metric.datatype or (known.datatype if known else 0))
        if value is None:
            continue
        quality = Quality.GOOD
        if isinstance(value, float) and not isfinite(value):
            value, quality = float("nan"), Quality.BAD
        unit = known.unit if known else ""
        time_us = _time_us(metric, sent_us)
        found.append(Measurement(name, value, time_us, quality, unit, topic))
    return found, unknown


def _time_us(part: Any, otherwise_us: int) -> int:
    """Return the time of a message or metric in µs UTC."""
    if not part.HasField("timestamp"):
        return otherwise_us
    if part.timestamp > LATEST_MS:
        raise PayloadError("Der Zeitstempel ist größer als jede Zeit.")
    return int(part.timestamp) * 1_000


def _number(metric: Any, datatype: int) -> float | str | None:
    """Return a metric's value, NaN for null, None for kinds that are no single value."""
    if metric.is_null:
        return float("nan")
    for field_name, make in _CARRIERS:
        if metric.HasField(field_name):
            return make(getattr(metric, field_name), datatype)
    return None


def _signed(value: int, datatype: int, carried_bits: int) -> float:
    """Return an integer with its sign; senders extend it to the field's width, or do not."""
    bits = _SIGNED_BITS.get(datatype)
    if bits is None:
        return float(value)
    if value >= 1 << (carried_bits - 1):
        return float(value - (1 << carried_bits))
    if value >> (bits - 1) == 1:
        return float(value - (1 << bits))
    return float(value)


_CARRIERS: Final[tuple[tuple[str, Callable[[Any, int], float | str]], ...]] = (
    ("double_value", lambda value, _: float(value)),
    ("float_value", lambda value, _: float(value)),
    ("boolean_value", lambda value, _: float(value)),
    ("string_value", lambda value, _: str(value)),
    ("int_value", lambda value, datatype: _signed(value, datatype, 32)),
    ("long_value", lambda value, datatype: _signed(value, datatype, 64)),
)
"""Fields that carry a value, and how each becomes ours."""
