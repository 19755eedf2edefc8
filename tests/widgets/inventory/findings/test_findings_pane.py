"""The list of findings: filters, orders on one and many, the selection."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Operation
from app.domain.inventory.findings import proposal_text
from app.domain.inventory.records import Key, Record
from tests.fakes.city import make_state
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.inventory_worlds import AP, CITY, SWITCH, TABLET, World, make_world
from tests.inventories import create, update
from widgets.inventory.findings import FindingsPane
from widgets.inventory.findings.model import Column
from widgets.inventory.findings.orders import Order
from widgets.theme import theme


def finding(name: str, key: Key, severity: str, *changes: Operation, rule: str) -> Operation:
    return create(
        "finding", uid=name, rule=rule, subject_kind=key.kind, subject=key.uid, state="open",
        severity=severity, text=f"Befund {name}", proposal=proposal_text("f", changes),
        opened_us=START_US - 7_200_000_000,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path, FakeClock())
    made.inventory.put(
        finding("f1", AP, "low", rule="warranty_ended"),
        finding("f2", SWITCH, "high", rule="rack_collision"),
        finding("f3", TABLET, "proposal", update("asset", TABLET.uid, state="staged"),
                rule="first_seen"),
        finding("f4", AP, "medium", rule="silent"),
    )  # fmt: skip
    yield made
    made.inventory.close()


@pytest.fixture
def pane(qtbot: QtBot, world: World) -> Iterator[FindingsPane]:
    theme().apply("light")
    made = FindingsPane()
    qtbot.addWidget(made)
    made.clock = FakeClock()
    made.resize(1000, 500)
    made.set_inventory(world.inventory.reader)
    made.change_requested.connect(world.carry_out(made))
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: len(made.model.shown) == 4)
    yield made
    made.close_feed()


def shown(pane: FindingsPane) -> list[str]:
    return [one.uid for one in pane.model.shown]


def pick(pane: FindingsPane, *names: str) -> None:
    pane._select(lambda one: one.uid in names)
    pane._selected()


def stored(world: World, name: str) -> Record:
    with closing(world.inventory.reader()) as reader:
        found = reader.record("finding", name)
    assert found is not None
    return found


def choose(pane: FindingsPane, box: str, key: str) -> None:
    combo = getattr(pane.bar, box)
    combo.setCurrentIndex(combo.findData(key))


def test_the_gravest_come_first_with_word_subject_and_age(pane: FindingsPane) -> None:
    assert shown(pane) == ["f2", "f4", "f1", "f3"]
    cells = [str(pane.model.index(0, column).data()) for column in Column]
    assert cells[:5] == ["hoch", "Befund f2", "HAM-000120 Switch E", "2 h", "offen"]


def test_rules_are_offered_with_how_much_they_found(pane: FindingsPane) -> None:
    texts = [pane.bar.rule.itemText(row) for row in range(pane.bar.rule.count())]
    assert texts[0] == "Alle Regeln (4)"
    assert "In Betrieb, aber ohne Daten (1)" in texts


def test_filters_by_text_rule_and_weight_hold_together(pane: FindingsPane) -> None:
    pane.bar.filter.setText("raum e")
    assert shown(pane) == ["f4", "f1"]
    choose(pane, "severity", "low")
    assert shown(pane) == ["f1"]
    choose(pane, "rule", "silent")
    assert "passt zu dieser Auswahl" in pane.stage.placeholder.sentence
    pane.stage.action_requested.emit()
    assert len(shown(pane)) == 4


def test_the_selected_subject_is_told_and_opened(qtbot: QtBot, pane: FindingsPane) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.table.selectRow(0)
    assert told.args == [[SWITCH]]
    with qtbot.waitSignal(pane.open_requested) as opened:
        pane.table.doubleClicked.emit(pane.model.index(0, 0))
    assert opened.args == [SWITCH]


def test_the_selection_of_others_is_followed_silently(qtbot: QtBot, pane: FindingsPane) -> None:
    with qtbot.assertNotEmitted(pane.keys_selected):
        pane.show_keys([AP])
    assert {one.uid for one in pane.selected()} == {"f1", "f4"}


def test_many_are_assigned_at_once(qtbot: QtBot, world: World, pane: FindingsPane) -> None:
    pick(pane, "f1", "f2")
    pane.buttons[Order.ASSIGN].click()
    pane.panel.go.click()
    assert "fehlt" in pane.panel.editors["assignee"].problem
    pane.panel.editors["assignee"].set_value("Schul-IT")
    pane.panel.go.click()
    assert not pane.panel.isVisible()
    assert {stored(world, one).get("assignee") for one in ("f1", "f2")} == {"Schul-IT"}
    qtbot.waitUntil(lambda: pane.model.shown[0].get("state") == "assigned")


def test_a_finding_is_put_off_to_a_later_day_with_a_reason(
    qtbot: QtBot, world: World, pane: FindingsPane
) -> None:
    pick(pane, "f1")
    pane.ask(Order.SNOOZE)
    pane.panel.editors["resolution"].set_value("Termin steht")
    pane.panel.editors["snoozed_until"].set_value("2025-11-24")
    pane.panel.go.click()
    assert "nach dem heutigen" in pane.panel.editors["snoozed_until"].problem
    pane.panel.editors["snoozed_until"].set_value("2025-12-24")
    pane.panel.go.click()
    assert stored(world, "f1").get("snoozed_until") == "2025-12-24"
    qtbot.waitUntil(lambda: "f1" not in shown(pane))
    choose(pane, "state", "snoozed")
    assert shown(pane) == ["f1"]


def test_a_finding_is_resolved_and_opened_again(
    qtbot: QtBot, world: World, pane: FindingsPane
) -> None:
    pick(pane, "f2")
    QTest.keyClick(pane.table, Qt.Key.Key_E)
    pane.panel.editors["resolution"].set_value("Umgebaut")
    pane.panel.go.click()
    after = stored(world, "f2")
    assert (after.get("state"), after.get("resolution")) == ("resolved", "Umgebaut")
    assert after.get("resolved_us") == START_US
    choose(pane, "state", "resolved")
    qtbot.waitUntil(lambda: shown(pane) == ["f2"])
    pick(pane, "f2")
    pane.ask(Order.REOPEN)
    pane.panel.go.click()
    assert stored(world, "f2").get("state") == "open"


def test_accepting_a_proposal_carries_it_out(
    qtbot: QtBot, world: World, pane: FindingsPane
) -> None:
    pick(pane, "f1")
    assert not pane.buttons[Order.ACCEPT].isEnabled()
    pick(pane, "f1", "f3")
    pane.ask(Order.ACCEPT)
    pane.panel.go.click()
    assert stored(world, "f3").get("state") == "resolved"
    assert stored(world, "f1").get("state") == "open"
    with closing(world.inventory.reader()) as reader:
        tablet = reader.record("asset", TABLET.uid)
    assert tablet is not None
    assert tablet.get("state") == "staged"


def test_a_change_meanwhile_is_said_and_the_list_read_again(
    qtbot: QtBot, world: World, pane: FindingsPane
) -> None:
    pick(pane, "f1")
    pane.ask(Order.RESOLVE)
    world.inventory.put(update("finding", "f1", text="Inzwischen anders"))
    pane.panel.editors["resolution"].set_value("Erledigt")
    pane.panel.go.click()
    assert "inzwischen geändert" in pane.panel.problem.text()
    qtbot.waitUntil(lambda: any(one.get("text") == "Inzwischen anders" for one in pane.model.shown))


def test_of_the_past_nothing_can_be_ordered(qtbot: QtBot, pane: FindingsPane) -> None:
    pick(pane, "f1")
    pane.show_moment(START_US + 60_000_000)
    qtbot.waitUntil(lambda: "damals" in pane.tally.text())
    assert not any(button.isEnabled() for button in pane.buttons.values())


def test_another_language_leaves_filter_and_selection(pane: FindingsPane) -> None:
    choose(pane, "severity", "low")
    pick(pane, "f1")
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert shown(pane) == ["f1"]
    assert [one.uid for one in pane.selected()] == ["f1"]


def test_ages_go_on_while_nothing_changes(pane: FindingsPane) -> None:
    pane.show_state(replace(make_state(CITY), at_us=START_US + 3_600_000_000))
    assert pane.model.index(0, Column.AGE).data() == "3 h"


def test_without_findings_it_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    world = make_world(tmp_path / "leer.db", FakeClock())
    pane = FindingsPane()
    qtbot.addWidget(pane)
    pane.set_inventory(world.inventory.reader)
    qtbot.waitUntil(lambda: "alles zusammen" in pane.stage.placeholder.sentence)
    pane.close_feed()
    world.inventory.close()


def test_columns_sort_and_the_choice_is_remembered(pane: FindingsPane) -> None:
    pick(pane, "f1")
    pane.table.sortByColumn(Column.SUBJECT, Qt.SortOrder.DescendingOrder)
    assert shown(pane)[0] == "f3"
    assert [one.uid for one in pane.selected()] == ["f1"]
    choose(pane, "severity", "high")
    state = pane.save_state()
    pane.clear_filter()
    pane.restore_state(state)
    assert shown(pane) == ["f2"]


def text_letters(pane: FindingsPane) -> float:
    letter = pane.table.fontMetrics().averageCharWidth()
    return pane.table.columnWidth(Column.TEXT) / letter


@pytest.mark.parametrize("width", [560, 700, 1000, 1500])
def test_the_text_of_a_finding_has_room_at_every_width(
    qtbot: QtBot, pane: FindingsPane, width: int
) -> None:
    pane.resize(width, 500)
    qtbot.waitUntil(lambda: pane.table.viewport().width() > width - 60)
    assert text_letters(pane) >= 32
    assert pane.table.horizontalHeader().length() <= pane.table.viewport().width()
    assert pane.tally.width() >= pane.tally.sizeHint().width()
    bottom = pane.rect().bottom()
    for button in pane.buttons.values():
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(pane, button.rect().bottomLeft()).y() <= bottom


def test_a_column_made_wide_by_hand_gives_way_in_a_narrow_pane_and_comes_back(
    qtbot: QtBot, pane: FindingsPane
) -> None:
    pane.resize(1500, 500)
    qtbot.waitUntil(lambda: pane.table.viewport().width() > 1400)
    pane.table.setColumnWidth(Column.SUBJECT, 420)
    pane.resize(620, 500)
    qtbot.waitUntil(lambda: pane.table.viewport().width() < 640)
    assert text_letters(pane) >= 32
    pane.resize(1500, 500)
    qtbot.waitUntil(lambda: pane.table.viewport().width() > 1400)
    assert pane.table.columnWidth(Column.SUBJECT) == 420
    assert not pane.table.isColumnHidden(Column.ASSIGNEE)


def test_escape_leaves_an_order(qtbot: QtBot, pane: FindingsPane) -> None:
    pick(pane, "f1")
    pane.ask(Order.RESOLVE)
    assert pane.panel.isVisible()
    QTest.keyClick(pane.panel.editors["resolution"], Qt.Key.Key_Escape)
    assert not pane.panel.isVisible()


def test_enter_opens_what_a_finding_is_about_and_ctrl_c_copies_findings(
    qtbot: QtBot, pane: FindingsPane
) -> None:
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.model.index(0, 0))
    with qtbot.waitSignal(pane.open_requested) as opened:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened.args == [SWITCH]
    QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().startswith("hoch\tBefund f2\t")
