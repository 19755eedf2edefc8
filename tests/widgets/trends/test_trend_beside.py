"""What lies beside the curves: alarms, notes, limits, quality, kinds; told by tooltips."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId, Priority, RuleKind
from app.domain.annotations import Annotation
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.domain.samples import Quality
from app.domain.series import Tier
from tests.fakes.trend_frames import bucket_frame, raw_frame
from tests.fakes.trend_plots import (
    FRAMES,
    HOUR,
    LIVE,
    MINUTE,
    NO2,
    NOW,
    START,
    TIME,
    at,
    metrics,
    picture_of,
    places_of,
    tip_of,
)
from widgets.theme import theme
from widgets.trends.date_axis import DateAxis
from widgets.trends.extras import AlarmSpan, Extras
from widgets.trends.marks import alarm_marks, note_marks
from widgets.trends.model import PlotModel, TraceKind
from widgets.trends.plot import TrendPlot


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


# --- what lies beside the curves ------------------------------------------------------------


def alarm(name: str, start: int, end: int | None, seen: int | None = None) -> AlarmSpan:
    text = f"NO2 zu hoch {name}"
    return AlarmSpan(AlarmId(name), NO2.id, Priority.HIGH, start, end, seen, text)


def with_extras(plot: TrendPlot, extras: Extras) -> None:
    plot.set_content(FRAMES, {}, LIVE, extras)
    plot.grab()


def test_an_alarm_has_a_mark_that_tells_its_story_and_opens_it(plot: TrendPlot) -> None:
    span = alarm("a", START + HOUR, START + 2 * HOUR, START + HOUR + 5 * MINUTE)
    with_extras(plot, Extras(alarms=(span,)))
    opened: list[str] = []
    plot.alarm_opened.connect(opened.append)
    (mark,) = alarm_marks(picture_of(plot), places_of(plot), metrics())
    tip = tip_of(plot, mark.place.center())
    for word in ("Hoch: NO2 zu hoch a", "Ausgelöst:", "Zurückgekehrt:", "(1 h)", "Quittiert:"):
        assert word in tip
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=mark.place.center().toPoint())
    assert opened == ["a"]


def test_many_alarms_merge_and_the_one_nobody_saw_speaks_for_them(plot: TrendPlot) -> None:
    spans = [alarm(f"a{n}", START + HOUR + n, START + HOUR + n + 1, START) for n in range(9)]
    spans.append(alarm("b", START + HOUR + 99, None))
    with_extras(plot, Extras(alarms=tuple(spans)))
    (mark,) = alarm_marks(picture_of(plot), places_of(plot), metrics())
    assert len(mark.alarms) == 10
    assert mark.loudest.alarm == "b"
    assert "… und 4 weitere" in tip_of(plot, mark.place.center())


def test_an_acknowledged_alarm_is_hollow(plot: TrendPlot) -> None:
    """By shape, not by colour: the middle of the glyph shows the ground."""
    colours = []
    for seen in (None, START + HOUR):
        with_extras(plot, Extras(alarms=(alarm("a", START + HOUR, None, seen),)))
        (mark,) = alarm_marks(picture_of(plot), places_of(plot), metrics())
        middle = mark.place.center() + QPointF(0, 2)
        colours.append(plot.grab().toImage().pixelColor(middle.toPoint()))
    ground = QColor(theme().tokens.surface)
    assert colours[0].blue() < 60
    assert abs(colours[1].blue() - ground.blue()) < 90


def test_alarms_of_points_that_are_not_shown_leave_no_strip(plot: TrendPlot) -> None:
    elsewhere = replace(alarm("a", START, None), point=PointId("other"))
    with_extras(plot, Extras(alarms=(elsewhere,)))
    assert places_of(plot).panes[0].marks is None


def test_a_note_has_a_flag_that_tells_its_author_and_opens_it(plot: TrendPlot) -> None:
    note = Annotation("n1", START + HOUR, START + 2 * HOUR, "Baustelle", "K. Meier", NOW)
    with_extras(plot, Extras(annotations=(note,)))
    opened: list[str] = []
    plot.annotation_opened.connect(opened.append)
    (mark,) = note_marks(picture_of(plot), places_of(plot), metrics())
    assert "Baustelle\nK. Meier" in tip_of(plot, mark.place.center())
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=mark.place.center().toPoint())
    assert opened == ["n1"]


def test_n_asks_for_a_note_on_the_crosshair_or_on_the_span_between_markers(
    plot: TrendPlot,
) -> None:
    asked: list[tuple[int, int]] = []
    plot.annotation_requested.connect(lambda start, end: asked.append((start, end)))
    plot.set_cursor(START + HOUR)
    QTest.keyClick(plot, Qt.Key.Key_N)
    plot.set_markers((START + 3 * HOUR, START + 2 * HOUR))
    QTest.keyClick(plot, Qt.Key.Key_N)
    assert asked == [(START + HOUR, START + HOUR), (START + 2 * HOUR, START + 3 * HOUR)]


def test_a_changed_limit_is_a_step_with_a_tooltip(plot: TrendPlot) -> None:
    name = AlarmId("no2#hi")
    changes = [
        LimitChange(name, NO2.id, RuleKind.HI, START - HOUR, 40.0),
        LimitChange(name, NO2.id, RuleKind.HI, START + 2 * HOUR, 50.0, "39. BImSchV"),
    ]
    with_extras(plot, Extras(limits={NO2.id: changes}))
    axis = picture_of(plot).panes[0][0]
    assert axis.limits[0].thresholds == [40.0, 50.0]
    area = places_of(plot).panes[0].area
    y = places_of(plot).panes[0].axes[0].scale.y_at(50.0, area.top(), area.bottom())
    tip = tip_of(plot, QPointF(places_of(plot).x_of(START + 2 * HOUR) + 1, y))
    for word in ("HI 50", "Gilt seit", "Davor: HI 40", "39. BImSchV"):
        assert word in tip


def test_limits_belong_to_the_focused_curve_or_to_the_only_one(plot: TrendPlot) -> None:
    change = LimitChange(AlarmId("l"), NO2.id, RuleKind.HI, START - HOUR, 40.0)
    second = replace(NO2, id=PointId("no2b"))
    extras = Extras(limits={NO2.id: [change]})
    with_extras(plot, extras)
    assert picture_of(plot).panes[0][0].limits
    plot.model.add([second])
    with_extras(plot, extras)
    assert not picture_of(plot).panes[0][0].limits
    plot.model.set_focus(NO2.id)
    with_extras(plot, extras)
    assert picture_of(plot).panes[0][0].limits
    plot.model.set_focus(second.id)
    with_extras(plot, extras)
    assert not picture_of(plot).panes[0][0].limits


# --- quality and kinds ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["light", "dark"])
def test_bad_quality_is_hatched_visibly_in_both_themes(plot: TrendPlot, name: str) -> None:
    theme().apply(name)
    quality = np.zeros(len(TIME), np.uint8)
    quality[60:120] = Quality.BAD
    frame = raw_frame(TIME, np.full(len(TIME), 30.0), quality=quality)
    plot.set_content({NO2.id: frame}, {}, LIVE)
    image = plot.grab().toImage()
    area = places_of(plot).panes[0].area
    x = at(plot, START + 90 * MINUTE).x()
    seen = {image.pixelColor(x, y).name() for y in range(int(area.top()) + 5, int(area.bottom()))}
    ground = theme().tokens.surface
    contrasts = [_contrast(colour, ground) for colour in seen]
    assert max(contrasts) > 1.6
    theme().apply("light")


def _contrast(one: str, two: str) -> float:
    def light(name: str) -> float:
        parts = [int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_uncertain_values_are_told_apart_from_good_ones(plot: TrendPlot) -> None:
    quality = np.zeros(len(TIME), np.uint8)
    quality[60:180] = Quality.UNCERTAIN
    images = []
    for worst in (np.zeros(len(TIME), np.uint8), quality):
        plot.set_content({NO2.id: raw_frame(TIME, TIME % 7 + 20.0, quality=worst)}, {}, LIVE)
        images.append(plot.grab().toImage())
    assert images[0] != images[1]
    spans = picture_of(plot).panes[0][0].curves[0].doubtful
    assert spans.tolist() == [[int(TIME[60]), int(TIME[180])]]


def test_a_comparison_and_a_forecast_have_no_stale_tail_and_are_named(plot: TrendPlot) -> None:
    past, future = (replace(NO2, id=PointId(name)) for name in ("vergleich", "prognose"))
    plot.model.add([past, future])
    for trace in plot.model.traces[1:]:
        trace.kind = TraceKind.COMPARISON if trace.point is past else TraceKind.FORECAST
        trace.of, trace.slot = NO2.id, 0
    buckets = bucket_frame(Tier.MINUTE, TIME[:100], np.full(100, 20.0), np.full(100, 30.0))
    frames = {NO2.id: FRAMES[NO2.id], past.id: buckets, future.id: buckets}
    plot.set_content(frames, {}, LIVE)
    curves = picture_of(plot).panes[0][0].curves
    assert [len(curve.tail) for curve in curves[1:]] == [0, 0]
    assert not plot.grab().isNull()
