"""What a common change makes of each record."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.changes import FieldProblem
from app.domain.inventory.fields import Field, Value
from app.domain.inventory.records import Key, Record
from widgets.inventory.bulk.plan import BulkChange, plan_change, settable
from widgets.inventory.fields.wording import tags_of


def asset(number: int = 1, **values: Value) -> Record:
    filled = {
        "tag": f"INV-{number}",
        "type": "t",
        "site": "s",
        "state": "in_service",
        **values,
    }
    kept = {name: value for name, value in filled.items() if value is not None}
    return Record("asset", f"{number:032x}", number, 3, kept, 0)


def test_records_that_have_the_value_stay_the_same() -> None:
    records = [asset(1, owner="Stadt"), asset(2, owner="Land"), asset(3)]
    plan = plan_change(records, BulkChange({"owner": "Stadt"}), {})
    assert plan.same == 1
    assert [(one.uid, one.values, one.rev) for one in plan.operations] == [
        (records[1].uid, {"owner": "Stadt"}, 3),
        (records[2].uid, {"owner": "Stadt"}, 3),
    ]
    assert [(cell.before, cell.after) for cell in plan.cells] == [
        ("Land", "Stadt"),
        (None, "Stadt"),
    ]


def test_a_step_of_the_life_cycle_that_lacks_a_field_is_refused_at_that_field() -> None:
    records = [asset(1), asset(2, repair_note="Glas gebrochen"), asset(3, state="needed")]
    plan = plan_change(records, BulkChange({"state": "repair"}), {})
    assert [one.uid for one in plan.operations] == [records[1].uid]
    assert plan.refused == {Key("asset", records[0].uid), Key("asset", records[2].uid)}
    refused = {cell.path: cell.problem for cell in plan.cells if cell.problem}
    assert "Schaden" in refused["repair_note"]
    assert "kein Schritt" in refused["state"]


def test_a_required_field_cannot_be_emptied_for_all() -> None:
    plan = plan_change([asset()], BulkChange({"type": None}), {})
    assert not plan.operations
    assert "fehlt" in plan.cells[0].problem


def test_fields_of_peoples_own_are_set_beside_those_that_stay() -> None:
    field = Field("raum", "Nutzung")
    record = asset(custom='{"raum": "Labor", "alt": 1}')
    plan = plan_change([record], BulkChange({"custom.raum": "Büro"}), {"raum": field})
    assert plan.operations[0].values == {"custom": '{"alt": 1, "raum": "Büro"}'}
    assert plan.cells[0].before == "Labor"
    assert "custom.raum" in settable("asset", {"raum": field})


NAMES = st.lists(st.sampled_from(("a", "b", "c", "d")), unique=True).map(tuple)


@given(NAMES, NAMES, NAMES)
def test_tags_are_added_and_removed_and_stay_each_once(
    had: tuple[str, ...], more: tuple[str, ...], fewer: tuple[str, ...]
) -> None:
    text = f"|{'|'.join(had)}|" if had else None
    plan = plan_change([asset(tags=text)], BulkChange({}, more, fewer), {})
    wanted = [name for name in had if name not in fewer]
    wanted += [name for name in more if name not in wanted]
    if wanted == list(had):
        assert plan.same == 1
    else:
        assert tags_of(plan.operations[0].values["tags"]) == wanted


@given(st.lists(st.sampled_from(("Stadt", "Land", "")), max_size=30))
def test_each_record_is_counted_exactly_once(owners: list[str]) -> None:
    records = [asset(number, owner=owner or None) for number, owner in enumerate(owners)]
    plan = plan_change(records, BulkChange({"owner": "Stadt"}), {})
    assert plan.same + len(plan.operations) + len(plan.refused) == len(records)


def test_what_the_store_finds_stands_at_its_cell() -> None:
    records = [asset(1), asset(2)]
    plan = plan_change(records, BulkChange({"owner": "Stadt"}), {})
    problem = FieldProblem(Key("asset", records[0].uid), "owner", "Das geht nicht.")
    after = plan.with_problems([problem])
    assert [cell.problem for cell in after.cells] == ["Das geht nicht.", ""]
    assert [one.uid for one in after.operations] == [records[1].uid]


def test_work_nobody_wants_any_more_ends() -> None:
    plan = plan_change([asset()], BulkChange({"owner": "x"}), {}, lambda: False)
    assert not plan.cells
    assert not plan.operations


def test_unique_fields_are_not_offered_for_many() -> None:
    assert "tag" not in settable("asset", {})
    assert {"site", "state", "tags", "note"} <= settable("asset", {}).keys()
