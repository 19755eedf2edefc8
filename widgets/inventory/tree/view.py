"""The tree as a pane: modes, search, what is open, what is chosen."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import Commit
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader
from widgets.connections.tables import RowDelegate
from widgets.filter_box import FilterBox
from widgets.folding import fold
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ReaderThread
from widgets.inventory.panes import InventoryPane, OpenReader
from widgets.inventory.tree.nodes import (
    ROOT,
    Mode,
    Node,
    children,
    found_places,
    levels,
    trail,
)
from widgets.placeholders import Stage
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_NODE: Final = Qt.ItemDataRole.UserRole
_IS_READ: Final = Qt.ItemDataRole.UserRole + 1
_COMMIT_MS: Final = 250
_TYPING_MS: Final = 80
_SHOW_INDICATOR = QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator
_NO_INDICATOR = QTreeWidgetItem.ChildIndicatorPolicy.DontShowIndicatorWhenChildless

_PLACE_KINDS: Final = frozenset({"district", "site", "school", "space", "rack", "asset"})
_ICON: Final = QSize(16, 16)
_SITE_LEVEL: Final = 3
"""District, kind of sites, site: what is below of these is read by itself."""


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
        self._items: dict[str, QTreeWidgetItem] = {}
        self._is_quiet = False
        self._is_searching = False
        self._revealed: Key | None = None
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.stage = Stage(self.tree)
        self.buttons = {mode: QToolButton() for mode in Mode}
        self._group = QButtonGroup(self)
        self._timers = {"commit": QTimer(self), "typing": QTimer(self)}
        self._make_tree()
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()

    def _make_tree(self) -> None:
        tree = self.tree
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setIconSize(_ICON)
        tree.setIndentation(4 * GRID)
        tree.setItemDelegate(RowDelegate(tree))
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        tree.header().setMinimumSectionSize(0)

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
        self.tree.itemExpanded.connect(self._expanded)
        self.tree.itemCollapsed.connect(self._collapsed)
        self.tree.itemSelectionChanged.connect(self._chosen)
        self.tree.itemActivated.connect(self._activated)
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
            return names, levels(reader, mode, names[:-1][:_SITE_LEVEL], at_us)

        self._reader.ask(self, work, lambda found: self._reveal(key, *found), self._fail)

    # ---- modes and search ----------------------------------------------------------------------
    def show_mode(self, mode: Mode) -> None:
        """Make the tree of something else."""
        if mode is self.mode:
            return
        self.mode = mode
        self.buttons[mode].setChecked(True)
        self.box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.box.clear()
        self.box.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._is_searching = False
        self._read_root()

    def _search(self) -> None:
        text = self.box.text().strip()
        if self.mode is not Mode.PLACES:
            self._narrow(fold(text))
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

    def _narrow(self, words: str) -> None:
        for place in range(self.tree.topLevelItemCount()):
            _narrow(self.tree.topLevelItem(place), words)

    # ---- reading -------------------------------------------------------------------------------
    def _read_root(self) -> None:
        if self._reader is None:
            return
        self._reader.drop()
        self.tree.clear()
        self._items = {}
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
            Mode.PLACES: self.tr("Es ist noch kein Standort erfasst."),
            Mode.KINDS: self.tr("Es ist noch nichts erfasst."),
            Mode.VIEWS: self.tr(
                "Es ist noch keine Ansicht gespeichert. Über der Tabelle lassen sich Spalten, "
                "Filter und Sortierung als Ansicht speichern."
            ),
        }
        self.stage.show_message("mdi6.file-tree-outline", words[self.mode])

    def _fill_root(self, nodes: list[Node]) -> None:
        self.tree.header().resizeSection(1, 0)
        self._quietly(lambda: self._refill(None, nodes))
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
        item = self._items.get(name)
        if item is not None and mode is self.mode:
            self._quietly(lambda: self._refill(item, nodes))

    def refresh(self) -> None:
        """Read again what is in the tree; what is open and chosen stays."""
        if self._reader is None or self._is_searching:
            return
        names = [ROOT, *(name for name, item in self._items.items() if item.data(0, _IS_READ))]
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

    # ---- items ---------------------------------------------------------------------------------
    def _quietly(self, act: Any) -> None:
        before, self._is_quiet = self._is_quiet, True
        act()
        self._is_quiet = before

    def _refill(self, parent: QTreeWidgetItem | None, nodes: Sequence[Node]) -> None:
        """Put nodes below an item; where the same stand there already, say only what is new."""
        top = parent if parent is not None else self.tree.invisibleRootItem()
        if parent is not None:
            parent.setData(0, _IS_READ, "read")
        below = _below(top)
        if [item.data(0, _NODE).name for item in below] == [node.name for node in nodes]:
            for item, node in zip(below, nodes, strict=True):
                self._dress(item, node)
                if node.children is not None:
                    self._refill(item, node.children)
            return
        chosen = self._chosen_name()
        for item in below:
            self._forget(item)
            top.removeChild(item)
        for node in nodes:
            self._add(top, node)
        if chosen and (again := self._items.get(chosen)) is not None:
            self.tree.setCurrentItem(again)

    def _add(self, top: QTreeWidgetItem, node: Node) -> None:
        item = QTreeWidgetItem()
        self._dress(item, node)
        self._items[node.name] = item
        top.addChild(item)
        if node.children is not None:
            self._refill(item, node.children)
        if node.name in self._open[self.mode]:
            item.setExpanded(True)
            if node.children is None and node.has_children:
                self._ask_below(node.name)

    def _dress(self, item: QTreeWidgetItem, node: Node) -> None:
        item.setData(0, _NODE, node)
        label = on_screen(node.label)
        item.setText(0, label)
        item.setToolTip(0, "\n".join(filter(None, (label, on_screen(node.detail)))))
        number = count(node.count) if node.count >= 0 else ""
        item.setText(1, number)
        self._make_room(number)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QBrush(QColor(theme().tokens.muted)))
        if node.icon:
            item.setIcon(0, icon(node.icon))
        item.setChildIndicatorPolicy(_SHOW_INDICATOR if node.has_children else _NO_INDICATOR)

    def _make_room(self, number: str) -> None:
        """Let the column of counts be as wide as the longest one."""
        room = self.tree.fontMetrics().horizontalAdvance(number) + 6 * GRID
        if number and room > self.tree.header().sectionSize(1):
            self.tree.header().resizeSection(1, room)

    def _forget(self, item: QTreeWidgetItem) -> None:
        for one in _walk(item):
            self._items.pop(one.data(0, _NODE).name, None)

    def _chosen_name(self) -> str:
        chosen = self.tree.selectedItems()
        return chosen[0].data(0, _NODE).name if chosen else ""

    # ---- hands ---------------------------------------------------------------------------------
    def _expanded(self, item: QTreeWidgetItem) -> None:
        node: Node = item.data(0, _NODE)
        self._open[self.mode].add(node.name)
        if not self._is_quiet and node.children is None and not item.data(0, _IS_READ):
            self._ask_below(node.name)

    def _collapsed(self, item: QTreeWidgetItem) -> None:
        self._open[self.mode].discard(item.data(0, _NODE).name)

    def _chosen(self) -> None:
        chosen = self.tree.selectedItems()
        if not self._is_quiet and chosen:
            self._tell(chosen[0].data(0, _NODE))

    def _activated(self, item: QTreeWidgetItem) -> None:
        node: Node = item.data(0, _NODE)
        if node.key is not None:
            self.open_requested.emit(node.key)

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

        def act() -> None:
            for name in names:
                item = self._items.get(name)
                if item is None:
                    break
                if name in found and not item.data(0, _IS_READ):
                    self._refill(item, found[name])
                if name != names[-1]:
                    item.setExpanded(True)
                self.tree.setCurrentItem(item)
            current = self.tree.currentItem()
            if current is not None:
                self.tree.scrollToItem(current)

        self._quietly(act)

    def scope(self) -> Query | None:
        """Return what the table shows for what is chosen, None for nothing."""
        chosen = self.tree.selectedItems()
        node: Node | None = chosen[0].data(0, _NODE) if chosen else None
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
        for item in self._items.values():
            self._dress(item, item.data(0, _NODE))

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


def _walk(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    yield item
    for child in _below(item):
        yield from _walk(child)


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [child for child in found if child is not None]


def _narrow(item: QTreeWidgetItem | None, words: str) -> bool:
    if item is None:
        return False
    below = [_narrow(item.child(place), words) for place in range(item.childCount())]
    is_shown = words in fold(item.text(0)) or any(below)
    item.setHidden(not is_shown)
    if words and any(below):
        item.setExpanded(True)
    return is_shown
