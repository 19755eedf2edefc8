"""The Zeitzeiger as a person uses it: keys, time bar, framed windows, views held apart."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.console.idle import IDLE_S
from app.console.panes import Hold
from app.console.time_bus import DAY_US, HOUR_US, MINUTE_US
from app.console.time_line import Mark, TimeLine
from app.console.time_strip import StripKind, TimeStrip
from app.console.workspaces import ALARME, ANBINDUNG, LAGE, VERLAEUFE
from app.console.zeitzeiger import marks_of
from app.domain.alarms import AlarmEvent, AlarmEventKind, Priority
from app.domain.samples import SampleBatch
from app.link.messages import AlarmsChanged, Progress
from app.services.columns import city_keys
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city
from tests.fakes.console import NOW, SECOND, Setting
from widgets.theme import theme

PAST = NOW - HOUR_US
BARE = "felder"
"""A workspace without views, which is quickly there."""


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    before = QLocale()
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    keys = city_keys(setting.city)
    for ago, value in ((DAY_US, 5.0), (HOUR_US, 7.0), (HOUR_US // 2, 8.0)):
        times = np.full(len(keys), NOW - ago)
        setting.history.append(
            SampleBatch.from_columns(keys, times, NOW - ago, np.full(len(keys), value))
        )
    yield setting
    setting.close()


def page(console: Any, workspace: str = LAGE) -> Any:
    return console.window.pages[workspace]


def shows(view: Any, value: float) -> bool:
    return bool(np.all(view.model.live.value == value))


def notices(console: Any) -> list[str]:
    return [notice.text for notice in console.window.notices._waiting]


def live_alarms(console: Any) -> Any:
    return console.feed.latest_live.alarms


def latest(console: Any) -> CityState:
    """Return the state of the time bus."""
    state = console.feed.latest
    assert isinstance(state, CityState)
    return state


def pin(setting: Setting, console: Any, time_us: int = PAST) -> None:
    """Show a moment of the past, and wait until it is on screen."""
    console.time_bus.pin(time_us)
    setting.qtbot.waitUntil(lambda: latest(console).at_us == time_us)


def tear_off(setting: Setting, console: Any, name: str = "points") -> Any:
    """Tear a dock off; return its window."""
    page(console).dock(name).setFloating()
    window = page(console).dock(name).floatingDockContainer()
    setting.qtbot.waitUntil(window.isVisible)
    return window


def turn_wheel(widget: QWidget, delta: int) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), QPoint(0, delta),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


# --- keys -----------------------------------------------------------------------------------


def test_the_keys_of_a_film_editor_move_the_time(setting: Setting) -> None:
    console = setting.live(workspace=BARE)
    bus = console.time_bus
    setting.press(console, Qt.Key.Key_J)
    assert bus.rate == -60
    setting.press(console, Qt.Key.Key_J)
    assert bus.rate == -300
    setting.press(console, Qt.Key.Key_K)
    assert (bus.rate, bus.pinned_us) == (0, NOW)
    bus.pin(PAST)
    setting.press(console, Qt.Key.Key_L)
    assert bus.rate == 300
    setting.press(console, Qt.Key.Key_Comma)
    setting.press(console, Qt.Key.Key_Comma)
    setting.press(console, Qt.Key.Key_Period)
    assert (bus.rate, bus.pinned_us) == (0, PAST - MINUTE_US)
    setting.press(console, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert bus.is_live


def test_the_keys_are_letters_while_a_person_writes(setting: Setting) -> None:
    console = setting.live()
    setting.activate(console)
    box = page(console).table.filters.box
    box.setFocus()
    QTest.keyClicks(box, "jklg,.")
    assert box.text() == "jklg,."
    assert console.time_bus.is_live
    assert not console.zeitzeiger.question.isVisible()


def test_the_keys_work_in_a_torn_off_dock(setting: Setting) -> None:
    console = setting.live()
    window = tear_off(setting, console)
    window.activateWindow()
    setting.qtbot.waitUntil(window.isActiveWindow)
    table = page(console).table.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_J)
    assert console.time_bus.rate == -60
    console.time_bus.go_live()
    box = page(console).table.filters.box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_J)
    assert box.text() == "j"
    assert console.time_bus.is_live


def test_g_asks_for_a_moment_in_words(setting: Setting) -> None:
    console = setting.live(workspace=BARE)
    setting.press(console, Qt.Key.Key_G)
    question = console.zeitzeiger.question
    assert question.isVisible()
    question.line.setText("30.3.2025 2:30")
    assert "gab es am 30.03.2025 nicht" in question.answer.text()
    QTest.keyClick(question.line, Qt.Key.Key_Return)
    assert question.isVisible()
    question.line.setText("vor 1 Stunde")
    assert question.answer.text() == "Eingabetaste zeigt: Montag, 24.11.2025 16:00:00"
    QTest.keyClick(question.line, Qt.Key.Key_Return)
    assert not question.isVisible()
    assert console.time_bus.pinned_us == PAST
    console.zeitzeiger.ask()
    question.line.setText("jetzt")
    QTest.keyClick(question.line, Qt.Key.Key_Return)
    assert console.time_bus.is_live


def test_the_palette_goes_to_a_moment_too(setting: Setting) -> None:
    console = setting.live(workspace=BARE)
    console.open_palette()
    palette = console.palette
    palette.line.setText("t vor 1 Stunde")
    assert palette.titles() == ["Zeige Montag, 24.11.2025 16:00:00"]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert console.time_bus.pinned_us == PAST
    console.open_palette()
    palette.line.setText("t morgen")
    assert palette.titles() == []
    assert "liegt in der Zukunft" in palette.list.item(0).text()
    palette.line.setText("> Zeit anhalten")
    assert palette.titles() == ["Zeit anhalten"]
    palette.hide()


# --- time bar -------------------------------------------------------------------------------


def test_the_buttons_of_the_time_bar_move_the_time(setting: Setting) -> None:
    console = setting.live(workspace=BARE)
    bar, bus = console.window.top_bar.time_bar, console.time_bus
    assert not bar.forward.isEnabled()
    bar.back.click()
    assert bus.rate == -60
    assert bar.live.text() == "NICHT LIVE"
    bar.pause.click()
    assert (bus.rate, bus.is_live) == (0, False)
    bar.step_back.click()
    assert bus.pinned_us == NOW - MINUTE_US
    bar._speeds._actions[5].trigger()
    assert (bus.speed, bar.speed.text()) == (3_600, "3.600×")
    bar._steps._actions[1].trigger()
    assert bus.step_us == SECOND
    bar.forward.click()
    assert bus.rate == 3_600
    bar.live.click()
    assert bus.is_live
    bar.moment.click()
    assert console.zeitzeiger.question.isVisible()
    console.zeitzeiger.question.hide()


def test_dragging_over_the_ruler_shows_what_was_and_its_end_is_live(setting: Setting) -> None:
    console = setting.live(workspace=BARE)
    line = console.window.top_bar.time_bar.line
    middle = QPoint(line.width() // 2, 8)
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=middle)
    assert console.time_bus.pinned_us == pytest.approx(NOW - DAY_US / 2, abs=5 * MINUTE_US)
    QTest.mouseMove(line, QPoint(line.width() // 4, 8))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=middle)
    pin(setting, console)
    for delta in (-60, -60, 200, -240):  # two halves of a notch, then to and fro
        turn_wheel(line, delta)
    assert console.time_bus.pinned_us == PAST - 2 * MINUTE_US
    turn_wheel(console.window.top_bar.time_bar, 120)  # what its buttons pass over
    assert console.time_bus.pinned_us == PAST - MINUTE_US
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert console.time_bus.pinned_us == PAST
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() - 1, 8))
    assert console.time_bus.is_live


def test_the_ruler_marks_alarms_of_high_priority(setting: Setting, qtbot: QtBot) -> None:
    hihi = next(rule for rule in setting.city.rules if rule.priority is Priority.CRITICAL)
    low = next(rule for rule in setting.city.rules if rule.priority is Priority.MEDIUM)
    for rule in (hihi, low):
        event = AlarmEvent(rule.id, AlarmEventKind.RAISED, PAST, 1.0)
        setting.journal.lines.append((event, "zu viel"))
    console = setting.live(workspace=BARE)
    line = console.window.top_bar.time_bar.line
    qtbot.waitUntil(lambda: len(line._marks) == 1)
    assert (line._marks[0].time_us, line._marks[0].priority) == (PAST, Priority.CRITICAL)
    look = console.window.grab().toImage()
    assert not look.isNull()


def test_alarms_that_called_nobody_leave_no_mark() -> None:
    city = make_city(40)
    alarm = next(rule for rule in city.rules if rule.priority is Priority.CRITICAL).id
    kinds = AlarmEventKind
    course = (
        (0, kinds.RAISED),
        (1, kinds.CLEARED),
        (2, kinds.SHELVED),
        (3, kinds.RAISED),
        (4, kinds.CLEARED),
        (5, kinds.UNSHELVED),
        (6, kinds.RAISED),
    )
    events = [AlarmEvent(alarm, kind, NOW + step * SECOND, 1.0) for step, kind in course]
    marks = marks_of(city, events[::-1])
    assert [mark.time_us for mark in marks] == [NOW, NOW + 6 * SECOND]
    assert all(mark.priority is Priority.CRITICAL for mark in marks)


@pytest.mark.parametrize("days", [1, 7, 90])
def test_the_ruler_draws_any_span_over_a_change_of_the_clocks(qtbot: QtBot, days: int) -> None:
    line = TimeLine()
    qtbot.addWidget(line)
    line.resize(900, 24)
    line.set_zone("Europe/Berlin")
    line.set_span(days * DAY_US)
    now_us = 1_761_440_000_000_000  # 2025-10-26, the day that is 25 hours long
    line.set_marks([Mark(now_us - HOUR_US, Priority.CRITICAL), Mark(now_us, Priority.HIGH)])
    line.show_time(now_us, now_us - HOUR_US, now_us - days * DAY_US // 2)
    image = line.grab().toImage()
    colours = {image.pixelColor(x, line.height() - 3).name() for x in range(line.width())}
    assert theme().tokens.not_live in colours
    assert line.moment_at(0) == now_us - days * DAY_US


def test_everything_fits_a_small_window(setting: Setting) -> None:
    console = setting.live(workspace=BARE)
    console.window.resize(1_280, 800)
    pin(setting, console)
    bar = console.window.top_bar
    assert bar.minimumSizeHint().width() <= 1_280 - 8
    strip = bar.time_bar
    assert console.strip_desk.strip.geometry().bottom() <= strip.geometry().top()
    for widget in (bar.time_bar.live, bar.time_bar.moment, bar.time_bar.span):
        assert strip.rect().contains(widget.geometry())
    assert bar._search.text() == ""


# --- the windows ----------------------------------------------------------------------------


def test_torn_off_docks_and_dialogs_are_framed_and_say_the_time(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    floating = tear_off(setting, console, "alarms")
    dialog = QDialog(console.window)
    QVBoxLayout(dialog).addWidget(QLabel("Werte der Stadt"))
    dialog.show()
    qtbot.waitExposed(dialog)
    assert console.zeitzeiger.frames.framed == []
    pin(setting, console)
    framed = console.zeitzeiger.frames.framed
    assert {floating, dialog} <= set(framed)
    for window in (floating, dialog):
        image = window.grab().toImage()
        assert image.pixelColor(1, window.height() // 2).name() == theme().tokens.not_live
    pane = page(console)._panes["alarms"]
    assert pane.strip.isVisible()
    assert pane.strip.text.startswith("NICHT LIVE · Montag, 24.11.2025 16:00:00")
    words = dialog.findChild(TimeStrip)
    assert words is not None
    assert words.text.startswith("NICHT LIVE")
    console.time_bus.play(60)
    assert "spielt vorwärts, 60×" in words.text
    console.time_bus.go_live()
    assert console.zeitzeiger.frames.framed == []
    assert not words.isVisible()
    assert not pane.strip.isVisible()
    dialog.close()


def test_a_dialog_that_opens_in_the_past_is_framed_too(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live(workspace=BARE)
    pin(setting, console)
    console.commands._keys.trigger()
    dialog = console.window.findChild(QDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog in console.zeitzeiger.frames.framed)
    dialog.close()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: console.zeitzeiger.frames.framed == [])


def test_a_dock_that_was_torn_off_goes_on_while_another_page_is_in_front(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    tear_off(setting, console)
    console.window.open_workspace(ALARME)
    setting.link.deliver(setting.city, 51.0, NOW + SECOND)
    qtbot.waitUntil(lambda: shows(page(console).table, 51.0))
    pin(setting, console)
    assert shows(page(console).table, 7.0)


def test_a_moment_that_is_long_in_coming_is_said_to_be_read(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live(workspace=BARE)
    strip = console.window.time_strip
    console.zeitzeiger._late.setInterval(1)
    console.feed._past._is_busy = True  # as if another moment were being read
    console.time_bus.pin(PAST)
    qtbot.waitUntil(lambda: "wird gelesen" in strip.text)
    console.feed._past._is_busy = False
    console.feed._past._go_on()
    qtbot.waitUntil(lambda: "wird gelesen" not in strip.text)
    assert "16:00:00" in strip.text


def test_before_all_data_the_beginning_is_shown_and_said(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live(workspace=BARE)
    qtbot.waitUntil(lambda: console.time_bus.beginning_us is not None)
    console.zeitzeiger.go_to(NOW - 3 * DAY_US)
    assert console.time_bus.pinned_us == NOW - DAY_US
    assert notices(console)[-1].startswith("Daten gibt es erst seit 23.11.2025 17:00:00")


# --- alarms of the present ------------------------------------------------------------------


def critical(setting: Setting, place: int = 0) -> Any:
    return [rule for rule in setting.city.rules if rule.priority is Priority.CRITICAL][place]


def rings(console: Any) -> list[Priority]:
    """Return the tones of critical alarms that were to be heard."""
    return [one for one, _ in console.sound.player.played if one is Priority.CRITICAL]


def test_a_new_critical_alarm_rings_in_the_past_and_leads_to_the_present(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    pin(setting, console)
    other = next(rule for rule in setting.city.rules if rule.priority is Priority.HIGH)
    setting.link.say(AlarmsChanged({other.id: make_alarm(raised_us=NOW)}, is_whole=False))
    qtbot.waitUntil(lambda: len(live_alarms(console)) == 1)
    assert not rings(console)
    rule = critical(setting)
    setting.link.say(AlarmsChanged({rule.id: make_alarm(raised_us=NOW)}, is_whole=False))
    qtbot.waitUntil(lambda: len(rings(console)) == 1)
    assert notices(console)[-1].startswith("Neuer kritischer Alarm in der Gegenwart: ")
    assert console.strip_desk.strip.chips[0].tally.total == 1, "the strip shows the present"
    assert console.window.top_bar.alarms_are_live.isVisible()
    assert not any(page(console).alarms.model.counts), "the list shows the past"
    button = console.window.notices.buttons[0]
    assert button.text() == "Zur Gegenwart"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert console.time_bus.is_live
    assert console.window.workspace == ALARME
    assert notices(console) == []
    assert not console.window.top_bar.alarms_are_live.isVisible()


def test_live_a_critical_alarm_rings_without_a_notice_and_the_same_one_only_once(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live(workspace=BARE)
    first, second = critical(setting), critical(setting, 1)
    setting.link.say(AlarmsChanged({first.id: make_alarm(raised_us=NOW)}, is_whole=False))
    qtbot.waitUntil(lambda: len(rings(console)) == 1)
    setting.link.say(AlarmsChanged({first.id: make_alarm(raised_us=NOW)}, is_whole=True))
    again = make_alarm(raised_us=NOW + SECOND)
    both = {first.id: again, second.id: again}
    setting.link.say(AlarmsChanged(both, is_whole=True))
    qtbot.waitUntil(lambda: len(live_alarms(console)) == 2)
    setting.tick(console)
    assert len(rings(console)) == 2
    assert notices(console) == []


def test_a_click_on_an_alarm_of_the_strip_goes_to_the_present(setting: Setting) -> None:
    console = setting.live(workspace=BARE)
    pin(setting, console)
    console.strip_desk.strip.alarm_requested.emit(str(critical(setting).id))
    assert console.time_bus.is_live
    assert console.window.workspace == ALARME


# --- ten minutes ----------------------------------------------------------------------------


def test_after_ten_idle_minutes_it_offers_to_return_and_does_not_insist(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live(workspace=BARE)
    idle = console.zeitzeiger.idle
    setting.clock.advance(IDLE_S)
    idle.look()
    assert notices(console) == [], "LIVE there is nothing to return to"
    console.time_bus.pin(PAST)
    setting.clock.advance(IDLE_S - 1)
    idle.look()
    assert notices(console) == []
    QTest.keyClick(console.window.windowHandle(), Qt.Key.Key_Shift)
    setting.clock.advance(IDLE_S - 1)
    idle.look()
    assert notices(console) == [], "somebody was there"
    setting.clock.advance(1)
    idle.look()
    idle.look()
    assert [text.startswith("Seit 10 Minuten") for text in notices(console)] == [True]
    stay = console.window.notices.buttons[1]
    assert stay.text() == "Hier bleiben"
    stay.click()
    assert console.time_bus.pinned_us == PAST
    idle.look()
    assert notices(console) == []
    setting.clock.advance(IDLE_S)
    idle.look()
    console.window.notices.buttons[0].click()
    assert console.time_bus.is_live
    assert notices(console) == []


# --- held views -----------------------------------------------------------------------------


def test_a_view_held_live_stays_live_while_the_rest_goes_back(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    pane = page(console)._panes["points"]
    assert pane.action.text().startswith("Folgt der Zeit.")
    pane.action.trigger()
    assert pane.action.text().startswith("Festgehalten bei LIVE.")
    assert page(console).dock("points").windowTitle() == "Datenpunkte · LIVE"
    assert pane.strip.isVisible()
    assert pane.strip.kind is StripKind.HELD_LIVE
    assert page(console).table.is_off_bus
    pin(setting, console)
    setting.link.deliver(setting.city, 61.0, NOW + SECOND)
    qtbot.waitUntil(lambda: shows(page(console).table, 61.0))
    assert page(console).alarms._state.at_us == PAST
    pane.action.trigger()
    assert shows(page(console).table, 7.0)
    assert page(console).dock("points").windowTitle() == "Datenpunkte"
    assert not pane.strip.isVisible()


def test_a_view_held_in_the_past_stays_there(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    pin(setting, console)
    pane = page(console)._panes["points"]
    pane.action.trigger()
    assert page(console).dock("points").windowTitle() == "Datenpunkte · 16:00"
    assert pane.action.text().startswith("Festgehalten bei 24.11.2025 16:00:00.")
    console.time_bus.go_live()
    setting.link.deliver(setting.city, 62.0, NOW + SECOND)
    setting.tick(console)
    setting.tick(console)
    assert shows(page(console).table, 7.0)
    floating = tear_off(setting, console)
    # It is not LIVE although the console is.
    qtbot.waitUntil(lambda: floating in console.zeitzeiger.frames.framed)
    qtbot.waitUntil(lambda: shows(page(console).table, 7.0))
    pane.action.trigger()
    assert shows(page(console).table, 62.0)
    assert floating not in console.zeitzeiger.frames.framed


def test_the_view_in_focus_is_held_by_a_key(setting: Setting) -> None:
    console = setting.live()
    setting.activate(console)
    table = page(console).table.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_P)
    assert page(console)._panes["points"].hold == Hold()
    QTest.keyClick(table, Qt.Key.Key_P)
    assert page(console)._panes["points"].hold is None
    console.window.top_bar.time_bar.line.setFocus()
    setting.press(console, Qt.Key.Key_P)
    assert notices(console)[-1].startswith("Wählen Sie zuerst die Ansicht aus")


def test_holds_are_remembered_and_read_again(setting: Setting, qtbot: QtBot) -> None:
    first = setting.live()
    pin(setting, first)
    page(first)._panes["points"].action.trigger()
    first.time_bus.go_live()
    page(first)._panes["tiles"].action.trigger()
    first.close()
    second = setting.started()
    assert page(second).dock("tiles").windowTitle() == "Handlungsfelder · LIVE"
    assert page(second)._panes["points"].hold.time_us == PAST
    qtbot.waitUntil(lambda: shows(page(second).table, 7.0))


def test_the_sources_have_no_past_and_say_so(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live(workspace=BARE)
    pin(setting, console)
    console.window.open_workspace(ANBINDUNG)
    sources = page(console, ANBINDUNG)
    pane = next(iter(sources.panes()))
    qtbot.waitUntil(lambda: sources.connections.stage.is_content_shown)
    assert pane.strip.isVisible()
    assert pane.strip.text.startswith("LIVE: Diese Ansicht zeigt immer die Gegenwart")
    assert not sources.connections.stage.notice.sentence
    console.zeitzeiger._turn_pin(pane)
    assert pane.hold == Hold(), "there is nothing to turn"
    console.time_bus.go_live()
    assert not pane.strip.isVisible()
    assert sources.dock("connections").windowTitle() == "Quellen"


def test_a_held_view_stays_held_when_the_profile_is_read_again(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    pin(setting, console)
    pane = page(console)._panes["points"]
    pane.action.trigger()
    tear_off(setting, console, "points")
    console.time_bus.go_live()
    setting.city = make_city(70)
    with qtbot.waitSignal(console.populated):
        console.reload_city()
    qtbot.waitUntil(lambda: page(console).table.model.state is not None)
    # Keys of points that were there before; the new ones have no past.
    known = np.isfinite(page(console).table.model.live.value)
    assert pane.hold == Hold(PAST)
    assert set(page(console).table.model.live.value[known]) == {7.0}
    setting.link.deliver(setting.city, 63.0, NOW + SECOND)
    qtbot.waitUntil(lambda: page(console).tiles._state is not None)
    page(console).dock("points").floatingDockContainer().close()
    assert pane.hold == Hold(PAST)


def test_language_and_theme_change_while_the_past_is_played(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    floating = tear_off(setting, console, "alarms")
    pin(setting, console)
    page(console)._panes["points"].action.trigger()
    console.time_bus.play(60)
    console.use_language("en")
    console.use_theme("dark")
    setting.clock.advance(1.0)
    console.time_bus.advance()
    qtbot.waitUntil(lambda: latest(console).at_us == PAST + MINUTE_US)
    strip = page(console)._panes["alarms"].strip
    assert strip.text.startswith("NOT LIVE · Monday, 24/11/2025 16:01:00")
    assert console.window.time_strip.text.startswith("NOT LIVE")
    image = floating.grab().toImage()
    assert image.pixelColor(1, floating.height() // 2).name() == theme().tokens.not_live
    assert shows(page(console).table, 7.0)
    console.use_language("de")
    console.time_bus.go_live()
    assert latest(console).is_live


def test_what_is_recorded_of_the_past_later_comes_onto_the_screen(
    setting: Setting, qtbot: QtBot
) -> None:
    console = setting.live()
    pin(setting, console)
    page(console)._panes["points"].action.trigger()
    keys = city_keys(setting.city)
    times = np.full(len(keys), PAST - SECOND)
    columns = SampleBatch.from_columns(keys, times, PAST - SECOND, np.full(len(keys), 6.5))
    setting.history.append(columns)
    times = np.full(len(keys), PAST)
    setting.history.append(SampleBatch.from_columns(keys, times, PAST, np.full(len(keys), 6.75)))
    setting.link.say(Progress("history", 3, 90))
    qtbot.waitUntil(lambda: bool(np.all(latest(console).states.value == 6.75)))
    qtbot.waitUntil(lambda: shows(page(console).table, 6.75))


def test_a_file_that_is_found_damaged_meanwhile_is_told(
    setting: Setting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = setting.live(workspace=BARE)
    qtbot.waitUntil(lambda: console.feed._known_notices is not None)
    health = replace(setting.history.health(), notices=("Die Datei „2025-11.db“ fehlt.",))
    monkeypatch.setattr(setting.history, "health", lambda: health)
    setting.link.deliver(setting.city, 44.0, NOW + 60 * SECOND)
    setting.clock.advance(60)
    qtbot.waitUntil(lambda: health.notices[0] in notices(console))


def test_at_rest_the_last_hour_of_the_past_is_drawn(setting: Setting, qtbot: QtBot) -> None:
    console = setting.live()
    pin(setting, console)
    qtbot.waitUntil(lambda: latest(console).sparks is not None)
    assert page(console).table.model.state.sparks is latest(console).sparks
    pin(setting, console, PAST + HOUR_US // 2)
    assert latest(console).sparks is None


def test_nonsense_in_remembered_holds_is_passed_over(setting: Setting) -> None:
    console = setting.live()
    page(console).restore_state({"holds": {"points": "gestern", "tiles": True, "alarms": None}})
    page(console).restore_state({"holds": 7})
    assert all(pane.hold is None for pane in page(console).panes())


def test_trends_that_are_held_move_alone(setting: Setting) -> None:
    console = setting.live(workspace=VERLAEUFE)
    trends = page(console, VERLAEUFE).trends
    pane = page(console, VERLAEUFE).pane(trends)
    given: list[int | None] = []

    def take(state: CityState) -> None:
        given.append(None if state.is_live else state.at_us)

    trends.show_state = take
    pane.action.trigger()
    trends.time_pinned.emit(PAST)
    assert console.time_bus.is_live
    assert pane.hold == Hold(PAST)
    setting.qtbot.waitUntil(lambda: bool(given) and given[-1] == PAST)
    trends.live_requested.emit()
    assert (pane.hold, given[-1]) == (Hold(), None)
    trends.time_requested.emit(NOW - 2 * HOUR_US)
    assert pane.hold == Hold(NOW - 2 * HOUR_US)
    pane.action.trigger()
    trends.time_requested.emit(NOW - 3 * HOUR_US)
    assert console.time_bus.pinned_us == NOW - 3 * HOUR_US


def test_a_view_that_was_out_of_sight_is_given_everything(setting: Setting) -> None:
    console = setting.live()
    pane = page(console)._panes["points"]
    given: list[Any] = []
    pane.view.show_state = given.append
    pane.view.hide()
    setting.tick(console)
    pane.view.show()
    setting.tick(console)
    setting.tick(console)
    assert given[0].changed is None
    assert given[-1].changed is not None
