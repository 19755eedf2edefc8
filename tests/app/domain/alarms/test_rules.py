"""Rules: what kinds there are, and how urgent an alarm is."""

import pytest

from app.domain.alarms import Consequence, Priority, ResponseTime, RuleKind, matrix_priority


def test_where_nothing_is_at_stake_there_is_no_alarm() -> None:
    assert {matrix_priority(Consequence.NONE, response) for response in ResponseTime} == {None}


@pytest.mark.parametrize(
    ("consequence", "response", "priority"),
    [
        (Consequence.SEVERE, ResponseTime.IMMEDIATE, Priority.CRITICAL),
        (Consequence.SEVERE, ResponseTime.PROMPT, Priority.CRITICAL),
        (Consequence.MAJOR, ResponseTime.IMMEDIATE, Priority.CRITICAL),
        (Consequence.SEVERE, ResponseTime.SOON, Priority.HIGH),
        (Consequence.MODERATE, ResponseTime.IMMEDIATE, Priority.HIGH),
        (Consequence.SEVERE, ResponseTime.HOURS, Priority.MEDIUM),
        (Consequence.MAJOR, ResponseTime.HOURS, Priority.MEDIUM),
        (Consequence.MODERATE, ResponseTime.HOURS, Priority.LOW),
        (Consequence.MINOR, ResponseTime.SOON, Priority.LOW),
    ],
)
def test_an_alarm_is_as_urgent_as_what_is_at_stake_and_how_soon(
    consequence: Consequence, response: ResponseTime, priority: Priority
) -> None:
    assert matrix_priority(consequence, response) is priority


def test_more_at_stake_or_less_time_never_makes_an_alarm_less_urgent() -> None:
    grid = [
        [matrix_priority(consequence, response) for response in ResponseTime]
        for consequence in Consequence
        if consequence
    ]
    rows = [[int(cell) for cell in row if cell] for row in grid]
    for row in rows:
        assert row == sorted(row, reverse=True)
    for column in zip(*rows, strict=True):
        assert list(column) == sorted(column, reverse=True)


def test_kinds_with_codes_have_no_threshold() -> None:
    assert {kind for kind in RuleKind if kind.has_codes} == {RuleKind.STATE, RuleKind.LOST}
    upper = {kind for kind in RuleKind if kind.is_upper}
    assert upper.isdisjoint({RuleKind.LO, RuleKind.LOLO, RuleKind.STATE, RuleKind.LOST})
