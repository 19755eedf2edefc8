"""What is to be done, for whoever looks: their role, their organisation."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.changes import Commit
from app.domain.inventory.records import Key
from app.domain.portfolio.follow_ups import DueItem, DueKind, due_items
from app.services.portfolio.states import PortfolioState
from widgets.connections.tables import ColumnKeeper, MenuLine, make_row_menu, pop_up
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import Acts, Wish
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.portfolio.bands import BandedTable
from widgets.portfolio.due.done import changes, is_doable
from widgets.portfolio.due.model import WIDTHS, Choice, Column, DueModel
from widgets.portfolio.due.review import ReviewPanel
from widgets.portfolio.panes import PortfolioPane
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class DuePane(PortfolioPane):
    """Shows what is to be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[Key] = []
        self._asked: list[DueItem] = []
        self.model = DueModel(self)
        self.table: BandedTable[DueItem] = BandedTable(self.model)
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(), list(Column), self.model.title, WIDTHS,
            fixed={Column.TEXT},
        )  # fmt: skip
        self.table.horizontalHeader().setStretchLastSection(True)
        self.role, self.organisation = QComboBox(), QComboBox()
        self.role_label = QLabel()
        self.role_label.setBuddy(self.role)
        self.done, self.open = QPushButton(), QPushButton()
        self.tally = ElidedLabel()
        self.tally.setObjectName("muted")
        self.review = ReviewPanel()
        self.rows_stage = Stage(self.table)
        self._content = QWidget()
        self.stage = Stage(self._content)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        above.setSpacing(2 * GRID)
        above.addWidget(self.role_label)
        for box in (self.role, self.organisation):
            adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(adjust)
            box.setMinimumContentsLength(10)
            above.addWidget(box, 1)
        below = QHBoxLayout()
        below.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        below.setSpacing(2 * GRID)
        below.addWidget(self.tally, 1)
        below.addWidget(self.open)
        below.addWidget(self.done)
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2 * GRID)
        inner.addLayout(above)
        inner.addWidget(self.rows_stage, 1)
        inner.addWidget(self.review)
        inner.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)

    def _connect(self) -> None:
        for box in (self.role, self.organisation):
            box.currentIndexChanged.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated_row.connect(self._open_current)
        self.table.doubleClicked.connect(lambda _: self._open_current())
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.rows_stage.action_requested.connect(self.clear_filter)
        self.stage.action_requested.connect(self._make_project)
        self.done.clicked.connect(self.finish)
        self.open.clicked.connect(self._open_current)
        self.review.given.connect(self._finish_asked)
        self.table.acts = {
            Qt.Key.Key_E: self.finish,
            Qt.Key.Key_F2: partial(self._ask, Acts.EDIT),
        }

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        if self.is_past:
            self.review.rest()
        portfolio = state.portfolio
        found = due_items(portfolio, state.plan, state.money, state.statuses, state.today)
        self.model.take(found, portfolio, state.today)
        self._offer()
        self._choose()
        self.show_keys(self._keys)

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = list(keys)
        if {one.key for one in self.table.selected()} != set(keys):
            names = {self.model.name_of(one) for one in self.model.shown if one.key in set(keys)}
            self.table.select_names(names)
        self._show_hands()

    def close_feed(self) -> None:
        """Nothing runs here that had to be ended."""

    # ---- what is shown -------------------------------------------------------------------------
    def _offer(self) -> None:
        """Offer the roles and organisations that have something to do; the chosen one stays."""
        roles = {one.role for one in self.model.all} | {self.role.currentData() or ""}
        owners = {one.organisation for one in self.model.all}
        owners |= {self.organisation.currentData() or ""}
        named = sorted((self.model.organisation(one), one) for one in owners if one)
        offered = [(one, one) for one in sorted(roles, key=str.casefold) if one]
        _fill(self.role, self.tr("Alle Rollen"), offered)
        _fill(self.organisation, self.tr("Alle Organisationen"), named)

    def _choose(self) -> None:
        wanted = Choice(self.role.currentData() or "", self.organisation.currentData() or "")
        self.model.choose(wanted)
        self._show_page()
        self._show_hands()

    def clear_filter(self) -> None:
        """Show what everybody has to do."""
        for box in (self.role, self.organisation):
            box.setCurrentIndex(0)

    def _show_page(self) -> None:
        state = self.portfolio_state
        if state is None:
            return
        if not state.portfolio.projects:
            action = "" if self.is_past else self.tr("Neues Projekt")
            sentence = self.tr("Noch keine Projekte.")
            self.stage.show_message("mdi6.clipboard-text-outline", sentence, action)
            return
        self.stage.show_content()
        past = self.tr(
            "Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen."
        )
        self.stage.notice.show_notice("mdi6.history" if self.is_past else "",
                                      past if self.is_past else "")  # fmt: skip
        if self.model.chosen:
            self.rows_stage.show_content()
        elif self.model.all:
            sentence = self.tr("Für diese Auswahl ist in den nächsten 30 Tagen nichts zu tun.")
            self.rows_stage.show_message(
                "mdi6.filter-off-outline", sentence, self.tr("Alle zeigen")
            )
        else:
            sentence = self.tr("In den nächsten 30 Tagen ist nichts zu tun.")
            self.rows_stage.show_message("mdi6.check-circle-outline", sentence)

    def _show_hands(self) -> None:
        chosen = self.table.selected()
        can_do = bool(self.doable()) and not self.is_past
        self.done.setEnabled(can_do)
        self.open.setEnabled(bool(chosen))
        tip = self.tr("Die ausgewählten Aufgaben als erledigt melden (Taste E)")
        if chosen and not self.doable():
            tip = self.tr("Das lässt sich nicht hier erledigen; bitte öffnen Sie es.")
        self.done.setToolTip(tip)
        text = self.tr("Aufgaben: {0}, überfällig: {1}")
        if chosen:
            text = self.tr("Aufgaben: {0}, überfällig: {1}, ausgewählt: {2}")
        amounts = (len(self.model.chosen), self.model.overdue, len(chosen))
        self.tally.setText(text.format(*(count(one) for one in amounts)))

    # ---- hands ---------------------------------------------------------------------------------
    def doable(self) -> list[DueItem]:
        """Return what is selected and can be marked as done."""
        state = self.portfolio_state
        if state is None:
            return []
        return [one for one in self.table.selected() if is_doable(state, one)]

    def _selected(self) -> None:
        self.review.rest()
        self._show_hands()
        keys = list(dict.fromkeys(one.key for one in self.table.selected()))
        if keys:
            self._keys = keys
            self.keys_selected.emit(keys)

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_requested.emit(row.key)

    def _make_project(self) -> None:
        if not self.is_past:
            self.act_requested.emit(Acts.NEW, [Key("project", "")])

    def _ask(self, act: str) -> None:
        keys = list(dict.fromkeys(one.key for one in self.table.selected()))
        if keys and not (self.is_past and act == Acts.EDIT):
            self.act_requested.emit(act, keys[:1] if act == Acts.EDIT else keys)

    def finish(self) -> None:
        """Mark what is selected as done; of risks it is asked first when they are seen again."""
        items = self.doable()
        if not items or self.is_past or self.portfolio_state is None:
            return
        self._asked = items
        risks = sum(one.kind is DueKind.RISK for one in items)
        if risks:
            self.review.ask(risks, self.portfolio_state.today)
        else:
            self._finish_asked(None)

    def _finish_asked(self, review: date | None) -> None:
        state = self.portfolio_state
        if state is None or self.is_past:
            return
        reason = self.tr("Als erledigt gemeldet")
        wanted = changes(state, self._asked, review, reason)
        if wanted.operations:
            is_told = review is not None
            self.change_requested.emit(Wish(wanted, self._done, is_told=is_told))

    def _done(self, outcome: Commit | Exception) -> None:
        if isinstance(outcome, Commit):
            self.review.rest()
        else:
            self.review.refuse(on_screen(str(outcome)))

    def menu_lines(self) -> list[MenuLine]:
        """Return what can be done with what is selected."""
        chosen = self.table.selected()
        is_open, same = not self.is_past, len({one.key.kind for one in chosen}) == 1
        lines: Iterable[tuple[str, Callable[[], object], bool]] = (
            (self.tr("Öffnen"), self._open_current, bool(chosen)),
            (self.tr("Erledigt"), self.finish, bool(self.doable()) and is_open),
            (self.tr("Bearbeiten …"), partial(self._ask, Acts.EDIT), len(chosen) == 1 and is_open),
            (self.tr("Änderungen zeigen"), partial(self._ask, Acts.HISTORY), len(chosen) == 1),
            (self.tr("Als Tabelle kopieren"), self.table.copy, True),
            (self.tr("Exportieren …"), partial(self._ask, Acts.EXPORT), same),
        )
        return list(lines)

    def _show_menu(self, position: QPoint) -> None:
        menu = make_row_menu(self.table, self.menu_lines(), self.columns)
        pop_up(menu, self.table.viewport().mapToGlobal(position))

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "columns": self.columns.save(),
            "role": self.role.currentData() or "",
            "organisation": self.organisation.currentData() or "",
            "folded": sorted(self.model.folded),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.columns.restore(state.get("columns"))
        folded = state.get("folded")
        if isinstance(folded, list):
            self.model.folded = {one for one in folded if isinstance(one, str)}
        for box, name in ((self.role, "role"), (self.organisation, "organisation")):
            value = state.get(name)
            if isinstance(value, str) and value and box.findData(value) < 0:
                box.addItem(value, value)
            box.setCurrentIndex(max(box.findData(value or ""), 0))
        self._offer()
        self._choose()

    @override
    def retranslate(self) -> None:
        self.role_label.setText(self.tr("Meine Rolle:"))
        self.role.setAccessibleName(self.tr("Meine Rolle"))
        self.role.setToolTip(self.tr("Nur zeigen, was diese Rolle zu tun hat"))
        self.organisation.setAccessibleName(self.tr("Organisation"))
        self.organisation.setToolTip(self.tr("Nur zeigen, was diese Organisation zu tun hat"))
        self.done.setText(self.tr("Erledigt"))
        self.open.setText(self.tr("Öffnen"))
        self.table.setAccessibleName(self.tr("Was zu tun ist"))
        self._offer()
        self._choose()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    @override
    def apply_theme(self) -> None:
        self.done.setIcon(icon("mdi6.check"))
        self.table.viewport().update()


def _fill(box: QComboBox, every: str, entries: Sequence[tuple[str, str]]) -> None:
    """Offer entries below the one for all; what was chosen stays chosen, and nobody is told."""
    kept = box.currentData() or ""
    with QSignalBlocker(box):
        box.clear()
        box.addItem(every, "")
        for title, key in entries:
            box.addItem(title, key)
        box.setCurrentIndex(max(box.findData(kept), 0))
