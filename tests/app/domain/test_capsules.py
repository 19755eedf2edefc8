"""What a capsule is: an order of times, a name, and no names of persons where that is wanted."""

from dataclasses import replace

import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
from app.domain.capsules import (
    CapsuleLine,
    file_name,
    incident_span,
    is_action,
    without_names,
)
from app.domain.guidance import Guidance, GuidanceScope
from app.domain.texts import NO_TEXT, Text
from tests.fakes.capsules import END, FROM, SHIFT, UNTIL, WRITER, make_capsule
from tests.fakes.clocks import START_US

ALARM = AlarmId("a#hi")


@pytest.mark.parametrize(
    "times",
    [
        {"from_us": START_US + 1},
        {"end_us": START_US - 1},
        {"until_us": END - 1},
    ],
)
def test_times_that_contradict_each_other_are_refused(times: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not in order"):
        replace(make_capsule().header, **times)  # type: ignore[arg-type]  # times only


def test_the_span_of_an_alarm_is_that_of_its_last_occurrence() -> None:
    stands = AlarmState(Condition.ACTIVE, raised_us=START_US)
    over = AlarmState(raised_us=START_US, cleared_us=END, is_acknowledged=False)
    assert incident_span(ALARM, {ALARM: stands}, UNTIL) == (START_US, UNTIL)
    assert incident_span(ALARM, {ALARM: over}, UNTIL) == (START_US, END)
    assert incident_span(ALARM, {}, UNTIL) is None
    assert incident_span(ALARM, {ALARM: AlarmState()}, UNTIL) is None


def test_what_people_did_is_told_apart_from_whom_was_told() -> None:
    content = make_capsule()
    assert [line.event.actor for line in content.actions] == [SHIFT]
    told = AlarmEvent(ALARM, AlarmEventKind.NOTIFIED, START_US, 1.0, "Bereitschaft")
    assert not is_action(told)


def test_the_file_is_named_after_city_moment_and_title() -> None:
    name = file_name("hamm", "2025-11-24-170000", "NO₂ über dem Grenzwert: Ostenallee!")
    assert name == "hamm-2025-11-24-170000-no2-ueber-dem-grenzwert-ostenallee.leitstand"
    assert file_name("hamm", "m", "…/..\\") == "hamm-m.leitstand"
    assert len(file_name("hamm", "m", "x" * 500)) < 64


def test_no_name_of_a_person_stays_where_none_is_wanted() -> None:
    content = make_capsule()
    rule = replace(content.city.rules[0], contact=Text("Frau Meier, 02381 17-0"))
    guidance = Guidance(GuidanceScope.CITY, "", Text("Anrufen."), Text("Herr Krause"))
    city = replace(content.city, rules=(rule, *content.city.rules[1:]), guidance=(guidance,))
    told = AlarmEvent(ALARM, AlarmEventKind.NOTIFIED, START_US, 1.0, "C. Vogt", "an C. Vogt")
    content = replace(content, city=city, lines=(*content.lines, CapsuleLine(told)))
    nameless = without_names(content)
    shown = repr(nameless)
    for name in (SHIFT, WRITER, "Meier", "Krause", "Vogt"):
        assert name not in shown
    assert nameless.lines[1].event.actor == "Bedienung 2"
    assert nameless.lines[1].event.comment == "Gesehen, Bedienung 2"
    assert nameless.lines[-1].event.actor == "Empfänger 1"
    assert nameless.header.actor == "Bedienung 1"
    assert nameless.header.why == "Bericht für Bedienung 2"
    assert not nameless.header.has_names
    assert nameless.pictures == {}
    assert nameless.city.rules[0].contact == NO_TEXT
    assert nameless.samples is content.samples


def test_a_name_inside_another_word_is_left_alone() -> None:
    content = make_capsule(actor="Ohm", title="Ohmsches Gesetz nach Ohm", from_us=FROM)
    assert without_names(content).header.title == "Ohmsches Gesetz nach Bedienung 1"
