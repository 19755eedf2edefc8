"""The board in hands: moves that reach the store, keys, mouse, limits, filters, what is kept."""

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.inventories import update
from tests.portfolios import Programme, large_programme, small_programme
from tests.widgets.portfolio.joining import Joined
from widgets.inventory.panes import Acts
from widgets.portfolio.boards import BoardPane
from widgets.portfolio.boards.cards import BoardKind, Lanes
from widgets.portfolio.boards.limits import LimitsDialog

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def work(uid: str) -> Key:
    return Key("work_item", uid)


def centre(pane: BoardPane, key: Key) -> QPoint:
    pane.board.reveal(key)
    return pane.board.rect_of(key).center().toPoint()


def drag(pane: BoardPane, key: Key, column: str, *, drop: bool = True) -> None:
    view, begin = pane.board.viewport(), centre(pane, key)
    keys = [one.key for one in pane.board.places.columns]
    width = pane.board.places.column_width
    end = QPoint(round((keys.index(column) + 0.5) * width), begin.y())
    end -= QPoint(pane.board.horizontalScrollBar().value(), 0)
    QTest.mousePress(view, LEFT, pos=begin)
    QTest.mouseMove(view, begin + QPoint(30, 0))
    QTest.mouseMove(view, end)
    if drop:
        QTest.mouseRelease(view, LEFT, pos=end)


def is_held(pane: BoardPane) -> bool:
    return pane.board.held is not None


def show_projects(pane: BoardPane) -> None:
    pane.bar.kinds.setCurrentIndex(pane.bar.kinds.findData(BoardKind.PROJECTS.value))


def action(pane: BoardPane, name: str) -> QAction:
    found = pane.make_menu().findChild(QAction, name)
    assert found is not None
    return found


# ---- moves reach the store -----------------------------------------------------------------------
def test_a_card_that_is_dropped_on_a_stage_without_needs_goes_there_at_once(
    joined: Joined[BoardPane],
) -> None:
    drag(joined.pane, work("pilot"), "ready")
    assert joined.value("work_item", "pilot", "stage") == "ready"
    assert joined.pane.board.places.card(joined.pane.board.places.spots[work("pilot")]).column == (
        "ready"
    )


def test_finishing_asks_for_the_days_that_are_missing_and_proposes_today(
    joined: Joined[BoardPane],
) -> None:
    pane = joined.pane
    drag(pane, work("ausbau2"), "done")
    assert joined.wishes == []
    assert set(pane.move_panel.editors) == {"started_on", "finished_on"}
    assert pane.move_panel.editors["finished_on"].value() == "2025-11-24"
    pane.move_panel.carry_out()
    assert joined.wishes == []
    pane.move_panel.editors["started_on"].set_value("2025-11-10")
    pane.move_panel.go.click()
    assert joined.value("work_item", "ausbau2", "stage") == "done"
    assert joined.value("work_item", "ausbau2", "started_on") == "2025-11-10"
    assert joined.value("work_item", "ausbau2", "finished_on") == "2025-11-24"
    assert not pane.move_panel.isVisible()


def test_an_end_before_the_start_is_refused_in_place_and_nothing_is_written(
    joined: Joined[BoardPane],
) -> None:
    pane = joined.pane
    pane.show_keys([work("ausbau1")])
    pane.move_to("done")
    pane.move_panel.editors["finished_on"].set_value("2025-10-01")
    pane.move_panel.carry_out()
    assert pane.move_panel.isVisible()
    assert joined.value("work_item", "ausbau1", "stage") == "doing"


def test_blocking_asks_what_blocks_and_going_on_empties_it(joined: Joined[BoardPane]) -> None:
    pane = joined.pane
    pane.show_keys([work("ausbau1")])
    pane.move_to("blocked")
    pane.move_panel.editors["blocked_by"].set_value("Lieferung")
    pane.move_panel.carry_out()
    assert joined.value("work_item", "ausbau1", "blocked_by") == "Lieferung"
    pane.move_to("doing")
    assert joined.value("work_item", "ausbau1", "stage") == "doing"
    assert joined.value("work_item", "ausbau1", "blocked_by") in {None, ""}


def test_what_is_opened_again_is_finished_no_more(joined: Joined[BoardPane]) -> None:
    joined.pane.board.old_wanted.emit()
    joined.pane.show_keys([work("konzept")])
    joined.pane.move_to("doing")
    assert joined.value("work_item", "konzept", "stage") == "doing"
    assert joined.value("work_item", "konzept", "finished_on") in {None, ""}


def test_several_cards_move_in_one_change(joined: Joined[BoardPane]) -> None:
    joined.pane.show_keys([work("ausbau2"), work("pilot")])
    joined.pane.move_to("ready")
    assert len(joined.wishes) == 1
    stages = [joined.value("work_item", uid, "stage") for uid in ("ausbau2", "pilot")]
    assert stages == ["ready", "ready"]


