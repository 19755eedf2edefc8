"""Reading of files beside the window, and how far any work is, polled and never pushed."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from app.services.tables.apart import ApartReader
from app.services.tables.model import CancelledError, Layout, RawTable, TableError
from widgets.background import Background

PREVIEW_ROWS: Final = 50
_DOCUMENTS: Final = (".yaml", ".yml", ".json")
_GONE: Final = object()


@dataclass(slots=True)
class Watch:
    """How far a work is. The work writes it in its thread, the window looks at it now and then.

    Attributes:
        done: How much is done.
        total: Of how much; 0 while nobody knows.
        is_stopped: True once nobody wants the work any more.
    """

    done: int = 0
    total: int = 0
    is_stopped: bool = False

    def tell(self, done: int, total: int) -> bool:
        """Take how far it is; return False to stop it."""
        self.done, self.total = done, total
        return not self.is_stopped


class TableReading(QObject):
    """Reads one file after the other; the newest wish ends the one before.

    Args:
        command: What starts the program's side that reads, see `ApartReader`.
        parent: Owner.

    Attributes:
        watch: How far the present reading is; None while nothing is read.
    """

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._background = Background(self, "import-file")
        self._reader: ApartReader | None = None
        self.watch: Watch | None = None

    def read(
        self,
        paths: Sequence[Path],
        layout: Layout,
        most_rows: int | None,
        take: Callable[[RawTable], None],
        failed: Callable[[str], None],
    ) -> None:
        """Read; one of two functions is told in the window's thread unless something else is read.

        Args:
            paths: A file or a folder; or several documents of one kind.
            layout: How the table lies in it.
            most_rows: For a preview: how many rows at most.
            take: Is given the table.
            failed: Is given why it cannot be read, a sentence.
        """
        self.cancel()
        reader, watch = ApartReader(self._command), Watch()
        self._reader, self.watch = reader, watch
        wanted = list(paths)

        def work() -> object:
            try:
                with gathered(wanted) as path:
                    table = reader.read(path, layout, most_rows=most_rows, progress=watch.tell)
            except TableError as error:
                return error
            except CancelledError:
                return _GONE
            return table if len(wanted) == 1 else replace(table, name=_name_of(wanted))

        def told(outcome: object) -> None:
            if self.watch is not watch:
                return
            self._reader = self.watch = None
            if isinstance(outcome, RawTable):
                take(outcome)
            elif isinstance(outcome, TableError):
                failed(str(outcome))

        def broken(sentence: str) -> None:
            if self.watch is watch:
                self._reader = self.watch = None
                failed(sentence)

        self._background.ask(self, work, told, broken)

    def cancel(self) -> None:
        """End the reading, if there is one; nobody is told."""
        reader, self._reader, self.watch = self._reader, None, None
        if reader is not None:
            reader.cancel()

    def close(self) -> None:
        """End the reading and the thread."""
        self.cancel()
        self._background.close()


@contextmanager
def gathered(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield one path for what was chosen: several documents are put together in a folder.

    Raises:
        TableError: The files do not belong together.
    """
    if len(paths) == 1:
        yield paths[0]
        return
    if any(path.is_dir() or path.suffix.lower() not in _DOCUMENTS for path in paths):
        text = QCoreApplication.translate(
            "importing",
            "Mehrere Dateien auf einmal lassen sich nur bei Gerätetypen (YAML) und "
            "Geräteinventaren (JSON) lesen. Bitte wählen Sie die Tabellen einzeln.",
        )
        raise TableError(text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, path in enumerate(paths):
            goal = folder / path.name
            if goal.exists():
                goal = folder / f"{number}-{path.name}"
            shutil.copyfile(path, goal)
        yield folder


def _name_of(paths: Sequence[Path]) -> str:
    return f"{paths[0].name} und {len(paths) - 1} weitere"
