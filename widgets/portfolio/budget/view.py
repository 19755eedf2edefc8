"""The pane of money: alarms of funds, sums as table and chart, funds, the lines behind a sum."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from widgets.inventory.panes import Acts
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.portfolio.budget.alarms import AlarmList
from widgets.portfolio.budget.bar import BudgetBar
from widgets.portfolio.budget.chart import BudgetChart
from widgets.portfolio.budget.lists import (
    FUND_COLUMNS,
    LINE_COLUMNS,
    FundColumn,
    FundRow,
    LineColumn,
    LineRow,
    funds_of,
    lines_of,
)
from widgets.portfolio.budget.sheet import Sheet, Spot, sheet_of
from widgets.portfolio.budget.table import SheetTable
from widgets.portfolio.chart_files import copy_picture
from widgets.portfolio.listings import Listing
from widgets.portfolio.steering_panes import SteeringPane, TurningSplitter, sizes_of
from widgets.theme.tokens import GRID

_ICON = "mdi6.cash-multiple"


class BudgetPane(SteeringPane):
    """Shows money; the cell that has the focus says whose lines and bars are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("budget", parent)
        self.sheet = Sheet()
        self._is_fresh = True
        self.bar, self.alarms = BudgetBar(self.scope), AlarmList()
        self.table, self.chart = SheetTable(), BudgetChart()
        self.lines: Listing[LineRow] = Listing(
            LINE_COLUMNS, lambda row: row.record.uid, fixed={LineColumn.YEAR}
        )
        self.funds: Listing[FundRow] = Listing(
            FUND_COLUMNS, lambda row: row.record.uid, fixed={FundColumn.NAME}
        )
        self.lines_head, self.funds_head = ElidedLabel(), ElidedLabel()
        for head in (self.lines_head, self.funds_head):
            head.setObjectName("heading")
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        self.table_stage, self.lines_stage = Stage(self.table), Stage(self.lines)
        self.left, self.right = QSplitter(Qt.Orientation.Vertical), QSplitter()
        self.right.setOrientation(Qt.Orientation.Vertical)
        self.left.addWidget(self.table_stage)
        self.left.addWidget(_headed(self.lines_head, self.lines_stage))
        self.right.addWidget(self.chart)
        self.right.addWidget(_headed(self.funds_head, self.funds))
        for splitter in (self.left, self.right):
            splitter.setChildrenCollapsible(False)
            splitter.setSizes([520, 260])
        self.split = TurningSplitter(self.left, self.right)
        self.split.setSizes([800, 520])
        for part in (self.bar, self.alarms, self.split):
            self.column.addWidget(part, 1 if part is self.split else 0)

    def _connect(self) -> None:
        self.bar.changed.connect(self.refresh)
        self.bar.new.clicked.connect(self.new)
        self.stage.action_requested.connect(self.new)
        self.lines_stage.action_requested.connect(self.new)
        self.table_stage.action_requested.connect(lambda: self.scope.setChecked(False))
        self.alarms.chosen.connect(lambda uid: self._choose_fund(Key("fund", uid)))
        self.alarms.opened.connect(lambda uid: self.open_requested.emit(Key("fund", uid)))
        self.table.spot_chosen.connect(self._spot_chosen)
        self.table.spot_opened.connect(self.focus_lines)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.chart.opened.connect(self._open_year)
        self.chart.copy_wanted.connect(partial(copy_picture, self.chart))
        self.chart.menu_wanted.connect(self._show_chart_menu)
        for listing, act in ((self.lines, self.edit_line), (self.funds, self.open_fund)):
            listing.activated_row.connect(act)
            listing.doubleClicked.connect(lambda _, act=act: act())
            listing.customContextMenuRequested.connect(partial(self._show_list_menu, listing))
            listing.selectionModel().selectionChanged.connect(partial(self._listed, listing))
        for owner, key, act in (
            (self.lines, Qt.Key.Key_F2, self.edit_line),
            (self.lines, Qt.Key.Key_Insert, self.new),
            (self.table, Qt.Key.Key_Insert, self.new),
            (self.lines, Qt.Key.Key_Delete, self.remove_lines),
        ):
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # ---- what is shown ---------------------------------------------------------------------------
    @override
    def refresh(self) -> None:
        state = self.portfolio_state
        if state is None:
            return
        self.sheet = sheet_of(state, self.bar.kind, self.scope.holds, self.tr("nicht mehr da"))
        with QSignalBlocker(self.table):
            self.table.show_sheet(
                self.sheet, is_turned=self.bar.is_turned, measures=self.bar.measures
            )
        funds = funds_of(state, self.scope.holds)
        self.funds.listed.show_rows(funds)
        shown = {row.record.uid for row in funds}
        self.alarms.show_alarms([one for one in state.money.alarms if one.fund in shown])
        self.bar.new.setEnabled(not self.is_past)
        self.show_page(
            is_empty=not state.money.cells and not state.portfolio.all("fund"),
            icon=_ICON,
            sentence=self.tr("Noch ist kein Geld verplant. Legen Sie den ersten Haushaltsansatz"
                             " an."),
            past=self.tr("Zu diesem Zeitpunkt war noch kein Geld verplant."),
            act=self.tr("Neuer Ansatz"),
        )  # fmt: skip
        if self.sheet.heads:
            self.table_stage.show_content()
        else:
            self.table_stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Die ausgewählten Projekte haben noch keinen Haushaltsansatz.")
                if self.scope.projects
                else self.tr("Noch gibt es keinen Haushaltsansatz."),
                self.tr("Alle Projekte zeigen") if self.scope.projects else "",
            )
        self._show_spot()
        if self._is_fresh and self.isVisible() and self.sheet.heads:
            self._is_fresh = False
            self.table.bring_year(state.today.year)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_fresh:
            QTimer.singleShot(0, self, self.refresh)

    def spot(self) -> Spot:
        """Return the place that is looked at; all of it where no cell has the focus."""
        return self.table.spot() or Spot()

    def _show_spot(self) -> None:
        """Show bars and lines of the place that is looked at."""
        state, spot = self.portfolio_state, self.spot()
        if state is None:
            return
        rows = lines_of(state, self.sheet.at(spot).lines)
        self.lines.listed.show_rows(rows)
        title = self.table.sums.title(spot)
        self.lines_head.setText(self.tr("Ansätze: {0}").format(title))
        if rows:
            self.lines_stage.show_content()
        else:
            self.lines_stage.show_message(
                "mdi6.cash-remove",
                self.tr("Hier gibt es keinen Haushaltsansatz."),
                "" if self.is_past else self.tr("Neuer Ansatz"),
            )
        name = self.sheet.name(spot.head) or self.tr("Alle gezeigten Projekte")
        years = [(year, self.sheet.at(Spot(spot.head, year)).amounts) for year in self.sheet.years]
        self.chart.show_years(name, years)

    # ---- selection -------------------------------------------------------------------------------
    @override
    def mark(self, keys: Sequence[Key]) -> None:
        lines = {key.uid for key in keys if key.kind == "budget_line"}
        funds = {key.uid for key in keys if key.kind == "fund"}
        self.lines.select_names(lines, next(iter(lines), ""))
        self.funds.select_names(funds, next(iter(funds), ""))
        self.alarms.select(next(iter(funds), ""))
        for key in keys:
            spot = self.spot()
            is_head = key.kind == self.sheet.kind and key.uid != spot.head
            if is_head and self.table.sums.row_of(key.uid) >= 0:
                with QSignalBlocker(self.table):
                    self.table.focus_spot(self._spot_of(key.uid))
                self._show_spot()
                break

    def _spot_of(self, head: str) -> Spot:
        """Return where to look when a project or fund was selected elsewhere."""
        here, state = self.spot(), self.portfolio_state
        this_year = Spot(head, None if state is None else state.today.year)
        if here.year is None and self.sheet.at(this_year).lines:
            return this_year
        return Spot(head, here.year)

    def _spot_chosen(self) -> None:
        self._show_spot()
        key = self.table.sums.key(self.spot())
        if key is not None:
            self.tell([key])

    def _listed(self, listing: Listing[Any], *_: object) -> None:
        keys = [row.key for row in listing.selected()]
        if keys and listing is self.funds:
            self.alarms.select(keys[0].uid)
        self.tell(keys)

    def _choose_fund(self, key: Key) -> None:
        self.funds.select_names({key.uid}, key.uid)
        self.funds.scrollTo(self.funds.currentIndex())
        self.tell([key])

    def focus_lines(self) -> None:
        """Go to the lines behind the cell that has the focus."""
        if self.lines.listed.shown:
            self.lines.setFocus()
            if not self.lines.selected():
                self.lines.selectRow(0)

    def _open_year(self, year: int) -> None:
        self.table.focus_spot(Spot(self.spot().head, year))

    # ---- hands -----------------------------------------------------------------------------------
    @override
    def new(self) -> None:
        """Ask for a new budget line of the project and fund that are looked at."""
        found = {"project": self.selected_project().uid, "fund": ""}
        row = self.lines.current()
        if row is None and len(self.lines.listed.shown) == 1:
            row = self.lines.listed.shown[0]
        if row is not None:
            found = {name: row.record.text(name) for name in found}
        spot = self.spot()
        if spot.head is not None:
            found[self.sheet.kind] = spot.head
        self.ask_new("budget_line", *(Key(kind, uid) for kind, uid in found.items()))

    def edit_line(self) -> None:
        """Ask for the form of the budget line that has the focus; open it in the past."""
        row = self.lines.current()
        if row is not None and self.is_past:
            self.open_requested.emit(row.key)
        elif row is not None:
            keys = [one.key for one in self.lines.selected()] or [row.key]
            self.ask(Acts.BULK if len(keys) > 1 else Acts.EDIT, keys)

    def remove_lines(self) -> None:
        """Ask to remove the selected budget lines."""
        self.ask(Acts.REMOVE, [row.key for row in self.lines.selected()])

    def open_fund(self) -> None:
        """Open the fund that has the focus."""
        row = self.funds.current()
        if row is not None:
            self.open_requested.emit(row.key)

    def export(self) -> None:
        """Ask for a file of the budget lines behind the place that is looked at."""
        chosen = self.lines.selected()
        rows = chosen if len(chosen) > 1 else self.lines.listed.shown
        self.ask(Acts.EXPORT, [row.key for row in rows])

    def export_all(self) -> None:
        """Ask for a file of all budget lines that are shown."""
        self.ask(Acts.EXPORT, [Key("budget_line", uid) for uid in self.sheet.at(Spot()).lines])

    def _show_menu(self, position: QPoint) -> None:
        key, some = self.table.sums.key(self.spot()), bool(self.sheet.heads)
        self.pop_up(
            self.table,
            self.table.viewport().mapToGlobal(position),
            [
                (self.tr("Ansätze zeigen"), self.focus_lines, some),
                (self.tr("Öffnen"), partial(self.open_requested.emit, key), key is not None),
                (self.tr("Neuer Ansatz …"), self.new, not self.is_past),
                None,
                (self.tr("Als Tabelle kopieren"), self.table.copy, some),
                (self.tr("Diese Ansätze exportieren …"), self.export, some),
                (self.tr("Alle Ansätze exportieren …"), self.export_all, some),
            ],
        )

    def _show_list_menu(self, listing: Listing[Any], position: QPoint) -> None:
        some, free, is_lines = bool(listing.selected()), not self.is_past, listing is self.lines
        keys = [row.key for row in listing.selected()]
        edit = self.edit_line if is_lines else partial(self.ask, Acts.EDIT, keys[:1])
        self.pop_up(
            listing,
            listing.viewport().mapToGlobal(position),
            [
                (self.tr("Öffnen"), lambda: self.open_requested.emit(keys[0]), some),
                (self.tr("Bearbeiten …"), edit, some and free),
                (self.tr("Neuer Ansatz …"), self.new, free),
                None,
                (self.tr("Änderungen zeigen"), partial(self.ask, Acts.HISTORY, keys), some),
                (self.tr("Als Tabelle kopieren"), listing.copy, True),
                (
                    self.tr("Exportieren …"),
                    self.export if is_lines else partial(self._export_funds, keys),
                    True,
                ),
                None,
                (self.tr("Entfernen …"), partial(self.ask, Acts.REMOVE, keys), some and free),
            ],
            listing.keeper.make_menu(listing),
        )

    def _export_funds(self, keys: Sequence[Key]) -> None:
        every = [row.key for row in self.funds.listed.shown]
        self.ask(Acts.EXPORT, keys if len(keys) > 1 else every)

    def _show_chart_menu(self, place: QPoint) -> None:
        self.pop_up(
            self.chart,
            place,
            [
                (self.tr("Als Bild kopieren"), partial(copy_picture, self.chart), True),
                (self.tr("Als PNG speichern …"), partial(self._save, "png"), True),
                (self.tr("Als SVG speichern …"), partial(self._save, "svg"), True),
            ],
        )

    def _save(self, suffix: str) -> None:
        self.files.ask(self.chart, self.tr("budget"), suffix)

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        splitters = {"split": self.split, "left": self.left, "right": self.right}
        return {
            "lines": self.lines.save(),
            "funds": self.funds.save(),
            **{name: one.sizes() for name, one in splitters.items()},
            **self.bar.save_state(),
            **self.scope.save_state(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.lines.restore(state.get("lines"))
        self.funds.restore(state.get("funds"))
        sizes_of(state, "split", self.split)
        sizes_of(state, "left", self.left)
        sizes_of(state, "right", self.right)
        self.bar.restore_state(state)
        self.scope.restore_state(state)

    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.funds_head.setText(self.tr("Fördertöpfe"))
        self.alarms.setAccessibleName(self.tr("Was bei Fördertöpfen zu beachten ist"))
        self.table.setAccessibleName(self.tr("Geld nach Jahren"))
        self.lines.setAccessibleName(self.tr("Haushaltsansätze der gewählten Zelle"))
        self.funds.setAccessibleName(self.tr("Liste der Fördertöpfe"))
        self.lines.retranslate()
        self.funds.retranslate()
        self.refresh()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        if self.portfolio_state is not None:
            self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.split.fit(self.width())
        super().resizeEvent(event)


def _headed(head: QWidget, part: QWidget) -> QWidget:
    """Return a part below its heading."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, GRID, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(head)
    column.addWidget(part, 1)
    return box
