"""Saved trend sheets as commands, so that Ctrl+K finds them by name."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.services.ports import TrendSheetStore


class SheetCommands(QObject):
    """Makes one command of each saved sheet.

    Args:
        store: Where the sheets are.
        open_sheet: Shows the sheet of an id.
        parent: Owner.
    """

    def __init__(
        self,
        store: TrendSheetStore,
        open_sheet: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._open_sheet = open_sheet
        self._actions: list[QAction] = []

    def all(self) -> list[QAction]:
        """Return the commands for the sheets there are now; those returned earlier are gone."""
        for action in self._actions:
            action.deleteLater()
        self._actions = []
        for sheet in self._store.sheets():
            action = QAction(self.tr("Kurvenblatt: {0}").format(sheet.name), self)
            action.triggered.connect(lambda _, name=sheet.id: self._open_sheet(name))
            self._actions.append(action)
        return self._actions
