"""Alarms as features: at their device, the worst on top."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.domain.alarms import AlarmId, AlarmState, OutOfService
from app.services.maps.alarms import AlarmFeatures
from app.services.maps.devices import Devices
from app.services.maps.judging import MapJudge
from app.services.maps.sources import Rank
from tests.fakes.city import make_alarm, make_state
from tests.fakes.clocks import START_US
from tests.fakes.map_cities import features, map_city, properties

CITY = map_city()
DEVICES = Devices(CITY)
HI, HIHI, LOW = (rule.id for rule in CITY.rules[:3])


def made(
    alarms: Mapping[AlarmId, AlarmState],
    *,
    ranks: Collection[Rank] | None = None,
    with_hidden: bool = False,
    language: str = "de",
) -> bytes:
    judge = MapJudge(DEVICES)
    judge.take(make_state(CITY, alarms=alarms))
    one = AlarmFeatures(DEVICES, CITY.rules)
    return one.features(judge.alarms, language, ranks=ranks, with_hidden=with_hidden)


def test_an_alarm_knows_its_point_its_device_and_what_raised_it() -> None:
    (one,) = properties(made({HI: make_alarm(value=72.4)})).values()
    assert one == {
        "k": HI, "p": "luft-1.no2", "d": "luft-1", "f": "umwelt", "i": 0,
        "r": Rank.HIGH, "a": 0, "h": 0, "t": "72,4\u202fµg/m³ > 60,0\u202fµg/m³",
    }  # fmt: skip


def test_the_worst_is_drawn_last_and_what_nobody_saw_above_what_was_seen() -> None:
    alarms = {HIHI: make_alarm(), LOW: make_alarm(), HI: make_alarm(by="Kim")}
    assert [one["properties"]["k"] for one in features(made(alarms))] == [LOW, HI, HIHI]


def test_alarms_of_one_device_stand_beside_each_other() -> None:
    one, other = features(made({HI: make_alarm(), HIHI: make_alarm()}))
    assert one["geometry"] != other["geometry"]


def test_the_place_of_an_alarm_does_not_depend_on_others() -> None:
    (alone,) = features(made({HIHI: make_alarm()}))
    (*_, beside) = features(made({HI: make_alarm(), HIHI: make_alarm()}))
    assert alone["geometry"] == beside["geometry"]


def test_lost_sources_and_devices_without_a_place_are_not_on_the_map() -> None:
    point = CITY.points[7]
    rule = replace(CITY.rules[0], id=AlarmId("mobil"), point=point.id)
    city = replace(CITY, rules=(rule,))
    judge = MapJudge(Devices(city))
    lost = AlarmId("netz#lost")
    judge.take(make_state(city, alarms={lost: make_alarm(), rule.id: make_alarm()}))
    assert len(judge.alarms) == 2
    data = AlarmFeatures(Devices(city), city.rules).features(
        judge.alarms, "de", ranks=None, with_hidden=True
    )
    assert features(data) == []


def test_hidden_alarms_are_left_out_unless_asked_for() -> None:
    removal = OutOfService(START_US, "Kim", "Umbau", "A-1")
    alarms = {HI: replace(make_alarm(), out_of_service=removal)}
    assert features(made(alarms)) == []
    (one,) = properties(made(alarms, with_hidden=True)).values()
    assert one["h"] == 1


def test_a_filter_shows_only_some_ranks() -> None:
    alarms = {HI: make_alarm(), LOW: make_alarm()}
    shown = properties(made(alarms, ranks={Rank.LOW}))
    assert [one["k"] for one in shown.values()] == [LOW]


def test_texts_follow_the_language() -> None:
    (one,) = properties(made({HI: make_alarm(value=1234.5)}, language="en")).values()
    assert one["t"].startswith("1,234.5")
