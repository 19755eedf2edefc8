"""A letter says what is wrong, where, since when, and what to do; one for many alarms."""

import json
from dataclasses import replace

from app.domain.alarms import AlarmId, AlarmRule, AlarmState, Condition, Priority, RuleKind
from app.domain.alarms.escalations import Channel, DueMessage
from app.domain.texts import Text
from app.services.notifications import letter
from tests.fakes.clocks import START_US
from tests.fakes.hamlet import hamlet

CITY = hamlet()
POINT = CITY.points[0]
POINTS = {str(point.id): point for point in CITY.points}
NAME, OTHER = AlarmId("a"), AlarmId("b")
RULE = AlarmRule(
    NAME, POINT.id, RuleKind.HI, 1.0, Priority.LOW, Text("zu hoch\nBcc: x"), Text("nachsehen"),
    contact=Text("Umweltamt"),
)  # fmt: skip
RULES = {NAME: RULE, OTHER: replace(RULE, id=OTHER, priority=Priority.HIGH, message=Text("voll"))}
STATE = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=START_US, value=12.5)


def message(alarm: AlarmId, step: int = 1) -> DueMessage:
    return DueMessage(alarm, START_US, START_US, "p", step, Channel.EMAIL, "anna")


def test_a_letter_about_one_alarm() -> None:
    found = letter(CITY, [message(NAME), message(NAME, 2)], {NAME: STATE}, RULES, POINTS)
    assert found.subject == "Niedrig: zu hoch Bcc: x"
    for said in (POINT.site.de, POINT.name.de, "12,5", "nachsehen", "Umweltamt", "Stufe 2"):
        assert said in found.text
    assert found.text.count("zu hoch") == 1
    assert [one["step"] for one in found.values["alarms"]] == [2]


def test_a_letter_about_many_names_the_most_urgent_first() -> None:
    found = letter(CITY, [message(NAME), message(OTHER)], {NAME: STATE}, RULES, POINTS)
    assert found.subject.startswith("2 Alarme")
    assert found.text.index("voll") < found.text.index("zu hoch")
    assert json.loads(json.dumps(found.values, allow_nan=False))["alarms"][0]["value"] is None
