"""Each rule: its limits, and the sentence that says why."""

from datetime import timedelta

import pytest

from app.domain.inventory.records import Key
from app.domain.portfolio.budgets import money_of
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.plans import plan_of
from app.domain.portfolio.statuses import Aspect, Judgement, Light, statuses_of
from tests.fakes.clocks import START_US
from tests.portfolios import TODAY, Programme

DAY_US = 86_400_000_000


def judged(
    made: Programme, aspect: Aspect, *, evidence: dict[Key, EvidenceResult] | None = None
) -> Judgement | None:
    found = made.portfolio()
    plan, money = plan_of(found, TODAY), money_of(found, TODAY)
    status = statuses_of(found, plan, money, evidence or {}, TODAY)["p"]
    return next((one for one in status.judgements if one.aspect is aspect), None)


def light(made: Programme, aspect: Aspect) -> Light | None:
    found = judged(made, aspect)
    return None if found is None else found.light


def reason(made: Programme, aspect: Aspect) -> str:
    found = judged(made, aspect)
    assert found is not None
    return found.reason


def project(**values: object) -> Programme:
    made = Programme()
    made.project("Projekt", uid="p", **values)
    return made


# ---- not judged --------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["idea", "checked", "stopped", "evaluated"])
def test_what_is_not_decided_or_is_over_is_grey_with_a_reason(state: str) -> None:
    made = project(state=state)
    made.risk("p", 5, 5)
    found = statuses_of(
        made.portfolio(), plan_of(made.portfolio(), TODAY),
        money_of(made.portfolio(), TODAY), {}, TODAY,
    )["p"]  # fmt: skip

    assert found.light is Light.GREY
    assert [one.light for one in found.judgements] == [Light.GREY]
    assert found.judgements[0].reason.startswith("Das Projekt ist ")


# ---- schedule ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ends_on", "wanted", "words"),
    [
        ("2025-12-12", Light.GREEN, "5 Arbeitstage vor dem vereinbarten 12.12.2025"),
        ("2025-12-05", Light.GREEN, "am 05.12.2025, wie vereinbart."),
        ("2025-12-04", Light.YELLOW, "1 Arbeitstag nach dem vereinbarten 04.12.2025"),
        ("2025-11-10", Light.YELLOW, "19 Arbeitstage nach"),
        ("2025-11-07", Light.RED, "20 Arbeitstage nach dem vereinbarten 07.11.2025"),
    ],
)
def test_the_end_against_what_was_agreed(ends_on: str, wanted: Light, words: str) -> None:
    made = project(ends_on=ends_on, starts_on="2025-11-03")
    made.item("p", duration=10)

    assert light(made, Aspect.SCHEDULE) is wanted
    assert words in reason(made, Aspect.SCHEDULE)


def test_a_project_without_items_is_late_once_its_end_has_passed() -> None:
    assert light(project(ends_on="2025-11-25"), Aspect.SCHEDULE) is None
    assert light(project(ends_on="2025-11-21", starts_on="2025-01-01"), Aspect.SCHEDULE) is (
        Light.YELLOW
    )


def test_work_reported_as_done_does_not_end_a_project_whose_day_has_passed() -> None:
    made = project(starts_on="2025-09-01", ends_on="2025-10-01")
    made.item("p", stage="done", started_on="2025-09-01", finished_on="2025-09-05")

    assert "am 24.11.2025" in reason(made, Aspect.SCHEDULE)
    assert light(made, Aspect.SCHEDULE) is Light.RED


def test_a_finished_project_is_not_late() -> None:
    made = project(ends_on="2025-10-01", starts_on="2025-01-01", finished_on="2025-11-20")
    made.baseline({made.item("p"): ("2025-01-06", "2025-01-10")})

    assert light(made, Aspect.SCHEDULE) is Light.GREEN
    assert reason(made, Aspect.SCHEDULE) == "Das Projekt ist seit dem 20.11.2025 abgeschlossen."


