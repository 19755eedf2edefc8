"""What a source offers, as a tree that is fetched branch by branch when a person opens it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum, auto
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon
from typing_extensions import override

from app.domain.sources import BrowseNode
from widgets.connections.node_mime import NODES_MIME, NOISE, FoundNode, nodes_mime_data
from widgets.foreign_texts import on_screen
from widgets.point_mime import POINTS_MIME, points_mime_data
from widgets.theme import theme
from widgets.theme.icons import icon

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
_TOP: Final = QModelIndex()


class Column(IntEnum):
    """Columns of the tree."""

    NAME = 0
    VALUE = 1
    TYPE = 2
    UNIT = 3
    KNOWN = 4
    ADDRESS = 5


WIDTH_IN_LETTERS: Final[dict[Column, float]] = {
    Column.NAME: 34,
    Column.VALUE: 14,
    Column.TYPE: 11,
    Column.UNIT: 9,
    Column.KNOWN: 13,
    Column.ADDRESS: 40,
}


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    titles = {
        Column.NAME: QCoreApplication.translate("connections", "Name"),
        Column.VALUE: QCoreApplication.translate("connections", "Wert"),
        Column.TYPE: QCoreApplication.translate("connections", "Art"),
        Column.UNIT: QCoreApplication.translate("connections", "Einheit"),
        Column.KNOWN: QCoreApplication.translate("connections", "Datenpunkt"),
        Column.ADDRESS: QCoreApplication.translate("connections", "Adresse"),
    }
    return titles[column]


class Branch(Enum):
    """How far the children of a node are."""

    UNREAD = auto()
    LOADING = auto()
    READ = auto()
    FAILED = auto()


@dataclass(eq=False)
class Item:
    """One row: a node of the source, or a remark in place of nodes.

    Attributes:
        number: Its own number, by which Qt refers to it.
        parent: What it lies in; None at the root.
        row: Its place among its siblings.
        node: The node; None for a remark.
        remark: What a remark says.
        branch: How far its children are.
        children: Its children.
    """

    number: int
    parent: "Item | None"
    row: int
    node: BrowseNode | None = None
    remark: str = ""
    branch: Branch = Branch.UNREAD
    children: list["Item"] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Address to browse; empty at the root."""
        return "" if self.node is None else self.node.address

    @property
    def is_remark(self) -> bool:
        """True for a row that stands in place of nodes."""
        return self.node is None and self.parent is not None

    @property
    def is_usable(self) -> bool:
        """True when a new point can be made of it."""
        return self.node is not None and self.node.is_variable and not self.node.is_known


