"""The chart leaves the program: as PDF, on a printer, as a picture, as a table."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from widgets.background import Background
from widgets.portfolio.gantt.pages import (
    Paper,
    PaperScale,
    Sheets,
    TooManyPagesError,
    page_size,
    pdf_bytes,
    picture_sheet,
    png_bytes,
    prepare,
    print_pages,
    sheets_of,
    svg_bytes,
)
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.sheet import GanttSheet
from widgets.portfolio.gantt.tree_model import Column, GanttModel
from widgets.theme.tokens import GRID

_PATIENCE_MS: Final = 1_000
_BROKEN: Final = str.maketrans("\t\n\r", "   ")


class PaperDialog(QDialog):
    """Asks for the paper and how much of the calendar a page holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Plan auf Papier"))
        self.paper, self.scale = QComboBox(), QComboBox()
        for paper in Paper:
            self.paper.addItem(self.tr("{0} quer").format(paper.value), paper)
        for scale, text in (
            (PaperScale.WIDTH, self.tr("Alle Tage auf eine Seitenbreite")),
            (PaperScale.TWO, self.tr("Alle Tage auf zwei Seitenbreiten")),
            (PaperScale.SCREEN, self.tr("Tage so breit wie am Bildschirm")),
        ):
            self.scale.addItem(text, scale)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Weiter"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Abbrechen"))
        for button in buttons.buttons():
            button.setIcon(QIcon())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Papier"), self.paper)
        form.addRow(self.tr("Maßstab"), self.scale)
        column = QVBoxLayout(self)
        column.setSpacing(3 * GRID)
        column.addLayout(form)
        column.addWidget(buttons)

    def wish(self) -> tuple[Paper, PaperScale]:
        """Return the paper and how much of the calendar a page is to hold."""
        # A box gives words back, not the members of the enumerations that were put in.
        return Paper(self.paper.currentData()), PaperScale(self.scale.currentData())


class Output(QObject):
    """Writes what a sheet shows. Pages and pictures are painted and written in a thread.

    Args:
        sheet: Tree and chart.
        files: Where that is done.

    Signals:
        told: A sentence for the person.
    """

    told = Signal(str)

    def __init__(self, sheet: GanttSheet, files: Background) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._files = files
        self._is_closed = False
        self._slow: set[QTimer] = set()

    def close(self) -> None:
        """Paint no further page."""
        self._is_closed = True
        for timer in self._slow:
            timer.stop()

    def ask(self, name: str) -> None:
        """Ask what is needed and write: `pdf`, `print`, `png` or `svg`."""
        if self._sheet.chart.content is None or not self._sheet.rows:
            self.told.emit(self.tr("Es ist noch nichts zu sehen, was gespeichert werden kann."))
        elif name in {"png", "svg"}:
            path = self._ask_path(name)
            if path is not None:
                self.save_picture(path)
        else:
            dialog = PaperDialog(self._sheet)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self._ask_pages(name, *dialog.wish())
            dialog.deleteLater()

    def sheets(self, paper: Paper, scale: PaperScale) -> Sheets | None:
        """Return the pages of what is shown; None, and a sentence, when they are too many."""
        chart = self._sheet.chart
        if chart.content is None:
            return None
        try:
            return sheets_of(
                chart.content,
                scale,
                per_day=chart.scale.per_day,
                size=page_size(paper),
                title=self._title(),
                font=self._font(),
            )
        except TooManyPagesError:
            self.told.emit(
                self.tr("Das wären mehrere Hundert Seiten. Bitte wählen Sie einen kleineren"
                        " Maßstab oder weniger Projekte.")
            )  # fmt: skip
            return None

    def save_pdf(self, path: Path, paper: Paper, scale: PaperScale) -> None:
        """Write the pages as PDF."""
        sheets = self.sheets(paper, scale)
        if sheets is not None:
            self._write(path, lambda: pdf_bytes(sheets, paper, lambda: self._is_closed))

    def save_picture(self, path: Path) -> None:
        """Write all of it as one picture: SVG when the name says so, else PNG."""
        chart = self._sheet.chart
        if chart.content is None:
            return
        sheet = picture_sheet(chart.content, chart.scale.per_day, self._title(), self._font())
        make = svg_bytes if path.suffix.lower() == ".svg" else png_bytes
        self._write(path, lambda: make(sheet))

    def copy(self) -> None:
        """Copy the selected rows as a table; all that are seen when at most one is selected."""
        rows: Sequence[GanttRow] = self._sheet.chosen_rows()
        content = self._sheet.chart.content
        if len(rows) <= 1 and content is not None:
            rows = content.rows
        QGuiApplication.clipboard().setText(table_text(self._sheet.model, rows))

    def _ask_pages(self, name: str, paper: Paper, scale: PaperScale) -> None:
        if name == "print":
            self._print(paper, scale)
            return
        path = self._ask_path("pdf")
        if path is not None:
            self.save_pdf(path, paper, scale)

    def _print(self, paper: Paper, scale: PaperScale) -> None:
        from PySide6.QtPrintSupport import (  # noqa: PLC0415 - only who prints pays for it
            QPrintDialog,
            QPrinter,
            QPrinterInfo,
        )

        if QPrinterInfo.defaultPrinter().isNull() and not QPrinterInfo.availablePrinterNames():
            self.told.emit(
                self.tr("Es ist kein Drucker eingerichtet. Bitte speichern Sie als PDF.")
            )
            return
        sheets = self.sheets(paper, scale)
        if sheets is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheets.title)
        prepare(printer, paper)
        dialog = QPrintDialog(printer, self._sheet)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._do(
                sheets.title,
                lambda: print_pages(printer, sheets, lambda: self._is_closed),
                self.tr("Der Plan ist beim Drucker."),
            )

    def _ask_path(self, suffix: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._sheet.window(),
            self.tr("Plan speichern"),
            f"{self.tr('projektplan')}.{suffix}",
            f"{suffix.upper()} (*.{suffix})",
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(f".{suffix}")

    def _write(self, path: Path, make: Callable[[], bytes]) -> None:
        saved = self.tr("Gespeichert: {0}").format(path)
        self._do(path.name, lambda: path.write_bytes(make()), saved)

    def _do(self, name: str, work: Callable[[], object], done: str) -> None:
        """Do it in the thread; what takes longer than a second is told when it begins."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        slow = self.tr("{0} wird geschrieben. Sie können weiterarbeiten.").format(name)
        timer.timeout.connect(lambda: self.told.emit(slow))
        timer.start(_PATIENCE_MS)
        self._slow.add(timer)

        def tell(text: str) -> None:
            timer.stop()
            timer.deleteLater()
            self._slow.discard(timer)
            self.told.emit(text)

        failed = self.tr("{0} konnte nicht gespeichert werden: {1}")
        self._files.ask(
            self, work, lambda _: tell(done), lambda reason: tell(failed.format(name, reason))
        )

    def _title(self) -> str:
        return self.tr("Projektplan")

    def _font(self) -> QFont:
        return self._sheet.font()


def table_text(model: GanttModel, rows: Sequence[GanttRow]) -> str:
    """Return rows with their heading as lines with tabs between the cells."""
    heads = [str(model.headerData(one, Qt.Orientation.Horizontal)) for one in Column]
    lines = [heads]
    for row in rows:
        cells = [model.cell(row, column) for column in Column]
        cells[0] = "  " * row.depth + cells[0]
        lines.append([cell.translate(_BROKEN) for cell in cells])
    return "\n".join("\t".join(line) for line in lines)
