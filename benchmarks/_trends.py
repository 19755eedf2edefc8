"""What the benchmarks of trends share: points, a plot in a real window, a historian of a year."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.points import Point, PointKind
from app.domain.samples import Float64Array, SampleBatch
from app.storage.historian import SqliteHistorian
from tests.fakes.city import make_city
from widgets.theme import theme
from widgets.trends.date_axis import DateAxis
from widgets.trends.model import PlotModel
from widgets.trends.plot import TrendPlot

SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US
START_US = 1_700_000_000 * SECOND_US // DAY_US * DAY_US
ZONE = "Europe/Berlin"
SIZE = (1_600, 900)
_STEP_DAYS = 10


def application() -> QApplication:
    """Return the program's application in the light theme; on a screen when there is one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication([])
    theme().apply("light")
    return made


def analog_points(count: int) -> list[Point]:
    """Return points with values, of a few units, from a made-up city."""
    points = [p for p in make_city(2 * count + 8).points if p.kind is not PointKind.STATE]
    return points[:count]


def shown_plot(points: Sequence[Point]) -> TrendPlot:
    """Return a plot of points in a window on the screen."""
    model = PlotModel()
    model.add(points)
    plot = TrendPlot(model, DateAxis(ZoneInfo(ZONE)))
    plot.resize(*SIZE)
    plot.show()
    QCoreApplication.processEvents()
    return plot


def fill_seconds(folder: Path, point: Point, days: int) -> None:
    """Store days of one sample a second, sealed and rolled up, as a historian holds them."""
    rng = np.random.default_rng(3)
    historian = SqliteHistorian(folder, ZONE)
    level = 20.0
    for day in range(0, days, _STEP_DAYS):
        count = min(_STEP_DAYS, days - day) * 86_400
        walk = level + np.cumsum(rng.normal(0, 0.02, count))
        level = 20 + 0.5 * (float(walk[-1]) - 20)
        times = START_US + day * DAY_US + np.arange(count) * SECOND_US
        keys = np.full(count, point.key)
        historian.append(SampleBatch.from_columns(keys, times, 0, np.round(walk, 2)))
        historian.maintain(60.0)
    historian.settle()
    historian.close()


def median_ms(work: Callable[[int], object], repeats: int) -> float:
    """Return the median time of some repetitions in ms; each is told its number."""
    took = []
    for number in range(repeats):
        begin = time.perf_counter()
        work(number)
        took.append(time.perf_counter() - begin)
    return float(np.median(took)) * 1e3


def spread_text(took: Float64Array) -> str:
    """Return median, p95 and maximum of times in ms as text."""
    p50, p95 = (float(np.percentile(took, q)) for q in (50, 95))
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, max {float(took.max()):.1f} ms"


def spin_until(is_true: Callable[[], bool], patience_s: float = 20.0) -> None:
    """Let the window live until something is true."""
    deadline = time.perf_counter() + patience_s
    while not is_true():
        assert time.perf_counter() < deadline, "it did not happen in time"
        loop = QEventLoop()
        QTimer.singleShot(1, loop.quit)
        loop.exec()
