"""One analysis on screen, in German, with a made-up history behind it."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.points import PointKey, PointKind
from app.domain.samples import Float64Array, Int64Array
from tests.fakes.analysis import (
    CITY,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    CountedCurves,
)
from tests.fakes.city import make_state
from widgets.theme import theme
from widgets.trends.analysis import AnalysisView
from widgets.trends.analysis import desk as desk_module
from widgets.trends.analysis import waiting as waiting_module


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def history() -> CountedCurves:
    states = {point.key for point in CITY.points if point.kind is PointKind.STATE}
    number = {point.key: i for i, point in enumerate(CITY.points)}

    def shape(key: int, time: Int64Array) -> Float64Array:
        if key in states:
            return (time // HOUR % 3).astype(np.float64)
        noise = (time // (10 * MINUTE) * 7_919 + number[PointKey(key)] * 131) % 101 / 20
        return np.asarray(30 + 10 * np.sin(time / DAY * 2 * np.pi) + noise, np.float64)

    return CountedCurves(shape, interval_us=10 * MINUTE, first_us=NOW - 60 * DAY, last_us=NOW)


@pytest.fixture
def view(
    qtbot: QtBot, history: CountedCurves, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AnalysisView]:
    theme().apply("light")
    monkeypatch.setattr(desk_module, "DEBOUNCE_MS", 20)
    monkeypatch.setattr(waiting_module, "SHOWN_AFTER_MS", 60)
    view = AnalysisView()
    qtbot.addWidget(view)
    view.resize(1_100, 640)
    view.set_city(CITY)
    view.set_history(history)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(make_state(CITY, at_us=NOW))
    yield view
    history.gate.set()
    view.close()
