"""Opens the import assistant over the window; one at a time."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.console.inventory.carrying import Carrier
from app.console.notices import NoticeLevel
from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.services.ports import InventoryStore

if TYPE_CHECKING:
    from widgets.inventory.importing import ImportDialog


class Supplied(Protocol):
    """A console as the import sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    time_bus: TimeBus
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class Importing(QObject):
    """Makes the assistant and passes on what it wishes.

    Args:
        console: The console.
        store: The inventory.
        carrier: Carries changes out.
        parent: Owner.

    Signals:
        shown: Imported records are to be shown (list of Key).
    """

    shown = Signal(list)

    def __init__(
        self, console: Supplied, store: InventoryStore, carrier: Carrier, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._console, self._store, self._carrier = console, store, carrier
        self._dialog: ImportDialog | None = None

    def close(self) -> None:
        """End the assistant with its threads and its process."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()
        self._dialog = None

    def open(self, paths: list[Path] | None = None) -> None:
        """Open the assistant, or bring it to the front; it may begin with files."""
        from widgets.inventory.importing import ImportDialog  # noqa: PLC0415 - seldom wanted

        console = self._console
        command = console.surroundings.table_command
        if not command:
            return
        if not console.time_bus.is_live:
            text = self.tr(
                "Sie sehen einen vergangenen Stand; importieren lässt sich nur in den "
                "gegenwärtigen. Strg+L führt zurück zur Gegenwart."
            )
            console.say("inventory", NoticeLevel.INFORMATION, text)
            return
        dialog = self._dialog
        if dialog is None or not isValid(dialog):
            dialog = self._dialog = ImportDialog(
                self._store.reader,
                command,
                console.window,
                zone="UTC" if console.city is None else console.city.time_zone,
                clock=console.surroundings.clock,
            )
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.change_requested.connect(self._carrier.carry_out)
            dialog.undo_requested.connect(self._carrier.undo)
            dialog.show_requested.connect(self.shown)
            self._carrier.committed.connect(dialog.show_commit)
        dialog.show()
        dialog.raise_()
        if paths:
            dialog.choose(paths)
