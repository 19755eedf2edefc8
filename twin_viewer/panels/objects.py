"""The card of the chosen building: what the city model, own tables and the live city say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from twin_viewer.model.cities import Value
from twin_viewer.panels.base import Panel
from twin_viewer.tools.cards import attribute_name, attribute_text
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_KEY: Final = Qt.ItemDataRole.UserRole
_RECORD: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ObjectSheet:
    """All that is known of a building.

    Attributes:
        id: Its id.
        title: What it is called: name, address, or class and id.
        origin: Data set and file it comes from.
        attributes: What the city model says.
        own: What tables of one's own say.
        points: Id and name of the data points on it or beside it.
        assets: Names of things placed on it.
    """

    id: str
    title: str
    origin: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    own: Mapping[str, Value] = field(default_factory=dict)
    points: Sequence[tuple[str, str]] = ()
    assets: Sequence[str] = ()


class ObjectPanel(Panel):
    """The card.

    Signals:
        points_selected: Data points on it were chosen (list of str).
        join_requested: A table of one's own shall be joined to the buildings.
        part_requested: A joined table shall be taken away again (its id).
        show_requested: The building shall be brought into sight (its id).
        color_requested: The buildings shall be coloured by an attribute (its name).
        record_requested: A record of the inventory was chosen (what `show_records` called it).
    """

    points_selected = Signal(list)
    join_requested = Signal()
    part_requested = Signal(str)
    show_requested = Signal(str)
    color_requested = Signal(str)
    record_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: ObjectSheet | None = None
        self._tables: tuple[tuple[str, str], ...] = ()
        self._records: tuple[tuple[str, str, str], ...] = ()
        self.title = ElidedLabel()
        self.title.setObjectName("heading")
        self.origin = ElidedLabel()
        self.origin.setObjectName("muted")
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.tree.header().setStretchLastSection(True)
        self.show_button, self.color, self.join = (QToolButton() for _ in range(3))
        self._parting = QMenu(self.join)
        self.join.setMenu(self._parting)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        inside.setSpacing(GRID)
        inside.addWidget(self.title)
        inside.addWidget(self.origin)
        inside.addWidget(self.tree, 1)
        self.stage = Stage(content)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        foot.setSpacing(GRID)
        self.join.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in (self.show_button, self.color, self.join):
            button.setObjectName("switch")
            button.setIconSize(QSize(16, 16))
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.join.clicked.connect(self.join_requested)
        self.show_button.clicked.connect(self._show)
        self.color.clicked.connect(self._color)
        self.tree.itemActivated.connect(self._activate)
        self.tree.itemSelectionChanged.connect(self._follow)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(self.copy)
        theme().changed.connect(self.apply_theme)

    # ---- what is shown -------------------------------------------------------------------------
    def show_tables(self, tables: Sequence[tuple[str, str]]) -> None:
        """Offer to take joined tables away again (id and name of each)."""
        self._tables = tuple(tables)
        mode = QToolButton.ToolButtonPopupMode
        self.join.setPopupMode(mode.MenuButtonPopup if tables else mode.DelayedPopup)
        self._parting.clear()
        for table_id, name in tables:
            action = self._parting.addAction(self.tr("„{0}“ entfernen").format(name))
            action.triggered.connect(lambda _=False, one=table_id: self.part_requested.emit(one))

    def show_records(self, object_id: str, records: Sequence[tuple[str, str, str]]) -> None:
        """Show the records of the inventory at a building: a name for each, its title, its kind.

        What is said of another building than the one that is shown is passed over.
        """
        if self._facts is not None and self._facts.id == object_id:
            self._records = tuple(records)
            self.show_object(self._facts)

    def show_object(self, facts: ObjectSheet | None) -> None:
        """Show a building; None for no choice."""
        if facts is None or self._facts is None or facts.id != self._facts.id:
            self._records = ()
        self._facts = facts
        self.tree.clear()
        if facts is None:
            sentence = self.tr(
                "Wählen Sie ein Gebäude aus, um hier zu sehen, was darüber bekannt ist."
            )
            self.stage.show_message("mdi6.office-building-outline", sentence)
        else:
            self.title.setText(facts.title)
            self.origin.setText(facts.origin)
            self._fill(facts)
            self.stage.show_content()
        self._follow()

    def _fill(self, facts: ObjectSheet) -> None:
        self._group(self.tr("Objekt"), {self.tr("Kennung"): facts.id})
        self._attributes(self.tr("Stadtmodell"), facts.attributes)
        self._attributes(self.tr("Eigene Tabellen"), facts.own)
        points = self._group(self.tr("Datenpunkte"), {name: "" for _, name in facts.points})
        for row, (point_id, _) in zip(_rows(points), facts.points, strict=False):
            row.setData(0, _KEY, point_id)
        self._group(self.tr("Gesetzte Geräte"), dict.fromkeys(facts.assets, ""))
        records = self._group(self.tr("Bestand"), {title: kind for _, title, kind in self._records})
        for row, (name, _, _) in zip(_rows(records), self._records, strict=False):
            row.setData(0, _RECORD, name)
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)
        self.tree.setColumnWidth(0, min(self.tree.columnWidth(0), self.width() * 3 // 5 or 160))

    def _attributes(self, title: str, values: Mapping[str, Value]) -> None:
        """Add attributes by the names people know; each keeps its own for colours."""
        named = {attribute_name(key): attribute_text(key, each) for key, each in values.items()}
        for row, key in zip(_rows(self._group(title, named)), values, strict=False):
            row.setData(1, _KEY, key)

    def _group(self, title: str, values: Mapping[str, str]) -> QTreeWidgetItem:
        head = QTreeWidgetItem([title])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setFirstColumnSpanned(True)
        for name, value in values.items():
            row = QTreeWidgetItem([name, value])
            row.setToolTip(0, name)
            row.setToolTip(1, value)
            head.addChild(row)
        if values:
            self.tree.addTopLevelItem(head)
        return head

    # ---- what a person does --------------------------------------------------------------------
    def _attribute(self) -> str:
        chosen = self.tree.selectedItems()
        return str(chosen[0].data(1, _KEY) or "") if chosen else ""

    def _follow(self) -> None:
        self.show_button.setEnabled(self._facts is not None)
        self.color.setEnabled(bool(self._attribute()))

    def _show(self) -> None:
        if self._facts is not None:
            self.show_requested.emit(self._facts.id)

    def _color(self) -> None:
        if name := self._attribute():
            self.color_requested.emit(name)

    def _activate(self, item: QTreeWidgetItem) -> None:
        point_id = item.data(0, _KEY)
        record = item.data(0, _RECORD)
        if point_id:
            self.points_selected.emit([str(point_id)])
        elif record:
            self.record_requested.emit(str(record))

    def copy(self) -> None:
        """Copy the selected rows, or all of them, as tab separated text."""
        chosen = self.tree.selectedItems()
        lines = [f"{item.text(0)}\t{item.text(1)}" for item in chosen or self._all()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _all(self) -> list[QTreeWidgetItem]:
        return [row for head in _rows(self.tree.invisibleRootItem()) for row in _rows(head)]

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.tree.setHeaderLabels([self.tr("Merkmal"), self.tr("Wert")])
        self.tree.setAccessibleName(self.tr("Was über das Gebäude bekannt ist"))
        self.join.setText(self.tr("Tabelle verbinden …"))
        self.join.setToolTip(
            self.tr("Eine eigene CSV-Tabelle über die Kennung mit den Gebäuden verbinden")
        )
        for button, text in (
            (self.show_button, self.tr("Gebäude zeigen")),
            (self.color, self.tr("Gebäude nach diesem Merkmal einfärben")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.show_tables(self._tables)
        self.show_object(self._facts)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.show_button.setIcon(icon("mdi6.crosshairs-gps"))
        self.color.setIcon(icon("mdi6.palette-outline"))
        self.join.setIcon(icon("mdi6.table-plus"))


def _rows(head: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rows = [head.child(at) for at in range(head.childCount())]
    return [row for row in rows if row is not None]
