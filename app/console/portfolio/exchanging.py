"""Opens the dialogs by which plans come in and go out; one of each at a time."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from app.console.inventory.carrying import Carrier
from app.console.inventory.editing import Editing
from app.console.surroundings import Surroundings
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.services.ports import InventoryStore

if TYPE_CHECKING:
    from app.services.portfolio.states import PortfolioState


class Exchanged(Protocol):
    """A console as this part sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    city: City | None


class Exchanging(QObject):
    """Opens dialogs over the window and passes on what they wish.

    Args:
        console: The console.
        store: The records.
        carrier: Carries changes out.
        editing: Says whether the present is shown.
        parent: Owner.
    """

    def __init__(
        self,
        console: Exchanged,
        store: InventoryStore,
        carrier: Carrier,
        editing: Editing,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._console, self._store = console, store
        self._carrier, self._editing = carrier, editing
        self._dialogs: dict[str, QDialog] = {}

    def close(self) -> None:
        """End the dialogs with their threads."""
        for dialog in self._dialogs.values():
            if isValid(dialog):
                dialog.done(0)
        self._dialogs.clear()

    def take_over(self, state: "PortfolioState", project: str) -> None:
        """Open the dialog that takes a plan over into a project.

        Args:
            state: The programme.
            project: Uid of the project that is proposed, empty for none.
        """
        from widgets.portfolio.interchange import PlanImportDialog  # noqa: PLC0415 - seldom wanted

        if not self._editing.may_edit() or self._is_open("import"):
            return
        console = self._console
        dialog = PlanImportDialog(
            self._store.reader,
            state,
            project,
            console.surroundings.open_plan_server,
            console.window,
        )
        dialog.change_requested.connect(self._carrier.carry_out)
        dialog.gone.connect(dialog.deleteLater)
        self._show("import", dialog)

    def give_out(self, state: "PortfolioState", selected: list[str]) -> None:
        """Open the dialog that writes projects as a plan, a calendar or a workbook.

        Args:
            state: The programme.
            selected: Uids of the selected projects.
        """
        from widgets.portfolio.interchange import PlanExportDialog  # noqa: PLC0415 - seldom wanted

        if self._is_open("export"):
            return
        console = self._console
        dialog = PlanExportDialog(
            state,
            selected,
            folder=_documents(),
            zone="UTC" if console.city is None else console.city.time_zone,
            clock=console.surroundings.clock,
            parent=console.window,
        )
        dialog.folder_requested.connect(
            lambda file: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
        )
        dialog.gone.connect(dialog.deleteLater)
        self._show("export", dialog)

    def _is_open(self, name: str) -> bool:
        """Bring the dialog to the front where it is open already."""
        dialog = self._dialogs.get(name)
        if dialog is None or not isValid(dialog) or not dialog.isVisible():
            return False
        dialog.raise_()
        dialog.activateWindow()
        return True

    def _show(self, name: str, dialog: QDialog) -> None:
        self._dialogs[name] = dialog
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.show()


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or str(Path.home()))
