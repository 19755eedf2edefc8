"""Who has too much to do in which week: lanes, words, the items of a week, states, copying."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, small_programme
from tests.widgets.inventory.made import heard
from widgets.inventory.panes import Acts
from widgets.portfolio.load import LoadPane
from widgets.portfolio.load.figures import lane_words, state_words
from widgets.theme import theme


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[LoadPane]:
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    made = LoadPane()
    qtbot.addWidget(made)
    made.resize(1_300, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_feed()


def show(qtbot: QtBot, pane: LoadPane, made: Programme, *, at_us: int | None = None) -> None:
    before = pane.loads
    pane.show_portfolio(made.state(at_us=at_us))
    qtbot.waitUntil(lambda: pane.loads is not before)


def test_overload_is_told_in_words_and_by_week(qtbot: QtBot, pane: LoadPane) -> None:
    show(qtbot, pane, small_programme())
    (lane,) = pane.chart.lanes
    assert lane.name == "Amt für Digitales"
    over = [week for week in lane.weeks if week.is_over]
    assert over
    first = over[0].monday.isocalendar()
    assert f"überlastet in {len(over)} Wochen, zuerst KW {first.week}" in lane_words(lane)
    assert state_words(over[0]) == "überlastet: 15,0 Personentage Arbeit, nur 10,0 verfügbar"


def test_nobody_said_how_much_there_is(qtbot: QtBot, pane: LoadPane) -> None:
    made = small_programme()
    made.change("amt", capacity=None)
    show(qtbot, pane, made)
    (lane,) = pane.chart.lanes
    assert lane_words(lane) == "Kapazität nicht bekannt"
    assert "Kapazität nicht bekannt" in state_words(lane.weeks[0])


def test_a_week_lists_its_items_which_can_be_selected(qtbot: QtBot, pane: LoadPane) -> None:
    show(qtbot, pane, small_programme())
    said = heard(pane.keys_selected)
    rect = pane.chart.week_rect(0, 6)
    QTest.mouseClick(pane.chart.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    week = pane.chart.chosen_week
    assert week is not None
    assert week.monday == date(2025, 10, 13)
    assert "KW 42/2025" in pane.detail.text()
    model = pane.items.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["Ausbau Nord"]
    pane.items.setCurrentIndex(model.index(0, 0))
    assert said == [[Key("work_item", "ausbau1")]]


def test_arrows_walk_weeks_and_return_selects_their_items(qtbot: QtBot, pane: LoadPane) -> None:
    show(qtbot, pane, small_programme())
    said = heard(pane.keys_selected)
    QTest.keyClick(pane.chart, Qt.Key.Key_Right)
    week = pane.chart.chosen_week
    assert week is not None
    assert week.monday == date(2025, 11, 24)
    QTest.keyClick(pane.chart, Qt.Key.Key_Left)
    QTest.keyClick(pane.chart, Qt.Key.Key_Return)
    assert said == [[Key("work_item", "ausbau1")]]


def test_the_chosen_week_stays_with_another_state(qtbot: QtBot, pane: LoadPane) -> None:
    show(qtbot, pane, small_programme())
    pane.chart.choose((0, 6))
    changed = small_programme()
    changed.change("ausbau1", persons=1)
    show(qtbot, pane, changed)
    week = pane.chart.chosen_week
    assert week is not None
    assert week.monday == date(2025, 10, 13)
    assert week.needed == 5.0


def test_work_of_nobody_is_told_and_can_be_selected(qtbot: QtBot, pane: LoadPane) -> None:
    made = small_programme()
    made.project("Frei", uid="frei")
    made.item("frei", "Niemand", uid="niemand")
    show(qtbot, pane, made)
    assert "ohne Organisation: 1." in pane.stage.notice.sentence
    said = heard(pane.keys_selected)
    pane.stage.action_requested.emit()
    assert said == [[Key("work_item", "niemand")]]


def test_without_organisations_one_sentence_and_a_way_out(qtbot: QtBot, pane: LoadPane) -> None:
    said: list[tuple[str, list[Key]]] = []
    pane.act_requested.connect(lambda name, keys: said.append((name, keys)))
    show(qtbot, pane, Programme())
    assert "Noch trägt keine Organisation" in pane.stage.placeholder.sentence
    pane.stage.action_requested.emit()
    assert said == [(Acts.NEW, [Key("organisation", "")])]


def test_a_ring_is_told_instead_of_a_load(qtbot: QtBot, pane: LoadPane) -> None:
    made = small_programme()
    made.link("abnahme", "pilot")
    show(qtbot, pane, made)
    assert "im Kreis" in pane.stage.placeholder.sentence


def test_items_are_edited_now_and_only_opened_in_the_past(qtbot: QtBot, pane: LoadPane) -> None:
    said: list[tuple[str, list[Key]]] = []
    pane.act_requested.connect(lambda name, keys: said.append((name, keys)))
    opened = heard(pane.open_requested)
    show(qtbot, pane, small_programme())
    pane.chart.choose((0, 6))
    pane.items.itemDoubleClicked.emit(pane.items.topLevelItem(0), 0)
    assert said == [(Acts.EDIT, [Key("work_item", "ausbau1")])]
    show(qtbot, pane, small_programme(), at_us=START_US)
    pane.items.itemDoubleClicked.emit(pane.items.topLevelItem(0), 0)
    assert opened == [Key("work_item", "ausbau1")]


def test_the_table_is_copied_with_the_overload_as_a_word(qtbot: QtBot, pane: LoadPane) -> None:
    show(qtbot, pane, small_programme())
    QTest.keyClick(pane.chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[2] == "Arbeit (Personentage)"
    assert "Amt für Digitales\t13.10.2025\t15,0\t10,0\tüberlastet" in lines
    assert len(lines) == 1 + len(pane.chart.lanes[0].weeks)


def test_what_is_selected_elsewhere_is_marked_and_looked_at(qtbot: QtBot, pane: LoadPane) -> None:
    show(qtbot, pane, small_programme())
    said = heard(pane.keys_selected)
    pane.show_keys([Key("work_item", "ausbau2")])
    marked = [week for at, week in enumerate(pane.chart.lanes[0].weeks)
              if pane.chart.is_marked(0, at)]  # fmt: skip
    assert marked
    assert all("ausbau2" in week.items for week in marked)
    assert pane.chart.chosen_week == marked[0]
    assert [row.text(0) for row in pane.items.selectedItems()] == ["Ausbau Süd"]
    pane.chart.choose((0, 6))
    show(qtbot, pane, small_programme())
    assert pane.chart.cell == (0, 6)
    pane.show_keys([Key("project", "wlan")])
    assert pane.chart.is_marked(0, 6)
    pane.show_keys([])
    assert not pane.chart.is_marked(0, 6)
    assert said == []


def test_weeks_are_saved_as_a_table(qtbot: QtBot, pane: LoadPane, tmp_path: Path) -> None:
    show(qtbot, pane, small_programme())
    told = heard(pane.message_requested)
    pane.save_csv(tmp_path / "auslastung.csv")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"Gespeichert: {tmp_path / 'auslastung.csv'}"]
    lines = (tmp_path / "auslastung.csv").read_text("utf-8-sig").splitlines()
    assert "Amt für Digitales;2025-10-13;15;10;überlastet" in lines
    assert len(lines) == 1 + len(pane.chart.lanes[0].weeks)
    pane.save_csv(tmp_path / "nirgends" / "auslastung.csv")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "konnte nicht gespeichert werden" in str(told[1])


def test_work_items_of_a_week_are_exported_or_those_selected_of_them(
    qtbot: QtBot, pane: LoadPane
) -> None:
    said: list[tuple[str, list[Key]]] = []
    pane.act_requested.connect(lambda name, keys: said.append((name, keys)))
    show(qtbot, pane, small_programme())
    told = heard(pane.message_requested)
    pane.export_action.trigger()
    assert said == []
    assert "zuerst eine Woche" in str(told[0])
    pane.chart.choose((0, 6))
    pane.export_action.trigger()
    assert said == [(Acts.EXPORT, [Key("work_item", "ausbau1")])]


def test_a_selection_that_was_there_before_the_loads_is_looked_at(
    qtbot: QtBot, pane: LoadPane
) -> None:
    pane.show_portfolio(small_programme().state())
    pane.show_keys([Key("work_item", "ausbau2")])
    qtbot.waitUntil(lambda: pane.chart.chosen_week is not None)
    assert [row.text(0) for row in pane.items.selectedItems()] == ["Ausbau Süd"]