def test_a_card_that_somebody_else_changed_meanwhile_says_so_and_stays(
    joined: Joined[BoardPane],
) -> None:
    pane = joined.pane
    pane.show_keys([work("pilot")])
    joined.store.put(update("work_item", "pilot", name="Pilotstrecke"))
    pane.move_to("ready")
    assert pane.move_panel.isVisible()
    assert "inzwischen geändert" in pane.move_panel.problem.text()
    assert joined.value("work_item", "pilot", "stage") == "open"


def test_a_project_takes_a_step_of_its_life_and_asks_for_what_it_needs(
    joined: Joined[BoardPane],
) -> None:
    pane = joined.pane
    show_projects(pane)
    drag(pane, Key("project", "ampel"), "running")
    assert joined.value("project", "ampel", "state") == "running"
    pane.show_keys([Key("project", "ampel")])
    pane.move_to("paused")
    assert pane.step_panel.isVisible()
    pane.step_panel.editors["stopped_reason"].set_value("Kein Material.")
    pane.step_panel.carry_out()
    assert joined.value("project", "ampel", "state") == "paused"


def test_a_project_that_is_dropped_where_no_step_leads_stays(joined: Joined[BoardPane]) -> None:
    show_projects(joined.pane)
    drag(joined.pane, Key("project", "ampel"), "decided")
    assert joined.wishes == []


# ---- hands ---------------------------------------------------------------------------------------
def test_arrows_go_from_card_to_card_and_with_control_move_it(joined: Joined[BoardPane]) -> None:
    board = joined.pane.board
    board.setFocus()
    joined.pane.show_keys([work("pilot")])
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.current == work("ausbau1")
    QTest.keyClick(board, Qt.Key.Key_Left)
    assert board.current in {work("pilot"), work("ausbau2")}
    joined.pane.show_keys([work("pilot")])
    QTest.keyClick(board, Qt.Key.Key_Right, CONTROL)
    assert joined.value("work_item", "pilot", "stage") == "ready"
    QTest.keyClick(board, Qt.Key.Key_Left, CONTROL)
    assert joined.value("work_item", "pilot", "stage") == "open"


def test_return_and_a_double_click_open_a_card(qtbot: QtBot, pane: BoardPane) -> None:
    pane.show_keys([work("pilot")])
    with qtbot.waitSignal(pane.open_requested) as opened:
        QTest.keyClick(pane.board, Qt.Key.Key_Return)
    assert opened.args == [work("pilot")]
    with qtbot.waitSignal(pane.open_requested) as opened:
        QTest.mouseDClick(pane.board.viewport(), LEFT, pos=centre(pane, work("ausbau1")))
    assert opened.args == [work("ausbau1")]


def test_escape_lets_a_held_card_fall_back(joined: Joined[BoardPane]) -> None:
    pane = joined.pane
    drag(pane, work("pilot"), "ready", drop=False)
    assert is_held(pane)
    pane.board.grab()
    QTest.keyClick(pane.board, Qt.Key.Key_Escape)
    assert not is_held(pane)
    QTest.mouseRelease(pane.board.viewport(), LEFT, pos=QPoint(500, 300))
    assert joined.wishes == []


def test_the_selection_is_told_and_one_from_elsewhere_is_not(qtbot: QtBot, pane: BoardPane) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        QTest.mouseClick(pane.board.viewport(), LEFT, pos=centre(pane, work("pilot")))
    assert told.args == [[work("pilot")]]
    with qtbot.assertNotEmitted(pane.keys_selected):
        pane.show_keys([work("ausbau1")])
    assert pane.board.chosen == {work("ausbau1")}


