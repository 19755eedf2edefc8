"""The parts of the trends view, made and laid out; what they do together stands above."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.domain.points import Point, PointId, PointKind
from app.services.derived.historian import DerivedHistorian
from app.services.states import CityState
from widgets.placeholders import Stage
from widgets.trends.date_axis import DateAxis
from widgets.trends.export import TrendExporter
from widgets.trends.extras_feed import ExtrasFeed
from widgets.trends.following import Follower
from widgets.trends.legend import Legend
from widgets.trends.model import PlotModel
from widgets.trends.plot import TrendPlot
from widgets.trends.remarks import Remarks
from widgets.trends.sheet import Sheet
from widgets.trends.sheet_bar import SheetBar
from widgets.trends.sheets.keeper import SheetKeeper
from widgets.trends.sheets.menu import SheetMenu
from widgets.trends.studies import Studies
from widgets.trends.supply import Supply
from widgets.trends.toolbar import TrendBar
from widgets.views import View


class TrendParts(View):
    """Owns model, data and widgets of a trends view.

    Signals:
        search_requested: The person wants to look for a point to add.
        time_pinned: The person left the present; the right edge in µs UTC (object: int64).
        live_requested: The person wants to follow the present again.
        range_changed: The window, and the curves in it (`Window`, list of `Trace`).
        annotation_requested: Write a note to a time and points (from, to, list of point ids).
        annotation_opened: Open a note (its id).
        alarm_opened: Open an alarm (its id).
    """

    search_requested = Signal()
    time_pinned = Signal(object)
    live_requested = Signal()
    range_changed = Signal(object, object)
    annotation_requested = Signal(object, object, list)
    annotation_opened = Signal(str)
    alarm_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.city: City | None = None
        self.zone = ZoneInfo("UTC")
        self.rules: dict[PointId, list[AlarmRule]] = {}
        self.state: CityState | None = None
        self.points: dict[PointId, Point] = {}
        self.saved: Mapping[str, Any] | None = None
        self.drawn_now_us = 0
        self.model = PlotModel()
        self.follower = Follower(self.model)
        self.supply = Supply(self.model, self)
        self.extras = ExtrasFeed(self)
        self.studies = Studies(self.model, self.supply, self.extras, lambda: self.at_us, self)
        self.bar, self.sheet_bar = TrendBar(), SheetBar()
        self.plot = TrendPlot(self.model, DateAxis(self.zone))
        self.exporter = TrendExporter(self.plot, self.model, self)
        self.legend = Legend()
        self.sheet = Sheet(self.plot, self.legend)
        self.stage = Stage(self.sheet)
        self.remarks = Remarks(self.model, self.supply, self.stage.notice, self)
        self.keeper = SheetKeeper(self.content, self)
        self.sheets = SheetMenu(self.keeper, self.sheet_bar.sheet_menu, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.sheet_bar, self.bar):
            column.addWidget(part)
        column.addWidget(self.stage, 1)
        self.setAcceptDrops(True)

    @property
    def historian(self) -> DerivedHistorian | None:
        """Reads recorded and derived points; None without history."""
        return self.supply.historian

    @property
    def at_us(self) -> int:
        """The moment the view shows, µs UTC; 0 before the first state."""
        return self.state.at_us if self.state is not None else 0

    def content(self) -> dict[str, Any]:
        """Return what makes the same sheet again, as JSON-like values."""
        return {**self.model.save(), "pane_shares": list(self.plot.pane_shares)}

    @property
    def is_idle(self) -> bool:
        """True when nothing is being read and everything asked for is shown."""
        return self.supply.is_idle and self.extras.is_idle

    def log_units(self) -> list[tuple[str, bool]]:
        """Return the units whose axes may be logarithmic, with whether they are."""
        shown = [t.point for t in self.model.shown() if t.point.kind is not PointKind.STATE]
        symbols = dict.fromkeys(point.unit.symbol for point in shown)
        return [(symbol, symbol in self.model.log_units) for symbol in symbols]
