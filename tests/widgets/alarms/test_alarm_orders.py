"""Orders on alarms as a person gives them: shelve, take out of service, bulk, keys, marks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.alarms import (
    AlarmId,
    AlarmOrder,
    AlarmState,
    Condition,
    Mirror,
    OrderKind,
    OutOfService,
    Priority,
    Shelf,
)
from app.domain.points import SourceId
from app.domain.texts import Text
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.grouping import Grouping
from widgets.alarms.list import AlarmListView
from widgets.alarms.reasons import Reasons
from widgets.alarms.shelve_dialog import RemoveDialog, ShelveDialog, end_text
from widgets.alarms.tabs import AlarmTab
from widgets.theme import theme

CITY = make_city(120)
MINUTE = 60_000_000
CRITICAL, HIGH, MEDIUM = (
    AlarmId(str(CITY.points[row].id) + kind)
    for row, kind in ((0, "#hihi"), (3, "#hi"), (5, "#state"))
)
SHELF = Shelf(START_US + 90 * MINUTE, START_US, "Kim", "Baustelle")
REMOVAL = OutOfService(START_US, "Kim", "Gerät defekt", "2026-0815")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def with_alarms(alarms: dict[AlarmId, AlarmState], at_us: int = START_US) -> CityState:
    return make_state(CITY, at_us=at_us, alarms=alarms, changed=())


@pytest.fixture
def view(qtbot: QtBot) -> AlarmListView:
    theme().apply("light")
    view = AlarmListView()
    qtbot.addWidget(view)
    view.resize(1300, 500)
    view.set_city(CITY)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(with_alarms({name: make_alarm() for name in (CRITICAL, HIGH, MEDIUM)}))
    return view


def texts(view: AlarmListView, alarm: AlarmId) -> tuple[str, ...]:
    return view.model.row(view.model.place(str(alarm))).texts


def grouping(view: AlarmListView) -> Grouping:
    return view.model.lines.grouping


def is_blinking(view: AlarmListView) -> bool:
    return view._blinker.is_running


# --- shelve ---------------------------------------------------------------------------------


def test_shift_z_asks_how_long_and_why(qtbot: QtBot, view: AlarmListView) -> None:
    view.table.select_rows([view.model.place(str(HIGH))])
    QTest.keyClick(view.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    dialog = view.findChild(ShelveDialog)
    assert isinstance(dialog, ShelveDialog)
    assert not dialog.button.isEnabled(), "a reason belongs to it"
    dialog.reason.setEditText("  Baustelle  im Umfeld ")
    dialog.presets[240].click()
    dialog.once.setChecked(True)
    assert dialog.end.text() == "heute 21:00 Uhr"
    with qtbot.waitSignal(view.order_requested) as told:
        dialog.button.click()
    assert told.args == [
        AlarmOrder(
            OrderKind.SHELVE, (HIGH,), comment="Baustelle im Umfeld",
            until_us=START_US + 240 * MINUTE, is_one_shot=True,
        )
    ]  # fmt: skip


def test_the_strictest_priority_limits_how_long_several_alarms_are_shelved(
    view: AlarmListView,
) -> None:
    view.table.selectAll()
    dialog = view.orders.ask(OrderKind.SHELVE)
    assert isinstance(dialog, ShelveDialog)
    assert list(dialog.presets) == [15, 30, 60], "critical ones come back after an hour"
    assert dialog.minutes.maximum() == 60
    assert dialog.alarms == (CRITICAL, HIGH, MEDIUM)
    dialog.reject()
    view.table.select_rows([view.model.place(str(MEDIUM))])
    dialog = view.orders.ask(OrderKind.SHELVE)
    assert isinstance(dialog, ShelveDialog)
    assert dialog.minutes.maximum() == 24 * 60
    dialog.reject()


def test_reasons_given_are_offered_again_and_remembered(qtbot: QtBot, view: AlarmListView) -> None:
    view.table.select_rows([0])
    dialog = view.orders.ask(OrderKind.SHELVE)
    assert isinstance(dialog, ShelveDialog)
    dialog.reason.setEditText("Kran auf dem Marktplatz")
    dialog.give()
    saved = view.save_state()
    other = AlarmListView()
    qtbot.addWidget(other)
    other.restore_state(saved)
    assert other.save_state()["reasons"]["shelve"] == ["Kran auf dem Marktplatz"]


def test_the_newest_reason_comes_first_and_nonsense_is_passed_over() -> None:
    reasons = Reasons(lambda: ["Wartung"])
    for reason in ("eins", "zwei", "eins", ""):
        reasons.remember(reason)
    assert reasons.all() == ["eins", "zwei", "Wartung"]
    reasons.restore({"kein": "Verzeichnis"})
    reasons.restore(["drei", 4, " "])
    assert reasons.save() == ["drei"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(30, "heute 17:30 Uhr"), (600, "morgen 03:00 Uhr"), (2 * 1440, "26.11.2025 17:00 Uhr")],
)
def test_the_end_of_a_shelf_is_said_as_people_say_it(minutes: int, words: str) -> None:
    assert end_text(START_US + minutes * MINUTE, START_US, CITY.time_zone) == words


# --- out of service, reset, confirm ---------------------------------------------------------


def test_out_of_service_needs_reason_and_work_order(qtbot: QtBot, view: AlarmListView) -> None:
    view.table.select_rows([view.model.place(str(MEDIUM))])
    dialog = view.orders.ask(OrderKind.REMOVE)
    assert isinstance(dialog, RemoveDialog)
    dialog.reason.setEditText("Gerät defekt")
    assert not dialog.button.isEnabled()
    dialog.work_order.setText("2026-0815")
    with qtbot.waitSignal(view.order_requested) as told:
        dialog.button.click()
    assert told.args == [
        AlarmOrder(OrderKind.REMOVE, (MEDIUM,), comment="Gerät defekt", work_order="2026-0815")
    ]


@pytest.mark.parametrize(
    ("state", "item", "kind"),
    [
        (replace(make_alarm(), shelf=SHELF), "Zurückstellung beenden", OrderKind.UNSHELVE),
        (
            replace(make_alarm(), out_of_service=REMOVAL),
            "Wieder in Betrieb nehmen",
            OrderKind.RESTORE,
        ),
        (
            replace(make_alarm(by="Kim"), condition=Condition.NORMAL, is_latched=True),
            "Zurücksetzen",
            OrderKind.RESET,
        ),
        (make_alarm(by="Kim"), "Quittierung zurücknehmen", OrderKind.UNACKNOWLEDGE),
    ],
)
def test_the_menu_offers_what_the_state_allows(
    qtbot: QtBot, view: AlarmListView, state: AlarmState, item: str, kind: OrderKind
) -> None:
    view.go_to_tab(AlarmTab.ALL)
    view.show_state(with_alarms({HIGH: state}))
    view.table.select_rows([0])
    actions = {action.text(): action for action in view.make_menu().actions()}
    with qtbot.waitSignal(view.order_requested) as told:
        actions[item].trigger()
    assert told.args == [AlarmOrder(kind, (HIGH,))]


def test_only_a_server_that_waits_for_it_is_told_that_the_remedy_worked(
    view: AlarmListView,
) -> None:
    mirror = Mirror(
        SourceId("netz"), "ns=2;s=Pumpe", "00ff", "Pumpe", Text("Pumpe steht"), 900,
        is_confirmed=False, methods=frozenset({OrderKind.CONFIRM}),
    )  # fmt: skip
    alarm = AlarmId("netz@Pumpe")
    view.show_state(with_alarms({alarm: replace(make_alarm(by="Kim"), mirror=mirror)}))
    assert texts(view, alarm)[AlarmColumn.MESSAGE] == "Pumpe steht"
    entry = view.model.entry(str(alarm))
    assert entry is not None
    assert entry.rule.priority is Priority.CRITICAL
    view.table.select_rows([0])
    assert view.orders.can(OrderKind.CONFIRM)
    assert not view.orders.can(OrderKind.UNACKNOWLEDGE), "the server has no such thing"
    done = replace(mirror, is_confirmed=True)
    view.show_state(with_alarms({alarm: replace(make_alarm(by="Kim"), mirror=done)}))
    assert not view.orders.can(OrderKind.CONFIRM)


# --- groups and bulk ------------------------------------------------------------------------


def test_the_head_of_a_group_stands_for_all_its_alarms(qtbot: QtBot, view: AlarmListView) -> None:
    view.group_by(Grouping.FIELD)
    head = next(row for row in range(view.model.rowCount()) if view.model.group_at(row))
    group = view.model.group_at(head)
    assert group is not None
    view.model.set_open(group, is_open=False)
    view.table.select_rows([head])
    with qtbot.waitSignal(view.order_requested) as told:
        QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert told.args is not None
    assert set(map(str, told.args[0].alarms)) == set(group.entries)


def test_left_and_right_close_and_open_a_group(view: AlarmListView) -> None:
    view.group_by(Grouping.FIELD)
    rows = view.model.rowCount()
    view.table.setCurrentIndex(view.model.index(1, 0))
    QTest.keyClick(view.table, Qt.Key.Key_Left)
    assert view.table.currentIndex().row() == 0, "from an alarm to the head of its group"
    QTest.keyClick(view.table, Qt.Key.Key_Left)
    closed = view.model.rowCount()
    assert closed < rows
    QTest.keyClick(view.table, Qt.Key.Key_Right)
    assert view.model.rowCount() == rows
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert view.model.rowCount() == closed
    assert view.save_state()["closed"]


def test_digits_open_tabs_and_what_is_shelved_stands_in_its_own(view: AlarmListView) -> None:
    view.show_state(with_alarms({HIGH: replace(make_alarm(), shelf=SHELF)}))
    assert view.stage.placeholder.sentence == "Kein Alarm steht an."
    QTest.keyClick(view.table, Qt.Key.Key_2)
    assert view.model.tab is AlarmTab.SHELVED
    assert texts(view, HIGH)[AlarmColumn.REMAINING] == "noch 1 h 30 min"
    assert AlarmColumn.REMAINING in view.table.columns_in_sight()
    assert view.tabs.buttons[AlarmTab.SHELVED].text() == "Zurückgestellt  1"
    view.show_alarm(str(HIGH))
    assert view.table.selected_keys() == [str(HIGH)]


def test_tab_groups_and_order_are_remembered(qtbot: QtBot, view: AlarmListView) -> None:
    view.group_by(Grouping.PLACE)
    view.table.sort_wanted.emit(int(AlarmColumn.VALUE))
    view.table.sort_wanted.emit(int(AlarmColumn.VALUE))
    view.go_to_tab(AlarmTab.ALL)
    other = AlarmListView()
    qtbot.addWidget(other)
    other.set_city(CITY)
    other.restore_state(view.save_state())
    lines = other.model.lines
    assert (lines.grouping, other.model.tab) == (Grouping.PLACE, AlarmTab.ALL)
    assert (lines.order.column, lines.order.is_descending) == (AlarmColumn.VALUE, True)
    other.table.sort_wanted.emit(int(AlarmColumn.VALUE))
    assert lines.order.column is None, "the third click goes back to urgency"


# --- marks ----------------------------------------------------------------------------------


def test_an_order_on_its_way_is_marked_and_its_failure_said_beside_it(view: AlarmListView) -> None:
    order = AlarmOrder(OrderKind.ACKNOWLEDGE, (HIGH, AlarmId("unbekannt#hi")))
    view.marks.show_sent(order)
    assert texts(view, HIGH)[AlarmColumn.STATE] == "wird quittiert …"
    view.marks.show_failed(order, "Der Server hat die Quittierung abgelehnt.")
    assert texts(view, HIGH)[AlarmColumn.STATE].startswith("nicht ausgeführt")
    assert view.stage.notice.sentence == "Der Server hat die Quittierung abgelehnt."
    view.stage.notice.action_requested.emit()
    assert not view.stage.notice.sentence
    assert texts(view, HIGH)[AlarmColumn.STATE] == "aktiv, nicht quittiert"


def test_an_order_that_changed_nothing_is_not_marked_for_ever(view: AlarmListView) -> None:
    alarms = {HIGH: make_alarm()}
    view.show_state(with_alarms(alarms))
    order = AlarmOrder(OrderKind.COMMENT, (HIGH,), comment="gesehen")
    view.marks.show_sent(order)
    view.marks.show_done(order)
    view.show_state(with_alarms(alarms, START_US + 1_000_000))
    assert texts(view, HIGH)[AlarmColumn.STATE] == "Kommentar wird gespeichert …"
    view.show_state(with_alarms(alarms, START_US + 4_000_000))
    assert texts(view, HIGH)[AlarmColumn.STATE] == "aktiv, nicht quittiert"


# --- floods, blinking -----------------------------------------------------------------------


def test_a_flood_offers_its_causes_and_gives_the_list_back_as_it_was(view: AlarmListView) -> None:
    many = {rule.id: make_alarm(raised_us=START_US) for rule in CITY.rules[:12]}
    view.group_by(Grouping.FIELD)
    assert not view.flood_bar.isVisible()
    view.show_state(with_alarms(many))
    assert view.flood_bar.isVisible()
    assert view.flood_bar.words == "Alarmflut: 12 Alarme in 10 Minuten."
    view.flood_bar.button.click()
    assert grouping(view) is Grouping.CAUSE
    assert view.save_state()["grouping"] == "FIELD", "a flood is not what is remembered"
    view.flood_bar.button.click()
    assert grouping(view) is Grouping.FIELD
    assert view.model.lines.order.column is None
    view.show_state(with_alarms(many, START_US + 11 * MINUTE))
    assert not view.flood_bar.isVisible()


def test_a_moment_of_the_past_has_its_own_floods(view: AlarmListView) -> None:
    many = {rule.id: make_alarm(raised_us=START_US) for rule in CITY.rules[:12]}

    def past(at_us: int) -> CityState:
        return make_state(CITY, at_us=at_us, is_live=False, alarms=many, changed=())

    view.show_state(past(START_US + 30 * MINUTE))
    assert not view.flood_bar.isVisible()
    view.show_state(past(START_US + MINUTE))
    assert view.flood_bar.isVisible(), "the alarms did not change, but the moment did"


def test_only_what_is_new_and_critical_blinks_and_only_while_it_is_seen(
    view: AlarmListView,
) -> None:
    delegate = view.table.delegate
    assert delegate.lit == {str(CRITICAL)}
    view._blinker._timer.timeout.emit()
    assert not delegate.lit
    view.show_state(with_alarms({CRITICAL: make_alarm(by="Kim")}))
    assert not is_blinking(view)
    view.show_state(with_alarms({CRITICAL: make_alarm()}))
    assert is_blinking(view)
    view.show_state(with_alarms({CRITICAL: make_alarm()}, START_US + 2 * MINUTE))
    assert not is_blinking(view), "it is not new any more"
