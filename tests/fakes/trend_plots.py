"""A plot with a few curves on it, and the hands of a person."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.points import Point, PointKind
from app.domain.series import SeriesFrame
from tests.fakes.city import make_city
from tests.fakes.trend_frames import analog_point, raw_frame
from widgets.trends.geometry import Places, axis_font
from widgets.trends.pictures import Moments, Picture
from widgets.trends.plot import TrendPlot
from widgets.trends.rail_layer import flag_places
from widgets.trends.tips import tip_at

MINUTE = 60_000_000
HOUR = 60 * MINUTE
NOW = 1_795_000_000_000_000
START = NOW - 4 * HOUR
NO2 = analog_point("no2")
FLOW = analog_point("flow", "m³/s")
HEAT = analog_point("heat", "kW")
RAIN = analog_point("rain", "mm/h")
SIGNAL = next(p for p in make_city(60).points if p.kind is PointKind.STATE)
TIME = np.arange(START, NOW, MINUTE)


def frame_of(point: Point, low: float, high: float) -> SeriesFrame:
    wave = low + (high - low) * (0.5 + 0.5 * np.sin(np.arange(len(TIME)) / 20))
    return raw_frame(TIME, wave, name=point.id)


FRAMES = {
    NO2.id: frame_of(NO2, 20, 60),
    FLOW.id: frame_of(FLOW, -1, 100),
    HEAT.id: frame_of(HEAT, 100, 900),
    RAIN.id: frame_of(RAIN, 0, 4),
    SIGNAL.id: raw_frame(TIME, TIME // HOUR % 2),
}
LIVE = Moments(NOW, is_live=True)


def places_of(plot: TrendPlot) -> Places:
    places = plot.places()
    assert places is not None
    return places


def picture_of(plot: TrendPlot) -> Picture:
    picture = plot.picture()
    assert picture is not None
    return picture


def metrics() -> QFontMetricsF:
    return QFontMetricsF(axis_font())


def at(plot: TrendPlot, time_us: int, share: float = 0.5) -> QPoint:
    places = places_of(plot)
    area = places.panes[0].area
    return QPointF(places.x_of(time_us), area.top() + share * area.height()).toPoint()


def flag(plot: TrendPlot, number: int) -> QPoint:
    place = flag_places(places_of(plot), plot.model.markers, metrics())[number]
    assert place is not None
    return place.center().toPoint()


def move(plot: TrendPlot, spot: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the mouse over the plot, wherever the pointer of the screen happens to be."""
    place, on_screen = QPointF(spot), QPointF(plot.mapToGlobal(spot))
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, place, on_screen, none, held, keys)
    QApplication.sendEvent(plot, event)


def drag(plot: TrendPlot, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    move(plot, (start + end) / 2, Qt.MouseButton.LeftButton)
    move(plot, end, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end)


def tip_of(plot: TrendPlot, position: QPointF) -> str:
    return tip_at(picture_of(plot), places_of(plot), plot.model.markers, position, plot.moment_text)
