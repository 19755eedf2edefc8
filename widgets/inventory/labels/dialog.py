"""Labels for assets: choose the sheet and what stands on it, see the page, save or print it."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from typing_extensions import override

from app.domain.inventory.fields import Field, FieldType, Value
from app.services.inventory.labels import contents_of, read_records
from app.services.inventory.labels.codes import code_of
from app.services.inventory.labels.contents import LabelRecord
from app.services.ports import StoppedError
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.labels.form import LabelFormPanel
from widgets.inventory.labels.painting import LabelJob
from widgets.inventory.labels.printing import draw_labels, page_layout, write_labels
from widgets.inventory.labels.surface import LabelSurface
from widgets.inventory.panes import OpenReader
from widgets.texts import count, language

MOST_LABELS: Final = 5_000
"""More at once nobody sticks on; and the preview holds what it laid out."""
_LOOKED_AT: Final = 5
"""Pages by which it is told what does not fit."""


class _Told(QObject):
    """Carries progress from the thread of the work to the window.

    Signals:
        told: (pages drawn, of how many).
    """

    told = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_stopped = False

    def report(self, done: int, total: int) -> bool:
        """Tell the window; from any thread."""
        self.told.emit(done, total)
        return not self.is_stopped


class LabelDialog(QDialog):
    """Asks, previews and writes.

    Args:
        folder: Where a PDF is saved unless somebody says otherwise.
        parent: The window.

    Signals:
        finished_with: A sentence: where the labels are, or why not.
    """

    finished_with = Signal(str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._records: list[LabelRecord] = []
        self._left_out = 0
        self._is_busy = False
        self._background = Background(self, "labels")
        self._told = _Told(self)
        self._told.told.connect(self._show_progress)
        self.form = LabelFormPanel()
        self.surface = LabelSurface(self.form)
        self.surface.setParent(self)
        self.surface.fill(self)
        self.job: LabelJob | None = None
        self.form.changed.connect(self._renew)
        self.surface.preview.begin_chosen.connect(
            lambda number: self.form.begin.setValue(number + 1)
        )
        self.surface.pdf_button.clicked.connect(self.offer_pdf)
        self.surface.print_button.clicked.connect(self.offer_print)
        self.surface.stop_button.clicked.connect(self.stop)
        self.surface.close_button.clicked.connect(self.close)
        self.surface.placeholder.show_loading()
        self.setWindowTitle(self.tr("Etiketten"))

    # --- what is given ------------------------------------------------------------------------

    def show_assets(
        self, open_reader: OpenReader, uids: Sequence[str], at_us: int | None = None
    ) -> None:
        """Read assets in the background and show their labels.

        Args:
            open_reader: Where readers come from.
            uids: The assets, in order; at most `MOST_LABELS` are taken, and that is said.
            at_us: The moment, None for the present.
        """
        self._left_out = max(len(uids) - MOST_LABELS, 0)
        wanted = list(uids[:MOST_LABELS])

        def work() -> list[LabelRecord]:
            with closing(open_reader()) as reader:
                return read_records(reader, wanted, at_us)

        self._background.ask(self, work, self.show_records, self.surface.show_failure)

    def show_records(self, records: list[LabelRecord]) -> None:
        """Show the labels of assets that were read."""
        self._records = records
        self._renew()

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered, JSON-like."""
        return self.form.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; what is unknown is left as it is."""
        self.form.restore_state(state)

    # --- the page -----------------------------------------------------------------------------

    def _renew(self) -> None:
        """Make the labels anew after something was changed."""
        sheet = self.form.sheet
        contents = contents_of(self._records, self.form.label_form, _words, self.tr("Simulation"))
        self.job = job = LabelJob(sheet, contents, self.form.used, self.form.offset_mm)
        codes = [content.code for content in contents[: _LOOKED_AT * sheet.count]]

        if not codes:
            self._show_job(job)
            return

        def work() -> None:
            for code in codes:  # a millisecond or two each; they are kept
                code_of(code)

        self._background.ask(self, work, lambda _: self._show_job(job), self.surface.show_failure)

    def _show_job(self, job: LabelJob) -> None:
        if job is self.job:
            self.surface.show_job(job, self._notes(job))

    def _notes(self, job: LabelJob) -> list[str]:
        """Say what is not as one would expect; the first page tells for large sets."""
        notes = []
        looked_at = range(min(len(job.contents), _LOOKED_AT * job.sheet.count))
        cut = sum(job.layout(number).is_cut for number in looked_at)
        small = sum(not job.layout(number).is_readable for number in looked_at)
        if self._left_out:
            words = self.tr("Es werden die ersten {0} Etiketten gezeigt; {1} weitere fehlen.")
            notes.append(words.format(count(MOST_LABELS), count(self._left_out)))
        if small:
            notes.append(
                self.tr(
                    "Der Code ist auf diesem Etikett so klein, dass Scanner ihn oft nicht lesen."
                )
            )
        if cut:
            words = self.tr("Auf {0} von {1} Etiketten ist Text gekürzt („…“) oder weggelassen.")
            notes.append(words.format(count(cut), count(len(looked_at))))
        return notes

    # --- paper --------------------------------------------------------------------------------

    def offer_pdf(self) -> None:
        """Ask for a file and write the labels into it."""
        start = str(self._folder / f"{self.tr('Etiketten')}.pdf")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Etiketten als PDF sichern"), start, self.tr("PDF (*.pdf)")
        )
        if name:
            self.write_pdf(Path(name).with_suffix(".pdf"))

    def write_pdf(self, path: Path) -> None:
        """Write the labels into a file, beside the window."""
        job = self.job
        if job is None or not job.contents or self._is_busy:
            return
        self._folder = path.parent
        self._begin()

        def work() -> int | None:
            try:
                return write_labels(path, job, self._told.report)
            except StoppedError:
                return None

        self._background.ask(self, work, lambda pages: self._end_pdf(path, pages), self._fail)

    def _end_pdf(self, path: Path, pages: int | None) -> None:
        if pages is None:
            self._end(self.tr("Abgebrochen; es wurde nichts geschrieben."))
            return
        words = self.tr(
            "Gespeichert: „{0}“, %n Seite(n). Bitte in voller Größe drucken.", "", pages
        )
        self._end(words.format(path.name))

    def offer_print(self) -> None:
        """Ask for a printer and print."""
        if self.job is None or not self.job.contents or self._is_busy:
            return
        if QPrinterInfo.defaultPrinter().isNull() and not QPrinterInfo.availablePrinterNames():
            words = self.tr("Es ist kein Drucker eingerichtet. Bitte speichern Sie ein PDF.")
            self.surface.show_message("mdi6.printer-off-outline", words)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageLayout(page_layout(self.job))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._print(printer, self.job)

    def _print(self, printer: QPrinter, job: LabelJob) -> None:
        self._begin()
        printer.setFullPage(True)
        resolution = printer.resolution()

        def work() -> int | None:
            try:
                draw_labels(printer, job, resolution, self._told.report)
            except StoppedError:
                printer.abort()
                return None
            return job.pages

        self._background.ask(self, work, self._end_print, self._fail)

    def _end_print(self, pages: int | None) -> None:
        if pages is None:
            self._end(self.tr("Der Druck wurde abgebrochen."))
        else:
            self._end(self.tr("An den Drucker gegeben: %n Seite(n).", "", pages))

    def stop(self) -> None:
        """Stop what is being written."""
        self._told.is_stopped = True

    def _begin(self) -> None:
        self._told.is_stopped = False
        self._is_busy = True
        self.surface.set_busy(is_busy=True)

    def _end(self, sentence: str) -> None:
        self._is_busy = False
        self.surface.set_busy(is_busy=False)
        self.surface.show_message("mdi6.information-outline", sentence)
        self.finished_with.emit(sentence)

    def _fail(self, why: str) -> None:
        words = self.tr("Das hat nicht geklappt: {0}. Bitte prüfen Sie Ordner und Drucker.")
        self._end(words.format(on_screen(why)))

    def _show_progress(self, done: int, total: int) -> None:
        self.surface.show_progress(done, total)

    @override
    def done(self, result: int) -> None:
        """Close; what is being written is stopped first."""
        self.stop()
        self._background.close()
        super().done(result)


def _words(field: Field, value: Value) -> str:
    """Return a value in the words of the screen."""
    if field.type is FieldType.CHOICE:
        return on_screen(field.choice_label(value))
    if field.type is FieldType.DATE:
        year, _, rest = str(value).partition("-")
        month, _, day = rest.partition("-")
        mark = "/" if language() == "en" else "."
        return mark.join((day, month, year)) if day else str(value)
    return str(value)