class NodesModel(QAbstractItemModel):
    """The tree of one source.

    Signals:
        browse_wanted: Address whose children shall be fetched.
    """

    browse_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = ""
        self.points: Mapping[tuple[str, str], str] = {}
        """Ids of the points that there are already, by address and item."""
        self._items: dict[int, Item] = {}
        self._last = 0
        self.root = self._new(None, 0, None)

    # --- what is known ----------------------------------------------------------------------
    def set_source(self, source: str) -> None:
        """Begin anew with a source; nothing is asked for yet."""
        self.beginResetModel()
        self.source = source
        self._items.clear()
        self.root = self._new(None, 0, None)
        self.endResetModel()

    def load(self, index: Index) -> None:
        """Fetch the children of a node (anew); the root for an invalid index."""
        item = self.item(index)
        if item.branch is not Branch.LOADING and not item.is_remark:
            waiting = QCoreApplication.translate("connections", "wird geladen …")
            self._replace(item, Branch.LOADING, [], waiting)
            self.browse_wanted.emit(item.address)

    def open(self, index: Index) -> None:
        """Fetch the children of a node that was opened for the first time."""
        if self.item(index).branch is Branch.UNREAD:
            self.load(index)

    def show_nodes(self, address: str, nodes: Sequence[BrowseNode]) -> None:
        """Show what lies below an address, wherever it was asked for."""
        empty = QCoreApplication.translate("connections", "Hier gibt es nichts.")
        for item in self._waiting(address):
            self._replace(item, Branch.READ, nodes, "" if nodes else empty)

    def show_failure(self, address: str, sentence: str) -> None:
        """Show why an address could not be browsed; the row offers to try again."""
        for item in self._waiting(address):
            self._replace(item, Branch.FAILED, [], sentence)

    def mark_known(self, points: Mapping[tuple[str, str], str]) -> None:
        """Mark nodes that points use by now; these by address and item."""
        self.points = points
        for item in list(self._items.values()):
            node = item.node
            if node is not None and not node.is_known and (node.address, node.item) in points:
                item.node = replace(node, is_known=True)
                last = len(Column) - 1
                index = self.index_of(item)
                self.dataChanged.emit(index, index.siblingAtColumn(last))

    def found(self, index: Index) -> FoundNode | None:
        """Return the node of a row with where it was found; None for a remark."""
        item = self.item(index)
        if item.node is None:
            return None
        above = item.parent
        while above and above.node and above.node.name.strip("/").lower() in NOISE:
            above = above.parent
        parent = above.node.name if above and above.node else ""
        return FoundNode(self.source, item.node, parent)

    def item(self, index: Index) -> Item:
        """Return the item of an index; the root for an invalid one."""
        if not index.isValid():
            return self.root
        return self._items.get(index.internalId(), self.root)

    def index_of(self, item: Item) -> QModelIndex:
        """Return the index of an item's first column."""
        if item.parent is None:
            return QModelIndex()
        return self.createIndex(item.row, 0, item.number)

    def read_items(self) -> Iterator[Item]:
        """Yield all items whose children are there."""
        yield from (item for item in self._items.values() if item.branch is Branch.READ)

    def answered_remarks(self) -> Iterator[Item]:
        """Yield the remarks that stand in place of nodes and wait for nothing."""
        for item in self._items.values():
            if item.is_remark and item.parent and item.parent.branch is not Branch.LOADING:
                yield item

    def _waiting(self, address: str) -> list[Item]:
        return [
            item
            for item in self._items.values()
            if item.branch is Branch.LOADING and item.address == address
        ]

    def _new(
        self, parent: Item | None, row: int, node: BrowseNode | None, remark: str = ""
    ) -> Item:
        self._last += 1
        item = Item(self._last, parent, row, node, remark)
        self._items[item.number] = item
        return item

    def _replace(
        self, item: Item, branch: Branch, nodes: Sequence[BrowseNode], remark: str
    ) -> None:
        """Put other children below an item."""
        index = self.index_of(item)
        if item.children:
            self.beginRemoveRows(index, 0, len(item.children) - 1)
            for child in item.children:
                self._forget(child)
            item.children = []
            self.endRemoveRows()
        item.branch = branch
        count = len(nodes) or int(bool(remark))
        if not count:
            return
        self.beginInsertRows(index, 0, count - 1)
        if nodes:
            item.children = [self._new(item, row, node) for row, node in enumerate(nodes)]
        else:
            item.children = [self._new(item, 0, None, remark)]
        self.endInsertRows()

    def _forget(self, item: Item) -> None:
        self._items.pop(item.number, None)
        for child in item.children:
            self._forget(child)

    # --- Qt ---------------------------------------------------------------------------------
    @override
    def index(self, row: int, column: int, parent: Index = _TOP) -> QModelIndex:
        children = self.item(parent).children
        if 0 <= row < len(children) and 0 <= column < len(Column):
            return self.createIndex(row, column, children[row].number)
        return QModelIndex()

    @override
    def parent(self, index: Index = _TOP) -> QModelIndex:  # type: ignore[override] # QObject.parent has another shape
        item = self.item(index)
        return QModelIndex() if item.parent is None else self.index_of(item.parent)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.column() > 0 else len(self.item(parent).children)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return len(Column)

    @override
    def hasChildren(self, parent: Index = _TOP) -> bool:
        item = self.item(parent)
        if item.children or item.parent is None:
            return bool(item.children)
        is_open = item.branch is Branch.UNREAD
        return is_open and item.node is not None and item.node.has_children

    @override
    def canFetchMore(self, parent: Index) -> bool:
        """Say that an unread branch may hold something: only then is it drawn with an arrow."""
        item = self.item(parent)
        return item.parent is not None and self.hasChildren(parent) and not item.children

    @override
    def fetchMore(self, parent: Index) -> None:
        """Do nothing: `open` fetches once the tree is open, so that no row comes in meanwhile."""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item = self.item(index)
        if item.is_usable or self.point_id(item):
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:
        item = self.item(index)
        if not index.isValid() or item.parent is None:
            return None
        column = Column(index.column())
        if role == ItemRole.DisplayRole:
            return self._text(item, column)
        if role == ItemRole.ToolTipRole:
            return self._tooltip(item, column)
        return self._look(item, column, role)

    def _look(self, item: Item, column: Column, role: int) -> Any:
        if role == ItemRole.DecorationRole and column is Column.NAME:
            return self._icon(item)
        if role == ItemRole.ForegroundRole:
            is_muted = item.is_remark or not item.is_usable or column is Column.ADDRESS
            return QColor(theme().tokens.muted) if is_muted else None
        if role == ItemRole.TextAlignmentRole and column is Column.VALUE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> Any:
        if role == ItemRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return column_title(Column(section))
        return None

    @override
    def mimeTypes(self) -> list[str]:
        return [NODES_MIME, POINTS_MIME, "text/plain"]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return nodes for the list of new points, and points that there are for a plot."""
        data = nodes_mime_data(self.usable(indexes))
        items = dict.fromkeys(self.item(index) for index in indexes)
        if ids := [point for item in items if (point := self.point_id(item))]:
            data.setData(POINTS_MIME, points_mime_data(ids).data(POINTS_MIME))
        return data

    def point_id(self, item: Item) -> str:
        """Return the point that a node is already; empty for none."""
        node = item.node
        return self.points.get((node.address, node.item), "") if node is not None else ""

    def usable(self, indexes: Sequence[QModelIndex]) -> list[FoundNode]:
        """Return the nodes in these rows of which points can be made, each once."""
        numbers = dict.fromkeys(index.internalId() for index in indexes if index.isValid())
        items = [self._items[number] for number in numbers if number in self._items]
        found = [self.found(self.index_of(item)) for item in items if item.is_usable]
        return [one for one in found if one is not None]

    # --- words ------------------------------------------------------------------------------
    @staticmethod
    def _text(item: Item, column: Column) -> str:
        node = item.node
        if node is None:
            return on_screen(item.remark) if column is Column.NAME else ""
        name = node.name or node.item or node.address
        if not node.address:  # A remark of the connector in place of what it does not show.
            name = f"{name} {on_screen(node.description)}".strip()
        known = QCoreApplication.translate("connections", "vorhanden")
        texts = {
            Column.NAME: name,
            Column.VALUE: node.value,
            Column.TYPE: on_screen(node.data_type),
            Column.UNIT: node.unit,
            Column.KNOWN: known if node.is_known else "",
            Column.ADDRESS: f"{node.address} {node.item}".strip(),
        }
        return texts[column]

    def _tooltip(self, item: Item, column: Column) -> str:
        node = item.node
        if node is None:
            return on_screen(item.remark)
        decoder = QCoreApplication.translate("connections", "Format: {0}")
        lines = [
            self._text(item, column),
            on_screen(node.description),
            decoder.format(node.decoder) if node.decoder else "",
            self._text(item, Column.ADDRESS),
        ]
        return "\n".join(dict.fromkeys(filter(None, lines)))

    @staticmethod
    def _icon(item: Item) -> QIcon:
        if item.node is None:
            is_failed = item.parent is not None and item.parent.branch is Branch.FAILED
            return icon("mdi6.alert-circle-outline" if is_failed else "mdi6.dots-horizontal")
        if item.node.is_variable:
            tokens = theme().tokens
            return icon("mdi6.tag-outline", colour=tokens.text if item.is_usable else "")
        return icon("mdi6.folder-outline")
