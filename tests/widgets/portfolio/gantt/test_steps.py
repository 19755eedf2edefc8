"""What a drag would do: the change, who else moves, and why it cannot be."""

import json
from datetime import date

from app.domain.inventory.changes import Action, Changeset
from app.services.portfolio.states import PortfolioState
from tests.portfolios import Programme, small_programme
from widgets.portfolio.gantt.rows import Choice, GanttRow, rows_of
from widgets.portfolio.gantt.steps import (
    Step,
    baseline,
    done,
    joined,
    moved,
    relinked,
    resized,
    stretched,
    unlinked,
    why_fixed,
)


def row_of(state: PortfolioState, uid: str) -> GanttRow:
    return next(row for row in rows_of(state, Choice()) if row.uid == uid)


def values(changeset: Changeset | None) -> dict[str, object]:
    assert changeset is not None
    (operation,) = changeset.operations
    return dict(operation.values)


def test_moving_later_holds_it_there_and_names_who_moves_too() -> None:
    state = small_programme().state()
    step = moved(state, row_of(state, "pilot"), date(2026, 4, 1))
    assert values(step.changeset) == {"not_before": "2026-04-01"}
    assert step.changeset is not None
    assert step.changeset.operations[0].rev == 1
    assert step.changeset.reason == "Termin verschoben"
    assert {ghost.uid for ghost in step.ghosts} == {"pilot", "abnahme"}
    assert "12.03.2026 – 11.06.2026 → 01.04.2026" in step.words
    assert "Verschiebt auch 1:\nAbnahme:" in step.words


def test_moving_before_what_is_waited_for_is_refused_by_name_and_day() -> None:
    state = small_programme().state()
    step = moved(state, row_of(state, "pilot"), date(2026, 2, 2))
    assert step.changeset is None
    assert step.refusal == "Davor liegt „Alle Plätze versorgt“: frühestens am 12.03.2026."


def test_moving_back_to_where_dependencies_hold_it_lets_it_go() -> None:
    made = small_programme()
    made.change("pilot", not_before="2026-04-01")
    state = made.state()
    step = moved(state, row_of(state, "pilot"), date(2026, 3, 12))
    assert values(step.changeset) == {"not_before": None}


def test_what_was_started_stays_and_says_what_can_be_done() -> None:
    state = small_programme().state()
    step = moved(state, row_of(state, "ausbau1"), date(2026, 1, 5))
    assert "hat schon begonnen" in step.refusal


def test_sums_projects_and_what_is_done_are_not_dragged() -> None:
    state = small_programme().state()
    assert why_fixed(row_of(state, "pilot")) == ""
    for uid, words in (("wlan", "Projekts"), ("ausbau", "Teile"), ("konzept", "abgeschlossen")):
        assert words in why_fixed(row_of(state, uid))


def test_a_longer_bar_counts_working_days_and_takes_its_estimates_along() -> None:
    state = small_programme().state()
    row = row_of(state, "pilot")
    step = stretched(state, row, date(2026, 6, 12))
    assert values(step.changeset) == {"duration": 61, "optimistic": 46, "pessimistic": 91}
    assert step.words.startswith("60 Arbeitstage → 61 Arbeitstage")
    assert resized(state, row, 60).changeset is None


def test_a_milestone_is_moved_by_its_planned_day() -> None:
    made = small_programme()
    made.milestone("ampel", "Freier Tag", uid="frei", due_on="2026-05-04")
    state = made.state()
    step = moved(state, row_of(state, "frei"), date(2026, 5, 11))
    assert values(step.changeset) == {"due_on": "2026-05-11"}
    assert [ghost.start for ghost in step.ghosts] == [date(2026, 5, 11)]


