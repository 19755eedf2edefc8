"""What the tests of the analysis share: a history that counts, and hands that wait."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.points import Point, PointKey
from app.domain.series import SeriesStats
from tests.fakes.city import make_city
from tests.fakes.history_curves import CurveHistory
from widgets.trends.analysis import AnalysisView
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.page import Page
from widgets.trends.model import Trace, Window

MINUTE, HOUR, DAY = 60_000_000, 3_600_000_000, 86_400_000_000
NOW = 1_761_692_400_000_000
"""2025-10-29 00:00 in Berlin; summer time ended on the 26th."""

CITY = make_city(60)
NO2, PM10, NOISE, WATER, SIGNAL = (CITY.points[i] for i in (0, 1, 2, 3, 5))
WEEK = Window(NOW - 7 * DAY, NOW)


class CountedCurves(CurveHistory):
    """Made-up curves that know how many samples they have."""

    @override
    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        begin, end = max(start_us, self.first_us), min(end_us, self.last_us)
        count = max((end - begin) // self.interval_us, 0)
        gone = sum(max(min(b, end) - max(a, begin), 0) for a, b in self.gaps) // self.interval_us
        return [SeriesStats(k, count - gone, 0, 0.0, 0.0, 0.0, begin, end) for k in keys]


def traces(*points: Point) -> list[Trace]:
    # Samples come every ten minutes, as the made-up history has them.
    return [Trace(replace(p, interval_s=600.0), slot) for slot, p in enumerate(points)]


def settle(qtbot: QtBot, view: AnalysisView) -> None:
    qtbot.waitUntil(lambda: view.is_idle)
    view.repaint()


def show(qtbot: QtBot, view: AnalysisView, *points: Point, window: Window = WEEK) -> None:
    view.show_range(window, traces(*points))
    settle(qtbot, view)


def open_page(qtbot: QtBot, view: AnalysisView, kind: type[Page]) -> Page:
    place = next(i for i, page in enumerate(view.pages) if isinstance(page, kind))
    view.tabs.setCurrentIndex(place)
    settle(qtbot, view)
    return view.page


def hover(canvas: Canvas, x: float, y: float) -> str:
    """Move the mouse to a share of the canvas' width and height; return what is said."""
    place = QPointF(canvas.width() * x, canvas.height() * y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, canvas.mapToGlobal(place), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    canvas.repaint()
    return canvas.hint
