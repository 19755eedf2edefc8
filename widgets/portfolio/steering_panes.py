"""What the panes of money, risks, key figures and decisions have in common."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.services.portfolio.states import PortfolioState
from widgets.background import Background
from widgets.connections.tables import MenuLine, pop_up
from widgets.inventory.panes import Acts
from widgets.placeholders import Stage
from widgets.portfolio.chart_files import ChartFiles
from widgets.portfolio.panes import PortfolioPane
from widgets.portfolio.scopes import ScopeSwitch
from widgets.theme.tokens import GRID

NARROW_LETTERS: Final = 110
"""Below so many letters of width what stands side by side stands one below the other."""

_CHANGING: Final = frozenset({Acts.EDIT, Acts.BULK, Acts.NEW, Acts.REMOVE, "evidence"})


class SteeringPane(PortfolioPane):
    """A pane with a stage, a switch for the selected projects, and files for what it draws."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: list[Key] = []
        self.keys: list[Key] = []
        self.background = Background(self, name)
        self.files = ChartFiles(self, self.background)
        self.files.told.connect(self.message_requested)
        self.scope = ScopeSwitch()
        self.scope.changed.connect(self.refresh)
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.column.setSpacing(2 * GRID)
        self.stage = Stage(self.content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stage)

    # ---- what a pane tells -----------------------------------------------------------------------
    def refresh(self) -> None:
        """Show the state for the wanted projects."""
        raise NotImplementedError

    def mark(self, keys: Sequence[Key]) -> None:
        """Select what is shown of the selection, without telling anybody."""
        raise NotImplementedError

    def new(self) -> None:
        """Ask for what a person does when there is nothing yet."""
        raise NotImplementedError

    # ---- what the console calls ------------------------------------------------------------------
    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        self.scope.follow(self.keys, state.portfolio)
        self.refresh()
        self.mark(self.keys)

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self.keys = list(keys)
        if self.portfolio_state is None:
            return
        if self.keys != self._told:
            self._told = []
            self.scope.follow(self.keys, self.portfolio_state.portfolio)
        self.mark(self.keys)

    def close_feed(self) -> None:
        """End the thread."""
        self.background.close()

    # ---- what is shown ---------------------------------------------------------------------------
    def show_page(self, *, is_empty: bool, icon: str, sentence: str, past: str, act: str) -> None:
        """Show the content, or one sentence in its place.

        Args:
            is_empty: True when there is nothing to show.
            icon: Icon of the sentence.
            sentence: What is missing now.
            past: What was missing then.
            act: What a person can do now.
        """
        if is_empty:
            self.stage.notice.show_notice("", "")
            words, action = (past, "") if self.is_past else (sentence, act)
            self.stage.show_message(icon, words, action)
            return
        self.stage.show_content()
        text = self.tr(
            "Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen."
        )
        is_past = self.is_past
        self.stage.notice.show_notice("mdi6.history" if is_past else "", text if is_past else "")

    # ---- hands -----------------------------------------------------------------------------------
    def tell(self, keys: Sequence[Key]) -> None:
        """Say what a person selected here; the switch keeps its projects."""
        if keys:
            self.keys = self._told = list(keys)
            self.keys_selected.emit(self._told)

    def ask(self, act: str, keys: Sequence[Key]) -> None:
        """Ask for something to do; nothing is changed in the past."""
        if keys and not (self.is_past and act in _CHANGING):
            self.act_requested.emit(act, list(keys))

    def ask_new(self, kind: str, *keys: Key) -> None:
        """Ask for a new record with references that are known already."""
        self.ask(Acts.NEW, [Key(kind, ""), *(key for key in keys if key.uid)])

    def selected_project(self) -> Key:
        """Return the one selected project; a key without uid where none or several are."""
        if self.portfolio_state is None:
            return Key("project", "")
        portfolio = self.portfolio_state.portfolio
        found = {uid for key in self.keys if (uid := portfolio.key_project(key))}
        return Key("project", found.pop() if len(found) == 1 else "")

    def pop_up(
        self, owner: QWidget, position: QPoint, lines: Sequence[MenuLine | None], *more: QMenu
    ) -> QMenu:
        """Show a menu; None among its lines is a separator."""
        menu = QMenu(owner)
        for line in lines:
            if line is None:
                menu.addSeparator()
                continue
            text, act, is_possible = line
            action = menu.addAction(text)
            action.setEnabled(is_possible)
            action.triggered.connect(lambda _=False, act=act: act())
        for one in more:
            menu.addMenu(one)
        pop_up(menu, position)
        return menu


class TurningSplitter(QSplitter):
    """Parts side by side, or one below the other where the pane is narrow."""

    def __init__(self, *parts: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        for part in parts:
            self.addWidget(part)
        self.setChildrenCollapsible(False)

    def fit(self, width: int) -> None:
        """Turn to what fits a width, px."""
        is_narrow = width < NARROW_LETTERS * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if self.orientation() is not wanted:
            self.setOrientation(wanted)
            self.setSizes([1] * self.count())


def sizes_of(state: dict[str, Any], name: str, splitter: QSplitter) -> None:
    """Take up remembered sizes of a splitter, if they fit."""
    sizes = state.get(name)
    if (
        isinstance(sizes, list)
        and len(sizes) == splitter.count()
        and all(isinstance(one, int) and one >= 0 for one in sizes)
        and any(sizes)
    ):
        splitter.setSizes(sizes)
