"""The analysis as a person uses it: it follows the trends, waits, fails, and can be left."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import statistics
from app.services.ports import StorageError
from tests.fakes.analysis import (
    DAY,
    MINUTE,
    NO2,
    NOW,
    PM10,
    WATER,
    WEEK,
    CountedCurves,
    open_page,
    settle,
    show,
    traces,
)
from widgets.trends.analysis import AnalysisView
from widgets.trends.analysis.figures_model import Column
from widgets.trends.analysis.figures_page import FiguresPage
from widgets.trends.analysis.histogram_page import HistogramPage
from widgets.trends.model import TraceKind, Window


def test_an_empty_view_says_what_it_is_for(qtbot: QtBot, view: AnalysisView) -> None:
    assert "was in den Verläufen zu sehen ist" in view.stage.placeholder.sentence
    show(qtbot, view)
    assert not view.stage.is_content_shown
    assert not view.save.isEnabled()


def test_a_forecast_is_no_measurement_and_hidden_curves_are_not_read(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    shown = traces(NO2, PM10, WATER)
    shown[1].kind = TraceKind.FORECAST
    shown[2].is_visible = False
    view.show_range(WEEK, shown)
    settle(qtbot, view)
    assert {key for keys, *_ in history.asked for key in keys} == {NO2.key}


def test_the_newest_range_wins_and_nothing_is_read_while_hidden(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    for day in range(5):
        view.show_range(Window(WEEK.start_us - day * DAY, WEEK.end_us - day * DAY), traces(NO2))
    settle(qtbot, view)
    assert {start for _, start, *_ in history.asked} == {WEEK.start_us - 4 * DAY}
    view.hide()
    asked = len(history.asked)
    view.show_range(WEEK, traces(NO2))
    assert view.is_idle
    assert len(history.asked) == asked
    view.show()
    settle(qtbot, view)
    assert len(history.asked) > asked


def test_the_same_range_again_is_not_read_again(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    show(qtbot, view, NO2)
    asked = len(history.asked)
    show(qtbot, view, NO2)
    assert len(history.asked) == asked


def test_a_window_is_cut_at_the_present_and_the_future_says_so(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    show(qtbot, view, NO2, window=Window(NOW - DAY, NOW + DAY))
    page = view.page
    assert isinstance(page, FiguresPage)
    assert page.model.index(0, Column.GOOD_SHARE).data() == "100,0\u202f%"
    show(qtbot, view, NO2, window=Window(NOW + DAY, NOW + 2 * DAY))
    assert "liegt in der Zukunft" in view.stage.placeholder.sentence


def test_a_range_without_data_says_since_when_there_are_and_leads_there(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    history.gaps.append((NOW - 50 * DAY, NOW - 30 * DAY))
    show(qtbot, view, NO2, window=Window(NOW - 45 * DAY, NOW - 40 * DAY))
    assert "Daten gibt es seit 30.08.2025 01:00" in view.stage.placeholder.sentence
    with qtbot.waitSignal(view.time_requested) as asked:
        view.stage.action_requested.emit()
    assert asked.args == [NOW - 60 * DAY]
    show(qtbot, view, NO2, window=Window(NOW - 90 * DAY, NOW - 80 * DAY))
    assert view.stage.placeholder.sentence == "In diesem Zeitraum gibt es keine Daten."


def test_a_failure_is_said_and_can_be_retried(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    history.error = StorageError("Die Datei ist gesperrt.")
    show(qtbot, view, NO2)
    assert "Die Datei ist gesperrt." in view.stage.placeholder.sentence
    history.error = None
    view.stage.action_requested.emit()
    settle(qtbot, view)
    assert view.stage.is_content_shown
    history.error = OSError(5, "Eingabefehler")
    show(qtbot, view, NO2, window=Window(NOW - 3 * DAY, NOW))
    assert view.stage.is_content_shown
    assert "Eingabefehler" in view.stage.notice.sentence


@pytest.mark.expects_warnings
def test_even_a_fault_of_the_program_becomes_a_sentence(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    history.error = RuntimeError("kaputt")
    show(qtbot, view, NO2)
    assert "RuntimeError: kaputt" in view.stage.placeholder.sentence


def test_what_takes_long_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "_PART", 100)
    history.gate.clear()
    view.show_range(WEEK, traces(NO2))
    qtbot.waitUntil(view.waiting.isVisible)
    assert view.stage.placeholder.isVisible()
    view.waiting.stop.click()
    assert view.waiting.isHidden()
    assert "abgebrochen" in view.stage.placeholder.sentence
    history.gate.set()
    view.retry()
    settle(qtbot, view)
    assert view.stage.is_content_shown
    assert view.waiting.bar.value() > 0


def test_when_the_last_curve_leaves_what_is_still_read_is_given_up(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    history.gate.clear()
    view.show_range(WEEK, traces(NO2))
    qtbot.waitUntil(lambda: bool(history.asked))
    view.show_range(WEEK, [])
    qtbot.waitUntil(lambda: view.is_idle)
    history.gate.set()
    settle(qtbot, view)
    assert "was in den Verläufen zu sehen ist" in view.stage.placeholder.sentence


def test_a_slow_reading_rests_while_the_window_only_follows_the_present(
    qtbot: QtBot, view: AnalysisView
) -> None:
    show(qtbot, view, NO2)
    view.desk.took_ms = 2_000
    view.show_range(Window(WEEK.start_us + MINUTE, WEEK.end_us + MINUTE), traces(NO2))
    assert view.desk.debounce.remainingTime() > 20_000
    view.desk.debounce.stop()
    view.show_range(Window(WEEK.start_us - 2 * DAY, WEEK.end_us), traces(NO2))
    assert view.desk.debounce.remainingTime() <= 25
    settle(qtbot, view)


def test_a_range_chosen_by_hand_does_not_wait_for_one_that_rests(
    qtbot: QtBot, view: AnalysisView
) -> None:
    show(qtbot, view, NO2)
    view.desk.took_ms = 60_000
    view.show_range(Window(WEEK.start_us + MINUTE, WEEK.end_us + MINUTE), traces(NO2))
    view.show_range(Window(WEEK.start_us - 2 * DAY, WEEK.end_us), traces(NO2))
    assert view.desk.debounce.remainingTime() <= 25
    settle(qtbot, view)


def test_tab_and_choices_are_remembered(qtbot: QtBot, view: AnalysisView) -> None:
    show(qtbot, view, NO2)
    histogram = open_page(qtbot, view, HistogramPage)
    assert isinstance(histogram, HistogramPage)
    histogram.bins.choose("50")
    saved = view.save_state()
    other = AnalysisView()
    qtbot.addWidget(other)
    other.restore_state(saved)
    assert other.page.name == "histogram"
    assert other.save_state() == saved
    other.restore_state({"tab": 5, "pages": {"histogram": 7, "carpet": {"rows": None}}})
    assert other.save_state() == saved
    other.close()


def test_words_follow_the_language_and_the_menu_opens(qtbot: QtBot, view: AnalysisView) -> None:
    show(qtbot, view, NO2)
    view.retranslate()
    settle(qtbot, view)
    assert [view.tabs.tabText(i) for i in range(5)] == [page.title() for page in view.pages]
    place = view.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view, QContextMenuEvent(reason, place, view.mapToGlobal(place)))
    assert view._menu.isVisible()
    view._menu.close()


def test_the_keyboard_reaches_tabs_choices_and_picture(qtbot: QtBot, view: AnalysisView) -> None:
    show(qtbot, view, NO2)
    open_page(qtbot, view, HistogramPage)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.tabs.tabBar().setFocus()
    seen = set()
    for _ in range(12):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.add(type(widget).__name__)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert {"SubjectChoice", "Choice", "HistogramCanvas", "QToolButton"} <= seen


def test_closing_ends_the_threads_and_may_come_twice(qtbot: QtBot, view: AnalysisView) -> None:
    show(qtbot, view, NO2)
    view.close()
    view.close_feed()
    assert not [t for t in threading.enumerate() if t.name.startswith("analysis")]