def test_copying_gives_a_table_with_headings(pane: BoardPane) -> None:
    pane.show_keys([work("ausbau1"), work("pilot")])
    QTest.keyClick(pane.board, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Stand", "Name", "Projekt"]
    assert {line.split("\t")[1] for line in lines[1:]} == {"Ausbau Nord", "Pilot"}


def test_the_menu_offers_only_steps_that_are_possible(pane: BoardPane) -> None:
    show_projects(pane)
    pane.show_keys([Key("project", "ampel")])
    steps = [one.objectName() for one in pane.make_menu().steps.actions()]
    assert steps == ["move_running", "move_paused", "move_stopped"]


def test_new_items_belong_to_the_project_that_is_shown(qtbot: QtBot, pane: BoardPane) -> None:
    pane.bar.projects.setCurrentIndex(pane.bar.projects.findData("ampel"))
    with qtbot.waitSignal(pane.act_requested) as asked:
        pane.make_new()
    assert asked.args == [Acts.NEW, [Key("work_item", ""), Key("project", "ampel")]]


# ---- what is shown -------------------------------------------------------------------------------
def test_over_its_limit_a_column_says_so_and_the_limit_is_remembered(
    qtbot: QtBot, pane: BoardPane
) -> None:
    pane.set_limits({"open": 1})
    column = pane.board.places.columns[0]
    assert (column.count, column.limit, column.is_over) == (2, 1, True)
    other = BoardPane()
    qtbot.addWidget(other)
    other.restore_state(pane.save_state())
    other.show_portfolio(small_programme().state())
    assert other.board.places.columns[0].limit == 1
    other.close_feed()


def test_limits_that_do_not_fit_are_passed_over(qtbot: QtBot) -> None:
    made = BoardPane()
    qtbot.addWidget(made)
    made.restore_state({"limits": {"work": {"open": -1, "sonst": 3, "done": "x", "doing": 4}}})
    assert made.limits[BoardKind.WORK] == {"doing": 4}
    made.restore_state({"limits": 7, "folded": 3})
    made.close_feed()


def test_the_dialog_of_limits_leaves_out_columns_without_one(qtbot: QtBot, pane: BoardPane) -> None:
    pane.set_limits({"doing": 3})
    dialog = LimitsDialog(pane.board.places.columns)
    qtbot.addWidget(dialog)
    dialog.boxes["open"].setValue(5)
    assert dialog.limits() == {"open": 5, "doing": 3}


def test_selected_projects_are_followed_but_a_card_of_theirs_does_not_narrow_them(
    pane: BoardPane,
) -> None:
    pane.bar.projects.setCurrentIndex(pane.bar.projects.findData("*"))
    assert "Wählen Sie ein Projekt" in pane.board_stage.placeholder.sentence
    pane.show_keys([Key("project", "wlan"), Key("project", "ampel")])
    assert len(pane.board.places.spots) == 3
    pane.show_keys([work("pilot")])
    assert len(pane.board.places.spots) == 3
    pane.show_keys([Key("project", "ampel")])
    assert set(pane.board.places.spots) == {work("pilot")}


def test_lanes_fold_by_a_click_and_stay_folded(pane: BoardPane) -> None:
    pane.bar.lanes.setCurrentIndex(pane.bar.lanes.findData(Lanes.PROJECT.value))
    band = pane.board.places.band_rect(0).center()
    QTest.mouseClick(
        pane.board.viewport(), LEFT, pos=QPoint(200, round(band.y() + pane.board.header))
    )
    assert pane.board.folded_lanes == {"wlan"}
    assert set(pane.board.places.spots) == {work("pilot")}
    pane.show_portfolio(small_programme().state())
    assert set(pane.board.places.spots) == {work("pilot")}


def test_a_click_on_the_number_of_old_ones_shows_them_and_hides_them_again(
    pane: BoardPane,
) -> None:
    for shown in (True, False):
        rect = pane.board.places.old_rect(0, 4)
        assert rect is not None
        at = rect.center().toPoint() + QPoint(0, round(pane.board.header))
        QTest.mouseClick(pane.board.viewport(), LEFT, pos=at)
        assert (work("konzept") in pane.board.places.spots) is shown


def test_in_the_past_nothing_can_be_moved_and_the_pane_says_so(
    qtbot: QtBot, pane: BoardPane
) -> None:
    pane.show_portfolio(small_programme().state(at_us=START_US))
    assert "vergangenen Stand" in pane.stage.notice.sentence
    with qtbot.assertNotEmitted(pane.change_requested):
        drag(pane, work("pilot"), "ready")
    assert not pane.bar.new.isEnabled()
    assert not action(pane, "remove").isEnabled()


def test_without_projects_the_pane_offers_the_first(qtbot: QtBot, pane: BoardPane) -> None:
    pane.show_portfolio(Programme().state())
    assert pane.stage.placeholder.sentence == "Noch keine Projekte."
    with qtbot.waitSignal(pane.act_requested) as asked:
        pane.stage.placeholder.action_requested.emit()
    assert asked.args == [Acts.NEW, [Key("project", "")]]


def test_a_filter_without_hits_can_be_lifted(pane: BoardPane) -> None:
    pane.bar.filter.setText("gibt es nicht")
    assert "Keine Karte" in pane.board_stage.placeholder.sentence
    pane.board_stage.placeholder.action_requested.emit()
    assert len(pane.board.places.spots) == 3


@pytest.mark.parametrize("scroll", [0.0, 0.5, 1.0])
def test_of_two_thousand_cards_only_those_in_sight_are_drawn(
    pane: BoardPane, scroll: float
) -> None:
    pane.show_portfolio(large_programme(50, 40).state())
    board = pane.board
    assert len(board.places.spots) == 2_000
    bar = board.verticalScrollBar()
    bar.setValue(round(bar.maximum() * scroll))
    top = float(bar.value())
    seen = board.places.seen(0, 0, top, top + board.viewport().height())
    assert 3 < len(seen) < 20
    assert not board.grab().isNull()


def test_another_language_is_spoken_at_once_and_the_choice_stays(pane: BoardPane) -> None:
    pane.bar.projects.setCurrentIndex(pane.bar.projects.findData("wlan"))
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert pane.board.places.columns[0].title == "open"
    assert pane.bar.choice().projects == frozenset({"wlan"})
