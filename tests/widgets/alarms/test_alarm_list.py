"""The list of alarms as an operator uses it: look, select, acknowledge, filter, copy, export."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from enum import IntEnum
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId, AlarmOrder, AlarmState, Condition, OrderKind
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.alarms.columns import ALARM_COLUMNS, AlarmColumn
from widgets.alarms.comment import CommentDialog
from widgets.alarms.fitting import shared_widths
from widgets.alarms.list import AlarmListView
from widgets.alarms.words import short_message
from widgets.theme import theme
from widgets.theme.tokens import LOST_LOOK

CITY = make_city(120)
MINUTE = 60_000_000
CRITICAL, HIGH, HIGH_SEEN, MEDIUM = (
    str(CITY.points[row].id) + kind
    for row, kind in ((0, "#hihi"), (3, "#hi"), (6, "#hi"), (5, "#state"))
)
LOST = "netz#lost"


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def some_alarms() -> dict[AlarmId, AlarmState]:
    return {
        AlarmId(HIGH_SEEN): make_alarm(raised_us=START_US - 2 * MINUTE, by="M. Beispiel"),
        AlarmId(MEDIUM): make_alarm(raised_us=START_US - MINUTE, value=2.0, active=False),
        AlarmId(HIGH): make_alarm(raised_us=START_US - 5 * MINUTE, value=64.0),
        AlarmId(LOST): make_alarm(raised_us=START_US - 4 * MINUTE, value=1.0),
        AlarmId(CRITICAL): make_alarm(raised_us=START_US - 9 * MINUTE, value=98.4),
    }


def with_alarms(alarms: dict[AlarmId, AlarmState], *, is_live: bool = True) -> CityState:
    return make_state(CITY, alarms=alarms, changed=(), is_live=is_live)


@pytest.fixture
def view(qtbot: QtBot) -> AlarmListView:
    theme().apply("light")
    view = AlarmListView()
    qtbot.addWidget(view)
    view.resize(1300, 500)
    view.set_city(CITY)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(with_alarms(some_alarms()))
    return view


def text(view: AlarmListView, row: int, column: AlarmColumn) -> str:
    shown = view.model.data(view.model.index(row, column))
    assert isinstance(shown, str)
    return shown


def ids(view: AlarmListView) -> list[str]:
    return [view.model.key(row) for row in range(view.model.rowCount())]


def acknowledgement(*alarms: str, comment: str = "") -> AlarmOrder:
    return AlarmOrder(OrderKind.ACKNOWLEDGE, tuple(map(AlarmId, alarms)), comment=comment)


def actions(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions()}


# --- what is shown --------------------------------------------------------------------------


def test_what_nobody_has_seen_comes_first_then_priority_then_the_newest(
    view: AlarmListView,
) -> None:
    assert ids(view) == [CRITICAL, LOST, HIGH, MEDIUM, HIGH_SEEN]


def test_a_row_says_where_what_value_limit_and_state(view: AlarmListView) -> None:
    cells = [text(view, 0, column) for column in AlarmColumn]
    point = CITY.points[0]
    assert cells == [
        "Kritisch", "16:51:00", f"{point.name.de} über dem Grenzwert", point.site.de,
        f"{point.device} · {point.name.de}", "98\u202fµg/m³", "HIHI > 91\u202fµg/m³",
        "aktiv, nicht quittiert", "", "", "", point.site.de, "LoRaWAN-Netz", "",
    ]  # fmt: skip
    assert text(view, 3, AlarmColumn.STATE) == "zurückgekehrt, nicht quittiert"
    assert text(view, 4, AlarmColumn.STATE) == "aktiv, quittiert · M. Beispiel"
    assert text(view, 4, AlarmColumn.BY) == "M. Beispiel"


@pytest.mark.parametrize(
    ("message", "subject", "place", "short"),
    [
        ("Ampel gestört – Nordring", "Störung", "Nordring", "Ampel gestört"),
        ("Pumpe 3: trocken", "Pumpe 3", "", "trocken"),
        ("Batterie der Messstelle leer", "Batterie", "", "Batterie der Messstelle leer"),
        ("Nordring", "Nordring", "Nordring", "Nordring"),
    ],
)
def test_messages_leave_out_names_only_where_a_sentence_remains(
    message: str, subject: str, place: str, short: str
) -> None:
    assert short_message(message, subject, place) == short


def test_the_limit_of_states_is_said_in_few_words(view: AlarmListView) -> None:
    assert text(view, 3, AlarmColumn.LIMIT) == "bei „Störung“"
    rules = tuple(
        replace(rule, codes=frozenset({0, 2})) if rule.id == MEDIUM else rule for rule in CITY.rules
    )
    view.set_city(replace(CITY, rules=rules))
    view.show_state(with_alarms({AlarmId(MEDIUM): make_alarm(value=2.0)}))
    assert text(view, 0, AlarmColumn.LIMIT) == "bei 2 Zuständen"
    assert "Aus, Störung" in view.model.row(0).tooltip, "which ones is said where there is room"


def test_alarms_are_found_by_their_device(view: AlarmListView) -> None:
    view.bar.box.setText(str(CITY.points[0].device))
    assert CRITICAL in ids(view)
    assert len(ids(view)) < 5


def test_a_lost_source_is_a_disturbance_without_value_and_limit(view: AlarmListView) -> None:
    cells = [text(view, 1, c) for c in (AlarmColumn.PRIORITY, AlarmColumn.VALUE, AlarmColumn.LIMIT)]
    assert cells == ["Störung", "–", "–"]
    assert text(view, 1, AlarmColumn.SUBJECT) == "Netzmanagement"
    assert view.model.row(1).look == LOST_LOOK


def test_a_delay_that_still_runs_is_no_alarm_yet(view: AlarmListView) -> None:
    pending = AlarmState(condition=Condition.PENDING_ON, due_us=START_US + MINUTE)
    view.show_state(with_alarms({AlarmId(HIGH): pending}))
    assert ids(view) == []


def test_an_alarm_the_profile_no_longer_knows_is_still_shown(view: AlarmListView) -> None:
    view.show_state(with_alarms({AlarmId("verschwunden#hi"): make_alarm()}))
    assert text(view, 0, AlarmColumn.SUBJECT) == "verschwunden"
    assert "nicht mehr im Profil" in text(view, 0, AlarmColumn.MESSAGE)


def test_an_alarm_of_another_day_shows_its_date(view: AlarmListView) -> None:
    view.show_state(with_alarms({AlarmId(HIGH): make_alarm(raised_us=START_US - 2880 * MINUTE)}))
    assert text(view, 0, AlarmColumn.TIME) == "22.11. 17:00"


def test_the_bar_counts_in_words(view: AlarmListView) -> None:
    assert view.bar.count_text == "5 Alarm(e), 4 nicht quittiert"
    assert view.bar.waiting.text() == "Nicht quittiert  4"


def test_only_what_changed_is_repainted_while_the_order_stays(
    qtbot: QtBot, view: AlarmListView
) -> None:
    alarms = some_alarms()
    view.show_state(with_alarms(alarms))
    changed = dict(alarms)
    changed[AlarmId(HIGH)] = replace(alarms[AlarmId(HIGH)], value=70.0)
    resets = []
    view.model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(view.model.dataChanged) as news:
        view.show_state(with_alarms(changed))
    assert news.args is not None
    assert (news.args[0].row(), news.args[1].row()) == (2, 2)
    assert text(view, 2, AlarmColumn.VALUE) == "70,0\u202f°C"
    assert not resets


# --- selection ------------------------------------------------------------------------------


def test_selecting_alarms_selects_their_points_and_the_echo_changes_nothing(
    qtbot: QtBot, view: AlarmListView
) -> None:
    with qtbot.waitSignal(view.points_selected) as told:
        view.table.selectRow(0)
    assert told.args == [[str(CITY.points[0].id)]]
    view.show_selection(told.args[0])
    assert view.table.selected_keys() == [CRITICAL]


def test_points_selected_elsewhere_mark_their_alarms_silently(
    qtbot: QtBot, view: AlarmListView
) -> None:
    with qtbot.assertNotEmitted(view.points_selected):
        view.show_selection([str(CITY.points[3].id), str(CITY.points[5].id)])
    assert view.table.selected_keys() == [HIGH, MEDIUM]


def test_selection_survives_a_new_order(view: AlarmListView) -> None:
    view.table.select_rows([2, 3])
    alarms = some_alarms()
    alarms[AlarmId(str(CITY.points[12].id) + "#hi")] = make_alarm(raised_us=START_US)
    view.show_state(with_alarms(alarms))
    assert view.table.selected_keys() == [HIGH, MEDIUM]
    assert ids(view).index(HIGH) == 3


def test_show_alarm_selects_it_even_behind_a_filter(qtbot: QtBot, view: AlarmListView) -> None:
    view.bar.box.setText("netzmanagement")
    assert ids(view) == [LOST]
    with qtbot.waitSignal(view.points_selected) as told:
        view.show_alarm(MEDIUM)
    assert view.table.selected_keys() == [MEDIUM]
    assert told.args == [[str(CITY.points[5].id)]]


def test_show_alarm_waits_for_an_alarm_that_is_on_its_way(view: AlarmListView) -> None:
    coming = str(CITY.points[12].id) + "#hi"
    view.show_alarm(coming)
    view.show_state(with_alarms(some_alarms() | {AlarmId(coming): make_alarm()}))
    assert view.table.selected_keys() == [coming]


def test_rows_do_not_move_under_a_pressed_mouse(view: AlarmListView) -> None:
    viewport = view.table.viewport()
    place = view.table.visualRect(view.model.index(1, 2)).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    view.show_state(with_alarms({AlarmId(HIGH): make_alarm()}))
    assert len(ids(view)) == 5
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert ids(view) == [HIGH]


def test_return_and_double_click_show_curves(qtbot: QtBot, view: AlarmListView) -> None:
    view.table.selectRow(0)
    with qtbot.waitSignal(view.trend_requested) as told:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert told.args == [[str(CITY.points[0].id)]]
    place = view.table.visualRect(view.model.index(2, 2)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.trend_requested) as told:
        QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [[str(CITY.points[3].id)]]


# --- acknowledge ----------------------------------------------------------------------------


def test_space_acknowledges_the_selection_but_not_what_is_acknowledged(
    qtbot: QtBot, view: AlarmListView
) -> None:
    view.table.selectAll()
    with qtbot.waitSignal(view.order_requested) as told:
        QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert told.args == [acknowledgement(CRITICAL, LOST, HIGH, MEDIUM)]


def test_nothing_is_shown_as_acknowledged_before_it_is(view: AlarmListView) -> None:
    view.table.selectRow(0)
    view.acknowledge()
    assert text(view, 0, AlarmColumn.STATE) == "aktiv, nicht quittiert"


def test_a_comment_goes_with_the_alarms_selected_when_it_was_begun(
    qtbot: QtBot, view: AlarmListView
) -> None:
    view.table.select_rows([0, 1])
    QTest.keyClick(view.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    dialog = view.findChild(CommentDialog)
    assert isinstance(dialog, CommentDialog)
    view.table.select_rows([2])
    dialog.box.setPlainText("Umweltamt ist\nverständigt.")
    with qtbot.waitSignal(view.order_requested) as told:
        QTest.keyClick(dialog.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [acknowledgement(CRITICAL, LOST, comment="Umweltamt ist verständigt.")]


def test_a_dialog_that_is_cancelled_acknowledges_nothing(qtbot: QtBot, view: AlarmListView) -> None:
    view.table.selectRow(0)
    dialog = view.orders.ask(OrderKind.ACKNOWLEDGE)
    assert dialog is not None
    with qtbot.assertNotEmitted(view.order_requested):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_past_cannot_be_acknowledged_and_says_why(qtbot: QtBot, view: AlarmListView) -> None:
    view.show_state(with_alarms(some_alarms(), is_live=False))
    view.table.selectRow(0)
    assert not view.bar.acknowledge.isEnabled()
    assert "vergangenen Stand" in view.bar.acknowledge.toolTip()
    with (
        qtbot.assertNotEmitted(view.order_requested),
        qtbot.waitSignal(view.message_requested) as said,
    ):
        QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert said.args is not None
    assert "nur in der Gegenwart" in said.args[0]
    assert view.orders.ask(OrderKind.ACKNOWLEDGE) is None


def test_the_buttons_wait_for_something_to_acknowledge(view: AlarmListView) -> None:
    assert not view.bar.acknowledge.isEnabled()
    view.table.selectRow(4)
    assert not view.bar.comment.isEnabled(), "that one is acknowledged already"
    view.table.selectRow(0)
    assert view.bar.acknowledge.isEnabled()


# --- filter ---------------------------------------------------------------------------------


def test_the_filter_finds_words_in_any_spelling(view: AlarmListView) -> None:
    view.bar.box.setText("hoch bahnhofstrasse")
    assert set(ids(view)) <= {HIGH, HIGH_SEEN}
    view.bar.box.setText("stoerung")
    assert ids(view) == [LOST, MEDIUM]
    assert view.bar.count_text == "2 von 5 Alarm(en), 4 nicht quittiert"


def test_the_chip_lists_only_what_waits(qtbot: QtBot, view: AlarmListView) -> None:
    QTest.mouseClick(view.bar.waiting, Qt.MouseButton.LeftButton)
    assert ids(view) == [CRITICAL, LOST, HIGH, MEDIUM]


def test_escape_empties_the_filter_then_leaves_it(qtbot: QtBot, view: AlarmListView) -> None:
    view.focus_filter()
    QTest.keyClicks(view.bar.box, "netz")
    QTest.keyClick(view.bar.box, Qt.Key.Key_Escape)
    assert len(ids(view)) == 5
    with qtbot.waitSignal(view.bar.left):
        QTest.keyClick(view.bar.box, Qt.Key.Key_Escape)


# --- five states ----------------------------------------------------------------------------


def test_no_alarm_is_said_calmly(view: AlarmListView) -> None:
    view.show_state(with_alarms({}))
    assert view.stage.placeholder.sentence == "Kein Alarm steht an."


def test_a_filter_that_hides_everything_can_be_taken_back(view: AlarmListView) -> None:
    view.bar.box.setText("gibt es nicht")
    assert "Filter" in view.stage.placeholder.sentence
    view.stage.action_requested.emit()
    assert view.stage.is_content_shown


def test_without_the_collector_no_alarm_is_not_claimed(view: AlarmListView) -> None:
    view.show_state(replace(with_alarms({}), sources={}))
    assert "nicht bekannt" in view.stage.placeholder.sentence
    view.show_state(replace(with_alarms(some_alarms()), sources={}))
    assert "zuletzt bekannten" in view.stage.notice.sentence
    view.table.selectRow(0)
    assert not view.bar.acknowledge.isEnabled()


def test_a_start_is_loading_and_becomes_offline_when_nobody_answers(qtbot: QtBot) -> None:
    view = AlarmListView()
    qtbot.addWidget(view)
    view.set_city(CITY)
    view.show_state(replace(with_alarms({}), sources={}))
    assert view.stage.placeholder.sentence == ""
    later = make_state(CITY, at_us=START_US + 11_000_000, alarms={}, changed=())
    view.show_state(replace(later, sources={}))
    assert "antwortet nicht" in view.stage.placeholder.sentence


def test_without_the_right_nothing_is_shown(view: AlarmListView) -> None:
    view.set_allowed(is_allowed=False)
    assert "Recht" in view.stage.placeholder.sentence
    view.set_allowed(is_allowed=True)
    assert view.stage.is_content_shown


# --- copy, export, menu, memory -------------------------------------------------------------


def test_copy_takes_the_selected_rows_as_on_screen(view: AlarmListView) -> None:
    view.table.select_rows([1])
    QTest.keySequence(view.table, "Ctrl+C")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Priorität\tZeit\tMeldung")
    assert lines[1].startswith("Störung\t16:56:00\tDie Verbindung zu")
    assert len(lines) == 2


def test_export_writes_what_is_listed(qtbot: QtBot, view: AlarmListView, tmp_path: Path) -> None:
    with qtbot.waitSignal(view.message_requested) as said:
        view.export_csv(tmp_path / "alarme.csv")
    assert said.args == ["5 Alarm(e) in alarme.csv geschrieben."]
    with (tmp_path / "alarme.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert [row[0] for row in rows] == [
        "Priorität", "Kritisch", "Störung", "Hoch", "Mittel", "Hoch",
    ]  # fmt: skip


def test_an_export_that_fails_says_so(qtbot: QtBot, view: AlarmListView, tmp_path: Path) -> None:
    with qtbot.waitSignal(view.message_requested) as said:
        view.export_csv(tmp_path / "fehlt" / "alarme.csv")
    assert said.args is not None
    assert "konnte nicht geschrieben werden" in said.args[0]


def test_the_menu_offers_what_can_be_done(qtbot: QtBot, view: AlarmListView) -> None:
    view.table.select_rows([0])
    menu = actions(view.make_menu())
    assert list(menu)[:2] == ["Quittieren", "Quittieren mit Kommentar …"]
    with qtbot.waitSignal(view.order_requested) as told:
        menu["Quittieren"].trigger()
    assert told.args == [acknowledgement(CRITICAL)]
    with qtbot.waitSignal(view.why_requested) as told:
        menu["Warum?"].trigger()
    assert told.args == [CRITICAL]
    with qtbot.waitSignal(view.map_requested) as told:
        menu["Auf der Karte zeigen"].trigger()
    assert told.args == [view.selected_points()]
    with qtbot.waitSignal(view.twin_requested) as told:
        menu["Im Zwilling zeigen"].trigger()
    assert told.args == [view.selected_points()]
    assert "Zurücksetzen" not in menu, "nothing is held"
    view.table.select_rows([1])
    assert not actions(view.make_menu())["In Verläufe zeigen"].isEnabled(), "a source has no curve"


def test_columns_and_filter_are_remembered(qtbot: QtBot, view: AlarmListView) -> None:
    view.table.setColumnHidden(AlarmColumn.PLACE, True)
    view.table.setColumnWidth(AlarmColumn.MESSAGE, 333)
    view.table.horizontalHeader().moveSection(0, 2)
    view.bar.box.setText("netz")
    saved = view.save_state()
    other = AlarmListView()
    qtbot.addWidget(other)
    other.restore_state(saved)
    assert other.table.columns_in_sight() == view.table.columns_in_sight()
    assert abs(other.table.columnWidth(AlarmColumn.MESSAGE) - 333) < 8
    assert other.bar.text == "netz"


@pytest.mark.parametrize("nonsense", [{}, {"columns": 7, "text": 3}, {"columns": [{"name": "X"}]}])
def test_nonsense_in_the_memory_is_passed_over(
    view: AlarmListView, nonsense: dict[str, object]
) -> None:
    view.restore_state(nonsense)
    assert len(ids(view)) == 5
    assert len(view.table.columns_in_sight()) == len(AlarmColumn) - len(ALARM_COLUMNS.hidden)


def test_texts_follow_the_language(view: AlarmListView) -> None:
    view.table.select_rows([0])
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert text(view, 1, AlarmColumn.MESSAGE) == "The connection to “Netzmanagement” is lost."
    assert view.table.selected_keys() == [CRITICAL]


def test_it_can_be_drawn_in_both_themes(view: AlarmListView) -> None:
    pictures = []
    for name in ("light", "dark"):
        theme().apply(name)
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]


def test_columns_share_the_room_and_give_way_where_there_is_little(view: AlarmListView) -> None:
    assert view.table.horizontalHeader().length() <= view.table.viewport().width()
    view.resize(860, 400)
    QApplication.processEvents()
    assert AlarmColumn.LIMIT not in view.table.columns_in_sight()
    assert view.table.horizontalHeader().length() <= view.table.viewport().width()
    view.resize(1800, 400)
    QApplication.processEvents()
    assert AlarmColumn.LIMIT in view.table.columns_in_sight()
    assert "columns" not in view.save_state(), "nobody has arranged them"


def test_room_goes_to_the_messages_first_and_all_of_it_is_shared() -> None:
    needs: dict[IntEnum, float] = {AlarmColumn.MESSAGE: 40.0, AlarmColumn.PLACE: 24.0}
    least = sum(shared_widths(ALARM_COLUMNS, 0.0, needs).values())
    assert least < 100.0, "columns give way"
    for room in (120.0, 140.0, 158.0, 220.0):
        widths = shared_widths(ALARM_COLUMNS, room, needs)
        assert sum(widths.values()) == pytest.approx(room)
        spare = room - sum(ALARM_COLUMNS.least[c] for c in ALARM_COLUMNS.elastic) - 12
        assert widths[AlarmColumn.MESSAGE] >= min(38.0, 20.0 + spare)
    wide = shared_widths(ALARM_COLUMNS, 158.0, needs)
    assert wide[AlarmColumn.MESSAGE] >= 38.0
    assert AlarmColumn.BY not in wide


def test_one_long_message_does_not_take_all_the_room() -> None:
    widths = shared_widths(ALARM_COLUMNS, 170.0, {AlarmColumn.MESSAGE: 400.0})
    assert widths[AlarmColumn.MESSAGE] < 60.0


def test_the_buttons_keep_their_names_where_there_is_room_for_icons_only(
    view: AlarmListView,
) -> None:
    assert view.bar.acknowledge.text() == "Quittieren"
    view.resize(500, 400)
    QApplication.processEvents()
    assert (view.bar.acknowledge.text(), view.bar.comment.text()) == ("Quittieren", "")
    assert view.bar.acknowledge.accessibleName() == "Ausgewählte Alarme quittieren"
    assert view.bar.shelve.accessibleName() == "Ausgewählte Alarme zurückstellen"


def test_the_compact_form_shows_active_alarms_below_one_slim_row(qtbot: QtBot) -> None:
    view = AlarmListView(is_compact=True)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.set_city(CITY)
    view.restore_state({"tab": "ALL", "grouping": "CAUSE"})
    view.show()
    view.show_state(with_alarms(some_alarms()))
    assert not view.tabs.isVisible()
    assert not view.bar.comment.isVisible()
    assert not view.bar.shelve.isVisible()
    assert view.bar.acknowledge.isVisible()
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_2)
    assert ids(view) == [CRITICAL, LOST, HIGH, MEDIUM, HIGH_SEEN], "neither tabs nor groups"
