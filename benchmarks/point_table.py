"""A frame of the table of points: 5,000 rows that all change five times a second, in a real window.

A frame is the time from the new state to the painted window of 1500 x 900: `show_state`, then the
repaint it asked for. Frames keep the pace of 5 Hz, so that ages grow and spark lines move on as
they do in operation; the values are made up beforehand and do not count.
"""

import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmId, AlarmState
from app.domain.cities import City
from app.domain.samples import Float64Array, SampleBatch
from app.domain.sources import SourceHealth, SourceState
from app.services.clocks import SystemClock
from app.services.columns import city_keys
from app.services.states import LiveState
from benchmarks.result import Result
from tests.fakes.city import make_alarm, make_city, make_sparks, make_values
from widgets.points.columns import Grouping
from widgets.points.view import PointTableView
from widgets.theme import theme

POINTS = 5_000
RATE_HZ = 5
FRAMES = 150
WARM_UP = 10
LIMIT_MS = 33.0


def run() -> Result:
    """Measure plain and grouped rows; the slower of the two counts."""
    application = QApplication.instance() or QApplication([])
    theme().apply("light")
    city = make_city(POINTS)
    worst = 0.0
    for grouping in (Grouping.NONE, Grouping.DISTRICT):
        frames, busy = measure(city, grouping)
        p50, p95 = (float(np.percentile(frames, q)) for q in (50, 95))
        alone = float(np.percentile(busy, 95))
        print(f"{grouping.name.lower()}: p50 {p50:.1f} ms, p95 {p95:.1f} ms; computing {alone:.1f}")
        worst = max(worst, p95)
    application.processEvents()
    return Result(
        "point_table",
        round(worst, 2),
        "ms",
        f"{LIMIT_MS:.0f} ms, p95 of {FRAMES} frames of {POINTS:,} changed rows at {RATE_HZ} Hz",
        round(worst / LIMIT_MS, 3),
        f"<= {LIMIT_MS:.0f} ms",
        worst <= LIMIT_MS,
    )


def measure(city: City, grouping: Grouping) -> tuple[Float64Array, Float64Array]:
    """Return the frames of one run, and how much of them the thread was computing, in ms."""
    clock = SystemClock()
    live = LiveState(city, clock)
    live.apply_connection(is_connected=True)
    live.apply_health([SourceHealth(source.id, SourceState.ONLINE) for source in city.sources])
    live.apply_alarms(_alarms(city), is_whole=True)
    view = PointTableView()
    view.set_city(city)
    view.restore_state({"grouping": grouping.name})
    view.resize(1_500, 900)
    view.show()
    painted = _Paints(view.table.viewport())
    keys = city_keys(city)
    live.take_sparks(make_sparks(city), clock.now_us())
    frames: list[float] = []
    busy: list[float] = []
    for number in range(WARM_UP + FRAMES):
        values = make_values(city, number)
        now_us = clock.now_us()
        live.apply(SampleBatch.from_columns(keys, np.full(POINTS, now_us), now_us, values))
        state = replace(live.snapshot(now_us), recent=None)
        began, began_busy = time.perf_counter(), time.thread_time()
        view.show_state(state)
        QCoreApplication.sendPostedEvents()  # among them the repaint, down to the pixels
        frames.append(time.perf_counter() - began)
        busy.append(time.thread_time() - began_busy)
        _wait(1 / RATE_HZ - frames[-1])
    assert painted.count >= len(frames), "a frame was not painted when it was measured"
    view.close()
    view.deleteLater()
    return np.array(frames[WARM_UP:]) * 1e3, np.array(busy[WARM_UP:]) * 1e3


class _Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def _alarms(city: City) -> dict[AlarmId, AlarmState]:
    """Return an alarm at every second rule, so that chips are painted too."""
    return {
        rule.id: make_alarm(by="" if i % 4 else "Kim") for i, rule in enumerate(city.rules[::2])
    }


def _wait(seconds: float) -> None:
    """Let the window live until the next frame is due."""
    loop = QEventLoop()
    QTimer.singleShot(max(round(seconds * 1_000), 0), loop.quit)
    loop.exec()