@pytest.mark.parametrize(
    ("agreed", "wanted"),
    [("2025-11-27", None), ("2025-11-14", Light.YELLOW), ("2025-09-30", Light.RED)],
)
def test_a_slip_from_the_baseline(agreed: str, wanted: Light | None) -> None:
    made = project(starts_on="2025-09-01")
    made.baseline({made.item("p", duration=5): ("2025-09-01", agreed)})

    assert light(made, Aspect.SCHEDULE) is wanted
    if wanted is not None:
        assert "hinter dem Basisplan (28.11.2025 statt" in reason(made, Aspect.SCHEDULE)


@pytest.mark.parametrize(
    ("due", "wanted"),
    [("2025-11-24", None), ("2025-11-23", Light.YELLOW), ("2025-10-25", Light.RED)],
)
def test_an_overdue_milestone(due: str, wanted: Light | None) -> None:
    made = project()
    made.milestone("p", "Start", due_on=due)

    assert light(made, Aspect.SCHEDULE) is wanted


def test_the_oldest_of_several_overdue_ones_is_named() -> None:
    made = project()
    made.milestone("p", "Zweiter", due_on="2025-11-20")
    made.milestone("p", "Erster", due_on="2025-11-14")
    made.milestone("p", "Erreicht", due_on="2025-10-01", reached_on="2025-10-10")

    assert reason(made, Aspect.SCHEDULE) == (
        "„Erster“ ist seit 10 Tagen überfällig (geplant am 14.11.2025), insgesamt sind es 2."
    )


def test_a_pause_is_told_with_its_reason() -> None:
    paused = project(state="paused", stopped_reason="Vergabe wird geprüft.")
    silent = project(state="paused")

    assert reason(paused, Aspect.SCHEDULE) == "Das Projekt ist pausiert: Vergabe wird geprüft."
    assert light(paused, Aspect.SCHEDULE) is Light.YELLOW
    assert "ohne Angabe eines Grundes" in reason(silent, Aspect.SCHEDULE)
    assert light(paused, Aspect.FRESHNESS) is None


def test_a_project_that_should_run_already() -> None:
    made = project(state="planned", starts_on="2025-11-03")

    assert light(made, Aspect.SCHEDULE) is Light.YELLOW
    assert reason(made, Aspect.SCHEDULE) == (
        "Das Projekt sollte seit dem 03.11.2025 laufen, ist aber erst geplant."
    )
    assert light(project(state="planned"), Aspect.SCHEDULE) is None
    assert light(project(state="decided", starts_on=None), Aspect.SCHEDULE) is None


def test_blocked_work_counts_where_the_end_hangs_on_it() -> None:
    made = project()
    made.item(
        "p", "Tiefbau", uid="a", duration=20, stage="blocked", blocked_by="Genehmigung fehlt."
    )
    made.item("p", "Schulung", uid="b", duration=5, stage="blocked")

    assert reason(made, Aspect.SCHEDULE) == (
        "„Tiefbau“ ist blockiert durch: Genehmigung fehlt; davon hängt das Ende des Projekts ab."
    )
    made.change("a", stage="doing", started_on=TODAY)
    assert light(made, Aspect.SCHEDULE) is None
    made.change("b", duration=40)
    assert reason(made, Aspect.SCHEDULE).startswith("„Schulung“ ist blockiert; davon")


# ---- budget ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("forecast", "wanted"),
    [(100, Light.GREEN), (105, Light.GREEN), (106, Light.YELLOW), (115, Light.YELLOW),
     (116, Light.RED)],
)  # fmt: skip
def test_what_is_expected_against_the_plan(forecast: float, wanted: Light) -> None:
    made = project()
    made.line("p", "f", plan=100, forecast=forecast)

    assert light(made, Aspect.BUDGET) is wanted


def test_the_budget_is_told_with_its_sums() -> None:
    made = project()
    made.line("p", "f", plan=1_000, forecast=1_120)

    assert (
        reason(made, Aspect.BUDGET) == "Erwartet werden 1.120 € von geplanten 1.000 €, 12 % mehr."
    )


