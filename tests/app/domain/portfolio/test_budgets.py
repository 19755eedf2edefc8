"""Money by project, year and fund, and what funds warn of."""

from datetime import date
from typing import Any

import pytest

from app.domain.portfolio.budgets import Amounts, Money, money_of
from tests.portfolios import TODAY, Programme, small_programme


def money(made: Programme) -> Money:
    return money_of(made.portfolio(), TODAY)


def kinds(made: Programme) -> list[str]:
    return [alarm.kind for alarm in money(made).alarms]


def test_sums_by_project_year_and_fund() -> None:
    made = small_programme()
    made.line("wlan", "topf", 2025, uid="geld3", plan=1_000, booked_on="2025-10-01")
    found = money(made)

    assert found.by_year[2025] == Amounts(51_000, 45_000, 20_000, 51_000)
    assert found.by_project["wlan"] == found.by_fund["topf"]
    assert found.by_project["wlan"].forecast == 91_000
    first = found.cells[0]
    assert (first.project, first.year, first.fund) == ("wlan", 2025, "topf")
    assert first.lines == ("geld1", "geld3")
    assert first.booked_on == date(2025, 10, 1)
    assert found.cells[1].booked_on is None


@pytest.mark.parametrize(
    ("year", "values", "forecast"),
    [
        (2025, {"plan": 10, "committed": 4}, 10),
        (2025, {"plan": 10, "committed": 12, "actual": 3}, 12),
        (2025, {"plan": 10, "actual": 15}, 15),
        (2025, {"plan": 10, "committed": 12, "forecast": 9}, 9),
        (2025, {"plan": 10, "forecast": 0}, 0),
        (2024, {"plan": 10, "committed": 4, "actual": 3}, 4),
        (2024, {"plan": 10, "actual": 0}, 0),
        (2024, {"plan": 10}, 10),
        (2025, {}, 0),
    ],
)
def test_what_is_expected_where_a_line_does_not_say(
    year: int, values: dict[str, Any], forecast: float
) -> None:
    made = Programme()
    made.line("p", "f", year, **values)

    assert money(made).by_year[year].forecast == forecast


def test_a_grant_that_ends_soon_is_told_with_what_is_not_drawn() -> None:
    alarm = money(small_programme()).alarms[0]

    # A fifth of grant and own share is spent, so a fifth of the grant is drawn.
    assert (alarm.kind, alarm.days, alarm.at_stake) == ("ending", 127, 72_000)
    assert alarm.text == (
        "Der Mittelabruf von „Smart Cities“ endet in 127 Tagen am 31.03.2026;"
        " 72.000 € der Zuwendung sind noch nicht abgerufen."
    )


def test_a_grant_that_ended_is_told_first() -> None:
    made = small_programme()
    made.fund("Alt", uid="alt", grant=5_000, spend_until="2025-10-31")
    made.line("wlan", "alt", 2025, actual=1_000)
    alarm = money(made).alarms[0]

    assert (alarm.kind, alarm.fund, alarm.days, alarm.at_stake) == ("ended", "alt", -24, 4_000)


@pytest.mark.parametrize(
    "fund",
    [
        {"grant": 10_000, "spend_until": "2027-12-31"},
        {"grant": 10_000},
        {"own_share": 10_000, "spend_until": "2025-12-31"},
        {},
    ],
)
def test_nothing_is_told_without_a_near_end_or_a_grant(fund: dict[str, Any]) -> None:
    made = Programme()
    made.line("p", made.fund(**fund), plan=5_000)

    assert kinds(made) == []


def test_a_grant_that_is_drawn_is_not_told() -> None:
    made = Programme()
    made.line("p", made.fund(grant=10_000, spend_until="2025-12-31"), actual=10_000)

    assert kinds(made) == []


def test_more_expected_than_there_is() -> None:
    made = Programme()
    made.line("p", made.fund("Topf", grant=8_000, own_share=1_000), plan=10_000)
    alarm = money(made).alarms[0]

    assert (alarm.kind, alarm.at_stake, alarm.days) == ("overdrawn", 1_000, None)
    assert "werden 10.000 € erwartet, es sind aber nur 9.000 € da" in alarm.text


def test_what_is_expected_after_the_end_of_spending() -> None:
    made = Programme()
    fund = made.fund(grant=80_000, spend_until="2026-12-31")
    made.line("p", fund, 2027, plan=3_000)
    made.line("p", fund, 2026, plan=3_000)
    alarm = money(made).alarms[0]

    assert (alarm.kind, alarm.at_stake) == ("late", 3_000)


def test_a_grant_without_lines_is_unplanned_while_it_can_be_spent() -> None:
    made = Programme()
    made.fund("Neu", grant=7_000)
    made.fund("Läuft", grant=7_000, spend_until="2026-12-31")
    made.fund("Vorbei", grant=7_000, spend_until="2024-12-31")
    made.fund("Eigene Mittel", own_share=7_000)

    assert [alarm.text for alarm in money(made).alarms] == [
        "Für „Neu“ sind 7.000 € bewilligt, aber es ist nichts verplant.",
        "Für „Läuft“ sind 7.000 € bewilligt, aber es ist nichts verplant.",
    ]


def test_the_end_of_a_commitment_is_told_in_time() -> None:
    made = Programme()
    for name, day in (("Nah", "2026-01-31"), ("Fern", "2031-01-31"), ("Um", "2025-01-31")):
        made.fund(name, bound_until=day)

    assert [(alarm.kind, alarm.days) for alarm in money(made).alarms] == [("bound", 68)]
