"""The analysis of what the trends show: figures, histogram, duration curve, carpet, scatter."""

from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QTabWidget, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import PointId
from app.domain.samples import NO_TIME
from app.services.ports import HistorianReader
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.analysis.carpet_page import CarpetPage
from widgets.trends.analysis.desk import Desk
from widgets.trends.analysis.durations_page import DurationPage
from widgets.trends.analysis.figures_page import FiguresPage
from widgets.trends.analysis.histogram_page import HistogramPage
from widgets.trends.analysis.origins import origin_of
from widgets.trends.analysis.page import Page
from widgets.trends.analysis.readings import Reading
from widgets.trends.analysis.saving import Saver
from widgets.trends.analysis.scatter_page import ScatterPage
from widgets.trends.analysis.waiting import WaitingBar
from widgets.trends.analysis.worker import Worker
from widgets.trends.date_axis import DateAxis
from widgets.trends.model import Trace, Window
from widgets.views import View

_ICON: Final = QSize(18, 18)


class AnalysisView(View):
    """Analyses the visible range; reads in the background, and only while it can be seen.

    Signals:
        time_requested: A moment was opened (object: µs UTC); the trends and the time bus may go
            there.
    """

    time_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city: City | None = None
        self._maker: Worker | None = None
        self._reading: Reading | None = None
        self._making: Page | None = None
        self._error = ""
        self.desk = Desk(self)
        self.pages: tuple[Page, ...] = (
            FiguresPage(), HistogramPage(), DurationPage(), CarpetPage(), ScatterPage(),
        )  # fmt: skip
        self.tabs = QTabWidget()
        self.stage = Stage(self.tabs)
        self.waiting = WaitingBar()
        self.origin = ElidedLabel()
        self.save = QToolButton()
        self.saver = Saver(self)
        self._menu = QMenu(self)
        self._actions = [self._menu.addAction("") for _ in range(4)]
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._show_stage()

    def _arrange(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for page in self.pages:
            self.tabs.addTab(page, page.title())
        self.save.setMenu(self._menu)
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.save.setIconSize(_ICON)
        self.tabs.setCornerWidget(self.save)
        self.origin.setObjectName("muted")
        self.origin.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.waiting)
        column.addWidget(self.stage, 1)
        column.addWidget(self.origin)
        self.setFocusProxy(self.tabs)

    def _connect(self) -> None:
        self.desk.began.connect(self._begin)
        self.desk.progressed.connect(self.waiting.show_share)
        self.desk.arrived.connect(self._take)
        self.desk.failed.connect(self._fail)
        self.tabs.currentChanged.connect(lambda _: self._make())
        self.stage.action_requested.connect(self._act)
        self.waiting.cancel_requested.connect(self.cancel)
        self.saver.finished.connect(self.message_requested)
        for page in self.pages:
            page.changed.connect(self._make)
            page.time_requested.connect(self.time_requested)
            page.menu_requested.connect(self._pop_up)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(lambda: self.saver.copy_table(self.page))
        acts = (
            lambda: self.saver.copy_table(self.page),
            lambda: self.saver.copy_image(self.page, self.origin_lines()),
            lambda: self.saver.offer_table(self, self.page, self.origin_lines()),
            lambda: self.saver.offer_image(self, self.page, self.origin_lines()),
        )
        for action, act in zip(self._actions, acts, strict=True):
            action.triggered.connect(act)

    # --- what the console gives -------------------------------------------------------------

    def set_history(self, reader: HistorianReader) -> None:
        """Read from here; the reader stays the caller's and is not closed."""
        self.close_feed()
        self._maker = Worker("analysis-maker", self)
        self._maker.finished.connect(self._show_made)
        self._maker.failed.connect(self._fail)
        self.desk.set_reader(reader)

    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self._reading = None
        self.desk.set_zone(ZoneInfo(city.time_zone))
        self._show_stage()

    @override
    def set_rules(self, city: City) -> None:
        self._city = city

    @override
    def show_state(self, state: CityState) -> None:
        self.desk.now_us = state.at_us if state.is_live else None

    def show_range(self, window: Window, traces: Sequence[Trace]) -> None:
        """Analyse a range of the trends; forecasts among the curves are passed over."""
        self.desk.want(window, traces)
        self._show_stage()

    def show_focus(self, point_id: PointId | None) -> None:
        """Make the focused curve that of histogram, carpet and x of the scatter."""
        if point_id is None or all(page.focus_id == point_id for page in self.pages):
            return
        for page in self.pages:
            page.set_focus(point_id)
        self._make()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        shown = {trace.point.id for trace in self.desk.traces}
        self.show_focus(next((PointId(name) for name in point_ids if name in shown), None))

    def _act(self) -> None:
        """Go to where there are data, or read once more."""
        reading = self._reading
        if not self._error and reading is not None and reading.since_us != NO_TIME:
            self.time_requested.emit(reading.since_us)
        else:
            self.retry()

    def retry(self) -> None:
        """Read once more."""
        self._error = ""
        self.desk.retry()

    def cancel(self) -> None:
        """Stop reading; what was there before stays."""
        self.desk.cancel()
        self.waiting.end()
        self._error = self.tr("Die Auswertung wurde abgebrochen.")
        self._show_stage()

    def close_feed(self) -> None:
        """End the threads; the view shows what it has."""
        self.desk.close()
        self.waiting.end()
        if self._maker is not None:
            self._maker.close()
            self._maker.deleteLater()
        self._maker = None

    @override
    def close(self) -> bool:
        self.close_feed()
        self.stage.placeholder.rest()
        return super().close()

    @property
    def is_idle(self) -> bool:
        """True when nothing is read or made, and nothing waits to be."""
        return self.desk.is_idle and (self._maker is None or self._maker.is_idle)

    @property
    def page(self) -> Page:
        """The tab in front."""
        return self.pages[max(self.tabs.currentIndex(), 0)]

    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "tab": self.page.name,
            "pages": {page.name: page.save_state() for page in self.pages},
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        saved = state.get("pages")
        for place, page in enumerate(self.pages):
            own = saved.get(page.name) if isinstance(saved, dict) else None
            if isinstance(own, dict):
                page.restore_state(own)
            if page.name == state.get("tab"):
                self.tabs.setCurrentIndex(place)

    # --- reading ----------------------------------------------------------------------------

    def _begin(self) -> None:
        """A reading begins, or there is nothing to read."""
        self._error = ""
        if self.desk.is_idle:
            self._reading = None
        else:
            self.waiting.begin()
        self._show_stage()

    def _take(self, reading: Reading) -> None:
        self.waiting.end()
        self._reading = reading
        self._make()
        self._show_stage()

    def _fail(self, reason: str) -> None:
        self.waiting.end()
        sentence = self.tr("Die Historie kann gerade nicht gelesen werden: %1")
        self._error = sentence.replace("%1", on_screen(reason))
        self._show_stage()

    # --- showing ----------------------------------------------------------------------------

    def _make(self) -> None:
        """Have the tab in front made of what was read."""
        if self._reading is None or self._maker is None or not self._reading.has_data:
            return
        job = self.page.job(self._reading)
        self._making = self.page
        if job is not None:
            self._maker.ask(lambda _: job())

    def _show_made(self, result: object) -> None:
        if self._making is self.page and self._reading is not None:
            self.page.show_result(self._reading, result)

    def _show_stage(self) -> None:
        self.origin.setText(" · ".join(f"{name}: {words}" for name, words in self.origin_lines()))
        has_content = self._reading is not None and self._reading.has_data
        self.save.setEnabled(has_content)
        again = self.tr("Erneut auswerten")
        if not self.desk.traces:
            self.stage.show_message(
                "mdi6.chart-box-outline",
                self.tr("Hier wird ausgewertet, was in den Verläufen zu sehen ist."),
            )
        elif self.desk.window is None:
            self.stage.show_message(
                "mdi6.clock-outline",
                self.tr("Der Zeitraum liegt in der Zukunft; Messwerte gibt es noch keine."),
            )
        elif has_content:
            self.stage.show_content()
            self.stage.notice.show_notice(
                "mdi6.alert-circle-outline", self._error, again if self._error else ""
            )
        elif self._error:
            self.stage.show_message("mdi6.database-alert-outline", self._error, again)
        elif self._reading is None or not self.is_idle:
            self.stage.show_loading()
        else:
            self._show_emptiness(self._reading)

    def _show_emptiness(self, reading: Reading) -> None:
        """Say that there are no data, and since when there are."""
        sentence, action = self.tr("In diesem Zeitraum gibt es keine Daten."), ""
        if reading.since_us != NO_TIME:
            since = DateAxis(reading.zone).moment_text(reading.since_us, reading.window.span_us)
            sentence = self.tr("In diesem Zeitraum gibt es keine Daten. Daten gibt es seit %1.")
            sentence, action = sentence.replace("%1", since), self.tr("Dorthin")
        self.stage.show_message("mdi6.calendar-blank-outline", sentence, action)

    def origin_lines(self) -> list[tuple[str, str]]:
        """Return where the figures come from: city, range, zone, tier; as (name, words)."""
        if self._reading is None or self._city is None:
            return []
        return origin_of(self._reading, self._city)

    @override
    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Auswertung"))
        self.tabs.setAccessibleName(self.tr("Auswertungen"))
        self.save.setText(self.tr("Speichern"))
        self.save.setAccessibleName(self.tr("Auswertung speichern oder kopieren"))
        texts = (
            self.tr("Werte kopieren"),
            self.tr("Bild kopieren"),
            self.tr("Als Tabelle speichern …"),
            self.tr("Als Bild speichern …"),
        )
        for action, text in zip(self._actions, texts, strict=True):
            action.setText(text)
        self.waiting.retranslate()
        for place, page in enumerate(self.pages):
            page.retranslate()
            self.tabs.setTabText(place, page.title())
        self._make()
        self._show_stage()

    @override
    def apply_theme(self) -> None:
        self.save.setIcon(icon("mdi6.export-variant"))

    # --- hands ------------------------------------------------------------------------------

    def _pop_up(self, place: QPoint) -> None:
        if self.save.isEnabled():
            self._menu.popup(place)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pop_up(event.globalPos())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.desk.set_open(is_open=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.desk.set_open(is_open=False)
        super().hideEvent(event)
