"""What calls, what is lost, what is only old."""

from dataclasses import replace

import numpy as np
import pytest

from app.domain.alarms import AlarmId, AlarmState, Condition, Mirror, OutOfService, Shelf
from app.domain.points import PointId, SourceId
from app.domain.samples import NO_TIME, Quality
from app.domain.texts import Text
from app.services.maps.devices import Devices
from app.services.maps.judging import MapJudge
from app.services.maps.sources import Rank
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_state
from tests.fakes.clocks import START_US
from tests.fakes.map_cities import map_city

CITY = map_city()
HI, HIHI = AlarmId("luft-1.no2#hi"), AlarmId("luft-1.no2#hihi")


def judged(state: CityState) -> MapJudge:
    judge = MapJudge(Devices(CITY))
    judge.take(state)
    return judge


def test_a_calm_city_is_normal() -> None:
    assert judged(make_state(CITY)).ranks.tolist() == [Rank.NORMAL] * 8


def test_the_worst_alarm_of_a_point_counts() -> None:
    judge = judged(make_state(CITY, alarms={HI: make_alarm(), HIHI: make_alarm(by="Kim")}))
    assert judge.ranks[0] == Rank.CRITICAL
    assert judge.unseen.tolist() == [True] + [False] * 7


@pytest.mark.parametrize(
    "hidden",
    [
        {"shelf": Shelf(START_US + 1, START_US, "Kim", "Test")},
        {"suppressed_by": "window"},
        {"out_of_service": OutOfService(START_US, "Kim", "Umbau", "A-1")},
    ],
)
def test_hidden_alarms_call_nobody_but_are_known(hidden: dict[str, object]) -> None:
    judge = judged(make_state(CITY, alarms={HI: replace(make_alarm(), **hidden)}))  # type: ignore[arg-type] # one field of an alarm
    assert judge.ranks[0] == Rank.NORMAL
    assert [alarm.is_hidden for alarm in judge.alarms] == [True]


def test_a_delay_that_runs_is_no_alarm_yet() -> None:
    pending = AlarmState(condition=Condition.PENDING_ON, due_us=START_US + 1)
    assert judged(make_state(CITY, alarms={HI: pending})).alarms == ()


def test_an_alarm_that_is_over_and_unseen_still_calls() -> None:
    judge = judged(make_state(CITY, alarms={HI: make_alarm(active=False)}))
    assert judge.ranks[0] == Rank.HIGH


def test_bad_and_uncertain_values_are_bad_and_old_ones_stale() -> None:
    state = make_state(CITY, bad=[1], silent=[2])
    state.states.quality[3] = Quality.UNCERTAIN
    judge = judged(state)
    assert judge.base.tolist()[:4] == [Rank.NORMAL, Rank.BAD, Rank.STALE, Rank.BAD]


def test_a_point_that_never_had_a_value_is_stale_not_bad() -> None:
    state = make_state(CITY, bad=[1])
    state.states.time[1] = NO_TIME
    state.stale[1] = True
    assert judged(state).base[1] == Rank.STALE


def test_a_lost_source_makes_all_its_points_bad() -> None:
    judge = judged(make_state(CITY, alarms={AlarmId("netz#lost"): make_alarm()}))
    assert np.flatnonzero(judge.ranks == Rank.BAD).tolist() == [4, 6]
    assert [alarm.row for alarm in judge.alarms] == [-1]


def test_a_lost_source_under_maintenance_makes_nothing_bad() -> None:
    hidden = replace(make_alarm(), suppressed_by="window")
    judge = judged(make_state(CITY, alarms={AlarmId("netz#lost"): hidden}))
    assert judge.ranks.max() == Rank.NORMAL


def test_an_alarm_that_a_server_judges_counts_by_its_severity() -> None:
    mirror = Mirror(
        SourceId("netz"), "ns=1;s=x", "00", "Link", Text("Link down"), 900, PointId("ap-1.online")
    )
    judge = judged(
        make_state(CITY, alarms={AlarmId("netz@x"): replace(make_alarm(), mirror=mirror)})
    )
    assert judge.ranks[4] == Rank.CRITICAL
    nowhere = replace(mirror, point=None)
    state = make_state(CITY, alarms={AlarmId("netz@x"): replace(make_alarm(), mirror=nowhere)})
    assert judged(state).alarms == ()


def test_unknown_alarms_are_passed_over() -> None:
    assert judged(make_state(CITY, alarms={AlarmId("?#hi"): make_alarm()})).alarms == ()


def test_equal_alarms_are_not_new() -> None:
    judge = MapJudge(Devices(CITY))
    judge.take(make_state(CITY, alarms={HI: make_alarm()}))
    before = judge.alarms
    judge.take(make_state(CITY, alarms={HI: make_alarm()}))
    assert judge.alarms is before
    judge.take(make_state(CITY, alarms={HI: make_alarm(by="Kim")}))
    assert judge.alarms is not before


def test_numbers_of_alarms_stay_when_others_come_and_go() -> None:
    judge = MapJudge(Devices(CITY))
    judge.take(make_state(CITY, alarms={HIHI: make_alarm()}))
    number = judge.alarms[0].number
    judge.take(make_state(CITY, alarms={HI: make_alarm(), HIHI: make_alarm()}))
    assert number in {alarm.number for alarm in judge.alarms if alarm.rule.id == HIHI}
    assert len({alarm.number for alarm in judge.alarms}) == 2


def test_other_rules_judge_the_same_points() -> None:
    judge = MapJudge(Devices(CITY))
    state = make_state(CITY, alarms={HI: make_alarm()})
    judge.take(state)
    judge.set_rules(replace(CITY, rules=()))
    judge.take(state)
    assert judge.ranks.max() == Rank.NORMAL