def test_a_milestone_that_waits_moves_only_the_day_it_is_planned_for() -> None:
    state = small_programme().state()
    step = moved(state, row_of(state, "abnahme"), date(2026, 7, 15))
    assert values(step.changeset) == {"due_on": "2026-07-15"}
    assert step.words.startswith("Geplant am: 30.06.2026 → 15.07.2026")
    assert [ghost.uid for ghost in step.ghosts] == ["abnahme"]


def test_nothing_is_moved_before_its_project_begins() -> None:
    made = small_programme()
    made.item("ampel", "Frei", uid="frei")
    state = made.state()
    step = moved(state, row_of(state, "frei"), date(2025, 12, 15))
    assert step.changeset is None
    assert step.refusal == "Das Projekt beginnt erst am 05.01.2026."


def test_without_a_schedule_bars_still_move() -> None:
    made = small_programme()
    made.link("abnahme", "konzept")
    state = made.state()
    assert state.plan.schedule is None
    step = moved(state, row_of(state, "pilot"), date(2026, 4, 1))
    assert values(step.changeset) == {"not_before": "2026-04-01"}


def join(state: PortfolioState, before: str, after: str, kind: str = "FS") -> Step:
    return joined(state, row_of(state, before), row_of(state, after), kind, "neu")


def test_a_drawn_dependency_names_its_ends_and_type() -> None:
    state = small_programme().state()
    step = join(state, "konzept", "pilot", "SS")
    assert values(step.changeset) == {
        "before_kind": "work_item",
        "before": "konzept",
        "after_kind": "work_item",
        "after": "pilot",
        "type": "SS",
    }


def test_a_ring_is_refused_with_its_members_before_anything_is_written() -> None:
    state = small_programme().state()
    step = join(state, "abnahme", "ausbau2")
    assert step.changeset is None
    for name in ("Abnahme", "Ausbau Süd", "Alle Plätze versorgt", "Pilot"):
        assert f"„{name}“" in step.refusal


def test_a_part_cannot_wait_for_its_sum_but_parts_may_wait_for_each_other() -> None:
    state = small_programme().state()
    assert "Kreis" in join(state, "ausbau1", "ausbau").refusal
    made = small_programme()
    made.remove("a1-a2")
    free = made.state()
    assert join(free, "ausbau2", "ausbau1").refusal == ""


def test_what_is_joined_already_or_no_work_is_refused() -> None:
    state = small_programme().state()
    assert "wartet schon" in join(state, "pilot", "abnahme", "FF").refusal
    assert "nicht ganze Projekte" in join(state, "wlan", "pilot").refusal


def test_done_fills_the_days_the_store_asks_for() -> None:
    state = small_programme().state()
    assert values(done(state, row_of(state, "ausbau1"))) == {
        "stage": "done",
        "finished_on": "2025-11-24",
        "progress": 100.0,
    }
    assert values(done(state, row_of(state, "pilot")))["started_on"] == "2025-11-24"
    assert values(done(state, row_of(state, "abnahme"))) == {"reached_on": "2025-11-24"}
    assert done(state, row_of(state, "konzept")) is None
    assert done(state, row_of(state, "ausbau")) is None


def test_dependencies_change_type_and_lag_and_go() -> None:
    link = small_programme().portfolio().get("dependency", "f-p")
    assert link is not None
    assert values(relinked(link, kind="FF")) == {"type": "FF"}
    assert values(relinked(link, lag=-3)) == {"lag": -3}
    assert unlinked(link).operations[0].action is Action.REMOVE


def test_a_baseline_holds_first_and_last_day_of_each_item() -> None:
    made = Programme()
    project = made.project()
    item = made.item(project, duration=3)
    plan = made.state().plan
    changeset = baseline(
        plan.items, uid="b", name="Plan", approved_by="", project=project,
        taken_on=date(2025, 11, 24),
    )  # fmt: skip
    content = values(changeset)
    assert json.loads(str(content.pop("content"))) == {item: ["2025-11-24", "2025-11-26"]}
    assert content == {"name": "Plan", "taken_on": "2025-11-24", "project": project}
