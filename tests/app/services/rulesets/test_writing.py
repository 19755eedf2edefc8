"""What is written is read again as it was."""

from collections.abc import Callable
from dataclasses import replace
from math import nan
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.alarms import (
    AlarmId,
    AlarmRule,
    Consequence,
    Priority,
    ResponseTime,
    RuleKind,
    Schedule,
)
from app.domain.cities import City
from app.domain.points import PointId
from app.domain.texts import Text
from app.services.rulesets import (
    applied,
    differences,
    is_same_rule,
    read_rules,
    rule_faults,
    with_rule,
    with_rules,
    without_rule,
    write_changes,
    write_rules,
)
from tests.app.services.rulesets.conftest import DAY

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(str.strip)
TEXTS = st.builds(Text, WORDS, st.just("") | WORDS)
AMOUNTS = st.floats(0, 1e6, allow_nan=False)
SCHEDULES = st.lists(
    st.builds(
        Schedule,
        st.frozensets(st.integers(0, 6), min_size=1),
        st.integers(0, 1439),
        st.integers(0, 1440),
    ),
    max_size=2,
).map(tuple)


@st.composite
def rules(draw: Callable[[st.SearchStrategy[Any]], Any]) -> AlarmRule:
    """Return a rule of the small city that has no fault."""
    kind = draw(st.sampled_from([kind for kind in RuleKind if kind is not RuleKind.MIRRORED]))
    point, threshold = "pegel", draw(st.floats(1, 1e6))
    own: dict[str, Any] = {}
    if kind is RuleKind.STATE:
        point, threshold, own = "ampel-1.fault", 0.0, {"codes": frozenset({1})}
    elif kind is RuleKind.LOST:
        point, threshold, own = "plc", 0.0, {"codes": frozenset({1})}
    elif kind is RuleKind.DEVIATION:
        own = draw(st.sampled_from([{"reference": PointId("soll")}, {"setpoint": 3.25}]))
    elif kind is RuleKind.RATE:
        own = {"span_s": draw(st.floats(1, 1e5))}
    elif kind is RuleKind.INACTIVE:
        threshold = threshold + 60
    elif kind is RuleKind.FORMULA:
        threshold, own = 0.5, {"formula": "[pegel] > 3"}
    elif draw(st.booleans()):
        threshold, own = 200.0, {"limit": "no2"}
    elif draw(st.booleans()):
        own = {"reference": PointId("soll")}
    is_event = draw(st.booleans())
    return AlarmRule(
        id=AlarmId(f"{point}#{kind}"),
        point=PointId(point),
        kind=kind,
        threshold=threshold,
        priority=draw(st.sampled_from(Priority)),
        message=draw(TEXTS),
        action=draw(TEXTS),
        deadband=draw(st.floats(0, threshold)),
        on_delay_s=draw(AMOUNTS),
        off_delay_s=draw(AMOUNTS),
        basis=draw(st.just("") | WORDS),
        is_event=is_event,
        latches=not is_event and draw(st.booleans()),
        realarm_s=0.0 if is_event else draw(AMOUNTS),
        realarm_limit=draw(st.integers(0, 9)),
        schedule=draw(SCHEDULES),
        suppressed_by=draw(st.sampled_from([(), (AlarmId("funk#lost"),)])),
        group=draw(st.just("") | WORDS),
        consequence=draw(st.sampled_from([None, *list(Consequence)[1:]])),
        response=draw(st.sampled_from([None, *ResponseTime])),
        effect=draw(TEXTS),
        rationale=draw(st.just(Text("")) | TEXTS),
        contact=draw(TEXTS),
        **own,
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule=rules())
def test_every_rule_is_read_as_it_was_written(city: City, rule: AlarmRule) -> None:
    assert rule_faults(rule, city, DAY) == []
    (again,) = read_rules(write_rules([rule]), city, DAY).rules
    assert is_same_rule(again, rule)


@settings(deadline=None, max_examples=30)
@given(rule=rules(), is_complete=st.booleans())
def test_the_changes_alone_make_one_city_of_the_other(
    city: City, rule: AlarmRule, is_complete: bool
) -> None:
    wanted = without_rule(with_rule(city, rule), AlarmId("luft-markt.no2#hi"))
    text = (
        write_rules(wanted.rules, is_complete=True) if is_complete else write_changes(city, wanted)
    )
    assert differences(wanted, with_rules(city, text, DAY)) == []


def test_without_a_change_nothing_is_written(city: City) -> None:
    assert write_changes(city, city) == ""
    assert write_changes(city, with_rules(city, write_rules(city.rules), DAY)) == ""


def test_only_what_differs_is_written(city: City) -> None:
    lost = next(rule for rule in city.rules if rule.kind is RuleKind.LOST)
    text = write_changes(city, with_rule(city, replace(lost, on_delay_s=99.0)))
    assert text.count("[[rule]]") == 1
    assert "on_delay_s = 99.0" in text
    assert "\n[[remove]]" not in text


def test_a_setpoint_that_is_not_given_is_no_difference(city: City) -> None:
    """Rules that were sent to another process carry a NaN of their own."""
    sent = replace(city.rules[0], setpoint=-nan)
    assert sent != city.rules[0]
    assert is_same_rule(sent, city.rules[0])
    assert differences(city, with_rule(city, sent)) == []


def test_a_set_is_applied_as_it_says(city: City) -> None:
    ruleset = read_rules(write_rules([], [city.rules[0].id]), city, DAY)
    assert applied(city, ruleset).rules == city.rules[1:]
