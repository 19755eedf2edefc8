"""Fields asked in the midst of a pane: what is wrong stands at its field, the wish has it all."""

from collections.abc import Collection, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import ConflictError, FieldProblem, RefusedError
from app.domain.inventory.fields import Value
from app.domain.inventory.records import Key, Record
from tests.portfolios import small_programme
from tests.widgets.inventory.made import heard
from widgets.inventory.panes import Wish
from widgets.portfolio.fields_panel import FieldsPanel, Question


@pytest.fixture
def panel(qtbot: QtBot) -> FieldsPanel:
    made = FieldsPanel()
    qtbot.addWidget(made)
    return made


def risk() -> Record:
    record = small_programme().portfolio().get("risk", "lieferung")
    assert record is not None
    return record


def question(
    values: Mapping[str, Value] | None = None,
    fixed: Mapping[str, Value] | None = None,
    needed: Collection[str] = ("probability",),
) -> Question:
    names = ("probability", "review_on")
    return Question(risk(), "Neu bewerten", "Los", names, values or {}, fixed or {}, needed)


def wish_of(panel: FieldsPanel) -> Wish:
    said = heard(panel.change_wanted)
    panel.go.click()
    (wish,) = said
    assert isinstance(wish, Wish)
    return wish


def test_fields_are_filled_with_what_is_there_unless_told(panel: FieldsPanel) -> None:
    panel.ask(question({"probability": 5}))
    assert panel.editors["probability"].value() == 5
    assert panel.editors["review_on"].value() == "2025-11-03"


def test_the_wish_has_fields_fixed_values_version_and_reason(panel: FieldsPanel) -> None:
    panel.ask(question({"probability": 2}, {"state": "occurred"}))
    wish = wish_of(panel)
    (operation,) = wish.changeset.operations
    assert operation.values == {
        "probability": 2, "review_on": "2025-11-03", "state": "occurred",
    }  # fmt: skip
    assert operation.rev == 1
    assert wish.changeset.reason == "Neu bewerten"
    assert wish.is_told


def test_a_value_beyond_its_limits_is_told_at_its_field(panel: FieldsPanel) -> None:
    said = heard(panel.change_wanted)
    panel.ask(question({"probability": 9}))
    panel.go.click()
    assert not said
    assert panel.editors["probability"].problem


def test_refusals_of_the_store_stand_at_their_field_or_below(panel: FieldsPanel) -> None:
    panel.ask(question())
    wish = wish_of(panel)
    assert not panel.go.isEnabled()
    key = Key("risk", "lieferung")
    problems = [
        FieldProblem(key, "probability", "Zu hoch.", "Nehmen Sie weniger."),
        FieldProblem(key, "project", "Das Projekt ist zu."),
    ]
    wish.done(RefusedError(problems))
    assert panel.go.isEnabled()
    assert "Zu hoch." in panel.editors["probability"].problem
    assert panel.problem.text() == "Das Projekt ist zu."
    assert panel.question is not None


def test_a_conflict_is_told_and_the_question_stays(panel: FieldsPanel) -> None:
    panel.ask(question())
    wish_of(panel).done(ConflictError({}))
    assert panel.problem.text() == "Der Datensatz wurde inzwischen geändert."
    assert panel.question is not None


def test_escape_leaves_without_a_wish(panel: FieldsPanel) -> None:
    said, left = heard(panel.change_wanted), []
    panel.left.connect(lambda: left.append(True))
    panel.show()
    panel.ask(question())
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    panel.carry_out()
    panel.rest()
    assert not panel.isVisible()
    assert not said
    assert len(left) == 1
