"""Exporting what is seen: asks what and where, writes beside the window, says how it went."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from time import time
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.domain.cities import City
from app.services.ports import HistorianReader, StorageError
from widgets.texts import count
from widgets.theme import theme
from widgets.trends.export.choices import Choice, FileFormat, extent, format_words
from widgets.trends.export.csv_files import write_csv, write_rows
from widgets.trends.export.dialogs import ExportDialog, ProgressDialog, too_many_words
from widgets.trends.export.drawing_files import (
    page_image,
    pdf_bytes,
    png_bytes,
    svg_bytes,
    write_drawing,
)
from widgets.trends.export.drawings import make_page
from widgets.trends.export.facts import facts
from widgets.trends.export.files import Cancelled, Report, go_on, trouble, written
from widgets.trends.export.job import WritingJob
from widgets.trends.export.parquet_files import write_parquet
from widgets.trends.export.rasters import Form
from widgets.trends.export.sheet_files import TooManyRows, write_xlsx
from widgets.trends.export.subject import Subject, make_subject
from widgets.trends.export.tables import make_table
from widgets.trends.extras import NO_EXTRAS, Extras
from widgets.trends.model import PlotModel
from widgets.trends.plot import TrendPlot

PATIENCE_MS: Final = 1_000
"""An export that takes longer shows how far it is."""

_MOST_COPIED: Final = 100_000
"""Rows on the clipboard; more belongs into a file."""

_TABLES: Final = {
    FileFormat.CSV: write_csv,
    FileFormat.XLSX: write_xlsx,
    FileFormat.PARQUET: write_parquet,
}
_DRAWINGS: Final = {
    FileFormat.PNG: png_bytes,
    FileFormat.SVG: svg_bytes,
    FileFormat.PDF: pdf_bytes,
}
_DATA_PAGES: Final = {FileFormat.SVG: "image/svg+xml"}


class TrendExporter(QObject):
    """Writes what a plot shows to files and to the clipboard.

    Args:
        plot: The plot.
        model: What it shows.
        parent: Owner.

    Signals:
        finished: A sentence: where it is saved, or why not and what to do.
        settled: Nothing is being written any more; True when the last file is there.
    """

    finished = Signal(str)
    settled = Signal(bool)

    def __init__(self, plot: TrendPlot, model: PlotModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.author = ""
        self.choice = Choice()
        self.dialog: ExportDialog | None = None
        self.progress: ProgressDialog | None = None
        self._plot = plot
        self._model = model
        self._city: City | None = None
        self._reader: HistorianReader | None = None
        self._extras: Extras = NO_EXTRAS
        self._job: WritingJob | None = None
        self._path = Path()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)

    # --- what the view gives ----------------------------------------------------------------

    def set_city(self, city: City) -> None:
        """Take a profile."""
        self._city = city

    def set_reader(self, reader: HistorianReader | None) -> None:
        """Read other steps than the drawn ones from here; None allows only those."""
        self._reader = reader

    def set_extras(self, extras: Extras) -> None:
        """Take what is drawn beside the curves."""
        self._extras = extras

    @property
    def is_writing(self) -> bool:
        """True while a file is being written."""
        return self._job is not None

    def subject(self) -> Subject | None:
        """Return what would be exported now; None while nothing is shown."""
        picture = self._plot.picture()
        if picture is None or self._city is None or not picture.parts():
            return None
        return make_subject(
            picture,
            self._model,
            self._city,
            self._extras,
            title=self.title or self.tr("Verläufe"),
            author=self.author,
            made_us=round(time() * 1e6),
        )

    # --- what a person does -----------------------------------------------------------------

    def offer(self, kind: str = "") -> None:
        """Ask what shall be written, then where, and write it.

        Args:
            kind: The suffix of a kind of file that is chosen beforehand; empty for the last one.
        """
        if kind:
            self.choice = replace(self.choice, format=FileFormat(kind))
        subject = self._subject_or_sentence()
        if subject is None:
            return
        has_reader = self._reader is not None
        dialog = ExportDialog(
            subject, self.choice, has_reader=has_reader, parent=self._plot.window()
        )
        dialog.chosen.connect(lambda choice: self._ask_path(subject, choice))
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def copy_picture(self) -> None:
        """Copy the page as a picture, and as a drawing for programs that take one."""
        subject = self._subject_or_sentence()
        if subject is None:
            return
        page = make_page(subject, self._plot)
        data = QMimeData()
        data.setImageData(page_image(page))
        data.setData(_DATA_PAGES[FileFormat.SVG], svg_bytes(page))
        QGuiApplication.clipboard().setMimeData(data)
        self.finished.emit(self.tr("Das Bild liegt in der Zwischenablage."))

    def copy_table(self) -> None:
        """Copy the values as drawn, one column for each curve, for spreadsheets."""
        subject = self._subject_or_sentence()
        if subject is None:
            return
        choice = Choice(FileFormat.CSV, Form.WIDE)
        if extent(subject, choice).rows > _MOST_COPIED:
            words = self.tr(
                "Für die Zwischenablage sind es mehr als %1 Zeilen. Exportieren Sie eine Datei."
            )
            self.finished.emit(words.replace("%1", count(_MOST_COPIED)))
            return
        out = StringIO()
        table = make_table(subject, choice.form, choice.raster, None)
        rows = write_rows(out, table, subject.zone, "\t")
        QGuiApplication.clipboard().setText(out.getvalue())
        self.finished.emit(self.tr("%n Zeile(n) liegen in der Zwischenablage.", "", rows))

    # --- writing ----------------------------------------------------------------------------

    def write(self, path: Path, choice: Choice | None = None) -> bool:
        """Write a file at once; False when there is nothing to write or it failed.

        Without a choice the suffix of the path says what is written.
        """
        subject = self.subject()
        chosen = choice or Choice(FileFormat(path.suffix.lstrip(".").lower()))
        if subject is None:
            return False
        error: Exception | None = None
        try:
            self._work(path, subject, chosen)(go_on)
        except (OSError, StorageError, TooManyRows) as caught:
            error = caught
        self._tell(path, error)
        return error is None

    def start(self, path: Path, subject: Subject, choice: Choice) -> None:
        """Write a file beside the window; what is still being written is stopped."""
        self.close()
        self._path = path
        self._job = WritingJob(self._work(path, subject, choice), self)
        self._job.ended.connect(self._end)
        self._patience.start()
        self._job.start()

    def cancel(self) -> None:
        """Stop writing; no file is left."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop writing and end the thread."""
        self._patience.stop()
        self._forget_progress()
        if self._job is not None:
            self._job.ended.disconnect()
            self._job.close()
            self._job.deleteLater()
            self._job = None

    def _work(self, path: Path, subject: Subject, choice: Choice) -> Callable[[Report], None]:
        """Return what writes a file; what only this thread may paint is painted now."""
        if not choice.format.is_table:
            with theme().lent("light" if choice.is_light else ""):
                content = _DRAWINGS[choice.format](make_page(subject, self._plot))
            return lambda _: _write_page(path, content)
        table = make_table(subject, choice.form, choice.raster, self._reader)
        words = facts(subject, choice.raster)
        write = _TABLES[choice.format]

        def work(report: Report) -> None:
            with written(path) as part:
                write(part, table, words, subject.zone, report)

        return work

    def _ask_path(self, subject: Subject, choice: Choice) -> None:
        self.choice = choice
        suffix = choice.format.value
        chosen, _ = QFileDialog.getSaveFileName(
            self._plot.window(),
            self.tr("Ausschnitt exportieren"),
            f"{self.tr('verlauf')}.{suffix}",
            f"{format_words(choice.format)} (*.{suffix})",
        )
        if chosen:
            path = Path(chosen)
            self.start(path if path.suffix else path.with_suffix(f".{suffix}"), subject, choice)

    # --- how it goes ------------------------------------------------------------------------

    def _show_progress(self) -> None:
        if self._job is None:
            return
        self.progress = ProgressDialog(self._path.name, self._plot.window())
        self.progress.cancelled.connect(self.cancel)
        self._job.progressed.connect(self.progress.show_share)
        self.progress.open()

    def _end(self, error: Exception | None) -> None:
        self._patience.stop()
        self._forget_progress()
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self._tell(self._path, error)
        self.settled.emit(error is None)

    def _tell(self, path: Path, error: Exception | None) -> None:
        if error is None:
            self.finished.emit(self.tr("Gespeichert: %1").replace("%1", str(path)))
        elif isinstance(error, Cancelled):
            self.finished.emit(self.tr("Der Export wurde abgebrochen; es gibt keine Datei."))
        elif isinstance(error, TooManyRows):
            self.finished.emit(too_many_words())
        else:
            self.finished.emit(trouble(path, error))

    def _subject_or_sentence(self) -> Subject | None:
        subject = self.subject()
        if subject is None:
            self.finished.emit(self.tr("Es ist noch nichts zu sehen, was exportiert werden kann."))
        return subject

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _forget_progress(self) -> None:
        if self.progress is not None:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None


def _write_page(path: Path, content: bytes) -> None:
    with written(path) as part:
        write_drawing(part, content)