@pytest.mark.parametrize(("forecast", "wanted"), [(10, Light.YELLOW), (0, Light.GREEN)])
def test_money_without_a_plan(forecast: float, wanted: Light) -> None:
    made = project()
    made.line("p", "f", forecast=forecast)

    assert light(made, Aspect.BUDGET) is wanted


def test_spending_after_the_end_of_a_fund_is_critical() -> None:
    made = project()
    made.fund("Topf", uid="f", grant=1_000, spend_until="2025-12-31")
    made.fund("Anderer", uid="g", grant=1_000, spend_until="2025-12-31")
    made.line("p", "f", 2026, plan=500)
    made.line("andere", "g", 2026, plan=500)

    assert light(made, Aspect.BUDGET) is Light.RED
    assert "aus „Topf“ werden noch 500 € erwartet" in reason(made, Aspect.BUDGET)


def test_a_project_without_money_is_not_judged_by_it() -> None:
    assert judged(project(), Aspect.BUDGET) is None


# ---- scope -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "scope", "wanted"),
    [
        ("running", None, None),
        ("running", "kept", Light.GREEN),
        ("running", "reduced", Light.YELLOW),
        ("planned", "grown", Light.YELLOW),
        ("running", "open", Light.YELLOW),
        ("planned", "open", None),
    ],
)
def test_scope(state: str, scope: str | None, wanted: Light | None) -> None:
    assert light(project(state=state, scope=scope), Aspect.SCOPE) is wanted


# ---- risks -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "wanted"),
    [((1, 5), Light.GREEN), ((2, 4), Light.YELLOW), ((3, 5), Light.RED), ((5, 5), Light.RED)],
)
def test_the_greatest_risk(cell: tuple[int, int], wanted: Light) -> None:
    made = project()
    made.risk("p", *cell)
    made.risk("p", 1, 1)
    made.risk("p", 5, 5, state="closed")

    assert light(made, Aspect.RISK) is wanted


def test_a_risk_that_occurred_is_at_least_a_warning() -> None:
    made = project()
    made.risk("p", 1, 2, name="Ausfall", state="occurred")

    assert light(made, Aspect.RISK) is Light.YELLOW
    assert "„Ausfall“ (eingetreten) hat 2 von 25 Punkten" in reason(made, Aspect.RISK)


def test_no_open_risk() -> None:
    made = project()
    made.risk("p", 5, 5, state="closed", review_on="2025-01-01")

    assert reason(made, Aspect.RISK) == "Es gibt kein offenes Risiko."


def test_a_review_that_is_overdue() -> None:
    made = project()
    made.risk("p", 1, 1, review_on="2025-11-24")
    assert light(made, Aspect.RISK) is Light.GREEN

    made.risk("p", 1, 1, name="Alt", review_on="2025-11-10")
    made.risk("p", 1, 1, name="Jünger", review_on="2025-11-20")

    assert light(made, Aspect.RISK) is Light.YELLOW
    assert reason(made, Aspect.RISK) == "Das Risiko „Alt“ sollte seit 14 Tagen geprüft sein."


# ---- freshness ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "wanted"), [(34, Light.GREEN), (35, Light.YELLOW), (90, Light.RED)]
)
def test_silence_while_running(days: int, wanted: Light) -> None:
    made = project(valid_from=START_US - days * DAY_US)

    assert light(made, Aspect.FRESHNESS) is wanted
    day = TODAY - timedelta(days=days)
    assert reason(made, Aspect.FRESHNESS) == (
        f"Zuletzt gemeldet oder geändert wurde vor {days} Tagen ({day:%d.%m.%Y})."
    )


