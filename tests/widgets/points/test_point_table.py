"""The table of points as a person uses it: look, filter, group, sort, copy, drag."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId
from app.domain.samples import NO_TIME, Float64Array, PointStates
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state, make_values
from tests.fakes.clocks import START_US
from widgets.point_mime import POINTS_MIME, point_ids_of
from widgets.points.arrangement import Quick
from widgets.points.columns import Column, Grouping
from widgets.points.view import PointTableView
from widgets.theme import theme
from widgets.theme.tokens import LOST_LOOK

CITY = make_city(60)
SECOND = 1_000_000


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> PointTableView:
    theme().apply("light")
    view = PointTableView()
    qtbot.addWidget(view)
    view.resize(1400, 900)
    view.set_city(CITY)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(make_state(CITY))
    return view


def text(view: PointTableView, row: int, column: Column) -> str:
    shown = view.model.data(view.model.index(row, column))
    assert isinstance(shown, str)
    return shown


def names(view: PointTableView) -> list[str]:
    return [text(view, row, Column.NAME) for row in range(view.model.rowCount())]


def group_by(view: PointTableView, grouping: Grouping) -> None:
    view.filters._grouping.setCurrentIndex(int(grouping))


def with_values(values: Float64Array, at_us: int = START_US) -> CityState:
    return make_state(CITY, at_us=at_us, values=values)


def nothing_known() -> CityState:
    states = PointStates.unknown(make_state(CITY).states.key)
    return replace(make_state(CITY), states=states, stale=np.ones(len(CITY.points), bool))


# --- what a row says ------------------------------------------------------------------------


def test_a_row_says_value_unit_quality_and_age(view: PointTableView) -> None:
    values = make_values(CITY)
    values[1] = 1234.56
    view.show_state(with_values(values))
    cells = [text(view, 1, c) for c in (Column.NAME, Column.VALUE, Column.UNIT, Column.QUALITY)]
    assert cells == ["PM10 Ostenallee 1", "1.234,6", "µg/m³", "gut"]
    assert text(view, 1, Column.AGE).endswith(" s")
    assert text(view, 5, Column.VALUE) == "In Betrieb", "a state is shown by its name"


def test_figures_stand_right_and_with_digits_of_equal_width(view: PointTableView) -> None:
    alignment = view.model.data(
        view.model.index(0, Column.VALUE), Qt.ItemDataRole.TextAlignmentRole
    )
    assert isinstance(alignment, Qt.AlignmentFlag)
    assert alignment & Qt.AlignmentFlag.AlignRight
    metrics = view.table.fontMetrics()
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


def test_a_stale_value_says_so_and_keeps_its_age(view: PointTableView) -> None:
    view.show_state(make_state(CITY, silent=[1]))
    assert text(view, 1, Column.QUALITY) == "veraltet"
    assert text(view, 1, Column.AGE) == "60 min"


def test_a_value_that_never_came_is_a_dash(view: PointTableView) -> None:
    state = make_state(CITY)
    state.states.time[1] = NO_TIME
    state.states.value[1] = np.nan
    view.show_state(state)
    cells = [text(view, 1, c) for c in (Column.VALUE, Column.QUALITY, Column.AGE)]
    assert cells == ["–", "ohne Wert", "–"]


def test_bad_quality_has_a_word_and_a_glyph(view: PointTableView) -> None:
    view.show_state(make_state(CITY, bad=[0]))
    assert text(view, 0, Column.QUALITY) == "schlecht"
    assert holds_colour(picture(view, 0, Column.QUALITY), LOST_LOOK.fill)


def test_an_alarm_is_a_chip_with_its_word(view: PointTableView) -> None:
    alarm = AlarmId(f"{CITY.points[0].id}#hihi")
    view.show_state(make_state(CITY, alarms={alarm: make_alarm()}))
    assert text(view, 0, Column.ALARM).startswith("Kritisch")
    assert holds_colour(picture(view, 0, Column.ALARM), "#b3261e")
    assert not holds_colour(picture(view, 1, Column.ALARM), "#b3261e")


def test_the_tooltip_says_unit_times_limit_and_origin(view: PointTableView) -> None:
    tooltip = str(view.model.data(view.model.index(0, 0), Qt.ItemDataRole.ToolTipRole))
    for part in (str(CITY.points[0].id), "Mikrogramm je Kubikmeter", "Gemessen:", "Empfangen:"):
        assert part in tooltip
    assert "39. BImSchV" in tooltip
    assert "simuliert" in tooltip


def picture(view: PointTableView, row: int, column: Column) -> QImage:
    view.table.repaint()
    return (
        view.table.viewport().grab(view.table.visualRect(view.model.index(row, column))).toImage()
    )


def holds_colour(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_only_live_cells_of_changed_rows_are_painted_again(view: PointTableView) -> None:
    before = picture(view, 0, Column.VALUE), picture(view, 1, Column.VALUE)
    values = make_values(CITY)
    values[:2] = 77.0
    view.show_state(replace(with_values(values), changed=np.array([0])))
    after = picture(view, 0, Column.VALUE), picture(view, 1, Column.VALUE)
    assert after[0] != before[0]


def test_a_row_that_became_stale_is_dimmed_as_a_whole(view: PointTableView) -> None:
    before = picture(view, 0, Column.NAME)
    state = make_state(CITY, silent=[0])
    view.show_state(replace(state, changed=np.array([0])))
    assert picture(view, 0, Column.NAME) != before


# --- filters --------------------------------------------------------------------------------


def test_ctrl_f_filters_by_words_and_escape_gives_the_table_back(
    view: PointTableView, qtbot: QtBot
) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(view.filters.box.hasFocus)
    QTest.keyClicks(view.filters.box, "strasse no2")
    assert names(view)
    assert all("NO₂" in name and "straße" in name.lower() for name in names(view))
    QTest.keyClick(view.filters.box, Qt.Key.Key_Escape)
    assert len(names(view)) == len(CITY.points)
    QTest.keyClick(view.filters.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(view.table.hasFocus)


def test_the_filter_knows_ids_sites_districts_and_sources(view: PointTableView) -> None:
    for words, row in (
        (str(CITY.points[7].id), 7),
        ("maerkisches gymnasium", 3),
        ("rhynern", 20),
        ("verkehrsrechner", 4),
    ):
        view.filters.box.setText(words)
        assert view.model.display_row(str(CITY.points[row].id)) >= 0, words


def test_quick_filters_count_what_they_would_find(view: PointTableView) -> None:
    view.show_state(
        make_state(CITY, bad=[0, 1], silent=[2], offline=["netz"], at_us=START_US + SECOND)
    )
    labels = {flag: button.text() for flag, button in view.filters._quick.items()}
    down = sum(point.source == "netz" for point in CITY.points)
    assert labels[Quick.ABNORMAL].endswith("2")
    assert labels[Quick.STALE].endswith(str(down + 1))
    assert labels[Quick.SOURCE_DOWN].endswith(str(down))


def press(view: PointTableView, flag: Quick) -> QToolButton:
    button = view.filters._quick[flag]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def test_a_quick_filter_lets_new_rows_in_but_never_takes_one_from_under_the_mouse(
    view: PointTableView,
) -> None:
    view.show_state(make_state(CITY, bad=[3], at_us=START_US + SECOND))
    press(view, Quick.ABNORMAL)
    assert view.model.rows.tolist() == [3]
    view.show_state(make_state(CITY, bad=[9], at_us=START_US + 2 * SECOND))
    assert view.model.rows.tolist() == [3, 9]
    assert view.filters._resort.isVisible()
    QTest.mouseClick(view.filters._resort, Qt.MouseButton.LeftButton)
    assert view.model.rows.tolist() == [9]
    assert not view.filters._resort.isVisible()


def test_a_field_of_action_can_be_chosen_and_left_again(view: PointTableView) -> None:
    view.show_field("bildung")
    assert all("Access Point" in name for name in names(view))
    assert view.filters._field.text() == "Bildung"
    QTest.mouseClick(view.filters._field, Qt.MouseButton.LeftButton)
    assert len(names(view)) == len(CITY.points)


# --- order and groups -----------------------------------------------------------------------


def test_a_heading_sorts_up_down_and_back(view: PointTableView) -> None:
    values = np.arange(len(CITY.points), dtype=np.float64) % 7
    view.show_state(with_values(values))
    x = view.table.columnViewportPosition(Column.VALUE) + 5
    header = view.table.horizontalHeader().viewport()
    orders = []
    for _ in range(3):
        QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        orders.append(values[view.model.rows].tolist())
    assert orders[0] == sorted(values)
    assert orders[1] == sorted(values, reverse=True)
    assert view.model.rows.tolist() == list(range(len(CITY.points)))


def test_rows_do_not_move_by_themselves_but_offer_to_be_sorted(view: PointTableView) -> None:
    view._sort_by(Column.VALUE)
    order = view.model.rows.tolist()
    values = make_values(CITY)[::-1].copy()
    view.show_state(with_values(values, START_US + SECOND))
    assert view.model.rows.tolist() == order
    assert view.filters._resort.isVisible()


@pytest.mark.parametrize(
    ("grouping", "first", "groups"),
    [
        (Grouping.FIELD, "Umwelt", 5),
        (Grouping.DISTRICT, "Bockum-Hövel", 6),
        (Grouping.SITE, "Alter Uentroper Weg", 10),
        (Grouping.SOURCE, "LoRaWAN-Netz", 4),
        (Grouping.TYPE, "air_station", 9),
    ],
)
def test_rows_can_be_grouped(
    view: PointTableView, grouping: Grouping, first: str, groups: int
) -> None:
    group_by(view, grouping)
    headings = [row for row in range(view.model.rowCount()) if view.model.group_of(row) >= 0]
    assert text(view, headings[0], Column.NAME).startswith(first)
    assert len(headings) == groups
    assert view.model.rowCount() == len(CITY.points) + groups


def test_arrow_keys_fold_and_unfold_a_group(view: PointTableView) -> None:
    group_by(view, Grouping.DISTRICT)
    view.table.setCurrentIndex(view.model.index(0, Column.NAME))
    whole = view.model.rowCount()
    QTest.keyClick(view.table, Qt.Key.Key_Left)
    folded = view.model.rowCount()
    assert folded < whole
    assert view.model.group_summary(view.model.group_of(0)).is_folded
    QTest.keyClick(view.table, Qt.Key.Key_Right)
    assert view.model.rowCount() == whole
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert view.model.rowCount() == folded


def test_a_click_on_a_heading_folds_its_group(view: PointTableView) -> None:
    group_by(view, Grouping.SOURCE)
    whole = view.model.rowCount()
    area = view.table.visualRect(view.model.index(0, Column.NAME))
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert view.model.rowCount() < whole


def test_a_heading_counts_its_points_and_names_the_worst(view: PointTableView) -> None:
    alarm = AlarmId(f"{CITY.points[0].id}#hihi")
    view.show_state(make_state(CITY, bad=[10], alarms={alarm: make_alarm()}))
    group_by(view, Grouping.FIELD)
    summary = view.model.group_summary(0)
    assert (summary.title, summary.count, summary.abnormal) == ("Umwelt", 24, 2)
    assert holds_colour(view.table.viewport().grab(view.table._row_area(0)).toImage(), "#b3261e")


# --- hands ----------------------------------------------------------------------------------


def test_return_shows_the_selected_points_in_the_trends(view: PointTableView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.points_selected) as selected:
        view.table.selectRow(4)
    assert selected.args == [[str(CITY.points[4].id)]]
    with qtbot.waitSignal(view.trend_requested) as asked:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert asked.args == [[str(CITY.points[4].id)]]


def test_the_selection_bus_is_followed_in_silence(view: PointTableView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.points_selected):
        view.show_selection([str(CITY.points[50].id)])
    assert view.table.selected_ids() == [str(CITY.points[50].id)]


def test_selection_survives_a_filter_and_another_order(view: PointTableView) -> None:
    chosen = str(CITY.points[10].id)
    view.table.select_ids([chosen])
    view.filters.box.setText("no2")
    view._sort_by(Column.NAME)
    assert view.table.selected_ids() == [chosen]


def test_ctrl_c_copies_what_is_on_screen(view: PointTableView) -> None:
    view.table.selectRow(1)
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, row = QGuiApplication.clipboard().text().splitlines()
    assert heading.split("\t")[:6] == [
        "Alarm", "Datenpunkt", "Standort", "Gerät", "Wert", "Einheit",
    ]  # fmt: skip
    assert row.split("\t")[1:6:2] == ["PM10 Ostenallee 1", "air_station-0000", "µg/m³"]


def test_dragged_points_carry_their_ids(view: PointTableView) -> None:
    data = view.model.mimeData([view.model.index(row, 0) for row in (2, 1)])
    assert data.hasFormat(POINTS_MIME)
    assert point_ids_of(data) == [str(CITY.points[row].id) for row in (1, 2)]


def test_the_menu_offers_trends_copy_export_and_columns(view: PointTableView) -> None:
    view.table.selectRow(0)
    menu = view.make_menu()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "In Verläufe zeigen",
        "Auf der Karte zeigen",
        "Kopieren",
        "Als CSV exportieren …",
        "Spalten",
    ]
    columns = view.make_column_menu(view)
    kennung = next(action for action in columns.actions() if action.text() == "Kennung")
    kennung.trigger()
    assert not view.table.isColumnHidden(Column.ID)


def test_export_writes_what_a_spreadsheet_reads(
    view: PointTableView, tmp_path: Path, qtbot: QtBot
) -> None:
    view.filters.box.setText("no2")
    with qtbot.waitSignal(view.message_requested) as said:
        view.export_csv(tmp_path / "punkte.csv")
    assert said.args == ["6 Datenpunkte in punkte.csv geschrieben."]
    raw = (tmp_path / "punkte.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 6
    assert rows[0]["Gemessen (UTC)"].endswith("+00:00")


def test_an_export_that_fails_says_why(view: PointTableView, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.message_requested) as said:
        view.export_csv(tmp_path / "nowhere" / "punkte.csv")
    assert said.args is not None
    assert "konnte nicht geschrieben werden" in said.args[0]


# --- five states ----------------------------------------------------------------------------


def test_a_view_without_a_city_loads_and_says_nothing_yet(qtbot: QtBot) -> None:
    view = PointTableView()
    qtbot.addWidget(view)
    view.show()
    assert not view.stage.is_content_shown
    qtbot.waitUntil(lambda: view.stage.placeholder.is_skeleton)


def test_a_profile_without_points_leads_to_the_sources(qtbot: QtBot) -> None:
    view = PointTableView()
    qtbot.addWidget(view)
    view.set_city(make_city(0))
    assert "noch kein Datenpunkt" in view.stage.placeholder.sentence
    with qtbot.waitSignal(view.sources_requested):
        view.stage.placeholder._button.click()


def test_a_filter_that_finds_nothing_can_be_reset(view: PointTableView) -> None:
    view.filters.box.setText("gibt es nicht")
    assert "passt zu diesem Filter" in view.stage.placeholder.sentence
    view.stage.placeholder._button.click()
    assert view.stage.is_content_shown
    assert len(names(view)) == len(CITY.points)


def test_a_missing_right_is_said(view: PointTableView) -> None:
    view.set_allowed(is_allowed=False)
    assert "fehlt Ihnen das Recht" in view.stage.placeholder.sentence


def test_a_source_that_is_down_is_named_above_its_last_values(
    view: PointTableView, qtbot: QtBot
) -> None:
    view.show_state(make_state(CITY, offline=["netz"], at_us=START_US + SECOND))
    assert view.stage.is_content_shown
    assert view.stage.notice.sentence.startswith("Netzmanagement: unterbrochen")
    with qtbot.waitSignal(view.sources_requested):
        view.stage.notice._button.click()


def test_without_any_value_and_source_the_table_says_what_failed(view: PointTableView) -> None:
    down = make_state(CITY, offline=[str(source.id) for source in CITY.sources])
    state = nothing_known()
    view.show_state(replace(state, sources=down.sources, at_us=START_US + SECOND))
    assert "Der Server antwortet nicht." in view.stage.placeholder.sentence
    assert "2 weitere Quellen" in view.stage.placeholder.sentence


# --- what is remembered ---------------------------------------------------------------------


def test_columns_order_filter_and_groups_are_remembered(view: PointTableView, qtbot: QtBot) -> None:
    header = view.table.horizontalHeader()
    header.moveSection(header.visualIndex(Column.UNIT), 0)
    view.table.setColumnHidden(Column.SITE, True)
    view.table.setColumnWidth(Column.VALUE, 222)
    view.filters.box.setText("no2")
    group_by(view, Grouping.DISTRICT)
    view.table.turn_group(0)
    view._sort_by(Column.NAME)
    other = PointTableView()
    qtbot.addWidget(other)
    other.set_city(CITY)
    other.restore_state(view.save_state())
    other.show_state(make_state(CITY))
    assert other.save_state() == view.save_state()
    assert other.columns_in_sight() == view.columns_in_sight()
    assert names(other) == names(view)


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"columns": 3, "text": None, "quick": -1, "sort": "NONE", "grouping": 9},
        {"columns": [{"name": "VALUE", "width": "wide"}, 4, {"name": "?"}], "collapsed": "x"},
        {"quick": 4_000, "sort": 2, "descending": "yes", "collapsed": [1, "a"]},
    ],
)
def test_nonsense_that_was_remembered_changes_nothing(
    view: PointTableView, nonsense: dict[str, object]
) -> None:
    view.restore_state(nonsense)
    assert view.stage.is_content_shown
    assert len(names(view)) == len(CITY.points)


def test_names_take_the_room_there_is_until_a_person_sets_a_width(view: PointTableView) -> None:
    view.resize(1800, 800)
    wide = view.table.columnWidth(Column.NAME)
    view.resize(1300, 800)
    assert view.table.columnWidth(Column.NAME) < wide
    view.table.setColumnWidth(Column.UNIT, 150)
    fixed = view.table.columnWidth(Column.NAME)
    view.resize(1800, 800)
    assert view.table.columnWidth(Column.NAME) == fixed


def test_points_are_found_by_their_device(view: PointTableView) -> None:
    view.filters.box.setText("air_station-0001")
    assert {text(view, row, Column.DEVICE) for row in range(view.model.rowCount())} == {
        "air_station-0001"
    }


def test_a_unit_without_a_column_stands_behind_the_value(view: PointTableView) -> None:
    before = picture(view, 0, Column.VALUE)
    view._show_column(Column.UNIT, is_shown=False)
    QApplication.processEvents()
    assert picture(view, 0, Column.VALUE) != before
    view.table.selectRow(0)
    view.copy()
    heading = QGuiApplication.clipboard().text().splitlines()[0]
    assert "Wert\tEinheit" in heading, "copies keep them apart"


def test_a_compact_table_says_name_value_and_place_in_two_columns(qtbot: QtBot) -> None:
    view = PointTableView(is_compact=True)
    qtbot.addWidget(view)
    view.resize(330, 400)
    view.set_city(CITY)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(make_state(CITY))
    assert view.columns_in_sight() == [Column.NAME, Column.VALUE]
    assert view.table.rowHeight(0) >= 2 * view.table.fontMetrics().height()
    place = picture(view, 0, Column.NAME)
    lower = place.copy(0, place.height() // 2 + 2, place.width(), place.height() // 2 - 4)
    assert len({lower.pixel(x, 5) for x in range(lower.width())}) > 1, "the site stands below"
    view.table.selectRow(0)
    view.copy()
    heading = QGuiApplication.clipboard().text().splitlines()[0]
    assert heading.split("\t") == ["Datenpunkt", "Standort", "Gerät", "Wert", "Einheit"]


def test_selecting_all_rows_is_no_work_for_the_header(view: PointTableView) -> None:
    QTest.keySequence(view.table, "Ctrl+A")
    assert len(view.table.selected_ids()) == len(CITY.points)
    header = view.table.horizontalHeader()
    assert not header.selectionModel().hasSelection(), "it would ask the model row by row"


def test_another_profile_begins_anew_and_keeps_the_filter(view: PointTableView) -> None:
    view.filters.box.setText("no2")
    other = make_city(30)
    view.set_city(other)
    view.show_state(make_state(other))
    assert len(names(view)) == 3


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_theme_recolours_rows_at_once(view: PointTableView, look: str) -> None:
    theme().apply(look)
    image = view.table.viewport().grab().toImage()
    assert holds_colour(image.copy(0, 0, 200, 60), theme().tokens.surface)
