"""Whoever must be told is told once, also after a failure and after a restart."""

from typing import Any

import pytest

from app.collector.notifier import RETRY_S, Notifier, sent_of
from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    Condition,
    Priority,
    RuleKind,
)
from app.domain.alarms.escalations import (
    EscalationStep,
    MailServer,
    NotificationPlan,
    Person,
    Policy,
    Webhook,
)
from app.domain.texts import Text
from app.services.ports import MessageError
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.hamlet import hamlet
from tests.fakes.waiting import wait_for

CITY = hamlet()
POINT = CITY.points[0]
SECOND = 1_000_000
NAMES = [AlarmId(f"{POINT.id}#hi"), AlarmId(f"{POINT.id}#hihi")]
RULES = {
    name: AlarmRule(
        name, POINT.id, RuleKind.HI, 1.0, Priority.CRITICAL, Text("zu hoch"), Text("nachsehen")
    )
    for name in NAMES
}
STATE = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=START_US, value=3.0)
PLAN = NotificationPlan(
    mail=MailServer("h", 25, "none", "a@b"),
    people=(Person("anna", "Anna", "anna@example.org"),),
    webhooks=(Webhook("chat", "https://x"),),
    policies=(
        Policy(
            "p",
            "P",
            frozenset({Priority.CRITICAL}),
            frozenset(),
            (EscalationStep(0.0, ("anna",)), EscalationStep(600.0, ("chat",))),
        ),
    ),
)


class Post:
    """Takes messages, or refuses them while `trouble` says why."""

    def __init__(self) -> None:
        self.trouble = ""
        self.letters: list[tuple[str, str]] = []
        self.values: list[dict[str, Any]] = []

    def mail(self, server: MailServer, person: Person, subject: str, text: str) -> None:
        if self.trouble:
            raise MessageError(self.trouble)
        self.letters.append((person.id, subject))

    def post(self, webhook: Webhook, values: dict[str, Any]) -> None:
        self.values.append(values)


class Desk:
    def __init__(self) -> None:
        self.clock, self.post = FakeClock(), Post()
        self.lines: list[AlarmEvent] = []
        self.notifier = Notifier(self.post, self.lines.extend, self.clock)
        self.notifier.take(CITY, RULES, PLAN)

    def kinds(self) -> list[tuple[AlarmEventKind, str]]:
        return [(line.kind, line.actor) for line in self.lines]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_several_alarms_are_one_letter_and_each_is_journalled(desk: Desk) -> None:
    desk.notifier.show(dict.fromkeys(NAMES, STATE))
    desk.notifier.look()
    desk.notifier.look()
    assert len(desk.post.letters) == 1
    assert desk.post.letters[0][1].startswith("2 Alarme")
    assert desk.kinds() == [(AlarmEventKind.NOTIFIED, "anna")] * 2
    assert desk.lines[0].comment == "p/1/anna: E-Mail an anna@example.org"


def test_who_is_next_is_told_when_nobody_acknowledges(desk: Desk) -> None:
    desk.notifier.show({NAMES[0]: STATE})
    desk.notifier.look()
    desk.clock.advance(601)
    desk.notifier.look()
    assert [len(desk.post.letters), len(desk.post.values)] == [1, 1]
    assert desk.post.values[0]["alarms"][0]["step"] == 2


def test_a_failure_is_journalled_once_and_tried_again(desk: Desk) -> None:
    desk.post.trouble = "Der Mailserver ist weg."
    desk.notifier.show({NAMES[0]: STATE})
    for pause_s in (0.0, 1.0, RETRY_S[0], RETRY_S[1]):
        desk.clock.advance(pause_s)
        desk.notifier.look()
    assert desk.kinds() == [(AlarmEventKind.UNNOTIFIED, "anna")]
    assert "Mailserver ist weg" in desk.lines[0].comment
    desk.post.trouble = ""
    desk.clock.advance(RETRY_S[2])
    desk.notifier.look()
    assert desk.kinds()[-1] == (AlarmEventKind.NOTIFIED, "anna")
    assert len(desk.post.letters) == 1


def test_a_restart_does_not_send_again(desk: Desk) -> None:
    raised = AlarmEvent(NAMES[0], AlarmEventKind.RAISED, START_US, 3.0)
    desk.notifier.show({NAMES[0]: STATE})
    desk.notifier.look()
    other = Desk()
    other.notifier.take(CITY, RULES, PLAN, [raised, *desk.lines])
    other.notifier.show({NAMES[0]: STATE})
    other.notifier.look()
    assert other.post.letters == []
    assert sent_of([*desk.lines, raised]) == set()


def test_an_alarm_that_calls_again_is_told_of_again_from_the_first_step(desk: Desk) -> None:
    desk.notifier.show({NAMES[0]: STATE})
    desk.notifier.look()
    desk.clock.advance(700)
    again = AlarmEvent(NAMES[0], AlarmEventKind.REALARMED, desk.clock.now_us(), 3.0)
    desk.notifier.heed([again])
    desk.notifier.look()
    desk.notifier.look()
    assert [len(desk.post.letters), len(desk.post.values)] == [2, 0]
    desk.clock.advance(600)
    desk.notifier.look()
    assert [len(desk.post.letters), len(desk.post.values)] == [2, 1]


def test_a_restart_knows_which_call_was_told_of(desk: Desk) -> None:
    raised = AlarmEvent(NAMES[0], AlarmEventKind.RAISED, START_US, 3.0)
    desk.notifier.show({NAMES[0]: STATE})
    desk.notifier.look()
    desk.clock.advance(60)
    again = AlarmEvent(NAMES[0], AlarmEventKind.REALARMED, desk.clock.now_us(), 3.0)
    for lines, letters in (([raised, *desk.lines, again], 1), ([raised, again, *desk.lines], 0)):
        other = Desk()
        other.clock.advance(60)
        other.notifier.take(CITY, RULES, PLAN, lines)
        other.notifier.show({NAMES[0]: STATE})
        other.notifier.look()
        assert len(other.post.letters) == letters


def test_a_test_message_goes_to_one_receiver_without_an_alarm(desk: Desk) -> None:
    to_anna, to_chat = desk.notifier.test("anna"), desk.notifier.test("chat")
    unknown = desk.notifier.test("niemand")
    desk.notifier.start()
    to_anna.result(5)
    to_chat.result(5)
    with pytest.raises(MessageError, match="niemand"):
        unknown.result(5)
    desk.notifier.stop()
    assert desk.post.letters[0][1].startswith("Testnachricht")
    assert desk.post.values[0]["test"] is True
    assert desk.lines == []


def test_a_test_message_that_fails_says_why_and_none_is_left_waiting(desk: Desk) -> None:
    desk.post.trouble = "Der Mailserver ist weg."
    failing = desk.notifier.test("anna")
    desk.notifier.start()
    with pytest.raises(MessageError, match="Mailserver ist weg"):
        failing.result(5)
    desk.notifier.stop()
    late = Desk()
    waiting = late.notifier.test("anna")
    late.notifier.stop()
    with pytest.raises(MessageError, match="beendet"):
        waiting.result(5)


def test_its_thread_ends_when_told(desk: Desk) -> None:
    desk.notifier.show({NAMES[0]: STATE})
    desk.notifier.start()
    wait_for(lambda: bool(desk.post.letters))
    desk.notifier.stop()
