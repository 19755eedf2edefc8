"""Risks in the matrix: where they stand, how they moved, what they may cost."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.portfolio.portfolios import Portfolio
from app.domain.portfolio.risks import (
    CHANCES,
    Movement,
    RiskPosition,
    cell_of,
    expected_damage,
    open_risks,
    positions_of,
    score_of,
)
from tests.portfolios import TODAY, Programme


def one(change: Callable[[Programme], None]) -> RiskPosition | None:
    """Return what became of a risk at (3, 3) by a change."""
    made = Programme()
    made.risk("p", 3, 3, uid="r")
    earlier = made.portfolio()
    change(made)
    return next(iter(positions_of(made.portfolio(), earlier, TODAY)), None)


@pytest.mark.parametrize(
    ("values", "movement", "moved_from"),
    [
        ({}, Movement.SAME, None),
        ({"impact": 4}, Movement.HIGHER, (3, 3)),
        ({"probability": 2}, Movement.LOWER, (3, 3)),
        ({"state": "occurred"}, Movement.SAME, None),
        ({"state": "closed"}, Movement.CLOSED, None),
        ({"state": "closed", "impact": 1}, Movement.CLOSED, (3, 3)),
    ],
)
def test_what_became_of_a_risk(
    values: dict[str, object], movement: Movement, moved_from: tuple[int, int] | None
) -> None:
    found = one(lambda made: made.change("r", **values))

    assert found is not None
    assert (found.movement, found.moved_from) == (movement, moved_from)


def test_a_risk_in_another_cell_of_the_same_product_moved() -> None:
    made = Programme()
    made.risk("p", 4, 2, uid="r")
    earlier = made.portfolio()
    made.change("r", probability=2, impact=4)

    found = positions_of(made.portfolio(), earlier, TODAY)[0]
    assert (found.movement, found.moved_from) == (Movement.MOVED, (4, 2))


def test_a_risk_whose_record_is_gone_counts_as_closed_where_it_stood() -> None:
    found = one(lambda made: made.remove("r"))

    assert found is not None
    assert (found.movement, found.state, found.score) == (Movement.CLOSED, "closed", 9)


def test_a_risk_that_is_new_or_open_again_is_new() -> None:
    made = Programme()
    made.risk("p", uid="again", state="closed")
    earlier = made.portfolio()
    made.change("again", state="open")
    made.risk("p", uid="new")

    found = positions_of(made.portfolio(), earlier, TODAY)
    assert {position.uid: position.movement for position in found} == {
        "again": Movement.NEW,
        "new": Movement.NEW,
    }


def test_what_was_closed_before_is_left_out() -> None:
    made = Programme()
    made.risk("p", uid="closed", state="closed")
    made.risk("p", uid="gone", state="closed")
    earlier = made.portfolio()
    made.remove("gone")

    assert positions_of(made.portfolio(), earlier, TODAY) == []
    assert positions_of(made.portfolio(), None, TODAY) == []


def test_nothing_is_known_of_movement_without_an_earlier_moment() -> None:
    made = Programme()
    made.risk("p")

    assert positions_of(made.portfolio(), None, TODAY)[0].movement is Movement.UNKNOWN


def test_the_greatest_come_first_and_closed_ones_last() -> None:
    made = Programme()
    made.risk("p", 5, 5, uid="was", state="open")
    earlier = made.portfolio()
    made.change("was", state="closed")
    made.risk("p", 4, 2, uid="likely")
    made.risk("p", 2, 4, uid="cheap")
    made.risk("p", 2, 4, uid="dear", cost=50_000)
    made.risk("q", 5, 5, uid="other")

    found = positions_of(made.portfolio(), earlier, TODAY)
    assert [position.uid for position in found] == ["other", "dear", "cheap", "likely", "was"]
    own = positions_of(made.portfolio(), earlier, TODAY, "p")
    assert [position.uid for position in own] == ["dear", "cheap", "likely", "was"]


@pytest.mark.parametrize(("state", "share"), [("open", 0.4), ("occurred", 1.0), ("closed", 0.0)])
def test_expected_damage_is_cost_times_chance(state: str, share: float) -> None:
    made = Programme()
    made.risk("p", 3, 1, uid="r", cost=1_000, delay=10)
    earlier: Portfolio = made.portfolio()
    made.change("r", state=state)
    found = positions_of(made.portfolio(), earlier, TODAY)

    assert found[0].damage == pytest.approx(1_000 * share)
    assert found[0].delay == pytest.approx(10 * share)
    assert expected_damage(found) == pytest.approx(1_000 * share)


def test_without_a_cost_no_damage_is_known() -> None:
    made = Programme()
    made.risk("p")
    found = positions_of(made.portfolio(), None, TODAY)

    assert (found[0].damage, found[0].delay) == (None, None)
    assert expected_damage(found) == 0


def test_chances_rise_with_the_class() -> None:
    assert sorted(CHANCES.values()) == [CHANCES[level] for level in range(1, 6)]


def test_a_review_is_overdue_until_the_risk_is_closed() -> None:
    made = Programme()
    made.risk("p", 5, 5, uid="late", review_on="2025-11-14")
    made.risk("p", 4, 4, uid="soon", review_on="2025-12-14")
    made.risk("p", 3, 3, uid="shut", review_on="2025-11-14")
    earlier = made.portfolio()
    made.change("shut", state="closed")

    found = positions_of(made.portfolio(), earlier, TODAY)
    assert [position.overdue for position in found] == [10, 0, 0]
    assert found[0].review_on == date(2025, 11, 14)


def test_open_risks_of_a_project() -> None:
    made = Programme()
    made.risk("p", 2, 4, uid="a")
    made.risk("p", 4, 2, uid="b")
    made.risk("p", 5, 5, uid="c", state="closed")
    made.risk("p", 4, 4, uid="d", state="occurred")
    found = made.portfolio()

    assert [risk.uid for risk in open_risks(found, "p")] == ["d", "a", "b"]
    assert score_of(found.records["risk"]["a"]) == 8


def test_numbers_off_the_scale_are_kept_in_the_matrix() -> None:
    made = Programme()
    made.add("risk", {"uid": "r", "project": "p", "probability": 9, "impact": None})

    assert cell_of(made.portfolio().records["risk"]["r"]) == (5, 1)
