"""Shows in all parts of the trends view what model and data say now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.domain.cities import City
from app.domain.points import PointId
from app.domain.series import SeriesFrame
from widgets.trends.export.facts import range_words
from widgets.trends.extras import Extras
from widgets.trends.legend_model import LegendRow
from widgets.trends.model import Mode, Window
from widgets.trends.parts import TrendParts
from widgets.trends.pictures import Moments
from widgets.trends.readouts import legend_rows, moment_title, source_names

_READING_MS: Final = 100
"""While the past is played, the figures of the legend change ten times a second at most."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the plot was given last, but for the moment."""

    revision: int
    frames: Mapping[PointId, SeriesFrame]
    extras: Extras
    city: City | None
    is_live: bool

    def is_same(self, other: "_Drawn") -> bool:
        """Tell whether the very same is to be drawn again."""
        return (
            self.revision == other.revision
            and self.extras is other.extras
            and self.city is other.city
            and self.is_live == other.is_live
            and self.frames.keys() == other.frames.keys()
            and all(frame is other.frames[name] for name, frame in self.frames.items())
        )


class Presenter(QObject):
    """Renders; asks for nothing and changes nothing but what is seen.

    Args:
        view: The view whose parts are filled.

    Signals:
        shown: Everything is as the model says.
    """

    shown = Signal()

    def __init__(self, view: TrendParts) -> None:
        super().__init__(view)
        self._view = view
        self.frames: Mapping[PointId, SeriesFrame] = {}
        self._drawn: _Drawn | None = None
        self._is_behind = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_READING_MS)
        self._pause.timeout.connect(self._catch_up)

    def show(self, *, is_for_moment: bool = False) -> None:
        """Show what is at hand.

        Args:
            is_for_moment: True when nothing may have changed but the moment.
        """
        view = self._view
        window, state = view.model.window, view.state
        frames: dict[PointId, SeriesFrame] = {}
        if view.model.traces and window is not None:
            frames = view.supply.frames(window, view.plot.width_px)
        moments = Moments(
            state.at_us if state is not None else None,
            is_live=state is None or state.is_live,
        )
        extras = view.extras.extras
        drawn = _Drawn(view.model.revision, frames, extras, view.city, moments.is_live)
        is_same = is_for_moment and self._drawn is not None and self._drawn.is_same(drawn)
        self.frames, self._drawn = frames, drawn
        if is_same and not moments.is_live:
            # Only the moment moved, as while the past is played: nothing has to be painted anew.
            view.plot.set_moments(moments)
            self._show_readings_soon()
            return
        view.exporter.set_extras(extras)
        figures, problems = view.studies.figures(), view.studies.problems()
        for trace in view.model.traces:
            trace.remark = figures.get(trace.point.id, "")
            trace.is_faulty = trace.point.id in problems
        view.plot.set_content(frames, view.rules, moments, extras)
        self._show_bars(window)
        self.show_readings()
        view.remarks.show(view.plot.picture())
        self._show_stage()
        self.shown.emit()

    def _show_readings_soon(self) -> None:
        """Show the values at once, then no oftener than a person can read them."""
        if self._pause.isActive():
            self._is_behind = True
            return
        self._pause.start()
        self.show_readings()

    def _catch_up(self) -> None:
        if self._is_behind:
            self._is_behind = False
            self._show_readings_soon()

    def end(self) -> None:
        """Show nothing any more; the view is about to go."""
        self._pause.stop()

    def show_sheet(self) -> None:
        """Say which sheet is open and whether it is saved."""
        view, keeper = self._view, self._view.keeper
        view.exporter.title = keeper.name
        view.sheet_bar.show_sheet(
            keeper.name, is_locked=keeper.is_locked, is_changed=keeper.is_changed
        )

    def show_readings(self) -> None:
        """Show the values at the cursor in the legend, or why there are none."""
        view = self._view
        model, cursor_us = view.model, view.plot.cursor_us
        picture = view.plot.picture() if model.traces else None
        rows = legend_rows(model, picture, self.frames, cursor_us, source_names(view.city))
        said, problems = view.studies.remarks(), view.studies.problems()
        if said or problems:
            # What is wrong with a curve stands beside its name, where there is always room.
            details = view.studies.details()
            rows = [_told(row, said, problems, details) for row in rows]
        view.legend.set_rows(rows, moment_title(view.plot.axis, picture, cursor_us))
        view.legend.mark(model.focus)

    def _show_bars(self, window: Window | None) -> None:
        view, model = self._view, self._view.model
        words, zone = "", ""
        if window is not None and view.city is not None:
            words, zone = range_words(window, view.zone), view.city.time_zone
        view.bar.show_window(words, zone, model.span_us)
        view.bar.show_modes(
            is_live=model.mode is Mode.LIVE,
            can_go_back=model.can_go_back,
            can_go_forward=model.can_go_forward,
        )
        view.bar.set_exportable(is_exportable=bool(self.frames))
        view.sheet_bar.show_chances(
            can_undo=model.can_undo,
            can_redo=model.can_redo,
            has_curves=bool(model.traces),
            has_markers=None not in model.markers,
        )
        self.show_sheet()

    def _show_stage(self) -> None:
        view = self._view
        stage = view.stage
        is_loading = view.supply.is_waiting and not view.remarks.has_error
        if not view.model.traces and not view.model.formulas and not view.sheet.has_panel:
            stage.show_message(
                "mdi6.chart-line",
                QCoreApplication.translate(
                    "TrendsView", "Ziehen Sie Datenpunkte hierher, um ihren Verlauf zu sehen."
                ),
                QCoreApplication.translate("TrendsView", "Datenpunkt suchen"),
            )
        elif view.model.traces and (view.model.window is None or (not self.frames and is_loading)):
            stage.show_loading()
        elif not stage.is_content_shown:
            stage.placeholder.show_message("", "")
            stage.show_content()


def _told(
    row: LegendRow,
    remarks: Mapping[PointId, str],
    problems: Mapping[PointId, str],
    details: Mapping[PointId, str],
) -> LegendRow:
    """Return a row with what is to be said of it."""
    name = row.point.id
    told = problems.get(name) or remarks.get(name) or row.place
    return replace(row, place=told, detail=details.get(name, ""), is_faulty=name in problems)
