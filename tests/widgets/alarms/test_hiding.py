"""Why alarms are hidden and for how long, in words; and what events say."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Shelf
from app.domain.shifts import ShiftPlan
from app.domain.texts import Text
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from widgets.alarms.event_words import event_actor, event_details, event_text
from widgets.alarms.hiding import (
    ends_in_shift,
    remaining_text,
    shift_end_us,
    span_text,
    suppression_text,
)

MINUTE = 60_000_000
ZONE = "Europe/Berlin"


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def shelved(minutes: float, *, once: bool = False) -> AlarmState:
    until_us = START_US + round(minutes * MINUTE)
    return AlarmState(shelf=Shelf(until_us, START_US, "Kim", "Baustelle", once))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(134, "2 h 14 min"), (120, "2 h"), (1, "1 min"), (0.2, "1 min"), (0, "unter 1 min")],
)
def test_spans_are_said_in_hours_and_minutes(minutes: float, words: str) -> None:
    assert span_text(round(minutes * MINUTE)) == words


def test_the_rest_of_a_shelf_is_counted_down() -> None:
    assert remaining_text(shelved(134), START_US) == "noch 2 h 14 min"
    assert remaining_text(shelved(134, once=True), START_US) == "noch 2 h 14 min, einmalig"
    assert remaining_text(shelved(1), START_US + 2 * MINUTE) == "endet jetzt"
    assert remaining_text(AlarmState(), START_US) == ""


def test_a_shelf_that_ends_within_the_shift_is_known() -> None:
    late = ShiftPlan("spaet", Text("Spät"), frozenset(range(7)), 14 * 60, 22 * 60)
    end_us = shift_end_us(replace(make_city(1), shifts=(late,)), START_US)
    assert end_us == START_US + 5 * 60 * MINUTE, "it is 17:00, and the shift ends at 22:00"
    assert ends_in_shift(shelved(299), end_us)
    assert not ends_in_shift(shelved(301), end_us)
    no_plan = shift_end_us(make_city(1), START_US)
    assert not ends_in_shift(shelved(1), no_plan)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("", ""),
        ("schedule", "laut Zeitplan"),
        ("server", "vom Server"),
        ("netz#lost", "durch Alarm „Netz“"),
        ("a.b#hi", "durch Alarm „a.b#hi“"),
        ("f00d", "Wartungsfenster „Batterietausch“"),
        ("beef", "Wartungsfenster"),
    ],
)
def test_what_suppresses_is_named(by: str, words: str) -> None:
    names = {"netz#lost": "Netz", "f00d": "Batterietausch"}
    assert suppression_text(by, lambda name: names.get(name, "")) == words


@pytest.mark.parametrize("kind", AlarmEventKind)
def test_every_event_has_a_word(kind: AlarmEventKind) -> None:
    assert event_text(kind)


def test_events_say_until_when_under_which_order_and_why() -> None:
    def details(event: AlarmEvent) -> str:
        return event_details(event, ZONE, lambda _: "")

    plain = AlarmEvent(AlarmId("a#hi"), AlarmEventKind.SHELVED, START_US, 1.0, "Kim", "Baustelle")
    shelf = replace(plain, until_us=START_US + 90 * MINUTE)
    assert details(shelf) == "bis 24.11.2025 18:30 · Baustelle"
    removal = replace(plain, kind=AlarmEventKind.REMOVED, work_order="0815")
    assert details(removal) == "Auftrag 0815 · Baustelle"
    late = replace(plain, kind=AlarmEventKind.LATE, comment="", recorded_us=START_US + 20 * MINUTE)
    assert details(late) == "erfahren 24.11.2025 17:20:00"
    suppressed = replace(plain, kind=AlarmEventKind.SUPPRESSED, comment="schedule", actor="")
    assert details(suppressed) == "laut Zeitplan"
    assert event_actor(suppressed) == "von selbst"
    assert event_actor(plain) == "Kim"
