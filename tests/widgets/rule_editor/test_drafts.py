"""The rule while it is edited: steps back and forth, kinds, priority."""

from dataclasses import replace
from math import isnan

import pytest
from pytestqt.qtbot import QtBot

from app.domain.alarms import Consequence, Priority, ResponseTime, RuleKind
from app.services.rulesets import is_same_rule
from tests.fakes.rules import make_edited, state_rule
from widgets.rule_editor.drafts import (
    Draft,
    blank_rule,
    id_for,
    is_judging,
    judges_alike,
    kinds_for,
    of_kind,
)

EDITED = make_edited()
RULE = EDITED.rule


@pytest.fixture
def draft(qtbot: QtBot) -> Draft:
    made = Draft()
    made.open(RULE, RULE)
    return made


def test_steps_of_one_gesture_are_taken_back_together(draft: Draft) -> None:
    draft.edit({"threshold": 4.0}, "threshold")
    draft.edit({"threshold": 45.0}, "threshold")
    draft.edit({"deadband": 2.0}, "deadband")
    draft.undo()
    assert (draft.rule.threshold, draft.rule.deadband) == (45.0, 0.0)
    draft.undo()
    assert is_same_rule(draft.rule, RULE)
    assert (draft.can_undo, draft.can_redo, draft.is_changed) == (False, True, False)
    draft.redo()
    draft.redo()
    assert (draft.rule.threshold, draft.rule.deadband) == (45.0, 2.0)
    draft.redo()
    assert draft.rule.deadband == 2.0


def test_a_sealed_gesture_is_a_step_of_its_own(draft: Draft) -> None:
    draft.edit({"threshold": 45.0}, "threshold")
    draft.seal()
    draft.edit({"threshold": 50.0}, "threshold")
    draft.undo()
    assert draft.rule.threshold == 45.0


def test_what_changes_nothing_is_no_step(draft: Draft) -> None:
    draft.edit({"threshold": RULE.threshold, "setpoint": float("nan")}, "x")
    assert not draft.can_undo


def test_a_new_edit_forgets_what_was_taken_back(draft: Draft) -> None:
    draft.edit({"threshold": 45.0}, "a")
    draft.undo()
    draft.edit({"threshold": 46.0}, "b")
    assert not draft.can_redo


def test_the_matrix_gives_the_priority(draft: Draft) -> None:
    draft.edit({"consequence": Consequence.SEVERE, "response": ResponseTime.IMMEDIATE}, "matrix")
    assert draft.rule.priority is Priority.CRITICAL
    draft.edit({"consequence": Consequence.NONE}, "matrix")
    assert draft.rule.is_event
    draft.open(replace(RULE, consequence=None), RULE)
    draft.edit({"response": ResponseTime.HOURS}, "matrix")
    assert draft.rule.priority is RULE.priority


def test_a_saved_draft_is_unchanged(draft: Draft) -> None:
    draft.edit({"threshold": 45.0}, "a")
    draft.took_over()
    assert not draft.is_changed


def test_a_proposal_differs_from_the_saved_rule_at_once(qtbot: QtBot) -> None:
    made = Draft()
    assert not made.is_changed
    with pytest.raises(RuntimeError):
        _ = made.rule
    made.open(replace(RULE, on_delay_s=60.0), RULE)
    assert made.is_changed


def test_a_blank_rule_has_a_kind_its_point_does_not_have_yet() -> None:
    rule = blank_rule(EDITED.point, EDITED.city)
    assert (rule.kind, rule.id) == (RuleKind.LO, f"{EDITED.point.id}#lo")
    assert isnan(rule.threshold)
    point, _ = state_rule(EDITED.city)
    silent = blank_rule(point, EDITED.city)
    assert (silent.kind, silent.threshold) == (RuleKind.INACTIVE, 3 * point.interval_s)
    state = blank_rule(point, replace(EDITED.city, rules=()))
    assert (state.kind, state.codes) == (RuleKind.STATE, frozenset({2}))


def test_ids_are_never_given_twice() -> None:
    assert id_for(EDITED.point, RuleKind.HI, EDITED.city) == f"{EDITED.point.id}#hi-2"


def test_another_kind_loses_what_only_the_first_one_has() -> None:
    deviation = replace(RULE, kind=RuleKind.DEVIATION, setpoint=3.0, deadband=1.0)
    silent = replace(deviation, **of_kind(deviation, RuleKind.INACTIVE, EDITED.point, EDITED.city))
    assert isnan(silent.setpoint)
    assert (silent.threshold, silent.deadband) == (3 * EDITED.point.interval_s, 0.0)
    high = replace(silent, **of_kind(silent, RuleKind.HI, EDITED.point, EDITED.city))
    assert isnan(high.threshold)
    formula = replace(high, **of_kind(high, RuleKind.FORMULA, EDITED.point, EDITED.city))
    assert formula.formula == f"[{EDITED.point.id}]"
    rate = replace(formula, **of_kind(formula, RuleKind.RATE, EDITED.point, EDITED.city))
    assert (rate.formula, rate.limit, rate.reference) == ("", "", None)


def test_only_what_judges_decides_whether_two_rules_are_tested_alike() -> None:
    assert judges_alike(RULE, replace(RULE, basis="anders", latches=True))
    assert not judges_alike(RULE, replace(RULE, deadband=1.0))
    assert is_judging("threshold")
    assert not is_judging("message")


def test_states_have_other_kinds_than_measurements() -> None:
    point, _ = state_rule(EDITED.city)
    assert RuleKind.STATE in kinds_for(point)
    assert RuleKind.STATE not in kinds_for(EDITED.point)
