"""16 curves of 100,000 samples: our reduced path against plain `setData` of pyqtgraph.

Both begin with the samples in memory and end with the painted window of 1600 x 900; both draw all
16 curves on one value axis with lines of one pixel.
"""

import time

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication

from app.domain.points import Point
from app.domain.samples import Float64Array
from app.domain.series import SeriesFrame, Tier
from benchmarks._trends import SECOND_US, SIZE, START_US, application, shown_plot, spread_text
from benchmarks.result import Result
from tests.fakes.city import make_city
from widgets.trends.pictures import Moments

CURVES = 16
SAMPLES = 100_000
FRAMES = 31
BUDGET = 0.3


def run() -> Result:
    """Paint a frame of each in turns, so that the machine's moods meet both."""
    application()
    rng = np.random.default_rng(5)
    values = [30 + np.cumsum(rng.normal(0, 0.05, SAMPLES)) for _ in range(CURVES)]
    ours, plain = _Reduced(values), _Plain(values)
    times: list[tuple[float, float]] = [(ours.frame(), plain.frame()) for _ in range(FRAMES + 1)]
    took = np.array(times[1:]) * 1e3
    for name, column in (("reduced", took[:, 0]), ("setData", took[:, 1])):
        print(f"{name}: {spread_text(column)}")
    reduced, peer = (float(value) for value in np.median(took, axis=0))
    for widget in (ours.plot, plain.widget):
        widget.close()
        widget.deleteLater()
    QCoreApplication.processEvents()
    ratio = reduced / peer
    return Result(
        "reduced_path",
        round(reduced, 2),
        "ms",
        f"plain pyqtgraph setData: {peer:.1f} ms",
        round(ratio, 3),
        f"<= {BUDGET}",
        ratio <= BUDGET,
    )


class _Reduced:
    """Our plot."""

    def __init__(self, values: list[Float64Array]) -> None:
        points = _points()
        pairs = zip(points, values, strict=True)
        self._frames = {point.id: _frame(point, column) for point, column in pairs}
        self._end = START_US + SAMPLES * SECOND_US
        self.plot = shown_plot(points)
        self.plot.model.set_window(START_US, self._end)

    def frame(self) -> float:
        """Return the seconds of one frame."""
        begin = time.perf_counter()
        self.plot.set_content(self._frames, {}, Moments(self._end, is_live=False))
        self.plot.repaint()
        return time.perf_counter() - begin


class _Plain:
    """pyqtgraph as it comes."""

    def __init__(self, values: list[Float64Array]) -> None:
        self._values = values
        self._time = START_US / 1e6 + np.arange(SAMPLES, dtype=np.float64)
        self.widget = pg.PlotWidget()
        self.widget.resize(*SIZE)
        self._curves = [pg.PlotDataItem(pen=pg.mkPen(width=1)) for _ in values]
        for curve in self._curves:
            self.widget.addItem(curve)
        self.widget.show()
        QCoreApplication.processEvents()

    def frame(self) -> float:
        """Return the seconds of one frame."""
        begin = time.perf_counter()
        for curve, column in zip(self._curves, self._values, strict=True):
            curve.setData(self._time, column)
        self.widget.viewport().repaint()
        return time.perf_counter() - begin


def _points() -> list[Point]:
    """Return points of one unit."""
    unit = make_city(1).points[0].unit.id
    return [point for point in make_city(400).points if point.unit.id == unit][:CURVES]


def _frame(point: Point, values: Float64Array) -> SeriesFrame:
    count = len(values)
    times = START_US + np.arange(count, dtype=np.int64) * SECOND_US
    good = np.ones(count, np.int32)
    return SeriesFrame(
        point.key, Tier.RAW, START_US, START_US + count * SECOND_US, times, values, values, values,
        values, good, np.zeros(count, np.int32), np.zeros(count, np.uint8),
    )  # fmt: skip
