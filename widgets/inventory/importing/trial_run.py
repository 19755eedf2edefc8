"""The trial of an import, in a thread with a reader of its own."""

from PySide6.QtCore import QObject, Signal

from app.services.inventory.imports.columns import MappingError
from app.services.inventory.imports.mapping import ColumnMapping
from app.services.ports import InventoryReader
from app.services.tables.model import RawTable
from widgets.inventory.fields import ReaderThread
from widgets.inventory.importing.jobs import Watch
from widgets.inventory.importing.proposals import Trial, trial_of
from widgets.inventory.panes import OpenReader


class TrialRun(QObject):
    """Tries one import at a time; the newest wish ends the one before.

    Args:
        open_reader: Where readers come from.
        parent: Owner.

    Attributes:
        watch: How far it is; None while nothing is tried.

    Signals:
        tried: What the import would do (`Trial`).
        failed: Why it cannot be tried (sentences, tuple of str).
    """

    tried = Signal(object)
    failed = Signal(object)

    def __init__(self, open_reader: OpenReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ReaderThread(open_reader, self, "import-trial")
        self.watch: Watch | None = None

    def begin(self, raw: RawTable, mapping: ColumnMapping, now_us: int) -> None:
        """Try an import."""
        self.stop()
        watch = Watch()
        self.watch = watch

        def work(reader: InventoryReader) -> Trial | MappingError:
            try:
                return trial_of(reader, raw, mapping, now_us, watch.tell)
            except MappingError as error:
                return error

        def take(outcome: Trial | MappingError) -> None:
            self.watch = None
            if isinstance(outcome, MappingError):
                self.failed.emit(outcome.flaws)
            else:
                self.tried.emit(outcome)

        def fail(why: str) -> None:
            self.watch = None
            self.failed.emit((why,))

        self._thread.ask(self, work, take, fail)

    def stop(self) -> None:
        """End the trial, if there is one; nobody is told."""
        if self.watch is not None:
            self.watch.is_stopped = True
            self.watch = None
        self._thread.drop()

    def close(self) -> None:
        """End the trial and the thread."""
        self.stop()
        self._thread.close()
