"""The pane of the boards: filters above, the board, and below it what a move asks for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.life_cycles import PROJECT
from app.domain.inventory.records import Key
from app.services.portfolio.states import PortfolioState
from widgets.connections.tables import pop_up
from widgets.inventory.card.steps import StepPanel
from widgets.inventory.fields import References
from widgets.inventory.panes import Acts, OpenReader
from widgets.placeholders import Stage
from widgets.portfolio.boards.bar import BoardBar
from widgets.portfolio.boards.board import Board
from widgets.portfolio.boards.cards import BoardKind, Card, cards_of, chosen, lanes_of
from widgets.portfolio.boards.limits import LimitsDialog, known_limits
from widgets.portfolio.boards.menus import CardMenu
from widgets.portfolio.boards.moving import MovePanel
from widgets.portfolio.boards.places import BoardColumn
from widgets.portfolio.boards.steps import may_move_projects, may_move_work
from widgets.portfolio.boards.wording import column_word, table_text
from widgets.portfolio.panes import PortfolioPane
from widgets.theme.tokens import GRID

_EMPTY = "mdi6.view-column-outline"


class BoardPane(PortfolioPane):
    """Shows work items by stage, or projects by state, and moves them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._references: References | None = None
        self._keys: list[Key] = []
        self._cards: list[Card] = []
        self._shows_old = False
        self.limits: dict[BoardKind, dict[str, int]] = {kind: {} for kind in BoardKind}
        self.bar, self.board = BoardBar(), Board()
        self.board.may_move = self._may_move
        self.move_panel, self.step_panel = MovePanel(), StepPanel()
        content = QWidget()
        self.stage, self.board_stage = Stage(content), Stage(self.board)
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2 * GRID)
        inner.addWidget(self.bar)
        inner.addWidget(self.board_stage, 1)
        inner.addWidget(self.move_panel)
        inner.addWidget(self.step_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)
        self._saved: dict[str, Any] | None = None
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _connect(self) -> None:
        board, bar = self.board, self.bar
        bar.changed.connect(self._choose)
        bar.kinds.currentIndexChanged.connect(self._collect)
        bar.left.connect(board.setFocus)
        bar.new_wanted.connect(self.make_new)
        bar.limits_wanted.connect(self.ask_limits)
        board.selected.connect(self._selected)
        board.opened.connect(self.open_requested)
        board.move_wanted.connect(self.move_to)
        board.copy_wanted.connect(self.copy)
        board.menu_wanted.connect(lambda place: pop_up(self.make_menu(), place))
        board.old_wanted.connect(self._toggle_old)
        board.limits_wanted.connect(self.ask_limits)
        self.move_panel.left.connect(board.setFocus)
        self.stage.action_requested.connect(self._act)
        self.board_stage.action_requested.connect(bar.clear)
        for panel in (self.move_panel, self.step_panel):
            panel.change_wanted.connect(self.change_requested)
        for key, act in (
            (Qt.Key.Key_F2, partial(self._ask, Acts.EDIT)),
            (Qt.Key.Key_Delete, partial(self._ask, Acts.REMOVE)),
            (Qt.Key.Key_Insert, self.make_new),
        ):
            shortcut = QShortcut(QKeySequence(key), board)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

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
            self.move_panel.rest()
            self.step_panel.rest()
        self.step_panel.follow(state.portfolio.get)
        self.bar.show_programme(state)
        if self._saved is not None:
            self.bar.restore_state(self._saved)
            self._saved = None
        self.bar.new.setEnabled(not self.is_past)
        self._collect()
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
        self.board.select(keys)

    def close_feed(self) -> None:
        """End the thread that looks names up."""
        if self._references is not None:
            self._references.close()

    # ---- what is shown -------------------------------------------------------------------------
    @property
    def kind(self) -> BoardKind:
        """What lies on the board."""
        return self.bar.kind

    def _collect(self) -> None:
        """Take the cards of a state or of another board."""
        if self.portfolio_state is not None:
            self._cards = cards_of(self.portfolio_state, self.kind)
            self._choose()

    def _choose(self) -> None:
        state = self.portfolio_state
        if state is None:
            return
        wanted = chosen(self._cards, self.bar.choice())
        amounts: dict[str, int] = {}
        for card in wanted:
            amounts[card.column] = amounts.get(card.column, 0) + 1
        limits = self.limits[self.kind]
        columns = [
            BoardColumn(
                word.key, column_word(self.kind, word.key), amounts.get(word.key, 0),
                limits.get(word.key),
            )
            for word in self.kind.words
        ]  # fmt: skip
        rest = self.tr("Ohne Zuordnung")
        lanes = lanes_of(state, wanted, self.bar.lane, shows_old=self._shows_old, rest=rest)
        self.board.show_cards(columns, lanes)
        self._show_page(has_some=bool(wanted))

    def _show_page(self, *, has_some: bool) -> None:
        if self.portfolio_state is None:
            return
        if not self.portfolio_state.portfolio.projects:
            text = self.tr("Noch keine Projekte.")
            action = self.tr("Neues Projekt")
            if self.is_past:
                text = self.tr("Zu diesem Zeitpunkt gab es noch keine Projekte.")
                action = ""
            self.stage.show_message(_EMPTY, text, action)
            return
        self.stage.show_content()
        past = self.tr(
            "Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen."
        )
        self.stage.notice.show_notice("mdi6.history", past if self.is_past else "")
        if has_some or self._is_plain_empty():
            self.board_stage.show_content()
        elif self.bar.follows and not self.bar.selected:
            text = self.tr("Wählen Sie ein Projekt aus, um seine Karten zu sehen.")
            self.board_stage.show_message(_EMPTY, text, self.tr("Alle zeigen"))
        else:
            text = self.tr("Keine Karte passt zu dieser Auswahl.")
            action = self.tr("Auswahl aufheben")
            self.board_stage.show_message("mdi6.filter-off-outline", text, action)

    def _is_plain_empty(self) -> bool:
        """Tell whether there are no cards at all: then columns without any are shown."""
        return not self._cards and self.bar.is_at_rest

    def _toggle_old(self) -> None:
        self._shows_old = not self._shows_old
        self._choose()

    # ---- hands ---------------------------------------------------------------------------------
    def _selected(self) -> None:
        keys = [card.key for card in self.board.cards()]
        if keys:
            self._keys = keys
            self.keys_selected.emit(keys)

    def _may_move(self, cards: Sequence[Card], column: str) -> bool:
        if self.is_past:
            return False
        move = may_move_work if self.kind is BoardKind.WORK else may_move_projects
        return move(cards, column)

    def move_to(self, column: str) -> None:
        """Move what is selected to a column, or ask for what that needs."""
        state, cards = self.portfolio_state, self.board.cards()
        if state is None or not self._may_move(cards, column):
            return
        if self.kind is BoardKind.WORK:
            self.step_panel.rest()
            records = [card.record for card in cards if card.column != column]
            self.move_panel.ask(records, column, state.today)
            return
        step = PROJECT.step(cards[0].column, column)
        if step is not None:
            self.move_panel.rest()
            self.step_panel.ask(cards[0].record, step, state.today, self._references)

    def make_new(self) -> None:
        """Ask for a new project, or a new work item of the project that is shown or selected."""
        if self.is_past:
            return
        key = Key(self.kind.record_kind, "")
        if self.kind is BoardKind.PROJECTS:
            self.act_requested.emit(Acts.NEW, [key])
            return
        cards = self.board.cards()
        project = self.bar.project or (cards[0].project if cards else "")
        owner = [Key("project", project)] if project else []
        self.act_requested.emit(Acts.NEW, [key, *owner])

    def _act(self) -> None:
        self.act_requested.emit(Acts.NEW, [Key("project", "")])

    def _ask(self, act: str) -> None:
        """Ask for something to do with what is selected."""
        keys = [card.key for card in self.board.cards()]
        if not keys or (self.is_past and act in {Acts.EDIT, Acts.REMOVE}):
            return
        is_many = act == Acts.EDIT and len(keys) > 1
        self.act_requested.emit(Acts.BULK if is_many else act, keys)

    def copy(self) -> None:
        """Copy the selected cards as a table; all that are shown when at most one is selected."""
        cards = self.board.cards()
        rows = cards if len(cards) > 1 else self.board.shown()
        if rows:
            QGuiApplication.clipboard().setText(table_text(self.kind, rows))

    def export(self) -> None:
        """Ask for a file of the selected cards, or of all that are shown."""
        cards = self.board.cards()
        rows = cards if len(cards) > 1 else self.board.shown()
        if rows:
            self.act_requested.emit(Acts.EXPORT, [card.key for card in rows])

    def make_menu(self) -> CardMenu:
        """Return the menu of what is selected."""
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: self.open_requested.emit(self.board.cards()[0].key),
            "edit": partial(self._ask, Acts.EDIT),
            "new": self.make_new,
            "history": partial(self._ask, Acts.HISTORY),
            "copy": self.copy,
            "export": self.export,
            "remove": partial(self._ask, Acts.REMOVE),
        }
        cards = self.board.cards()
        columns = [one for one in self.board.places.columns if self._may_move(cards, one.key)]
        return CardMenu(
            self.kind, cards, columns if cards else [], acts, self.move_to,
            is_fixed=self.is_past, parent=self.board,
        )  # fmt: skip

    def ask_limits(self) -> None:
        """Ask for the limits of the columns."""
        dialog = LimitsDialog(self.board.places.columns, self)
        if dialog.exec() == LimitsDialog.DialogCode.Accepted:
            self.set_limits(dialog.limits())
        dialog.deleteLater()

    def set_limits(self, limits: dict[str, int]) -> None:
        """Take other limits of the columns that are shown."""
        self.limits[self.kind] = limits
        self._choose()

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        wanted = self.bar.save_state() if self._saved is None else self._saved
        return {
            **wanted,
            "limits": {kind.value: limits for kind, limits in self.limits.items()},
            "folded": sorted(self.board.folded_lanes),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        limits, folded = state.get("limits"), state.get("folded")
        for kind in BoardKind:
            saved = limits.get(kind.value) if isinstance(limits, dict) else None
            self.limits[kind] = known_limits(saved, [word.key for word in kind.words])
        if isinstance(folded, list):
            self.board.folded_lanes = {one for one in folded if isinstance(one, str)}
        self._saved = {name: one for name, one in state.items() if isinstance(one, str)}
        if self.portfolio_state is not None:
            self.show_portfolio(self.portfolio_state)

    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.board.setAccessibleName(
            self.tr("Tafel: Pfeiltasten wählen eine Karte, Strg mit Pfeil verschiebt sie, Eingabe"
                    " öffnet sie")
        )  # fmt: skip
        self._choose()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.board.viewport().update()
