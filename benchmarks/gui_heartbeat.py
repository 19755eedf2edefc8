"""p99 of a 10 ms heartbeat in the window while the collector takes 20,000 samples/s, against idle.

Both phases run in one window with a table of 5,000 points that shows a state five times a second
in which every row changed. Idle: the values are made up in the window, the collector rests. Load:
the values come over the link from a collector that stores 20,000 samples a second.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.samples import Float64Array, SampleBatch
from app.link.client import LinkClient
from app.link.feeds import pump
from app.services.clocks import SystemClock
from app.services.columns import city_keys
from app.services.states import LiveState
from benchmarks._collector import load_city
from benchmarks._console import collecting, set_rate
from benchmarks.result import Result
from widgets.points.view import PointTableView

POINTS = 5_000
RATE = 20_000
BEAT_MS = 10
PUMP_MS = 50
SHOW_MS = 200
PHASE_S = 6.0
ROUNDS = 5
BUDGET = 1.25


def run() -> Result:
    """Measure both phases in turns and compare the p99 of all their beats."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder, collecting(Path(folder), POINTS) as (client, _):
        window = _Window(client)
        window.view.show()
        window.spin(2.0)
        idle, load, received = [], [], 0
        for _ in range(ROUNDS):
            set_rate(client, 0)
            window.is_fed_by_hand = True
            window.spin(1.0)
            idle.append(window.beat(PHASE_S))
            set_rate(client, RATE)
            window.is_fed_by_hand = False
            window.spin(1.0)
            window.received = 0
            load.append(window.beat(PHASE_S))
            received += window.received
        window.close()
        application.processEvents()
    for name, phases in (("idle", idle), ("load", load)):
        shown = [f"{np.percentile(gaps, 99):.1f}/{gaps.max():.1f}" for gaps in phases]
        print(f"{name}: p99/max in ms of each round: {', '.join(shown)}")
    idle_ms, load_ms = (float(np.percentile(np.concatenate(x), 99)) for x in (idle, load))
    rate = received / (ROUNDS * PHASE_S)
    print(f"{rate:,.0f} samples/s reached the window")
    ratio = load_ms / idle_ms
    return Result(
        "gui_heartbeat",
        round(load_ms, 2),
        "ms",
        f"{idle_ms:.2f} ms with the collector at rest, same window and same repaints",
        round(ratio, 3),
        f"<= {BUDGET}",
        ratio <= BUDGET and rate > 0.9 * RATE,
    )


class _Window:
    """The table, its feed and the heartbeat."""

    def __init__(self, client: LinkClient) -> None:
        self.city = load_city(POINTS)
        self.view = PointTableView()
        self.view.set_city(self.city)
        self.view.resize(1500, 900)
        self.is_fed_by_hand = True
        self.received = 0
        self._client = client
        self._clock = SystemClock()
        self._live = LiveState(self.city, self._clock)
        self._keys = city_keys(self.city)
        self._rng = np.random.default_rng(1)
        self._timers = [_timer(PUMP_MS, self._pump), _timer(SHOW_MS, self._show)]

    def _pump(self) -> None:
        pump(self._client, self._live)

    def _show(self) -> None:
        now_us = self._clock.now_us()
        if self.is_fed_by_hand:
            values: Float64Array = self._rng.normal(50.0, 5.0, POINTS)
            times = np.full(POINTS, now_us)
            self._live.apply(SampleBatch.from_columns(self._keys, times, now_us, values))
        state = self._live.snapshot(now_us)
        if state.recent is not None:
            self.received += len(state.recent)
        self.view.show_state(replace(state, recent=None))

    def spin(self, seconds: float) -> None:
        """Let the window run."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1_000), loop.quit)
        loop.exec()

    def beat(self, seconds: float) -> Float64Array:
        """Return the distances of heartbeats in milliseconds."""
        beats: list[float] = []
        timer = _timer(BEAT_MS, lambda: beats.append(time.perf_counter()))
        self.spin(seconds)
        timer.stop()
        distances: Float64Array = np.diff(beats) * 1e3
        return distances

    def close(self) -> None:
        """Stop everything."""
        for timer in self._timers:
            timer.stop()
        self.view.close()
        self.view.deleteLater()


def _timer(interval_ms: int, work: Callable[[], object]) -> QTimer:
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(work)
    timer.start(interval_ms)
    return timer
