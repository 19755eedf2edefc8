"""What differs between two plans is told part by part, and nothing else."""

from dataclasses import replace

from app.domain.alarms import Priority, Schedule
from app.domain.alarms.escalations import (
    Duty,
    EscalationStep,
    MailServer,
    NotificationPlan,
    Person,
    Policy,
)
from app.services.notifications import Order, PlanChange, plan_changes, problems_of

MAIL = MailServer("mail.example.org", 587, "starttls", "leitstand@example.org")
ANNA, BERND = Person("anna", "Anna", "a@example.org"), Person("bernd", "Bernd", "b@example.org")
DAY = Duty("anna", Schedule(frozenset({0}), 0, 60))
NIGHT = Duty("bernd", Schedule(frozenset({1}), 0, 60))
POLICY = Policy(
    "p", "P", frozenset({Priority.HIGH}), frozenset(), (EscalationStep(0.0, ("anna",)),)
)
PLAN = NotificationPlan(MAIL, (ANNA, BERND), (), (DAY, NIGHT), (POLICY,))


def test_equal_plans_do_not_differ() -> None:
    assert plan_changes(PLAN, replace(PLAN)) == []


def test_parts_are_new_changed_and_gone() -> None:
    other = replace(ANNA, email="neu@example.org")
    carla = Person("carla", "Carla", "c@example.org")
    after = NotificationPlan(None, (other, carla), (), (DAY,), (POLICY,))
    assert plan_changes(PLAN, after) == [
        PlanChange(MAIL, None),
        PlanChange(ANNA, other),
        PlanChange(BERND, None),
        PlanChange(None, carla),
        PlanChange(NIGHT, None),
    ]


def test_another_order_is_a_change_of_its_own() -> None:
    after = replace(PLAN, duties=(NIGHT, DAY))
    assert plan_changes(PLAN, after) == [
        PlanChange(Order("duties", (DAY, NIGHT)), Order("duties", (NIGHT, DAY)))
    ]


def test_equal_times_are_counted() -> None:
    assert plan_changes(PLAN, replace(PLAN, duties=(DAY, DAY, NIGHT)))[0] == PlanChange(None, DAY)


def test_problems_of_a_plan_are_sentences() -> None:
    assert problems_of(PLAN) == []
    problems = problems_of(replace(PLAN, people=(ANNA,)))
    assert any("bernd" in problem for problem in problems)
