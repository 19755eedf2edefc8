"""The list of rules as a person uses it."""

import csv
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmState, Condition, Priority
from app.domain.documents import DocumentKind
from app.services.rulesets import with_rule, without_rule, write_changes
from tests.fakes.city import make_city, make_state
from tests.widgets.rules.conftest import CITY, Desk, settle
from widgets.rules import RulesView
from widgets.rules.columns import RuleColumn
from widgets.rules.point_dialog import PointDialog

FIRST, SECOND = CITY.rules[0], CITY.rules[1]


def shown(view: RulesView) -> list[str]:
    return [str(row.rule.id) for row in view.model.rows]


def cell(view: RulesView, alarm: str, column: RuleColumn) -> str:
    return view.model.texts(view.model.place(alarm), [column])[0]


def change_two_rules(desk: Desk, qtbot: QtBot) -> None:
    """Lower a limit, take a rule away; by Bo, with a reason."""
    changed = with_rule(CITY, replace(FIRST, threshold=FIRST.threshold - 1, deadband=0.25))
    text = write_changes(CITY, without_rule(changed, SECOND.id))
    desk.record(DocumentKind.RULES, text, "Zu viele Meldungen", "Bo")
    desk.settle()


def test_all_rules_are_listed_the_most_urgent_first(desk: Desk) -> None:
    ranks = [row.rule.priority for row in desk.view.model.rows]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(CITY.rules)
    assert desk.view.bar.count.text() == f"{len(CITY.rules)} Regeln"


def test_what_people_changed_is_seen_with_who_and_why(desk: Desk, qtbot: QtBot) -> None:
    change_two_rules(desk, qtbot)
    assert cell(desk.view, FIRST.id, RuleColumn.CHANGED) == "geändert 24.11.2025 17:01"
    assert cell(desk.view, FIRST.id, RuleColumn.AUTHOR) == "Bo"
    assert cell(desk.view, FIRST.id, RuleColumn.WHY) == "Zu viele Meldungen"
    assert cell(desk.view, SECOND.id, RuleColumn.CHANGED).startswith("entfernt")
    desk.view.bar.only_changed.setChecked(True)
    assert set(shown(desk.view)) == {FIRST.id, SECOND.id}


def test_words_find_rules_by_point_place_message_and_id(desk: Desk) -> None:
    desk.view.bar.box.setText(str(FIRST.point))
    desk.view.filter()
    assert set(shown(desk.view)) == {rule.id for rule in CITY.rules if rule.point == FIRST.point}
    desk.view.bar.box.setText("gibt es nicht")
    desk.view.filter()
    assert not desk.view.stage.is_content_shown
    desk.view.stage.action_requested.emit()
    assert len(shown(desk.view)) == len(CITY.rules)


def test_the_selection_of_the_console_can_narrow_the_list(desk: Desk) -> None:
    desk.view.show_selection([str(SECOND.point)])
    desk.view.bar.only_selected.setChecked(True)
    assert {row.rule.point for row in desk.view.model.rows} == {SECOND.point}


def test_a_selected_rule_selects_its_point_and_survives_a_new_city(desk: Desk) -> None:
    told: list[list[str]] = []
    desk.view.points_selected.connect(told.append)
    desk.view.table.selectRow(desk.view.model.place(str(FIRST.id)))
    assert told == [[str(FIRST.point)]]
    desk.view.set_city(with_rule(CITY, replace(FIRST, priority=Priority.LOW)))
    desk.settle()
    assert [row.rule.id for row in desk.view.selected()] == [FIRST.id]


def test_one_rule_can_be_edited_by_keys_and_button(desk: Desk, qtbot: QtBot) -> None:
    desk.view.activateWindow()
    qtbot.waitUntil(desk.view.isActiveWindow)
    wanted: list[object] = []
    desk.view.edit_requested.connect(wanted.append)
    desk.view.select([str(FIRST.id)])
    desk.view.table.setFocus()
    QTest.keyClick(desk.view.table, Qt.Key.Key_F2)
    QTest.keyClick(desk.view.table, Qt.Key.Key_Return)
    desk.view.bar.edit.click()
    assert wanted == [FIRST, FIRST, FIRST]
    desk.view.select([str(FIRST.id), str(SECOND.id)])
    assert not desk.view.bar.edit.isEnabled()
    assert desk.view.bar.remove.isEnabled()
    assert not desk.view.bar.reset.isEnabled()


