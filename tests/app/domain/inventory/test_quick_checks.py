"""What is called fine at once is never refused by the checks themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import LONGEST_TEXT, Field, FieldType, Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.quick_checks import fine_of

odd: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.just(""),
    st.text(max_size=5),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.just("2026-01-31"),
    st.just("2026-02-31"),
    st.just("\ud800"),
)


def value_of(one: Field) -> st.SearchStrategy[Value]:
    """Return values that mostly fit a field."""
    fitting: st.SearchStrategy[Value] = st.just("x")
    if one.type is FieldType.CHOICE and one.choices:
        fitting = st.sampled_from([choice.key for choice in one.choices])
    elif one.type is FieldType.DATE:
        fitting = st.just("2026-11-30")
    elif one.type in {FieldType.INTEGER, FieldType.MOMENT, FieldType.FLAG}:
        fitting = st.integers(-1, 70)
    elif one.type in {FieldType.DECIMAL, FieldType.MONEY}:
        fitting = st.floats(-1, 70)
    elif one.name.endswith("_kind"):
        fitting = st.sampled_from(["asset", "point", "nothing"])
    return st.one_of(fitting, fitting, fitting, odd)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, Values, Values | None]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    names = [one.name for one in KINDS[kind].all_fields]
    needed = {one.name for one in KINDS[kind].all_fields if one.is_required}

    def record() -> dict[str, Value]:
        some = needed | set(draw(st.lists(st.sampled_from(names), max_size=6)))
        return {name: draw(value_of(KINDS[kind].field(name))) for name in names if name in some}

    before = record() if draw(st.booleans()) else None
    values = record()
    if draw(st.integers(0, 9)) == 0:
        values[draw(st.sampled_from(["unknown", "custom"]))] = draw(odd)
    return kind, values, before


@settings(max_examples=1_500, deadline=None)
@given(changes())
def test_fine_means_no_problem(change: tuple[str, Values, Values | None]) -> None:
    kind, values, before = change
    operation = Operation(Action.CREATE if before is None else Action.UPDATE, kind, "u", values)
    if fine_of(kind)(values, before, {**(before or {}), **values}):
        assert list(problems_of(operation, before, {})) == []


ASSET: dict[str, Value] = {
    "type": "t",
    "state": "in_stock",
    "tag": "I",
    "site": "s",
    "cost": 5.0,
    "name": "Ä",
}
LINK: dict[str, Value] = {
    "kind": "fibre",
    "state": "planned",
    "a_kind": "asset",
    "a": "a1",
    "b_kind": "site",
    "b": "s1",
}

NEEDED: dict[str, Values] = {
    "rack": {"name": "R", "site": "s", "height_units": 42},
    "asset": ASSET,
    "custom_field": {"kind": "asset", "name": "x", "label": "X", "type": "text"},
}


def is_new_fine(kind: str, values: Values) -> bool:
    return fine_of(kind)(values, None, values)


def is_step_fine(before: Values, **changes: Value) -> bool:
    return fine_of("asset")(changes, before, {**before, **changes})


def test_ordinary_changes_are_fine() -> None:
    """Otherwise it would be right and of no use."""
    assert is_new_fine("asset", ASSET)
    assert is_new_fine("link", LINK)
    assert is_new_fine("vendor", {"name": "Musterwerk"})
    assert is_step_fine(ASSET, state="in_service", in_service_on="2026-01-01", cost=7)
    assert is_step_fine(ASSET, note=None)


@pytest.mark.parametrize(
    ("kind", "field", "fitting", "others"),
    [
        ("rack", "height_units", [1, 60], [0, 61, 1.0, "42", True]),
        ("asset", "rack_unit", [1, 1.5, 60], [0.5, 61.0, "1", True, float("nan")]),
        ("asset", "cost", [0, 0.01], [-0.01, "5", float("inf")]),
        ("asset", "audited_us", [0, -1, 2**63 - 1], [2**63, 0.0]),
        ("asset", "mac", ["0a:1b:2c:3d:4e:5f"], ["0A-1B", 7]),
        ("asset", "bought_on", ["2024-02-29"], ["2026-02-29", "", 20260131]),
        ("asset", "name", ["Gerät", "x", ""], ["\0", "\ud800", "x" * (LONGEST_TEXT + 1), 3]),
        ("asset", "state", ["in_stock"], ["nowhere", 1]),
        ("custom_field", "required", [0, 1], [2, 1.0, "1"]),
    ],
)
def test_a_value_is_fine_just_within_its_limits(
    kind: str, field: str, fitting: list[Value], others: list[Value]
) -> None:
    for values, is_fine in ((fitting, True), (others, False)):
        for value in values:
            assert is_new_fine(kind, {**NEEDED[kind], field: value}) == is_fine, value


def test_what_lacks_something_is_left_to_the_checks() -> None:
    assert not is_new_fine("asset", {**ASSET, "nothing": 1})
    assert not is_new_fine("asset", {**ASSET, "type": None})
    assert not is_new_fine("asset", {**ASSET, "type": ""})
    assert not is_new_fine("asset", {**ASSET, "site": None}), "what is in stock stands somewhere"


def test_a_reference_of_an_unknown_kind_is_left_to_the_checks() -> None:
    assert is_new_fine("link", {**LINK, "a_kind": "point"})
    assert not is_new_fine("link", {**LINK, "a_kind": "nothing"})
    assert not is_new_fine("link", {**LINK, "b_kind": None})


def test_steps_that_are_none_and_steps_that_lack_something_are_left_to_the_checks() -> None:
    assert not is_new_fine("asset", {**ASSET, "state": "disposed"}), "nothing begins so"
    assert not is_step_fine(ASSET, state="disposed")
    assert not is_step_fine(ASSET, state="in_service")
    assert not is_step_fine({**ASSET, "state": 3}, name="B"), "a state that is no word"


@pytest.mark.parametrize(
    "kind", [name for name, one in KINDS.items() if one.periods or one.rising or one.together]
)
def test_kinds_whose_fields_must_agree_are_always_left_to_the_checks(kind: str) -> None:
    assert not is_new_fine(kind, {})
