"""The lines of the tree: items by the names of their nodes; what is open and chosen stays."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from widgets.connections.tables import RowDelegate
from widgets.folding import fold
from widgets.foreign_texts import on_screen
from widgets.inventory.tree.nodes import Node
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_NODE: Final = Qt.ItemDataRole.UserRole
_IS_READ: Final = Qt.ItemDataRole.UserRole + 1
_ICON: Final = QSize(16, 16)
_SHOW_INDICATOR = QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator
_NO_INDICATOR = QTreeWidgetItem.ChildIndicatorPolicy.DontShowIndicatorWhenChildless


class TreeLines(QTreeWidget):
    """Shows `Node`s; reads nothing itself.

    Attributes:
        opened: Names of the nodes that are open, also of those that are not there now.

    Signals:
        below_wanted: What is below a node is to be read (its name).
        picked: The person chose a line (`Node`), also the one that is chosen already.
        entered: Return or a double click on a line (`Node`).
    """

    below_wanted = Signal(str)
    picked = Signal(object)
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened: set[str] = set()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._is_quiet = False
        self._was_chosen = ""
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIconSize(_ICON)
        self.setIndentation(3 * GRID)
        self.setItemDelegate(RowDelegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(0)
        self.itemExpanded.connect(self._expanded)
        self.itemCollapsed.connect(self._collapsed)
        self.itemSelectionChanged.connect(self._chosen)
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(lambda item: self.entered.emit(_node(item)))

    # ---- nodes come ----------------------------------------------------------------------------
    def forget(self) -> None:
        """Show nothing."""
        self._quietly(self.clear)
        self._items = {}

    def fill(self, nodes: Sequence[Node]) -> None:
        """Show the nodes of the root."""
        self.header().resizeSection(1, 0)
        self._quietly(lambda: self._refill(None, nodes))
        for item in self._items.values():
            self._make_room(item.text(1))

    def fill_below(self, name: str, nodes: Sequence[Node]) -> None:
        """Show what is below a node, where that is still there."""
        item = self._items.get(name)
        if item is not None:
            self._quietly(lambda: self._refill(item, nodes))

    def names_read(self) -> list[str]:
        """Return the nodes below which was read by itself: not what came with those above."""
        return [
            name
            for name, item in self._items.items()
            if item.data(0, _IS_READ) and _node(item).children is None
        ]

    def reveal(self, names: Sequence[str], found: Mapping[str, Sequence[Node]]) -> None:
        """Choose the last of these nodes that there is, quietly, with all above it open.

        Args:
            names: Names from the root down.
            found: What is below of those of them that may not have been read.
        """

        def act() -> None:
            for name in names:
                item = self._items.get(name)
                if item is None:
                    break
                if name in found and not item.data(0, _IS_READ):
                    self._refill(item, found[name])
                if name != names[-1]:
                    item.setExpanded(True)
                self.setCurrentItem(item)
            current = self.currentItem()
            if current is not None:
                self.scrollToItem(current)

        self._quietly(act)

    def _refill(self, parent: QTreeWidgetItem | None, nodes: Sequence[Node]) -> None:
        """Put nodes below an item; where the same stand there already, say only what is new."""
        top = parent if parent is not None else self.invisibleRootItem()
        if parent is not None:
            parent.setData(0, _IS_READ, "read")
        below = _below(top)
        if [_node(item).name for item in below] == [node.name for node in nodes]:
            for item, node in zip(below, nodes, strict=True):
                self._dress(item, node)
                if node.children is not None:
                    self._refill(item, node.children)
            return
        chosen = self.chosen()
        for item in below:
            for one in _walk(item):
                self._items.pop(_node(one).name, None)
            top.removeChild(item)
        for node in nodes:
            self._add(top, node)
        if chosen is not None and (again := self._items.get(chosen.name)) is not None:
            self.setCurrentItem(again)

    def _add(self, top: QTreeWidgetItem, node: Node) -> None:
        item = QTreeWidgetItem()
        self._dress(item, node)
        self._items[node.name] = item
        top.addChild(item)
        if node.children is not None:
            self._refill(item, node.children)
        if node.name in self.opened:
            item.setExpanded(True)
            if node.children is None and node.has_children:
                self.below_wanted.emit(node.name)

    def _dress(self, item: QTreeWidgetItem, node: Node) -> None:
        item.setData(0, _NODE, node)
        label = on_screen(QCoreApplication.translate("inventory_tree", node.label))
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
        room = self.fontMetrics().horizontalAdvance(number) + 5 * GRID
        if number and room > self.header().sectionSize(1):
            self.header().resizeSection(1, room)

    def dress_again(self) -> None:
        """Take colours and words of the theme and language in force."""
        for item in self._items.values():
            self._dress(item, _node(item))

    def _quietly(self, act: Callable[[], object]) -> None:
        before, self._is_quiet = self._is_quiet, True
        act()
        self._is_quiet = before

    # ---- what is chosen ------------------------------------------------------------------------
    def chosen(self) -> Node | None:
        """Return the line that is chosen."""
        chosen = self.selectedItems()
        return _node(chosen[0]) if chosen else None

    def narrow(self, words: str) -> None:
        """Show only lines with (folded) words, and those above them."""
        for item in _below(self.invisibleRootItem()):
            _narrow(item, words)

    def _expanded(self, item: QTreeWidgetItem) -> None:
        node = _node(item)
        self.opened.add(node.name)
        if not self._is_quiet and node.children is None and not item.data(0, _IS_READ):
            self.below_wanted.emit(node.name)

    def _collapsed(self, item: QTreeWidgetItem) -> None:
        self.opened.discard(_node(item).name)

    def _chosen(self) -> None:
        node = self.chosen()
        if not self._is_quiet and node is not None:
            self.picked.emit(node)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        node = self.chosen()
        self._was_chosen = "" if node is None else node.name
        super().mousePressEvent(event)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        """Tell again what was chosen before: its filter may have been removed meanwhile."""
        node = _node(item)
        if node.name == self._was_chosen:
            self.picked.emit(node)


def _node(item: QTreeWidgetItem) -> Node:
    node: Node = item.data(0, _NODE)
    return node


def _walk(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    yield item
    for child in _below(item):
        yield from _walk(child)


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [child for child in found if child is not None]


def _narrow(item: QTreeWidgetItem, words: str) -> bool:
    below = [_narrow(child, words) for child in _below(item)]
    is_shown = words in fold(item.text(0)) or any(below)
    item.setHidden(not is_shown)
    if words and any(below):
        item.setExpanded(True)
    return is_shown
