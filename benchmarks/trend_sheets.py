"""A thousand trend sheets opened and closed one after the other: does memory stay as it is?

Each is a whole view with curves, a lane, a formula, yesterday beside today and a forecast; it is
shown, reads, paints, is closed and deleted. Memory is what the process holds after each fifty.
"""

import gc
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent

from app.domain.comparisons import Comparison
from app.domain.forecasts import ForecastMethod
from app.domain.points import PointId, PointKind
from app.services.formulas import FormulaDefinition
from benchmarks._trends import DAY_US, application, spin_until
from benchmarks.result import Result
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from tests.fakes.history_curves import CurveHistory
from widgets.trends.view import TrendsView

SHEETS = 1_000
WARM_UP = 200
EVERY = 50
LIMIT = 0.05
_PAGE = 4_096
CITY = make_city(60)


def run() -> Result:
    """Measure, and compare what is held with what was held after the warm-up."""
    application()
    states = {point.key for point in CITY.points if point.kind is PointKind.STATE}
    history = CurveHistory(
        lambda key, t: (
            (t // DAY_US % 3).astype(np.float64)
            if key in states
            else 30 + key % 7 + 10 * np.sin(t / DAY_US * 2 * np.pi)
        ),
        interval_us=60_000_000,
        first_us=START_US - 60 * DAY_US,
        last_us=START_US,
    )
    for _ in range(WARM_UP):
        open_and_close(history)
    first = held_mb()
    held = []
    begin = time.perf_counter()
    for number in range(1, SHEETS + 1):
        open_and_close(history)
        history.asked.clear()
        if number % EVERY == 0:
            held.append(held_mb())
            print(f"{number} sheets: {held[-1]:.1f} MB", flush=True)
    took = (time.perf_counter() - begin) / SHEETS * 1e3
    worst = max((value - first for value in held), key=abs)
    print(f"after the warm-up {first:.1f} MB, {took:.0f} ms for each sheet")
    return Result(
        "trend_sheets",
        round(held[-1], 1),
        "MB",
        f"{first:.1f} MB after {WARM_UP} sheets; furthest from it {worst:+.1f} MB",
        round(held[-1] / first, 3),
        f"flat: within {LIMIT:.0%}",
        abs(worst) <= LIMIT * first,
    )


def open_and_close(history: CurveHistory) -> None:
    """Open a sheet with everything on it, wait until it is painted, close and delete it."""
    view = TrendsView()
    view.resize(1_200, 800)
    view.set_city(CITY)
    view.set_history(history)
    view.show_state(make_state(CITY, at_us=START_US))
    view.show()
    no2 = CITY.points[0].id
    formula = FormulaDefinition(PointId("formel:1"), "Doppelt", f"[{no2}] * 2")
    view.add_points([str(CITY.points[place].id) for place in (0, 1, 2, 5)])
    view.studies.take_formulas([formula])
    view.add_points([formula.id])
    view.set_focused(str(no2))
    view.studies.compare(Comparison.YESTERDAY)
    view.studies.forecast(ForecastMethod.SEASONAL_NAIVE)
    spin_until(lambda: view.is_idle)
    view.plot.repaint()
    kinds = {trace.kind for trace in view.model.traces}
    assert len(kinds) == 4, f"only {kinds} are on the sheet"
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def held_mb() -> float:
    """Return what the process holds now, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * _PAGE / 1e6
