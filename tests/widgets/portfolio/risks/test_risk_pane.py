"""Risks in matrix and list: one selection, moves by mouse and keys with a reason, filters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.joining import Joined, acts_of, shown
from widgets.inventory.panes import Acts
from widgets.portfolio.risks import RiskPane
from widgets.portfolio.risks.matrix import RiskMatrix
from widgets.portfolio.risks.painting import chip_text

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[RiskPane]:
    made = shown(qtbot, RiskPane())
    yield made
    made.close_feed()


@pytest.fixture
def joined(qtbot: QtBot, tmp_path: Path) -> Iterator[Joined[RiskPane]]:
    made = Joined(shown(qtbot, RiskPane()), tmp_path)
    yield made
    made.close()


def place_of(matrix: RiskMatrix, uid: str) -> QPoint:
    return matrix.placing().chips[uid].center().toPoint()


def middle_of(matrix: RiskMatrix, cell: tuple[int, int]) -> QPoint:
    return matrix.placing().cell_rect(cell).center().toPoint()


def drag(matrix: RiskMatrix, uid: str, cell: tuple[int, int]) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(matrix, left, pos=place_of(matrix, uid))
    QTest.mouseMove(matrix, middle_of(matrix, cell))
    QTest.mouseRelease(matrix, left, pos=middle_of(matrix, cell))


def texts(pane: RiskPane) -> list[list[str]]:
    model = pane.table.listed
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_each_risk_has_a_row_with_all_that_matters(pane: RiskPane) -> None:
    pane.show_portfolio(small_programme().state())
    first, second = texts(pane)
    assert first[:4] == ["1", "16 hoch", "Geräte kommen spät", "WLAN in der Innenstadt"]
    assert first[5:7] == ["offen", "mindern"]
    assert first[8:] == [
        "Einkauf", "03.11.2025, seit 21 Tagen überfällig", "12.500\u202f€", "9,4 AT",
    ]  # fmt: skip
    assert second[1:3] == ["6 gering", "Keine Fachkraft"]
    assert second[9] == "02.02.2026"
    assert "2 Risiken sind nicht erledigt (1 hoch, 1 gering)" in pane.tally.text()


def test_chips_stand_in_their_cells_with_sign_of_what_became_of_them(pane: RiskPane) -> None:
    made = small_programme()
    made.risk("wlan", 1, 1, uid="zu", name="Erledigtes")
    earlier = made.portfolio()
    made.change("zu", state="closed")
    made.change("lieferung", state="occurred", impact=5)
    made.risk("wlan", 2, 2, uid="neu", name="Neues")
    pane.show_portfolio(made.state(earlier=earlier))
    placing = pane.matrix.placing()
    for row in pane.rows:
        assert placing.cell_at(placing.chips[row.uid].center()) == row.cell
    signs = {row.uid: chip_text(row) for row in pane.rows}
    assert signs == {"lieferung": "1 !", "fachkraft": "2", "neu": "3 neu", "zu": "4 ✓"}
    movements = {line[2]: line[4] for line in texts(pane)}
    assert movements == {
        "Geräte kommen spät": "↗ gestiegen",
        "Keine Fachkraft": "→ unverändert",
        "Neues": "+ neu",
        "Erledigtes": "✓ erledigt",
    }


def test_a_full_cell_says_how_many_more_there_are_and_shows_what_is_selected(
    pane: RiskPane,
) -> None:
    made = Programme()
    made.project(uid="p")
    uids = [made.risk("p", 3, 3, name=f"Risiko {number:03}") for number in range(200)]
    pane.show_portfolio(made.state())
    placing = pane.matrix.placing()
    assert placing.more[3, 3] == len(uids) - len(placing.chips)
    assert uids[-1] not in placing.chips
    pane.show_keys([Key("risk", uids[-1])])
    assert uids[-1] in pane.matrix.placing().chips


def test_matrix_and_list_have_one_selection(pane: RiskPane) -> None:
    pane.show_portfolio(small_programme().state())
    said = heard(pane.keys_selected)
    matrix = pane.matrix
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place_of(matrix, "fachkraft"))
    assert said == [[Key("risk", "fachkraft")]]
    assert [row.uid for row in pane.table.selected()] == ["fachkraft"]
    pane.table.selectRow(0)
    assert said[-1] == [Key("risk", "lieferung")]
    assert matrix.selected == {"lieferung"}
    pane.show_keys([Key("risk", "fachkraft")])
    assert matrix.selected == {"fachkraft"}
    assert len(said) == 2


def test_arrow_keys_walk_chips_and_return_opens(pane: RiskPane) -> None:
    pane.show_portfolio(small_programme().state())
    opened = heard(pane.open_requested)
    QTest.keyClick(pane.matrix, Qt.Key.Key_Right)
    assert pane.matrix.selected == {"lieferung"}
    QTest.keyClick(pane.matrix, Qt.Key.Key_Down)
    assert pane.matrix.selected == {"fachkraft"}
    QTest.keyClick(pane.matrix, Qt.Key.Key_Down)
    assert pane.matrix.selected == {"fachkraft"}
    assert "Keine Fachkraft" in pane.matrix.accessibleDescription()
    QTest.keyClick(pane.matrix, Qt.Key.Key_Return)
    assert opened == [Key("risk", "fachkraft")]


def test_a_dragged_chip_asks_why_and_then_changes_the_store(joined: Joined[RiskPane]) -> None:
    pane = joined.pane
    drag(pane.matrix, "lieferung", (2, 3))
    assert not joined.wishes
    assert "Produkt 6 statt 16" in pane.panel.heading.text()
    pane.panel.go.click()
    assert not joined.wishes
    assert pane.panel.problem.text() == "Bitte sagen Sie, warum sich das ändert."
    QTest.keyClicks(pane.panel.reason, "Zweiter Lieferant gefunden")
    QTest.keyClick(pane.panel.reason, Qt.Key.Key_Return)
    (wish,) = joined.wishes
    assert wish.changeset.reason == "Zweiter Lieferant gefunden"
    assert [one.rev for one in wish.changeset.operations] == [1]
    assert joined.value("risk", "lieferung", "probability") == 2
    assert joined.value("risk", "lieferung", "impact") == 3
    assert not pane.panel.isVisible()
    assert {row.uid: row.cell for row in pane.rows}["lieferung"] == (2, 3)


def test_shift_and_arrows_propose_the_next_cell(joined: Joined[RiskPane]) -> None:
    pane = joined.pane
    pane.matrix.choose("fachkraft")
    QTest.keyClick(pane.matrix, Qt.Key.Key_Up, SHIFT)
    assert pane.panel.editors["probability"].value() == 3
    assert pane.panel.editors["impact"].value() == 3
    QTest.keyClick(pane.panel, Qt.Key.Key_Escape)
    assert not pane.panel.isVisible()
    QTest.keyClick(pane.matrix, Qt.Key.Key_Left, SHIFT)
    pane.panel.reason.setText("Geringer")
    pane.panel.go.click()
    assert joined.value("risk", "fachkraft", "impact") == 2
    assert joined.value("risk", "fachkraft", "probability") == 2


def test_chips_at_the_edge_and_dropped_where_they_were_ask_nothing(pane: RiskPane) -> None:
    made = small_programme()
    made.change("lieferung", probability=5, impact=5)
    pane.show_portfolio(made.state())
    pane.matrix.choose("lieferung")
    QTest.keyClick(pane.matrix, Qt.Key.Key_Up, SHIFT)
    QTest.keyClick(pane.matrix, Qt.Key.Key_Right, SHIFT)
    drag(pane.matrix, "lieferung", (5, 5))
    assert not pane.panel.isVisible()


def test_a_stale_version_is_told_beside_the_question(joined: Joined[RiskPane]) -> None:
    pane = joined.pane
    pane.ask_move("lieferung", 1, 1)
    record = pane.rows[0].record
    assert record is not None
    pane.panel.reason.setText("Zu spät")
    pane.ask_move("fachkraft", 1, 1)
    pane.panel.reason.setText("Anderer war schneller")
    stale = pane.panel.question
    assert stale is not None
    pane.panel.go.click()
    pane.panel.ask(stale)
    pane.panel.reason.setText("Noch einmal")
    pane.panel.go.click()
    assert pane.panel.isVisible()
    assert pane.panel.problem.text()
    assert joined.value("risk", "fachkraft", "probability") == 1


def test_in_the_past_nothing_moves(pane: RiskPane) -> None:
    acts = acts_of(pane)
    pane.show_portfolio(small_programme().state(at_us=START_US))
    drag(pane.matrix, "lieferung", (1, 1))
    pane.matrix.choose("lieferung")
    QTest.keyClick(pane.matrix, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(pane.table, Qt.Key.Key_F2)
    QTest.keyClick(pane.table, Qt.Key.Key_Insert)
    assert not pane.panel.isVisible()
    assert not acts
    assert "vergangenen Stand" in pane.stage.notice.sentence


def test_states_and_projects_filter_and_the_way_back(pane: RiskPane) -> None:
    pane.show_portfolio(small_programme().state())
    pane.show_keys([Key("project", "ampel")])
    pane.scope.click()
    assert [row.uid for row in pane.rows] == ["fachkraft"]
    pane.states["occurred"].click()
    assert not pane.rows
    assert "Kein Risiko passt" in pane.split_stage.placeholder.sentence
    pane.split_stage.action_requested.emit()
    assert [row.uid for row in pane.rows] == ["lieferung", "fachkraft"]


def test_acts_name_the_risk_and_a_new_one_its_project(pane: RiskPane) -> None:
    acts = acts_of(pane)
    pane.show_portfolio(small_programme().state())
    pane.table.setFocus()
    pane.table.selectRow(1)
    QTest.keyClick(pane.table, Qt.Key.Key_F2)
    QTest.keyClick(pane.table, Qt.Key.Key_Insert)
    pane.export()
    every = [Key("risk", "lieferung"), Key("risk", "fachkraft")]
    assert acts == [
        (Acts.EDIT, [Key("risk", "fachkraft")]),
        (Acts.NEW, [Key("risk", ""), Key("project", "ampel")]),
        (Acts.EXPORT, every),
    ]


def test_without_risks_one_sentence_and_a_way_out(pane: RiskPane) -> None:
    acts = acts_of(pane)
    pane.show_portfolio(Programme().state())
    assert "Noch ist kein Risiko erfasst" in pane.stage.placeholder.sentence
    pane.stage.action_requested.emit()
    assert acts == [(Acts.NEW, [Key("risk", "")])]
    pane.show_portfolio(Programme().state(at_us=START_US))
    assert "Zu diesem Zeitpunkt" in pane.stage.placeholder.sentence


def test_the_list_is_copied_as_a_table_and_the_matrix_as_a_picture(pane: RiskPane) -> None:
    pane.show_portfolio(small_programme().state())
    QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Nr.", "Produkt", "Risiko"]
    assert len(lines) == 3
    QTest.keyClick(pane.matrix, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().image().isNull()


def test_columns_order_and_filters_come_back(qtbot: QtBot, pane: RiskPane) -> None:
    pane.show_portfolio(small_programme().state())
    pane.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    pane.states["open"].click()
    other = shown(qtbot, RiskPane())
    other.restore_state(pane.save_state())
    other.show_portfolio(small_programme().state())
    assert [line[2] for line in texts(other)] == ["Keine Fachkraft", "Geräte kommen spät"]
    assert other.states["open"].isChecked()
    other.restore_state({"table": 3, "split": "x", "states": 1, "scope": None})
    other.close_feed()


def test_where_it_is_narrow_the_list_stands_below(qtbot: QtBot, pane: RiskPane) -> None:
    assert pane.split.orientation() is Qt.Orientation.Horizontal
    pane.resize(600, 820)
    qtbot.waitUntil(lambda: pane.split.orientation() is Qt.Orientation.Vertical)
