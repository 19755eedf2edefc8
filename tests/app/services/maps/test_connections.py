"""Connections: which there are, and how they are."""

from typing import Any

from app.domain.alarms import AlarmId
from app.services.maps.connections import Connections
from app.services.maps.devices import Devices
from app.services.maps.judging import MapJudge
from app.services.maps.sources import Rank
from tests.fakes.city import make_alarm, make_state
from tests.fakes.map_cities import features, map_city

CITY = map_city()
DEVICES = Devices(CITY)
CONNECTIONS = Connections(DEVICES)


def rank(**state: Any) -> int:
    judge = MapJudge(DEVICES)
    judge.take(make_state(CITY, **state))
    (one,) = CONNECTIONS.ranks(judge).tolist()
    return int(one)


def test_a_line_leads_from_the_device_to_its_uplink() -> None:
    (line,) = features(CONNECTIONS.features())
    assert line["geometry"]["coordinates"] == [[7.8, 51.67], [7.8, 51.671]]
    assert line["properties"] == {"k": "ap-1", "u": "switch-1", "n": "ap-1 → switch-1"}


def test_a_connection_that_carries_values_is_normal() -> None:
    assert rank() == Rank.NORMAL


def test_one_fresh_value_proves_that_it_works() -> None:
    assert rank(silent=[4]) == Rank.NORMAL
    assert rank(silent=[4, 5]) == Rank.STALE
    assert rank(bad=[4, 5]) == Rank.BAD


def test_alarms_of_silence_and_of_being_offline_count() -> None:
    assert rank(alarms={AlarmId("ap-1.clients#inactive"): make_alarm()}) == Rank.LOW
    assert rank(alarms={AlarmId("ap-1.online#state"): make_alarm()}) == Rank.MEDIUM


def test_an_alarm_of_the_uplink_is_not_one_of_the_connection() -> None:
    assert rank(alarms={AlarmId("luft-1.no2#hi"): make_alarm()}) == Rank.NORMAL
