"""Guidance, shifts, uplinks and the further attributes of alarms, as a profile writes them."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.alarms import Consequence, Priority, ResponseTime, RuleKind, Schedule
from app.domain.guidance import GuidanceScope
from app.domain.texts import Text
from app.services.profiles import check_city, load_city
from tests.fakes.profiles import write_profile

DAY = date(2026, 11, 24)

GUIDANCE = """
[[guidance]]
scope = "city"
contact = "Zentrale"

[[guidance]]
scope = "type"
subject = "luft.no2"
steps = [{ de = "Ansehen", en = "Look" }, { de = "Anrufen", en = "Call" }]
"""
SHIFTS = """
[[shift]]
id = "nacht"
name = "Nacht"
start = "22:00"
end = "06:30"
days = ["mo", "sa"]
manned = false
"""
RULES = """
[[rule]]
kind = "rate"
points = ["pegel"]
threshold = 3
span_s = 600
consequence = "severe"
response = "immediate"
latches = true
realarm_s = 900
realarm_limit = 2
schedule = [{ start = "06:00", end = "24:00" }]
suppressed_by = ["funk#lost", "{uplink}.fault#state"]
group = "{device}"
message = "Um {limit} in 10 Minuten"
action = "Ansehen"
effect = "Schaden an {site}"
rationale = "Erfahrung"
contact = { de = "Ada", en = "Ada (en)" }

[[rule]]
kind = "formula"
points = ["pegel"]
threshold = 0
event = true
formula = "[{device}] > 3"
message = "Formel"

