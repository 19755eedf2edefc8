"""Runs exports beside the window and answers their dialog."""

from collections.abc import Callable
from contextlib import closing

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.services.inventory.exports import (
    ExportError,
    ExportJob,
    ExportOutlook,
    ExportRequest,
    ExportResult,
    GeoPackageWriter,
    TakenError,
    outlook,
)
from app.services.ports import InventoryReader, StoppedError
from widgets.background import Background
from widgets.inventory.exporting.dialog import InventoryExportDialog


class ExportDesk(QObject):
    """Answers one dialog at a time.

    Args:
        open_reader: Where readers come from.
        write_geopackage: `app.storage.geopackages.write_geopackage`, named by the composition.
        parent: Owner.

    Signals:
        progressed: (records read, of how many), from the thread of the work.
    """

    progressed = Signal(int, int)

    def __init__(
        self,
        open_reader: Callable[[], InventoryReader],
        write_geopackage: GeoPackageWriter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_reader = open_reader
        self._write_geopackage = write_geopackage
        self._counting = Background(self, "export-outlook")
        self._writing = Background(self, "export")
        self._job: ExportJob | None = None

    def serve(self, dialog: InventoryExportDialog) -> None:
        """Answer a dialog until it is closed; call it before the dialog is shown."""
        dialog.outlook_requested.connect(lambda request: self._tell(dialog, request))
        dialog.export_requested.connect(lambda request: self._export(dialog, request))
        dialog.stop_requested.connect(self.stop)
        dialog.folder_requested.connect(
            lambda file: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
        )
        self.progressed.connect(dialog.show_progress)

    def stop(self) -> None:
        """Stop what is being written."""
        if self._job is not None:
            self._job.stop()

    def close(self) -> None:
        """End the threads."""
        self.stop()
        self._counting.close()
        self._writing.close()

    def _tell(self, dialog: InventoryExportDialog, request: ExportRequest) -> None:
        def work() -> ExportOutlook:
            with closing(self._open_reader()) as reader:
                return outlook(reader, request)

        self._counting.ask(
            dialog, work, lambda told: dialog.show_outlook(request, told), dialog.show_problem
        )

    def _export(self, dialog: InventoryExportDialog, request: ExportRequest) -> None:
        job = self._job = ExportJob(self._open_reader, request, self._write_geopackage)

        def progress(done: int, total: int) -> bool:
            self.progressed.emit(done, total)
            return True

        def work() -> ExportResult | Exception:
            try:
                return job.run(progress)
            except (ExportError, StoppedError) as error:
                return error

        self._writing.ask(
            dialog, work, lambda outcome: self._answer(dialog, outcome), dialog.show_problem
        )

    def _answer(self, dialog: InventoryExportDialog, outcome: ExportResult | Exception) -> None:
        self._job = None
        if isinstance(outcome, ExportResult):
            dialog.finish(outcome)
        elif isinstance(outcome, TakenError):
            dialog.ask_replacement(str(outcome))
        elif isinstance(outcome, StoppedError):
            dialog.show_stopped()
        else:
            dialog.show_problem(str(outcome))
