"""What the table shows: joins rows, headings, filters, search, views and the line below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Query, Sort
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ValueWords
from widgets.inventory.panes import Acts, InventoryPane
from widgets.inventory.table.column_dialog import ColumnDialog
from widgets.inventory.table.columns import (
    CustomFields,
    first_paths,
    make_columns,
)
from widgets.inventory.table.feed import TableFeed
from widgets.inventory.table.filter_bar import FilterBar
from widgets.inventory.table.filtering import FilterDesk, Filtered
from widgets.inventory.table.footer import Footer
from widgets.inventory.table.grid import InventoryGrid
from widgets.inventory.table.header import HeaderHands
from widgets.inventory.table.looks import Look
from widgets.inventory.table.model import InventoryModel
from widgets.inventory.table.selecting import SelectionDesk
from widgets.inventory.table.signs import Signs
from widgets.inventory.table.top_bar import TopBar
from widgets.inventory.table.views import SavedView, ViewBar
from widgets.placeholders import Stage

_MOMENT: Final = Field("at_us", "Zeit", FieldType.MOMENT)


class TableSheet(InventoryPane):
    """Rows of one kind, with headings, filters, search, views and the line below.

    What a pane has beyond that, selection, changes, moments, memory, is `InventoryTable`.

    Attributes:
        model: Its rows.
        grid: The table itself.
        feed: What reads for it.
        top: The bar above.
        chips: What is filtered.
        footer: The line below.
        desk: What is selected.
        filters: Shows what is filtered and asks for other filters.

    Signals:
        query_changed: What the table shows is another query now (`Query`); for map and export.
    """

    query_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ValueWords()
        self._looks: dict[str, Look] = {}
        self._look = Look()
        self._custom: CustomFields = {}
        self._now_us = 0
        self._total = -1
        self._is_other = False
        self._kept: tuple[np.ndarray[Any, np.dtype[np.int64]], int | None, int | None] | None = None
        self.model = InventoryModel(self)
        self.grid = InventoryGrid(self.model)
        self.feed = TableFeed(self.model, self)
        self.hands = HeaderHands(self.grid, self.model)
        self.desk = SelectionDesk(self.grid, self.model, self.feed, self.hands)
        self.views = ViewBar(self.look, lambda: self._now_us)
        self.top, self.chips, self.footer = TopBar(self.views), FilterBar(), Footer()
        self.filters = FilterDesk(self.chips, self.top, self.feed, self)
        self.stage = Stage(self.grid)
        self.signs = Signs(self.stage)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.timeout.connect(self._search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.chips):
            column.addWidget(part)
        column.addWidget(self.stage, 1)
        column.addWidget(self.footer)
        self._connect_grid()
        self._connect_bars()

    def _connect_grid(self) -> None:
        grid, feed, hands = self.grid, self.feed, self.hands
        grid.sight_changed.connect(self._want)
        grid.copy_wanted.connect(self.desk.copy)
        grid.words_typed.connect(self._type)
        feed.about_to_order.connect(self._keep_place)
        feed.ordered.connect(self._show_order)
        feed.counted.connect(self._take_total)
        feed.slow.connect(lambda is_slow: self.footer.show_busy(is_busy=is_slow))
        feed.failed.connect(self._show_failure)
        hands.sort_wished.connect(lambda sort: self._look_at(sort=tuple(sort)))
        hands.filter_wished.connect(self.filters.open)
        hands.columns_wished.connect(self.show_columns)
        hands.choice_wished.connect(self.choose_columns)
        hands.reset_wished.connect(lambda: self.show_columns(list(first_paths(self.kind))))
        hands.arranged.connect(self._note_arrangement)
        self.desk.sums_said.connect(self.footer.show_sums)
        self.desk.copied.connect(self.message_requested)

    def _connect_bars(self) -> None:
        self.top.kind_wished.connect(self.show_kind)
        self.top.box.textChanged.connect(lambda: self._search_timer.start(0))
        self.top.box.left.connect(self._leave_search)
        self.top.filter_wished.connect(
            lambda: self.filters.offer([path for path, _ in self.hands.columns()])
        )
        self.top.columns.clicked.connect(self.choose_columns)
        self.top.new.clicked.connect(
            lambda: self.act_requested.emit(Acts.NEW, [Key(self.kind, "")])
        )
        self.filters.wished.connect(self._set_filters)
        self.chips.filter_removed.connect(lambda path: self._set_filters(path, []))
        self.chips.scope_removed.connect(lambda: self._look_at(scope=()))
        self.chips.all_removed.connect(lambda: self._look_at(filters=(), scope=()))
        self.footer.stop_requested.connect(self.feed.stop)
        self.footer.rest_requested.connect(lambda: self.feed.order(self.query()))
        self.views.view_chosen.connect(self.show_view)
        self.views.wished.connect(self.change_requested)
        self.stage.action_requested.connect(self._act)

    # ---- what is shown -------------------------------------------------------------------------
    @property
    def kind(self) -> str:
        """Kind of the records that are shown."""
        return self.model.kind

    def query(self) -> Query:
        """Return what is shown."""
        return self._look.query(self.kind, self.moment)

    def look(self) -> Look:
        """Return how the table is looked at."""
        return replace(self._look, columns=tuple(self.hands.columns()))

    def show_kind(self, kind: str) -> None:
        """Show the records of a kind as they were looked at last."""
        if kind in KINDS:
            self._take_look(kind, self._looks.get(kind, Look()))

    def show_query(self, query: Query) -> None:
        """Show the records of a query of the tree.

        Its filters are the scope, beside the person's own filters; those, the words that are
        searched, the order, columns and widths stay as they were for its kind, unless the query has
        others.
        """
        if query.kind not in KINDS:
            return
        known = self.look() if query.kind == self.kind else self._looks.get(query.kind, Look())
        look = replace(
            known,
            scope=tuple(query.filters),
            text=query.text or known.text,
            sort=tuple(query.sort) or known.sort,
        )
        self.views.current = ""
        self._take_look(query.kind, look)

    def show_view(self, view: SavedView) -> None:
        """Show a saved view."""
        self.views.current = view.uid
        self._take_look(view.kind, view.look)

    def _take_look(self, kind: str, look: Look) -> None:
        if self.kind and kind != self.kind:
            self._looks[self.kind] = self.look()
            self._total = -1
            self._custom = {}
        self._look = look
        paths = [path for path, _ in look.columns] or list(first_paths(kind))
        self._set_columns(kind, paths, dict(look.columns))
        self.top.show_kind(kind)
        self.top.box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.top.box.setText(look.text)
        self.top.box.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.views.show_views(self.views.views, kind)
        self._ask_custom()
        self._read_anew()

    def _set_columns(
        self,
        kind: str,
        paths: Sequence[str],
        widths: dict[str, float],
        *,
        is_forced: bool = False,
    ) -> None:
        """Show columns; nothing is read again where they are shown already, unless forced to."""
        columns = make_columns(kind, paths, self._custom, self._words)
        shown = [column.path.text for column in self.model.columns]
        is_same = kind == self.kind and shown == [column.path.text for column in columns]
        if is_forced or not is_same:
            if kind == self.kind:
                self._keep_place()
            else:
                self._kept = None
            self.feed.forget()
            self.model.set_columns(kind, columns)
        self.hands.lay([widths.get(column.path.text, 0.0) for column in columns])

    def _look_at(
        self,
        *,
        filters: tuple[Filter, ...] | None = None,
        scope: tuple[Filter, ...] | None = None,
        sort: tuple[Sort, ...] | None = None,
        text: str | None = None,
    ) -> None:
        """Filter, sort or search otherwise; columns stay."""
        look = self._look
        self._look = replace(
            look,
            filters=look.filters if filters is None else filters,
            scope=look.scope if scope is None else scope,
            sort=look.sort if sort is None else sort,
            text=look.text if text is None else text,
        )
        self._read_anew()

    def _read_anew(self) -> None:
        """Read the rows of what is looked at now."""
        self.model.show_sort(self._look.sort)
        self._show_chips()
        self.views.show_current()
        self._is_other = True
        if self.feed.is_open:
            if not len(self.model.ids):
                self.stage.placeholder.show_loading()
            self.feed.order(self.query())
        self.query_changed.emit(self.query())

    # ---- columns -------------------------------------------------------------------------------
    def show_columns(self, paths: Sequence[str], *, is_forced: bool = False) -> None:
        """Show these columns, from left to right; widths of known ones stay."""
        widths = dict(self.hands.columns())
        self._look = replace(
            self._look, columns=tuple((path, widths.get(path, 0.0)) for path in paths)
        )
        self._set_columns(self.kind, paths, widths, is_forced=is_forced)
        self.model.show_sort(self._look.sort)
        self.views.show_current()
        self._restore_place()
        self._want()

    def choose_columns(self) -> None:
        """Open the dialog of columns."""
        shown = [path for path, _ in self.hands.columns()]
        dialog = ColumnDialog(self.kind, shown, self._custom, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.columns_chosen.connect(self.show_columns)
        dialog.open()

    def _note_arrangement(self) -> None:
        self._look = self.look()
        self.views.show_current()

    def _ask_custom(self) -> None:
        kind = self.kind
        if KINDS[kind].has_custom:
            self.feed.ask(
                self, lambda reader: (kind, reader.custom_fields(kind)), self._take_custom
            )

    def _take_custom(self, found: tuple[str, CustomFields]) -> None:
        kind, custom = found
        if kind != self.kind or custom == self._custom:
            return
        self._custom = custom
        wanted = [path for path, _ in self._look.columns]
        shown = [path for path, _ in self.hands.columns()]
        if any(path.startswith("custom.") for path in {*wanted, *shown}):
            self.show_columns(wanted or shown, is_forced=True)
            self._show_chips()

    # ---- filters and search --------------------------------------------------------------------
    def _show_chips(self) -> None:
        self.filters.show(Filtered(self.kind, self._look, self._custom, self._words, self.moment))

    def _set_filters(self, path: str, filters: Sequence[Filter]) -> None:
        self._look_at(filters=self._look.with_filter(path, filters))

    def _search(self) -> None:
        if self.top.box.text() != self._look.text:
            self._look_at(text=self.top.box.text())

    def _type(self, letters: str) -> None:
        self.top.box.setFocus()
        self.top.box.setText(letters)

    def _focus_search(self) -> None:
        self.top.box.setFocus()
        self.top.box.selectAll()

    def _leave_search(self) -> None:
        self.grid.setFocus()
        if self.grid.currentIndex().row() < 0 and len(self.model.ids):
            self.grid.setCurrentIndex(self.model.index(0, 0))

    # ---- rows come -----------------------------------------------------------------------------
    def _want(self) -> None:
        self.feed.screenful = self.grid.screenful
        self.feed.want(self.grid.rows_in_sight())

    def _keep_place(self) -> None:
        """Note what is selected and where the person is, before the rows are others."""
        if self._kept is None:
            top = self.grid.rowAt(0)
            top_id = self.model.ids[top] if 0 < top < len(self.model.ids) else None
            ids = np.frombuffer(self.grid.chosen_ids().tobytes(), np.int64)
            self._kept = (ids, self.grid.current_id(), top_id)

    def _restore_place(self) -> None:
        if self._kept is None:
            return
        ids, current, _ = self._kept
        self._kept = None
        if len(ids) or current is not None:
            self.grid.choose_ids(ids, current)

    def _show_order(self, is_whole: bool) -> None:  # noqa: FBT001 - a signal's argument
        before = self._kept
        self._restore_place()
        if before is not None and len(before[0]) != self.grid.chosen_count:
            # What is filtered away is selected no more here; others keep their selection.
            self.desk.follow(is_told=False)
        if before is not None and before[2] is not None:
            row = np.flatnonzero(self.model.id_array() == before[2])
            if len(row) and is_whole:
                self.grid.scrollTo(
                    self.model.index(int(row[0]), 0), self.grid.ScrollHint.PositionAtTop
                )
            elif not len(row) and self._is_other:
                self.grid.scrollToTop()  # the end of the rows before is no place among others
        self._is_other = False
        self._show_state()
        self._show_counts()
        self._want()

    def _take_total(self, total: int) -> None:
        self._total = total
        self._show_state()
        self._show_counts()

    def _show_counts(self) -> None:
        plural = on_screen(KINDS[self.kind].plural)
        shown, chosen = len(self.model.ids), self.grid.chosen_count
        self.footer.show_counts(
            shown,
            self._total,
            chosen,
            plural,
            is_whole=self.feed.is_whole,
            is_coming=self.feed.is_ordering,
        )

    def _show_state(self) -> None:
        """Show the rows, or why there are none."""
        if len(self.model.ids):
            self.stage.show_content()
            self._show_notice()
            return
        if self.feed.is_whole:
            is_past = self.moment is not None
            self.signs.show_empty(self.kind, self._look, is_past=is_past)
            self._show_notice()

    def _show_notice(self) -> None:
        """Say that a past moment is shown; nothing while it is LIVE."""
        moment = self.moment
        self.signs.show_moment("" if moment is None else self._words.text(_MOMENT, moment))

    def _show_failure(self, sentence: str) -> None:
        self.signs.show_failure(sentence, has_rows=bool(self.model.ids))

    def _act(self) -> None:
        """Do what the placeholder or the notice offers."""
        if self._look.filters or self._look.text.strip():
            self.top.box.clear()
            self._look_at(filters=(), text="")
        elif self._look.scope and not len(self.model.ids):
            self._look_at(scope=())
        elif self.feed.is_whole and not len(self.model.ids) and self.moment is None:
            self.act_requested.emit(Acts.NEW, [Key(self.kind, "")])
        else:
            self._read_anew()
