"""A page whose panes show records: one selection, made late where panes are made late."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.console.page import DockPage
from app.console.panes import Pane
from app.console.rail import WorkspaceSpec
from app.domain.inventory.records import Key
from widgets.inventory.panes import Acts, InventoryPane

_KEYS: Final = {"Ctrl+Z": Acts.UNDO, "Ctrl+Y": Acts.REDO, "Ctrl+Shift+Z": Acts.REDO}


class RecordPage(DockPage):
    """A workspace of panes that show records.

    The selection reaches panes that are in sight at once, all others when they are seen.

    Signals:
        act_requested: As those of the panes: something is to be done, with records.
    """

    act_requested = Signal(str, list)

    def __init__(self, spec: WorkspaceSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._keys: list[Key] = []
        self._behind: set[InventoryPane] = set()
        self.view_made.connect(self._take_new)
        self.view_seen.connect(self._catch_up_keys)
        for key, act in _KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.act_requested.emit, act, []))

    def _take_new(self, pane: Pane) -> None:
        if self._keys and isinstance(pane.view, InventoryPane):
            self._behind.add(pane.view)

    def follow(self, keys: Sequence[Key], origin: InventoryPane | None = None) -> None:
        """Follow the selection.

        Args:
            keys: The selected records.
            origin: The pane they were selected in, which knows them.
        """
        self._keys = list(keys)
        for pane in self.inventory_panes():
            self._behind.discard(pane)
            if pane is origin:
                continue
            if pane.isVisible():
                pane.show_keys(keys)
            else:
                self._behind.add(pane)

    def _catch_up_keys(self, pane: Pane) -> None:
        view = pane.view
        if isinstance(view, InventoryPane) and view in self._behind:
            self._behind.discard(view)
            view.show_keys(self._keys)

    def inventory_panes(self) -> Iterator[InventoryPane]:
        """Yield the panes that show records, without those that nobody wanted to see yet."""
        for view in self.views():
            if isinstance(view, InventoryPane):
                yield view

    def bring(self, name: str, keys: Sequence[Key]) -> None:
        """Bring a dock into sight, and show records in it."""
        dock = self.dock(name)
        if dock.isClosed():
            dock.toggleView(True)  # noqa: FBT003 - Qt's way
        dock.raise_()
        pane = self.view(name)
        if isinstance(pane, InventoryPane):
            self._behind.discard(pane)
            pane.show_keys(keys)
