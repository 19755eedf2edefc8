"""What a plan from elsewhere tells of itself: what has parts, and what goes round."""

from app.domain.portfolio.foreign_plans import (
    MOST_BYTES,
    MOST_TASKS,
    ForeignLink,
    ForeignPlan,
    ForeignPlanError,
    ForeignProblem,
    ForeignTask,
)

PHASE = ForeignTask("1", "Phase", 0)
CONCEPT = ForeignTask("2", "Konzept", 1, parent="1")
TENDER = ForeignTask("3", "Vergabe", 2, parent="1", is_summary=True)


def plan(*links: ForeignLink) -> ForeignPlan:
    return ForeignPlan("Portal", "MS Project", (PHASE, CONCEPT, TENDER), links)


def test_a_summary_is_what_has_parts_not_what_says_so() -> None:
    assert plan().summaries == {"1"}


def test_a_plan_that_goes_on_has_no_ring() -> None:
    assert plan(ForeignLink("2", "3"), ForeignLink("1", "3", "SS", 2)).ring() == ()


def test_a_ring_is_named_in_order() -> None:
    assert plan(ForeignLink("2", "3"), ForeignLink("3", "2", "FF")).ring() == ("Konzept", "Vergabe")


def test_a_ring_through_what_is_not_there_names_it_as_the_file_does() -> None:
    assert plan(ForeignLink("2", "9"), ForeignLink("9", "2")).ring() == ("Konzept", "9")


def test_a_plan_has_room_for_what_was_left_out() -> None:
    problem = ForeignProblem("Vorgang 1", "Start", "gestern", "Das ist kein Tag.")
    assert ForeignPlan("Portal", "iCalendar", problems=(problem,)).problems[0].suggestion == ""
    assert str(ForeignPlanError("zu groß")) == "zu groß"
    assert MOST_TASKS < 50_000 < MOST_BYTES
