"""The rules of findings alone: assets, plans, racks, papers, each with the days it turns at."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Value
from app.domain.inventory.finding_rules import (
    ASSET_PATHS,
    UNUSED,
    collisions,
    duplicates,
    judge_asset,
    judge_end,
    judge_loan,
    judge_plan,
    judge_seats,
    judge_type,
    seen_us,
)
from app.domain.inventory.findings import DAY_US, Detected, Limits, LiveFacts, Rule
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 1)
NOW_US = 1_772_366_400_000_000  # 2026-03-01 12:00 UTC
SILENCE = LiveFacts(NOW_US, 0)
WATCHED = LiveFacts(NOW_US, 0, frozenset({"sw-1"}))
LIMITS = Limits()


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


# --- one asset alone ------------------------------------------------------------------------


def asset(state: Value = "in_service", **values: Value) -> dict[str, Value]:
    """Return an asset with a place, whose day is not over and that nobody has heard."""
    usual: dict[str, Value] = {
        "uid": "a1",
        "tag": "T1",
        "state": state,
        "type.kind": "switch",
        "site": "s1",
        "site.kind": "school",
        "space": "p1",
        "device": "sw-1",
    }
    return {**dict.fromkeys(ASSET_PATHS), **usual, **values}


def told(
    row: dict[str, Value],
    live: LiveFacts = SILENCE,
    today: date = TODAY,
    limits: Limits = LIMITS,
) -> dict[Rule, Detected]:
    found = list(judge_asset(row, live, today, limits, BERLIN))
    assert len(found) == len({one.rule for one in found})
    return {one.rule: one for one in found}


def heard(ago_us: int = 0) -> LiveFacts:
    return LiveFacts(NOW_US, 0, frozenset({"sw-1"}), {"sw-1": NOW_US - ago_us})


def test_an_asset_as_it_should_be_is_not_worth_a_word() -> None:
    assert told(asset(), heard()) == {}


def test_the_newest_sign_of_life_counts_whoever_has_noted_it() -> None:
    assert seen_us(asset(last_seen_us=NOW_US), heard(5)) == NOW_US
    assert seen_us(asset(last_seen_us=NOW_US - 9), heard(5)) == NOW_US - 5
    assert seen_us(asset(last_seen_us=7, device=None), heard()) == 7
    assert seen_us(asset(device=None), heard()) is None


@pytest.mark.parametrize("state", ["staged", "in_stock"])
def test_a_first_sign_of_life_proposes_what_the_checks_let_pass(state: str) -> None:
    row = asset(state, first_seen_us=NOW_US - 3 * DAY_US)
    found = told(row, heard())
    assert set(found) == {Rule.FIRST_SEEN}
    (operation,) = found[Rule.FIRST_SEEN].operations
    assert operation.values == {"state": "in_service", "in_service_on": "2026-02-26"}
    before = {"type": "t", "tag": "T1", "site": "s1", "state": state}
    assert list(problems_of(operation, before)) == []


def test_the_day_of_a_sign_of_life_is_that_of_the_city() -> None:
    late_us = NOW_US + 11 * 3_600_000_000 + 1_800_000_000  # 23:30 UTC, 00:30 in Berlin
    live = LiveFacts(late_us, 0, frozenset(), {"sw-1": late_us})
    (operation,) = told(asset("staged"), live)[Rule.FIRST_SEEN].operations
    assert operation.values["in_service_on"] == "2026-03-02"


@pytest.mark.parametrize("state", ["needed", "requested", "ordered", "delivered"])
def test_an_asset_that_nobody_has_received_yet_and_that_is_heard_is_told(state: str) -> None:
    found = told(asset(state), heard())[Rule.FIRST_SEEN]
    assert not found.operations
    assert "ist aber noch" in found.text


def test_what_is_missing_for_the_service_is_named() -> None:
    found = told(asset("staged", tag=None, site=None), heard())[Rule.FIRST_SEEN]
    assert not found.operations
    labels = [KINDS["asset"].field(name).label for name in ("tag", "site")]
    assert found.text.endswith(f"fehlt noch: {', '.join(labels)}.")
    assert found.text.startswith("Der Datensatz")


@pytest.mark.parametrize("state", UNUSED)
def test_what_is_not_used_and_heard_is_told_for_a_day(state: str) -> None:
    row = asset(state, in_service_on="2024-01-01")
    assert set(told(row, heard(DAY_US))) == {Rule.MEASURED_UNUSED}
    assert told(row, heard(DAY_US + 1)) == {}


def test_silence_is_told_after_the_patience_of_its_kind() -> None:
    limits = Limits(silent_days=3, silent_days_by_kind={"tablet": 30})
    assert told(asset(), heard(3 * DAY_US)) == {}
    assert told(asset(), heard(3 * DAY_US + 1))[Rule.SILENT].facts == "26.02.2026"
    assert told(asset(**{"type.kind": "tablet"}), heard(9 * DAY_US), limits=limits) == {}


def test_what_was_never_heard_is_told_after_the_same_patience() -> None:
    fresh, old = asset(in_service_on="2026-02-26"), asset(in_service_on="2026-02-25")
    assert told(fresh, WATCHED) == {}
    assert told(old, WATCHED)[Rule.SILENT].facts == "never"
    assert told(asset(), WATCHED)[Rule.SILENT].facts == "never"


@pytest.mark.parametrize(
    ("row", "live"),
    [
        (asset("in_stock"), LiveFacts(NOW_US, 0, frozenset({"sw-1"}))),
        (asset(device=None), LiveFacts(NOW_US, 0, frozenset({"sw-1"}))),
        (asset(), LiveFacts(NOW_US, 0, frozenset({"other"}))),
        (asset(), LiveFacts(NOW_US, NOW_US - 60_000_000, frozenset({"sw-1"}))),
    ],
)
def test_silence_means_nothing_where_nobody_is_to_be_heard(
    row: dict[str, Value], live: LiveFacts
) -> None:
    assert told(row, live) == {}


@given(st.integers(0, 60 * DAY_US), st.integers(0, 60), st.integers(0, 60))
def test_more_patience_never_tells_more(ago_us: int, days: int, more: int) -> None:
    patient = told(asset(), heard(ago_us), limits=Limits(days + more))
    assert set(patient) <= set(told(asset(), heard(ago_us), limits=Limits(days)))


def test_a_planned_day_that_has_passed_is_told_until_the_asset_is_in_service() -> None:
    late = told(asset("ordered", planned_on="2026-02-28"))[Rule.PLAN_OVERDUE]
    assert late.text == "T1 war für den 28.02.2026 geplant und ist noch „bestellt“."
    assert told(asset("ordered", planned_on="2026-03-01")) == {}
    assert told(asset("in_service", planned_on="2026-02-28")) == {}


@pytest.mark.parametrize("kind", ["link", "radio_site"])
def test_a_planned_line_whose_day_has_passed_is_told(kind: str) -> None:
    row: dict[str, Value] = {
        "uid": "n1", "name": "Neubau", "state": "planned", "planned_on": "2026-02-28",
    }  # fmt: skip
    (found,) = judge_plan(kind, row, TODAY)
    assert (found.rule, found.key) == (Rule.PLAN_OVERDUE, Key(kind, "n1"))
    assert not list(judge_plan(kind, {**row, "state": "built"}, TODAY))


@pytest.mark.parametrize(
    ("until", "is_told"),
    [
        ("2026-03-01", False),
        ("2026-02-28", True),
        ("2025-12-01", True),
        ("2025-11-30", False),
        ("9999-12-31", False),
        (None, False),
    ],
)
def test_a_warranty_is_told_while_something_can_still_be_done(
    until: str | None, *, is_told: bool
) -> None:
    assert (Rule.WARRANTY_ENDED in told(asset(warranty_until=until))) == is_told
    assert told(asset("in_stock", warranty_until=until)) == {}


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        ({"site": None}, "site"),
        ({"space": None}, "space"),
        ({"space": None, "rack": "r1"}, None),
        ({"space": None, "type.kind": "tablet"}, None),
        ({"space": None, "site.kind": "mast"}, None),
        ({"site": None, "state": "in_stock"}, None),
    ],
)
def test_what_is_in_service_has_a_site_and_what_is_fixed_a_room(
    values: dict[str, Value], facts: str | None
) -> None:
    found = told(asset(**values)).get(Rule.NO_PLACE)
    assert (found and found.facts) == facts


@pytest.mark.parametrize(
    ("place", "is_outside"),
    [
        ((0.0, 0.0), False),
        ((8.0, 6.0), False),
        ((8.1, 3.0), True),
        ((4.0, -0.1), True),
        ((-1.0, 99.0), True),
        ((None, 99.0), True),
        ((None, None), False),
    ],
)
def test_what_is_drawn_lies_within_its_plan(
    place: tuple[float | None, float | None], *, is_outside: bool
) -> None:
    drawn: dict[str, Value] = {"plan_x": place[0], "plan_y": place[1]}
    room: dict[str, Value] = {"space.plan_width_m": 8.0, "space.plan_height_m": 6.0}
    floor: dict[str, Value] = {"space.parent.plan_width_m": 8.0, "space.parent.plan_height_m": 6.0}
    for size in (room, floor, {**dict.fromkeys(floor, 1.0), **room}):
        assert (Rule.OUTSIDE_PLAN in told(asset(**drawn, **size))) == is_outside
    assert told(asset(**drawn)) == {}


# --- papers ---------------------------------------------------------------------------------


def paper(**values: Value) -> dict[str, Value]:
    return {"uid": "c1", "name": "Wartung", **values}


def ending(today: str, row: dict[str, Value], limits: Limits = LIMITS) -> list[str]:
    return [
        one.facts for one in judge_end(Rule.CONTRACT_ENDING, row, date.fromisoformat(today), limits)
    ]


def test_a_contract_is_told_from_its_notice_until_some_time_after_its_end() -> None:
    row = paper(ends_on="2026-05-31", notice_months=3)
    assert ending("2026-02-27", row) == []
    assert ending("2026-02-28", row) == ["2026-05-31 2026-02-28"]
    assert ending("2026-05-31", row) == ["2026-05-31 2026-02-28"]
    assert ending("2026-06-01", row) == ["2026-05-31 ended"]
    assert ending("2026-08-29", row) == ["2026-05-31 ended"]
    assert ending("2026-08-30", row) == []


def test_a_notice_that_nobody_named_is_the_usual_one() -> None:
    row = paper(ends_on="2026-05-31")
    assert ending("2026-04-29", row, Limits(notice_months=1)) == []
    assert ending("2026-04-30", row, Limits(notice_months=1)) == ["2026-05-31 2026-04-30"]


def test_a_contract_without_an_end_or_without_any_end_in_sight_is_never_told() -> None:
    assert ending("2026-03-01", paper()) == []
    assert ending("2026-03-01", paper(ends_on="9999-12-31")) == []


def test_a_notice_beyond_all_calendars_has_begun() -> None:
    assert ending("2026-03-01", paper(ends_on="9999-12-31", notice_months=10**12))


def test_contracts_and_licences_are_called_what_they_are() -> None:
    row = paper(ends_on="2026-03-31")
    (contract,) = judge_end(Rule.CONTRACT_ENDING, row, TODAY, LIMITS)
    (licence,) = judge_end(Rule.LICENCE_ENDING, row, TODAY, LIMITS)
    assert (contract.key, licence.key) == (Key("contract", "c1"), Key("licence", "c1"))
    assert contract.text.startswith("Der Vertrag „Wartung“ endet am 31.03.2026")
    assert licence.text.startswith("Die Lizenz „Wartung“ endet am 31.03.2026")


@given(st.none() | st.integers(0, 50), st.integers(0, 50))
def test_seats_are_told_just_when_more_are_used_than_bought(seats: int | None, used: int) -> None:
    found = list(judge_seats(paper(seats=seats), used))
    assert bool(found) == (seats is not None and used > seats)
    assert all(f"{used} Plätze" in one.text for one in found)


def test_a_loan_is_told_once_its_day_has_passed_and_only_while_it_is_out() -> None:
    row: dict[str, Value] = {"uid": "l1", "state": "out", "due_on": "2026-02-28"}
    (bare,) = judge_loan(row, TODAY)
    assert bare.text == "Ein Gerät sollte am 28.02.2026 zurück sein."
    (named,) = judge_loan({**row, "asset.tag": "T1", "asset.name": "Koffer"}, TODAY)
    assert named.text.startswith("T1 Koffer sollte")
    for other in ({"due_on": "2026-03-01"}, {"due_on": None}, {"state": "returned"}):
        assert not list(judge_loan({**row, **other}, TODAY))


def test_the_end_of_support_matters_while_some_are_in_service() -> None:
    row = paper(eos_on="2026-02-28")
    (found,) = judge_type(row, 2, TODAY)
    assert (found.rule, found.key) == (Rule.SUPPORT_ENDED, Key("asset_type", "c1"))
    assert not list(judge_type(row, 0, TODAY))
    assert not list(judge_type(paper(eos_on="2026-03-01"), 2, TODAY))
    assert not list(judge_type(paper(), 2, TODAY))
