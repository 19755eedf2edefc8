"""Comparisons, forecasts and formulas on the sheet: laid on, kept, undone, and what fails."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QTimer
from pytestqt.qtbot import QtBot

from app.domain.comparisons import Comparison, Shift
from app.domain.forecasts import ForecastMethod
from app.domain.local_times import to_us
from app.domain.points import PointId
from app.domain.samples import Quality
from app.services.formulas import FormulaDefinition
from app.services.ports import StorageError
from tests.fakes.history_curves import CurveHistory
from tests.fakes.trend_views import (
    CITY,
    DAY,
    HOUR,
    MINUTE,
    NO2,
    NOW,
    PM10,
    SIGNAL,
    live_state,
    make_view,
    past_state,
    settle,
    wavy_history,
    with_points,
)
from widgets.trends.compare_events import EventDialog
from widgets.trends.derived_points import comparison_id, forecast_id
from widgets.trends.formulas import FormulaPanel
from widgets.trends.kinds import kind_label
from widgets.trends.legend_model import LegendColumn, legend_tip
from widgets.trends.model import TraceKind
from widgets.trends.pictures import CurvePicture
from widgets.trends.view import TrendsView

YESTERDAY = comparison_id(NO2.id, Comparison.YESTERDAY)
SEASONAL = forecast_id(NO2.id, ForecastMethod.SEASONAL_NAIVE.value)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def history() -> CurveHistory:
    return wavy_history()


@pytest.fixture
def view(qtbot: QtBot, history: CurveHistory) -> Iterator[TrendsView]:
    view = make_view(qtbot, history)
    yield view
    history.gate.set()
    view.close()


def ids(view: TrendsView) -> list[str]:
    return [trace.point.id for trace in view.model.traces]


def sum_of_both(text: str | None = None) -> FormulaDefinition:
    text = f"[{NO2.id}] + [{PM10.id}]" if text is None else text
    return FormulaDefinition(PointId("formel:1"), "Summe", text)


def test_yesterday_is_laid_over_a_curve_at_the_same_time_of_day(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.model.set_focus(NO2.id)
    view.sheet_bar.comparison_requested.emit(Comparison.YESTERDAY)
    settle(qtbot, view)
    assert ids(view) == [NO2.id, YESTERDAY, PM10.id]
    frames = view.presenter.frames
    here, there = frames[NO2.id], frames[YESTERDAY]
    at = NOW - 6 * HOUR
    values = [float(np.interp(at, frame.time, frame.mean)) for frame in (here, there)]
    assert values[0] == pytest.approx(values[1], abs=0.5)
    assert there.time[0] < NOW - DAY + HOUR
    row = view.legend.rows[1]
    assert row.point.name.de == f"Gestern: {NO2.name.de}"
    assert row.slot == view.legend.rows[0].slot


def test_without_a_chosen_curve_all_are_compared(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.plot.comparison_requested.emit("last_week")
    settle(qtbot, view)
    kinds = [trace.kind for trace in view.model.traces]
    assert kinds == [TraceKind.POINT, TraceKind.COMPARISON] * 2


def test_the_same_comparison_again_and_one_of_a_comparison_change_nothing(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2)
    view.studies.compare(Comparison.YESTERDAY)
    view.studies.compare(Comparison.YESTERDAY)
    view.model.set_focus(YESTERDAY)
    view.studies.compare(Comparison.YESTERDAY)
    settle(qtbot, view)
    assert ids(view) == [NO2.id, YESTERDAY]


def test_a_comparison_leaves_with_its_curve_and_comes_back_with_it(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2)
    view.studies.compare(Comparison.YESTERDAY)
    view.remove_point(NO2.id)
    assert ids(view) == []
    view.undo()
    settle(qtbot, view)
    assert ids(view) == [NO2.id, YESTERDAY]
    assert YESTERDAY in view.presenter.frames
    view.redo()
    assert ids(view) == []


def test_a_comparison_is_not_read_again_while_the_window_lives_on(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.model.set_focus(NO2.id)
    view.studies.compare(Comparison.YESTERDAY)
    settle(qtbot, view)
    asked = len(history.asked)
    for step in range(1, 9):
        view.show_state(live_state(NOW + step * 5_000_000, 50.0))
        settle(qtbot, view)
    assert len(history.asked) == asked


def test_two_markers_are_laid_over_each_other(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.model.markers = (NOW - 2 * HOUR, NOW - 5 * HOUR)
    view.plot.comparison_requested.emit("event")
    settle(qtbot, view)
    assert ids(view)[1] == comparison_id(NO2.id, Shift(3 * HOUR))


def test_events_are_chosen_from_two_lists(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.model.markers = (NOW - 2 * HOUR, NOW - 5 * HOUR)

    def choose() -> None:
        dialog = view.findChild(EventDialog)
        assert isinstance(dialog, EventDialog)
        assert dialog.shift is None
        dialog.here.setCurrentRow(1)
        dialog.there.setCurrentRow(0)
        dialog.accept()

    QTimer.singleShot(0, choose)
    view.sheet_bar.event_requested.emit()
    settle(qtbot, view)
    assert ids(view)[1] == comparison_id(NO2.id, Shift(-3 * HOUR))


def test_a_forecast_shows_the_future_and_says_how_wrong_it_was(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2)
    view.sheet_bar.forecast_requested.emit(ForecastMethod.SEASONAL_NAIVE)
    settle(qtbot, view)
    window = view.model.window
    assert window is not None
    assert window.end_us == NOW + 12 * HOUR
    assert view.presenter.frames[SEASONAL].time[-1] > NOW
    row = view.legend.rows[1]
    assert row.place.startswith("±")
    assert "µg/m³ im Rücktest" in row.place
    assert "im Mittel um" in legend_tip(row, LegendColumn.NAME)
    trace = view.model.trace(SEASONAL)
    assert trace is not None
    assert kind_label(trace).startswith("Prognose · ±")
    view.studies.clear(TraceKind.FORECAST)
    assert view.model.window is not None
    assert view.model.window.end_us == NOW


def test_of_several_curves_one_has_to_be_chosen_for_a_forecast(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2, PM10)
    with qtbot.waitSignal(view.message_requested) as caught:
        view.studies.forecast(ForecastMethod.HOLT_WINTERS)
    assert "Kurve wählen" in caught.args[0]
    view.plot.forecast_requested.emit(str(NO2.id))
    settle(qtbot, view)
    assert SEASONAL in ids(view)


def test_a_point_selected_elsewhere_is_the_curve_that_is_meant(
    qtbot: QtBot, view: TrendsView
) -> None:
    view.show_selection([NO2.id])
    with_points(qtbot, view, NO2, PM10)
    assert view.model.focus is None
    view.studies.forecast(ForecastMethod.SEASONAL_NAIVE)
    settle(qtbot, view)
    assert ids(view) == [NO2.id, SEASONAL, PM10.id]


def forecast_contrast(view: TrendsView) -> int:
    """Return how much the line of the forecast stands out at its plainest, in lightness."""
    picture, places = view.plot.picture(), view.plot.places()
    assert picture is not None
    assert places is not None
    (curve,) = [p for p in picture.parts() if p.trace.kind is TraceKind.FORECAST]
    assert isinstance(curve, CurvePicture)
    area, scale = places.panes[0].area, places.panes[0].axes[0].scale
    image = view.plot.grab().toImage()
    found = []
    for x_us, value in zip(curve.line.x.tolist(), curve.line.y.tolist(), strict=True):
        x, y = places.x_of(x_us), scale.y_at(value, area.top(), area.bottom())
        if x < places.x_of(picture.moments.now_us or 0) + 8 or x > area.right() - 8:
            continue
        for dx in range(-6, 7):
            column = [image.pixelColor(round(x) + dx, round(y) + dy) for dy in range(-12, 13)]
            lights = [colour.lightness() for colour in column]
            found.append(max(lights) - min(lights))
    return max(found)


def test_in_the_past_a_forecast_is_not_dimmed_with_what_came_later(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2)
    view.studies.forecast(ForecastMethod.SEASONAL_NAIVE)
    settle(qtbot, view)
    live = forecast_contrast(view)
    view.toggle_visible(NO2.id)
    view.show_state(past_state(NOW - 6 * HOUR))
    settle(qtbot, view)
    assert forecast_contrast(view) >= 0.9 * live


def test_states_have_no_forecast(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, SIGNAL)
    view.model.set_focus(SIGNAL.id)
    with qtbot.waitSignal(view.message_requested):
        view.studies.forecast(ForecastMethod.SEASONAL_NAIVE)
    assert ids(view) == [SIGNAL.id]


def test_a_forecast_refused_stands_in_its_row_and_the_rest_lives(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    history.first_us = NOW - 20 * HOUR
    with_points(qtbot, view, NO2)
    view.studies.forecast(ForecastMethod.SEASONAL_NAIVE)
    settle(qtbot, view)
    assert set(view.presenter.frames) == {NO2.id}
    row = view.legend.rows[1]
    assert row.point.id == SEASONAL
    assert row.place == view.studies.problems()[SEASONAL]
    assert row.place


def test_a_formula_becomes_a_curve_and_an_undo_takes_it_back(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.studies.take_formulas([sum_of_both()])
    settle(qtbot, view)
    frames = view.presenter.frames
    total = frames[PointId("formel:1")]
    assert float(np.nanmean(total.mean)) == pytest.approx(
        2 * float(np.nanmean(frames[NO2.id].mean)), rel=0.02
    )
    view.undo()
    assert ids(view) == [NO2.id, PM10.id]
    assert view.model.formulas == ()
    view.redo()
    settle(qtbot, view)
    assert PointId("formel:1") in view.presenter.frames


def test_a_faulty_formula_says_so_in_its_row_and_comes_to_life_when_mended(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.studies.take_formulas([sum_of_both("[gibt.es.nicht] + 1")])
    settle(qtbot, view)
    assert set(view.presenter.frames) == {NO2.id, PM10.id}
    row = view.legend.rows[2]
    assert row.point.id == "formel:1"
    assert row.place == view.studies.problems()[PointId("formel:1")]
    view.studies.take_formulas([sum_of_both()])
    settle(qtbot, view)
    assert PointId("formel:1") in view.presenter.frames
    assert view.studies.problems() == {}


def test_a_formula_can_be_compared_too(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.studies.take_formulas([sum_of_both()])
    view.model.set_focus(PointId("formel:1"))
    view.studies.compare(Comparison.YESTERDAY)
    settle(qtbot, view)
    name = comparison_id(PointId("formel:1"), Comparison.YESTERDAY)
    assert name in view.presenter.frames
    assert (view.presenter.frames[name].quality != Quality.GAP).any()


def test_formulas_are_read_again_at_a_sensible_pace(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2, PM10)
    view.bar.span_requested.emit(15 * MINUTE)
    view.studies.take_formulas([sum_of_both()])
    settle(qtbot, view)
    asked = len(history.asked)
    for step in range(1, 17):
        view.show_state(live_state(NOW + step * 400_000, 50.0))
        settle(qtbot, view)
    assert 2 <= len(history.asked) - asked <= 8


def test_a_sheet_with_everything_comes_back(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2, PM10, SIGNAL)
    view.studies.take_formulas([sum_of_both(), FormulaDefinition(PointId("formel:2"), "x", "1 +")])
    view.model.set_focus(NO2.id)
    view.studies.compare(Comparison.LAST_YEAR)
    view.studies.forecast(ForecastMethod.SEASONAL_NAIVE)
    view.plot.pane_requested.emit(str(PM10.id), 1)
    view.plot.log_requested.emit(NO2.unit.symbol)
    view.model.markers = (NOW - HOUR, None)
    settle(qtbot, view)
    saved = json.loads(json.dumps(view.save_state()))
    again = make_view(qtbot, history)
    again.restore_state(saved)
    settle(qtbot, again)
    assert again.save_state() == saved
    assert set(again.presenter.frames) == set(view.presenter.frames)
    assert [len(pane) for pane in again.model.panes()] == [len(p) for p in view.model.panes()]
    again.close()


def test_nonsense_in_derived_curves_is_passed_over(qtbot: QtBot, view: TrendsView) -> None:
    nonsense = [
        {"kind": "comparison", "of": NO2.id, "definition": "morgen"},
        {"kind": "comparison", "of": "nirgends", "definition": "yesterday"},
        {"kind": "forecast", "of": NO2.id, "definition": "kristallkugel", "pane": -3},
        {"kind": "anders", "id": NO2.id},
        {"id": NO2.id, "definition": 7},
        7,
    ]
    view.restore_state(
        {"traces": [{"id": NO2.id, "slot": 3}, *nonsense], "formulas": [{"id": ""}, 3, {"id": 1}]}
    )
    with_points(qtbot, view)
    assert ids(view) == [NO2.id, forecast_id(NO2.id, "kristallkugel")]
    assert list(view.studies.problems()) == [forecast_id(NO2.id, "kristallkugel")]
    assert view.model.formulas == ()


def test_a_new_profile_renames_what_belongs_to_its_points(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.studies.compare(Comparison.YESTERDAY)
    renamed = replace(NO2, name=replace(NO2.name, de="Neuer Name"))
    view.set_city(replace(CITY, points=(renamed, *CITY.points[1:])))
    settle(qtbot, view)
    assert view.legend.rows[1].point.name.de == "Gestern: Neuer Name"
    view.set_city(replace(CITY, points=CITY.points[1:]))
    assert ids(view) == []


def test_a_forecast_in_the_past_begins_at_the_moment_shown(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.studies.forecast(ForecastMethod.SEASONAL_NAIVE)
    settle(qtbot, view)
    at = NOW - 5 * DAY
    view.show_state(past_state(at))
    settle(qtbot, view)
    first = int(view.presenter.frames[SEASONAL].time[0])
    assert at - 2 * HOUR <= first <= at + HOUR


@pytest.mark.parametrize(
    ("day", "comparison", "words"),
    [
        ("2028-02-29", Comparison.LAST_YEAR, "Der 29.02.2028 hat kein Gegenstück."),
        ("2026-03-30", Comparison.YESTERDAY, "30.03.2026 02:00 bis 03:00 hat kein Gegenstück"),
        ("2026-06-10", Comparison.YESTERDAY, ""),
    ],
)
def test_the_legend_says_what_has_no_counterpart(
    qtbot: QtBot, view: TrendsView, day: str, comparison: Comparison, words: str
) -> None:
    with_points(qtbot, view, NO2)
    view.studies.compare(comparison)
    start = to_us(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(CITY.time_zone)))
    view.set_window(start, start + DAY)
    settle(qtbot, view)
    place = view.legend.rows[1].place
    assert words in place if words else "Gegenstück" not in place


def test_where_a_comparison_has_no_data_it_is_said_since_when_there_is_some(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    history.first_us = NOW - 30 * DAY
    with_points(qtbot, view, NO2)
    view.studies.compare(Comparison.LAST_WEEK)
    view.toggle_visible(str(NO2.id))
    view.set_window(NOW - 28 * DAY, NOW - 27 * DAY)
    settle(qtbot, view)
    qtbot.waitUntil(lambda: "gibt es seit" in view.stage.notice.sentence)
    view.stage.notice.action_requested.emit()
    settle(qtbot, view)
    assert view.model.window is not None
    # Between the two weeks summer time ended: the same time of day is an hour more away.
    assert view.model.window.start_us == NOW - 23 * DAY + HOUR


def test_history_that_cannot_be_read_is_said_once_and_forgotten_when_it_can(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.studies.compare(Comparison.LAST_YEAR)
    settle(qtbot, view)
    history.error = StorageError("Die Datei ist beschädigt.")
    view.set_window(NOW - 90 * DAY, NOW - 80 * DAY)
    settle(qtbot, view)
    assert "beschädigt" in view.stage.notice.sentence
    history.error = None
    view.stage.notice.action_requested.emit()
    settle(qtbot, view)
    assert view.stage.notice.sentence == ""
    assert len(view.presenter.frames) == 2


def test_the_formulas_stay_open_over_a_restart(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.studies.take_formulas([sum_of_both()])
    view.sheet_bar.formulas.click()
    again = make_view(qtbot, history)
    again.restore_state(view.save_state())
    settle(qtbot, again)
    (panel,) = again.findChildren(FormulaPanel)
    assert panel.isVisible()
    assert panel.definitions() == [sum_of_both()]
    again.undo()
    again.sheet_bar.formulas.click()
    assert not panel.isVisible()
    again.close()


def test_a_formula_that_cannot_be_made_takes_no_axis(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.studies.take_formulas([sum_of_both(f"[{NO2.id}] +")])
    settle(qtbot, view)
    picture = view.plot.picture()
    assert picture is not None
    assert [axis.unit.symbol for pane in picture.panes for axis in pane] == [NO2.unit.symbol]
    row = view.legend.rows[1]
    assert row.is_faulty
    assert row.is_visible
    view.remove_point(NO2.id)
    settle(qtbot, view)
    assert [row.is_faulty for row in view.legend.rows] == [True]
