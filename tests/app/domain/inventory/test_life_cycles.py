"""Life cycles: only the steps there are, with all they need, refused at the field that lacks."""

from itertools import compress, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.changes import Action, FieldProblem, Operation
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import FieldType, Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES, LifeCycle, Transition

STEPS = [
    pytest.param(cycle, step, id=f"{cycle.kind}:{step.before}-{step.after}")
    for cycle in LIFE_CYCLES.values()
    for step in cycle.transitions
]
PAIRS = [
    (cycle, before.key, after.key)
    for cycle in LIFE_CYCLES.values()
    for before in KINDS[cycle.kind].field(cycle.field).choices
    for after in KINDS[cycle.kind].field(cycle.field).choices
]


def filled(kind: str, name: str) -> Value:
    """Return a value that fits a field."""
    one = KINDS[kind].field(name)
    match one.type:
        case FieldType.DATE:
            return "2026-11-30"
        case FieldType.CHOICE:
            return one.choices[0].key
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.MONEY | FieldType.MOMENT:
            return 1
        case _:
            return "asset" if name.endswith("_kind") else "x"


def record(cycle: LifeCycle, state: str) -> dict[str, Value]:
    """Return a record with all that is required and all that any state demands."""
    names = {one.name for one in KINDS[cycle.kind].fields if one.is_required}
    names |= {name for _, demanded in cycle.demands for name in demanded}
    return {**{name: filled(cycle.kind, name) for name in names}, cycle.field: state}


def problems(cycle: LifeCycle, before: Values | None, values: Values) -> list[FieldProblem]:
    action = Action.CREATE if before is None else Action.UPDATE
    return list(problems_of(Operation(action, cycle.kind, "u1", values), before))


def needed(cycle: LifeCycle, step: Transition) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys((*step.required, *next((n for s, n in cycle.demands if s == step.after), ())))
    )


# ---- every step ------------------------------------------------------------------------------
@pytest.mark.parametrize(("cycle", "step"), STEPS)
def test_a_step_with_all_it_needs_is_taken(cycle: LifeCycle, step: Transition) -> None:
    values = {name: filled(cycle.kind, name) for name in needed(cycle, step)}
    before = record(cycle, step.before)
    assert problems(cycle, before, {**values, cycle.field: step.after}) == []


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(("cycle", "step"), STEPS)
def test_whatever_a_step_lacks_is_missed_at_its_field(
    cycle: LifeCycle, step: Transition, empty: Value
) -> None:
    names = needed(cycle, step)
    for missed in product([True, False], repeat=len(names)):
        lacking = sorted(compress(names, missed))
        values = {name: filled(cycle.kind, name) for name in names} | dict.fromkeys(lacking, empty)
        before = {**record(cycle, step.before), **values}
        found = [
            one
            for one in problems(cycle, before, {cycle.field: step.after})
            if "gebraucht" in one.reason
        ]
        assert sorted(one.field for one in found) == lacking
        assert all(one.suggestion for one in found)


@pytest.mark.parametrize(("cycle", "step"), STEPS)
def test_a_step_is_called_what_a_person_does(cycle: LifeCycle, step: Transition) -> None:
    assert step.label[0].isupper()
    assert step.before != step.after
    assert cycle.step(step.before, step.after) is step
    for name in step.required:
        assert KINDS[cycle.kind].has_field(name)


def test_no_step_is_there_twice() -> None:
    for cycle in LIFE_CYCLES.values():
        ends = [(one.before, one.after) for one in cycle.transitions]
        assert len(set(ends)) == len(ends)


# ---- other ways ------------------------------------------------------------------------------
@given(st.sampled_from(PAIRS))
def test_where_no_step_leads_nobody_goes(pair: tuple[LifeCycle, str, str]) -> None:
    cycle, before, after = pair
    values: dict[str, Value] = {
        one.name: filled(cycle.kind, one.name)
        for one in KINDS[cycle.kind].all_fields
        if one.type is not FieldType.JSON and one.name != cycle.field and not one.pattern
    }
    found = problems(cycle, {**values, cycle.field: before}, {cycle.field: after})
    if before == after or cycle.step(before, after) is not None:
        assert found == []
        return
    (problem,) = found
    assert (problem.field, problem.value) == (cycle.field, after)
    words = KINDS[cycle.kind].field(cycle.field).choice_label
    assert words(after) in problem.reason
    steps = list(cycle.steps_from(before))
    assert all(words(one.after) in problem.suggestion for one in steps)
    if not steps:
        assert problem.suggestion == "Dieser Zustand ist endgültig."


@pytest.mark.parametrize("cycle", LIFE_CYCLES.values(), ids=list(LIFE_CYCLES))
def test_new_records_begin_only_where_a_life_begins(cycle: LifeCycle) -> None:
    for choice in KINDS[cycle.kind].field(cycle.field).choices:
        values = {
            one.name: filled(cycle.kind, one.name)
            for one in KINDS[cycle.kind].fields
            if one.type is not FieldType.JSON and not one.pattern
        }
        found = problems(cycle, None, {**values, cycle.field: choice.key})
        assert (found == []) is (choice.key in cycle.first), choice.key


@pytest.mark.parametrize(
    ("cycle", "state", "name"),
    [
        (cycle, state, name)
        for cycle in LIFE_CYCLES.values()
        for state, names in cycle.demands
        for name in names
    ],
)
def test_what_a_state_demands_cannot_be_emptied_while_it_lasts(
    cycle: LifeCycle, state: str, name: str
) -> None:
    (found,) = problems(cycle, record(cycle, state), {name: None})
    assert found.field == name
    assert "gebraucht" in found.reason


@pytest.mark.parametrize(
    ("cycle", "state", "name"),
    [
        (cycle, state, name)
        for cycle in LIFE_CYCLES.values()
        for state, names in cycle.demands
        if state in cycle.first
        for name in names
    ],
)
def test_what_a_state_demands_is_demanded_of_new_records_once(
    cycle: LifeCycle, state: str, name: str
) -> None:
    values = {**record(cycle, state), name: None}
    assert [one.field for one in problems(cycle, None, values)] == [name]


def test_every_state_can_be_reached() -> None:
    for cycle in LIFE_CYCLES.values():
        reached = set(cycle.first)
        while (
            more := {step.after for step in cycle.transitions if step.before in reached} - reached
        ):
            reached |= more
        states = {choice.key for choice in KINDS[cycle.kind].field(cycle.field).choices}
        assert reached == states
