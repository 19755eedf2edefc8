"""A set of rules lies over the profile, whole or not at all."""

from dataclasses import replace

import pytest

from app.domain.alarms import AlarmId, Consequence, Priority, ResponseTime, RuleKind, Schedule
from app.domain.cities import City
from app.services.rulesets import RulesetError, differences, read_rules, with_rules
from tests.app.services.rulesets.conftest import DAY

HI = AlarmId("luft-markt.no2#hi")

REPLACED = """
[[rule]]
id = "luft-markt.no2#hi"
point = "luft-markt.no2"
kind = "hi"
threshold = 150
priority = "high"
message = { de = "Zu viel", en = "Too much" }
action = "Nachsehen"
"""
ADDED = """
[[rule]]
point = "luft-markt.no2"
kind = "lo"
threshold = 1
consequence = "minor"
response = "soon"
message = "Zu wenig"
action = "Nachsehen"
schedule = [{ days = ["mo", "so"], start = "22:00", end = "06:00" }]
suppressed_by = ["funk#lost"]
"""


def problems(text: str, city: City) -> list[str]:
    with pytest.raises(RulesetError) as error:
        with_rules(city, text, DAY)
    return [str(problem) for problem in error.value.problems]


def test_nothing_written_changes_nothing(city: City) -> None:
    assert with_rules(city, " \n", DAY) is city
    assert differences(city, with_rules(city, "# nur ein Satz\n", DAY)) == []


def test_a_rule_of_the_same_id_takes_the_place_and_the_order_stays(city: City) -> None:
    changed = with_rules(city, REPLACED, DAY)
    assert [rule.id for rule in changed.rules] == [rule.id for rule in city.rules]
    assert changed.rules[0].threshold == 150
    assert changed.rules[0].priority is Priority.HIGH
    (change,) = differences(city, changed)
    assert change.alarm == HI
    assert change.attributes == (*("threshold", "priority", "message", "action", "basis", "limit"),)


def test_a_new_rule_stands_beside_those_of_its_point(city: City) -> None:
    changed = with_rules(city, ADDED, DAY)
    assert [rule.id for rule in changed.rules][:2] == [HI, "luft-markt.no2#lo"]
    rule = changed.rules[1]
    assert (rule.consequence, rule.response) == (Consequence.MINOR, ResponseTime.SOON)
    assert rule.priority is Priority.LOW
    assert rule.schedule == (Schedule(frozenset({0, 6}), 22 * 60, 6 * 60),)
    assert rule.suppressed_by == ("funk#lost",)


def test_a_rule_of_a_point_without_any_stands_at_the_end(city: City) -> None:
    text = ADDED.replace("luft-markt.no2", "pegel")
    assert with_rules(city, text, DAY).rules[-1].id == "pegel#lo"


def test_rules_are_taken_away(city: City) -> None:
    changed = with_rules(city, f'[[remove]]\nid = "{HI}"\n', DAY)
    assert HI not in {rule.id for rule in changed.rules}
    (change,) = differences(city, changed)
    assert (change.new, change.old) == (None, city.rules[0])


def test_a_complete_set_leaves_nothing_of_the_profile(city: City) -> None:
    changed = with_rules(city, "complete = true\n" + REPLACED, DAY)
    assert [rule.id for rule in changed.rules] == [HI]
    assert with_rules(city, "complete = true\n", DAY).rules == ()


def test_a_limit_of_the_law_brings_its_value_and_its_basis(city: City) -> None:
    text = REPLACED.replace("threshold = 150", 'limit = "no2"')
    rule = with_rules(city, text, DAY).rules[0]
    assert (rule.threshold, rule.limit, rule.basis) == (200.0, "no2", "Altes Recht")
    later = with_rules(city, text, DAY.replace(year=2030)).rules[0]
    assert (later.threshold, later.basis) == (100.0, "Neues Recht")


def test_what_is_worth_a_look_is_no_error(city: City) -> None:
    text = REPLACED + 'consequence = "minor"\nresponse = "hours"\n[[remove]]\nid = "weg#hi"\n'
    hints = [str(hint) for hint in read_rules(text, city, DAY).hints]
    assert len(hints) == 2
    assert hints[0].startswith("Zeile 7, Regel luft-markt.no2#hi, priority: Die Priorität high")
    assert "weg#hi" in hints[1]
    assert "nichts wird entfernt" in hints[1]


