"""Findings: what a proposal keeps, what a person's verdict is worth, days and words."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import SIMULATED, Value
from app.domain.inventory.findings import (
    SETTLED_AFTER_US,
    SEVERITIES,
    Detected,
    Limits,
    LiveFacts,
    Rule,
    day_of,
    day_text,
    each_once,
    months_before,
    proposal_text,
    proposed,
    steps,
)
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record

LIVE = LiveFacts(1_000, 0)
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 3, 29), 1, date(2024, 2, 29)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
        (date(1, 12, 24), 11, date(1, 1, 24)),
        (date(1, 12, 24), 12, date.min),
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


# --- one finding at a time ------------------------------------------------------------------

FOUND = Detected(Rule.SILENT, Key("asset", "a"), "Stumm.", "f1")


def kept(state: str = "open", facts: str = "f1", **values: Value) -> Record:
    """Return the finding that `FOUND` has opened, as it is now."""
    usual: dict[str, Value] = {
        "rule": "silent",
        "subject": "a",
        "state": state,
        "text": "Stumm.",
        "proposal": proposal_text(facts),
    }
    return Record("finding", "b1", 1, 3, {**usual, **values}, 0)


def asked(detected: Sequence[Detected], *known: Record) -> list[Operation]:
    return steps(detected, known, LIVE, TODAY, lambda one: f"new {one.key.uid}")


def test_what_is_found_first_is_opened_with_all_that_is_known() -> None:
    (operation,) = asked([FOUND])
    assert (operation.action, operation.kind, operation.uid) == (Action.CREATE, "finding", "new a")
    assert operation.values == {
        "rule": "silent",
        "subject_kind": "asset",
        "subject": "a",
        "state": "open",
        "severity": "medium",
        "text": "Stumm.",
        "proposal": proposal_text("f1"),
        "opened_us": 1_000,
    }


def test_a_finding_about_a_simulated_record_says_so_and_about_another_does_not() -> None:
    for source, kept_source in ((SIMULATED, SIMULATED), ("Amt 66", None)):
        one = Detected(Rule.SILENT, Key("asset", "a"), "Stumm.", "f1", source=source)
        assert asked([one])[0].values.get("source") == kept_source


def test_other_facts_or_words_are_taken_over_and_the_same_leave_the_finding_alone() -> None:
    assert asked([FOUND], kept()) == []
    (operation,) = asked([FOUND], kept(facts="f0"))
    assert (operation.uid, operation.rev) == ("b1", 3)
    assert operation.values == {"text": "Stumm.", "proposal": proposal_text("f1")}
    assert asked([FOUND], kept(text="Still."))[0].values["text"] == "Stumm."


def test_a_finding_put_off_comes_back_the_day_after_its_day_only() -> None:
    assert asked([FOUND], kept("snoozed", snoozed_until="2026-03-01")) == []
    (operation,) = asked([FOUND], kept("snoozed", snoozed_until="2026-02-28"))
    assert operation.values == {"state": "open", "snoozed_until": None}
    assert asked([FOUND], kept("snoozed")) == []


def test_a_verdict_holds_while_its_facts_do() -> None:
    assert asked([FOUND], kept("resolved")) == []
    (operation,) = asked([FOUND], kept("resolved", facts="f0", resolution="Ist gut so"))
    assert operation.values["state"] == "open"
    assert operation.values["resolution"] is None
    assert operation.values["opened_us"] == 1_000


def test_what_is_gone_is_closed_with_its_day_and_a_persons_word_is_kept() -> None:
    (operation,) = asked([], kept())
    assert operation.values["state"] == "resolved"
    assert "01.03.2026" in str(operation.values["resolution"])
    ended = proposal_text("f1", ended=1)
    (quiet,) = asked([], kept("resolved", resolution="Ist gut so"))
    assert quiet.values == {"proposal": ended}
    assert asked([], kept("resolved", proposal=ended)) == []


def test_what_was_gone_and_comes_back_is_news_whoever_had_closed_it() -> None:
    record = kept("resolved", proposal=proposal_text("f1", ended=1))
    (operation,) = asked([FOUND], record)
    assert operation.values["state"] == "open"


def test_a_finding_whose_notes_cannot_be_read_is_written_anew() -> None:
    (operation,) = asked([FOUND], kept(proposal="{"))
    assert operation.values["proposal"] == proposal_text("f1")


@given(st.lists(_DETECTED))
def test_what_one_rule_says_about_one_subject_counts_once(found: list[Detected]) -> None:
    once = list(each_once(found))
    places = [(one.rule, one.key) for one in once]
    assert len(places) == len(set(places))
    assert set(places) == {(one.rule, one.key) for one in found}
    assert list(each_once(once)) == once
    assert once[:1] == found[:1]


# --- words and days -------------------------------------------------------------------------


@given(st.dates())
def test_a_day_is_read_back_and_written_in_full(day: date) -> None:
    assert day_of(day.isoformat()) == day
    assert day_text(day) == f"{day:%d.%m.}{day.year:04}"


@pytest.mark.parametrize("value", [None, "", "2026-02-31", "morgen", 20260131, 1.5])
def test_what_is_no_day_is_none(value: Value) -> None:
    assert day_of(value) is None


@given(st.dates(), st.integers(0, 10**15))
def test_months_before_a_day_are_in_the_calendar_whatever_was_typed(day: date, months: int) -> None:
    before = months_before(day, months)
    distance = (day.year - before.year) * 12 + day.month - before.month
    assert distance == months or before == date.min
    assert before <= day
    assert before.day <= day.day


def test_silence_means_something_after_an_hour_of_listening() -> None:
    assert not LiveFacts(SETTLED_AFTER_US - 1, 0).is_settled
    assert LiveFacts(SETTLED_AFTER_US, 0).is_settled


def test_a_kind_of_assets_may_have_a_patience_of_its_own() -> None:
    limits = Limits(silent_days=3, silent_days_by_kind={"tablet": 30})
    assert (limits.days_for("tablet"), limits.days_for("switch")) == (30, 3)


def test_every_severity_has_a_rank() -> None:
    assert {rule.severity for rule in Rule} == set(SEVERITIES)
