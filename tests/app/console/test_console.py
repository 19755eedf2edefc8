"""The console as a person uses it: start, workspaces, search, time, language, session, end."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.console.message_log import MessageLog
from app.console.notices import NoticeLevel
from app.console.page import EmptyPage
from app.console.workspaces import ALARME, ANBINDUNG, LAGE, VERLAEUFE, WORKSPACES
from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmOrder, OrderKind
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.samples import SampleBatch
from app.domain.sources import SourceState
from app.link.messages import AlarmsChanged, DocumentChanged, Layout, Notice, Progress
from app.services.columns import city_keys
from app.services.rulesets import with_rule, without_rule, write_changes
from tests.fakes.city import make_alarm, make_city
from tests.fakes.console import NOW, SECOND, Setting
from widgets.points.columns import Column
from widgets.theme import theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    before = QLocale()
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    yield setting
    setting.close()


def page(console: Any, workspace: str) -> Any:
    return console.window.pages[workspace]


def notice_texts(console: Any) -> list[str]:
    return [notice.text for notice in console.window.notices._waiting]


# --- start and end --------------------------------------------------------------------------


def test_the_frame_stands_before_the_profile_is_read(setting: Setting, qtbot: QtBot) -> None:
    console = setting.console()
    with qtbot.waitSignal(console.painted):
        console.start()
    assert not console.window.pages
    assert console.window.isVisible()
    assert console.window.windowTitle() == "Lage – Leitstand"
    qtbot.waitUntil(lambda: LAGE in console.window.pages)


def test_live_values_reach_the_table(setting: Setting) -> None:
    console = setting.live()
    table = page(console, LAGE).table
    assert np.all(table.model.live.value == 42.0)
    assert not table.model.live.stale.any()


def test_closing_the_window_ends_feed_and_threads(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    console.ways.show_trend([str(setting.city.points[0].id)])
    qtbot.waitUntil(lambda: page(console, VERLAEUFE).trends.is_idle)
    console.window.close()
    ours = ("state-at", "last-hour", "profile", "plot")
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if name.startswith(ours)]
    with qtbot.assertNotEmitted(console.feed.state_ready, wait=250):
        pass
    console.close()


def test_closing_while_the_profile_is_read_builds_nothing_more(setting: Setting) -> None:
    console = setting.console()
    console.start()
    console.close()
    QApplication.processEvents()
    assert not console.window.pages


# --- profile --------------------------------------------------------------------------------


def test_a_broken_profile_is_told_and_mended_without_a_new_start(
    setting: Setting, qtbot: QtBot
) -> None:
    setting.broken = "points.toml, Zeile 7: Die Einheit gibt es nicht."
    console = setting.console()
    console.start()
    qtbot.waitUntil(lambda: bool(notice_texts(console)))
    assert setting.broken in notice_texts(console)[0]
    assert console.window._loading.sentence == setting.broken
    setting.broken = ""
    with qtbot.waitSignal(console.populated):
        console.reload_city()
    assert not notice_texts(console)
    assert LAGE in console.window.pages


def test_a_profile_that_breaks_later_leaves_the_old_one_in_force(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    setting.broken = "sources.toml, Zeile 1: kaputt"
    console.reload_city()
    qtbot.waitUntil(lambda: notice_texts(console) == [setting.broken])
    assert console.city == setting.city
    assert page(console, LAGE).isVisible()


def test_new_points_of_a_reloaded_profile_appear_with_their_values(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    setting.city = make_city(70)
    setting.link.say(Layout("2", "table", 0, "ring", 0, [p.id for p in setting.city.points]))
    with qtbot.waitSignal(console.populated):
        pass
    setting.link.deliver(setting.city, 43.0, NOW + SECOND)
    table = page(console, LAGE).table
    qtbot.waitUntil(lambda: bool(np.all(table.model.live.value == 43.0)))
    assert table.model.rowCount() == 70
    assert setting.opened == 1, "the historian stays open"


def publish(setting: Setting, city: City) -> None:
    """Let other rules come into force, as somebody at another console may do."""
    number = len(setting.journal.versions(DocumentKind.RULES)) + 1
    text = write_changes(setting.city, city)
    setting.journal.record_version(
        DocumentVersion(DocumentKind.RULES, number, NOW, "Bea", "Probe", text)
    )
    setting.link.say(DocumentChanged(DocumentKind.RULES, number))


def test_other_rules_leave_values_selection_window_and_time_alone(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    rule = setting.city.rules[0]
    console.ways.show_trend([str(rule.point)])
    trends = page(console, VERLAEUFE).trends
    qtbot.waitUntil(lambda: trends.is_idle)
    console.window.open_workspace(LAGE)
    table = page(console, LAGE).table
    table.table.select_ids([str(rule.point)], scroll=True)
    before_us = NOW - 60 * SECOND
    trends.set_window(before_us, NOW)
    values, reads = table.model.live, setting.opened
    changed = replace(rule, threshold=rule.threshold + 1)
    resets: list[bool] = []
    table.model.modelReset.connect(lambda: resets.append(True))
    with qtbot.assertNotEmitted(console.populated), qtbot.waitSignal(console.rules_changed):
        publish(setting, with_rule(setting.city, changed))
    assert console.city is not None
    assert changed in console.city.rules
    assert table.table.selected_ids() == [str(rule.point)]
    assert np.all(table.model.live.value == values.value)
    assert not table.model.live.stale.any()
    assert not resets
    assert console.feed.latest_live is not None
    window = trends.model.window
    assert (window.start_us, window.end_us) == (before_us, NOW)
    assert changed in trends.rules[rule.point]
    assert setting.opened == reads


def test_other_rules_do_not_move_the_moment_that_is_shown(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    moment = NOW - 600 * SECOND
    console.time_bus.pin(moment)
    qtbot.waitUntil(lambda: console.feed.latest is not None and console.feed.latest.at_us == moment)
    rule = setting.city.rules[0]
    with qtbot.waitSignal(console.rules_changed):
        publish(setting, with_rule(setting.city, replace(rule, is_event=True)))
    with qtbot.waitSignal(console.rules_changed):
        publish(setting, without_rule(setting.city, rule.id))
    assert console.time_bus.pinned_us == moment
    qtbot.waitUntil(lambda: not console.feed.is_reading)
    assert console.feed.latest is not None
    assert console.feed.latest.at_us == moment


def test_rules_that_changed_while_nobody_could_tell_are_found_again(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    with qtbot.waitSignal(console.feed.connection_changed):
        setting.link.disconnect()
    rule = setting.city.rules[0]
    publish(setting, without_rule(setting.city, rule.id))
    setting.link._said.pop()  # the console was not there to hear it
    with qtbot.waitSignal(console.rules_changed):
        setting.link.connect(setting.city)
    assert console.city is not None
    assert rule not in console.city.rules


def test_the_problems_of_a_reload_asked_for_are_listed(setting: Setting) -> None:
    console = setting.live()
    setting.link.problems = [f"Fehler {number}" for number in range(7)]
    console.commands._reload.trigger()
    assert setting.link.asked[-1] == ("reload_profile",)
    setting.qtbot.waitUntil(lambda: bool(notice_texts(console)))
    assert notice_texts(console)[0].startswith("Das Profil hat 7 Fehler")


# --- workspaces -----------------------------------------------------------------------------


def test_every_workspace_opens_by_its_key(setting: Setting) -> None:
    console = setting.started(workspace="schicht")
    for spec in WORKSPACES:
        setting.press(console, Qt.Key(Qt.Key.Key_0 + int(spec.shortcut[-1])), CTRL)
        assert console.window.workspace == spec.id
        assert console.window._stack.currentWidget() is console.window.pages[spec.id]
        assert console.window.rail._buttons[spec.id].isChecked()


def test_the_rail_opens_workspaces_and_tells_their_keys(setting: Setting) -> None:
    console = setting.started()
    for spec in WORKSPACES:
        button = console.window.rail._buttons[spec.id]
        keys = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        assert f"({keys})" in button.toolTip()
        assert button.accessibleName() == spec.title
    QTest.mouseClick(console.window.rail._buttons[VERLAEUFE], Qt.MouseButton.LeftButton)
    assert console.window.workspace == VERLAEUFE


def test_a_workspace_without_content_says_so_and_leads_back(setting: Setting) -> None:
    console = setting.started(workspace="felder")
    empty = page(console, "felder")
    assert isinstance(empty, EmptyPage)
    assert empty._placeholder.sentence.startswith("Mobilität, Umwelt, Verwaltung")
    empty._placeholder._button.click()
    assert console.window.workspace == LAGE


def test_lamps_open_the_connections_by_mouse_and_keyboard(setting: Setting) -> None:
    console = setting.live()
    lamps = console.window.top_bar.lamps
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        console.window.open_workspace(LAGE)
        setting.activate(console)
        lamps.setFocus()
        QTest.keyClick(lamps, key)
        assert console.window.workspace == ANBINDUNG
    console.window.open_workspace(LAGE)
    QTest.mouseClick(lamps, Qt.MouseButton.LeftButton)
    assert console.window.workspace == ANBINDUNG


def test_lamps_say_how_many_sources_are_connected(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    setting.link.say_health(setting.city, lora=SourceState.BACKING_OFF)
    lamps = console.window.top_bar.lamps
    qtbot.waitUntil(lambda: lamps.accessibleName() == "3 von 4 Quellen verbunden")
    assert "LoRaWAN-Netz: unterbrochen" in lamps.toolTip()


def test_a_layout_can_be_reset(setting: Setting) -> None:
    console = setting.live()
    before = page(console, LAGE)
    before.table.filters.box.setText("no2")
    console.commands._reset.trigger()
    assert page(console, LAGE) is not before
    assert page(console, LAGE).table.model.rowCount() == 60


def test_a_page_that_is_built_anew_leaves_no_thread_behind(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live(workspace=VERLAEUFE)
    console.ways.show_trend([str(setting.city.points[0].id)])
    qtbot.waitUntil(lambda: page(console, VERLAEUFE).trends.is_idle)
    page(console, VERLAEUFE).dock("trends").setFloating()
    before = threading.active_count()
    console.commands._reset.trigger()
    assert threading.active_count() <= before
    assert not page(console, VERLAEUFE).dock("trends").isFloating()


# --- palette --------------------------------------------------------------------------------


def open_palette(setting: Setting, console: Any) -> Any:
    setting.press(console, Qt.Key.Key_K, CTRL)
    setting.qtbot.waitUntil(console.palette.isVisible)
    return console.palette


def test_ctrl_k_finds_points_by_name_id_and_site_and_opens_them(setting: Setting) -> None:
    console = setting.live(workspace=ALARME)
    point = setting.city.points[10]
    for words in ("no2 ostenallee 2", str(point.id), "lora ostenallee uentrop no2"):
        palette = open_palette(setting, console)
        QTest.keyClicks(palette.line, words)
        assert palette.titles()[0] == point.name.de, words
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        assert not palette.isVisible()
        assert console.window.workspace == LAGE
        assert console.selection.point_ids == [str(point.id)]
        assert page(console, LAGE).table.table.selected_ids() == [str(point.id)]
        console.selection.select([])
        console.window.open_workspace(ALARME)


def test_a_point_hidden_by_a_filter_is_shown_when_it_is_opened(setting: Setting) -> None:
    console = setting.live()
    page(console, LAGE).table.filters.box.setText("switch")
    console.ways.open_point(str(setting.city.points[0].id))
    assert page(console, LAGE).table.table.selected_ids() == [str(setting.city.points[0].id)]


@pytest.mark.parametrize("slip", ["strassenbeluchtung", "Strasenbeleuchtung", "staßenbeleuchtnug"])
def test_a_slip_of_the_finger_is_forgiven(setting: Setting, slip: str) -> None:
    console = setting.started()
    palette = open_palette(setting, console)
    palette.line.setText(slip)
    assert palette.titles()
    assert all(title.startswith("Straßenbeleuchtung") for title in palette.titles())


def test_arrow_keys_choose_and_commands_run(setting: Setting) -> None:
    console = setting.started()
    palette = open_palette(setting, console)
    QTest.keyClicks(palette.line, ">")
    assert palette.titles()[:2] == ["Lage", "Alarme"]
    for _ in range(3):
        QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert console.window.workspace == VERLAEUFE


def test_the_palette_says_when_nothing_fits_and_escape_closes_it(setting: Setting) -> None:
    console = setting.started()
    palette = open_palette(setting, console)
    QTest.keyClicks(palette.line, "s qqqqqq")
    assert palette.titles() == []
    assert palette.list.item(0).text() == "Dazu wurde nichts gefunden."
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


# --- keys -----------------------------------------------------------------------------------


def dialogs(console: Any) -> list[QDialog]:
    return [dialog for dialog in console.window.findChildren(QDialog) if dialog.isVisible()]


def test_a_question_mark_shows_the_keys_but_not_while_a_person_writes(setting: Setting) -> None:
    console = setting.live()
    setting.activate(console)
    box = page(console, LAGE).table.filters.box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert box.text() == "?"
    assert not dialogs(console)
    box.clear()
    table = page(console, LAGE).table.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Question)
    overview = dialogs(console)[0]
    texts = [label.text() for label in overview.findChildren(QLabel)]
    assert "Suchen" in texts
    assert "Liste filtern" in texts
    QTest.keyClick(overview, Qt.Key.Key_Escape)
    assert not dialogs(console)


def test_f6_shows_the_selection_in_the_trends(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    chosen = [str(setting.city.points[row].id) for row in (0, 1)]
    console.selection.select(chosen)
    setting.press(console, Qt.Key.Key_F6)
    assert console.window.workspace == VERLAEUFE
    assert [trace.point.id for trace in page(console, VERLAEUFE).trends.model.traces] == chosen
    qtbot.waitUntil(lambda: page(console, VERLAEUFE).trends.is_idle)


# --- time -----------------------------------------------------------------------------------


def test_a_moment_of_the_past_is_framed_and_named_until_ctrl_l(
    setting: Setting, qtbot: QtBot
) -> None:
    past = NOW - 3_600 * SECOND
    keys = city_keys(setting.city)
    n = len(keys)
    setting.history.append(
        SampleBatch.from_columns(keys, np.full(n, past - SECOND), past, np.full(n, 7.0))
    )
    console = setting.live()
    console.time_bus.pin(past)
    table = page(console, LAGE).table
    qtbot.waitUntil(lambda: bool(np.all(table.model.live.value == 7.0)))
    bar = console.window.top_bar.time_bar
    assert bar.live.text() == "NICHT LIVE"
    assert "16:00:00" in bar.moment.text()
    assert console.window._frame.contentsMargins().left() > 0
    frame = console.window.grab().toImage()
    assert frame.pixelColor(1, 300).name() == theme().tokens.not_live
    assert "NICHT LIVE · Montag, 24.11.2025 16:00:00" in console.window.time_strip.text
    assert console.window.windowTitle() == "NICHT LIVE – Lage – Leitstand"
    setting.link.deliver(setting.city, 44.0, NOW + SECOND)
    qtbot.wait(250)
    assert np.all(table.model.live.value == 7.0), "the past does not move"
    setting.press(console, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: bool(np.all(table.model.live.value == 44.0)))
    assert bar.live.text() == "LIVE"
    assert console.window._frame.contentsMargins().left() == 0
    assert not console.window.time_strip.isVisible()


def test_a_past_that_cannot_be_read_is_told(
    setting: Setting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = setting.live()

    def fail(*_: object) -> None:
        raise OSError("Die Datei ist beschädigt.")

    with monkeypatch.context() as broken:
        broken.setattr(setting.history, "as_of", fail)
        console.time_bus.pin(NOW - SECOND)
        sentence = "Dieser Zeitpunkt ließ sich nicht ganz lesen: Die Datei ist beschädigt."
        qtbot.waitUntil(lambda: sentence in notice_texts(console))
        assert np.isnan(page(console, LAGE).table.model.live.value).all(), "not those of LIVE"
    console.time_bus.pin(NOW - 2 * SECOND)
    qtbot.waitUntil(lambda: not notice_texts(console))
    console.time_bus.go_live()
    assert console.feed.latest is not None
    assert console.feed.latest.is_live


def test_trends_pin_the_time_and_return_to_live(setting: Setting) -> None:
    console = setting.live(workspace=VERLAEUFE)
    page(console, VERLAEUFE).trends.time_pinned.emit(NOW - 60 * SECOND)
    assert console.time_bus.pinned_us == NOW - 60 * SECOND
    page(console, VERLAEUFE).trends.live_requested.emit()
    assert console.time_bus.is_live


# --- collector ------------------------------------------------------------------------------


def test_without_a_collector_values_are_stale_and_after_a_while_it_is_said(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    setting.link.disconnect()
    table = page(console, LAGE).table
    qtbot.waitUntil(lambda: bool(table.model.live.stale.all()))
    assert not notice_texts(console), "a collector that restarts is back before it is missed"
    assert console.messages._timer.isActive()
    assert console.messages._timer.interval() == 5_000
    console.messages._timer.start(1)
    qtbot.waitUntil(lambda: bool(notice_texts(console)))
    assert notice_texts(console)[0].startswith("Die Erfassung antwortet nicht.")
    setting.link.connect(setting.city)
    qtbot.waitUntil(lambda: not notice_texts(console))
    setting.link.deliver(setting.city, 45.0, NOW + SECOND)
    qtbot.waitUntil(lambda: not table.model.live.stale.any())


def test_what_the_collector_says_stands_in_the_strip_until_it_is_over(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    setting.link.say(Notice("storage", "Der Datenträger ist voll.", is_severe=True))
    qtbot.waitUntil(lambda: notice_texts(console) == ["Der Datenträger ist voll."])
    setting.link.say(Notice("storage", ""))
    qtbot.waitUntil(lambda: not notice_texts(console))


def test_progress_stands_in_the_status_line(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    setting.link.say(Progress("history", 3, 90))
    work = console.window.status._work
    qtbot.waitUntil(lambda: work.text() == "Geschichte wird angelegt: Tag 3 von 90")
    setting.link.say(Progress("history", 90, 90))
    qtbot.waitUntil(lambda: work.text() == "")


@pytest.mark.parametrize(
    ("days", "reads"),
    [((1, 2, 7), 2), ((3, 7), 1), ((5, 1, 1), 2), ((40, 90), 2)],
    ids=["each", "several at once", "anew", "the last"],
)
def test_the_last_hour_is_read_again_once_its_days_are_filled_in(
    setting: Setting,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    days: tuple[int, ...],
    reads: int,
) -> None:
    console = setting.live()
    read: list[bool] = []
    monkeypatch.setattr(console.feed, "load_sparks", lambda: read.append(True))
    said: list[object] = []
    console.feed.happened.connect(said.append)
    for done in days:
        setting.link.say(Progress("history", done, 90))
    qtbot.waitUntil(lambda: sum(isinstance(event, Progress) for event in said) == len(days))
    assert len(read) == reads


def test_the_status_line_says_that_values_are_simulated(setting: Setting) -> None:
    console = setting.live()
    assert console.window.status._simulated.text() == "Simulierte Stadt: keine echten Messwerte"
    assert console.window.status._rate.text() == "40 Messwerte/s"


# --- alarms ---------------------------------------------------------------------------------


def raise_alarm(setting: Setting) -> AlarmId:
    alarm = setting.city.rules[0].id
    setting.link.say(AlarmsChanged({alarm: make_alarm(raised_us=NOW)}, is_whole=True))
    return alarm


def test_acknowledging_goes_to_the_collector_in_the_name_of_the_person(setting: Setting) -> None:
    console = setting.live()
    alarm = raise_alarm(setting)
    order = AlarmOrder(OrderKind.ACKNOWLEDGE, (alarm,), comment="gesehen")
    page(console, LAGE).alarms.order_requested.emit(order)
    assert setting.link.asked[-1] == ("acknowledge", [alarm], "M. Beispiel", "gesehen")


def test_the_inspector_acknowledges_too(setting: Setting) -> None:
    console = setting.live()
    alarm = raise_alarm(setting)
    page(console, LAGE).inspector.acknowledge_requested.emit([alarm])
    assert setting.link.asked[-1] == ("acknowledge", [alarm], "M. Beispiel", "")


def test_the_journal_stands_below_the_alarms(setting: Setting, qtbot: QtBot) -> None:
    raised = AlarmEvent(AlarmId("x"), AlarmEventKind.RAISED, NOW - SECOND, 61.0)
    setting.journal.lines.append((raised, "Schaltschrank zu warm"))
    console = setting.live(workspace=ALARME)
    journal = page(console, ALARME).journal
    qtbot.waitUntil(lambda: journal.model.rowCount() == 1)


def test_a_message_about_sources_leads_to_them(setting: Setting) -> None:
    console = setting.live()
    page(console, LAGE).table.sources_requested.emit()
    assert console.window.workspace == ANBINDUNG


def test_the_tile_lets_go_with_the_filter_of_the_table(setting: Setting) -> None:
    console = setting.live()
    lage = page(console, LAGE)
    QTest.mouseClick(lage.tiles.tiles[0], Qt.MouseButton.LeftButton)
    assert lage.table.model.wishes.field_id == lage.tiles.tiles[0].field_id
    lage.table.filters.field_cleared.emit()
    assert lage.table.model.wishes.field_id == ""
    assert not any(tile.is_chosen for tile in lage.tiles.tiles)


def test_a_refused_acknowledgement_is_told(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    setting.link.refusal = "Der Alarm ist schon zurückgekehrt."
    console.alarms.acknowledge(["x"])
    qtbot.waitUntil(lambda: notice_texts(console) == [setting.link.refusal])


def test_f9_goes_to_the_newest_alarm_or_says_that_there_is_none(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    setting.press(console, Qt.Key.Key_F9)
    assert notice_texts(console)[-1].startswith("Es gibt keinen Alarm")
    alarm = raise_alarm(setting)
    qtbot.waitUntil(lambda: bool(console.feed.latest and console.feed.latest.alarms))
    setting.press(console, Qt.Key.Key_F9)
    assert console.window.workspace == ALARME
    assert alarm


# --- notices --------------------------------------------------------------------------------


def said(log: MessageLog, row: int, column: int) -> str:
    item = log.table.item(row, column)
    return "" if item is None else item.text()


def test_notices_wait_behind_each_other_and_can_be_read_again(setting: Setting) -> None:
    console = setting.live()
    console.say("a", NoticeLevel.INFORMATION, "Erstens.")
    setting.clock.advance(60)
    console.say("b", NoticeLevel.ERROR, "Zweitens.")
    strip = console.window.notices
    assert strip._text.text() == "Zweitens."
    assert strip._more.text() == "1 weitere"
    close = strip._close
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert strip._text.text() == "Erstens."
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    console.commands._messages.trigger()
    log = next(dialog for dialog in dialogs(console) if isinstance(dialog, MessageLog))
    cells = [said(log, row, 2) for row in range(2)]
    assert cells == ["Zweitens.", "Erstens."]
    assert said(log, 0, 0) == "24.11.2025 17:01:00"
    console.say("c", NoticeLevel.WARNING, "Drittens.")
    assert said(log, 0, 2) == "Drittens."
    log.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1].split("\t")[1:] == ["Fehler", "Zweitens."]
    assert len(lines) == 3
    log.close()


def test_a_notice_never_covers_the_top_bar(setting: Setting) -> None:
    console = setting.live()
    before = console.window.top_bar.geometry()
    console.say("a", NoticeLevel.ERROR, "Etwas ist geschehen.")
    setting.tick(console)
    strip = console.window.notices
    assert console.window.top_bar.geometry() == before
    assert strip.mapTo(console.window, QPoint(0, 0)).y() >= before.bottom()


# --- language, theme, session ---------------------------------------------------------------


def test_the_language_is_switched_at_run_time(setting: Setting) -> None:
    console = setting.live()
    table = page(console, LAGE).table
    console.use_language("en")
    assert console.session.language == "en"
    setting.qtbot.waitUntil(lambda: table.model.roster.texts[Column.FIELD][0] == "Environment")
    assert table.model.data(table.model.index(0, Column.VALUE)) == "42"
    console.use_language("de")
    setting.qtbot.waitUntil(lambda: table.model.roster.texts[Column.FIELD][0] == "Umwelt")


def test_the_theme_is_switched_at_run_time(setting: Setting) -> None:
    console = setting.live()
    console.use_theme("dark")
    setting.tick(console)
    image = console.window.grab().toImage()
    assert image.pixelColor(3, 3).name() == theme().tokens.surface
    assert theme().tokens.name == "dark"


def test_the_session_is_remembered(setting: Setting) -> None:
    first = setting.live()
    page(first, LAGE).table.filters.box.setText("no2")
    first.use_theme("dark")
    first.use_language("en")
    first.window.open_workspace(VERLAEUFE)
    first.close()
    second = setting.started()
    assert second.window.workspace == VERLAEUFE
    assert (second.session.theme, second.session.language) == ("dark", "en")
    second.window.open_workspace(LAGE)
    assert page(second, LAGE).table.filters.box.text() == "no2"


def test_a_start_with_wishes_of_its_own_changes_nothing_that_is_remembered(
    setting: Setting,
) -> None:
    setting.live(workspace=ALARME).close()
    assert not setting.settings.kept


@pytest.mark.parametrize(
    "stored", [3, {"theme": 4, "pages": []}, {"workspace": "nirgends", "geometry": "??"}]
)
def test_a_session_of_nonsense_is_passed_over(setting: Setting, stored: object) -> None:
    setting.settings.set("console", stored)
    console = setting.started()
    assert console.window.workspace == LAGE


def test_states_are_given_to_the_page_in_front_only(setting: Setting) -> None:
    console = setting.live()
    console.window.open_workspace("felder")
    setting.link.deliver(setting.city, 50.0, NOW + SECOND)
    setting.tick(console)
    setting.tick(console)
    table = page(console, LAGE).table
    assert np.all(table.model.live.value == 42.0)
    console.window.open_workspace(LAGE)
    assert np.all(table.model.live.value == 50.0)


def test_another_time_zone_of_the_profile_opens_the_history_anew(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    setting.city = replace(setting.city, time_zone="Europe/London")
    with qtbot.waitSignal(console.populated):
        console.reload_city()
    assert setting.opened == 2
    setting.tick(console)
    assert "16:00:00" in console.window.top_bar.time_bar.moment.text()
