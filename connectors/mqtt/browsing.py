"""What an unknown broker offers: topics as a tree, and the measurements inside their messages.

Addresses: the empty one is the root, one with `/` at its end is a level (`a/b/`), any other is a
topic (`a/b`); so a topic that also has topics below it is two nodes, never one of two meanings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Final, Protocol

from app.domain.sources import BrowseNode
from app.services.ports import Clock, ConnectorError
from connectors.mqtt.decoders import DECODERS, make_decoder
from connectors.mqtt.failures import ConnectionFailure
from connectors.mqtt.measurements import Measurement, PayloadError
from connectors.mqtt.plans import PlanTable

MOST_CHILDREN: Final = 2_000
"""Nodes shown of one level; what lies beyond is told, not listed."""

LONGEST_VALUE: Final = 200
"""Characters shown of a value."""

_NUMBER: Final = "Zahl"
_WORD: Final = "Text"


class Listening(Protocol):
    """What the browser needs of `listening.Listener`."""

    def listen(self, topic_filter: str) -> dict[bytes, bytes]:
        """Return the newest payload of each topic heard."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, and which decoder understood it."""

    decoder: str
    measurements: list[Measurement]


class Browser:
    """Lists what was heard: on the source's own connection, and by listening on demand.

    Thread-safe in that each call works on copies; two calls at once may both listen.

    Args:
        listener: Listens at the broker.
        table: Returns the present plans, with the newest payload of each subscribed topic.
        clock: The time.
    """

    def __init__(self, listener: Listening, table: Callable[[], PlanTable], clock: Clock) -> None:
        self._listener = listener
        self._table = table
        self._clock = clock
        self._heard: dict[str, bytes] = {}

    def browse(self, address: str) -> list[BrowseNode]:
        """Return what lies below an address; the root listens anew, the rest only when unknown.

        Raises:
            ConnectorError: Nothing is known and the broker cannot be asked; the text says why.
        """
        known = self._known()
        if not address or not any(_lies_at(topic, address) for topic in known):
            problem = self._listen(_filter_of(address))
            known = self._known()
            if problem and not any(_lies_at(topic, address) for topic in known):
                raise ConnectorError(problem)
        if address and not address.endswith("/"):
            payload = known.get(address)
            return [] if payload is None else self._measured(address, payload)
        return self._level(address, known)

    def _known(self) -> dict[str, bytes]:
        """Return the newest payload of each topic known."""
        own = {plan.topic: plan.last_payload for plan in self._table().seen() if plan.last_payload}
        return self._heard | own

    def _listen(self, topic_filter: str) -> str:
        """Listen for a while; return why that was not possible, empty when it was."""
        try:
            heard = self._listener.listen(topic_filter)
        except ConnectionFailure as error:
            return error.failure.reason
        texts = {topic.decode(errors="replace"): payload for topic, payload in heard.items()}
        self._heard = self._heard | texts
        return ""

    # --- nodes ------------------------------------------------------------------------------

    def _level(self, prefix: str, known: dict[str, bytes]) -> list[BrowseNode]:
        """Return levels and topics directly below a prefix, and its own measurements."""
        levels: dict[str, int] = {}
        topics: list[str] = []
        for topic in known:
            if topic.startswith(prefix):
                name, slash, _ = topic[len(prefix) :].partition("/")
                if slash:
                    levels[name] = levels.get(name, 0) + 1
                elif name:
                    topics.append(topic)
        nodes = [
            BrowseNode(f"{prefix}{name}/", name, has_children=True, description=_counted(count))
            for name, count in sorted(levels.items())
        ]
        if prefix in known:
            nodes += self._measured(prefix, known[prefix])
        room = max(MOST_CHILDREN - len(nodes), 0)
        nodes = nodes[:MOST_CHILDREN]
        nodes += [self._topic(topic, known[topic]) for topic in sorted(topics)[:room]]
        left = len(levels) + len(topics) - MOST_CHILDREN
        if left > 0:
            text = f"{left} weitere werden nicht gezeigt. Bitte tiefer in die Ebenen gehen."
            nodes.append(BrowseNode("", "…", description=text))
        return nodes

    def _topic(self, topic: str, payload: bytes) -> BrowseNode:
        """Return the node of a topic; one whose whole message is the value is that value."""
        reading = self._read(topic, payload)
        whole = reading.measurements
        if len(whole) == 1 and not whole[0].item and not whole[0].topic:
            return self._variable(topic, reading.decoder, whole[0])
        return BrowseNode(
            topic,
            topic.rpartition("/")[2],
            has_children=bool(whole),
            decoder=reading.decoder,
            description="" if whole else "Kein bekanntes Nachrichtenformat.",
        )

    def _measured(self, topic: str, payload: bytes) -> list[BrowseNode]:
        """Return the measurements inside a message."""
        reading = self._read(topic, payload)
        found = [self._variable(topic, reading.decoder, one) for one in reading.measurements]
        return found[:MOST_CHILDREN]

    def _variable(self, topic: str, decoder: str, measured: Measurement) -> BrowseNode:
        address = measured.topic or topic
        return BrowseNode(
            address,
            measured.item.removeprefix("/") or topic.rpartition("/")[2],
            is_variable=True,
            item=measured.item,
            data_type=_NUMBER if isinstance(measured.value, float) else _WORD,
            value=shown(measured.value),
            unit=measured.unit,
            decoder=decoder,
            is_known=self._table().is_known(address, measured.item),
        )

    def _read(self, topic: str, payload: bytes) -> Reading:
        """Read a message as its subscription says, else as the first decoder that can."""
        now_us = self._clock.now_us()
        reader = self._table().reader_of(topic)
        if reader is not None:
            try:
                found = reader.decoder.items(topic, payload, now_us)
            except PayloadError:
                found = []
            if found:
                return Reading(reader.subscription.decoder, found)
        return guess(topic, payload, now_us)


def guess(topic: str, payload: bytes, now_us: int) -> Reading:
    """Return what the first decoder that understands a message makes of it."""
    for name in DECODERS:
        try:
            found = make_decoder(name, {}).items(topic, payload, now_us)
        except PayloadError:
            continue
        if not found:
            continue
        # A bare number is JSON too, but nobody would call it so.
        is_bare = name == "json" and not found[0].item and isinstance(found[0].value, float)
        return Reading("text" if is_bare else name, found)
    return Reading("", [])


def shown(value: float | str) -> str:
    """Return a value as text; empty where there is none."""
    if isinstance(value, str):
        return value[:LONGEST_VALUE]
    return f"{value:.12g}" if isfinite(value) else ""


def _lies_at(topic: str, address: str) -> bool:
    """Tell whether a topic is what an address names, or lies below it."""
    is_level = not address or address.endswith("/")
    return topic.startswith(address) if is_level else topic == address


def _filter_of(address: str) -> str:
    """Return the filter that covers what lies below an address."""
    if not address:
        return "#"
    # Names that hold wildcards cannot be topics; the tree never offers them.
    return f"{address}#" if address.endswith("/") else address


def _counted(count: int) -> str:
    """Return how many topics lie below."""
    return "1 Thema" if count == 1 else f"{count} Themen"
