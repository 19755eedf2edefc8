"""What a record must be like, rule for rule, and what is said where it is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.changes import Action, FieldProblem, Operation
from app.domain.inventory.checks import problems_of, value_problem
from app.domain.inventory.fields import Choice, Field, FieldType, Value
from app.domain.inventory.kinds import FOREIGN_KINDS, KINDS
from app.domain.inventory.records import Key
from tests.inventories import create

GOOD: dict[str, Value] = {"type": "t1", "state": "staged", "tag": "INV-1"}


def problems(
    values: dict[str, Value],
    before: dict[str, Value] | None = None,
    kind: str = "asset",
    custom: dict[str, Field] | None = None,
) -> list[FieldProblem]:
    action = Action.CREATE if before is None else Action.UPDATE
    return list(problems_of(Operation(action, kind, "u1", values), before, custom))


def at(found: list[FieldProblem]) -> list[str]:
    return [one.field for one in found]


# ---- the whole record ------------------------------------------------------------------------
def test_a_whole_record_is_fine() -> None:
    assert problems(GOOD) == []


def test_a_kind_nobody_knows_is_refused_as_a_whole() -> None:
    (found,) = problems({}, kind="raumschiff")
    assert (found.key, found.field) == (Key("raumschiff", "u1"), "")
    assert found.reason == "Die Art „raumschiff“ gibt es nicht."


def test_a_removal_needs_nothing() -> None:
    operation = Operation(Action.REMOVE, "asset", "u1", {})
    assert list(problems_of(operation, {"state": "in_service"})) == []


def test_an_unknown_field_is_refused_at_its_name_with_its_value() -> None:
    (found,) = problems({**GOOD, "farbe": "rot"})
    assert (found.field, found.value) == ("farbe", "rot")
    assert found.reason == "Ein Feld „farbe“ gibt es hier nicht."


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, one.name) for kind in sorted(KINDS) for one in KINDS[kind].fields if one.is_required],
)
def test_what_is_required_is_missed_at_its_field(kind: str, name: str, empty: Value) -> None:
    found = [one for one in problems({name: empty}, kind=kind) if one.field == name]
    label = KINDS[kind].field(name).label
    assert (
        FieldProblem(Key(kind, "u1"), name, f"„{label}“ fehlt.", "Bitte füllen Sie das Feld aus.")
        in found
    )


def test_a_change_is_judged_together_with_what_the_record_has() -> None:
    assert problems({"name": "Neu"}, GOOD) == []
    assert at(problems({"type": None}, GOOD)) == ["type"]


def test_fields_may_be_emptied() -> None:
    assert problems({"name": None, "cost": None, "mac": None}, {**GOOD, "name": "Alt"}) == []


# ---- values ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("depreciation_months", "viele", "„viele“ passt nicht zu „Abschreibung“."),
        ("depreciation_months", 2.5, "„2.5“ passt nicht zu „Abschreibung“."),
        ("cost", "teuer", "„teuer“ passt nicht zu „Anschaffungskosten“."),
        ("cost", -0.01, "„Anschaffungskosten“ muss mindestens 0 sein."),
        ("rack_unit", 61, "„Höheneinheit“ darf höchstens 60 sein."),
        ("rack_unit", 0.5, "„Höheneinheit“ muss mindestens 1 sein."),
        ("first_seen_us", "gestern", "„gestern“ passt nicht zu „Zuerst gesehen“."),
        ("name", 7, "„7“ passt nicht zu „Name“."),
        ("site", 7, "„7“ passt nicht zu „Standort“."),
        ("rack_side", "oben", "„oben“ gibt es bei „Seite“ nicht."),
        ("bought_on", "2026-02-30", "„2026-02-30“ ist kein Tag."),
        ("bought_on", "30.11.2026", "„30.11.2026“ ist kein Tag."),
        ("mac", "00-11", "„00-11“ hat nicht die Form, die „MAC-Adresse“ braucht."),
        ("mac", "0:1:2:3:4:5", "„0:1:2:3:4:5“ hat nicht die Form, die „MAC-Adresse“ braucht."),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_at_its_field(
    name: str, value: Value, reason: str
) -> None:
    (found,) = problems({**GOOD, name: value})
    assert (found.field, found.value, found.reason) == (name, value, reason)


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("depreciation_months", "Hier wird eine ganze Zahl erwartet."),
        ("height", "Hier wird eine Zahl erwartet."),
        ("cost", "Hier wird ein Betrag erwartet."),
        ("rack_side", "Möglich sind: vorn, hinten."),
        ("bought_on", "Ein Datum sieht so aus: 2026-11-30."),
        ("mac", "Sechs Paare aus Ziffern und Buchstaben, mit Doppelpunkten."),
    ],
)
def test_it_is_said_what_would_fit(name: str, suggestion: str) -> None:
    (found,) = problems({**GOOD, name: "Unsinn"})
    assert found.suggestion == suggestion


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cost", 0), ("cost", 12.5), ("rack_unit", 1), ("rack_unit", 60), ("rack_side", "rear"),
        ("bought_on", "2024-02-29"), ("mac", "00:11:22:aa:bb:cc"), ("mac", ""), ("tags", "|wlan|"),
        ("first_seen_us", 1_764_000_000_000_000), ("note", "Mit ß und ä."),
    ],
)  # fmt: skip
def test_what_fits_is_fine(name: str, value: Value) -> None:
    assert problems({**GOOD, name: value}) == []


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False)))
def test_a_flag_is_yes_or_no_and_nothing_else(value: Value) -> None:
    one = Field("required", "Pflichtfeld", FieldType.FLAG)
    assert (value_problem(one, value) is None) is (value in (0, 1))


@given(st.dates())
def test_every_day_of_the_calendar_is_one(day: date) -> None:
    assert value_problem(Field("on", "Am", FieldType.DATE), day.isoformat()) is None


@given(st.integers(-100, 100), st.integers(-50, 0), st.integers(0, 50))
def test_limits_belong_to_what_is_allowed(value: int, lowest: int, highest: int) -> None:
    one = Field("n", "Zahl", FieldType.INTEGER, lowest=lowest, highest=highest)
    assert (value_problem(one, value) is None) is (lowest <= value <= highest)


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize("type_", [FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY])
def test_not_a_number_is_not_taken_for_one(type_: FieldType, *, value: bool) -> None:
    """JSON of a file may hold `true` where a number belongs."""
    assert value_problem(Field("n", "Zahl", type_), value) is not None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("type_", [FieldType.DECIMAL, FieldType.MONEY])
def test_a_number_is_finite(type_: FieldType, value: float) -> None:
    assert value_problem(Field("n", "Zahl", type_), value) is not None


# ---- references of any kind ------------------------------------------------------------------
@pytest.mark.parametrize("named", ["asset", *sorted(FOREIGN_KINDS)])
def test_a_reference_of_any_kind_names_a_kind_there_is(named: str) -> None:
    values: dict[str, Value] = {
        "from_kind": "site", "from": "s1", "to_kind": named, "to": "x", "role": "measures",
    }  # fmt: skip
    assert problems(values, kind="relation") == []


def test_a_reference_of_a_kind_there_is_not_is_refused_at_the_kind() -> None:
    values: dict[str, Value] = {
        "from_kind": "site", "from": "s1", "to_kind": "mond", "to": "x", "role": "measures",
    }  # fmt: skip
    (found,) = problems(values, kind="relation")
    assert (found.field, found.value) == ("to_kind", "mond")


# ---- fields of people's own ------------------------------------------------------------------
OWN = {
    "kostenstelle": Field("kostenstelle", "Kostenstelle", pattern=r"\d{4}", is_required=True),
    "farbe": Field("farbe", "Farbe", FieldType.CHOICE, choices=(Choice("rot", "rot"),)),
    "zahl": Field("zahl", "Zahl", FieldType.INTEGER),
}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('{"kostenstelle": "0815"}', []),
        ('{"kostenstelle": "0815", "farbe": "rot", "zahl": 3}', []),
        ('{"kostenstelle": "0815", "frueher": 1}', []),
        ('{"kostenstelle": "815"}', ["custom.kostenstelle"]),
        ('{"kostenstelle": "0815", "farbe": "blau"}', ["custom.farbe"]),
        ('{"kostenstelle": "0815", "zahl": "drei"}', ["custom.zahl"]),
        ("{}", ["custom.kostenstelle"]),
        ("", ["custom.kostenstelle"]),
        (None, ["custom.kostenstelle"]),
        ("{", ["custom"]),
        ("[1]", ["custom"]),
        ("null", ["custom"]),
    ],
)
def test_fields_of_peoples_own_are_checked_like_the_others(text: Value, fields: list[str]) -> None:
    assert at(problems({**GOOD, "custom": text}, custom=OWN)) == fields


def test_a_kind_without_fields_of_peoples_own_knows_none() -> None:
    values: dict[str, Value] = {"name": "wlan", "custom": "{}"}
    assert at(problems(values, kind="tag")) == ["custom"]


def test_a_text_of_one_line_has_a_greatest_length_and_a_remark_has_more() -> None:
    long = create("site", name="x" * 501, kind="school", note="x" * 5_000)
    told = list(problems_of(long, None))
    assert [one.field for one in told] == ["name"]
    assert "höchstens 500" in told[0].reason


def test_a_null_character_is_refused_where_it_stands() -> None:
    told = list(problems_of(create("site", name="a\0b", kind="school"), None))
    assert [one.field for one in told] == ["name"]


# ---- fields that have to agree with each other -----------------------------------------------
PROJECT: dict[str, Value] = {"name": "Serviceportal", "state": "running"}
WORK: dict[str, Value] = {"name": "Pflichtenheft", "stage": "open", "project": "p1"}


def test_an_end_before_the_start_is_refused_at_the_day_that_was_entered() -> None:
    days: dict[str, Value] = {"starts_on": "2026-05-04", "ends_on": "2026-05-03"}
    (found,) = problems({**PROJECT, **days}, kind="project")
    assert (found.field, found.value) == ("ends_on", "2026-05-03")
    assert found.reason == "„Ende“ (2026-05-03) liegt vor „Beginn“ (2026-05-04)."
    before = {**PROJECT, "starts_on": "2026-05-01", "ends_on": "2026-05-03"}
    (found,) = problems({"starts_on": "2026-05-04"}, before, "project")
    assert found.field == "starts_on"


def test_an_end_on_the_day_of_the_start_is_fine() -> None:
    days: dict[str, Value] = {"starts_on": "2026-05-04", "ends_on": "2026-05-04"}
    assert problems({**PROJECT, **days}, kind="project") == []
    assert problems({**PROJECT, "ends_on": "2026-05-04"}, kind="project") == []


def test_estimates_rise_from_good_to_bad_and_empty_ones_do_not_count() -> None:
    good: dict[str, Value] = {"optimistic": 3, "pessimistic": 8}
    assert problems({**WORK, **good}, kind="work_item") == []
    (found,) = problems({**WORK, **good, "duration": 9}, kind="work_item")
    assert found.field == "pessimistic"
    assert found.reason == "„Dauer, ungünstig“ ist kleiner als „Dauer“."
    (found,) = problems({"optimistic": 9}, {**WORK, **good}, "work_item")
    assert found.field == "optimistic"


def test_a_light_by_hand_needs_a_reason_and_a_last_day() -> None:
    assert at(problems({**PROJECT, "light": "red"}, kind="project")) == [
        "light_reason",
        "light_until",
    ]
    whole: dict[str, Value] = {
        "light": "red",
        "light_reason": "Lieferant insolvent",
        "light_until": "2026-12-31",
    }
    assert problems({**PROJECT, **whole}, kind="project") == []


def test_a_budget_without_a_fund_is_refused_at_the_fund() -> None:
    line: dict[str, Value] = {"project": "p1", "year": 2027, "plan": 5_000.0}
    assert at(problems(line, kind="budget_line")) == ["fund"]
