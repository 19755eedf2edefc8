"""The list of alarms: 5,000 of them, 100 that change at once, and a click on a heading.

A change is measured three times: from the new state to the changed model with everything its views
do at once; with the painting of the rows in sight, which is what counts; and until all that the
window system does is done, down to the pixels of a window of 1500 x 900. Half of the alarms that
change are acknowledged or raised, so that their rows move; some are new and some go. Grouped by
cause it is measured, too. Of the clicks on headings the slowest counts.
"""

import gc
import time
from dataclasses import replace
from random import Random
from statistics import median

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from app.domain.alarms import AlarmId, AlarmState
from app.domain.cities import City
from app.services.states import CityState
from benchmarks.result import Result
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.grouping import Grouping
from widgets.alarms.list import AlarmListView
from widgets.alarms.row_pictures import RowPictures
from widgets.alarms.sorting import SortOrder
from widgets.theme import theme

ALARMS = 5_000
CHANGES = 100
ROUNDS = 60
CHANGE_LIMIT_MS = 5.0
SORT_LIMIT_MS = 50.0
_SECOND = 1_000_000


def run() -> Result:
    """Measure changes and sorting; the change with its repaint counts."""
    application = QApplication.instance() or QApplication([])
    theme().apply("light")
    city = make_city(12_200)
    gc.collect()
    gc.freeze()  # as the console does after its start
    plain = _Bench(city)
    model_ms, painted_ms, whole_ms = plain.changes()
    sort_ms = plain.sorting()
    plain.close()
    grouped = _Bench(city, Grouping.CAUSE)
    grouped_ms, grouped_painted_ms, grouped_whole_ms = grouped.changes()
    grouped.close()
    application.processEvents()
    for name, three in (
        (f"change of {CHANGES}", (model_ms, painted_ms, whole_ms)),
        ("grouped by cause", (grouped_ms, grouped_painted_ms, grouped_whole_ms)),
    ):
        print("{}: model {:.2f} ms, painted {:.2f} ms, window {:.2f} ms".format(name, *three))
    print(f"sorting by a column: {sort_ms:.1f} ms")
    is_kept = painted_ms <= CHANGE_LIMIT_MS and sort_ms <= SORT_LIMIT_MS
    return Result(
        "alarm_list",
        round(painted_ms, 2),
        "ms",
        f"{CHANGE_LIMIT_MS:.0f} ms for {CHANGES} of {ALARMS:,} alarms until painted "
        f"(model alone {model_ms:.2f} ms, grouped {grouped_painted_ms:.2f} ms, with all that the "
        f"window system does {whole_ms:.2f} ms); "
        f"sorting {sort_ms:.1f} ms of {SORT_LIMIT_MS:.0f}",
        round(painted_ms / CHANGE_LIMIT_MS, 3),
        f"<= {CHANGE_LIMIT_MS:.0f} ms; sorting <= {SORT_LIMIT_MS:.0f} ms",
        is_kept,
    )


class _Paints:
    """Measures how long the rows of a table are painted."""

    def __init__(self, pictures: RowPictures) -> None:
        self.spent_s = 0.0
        self._paint = pictures.paint
        pictures.paint = self.paint  # type: ignore[method-assign]  # a watch on one object

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint, and look at the clock."""
        began = time.perf_counter()
        self._paint(painter, area)
        self.spent_s += time.perf_counter() - began


class _Bench:
    """A list in a window of its own, and alarms that change."""

    def __init__(self, city: City, grouping: Grouping = Grouping.NONE) -> None:
        self._chance = Random(4)  # noqa: S311 -- chance, not secrets
        self._city = city
        self._at_us = START_US
        rules = [rule.id for rule in city.rules]
        self._spare = rules[ALARMS:]
        self.alarms: dict[AlarmId, AlarmState] = {
            name: make_alarm(
                raised_us=START_US - place * _SECOND, by="" if place % 3 else "M. Beispiel"
            )
            for place, name in enumerate(rules[:ALARMS])
        }
        assert len(self.alarms) == ALARMS
        self._frame = make_state(city, alarms=self.alarms, changed=())
        self._view = AlarmListView()
        self._view.resize(1_500, 900)
        self._view.set_city(city)
        self._view.group_by(grouping)
        self._paints = _Paints(self._view.table.pictures)
        self._view.show()
        self._show()

    def changes(self) -> tuple[float, float, float]:
        """Return how long a change takes in ms: the model, with painted rows, all of it."""
        model, painted, whole = [], [], []
        for _ in range(ROUNDS):
            state = self._next()
            self._paints.spent_s = 0.0
            began = time.perf_counter()
            self._view.show_state(state)
            known = time.perf_counter()
            QCoreApplication.sendPostedEvents()  # among them the repaint, down to the pixels
            whole.append(time.perf_counter() - began)
            model.append(known - began)
            painted.append(known - began + self._paints.spent_s)
            QCoreApplication.processEvents()
        return median(model) * 1e3, median(painted) * 1e3, median(whole) * 1e3

    def sorting(self) -> float:
        """Return how long the slowest click on a heading takes until it is painted, in ms."""
        worst = 0.0
        for column in AlarmColumn:
            for is_descending in (False, True):
                began = time.perf_counter()
                self._view.sort_by(SortOrder(column, is_descending))
                QCoreApplication.sendPostedEvents()
                took = (time.perf_counter() - began) * 1e3
                print(f"{column.name} {'down' if is_descending else 'up'}: {took:.1f} ms")
                worst = max(worst, took)
                QCoreApplication.processEvents()
        return worst

    def close(self) -> None:
        """Close the window."""
        self._view.close()
        self._view.deleteLater()

    def _show(self) -> None:
        self._view.show_state(self._frame)
        QCoreApplication.processEvents()

    def _next(self) -> CityState:
        """Return a state in which some alarms changed."""
        self._at_us += _SECOND
        alarms = dict(self.alarms)
        for place, name in enumerate(self._chance.sample(sorted(alarms), CHANGES - 20)):
            state = alarms[name]
            if place % 2:
                alarms[name] = replace(state, value=self._chance.uniform(40.0, 120.0))
            elif state.is_acknowledged:
                alarms[name] = replace(state, is_acknowledged=False, raised_us=self._at_us)
            else:
                alarms[name] = replace(state, is_acknowledged=True, acknowledged_by="M. Beispiel")
        for name in self._chance.sample(sorted(alarms), 10):
            del alarms[name]
            self._spare.append(name)
        for _ in range(10):
            name = self._spare.pop(self._chance.randrange(len(self._spare)))
            alarms[name] = make_alarm(raised_us=self._at_us)
        self.alarms = alarms
        return replace(self._frame, at_us=self._at_us, alarms=alarms)
