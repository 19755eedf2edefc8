"""Numbers in sentences are written as Germans write them."""

import pytest

from app.domain.portfolio.wording import counted, euro, number, percent


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.001, "0"), (1234567.5, "1.234.567,5"), (0.25, "0,25"), (-3, "-3"), (10, "10"),
     (100, "100")],
)  # fmt: skip
def test_a_number_has_a_decimal_comma_and_no_zeros_at_its_end(value: float, text: str) -> None:
    assert number(value) == text


def test_without_places_a_number_is_rounded() -> None:
    assert number(1999.6, 0) == "2.000"


def test_amounts_shares_and_counts() -> None:
    assert euro(1234.56) == "1.235 €"
    assert percent(0.125) == "12 %"
    assert counted(1, "Tag", "Tage") == "1 Tag"
    assert counted(2000, "Tag", "Tage") == "2.000 Tage"