@pytest.mark.parametrize("word", ["report", "booking", "change"])
def test_any_word_breaks_the_silence(word: str) -> None:
    old = START_US - 200 * DAY_US
    made = project(valid_from=old, reported_on="2025-11-20" if word == "report" else None)
    made.line("p", "f", valid_from=old, booked_on="2025-11-20" if word == "booking" else None)
    made.item("p", valid_from=START_US - 4 * DAY_US if word == "change" else old)

    assert "(20.11.2025)" in reason(made, Aspect.FRESHNESS)


def test_a_report_of_tomorrow_is_not_newer_than_today() -> None:
    assert "(24.11.2025)" in reason(project(reported_on="2025-12-24"), Aspect.FRESHNESS)


def test_only_running_projects_have_to_report() -> None:
    assert judged(project(state="planned", valid_from=0), Aspect.FRESHNESS) is None


# ---- evidence ----------------------------------------------------------------------------------
def test_evidence_that_was_not_asked_is_not_judged() -> None:
    made = project()
    made.milestone("p", due_on="2026-01-30")

    assert judged(made, Aspect.EVIDENCE) is None


@pytest.mark.parametrize(
    ("reached", "verdict", "wanted"),
    [
        ("2025-11-03", Verdict.FULFILLED, Light.GREEN),
        ("2025-11-03", Verdict.OPEN, Light.YELLOW),
        (None, Verdict.FULFILLED, Light.GREEN),
    ],
)
def test_reported_against_measured(reached: str | None, verdict: Verdict, wanted: Light) -> None:
    made = project()
    made.milestone("p", uid="m", due_on="2026-01-30", reached_on=reached)
    found = judged(made, Aspect.EVIDENCE, evidence={Key("milestone", "m"): EvidenceResult(verdict)})

    assert found is not None
    assert found.light is wanted


def test_evidence_that_agrees_is_counted() -> None:
    made = project()
    made.milestone("p", uid="m", due_on="2026-01-30")
    made.kpi(project="p", uid="k")
    asked = EvidenceResult(Verdict.OPEN)
    found = judged(
        made, Aspect.EVIDENCE, evidence={Key("milestone", "m"): asked, Key("kpi", "k"): asked}
    )

    assert found is not None
    assert found.reason == "2 Nachweise passen zu dem, was gemeldet ist."


def test_a_broken_question_agrees_with_nothing() -> None:
    made = project()
    made.milestone("p", "Alle Schulen", uid="m", due_on="2026-01-30")
    broken = {Key("milestone", "m"): EvidenceResult(Verdict.INVALID)}
    found = judged(made, Aspect.EVIDENCE, evidence=broken)

    assert found is not None
    assert found.light is Light.YELLOW
    assert found.reason == "Die Abfrage für „Alle Schulen“ ist fehlerhaft; sie belegt nichts."


def test_evidence_without_a_value_agrees_with_nothing_and_is_nothing_bad() -> None:
    made = project()
    made.kpi(project="p", uid="k")
    found = judged(
        made, Aspect.EVIDENCE, evidence={Key("kpi", "k"): EvidenceResult(Verdict.UNKNOWN)}
    )

    assert found is not None
    assert found.light is Light.GREEN
    assert found.reason == "1 Nachweis hat zurzeit keinen Wert, der zählt."


@pytest.mark.parametrize(
    ("state", "reported", "wanted"),
    [
        ("running", 56, Light.YELLOW),
        ("running", 54, None),
        ("running", 10, None),
        ("running", None, None),
        ("planned", 100, None),
    ],
)
def test_reported_progress_ahead_of_the_work(
    state: str, reported: float | None, wanted: Light | None
) -> None:
    made = project(state=state, reported_progress=reported)
    made.item("p", progress=40)

    assert light(made, Aspect.EVIDENCE) is wanted
    if wanted is not None:
        assert reason(made, Aspect.EVIDENCE) == (
            "Gemeldet sind 56 % Fortschritt, aus den Arbeitspaketen ergeben sich 40 %."
        )


def test_reported_progress_without_work_items_cannot_be_checked() -> None:
    assert judged(project(reported_progress=90), Aspect.EVIDENCE) is None
