"""Forecast of replacements: due days, sums, limits that carry over."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.replacements import (
    Forecast,
    Need,
    WhatIf,
    due_assets,
    due_day,
    forecast,
    months_later,
    needs,
)
from app.domain.inventory.schools import AssetRow, TypeFacts

TYPES = {
    "tablet": TypeFacts("Tablet", "tablet", 400.0, 60, "2028-06-30"),
    "board": TypeFacts("Tafel", "display", 3_000.0, 84),
    "odd": TypeFacts("Sonderbar", "other"),
}


def asset(kind: str, bought: str | None, state: str = "in_service", uid: str = "u") -> AssetRow:
    return AssetRow(uid, "here", kind, state, bought, None, "fund", None, None)


def test_due_is_the_end_of_lifetime_or_of_support_whichever_comes_first() -> None:
    assert due_day("2022-01-31", 60, "2028-06-30") == "2027-01-31"
    assert due_day("2025-01-31", 60, "2028-06-30") == "2028-06-30"
    assert due_day(None, 60, "2028-06-30") == "2028-06-30"
    assert due_day("2022-01-31", None, None) is None


def test_stretching_moves_the_lifetime_but_not_the_end_of_support() -> None:
    assert due_day("2022-01-31", 60, "2028-06-30", 12) == "2028-01-31"
    assert due_day("2022-01-31", 60, "2028-06-30", 24) == "2028-06-30"


def test_months_end_with_the_month() -> None:
    assert months_later("2024-08-31", 6) == "2025-02-28"
    assert months_later("2023-12-31", 2) == "2024-02-29"
    assert months_later("2026-11-30", 12) == "2027-11-30"


def test_what_was_due_before_is_due_in_the_first_year_and_states_are_minded() -> None:
    rows = [
        asset("tablet", "2018-01-01", uid="a"),
        asset("tablet", "2022-03-01", uid="b"),
        asset("tablet", "2018-01-01", "disposed", uid="c"),
        asset("odd", "2018-01-01", uid="d"),
    ]
    due, undated = needs(rows, TYPES)
    found = forecast(due, undated, WhatIf(2027, 3))
    assert [one.due for one in found.years] == [2, 0, 0]
    assert found.undated == 1
    assert due_assets(rows, TYPES, WhatIf(2027, 3), 2027) == ["a", "b"]


def test_prices_follow_the_index_and_shares_the_funds() -> None:
    due, undated = needs([asset("board", "2022-05-01")], TYPES)
    found = forecast(due, undated, WhatIf(2027, 5, index=0.1, base_year=2026))
    assert [one.cost for one in found.years] == [0, 0, 399_300, 0, 0]
    assert found.own_share({"fund": 0.25})[2029] == 99_825
    assert found.own_share({})[2029] == 399_300


def test_a_limit_carries_over_the_oldest_first() -> None:
    rows = [asset("board", f"2020-0{month}-01") for month in range(1, 6)]
    due, undated = needs(rows, TYPES)
    found = forecast(due, undated, WhatIf(2027, 3, cap=600_000))
    assert [(one.replaced, one.carried, one.cost) for one in found.years] == [
        (2, 3, 600_000), (2, 1, 600_000), (1, 0, 300_000),
    ]  # fmt: skip
    assert [one.need.due for one in found.allotments if one.year == 2027] == ["2027-01", "2027-02"]


def test_what_was_replaced_is_due_again_when_that_is_assumed() -> None:
    due, undated = needs([asset("tablet", "2022-03-01")], TYPES)
    found = forecast(due, undated, WhatIf(2027, 10, renews=True))
    assert [one.year for one in found.years if one.replaced] == [2027, 2032]


@given(st.integers(1, 400))
def test_what_lasts_for_years_is_bought_as_often_as_they_pass(months: int) -> None:
    due = {Need("2027-01", "a", "display", "t", "", 100, months): 3}
    found = run(due, WhatIf(2027, 12, renews=True))
    bought = [one.year for one in found.years if one.replaced]
    assert bought[0] == 2027
    assert all(
        later - sooner in {max(1, months // 12), months // 12 + 1}
        for sooner, later in pairwise(bought)
    )
    assert found.cost == 300 * len(bought)


def test_what_has_no_lifetime_is_replaced_once_and_for_all() -> None:
    dated = {"old": TypeFacts("Alt", "display", 100.0, None, "2027-12-31")}
    due, undated = needs([asset("old", None)], dated)
    found = forecast(due, undated, WhatIf(2027, 10, renews=True))
    assert [one.year for one in found.years if one.replaced] == [2027]


def test_a_day_beyond_the_calendar_is_its_last_one_and_due_after_all_plans() -> None:
    assert months_later("9999-06-15", 7) == "9999-12-31"
    assert months_later("2026-06-15", 10**18) == "9999-12-31"
    ages = {"forever": TypeFacts("Ewig", "display", 100.0, 10**12)}
    due, undated = needs([asset("forever", "2020-01-01")], ages)
    found = forecast(due, undated, WhatIf(2027, 10, renews=True))
    assert (found.later, found.undated, found.cost) == (1, 0, 0)


@given(st.dates(), st.integers(0, 600), st.integers(0, 600))
def test_more_months_never_end_earlier(day: date, months: int, more: int) -> None:
    assert months_later(day.isoformat(), months) <= months_later(day.isoformat(), months + more)


def test_without_assets_there_is_nothing_to_replace() -> None:
    assert needs([], TYPES) == (Counter(), 0)
    found = forecast({}, 0, WhatIf(2027, 2, cap=100, renews=True))
    assert (found.cost, found.allotments, found.own_share({})) == (0, (), {2027: 0, 2028: 0})
    assert due_assets([], TYPES, WhatIf(2027), 2027) == []


NEEDS = st.dictionaries(
    st.builds(
        Need,
        due=st.builds("{:04d}-{:02d}".format, st.integers(2020, 2040), st.integers(1, 12)),
        site=st.sampled_from(["a", "b"]),
        kind=st.sampled_from(["tablet", "display"]),
        type=st.just("t"),
        fund=st.sampled_from(["", "f"]),
        price=st.one_of(st.none(), st.integers(0, 500_000)),
        months=st.one_of(st.none(), st.integers(1, 120)),
    ),
    st.integers(1, 50),
    max_size=12,
)
ASSUMED = st.builds(
    WhatIf,
    first_year=st.just(2027),
    years=st.integers(1, 12),
    index=st.floats(-0.1, 0.2),
    cap=st.one_of(st.none(), st.integers(1, 5_000_000)),
)


def run(due: dict[Need, int], assumed: WhatIf) -> Forecast:
    return forecast(Counter(due), 0, assumed)


@given(NEEDS, ASSUMED)
def test_nothing_is_lost_and_no_limit_is_passed(due: dict[Need, int], assumed: WhatIf) -> None:
    found = run(due, assumed)
    replaced = sum(one.replaced for one in found.years)
    assert replaced + found.years[-1].carried + found.later == sum(due.values())
    carried = 0
    for one in found.years:
        assert carried + one.due == one.replaced + one.carried
        assert assumed.cap is None or one.cost <= assumed.cap
        carried = one.carried


@given(NEEDS, ASSUMED)
def test_all_ways_to_split_the_costs_have_the_same_sum(
    due: dict[Need, int], assumed: WhatIf
) -> None:
    found = run(due, assumed)
    for split in (lambda need: need.site, lambda need: need.kind, lambda need: need.fund):
        costs = found.costs(split)
        assert sum(sum(years.values()) for years in costs.values()) == found.cost
        for one in found.years:
            assert sum(years.get(one.year, 0) for years in costs.values()) == one.cost
    assert sum(found.own_share({"f": 0.0, "": 1.0}).values()) <= found.cost


@given(NEEDS, st.integers(1, 12))
def test_without_a_limit_nothing_is_carried(due: dict[Need, int], years: int) -> None:
    found = run(due, WhatIf(2027, years))
    assert all(one.carried == 0 for one in found.years)
    assert sum(one.cost for one in found.allotments) == found.cost


@pytest.mark.parametrize("cap", [1, 399_99])
def test_a_limit_below_every_price_replaces_nothing(cap: int) -> None:
    due, undated = needs([asset("tablet", "2020-01-01")], TYPES)
    found = forecast(due, undated, WhatIf(2027, 3, cap=cap))
    assert found.cost == 0
    assert found.years[-1].carried == 1
