"""Whoever is to be told is told in time, and nobody of what was seen or is meant to be quiet."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.alarms import (
    AlarmId,
    AlarmRule,
    AlarmState,
    Condition,
    Priority,
    RuleKind,
    Schedule,
    Shelf,
)
from app.domain.alarms.escalations import (
    ON_DUTY,
    Channel,
    Duty,
    EscalationStep,
    NotificationPlan,
    Person,
    Policy,
    Webhook,
    due_messages,
    is_in_schedule,
    on_duty,
)
from app.domain.local_times import to_us
from app.domain.points import FieldId, Point, PointId
from app.domain.texts import Text
from tests.fakes.hamlet import hamlet

ZONE = ZoneInfo("Europe/Berlin")
CITY = hamlet()
POINT = CITY.points[0]
SECOND = 1_000_000
NOW = to_us(datetime(2026, 11, 24, 23, 0, tzinfo=ZONE))  # a Tuesday
NIGHT = Schedule(frozenset(range(7)), 22 * 60, 6 * 60)
DAY = Schedule(frozenset({0, 1, 2, 3, 4}), 6 * 60, 22 * 60)
NAME = AlarmId(f"{POINT.id}#hi")
RULE = AlarmRule(
    NAME, POINT.id, RuleKind.HI, 1.0, Priority.CRITICAL, Text("zu hoch"), Text("nachsehen")
)
STATE = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=NOW - 700 * SECOND)
PLAN = NotificationPlan(
    people=(Person("anna", "Anna", "anna@example.org"), Person("bernd", "B", "b@example.org")),
    webhooks=(Webhook("chat", "https://example.org"),),
    duties=(Duty("anna", NIGHT), Duty("bernd", DAY), Duty("anna", NIGHT)),
    policies=(
        Policy(
            "p",
            "Kritisch",
            frozenset({Priority.CRITICAL}),
            frozenset(),
            (
                EscalationStep(0.0, (ON_DUTY, "anna")),
                EscalationStep(600.0, ("chat",)),
                EscalationStep(900.0, ("bernd",)),
            ),
        ),
    ),
)


def due(
    state: AlarmState = STATE,
    rule: AlarmRule | None = RULE,
    plan: NotificationPlan = PLAN,
    sent: frozenset[tuple[AlarmId, int, str]] = frozenset(),
) -> list[tuple[int, str, Channel]]:
    points: dict[str, Point] = {str(POINT.id): POINT}
    found = due_messages(
        plan,
        {NAME: state},
        {} if rule is None else {NAME: rule},
        points,
        sent=sent,
        now_us=NOW,
        zone=ZONE,
    )
    return [(one.step, one.receiver, one.channel) for one in found]


def test_steps_are_due_one_after_the_other_and_each_person_once() -> None:
    assert due() == [(1, "anna", Channel.EMAIL), (2, "chat", Channel.WEBHOOK)]


def test_what_went_out_is_not_sent_again_but_for_the_next_occurrence() -> None:
    sent = frozenset({(NAME, STATE.raised_us, "p/1/anna"), (NAME, 5, "p/2/chat")})
    assert due(sent=sent) == [(2, "chat", Channel.WEBHOOK)]


def test_an_alarm_that_calls_again_begins_with_the_first_step() -> None:
    sent = frozenset({(NAME, STATE.raised_us, "p/1/anna"), (NAME, STATE.raised_us, "p/2/chat")})
    assert due(sent=sent) == []
    found = due_messages(
        PLAN,
        {NAME: STATE},
        {NAME: RULE},
        {str(POINT.id): POINT},
        sent=sent,
        now_us=NOW,
        zone=ZONE,
        called={NAME: NOW - 60 * SECOND},
    )
    assert [(one.step, one.receiver, one.called_us) for one in found] == [
        (1, "anna", NOW - 60 * SECOND)
    ]
    assert found[0].raised_us == STATE.raised_us


def test_a_call_from_before_the_alarm_was_raised_counts_for_nothing() -> None:
    found = due_messages(
        PLAN,
        {NAME: STATE},
        {NAME: RULE},
        {str(POINT.id): POINT},
        sent=(),
        now_us=NOW,
        zone=ZONE,
        called={NAME: STATE.raised_us - SECOND},
    )
    assert {one.called_us for one in found} == {STATE.raised_us}


@pytest.mark.parametrize(
    "state",
    [
        replace(STATE, is_acknowledged=True),
        replace(STATE, condition=Condition.NORMAL),
        replace(STATE, shelf=Shelf(NOW + 1, 0, "Anna", "Wartung")),
        replace(STATE, suppressed_by="schedule"),
    ],
)
def test_nobody_is_told_of_what_calls_nobody(state: AlarmState) -> None:
    assert due(state) == []


def test_nor_of_events_other_priorities_and_alarms_without_a_rule() -> None:
    assert due(rule=replace(RULE, is_event=True)) == []
    assert due(rule=replace(RULE, priority=Priority.LOW)) == []
    assert due(rule=None) == []


def test_a_policy_may_be_for_some_fields_and_hours_only() -> None:
    policy = PLAN.policies[0]
    for changed, is_due in (
        (replace(policy, fields=frozenset({POINT.field})), True),
        (replace(policy, fields=frozenset({FieldId("anders")})), False),
        (replace(policy, schedule=(DAY,)), False),
        (replace(policy, schedule=(DAY, NIGHT)), True),
    ):
        assert bool(due(plan=replace(PLAN, policies=(changed,)))) is is_due
    of_a_source = replace(RULE, point=PointId("quelle"))
    fields = replace(policy, fields=frozenset({POINT.field}))
    assert due(rule=of_a_source, plan=replace(PLAN, policies=(fields,))) == []


def test_who_is_on_call_follows_the_wall_clock() -> None:
    assert on_duty(PLAN, NOW, ZONE) == ["anna"]
    assert on_duty(PLAN, NOW + 8 * 3_600 * SECOND, ZONE) == ["bernd"]
    saturday_noon = to_us(datetime(2026, 11, 28, 12, 0, tzinfo=ZONE))
    assert on_duty(PLAN, saturday_noon, ZONE) == []


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    monday_night = Schedule(frozenset({0}), 22 * 60, 6 * 60)
    for day, hour, is_in in ((23, 23, True), (24, 5, True), (24, 6, False), (24, 23, False)):
        moment = to_us(datetime(2026, 11, day, hour, 0, tzinfo=ZONE))
        assert is_in_schedule((monday_night,), moment, ZONE) is is_in
    assert is_in_schedule((), 0, ZONE)


def test_names_lead_to_people_and_webhooks() -> None:
    assert PLAN.person("anna") == PLAN.people[0]
    assert PLAN.webhook("chat") == PLAN.webhooks[0]
    assert PLAN.person("chat") is None
    assert PLAN.webhook("anna") is None
