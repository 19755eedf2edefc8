"""The card of one school, and of all schools together: figures, live state, ages, what hangs on it.

It is given figures and asks for records; it reads nothing itself.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key, Record
from app.domain.inventory.schools import SchoolFigures, state_conditions
from app.services.inventory.schools import CitySchools, SchoolPapers
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import FactRows, FoldSection, link_label
from widgets.inventory.fields.wording import day_text
from widgets.inventory.schools.cells import CellTable
from widgets.inventory.schools.figures import (
    TILES,
    age_bars,
    findings_query,
    tiles_of,
    year_query,
)
from widgets.inventory.schools.forecast import ForecastPanel
from widgets.inventory.schools.live import LiveList
from widgets.inventory.schools.tiles import TileGrid
from widgets.inventory.schools.words import choice_text, form_text
from widgets.kpis.bars import BarCard
from widgets.points.inspector_parts import words
from widgets.texts import DASH, count, number
from widgets.theme.tokens import GRID


class _Pair(QWidget):
    """Two widgets side by side where there is room for both, else one below the other."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = left, right
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2 * GRID)
        self._line.addWidget(left, 3)
        self._line.addWidget(right, 2, Qt.AlignmentFlag.AlignTop)

    @override
    def minimumSizeHint(self) -> QSize:
        widths = [one.minimumSizeHint().width() for one in self._parts]
        return QSize(min(max(*widths), _NARROW), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= 2 * _NARROW
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if is_wide else way.TopToBottom)
        top = Qt.AlignmentFlag.AlignTop if is_wide else Qt.AlignmentFlag(0)
        self._line.setAlignment(self._parts[1], top)


_NARROW: Final = 40 * GRID
"""What one half of a pair needs at least."""
_LEVELS: Final = ("zero", "first", "second", "third")


