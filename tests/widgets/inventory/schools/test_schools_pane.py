"""The schools: list, card, all together, forecast, files, at a moment of the past."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.domain.inventory.schools import Verdict
from tests.fakes.city import make_state
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.school_worlds import CITY, NORTH, SCHOOL_NORTH, SOUTH, make_schools
from tests.inventories import MadeInventory, update
from tests.widgets.inventory.made import heard
from widgets.inventory.schools import SchoolsPane
from widgets.inventory.schools.model import Column
from widgets.theme import theme


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inventory(tmp_path: Path, clock: FakeClock) -> Iterator[MadeInventory]:
    made = make_schools(tmp_path, clock)
    yield made
    made.close()


def is_whole(pane: SchoolsPane) -> bool:
    """Tell whether all threads have brought what they read."""
    cards = (pane.card, pane.whole)
    return all(card.forecast.outlook is not None for card in cards) and bool(
        pane.card.sections["networks"].button.text()
    )


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory, clock: FakeClock) -> Iterator[SchoolsPane]:
    theme().apply("light")
    made = SchoolsPane()
    qtbot.addWidget(made)
    made.clock = clock
    made.resize(1_300, 800)
    made.set_city(CITY)
    made.set_inventory(inventory.reader)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: is_whole(made))
    yield made
    made.close_feed()


def row_of(pane: SchoolsPane, row: int) -> list[str]:
    return [str(pane.model.index(row, column).data()) for column in Column]


def counted(inventory: MadeInventory, query: object) -> int:
    assert isinstance(query, Query)
    with closing(inventory.reader()) as reader:
        return reader.count(query)


def test_the_list_says_how_each_school_is_equipped(pane: SchoolsPane) -> None:
    cells = row_of(pane, 0)
    assert cells[:6] == ["Nordschule", "Grundschule", "60", "5,0", "0,1 statt 1,0", "500"]
    assert cells[Column.FINDINGS] == "1"
    assert row_of(pane, 1)[Column.DEVICES] == "400,0 statt 3,0"
    assert row_of(pane, 1)[Column.LINE] == "500 zu wenig"


def test_a_missed_target_is_told_by_shape_and_word(pane: SchoolsPane) -> None:
    index = pane.model.index(1, Column.DEVICES)
    assert index.data(Qt.ItemDataRole.UserRole) == Verdict.MISSED
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "400,0 statt 3,0 verfehlt"
    assert "höchstens 3,0" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert pane.card.tiles.tiles[2].below == "verfehlt, mindestens 1,0"


def test_columns_sort_by_number_and_keep_the_selected_school(pane: SchoolsPane) -> None:
    pane.table.sortByColumn(Column.PUPILS, Qt.SortOrder.DescendingOrder)
    assert [one.school.site for one in pane.model.shown] == [SOUTH, NORTH]
    assert pane.table.currentIndex().row() == 1
    pane.filter.setText("gymn")
    assert [one.school.name for one in pane.model.shown] == ["Südschule"]


def test_choosing_a_school_tells_its_site_and_shows_its_card(
    qtbot: QtBot, pane: SchoolsPane
) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.table.selectRow(1)
    assert told.args == [[Key("site", SOUTH)]]
    assert pane.card.title.text() == "Südschule"


def test_the_selection_of_others_is_followed_silently(pane: SchoolsPane) -> None:
    said = heard(pane.keys_selected)
    pane.show_keys([Key("site", SOUTH)])
    assert pane.card.title.text() == "Südschule"
    pane.show_keys([Key("school", SCHOOL_NORTH)])
    assert pane.card.title.text() == "Nordschule"
    assert said == []


def test_each_figure_shows_exactly_its_records(
    qtbot: QtBot, pane: SchoolsPane, inventory: MadeInventory
) -> None:
    with qtbot.waitSignal(pane.query_requested) as told:
        QTest.keyClick(pane.card.tiles.tiles[1], Qt.Key.Key_Space)
    assert counted(inventory, told.args[0]) == 12
    assert "Gezählte Geräte: 12" in pane.card.tiles.tiles[1].toolTip()
    assert "24.11.2025" in pane.card.tiles.tiles[1].toolTip()
    with qtbot.waitSignal(pane.query_requested) as told:
        pane.card.years.chosen.emit(0)
    assert counted(inventory, told.args[0]) == 4
    with qtbot.waitSignal(pane.query_requested) as told:
        pane.card.states.chosen.emit(2)
    assert counted(inventory, told.args[0]) == 1


def test_ages_are_drawn_and_told(pane: SchoolsPane) -> None:
    assert "2021: 4; 2020: 4; 2019: 4" in pane.card.ages.words
    assert pane.card.years.cells.rows == (("2021", "4"), ("2020", "4"), ("2019", "4"))


def test_live_devices_have_words_and_lead_to_their_points(qtbot: QtBot, pane: SchoolsPane) -> None:
    pane.show_state(make_state(CITY))
    (line,) = pane.card.live.lines
    assert line.accessibleName().startswith("N-ap AP Flur: ")
    state = make_state(CITY)
    stale = np.ones_like(state.stale)
    from dataclasses import replace  # noqa: PLC0415 - only here

    pane.show_state(replace(state, stale=stale))
    assert line.accessibleName() == "N-ap AP Flur: veraltet"
    with qtbot.waitSignal(pane.points_selected) as told:
        QTest.keyClick(line, Qt.Key.Key_Space)
    assert str(CITY.points[7].id) in told.args[0]


def test_what_hangs_on_a_school_can_be_followed(pane: SchoolsPane) -> None:
    titles = {name: section.isVisibleTo(pane.card) for name, section in pane.card.sections.items()}
    assert all(titles[name] for name in ("line", "support", "networks", "licences", "forecast"))
    assert not titles["ranking"]


def test_the_forecast_follows_what_is_assumed(qtbot: QtBot, pane: SchoolsPane) -> None:
    panel = pane.card.forecast
    assert panel.years.cells.rows[0][:4] == ("2026", "13", "13", f"7.800{chr(0x202F)}€")
    panel.cap.setValue(800)
    qtbot.waitUntil(lambda: len(panel.years.cells.heads) == 7)
    assert panel.years.cells.rows[0][2] == "2"
    assert panel.years.cells.rows[0][5] == "11"
    panel.cap.setValue(0)
    panel.stretch.setValue(60)
    qtbot.waitUntil(lambda: len(panel.years.cells.heads) == 5)
    assert panel.years.cells.rows[0][1] == "1"


def test_a_budget_year_shows_the_assets_that_are_due(
    qtbot: QtBot, pane: SchoolsPane, inventory: MadeInventory
) -> None:
    with qtbot.waitSignal(pane.query_requested) as told:
        pane.card.forecast.years.chosen.emit(0)
    assert counted(inventory, told.args[0]) == 13


def test_all_schools_are_summed_up_and_ranked(qtbot: QtBot, pane: SchoolsPane) -> None:
    assert pane.whole.detail.text() == "Mindestens ein Ziel verfehlen 2 von 2 Schulen."
    assert pane.whole.tiles.tiles[0].tile.value == "460"
    assert pane.whole.tiles.tiles[1].below == "verfehlt in 1 von 2 Schulen"
    assert [row[0] for row in pane.ranking.cells.rows] == ["Südschule", "Nordschule"]
    pane.ranking.chosen.emit(0)
    assert pane.card.title.text() == "Südschule"


def test_a_change_is_read_again(qtbot: QtBot, pane: SchoolsPane, inventory: MadeInventory) -> None:
    pane.show_commit(inventory.put(update("school", SCHOOL_NORTH, pupils=61)))
    qtbot.waitUntil(lambda: row_of(pane, 0)[Column.PUPILS] == "61")


def test_the_figures_of_then_are_shown_at_a_moment(
    qtbot: QtBot, pane: SchoolsPane, inventory: MadeInventory, clock: FakeClock
) -> None:
    clock.advance(3_600)
    pane.show_commit(inventory.put(update("school", SCHOOL_NORTH, pupils=999)))
    qtbot.waitUntil(lambda: row_of(pane, 0)[Column.PUPILS] == "999")
    pane.show_moment(START_US + 60_000_000)
    qtbot.waitUntil(lambda: row_of(pane, 0)[Column.PUPILS] == "60")
    pane.show_moment(1_000_000)
    qtbot.waitUntil(lambda: "keine Schule" in pane.stage.placeholder.sentence)
    pane.show_moment(None)
    qtbot.waitUntil(lambda: row_of(pane, 0)[Column.PUPILS] == "999")
    assert pane.stage.is_content_shown


def test_a_report_is_written(qtbot: QtBot, pane: SchoolsPane, tmp_path: Path) -> None:
    pane.tabs.setCurrentWidget(pane.whole)
    path = tmp_path / "schulen.csv"
    with qtbot.waitSignal(pane.message_requested) as told:
        pane.export_to(path)
    assert told.args == ["Der Bericht ist gespeichert: schulen.csv"]
    text = path.read_text(encoding="utf-8-sig")
    assert "Nordschule;Grundschule;60;10;12;5,0;5,0;erreicht" in text
    assert "Herkunft;Simulation" in text
    with qtbot.waitSignal(pane.message_requested) as told:
        pane.export_to(tmp_path / "none" / "schulen.csv")
    assert "lässt sich nicht speichern" in told.args[0]


def test_what_is_remembered_is_taken_up(pane: SchoolsPane) -> None:
    pane.show_keys([Key("site", SOUTH)])
    state = pane.save_state()
    other = SchoolsPane()
    other.restore_state(state)
    assert other.save_state() == state
    other.close_feed()
    other.deleteLater()


def test_an_empty_inventory_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    from tests.inventories import make_inventory  # noqa: PLC0415 - only here

    inventory = make_inventory(tmp_path / "other.db")
    pane = SchoolsPane()
    qtbot.addWidget(pane)
    pane.set_inventory(inventory.reader)
    qtbot.waitUntil(lambda: "noch keine Schule" in pane.stage.placeholder.sentence)
    pane.close_feed()
    inventory.close()


def test_the_word_missed_finds_the_schools_that_miss_a_target(pane: SchoolsPane) -> None:
    pane.filter.setText("verfehlt")
    assert all(one.misses for one in pane.model.shown)
    assert len(pane.model.shown) == sum(one.misses > 0 for one in pane.model.figures)


def test_a_narrow_tile_says_its_target_in_fewer_words(pane: SchoolsPane) -> None:
    tile = pane.card.tiles.tiles[2]
    assert tile.below_in(1_000) == "verfehlt, mindestens 1,0"
    assert tile.below_in(100) == "verfehlt, Ziel 1,0"


def test_the_card_reflows_where_there_is_little_room(qtbot: QtBot, pane: SchoolsPane) -> None:
    pane.resize(600, 600)
    for card in (pane.card, pane.whole):
        pane.tabs.setCurrentWidget(card)
        qtbot.waitUntil(partial(_fits, card))


def _fits(card: QScrollArea) -> bool:
    content = card.widget()
    return content is not None and content.width() <= card.viewport().width()


def test_all_budget_years_stay_in_sight_where_columns_scroll(
    qtbot: QtBot, pane: SchoolsPane
) -> None:
    pane.resize(700, 600)
    pane.tabs.setCurrentWidget(pane.whole)
    table = pane.whole.forecast.years
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    last = table.visualRect(table.model().index(table.model().rowCount() - 1, 0))
    assert last.bottom() <= table.viewport().rect().bottom()
