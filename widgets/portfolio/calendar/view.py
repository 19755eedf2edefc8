"""The pane of the calendar: a month with the entries of a day beside it, or all of it as a list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.portfolio.states import PortfolioState
from app.services.ports import Clock
from widgets.background import Background
from widgets.connections.tables import pop_up
from widgets.inventory.panes import Acts
from widgets.placeholders import Stage
from widgets.portfolio.calendar.agenda import Agenda, month_key
from widgets.portfolio.calendar.bar import CalendarBar, Shape
from widgets.portfolio.calendar.entries import Entry, chosen, entries_of
from widgets.portfolio.calendar.month import MonthView
from widgets.portfolio.calendar.output import CalendarOutput
from widgets.portfolio.calendar.wording import long_day, table_text
from widgets.portfolio.panes import PortfolioPane
from widgets.theme.tokens import GRID

_ICON = "mdi6.calendar-month-outline"


class CalendarPane(PortfolioPane):
    """Shows what happens on which day; nothing is changed here.

    Args:
        parent: Owner.
        clock: Says when files were made; that of the system when none is given.
    """

    def __init__(self, parent: QWidget | None = None, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, "calendar")
        self._all: list[Entry] = []
        self._keys: list[Key] = []
        self._saved: dict[str, Any] | None = None
        self._was_folded = False
        self.entries: list[Entry] = []
        self.bar, self.month, self.heading = CalendarBar(), MonthView(), QLabel()
        self.heading.setObjectName("heading")
        self.day_list, self.agenda = Agenda(is_of_day=True), Agenda()
        self.output = CalendarOutput(self, self._background, clock or SystemClock())
        self.pages = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        beside = QWidget()
        own = QVBoxLayout(beside)
        own.setContentsMargins(2 * GRID, 0, 0, 0)
        own.addWidget(self.heading)
        own.addWidget(self.day_list, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.month)
        self.split.addWidget(beside)
        self.split.setSizes([1_000, 400])
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        self.pages.addWidget(self.split)
        self.pages.addWidget(self.agenda)
        self.list_stage = Stage(self.pages)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2 * GRID)
        inner.addWidget(self.bar)
        inner.addWidget(self.list_stage, 1)
        self.stage = Stage(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)

    def _connect(self) -> None:
        bar, month = self.bar, self.month
        bar.changed.connect(self._choose)
        bar.turned.connect(self._turn)
        bar.today_wanted.connect(self._go_today)
        bar.shape_changed.connect(self._show_shape)
        bar.output_wanted.connect(self._put_out)
        bar.left.connect(self._focus)
        month.day_chosen.connect(self._show_day)
        month.entry_chosen.connect(self._take_entry)
        month.opened.connect(self._open)
        month.day_opened.connect(self._enter_day)
        month.copy_wanted.connect(self.copy)
        for table in (self.day_list, self.agenda):
            table.selectionModel().selectionChanged.connect(partial(self._selected, table))
            table.activated_row.connect(partial(self._open_current, table))
            table.doubleClicked.connect(partial(self._open_current, table))
            table.customContextMenuRequested.connect(partial(self._show_menu, table))
        self.stage.action_requested.connect(self._act)
        self.list_stage.action_requested.connect(bar.clear)
        self.output.told.connect(self.message_requested)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        self._all = entries_of(state)
        self.bar.show_programme(state, self._all)
        if self._saved is not None:
            self.bar.restore_state(self._saved)
            self._saved = None
        self._choose()
        if not self._was_folded:
            self._was_folded = True
            before = {month_key(one.day) for one in self._all if one.day < state.today}
            self.agenda.rows.folded |= before - {month_key(state.today)}
            self.agenda.show_entries(self.entries, state.portfolio)
        self.show_keys(self._keys)

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = list(keys)
        if self.portfolio_state is None:
            return
        portfolio = self.portfolio_state.portfolio
        projects = frozenset(filter(None, map(portfolio.key_project, keys)))
        is_inside = projects <= self.bar.selected and all(key.kind != "project" for key in keys)
        if projects != self.bar.selected and not is_inside:
            self.bar.selected = projects
            if self.bar.follows:
                self._choose()
        wanted = set(keys)
        names = {one.name for one in self.entries if one.key in wanted}
        for table in (self.day_list, self.agenda):
            if {one.key for one in table.selected()} != wanted:
                table.select_names(names)
        marked = {self.month.page.entry} & names
        self.month.mark(next(iter(marked or names), ""))

    def close_feed(self) -> None:
        """End the thread that writes files."""
        self._background.close()

    # ---- what is shown -------------------------------------------------------------------------
    def _choose(self) -> None:
        state = self.portfolio_state
        if state is None:
            return
        self.entries = chosen(self._all, self.bar.wanted(), state.portfolio)
        self.month.show_entries(self.entries, state.portfolio, state.today)
        self.agenda.show_entries(self.entries, state.portfolio)
        self._show_day(self.month.day)
        self._show_page()

    def _show_page(self) -> None:
        if self.portfolio_state is None:
            return
        if not self._all:
            text = self.tr("Noch hat kein Projekt einen Termin.")
            has_projects = bool(self.portfolio_state.portfolio.projects)
            action = self.tr("Neuer Meilenstein") if has_projects else self.tr("Neues Projekt")
            if self.is_past:
                text = self.tr("Zu diesem Zeitpunkt hatte noch kein Projekt einen Termin.")
                action = ""
            self.stage.show_message(_ICON, text, action)
            return
        self.stage.show_content()
        past = self.tr("Sie sehen einen vergangenen Stand: die Termine, wie sie damals standen.")
        self.stage.notice.show_notice("mdi6.history", past if self.is_past else "")
        if self.entries:
            self.list_stage.show_content()
        elif self.bar.follows and not self.bar.selected:
            text = self.tr("Wählen Sie ein Projekt aus, um seine Termine zu sehen.")
            self.list_stage.show_message(_ICON, text, self.tr("Alle zeigen"))
        else:
            text = self.tr("Kein Termin passt zu dieser Auswahl.")
            action = self.tr("Auswahl aufheben")
            self.list_stage.show_message("mdi6.filter-off-outline", text, action)

    def _show_day(self, day: date) -> None:
        self.heading.setText(long_day(day))
        page = self.month.page
        self.bar.show_month(date(page.year, page.month, 1))
        if self.portfolio_state is not None:
            own = self.month.page.entries.get(day, ())
            self.day_list.show_entries(own, self.portfolio_state.portfolio)

    def _show_shape(self) -> None:
        is_list = self.bar.shape is Shape.LIST
        self.pages.setCurrentWidget(self.agenda if is_list else self.split)
        if is_list:
            self.agenda.go_to(self.month.day)

    def _focus(self) -> None:
        (self.agenda if self.bar.shape is Shape.LIST else self.month).setFocus()

    def _turn(self, months: int) -> None:
        self.month.turn(months)
        if self.bar.shape is Shape.LIST:
            first = self.month.day.replace(day=1)
            self.agenda.rows.fold(month_key(first), is_folded=False)
            self.agenda.go_to(first)

    def _go_today(self) -> None:
        if self.portfolio_state is not None:
            self.month.go_to(self.portfolio_state.today)
            self.agenda.go_to(self.portfolio_state.today)

    # ---- hands ---------------------------------------------------------------------------------
    def _take_entry(self, entry: Entry) -> None:
        self.month.mark(entry.name)
        self.day_list.select_names({entry.name}, entry.name)
        self._keys = [entry.key]
        self.keys_selected.emit([entry.key])

    def _selected(self, table: Agenda) -> None:
        entries = table.selected()
        if entries:
            self.month.mark(entries[0].name)
            self._keys = list(dict.fromkeys(one.key for one in entries))
            self.keys_selected.emit(list(self._keys))

    def _open(self, entry: Entry) -> None:
        self.open_requested.emit(entry.key)

    def _open_current(self, table: Agenda) -> None:
        entry = table.current()
        if entry is not None:
            self._open(entry)

    def _enter_day(self) -> None:
        """Give the focus to the entries of the day, or open its only one."""
        own = self.month.own()
        if len(own) == 1:
            self._open(own[0])
        elif own:
            self.day_list.select_names({own[0].name}, own[0].name)
            self.day_list.setFocus()

    def copy(self) -> None:
        """Copy what the month or the list shows as a table."""
        state = self.portfolio_state
        if state is None:
            return
        is_list = self.bar.shape is Shape.LIST
        entries = self.entries if is_list else self.month.month_entries()
        QGuiApplication.clipboard().setText(table_text(entries, state.portfolio))

    def make_menu(self, table: Agenda) -> QMenu:
        """Return the menu of what is selected in a table."""
        menu, keys = QMenu(table), list(dict.fromkeys(one.key for one in table.selected()))
        lines: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            ("open", self.tr("Öffnen"), partial(self._open_current, table), len(keys) == 1),
            (
                "edit", self.tr("Bearbeiten …"),
                lambda: self.act_requested.emit(Acts.EDIT, keys),
                len(keys) == 1 and not self.is_past,
            ),
            ("copy", self.tr("Als Tabelle kopieren"), table.copy, True),
            (
                "export", self.tr("Exportieren …"),
                lambda: self.act_requested.emit(Acts.EXPORT, keys),
                bool(keys) and len({key.kind for key in keys}) == 1,
            ),
        )  # fmt: skip
        for name, text, act, is_possible in lines:
            action = menu.addAction(text)
            action.setObjectName(name)
            action.setEnabled(is_possible)
            action.triggered.connect(lambda _=False, act=act: act())
        menu.addSeparator()
        menu.addMenu(table.keeper.make_menu(menu))
        return menu

    def _show_menu(self, table: Agenda, place: QPoint) -> None:
        pop_up(self.make_menu(table), table.viewport().mapToGlobal(place))

    def _act(self) -> None:
        state = self.portfolio_state
        has_projects = state is not None and bool(state.portfolio.projects)
        self.act_requested.emit(Acts.NEW, [Key("milestone" if has_projects else "project", "")])

    def _put_out(self, name: str) -> None:
        state = self.portfolio_state
        if state is None:
            return
        if name == "ics":
            scope = self.bar.scope()
            projects = [one.uid for one in state.portfolio.projects]
            wanted = [uid for uid in projects if scope is None or uid in scope]
            self.output.ask_calendar(state, wanted)
        else:
            self.output.ask_month(name, replace(self.month.page, day=None, entry=""))

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        wanted = self.bar.save_state() if self._saved is None else self._saved
        columns = {"list": self.agenda.save(), "day": self.day_list.save()}
        columns["list"].pop("folded", None)
        return {**wanted, "tables": columns, "split": self.split.sizes()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        tables, sizes = state.get("tables"), state.get("split")
        if isinstance(tables, dict):
            self.agenda.restore(tables.get("list"))
            self.day_list.restore(tables.get("day"))
        match sizes:
            case [int(left), int(right)] if left > 0 and right > 0:
                self.split.setSizes([left, right])
            case _:
                pass
        self._saved = {name: state[name] for name in ("shape", "projects", "kinds")
                       if name in state}  # fmt: skip
        if self.portfolio_state is not None:
            self.show_portfolio(self.portfolio_state)

    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.agenda.retranslate()
        self.day_list.retranslate()
        self.month.setAccessibleName(
            self.tr("Monat: Pfeiltasten wählen einen Tag, Bild auf und ab den Monat, Eingabe führt"
                    " zu den Einträgen des Tages")
        )  # fmt: skip
        self.agenda.setAccessibleName(self.tr("Liste der Termine"))
        self.day_list.setAccessibleName(self.tr("Termine des gewählten Tages"))
        self._choose()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.month.update()
        self.agenda.viewport().update()
        self.day_list.viewport().update()
