"""Which cards there are, what they say, which are wanted, and where they lie."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from tests.portfolios import TODAY, Programme, small_programme
from widgets.portfolio.boards.cards import (
    BoardKind,
    Card,
    Choice,
    Lanes,
    cards_of,
    chosen,
    lanes_of,
)
from widgets.portfolio.boards.places import BoardColumn, places_of
from widgets.portfolio.boards.steps import Way, may_move_projects, next_spot


def work() -> dict[str, Card]:
    return {card.key.uid: card for card in cards_of(small_programme().state(), BoardKind.WORK)}


def test_items_with_parts_have_no_card_for_their_parts_do() -> None:
    assert set(work()) == {"konzept", "ausbau1", "ausbau2", "pilot"}


def test_a_card_says_its_project_role_end_and_progress() -> None:
    card = work()["ausbau1"]
    assert card.number == "1.1 WLAN in der Innenstadt"
    assert card.who == "A15 · Bauleitung"
    assert card.due == date(2025, 12, 19)
    assert card.progress == pytest.approx(0.5)
    assert card.is_critical


def test_an_item_is_late_when_it_ends_after_its_own_day_or_that_of_its_project() -> None:
    made = Programme()
    project = made.project(ends_on="2025-12-05")
    made.item(project, uid="fits", duration=5)
    made.item(project, uid="misses", duration=5, deadline="2025-11-26")
    made.item(project, uid="long", duration=30)
    cards = {card.key.uid: card for card in cards_of(made.state(), BoardKind.WORK)}
    assert [cards[uid].is_late for uid in ("fits", "misses", "long")] == [False, True, True]


def test_what_was_finished_more_than_thirty_days_ago_is_folded_behind_its_number() -> None:
    made = Programme()
    project = made.project(starts_on="2025-09-01")
    for uid, day in (("old", "2025-10-24"), ("new", "2025-10-25")):
        made.item(project, uid=uid, stage="done", started_on="2025-10-01", finished_on=day)
    state = made.state()
    cards = cards_of(state, BoardKind.WORK)
    (lane,) = lanes_of(state, cards, Lanes.NONE, shows_old=False, rest="")
    assert [card.key.uid for card in lane.cells["done"]] == ["new"]
    assert (lane.old, lane.count) == ({"done": 1}, 2)
    (lane,) = lanes_of(state, cards, Lanes.NONE, shows_old=True, rest="")
    assert [card.key.uid for card in lane.cells["done"]] == ["old", "new"]
    assert lane.count == 2


def test_what_is_left_over_in_a_stopped_project_is_shown_only_with_that_project() -> None:
    made = Programme()
    project = made.project(uid="p", state="stopped", stopped_reason="Zu teuer.")
    made.item(project, uid="left")
    made.item(project, uid="done", stage="done", started_on=TODAY, finished_on=TODAY)
    cards = cards_of(made.state(), BoardKind.WORK)
    assert {card.key.uid for card in chosen(cards, Choice())} == {"done"}
    own = chosen(cards, Choice(projects=frozenset({"p"})))
    assert {card.key.uid for card in own} == {"left", "done"}


def test_projects_lie_by_the_state_of_their_life_with_their_light() -> None:
    state = small_programme().state()
    cards = {card.key.uid: card for card in cards_of(state, BoardKind.PROJECTS)}
    assert {uid: card.column for uid, card in cards.items()} == {
        "wlan": "running", "ampel": "planned",
    }  # fmt: skip
    assert cards["wlan"].is_late
    assert cards["wlan"].light is state.statuses["wlan"].light


@pytest.mark.parametrize(
    ("choice", "uids"),
    [
        (Choice(projects=frozenset({"ampel"})), {"pilot"}),
        (Choice(projects=frozenset()), set()),
        (Choice(role="Bauleitung"), {"ausbau1"}),
        (Choice(text="ausbau sued"), {"ausbau2"}),
        (Choice(organisation="amt", text="wlan konzept"), {"konzept"}),
    ],
)
def test_filters_are_fulfilled_together(choice: Choice, uids: set[str]) -> None:
    found = chosen(list(work().values()), choice)
    assert {card.key.uid for card in found} == uids


def test_lanes_are_ordered_by_title_and_what_belongs_nowhere_comes_last() -> None:
    made = small_programme()
    made.add("project", {"name": "Ohne Amt", "state": "idea", "uid": "frei"})
    made.item("frei", uid="los")
    state = made.state()
    cards = cards_of(state, BoardKind.WORK)
    by_project = lanes_of(state, cards, Lanes.PROJECT, shows_old=True, rest="Rest")
    titles = [lane.title for lane in by_project]
    assert titles == ["1.1 WLAN in der Innenstadt", "1.2 Adaptive Ampeln", "Ohne Amt"]
    by_office = lanes_of(state, cards, Lanes.ORGANISATION, shows_old=True, rest="Rest")
    assert [lane.title for lane in by_office] == ["Amt für Digitales", "Rest"]


def test_projects_go_only_where_their_life_allows() -> None:
    cards = {card.key.uid: card for card in cards_of(small_programme().state(), BoardKind.PROJECTS)}
    assert may_move_projects([cards["wlan"]], "acceptance")
    assert not may_move_projects([cards["wlan"]], "evaluated")
    assert not may_move_projects(list(cards.values()), "paused")


@pytest.mark.usefixtures("qapp")
@given(st.lists(st.sampled_from(["open", "ready", "doing", "blocked", "done"]), max_size=25))
def test_every_card_is_found_where_it_lies_and_none_lie_over_each_other(
    stages: list[str],
) -> None:
    made = Programme()
    project = made.project()
    for stage in stages:
        made.item(project, "Ein langer Name " * 6, stage=stage, started_on="2025-11-03")
    state = made.state()
    cards = cards_of(state, BoardKind.WORK)
    lanes = lanes_of(state, cards, Lanes.PROJECT, shows_old=True, rest="")
    columns = [BoardColumn(word.key, word.label, 0) for word in BoardKind.WORK.words]
    places = places_of(columns, lanes, width=900.0, plain=QFont(), bold=QFont(), folded=frozenset())
    assert len(places.spots) == len(stages)
    for key, spot in places.spots.items():
        rect = places.rect(spot)
        assert places.spot_at(rect.center().x(), rect.center().y()) == spot
        assert places.card(spot).key == key
        assert rect.bottom() <= places.height
        below = next_spot(places, spot, Way.DOWN)
        if below is not None:
            assert places.rect(below).top() > rect.bottom()
            assert next_spot(places, below, Way.UP) == spot