def test_a_new_rule_is_asked_for_a_point_that_is_chosen(desk: Desk) -> None:
    wanted: list[str] = []
    desk.view.new_requested.connect(wanted.append)
    desk.view.select([str(SECOND.id)])
    desk.view.bar.new.click()
    dialog = desk.view.findChild(PointDialog)
    assert dialog is not None
    dialog.choose()
    assert wanted == [str(SECOND.point)]
    dialog = PointDialog(CITY)
    dialog.point_chosen.connect(wanted.append)
    dialog.box.setText(str(CITY.points[7].id))
    dialog.choose()
    assert wanted[-1] == CITY.points[7].id


def test_the_state_of_the_alarm_stands_beside_its_rule(desk: Desk) -> None:
    alarm = AlarmState(Condition.ACTIVE, is_acknowledged=False)
    desk.view.show_state(make_state(CITY, alarms={FIRST.id: alarm}))
    assert cell(desk.view, FIRST.id, RuleColumn.STATE) == "aktiv, nicht quittiert"
    assert cell(desk.view, SECOND.id, RuleColumn.STATE) == ""


def test_rules_are_copied_with_a_heading(desk: Desk) -> None:
    desk.view.select([str(FIRST.id)])
    desk.view.sharing.copy()
    heading, line, rest = QGuiApplication.clipboard().text().split("\n")
    assert heading.split("\t")[:2] == ["Priorität", "Datenpunkt"]
    assert len(line.split("\t")) == len(heading.split("\t"))
    assert rest == ""


def test_all_columns_are_exported(desk: Desk, tmp_path: Path) -> None:
    told: list[str] = []
    desk.view.message_requested.connect(told.append)
    desk.view.sharing.export_csv(tmp_path / "regeln.csv")
    text = (tmp_path / "regeln.csv").read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert len(rows) == len(CITY.rules) + 1
    assert rows[0][-1] == "Kennung"
    desk.view.sharing.export_csv(tmp_path / "nicht" / "da.csv")
    assert "konnte nicht geschrieben werden" in told[-1]


def test_columns_and_filter_are_remembered(desk: Desk, qtbot: QtBot) -> None:
    desk.view.table.setColumnHidden(RuleColumn.BASIS, True)
    desk.view.bar.box.setText("no2")
    desk.view.bar.only_changed.setChecked(True)
    kept = desk.view.save_state()
    other = RulesView()
    qtbot.addWidget(other)
    other.set_city(CITY)
    other.restore_state(kept)
    assert other.table.isColumnHidden(RuleColumn.BASIS)
    assert other.bar.box.text() == "no2"
    assert other.bar.only_changed.isChecked()
    other.restore_state({"columns": 3, "text": None})
    other.close_feed()


def test_a_journal_that_cannot_be_read_is_told_with_a_way_on(desk: Desk, qtbot: QtBot) -> None:
    desk.journal.trouble = "Das Journal fehlt."
    with qtbot.waitSignal(desk.view.documents.failed):
        desk.view.documents.read()
    assert "Das Journal fehlt." in desk.view.stage.notice.sentence
    desk.journal.trouble = ""
    desk.view.stage.action_requested.emit()
    desk.settle()
    assert desk.view.stage.notice.sentence == ""


def test_a_city_without_rules_offers_to_begin(qtbot: QtBot) -> None:
    view = RulesView()
    qtbot.addWidget(view)
    assert not view.stage.is_content_shown
    view.set_city(replace(make_city(3), rules=()))
    settle(view, qtbot)
    assert "Noch keine Regeln" in view.stage.placeholder.sentence
    view.close_feed()


def test_the_menu_offers_what_is_possible(desk: Desk) -> None:
    desk.view.select([])
    menu = desk.view.make_menu()
    possible = {action.text() for action in menu.actions() if action.isEnabled() and action.text()}
    assert possible == {"Als CSV exportieren …", "Spalten"}


def test_a_change_of_language_says_everything_anew(desk: Desk) -> None:
    QApplication.sendEvent(desk.view, QEvent(QEvent.Type.LanguageChange))
    assert desk.view.bar.new.text() == "Neu …"
    desk.view.apply_theme()
