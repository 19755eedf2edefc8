"""A plot with curves of three kinds of points, and what is exported of it."""

from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.annotations import Annotation
from app.domain.points import Point, PointKind
from app.domain.samples import Float64Array, Int64Array
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from tests.fakes.history_curves import CurveHistory
from widgets.theme import theme
from widgets.trends.date_axis import DateAxis
from widgets.trends.export import TrendExporter
from widgets.trends.extras import Extras
from widgets.trends.model import PlotModel
from widgets.trends.pictures import Moments
from widgets.trends.plot import TrendPlot

NOW: Final = START_US
MINUTE: Final = 60_000_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
CITY = make_city(60)
STATES = {point.key for point in CITY.points if point.kind is PointKind.STATE}


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def history() -> CurveHistory:
    def shape(key: int, time: Int64Array) -> Float64Array:
        if key in STATES:
            return (time // HOUR % 3).astype(np.float64)
        return 30 + 10 * np.sin(time / DAY * 2 * np.pi)

    return CurveHistory(shape, first_us=NOW - 400 * DAY, last_us=NOW + DAY)


class Setting:
    """A plot, what it shows, and its exporter."""

    def __init__(self, qtbot: QtBot, history: CurveHistory) -> None:
        theme().apply("light")
        self.history = history
        self.model = PlotModel()
        self.plot = TrendPlot(self.model, DateAxis(ZoneInfo(CITY.time_zone)))
        qtbot.addWidget(self.plot)
        self.plot.resize(900, 500)
        self.exporter = TrendExporter(self.plot, self.model)
        self.exporter.set_city(CITY)
        self.exporter.set_reader(history)
        self.exporter.author = "Kim"
        self.said: list[str] = []
        self.exporter.finished.connect(self.said.append)

    def show(
        self,
        points: Sequence[Point],
        start_us: int,
        end_us: int,
        notes: tuple[Annotation, ...] = (),
    ) -> None:
        """Show points over a window."""
        self.model.add(points)
        self.model.set_window(start_us, end_us)
        keys = {trace.point.key: trace.point.id for trace in self.model.traces}
        frames = self.history.query(list(keys), start_us, end_us, 900)
        extras = Extras(annotations=notes)
        found = {keys[frame.key]: frame for frame in frames}
        self.plot.set_content(found, {}, Moments(NOW, is_live=False), extras)
        self.exporter.set_extras(extras)


@pytest.fixture
def setting(qtbot: QtBot, history: CurveHistory) -> Iterator[Setting]:
    made = Setting(qtbot, history)
    yield made
    history.gate.set()
    made.exporter.close()
