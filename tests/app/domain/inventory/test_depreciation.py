"""Linear depreciation: what an asset is still worth in the books."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.depreciation import BookValue, book_value


def test_the_month_of_the_purchase_counts_in_full() -> None:
    assert book_value(1200, date(2025, 1, 31), 12, date(2025, 1, 31)) == BookValue(1100.0, 1, 12)


def test_after_its_months_nothing_is_left() -> None:
    worth = book_value(1200, date(2024, 1, 1), 12, date(2026, 1, 1))
    assert worth == BookValue(0.0, 12, 12)
    assert worth.is_written_off


@pytest.mark.parametrize(
    ("cost", "bought", "months"),
    [(None, date(2025, 1, 1), 12), (5.0, None, 12), (5.0, date(2025, 1, 1), 0),
     (5.0, date(2025, 1, 1), None), (5.0, date(2027, 1, 1), 12)],
)  # fmt: skip
def test_without_its_facts_there_is_no_book_value(
    cost: float | None, bought: date | None, months: int | None
) -> None:
    assert book_value(cost, bought, months, date(2026, 1, 1)) is None


@given(
    cost=st.floats(0, 1e6), months=st.integers(1, 240),
    bought=st.dates(date(2000, 1, 1), date(2020, 1, 1)),
    days=st.lists(st.dates(date(2020, 1, 1), date(2060, 1, 1)), min_size=2, max_size=5),
)  # fmt: skip
def test_it_never_rises_and_stays_between_nothing_and_the_cost(
    cost: float, months: int, bought: date, days: list[date]
) -> None:
    worths = [book_value(cost, bought, months, day) for day in sorted(days)]
    values = [one.value for one in worths if one is not None]
    assert values == sorted(values, reverse=True)
    assert all(0 <= value <= round(cost, 2) for value in values)
