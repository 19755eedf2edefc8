"""What a person lays onto curves: other times, events, forecasts, formulas. Carries it out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.comparisons import (
    AnyComparison,
    Comparison,
    Shift,
    holes,
    read_comparison,
    segments,
)
from app.domain.forecasts import ForecastMethod
from app.domain.local_times import at_local
from app.domain.points import Point, PointId, PointKind
from app.services.derived.forecasts import (
    forecast_detail_text,
    forecast_error_text,
    forecast_figure_text,
)
from app.services.formulas import FormulaDefinition
from widgets.foreign_texts import on_screen
from widgets.trends.compare_events import EventDialog, events_of
from widgets.trends.date_axis import date_text
from widgets.trends.derivations import HORIZON_US, Derivations
from widgets.trends.extras_feed import ExtrasFeed
from widgets.trends.model import PlotModel, Trace, TraceKind
from widgets.trends.supply import Supply

_EVENTS_BACK_US: Final = 366 * 86_400_000_000
_HOUR_US: Final = 3_600_000_000
_DAY: Final = timedelta(days=1)


@lru_cache(64)
def missing_spans(
    start_us: int, end_us: int, comparison: Comparison, zone: ZoneInfo
) -> list[tuple[int, int]]:
    """Return what of a window cannot be compared; asked for with every picture, so it is kept."""
    return holes(segments(start_us, end_us, comparison, zone), start_us, end_us)


class Studies(QObject):
    """Changes a model's derived curves, and keeps the series behind them in step.

    Args:
        model: The trend.
        supply: Reads what is defined here.
        extras: Finds occurrences of alarms.
        at_us: Returns the moment the console shows, µs UTC.
        parent: The view dialogs stand over.

    Signals:
        changed: The model's curves are others.
        said: A sentence for the person.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        model: PlotModel,
        supply: Supply,
        extras: ExtrasFeed,
        at_us: Callable[[], int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model, self._supply, self._extras, self._view = model, supply, extras, parent
        self._at_us = at_us
        self._derivations = Derivations(at_us)
        self._zone = ZoneInfo("UTC")
        self._hour_us = 0
        self.selected: Collection[str] = ()
        """Ids of the points that are selected in the console, on the plot or not."""

    # --- series -----------------------------------------------------------------------------

    def set_city(self, points: Mapping[PointId, Point], zone: ZoneInfo) -> None:
        """Take the recorded points, and the zone whose calendar counts."""
        self._zone = zone
        self._derivations.set_city(points, zone)

    def formula_points(self, formulas: Sequence[FormulaDefinition]) -> dict[PointId, Point]:
        """Return the points of formulas, as a sheet that is opened needs them."""
        return self._derivations.read_formulas(formulas)

    def define(self) -> None:
        """Put the series behind the model's curves; to be called after every change to them."""
        model = self._model
        model.use_formulas(self._derivations.read_formulas(model.formulas))
        self._supply.define(self._derivations.series(model))
        has_forecast = any(t.kind is TraceKind.FORECAST for t in model.shown())
        model.ahead_us = HORIZON_US if has_forecast else 0

    def turn_to(self, at_us: int) -> None:
        """Forecast anew when another hour is shown."""
        hour_us = at_us - at_us % _HOUR_US
        if hour_us != self._hour_us:
            self._hour_us = hour_us
            self._supply.renew(
                t.point.key for t in self._model.traces if t.kind is TraceKind.FORECAST
            )

    def problems(self) -> dict[PointId, str]:
        """Return why curves cannot be made, as sentences in the language of the screen."""
        errors = self._derivations.errors
        return {**self.failures(), **{name: on_screen(str(e)) for name, e in errors.items()}}

    def failures(self) -> dict[PointId, str]:
        """Return what went wrong when curves were read, as sentences."""
        failures = self._supply.failures()
        errors = self._derivations.errors
        return {
            trace.point.id: on_screen(failures[trace.point.key])
            for trace in self._model.traces
            if trace.point.key in failures and trace.point.id not in errors
        }

    def notices(self) -> dict[PointId, str]:
        """Return what should be known of formulas that could be computed."""
        notices = self._derivations.notices()
        return {
            trace.point.id: on_screen(notices[trace.point.key])
            for trace in self._model.traces
            if trace.point.key in notices
        }

    def remarks(self) -> dict[PointId, str]:
        """Return how wrong forecasts were, and what of comparisons cannot be compared."""
        found = self._forecast_texts(forecast_error_text)
        for trace in self._model.shown():
            is_compared = trace.kind is TraceKind.COMPARISON
            comparison = read_comparison(trace.definition) if is_compared else None
            words = self._missing_words(comparison) if isinstance(comparison, Comparison) else ""
            if words:
                found[trace.point.id] = words
        return found

    def figures(self) -> dict[PointId, str]:
        """Return how wrong forecasts were as figures alone, to be written on the plot."""
        return self._forecast_texts(forecast_figure_text)

    def details(self) -> dict[PointId, str]:
        """Return what forecasts rest on and how wrong they were, as sentences for a tooltip."""
        return self._forecast_texts(forecast_detail_text)

    def _forecast_texts(self, write: Callable[..., str]) -> dict[PointId, str]:
        """Return what a function of `forecasts` has to say of each forecast that was made."""
        found = {}
        for trace in self._model.shown():
            if trace.kind is not TraceKind.FORECAST:
                continue
            series = self._derivations.forecast(trace.point.id, self._model)
            if series is not None and series.latest is not None:
                words = write(series.latest, trace.point, mark=QLocale().decimalPoint())
                found[trace.point.id] = on_screen(words)
        return found

    def _missing_words(self, comparison: Comparison) -> str:
        """Return which part of the window has no counterpart; empty when all of it has one."""
        window = self._model.window
        if window is None:
            return ""
        spans = missing_spans(
            window.start_us // _HOUR_US * _HOUR_US,
            -(-window.end_us // _HOUR_US) * _HOUR_US,
            comparison,
            self._zone,
        )
        if not spans:
            return ""
        start, end = (at_local(moment, self._zone) for moment in spans[0])
        if end - start >= _DAY:
            words = self.tr("Der %1 hat kein Gegenstück.")
            return words.replace("%1", date_text(start))
        words = self.tr("%1 bis %2 hat kein Gegenstück: die Uhren wurden umgestellt.")
        return words.replace("%1", f"{date_text(start)} {start:%H:%M}").replace(
            "%2", f"{end:%H:%M}"
        )

    # --- what a person does -----------------------------------------------------------------

    def compare(self, comparison: AnyComparison) -> None:
        """Lay another time over the chosen curve, or over all."""
        added = [self._model.add_comparison(t.point.id, comparison) for t in self._targets()]
        if any(trace is not None for trace in added):
            self.changed.emit()

    def compare_by_name(self, name: str) -> None:
        """Do what the plot's own menu asks for."""
        if name in set(Comparison):
            self.compare(Comparison(name))
        elif None not in self._model.markers:
            self.overlay_markers()
        else:
            self.choose_events()

    def overlay_markers(self) -> None:
        """Lay the earlier marker over the later one."""
        first, second = self._model.markers
        if first is not None and second is not None and first != second:
            self.compare(Shift(abs(second - first)))

    def choose_events(self) -> None:
        """Ask for two events, and lay one over the other."""
        names = (self.tr("Marke A"), self.tr("Marke B"))
        dialog = EventDialog(events_of(self._model, (), names), self._zone, self._view)

        def offer(found: object) -> None:
            if isinstance(found, list):
                dialog.set_events(events_of(self._model, found, names))

        at_us = self._at_us()
        self._extras.alarms_found.connect(offer)
        points = [trace.point.id for trace in self._targets()]
        self._extras.find_alarms(points, at_us - _EVENTS_BACK_US, at_us)
        is_chosen = dialog.exec()
        self._extras.alarms_found.disconnect(offer)
        shift = dialog.shift
        dialog.deleteLater()
        if is_chosen and shift is not None:
            self.compare(shift)

    def forecast(self, method: ForecastMethod) -> None:
        """Continue the chosen curve into the future, or the only one there is."""
        targets = [t for t in self._targets() if t.point.kind is PointKind.ANALOG]
        if self._model.focus is None:
            chosen = [t for t in targets if t.point.id in self.selected]
            targets = chosen if len(chosen) == 1 else targets
        if len(targets) != 1 and self._model.focus is None:
            self.said.emit(self.tr("Bitte zuerst eine Kurve wählen, die fortgesetzt werden soll."))
            return
        if not targets:
            self.said.emit(self.tr("Nur Messwerte lassen sich in die Zukunft fortsetzen."))
            return
        for trace in targets:
            self._model.add_forecast(trace.point.id, method.value)
        self.changed.emit()

    def forecast_point(self, point_id: str) -> None:
        """Continue one curve, as the plot's own menu asks for."""
        self._model.set_focus(PointId(point_id))
        self.forecast(ForecastMethod.SEASONAL_NAIVE)

    def clear(self, kind: TraceKind) -> None:
        """Take all curves of a kind away."""
        for trace in [t for t in self._model.traces if t.kind is kind]:
            self._model.remove(trace.point.id)
        self.changed.emit()

    def take_formulas(self, formulas: Sequence[FormulaDefinition]) -> None:
        """Take the formulas as the person wrote them."""
        self._model.set_formulas(formulas, self._derivations.read_formulas(formulas))
        self.changed.emit()

    def _targets(self) -> list[Trace]:
        """Return the chosen curve, or all that are drawn; never what belongs to another one."""
        focused = self._model.trace(self._model.focus) if self._model.focus is not None else None
        if focused is not None and focused.kind.is_follower and focused.of is not None:
            focused = self._model.trace(focused.of)
        shown = [focused] if focused is not None else self._model.shown()
        return [trace for trace in shown if not trace.kind.is_follower]
