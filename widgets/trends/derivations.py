"""Which series stands behind each curve that nobody recorded; nothing is read here.

A curve that cannot be made has a series that says why, so that its row says it too.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.domain.comparisons import read_comparison
from app.domain.forecasts import ForecastMethod
from app.domain.points import EngineeringUnit, Point, PointId, PointKey
from app.domain.series import SeriesFrame
from app.domain.texts import NO_TEXT
from app.services.derived.comparisons import ShiftedSeries
from app.services.derived.forecasts import ForecastSeries
from app.services.derived.formulas import FormulaSeries, formula_point, plan
from app.services.derived.historian import DerivedError, DerivedSeries, Question
from app.services.formulas import FormulaDefinition, FormulaError
from app.services.ports import HistorianReader
from widgets.trends.model import PlotModel, Trace, TraceKind

HORIZON_H: Final = 48
"""How far forecasts reach."""

HORIZON_US: Final = HORIZON_H * 3_600_000_000

_NO_UNIT: Final = EngineeringUnit("", "", NO_TEXT)


@dataclass(frozen=True, slots=True)
class FaultySeries:
    """Stands for a curve that cannot be made.

    Attributes:
        sentence: Why, for the person who defined it.
    """

    sentence: str

    @property
    def inputs(self) -> tuple[PointKey, ...]:
        """It is made of nothing."""
        return ()

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:  # noqa: ARG002
        """Say why there is nothing."""
        raise DerivedError(self.sentence)


class Derivations:
    """Turns definitions into points and series; what did not change keeps its series.

    Args:
        at_us: Returns the moment the console shows, µs UTC.
    """

    def __init__(self, at_us: Callable[[], int]) -> None:
        self._at_us = at_us
        self._points: Mapping[PointId, Point] = {}
        self._zone = ZoneInfo("UTC")
        self._forecasts: dict[tuple[PointKey, str, str], ForecastSeries] = {}
        self._formulas: dict[PointKey, DerivedSeries] = {}
        self.errors: dict[PointId, FormulaError] = {}
        """What is wrong with formulas, by their ids."""

    def set_city(self, points: Mapping[PointId, Point], zone: ZoneInfo) -> None:
        """Take the recorded points, and the zone whose calendar counts."""
        self._points, self._zone = points, zone
        self._forecasts.clear()

    def read_formulas(self, definitions: Iterable[FormulaDefinition]) -> dict[PointId, Point]:
        """Take the formulas; return a point for each, also for those that cannot be computed."""
        written = [item for item in definitions if item.text.strip()]
        planned = plan(written, self._points, self._zone)
        self.errors = dict(planned.errors)
        self._formulas = dict(planned.series)
        points = dict(planned.points)
        for item in written:
            if item.id in self.errors:
                point = formula_point(item.name, item.text, _NO_UNIT, point_id=item.id)
                points[item.id] = point
                self._formulas[point.key] = FaultySeries(str(self.errors[item.id]))
        return points

    def series(self, model: PlotModel) -> dict[PointKey, DerivedSeries]:
        """Return the series of all derived curves on a plot, hidden ones and inputs too."""
        found: dict[PointKey, DerivedSeries] = dict(self._formulas)
        kept: dict[tuple[PointKey, str, str], ForecastSeries] = {}
        for trace in model.traces:
            parent = model.trace(trace.of) if trace.of is not None else None
            if parent is None:
                continue
            if trace.kind is TraceKind.COMPARISON:
                found[trace.point.key] = self._comparison(trace, parent)
            elif trace.kind is TraceKind.FORECAST:
                made = self._forecast(trace, parent)
                found[trace.point.key] = made
                if isinstance(made, ForecastSeries):
                    kept[_name_of(trace, parent)] = made
        self._forecasts = kept
        return found

    def notices(self) -> dict[PointKey, str]:
        """Return what should be known of formulas that were computed, by their numbers."""
        series = self._formulas.items()
        return {k: s.notice for k, s in series if isinstance(s, FormulaSeries) and s.notice}

    def forecast(self, point_id: PointId, model: PlotModel) -> ForecastSeries | None:
        """Return the series of a forecast on a plot, None for other curves."""
        trace = model.trace(point_id)
        parent = model.trace(trace.of) if trace is not None and trace.of is not None else None
        if trace is None or parent is None:
            return None
        return self._forecasts.get(_name_of(trace, parent))

    def _comparison(self, trace: Trace, parent: Trace) -> DerivedSeries:
        comparison = read_comparison(trace.definition)
        if comparison is None:
            return FaultySeries(_comparison_words())
        return ShiftedSeries(parent.point.key, comparison, self._zone)

    def _forecast(self, trace: Trace, parent: Trace) -> DerivedSeries:
        known = self._forecasts.get(_name_of(trace, parent))
        if known is not None:
            return known
        if trace.definition not in set(ForecastMethod):
            return FaultySeries(_method_words())
        return ForecastSeries(
            parent.point.key,
            ForecastMethod(trace.definition),
            self._zone,
            self._at_us,
            kind=parent.point.kind,
            horizon_h=HORIZON_H,
        )


def _comparison_words() -> str:
    return QCoreApplication.translate("trends", "Diesen Vergleich gibt es nicht.")


def _method_words() -> str:
    return QCoreApplication.translate("trends", "Dieses Prognoseverfahren gibt es nicht.")


def _name_of(trace: Trace, parent: Trace) -> tuple[PointKey, str, str]:
    return parent.point.key, trace.definition, parent.point.kind.value
