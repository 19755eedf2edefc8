"""Budgets and colours are those of their standards."""

import pytest

from app.domain.inventory.networks.colours import DIN, IEC, colour_name, rings
from app.domain.inventory.networks.optics import (
    DIRECT_CLASS,
    USUAL_CLASS,
    Verdict,
    fibre_loss,
    judge,
    splitter_loss,
)


def test_the_usual_class_is_gpon_b_plus() -> None:
    assert (USUAL_CLASS.name, USUAL_CLASS.least_db, USUAL_CLASS.most_db) == ("GPON B+", 13, 28)


@pytest.mark.parametrize(
    ("loss_db", "verdict"),
    [
        (12.9, Verdict.TOO_LITTLE),
        (13.0, Verdict.FITS),
        (25.0, Verdict.FITS),
        (25.1, Verdict.TIGHT),
        (28.0, Verdict.TIGHT),
        (28.1, Verdict.TOO_MUCH),
    ],
)
def test_a_loss_is_judged_at_the_limits_of_its_class(loss_db: float, verdict: Verdict) -> None:
    assert judge(loss_db, USUAL_CLASS) is verdict


def test_a_splitter_of_32_takes_most_of_a_budget() -> None:
    assert splitter_loss(32) == pytest.approx(17.8)
    assert splitter_loss(1) == 0


def test_fibre_is_planned_with_the_limit_of_its_standard() -> None:
    assert fibre_loss(10_000) == pytest.approx(4.0)
    assert fibre_loss(10_000, 0.21) == pytest.approx(2.1)


def test_colours_follow_their_standards_and_come_again_with_rings() -> None:
    assert [colour_name(number, "din") for number in (1, 2, 12, 13)] == [
        "rot",
        "grün",
        "rosa",
        "rot",
    ]
    assert [colour_name(number, "iec") for number in (1, 2, 12)] == ["blau", "orange", "türkis"]
    assert colour_name(3, None) == "blau"
    assert [rings(number) for number in (1, 12, 13, 25)] == [0, 0, 1, 2]
    assert set(DIN) == set(IEC)


def test_a_short_budget_keeps_a_quarter_in_reserve() -> None:
    assert judge(4.6, DIRECT_CLASS) is Verdict.FITS
    assert judge(4.7, DIRECT_CLASS) is Verdict.TIGHT
