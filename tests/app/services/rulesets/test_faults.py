"""A rule that contradicts itself or its city is refused at the field, with the reason."""

from dataclasses import replace
from math import inf, nan
from typing import Any

import pytest

from app.domain.alarms import AlarmId, AlarmRule, Consequence, Priority, RuleKind, Schedule
from app.domain.cities import City
from app.domain.points import PointId
from app.domain.texts import NO_TEXT, Text
from app.services.rulesets import rule_faults, with_rule
from tests.app.services.rulesets.conftest import DAY

PEGEL = AlarmRule(
    id=AlarmId("pegel#hi"),
    point=PointId("pegel"),
    kind=RuleKind.HI,
    threshold=10.0,
    priority=Priority.LOW,
    message=Text("Hoch"),
    action=Text("Nachsehen"),
)
LOW = replace(PEGEL, id=AlarmId("pegel#lo"), kind=RuleKind.LO, threshold=4.0)
STATE = replace(
    PEGEL,
    id=AlarmId("ampel-1.fault#state"),
    point=PointId("ampel-1.fault"),
    kind=RuleKind.STATE,
    threshold=0.0,
    codes=frozenset({1}),
)
LOST = replace(
    PEGEL,
    id=AlarmId("plc#lost"),
    point=PointId("plc"),
    kind=RuleKind.LOST,
    threshold=0.0,
    codes=frozenset({1}),
)


def made(kind: RuleKind, **values: Any) -> AlarmRule:
    return replace(PEGEL, id=AlarmId(f"pegel#{kind}"), kind=kind, **values)


DEVIATION = made(RuleKind.DEVIATION, reference=PointId("soll"))
RATE = made(RuleKind.RATE, span_s=60.0)
INACTIVE = made(RuleKind.INACTIVE, threshold=600.0)
FORMULA = made(RuleKind.FORMULA, threshold=0.0, formula="[pegel] > 3 and [soll] < 5")


def fields(rule: AlarmRule, city: City) -> set[str]:
    return {fault.field for fault in rule_faults(rule, city, DAY)}


@pytest.mark.parametrize(
    "rule", [PEGEL, LOW, STATE, LOST, DEVIATION, RATE, INACTIVE, FORMULA], ids=lambda r: r.kind
)
def test_sound_rules_of_every_kind_have_no_fault(city: City, rule: AlarmRule) -> None:
    assert rule_faults(rule, city, DAY) == []


def test_rules_of_the_profile_have_no_fault(city: City) -> None:
    assert [rule_faults(rule, city, DAY) for rule in city.rules] == [[]] * len(city.rules)


CASES = [
    ("point", replace(PEGEL, id=AlarmId("weg#hi"), point=PointId("weg"))),
    ("point", replace(LOST, id=AlarmId("weg#lost"), point=PointId("weg"))),
    ("id", replace(PEGEL, id=AlarmId("pegel"))),
    ("id", replace(PEGEL, id=AlarmId("soll#hi"))),
    ("id", replace(LOST, id=AlarmId("plc#weg"))),
    ("kind", made(RuleKind.MIRRORED)),
    ("kind", made(RuleKind.STATE, codes=frozenset({1}))),
    ("kind", replace(STATE, kind=RuleKind.HI, codes=frozenset())),
    ("threshold", replace(PEGEL, threshold=nan)),
    ("threshold", replace(PEGEL, threshold=inf)),
    ("threshold", replace(RATE, threshold=0.0)),
    ("threshold", replace(INACTIVE, threshold=30.0)),
    ("threshold", replace(FORMULA, threshold=1.0)),
    ("deadband", replace(PEGEL, deadband=-1.0)),
    ("deadband", replace(RATE, deadband=11.0)),
    ("on_delay_s", replace(PEGEL, on_delay_s=-1.0)),
    ("off_delay_s", replace(PEGEL, off_delay_s=nan)),
    ("realarm_s", replace(PEGEL, realarm_s=-1.0)),
    ("realarm_limit", replace(PEGEL, realarm_limit=-1)),
    ("span_s", replace(RATE, span_s=0.0)),
    ("span_s", replace(PEGEL, span_s=60.0)),
    ("reference", replace(DEVIATION, reference=None)),
    ("reference", replace(DEVIATION, reference=PointId("weg"))),
    ("reference", replace(DEVIATION, reference=PointId("pegel"))),
    ("reference", replace(DEVIATION, reference=PointId("ampel-1.fault"))),
    ("reference", replace(RATE, reference=PointId("soll"))),
    ("setpoint", replace(DEVIATION, setpoint=3.0)),
    ("setpoint", replace(PEGEL, setpoint=3.0)),
    ("setpoint", replace(DEVIATION, reference=None, setpoint=inf)),
    ("formula", replace(FORMULA, formula=" ")),
    ("formula", replace(FORMULA, formula="[pegel] >")),
    ("formula", replace(FORMULA, formula="[pegel] > 3 and [weg] > 1")),
    ("formula", replace(FORMULA, formula="[pegel] + 3 K > 5")),
    ("formula", replace(PEGEL, formula="[pegel] > 3")),
    ("point", replace(FORMULA, formula="[soll] > 3 and [pegel] < 5")),
    ("point", replace(FORMULA, formula="3 > 2")),
    ("limit", replace(PEGEL, limit="weg")),
    ("limit", replace(RATE, limit="no2")),
    ("threshold", replace(PEGEL, limit="no2")),
    ("codes", replace(STATE, codes=frozenset())),
    ("codes", replace(STATE, codes=frozenset({9}))),
    ("codes", replace(PEGEL, codes=frozenset({1}))),
    ("codes", replace(LOST, codes=frozenset({0}))),
    ("message", replace(PEGEL, message=Text(" "))),
    ("action", replace(PEGEL, action=NO_TEXT)),
    ("consequence", replace(PEGEL, consequence=Consequence.NONE)),
    ("latches", replace(PEGEL, is_event=True, latches=True)),
    ("realarm_s", replace(PEGEL, is_event=True, realarm_s=60.0)),
    ("schedule", replace(PEGEL, schedule=(Schedule(frozenset(), 0, 60),))),
    ("schedule", replace(PEGEL, schedule=(Schedule(frozenset({7}), 0, 60),))),
    ("schedule", replace(PEGEL, schedule=(Schedule(frozenset({1}), 0, 1441),))),
    ("suppressed_by", replace(PEGEL, suppressed_by=(AlarmId("weg#hi"),))),
    ("suppressed_by", replace(PEGEL, suppressed_by=(PEGEL.id,))),
]


