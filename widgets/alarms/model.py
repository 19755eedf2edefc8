"""The rows of the list of alarms: in tabs, grouped, sorted, changed as little as can be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from app.domain.alarms import AlarmId, OrderKind
from app.domain.alarms.floods import Flood
from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.arrangement import (
    HEAD,
    Arrangement,
    Plan,
    insertion_runs,
    item_id,
    ranges_of,
    removal_ranges,
)
from widgets.alarms.columns import ALARM_COLUMNS
from widgets.alarms.entries import AlarmBook, AlarmEntry, Changes
from widgets.alarms.grouping import FirstOut, Firsts, Group, Grouping
from widgets.alarms.hiding import shift_end_us
from widgets.alarms.row_words import RowSetting, make_head, make_row
from widgets.alarms.rows import TOP, Index, Row, RowModel
from widgets.alarms.sorting import SortOrder
from widgets.alarms.tabs import AlarmTab, tab_of
from widgets.folding import fold, matches

_HOUR_US: Final = 3_600_000_000
_MINUTE_US: Final = 60_000_000
_MANY_RANGES: Final = 12
"""Telling a view of so many ranges takes longer than painting what is in sight from pictures."""

_MANY_MOVES: Final = 400
"""So many lines that come, go or move are cheaper told as one new layout."""


class AlarmTableModel(RowModel):
    """Alarms that are not at rest.

    `text`, `is_waiting_only` and `tab` are what the person filters by; call `refilter` after a
    change.

    Signals:
        batch_begins: Some lines will come, go or move; views note where the person is.
        batch_ended: They did.
    """

    batch_begins = Signal()
    batch_ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ALARM_COLUMNS, parent)
        self.text = ""
        self.is_waiting_only = False
        self.tab = AlarmTab.ACTIVE
        self.counts = [0] * len(AlarmTab)
        self.waiting_count = 0
        self.setting = RowSetting()
        self.lines = Arrangement()
        self._book: AlarmBook | None = None
        self._tabs: dict[str, tuple[AlarmTab, bool]] = {}
        self._rows: dict[str, tuple[object, FirstOut | None, Row]] = {}
        self._firsts = Firsts()

    # ---- what is shown -------------------------------------------------------------------------
    @property
    def city(self) -> City | None:
        """The profile; None before there is one."""
        return None if self._book is None else self._book.city

    @property
    def shown_count(self) -> int:
        """How many alarms pass the filter, those of closed groups included."""
        return self.lines.shown

    @property
    def tab_count(self) -> int:
        """How many alarms the open tab has."""
        return self.counts[self.tab]

    def entry_at(self, place: int) -> AlarmEntry | None:
        """Return the alarm of a line; None for the head of a group."""
        item = self.lines.items[place]
        return None if isinstance(item, Group) else item

    def group_at(self, place: int) -> Group | None:
        """Return the group whose head a line is; None for an alarm."""
        item = self.lines.items[place]
        return item if isinstance(item, Group) else None

    def entry(self, alarm: str) -> AlarmEntry | None:
        """Return an alarm, whether it is shown or not."""
        return None if self._book is None else self._book.entry(AlarmId(alarm))

    def known(self) -> list[AlarmEntry]:
        """Return all alarms, in no order, whether they are shown or not."""
        return [] if self._book is None else self._book.known()

    def set_city(self, city: City) -> None:
        """Take a profile (or the same one in another language); forget all alarms."""
        self._book = AlarmBook(city)
        self._firsts.first_of = self._book.first_out
        self.setting.zone = city.time_zone
        self.setting.pending, self.setting.failed = {}, {}
        self._tabs = {}
        self.counts, self.waiting_count = [0] * len(AlarmTab), 0
        self.refilter()

    def set_rules(self, city: City) -> Changes:
        """Take the same profile with other rules; return which alarms are others by them."""
        if self._book is None:
            return Changes([], [])
        changes = self._book.renew(city)
        if changes.changed or changes.gone:
            self._note(changes)
            self._carry_out(self.lines.plan(changes.changed, changes.gone))
        return changes

    def take(self, state: CityState) -> Changes:
        """Take the alarms of the next state; return what changed."""
        if self._book is None:
            return Changes([], [])
        before_us, self.setting.at_us = self.setting.at_us, state.at_us
        changes = self._book.changes(state.alarms)
        if state.at_us // _MINUTE_US != before_us // _MINUTE_US:
            self._tell_time(before_us, state.at_us)
        if changes.changed or changes.gone:
            self._note(changes)
            self._carry_out(self.lines.plan(changes.changed, changes.gone))
        return changes

    def _note(self, changes: Changes) -> None:
        """Count anew per tab; what was ordered of an alarm that changed is done."""
        for name in changes.gone:
            self._count(self._tabs.pop(name, None), -1)
            self._forget_order(name)
        for entry in changes.changed:
            name, tab = entry.id, (tab_of(entry.state), entry.is_calling)
            before = self._tabs.get(name)
            if before != tab:
                self._count(before, -1)
                self._tabs[name] = tab
                self._count(tab, 1)
            self._forget_order(name)

    def _count(self, tab: tuple[AlarmTab, bool] | None, step: int) -> None:
        if tab is not None:
            self.counts[tab[0]] += step
            self.counts[AlarmTab.ALL] += step
            self.waiting_count += step * tab[1]

    def _forget_order(self, name: str) -> None:
        setting = self.setting
        if setting.pending or setting.failed:
            setting.pending.pop(name, None)
            setting.failed.pop(name, None)

    def retranslate(self) -> None:
        """Take the texts of the language now on screen; rows and filter stay."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self._book is None:
            return
        alarms = {entry.rule.id: entry.state for entry in self._book.known()}
        self._book = AlarmBook(self._book.city)
        self._firsts.first_of = self._book.first_out
        self._book.changes(alarms)
        self._rows = {}
        self.refilter()

    def _tell_time(self, before_us: int, at_us: int) -> None:
        """Say anew what depends on the moment: dates, and how long shelves last."""
        if self._book is not None:
            self.setting.shift_end_us = shift_end_us(self._book.city, at_us)
        is_new_hour = at_us // _HOUR_US != before_us // _HOUR_US  # perhaps a new day
        self.announce(
            place
            for place, item in enumerate(self.lines.items)
            if isinstance(item, AlarmEntry) and (is_new_hour or item.state.shelf is not None)
        )

    # ---- what the person wants to see ----------------------------------------------------------
    def refilter(self) -> None:
        """Show what the person asked for; the lines are others."""
        self.beginResetModel()
        self.lines.accepts = self._filter()
        self.lines.build(self.known())
        self._firsts.forget()
        self.endResetModel()

    def group_by(self, grouping: Grouping) -> None:
        """Group the alarms; all groups are open."""
        if grouping is not self.lines.grouping:
            self.lines.grouping = grouping
            self.lines.closed = set()
            self.refilter()

    def sort_by(self, order: SortOrder) -> None:
        """Sort the lines by a column, or by urgency."""
        if order != self.lines.order:
            self.lines.order = order
            self._resort()

    def show_flood(self, flood: Flood) -> None:
        """Take since when alarms flood in: those before do not count as first of their group."""
        if flood.since_us != self._firsts.since_us:
            self._firsts.since_us = flood.since_us
            self._firsts.forget()
            self.announce(range(len(self.lines.items)))

    def _filter(self) -> Callable[[AlarmEntry], bool]:
        words, book = fold(self.text).split(), self._book
        tab, is_waiting_only = self.tab, self.is_waiting_only

        def accepts(entry: AlarmEntry) -> bool:
            if tab is not AlarmTab.ALL and tab_of(entry.state) is not tab:
                return False
            if is_waiting_only and not entry.is_calling:
                return False
            return not words or (book is not None and matches(book.search_text(entry), words))

        return accepts

    # ---- lines come, go and move ---------------------------------------------------------------
    def _carry_out(self, plan: Plan) -> None:
        for group in self._firsts.renew(self._groups_of(plan)):
            plan.touched.update(group.entries)
        if not (plan.remove or plan.insert or plan.is_reordered):
            self.announce(self._places(plan.touched))
            return
        self.batch_begins.emit()
        if len(plan.remove) + len(plan.insert) > _MANY_MOVES:
            self._carry_out_at_once(plan)
        else:
            self._carry_out_by_line(plan)
        if plan.is_reordered:
            self._resort()
        self.announce(self._places(plan.touched))
        self.batch_ended.emit()

    def _carry_out_by_line(self, plan: Plan) -> None:
        lines = self.lines
        for first, last in removal_ranges(lines.keys, plan.remove):
            self.beginRemoveRows(TOP, first, last)
            lines.take_out(first, last)
            self.endRemoveRows()
        for place, run in insertion_runs(lines.keys, plan.insert):
            self.beginInsertRows(TOP, place, place + len(run) - 1)
            lines.put_in(place, run)
            self.endInsertRows()

    def _carry_out_at_once(self, plan: Plan) -> None:
        """Very many lines: what goes is put at the end first, what comes is sorted in at last."""
        lines = self.lines
        gone = set(plan.remove)
        kept = [place for place, key in enumerate(lines.keys) if key not in gone]
        if gone:
            self._arrange([*kept, *sorted(set(range(len(lines.keys))).difference(kept))])
            self.beginRemoveRows(TOP, len(kept), len(lines.keys) - 1)
            lines.take_out(len(kept), len(lines.keys) - 1)
            self.endRemoveRows()
        if plan.insert:
            place = len(lines.keys)
            self.beginInsertRows(TOP, place, place + len(plan.insert) - 1)
            lines.put_in(place, plan.insert)
            self.endInsertRows()
        self._resort()

    def _arrange(self, order: list[int]) -> None:
        """Put the lines into an order, each named by where it was."""
        lines = self.lines
        self.layoutAboutToBeChanged.emit()
        moved = {before: after for after, before in enumerate(order)}
        indexes = self.persistentIndexList()
        lines.keys = [lines.keys[place] for place in order]
        lines.items = [lines.items[place] for place in order]
        after = [self.index(moved[index.row()], index.column()) for index in indexes]
        self.changePersistentIndexList(indexes, after)
        self.layoutChanged.emit()

    def _resort(self) -> None:
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        names = [item_id(self.lines.items[index.row()]) for index in indexes]
        self.lines.resort()
        moved = [
            self.index(self.lines.place(name), index.column())
            for name, index in zip(names, indexes, strict=True)
        ]
        self.changePersistentIndexList(indexes, moved)
        self.layoutChanged.emit()

    def _groups_of(self, plan: Plan) -> list[Group]:
        """Return the groups whose alarms a plan changes, where the first alarm is told."""
        if self.lines.grouping is not Grouping.CAUSE:
            return []
        heads = (name[len(HEAD) :] for name in plan.touched if name.startswith(HEAD))
        return [self.lines.groups[key] for key in heads]

    def announce(self, places: Iterable[int]) -> None:
        """Say that rows show something else; neighbours at once, very many ranges as one."""
        last, changed = len(self._columns) - 1, sorted(places)
        for place in changed:
            self._rows.pop(item_id(self.lines.items[place]), None)
        ranges = ranges_of(changed)
        if len(ranges) > _MANY_RANGES:
            ranges = [(changed[0], changed[-1])]
        for first, end in ranges:
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    # ---- groups --------------------------------------------------------------------------------
    def set_open(self, group: Group, *, is_open: bool) -> None:
        """Show the alarms of a group, or its head alone."""
        if is_open is (group.key not in self.lines.closed):
            return
        first, last = self.lines.lines_of(group)
        if is_open:
            opened = self.lines.lines_to_open(group)
            self.beginInsertRows(TOP, first, first + len(opened) - 1)
            self.lines.put_in(first, opened)
            self.endInsertRows()
        else:
            self.beginRemoveRows(TOP, first, last)
            self.lines.close(group)
            self.lines.take_out(first, last)
            self.endRemoveRows()
        self.announce([first - 1])

    def set_all_open(self, *, is_open: bool) -> None:
        """Open or close all groups."""
        self.lines.closed = set() if is_open else set(self.lines.groups)
        self.refilter()

    def _first_of(self, entry: AlarmEntry) -> FirstOut | None:
        if self.lines.grouping is not Grouping.CAUSE:
            return None
        group = self.lines.group(entry.id)
        return None if group is None else self._firsts.of(group)

    # ---- orders --------------------------------------------------------------------------------
    def set_pending(self, alarms: Iterable[str], kind: OrderKind) -> None:
        """Mark alarms whose order is on its way."""
        for alarm in alarms:
            self.setting.pending[alarm] = kind
            self.setting.failed.pop(alarm, None)
        self.announce(self._places(alarms))

    def set_failed(self, alarms: Iterable[str], reason: str) -> None:
        """Mark alarms whose order was not carried out."""
        for alarm in alarms:
            self.setting.pending.pop(alarm, None)
            if reason:
                self.setting.failed[alarm] = reason
            else:
                self.setting.failed.pop(alarm, None)
        self.announce(self._places(alarms))

    def _places(self, names: Iterable[str]) -> list[int]:
        return [place for place in map(self.lines.place, names) if place >= 0]

    def set_names(self, names: Mapping[str, str]) -> None:
        """Take the reasons of maintenance windows by their ids."""
        self.setting.name_of = lambda by: names.get(by) or self._alarm_name(by)
        self.announce(range(len(self.lines.items)))

    def _alarm_name(self, by: str) -> str:
        if self._book is None or not ("#" in by or "@" in by):
            return ""
        rule = self._book.rule(AlarmId(by))
        return self._book.describe(rule)[1]

    # ---- rows ----------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.lines.items)

    @override
    def key(self, place: int) -> str:
        items = self.lines.items
        return item_id(items[place]) if 0 <= place < len(items) else ""

    @override
    def place(self, key: str) -> int:
        return self.lines.place(key)

    @override
    def row(self, place: int) -> Row:
        item = self.lines.items[place]
        first = None if isinstance(item, Group) else self._first_of(item)
        name = item_id(item)
        known = self._rows.get(name)
        if known is not None and known[0] is item and known[1] is first:
            return known[2]
        if isinstance(item, Group):
            is_open = item.key not in self.lines.closed
            row = make_head(item, len(self._columns), is_open=is_open)
        else:
            row = make_row(item, self.setting, first)
        self._rows[name] = (item, first, row)
        return row

    def places_of_points(self, point_ids: Sequence[str]) -> list[int]:
        """Return the rows whose alarms belong to points."""
        wanted = set(point_ids)
        return [
            place
            for place, item in enumerate(self.lines.items)
            if isinstance(item, AlarmEntry) and item.point_id in wanted
        ]
