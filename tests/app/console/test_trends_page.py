"""The page of the trends: docks beside the plot, sheets by Ctrl+K, notes, and the time bus."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.console.workspaces import LAGE, VERLAEUFE
from app.domain.trend_sheets import TrendSheet
from tests.fakes.console import Setting
from widgets.theme import theme


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    yield setting
    setting.close()


def trends_page(setting: Setting) -> tuple[Any, Any]:
    console = setting.live()
    console.window.open_workspace(VERLAEUFE)
    return console, console.window.pages[VERLAEUFE]


def test_analysis_and_notes_are_away_until_they_are_wanted(setting: Setting) -> None:
    _, page = trends_page(setting)
    bar = page.trends.sheet_bar
    assert bar.analysis.isVisible()
    assert not page.analysis.isVisible()
    bar.analysis.click()
    assert page.analysis.isVisible()
    bar.notes.click()
    assert page.notes.isVisible()
    bar.notes.click()
    assert not page.notes.isVisible()


def test_open_docks_are_open_again_after_a_restart(setting: Setting) -> None:
    console, page = trends_page(setting)
    page.trends.sheet_bar.analysis.click()
    saved = page.save_state()
    console.reset_layout()
    again = console.window.pages[VERLAEUFE]
    assert not again.trends.sheet_bar.analysis.isChecked()
    again.restore_state(saved)
    assert again.trends.sheet_bar.analysis.isChecked()
    assert not again.trends.sheet_bar.notes.isChecked()


def test_the_analysis_reads_what_the_plot_shows(setting: Setting, qtbot: QtBot) -> None:
    console, page = trends_page(setting)
    page.trends.sheet_bar.analysis.click()
    with qtbot.waitSignal(page.trends.range_changed) as caught:
        console.ways.show_trend([str(setting.city.points[0].id)])
    window, traces = caught.args
    assert window == page.trends.model.window
    assert [trace.point.id for trace in traces] == [setting.city.points[0].id]
    qtbot.waitUntil(lambda: page.trends.is_idle)


def test_a_saved_sheet_is_found_by_name_and_opened(setting: Setting, qtbot: QtBot) -> None:
    point = setting.city.points[0]
    content = {"traces": [{"id": point.id, "slot": 0}]}
    setting.trend_sheets.save(TrendSheet("s1", "Luft am Bahnhof", content))
    console = setting.live()
    console.open_palette()
    (action,) = [a for a in console.sheets.all() if "Luft am Bahnhof" in a.text()]
    action.trigger()
    console.palette.hide()
    assert console.window.workspace == VERLAEUFE
    page: Any = console.window.pages[VERLAEUFE]
    qtbot.waitUntil(lambda: page.trends.is_idle)
    assert [trace.point.id for trace in page.trends.model.traces] == [point.id]
    assert page.trends.keeper.name == "Luft am Bahnhof"
    console.window.open_workspace(LAGE)


def test_a_line_dragged_in_the_plot_takes_the_console_along(setting: Setting, qtbot: QtBot) -> None:
    console, page = trends_page(setting)
    console.ways.show_trend([str(setting.city.points[0].id)])
    qtbot.waitUntil(lambda: page.trends.is_idle)
    at_us = page.trends.at_us - 3_600_000_000
    page.trends.plot.time_dragged.emit(at_us)
    assert console.time_bus.pinned_us == at_us
    qtbot.waitUntil(lambda: page.trends.at_us == at_us)
    page.trends.go_live()
    assert console.time_bus.is_live


def test_with_formulas_below_the_plot_the_analysis_is_lower(setting: Setting, qtbot: QtBot) -> None:
    _, page = trends_page(setting)
    bar = page.trends.sheet_bar
    bar.analysis.click()
    bar.formulas.click()
    qtbot.waitUntil(lambda: page.analysis.height() > 0)
    low = page.analysis.height()
    bar.formulas.click()
    qtbot.waitUntil(lambda: page.analysis.height() > low)
