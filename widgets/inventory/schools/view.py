"""The schools: a list of all, the card of one, the sum of all, a report as a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Commit
from app.domain.inventory.records import Key
from app.domain.inventory.replacements import due_assets
from app.domain.inventory.schools import SchoolFigures, together
from app.domain.local_times import at_local
from app.services.clocks import SystemClock
from app.services.inventory.exports.requests import ExportError
from app.services.inventory.reports import write_report
from app.services.inventory.schools import CitySchools
from app.services.ports import Clock
from app.services.states import CityState
from widgets.background import Background
from widgets.filter_box import FilterBox
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import InventoryPane, OpenReader
from widgets.inventory.schools.card import SchoolCard
from widgets.inventory.schools.cells import CellTable
from widgets.inventory.schools.figures import due_query
from widgets.inventory.schools.forecast import Outlook, look_ahead
from widgets.inventory.schools.model import Column, SchoolsModel
from widgets.inventory.schools.reading import SchoolsReading
from widgets.inventory.schools.report import schools_report
from widgets.inventory.schools.table import SchoolsTable
from widgets.inventory.schools.words import euro_text
from widgets.placeholders import Stage
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_KINDS: Final = frozenset(
    {"school", "site", "asset", "asset_type", "fund", "finding", "licence", "licence_seat",
     "contract", "vendor", "wlan", "relation"}
)  # fmt: skip
"""Changes of these kinds change what is shown."""


class SchoolsPane(InventoryPane):
    """Shows how schools are equipped.

    Attributes:
        clock: Tells the present day.

    Signals:
        query_requested: Exactly these records are wanted in the table (`Query`).
    """

    query_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = SystemClock()
        self.schools: CitySchools | None = None
        self._zone = ZoneInfo("Europe/Berlin")
        self.reading = SchoolsReading(self)
        self._ahead = Background(self, "inventory-forecast")
        self._looks: dict[bool, int] = {False: 0, True: 0}
        self._is_stale = False
        self._day = date.min
        self._site = ""
        self.model = SchoolsModel(self)
        self.table = SchoolsTable(self.model)
        self.filter = FilterBox()
        self.export = QPushButton()
        self.card, self.whole = SchoolCard(), SchoolCard(is_city=True)
        self.ranking = CellTable(most=12)
        self.tabs = QTabWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.stage = Stage(self.split)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.export)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.card, "")
        self.tabs.addTab(self.whole, "")
        self.whole.sections["ranking"].column.addWidget(self.ranking)
        self.split.addWidget(left)
        self.split.addWidget(self.tabs)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([10_600, 9_400])
        self.split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stage)

    def _connect(self) -> None:
        self.reading.schools_read.connect(self._take)
        self.reading.papers_read.connect(self.card.show_papers)
        self.reading.failed.connect(self._fail)
        self.filter.textChanged.connect(self._choose)
        self.filter.left.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._selected())
        self.table.activated.connect(lambda _: self.open_requested.emit(Key("site", self._site)))
        self.export.clicked.connect(self.ask_export)
        self.ranking.chosen.connect(self._choose_ranked)
        for card, is_city in ((self.card, False), (self.whole, True)):
            card.query_wanted.connect(self.query_requested)
            card.key_wanted.connect(self.open_requested)
            card.points_wanted.connect(self.points_selected)
            card.due_wanted.connect(lambda year, one=card: self._ask_due(one, year))
            card.forecast.assumed.connect(lambda is_city=is_city: self._look(is_city=is_city))

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self._read()

    @override
    def set_city(self, city: City) -> None:
        self._zone = ZoneInfo(city.time_zone)
        self.card.live.set_city(city)

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        if state.is_live and self.schools is not None and self._day != self.today():
            self._read()  # a new day: support and warranties end
        self.card.live.show_state(state)

    @override
    def show_commit(self, commit: Commit) -> None:
        if self.moment is not None or not any(key.kind in _KINDS for key in commit.changed):
            return
        if self.isVisible():
            self._read()
        else:
            self._is_stale = True

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self._read()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        for key in keys:
            for one in self.model.figures:
                if key.uid in {one.school.uid, one.school.site}:
                    self._select(one.school.site)
                    return

    @override
    def save_state(self) -> dict[str, Any]:
        return {"site": self._site, "tab": self.tabs.currentIndex()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self._site = str(state.get("site") or "")
        self.tabs.setCurrentIndex(1 if state.get("tab") == 1 else 0)

    def close_feed(self) -> None:
        """End the threads that read and compute."""
        self.reading.close()
        self._ahead.close()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def today(self) -> date:
        """Return the day in the city, at the moment shown."""
        now = self.clock.now_us() if self.moment is None else self.moment
        return at_local(now, self._zone).date()

    # ---- reading -------------------------------------------------------------------------------
    def _read(self) -> None:
        if self.open_reader is not None:
            self._is_stale, self._day = False, self.today()
            self.reading.read(self.open_reader, self._day, self.moment)

    def _take(self, found: CitySchools) -> None:
        self.schools = found
        site = self._site
        self.model.take(found.figures)
        if not found.figures:
            self._show_empty()
            return
        self.stage.show_content()
        self._select(site if site in found.sites else self.model.shown[0].school.site)
        self._show_one()
        self.whole.show_figures(found, together(found.figures), found.sites)
        self._look(is_city=True)

    def _fail(self, why: str) -> None:
        sentence = self.tr("Die Schulen lassen sich nicht lesen: {0}")
        self.stage.show_message("mdi6.database-alert-outline", sentence.format(why))

    def _show_empty(self) -> None:
        text = self.tr("Im Bestand steht noch keine Schule.")
        if self.moment is not None:
            text = self.tr("Zu diesem Zeitpunkt stand keine Schule im Bestand.")
        self.stage.show_message("mdi6.school-outline", text)

    def _read_papers(self) -> None:
        if self.open_reader is not None and self.schools is not None:
            self.reading.read_papers(self.open_reader, self.schools, self._site, self.moment)

    # ---- one school ----------------------------------------------------------------------------
    def _choose(self, text: str) -> None:
        site = self._site
        self.model.choose(text)
        self._select(site)

    def _row(self, site: str) -> int:
        rows = [row for row, one in enumerate(self.model.shown) if one.school.site == site]
        return rows[0] if rows else -1

    def _select(self, site: str) -> None:
        """Select a school without telling anybody."""
        row = self._row(site)
        if row < 0:
            return
        is_other, self._site = site != self._site, site
        self.table.choose(row)
        if is_other:
            self._show_one()

    def _selected(self) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.model.shown):
            return
        school = self.model.shown[row].school
        if school.site == self._site:
            return
        self._site = school.site
        self.tabs.setCurrentWidget(self.card)
        self._show_one()
        self.keys_selected.emit([Key("site", school.site)])

    def one(self) -> SchoolFigures | None:
        """Return the figures of the selected school."""
        found = (one for one in self.model.figures if one.school.site == self._site)
        return next(found, None)

    def _show_one(self) -> None:
        one = self.one()
        if one is not None and self.schools is not None:
            self.card.show_figures(self.schools, one, (one.school.site,))
            self._read_papers()
            self._look(is_city=False)

    # ---- what is to come -----------------------------------------------------------------------
    def _look(self, *, is_city: bool) -> None:
        schools, card = self.schools, self.whole if is_city else self.card
        if schools is None or not card.sites:
            return
        self._looks[is_city] += 1
        wish, sites = self._looks[is_city], card.sites
        assumed = card.forecast.what_if(schools.today.year)

        def take(outlook: Outlook) -> None:
            if wish == self._looks[is_city]:
                card.forecast.show_outlook(outlook)
                if is_city:
                    self._show_ranking(outlook)

        self._ahead.ask(self, lambda: look_ahead(schools, sites, assumed), take, self._fail)

    def _show_ranking(self, outlook: Outlook) -> None:
        """Show the schools, those that miss most targets first, then the dearest replacement."""
        costs = outlook.forecast.costs(lambda need: need.site)
        rows = []
        for one in self.ranked(outlook):
            cost = sum(costs.get(one.school.site, {}).values())
            rows.append((one.school.name, count(one.misses), euro_text(cost)))
        heads = (self.tr("Schule"), self.tr("verfehlte Ziele"), self.tr("Ersatz in zehn Jahren"))
        self.ranking.show_cells(self.tr("Schulen nach verfehlten Zielen"), heads, rows)
        section = self.whole.sections["ranking"]
        section.button.setText(self.tr("Rangfolge"))
        section.button.setAccessibleName(self.tr("Rangfolge"))
        section.show()

    def ranked(self, outlook: Outlook) -> list[SchoolFigures]:
        """Return the schools, those that miss most targets first, then the dearest."""
        costs = outlook.forecast.costs(lambda need: need.site)
        return sorted(
            self.schools.figures if self.schools is not None else (),
            key=lambda one: (-one.misses, -sum(costs.get(one.school.site, {}).values())),
        )

    def _choose_ranked(self, row: int) -> None:
        outlook = self.whole.forecast.outlook
        if outlook is not None:
            self.filter.clear()
            self._select(self.ranked(outlook)[row].school.site)
            self.tabs.setCurrentWidget(self.card)

    def _ask_due(self, card: SchoolCard, year: int) -> None:
        schools, outlook = self.schools, card.forecast.outlook
        if schools is None or outlook is None:
            return
        there = frozenset(card.sites)
        rows = [row for row in schools.assets if row.site in there]
        uids = due_assets(rows, schools.types, outlook.assumed, year)
        self.query_requested.emit(due_query(schools, uids))

    # ---- files ---------------------------------------------------------------------------------
    def ask_export(self) -> None:
        """Ask for a file and write the report of what is shown."""
        kinds = self.tr("Tabelle (*.xlsx);;Text mit Trennzeichen (*.csv);;PDF (*.pdf)")
        name, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Bericht speichern"), self.tr("Schulen.xlsx"), kinds
        )
        if name:
            path = Path(name)
            self.export_to(path if path.suffix else path.with_suffix(chosen[-6:-1].lstrip("*")))

    def export_to(self, path: Path) -> None:
        """Write the report of the school, or of all, as the suffix of a file says."""
        schools, one = self.schools, self.one()
        is_city = self.tabs.currentWidget() is self.whole
        card = self.whole if is_city else self.card
        if schools is None or (one is None and not is_city):
            return
        chosen = schools.figures if is_city or one is None else (one,)
        title = self.tr("Schulen") if is_city or one is None else one.school.name
        report = schools_report(schools, chosen, card.forecast.outlook, title, self.clock.now_us())

        def work() -> str:
            try:
                write_report(path, report)
            except ExportError as error:
                return str(error)
            return ""

        self._ahead.ask(self, work, lambda why: self._written(path, why), self._not_written)

    def _written(self, path: Path, why: str) -> None:
        done = self.tr("Der Bericht ist gespeichert: {0}").format(path.name)
        self.message_requested.emit(on_screen(why) if why else done)

    def _not_written(self, why: str) -> None:
        text = self.tr("Der Bericht lässt sich nicht speichern: {0}")
        self.message_requested.emit(text.format(why))

    # ---- looks ---------------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Schule, Ort oder „verfehlt“ suchen"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.table.setAccessibleName(self.tr("Schulen"))
        self.export.setText(self.tr("Bericht"))
        self.export.setToolTip(self.tr("Was rechts steht als XLSX, CSV oder PDF speichern."))
        self.tabs.setTabText(0, self.tr("Schule"))
        self.tabs.setTabText(1, self.tr("Alle Schulen"))
        self.card.retranslate()
        self.whole.retranslate()
        if self.whole.forecast.outlook is not None:
            self._show_ranking(self.whole.forecast.outlook)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    @override
    def apply_theme(self) -> None:
        if hasattr(self, "export"):  # the base class calls it before there is one
            self.export.setIcon(icon("mdi6.file-export-outline"))
            self.table.viewport().update()
