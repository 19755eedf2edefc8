"""Browsing an unknown broker or server; nodes are dragged, or sent by Enter, to new points."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.sources import BrowseNode
from widgets.connections.export import as_tsv
from widgets.connections.nodes_model import (
    WIDTH_IN_LETTERS,
    Branch,
    Column,
    NodesModel,
    column_title,
)
from widgets.connections.tables import ColumnKeeper, RowDelegate, pop_up, prepare_header
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_WHOLE_WIDTH: Final = True


class NodesTree(QTreeView):
    """The tree.

    Signals:
        chosen: Return or Enter on nodes.
        copy_wanted: Ctrl+C.
    """

    chosen = Signal()
    copy_wanted = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class BrowserPanel(QWidget):
    """What the chosen source offers.

    Signals:
        browse_wanted: Address whose children shall be fetched; empty for the root.
        points_wanted: Nodes (list of `FoundNode`) of which points shall be made.
    """

    browse_wanted = Signal(str)
    points_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = NodesModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setRecursiveFilteringEnabled(True)
        self.proxy.setAutoAcceptChildRows(True)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tree = NodesTree()
        self.tree.setModel(self.proxy)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.refresh = QToolButton()
        self.refresh.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add = QPushButton()
        self.hint = ElidedLabel()
        self.hint.setObjectName("muted")
        self.stage = Stage(self.tree)
        self.tree.setItemDelegate(RowDelegate(self.tree))
        self._set_behaviour()
        self.columns = ColumnKeeper(
            self.tree.header(), list(Column), column_title, WIDTH_IN_LETTERS, fixed={Column.NAME}
        )
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._choose_page()

    def _set_behaviour(self) -> None:
        tree = self.tree
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        tree.setDragEnabled(True)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        tree.setDefaultDropAction(Qt.DropAction.CopyAction)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setAllColumnsShowFocus(True)
        tree.setExpandsOnDoubleClick(True)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        prepare_header(tree.header())
        tree.header().setStretchLastSection(True)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        bar.setSpacing(GRID)
        self.filter.setMinimumWidth(14 * self.fontMetrics().horizontalAdvance("n"))
        bar.addWidget(self.filter, 2)
        bar.addWidget(self.refresh)
        bar.addWidget(self.hint, 1)
        bar.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stage, 1)

    def _connect(self) -> None:
        # Queued: an answer at once must not find the tree in the middle of opening a branch.
        self.model.browse_wanted.connect(self.browse_wanted, Qt.ConnectionType.QueuedConnection)
        self.tree.expanded.connect(self._open)
        self.filter.textChanged.connect(self._filter)
        self.refresh.clicked.connect(self.reload)
        self.add.clicked.connect(self.send)
        self.tree.chosen.connect(self._enter)
        self.tree.clicked.connect(self._retry_clicked)
        self.tree.copy_wanted.connect(self.copy)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.selectionModel().selectionChanged.connect(self._count)
        self.stage.action_requested.connect(self._act)
        again = QShortcut(QKeySequence("Ctrl+R"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.reload)

    # --- fetching ---------------------------------------------------------------------------
    def set_source(self, source: str) -> None:
        """Take another source; it is browsed once the panel is seen."""
        if source == self.model.source:
            return
        self.model.set_source(source)
        self.filter.clear()
        self._choose_page()
        if self.isVisible():
            self._load_root()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_root()

    def _load_root(self) -> None:
        if self.model.source and self.model.root.branch is Branch.UNREAD:
            self.model.load(QModelIndex())
            self._choose_page()

    def _open(self, index: QModelIndex) -> None:
        self.model.open(self.proxy.mapToSource(index))

    def reload(self) -> None:
        """Fetch the branch of the current row anew, or everything when there is none."""
        index = self.proxy.mapToSource(self.tree.currentIndex())
        item = self.model.item(index)
        while item.parent is not None and (item.is_remark or item.branch is Branch.UNREAD):
            item = item.parent
        self.model.load(self.model.index_of(item))
        self._choose_page()

    def show_nodes(self, address: str, nodes: list[BrowseNode]) -> None:
        """Show what lies below an address."""
        self.model.show_nodes(address, nodes)
        self._after_answer()

    def show_failure(self, address: str, sentence: str) -> None:
        """Show why an address could not be browsed."""
        self.model.show_failure(address, sentence)
        self._after_answer()

    def mark_known(self, points: Mapping[tuple[str, str], str]) -> None:
        """Mark nodes that points use by now; these by address and item."""
        self.model.mark_known(points)
        self._count()

    def _after_answer(self) -> None:
        self._span_remarks()
        if self.filter.text():
            self._open_matches()
        self._count()
        self._choose_page()

    def _span_remarks(self) -> None:
        """Give remarks in place of nodes the whole width."""
        for item in list(self.model.answered_remarks()):
            index = self.proxy.mapFromSource(self.model.index_of(item))
            if index.isValid():
                self.tree.setFirstColumnSpanned(index.row(), index.parent(), _WHOLE_WIDTH)

    def _retry_clicked(self, index: QModelIndex) -> None:
        item = self.model.item(self.proxy.mapToSource(index))
        if item.is_remark and item.parent and item.parent.branch is Branch.FAILED:
            self.model.load(self.model.index_of(item.parent))

    # --- what is shown ----------------------------------------------------------------------
    def _choose_page(self) -> None:
        root = self.model.root
        self.refresh.setEnabled(bool(self.model.source))
        if not self.model.source or root.branch in {Branch.UNREAD, Branch.LOADING}:
            self.stage.show_loading()
        elif root.branch is Branch.FAILED:
            again = self.tr("Noch einmal versuchen")
            self.stage.show_message(
                "mdi6.lan-disconnect", on_screen(root.children[0].remark), again
            )
        elif root.children[0].is_remark:
            self.stage.show_message(
                "mdi6.file-tree-outline",
                self.tr("Diese Quelle bietet zurzeit nichts an."),
                self.tr("Noch einmal suchen"),
            )
        elif not self.proxy.rowCount():
            self.stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Nichts Geladenes passt zu diesem Filter."),
                self.tr("Filter zurücksetzen"),
            )
        else:
            self.stage.show_content()

    def _act(self) -> None:
        if self.model.root.branch is Branch.READ and not self.model.root.children[0].is_remark:
            self.filter.clear()
        else:
            self.model.load(QModelIndex())
            self._choose_page()

    def _filter(self, text: str) -> None:
        self.proxy.setFilterFixedString(text.strip())
        if text.strip():
            self._open_matches()
        self._choose_page()

    def _open_matches(self) -> None:
        """Open what is loaded already, so that matches deep inside are seen; fetch nothing."""
        for item in list(self.model.read_items()):
            index = self.proxy.mapFromSource(self.model.index_of(item))
            if index.isValid():
                self.tree.expand(index)

    def _selected(self) -> list[QModelIndex]:
        rows = self.tree.selectionModel().selectedRows()
        return [self.proxy.mapToSource(index) for index in rows]

    def _count(self) -> None:
        rows = self._selected()
        usable = len(self.model.usable(rows))
        self.add.setEnabled(usable > 0)
        known = sum(1 for index in rows if (node := self.model.item(index).node) and node.is_known)
        if usable and known:
            text = self.tr("{0} gewählt, {1} davon schon vorhanden").format(usable + known, known)
        elif usable:
            text = self.tr("%n Knoten gewählt", "", usable)
        elif known:
            text = self.tr("Dafür gibt es schon einen Datenpunkt.")
        else:
            text = self.tr("Knoten wählen und auf die neuen Datenpunkte ziehen.")
        self.hint.setText(text)

    # --- hands ------------------------------------------------------------------------------
    def send(self) -> None:
        """Make new points of the selected nodes."""
        found = self.model.usable(self._selected())
        if found:
            self.points_wanted.emit(found)

    def _enter(self) -> None:
        """Enter: points of the selected nodes, else open, close or try again the current row."""
        if self.model.usable(self._selected()):
            self.send()
            return
        index = self.tree.currentIndex()
        self._retry_clicked(index)
        if index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def copy(self) -> None:
        """Copy the addresses and values of the selected rows as tab separated text."""
        lines = [
            as_tsv(self.model, [], list(Column)).strip(),
            *(
                "\t".join(
                    str(self.model.data(index.siblingAtColumn(column)) or "") for column in Column
                )
                for index in self._selected()
            ),
        ]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def make_menu(self) -> QMenu:
        """Return the context menu of the nodes."""
        menu = QMenu(self)
        add = menu.addAction(self.add.text())
        add.setEnabled(self.add.isEnabled())
        add.triggered.connect(self.send)
        menu.addAction(self.tr("Zweig neu laden")).triggered.connect(self.reload)
        menu.addSeparator()
        menu.addAction(self.tr("Kopieren")).triggered.connect(self.copy)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.tree.viewport().mapToGlobal(position))

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {"columns": self.columns.save()}

    def restore_state(self, saved: object) -> None:
        """Take up what was remembered; what does not fit is passed over."""
        if isinstance(saved, dict):
            self.columns.restore(saved.get("columns"))

    # --- looks ------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        self.tree.setAccessibleName(self.tr("Angebot der Quelle"))
        self.filter.setPlaceholderText(self.tr("Filtern: Name, Adresse …"))
        self.filter.setAccessibleName(self.tr("Geladene Knoten filtern"))
        self.filter.setToolTip(
            self.tr("Sucht in allem, was schon geladen ist; öffnen Sie Zweige, um mehr zu laden.")
        )
        self.refresh.setText(self.tr("Aktualisieren"))
        self.refresh.setToolTip(self.tr("Lädt den Zweig der gewählten Zeile neu (Strg+R)"))
        self.add.setText(self.tr("Als Datenpunkt anlegen …"))
        self.add.setAccessibleName(self.add.text())
        self.add.setToolTip(self.tr("Setzt die gewählten Knoten auf die Liste rechts (Eingabe)"))
        self.tree.header().viewport().update()
        self._count()
        self._choose_page()

    def apply_theme(self) -> None:
        """Tint the icons."""
        self.refresh.setIcon(icon("mdi6.refresh"))
        self.add.setIcon(icon("mdi6.plus"))
        self.tree.viewport().update()
