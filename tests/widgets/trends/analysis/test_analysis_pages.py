"""The tabs of the analysis: what each shows, says under the mouse, and gives to other programs."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.points import PointId
from app.domain.series import Tier
from app.services import statistics
from tests.fakes.analysis import (
    DAY,
    HOUR,
    MINUTE,
    NO2,
    NOW,
    PM10,
    SIGNAL,
    WATER,
    CountedCurves,
    hover,
    open_page,
    settle,
    show,
)
from widgets.theme import DARK, LIGHT, Tokens, theme
from widgets.trends.analysis import AnalysisView
from widgets.trends.analysis.carpet_page import CarpetPage
from widgets.trends.analysis.durations_page import DurationPage
from widgets.trends.analysis.figures_model import Column, column_meaning
from widgets.trends.analysis.figures_page import FiguresPage
from widgets.trends.analysis.histogram_page import HistogramPage
from widgets.trends.analysis.ramps import places_of, ramp
from widgets.trends.analysis.readings import Reading
from widgets.trends.analysis.scatter_page import ScatterPage
from widgets.trends.analysis.wording import duration_text
from widgets.trends.model import Window


def test_figures_of_all_curves_with_tier_and_zone(qtbot: QtBot, view: AnalysisView) -> None:
    show(qtbot, view, NO2, PM10, SIGNAL)
    page = view.page
    assert isinstance(page, FiguresPage)
    assert view.stage.is_content_shown
    model = page.model

    def texts(column: Column) -> list[str]:
        return [model.index(row, column).data() for row in range(model.rowCount())]

    assert texts(Column.COUNT) == ["1.008", "1.008", "1.008"]
    assert texts(Column.UNIT) == ["µg/m³", "µg/m³", "–"]
    assert texts(Column.MEDIAN)[2] == "–"
    assert texts(Column.GOOD_SHARE)[0] == "100,0\u202f%"
    assert "Zeitzone: Europe/Berlin" in view.origin.text()
    assert "Stufe: Rohwerte" in view.origin.text()
    assert "simuliert" in view.origin.text()
    tip = model.index(0, Column.MEDIAN).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("µg/m³")
    assert all(column_meaning(column) for column in Column if column > Column.MAXIMUM)


def test_columns_grow_with_their_figures_and_never_cut_them(
    qtbot: QtBot, view: AnalysisView
) -> None:
    show(qtbot, view, NO2)
    page = view.page
    assert isinstance(page, FiguresPage)
    (subject,) = page.model.subjects
    assert subject.figures is not None
    many = replace(subject, figures=replace(subject.figures, count=8_640_000))
    page.show_result(Reading(Window(0, DAY), ZoneInfo("Europe/Berlin"), (many,)), None)
    for column in Column:
        if column is not Column.NAME:
            assert page.view.columnWidth(column) >= page.view.sizeHintForColumn(column)


def test_histogram_says_its_classes_with_units_and_how_long(
    qtbot: QtBot, view: AnalysisView
) -> None:
    show(qtbot, view, NO2, SIGNAL)
    page = open_page(qtbot, view, HistogramPage)
    assert isinstance(page, HistogramPage)
    said = hover(page.canvas, 0.5, 0.9)
    assert "µg/m³: " in said
    assert "\u202fh" in said
    assert hover(page.canvas, 0.5, 0.001) == ""
    page.bins.choose("20")
    page.weighting.choose("samples")
    page.changed.emit()
    settle(qtbot, view)
    assert "×" in hover(page.canvas, 0.5, 0.9)
    page.canvas.leave()
    page.curve.choose(SIGNAL.id)
    page.changed.emit()
    settle(qtbot, view)
    assert not page.bins.isEnabled()
    assert hover(page.canvas, 0.15, 0.05).startswith("Aus: 33,")
    assert hover(page.canvas, 0.15, 0.95) == ""


def test_duration_curves_share_a_unit_and_say_what_was_exceeded(
    qtbot: QtBot, view: AnalysisView
) -> None:
    show(qtbot, view, NO2, PM10, WATER, SIGNAL)
    page = open_page(qtbot, view, DurationPage)
    assert isinstance(page, DurationPage)
    assert len(page.canvas.lines) == 2
    said = hover(page.canvas, 0.5, 0.5)
    assert "der Zeit (3\u202fd" in said
    assert said.count("µg/m³") == 2
    page.unit.setCurrentIndex(1)
    page.changed.emit()
    settle(qtbot, view)
    assert [line.subject.id for line in page.canvas.lines] == [WATER.id]
    assert hover(page.canvas, 0.001, 0.5) == ""
    show(qtbot, view, SIGNAL)
    assert "nur Zustände" in page.stage.placeholder.sentence


def test_the_carpet_is_walked_with_keys_and_says_the_doubled_hour(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    history.gaps.append((NOW - 6 * DAY, NOW - 6 * DAY + 6 * HOUR))
    show(qtbot, view, NO2)
    page = open_page(qtbot, view, CarpetPage)
    assert isinstance(page, CarpetPage)
    canvas = page.canvas
    canvas.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down):
        QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    canvas.repaint()
    assert "So 26.10.2025 02:00–03:00" in canvas.hint
    assert "kam zweimal" in canvas.hint
    assert "µg/m³" in canvas.hint
    assert "zweimal" in page._note.text()
    with qtbot.waitSignal(view.time_requested) as asked:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert asked.args == [NOW - 3 * DAY + HOUR]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.cell is None
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert "keine Werte" in hover(canvas, 0.21, 0.15)
    assert hover(canvas, 0.001, 0.5) == ""
    page.rows.setCurrentIndex(1)
    page.changed.emit()
    settle(qtbot, view)
    assert canvas.carpet is not None
    assert canvas.carpet.mean.shape[0] == 96
    table = page.table()
    assert table is not None
    assert table.rows[1][0] == "00:15–00:30"


def test_a_carpet_over_spring_crosses_out_the_hour_that_never_was(
    qtbot: QtBot, view: AnalysisView, history: CountedCurves
) -> None:
    history.first_us = 0
    spring = 1_743_289_200_000_000  # 2025-03-30 00:00 in Berlin
    show(qtbot, view, NO2, window=Window(spring - 2 * DAY, spring + 2 * DAY))
    page = open_page(qtbot, view, CarpetPage)
    assert isinstance(page, CarpetPage)
    for down, right in ((0, 0), (2, 0), (0, -10), (0, 2)):
        page.canvas.step(down, right)
    assert "gab es nicht" in page.canvas.hint
    with qtbot.assertNotEmitted(view.time_requested):
        page.canvas.open()


def test_scatter_takes_the_two_focused_curves_and_warns(qtbot: QtBot, view: AnalysisView) -> None:
    show(qtbot, view, NO2, PM10, WATER)
    page = open_page(qtbot, view, ScatterPage)
    assert isinstance(page, ScatterPage)
    assert (page.across.value, page.up.value) == (NO2.id, PM10.id)
    view.show_focus(PM10.id)
    view.show_selection([WATER.id])
    settle(qtbot, view)
    assert (page.across.value, page.up.value) == (WATER.id, PM10.id)
    lines = dict(page.card.lines())
    assert lines["Pearson r"].startswith("0,")
    assert lines["Wertepaare n"] == "1.008, gemittelt über 10\u202fmin"
    assert any("keine Ursache" in sentence for sentence in page.card.sentences())
    pairs = page.canvas.pairs
    assert pairs is not None
    field = page.canvas._field(page.canvas.room, pairs)
    place = QPointF(field.x_of(pairs.relation.x[5]), field.y_of(pairs.relation.y[5]))
    said = hover(page.canvas, place.x() / page.canvas.width(), place.y() / page.canvas.height())
    assert "°C" in said
    assert "µg/m³" in said
    with qtbot.waitSignal(view.time_requested):
        QTest.mouseDClick(page.canvas, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert hover(page.canvas, 0.001, 0.001) == ""


def test_one_curve_alone_has_no_scatter(qtbot: QtBot, view: AnalysisView) -> None:
    show(qtbot, view, NO2)
    page = open_page(qtbot, view, ScatterPage)
    assert "zwei Kurven" in page.stage.placeholder.sentence
    assert page.table() is None


def test_what_is_shown_can_be_saved_and_copied(
    qtbot: QtBot, view: AnalysisView, tmp_path: Path
) -> None:
    show(qtbot, view, NO2, PM10)
    for place, page in enumerate(view.pages):
        view.tabs.setCurrentIndex(place)
        settle(qtbot, view)
        path = tmp_path / f"{page.name}.csv"
        assert view.saver.write_table(path, page, view.origin_lines())
        text = path.read_text("utf-8-sig")
        assert "# Zeitzone: Europe/Berlin\n# Stufe: Rohwerte\n" in text
        assert "µg/m³" in text
        picture = tmp_path / f"{page.name}.png"
        assert view.saver.write_image(picture, page, view.origin_lines())
        assert QImage(str(picture)).width() >= 2_000
        view.saver.copy_table(page)
        assert "\t" in QGuiApplication.clipboard().text()
        view.saver.copy_image(page, view.origin_lines())
        assert not QGuiApplication.clipboard().image().isNull()


def test_a_file_that_cannot_be_written_is_said(
    qtbot: QtBot, view: AnalysisView, tmp_path: Path
) -> None:
    show(qtbot, view, NO2)
    for name, write in (("a.csv", view.saver.write_table), ("a.png", view.saver.write_image)):
        with qtbot.waitSignal(view.message_requested) as told:
            assert not write(tmp_path / "fehlt" / name, view.page, [])
        assert "konnte nicht geschrieben werden" in told.args[0]


def test_an_empty_page_has_nothing_to_save(view: AnalysisView, tmp_path: Path) -> None:
    for page in view.pages:
        assert not view.saver.write_table(tmp_path / "a.csv", page, [])
        assert not view.saver.write_image(tmp_path / "a.png", page, [])
        view.saver.copy_table(page)
        view.saver.copy_image(page, [])


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_tab_is_painted_in_both_themes(qtbot: QtBot, view: AnalysisView, name: str) -> None:
    show(qtbot, view, NO2, PM10, WATER)
    theme().apply(name)
    for place in range(len(view.pages)):
        view.tabs.setCurrentIndex(place)
        settle(qtbot, view)
        image = view.page.grab().toImage()
        colours = {image.pixel(x, y) for x in range(0, 1_000, 7) for y in range(60, 500, 7)}
        assert len(colours) > 3
    theme().apply("light")


def test_buckets_are_said_to_be_means(
    qtbot: QtBot, view: AnalysisView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "MOST_SAMPLES", 100)
    show(qtbot, view, NO2)
    assert "Stufe: 1 h (aus Mittelwerten)" in view.origin.text()
    page = view.page
    assert isinstance(page, FiguresPage)
    figures = page.model.subjects[0].figures
    assert figures is not None
    assert figures.tier is Tier.HOUR


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_lightness_alone_tells_the_order_of_the_scale(tokens: Tokens) -> None:
    colours = ramp(tokens)
    channels = [(colours >> np.uint32(shift) & np.uint32(255)) / 255 for shift in (16, 8, 0)]
    red, green, blue = (
        np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) for c in channels
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    steps = np.diff(light[::8])
    assert (steps < 0).all() or (steps > 0).all()
    ends = sorted((float(light[0]), float(light[-1])))
    assert (ends[1] + 0.05) / (ends[0] + 0.05) > 7


def test_places_on_the_scale_stay_on_it() -> None:
    values = np.array([-5.0, 0.0, 5.0, 10.0, 50.0, np.nan])
    assert places_of(values, 0, 10).tolist() == [0, 0, 127, 255, 255, 0]
    assert places_of(values, 3, 3)[0] == 0


def test_durations_in_words() -> None:
    cases = {5e6: "5\u202fs", 3 * MINUTE: "3\u202fmin", 2 * HOUR: "2\u202fh"}
    cases |= {2 * HOUR + 57 * MINUTE: "2\u202fh 57\u202fmin", 3 * DAY: "3\u202fd"}
    cases |= {3 * DAY + 5 * HOUR: "3\u202fd 5\u202fh"}
    assert {span: duration_text(span) for span in cases} == cases
    assert PointId(NO2.id) == NO2.id
