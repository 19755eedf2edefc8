"""The pane of the table: what is selected, edited, changed elsewhere, past, remembered."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Commit
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key, Record
from app.services.ports import InventoryReader
from app.services.states import CityState
from widgets.connections.tables import pop_up
from widgets.inventory.fields import References, ValueWords
from widgets.inventory.panes import Acts, OpenReader
from widgets.inventory.table.cell_editor import CellEditor
from widgets.inventory.table.columns import kinds_through
from widgets.inventory.table.looks import look_from_dict, look_to_dict
from widgets.inventory.table.menus import CHANGING, make_row_menu
from widgets.inventory.table.selecting import ChosenRecords
from widgets.inventory.table.sheet import TableSheet
from widgets.inventory.table.views import KIND as VIEW_KIND
from widgets.inventory.table.views import saved_views

__all__ = ["ChosenRecords", "InventoryTable"]

_FIRST_KIND: Final = "asset"


class InventoryTable(TableSheet):
    """The table of the inventory workspace, see `TableSheet` for what it shows.

    Beyond 2,000 selected rows `keys_selected` tells the first ones only; `chosen_records` and
    `selection_query` have all of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted_keys: list[Key] = []
        self._turn = 0
        self._followed: list[Key] = []
        self.grid.activated_row.connect(self._open_current)
        self.grid.edit_wanted.connect(self.edit_cell)
        self.grid.customContextMenuRequested.connect(self._show_menu)
        self.desk.keys_chosen.connect(self._tell_keys)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._focus_search)
        self.grid.selectionModel().selectionChanged.connect(self._show_counts)
        self.top.retranslate()
        self.show_kind(_FIRST_KIND)
        self.retranslate()
        self.apply_theme()

    # ---- what the console tells ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self.feed.set_inventory(open_reader)
        self._end_references()
        self.filters.references = References(open_reader, self)
        self._read_views()
        self._ask_custom()
        self.stage.show_loading()
        self._read_anew()

    @override
    def set_city(self, city: City) -> None:
        if city.time_zone != self._words.zone:
            self._words = ValueWords(city.time_zone)
            self.show_columns([path for path, _ in self.hands.columns()], is_forced=True)

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        self._now_us = max(self._now_us, state.at_us)

    @override
    def show_moment(self, at_us: int | None) -> None:
        if at_us == self.moment:
            return
        super().show_moment(at_us)
        self.views.is_closed = at_us is not None
        self.top.new.setEnabled(at_us is None)
        # What there is not at one moment is selected again at the next one that has it.
        self._wanted_keys = list(self._followed)
        self._turn += 1  # rows that were looked for at the other moment say nothing of this one
        # The rows in sight are shown as they were at once; which rows there were comes later.
        self.feed.forget()
        self.feed.order(self.query(), is_quiet=True)
        self.model.forget_pages()
        self._show_notice()
        self._want()

    @override
    def show_commit(self, commit: Commit) -> None:
        touched = {key.kind for key in commit.changed}
        if VIEW_KIND in touched:
            self._read_views()
        if "custom_field" in touched:
            self._ask_custom()
        paths = [
            *(one.path for one in (*self._look.scope, *self._look.filters)),
            *(one.path for one in self._look.sort),
        ]
        if touched & kinds_through((), paths, self.kind):
            self._read_again(is_order_changed=True)
        elif touched & kinds_through(self.model.columns, (), self.kind):
            self._read_again(is_order_changed=False)
        if self.kind in touched:
            uids = [key.uid for key in commit.changed if key.kind == self.kind]
            kind = self.kind

            def work(reader: InventoryReader) -> tuple[list[int], bool]:
                ids = reader.ids_of(kind, uids)
                found = reader.rows(kind, ids, ("note",))
                return ids, any(row is None for row in found)

            self.feed.ask(self, work, self._take_touched)

    def _take_touched(self, found: tuple[list[int], bool]) -> None:
        """Read rows again that a change touched, and the order where it may be another one."""
        ids, is_any_gone = found
        are_all_here = self.model.forget_rows(one for one in ids if one)
        query = self.query()
        if query.filters or query.sort or query.text or is_any_gone or not are_all_here:
            self.feed.order(self.query(), is_quiet=True)
        self.feed.forget()
        self._want()

    def _read_again(self, *, is_order_changed: bool) -> None:
        self.filters.forget_titles()
        self.feed.forget()
        self.model.forget_pages()
        if is_order_changed:
            self.feed.order(self.query(), is_quiet=True)
        self._want()

    def _read_views(self) -> None:
        def work(reader: InventoryReader) -> list[Record]:
            return reader.records(VIEW_KIND)

        self.feed.ask(self, work, self._take_views)

    def _take_views(self, records: Sequence[Record]) -> None:
        self.views.show_views(saved_views(records), self.kind)

    # ---- selection -----------------------------------------------------------------------------
    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        mine = [key for key in keys if key.kind == self.kind]
        self._followed = mine
        # What the person selected a moment ago is not told yet; what is selected counts, not that.
        if mine == self.desk.keys and self.grid.chosen_count == len(mine):
            return
        self._wanted_keys = mine
        self._turn += 1
        kind, turn, uids = self.kind, self._turn, [key.uid for key in mine]

        def mark(ids: Sequence[int]) -> None:
            # The same may be wanted twice, before and after the rows came: the last one counts.
            if turn == self._turn:
                self._mark(ids)

        if uids:
            self.feed.ask(self, lambda reader: reader.ids_of(kind, uids), mark)
        else:
            self._mark([])

    def _mark(self, ids: Sequence[int]) -> None:
        wanted = np.array([one for one in ids if one], np.int64)
        self.grid.choose_ids(wanted, int(wanted[0]) if len(wanted) else None)
        if len(wanted) and not self.grid.reveal_id(int(wanted[0])) and not self.feed.is_whole:
            return  # the rest of the rows is still to come
        self._wanted_keys = []
        self.desk.follow(is_told=False)

    @override
    def _restore_place(self) -> None:
        super()._restore_place()
        if self._wanted_keys:
            keys, self._wanted_keys = self._wanted_keys, []
            self.show_keys(keys)

    def _tell_keys(self, keys: list[Key]) -> None:
        if keys or self.moment is None:
            self._followed = keys  # what is not there at a moment of the past is not forgotten
        self.keys_selected.emit(keys)

    def selected_keys(self) -> list[Key]:
        """Return the selected records, at most 2,000 of them, from top to bottom."""
        return list(self.desk.keys)

    def selection_query(self) -> Query | None:
        """Return what the selected records all fulfil when all rows are selected; else None."""
        return self.desk.chosen().query

    def chosen_records(self) -> ChosenRecords:
        """Return all selected records, however many, by the numbers of their rows."""
        return self.desk.chosen()

    def _open_current(self) -> None:
        row = self.model.row(self.grid.currentIndex().row())
        if row is not None and row.uid:
            self.open_requested.emit(Key(self.kind, row.uid))

    def _show_menu(self, position: QPoint) -> None:
        keys = self.desk.keys
        row = self.model.row(self.grid.indexAt(position).row())
        if not keys and row is not None:
            keys = [Key(self.kind, row.uid)]
        menu = make_row_menu(
            self.grid, self.kind, keys, is_live=self.moment is None, ask=self._ask_act
        )
        menu.addSeparator()
        edit = menu.addAction(self.tr("Zelle ändern (F2)"), self.edit_cell)
        edit.setEnabled(bool(keys) and self.moment is None)
        menu.addAction(self.tr("Zeilen kopieren (Strg+C)"), self.desk.copy)
        pop_up(menu, self.grid.viewport().mapToGlobal(position))

    def _ask_act(self, act: str) -> None:
        if act in CHANGING and self.moment is not None:
            self.message_requested.emit(self.tr("Ändern lässt sich der Bestand nur LIVE."))
        elif self.desk.keys or act == Acts.EXPORT:
            self.act_requested.emit(act, list(self.desk.keys))

    # ---- editing in place ----------------------------------------------------------------------
    def edit_cell(self) -> None:
        """Edit the current cell in place, where its field is a plain one of the record."""
        index = self.grid.currentIndex()
        row = self.model.row(index.row()) if index.isValid() else None
        if row is None:
            return
        column = self.model.columns[index.column()]
        if self.moment is not None:
            self.message_requested.emit(self.tr("Ändern lässt sich der Bestand nur LIVE."))
            return
        field = column.edited
        if field is None:
            self.message_requested.emit(
                self.tr("„{0}“ gehört zu einem anderen Datensatz und wird dort geändert.").format(
                    column.title
                )
            )
            return
        kind, uid = self.kind, row.uid

        def take(record: Record | None) -> None:
            if record is not None and self.kind == kind:
                editor = CellEditor(record, field, self.filters.references, self._words, self)
                editor.wished.connect(self.change_requested)
                editor.open_over(self.grid.visualRect(index), self.grid.viewport())

        self.feed.ask(self, lambda reader: reader.record(kind, uid), take)

    # ---- memory, language, theme ---------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        looks = {**self._looks, self.kind: self.look()}
        return {
            "kind": self.kind,
            "view": self.views.current,
            "looks": {kind: look_to_dict(look) for kind, look in looks.items()},
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        saved = state.get("looks")
        known = saved if isinstance(saved, dict) else {}
        looks = {kind: look_from_dict(look) for kind, look in known.items() if kind in KINDS}
        view = state.get("view")
        self.views.current = view if isinstance(view, str) else ""
        wanted = state.get("kind")
        kind = wanted if isinstance(wanted, str) and wanted in KINDS else self.kind
        if kind in looks:
            self._take_look(kind, looks[kind])
        # Taking a look noted how the kind before was looked at; what was saved counts more.
        self._looks.update(looks)

    @override
    def retranslate(self) -> None:
        self.model.gone_words = self.tr("gab es noch nicht")
        self.grid.setAccessibleName(self.tr("Bestand"))
        self.top.retranslate()
        self.show_columns([path for path, _ in self.hands.columns()], is_forced=True)
        self.chips.forget()
        self._show_chips()
        self._show_counts()
        self._want()

    @override
    def apply_theme(self) -> None:
        self.grid.painter.apply_theme()
        self.grid.painter.take_font(self.grid.font())
        self.grid.viewport().update()
        self.top.apply_theme()
        self.chips.forget()
        self._show_chips()

    def close_feed(self) -> None:
        """End the threads; the pane shows nothing new any more."""
        self._search_timer.stop()
        self.desk.end()
        self.hands.end()
        self.feed.close()
        self._end_references()

    def _end_references(self) -> None:
        if self.filters.references is not None:
            self.filters.references.close()
            self.filters.references = None

    @override
    def close(self) -> bool:
        self.close_feed()
        return super().close()
