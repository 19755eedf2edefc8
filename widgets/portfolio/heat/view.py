"""The list of projects: how all of them stand."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.life_cycles import Transition
from app.domain.inventory.records import Key, Record
from app.services.portfolio.states import PortfolioState
from widgets.connections.tables import ColumnKeeper, pop_up
from widgets.inventory.card.steps import StepPanel
from widgets.inventory.fields import References
from widgets.inventory.panes import Acts, OpenReader, Wish
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.portfolio.bands import BandedTable
from widgets.portfolio.heat.bar import HeatBar
from widgets.portfolio.heat.columns import HIDDEN, WIDTHS, Column, column_title
from widgets.portfolio.heat.delegate import HeatDelegate
from widgets.portfolio.heat.lighting import LightPanel, without_light
from widgets.portfolio.heat.menus import HeatMenu
from widgets.portfolio.heat.model import HeatModel
from widgets.portfolio.heat.rows import HeatRow
from widgets.portfolio.panes import PortfolioPane
from widgets.texts import count
from widgets.theme.tokens import GRID


class HeatPane(PortfolioPane):
    """Shows one row a project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._references: References | None = None
        self._keys: list[Key] = []
        self.model = HeatModel(self)
        self.table: BandedTable[HeatRow] = BandedTable(self.model)
        self.table.setItemDelegate(HeatDelegate(self.table))
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(), list(Column), column_title, WIDTHS,
            hidden=HIDDEN, fixed={Column.NAME},
        )  # fmt: skip
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(Column.NUMBER, Qt.SortOrder.AscendingOrder)
        self.bar, self.tally = HeatBar(), ElidedLabel()
        self.tally.setObjectName("muted")
        self.light_panel, self.step_panel = LightPanel(), StepPanel()
        self._content = QWidget()
        self.stage = Stage(self._content)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2 * GRID)
        self.rows_stage = Stage(self.table)
        inner.addWidget(self.bar)
        inner.addWidget(self.rows_stage, 1)
        for panel in (self.light_panel, self.step_panel):
            inner.addWidget(panel)
        below = QVBoxLayout()
        below.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        below.addWidget(self.tally)
        inner.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)

    def _connect(self) -> None:
        self.bar.changed.connect(self._choose)
        self.bar.left.connect(self.table.setFocus)
        self.bar.new_wanted.connect(self.make_project)
        self.bar.import_wanted.connect(partial(self.act_requested.emit, Acts.IMPORT, []))
        self.bar.export_wanted.connect(partial(self.act_requested.emit, Acts.GIVE_OUT, []))
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated_row.connect(self._open_current)
        self.table.doubleClicked.connect(lambda _: self._open_current())
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.stage.action_requested.connect(self.make_project)
        self.rows_stage.action_requested.connect(self.bar.clear)
        for panel in (self.light_panel, self.step_panel):
            panel.change_wanted.connect(self.change_requested)
        self.table.acts = {
            Qt.Key.Key_F2: partial(self._ask, Acts.EDIT),
            Qt.Key.Key_Delete: partial(self._ask, Acts.REMOVE),
            Qt.Key.Key_Insert: self.make_project,
        }

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        if self._references is not None:
            self._references.close()
        self._references = References(open_reader, self)

    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        if self.is_past:
            self.light_panel.rest()
            self.step_panel.rest()
        self.light_panel.follow(state.portfolio)
        self.step_panel.follow(state.portfolio.get)
        self.model.take(state)
        self.bar.show_counts(self.model.all)
        self.bar.new.setEnabled(not self.is_past)
        self.bar.take_over.setEnabled(not self.is_past)
        self._choose()
        self.show_keys(self._keys)

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = list(keys)
        if self.portfolio_state is None:
            return
        portfolio = self.portfolio_state.portfolio
        wanted = [portfolio.key_project(key) for key in keys]
        if {one.record.uid for one in self.table.selected()} != set(wanted):
            self.table.select_names(set(wanted), next(iter(wanted), ""))
            self.table.scrollTo(self.table.currentIndex())
        self._show_tally()

    def close_feed(self) -> None:
        """End the thread that looks names up."""
        if self._references is not None:
            self._references.close()

    # ---- what is shown -------------------------------------------------------------------------
    def _choose(self) -> None:
        self.model.choose(self.bar.choice())
        self._show_page()
        self._show_tally()

    def _show_page(self) -> None:
        if self.portfolio_state is None:
            return
        if not self.model.all:
            action = "" if self.is_past else self.tr("Neues Projekt")
            sentence = self.tr("Noch keine Projekte.")
            if self.is_past:
                sentence = self.tr("Zu diesem Zeitpunkt gab es noch keine Projekte.")
            self.stage.show_message("mdi6.clipboard-text-outline", sentence, action)
            return
        self.stage.show_content()
        if self.is_past:
            self.stage.notice.show_notice("mdi6.history", self._past_words())
        else:
            self.stage.notice.show_notice("", "")
        if self.model.chosen:
            self.rows_stage.show_content()
        else:
            self.rows_stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Kein Projekt passt zu dieser Auswahl."),
                self.tr("Auswahl aufheben"),
            )

    def _past_words(self) -> str:
        return self.tr(
            "Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen."
        )

    def _show_tally(self) -> None:
        shown, picked = len(self.model.chosen), len(self.table.selected())
        text = self.tr("Projekte: {0}, ausgewählt: {2}") if picked else self.tr("Projekte: {0}")
        if shown < len(self.model.all):
            text = self.tr("Projekte: {0} von {1}")
            if picked:
                text = self.tr("Projekte: {0} von {1}, ausgewählt: {2}")
        self.tally.setText(text.format(count(shown), count(len(self.model.all)), count(picked)))

    # ---- hands ---------------------------------------------------------------------------------
    def records(self) -> list[Record]:
        """Return the selected projects."""
        return [one.record for one in self.table.selected()]

    def _selected(self) -> None:
        keys = [one.key for one in self.table.selected()]
        self._show_tally()
        if keys:
            self._keys = keys
            self.keys_selected.emit(keys)

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_requested.emit(row.key)

    def make_project(self) -> None:
        """Ask for a new project."""
        if not self.is_past:
            self.act_requested.emit(Acts.NEW, [Key("project", "")])

    def make_part(self, kind: str) -> None:
        """Ask for something new of the selected project."""
        chosen = self.table.selected()
        if len(chosen) == 1 and not self.is_past:
            self.act_requested.emit(Acts.NEW, [Key(kind, ""), chosen[0].key])

    def _ask(self, act: str) -> None:
        """Ask for something to do with what is selected."""
        keys = [one.key for one in self.table.selected()]
        if not keys or (self.is_past and act in {Acts.EDIT, Acts.REMOVE}):
            return
        is_many = act == Acts.EDIT and len(keys) > 1
        self.act_requested.emit(Acts.BULK if is_many else act, keys)

    def export(self) -> None:
        """Ask for a file of the selected projects, or of all that are shown."""
        rows = self.table.selected() or self.model.chosen
        if rows:
            self.act_requested.emit(Acts.EXPORT, [one.key for one in rows])

    def set_light(self) -> None:
        """Ask for a light by hand."""
        if self.portfolio_state is not None and not self.is_past:
            self.step_panel.rest()
            self.light_panel.ask(self.records(), self.portfolio_state.today)

    def drop_light(self) -> None:
        """Let the rules count again."""
        lit = [one for one in self.records() if one.text("light")]
        if lit and not self.is_past:
            reason = self.tr("Ampel von Hand aufgehoben")
            self.change_requested.emit(Wish(without_light(lit, reason)))

    def take_step(self, step: Transition) -> None:
        """Carry out a step of the selected project's life, or ask for what it needs."""
        chosen = self.records()
        if len(chosen) == 1 and self.portfolio_state is not None and not self.is_past:
            self.light_panel.rest()
            self.step_panel.ask(chosen[0], step, self.portfolio_state.today, self._references)

    def make_menu(self) -> HeatMenu:
        """Return the menu of what is selected."""
        acts: dict[str, Callable[[], object]] = {
            "open": self._open_current,
            "edit": partial(self._ask, Acts.EDIT),
            "new": self.make_project,
            "set_light": self.set_light,
            "drop_light": self.drop_light,
            "history": partial(self._ask, Acts.HISTORY),
            "copy": self.table.copy,
            "export": self.export,
            "remove": partial(self._ask, Acts.REMOVE),
        }
        return HeatMenu(
            self.records(), acts, self.take_step, self.make_part,
            self.columns.make_menu(self.table), is_fixed=self.is_past, parent=self.table,
        )  # fmt: skip

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        header = self.table.horizontalHeader()
        return {
            "columns": self.columns.save(),
            "sort": [
                Column(header.sortIndicatorSection()).name,
                header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
            ],
            "folded": sorted(self.model.folded),
            **self.bar.save_state(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.columns.restore(state.get("columns"))
        folded, sort = state.get("folded"), state.get("sort")
        if isinstance(folded, list):
            self.model.folded = {one for one in folded if isinstance(one, str)}
        match sort:
            case [str(name), bool(is_descending)] if name in Column.__members__:
                orders = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
                self.table.sortByColumn(Column[name], orders[is_descending])
            case _:
                pass
        self.bar.restore_state(state)

    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.table.setAccessibleName(self.tr("Liste der Projekte"))
        if self.portfolio_state is not None:
            self.model.take(self.portfolio_state)
            self._show_page()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._show_tally()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.table.viewport().update()
