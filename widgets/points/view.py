"""The table of points with its filter bar and its five drawn states."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.services.states import CityState
from widgets.outages import outage_sentence, outages
from widgets.placeholders import Stage
from widgets.points.arrangement import Quick
from widgets.points.columns import (
    HIDDEN_AT_FIRST,
    HIDDEN_WHEN_COMPACT,
    Column,
    column_title,
)
from widgets.points.export import as_tsv, write_csv
from widgets.points.filters import FilterBar
from widgets.points.layout_state import (
    columns_from_dict,
    columns_in_sight,
    columns_to_dict,
    columns_told,
    fit_columns,
    reset_columns,
    wishes_from_dict,
    wishes_to_dict,
)
from widgets.points.model import PointTableModel
from widgets.points.table import PointTable
from widgets.points.wording import points_text
from widgets.texts import language
from widgets.views import View

_SECOND_US = 1_000_000


class PointTableView(View):
    """All points of the city, filtered, sorted and grouped as the person likes.

    Args:
        is_compact: True for a narrow list to choose from: name, place and value with its unit.

    Signals:
        sources_requested: The person wants to set up or repair sources.
    """

    sources_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_compact: bool = False) -> None:
        super().__init__(parent)
        self._is_compact = is_compact
        self._least_letters = 12 if is_compact else 16
        self._hidden_at_first = HIDDEN_WHEN_COMPACT if is_compact else HIDDEN_AT_FIRST
        self.model = PointTableModel(self)
        self.filters = FilterBar(is_compact=is_compact)
        self.table = PointTable(self.model, is_compact=is_compact)
        self.stage = Stage(self.table)
        self._is_allowed = True
        self._has_own_widths = False
        self._is_fitting = False
        self._second = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.stage, 1)
        self.setFocusProxy(self.table)
        reset_columns(self.table, self._hidden_at_first)
        self._place_units()
        self._connect()
        self.retranslate()
        self._choose_page()

    def _connect(self) -> None:
        self.filters.text_changed.connect(self._set_text)
        self.filters.quick_changed.connect(self._rearrange)
        self.filters.grouping_changed.connect(self._rearrange)
        self.filters.field_cleared.connect(partial(self.show_field, ""))
        self.filters.resort_requested.connect(self._resort)
        self.filters.left.connect(self.table.setFocus)
        self.table.chosen.connect(self.points_selected)
        self.table.activated_points.connect(self.trend_requested)
        self.table.copy_wanted.connect(self.copy)
        self.table.resized.connect(self._fit)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        header = self.table.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        header.sectionResized.connect(self._note_resize)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_header_menu)
        self.stage.action_requested.connect(self._act)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_filter)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self.model.wishes.field_id = ""
        self.filters.set_field("")
        self.table.delegate.forget_paths()
        self.model.set_city(city)
        self._second = -1
        self._count()
        self._choose_page()

    @override
    def set_rules(self, city: City) -> None:
        self.model.set_rules(city)
        self.table.viewport().update()

    @override
    def show_state(self, state: CityState) -> None:
        is_first = self.model.state is None
        with self.table.keeping_place() if is_first else nullcontext():
            changed = self.model.take(state)
        second = state.at_us // _SECOND_US
        is_new_second = second != self._second
        if is_new_second:
            self._second = second
            self._admit()
            self._count()
            self.filters.set_out_of_order(is_out=self.model.is_out_of_order())
            self._choose_page()
        self.table.refresh(changed, all_ages=is_new_second)

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        if self.table.selected_ids() != point_ids:
            self.table.select_ids(point_ids, scroll=True)

    def reveal(self, point_id: str) -> None:
        """Make sure that a point is listed: filters that hide it are dropped, its group unfolds."""
        if self.model.display_row(point_id) >= 0:
            return
        self.model.unfold_group_of(point_id)
        if self.model.display_row(point_id) < 0:
            self._clear_filters()

    def show_field(self, field_id: str) -> None:
        """List only the points of a field of action; empty lists all."""
        roster = self.model.roster
        self.model.wishes.field_id = field_id
        names = {} if roster is None else {f.id: f.name for f in roster.city.fields}
        name = {str(key): text.in_language(language()) for key, text in names.items()}
        self.filters.set_field(name.get(field_id, field_id))
        self._rearrange()

    def show_abnormal(self) -> None:
        """List only abnormal points."""
        self.filters.set_wishes(self.filters.box.text(), Quick.ABNORMAL, self.filters.grouping)
        self._rearrange()

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the points, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._choose_page()

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""
        self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.box.selectAll()

    @override
    def save_state(self) -> dict[str, Any]:
        """Return columns, filter, order and groups as plain data (JSON)."""
        return {
            "columns": columns_to_dict(self.table),
            "own_widths": self._has_own_widths,
            **wishes_to_dict(self.model.wishes),
        }

    @override
    def restore_state(self, saved: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are ignored."""
        with self._fitting():
            columns_from_dict(self.table, saved.get("columns"))
        self._place_units()
        self._has_own_widths = saved.get("own_widths") is True
        field_id = self.model.wishes.field_id
        wishes = wishes_from_dict(saved)
        wishes.field_id = field_id
        self.model.wishes = wishes
        self.filters.set_wishes(wishes.text, wishes.quick, wishes.grouping)
        self._show_indicator()
        self._rearrange()
        self._fit()

    # ---- wishes --------------------------------------------------------------------------------
    def _set_text(self, text: str) -> None:
        self.model.wishes.text = text
        self._rearrange()

    def _rearrange(self) -> None:
        self.model.wishes.quick = self.filters.quick
        self.model.wishes.grouping = self.filters.grouping
        self._resort()

    def _resort(self) -> None:
        with self.table.keeping_place():
            self.model.rearrange()
        self.filters.set_out_of_order(is_out=False)
        self._count()
        self._choose_page()

    def _sort_by(self, section: int) -> None:
        """Sort by a column: first click rising, second falling, third the profile's order."""
        wishes = self.model.wishes
        column = Column(section)
        if column is Column.SPARK:
            return
        if wishes.column is not column:
            wishes.column, wishes.is_descending = column, False
        elif not wishes.is_descending:
            wishes.is_descending = True
        else:
            wishes.column, wishes.is_descending = None, False
        self._show_indicator()
        self._resort()

    def _show_indicator(self) -> None:
        wishes = self.model.wishes
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(wishes.column is not None)
        order = (
            Qt.SortOrder.DescendingOrder if wishes.is_descending else Qt.SortOrder.AscendingOrder
        )
        header.setSortIndicator(-1 if wishes.column is None else int(wishes.column), order)

    def _admit(self) -> None:
        if self.model.wishes.quick is Quick.NONE:
            return
        with self.table.keeping_place():
            self.model.admit()

    def _count(self) -> None:
        live = self.model.live
        found = {
            Quick.ABNORMAL: int(np.count_nonzero(live.abnormal)),
            Quick.STALE: int(np.count_nonzero(live.stale)),
            Quick.SOURCE_DOWN: int(np.count_nonzero(live.source_down)),
        }
        total = 0 if self.model.roster is None else len(self.model.roster)
        self.filters.set_counts(self.model.point_count, total, found)

    # ---- the five states -----------------------------------------------------------------------
    def _choose_page(self) -> None:
        roster, state = self.model.roster, self.model.state
        self.filters.setEnabled(self._is_allowed and roster is not None and len(roster) > 0)
        if not self._is_allowed:
            self.stage.show_no_right()
        elif roster is None:
            self.stage.show_loading()
        elif not len(roster):
            self.stage.show_message(
                "mdi6.access-point-off",
                self.tr("In diesem Profil ist noch kein Datenpunkt angelegt."),
                self.tr("Quellen anbinden"),
            )
        elif state is None:
            self.stage.show_loading()
        elif not self.model.point_count:
            self.stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Kein Datenpunkt passt zu diesem Filter."),
                self.tr("Filter zurücksetzen"),
            )
        else:
            self._show_rows(roster.city, state)

    def _show_rows(self, city: City, state: CityState) -> None:
        sentence = outage_sentence(city, state)
        has_values = bool(np.any(state.states.time != NO_TIME))
        if sentence and not has_values and len(outages(city, state)) == len(city.sources):
            self.stage.show_message("mdi6.lan-disconnect", sentence, self.tr("Quellen prüfen"))
            return
        self.stage.show_content()
        action = self.tr("Quellen prüfen") if sentence else ""
        self.stage.notice.show_notice("mdi6.lan-disconnect", sentence, action)

    def _act(self) -> None:
        """Do what the placeholder's or the notice's button says."""
        is_filtered = self.model.roster is not None and len(self.model.roster) > 0
        if is_filtered and not self.model.point_count:
            self._clear_filters()
        else:
            self.sources_requested.emit()

    def _clear_filters(self) -> None:
        self.filters.set_wishes("", Quick.NONE, self.filters.grouping)
        self.model.wishes.text = ""
        self.show_field("")

    # ---- copy, export, menus -------------------------------------------------------------------
    def columns_in_sight(self) -> list[Column]:
        """Return the columns that are not hidden, from left to right."""
        return columns_in_sight(self.table)

    def _columns_told(self) -> list[Column]:
        """Return the columns whose texts are in sight, also those that stand in another's cell."""
        return columns_told(self.table, is_compact=self._is_compact)

    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        rows = [self.model.point_row(row) for row in self.table.selected_rows()]
        if rows:
            QGuiApplication.clipboard().setText(as_tsv(self.model, rows, self._columns_told()))

    def export_csv(self, path: Path) -> None:
        """Write the selected rows, or all that are listed, as CSV; say how it went."""
        rows = [self.model.point_row(row) for row in self.table.selected_rows()]
        if len(rows) <= 1:
            rows = [int(row) for row in self.model.rows if row >= 0]
        try:
            write_csv(path, self.model, rows, self._columns_told())
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.message_requested.emit(sentence.format(file=path.name, reason=error.strerror))
            return
        sentence = self.tr("{points} in {file} geschrieben.")
        self.message_requested.emit(sentence.format(points=points_text(len(rows)), file=path.name))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), "datenpunkte.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the rows."""
        menu = QMenu(self)
        ids = self.table.selected_ids()
        trend = menu.addAction(self.tr("In Verläufe zeigen"))
        trend.setEnabled(bool(ids))
        trend.triggered.connect(partial(self.trend_requested.emit, ids))
        place = menu.addAction(self.tr("Auf der Karte zeigen"))
        place.setEnabled(bool(ids))
        place.triggered.connect(partial(self.map_requested.emit, ids))
        copy = menu.addAction(self.tr("Kopieren"))
        copy.setEnabled(bool(ids))
        copy.triggered.connect(self.copy)
        menu.addAction(self.tr("Als CSV exportieren …")).triggered.connect(self._ask_export)
        menu.addSeparator()
        menu.addMenu(self.make_column_menu(menu))
        return menu

    def make_column_menu(self, parent: QWidget) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(self.tr("Spalten"), parent)
        for column in Column:
            action = QAction(column_title(column), menu)
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(column))
            action.setEnabled(column is not Column.NAME)
            action.toggled.connect(partial(self._show_column, column))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Spalten zurücksetzen")).triggered.connect(self._reset_columns)
        return menu

    def _show_column(self, column: Column, is_shown: bool) -> None:  # noqa: FBT001 -- a Qt slot
        with self._fitting():
            self.table.setColumnHidden(column, not is_shown)
        self._place_units()
        self._fit()

    def _place_units(self) -> None:
        """Let units stand behind the values while they have no column of their own."""
        self.table.delegate.has_unit = self.table.isColumnHidden(Column.UNIT)

    def _reset_columns(self) -> None:
        with self._fitting():
            reset_columns(self.table, self._hidden_at_first)
        self._place_units()
        self._has_own_widths = False
        self._fit()

    def _show_menu(self, position: QPoint) -> None:
        self._pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    def _show_header_menu(self, position: QPoint) -> None:
        header = self.table.horizontalHeader()
        self._pop_up(self.make_column_menu(self), header.mapToGlobal(position))

    @staticmethod
    def _pop_up(menu: QMenu, position: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.filters.retranslate()
        self.table.setAccessibleName(self.tr("Datenpunkte"))
        with self.table.keeping_place():
            self.model.retranslate()
        self.table.horizontalHeader().viewport().update()
        if self.model.wishes.field_id:
            self.show_field(self.model.wishes.field_id)
        self._count()
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        self.filters.apply_theme()
        self.table.delegate.apply_theme()
        self.table.viewport().update()

    def _note_resize(self) -> None:
        if not self._is_fitting:
            self._has_own_widths = True

    @contextmanager
    def _fitting(self) -> Iterator[None]:
        """Change columns without taking that for the person's own widths."""
        self._is_fitting = True
        yield
        self._is_fitting = False

    def _fit(self) -> None:
        """Share what room is left among names and places, as long as the person set no width."""
        if not self._has_own_widths:
            with self._fitting():
                fit_columns(self.table, self._least_letters)
