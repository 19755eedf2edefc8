"""The list of projects: selection, menu, steps, lights by hand."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import FieldProblem, RefusedError
from app.domain.inventory.life_cycles import PROJECT
from app.domain.inventory.records import Key
from tests.portfolios import TODAY, make_programme, small_programme
from tests.widgets.portfolio.heat.shown import cell, pick, programme, tip
from widgets.inventory.panes import Acts, Wish
from widgets.portfolio.heat import HeatPane
from widgets.portfolio.heat.columns import Column


# ---- selection -------------------------------------------------------------------------------
def test_the_selection_is_told_and_followed_without_an_echo(qtbot: QtBot, pane: HeatPane) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.table.selectRow(1)
    assert told.args == [[Key("project", "wlan")]]
    with qtbot.assertNotEmitted(pane.keys_selected):
        pane.show_keys([Key("milestone", "abnahme")])
    assert [one.uid for one in pane.records()] == ["ampel"]
    assert pane.tally.text() == "Projekte: 3, ausgewählt: 1"


def test_the_selection_stays_when_the_programme_changes(pane: HeatPane) -> None:
    pick(pane, "ampel")
    made = programme()
    made.project("Neu", uid="neu", number="0.1", wave="welle")
    pane.show_portfolio(made.state())
    assert [one.uid for one in pane.records()] == ["ampel"]


def test_enter_and_double_click_open(qtbot: QtBot, pane: HeatPane) -> None:
    pick(pane, "ampel")
    with qtbot.waitSignal(pane.open_requested) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert told.args == [Key("project", "ampel")]
    with qtbot.waitSignal(pane.open_requested):
        pane.table.doubleClicked.emit(pane.table.currentIndex())


def test_the_selected_rows_are_copied_as_a_table(pane: HeatPane) -> None:
    pick(pane, "ampel", "wlan")
    QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t")[1] for line in lines] == [
        "Projekt", "WLAN in der Innenstadt", "Adaptive Ampeln",
    ]  # fmt: skip
    assert len({line.count("\t") for line in lines}) == 1
    assert "Gemeldet" not in lines[0].split("\t")  # a hidden column


# ---- hands -----------------------------------------------------------------------------------
def test_a_new_part_begins_with_its_project(qtbot: QtBot, pane: HeatPane) -> None:
    pick(pane, "wlan")
    with qtbot.waitSignal(pane.act_requested) as told:
        pane.make_part("risk")
    assert told.args == [Acts.NEW, [Key("risk", ""), Key("project", "wlan")]]


def test_edit_of_many_is_a_bulk_edit(qtbot: QtBot, pane: HeatPane) -> None:
    pick(pane, "wlan", "ampel")
    with qtbot.waitSignal(pane.act_requested) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_F2)
    assert told.args == [Acts.BULK, [Key("project", "wlan"), Key("project", "ampel")]]
    with qtbot.waitSignal(pane.act_requested) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    assert told.args[0] == Acts.REMOVE


def test_without_a_selection_all_that_is_shown_is_exported(qtbot: QtBot, pane: HeatPane) -> None:
    with qtbot.waitSignal(pane.act_requested) as told:
        pane.export()
    assert told.args[0] == Acts.EXPORT
    assert len(told.args[1]) == 3


def test_the_menu_offers_the_next_steps_of_one_project(pane: HeatPane) -> None:
    pick(pane, "wlan")
    menu = pane.make_menu()
    submenus = {one.text(): one.menu() for one in menu.actions() if one.menu() is not None}
    steps = submenus["Nächster Schritt"]
    assert isinstance(steps, QMenu)
    wanted = [one.label for one in PROJECT.steps_from("running")]
    assert [one.text() for one in steps.actions()] == wanted
    pick(pane, "wlan", "ampel")
    assert "Nächster Schritt" not in [one.text() for one in pane.make_menu().actions()]


def test_a_step_without_gaps_is_carried_out_at_once(qtbot: QtBot, pane: HeatPane) -> None:
    pick(pane, "wlan")
    step = PROJECT.step("running", "acceptance")
    assert step is not None
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.take_step(step)
    (operation,) = told.args[0].changeset.operations
    assert operation.values == {"state": "acceptance"}


def test_a_step_asks_for_what_it_needs(qtbot: QtBot, pane: HeatPane) -> None:
    pick(pane, "wlan")
    step = PROJECT.step("running", "paused")
    assert step is not None
    with qtbot.assertNotEmitted(pane.change_requested):
        pane.take_step(step)
    assert list(pane.step_panel.editors) == ["stopped_reason"]
    pane.step_panel.editors["stopped_reason"].set_value("Es fehlt Personal.")
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.step_panel.go.click()
    (operation,) = told.args[0].changeset.operations
    assert operation.values == {"state": "paused", "stopped_reason": "Es fehlt Personal."}


def test_a_light_by_hand_needs_light_reason_and_day(
    qtbot: QtBot, pane: HeatPane, tmp_path: Path
) -> None:
    pane.show_portfolio(small_programme().state())
    pick(pane, "wlan", "ampel")
    pane.set_light()
    panel = pane.light_panel
    assert panel.isVisible()
    until = (TODAY + timedelta(days=30)).isoformat()
    assert panel.editors["light_until"].value() == until
    with qtbot.assertNotEmitted(pane.change_requested):
        panel.go.click()
    assert panel.editors["light"].problem
    assert panel.editors["light_reason"].problem
    panel.editors["light"].set_value("yellow")
    panel.editors["light_reason"].set_value("Lieferung unklar")
    with qtbot.waitSignal(pane.change_requested) as told:
        panel.go.click()
    wish = told.args[0]
    assert isinstance(wish, Wish)
    assert [one.uid for one in wish.changeset.operations] == ["wlan", "ampel"]
    values = {"light": "yellow", "light_reason": "Lieferung unklar", "light_until": until}
    assert all(one.values == values for one in wish.changeset.operations)
    ended = FieldProblem(Key("project", "wlan"), "light_until", "Der Tag ist vorbei.", "")
    wish.done(RefusedError([ended]))
    assert "vorbei" in panel.editors["light_until"].problem
    with closing(make_programme(tmp_path)) as store:
        wish.done(store.commit(wish.changeset))
    assert not panel.isVisible()


def test_a_light_by_hand_is_taken_back(qtbot: QtBot, pane: HeatPane) -> None:
    made = programme()
    made.change("wlan", light="green", light_reason="Beschleunigt", light_until="2025-12-31")
    pane.show_portfolio(made.state())
    assert cell(pane, "wlan", Column.LIGHT) == "im Plan"
    assert cell(pane, "wlan", Column.REASON) == "Beschleunigt"
    assert "gilt bis 31.12.2025" in tip(pane, "wlan", Column.LIGHT)
    pick(pane, "ampel", "wlan")
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.drop_light()
    (operation,) = told.args[0].changeset.operations
    assert operation.uid == "wlan"
    assert operation.values == {"light": None, "light_reason": None, "light_until": None}


def test_a_light_that_is_set_is_shown_again_when_it_is_changed(pane: HeatPane) -> None:
    made = programme()
    made.change("wlan", light="green", light_reason="Beschleunigt", light_until="2025-12-31")
    made.change("ampel", light="red", light_reason="Alt", light_until="2025-01-31")
    pane.show_portfolio(made.state())
    pick(pane, "wlan")
    pane.set_light()
    values = {name: one.value() for name, one in pane.light_panel.editors.items()}
    assert values == {
        "light": "green", "light_reason": "Beschleunigt", "light_until": "2025-12-31",
    }  # fmt: skip
    pick(pane, "ampel")
    pane.set_light()  # its day is over: another one is offered
    until = (TODAY + timedelta(days=30)).isoformat()
    assert pane.light_panel.editors["light_until"].value() == until


def test_what_stands_against_a_light_is_said_in_the_panel(pane: HeatPane, qtbot: QtBot) -> None:
    pick(pane, "wlan")
    pane.set_light()
    panel = pane.light_panel
    panel.editors["light"].set_value("red")
    panel.editors["light_reason"].set_value("Steht still")
    with qtbot.waitSignal(pane.change_requested) as told:
        panel.go.click()
    told.args[0].done(OSError("Der Speicher ist voll."))
    assert "voll" in panel.problem.text()
    whole = FieldProblem(Key("project", "wlan"), "", "Das Projekt gibt es nicht mehr.", "")
    told.args[0].done(RefusedError([whole]))
    assert "gibt es nicht mehr" in panel.problem.text()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_step_may_ask_for_an_organisation_of_the_store(
    qtbot: QtBot, pane: HeatPane, tmp_path: Path
) -> None:
    made = small_programme()
    made.change("ampel", organisation=None)
    with closing(make_programme(tmp_path, made)) as store:
        pane.set_inventory(store.reader)
        pane.show_portfolio(made.state())
        pick(pane, "ampel")
        step = PROJECT.step("planned", "running")
        assert step is not None
        pane.take_step(step)
        assert list(pane.step_panel.editors) == ["organisation"]
        pane.step_panel.editors["organisation"].set_value("amt")
        with qtbot.waitSignal(pane.change_requested) as told:
            pane.step_panel.go.click()
        assert told.args[0].changeset.operations[0].values["organisation"] == "amt"
        pane.close_feed()


def test_nothing_is_done_without_a_selection(qtbot: QtBot, pane: HeatPane) -> None:
    with qtbot.assertNotEmitted(pane.act_requested), qtbot.assertNotEmitted(pane.change_requested):
        QTest.keyClick(pane.table, Qt.Key.Key_F2)
        pane.make_part("risk")
        pane.drop_light()
        pane.set_light()
    assert not pane.light_panel.isVisible()


# ---- somebody else changes the project meanwhile ---------------------------------------------
def test_what_is_asked_for_a_step_goes_with_the_newest_version(
    qtbot: QtBot, pane: HeatPane
) -> None:
    pick(pane, "wlan")
    step = PROJECT.step("running", "paused")
    assert step is not None
    pane.take_step(step)
    pane.step_panel.editors["stopped_reason"].set_value("Es fehlt Personal.")
    made = programme()
    made.change("wlan", goal="Anders")
    pane.show_portfolio(made.state())
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.step_panel.go.click()
    (operation,) = told.args[0].changeset.operations
    assert operation.rev == pane.records()[0].rev
    assert operation.values["stopped_reason"] == "Es fehlt Personal."


def test_a_step_that_somebody_took_is_asked_for_no_more(pane: HeatPane) -> None:
    pick(pane, "wlan")
    step = PROJECT.step("running", "paused")
    assert step is not None
    pane.take_step(step)
    made = programme()
    made.change("wlan", state="stopped", stopped_reason="Beschluss")
    pane.show_portfolio(made.state())
    assert not pane.step_panel.is_busy
    assert pane.step_panel.isHidden()


def test_a_light_is_set_on_the_newest_version_and_not_on_what_is_gone(
    qtbot: QtBot, pane: HeatPane
) -> None:
    pick(pane, "wlan")
    pane.set_light()
    pane.light_panel.editors["light"].set_value("red")
    pane.light_panel.editors["light_reason"].set_value("Streit")
    made = programme()
    made.change("wlan", goal="Anders")
    pane.show_portfolio(made.state())
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.light_panel.go.click()
    assert told.args[0].changeset.operations[0].rev == pane.records()[0].rev
    made.remove("wlan")
    pane.show_portfolio(made.state())
    assert pane.light_panel.isHidden()


def test_plans_come_in_and_go_out_by_the_menu(qtbot: QtBot, pane: HeatPane) -> None:
    said: list[str] = []
    pane.act_requested.connect(lambda name, _: said.append(name))
    pane.bar.take_over.trigger()
    pane.bar.give_out.trigger()
    assert said == [Acts.IMPORT, Acts.GIVE_OUT]
    pane.show_portfolio(programme().state(at_us=0))
    assert not pane.bar.take_over.isEnabled()
