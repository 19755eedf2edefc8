"""Rules in words: limits of every kind, spans, schedules, attributes."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.alarms import AlarmId, AlarmRule, Consequence, Priority, ResponseTime, RuleKind
from app.domain.alarms import Schedule as Hours
from app.domain.points import PointId, PointKind
from app.domain.texts import Text
from app.services.rulesets import ATTRIBUTES
from tests.widgets.rules.conftest import CITY
from widgets.rules import words

POINT = next(point for point in CITY.points if point.unit.symbol == "µg/m³")
STATE = next(point for point in CITY.points if point.kind is PointKind.STATE)
RULE = AlarmRule(
    AlarmId("a#hi"), POINT.id, RuleKind.HI, 200.5, Priority.LOW, Text("Hoch", "High"), Text("Tu es")
)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "> 200,5 µg/m³"),
        ({"kind": RuleKind.LO, "threshold": -3.0}, "< -3 µg/m³"),
        ({"reference": PointId("soll"), "threshold": 0.0}, "> soll"),
        ({"reference": PointId("soll"), "threshold": 0.5}, "> soll + 0,5 µg/m³"),
        ({"reference": PointId("soll"), "threshold": -2.0}, "> soll − 2 µg/m³"),
        ({"kind": RuleKind.DEVIATION, "setpoint": 21.0}, "± 200,5 µg/m³ um 21 µg/m³"),
        ({"kind": RuleKind.DEVIATION, "reference": PointId("b")}, "± 200,5 µg/m³ um b"),
        ({"kind": RuleKind.RATE, "span_s": 5400.0}, "200,5 µg/m³ in 1 h 30 min"),
        ({"kind": RuleKind.INACTIVE, "threshold": 900.0}, "> 15 min"),
        ({"kind": RuleKind.FORMULA, "formula": "[a] > 3"}, "[a] > 3"),
        ({"kind": RuleKind.LOST}, "verloren"),
    ],
)
def test_a_limit_is_said_as_its_kind_needs(changes: dict[str, Any], text: str) -> None:
    said = words.limit_text(replace(RULE, **changes), POINT)
    assert said.replace("\u202f", " ").replace("−3", "-3") == text


def test_states_are_said_by_their_names() -> None:
    rule = replace(RULE, kind=RuleKind.STATE, codes=frozenset({2, 99}))
    assert words.limit_text(rule, STATE) == "Störung, 99"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (0.5, "0,5 s"), (90, "90 s"), (60, "1 min"), (5400, "1 h 30 min"), (1e9, None)],
)
def test_spans_are_said_in_the_units_they_are_meant_in(seconds: float, text: str | None) -> None:
    said = words.seconds_text(seconds).replace("\u202f", " ")
    assert said == text if text else said


def test_hours_of_a_week_are_said_in_runs() -> None:
    def said(*days: int) -> str:
        return words.schedule_text((Hours(frozenset(days), 420, 1440),))

    assert said(0, 1, 2, 3, 4) == "Mo–Fr 07:00–24:00"
    assert said(0, 1, 5) == "Mo, Di, Sa 07:00–24:00"
    assert said(*range(7)) == "täglich 07:00–24:00"


def test_what_is_special_is_said_in_short() -> None:
    rule = replace(RULE, latches=True, realarm_s=3600.0, suppressed_by=(AlarmId("b#hi"),))
    said = words.extras_text(rule).replace("\u202f", " ")
    assert said == "hält · ruft erneut nach 1 h · still bei b#hi"


def test_every_attribute_has_a_title_and_words() -> None:
    rule = replace(
        RULE,
        consequence=Consequence.SEVERE,
        response=ResponseTime.SOON,
        realarm_limit=3,
        schedule=(Hours(frozenset({1}), 0, 60),),
    )
    said = {name: words.attribute_text(rule, name, POINT) for name in ATTRIBUTES}
    assert len({words.attribute_title(name) for name in ATTRIBUTES}) == len(ATTRIBUTES)
    assert said["message"] == "Hoch / High"
    assert said["consequence"] == "Gefahr für Menschen"
    assert said["setpoint"] == "–"
    assert said["latches"] == "nein"
    assert said["realarm_limit"] == "3"
    assert said["schedule"] == "Di 00:00–01:00"
    assert all(said.values())


def test_points_that_would_be_called_alike_are_told_apart_by_their_device() -> None:
    one = replace(POINT, id=PointId("x"), device=POINT.device)
    names = words.point_names([POINT, one, STATE])
    assert names[POINT.id].endswith(f" · {POINT.device}")
    assert " · " not in names[STATE.id]
