"""The rules of findings alone: racks, plans, days; and that a verdict is not forgotten."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.finding_rules import collisions, duplicates
from app.domain.inventory.findings import (
    Detected,
    LiveFacts,
    Rule,
    months_before,
    proposal_text,
    proposed,
    steps,
)
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record

LIVE = LiveFacts(1_000, 0)
TODAY = date(2026, 3, 1)


def placed(uid: str, unit: float, height: float | None = 1.0, **others: Any) -> dict[str, Any]:
    row = {"uid": uid, "tag": uid, "rack": "r1", "rack_unit": unit, "type.height_units": height}
    return {**row, **others}


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([placed("a", 1, 2.0), placed("b", 2)], ["b"]),
        ([placed("a", 1, 2.0), placed("b", 3)], []),
        ([placed("a", 1, rack_side="front"), placed("b", 1, rack_side="rear")], []),
        ([placed("a", 1, rack_side="front"), placed("b", 1)], ["b"]),
        ([placed("a", 1, 0), placed("b", 1)], []),
        ([placed("a", 1, None), placed("b", 1, None)], ["b"]),
        ([placed("a", 1), placed("b", 1, rack="r2")], []),
        ([placed("a", 1, 10.0), placed("b", 2), placed("c", 9)], ["b", "c"]),
        ([placed("a", 1, state="disposed"), placed("b", 1)], []),
    ],
)
def test_assets_that_share_a_height_unit(rows: list[dict[str, Any]], found: list[str]) -> None:
    assert [one.key.uid for one in collisions(rows)] == found


def test_many_duplicates_are_named_shortly() -> None:
    titles = {Key("asset", uid): uid.upper() for uid in "abcd"}
    (one,) = duplicates(Rule.DUPLICATE_MAC, {"m": ["d", "c", "b", "a"], "n": ["e"]}, titles)
    assert one.text == "Die MAC-Adresse m haben mehrere Geräte: A, B, C und 1 weitere."
    assert one.key == Key("asset", "a")


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 3, 29), 1, date(2024, 2, 29)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
    ],
)
def test_months_before_a_day(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_a_proposal_comes_back_as_it_was() -> None:
    operation = Operation(Action.UPDATE, "asset", "a1", {"state": "in_service"})
    assert proposed(proposal_text("f", [operation])) == (operation,)


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"operations": 1}', '{"operations": [{}]}'])
def test_a_proposal_that_cannot_be_read_proposes_nothing(text: str | None) -> None:
    assert proposed(text) == ()


def test_weights_and_names_of_rules_are_those_of_the_kind() -> None:
    known = {choice.key for choice in KINDS["finding"].field("severity").choices}
    assert {rule.severity for rule in Rule} <= known
    assert len({rule.label for rule in Rule}) == len(Rule)


# --- a world of findings, without a store ---------------------------------------------------


def applied(records: Sequence[Record], operations: Sequence[Operation]) -> list[Record]:
    """Return the findings after some operations."""
    kept = {one.uid: dict(one.values) for one in records}
    for one in operations:
        kept[one.uid] = {**kept.get(one.uid, {}), **one.values}
    return [Record("finding", uid, 1, 1, values, 0) for uid, values in kept.items()]


_DETECTED = st.builds(
    Detected,
    st.sampled_from([Rule.SILENT, Rule.WARRANTY_ENDED]),
    st.sampled_from([Key("asset", "a"), Key("asset", "b")]),
    st.just("Ein Befund."),
    st.sampled_from(["f1", "f2"]),
)
_ROUNDS = st.lists(
    st.tuples(
        st.lists(_DETECTED, unique_by=lambda one: (one.rule, one.key.uid)),
        st.sampled_from(["", "resolved", "snoozed", "assigned"]),
    ),
    max_size=6,
)


@given(rounds=_ROUNDS)
def test_whatever_happened_the_second_review_does_nothing_and_verdicts_hold(
    rounds: list[tuple[list[Detected], str]],
) -> None:
    records: list[Record] = []
    for detected, verdict in rounds:
        operations = steps(detected, records, LIVE, TODAY, lambda one: f"{one.rule}{one.key.uid}")
        records = applied(records, operations)
        assert not steps(detected, records, LIVE, TODAY, lambda one: f"{one.rule}{one.key.uid}")
        unresolved = {one.uid for one in records if one.get("state") != "resolved"}
        assert unresolved <= {f"{one.rule}{one.key.uid}" for one in detected}
        if verdict:
            values = {"state": verdict, "resolution": "So ist es", "snoozed_until": "2030-01-01"}
            records = [
                Record("finding", one.uid, 1, 1, {**one.values, **values}, 0)
                if one.get("state") == "open"
                else one
                for one in records
            ]
            again = steps(detected, records, LIVE, TODAY, lambda one: f"{one.rule}{one.key.uid}")
            assert not again
