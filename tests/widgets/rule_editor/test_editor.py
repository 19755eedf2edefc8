"""The editor as a person uses it: edit, see what it would have brought, say why, save."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.points import PointId
from app.domain.texts import NO_TEXT, Text
from app.services.rulesets import with_rule, without_rule
from tests.fakes.rule_editors import CTRL, answer, counts, number, press, settle, write
from tests.fakes.rules import HOUR_US, NOW_US, Edited, state_rule
from widgets.rule_editor import RuleEditor, blank_rule
from widgets.rule_editor.fields import LineField, TextField
from widgets.rule_editor.why import WhyDialog

# --- editing and the back-test ------------------------------------------------------------------


def test_the_saved_rule_is_tested_when_it_is_opened(editor: RuleEditor) -> None:
    assert counts(editor) == ("2", "2")
    assert editor.bench.stage.is_content_shown
    assert not editor.save_button.isEnabled()
    assert editor.status.text() == "Unverändert"


def test_each_edit_is_tested_beside_the_saved_rule(qtbot: QtBot, editor: RuleEditor) -> None:
    write(editor, "threshold", "25")
    settle(qtbot, editor)
    assert counts(editor) == ("2", "3")
    rows = editor.bench.list_model.rows
    assert [(row.is_new, row.start_us) for row in rows] == [(True, NOW_US - 7 * HOUR_US)]
    write(editor, "threshold", "50")
    settle(qtbot, editor)
    assert counts(editor) == ("2", "1")
    assert [row.is_new for row in editor.bench.list_model.rows] == [False]
    assert editor.save_button.isEnabled()


def test_words_do_not_have_the_past_tested_again(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    asked = editor.bench._asked
    editor._edit({"message": Text("Viel zu hoch")}, "message")
    settle(qtbot, editor)
    assert editor.bench._asked is asked


def test_steps_are_taken_back_with_the_keyboard(qtbot: QtBot, editor: RuleEditor) -> None:
    write(editor, "threshold", "25")
    write(editor, "deadband", "3")
    box = number(editor, "deadband").number
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert (editor.draft.rule.threshold, editor.draft.rule.deadband) == (25.0, 0.0)
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert number(editor, "threshold").number.text() == "40"
    QTest.keyClick(box, Qt.Key.Key_Y, CTRL)
    assert editor.draft.rule.threshold == 25.0
    settle(qtbot, editor)
    assert counts(editor) == ("2", "3")


def test_what_cannot_be_read_is_said_and_taken_back_first(qtbot: QtBot, editor: RuleEditor) -> None:
    write(editor, "threshold", "viel")
    assert number(editor, "threshold").fault == "Das ist keine Zahl."
    assert "lesbar" in editor.bench.stage.notice.sentence
    editor.save()
    assert editor.findChild(WhyDialog) is None
    editor.undo()
    assert number(editor, "threshold").number.text() == "40"
    assert number(editor, "threshold").fault == ""
    settle(qtbot, editor)
    assert counts(editor) == ("2", "2")


def test_a_fault_stands_at_its_field_and_the_test_waits(qtbot: QtBot, editor: RuleEditor) -> None:
    write(editor, "deadband", "-3")
    assert "kleiner als null" in number(editor, "deadband").fault
    assert "wartet" in editor.bench.stage.notice.sentence
    assert "zu klären" in editor.status.text()
    write(editor, "deadband", "3")
    settle(qtbot, editor)
    assert editor.bench.stage.notice.sentence == ""


def test_without_an_action_it_is_offered_as_an_event(editor: RuleEditor) -> None:
    action = editor.form.fields["action"]
    assert isinstance(action, TextField)
    action.box.setPlainText("")
    line = editor.form.event_line
    assert line.sentence.text() == "Ohne Maßnahme ist das kein Alarm."
    assert not line.isHidden()
    line.button.click()
    assert editor.draft.rule.is_event
    assert editor.form.fields["matrix"].isHidden()
    assert editor._faults == []
    line.button.click()
    assert not editor.draft.rule.is_event


def test_only_the_fields_of_the_kind_are_shown(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    def shown() -> set[str]:
        names = ("threshold", "silence", "deadband", "setpoint", "span_s", "codes", "formula")
        return {name for name in names if not editor.form.fields[name].isHidden()}

    assert shown() == {"threshold", "deadband"}
    _, rule = state_rule(edited.city)
    editor.open_rule(rule, rule, edited.city, edited.history, NOW_US)
    assert shown() == {"codes"}
    new = blank_rule(edited.point, edited.city)
    expected = {
        RuleKind.DEVIATION: {"threshold", "deadband", "setpoint"},
        RuleKind.RATE: {"threshold", "deadband", "span_s"},
        RuleKind.INACTIVE: {"silence"},
        RuleKind.FORMULA: {"threshold", "deadband", "formula"},
    }
    for kind, names in expected.items():
        rule = replace(new, kind=kind)
        editor.open_rule(rule, None, edited.city, edited.history, NOW_US)
        assert shown() == names
    settle(qtbot, editor)


def test_a_new_rule_is_not_shouted_at(qtbot: QtBot, editor: RuleEditor, edited: Edited) -> None:
    new = blank_rule(edited.point, edited.city)
    editor.open_rule(new, None, edited.city, edited.history, NOW_US)
    assert all(field.fault == "" for field in editor.form.fields.values())
    assert editor.remove_button.isHidden()
    editor.save()
    assert editor.form.fields["message"].fault
    message = editor.form.fields["message"]
    assert isinstance(message, LineField)
    QTest.keyClicks(message.line, "Zu tief")
    assert message.fault == ""
    kind = editor.form.fields["kind"]
    assert kind.isEnabled()
    editor._edit({"threshold": 25.0, "action": Text("nachsehen")}, "x")
    settle(qtbot, editor)
    assert counts(editor) == ("–", "4")
    assert "neu" in editor.bench.nothing.text()


def test_the_kind_of_a_new_rule_can_be_chosen(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    new = blank_rule(edited.point, edited.city)
    editor.open_rule(new, None, edited.city, edited.history, NOW_US)
    kind = editor.form.fields["kind"]
    kind.edited.emit(kind.changes(RuleKind.INACTIVE))  # type: ignore[attr-defined] # a choice
    assert editor.draft.rule.id == f"{edited.point.id}#inactive"
    settle(qtbot, editor)


def test_a_rule_without_a_point_cannot_be_edited(editor: RuleEditor, edited: Edited) -> None:
    lost = replace(edited.rule, point=PointId("lora"), kind=RuleKind.LOST)
    assert not editor.open_rule(lost, lost, edited.city, edited.history, NOW_US)


def test_a_changed_profile_is_checked_against(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    low = replace(edited.rule, id=AlarmId("low"), kind=RuleKind.LO, threshold=45.0, deadband=0.0)
    editor.set_city(replace(edited.city, rules=(*edited.city.rules, low)))
    assert number(editor, "threshold").fault
    settle(qtbot, editor)


# --- somebody else ------------------------------------------------------------------------------


def in_force(edited: Edited, **changes: object) -> City:
    """Return the city with the rule as somebody else saved it."""
    return with_rule(edited.city, replace(edited.rule, **changes))  # type: ignore[arg-type] # any


def test_a_rule_that_somebody_else_saved_is_shown_where_nothing_is_lost(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    editor.set_city(in_force(edited, threshold=61.0))
    assert editor.draft.rule.threshold == 61.0
    assert not editor.draft.is_changed
    assert "soeben an anderer Stelle" in editor.notice.sentence
    settle(qtbot, editor)


def test_own_edits_stay_and_are_compared_with_what_somebody_else_saved(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    write(editor, "threshold", "50")
    editor.set_city(in_force(edited, threshold=61.0))
    assert editor.draft.rule.threshold == 50.0
    assert editor.draft.saved is not None
    assert editor.draft.saved.threshold == 61.0
    assert "Speichern ersetzt sie" in editor.notice.sentence
    settle(qtbot, editor)


def test_a_rule_that_somebody_else_removed_can_be_saved_again(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    editor.set_city(without_rule(edited.city, edited.rule.id))
    assert editor.draft.saved is None
    assert editor.save_button.isEnabled()
    assert "Speichern legt sie wieder an" in editor.notice.sentence
    settle(qtbot, editor)


def test_rules_of_others_leave_the_editor_alone(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    other = replace(edited.rule, id=AlarmId("other"), is_event=True)
    editor.set_city(with_rule(edited.city, other))
    assert editor.notice.isHidden()
    settle(qtbot, editor)


# --- saving and leaving -------------------------------------------------------------------------


def test_saving_asks_why_and_waits_for_the_answer(qtbot: QtBot, editor: RuleEditor) -> None:
    write(editor, "threshold", "50")
    press(editor, "Ctrl+S")
    dialog = editor.findChild(WhyDialog)
    assert isinstance(dialog, WhyDialog)
    assert not dialog.do.isEnabled()
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.startswith("Grenze: 40") for text in shown)
    with qtbot.waitSignal(editor.save_requested) as told:
        answer(editor, "flattert nachts")
    assert told.args is not None
    rule, why = told.args
    assert isinstance(rule, AlarmRule)
    assert (rule.threshold, why) == (50.0, "flattert nachts")
    assert editor.status.text() == "Wird gespeichert …"
    editor._edit({"threshold": 1.0}, "x")
    assert editor.draft.rule.threshold == 50.0
    editor.show_refusal("Der Erfasser antwortet nicht.")
    assert "antwortet" in editor.notice.sentence
    assert editor.save_button.isEnabled()
    editor.show_saved()
    assert editor.isHidden()
    settle(qtbot, editor)


def test_what_is_still_being_written_is_looked_at_before_it_is_saved(
    qtbot: QtBot, editor: RuleEditor
) -> None:
    write(editor, "threshold", "50")
    reference = editor.form.fields["reference"]
    line = reference.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "gibtsnicht")
    press(editor, "Ctrl+S")
    assert editor.findChild(WhyDialog) is None
    assert reference.fault
    settle(qtbot, editor)


def test_removing_asks_why(qtbot: QtBot, editor: RuleEditor, edited: Edited) -> None:
    editor.remove_button.click()
    with qtbot.waitSignal(editor.remove_requested) as told:
        answer(editor, "doppelt")
    assert told.args == [edited.rule, "doppelt"]


def test_leaving_asks_once_while_edits_would_be_lost(qtbot: QtBot, editor: RuleEditor) -> None:
    write(editor, "threshold", "50")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isHidden()
    assert "nicht gespeichert" in editor.notice.sentence
    write(editor, "threshold", "51")
    assert editor.notice.sentence == ""
    editor.close()
    assert not editor.isHidden()
    editor.notice.action_requested.emit()
    assert editor.isHidden()
    settle(qtbot, editor)


def test_the_trends_are_asked_for_the_point_and_its_reference(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    other = next(p for p in edited.city.points if p.unit == edited.point.unit)
    editor._edit({"reference": other.id}, "x")
    with qtbot.waitSignal(editor.trend_requested) as told:
        editor.form.trend.click()
    assert told.args == [[str(edited.point.id), str(other.id)]]
    settle(qtbot, editor)


def test_every_control_has_a_name(editor: RuleEditor) -> None:
    for field in editor.form.fields.values():
        for control in field.controls():
            assert control.accessibleName(), field.attributes
            assert "\u00ad" not in control.accessibleName()


def test_another_language_sets_all_texts_again(qtbot: QtBot, editor: RuleEditor) -> None:
    editor.save_button.setText("")
    QApplication.sendEvent(editor, QEvent(QEvent.Type.LanguageChange))
    assert editor.save_button.text()
    settle(qtbot, editor)


def test_the_opened_rule_needs_no_answer(editor: RuleEditor) -> None:
    assert editor.draft.rule.contact == NO_TEXT
    editor.reject()
    assert editor.isHidden()
