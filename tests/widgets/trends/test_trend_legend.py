"""The legend: columns a person chooses, an order that stays, text for other programs."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from app.domain.series import Tier
from tests.fakes.trend_frames import analog_point, bucket_frame, raw_frame
from widgets.theme import theme
from widgets.trends.legend import Legend
from widgets.trends.legend_model import (
    CHOOSABLE,
    LegendColumn,
    column_hint,
    legend_text,
    legend_tip,
)
from widgets.trends.model import PlotModel
from widgets.trends.pictures import Moments, make_picture
from widgets.trends.readouts import legend_rows

MINUTE = 60_000_000
HOUR = 60 * MINUTE
NOW = 1_795_000_000_000_000
START = NOW - HOUR
TIME = np.arange(START, NOW, MINUTE)
NAMES = ("b", "a", "c")
POINTS = [analog_point(name) for name in NAMES]
FRAMES = {
    point.id: raw_frame(TIME, np.linspace(low, low + 10, len(TIME)), name=point.id)
    for point, low in zip(POINTS, (20.0, 30.0, 10.0), strict=True)
}


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def model() -> PlotModel:
    model = PlotModel()
    model.follow(NOW)
    model.add(POINTS)
    model.set_span(HOUR)
    return model


@pytest.fixture
def legend(qtbot: QtBot) -> Legend:
    theme().apply("light")
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(1600, 300)
    legend.show()
    return legend


def show(legend: Legend, model: PlotModel, frames: object = None) -> None:
    window = model.window
    assert window is not None
    used = FRAMES if frames is None else frames
    assert isinstance(used, dict)
    moments = Moments(NOW, is_live=True)
    picture = make_picture(model, window, used, {}, moments, width_px=800)
    legend.set_rows(legend_rows(model, picture, used, None, {}), "Wert jetzt")


def names(legend: Legend) -> list[str]:
    return [row.point.id for row in legend.rows]


def test_columns_of_the_markers_are_there_while_markers_are(
    legend: Legend, model: PlotModel
) -> None:
    show(legend, model)
    assert legend.isColumnHidden(LegendColumn.AT_A)
    model.markers = (START, None)
    show(legend, model)
    assert not legend.isColumnHidden(LegendColumn.AT_A)
    assert legend.isColumnHidden(LegendColumn.SLOPE)
    model.markers = (START, START + 30 * MINUTE)
    show(legend, model)
    row = legend.rows[0]
    assert not legend.isColumnHidden(LegendColumn.SLOPE)
    assert legend_text(row, LegendColumn.AT_A) == "20,0"
    assert legend_text(row, LegendColumn.DIFFERENCE) == "+5,1"
    assert legend_text(row, LegendColumn.SLOPE) == "+0,17\u202fµg/m³/min"


def test_a_change_back_in_time_is_negative_with_a_real_minus(
    legend: Legend, model: PlotModel
) -> None:
    model.markers = (START + 30 * MINUTE, START)
    show(legend, model)
    assert legend_text(legend.rows[0], LegendColumn.DIFFERENCE) == "−5,1"


def test_chosen_columns_are_remembered_and_nonsense_is_passed_over(
    qtbot: QtBot, legend: Legend
) -> None:
    spy = QSignalSpy(legend.columns_changed)
    for action in legend.column_menu().actions():
        if action.text() == "Zeitmittel":
            action.trigger()
    assert spy.count() == 1
    assert not legend.isColumnHidden(LegendColumn.WEIGHTED)
    again = Legend()
    qtbot.addWidget(again)
    again.restore(legend.save())
    assert again.save() == legend.save()
    for nonsense in (None, 7, ["weighted", 3], {"a": 1}):
        again.restore(nonsense)
        assert again.save() == legend.save()
    again.restore(["nothing_like_that"])
    assert again.save() == []


def test_statistics_from_buckets_say_that_they_are_rough(legend: Legend, model: PlotModel) -> None:
    low = np.full(len(TIME), 10.0)
    show(legend, model, {POINTS[0].id: bucket_frame(Tier.MINUTE, TIME, low, low + 4)})
    row = legend.rows[0]
    assert legend_text(row, LegendColumn.WEIGHTED) == "≈\u202f12,00"
    assert "Näherung" in legend_tip(row, LegendColumn.DEVIATION)
    assert legend_text(row, LegendColumn.COUNT) == "240"
    assert legend_text(row, LegendColumn.GOOD) == "100\u202f%"


def test_tooltips_carry_the_unit_and_every_statistic_is_explained(
    legend: Legend, model: PlotModel
) -> None:
    show(legend, model)
    assert "30,0\u202fµg/m³" in legend_tip(legend.rows[0], LegendColumn.MAXIMUM)
    plain = {LegendColumn.QUALITY, LegendColumn.ORIGIN}
    assert all(column_hint(column) for column in CHOOSABLE if column not in plain)


def test_a_click_on_a_heading_sorts_and_values_that_change_do_not_move_rows(
    legend: Legend, model: PlotModel
) -> None:
    show(legend, model)
    assert names(legend) == ["b", "a", "c"]
    header = legend.horizontalHeader()
    header.sectionClicked.emit(int(LegendColumn.MINIMUM))
    assert names(legend) == ["c", "b", "a"]
    other = dict(zip(FRAMES, reversed(FRAMES.values()), strict=True))
    show(legend, model, other)
    assert names(legend) == ["c", "b", "a"]
    header.sectionClicked.emit(int(LegendColumn.NAME))
    assert names(legend) == ["a", "b", "c"]
    header.sectionClicked.emit(int(LegendColumn.NAME))
    assert names(legend) == ["c", "b", "a"]
    header.sectionClicked.emit(int(LegendColumn.NAME))
    assert names(legend) == ["b", "a", "c"]


def test_curves_without_a_value_stay_last_whichever_way_it_is_sorted(
    legend: Legend, model: PlotModel
) -> None:
    show(legend, model, {point.id: FRAMES[point.id] for point in POINTS[:2]})
    for _ in range(2):
        legend.horizontalHeader().sectionClicked.emit(int(LegendColumn.MAXIMUM))
        assert names(legend)[-1] == "c"


def test_copying_gives_what_is_seen_as_a_table(legend: Legend, model: PlotModel) -> None:
    show(legend, model)
    legend.setFocus()
    QTest.keyClick(legend, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    head = lines[0].split("\t")
    assert head[:3] == ["Datenpunkt", "Wert jetzt", "Einheit"]
    assert "bei A" not in head
    assert lines[1].split("\t")[head.index("Max")] == "30,0"
    assert len(lines) == 4


def test_where_there_is_no_room_the_name_stays_readable(legend: Legend, model: PlotModel) -> None:
    legend.resize(500, 300)
    model.markers = (START, NOW)
    legend.restore([column.name.lower() for column in CHOOSABLE])
    show(legend, model)
    digit = legend.fontMetrics().horizontalAdvance("0")
    assert legend.columnWidth(LegendColumn.NAME) >= 20 * digit
    assert legend.isColumnHidden(LegendColumn.ORIGIN)


def test_where_there_is_no_room_columns_nobody_asked_for_give_way(
    qtbot: QtBot, legend: Legend, model: PlotModel
) -> None:
    model.markers = (START, START + 30 * MINUTE)
    show(legend, model)
    assert not legend.isColumnHidden(LegendColumn.SLOPE)
    digit = QFontMetricsF(legend.font()).horizontalAdvance("0")
    legend.resize(round(113 * digit), 300)
    assert legend.isColumnHidden(LegendColumn.MEAN)
    assert legend.isColumnHidden(LegendColumn.MINIMUM) == legend.isColumnHidden(
        LegendColumn.MAXIMUM
    )
    assert not legend.isColumnHidden(LegendColumn.DIFFERENCE)
    qtbot.waitUntil(lambda: legend.horizontalScrollBar().maximum() == 0)
    legend.choose_column(LegendColumn.WEIGHTED, is_chosen=True)
    assert not legend.isColumnHidden(LegendColumn.WEIGHTED)


def test_the_slope_is_told_beside_the_difference(legend: Legend, model: PlotModel) -> None:
    model.markers = (START, START + 30 * MINUTE)
    show(legend, model)
    assert "Steigung: +0,17" in legend_tip(legend.rows[0], LegendColumn.DIFFERENCE)


def test_what_is_wrong_stands_in_place_of_the_figures(legend: Legend, model: PlotModel) -> None:
    show(legend, model)
    rows = list(legend.rows)
    legend.set_rows([rows[0], replace(rows[1], place="So geht das nicht.", is_faulty=True)], "")
    assert legend.columnSpan(0, LegendColumn.NAME) == 1
    assert legend.columnSpan(1, LegendColumn.NAME) == LegendColumn.SOLO - LegendColumn.NAME
    legend.set_rows(rows[:2], "")
    assert legend.columnSpan(1, LegendColumn.NAME) == 1


def test_the_legend_shows_that_it_has_the_keys(
    qtbot: QtBot, legend: Legend, model: PlotModel
) -> None:
    show(legend, model)
    legend.activateWindow()
    qtbot.waitUntil(legend.isActiveWindow)
    legend.clearFocus()
    before = legend.grab().toImage()
    legend.setFocus(Qt.FocusReason.TabFocusReason)
    assert legend.grab().toImage() != before
