"""The list of alarms with its tabs, its bar and its five drawn states."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms import OrderKind
from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.bar import AlarmBar
from widgets.alarms.blinking import Blinker
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.entries import AlarmEntry, why_not_acknowledge
from widgets.alarms.export import copy_rows, export_rows
from widgets.alarms.flood_bar import FloodBar
from widgets.alarms.flood_mode import CausesMode
from widgets.alarms.folding import GroupFolding
from widgets.alarms.grouping import Grouping
from widgets.alarms.list_keys import bind_keys
from widgets.alarms.list_menu import make_menu
from widgets.alarms.list_pages import ListPages
from widgets.alarms.list_state import restore_list, save_list
from widgets.alarms.model import AlarmTableModel
from widgets.alarms.order_marks import OrderMarks
from widgets.alarms.orders import AlarmOrders
from widgets.alarms.sorting import SortOrder
from widgets.alarms.tab_bar import AlarmTabs
from widgets.alarms.table import RowTable, pop_up
from widgets.alarms.tabs import AlarmTab, tab_columns, tab_of
from widgets.dragging import point_name_of
from widgets.placeholders import Stage
from widgets.views import View


class AlarmListView(View):
    """Alarms that are not at rest, in the order of urgency or as the person sorts and groups them.

    Args:
        parent: The Qt parent.
        is_compact: Only active alarms under one slim row, without tabs: beside other views.

    Signals:
        order_requested: What the person orders (object: AlarmOrder without an actor).
        why_requested: Explain an alarm (its id).
        rule_requested: Edit the rule of an alarm (its id).
        log_requested: Write about an alarm into the logbook (its id).
    """

    order_requested = Signal(object)
    why_requested = Signal(str)
    rule_requested = Signal(str)
    log_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, is_compact: bool = False) -> None:
        super().__init__(parent)
        self.is_compact = is_compact
        self.model = AlarmTableModel(self)
        self.tabs = AlarmTabs()
        self.bar = AlarmBar(is_slim=is_compact)
        self.flood_bar = FloodBar()
        self.table = RowTable(self.model, AlarmColumn.PRIORITY)
        self.stage = Stage(self.table)
        self.pages = ListPages(self.stage, self.model)
        self.marks = OrderMarks(self.model)
        self.folding = GroupFolding(self.table, self.model)
        self.causes = CausesMode(self)
        self.orders = AlarmOrders(self.selected_entries, self._reason, self._now, self)
        self._blinker = Blinker(self.table, AlarmColumn.PRIORITY)
        self._state: CityState | None = None
        self._wanted_alarm = ""
        self._is_late = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tabs, self.bar, self.flood_bar):
            column.addWidget(widget)
        column.addWidget(self.stage, 1)
        self.tabs.setHidden(is_compact)
        self.setFocusProxy(self.table)
        self._connect()
        bind_keys(self, self)
        self.retranslate()

    def _connect(self) -> None:
        self.tabs.tab_chosen.connect(self.open_tab)
        self.tabs.grouping_chosen.connect(self._group_by_hand)
        self.tabs.all_open_wanted.connect(lambda is_open: self.model.set_all_open(is_open=is_open))
        self.bar.filter_changed.connect(self._filter)
        self.bar.acknowledge_wanted.connect(self.acknowledge)
        self.bar.comment_wanted.connect(partial(self.orders.ask, OrderKind.ACKNOWLEDGE))
        self.bar.shelve_wanted.connect(partial(self.orders.ask, OrderKind.SHELVE))
        self.bar.left.connect(self.table.setFocus)
        self.flood_bar.mode_wanted.connect(self.causes.choose)
        self.orders.ordered.connect(self.order_requested)
        self.orders.said.connect(self.message_requested)
        self.model.batch_begins.connect(self.table.keep_place)
        self.model.batch_ended.connect(self.table.restore_place)
        self.table.enable_sorting()
        self.table.sort_wanted.connect(self._sort_by_hand)
        self.table.chosen.connect(self._tell_selection)
        self.table.dragged = self._dragged
        self.table.activated_rows.connect(self._activate)
        self.table.clicked.connect(self.folding.click)
        self.table.copy_wanted.connect(self.copy)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.released.connect(self._catch_up)
        self.stage.action_requested.connect(self._act)
        self.marks.failed.connect(self._show_failure)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self.model.set_city(city)
        self.causes.forget()
        self._blinker.forget()
        self._state = None
        self.pages.begin()
        self._render()

    @override
    def set_rules(self, city: City) -> None:
        changes = self.model.set_rules(city)
        if changes.changed or changes.gone:
            self._blinker.take(changes)
            self._render()

    @override
    def show_state(self, state: CityState) -> None:
        self.pages.hear(state, is_first=self._state is None)
        self._state = state
        if self.table.is_pressed:
            self._is_late = True  # rows must not move under the mouse
            return
        changes = self.model.take(state)
        self._blinker.take(changes)
        self._blinker.choose(state.at_us, is_wanted=state.is_live and self.isVisible())
        self.causes.take(changes, state.at_us, is_live=state.is_live)
        self.marks.pass_on(state.at_us)
        if changes.changed or changes.gone:
            self._find_wanted()
        self._render()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        if set(self.selected_points()) == set(point_ids):
            return
        self.table.select_rows(self.model.places_of_points(point_ids), scroll=True)
        self._tell_work()

    def show_alarm(self, alarm_id: str) -> None:
        """Select an alarm and bring it into sight; tab, filter and group give way to it."""
        self._wanted_alarm = alarm_id
        self._find_wanted()

    def set_window_names(self, names: dict[str, str]) -> None:
        """Take the reasons of maintenance windows by their ids."""
        self.model.set_names(names)

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the alarms, or say that this person lacks the right."""
        self.pages.is_allowed = is_allowed
        self._render()

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""
        self.bar.box.setFocus()
        self.bar.box.selectAll()

    @override
    def save_state(self) -> dict[str, Any]:
        """Return columns, filter, tab, order and groups as plain data (JSON)."""
        arranged = self.causes.arranged()
        return save_list(self, arranged.grouping, arranged.order)

    @override
    def restore_state(self, saved: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are ignored."""
        restore_list(self, saved)

    # ---- selection -----------------------------------------------------------------------------
    def selected_entries(self) -> list[AlarmEntry]:
        """Return the selected alarms from top to bottom; the head of a group stands for all."""
        found: dict[str, AlarmEntry] = {}
        for row in self.table.selected_rows():
            entry, group = self.model.entry_at(row), self.model.group_at(row)
            if entry is not None:
                found[entry.id] = entry
            elif group is not None:
                found |= group.entries
        return list(found.values())

    def selected_alarm(self) -> str:
        """Return the id of the alarm that is selected alone; empty for none or several."""
        entries = self.selected_entries()
        return entries[0].id if len(entries) == 1 else ""

    def selected_points(self) -> list[str]:
        """Return the points of the selected alarms."""
        ids = (entry.point_id for entry in self.selected_entries())
        return list(dict.fromkeys(point_id for point_id in ids if point_id))

    def _dragged(self) -> tuple[list[str], str]:
        points = self.selected_points()
        return points, point_name_of(self.model.city, points)

    def _tell_selection(self) -> None:
        self._tell_work()
        self.points_selected.emit(self.selected_points())

    def show_trend(self) -> None:
        """Ask for the curves of the selected alarms."""
        if points := self.selected_points():
            self.trend_requested.emit(points)

    def show_map(self) -> None:
        """Ask for the places of the selected alarms."""
        if points := self.selected_points():
            self.map_requested.emit(points)

    def show_twin(self) -> None:
        """Ask for the same places in the twin."""
        if points := self.selected_points():
            self.twin_requested.emit(points)

    def ask_why(self) -> None:
        """Ask for an explanation of the alarm that is selected alone."""
        if alarm := self.selected_alarm():
            self.why_requested.emit(alarm)

    def ask_rule(self) -> None:
        """Ask to edit the rule of the alarm that is selected alone."""
        if alarm := self.selected_alarm():
            self.rule_requested.emit(alarm)

    def ask_log(self) -> None:
        """Ask to write about the alarm that is selected alone into the logbook."""
        if alarm := self.selected_alarm():
            self.log_requested.emit(alarm)

    def _find_wanted(self) -> None:
        entry = self.model.entry(self._wanted_alarm) if self._wanted_alarm else None
        if entry is None:
            return
        self._wanted_alarm = ""
        if self.model.tab not in {AlarmTab.ALL, tab_of(entry.state)}:
            self.go_to_tab(tab_of(entry.state))
        group = self.model.lines.group(entry.id)
        if group is not None:
            self.model.set_open(group, is_open=True)
        if self.model.place(entry.id) < 0:
            self.clear_filter()
        self.table.select_rows([self.model.place(entry.id)], scroll=True)
        self.table.setFocus()
        self._tell_selection()

    # ---- tabs, filter, order, groups -----------------------------------------------------------
    def open_tab(self, tab: AlarmTab) -> None:
        """Show the alarms of a tab."""
        self.model.tab = tab
        if tab not in {AlarmTab.ACTIVE, AlarmTab.ALL} and self.bar.is_waiting_only:
            self.bar.set_filter(self.bar.text, is_waiting_only=False)
            self.model.is_waiting_only = False
        self.model.columns = tab_columns(tab)
        self.model.refilter()
        self.table.fit()
        self._render()

    def go_to_tab(self, tab: AlarmTab) -> None:
        """Open a tab and mark it; the compact form has but the first."""
        if self.is_compact:
            return
        self.tabs.show_tab(tab)
        self.open_tab(tab)

    def _filter(self) -> None:
        self.model.text = self.bar.text
        self.model.is_waiting_only = self.bar.is_waiting_only
        self.model.refilter()
        self._render()

    def clear_filter(self) -> None:
        """Show all alarms of the tab."""
        if self.bar.text or self.bar.is_waiting_only:
            self.bar.set_filter("", is_waiting_only=False)
            self._filter()

    def group_by(self, grouping: Grouping) -> None:
        """Group the alarms."""
        self.tabs.show_grouping(grouping)
        self.model.group_by(grouping)
        self._render()

    def _group_by_hand(self, grouping: Grouping) -> None:
        self.causes.note_choice(grouping)
        self.group_by(grouping)

    def sort_by(self, order: SortOrder) -> None:
        """Sort the alarms."""
        self.table.keep_place()
        self.model.sort_by(order)
        self.table.restore_place()
        column = -1 if order.column is None else int(order.column)
        self.table.show_order(column, is_descending=order.is_descending)

    def sort_by_urgency(self) -> None:
        """Sort as at first: what calls, by priority, the newest first."""
        self.sort_by(SortOrder())

    def _sort_by_hand(self, section: int) -> None:
        """Sort up by the first click on a heading, down by the second, then by urgency again."""
        before, column = self.model.lines.order, AlarmColumn(section)
        if before.column is not column:
            self.sort_by(SortOrder(column))
        else:
            self.sort_by(SortOrder() if before.is_descending else SortOrder(column, True))  # noqa: FBT003 -- a value

    def _activate(self) -> None:
        if not self.folding.turn(self.table.currentIndex().row()):
            self.show_trend()

    # ---- orders --------------------------------------------------------------------------------
    def acknowledge(self) -> None:
        """Ask for the selected alarms to be acknowledged; say so when that cannot be."""
        self.orders.order(OrderKind.ACKNOWLEDGE)

    def _now(self) -> tuple[int, str]:
        city = self.model.city
        return self.model.setting.at_us, "UTC" if city is None else city.time_zone

    def _reason(self) -> str:
        """Return why nothing can be ordered; empty when it can."""
        city = self.model.city
        if city is None or self._state is None:
            return self.tr("Die Alarme sind noch nicht geladen.")
        return why_not_acknowledge(city, self._state)

    def _tell_work(self) -> None:
        self.bar.set_work(
            self._reason(),
            has_work=bool(self.orders.subjects(OrderKind.ACKNOWLEDGE)),
            has_alarm=bool(self.orders.subjects(OrderKind.SHELVE)),
        )

    # ---- what is on screen ---------------------------------------------------------------------
    def _render(self) -> None:
        """Bring bar, tabs and page up to date."""
        model = self.model
        self.tabs.show_counts(model.counts)
        is_calling = model.tab in {AlarmTab.ACTIVE, AlarmTab.ALL}
        waiting = model.waiting_count if is_calling else 0
        self.bar.waiting.setVisible(is_calling)
        self.bar.set_numbers(model.shown_count, model.tab_count, waiting)
        is_usable = self.pages.is_allowed and model.city is not None
        self.bar.setEnabled(is_usable)
        self.tabs.setEnabled(is_usable)
        self._tell_work()
        self.pages.choose(self._state)

    def _show_failure(self, reason: str) -> None:
        self.pages.failure = reason
        self._render()

    def _act(self) -> None:
        """The button of the notice or of the placeholder was pressed."""
        if self.pages.failure:
            self.marks.clear()
            self._show_failure("")
        else:
            self.clear_filter()

    def _catch_up(self) -> None:
        if self._is_late and self._state is not None:
            self._is_late = False
            self.show_state(self._state)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._blinker.rest()

    # ---- copy, export, menu --------------------------------------------------------------------
    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        copy_rows(self.table, self.model)

    def export_csv(self, path: Path) -> None:
        """Write the selected alarms, or all that are listed, as CSV; say how it went."""
        self.message_requested.emit(export_rows(path, self.table, self.model))

    def ask_export(self) -> None:
        """Ask for a file, and write it."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), "alarme.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the rows."""
        return make_menu(self, self)

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), position)

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.tabs.retranslate()
        self.flood_bar.retranslate()
        self.table.setAccessibleName(self.tr("Alarme"))
        self.model.retranslate()
        self._render()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.tabs.apply_theme()
        self.flood_bar.apply_theme()
        self.table.apply_theme()
