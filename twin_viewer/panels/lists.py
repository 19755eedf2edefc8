"""A short list of things people keep: chosen, opened, renamed and removed by mouse or keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from twin_viewer.panels.base import Panel
from widgets.placeholders import Stage
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A thing in the list.

    Attributes:
        key: Its id.
        name: What it is called.
        detail: What else is known of it; the tooltip.
    """

    key: str
    name: str
    detail: str = ""


class KeptList(Panel):
    """The list, with a row of buttons below it.

    Subclasses say the words in `retranslate` and call it at the end of their constructor.

    Signals:
        add_requested: Something shall be kept.
        open_requested: A thing was chosen to go to (its key).
        renamed: It is to be called otherwise (key, name).
        remove_requested: It shall go (key).
        undo_requested: What went last shall come back.
    """

    add_requested = Signal()
    open_requested = Signal(str)
    renamed = Signal(str, str)
    remove_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._is_filling = False
        self.list = QListWidget()
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setWordWrap(True)
        self.stage = Stage(self.list)
        self.add, self.undo = QToolButton(), QToolButton()
        self.foot = QHBoxLayout()
        self._arrange()
        self._connect()
        self.set_undoable(is_undoable=False)

    def _arrange(self) -> None:
        self.foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.foot.setSpacing(GRID)
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in (self.add, self.undo):
            button.setObjectName("switch")
            button.setIconSize(QSize(16, 16))
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.stage, 1)
        column.addLayout(self.foot)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.stage.action_requested.connect(self.add_requested)
        self.list.itemActivated.connect(lambda item: self.open_requested.emit(item.data(_KEY)))
        self.list.itemChanged.connect(self._take_name)
        self.list.customContextMenuRequested.connect(self._show_menu)
        for key, act in (
            (QKeySequence.StandardKey.Delete, self._remove),
            (QKeySequence.StandardKey.Copy, self._copy),
            (QKeySequence.StandardKey.Undo, self.undo_requested.emit),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        theme().changed.connect(self.apply_theme)

    # ---- what is shown -------------------------------------------------------------------------
    def show_rows(self, rows: Sequence[KeptRow]) -> None:
        """Show what is kept; the chosen one stays chosen."""
        chosen = self.chosen()
        self._is_filling = True
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(icon(self._icon_name), row.name)
            item.setData(_KEY, row.key)
            item.setToolTip(row.detail)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
            if row.key == chosen:
                self.list.setCurrentItem(item)
        self._is_filling = False
        self.choose_page()

    def choose_page(self) -> None:
        """Show the list, or what an empty one says."""
        if self.list.count():
            self.stage.show_content()
        else:
            self.stage.show_message(self._icon_name, self.empty_text(), self.add.text())

    def set_undoable(self, *, is_undoable: bool) -> None:
        """Tell whether something that went can come back."""
        self.undo.setEnabled(is_undoable)

    def chosen(self) -> str:
        """Return the key of the chosen thing; empty while none is."""
        chosen = self.list.selectedItems()
        return str(chosen[0].data(_KEY)) if chosen else ""

    def choose(self, key: str) -> None:
        """Choose a thing."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)

    def edit(self, key: str) -> None:
        """Let a person write the name of a thing."""
        self.choose(key)
        if self.chosen() == key:
            self.list.editItem(self.list.currentItem())

    def empty_text(self) -> str:
        """Return what an empty list says."""
        return ""

    # ---- what a person does --------------------------------------------------------------------
    def _take_name(self, item: QListWidgetItem) -> None:
        if not self._is_filling:
            self.renamed.emit(str(item.data(_KEY)), item.text().strip())

    def _remove(self) -> None:
        if key := self.chosen():
            self.remove_requested.emit(key)

    def _copy(self) -> None:
        lines = [f"{item.text()}\t{item.toolTip()}" for item in self.list.selectedItems()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def make_menu(self) -> QMenu:
        """Return the menu of the chosen thing."""
        menu = QMenu(self)
        for text, act in (
            (self.tr("Anzeigen"), lambda: self.open_requested.emit(self.chosen())),
            (self.tr("Umbenennen"), lambda: self.list.editItem(self.list.currentItem())),
            (self.tr("Kopieren"), self._copy),
            (self.tr("Entfernen"), self._remove),
        ):
            action = menu.addAction(text)
            action.setEnabled(bool(self.chosen()))
            action.triggered.connect(lambda _=False, act=act: act())
        return menu

    def _show_menu(self, place: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def name_undo(self, text: str) -> None:
        """Say what the undo button does."""
        self.undo.setAccessibleName(text)
        self.undo.setToolTip(text)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.undo.setIcon(icon("mdi6.undo"))
        for row in range(self.list.count()):
            self.list.item(row).setIcon(icon(self._icon_name))
