"""What an unknown broker offers, as a tree that can be walked to every measurement."""

import json

import pytest

from app.domain.sources import BrowseNode
from app.services.ports import ConnectorError
from connectors.mqtt import browsing
from connectors.mqtt.browsing import Browser, guess
from connectors.mqtt.failures import ConnectionFailure, Failure
from connectors.mqtt.frames import Publish
from connectors.mqtt.options import Subscription
from tests.connectors.mqtt.decoders import test_chirpstack as chirpstack
from tests.connectors.mqtt.decoders import test_sparkplug_b as sparkplug
from tests.connectors.mqtt.decoders import test_the_things_stack as things
from tests.connectors.mqtt.supplies import Bench, message, point


class Air:
    """What is in the air around a broker; remembers what was asked for."""

    def __init__(self, heard: dict[str, bytes] | None = None) -> None:
        self.heard = heard or {}
        self.filters: list[str] = []
        self.failure = ""

    def listen(self, topic_filter: str) -> dict[bytes, bytes]:
        self.filters.append(topic_filter)
        if self.failure:
            raise ConnectionFailure(Failure(self.failure))
        return {topic.encode(): payload for topic, payload in self.heard.items()}


def browser(air: Air, *messages: Publish) -> Browser:
    """Return a browser of a source that has subscribed `stadt/+` and got these messages."""
    bench = Bench([point("stadt/1", "/a")], Subscription("stadt/+", "json"))
    bench.take(*messages)
    return Browser(air, lambda: bench.assembler.table, bench.clock)


def walk(found: Browser, address: str = "") -> list[BrowseNode]:
    """Return all variables below an address."""
    variables = []
    for node in found.browse(address):
        if node.is_variable:
            variables.append(node)
        elif node.has_children:
            variables += walk(found, node.address)
    return variables


def test_tree_leads_from_levels_to_measurements() -> None:
    found = browser(Air({"land/haus/1": b'{"t": 21.5, "auf": "ja"}', "land/wert": b"7"}))
    (land,) = found.browse("")
    assert (land.address, land.name, land.has_children, land.is_variable) == (
        "land/",
        "land",
        True,
        False,
    )
    house, value = found.browse("land/")
    assert house.address == "land/haus/"
    assert (value.address, value.item, value.value, value.decoder, value.is_variable) == (
        "land/wert",
        "",
        "7",
        "text",
        True,
    )
    (topic,) = found.browse("land/haus/")
    assert (topic.address, topic.has_children, topic.decoder) == ("land/haus/1", True, "json")
    number, word = found.browse("land/haus/1")
    assert (number.address, number.item, number.name, number.value, number.data_type) == (
        "land/haus/1",
        "/t",
        "t",
        "21.5",
        "Zahl",
    )
    assert (word.value, word.data_type) == ("ja", "Text")


def test_only_the_root_listens_once_all_is_known() -> None:
    air = Air({"a/b/c": b"1"})
    found = browser(air)
    assert len(walk(found)) == 1
    assert air.filters == ["#"]
    found.browse("x/y/")
    found.browse("x/y")
    assert air.filters == ["#", "x/y/#", "x/y"]


def test_subscribed_topics_are_known_without_listening() -> None:
    air = Air()
    found = browser(air, message("stadt/1", b'{"a": 1, "b": 2}'))
    a, b = found.browse("stadt/1")
    assert (a.is_known, b.is_known) == (True, False)
    assert a.decoder == "json"
    assert air.filters == []


def test_broker_that_does_not_let_us_listen_still_shows_what_is_subscribed() -> None:
    air = Air()
    air.failure = "Der Broker erlaubt es nicht, „#“ zu abonnieren."
    found = browser(air, message("stadt/1", b'{"a": 1}'))
    assert [node.name for node in found.browse("")] == ["stadt"]
    with pytest.raises(ConnectorError, match="erlaubt es nicht"):
        browser(air).browse("")


def test_quiet_broker_offers_nothing() -> None:
    assert browser(Air()).browse("") == []


@pytest.mark.parametrize(
    "topics", [["/a", "/a/b", "a", "a/b", "a/b/"], ["/"], ["//"], ["a//b", "a/"]]
)
def test_every_topic_can_be_reached_once_however_odd(topics: list[str]) -> None:
    found = browser(Air(dict.fromkeys(topics, b'{"v": 1, "w": 2}')))
    reached = [(node.address, node.item) for node in walk(found)]
    assert sorted(reached) == sorted((topic, item) for topic in topics for item in ("/v", "/w"))


def test_crowded_level_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "MOST_CHILDREN", 5)
    nodes = browser(Air({f"t{number}": b"1" for number in range(9)})).browse("")
    assert len(nodes) == 6
    assert nodes[-1].description.startswith("4 weitere")
    assert not nodes[-1].has_children


@pytest.mark.parametrize(
    ("topic", "payload", "decoder"),
    [
        (things.TOPIC, json.dumps(things.UPLINK).encode(), "ttn-v3"),
        (chirpstack.BASE + "up", json.dumps(chirpstack.UP).encode(), "chirpstack-v4"),
        (sparkplug.NODE.format("NBIRTH"), sparkplug.BIRTH, "sparkplug-b"),
        ("u", b'[{"bn":"d:","n":"t","v":1}]', "senml"),
        ("u", b'[{"t":1}]', "json"),
        ("u", b'{"t":1}', "json"),
        ("u", b"21.5", "text"),
        ("u", b"auf", "text"),
        ("u", b"\xff\x00\x80", ""),
        ("u", b"", ""),
    ],
)
def test_format_is_guessed_from_the_message(topic: str, payload: bytes, decoder: str) -> None:
    assert guess(topic, payload, 1_764_000_000_000_000).decoder == decoder


def test_metric_of_a_birth_is_addressed_by_its_data_topic() -> None:
    topic = sparkplug.NODE.format("NBIRTH")
    level, number = browser(Air({topic: sparkplug.BIRTH})).browse(topic)
    assert (level.address, level.item, level.unit) == (sparkplug.NODE.format("NDATA"), "Pegel", "m")
    assert number.value == "-5"


def test_message_of_no_known_format_is_shown_as_such() -> None:
    (node,) = browser(Air({"bild": b"\xff\xd8\xff"})).browse("")
    assert not node.has_children
    assert not node.is_variable
    assert "Nachrichtenformat" in node.description
