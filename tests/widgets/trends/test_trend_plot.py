"""Hands on the plot: markers, crosshair, borders and axes; by mouse and by keys."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.fakes.trend_plots import (
    FLOW,
    FRAMES,
    HEAT,
    HOUR,
    LIVE,
    MINUTE,
    NO2,
    NOW,
    RAIN,
    SIGNAL,
    START,
    TIME,
    at,
    drag,
    flag,
    move,
    picture_of,
    places_of,
    tip_of,
)
from widgets.theme import theme
from widgets.trends import hands
from widgets.trends.date_axis import DateAxis
from widgets.trends.menus import plot_menu
from widgets.trends.model import PlotModel
from widgets.trends.pictures import Moments
from widgets.trends.plot import TrendPlot

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def plot(qtbot: QtBot) -> TrendPlot:
    theme().apply("light")
    plot = TrendPlot(PlotModel(), DateAxis(ZoneInfo("Europe/Berlin")))
    qtbot.addWidget(plot)
    plot.resize(1100, 640)
    plot.show()
    qtbot.waitExposed(plot)
    plot.model.follow(NOW)
    plot.model.add([NO2])
    plot.model.set_span(4 * HOUR)
    plot.set_content(FRAMES, {}, LIVE)
    return plot


# --- markers --------------------------------------------------------------------------------


def test_m_and_shift_m_set_both_markers_at_the_crosshair(plot: TrendPlot) -> None:
    spy = QSignalSpy(plot.markers_changed)
    plot.set_cursor(START + HOUR)
    QTest.keyClick(plot, Qt.Key.Key_M)
    plot.set_cursor(START + 2 * HOUR)
    QTest.keyClick(plot, Qt.Key.Key_M, SHIFT)
    assert plot.model.markers == (START + HOUR, START + 2 * HOUR)
    assert spy.count() == 2
    assert picture_of(plot).rail_lines == 1
    assert places_of(plot).rail.height() > 0


def test_without_a_crosshair_a_marker_goes_to_the_middle(plot: TrendPlot) -> None:
    QTest.keyClick(plot, Qt.Key.Key_M)
    assert plot.model.markers[0] == START + 2 * HOUR


def test_a_marker_is_dragged_by_its_flag_and_leaves_by_double_click(plot: TrendPlot) -> None:
    plot.set_markers((START + HOUR, START + 3 * HOUR))
    window = plot.model.window
    target = at(plot, START + 2 * HOUR)
    drag(plot, flag(plot, 0), QPoint(target.x(), flag(plot, 0).y()))
    moved = plot.model.markers[0]
    assert moved is not None
    assert abs(moved - (START + 2 * HOUR)) < 2 * MINUTE
    assert plot.model.window == window
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=flag(plot, 0))
    assert plot.model.markers == (None, START + 3 * HOUR)


def test_keys_move_the_marker_that_was_touched_last(plot: TrendPlot) -> None:
    plot.set_marker(0, START + HOUR)
    plot.set_marker(1, START + 2 * HOUR)
    QTest.keyClick(plot, Qt.Key.Key_Right, CONTROL | SHIFT)
    QTest.keyClick(plot, Qt.Key.Key_Right, CONTROL | SHIFT)
    a, b = plot.model.markers
    assert a == START + HOUR
    assert b is not None
    assert START + 2 * HOUR < b < START + 2 * HOUR + 2 * MINUTE
    assert "NO2" in plot.accessibleDescription().upper()


def test_escape_lets_go_of_the_crosshair_first_and_then_of_the_markers(plot: TrendPlot) -> None:
    plot.set_markers((START, START + HOUR))
    plot.set_cursor(START + HOUR)
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.cursor_us is None
    assert plot.model.markers[0] is not None
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.model.markers == (None, None)
    assert picture_of(plot).rail_lines == 0


def test_markers_are_drawn_through_all_panes_and_also_onto_exports(plot: TrendPlot) -> None:
    plot.model.add([FLOW, HEAT, RAIN, SIGNAL])
    plot.set_content(FRAMES, {}, LIVE)
    x = at(plot, START + 2 * HOUR).x()
    before = plot.grab().toImage()
    plot.set_markers((START + 2 * HOUR, None))
    after = plot.grab().toImage()
    for pane in places_of(plot).panes:
        rows = range(int(pane.area.top()) + 4, int(pane.area.bottom()) - 4)
        assert any(before.pixel(x, y) != after.pixel(x, y) for y in rows)


# --- crosshair ------------------------------------------------------------------------------


def test_live_moves_under_a_still_mouse_and_the_readings_follow(plot: TrendPlot) -> None:
    moved: list[object] = []
    plot.cursor_moved.connect(moved.append)
    move(plot, at(plot, START + HOUR))
    first = plot.cursor_us
    assert first is not None
    plot.model.follow(NOW + 10 * MINUTE)
    plot.set_content(FRAMES, {}, Moments(NOW + 10 * MINUTE, is_live=True))
    assert plot.cursor_us == pytest.approx(first + 10 * MINUTE, abs=MINUTE)
    assert moved[-1] == plot.cursor_us


def test_a_crosshair_set_by_keys_keeps_its_moment_while_live_moves_on(plot: TrendPlot) -> None:
    QTest.keyClick(plot, Qt.Key.Key_Left, CONTROL)
    kept = plot.cursor_us
    assert plot.is_cursor_held
    plot.model.follow(NOW + 10 * MINUTE)
    plot.set_content(FRAMES, {}, Moments(NOW + 10 * MINUTE, is_live=True))
    assert plot.cursor_us == kept


def test_a_long_press_nails_the_crosshair_until_the_next_click(
    monkeypatch: pytest.MonkeyPatch, plot: TrendPlot
) -> None:
    spot, elsewhere = at(plot, START + HOUR), at(plot, START + 3 * HOUR)
    monkeypatch.setattr(hands, "HOLD_MS", 0)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=spot)
    monkeypatch.undo()
    held = plot.cursor_us
    move(plot, elsewhere)
    assert plot.cursor_us == held
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=elsewhere)
    assert not plot.is_cursor_held
    assert plot.cursor_us == places_of(plot).time_at(elsewhere.x())


def test_linked_plots_share_one_crosshair_without_end(qtbot: QtBot, plot: TrendPlot) -> None:
    other = TrendPlot(PlotModel(), DateAxis(ZoneInfo("Europe/Berlin")))
    qtbot.addWidget(other)
    plot.cursor_moved.connect(other.set_cursor)
    other.cursor_moved.connect(plot.set_cursor)
    plot.set_cursor(START + HOUR)
    assert other.cursor_us == START + HOUR
    other.set_cursor(None)
    assert plot.cursor_us is None


def test_a_linked_plot_does_not_loosen_the_crosshair_from_the_mouse(
    qtbot: QtBot, plot: TrendPlot
) -> None:
    other = TrendPlot(PlotModel(), DateAxis(ZoneInfo("Europe/Berlin")))
    qtbot.addWidget(other)
    plot.cursor_moved.connect(other.set_cursor)
    other.cursor_moved.connect(plot.set_cursor)
    move(plot, at(plot, START + 2 * HOUR))
    assert other.cursor_us == plot.cursor_us
    assert other.is_cursor_held
    assert not plot.is_cursor_held


def test_the_line_of_the_time_bus_is_dragged_while_the_console_is_not_live(
    plot: TrendPlot,
) -> None:
    """The window stays; only the moment of the console moves."""
    asked: list[int] = []
    plot.time_dragged.connect(asked.append)
    plot.model.set_window(START, NOW)
    plot.set_content(FRAMES, {}, Moments(START + HOUR, is_live=False))
    drag(plot, at(plot, START + HOUR), at(plot, START + 2 * HOUR))
    assert asked[-1] == pytest.approx(START + 2 * HOUR, abs=2 * MINUTE)
    window = plot.model.window
    assert window is not None
    assert (window.start_us, window.end_us) == (START, NOW)
    asked.clear()
    plot.set_content(FRAMES, {}, LIVE)
    drag(plot, at(plot, NOW), at(plot, NOW - HOUR))
    assert asked == []


# --- axes and panes -------------------------------------------------------------------------


def test_a_click_on_an_axis_asks_for_a_logarithmic_one(plot: TrendPlot) -> None:
    asked: list[str] = []
    plot.log_requested.connect(asked.append)
    labels = places_of(plot).panes[0].axes[0].labels
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=labels.center().toPoint())
    assert asked == [NO2.unit.symbol]


def test_a_logarithmic_axis_says_how_many_values_have_no_place_on_it(plot: TrendPlot) -> None:
    plot.model.add([FLOW])
    plot.model.log_units = frozenset({"m³/s"})
    plot.set_content(FRAMES, {}, LIVE)
    axis = picture_of(plot).panes[0][1]
    below = int((FRAMES[FLOW.id].mean <= 0).sum())
    assert axis.is_log
    assert axis.curves[0].hidden == below > 0
    assert not (axis.curves[0].line.y <= 0).any()
    labels = places_of(plot).panes[0].axes[1].labels
    tip = tip_of(plot, labels.center())
    assert f"{below} Werte" in tip
    assert not plot.grab().isNull()


def test_the_border_between_two_panes_is_dragged(plot: TrendPlot) -> None:
    plot.model.add([FLOW, HEAT, RAIN])
    plot.set_content(FRAMES, {}, LIVE)
    resized = QSignalSpy(plot.panes_resized)
    upper, lower = places_of(plot).panes
    border = QPoint(int(upper.area.center().x()), int(upper.area.bottom()) + 4)
    drag(plot, border, border + QPoint(0, 80))
    again = places_of(plot).panes
    assert again[0].area.height() == pytest.approx(upper.area.height() + 80, abs=2)
    assert again[1].area.height() == pytest.approx(lower.area.height() - 80, abs=2)
    assert again[0].area.left() == again[1].area.left()
    assert resized.count() == 1
    moved_border = QPoint(border.x(), int(again[0].area.bottom()) + 4)
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=moved_border)
    assert places_of(plot).panes[0].area.height() == pytest.approx(upper.area.height())
    assert plot.pane_shares == []


def test_nonsense_for_heights_is_ignored(plot: TrendPlot) -> None:
    plot.model.add([FLOW, HEAT, RAIN])
    for shares in ([float("nan"), 1.0], [-1.0, 2.0], [1.0], ["high", None]):
        plot.pane_shares = list(shares)  # type: ignore[arg-type]  # as a saved session may hold it
        plot.set_content(FRAMES, {}, LIVE)
        one, two = places_of(plot).panes
        assert one.area.height() == pytest.approx(two.area.height())


# --- menu and tooltips ----------------------------------------------------------------------


def actions_of(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_menu_offers_everything_and_tells_it_as_wishes(plot: TrendPlot) -> None:
    plot.model.set_focus(NO2.id)
    plot.set_markers((START + HOUR, START + 2 * HOUR))
    wishes: list[tuple[object, ...]] = []
    for signal in (
        plot.comparison_requested, plot.export_requested, plot.log_requested,
        plot.forecast_requested, plot.pane_requested, plot.remove_requested,
        plot.annotation_requested,
    ):  # fmt: skip
        signal.connect(lambda *words: wishes.append(words))
    menu = plot_menu(plot, QPointF(at(plot, START + 3 * HOUR)))
    entries = actions_of(menu)
    entries["Marke A hierher"].trigger()
    assert plot.model.markers[0] == pytest.approx(START + 3 * HOUR, abs=2 * MINUTE)
    plot.set_markers((START + HOUR, START + 2 * HOUR))
    entries["Notiz zum Zeitraum von A bis B …"].trigger()
    entries["Achse µg/m³ logarithmisch"].trigger()
    entries["Prognose für „no2“"].trigger()
    for submenu in menu.findChildren(QMenu):
        for action in submenu.actions():
            action.trigger()
    entries["„no2“ aus dem Verlauf nehmen"].trigger()
    entries["Zeitraum zwischen A und B zeigen"].trigger()
    entries["Marken entfernen"].trigger()
    assert plot.model.markers == (None, None)
    window = plot.model.window
    assert window is not None
    assert (window.start_us, window.end_us) == (START + HOUR, START + 2 * HOUR)
    assert {
        ("µg/m³",), ("no2",), ("yesterday",), ("last_week",), ("last_year",), ("event",),
        ("csv",), ("xlsx",), ("parquet",), ("png",), ("svg",), ("pdf",),
        ("no2", 0), ("no2", 1), ("no2", None), (START + HOUR, START + 2 * HOUR),
    } <= set(wishes)  # fmt: skip
    menu.deleteLater()


def test_the_menu_opens_by_keys_at_the_crosshair(plot: TrendPlot) -> None:
    plot.set_cursor(START + HOUR)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(plot, QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    menu = next(menu for menu in plot.findChildren(QMenu) if menu.parent() is plot)
    actions_of(menu)["Marke B hierher"].trigger()
    menu.close()
    assert plot.model.markers[1] == pytest.approx(START + HOUR, abs=2 * MINUTE)


def test_a_curve_tells_its_value_with_unit_and_quality(plot: TrendPlot) -> None:
    places = places_of(plot)
    area, axis = places.panes[0].area, places.panes[0].axes[0]
    value = float(FRAMES[NO2.id].mean[60])
    y = axis.scale.y_at(value, area.top(), area.bottom())
    spot = QPointF(places.x_of(int(TIME[60])) + 0.5, y)
    tip = tip_of(plot, spot)
    assert "µg/m³" in tip
    assert "gut" in tip
    help_event = QHelpEvent(QEvent.Type.ToolTip, spot.toPoint(), plot.mapToGlobal(spot.toPoint()))
    QApplication.sendEvent(plot, help_event)
    assert QToolTip.text().startswith("no2\n")
    QToolTip.hideText()


@pytest.mark.parametrize("is_writing", [False, True])
def test_the_plot_under_the_mouse_has_the_keys_unless_somebody_writes(
    qtbot: QtBot, *, is_writing: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    plot = TrendPlot(PlotModel(), DateAxis(ZoneInfo("UTC")))
    line, button = QLineEdit(), QPushButton()
    for widget in (line, button, plot):
        column.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before: QWidget = line if is_writing else button
    before.setFocus()
    plot.take_keys()
    assert plot.hasFocus() is not is_writing
    assert before.hasFocus() is is_writing
