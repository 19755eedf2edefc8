"""Messages of every device of Hamm, read by the program's own decoders, land on their points."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from app.domain.cities import City
from app.domain.sources import SourceKind
from connectors.mqtt.decoders import make_decoder
from connectors.mqtt.options import read_options
from connectors.mqtt.plans import PlanTable, Reader
from connectors.simulated_city.encoders import Report, encode, iso_time, put, wire_value
from connectors.simulated_city.mqtt_side import MqttSide
from connectors.simulated_city.routes import matches, route_of
from connectors.simulated_city.sampling import simulated_points
from connectors.simulated_city.world import World
from tests.fakes.hamlet import hamlet

NOW_US = 1_795_600_000_000_000
DAY_US = 86_400_000_000


def tables(city: City) -> Iterator[PlanTable]:
    """Return what the connectors of all brokers of a city would read."""
    for source in city.sources:
        if source.kind is SourceKind.MQTT:
            points = [point for point in city.points if point.source == source.id]
            readers = [Reader.open(one) for one in read_options(source).subscriptions]
            yield PlanTable(readers, points)


@pytest.fixture
def side(calm: World) -> MqttSide:
    return MqttSide(calm, 0, lambda: NOW_US)


def test_every_mqtt_point_of_hamm_gets_its_value_from_the_wire(
    side: MqttSide, calm: World, hamm: City
) -> None:
    plans = list(tables(hamm))
    points = {int(point.key): point for point in hamm.points}
    heard: dict[int, tuple[float, int]] = {}
    for _, topic, payload in side.outgoing(NOW_US, NOW_US + 60_000_000):
        for table in plans:
            plan = table.find(topic.encode())
            if plan is None or not plan.decoder:
                continue
            for measurement in plan.decode(topic, payload, NOW_US):
                for key, scale, offset, grain, codes in plan.targets.get(measurement.item, ()):
                    raw = measurement.value
                    value = codes[str(raw)] if codes else float(raw) * scale + offset
                    heard[key] = value, measurement.time_us // grain * grain
    wanted = {p.key for p in simulated_points(hamm, SourceKind.MQTT)}
    assert set(heard) == wanted
    for key, (value, time_us) in heard.items():
        point = points[key]
        expected = calm.value(point.id, np.array([time_us])).value[0, 0]
        assert value == pytest.approx(expected, abs=1e-6), point.id


def test_all_four_forms_are_on_the_wire(side: MqttSide, hamm: City) -> None:
    decoders = set()
    topics = {topic for _, topic, _ in side.newest()}
    for source in hamm.sources:
        if source.kind is SourceKind.MQTT:
            decoders |= {route_of(source, topic, "/x").decoder for topic in topics if topic}
    assert {"ttn-v3", "chirpstack-v4", "senml", "json"} <= decoders


def test_the_newest_messages_know_every_device(side: MqttSide, hamm: City) -> None:
    topics = {topic for _, topic, _ in side.newest()}
    assert topics == {p.address.node for p in simulated_points(hamm, SourceKind.MQTT)}


def test_uplinks_look_like_those_of_their_network_servers(side: MqttSide) -> None:
    messages = {topic: json.loads(payload) for _, topic, payload in side.newest()}
    things = next(body for topic, body in messages.items() if "/luft-" in topic)
    assert things["end_device_ids"]["application_ids"]["application_id"] == "hamm"
    assert len(things["end_device_ids"]["dev_eui"]) == 16
    uplink = things["uplink_message"]
    assert -130 < uplink["rx_metadata"][0]["rssi"] < -40
    assert uplink["decoded_payload"]["no2"] > 0
    assert uplink["f_cnt"] > 0
    chirp = next(body for topic, body in messages.items() if topic.startswith("application/"))
    assert chirp["deviceInfo"]["tenantName"] == "Stadt Hamm"
    assert chirp["object"]
    pack = next(body for topic, body in messages.items() if topic.startswith("hamm/senml/"))
    assert pack[0]["bt"] > 1e9
    assert {record["n"] for record in pack} <= {"temp", "level", "battery", "moisture"}


def test_a_message_is_the_same_bytes_whenever_it_is_made(side: MqttSide, calm: World) -> None:
    again = MqttSide(calm, 0, lambda: NOW_US)
    assert again.outgoing(NOW_US, NOW_US + 5_000_000) == side.outgoing(NOW_US, NOW_US + 5_000_000)


def test_counts_of_messages_grow_by_one(side: MqttSide) -> None:
    counts: dict[str, list[int]] = {}
    for _, topic, payload in side.outgoing(NOW_US, NOW_US + 180_000_000):
        if topic.startswith("v3/"):
            counts.setdefault(topic, []).append(json.loads(payload)["uplink_message"]["f_cnt"])
    assert counts
    assert all(set(np.diff(numbers)) == {1} for numbers in counts.values())


def test_a_silent_device_is_not_heard(hamm: City) -> None:
    world = World(hamm, 1)
    incident = next(
        it for it in world.schedule.between(NOW_US - DAY_US, NOW_US) if it.kind == "silent"
    )
    begin = incident.start_us
    side = MqttSide(world, 0, lambda: begin)
    nodes = {p.address.node for p in hamm.points if p.device == incident.device}
    heard = {topic for _, topic, _ in side.outgoing(begin, begin + 120_000_000)}
    assert not nodes & heard
    assert len(heard) > 50


def test_words_and_scales_travel_as_the_device_sends_them() -> None:
    points = {str(point.type): point for point in hamlet().points}
    status = points["charger.status"]
    assert wire_value(status, 2.0) == "Charging"
    scaled = points["air_station.no2"]
    assert wire_value(scaled, 41.5) == 41.5
    assert wire_value(scaled, 40.0) == 40


def test_a_lone_value_is_sent_as_text() -> None:
    point = next(p for p in hamlet().points if p.type == "noise.laeq")
    report = Report("a/b", "a", NOW_US, 1, [(point, 61.25)])
    read = make_decoder("text", {}).decode("a/b", encode("text", report), NOW_US)
    assert [measurement.value for measurement in read] == [61.25]


def test_pointers_make_the_objects_on_their_way() -> None:
    root: dict[str, object] = {"list": [{}, 1]}
    put(root, "/a/b~1c", 1)
    put(root, "/list/0/x", 2)
    put(root, "/list/1", 3)
    assert root == {"a": {"b/c": 1}, "list": [{"x": 2}, 3]}


def test_times_are_written_with_nine_digits() -> None:
    assert iso_time(NOW_US + 1, 7) == "2026-11-25T09:46:40.000001007Z"


@pytest.mark.parametrize(
    ("pattern", "topic", "is_match"),
    [
        ("a/+/c", "a/b/c", True),
        ("a/#", "a/b/c", True),
        ("a/+", "a/b/c", False),
        ("a/b/c/d", "a/b/c", False),
    ],
)
def test_filters_match_as_the_standard_says(pattern: str, topic: str, is_match: bool) -> None:
    assert matches(pattern, topic) is is_match


@pytest.mark.parametrize(
    ("topic", "item", "decoder"),
    [
        ("v3/x", "/a", "ttn-v3"),
        ("application/1", "/a", "chirpstack-v4"),
        ("x", "", "text"),
        ("x", "/a", "json"),
        ("x", "a", "senml"),
    ],
)
def test_without_a_decoder_the_topic_tells_the_form(topic: str, item: str, decoder: str) -> None:
    source = hamlet().sources[0]
    bare = type(source)(source.id, source.name, SourceKind.MQTT, "sim:mqtt")
    assert route_of(bare, topic, item).decoder == decoder
