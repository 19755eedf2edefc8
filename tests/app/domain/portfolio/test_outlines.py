"""What is part of what, in the order of a Gantt chart."""

from app.domain.portfolio.outlines import Outline
from tests.portfolios import Programme, small_programme


def order(made: Programme) -> list[str]:
    found = Outline.of(made.portfolio())
    return [record.uid for _, records in found.by_project for record in records]


def test_parts_come_after_their_whole_and_milestones_last_by_day() -> None:
    assert order(small_programme()) == [
        "konzept", "ausbau", "ausbau1", "ausbau2", "beschluss", "fertig", "pilot", "abnahme",
    ]  # fmt: skip


def test_items_without_a_place_come_last_by_name() -> None:
    made = Programme()
    project = made.project()
    made.item(project, "B", uid="b")
    made.item(project, "A", uid="a")
    made.item(project, "Z", uid="z", position=1)
    made.milestone(project, uid="m2")
    made.milestone(project, uid="m1", due_on="2026-01-01")

    assert order(made) == ["z", "a", "b", "m1", "m2"]


def test_leaves_and_what_is_above() -> None:
    made = small_programme()
    made.item("wlan", "Platz 1", uid="platz", parent="ausbau2", position=1)
    found = Outline.of(made.portfolio())

    assert found.leaves("ausbau") == ["ausbau1", "platz"]
    assert found.leaves("konzept") == ["konzept"]
    assert list(found.above("platz")) == ["ausbau2", "ausbau"]
    assert found.project_of["platz"] == "wlan"


def test_parts_in_a_ring_stand_alone_with_a_problem() -> None:
    made = Programme()
    project = made.project()
    made.item(project, "A", uid="a", parent="b")
    made.item(project, "B", uid="b", parent="a")
    found = Outline.of(made.portfolio())

    assert order(made) == ["a", "b"]
    assert found.parts == {}
    assert found.problems["a"] == "„A“ ist Teil seiner selbst."


def test_an_item_whose_whole_is_elsewhere_or_gone_stands_alone_with_a_problem() -> None:
    made = small_programme()
    made.change("pilot", parent="ausbau")
    found = Outline.of(made.portfolio())

    assert "pilot" not in found.parent
    assert found.problems["pilot"].startswith("„Pilot“ ist Teil eines Arbeitspakets")


def test_items_without_a_project_are_left_out_with_a_problem() -> None:
    made = Programme()
    made.item("fehlt", "Verwaist", uid="x")
    made.milestone("fehlt", "Auch verwaist", uid="y")
    found = Outline.of(made.portfolio())

    assert order(made) == []
    assert found.problems["x"] == "Das Projekt von „Verwaist“ fehlt."
    assert found.problems["y"] == "Das Projekt von „Auch verwaist“ fehlt."
