"""A negative slack is explained: which deadline is missed, in which project."""

from tests.portfolios import Programme
from widgets.portfolio.gantt.deadlines import days_late, missed_deadline
from widgets.portfolio.gantt.rows import Choice, rows_of
from widgets.portfolio.gantt.tips import row_tip


def late_programme() -> Programme:
    """Return a chain `a` (a sum of `a1`) -> `b` -> `end`, and `far` in another project after it."""
    made = Programme()
    made.project("Eins", uid="one", number="1", starts_on="2025-12-01")
    made.project("Zwei", uid="two", number="2", starts_on="2025-12-01")
    made.item("one", "Anfang", uid="a", position=1, duration=None)
    made.item("one", "Teil", uid="a1", parent="a", position=2, duration=40)
    made.item("one", "Folge", uid="b", position=3, duration=40)
    made.item("one", "Frei", uid="free", position=4, duration=5)
    made.milestone("one", "Ende", uid="end", due_on="2026-03-02")
    made.item("two", "Fern", uid="far", position=1, duration=10, deadline="2026-01-30")
    made.link("a", "b")
    made.link("b", "end")
    made.link("b", "far")
    return made


def test_the_latest_of_all_that_comes_after_is_named() -> None:
    plan = late_programme().state().plan
    items = {item.uid: item for item in plan.items}
    assert days_late(items["far"]) > 60
    for uid in ("a", "a1", "b", "far"):
        found = missed_deadline(plan, uid)
        assert found is not None
        assert found.uid == "far"
    assert missed_deadline(plan, "free") is None


def test_what_is_done_or_in_time_is_not_late() -> None:
    made = late_programme()
    made.change("far", deadline="2028-01-31")
    plan = made.state().plan
    found = missed_deadline(plan, "a1")
    assert found is None or found.uid == "end"
    items = {item.uid: item for item in plan.items}
    assert days_late(items["far"]) == 0
    assert days_late(items["free"]) == 0


def test_a_row_says_which_deadline_its_slack_is_about() -> None:
    state = late_programme().state()
    rows = {row.uid: row for row in rows_of(state, Choice())}
    item = rows["far"].item
    assert item is not None
    assert item.slack is not None
    assert item.slack < 0
    other, own = row_tip(rows["a1"], None, state), row_tip(rows["far"], None, state)
    assert "verfehlt seine Frist: „Fern“ bis 30.01.2026 im Projekt „Zwei“." in other
    assert f"Puffer: {item.slack} Arbeitstage. Die Frist bis 30.01.2026 wird verfehlt." in own
    assert "verfehlt seine" not in own
