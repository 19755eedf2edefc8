"""The page of the trends: the points to choose from, the plots, and what is said about them."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QToolButton
from PySide6QtAds import ads
from typing_extensions import override

from app.console.page import AREA_BOTTOM, AREA_CENTER, AREA_LEFT, DockPage
from app.console.rail import WorkspaceSpec
from app.console.why import add_card, title_card
from app.services.ports import HistorianReader, JournalReader
from widgets.annotations.view import AnnotationsView
from widgets.points.view import PointTableView
from widgets.trends.analysis import AnalysisView
from widgets.trends.view import TrendsView
from widgets.why import WhyCard

if TYPE_CHECKING:
    from app.console.console import Console

_EVEN: Final = (3, 2)
_HIGH: Final = (2, 1)
"""How the trends and what stands below share the height, without formulas and with them."""


class TrendsPage(DockPage):
    """Verläufe: the points to choose from, the plots, their analysis, and notes.

    Args:
        spec: The workspace.
        history: Where the past is read; None until there is one.
        journal: Where alarms and limits over time are read; None until there is one.
    """

    def __init__(
        self,
        spec: WorkspaceSpec,
        history: HistorianReader | None,
        journal: JournalReader | None = None,
    ) -> None:
        super().__init__(spec)
        self.trends = TrendsView()
        self.table = PointTableView(is_compact=True)
        self.analysis = AnalysisView()
        self.notes = AnnotationsView()
        self.add_view("trends", self.trends, AREA_CENTER)
        self.add_view("points", self.table, AREA_LEFT)
        self.add_view("analysis", self.analysis, AREA_BOTTOM, beside="trends")
        self.add_view("notes", self.notes, AREA_CENTER, beside="analysis")
        self.why = WhyCard()
        add_card(self, self.why)
        self.share({"points": (2, 7, 3), "analysis": _EVEN})
        bar = self.trends.sheet_bar
        bar.formulas_toggled.connect(self._make_room)
        bar.offer_docks(is_offered=True)
        self._switch("analysis", bar.analysis)
        self._switch("notes", bar.notes)
        self.trends.range_changed.connect(self.analysis.show_range)
        self.trends.presenter.shown.connect(
            lambda: self.analysis.show_focus(self.trends.model.focus)
        )
        if history is not None:
            self.set_history(history)
        if journal is not None:
            self.set_journal(journal)
        self.retranslate()

    def _switch(self, name: str, button: QToolButton) -> None:
        """Let a button show and hide a dock that is away at first."""
        dock = self._docks[name]
        dock.setFeature(ads.CDockWidget.DockWidgetFeature.DockWidgetClosable, True)  # noqa: FBT003 - Qt's way
        dock.toggleView(False)  # noqa: FBT003 - Qt's way
        button.toggled.connect(partial(self._show_dock, name))
        dock.viewToggled.connect(button.setChecked)

    def _show_dock(self, name: str, is_shown: bool) -> None:  # noqa: FBT001 - a Qt signal gives it
        dock = self._docks[name]
        if dock.isClosed() == is_shown:
            dock.toggleView(is_shown)
        if is_shown:
            dock.setAsCurrentTab()
            self.shown.emit()

    def _make_room(self, has_formulas: bool) -> None:  # noqa: FBT001 - a Qt signal gives it
        """Leave the plot readable while there are formulas below it too."""
        self._shares["analysis"] = _HIGH if has_formulas else _EVEN
        if self._is_own:
            self._divide(self.size())

    @override
    def set_history(self, history: HistorianReader) -> None:
        self.trends.set_history(history)
        if self.trends.historian is not None:
            self.analysis.set_history(self.trends.historian)

    @override
    def set_journal(self, journal: JournalReader) -> None:
        self.trends.set_journal(journal)

    @override
    def retranslate(self) -> None:
        self.title("trends", QCoreApplication.translate("pages", "Verläufe"))
        self.title("points", QCoreApplication.translate("pages", "Datenpunkte"))
        self.title("analysis", QCoreApplication.translate("pages", "Auswertung"))
        self.title("notes", QCoreApplication.translate("pages", "Notizen"))
        title_card(self)


def join_trends(page: TrendsPage, console: "Console") -> None:
    """Connect the wishes of the trends to those who carry them out."""
    trends = page.trends
    surroundings = console.surroundings
    trends.set_sheets(surroundings.trend_sheets, surroundings.actor)
    trends.set_annotations(surroundings.annotations)
    trends.search_requested.connect(console.open_palette)
    trends.time_pinned.connect(partial(console.zeitzeiger.pin_from, trends))
    trends.live_requested.connect(partial(console.zeitzeiger.live_from, trends))
    trends.alarm_opened.connect(console.ways.open_alarm)
    trends.annotation_requested.connect(console.annotations.annotate)
    trends.annotation_opened.connect(console.annotations.open)
    console.annotations.changed.connect(trends.show_annotations)
    console.annotations.join(page.notes)
