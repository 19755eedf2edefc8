"""Payload formats by name, one module each; `make_decoder` is the door.

A decoder turns one message into measurements and raises nothing but `PayloadError`. No network,
no points, no storage. Start reading at `plain_json`, the simplest with structure.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from connectors.mqtt.decoders.chirpstack import ChirpStack
from connectors.mqtt.decoders.plain_json import PlainJson
from connectors.mqtt.decoders.senml import SenML
from connectors.mqtt.decoders.sparkplug_b import SparkplugB
from connectors.mqtt.decoders.text_number import TextNumber
from connectors.mqtt.decoders.the_things_stack import TheThingsStack
from connectors.mqtt.measurements import Decoder

DECODERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Decoder]]] = {
    "ttn-v3": TheThingsStack,
    "chirpstack-v4": ChirpStack,
    "sparkplug-b": SparkplugB,
    "senml": SenML,
    "json": PlainJson,
    "text": TextNumber,
}
"""Formats by the name that profiles use, the most particular first (the order of guessing)."""


def make_decoder(name: str, options: Mapping[str, Any]) -> Decoder:
    """Return a new decoder.

    Args:
        name: One of `DECODERS`.
        options: The format's own options.

    Raises:
        ValueError: The name or an option is wrong; the text says which and why.
    """
    if name not in DECODERS:
        known = ", ".join(DECODERS)
        raise ValueError(f"decoder: „{name}“ ist unbekannt; bekannt sind {known}")
    return DECODERS[name](options)