def test_one_bad_rule_loads_none_and_is_named_with_line_key_reason_and_remedy(city: City) -> None:
    bad = ADDED.replace("threshold = 1", "threshold = 1\ndeadband = -2")
    (problem,) = problems(REPLACED + bad, city)
    assert problem == (
        "Zeile 15, Regel luft-markt.no2#lo, deadband: Der Wert darf nicht kleiner als null sein, "
        "ist aber -2. Geben Sie null oder eine größere Zahl an."
    )


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("[[rule]\n", "Zeile 1:", "Schreibweise"),
        ("[[regel]]\n", "Zeile 1, regel:", "nicht bekannt"),
        ("[[rule]]\nkind = 'hi'\n", "Zeile 1, Regel 1, point:", "fehlt"),
        (REPLACED + "grenze = 3\n", "Zeile 10, Regel luft-markt.no2#hi, grenze:", "nicht bekannt"),
        (REPLACED.replace("150", '"150"'), "Zeile 6", "Erwartet wird hier eine Zahl"),
        (REPLACED.replace("150", "nan"), "Zeile 6", "keine brauchbare Zahl"),
        (REPLACED.replace("threshold = 150\n", ""), "Zeile 2", "fehlt die Grenze"),
        (REPLACED.replace("high", "hoch"), "Zeile 7", "nicht möglich"),
        (REPLACED.replace('priority = "high"\n', ""), "Zeile 2", "fehlt die Priorität"),
        (REPLACED + REPLACED, "Zeile 12, Regel luft-markt.no2#hi, id:", "gibt es schon"),
        (REPLACED.replace("action", "effect"), "Zeile 2", "sagt nicht, was zu tun ist"),
        (ADDED.replace('["mo", "so"]', "[]"), "Zeile 10", "keinen Wochentag"),
        (ADDED.replace('"so"', '"sunday"'), "Zeile 10", "nicht möglich"),
        (ADDED.replace("22:00", "24:00"), "Zeile 10", "keine Uhrzeit"),
        (ADDED.replace("22:00", "2200"), "Zeile 10", "keine Uhrzeit"),
        (ADDED.replace("minor", "klein"), "Zeile 6", "nicht möglich"),
        (REPLACED + 'password = "x"\n', "Zeile 10", "nicht bekannt"),
    ],
)
def test_what_cannot_be_read_is_told(city: City, text: str, place: str, reason: str) -> None:
    first = next(problem for problem in problems(text, city) if reason in problem)
    assert first.startswith(place)


def test_two_limits_that_contradict_are_refused_also_across_profile_and_set(city: City) -> None:
    found = problems(ADDED.replace("threshold = 1", "threshold = 250"), city)
    assert any("liegt nicht unter der Grenze 200" in problem for problem in found)


def test_a_set_that_moves_both_limits_together_is_fine(city: City) -> None:
    text = REPLACED.replace("150", "500") + ADDED.replace("threshold = 1", "threshold = 250")
    assert [rule.threshold for rule in with_rules(city, text, DAY).rules][:2] == [500, 250]


def test_a_point_that_is_gone_refuses_the_set(city: City) -> None:
    smaller = replace(city, points=city.points[1:])
    assert any("gibt es in dieser Stadt nicht" in one for one in problems(REPLACED, smaller))


def test_problems_speak_english_too(city: City) -> None:
    with pytest.raises(RulesetError) as error:
        with_rules(city, REPLACED.replace("action", "effect"), DAY)
    assert (
        error.value.problems[0]
        .in_language("en")
        .startswith(
            "Line 2, rule luft-markt.no2#hi, action: The alarm does not say what to do. Add action"
        )
    )


def test_a_rule_for_a_source_needs_no_codes(city: City) -> None:
    text = """
[[rule]]
point = "plc"
kind = "lost"
priority = 2
message = "Weg"
action = "Nachsehen"
"""
    rule = with_rules(city, text, DAY).rules[-1]
    assert (rule.id, rule.kind, rule.codes) == ("plc#lost", RuleKind.LOST, frozenset({1}))
