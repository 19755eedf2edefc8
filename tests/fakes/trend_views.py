"""A trends view over made-up history, ready to be used as a person would."""

from dataclasses import replace

import numpy as np
from pytestqt.qtbot import QtBot

from app.domain.points import Point, PointKind
from app.domain.samples import Float64Array, Int64Array, SampleBatch
from app.services.states import CityState
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from tests.fakes.history_curves import CurveHistory
from widgets.theme import theme
from widgets.trends.view import TrendsView

NOW = START_US
MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
CITY = make_city(60)
NO2, PM10, SIGNAL = CITY.points[0], CITY.points[1], CITY.points[5]


def wavy_history() -> CurveHistory:
    """Return 400 days of waves; states change with the hours."""
    states = {point.key for point in CITY.points if point.kind is PointKind.STATE}

    def shape(key: int, time: Int64Array) -> Float64Array:
        if key in states:
            return (time // HOUR % 3).astype(np.float64)
        return 30 + 10 * np.sin(time / DAY * 2 * np.pi)

    return CurveHistory(shape, first_us=NOW - 400 * DAY, last_us=NOW)


def make_view(qtbot: QtBot, history: CurveHistory) -> TrendsView:
    """Return a view on screen that has shown its first live state."""
    theme().apply("light")
    view = TrendsView()
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.set_city(CITY)
    view.set_history(history)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(make_state(CITY, at_us=NOW))
    return view


def settle(qtbot: QtBot, view: TrendsView) -> None:
    """Wait until everything asked for is shown."""
    qtbot.waitUntil(lambda: view.is_idle)
    view.plot.repaint()


def with_points(qtbot: QtBot, view: TrendsView, *points: Point) -> None:
    """Add points and wait for their curves."""
    view.add_points([point.id for point in points])
    settle(qtbot, view)


def live_state(at_us: int, value: float | None = None, *, point: Point = NO2) -> CityState:
    """Return a live state, with a sample of a point."""
    time, values = ([], []) if value is None else ([at_us], [value])
    batch = SampleBatch.from_columns([point.key] * len(time), time, at_us, values)
    return replace(make_state(CITY, at_us=at_us, changed=()), recent=batch)


def past_state(at_us: int) -> CityState:
    """Return a state of the past."""
    return make_state(CITY, at_us=at_us, is_live=False)
