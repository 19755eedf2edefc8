"""What is called fine at once is never refused by the checks themselves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Field, FieldType, Value, Values
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


def test_ordinary_changes_are_fine() -> None:
    """Otherwise it would be right and of no use."""
    asset: dict[str, Value] = {
        "type": "t",
        "state": "in_stock",
        "tag": "I",
        "site": "s",
        "cost": 5.0,
        "name": "Ä",
    }
    assert fine_of("asset")(asset, None, asset)
    later: dict[str, Value] = {"state": "in_service", "in_service_on": "2026-01-01", "cost": 7}
    assert fine_of("asset")(later, asset, {**asset, **later})
    assert not fine_of("asset")({"state": "disposed"}, asset, {**asset, "state": "disposed"})
    assert not fine_of("asset")({"nothing": 1}, asset, asset)