[[rule]]
kind = "hi"
points = ["pegel"]
threshold = 1
reference = "luft-markt.no2"
priority = 1
message = "Hoch"
action = "Ansehen"
"""


def test_guidance_and_shifts_are_read(tmp_path: Path) -> None:
    write_profile(tmp_path)
    (tmp_path / "care.toml").write_text(GUIDANCE + SHIFTS, encoding="utf-8")
    city = load_city(tmp_path, day=DAY)
    everywhere, air = city.guidance
    assert (everywhere.scope, everywhere.contact.de) == (GuidanceScope.CITY, "Zentrale")
    assert (air.subject, air.text) == ("luft.no2", Text("Ansehen\nAnrufen", "Look\nCall"))
    (night,) = city.shifts
    assert (night.days, night.start_minute, night.end_minute) == (frozenset({0, 5}), 1320, 390)
    assert not night.is_manned


def test_every_attribute_of_an_alarm_is_read(tmp_path: Path) -> None:
    write_profile(tmp_path)
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    rules = {str(rule.id): rule for rule in load_city(tmp_path, day=DAY).rules}
    rate = rules["pegel#rate"]
    assert (rate.kind, rate.span_s, rate.latches) == (RuleKind.RATE, 600, True)
    assert (rate.consequence, rate.response) == (Consequence.SEVERE, ResponseTime.IMMEDIATE)
    assert rate.priority is Priority.CRITICAL
    assert (rate.realarm_s, rate.realarm_limit) == (900, 2)
    assert rate.schedule == (Schedule(frozenset(range(7)), 360, 1440),)
    assert rate.suppressed_by == ("funk#lost",), "a single point has no uplink"
    assert (rate.group, rate.message.de) == ("pegel", "Um 3 µg/m³ in 10 Minuten")
    assert (rate.effect.de, rate.rationale.de) == ("Schaden an pegel", "Erfahrung")
    assert rate.contact == Text("Ada", "Ada (en)")
    formula = rules["pegel#formula"]
    assert (formula.formula, formula.is_event) == ("[pegel] > 3", True)
    assert rules["pegel#hi"].reference == "luft-markt.no2"


def test_a_legal_limit_is_kept_by_its_name(tmp_path: Path) -> None:
    write_profile(tmp_path)
    assert load_city(tmp_path, day=DAY).rules[0].limit == "no2"
    (tmp_path / "rules.toml").write_text(
        '[[rule]]\nkind = "hi"\ntype = "luft.no2"\nthreshold = 150\n', encoding="utf-8"
    )
    assert load_city(tmp_path, day=DAY).rules[0].limit == ""


def test_the_loss_of_a_source_takes_its_priority_from_the_matrix(tmp_path: Path) -> None:
    matrix = 'consequence = "major"\nresponse = "prompt"\neffect = "Blind"'
    write_profile(tmp_path, {"sources.toml": ('priority = "high"', matrix)})
    lost = load_city(tmp_path, day=DAY).rules[-1]
    assert (lost.priority, lost.effect.de) == (Priority.HIGH, "Blind")


def test_a_device_knows_what_connects_it_by_its_own_word_or_by_its_type(tmp_path: Path) -> None:
    suppressed = 'action = "Ansehen"\nsuppressed_by = ["{uplink}.fault#state"]'
    write_profile(
        tmp_path,
        {
            "types.toml": ('action = "Ansehen"', suppressed),
            "devices/alle.toml": (
                'vars = { label = "A" }',
                'vars = { label = "A" }\nuplink = "ampel-1"',
            ),
        },
    )
    city = load_city(tmp_path, day=DAY)
    assert city.uplinks == {"luft-markt": "ampel-1"}
    assert city.rules[0].suppressed_by == ("ampel-1.fault#state",)
    write_profile(
        tmp_path, {"types.toml": ('source = "funk"', 'source = "funk"\nuplink = "ampel-1"')}
    )
    assert load_city(tmp_path, day=DAY).uplinks == {"luft-markt": "ampel-1"}
    templated = 'source = "funk"\nuplink = "kasten-{place}"'
    write_profile(tmp_path, {"types.toml": ('source = "funk"', templated)})
    (problem,) = check_city(tmp_path, day=DAY)[1]
    assert "„kasten-markt“ ist nirgends beschrieben (Gerät)" in problem.reason.de


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (SHIFTS.replace("22:00", "25:00"), "shift[1].start", "keine Uhrzeit"),
        (SHIFTS.replace("06:30", "6.30"), "shift[1].end", "keine Uhrzeit"),
        (SHIFTS.replace("06:30", "24:01"), "shift[1].end", "keine Uhrzeit"),
        (SHIFTS.replace('"mo", "sa"', ""), "shift[1].days", "keinen Wochentag"),
        (SHIFTS.replace('"mo"', '"Montag"'), "shift[1].days[1]", "nicht möglich"),
        (SHIFTS + SHIFTS, "shift[2].id", "gibt es schon"),
        (GUIDANCE.replace("luft.no2", "luft.no3"), "guidance[2].subject", "„luft.no2“"),
        (GUIDANCE.replace('"city"', '"city"\nsubject = "x"'), "guidance[1].subject", "keinen"),
        (GUIDANCE.replace('contact = "Zentrale"', ""), "guidance[1]", "Hilfe ist leer"),
        (GUIDANCE.replace('"Ansehen"', '" "'), "guidance[2].steps[1]", "Text ist leer"),
        (GUIDANCE + GUIDANCE, "guidance[3].subject", "gibt es schon"),
        (RULES.replace('"severe"', '"schlimm"'), "rule[1].consequence", "nicht möglich"),
        (RULES.replace('response = "immediate"\n', ""), "rule[1]", "fehlt die Priorität"),
        (RULES.replace("span_s = 600\n", ""), "rule[1].span_s", "fehlt die Zeit"),
        (RULES.replace("funk#lost", "funk#hi"), "rule[1].suppressed_by", "gibt es nicht"),
        (RULES.replace("[{device}] > 3", "[{device}] >"), "rule[2].formula", "nicht zu verstehen"),
        (RULES.replace("[{device}] > 3", "[{device}] > 3 K"), "rule[2].formula", "verstehen"),
        (RULES.replace("luft-markt.no2", "weg"), "rule[3].reference", "gibt es in dieser Stadt"),
        (RULES.replace("06:00", "06:60"), "rule[1].schedule[1].start", "keine Uhrzeit"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, text: str, key: str, reason: str) -> None:
    write_profile(tmp_path)
    (tmp_path / "zusatz.toml").write_text(text, encoding="utf-8")
    city, problems = check_city(tmp_path, day=DAY)
    assert city is None
    assert [problem for problem in problems if problem.key == key and reason in str(problem)]


def test_uplinks_that_lead_round_in_a_circle_are_refused(tmp_path: Path) -> None:
    write_profile(
        tmp_path, {"types.toml": ('source = "funk"', 'source = "funk"\nuplink = "{device}"')}
    )
    (problem,) = check_city(tmp_path, day=DAY)[1]
    assert "im Kreis" in problem.reason.de


def test_units_of_formulas_may_be_left_for_later(tmp_path: Path) -> None:
    """Loading units takes a moment that the first window does not have."""
    write_profile(tmp_path)
    text = RULES.replace("[{device}] > 3", "[{device}] > 3 K")
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    assert check_city(tmp_path, day=DAY, has_units=False)[0] is not None
    assert check_city(tmp_path, day=DAY)[0] is None
