"""Saving the rows with problems, beside the window."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.inventory.imports.error_files import write_error_file
from app.services.inventory.imports.plans import ImportPlan
from app.services.tables.model import RawTable
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.placeholders import NoticeBar
from widgets.texts import count


class ErrorFiles(QObject):
    """Asks where to, writes, and says what became of it.

    Args:
        notice: Where it is said.
        parent: The window.
    """

    def __init__(self, notice: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._notice = parent, notice
        self._work = Background(self, "import-errors")

    def save(self, raw: RawTable, plan: ImportPlan, source: Path, goal: Path | None = None) -> None:
        """Write the rows with problems.

        Args:
            raw: The table.
            plan: What was found of it.
            source: The file it came from; the new one is proposed beside it.
            goal: Where to; None asks.
        """
        path = goal or self._ask(raw, source)
        if path is not None:
            self._work.ask(
                self,
                lambda: write_error_file(path, raw, plan),
                lambda rows: self._say_saved(path, rows),
                self._say_unsaved,
            )

    def _ask(self, raw: RawTable, source: Path) -> Path | None:
        stem = Path(raw.name).stem
        kinds = f"{self.tr('Arbeitsmappe')} (*.xlsx);;CSV (*.csv)"
        proposed = str(source.with_name(self.tr("{0} Fehler.xlsx").format(stem)))
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Fehlerdatei speichern"), proposed, kinds
        )
        return Path(name) if name else None

    def _say_saved(self, path: Path, rows: int) -> None:
        words = self.tr("{0} Zeilen mit Fehlern stehen in {1}.").format(count(rows), path.name)
        self._notice.show_notice("mdi6.content-save-check-outline", words)

    def _say_unsaved(self, why: str) -> None:
        words = self.tr("Die Fehlerdatei lässt sich nicht speichern: {0}").format(on_screen(why))
        self._notice.show_notice("mdi6.alert-circle-outline", words)

    def close(self) -> None:
        """End the thread."""
        self._work.close()