@pytest.mark.parametrize(("field", "rule"), CASES)
def test_each_fault_stands_at_its_field_with_reason_and_remedy(
    city: City, field: str, rule: AlarmRule
) -> None:
    found = rule_faults(rule, city, DAY)
    assert {fault.field for fault in found} == {field}
    for fault in found:
        assert fault.text.endswith((".", "?"))
        assert "{" not in fault.text
        assert fault.in_language("en") != fault.text


def test_low_above_high_of_the_same_point_is_refused_on_both_sides(city: City) -> None:
    both = with_rule(city, LOW)
    assert fields(replace(PEGEL, threshold=4.0), both) == {"threshold"}
    assert fields(replace(LOW, threshold=10.0), with_rule(city, PEGEL)) == {"threshold"}


def test_hihi_below_hi_is_refused(city: City) -> None:
    with_high = with_rule(city, PEGEL)
    hihi = made(RuleKind.HIHI, threshold=9.0)
    assert fields(hihi, with_high) == {"threshold"}
    assert fields(replace(hihi, threshold=11.0), with_high) == set()


def test_limits_that_are_never_in_force_together_do_not_contradict(city: City) -> None:
    day, night = Schedule(frozenset({0}), 360, 1320), Schedule(frozenset({0}), 1320, 360)
    by_day = replace(PEGEL, threshold=3.0, schedule=(day,))
    assert fields(by_day, with_rule(city, replace(LOW, schedule=(night,)))) == set()
    assert fields(by_day, with_rule(city, LOW)) == {"threshold"}


def test_a_deadband_may_not_reach_the_limit_on_the_other_side(city: City) -> None:
    both = with_rule(city, LOW)
    assert fields(replace(PEGEL, deadband=6.0), both) == set()
    assert fields(replace(PEGEL, deadband=6.1), both) == {"deadband"}


def test_alarms_cannot_explain_each_other_in_a_ring(city: City) -> None:
    ring = with_rule(city, replace(LOW, suppressed_by=(PEGEL.id,)))
    assert fields(replace(PEGEL, suppressed_by=(LOW.id,)), ring) == {"suppressed_by"}


def test_an_alarm_that_a_server_judges_can_explain_another(city: City) -> None:
    known, unknown = AlarmId("plc@Druck"), AlarmId("weg@Druck")
    assert fields(replace(PEGEL, suppressed_by=(known,)), city) == set()
    assert fields(replace(PEGEL, suppressed_by=(unknown,)), city) == {"suppressed_by"}


def test_an_alarm_without_action_is_offered_as_an_event(city: City) -> None:
    (fault,) = rule_faults(replace(PEGEL, action=NO_TEXT), city, DAY)
    assert "event = true" in fault.text
    assert rule_faults(replace(PEGEL, action=NO_TEXT, is_event=True), city, DAY) == []


@pytest.mark.parametrize("name", ["threshold", "deadband", "on_delay_s", "realarm_s"])
@pytest.mark.parametrize("value", [1e19, -1e300])
def test_a_number_that_no_document_can_hold_is_a_fault_at_its_field(
    name: str, value: float, city: City
) -> None:
    wrong: dict[str, Any] = {name: value}
    assert name in fields(replace(PEGEL, **wrong), city)


@pytest.mark.parametrize("name", ["on_delay_s", "off_delay_s", "realarm_s"])
def test_nobody_waits_longer_than_a_year(name: str, city: City) -> None:
    for seconds in (1e12, 86_400.0):
        given: dict[str, Any] = {name: seconds}
        assert (name in fields(replace(PEGEL, **given), city)) is (seconds == 1e12)
    assert "threshold" in fields(replace(INACTIVE, threshold=1e12), city)
