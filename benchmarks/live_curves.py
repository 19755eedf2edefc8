"""A frame of live curves: 16 and 64 curves of 3,000 samples, of which one comes in each frame.

A frame is the time from the new state to the painted window of 1600 x 900: the whole view takes the
state, adds its samples to the curves, reduces, paints plot and legend.
"""

import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from app.domain.samples import Float64Array, SampleBatch
from app.services.states import CityState
from benchmarks._trends import SECOND_US, SIZE, analog_points, application, spin_until, spread_text
from benchmarks.result import Result
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from tests.fakes.history_curves import CurveHistory
from widgets.trends.view import TrendsView

SAMPLES = 3_000
FRAMES = 60
WARM_UP = 10
LIMIT_MS = 50.0
LEAST_FPS = 10.0


def run() -> Result:
    """Measure 16 and 64 curves."""
    application()
    (few, few_busy), (many, many_busy) = measure(16), measure(64)
    frame = float(np.median(few))
    fps = 1e3 / float(np.median(many))
    print(f"16 curves: {spread_text(few)}; computing {np.median(few_busy):.1f} ms")
    print(f"64 curves: {spread_text(many)}; computing {np.median(many_busy):.1f} ms")
    return Result(
        "live_curves",
        round(frame, 2),
        "ms",
        f"{LIMIT_MS:.0f} ms for 16 curves; 64 curves at {fps:.1f} frames/s",
        round(frame / LIMIT_MS, 3),
        f"<= {LIMIT_MS:.0f} ms; 64 curves >= {LEAST_FPS:.0f} frames/s",
        frame <= LIMIT_MS and fps >= LEAST_FPS,
    )


def measure(count: int) -> tuple[Float64Array, Float64Array]:
    """Return the frames of some live curves, and how much of them was computing, in ms."""
    points = analog_points(count)
    city = replace(make_city(0), points=tuple(points))
    history = CurveHistory(
        lambda key, t: 30 + key % 7 + np.sin(t / 60e6 + key % 11) + np.sin(t / 3e6),
        interval_us=SECOND_US,
        last_us=START_US,
    )
    view = TrendsView()
    view.resize(*SIZE)
    view.set_city(city)
    view.set_history(history)
    view.show()
    view.show_state(make_state(city, at_us=START_US))
    view.model.set_span(SAMPLES * SECOND_US)
    view.add_points([str(point.id) for point in points])
    spin_until(lambda: view.is_idle)
    took: list[float] = []
    busy: list[float] = []
    for number in range(WARM_UP + FRAMES):
        state = _state(city, START_US + (number + 1) * SECOND_US, number)
        begin, begin_busy = time.perf_counter(), time.thread_time()
        view.show_state(state)
        QCoreApplication.sendPostedEvents()  # among them the repaint, down to the pixels
        took.append(time.perf_counter() - begin)
        busy.append(time.thread_time() - begin_busy)
        QCoreApplication.processEvents()
    picture = view.plot.picture()
    assert picture is not None
    assert len(picture.parts()) == count
    view.close()
    view.deleteLater()
    return np.array(took[WARM_UP:]) * 1e3, np.array(busy[WARM_UP:]) * 1e3


def _state(city: City, at_us: int, number: int) -> CityState:
    keys = [point.key for point in city.points]
    values = 30 + np.sin(number / 3.0) + np.arange(len(keys)) % 7
    batch = SampleBatch.from_columns(keys, [at_us] * len(keys), at_us, values)
    return replace(make_state(city, at_us=at_us, changed=()), recent=batch)
