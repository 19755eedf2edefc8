"""What a hover card says of a device."""

from dataclasses import replace

from app.domain.alarms import AlarmId
from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.services.maps.devices import Devices
from app.services.maps.hovers import LINES, HoverFacts, hover_facts
from app.services.maps.judging import MapJudge
from app.services.maps.sources import Rank
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_state
from tests.fakes.map_cities import HOME, map_city, map_point

CITY = map_city()


def facts(
    device: str, state: CityState | None = None, city: City = CITY, language: str = "de"
) -> HoverFacts:
    devices = Devices(city)
    judge = MapJudge(devices)
    shown = make_state(city) if state is None else state
    judge.take(shown)
    found = devices.find(device)
    assert found is not None
    return hover_facts(found, devices, judge, shown, language)


def test_a_device_is_named_and_placed() -> None:
    one = facts("ap-1")
    assert (one.name, one.kind, one.field, one.district, one.site) == (
        "Marktplatz · ap-1", "WLAN-Zugangspunkt", "Bildung", "Mitte", "Marktplatz",
    )  # fmt: skip
    assert one.location is not None
    assert facts("ap-1", language="en").field == "Education"
    assert facts("mobil-1").location is None


def test_the_worst_value_comes_first() -> None:
    one = facts("luft-1", make_state(CITY, bad=[1]))
    assert [line.name for line in one.lines] == ["PM10", "NO2"]
    assert [line.rank for line in one.lines] == [Rank.BAD, Rank.NORMAL]
    assert one.rank is Rank.BAD


def test_a_line_has_value_unit_age_and_the_last_hour() -> None:
    state = make_state(CITY)
    state.states.value[0], state.states.time[0] = 38.25, state.at_us - 7_000_000
    line = facts("luft-1", state).lines[0]
    assert (line.value, line.unit, line.age_us, line.is_stale) == (
        "38,2", "µg/m³", 7_000_000, False,
    )  # fmt: skip
    assert line.minutes is not None
    assert len(line.minutes) == 60
    assert facts("luft-1", replace(state, sparks=None)).lines[0].minutes is None


def test_what_never_came_has_a_dash_and_no_age() -> None:
    state = make_state(CITY)
    state.states.value[0], state.states.time[0], state.stale[0] = float("nan"), NO_TIME, True
    line = next(line for line in facts("luft-1", state).lines if line.name == "NO2")
    assert (line.value, line.unit, line.age_us, line.is_stale) == ("–", "", NO_TIME, True)


def test_alarms_that_call_are_told_and_hidden_ones_counted() -> None:
    alarms = {
        AlarmId("luft-1.no2#hi"): make_alarm(value=72.4, by="Kim"),
        AlarmId("luft-1.no2#hihi"): replace(make_alarm(), suppressed_by="window"),
    }
    one = facts("luft-1", make_state(CITY, alarms=alarms))
    assert [(alarm.rank, alarm.message, alarm.text) for alarm in one.alarms] == [
        (Rank.HIGH, "Zu hoch", "72,4\u202fµg/m³ > 60,0\u202fµg/m³")
    ]
    assert (one.hidden, one.is_acknowledged, one.rank) == (1, True, Rank.HIGH)


def test_many_values_are_cut_and_counted() -> None:
    points = tuple(map_point("luft-1", f"air_station.v{i}", HOME) for i in range(8))
    one = facts("luft-1", city=replace(CITY, points=points, rules=(), uplinks={}))
    assert (len(one.lines), one.more) == (LINES, 3)


def test_unknown_fields_and_districts_are_named_by_their_ids() -> None:
    points = tuple(replace(point, district="?") for point in CITY.points)
    one = facts("luft-1", city=replace(CITY, points=points, fields=()))
    assert (one.field, one.district) == ("umwelt", "?")
