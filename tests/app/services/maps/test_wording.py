"""Values as words, in both languages."""

from dataclasses import replace

import pytest

from app.domain.alarms import AlarmId, RuleKind
from app.domain.points import PointId
from app.services.maps.wording import (
    alarm_text,
    number_text,
    span_text,
    value_text,
    with_unit,
)
from tests.fakes.city import make_alarm
from tests.fakes.map_cities import high_rule, map_city

CITY = map_city()
NO2, ONLINE = CITY.points[0], CITY.points[4]


@pytest.mark.parametrize(
    ("value", "decimals", "de", "en"),
    [
        (1234.56, 1, "1.234,6", "1,234.6"),
        (-0.04, 1, "0,0", "0.0"),
        (0.5, 0, "0", "0"),
        (-7.25, 2, "-7,25", "-7.25"),
        (float("nan"), 1, "–", "–"),
        (float("inf"), 1, "–", "–"),
    ],
)
def test_numbers_follow_the_language(value: float, decimals: int, de: str, en: str) -> None:
    assert number_text(value, decimals, "de") == de
    assert number_text(value, decimals, "en") == en


def test_a_dash_has_no_unit() -> None:
    assert with_unit("–", "kW") == "–"
    assert with_unit("3", "") == "3"


def test_states_have_names() -> None:
    assert value_text(ONLINE, 2.0, "de") == "Störung"
    assert value_text(ONLINE, 2.0, "en") == "Fault"
    assert value_text(ONLINE, 7.0, "de") == "7"


@pytest.mark.parametrize(
    ("seconds", "text"), [(59, "59"), (119, "119"), (900, "15"), (9_000, "2"), (200_000, "2")]
)
def test_spans_are_in_the_largest_sensible_unit(seconds: float, text: str) -> None:
    assert span_text(seconds).partition("\u202f")[0] == text


def test_an_unknown_span_is_a_dash() -> None:
    assert span_text(float("nan")) == "–"


def test_an_alarm_says_value_and_limit() -> None:
    text = alarm_text(high_rule(NO2), make_alarm(value=72.4), NO2, "de")
    assert text == "72,4\u202fµg/m³ > 60,0\u202fµg/m³"
    low = replace(high_rule(NO2), kind=RuleKind.LO)
    assert " < " in alarm_text(low, make_alarm(value=1.0), NO2, "en")


def test_other_kinds_of_alarms_say_what_there_is_to_say() -> None:
    rule = high_rule(ONLINE, id=AlarmId("x"))
    state = make_alarm(value=2.0)
    assert alarm_text(replace(rule, kind=RuleKind.STATE), state, ONLINE, "de") == "Störung"
    silent = replace(rule, kind=RuleKind.INACTIVE, threshold=900.0)
    assert alarm_text(silent, make_alarm(value=960.0), ONLINE, "de") == (
        "16\u202fmin > 15\u202fmin"
    )
    formula = replace(rule, kind=RuleKind.FORMULA)
    assert alarm_text(formula, state, ONLINE, "en") == "Too high"
    relative = replace(high_rule(NO2), reference=PointId("other"))
    assert alarm_text(relative, make_alarm(value=1.0), NO2, "de") == "1,0\u202fµg/m³"
