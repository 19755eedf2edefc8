"""The trends view as a person uses it: drag points in, follow live, look back, export."""

import csv
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.points import Point, PointKind
from app.domain.samples import Float64Array, Int64Array, SampleBatch
from app.domain.series import Tier
from app.services.ports import StorageError
from app.services.states import CityState
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from tests.fakes.history_curves import CurveHistory
from widgets.point_mime import points_mime_data
from widgets.theme import theme
from widgets.trends.geometry import Places
from widgets.trends.legend_model import LegendColumn, legend_text
from widgets.trends.model import Mode, PlotModel, Window
from widgets.trends.pictures import Picture
from widgets.trends.scales import Scale
from widgets.trends.tints import curve_pen
from widgets.trends.view import TrendsView

NOW = START_US
MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
CITY = make_city(60)
NO2, PM10, SIGNAL = CITY.points[0], CITY.points[1], CITY.points[5]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def history() -> CurveHistory:
    states = {point.key for point in CITY.points if point.kind is PointKind.STATE}

    def shape(key: int, time: Int64Array) -> Float64Array:
        if key in states:
            return (time // HOUR % 3).astype(np.float64)
        return 30 + 10 * np.sin(time / DAY * 2 * np.pi)

    return CurveHistory(shape, first_us=NOW - 400 * DAY, last_us=NOW)


@pytest.fixture
def view(qtbot: QtBot, history: CurveHistory) -> Iterator[TrendsView]:
    theme().apply("light")
    view = TrendsView()
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.set_city(CITY)
    view.set_history(history)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(make_state(CITY, at_us=NOW))
    yield view
    history.gate.set()
    view.close()


def settle(qtbot: QtBot, view: TrendsView) -> None:
    qtbot.waitUntil(lambda: view.is_idle)
    view.plot.repaint()


def with_points(qtbot: QtBot, view: TrendsView, *points: Point) -> None:
    view.add_points([point.id for point in points])
    settle(qtbot, view)


def is_live(model: PlotModel) -> bool:
    return model.mode is Mode.LIVE


def picture_of(view: TrendsView) -> Picture:
    picture = view.plot.picture()
    assert picture is not None
    return picture


def places_of(view: TrendsView) -> Places:
    places = view.plot.places()
    assert places is not None
    return places


def window_of(view: TrendsView) -> Window:
    window = view.model.window
    assert window is not None
    return window


def live_state(
    at_us: int, samples: Sequence[tuple[int, float]] = (), *, point: Point = NO2
) -> CityState:
    time = [at for at, _ in samples]
    batch = SampleBatch.from_columns([point.key] * len(time), time, at_us, [v for _, v in samples])
    return replace(make_state(CITY, at_us=at_us, changed=()), recent=batch)


def test_an_empty_view_says_what_to_do_and_its_button_asks_for_a_search(
    qtbot: QtBot, view: TrendsView
) -> None:
    assert not view.stage.is_content_shown
    assert "Ziehen Sie Datenpunkte hierher" in view.stage.placeholder.sentence
    with qtbot.waitSignal(view.search_requested):
        view.stage.placeholder.action_requested.emit()


def test_points_dropped_become_curves(qtbot: QtBot, view: TrendsView) -> None:
    data = points_mime_data([NO2.id, "gibt.es.nicht"])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(9, 9), action, data, button, none))
    settle(qtbot, view)
    assert view.stage.is_content_shown
    assert [row.point.id for row in view.legend.rows] == [NO2.id]
    assert legend_text(view.legend.rows[0], LegendColumn.NAME) == f"{NO2.name.de} · {NO2.site.de}"


def test_nonsense_dropped_changes_nothing(qtbot: QtBot, view: TrendsView) -> None:
    data = QMimeData()
    data.setData("application/x-leitstand-points", json.dumps({"a": 1}).encode())
    view.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert view.model.traces == ()


def test_curves_by_unit_and_lanes_share_one_left_edge(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, *CITY.points[:10])
    places = places_of(view)
    assert len(places.panes) == 2
    assert len(places.lanes) == 2
    assert places.panes[1].header.bottom() > places.panes[0].area.bottom()
    lefts = {pane.area.left() for pane in places.panes} | {lane.left() for lane in places.lanes}
    assert lefts == {places.time_axis.left()}
    for pane in places.panes:
        scales = [axis.scale for axis in pane.axes]
        assert len({scale.intervals for scale in scales if isinstance(scale, Scale)}) == 1


