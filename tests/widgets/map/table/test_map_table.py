"""The table of the map as a person uses it: look, filter, sort, select, reveal, copy."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QLocale, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.alarms import Priority
from app.domain.maps import Box
from app.domain.samples import NO_TIME
from app.services.maps.sources import Rank
from app.services.maps.tables import MapTableRows
from tests.fakes.map_rows import later, make_places_city, make_rows
from widgets.map.table.columns import COLUMNS, Column, column_tip, column_title
from widgets.map.table.view import MapTable
from widgets.theme import alarm_look, theme
from widgets.theme.tokens import LOST_LOOK

KEY = Qt.Key
ROWS = make_rows(
    12,
    ranks=[Rank.NORMAL, Rank.STALE, Rank.BAD, Rank.LOW, Rank.MEDIUM, Rank.HIGH, Rank.CRITICAL],
    acknowledged=[4],
    without_place=[11],
)
NOTHING = Box(0.0, 0.0, 1.0, 1.0)
EMPTY = {
    name: getattr(ROWS, name)[:0]
    for name in (
        "ids",
        "names",
        "fields",
        "districts",
        "kinds",
        "locations",
        "ranks",
        "acknowledged",
        "values",
        "ages_us",
    )
}


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def table(qtbot: QtBot) -> MapTable:
    theme().apply("light")
    table = MapTable()
    qtbot.addWidget(table)
    table.resize(1500, 700)
    table.set_city(make_places_city())
    table.show()
    qtbot.waitExposed(table)
    table.set_rows(ROWS)
    return table


def ids(table: MapTable) -> list[str]:
    return [table.model.device_id(line) for line in range(table.model.rowCount())]


def text(
    table: MapTable, line: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole
) -> str:
    shown = table.model.data(table.model.index(line, column), role)
    assert isinstance(shown, str)
    return shown


def line_of(table: MapTable, device: str) -> int:
    return ids(table).index(device)


def go_to(table: MapTable, device: str) -> None:
    table.grid.setFocus()
    index = table.model.index(line_of(table, device), Column.NAME)
    table.grid.setCurrentIndex(index)


def click_header(table: MapTable, column: Column) -> None:
    table.grid.horizontalHeader().sectionClicked.emit(int(column))


def picture(table: MapTable, device: str, column: Column) -> QImage:
    index = table.model.index(line_of(table, device), column)
    return table.grid.viewport().grab(table.grid.visualRect(index)).toImage()


def holds_colour(image: QImage, name: str) -> bool:
    wanted = QColor(name)
    return any(
        image.pixelColor(x, y) == wanted
        for x in range(image.width())
        for y in range(image.height())
    )


# --- what a row says ------------------------------------------------------------------------


def test_a_row_says_all_the_map_knows_of_a_device(table: MapTable) -> None:
    line = line_of(table, "d-5")
    cells = [text(table, line, column) for column in Column]
    assert cells[:7] == [
        "Hoch",
        "Große Straße · d-5",
        "Lichtsignalanlage",
        "Mobilität",
        "Hamm-Rhynern",
        "NO₂: 25,4\u202fµg/m³",
        "6 s",
    ]
    assert cells[Column.PLACE].endswith(" O")
    assert cells[Column.GRID].startswith("32U 4")


def test_rows_from_before_the_first_state_have_no_ages_to_compare(table: MapTable) -> None:
    table.set_rows(make_rows(6, at_us=NO_TIME))
    table.set_rows(make_rows(6))
    assert table.model.rowCount() == 6


def test_how_many_points_a_device_carries_comes_from_the_city(table: MapTable) -> None:
    city = make_places_city()
    rows = replace(ROWS, ids=(str(city.points[0].device), *ROWS.ids[1:]))
    table.set_rows(rows)
    count = sum(point.device == city.points[0].device for point in city.points)
    assert text(table, line_of(table, rows.ids[0]), Column.POINTS) == str(count)


def test_what_is_not_known_is_a_dash(table: MapTable) -> None:
    assert text(table, line_of(table, "d-11"), Column.PLACE) == "–"
    assert text(table, line_of(table, "d-11"), Column.GRID) == "–"
    assert text(table, line_of(table, "d-6"), Column.AGE) == "–"
    table.set_rows(replace(ROWS, values=("",) * 12))
    table.set_rows(replace(make_rows(3), values=("",) * 3))
    assert text(table, 0, Column.VALUE) == "–"


@pytest.mark.parametrize(
    ("device", "word"),
    [
        ("d-0", "In Ordnung"),
        ("d-1", "Veraltet"),
        ("d-2", "Gestört"),
        ("d-3", "Niedrig"),
        ("d-4", "Mittel"),
        ("d-5", "Hoch"),
        ("d-6", "Kritisch"),
    ],
)
def test_a_state_has_a_word(table: MapTable, device: str, word: str) -> None:
    assert text(table, line_of(table, device), Column.STATE) == word


def test_a_state_has_the_chip_that_it_has_everywhere(table: MapTable) -> None:
    high = alarm_look(Priority.HIGH).fill
    assert holds_colour(picture(table, "d-5", Column.STATE), high)
    assert holds_colour(picture(table, "d-2", Column.STATE), LOST_LOOK.fill)
    medium = alarm_look(Priority.MEDIUM).fill
    image = picture(table, "d-4", Column.STATE)
    middle = image.pixelColor(image.width() - 12, image.height() // 2)
    assert middle != QColor(medium), "what somebody acknowledged is only outlined"


def test_a_stale_row_is_dimmed_and_its_value_hatched(table: MapTable) -> None:
    fresh, stale = picture(table, "d-7", Column.VALUE), picture(table, "d-1", Column.VALUE)
    tokens = theme().tokens
    assert holds_colour(stale, tokens.line)
    assert not holds_colour(fresh, tokens.line)


def test_a_screen_reader_gets_the_row_as_one_sentence(table: MapTable) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    sentence = text(table, line_of(table, "d-5"), Column.AGE, role)
    assert sentence.startswith(
        "Große Straße · d-5 (Lichtsignalanlage, Mobilität, Hamm-Rhynern): "
        "Hoch, nicht quittiert. NO₂: 25,4\u202fµg/m³, vor 6 s gemessen. 0 Datenpunkte. "
    )
    assert sentence.endswith(" O.")
    assert ": Mittel, quittiert. " in text(table, line_of(table, "d-4"), Column.NAME, role)
    assert ": In Ordnung. " in text(table, line_of(table, "d-0"), Column.NAME, role)


def test_tooltips_and_headings_explain(table: MapTable) -> None:
    tip = text(table, 0, Column.NAME, Qt.ItemDataRole.ToolTipRole)
    assert "Kästnerweg" in tip or "Straße" in tip or "Ostenallee" in tip
    assert column_tip(Column.PLACE) == table.model.headerData(
        Column.PLACE, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )
    assert table.grid.accessibleName()
    assert table.bar.box.accessibleName()


# --- order ----------------------------------------------------------------------------------


def test_the_worst_states_come_first_and_of_these_what_nobody_acknowledged(table: MapTable) -> None:
    assert ids(table)[:5] == ["d-6", "d-5", "d-4", "d-3", "d-2"]
    assert ids(table)[6:] == ["d-0", "d-7", "d-8", "d-9", "d-10", "d-11"], "equal ones stay"
    rows = make_rows(3, ranks=[Rank.HIGH] * 3, acknowledged=[0])
    table.set_rows(rows)
    assert ids(table) == ["d-1", "d-2", "d-0"]


def test_a_click_on_a_heading_sorts_then_turns_then_gives_the_order_of_the_map(
    table: MapTable,
) -> None:
    click_header(table, Column.NAME)
    names = [text(table, line, Column.NAME) for line in range(12)]
    assert names[:3] == ["Große Straße · d-1", "Große Straße · d-5", "Große Straße · d-9"]
    assert names[-1] == "Ostenallee · d-10", "2 comes before 10"
    click_header(table, Column.NAME)
    assert text(table, 0, Column.NAME) == "Ostenallee · d-10"
    click_header(table, Column.NAME)
    assert ids(table) == [f"d-{number}" for number in range(12)]
    assert not table.grid.horizontalHeader().isSortIndicatorShown()


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts_both_ways_with_unknown_values_last(
    table: MapTable, column: Column
) -> None:
    table.model.wishes.column = None
    click_header(table, column)
    rising = ids(table)
    click_header(table, column)
    falling = ids(table)
    assert sorted(rising) == sorted(falling) == sorted(ROWS.ids)
    if column in {Column.PLACE, Column.GRID}:
        assert rising[-1] == falling[-1] == "d-11"
    if column is Column.AGE:
        assert rising[-1] == falling[-1] == "d-6"


def test_rows_stay_where_they_are_until_somebody_sorts_anew(table: MapTable) -> None:
    before = ids(table)
    table.set_rows(later(ROWS, ranks={9: Rank.CRITICAL}))
    assert ids(table) == before
    assert text(table, line_of(table, "d-9"), Column.STATE) == "Kritisch"
    assert table.bar._resort.isVisible()
    table.bar._resort.click()
    assert ids(table)[:2] == ["d-6", "d-9"]
    assert not table.bar._resort.isVisible()


# --- changes --------------------------------------------------------------------------------


def painted(table: MapTable, rows: MapTableRows) -> list[tuple[int, int, int]]:
    """Return which cells a state makes the table announce: line, first and last column."""
    spy = QSignalSpy(table.model.dataChanged)
    table.set_rows(rows)
    found = []
    for at in range(spy.count()):
        first, last = spy.at(at)[:2]
        found.append((first.row(), first.column(), last.column()))
    return found


def test_only_rows_that_changed_are_painted_anew(table: MapTable) -> None:
    resets = QSignalSpy(table.model.modelReset)
    same_second = replace(ROWS, ranks=later(ROWS, ranks={9: Rank.LOW}).ranks)
    line, last = line_of(table, "d-9"), len(Column) - 1
    assert painted(table, same_second) == [(line, 0, last)]
    assert painted(table, replace(same_second)) == []
    aged = painted(table, later(same_second))
    assert aged == [(0, int(Column.AGE), int(Column.AGE))], "a second later all ages have grown"
    acknowledged = later(same_second, 1)
    seen = acknowledged.acknowledged.copy()
    seen[5] = True
    assert painted(table, replace(acknowledged, acknowledged=seen)) == [
        (line_of(table, "d-5"), 0, last)
    ]
    ages = acknowledged.ages_us.copy()
    ages[8] = 0
    measured = replace(acknowledged, acknowledged=seen, ages_us=ages)
    assert painted(table, measured) == [(line_of(table, "d-8"), 0, last)]
    assert resets.count() == 0


def test_other_devices_are_listed_anew_with_the_selection_kept(table: MapTable) -> None:
    go_to(table, "d-3")
    told = QSignalSpy(table.devices_selected)
    table.set_rows(make_rows(6))
    assert ids(table) == [f"d-{number}" for number in range(6)]
    assert table.grid.selected_ids() == ["d-3"]
    assert table.grid.current_id() == "d-3"
    assert told.count() == 0


def test_a_hidden_table_takes_only_the_newest_rows_when_it_is_shown(table: MapTable) -> None:
    table.hide()
    table.set_rows(later(ROWS, ranks={0: Rank.HIGH}))
    table.set_rows(later(ROWS, 2, ranks={0: Rank.LOW}))
    assert text(table, line_of(table, "d-0"), Column.STATE) == "In Ordnung"
    table.show()
    assert text(table, line_of(table, "d-0"), Column.STATE) == "Niedrig"


# --- filter ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("grosse strasse", {"d-1", "d-5", "d-9"}),
        ("GROẞE", {"d-1", "d-5", "d-9"}),
        ("kaestner", {"d-3", "d-7", "d-11"}),
        ("rhynern kästnerweg", {"d-11"}),
        ("luftmess mitte", {"d-0"}),
        ("d-10", {"d-10"}),
    ],
)
def test_the_filter_finds_all_words_however_they_are_spelt(
    table: MapTable, words: str, found: set[str]
) -> None:
    table.bar.box.setText(words)
    assert set(ids(table)) == found
    assert table.bar._count.text() == f"{len(found)} von 12"


def test_when_nothing_fits_the_filter_can_be_dropped(table: MapTable) -> None:
    table.bar.box.setText("xyz")
    assert not table.stage.is_content_shown
    assert table.stage.placeholder.sentence == "Kein Gerät passt zu diesem Filter."
    table.stage.action_requested.emit()
    assert len(ids(table)) == 12
    assert table.bar.box.text() == ""


def test_only_what_the_map_has_in_sight_is_listed_when_asked_for(table: MapTable) -> None:
    place = ROWS.locations[3]
    assert place is not None
    east, north = place.longitude, place.latitude
    table.set_extent(Box(east - 1e-4, north - 1e-4, east + 1e-4, north + 1e-4))
    assert len(ids(table)) == 12
    table.bar.extent.click()
    assert ids(table) == ["d-3"]
    table.set_extent(Box(7.0, 51.0, 9.0, 52.0))
    assert set(ids(table)) == set(ROWS.ids) - {"d-11"}, "what has no place is not in sight"
    table.set_extent(NOTHING)
    assert table.stage.placeholder.sentence == "Im Kartenausschnitt liegt kein Gerät."
    table.stage.action_requested.emit()
    assert len(ids(table)) == 12
    assert not table.bar.extent.isChecked()


def test_moving_the_map_does_not_change_the_order_nor_the_selection(table: MapTable) -> None:
    table.bar.extent.click()
    go_to(table, "d-4")
    table.set_extent(NOTHING)
    table.set_extent(Box(7.0, 51.0, 9.0, 52.0))
    assert ids(table)[:3] == ["d-6", "d-5", "d-4"]
    assert table.grid.selected_ids() == ["d-4"]
    resets = QSignalSpy(table.model.modelReset)
    table.set_extent(Box(7.1, 51.1, 8.9, 51.9))
    assert resets.count() == 0, "the same rows are not listed anew"
    table.hide()
    table.set_extent(NOTHING)
    assert ids(table)
    table.show()
    assert not ids(table)


# --- selection ------------------------------------------------------------------------------


def test_what_is_selected_here_is_told_and_what_is_selected_elsewhere_is_not(
    table: MapTable,
) -> None:
    told: list[list[str]] = []
    table.devices_selected.connect(told.append)
    table.show_selection(["d-2", "d-9", "unknown"])
    assert set(table.grid.selected_ids()) == {"d-2", "d-9"}
    assert told == []
    go_to(table, "d-5")
    assert told == [["d-5"]]
    QTest.keyClick(table.grid, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == ids(table)


def test_a_selection_that_is_filtered_away_comes_back(table: MapTable) -> None:
    table.show_selection(["d-5", "d-2"])
    table.bar.box.setText("grosse")
    assert table.grid.selected_ids() == ["d-5"]
    table.bar.box.setText("")
    assert table.grid.selected_ids() == ["d-5", "d-2"]


def test_many_selected_devices_are_marked_at_once(qtbot: QtBot, table: MapTable) -> None:
    table.set_rows(make_rows(5_000))
    changes = QSignalSpy(table.grid.selectionModel().selectionChanged)
    table.show_selection([f"d-{number}" for number in range(0, 5_000, 2)])
    assert changes.count() == 1
    assert len(table.grid.selected_ids()) == 2_500


# --- what can be done -----------------------------------------------------------------------


def test_keys_reveal_explain_and_draw(table: MapTable) -> None:
    revealed: list[str] = []
    asked: list[str] = []
    drawn: list[list[str]] = []
    table.reveal_requested.connect(revealed.append)
    table.why_requested.connect(asked.append)
    table.trend_requested.connect(drawn.append)
    go_to(table, "d-5")
    QTest.keyClick(table.grid, KEY.Key_Return)
    QTest.keyClick(table.grid, KEY.Key_F3)
    QTest.keyClick(table.grid, KEY.Key_F6)
    assert (revealed, asked, drawn) == (["d-5"], ["d-5"], [["d-5"]])
    table.grid.clearSelection()
    table.grid.setCurrentIndex(table.model.index(-1, -1))
    for key in (KEY.Key_Return, KEY.Key_F3, KEY.Key_F6):
        QTest.keyClick(table.grid, key)
    assert (revealed, asked, drawn) == (["d-5"], ["d-5"], [["d-5"]])


def test_the_table_answers_its_keys_before_the_window_does(table: MapTable) -> None:
    def takes(key: Qt.Key, modifier: Qt.KeyboardModifier) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        event.ignore()
        QApplication.sendEvent(table.grid, event)
        return event.isAccepted()

    assert takes(KEY.Key_F3, Qt.KeyboardModifier.NoModifier)
    assert takes(KEY.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert not takes(KEY.Key_F3, Qt.KeyboardModifier.ControlModifier)
    assert not takes(KEY.Key_F5, Qt.KeyboardModifier.NoModifier)


def test_a_double_click_reveals(table: MapTable) -> None:
    revealed: list[str] = []
    table.reveal_requested.connect(revealed.append)
    index = table.model.index(line_of(table, "d-5"), Column.NAME)
    centre = table.grid.visualRect(index).center()
    QTest.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseDClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert revealed == ["d-5"]


def test_copying_takes_the_columns_on_screen_with_a_heading(table: MapTable) -> None:
    go_to(table, "d-5")
    QTest.keyClick(table.grid, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, row = QGuiApplication.clipboard().text().splitlines()
    assert heading.split("\t") == [column_title(c) for c in Column if c is not Column.GRID]
    assert row.split("\t")[:2] == ["Hoch", "Große Straße · d-5"]
    table.acts.copy_places()
    degrees, metres = QGuiApplication.clipboard().text().strip().split("\t")
    assert degrees.endswith(" O")
    assert metres.startswith("32U ")


def test_the_menu_offers_what_can_be_done(table: MapTable) -> None:
    menu = table.acts.make_menu(table)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Auf der Karte zeigen",
        "Warum?",
        "In Verläufe zeigen",
        "Kopieren",
        "Koordinaten kopieren",
        "Exportieren (CSV, XLSX) …",
        "Spalten",
    ]
    possible = [action.text() for action in menu.actions() if action.isEnabled() and action.text()]
    assert possible == ["Exportieren (CSV, XLSX) …", "Spalten"], "nothing is selected yet"
    go_to(table, "d-5")
    revealed: list[str] = []
    table.reveal_requested.connect(revealed.append)
    table.acts.make_menu(table).actions()[0].trigger()
    assert revealed == ["d-5"]


def test_the_filter_box_is_reached_and_left_by_keys(qtbot: QtBot, table: MapTable) -> None:
    table.activateWindow()
    QTest.keyClick(table.grid, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(table.bar.box.hasFocus)
    QTest.keyClick(table.bar.box, KEY.Key_Down)
    qtbot.waitUntil(table.grid.hasFocus)


# --- columns --------------------------------------------------------------------------------


def shown_columns(table: MapTable) -> set[Column]:
    return {column for column in Column if not table.grid.isColumnHidden(column)}


def test_columns_give_way_where_there_is_no_room_and_come_back(
    qtbot: QtBot, table: MapTable
) -> None:
    assert shown_columns(table) == set(Column) - COLUMNS.hidden
    table.resize(400, 700)
    qtbot.waitUntil(lambda: shown_columns(table) == {Column.STATE, Column.NAME})
    header = table.grid.horizontalHeader()
    assert header.length() <= table.grid.viewport().width()
    table.resize(1500, 700)
    qtbot.waitUntil(lambda: shown_columns(table) == set(Column) - COLUMNS.hidden)


def test_columns_order_widths_sort_and_filter_are_remembered(qtbot: QtBot, table: MapTable) -> None:
    header = table.grid.horizontalHeader()
    header.moveSection(header.visualIndex(Column.AGE), 0)
    table.columns.show_column(Column.GRID, is_shown=True)
    table.columns.show_column(Column.FIELD, is_shown=False)
    table.grid.setColumnWidth(Column.NAME, 333)
    click_header(table, Column.AGE)
    click_header(table, Column.AGE)
    table.bar.box.setText("strasse")
    saved = table.save_state()
    other = MapTable()
    qtbot.addWidget(other)
    other.resize(1500, 700)
    other.restore_state(saved)
    other.set_city(make_places_city())
    other.show()
    other.set_rows(ROWS)
    assert other.save_state() == saved
    assert other.columns.told()[0] is Column.AGE
    assert not other.grid.isColumnHidden(Column.GRID)
    assert other.grid.isColumnHidden(Column.FIELD)
    assert abs(other.grid.columnWidth(Column.NAME) - 333) <= 1
    assert ids(other) == ids(table)
    assert other.bar.box.text() == "strasse"


def test_a_column_that_only_lacked_room_is_not_remembered_as_hidden(
    qtbot: QtBot, table: MapTable
) -> None:
    table.resize(400, 700)
    qtbot.waitUntil(lambda: shown_columns(table) == {Column.STATE, Column.NAME})
    saved = table.save_state()
    hidden = {item["name"] for item in saved["columns"] if item["hidden"]}
    assert hidden == {"GRID"}


@pytest.mark.parametrize(
    "saved",
    [
        {},
        {"columns": 7, "text": 5, "sort": "MOON", "in_extent": "yes"},
        {"columns": [{"name": "MOON"}, 7, {"name": "NAME", "width": "x"}], "sort": 7},
    ],
)
def test_nonsense_that_was_remembered_changes_nothing(
    table: MapTable, saved: dict[str, object]
) -> None:
    before = ids(table)
    table.restore_state(saved)
    assert ids(table) == before
    assert Column.NAME in shown_columns(table)


def test_state_and_name_cannot_be_hidden(table: MapTable) -> None:
    menu = table.columns.make_menu(table)
    fixed = [action.text() for action in menu.actions() if action.text() and not action.isEnabled()]
    assert fixed == ["Zustand", "Gerät"]
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Art"].trigger()
    assert table.grid.isColumnHidden(Column.KIND)
    by_text["Spalten zurücksetzen"].trigger()
    assert not table.grid.isColumnHidden(Column.KIND)
    hidden = table.save_state()["columns"]
    assert {item["name"] for item in hidden if item["hidden"]} == {"GRID"}


# --- the five states ------------------------------------------------------------------------


def test_before_the_first_rows_the_table_loads(qtbot: QtBot) -> None:
    table = MapTable()
    qtbot.addWidget(table)
    assert not table.stage.is_content_shown
    assert table.stage.placeholder.sentence == ""
    assert not table.bar.isEnabled()


def test_without_a_layer_of_devices_the_table_says_so(table: MapTable) -> None:
    table.set_rows(replace(ROWS, **EMPTY))
    assert table.stage.placeholder.sentence.endswith("zurzeit kein Gerät.")
    asked = QSignalSpy(table.layers_requested)
    table.stage.action_requested.emit()
    assert asked.count() == 1


def test_without_the_right_the_table_says_so(table: MapTable) -> None:
    table.set_allowed(is_allowed=False)
    assert "Recht" in table.stage.placeholder.sentence
    table.set_allowed(is_allowed=True)
    assert table.stage.is_content_shown


def test_a_notice_stands_above_the_rows_and_its_button_is_told(table: MapTable) -> None:
    told = QSignalSpy(table.notice_action_requested)
    table.set_notice("mdi6.lan-disconnect", "Zwei Quellen sind weg.", "Quellen prüfen")
    assert table.stage.notice.sentence == "Zwei Quellen sind weg."
    table.stage.notice.action_requested.emit()
    assert told.count() == 1
    table.set_rows(later(ROWS))
    assert table.stage.notice.sentence == "Zwei Quellen sind weg."
    table.set_notice("", "")
    assert not table.stage.notice.isVisible()


def test_another_city_forgets_the_rows(table: MapTable) -> None:
    table.set_city(make_places_city(10))
    assert table.model.rowCount() == 0
    assert not table.stage.is_content_shown


# --- language and theme ---------------------------------------------------------------------


def test_language_and_theme_change_while_the_table_lives(table: MapTable) -> None:
    go_to(table, "d-5")
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(table, QEvent(QEvent.Type.LanguageChange))
    assert text(table, line_of(table, "d-5"), Column.PLACE).endswith(" E")
    assert table.grid.selected_ids() == ["d-5"]
    theme().apply("dark")
    assert holds_colour(picture(table, "d-0", Column.NAME), theme().tokens.surface) or holds_colour(
        picture(table, "d-0", Column.NAME), theme().tokens.stripe
    )


def test_the_model_keeps_the_rules_of_qt(table: MapTable) -> None:
    model: QAbstractItemModel = table.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    table.set_rows(later(ROWS, ranks={0: Rank.HIGH}))
    table.set_rows(make_rows(4))
    table.bar.box.setText("grosse")
    assert tester.model() is model
