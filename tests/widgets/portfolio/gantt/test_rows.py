"""Which rows there are, how they nest, what a filter leaves, where folded ones are seen."""

from app.domain.portfolio.statuses import Light
from tests.portfolios import Programme, small_programme
from widgets.portfolio.gantt.rows import Choice, nearest_rows, rows_of, span_of, visible_rows

ALL = ["wlan", "konzept", "ausbau", "ausbau1", "ausbau2", "beschluss", "fertig",
       "ampel", "pilot", "abnahme"]  # fmt: skip


def uids(choice: Choice) -> list[str]:
    return [row.uid for row in rows_of(small_programme().state(), choice)]


def test_projects_hold_their_items_and_items_their_parts() -> None:
    rows = {row.uid: row for row in rows_of(small_programme().state(), Choice())}
    assert list(rows) == ALL
    assert [rows[uid].depth for uid in ("wlan", "ausbau", "ausbau1", "fertig")] == [0, 1, 2, 1]
    assert rows["ausbau1"].parent == "ausbau"
    assert rows["ausbau"].is_sum
    assert not rows["ausbau1"].is_sum
    assert rows["fertig"].is_milestone
    assert rows["wlan"].name == "1.1 WLAN in der Innenstadt"


def test_a_project_spans_its_items_and_shows_its_light() -> None:
    state = small_programme().state()
    project, *parts = rows_of(state, Choice())[:7]
    assert project.start == min(row.start for row in parts if row.start)
    assert project.finish == state.plan.finishes["wlan"]
    assert project.status is not None
    assert project.status.light is Light.RED


def test_a_project_without_items_has_the_days_that_were_entered() -> None:
    made = Programme()
    made.project("Idee", uid="idee", starts_on="2026-01-05", ends_on=None, state="idea")
    (row,) = rows_of(made.state(), Choice())
    assert (str(row.start), row.finish, row.has_parts) == ("2026-01-05", None, False)


def test_a_word_keeps_what_it_names_with_all_above_it() -> None:
    assert uids(Choice(text="süd")) == ["wlan", "ausbau", "ausbau2"]
    assert uids(Choice(text="1.2")) == ["ampel", "pilot", "abnahme"]
    assert uids(Choice(text="gibt es nicht")) == []


def test_an_organisation_keeps_projects_it_leads_and_work_it_does() -> None:
    made = small_programme()
    made.organisation("Tiefbau", uid="tief")
    made.change("pilot", organisation="tief")
    rows = rows_of(made.state(), Choice(organisation="tief"))
    assert [row.uid for row in rows] == ["ampel", "pilot"]
    assert uids(Choice(organisation="amt")) == ALL


def test_wave_field_and_selection_leave_whole_projects_out() -> None:
    made = small_programme()
    made.wave("Welle II", uid="welle2")
    made.change("ampel", wave="welle2", field_of_action=None)
    state = made.state()
    for choice in (
        Choice(wave="welle2"),
        Choice(projects=frozenset({"ampel"})),
    ):
        assert [row.uid for row in rows_of(state, choice)] == ["ampel", "pilot", "abnahme"]
    assert rows_of(state, Choice(field="feld"))[-1].project == "wlan"


def test_folded_rows_hide_all_below_and_stand_for_it() -> None:
    rows = rows_of(small_programme().state(), Choice())
    visible = visible_rows(rows, {"wlan", "ausbau"})
    assert [row.uid for row in visible] == ["wlan", "ampel", "pilot", "abnahme"]
    places = nearest_rows(rows, visible)
    assert places["ausbau2"] == places["wlan"] == 0
    assert places["pilot"] == 2
    assert visible_rows(rows, ()) == rows


def test_the_span_holds_baselines_deadlines_and_today() -> None:
    made = small_programme()
    made.change("pilot", deadline="2031-01-01")
    state = made.state()
    first, last = span_of(rows_of(state, Choice()), state.plan, state.today)
    assert str(first) == "2025-09-01"
    assert str(last) == "2031-01-01"


def test_a_row_tells_what_kept_it_from_being_planned() -> None:
    made = small_programme()
    made.change("pilot", duration=None)
    rows = {row.uid: row for row in rows_of(made.state(), Choice())}
    assert "fehlt die Dauer" in rows["pilot"].problem