class SchoolCard(QScrollArea):
    """Shows a school or the sum of all.

    Args:
        is_city: True for the sum of all schools: there is no line, and nothing is live.
        parent: Owner.

    Signals:
        query_wanted: Exactly the records a figure counts (`Query`).
        key_wanted: A record that was followed (`Key`).
        due_wanted: A budget year whose assets are wanted (int).
        points_wanted: Points of a live device (list of str).
    """

    query_wanted = Signal(object)
    key_wanted = Signal(object)
    due_wanted = Signal(int)
    points_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None, *, is_city: bool = False) -> None:
        super().__init__(parent)
        self._is_city = is_city
        self._schools: CitySchools | None = None
        self._one: SchoolFigures | None = None
        self._papers: SchoolPapers | None = None
        self._sites: tuple[str, ...] = ()
        self.title, self.detail = QLabel(), words(name="muted")
        self.tiles = TileGrid()
        self.live = LiveList()
        self.ages, self.years = BarCard(), CellTable()
        self.states = CellTable()
        self.forecast = ForecastPanel()
        self.sections = {
            name: FoldSection(name, is_open=True)
            for name in ("live", "ages", "states", "ranking", "line", "support", "networks",
                         "licences", "forecast")
        }  # fmt: skip
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title.setObjectName("heading")
        self.title.setWordWrap(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.title)
        column.addWidget(self.detail)
        column.addWidget(self.tiles)
        for section in self.sections.values():
            column.addWidget(section)
            section.hide()
        column.addStretch(1)
        self.setWidget(inside)
        for name, parts in (
            ("live", (self.live,)),
            ("ages", (_Pair(self.ages, self.years),)),
            ("states", (self.states,)),
            ("forecast", (self.forecast,)),
        ):
            for part in parts:
                self.sections[name].column.addWidget(part)

    def _connect(self) -> None:
        for tile in self.tiles.set_count(TILES):
            tile.clicked.connect(lambda _=False, one=tile: self._ask(one.tile.query))
        self.years.chosen.connect(self._choose_year)
        self.states.chosen.connect(self._choose_state)
        self.live.points_wanted.connect(self.points_wanted)
        self.forecast.year_chosen.connect(self.due_wanted)

    # ---- what is shown -------------------------------------------------------------------------
    @property
    def figures(self) -> SchoolFigures | None:
        """The figures shown."""
        return self._one

    @property
    def sites(self) -> tuple[str, ...]:
        """Sites of what is shown."""
        return self._sites

    def show_figures(self, schools: CitySchools, one: SchoolFigures, sites: Sequence[str]) -> None:
        """Show a school, or the sum of all."""
        if self._one is None or self._one.school.uid != one.school.uid:
            self._papers = None
            self.verticalScrollBar().setValue(0)
        self._schools, self._one, self._sites = schools, one, tuple(sites)
        self._show_head(one)
        self.tiles.show_tiles(tiles_of(one, sites, schools))
        self._show_ages(one)
        self._show_states(one)
        self._show_papers()
        self.sections["forecast"].show()

    def show_papers(self, papers: SchoolPapers, names: dict[str, str]) -> None:
        """Show what hangs on the school.

        Args:
            papers: What hangs on it.
            names: What its live devices are called, by their name in the profile.
        """
        self._papers = papers
        if self._schools is not None and self._one is not None:
            self.live.show_devices(self._schools.devices_at(self._one.school.site), names)
        self._show_papers()

    def _show_head(self, one: SchoolFigures) -> None:
        school = one.school
        if self._is_city:
            amount = len(self._sites)
            self.title.setText(self.tr("Alle Schulen"))
            text = self.tr("Mindestens ein Ziel verfehlen {1} von {0} Schulen.")
            missing = sum(each.misses > 0 for each in self._all())
            self.detail.setText(text.format(count(amount), count(missing)))
            return
        self.title.setText(school.name)
        parts = [
            form_text(school.form) if school.form else "",
            school.district,
            self.tr("Schulnummer {0}").format(school.number) if school.number else "",
            self.tr("simuliert") if school.source == SIMULATED else "",
            school.note,
        ]
        self.detail.setText(" · ".join(filter(None, parts)))

    def _all(self) -> tuple[SchoolFigures, ...]:
        return () if self._schools is None else self._schools.figures

    def _show_ages(self, one: SchoolFigures) -> None:
        bars = [bar for _, bar in age_bars(one)]
        self.ages.show_bars(self.tr("Benutzte Geräte nach Jahr des Kaufs"), bars)
        heads = (self.tr("Jahr des Kaufs"), self.tr("Geräte"))
        rows = [(bar.name, bar.text) for bar in bars]
        self.years.show_cells(self.tr("Altersaufbau als Tabelle"), heads, rows)
        self._title("ages", self.tr("Altersaufbau"), is_shown=bool(bars))

    def _show_states(self, one: SchoolFigures) -> None:
        words_of = KINDS["asset"].field("state").choice_label
        rows = [(on_screen(words_of(state)), count(many)) for state, many in self._states(one)]
        if one.findings:
            rows.append((self.tr("Offene Befunde"), count(one.findings)))
        heads = (self.tr("Zustand der Geräte"), self.tr("Anzahl"))
        self.states.show_cells(self.tr("Geräte nach Zustand"), heads, rows)
        self._title("states", self.tr("Zustände und Befunde"), is_shown=bool(rows))

    @staticmethod
    def _states(one: SchoolFigures) -> list[tuple[str, int]]:
        return sorted(one.states.items(), key=lambda each: (-each[1], each[0]))

    def _title(self, name: str, text: str, *, is_shown: bool = True) -> None:
        section = self.sections[name]
        section.button.setText(text)
        section.button.setAccessibleName(text)
        section.setVisible(is_shown)

    def _show_papers(self) -> None:
        self._title("forecast", self.tr("Ersatzbedarf"), is_shown=self._one is not None)
        papers, one = self._papers, self._one
        if papers is None or one is None or self._is_city:
            for name in ("line", "support", "networks", "licences"):
                self.sections[name].hide()
            return
        self._title("live", self.tr("Jetzt gemessen"))
        self._fill("line", self.tr("Anschluss"), self._line(one, papers))
        self._fill("support", self.tr("Betreuung"), self._support(one, papers))
        self._fill("networks", self.tr("Funknetze"), self._networks(papers))
        self._fill("licences", self.tr("Lizenzen"), self._licences(papers))

    def _fill(self, name: str, title: str, rows: FactRows) -> None:
        self.sections[name].fill(title, [] if rows.is_empty else [rows])

    def _line(self, one: SchoolFigures, papers: SchoolPapers) -> FactRows:
        rows, school = FactRows(), one.school
        speeds = [school.down_mbit, school.up_mbit]
        told = [DASH if speed is None else number(speed, 0) for speed in speeds]
        technology = choice_text("school", "line_technology", school.technology)
        rows.add(self.tr("Technik"), technology)
        rows.add(self.tr("Down und Up"), f"{told[0]} / {told[1]}\u202fMbit/s")
        if school.tariff:
            rows.add(self.tr("Tarif"), school.tariff)
        for contract in papers.contracts:
            if contract.text("kind") == "line":
                ends = self._ends(contract)
                text = " · ".join(filter(None, (contract.text("number"), ends)))
                rows.add(self.tr("Vertrag"), self._link(contract, text or contract.text("name")))
        return rows

    def _ends(self, record: Record) -> str:
        day = record.text("ends_on")
        return self.tr("bis {0}").format(day_text(day)) if day else ""

    def _support(self, one: SchoolFigures, papers: SchoolPapers) -> FactRows:
        rows = FactRows()
        for level in _LEVELS:
            if many := one.levels.get(level, 0):
                label = choice_text("asset", "support_level", level)
                rows.add(label, self.tr("Geräte: {0}").format(count(many)))
        for contract in papers.contracts:
            if contract.text("kind") == "line":
                continue
            supplier = papers.suppliers.get(contract.text("supplier"))
            name = "" if supplier is None else supplier.text("name")
            contact = "" if supplier is None else supplier.text("support")
            text = " · ".join(filter(None, (name, contact, self._ends(contract))))
            rows.add(contract.text("name"), self._link(contract, text))
        return rows

    def _networks(self, papers: SchoolPapers) -> FactRows:
        rows = FactRows()
        for one in papers.networks:
            parts = (
                choice_text("wlan", "purpose", one.text("purpose")),
                choice_text("wlan", "security", one.text("security")),
                one.text("bands"),
            )
            text = " · ".join(part for part in parts if part not in {"", DASH})
            rows.add(one.text("ssid"), self._link(one, text))
        return rows

    def _licences(self, papers: SchoolPapers) -> FactRows:
        rows = FactRows()
        for licence, seats in papers.seats:
            text = self.tr("Plätze: {0}").format(count(seats))
            ends = self._ends(licence)
            name = licence.text("name")
            rows.add(name, self._link(licence, " · ".join(filter(None, (text, ends)))))
        return rows

    def _link(self, record: Record, text: str) -> QLabel:
        key = Key(record.kind, record.uid)
        return link_label(text, lambda: self.key_wanted.emit(key), tip=record.text("name"))

    # ---- what is asked for ---------------------------------------------------------------------
    def _ask(self, query: Query | None) -> None:
        if query is not None:
            self.query_wanted.emit(query)

    def _choose_year(self, row: int) -> None:
        if self._schools is not None and self._one is not None:
            year = age_bars(self._one)[row][0]
            self._ask(year_query(self._schools, self._sites, year))

    def _choose_state(self, row: int) -> None:
        if self._schools is None or self._one is None:
            return
        states = self._states(self._one)
        if row < len(states):
            found = state_conditions(self._sites, states[row][0])
            self._ask(Query("asset", found, at_us=self._schools.at_us))
        else:
            self._ask(findings_query(self._schools, self._sites))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.forecast.retranslate()
        if self._schools is not None and self._one is not None:
            self.show_figures(self._schools, self._one, self._sites)
