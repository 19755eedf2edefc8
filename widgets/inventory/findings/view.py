"""The findings: a list to work through, with orders on one or many at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import (
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Commit
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key, Record
from app.services.clocks import SystemClock
from app.services.ports import Clock, StoppedError
from app.services.states import CityState
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.findings.bar import FindingsBar
from widgets.inventory.findings.model import (
    Column,
    FindingsModel,
    subject_of,
)
from widgets.inventory.findings.orders import Given, Order, changeset, fit
from widgets.inventory.findings.panel import OrderPanel
from widgets.inventory.findings.table import KEYS, FindingsTable
from widgets.inventory.panes import InventoryPane, OpenReader, Wish
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_MINUTE_US: Final = 60_000_000


class FindingsPane(InventoryPane):
    """Shows findings.

    Attributes:
        clock: Tells ages and the moment of an order.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = SystemClock()
        self._background = Background(self, "inventory-findings")
        self._wish = 0
        self._zone = "Europe/Berlin"
        self._minute = 0
        self._read_last: tuple[list[Record], dict[Key, str]] | None = None
        self.model = FindingsModel(self)
        self.table = FindingsTable(self.model)
        self.bar = FindingsBar()
        self.tally = ElidedLabel()
        self.tally.setObjectName("muted")
        self.buttons = {order: QPushButton() for order in Order}
        self.panel = OrderPanel()
        self.stage = Stage(self.table)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        # Where five orders have no room beside each other they go on in the next line.
        orders = WrappingLine(2 * GRID)
        orders.show_parts(list(self.buttons.values()))
        below = QVBoxLayout()
        below.setContentsMargins(2 * GRID, 0, 2 * GRID, 2 * GRID)
        below.setSpacing(GRID)
        below.addWidget(self.tally)
        below.addWidget(orders)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)
        column.addWidget(self.panel)
        column.addLayout(below)

    def _connect(self) -> None:
        self.bar.changed.connect(self._choose)
        self.bar.left.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated_row.connect(lambda: self._open(self.table.currentIndex().row()))
        self.table.doubleClicked.connect(lambda index: self._open(index.row()))
        self.stage.action_requested.connect(self.clear_filter)
        self.panel.given.connect(self._carry_out)
        self.table.order_wanted.connect(self.ask)
        for order, button in self.buttons.items():
            button.clicked.connect(lambda _=False, order=order: self.ask(order))

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self._read()

    @override
    def set_city(self, city: City) -> None:
        self._zone = self.model.zone = city.time_zone

    @override
    def show_commit(self, commit: Commit) -> None:
        self._read()

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self.panel.rest()
        self._read_last = None
        self._show_orders()
        self._read()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        if {subject_of(one) for one in self.selected()} != set(keys):
            self._select(lambda one: subject_of(one) in set(keys))

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        if state.at_us // _MINUTE_US != self._minute:
            self._minute = state.at_us // _MINUTE_US
            self.model.set_now(state.at_us)

    def close_feed(self) -> None:
        """End the thread that reads."""
        self._background.close()

    # ---- reading -------------------------------------------------------------------------------
    def _read(self) -> None:
        if self.open_reader is None:
            return
        self._wish += 1
        wish, opens, moment = self._wish, self.open_reader, self.moment
        is_whole = self.bar.wants_resolved

        def work() -> object:
            reader = opens()
            try:
                still = Filter("state", Operator.IS_NOT, ("resolved",))
                wanted = () if is_whole else (still,)
                records = reader.records("finding", wanted, at_us=moment)
                titles = reader.titles({subject_of(one) for one in records}, moment)
            except StoppedError:
                return None
            else:
                return records, titles
            finally:
                reader.close()

        self._background.ask(self, work, lambda found: self._take(wish, found), self._fail)

    def _take(self, wish: int, found: tuple[list[Record], dict[Key, str]] | None) -> None:
        if wish != self._wish or found is None:
            return
        is_same, self._read_last = found == self._read_last, found
        if is_same and self.model.records:
            return
        chosen = {one.uid for one in self.selected()}
        now = self.clock.now_us() if self.moment is None else self.moment
        self.bar.offer_rules(found[0])
        self.model.take(found[0], found[1], now)
        self._choose()
        self._select(lambda one: one.uid in chosen)

    def _fail(self, why: str) -> None:
        sentence = self.tr("Die Befunde lassen sich nicht lesen: {0}")
        self.stage.show_message("mdi6.database-alert-outline", sentence.format(why))

    # ---- what is shown -------------------------------------------------------------------------
    def _choose(self) -> None:
        before, choice = self.model.choice, self.bar.choice()
        chosen = {one.uid for one in self.selected()}
        self.model.choose(choice)
        self._select(lambda one: one.uid in chosen)
        if before.states != choice.states:
            self.bar.offer_rules(self.model.records)
            if self.bar.wants_resolved:
                self._read()  # those that are resolved are read when they are wanted
        self._show_page()
        self._show_orders()

    def _show_page(self) -> None:
        if self.model.shown:
            self.stage.show_content()
        elif not self.bar.is_at_rest:
            self.stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Kein Befund passt zu dieser Auswahl."),
                self.tr("Auswahl aufheben"),
            )
        else:
            self.stage.show_message(
                "mdi6.check-circle-outline",
                self.tr("Es gibt keine offenen Befunde: Im Bestand passt alles zusammen."),
            )

    def clear_filter(self) -> None:
        """Show all findings that are to be done."""
        self.bar.clear()

    # ---- selection -----------------------------------------------------------------------------
    def selected(self) -> list[Record]:
        """Return the selected findings from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.shown[row] for row in rows if row < len(self.model.shown)]

    def _select(self, is_wanted: Any) -> None:
        """Select rows without telling anybody."""
        chosen = QItemSelection()
        for row, one in enumerate(self.model.shown):
            if is_wanted(one):
                index = self.model.index(row, 0)
                chosen.select(index, self.model.index(row, len(Column) - 1))
        model = self.table.selectionModel()
        model.blockSignals(True)  # noqa: FBT003 - Qt's own
        flags = QItemSelectionModel.SelectionFlag
        model.select(chosen, flags.ClearAndSelect | flags.Rows)
        model.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.table.viewport().update()
        self._show_orders()

    def _selected(self) -> None:
        self.panel.rest()
        self._show_orders()
        keys = list(dict.fromkeys(subject_of(one) for one in self.selected()))
        known = [key for key in keys if key.kind in KINDS]
        if known:
            self.keys_selected.emit(known)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.model.shown):
            self.open_requested.emit(subject_of(self.model.shown[row]))

    # ---- orders --------------------------------------------------------------------------------
    def _show_orders(self) -> None:
        chosen = self.selected()
        for order, button in self.buttons.items():
            amount = len(fit(order, chosen))
            button.setEnabled(amount > 0 and self.moment is None)
        shown, picked = len(self.model.shown), len(chosen)
        text = self.tr("{0} Befunde")
        if picked:
            text = self.tr("{0} Befunde, {1} ausgewählt")
        if self.moment is not None:
            text = self.tr("{0} Befunde damals. Ändern können Sie nur den gegenwärtigen Stand.")
        self.tally.setText(text.format(count(shown), count(picked)))

    def today(self) -> date:
        """Return the day in the city."""
        now = datetime.fromtimestamp(self.clock.now_us() / 1e6, UTC)
        return now.astimezone(ZoneInfo(self._zone)).date()

    def ask(self, order: Order) -> None:
        """Ask for what an order on the selected findings needs."""
        amount = len(fit(order, self.selected()))
        if amount and self.moment is None:
            self.panel.ask(order, amount, self.today())

    def _carry_out(self, order: Order, given: Given) -> None:
        given = replace(given, at_us=self.clock.now_us())
        wanted = changeset(order, self.selected(), given)
        self.change_requested.emit(Wish(wanted, self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        if isinstance(outcome, Commit):
            self.panel.rest()
            return
        self.panel.refuse(on_screen(str(outcome)))
        self._read()  # somebody else may have changed one of them meanwhile

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return self.bar.save_state()

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.bar.restore_state(state)

    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.bar.offer_rules(self.model.records)
        texts = {
            Order.ACCEPT: self.tr("Vorschlag übernehmen"),
            Order.ASSIGN: self.tr("Zuweisen …"),
            Order.SNOOZE: self.tr("Zurückstellen …"),
            Order.RESOLVE: self.tr("Erledigen …"),
            Order.REOPEN: self.tr("Wieder öffnen"),
        }
        for order, text in texts.items():
            self.buttons[order].setText(text)
            self.buttons[order].setAccessibleName(text)
            self.buttons[order].setToolTip(f"{text} ({KEYS[order]})")
        self.table.setAccessibleName(self.tr("Befunde"))
        self._show_orders()
        self._read()

    @override
    def apply_theme(self) -> None:
        for order, name in (
            (Order.ACCEPT, "mdi6.lightbulb-on-outline"),
            (Order.ASSIGN, "mdi6.account-arrow-right-outline"),
            (Order.SNOOZE, "mdi6.clock-outline"),
            (Order.RESOLVE, "mdi6.check"),
            (Order.REOPEN, "mdi6.restore"),
        ):
            self.buttons[order].setIcon(icon(name))
        self.table.viewport().update()
