"""The calendar leaves the program: as a calendar file, as PDF, on a printer."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QPointF,
    QRectF,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.portfolio.interchange.calendars import write_calendar
from app.services.portfolio.states import PortfolioState
from app.services.ports import Clock
from widgets.background import Background
from widgets.portfolio.calendar.sheet import MonthSheet, Page
from widgets.portfolio.calendar.wording import month_word
from widgets.portfolio.gantt.inks import inks
from widgets.theme import theme

_DPI: Final = 150
_MARGIN_MM: Final = 10.0
_TEXT_PT: Final = 8
_TITLE_PT: Final = 14


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class CalendarOutput(QObject):
    """Writes what the calendar shows; files are made in a thread.

    Args:
        window: Owner of the dialogs.
        files: Where files are made.
        clock: Says when files were made.

    Signals:
        told: A sentence for the person.
    """

    told = Signal(str)

    def __init__(self, window: QWidget, files: Background, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._files, self.clock = window, files, clock

    def ask_calendar(self, state: PortfolioState, projects: list[str]) -> None:
        """Ask for a file and write the days of projects as iCalendar."""
        path = self._ask_path(self.tr("projekte"), "ics", self.tr("Kalender (*.ics)"))
        if path is not None:
            self.save_calendar(path, state, projects)

    def save_calendar(self, path: Path, state: PortfolioState, projects: list[str]) -> None:
        """Write the days of projects as iCalendar."""
        made_us = self.clock.now_us()

        def work() -> None:
            write_whole(path, write_calendar(state.portfolio, state.plan, projects, made_us))

        self._write(path, work)

    def ask_month(self, name: str, page: Page) -> None:
        """Ask what is needed and output a month: `pdf` or `print`."""
        if name == "print":
            self._print(page)
            return
        suggestion = f"{self.tr('kalender')}-{page.year}-{page.month:02}"
        path = self._ask_path(suggestion, "pdf", "PDF (*.pdf)")
        if path is not None:
            self.save_month(path, page)

    def save_month(self, path: Path, page: Page) -> None:
        """Write a month as PDF."""
        content = month_pdf(page)
        self._write(path, lambda: write_whole(path, content))

    def _print(self, page: Page) -> None:
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
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(month_word(page.year, page.month))
        printer.setPageLayout(_layout())
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            _draw(printer, page, float(printer.resolution()))

    def _ask_path(self, name: str, suffix: str, words: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window.window(), self.tr("Kalender speichern"), f"{name}.{suffix}", words
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(f".{suffix}")

    def _write(self, path: Path, work: Callable[[], None]) -> None:
        self._files.ask(
            self,
            work,
            lambda _: self.told.emit(self.tr("Gespeichert: {0}").format(path)),
            lambda reason: self.told.emit(
                self.tr("{0} konnte nicht gespeichert werden: {1}").format(path.name, reason)
            ),
        )


def month_pdf(page: Page) -> bytes:
    """Return a month as one page of PDF, A4 across, in the light theme."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(_layout())
    writer.setTitle(month_word(page.year, page.month))
    writer.setCreator("Leitstand")
    _draw(writer, page, float(_DPI))
    buffer.close()
    return bytes(content.data())


def _layout() -> QPageLayout:
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
        QPageLayout.Unit.Millimeter,
    )


def _draw(device: QPagedPaintDevice, page: Page, dpi: float) -> None:
    """Draw a month on a page, in points."""
    painter = QPainter(device)
    try:
        scale = dpi / 72.0
        painter.scale(scale, scale)
        room = device.pageLayout().paintRect(QPageLayout.Unit.Point)
        area = QRectF(0, 0, room.width(), room.height())
        font = QFont(painter.font())
        font.setPixelSize(_TITLE_PT)
        painter.setFont(font)
        with theme().lent("light"):
            painter.setPen(inks().text)
            words = month_word(page.year, page.month)
            painter.drawText(QPointF(area.left(), area.top() + _TITLE_PT), words)
            font.setPixelSize(_TEXT_PT)
            sheet = MonthSheet(page, area.adjusted(0, 2 * _TITLE_PT, 0, 0), font)
            sheet.paint(painter, inks())
    finally:
        painter.end()
