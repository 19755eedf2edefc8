"""The tree as a pane: modes, search, what is open, what is chosen."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import Commit
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader
from widgets.connections.tables import pop_up
from widgets.filter_box import FilterBox
from widgets.folding import fold
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ReaderThread
from widgets.inventory.panes import InventoryPane, OpenReader
from widgets.inventory.table.menus import CHANGING, make_row_menu
from widgets.inventory.tree.levels import children, levels
from widgets.inventory.tree.lines import TreeLines
from widgets.inventory.tree.nodes import ROOT, Mode, Node
from widgets.inventory.tree.places import LEVELS, found_places, trail
from widgets.placeholders import Stage
from widgets.theme.tokens import GRID

_COMMIT_MS: Final = 250
_TYPING_MS: Final = 80
_PLACE_KINDS: Final = frozenset({"district", "site", "school", "space", "rack", "asset"})


class InventoryTree(InventoryPane):
    """Says what the table shall show: a place, a kind, a saved view.

    Attributes:
        mode: What the tree is made of.
        tree: The tree itself.
        box: Finds places as words are typed, and narrows kinds and views.

    Signals:
        scope_requested: What the table shall show (`Query`).
        view_requested: A saved view shall be shown (`SavedView`), with its columns.
    """

    scope_requested = Signal(object)
    view_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = Mode.PLACES
        self._open: dict[Mode, set[str]] = {mode: set() for mode in Mode}
        self._reader: ReaderThread | None = None
        self._is_searching = False
        self._revealed: Key | None = None
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self.tree = TreeLines()
        self.tree.opened = self._open[self.mode]
        self.stage = Stage(self.tree)
        self.buttons = {mode: QToolButton() for mode in Mode}
        self._group = QButtonGroup(self)
        self._timers = {"commit": QTimer(self), "typing": QTimer(self)}
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        segment = QHBoxLayout()
        segment.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        segment.setSpacing(0)
        for mode, button in self.buttons.items():
            button.setObjectName("switch")
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setChecked(mode is self.mode)
            self._group.addButton(button)
            segment.addWidget(button, 1)
        search = QHBoxLayout()
        search.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        search.addWidget(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(segment)
        column.addLayout(search)
        column.addWidget(self.stage, 1)

    def _connect(self) -> None:
        for mode, button in self.buttons.items():
            button.clicked.connect(lambda _=False, which=mode: self.show_mode(which))
        self.tree.below_wanted.connect(self._ask_below)
        self.tree.picked.connect(self._tell)
        self.tree.entered.connect(self._open_record)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.box.textChanged.connect(lambda: self._timers["typing"].start(_TYPING_MS))
        self.box.left.connect(self.tree.setFocus)
        self.stage.action_requested.connect(self._read_root)
        for name, act in (("commit", self.refresh), ("typing", self._search)):
            self._timers[name].setSingleShot(True)
            self._timers[name].timeout.connect(act)

    # ---- what the console tells ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        if self._reader is not None:
            self._reader.close()
        self._reader = ReaderThread(open_reader, self, "inventory-tree")
        self._read_root()

    @override
    def show_commit(self, commit: Commit) -> None:
        if self._reader is not None:
            self._timers["commit"].start(_COMMIT_MS)

    @override
    def show_moment(self, at_us: int | None) -> None:
        if at_us != self.moment:
            super().show_moment(at_us)
            self.refresh()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        """Reveal the place of what is selected; records that are nowhere change nothing."""
        key = keys[0] if len(keys) == 1 else None
        if key is None or key.kind not in _PLACE_KINDS or key == self._revealed:
            return
        self._revealed = key
        if self.mode is not Mode.PLACES or self._is_searching or self._reader is None:
            return
        mode, at_us = self.mode, self.moment

        def work(reader: InventoryReader) -> tuple[list[str], dict[str, list[Node]]]:
            names = trail(reader, key, at_us)
            # What is inside of a site comes with the site.
            return names, levels(reader, mode, names[:-1][:LEVELS], at_us)

        self._reader.ask(self, work, lambda found: self._reveal(key, *found), self._fail)

    # ---- modes and search ----------------------------------------------------------------------
    def show_mode(self, mode: Mode) -> None:
        """Make the tree of something else."""
        if mode is self.mode:
            return
        self.mode = mode
        self.tree.opened = self._open[mode]
        self.buttons[mode].setChecked(True)
        self.box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.box.clear()
        self.box.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._is_searching = False
        self._read_root()

    def _search(self) -> None:
        text = self.box.text().strip()
        if self.mode is not Mode.PLACES:
            self.tree.narrow(fold(text))
            return
        if not text:
            if self._is_searching:
                self._is_searching = False
                self._read_root()
            return
        if self._reader is None:
            return
        self._is_searching = True
        at_us = self.moment
        self._reader.drop()
        self._reader.ask(
            self,
            lambda reader: found_places(reader, text, at_us),
            self._show_found,
            self._fail,
        )

    def _show_found(self, nodes: list[Node]) -> None:
        self._fill_root(nodes)
        if not nodes:
            self.stage.show_message("mdi6.magnify", self.tr("Dazu wurde kein Ort gefunden."))

    # ---- reading -------------------------------------------------------------------------------
    def _read_root(self) -> None:
        if self._reader is None:
            return
        self._reader.drop()
        self.tree.forget()
        self.stage.show_loading()
        mode, at_us = self.mode, self.moment

        def work(reader: InventoryReader) -> list[Node]:
            return children(reader, mode, ROOT, at_us)

        self._reader.ask(self, work, self._take_root, self._fail)

    def _take_root(self, nodes: list[Node]) -> None:
        self._fill_root(nodes)
        if nodes:
            return
        words = {
            Mode.PLACES: (
                self.tr("Es ist noch kein Standort erfasst.")
                if self.moment is None
                else self.tr("Zu diesem Zeitpunkt war noch kein Standort erfasst.")
            ),
            Mode.KINDS: self.tr("Es ist noch nichts erfasst."),
            Mode.VIEWS: self.tr(
                "Es ist noch keine Ansicht gespeichert. Über der Tabelle lassen sich Spalten, "
                "Filter und Sortierung als Ansicht speichern."
            ),
        }
        self.stage.show_message("mdi6.file-tree-outline", words[self.mode])

    def _fill_root(self, nodes: list[Node]) -> None:
        self.tree.fill(nodes)
        self.stage.show_content()

    def _fail(self, sentence: str) -> None:
        words = self.tr("Der Bestand lässt sich gerade nicht lesen. {0}")
        text = words.format(on_screen(sentence))
        self.stage.show_message("mdi6.database-alert-outline", text, self.tr("Noch einmal"))

    def _ask_below(self, name: str) -> None:
        if self._reader is None:
            return
        mode, at_us = self.mode, self.moment

        def work(reader: InventoryReader) -> list[Node]:
            return children(reader, mode, name, at_us)

        self._reader.ask(self, work, lambda nodes: self._take_below(name, mode, nodes), self._fail)

    def _take_below(self, name: str, mode: Mode, nodes: list[Node]) -> None:
        if mode is self.mode:
            self.tree.fill_below(name, nodes)

    def refresh(self) -> None:
        """Read again what is in the tree; what is open and chosen stays."""
        if self._reader is None or self._is_searching:
            return
        names = [ROOT, *self.tree.names_read()]
        mode, at_us = self.mode, self.moment

        def work(reader: InventoryReader) -> dict[str, list[Node]]:
            return levels(reader, mode, names, at_us)

        self._reader.ask(self, work, lambda found: self._take_levels(mode, found), self._fail)

    def _take_levels(self, mode: Mode, found: dict[str, list[Node]]) -> None:
        if mode is not self.mode or self._is_searching:
            return
        for name, nodes in found.items():
            if name == ROOT:
                if nodes:
                    self._fill_root(nodes)
                else:
                    self._take_root(nodes)
            else:
                self._take_below(name, mode, nodes)

    # ---- hands ---------------------------------------------------------------------------------
    def _open_record(self, node: Node) -> None:
        if node.key is not None:
            self.open_requested.emit(node.key)

    def _show_menu(self, position: QPoint) -> None:
        """Offer what can be done with the place that is chosen."""
        node = self.tree.chosen()
        if node is None or node.key is None:
            return
        key = node.key
        menu = make_row_menu(
            self.tree,
            key.kind,
            [key],
            is_live=self.moment is None,
            ask=lambda act: self._ask_act(act, key),
        )
        pop_up(menu, self.tree.viewport().mapToGlobal(position))

    def _ask_act(self, act: str, key: Key) -> None:
        if act in CHANGING and self.moment is not None:
            self.message_requested.emit(self.tr("Ändern lässt sich der Bestand nur LIVE."))
        else:
            self.act_requested.emit(act, [key])

    def _tell(self, node: Node) -> None:
        if node.view is not None:
            self.view_requested.emit(node.view)
        elif node.query is not None:
            self.scope_requested.emit(node.query)
        if node.key is not None:
            self._revealed = node.key
            self.keys_selected.emit([node.key])

    def _reveal(self, key: Key, names: list[str], found: dict[str, list[Node]]) -> None:
        if key != self._revealed or self.mode is not Mode.PLACES or self._is_searching:
            return

        self.tree.reveal(names, found)

    def scope(self) -> Query | None:
        """Return what the table shows for what is chosen, None for nothing."""
        node = self.tree.chosen()
        return None if node is None else node.query

    # ---- memory, language, theme ---------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "mode": self.mode.value,
            "open": {mode.value: sorted(names) for mode, names in self._open.items()},
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        opened = state.get("open")
        if isinstance(opened, dict):
            for mode in Mode:
                names = opened.get(mode.value)
                if isinstance(names, list):
                    self._open[mode] = {name for name in names if isinstance(name, str)}
            self.tree.opened = self._open[self.mode]
        wanted = next((mode for mode in Mode if mode.value == state.get("mode")), self.mode)
        if wanted is not self.mode:
            self.show_mode(wanted)
        else:
            self._read_root()

    @override
    def retranslate(self) -> None:
        texts = {
            Mode.PLACES: (self.tr("Orte"), self.tr("Nach Stadtbezirk, Standort und Raum")),
            Mode.KINDS: (self.tr("Arten"), self.tr("Nach Art der Datensätze")),
            Mode.VIEWS: (self.tr("Ansichten"), self.tr("Gespeicherte Ansichten")),
        }
        for mode, (words, tip) in texts.items():
            self.buttons[mode].setText(words)
            self.buttons[mode].setToolTip(tip)
        self.box.setPlaceholderText(self.tr("Im Baum suchen"))
        self.box.setAccessibleName(self.tr("Im Baum suchen"))
        self.tree.setAccessibleName(self.tr("Baum des Bestands"))
        self.apply_theme()

    @override
    def apply_theme(self) -> None:
        self.tree.dress_again()

    def close_feed(self) -> None:
        """End the thread; the pane shows nothing new any more."""
        for timer in self._timers.values():
            timer.stop()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    @override
    def close(self) -> bool:
        self.close_feed()
        return super().close()
