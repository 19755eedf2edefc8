"""Which payload format each topic of a profile speaks, read from the options of its source."""

from dataclasses import dataclass
from typing import Any

from app.domain.cities import SourceConfig


@dataclass(frozen=True, slots=True)
class Route:
    """How messages of a topic are written.

    Attributes:
        decoder: Name of the decoder that reads them.
        time_item: JSON pointer to the time, for plain JSON.
    """

    decoder: str
    time_item: str = ""


def route_of(source: SourceConfig, topic: str, item: str) -> Route:
    """Return the route of a topic: from the first matching subscription, else by its looks."""
    for entry in _entries(source.options):
        pattern = str(entry.get("topic") or entry.get("filter") or "#")
        decoder = entry.get("decoder")
        if decoder and matches(pattern, topic):
            inner = entry.get("decoder_options") or entry.get("options") or entry
            return Route(str(decoder), str(inner.get("time") or ""))
    return Route(_guessed(topic, item), "/time")


def matches(pattern: str, topic: str) -> bool:
    """Tell whether an MQTT topic filter covers a topic (MQTT 5, section 4.7)."""
    wanted, given = pattern.split("/"), topic.split("/")
    for place, level in enumerate(wanted):
        if level == "#":
            return True
        if place >= len(given) or level not in {"+", given[place]}:
            return False
    return len(wanted) == len(given)


def _entries(options: dict[str, Any]) -> list[dict[str, Any]]:
    listed = options.get("subscriptions") or options.get("topics") or []
    entries = [entry for entry in listed if isinstance(entry, dict)]
    return [*entries, options]


def _guessed(topic: str, item: str) -> str:
    if topic.startswith("v3/"):
        return "ttn-v3"
    if topic.startswith("application/"):
        return "chirpstack-v4"
    if not item:
        return "text"
    return "json" if item.startswith("/") else "senml"
