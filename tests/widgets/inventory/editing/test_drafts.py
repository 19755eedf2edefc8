"""Drafts: only what was changed is saved, what clashes is told, a form for every kind."""

import json

import pytest
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Action
from app.domain.inventory.fields import Field
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.records import Record
from widgets.inventory.editing import copy_of, draft_of, new_draft
from widgets.inventory.editing.drafts import clashes
from widgets.inventory.editing.form import RecordForm
from widgets.theme import theme

CUSTOM = {"centre": Field("centre", "Kostenstelle")}


def asset(**values: object) -> Record:
    start = {"tag": "T1", "type": "t", "state": "in_stock", "site": "s", **values}
    return Record("asset", "a1", 1, 3, start, 0)  # type: ignore[arg-type]


def test_an_update_has_the_changed_fields_and_the_version() -> None:
    draft = draft_of(asset(name="Alt", owner="Amt"), CUSTOM)
    operation = draft.operation({**draft.start, "name": "Neu", "owner": None})
    assert operation is not None
    assert (operation.action, operation.rev) == (Action.UPDATE, 3)
    assert operation.values == {"name": "Neu", "owner": None}


def test_empty_text_and_no_value_are_the_same() -> None:
    draft = draft_of(asset(), CUSTOM)
    assert draft.operation({**draft.start, "name": ""}) is None


def test_fields_of_peoples_own_are_kept_with_those_that_are_known_no_more() -> None:
    draft = draft_of(asset(custom=json.dumps({"centre": "1", "old": "x"})), CUSTOM)
    operation = draft.operation({**draft.start, "custom.centre": "2"})
    assert operation is not None
    assert json.loads(str(operation.values["custom"])) == {"centre": "2", "old": "x"}


def test_a_required_field_of_peoples_own_is_missed_in_a_new_record() -> None:
    own = {"centre": Field("centre", "Kostenstelle", is_required=True)}
    draft = new_draft("licence", "v1", own)
    fields = {one.field for one in draft.problems({"name": "A"})}
    assert "custom.centre" in fields


def test_both_changed_and_only_they_changed_are_told_apart() -> None:
    draft = draft_of(asset(name="Alt", owner="Amt", note="n"), {})
    values = {**draft.start, "name": "Meins", "note": "gleich"}
    current = Record("asset", "a1", 1, 4, asset(name="Ihres", owner="X", note="gleich").values, 9)
    found = clashes(draft, values, current)
    assert [(one.name, one.is_shared) for one in found] == [("name", True), ("owner", False)]
    assert (found[0].before, found[0].mine, found[0].theirs) == ("Alt", "Meins", "Ihres")


def test_a_disposed_asset_is_copied_as_one_that_is_needed() -> None:
    draft = copy_of(asset(state="disposed", cost=5.0), "a2", {})
    assert (draft.start["state"], draft.start["cost"]) == ("needed", 5.0)
    assert "tag" not in draft.start


@pytest.mark.parametrize("name", LIFE_CYCLES)
def test_only_states_that_may_follow_are_offered(name: str) -> None:
    cycle = LIFE_CYCLES[name]
    assert new_draft(name, "n", {}).offered_states() == set(cycle.first)
    for step in cycle.transitions:
        draft = draft_of(Record(name, "n", 1, 1, {cycle.field: step.before}, 0), {})
        assert {step.before, step.after} <= draft.offered_states()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_form_that_gives_back_what_it_was_given(qtbot: QtBot, name: str) -> None:
    theme().apply("light")
    form = RecordForm(None)
    qtbot.addWidget(form)
    draft = new_draft(name, "n", CUSTOM if KINDS[name].has_custom else {})
    with qtbot.waitSignal(form.ready):
        form.show_draft(draft)
    values = form.values()
    assert set(values) >= {one.name for one in KINDS[name].all_fields}
    assert {key for key, value in values.items() if value} == {
        key for key, value in draft.start.items() if value
    }