def test_live_samples_are_appended_without_reading_again(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.show_state(live_state(NOW + 1_000_000))
    settle(qtbot, view)
    asked = len(history.asked)
    for second in range(2, 30):
        at = NOW + second * 1_000_000
        view.show_state(live_state(at, [(at, 77.0)]))
    settle(qtbot, view)
    assert len(history.asked) == asked
    frame = view.presenter.frames[NO2.id]
    assert frame.low[-1] == 77.0
    assert frame.time[-1] == NOW + 29_000_000
    assert view.legend.rows[0].reading.value == 77.0
    assert window_of(view).end_us == NOW + 29_000_000


def test_a_break_in_the_states_makes_it_read_again(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.show_state(live_state(NOW + 1_000_000))
    settle(qtbot, view)
    asked = len(history.asked)
    view.show_state(make_state(CITY, at_us=NOW + 30 * MINUTE))
    settle(qtbot, view)
    assert len(history.asked) > asked


def test_a_pinned_moment_shows_no_live_tail_beyond_it(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.show_state(live_state(NOW + 1_000_000))
    view.show_state(live_state(NOW + 2_000_000, [(NOW + 2_000_000, 77.0)]))
    view.show_state(make_state(CITY, at_us=NOW - HOUR, is_live=False))
    settle(qtbot, view)
    assert not is_live(view.model)
    assert 77.0 not in view.presenter.frames[NO2.id].low
    assert window_of(view).start_us <= NOW - HOUR <= window_of(view).end_us
    view.show_state(make_state(CITY, at_us=NOW - 90 * DAY, is_live=False))
    assert window_of(view).start_us <= NOW - 90 * DAY <= window_of(view).end_us
    view.show_state(live_state(NOW + 3_000_000))
    assert is_live(view.model)


def test_panning_away_tells_the_console_and_end_returns(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.plot.setFocus()
    with qtbot.waitSignal(view.time_pinned) as caught:
        QTest.keyClick(view.plot, Qt.Key.Key_Left)
    assert caught.args == [NOW - round(0.1 * DAY)]
    assert not view.bar.live.isChecked()
    with qtbot.waitSignal(view.live_requested):
        QTest.keyClick(view.plot, Qt.Key.Key_End)
    assert is_live(view.model)


def test_keys_zoom_and_walk_back(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    QTest.keyClick(view.plot, Qt.Key.Key_Plus)
    assert view.model.span_us == DAY // 2
    QTest.keyClick(view.plot, Qt.Key.Key_Minus)
    assert view.model.span_us == DAY
    view.go_back()
    assert view.model.span_us == DAY // 2
    view.go_forward()
    assert view.model.span_us == DAY
    QTest.keyClick(view.plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert window_of(view).end_us == NOW - DAY
    QTest.keyClick(view.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.plot.cursor_us is not None


def test_dragging_moves_time_and_is_one_step_back(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.plot.grab()
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(view.plot, button, Qt.KeyboardModifier.NoModifier, QPoint(500, 200))
    for x in (520, 600, 700):
        QTest.mouseMove(view.plot, QPoint(x, 200))
        QApplication.processEvents()
    QTest.mouseRelease(view.plot, button, Qt.KeyboardModifier.NoModifier, QPoint(700, 200))
    assert not is_live(view.model)
    assert window_of(view).end_us < NOW
    view.go_back()
    assert is_live(view.model)


def test_the_wheel_zooms_around_the_mouse(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.set_window(NOW - 10 * DAY, NOW - 5 * DAY)
    settle(qtbot, view)
    at = QPointF(400, 200)
    before = places_of(view).time_at(400)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.plot, event)
    assert view.model.span_us == 4 * DAY
    assert abs(places_of(view).time_at(400) - before) < 10 * MINUTE


def test_the_crosshair_reads_all_curves(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, PM10, SIGNAL)
    view.plot.set_cursor(NOW - 6 * HOUR)
    values = [row.reading.value for row in view.legend.rows]
    assert values[0] == pytest.approx(30 + 10 * np.sin((NOW - 6 * HOUR) / DAY * 2 * np.pi), abs=1)
    assert values[2] in {0.0, 1.0, 2.0}
    header = view.legend.model().headerData(2, Qt.Orientation.Horizontal)
    assert header == view.plot.axis.moment_text(NOW - 6 * HOUR, DAY)
    view.plot.set_cursor(None)
    header = view.legend.model().headerData(2, Qt.Orientation.Horizontal)
    assert header == "Wert jetzt"


def test_a_year_is_drawn_from_a_coarse_tier_and_says_so(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.set_window(NOW - 365 * DAY, NOW)
    settle(qtbot, view)
    picture = picture_of(view)
    assert picture.tiers == [Tier.HOUR]
    curve = picture.panes[0][0].curves[0]
    assert len(curve.band) <= view.plot.width_px
    assert len(curve.line) <= 2 * view.plot.width_px + 2


def test_panning_by_a_window_was_read_ahead(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.set_window(NOW - 10 * DAY, NOW - 9 * DAY)
    settle(qtbot, view)
    asked = len(history.asked)
    view.plot.navigate(lambda: view.model.pan(-0.5))
    assert picture_of(view).has_data
    settle(qtbot, view)
    assert len(history.asked) == asked


def test_an_empty_window_says_since_when_there_is_data(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.set_window(NOW - 900 * DAY, NOW - 899 * DAY)
    qtbot.waitUntil(lambda: "Daten gibt es seit" in view.stage.notice.sentence)
    view.stage.notice.action_requested.emit()
    settle(qtbot, view)
    assert window_of(view).start_us == history.first_us
    assert view.stage.notice.sentence == ""


def test_a_reader_that_fails_is_told_in_place_and_can_be_tried_again(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    history.error = StorageError("Die Datei hist/2026-11.db ist gesperrt.")
    view.add_points([NO2.id])
    qtbot.waitUntil(lambda: "gesperrt" in view.stage.notice.sentence)
    assert view.stage.is_content_shown
    history.error = None
    view.stage.notice.action_requested.emit()
    qtbot.waitUntil(lambda: picture_of(view).has_data)
    assert view.stage.notice.sentence == ""


def test_the_focused_curve_shows_its_limits_and_is_told(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, PM10)
    with qtbot.waitSignal(view.points_selected) as caught:
        view.legend.selectRow(0)
    assert caught.args == [[NO2.id]]
    assert len(picture_of(view).panes[0][0].limits) == 2
    with qtbot.assertNotEmitted(view.points_selected):
        view.show_selection([PM10.id])
    assert view.model.focus == PM10.id
    assert view.legend.currentIndex().row() == 1


def test_hide_solo_and_remove_from_the_legend_by_keys(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.legend.selectRow(1)
    QTest.keyClick(view.legend, Qt.Key.Key_Space)
    assert [t.point.id for t in view.model.shown()] == [NO2.id]
    QTest.keyClick(view.legend, Qt.Key.Key_Space)
    QTest.keyClick(view.legend, Qt.Key.Key_S)
    assert [t.point.id for t in view.model.shown()] == [PM10.id]
    QTest.keyClick(view.legend, Qt.Key.Key_Delete)
    assert [t.point.id for t in view.model.traces] == [NO2.id]


def test_clicking_a_curve_focuses_it_and_the_ground_lets_go(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    places = places_of(view)
    at = NOW - 6 * HOUR
    frame = view.presenter.frames[NO2.id]
    value = float(frame.mean[np.searchsorted(frame.time, at)])
    area = places.panes[0].area
    y = places.panes[0].axes[0].scale.y_at(value, area.top(), area.bottom())
    spot = QPoint(round(places.x_of(at)), round(y))
    QTest.mouseClick(view.plot, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert view.model.focus == NO2.id
    far = QPoint(spot.x(), round(area.top()) + 2)
    QTest.mouseClick(view.plot, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, far)
    assert view.model.focus is None


def test_the_table_export_says_tier_zone_source_and_quality(
    qtbot: QtBot, view: TrendsView, history: CurveHistory, tmp_path: Path
) -> None:
    history.bad = [(NOW - 2 * HOUR, NOW - HOUR)]
    with_points(qtbot, view, NO2, SIGNAL)
    view.set_window(NOW - 3 * HOUR, NOW)
    settle(qtbot, view)
    path = tmp_path / "verlauf.csv"
    assert view.export_csv(path)
    text = path.read_text("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "# Zeitzone: Europe/Berlin" in head
    assert "# Stufe: Rohwerte" in head
    assert any("LoRaWAN-Netz" in line for line in head)
    rows = list(csv.DictReader(text.splitlines()[len(head) :], delimiter=";"))
    assert len(rows) == 2 * 180
    first = rows[0]
    assert first["Zeit"] == "2025-11-24T14:00:00.000+01:00"
    assert first["Zeit (UTC)"] == "2025-11-24T13:00:00.000000Z"
    assert "," in first["Mittel"]
    assert first["Name"] == f"{NO2.name.de} · {NO2.site.de}"
    assert {row["Güte"] for row in rows} == {"gut", "schlecht"}
    assert {row["Zustand"] for row in rows[180:]} <= {"", "Aus", "In Betrieb", "Störung"}


def test_an_export_that_cannot_be_written_says_what_to_do(
    qtbot: QtBot, view: TrendsView, tmp_path: Path
) -> None:
    with_points(qtbot, view, NO2)
    for export, kind in ((view.export_csv, "csv"), (view.export_png, "png")):
        with qtbot.waitSignal(view.message_requested) as caught:
            assert not export(tmp_path / "gibt" / "es" / f"nicht.{kind}")
        assert "konnte nicht geschrieben werden" in caught.args[0]


def test_the_picture_export_is_a_whole_picture(
    qtbot: QtBot, view: TrendsView, tmp_path: Path
) -> None:
    with_points(qtbot, view, NO2, SIGNAL)
    path = tmp_path / "verlauf.png"
    assert view.export_png(path)
    image = QImage(str(path))
    assert image.width() == 3200
    assert image.height() > 1600


def test_theme_and_language_change_at_any_time(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, SIGNAL)
    light = view.plot.grab().toImage().pixelColor(3, 3)
    theme().apply("dark")
    assert view.plot.grab().toImage().pixelColor(3, 3) != light
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    settle(qtbot, view)
    assert "24/11/2025" in view.bar._range.text()


def test_a_saved_view_comes_back_even_before_the_profile(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.set_window(NOW - 3 * DAY, NOW - 2 * DAY)
    saved = json.loads(json.dumps(view.save_state()))
    again = TrendsView()
    qtbot.addWidget(again)
    again.restore_state(saved)
    assert [item["id"] for item in again.save_state()["traces"]] == [NO2.id, PM10.id]
    again.set_city(CITY)
    assert again.model.save() == view.model.save()
    again.restore_state({"split": "x", "points": 5})
    again.restore_state({"split": [10**30, -1]})
    assert again.model.traces == ()


def test_without_history_live_values_wait_patiently(qtbot: QtBot) -> None:
    view = TrendsView()
    qtbot.addWidget(view)
    view.set_city(CITY)
    view.add_points([NO2.id])
    shown_before = view.stage.is_content_shown
    view.show_state(make_state(CITY, at_us=NOW))
    view.show()
    assert not shown_before
    assert view.stage.is_content_shown
    view.set_live(False)
    assert not is_live(view.model)
    view.hide()


def test_a_ninth_curve_is_told_apart_by_dashes(qtbot: QtBot, view: TrendsView) -> None:
    """Colours repeat after eight curves; the pen does not, and dense curves are painted dashed."""
    analogue = [point for point in CITY.points if point.kind is not PointKind.STATE][:10]
    with_points(qtbot, view, *analogue)
    pens = {
        (pen.color().name(), tuple(pen.dashPattern()))
        for pen in (curve_pen(theme().tokens, trace.slot) for trace in view.model.traces)
    }
    assert len(pens) == 10
    assert not view.plot.grab().isNull()


def test_points_history_does_not_know_are_not_asked_for_with_every_state(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    history.unknown = {NO2.key}
    with_points(qtbot, view, NO2)
    asked = len(history.asked)
    for second in range(1, 6):
        at = NOW + second * 1_000_000
        view.show_state(live_state(at, [(at, 77.0)]))
        settle(qtbot, view)
    assert len(history.asked) == asked
    assert view.presenter.frames[NO2.id].low.tolist() == [77.0] * 5


def test_a_silent_point_is_dotted_up_to_its_staleness_and_not_to_now(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    history.last_us = NOW - 2 * HOUR
    with_points(qtbot, view, NO2)
    curve = picture_of(view).panes[0][0].curves[0]
    assert curve.line.x[-1] <= NOW - 2 * HOUR
    assert curve.tail.x[-1] <= NOW - 2 * HOUR + 3 * MINUTE + 1
    assert np.isnan(view.legend.rows[0].reading.value)


def test_views_come_and_go_without_leaving_threads(qtbot: QtBot, history: CurveHistory) -> None:
    before = threading.active_count()
    for _ in range(5):
        view = TrendsView()
        qtbot.addWidget(view)
        view.set_city(CITY)
        view.set_history(history)
        view.set_history(history)
        view.show_state(make_state(CITY, at_us=NOW))
        view.add_points([NO2.id])
        view.close()
    assert threading.active_count() == before
