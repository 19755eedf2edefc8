"""What is to be done: by when, by whom, how grave."""

from datetime import date, timedelta

import pytest

from app.domain.inventory.records import Key
from app.domain.portfolio.follow_ups import DueItem, DueKind, due_items
from tests.portfolios import TODAY, Programme, small_programme


def due(made: Programme) -> list[DueItem]:
    state = made.state()
    return due_items(state.portfolio, state.plan, state.money, state.statuses, TODAY)


def only(made: Programme) -> DueItem:
    found = due(made)
    assert len(found) == 1
    return found[0]


def project(**values: object) -> Programme:
    made = Programme()
    made.project("Projekt", uid="p", lead_role="Leitung", organisation="amt", **values)
    return made


def test_the_most_urgent_comes_first() -> None:
    found = due(small_programme())

    assert [one.kind for one in found] == [
        DueKind.RISK,
        DueKind.FOLLOW_UP,
        DueKind.WORK,
        DueKind.FUND,
    ]


@pytest.mark.parametrize(
    ("days", "severity", "words"),
    [
        (-30, "high", "ist seit 30 Tagen überfällig (25.10.2025)"),
        (-1, "medium", "ist seit 1 Tag überfällig (23.11.2025)"),
        (0, "low", "ist heute fällig"),
        (30, "low", "ist in 30 Tagen fällig (24.12.2025)"),
    ],
)
def test_days_and_gravity(days: int, severity: str, words: str) -> None:
    made = project()
    made.milestone("p", "Ziel", uid="m", due_on=TODAY + timedelta(days=days))
    found = only(made)

    assert found.text == f"Der Meilenstein „Ziel“ {words}."
    assert (found.kind, found.days, found.severity) == (DueKind.MILESTONE, days, severity)
    assert (found.key, found.project) == (Key("milestone", "m"), "p")
    assert (found.role, found.organisation) == ("Leitung", "amt")


def test_what_is_far_or_done_or_has_no_day_is_left_out() -> None:
    made = project()
    made.milestone("p", due_on=TODAY + timedelta(days=31))
    made.milestone("p", due_on="2025-11-03", reached_on="2025-11-03")
    made.item("p")
    made.item("p", stage="done", finished_on="2025-11-03", deadline="2025-10-01")
    made.risk("p")
    made.risk("p", state="closed", review_on="2025-10-01")

    assert due(made) == []


def test_open_decisions_and_what_follows_from_those_taken() -> None:
    made = Programme()
    made.decision("Offen", state="open", due_on="2025-11-20")
    made.decision("Vertagt", state="deferred", due_on="2025-11-21")
    made.decision("Gefallen", due_on="2025-11-01", follow_up_on="2025-11-22",
                  follow_up="Vertrag schließen.", follow_up_role="Einkauf")  # fmt: skip
    made.decision("Stumm", follow_up_on="2025-11-23")
    made.decision("Erledigt", follow_up_on="2025-11-01", follow_up_done_on="2025-11-02")
    made.decision("Abgelehnt", state="rejected", due_on="2025-11-01", follow_up_on="2025-11-01")
    found = due(made)

    assert [(one.kind, one.role) for one in found] == [
        (DueKind.DECISION, ""),
        (DueKind.DECISION, ""),
        (DueKind.FOLLOW_UP, "Einkauf"),
        (DueKind.FOLLOW_UP, ""),
    ]
    beginnings = ("„Offen“", "„Vertagt“", "„Gefallen“", "„Stumm“")
    assert all(name in one.text for one, name in zip(found, beginnings, strict=True))
    assert found[2].text == (
        "„Vertrag schließen“ aus der Entscheidung „Gefallen“ ist seit 2 Tagen überfällig"
        " (22.11.2025)."
    )
    assert found[3].text.startswith("„Was daraus folgt“ aus")
    assert {one.project for one in found} == {""}


def test_a_risk_is_looked_at_by_its_owner() -> None:
    made = project()
    made.risk("p", name="Ausfall", review_on="2025-11-25", owner="Betrieb")

    assert only(made).role == "Betrieb"
    assert only(made).text == "Die Prüfung des Risikos „Ausfall“ ist in 1 Tag fällig (25.11.2025)."


def test_work_is_due_by_its_deadline_for_whom_it_names() -> None:
    made = project()
    made.item("p", "Bau", deadline="2025-11-20", role="Bauleitung", organisation="hoch")
    found = only(made)

    assert (found.kind, found.role, found.organisation) == (DueKind.WORK, "Bauleitung", "hoch")
    assert found.day == date(2025, 11, 20)


def test_work_that_goes_on_is_due_when_it_ends() -> None:
    made = project(starts_on="2025-11-17")
    made.item("p", duration=10, stage="doing", started_on="2025-11-17", progress=50)

    assert only(made).day == date(2025, 11, 28)


@pytest.mark.parametrize("state", ["stopped", "evaluated"])
def test_of_a_project_that_is_over_only_follow_ups_are_left(state: str) -> None:
    made = project(state=state, light="red", light_reason="Weil", light_until="2025-11-01")
    made.milestone("p", due_on="2025-11-01")
    made.risk("p", review_on="2025-11-01")
    made.decision("Einstellung", project="p", follow_up_on="2025-11-01")

    assert only(made).kind is DueKind.FOLLOW_UP


@pytest.mark.parametrize(
    ("until", "words", "severity"),
    [
        ("2025-11-20", "gilt seit 4 Tagen nicht mehr; es zählen wieder die Regeln.", "medium"),
        ("2025-12-24", "gilt bis 24.12.2025.", "low"),
    ],
)
def test_lights_by_hand_that_ran_out_or_will(until: str, words: str, severity: str) -> None:
    found = only(project(light="green", light_reason="Weil", light_until=until))

    assert found.text == f"Die von Hand gesetzte Ampel von „Projekt“ {words}"
    assert (found.kind, found.severity, found.role) == (DueKind.OVERRIDE, severity, "Leitung")


def test_a_light_by_hand_that_holds_long_is_left_out() -> None:
    assert due(project(light="green", light_reason="Weil", light_until="2025-12-25")) == []


def test_a_project_whose_status_is_not_known_is_passed_over() -> None:
    state = project(light="green", light_reason="Weil", light_until="2025-11-20").state()

    assert due_items(state.portfolio, state.plan, state.money, {}, TODAY) == []


def test_funds_are_told_with_their_day() -> None:
    made = Programme()
    made.line("p", made.fund("Alt", uid="alt", grant=10, spend_until="2025-11-04"))
    made.fund("Neu", uid="neu", grant=10)
    found = due(made)

    assert [(one.key, one.day, one.severity) for one in found] == [
        (Key("fund", "alt"), date(2025, 11, 4), "high"),
        (Key("fund", "neu"), None, "low"),
    ]
    assert found[0].kind is DueKind.FUND
