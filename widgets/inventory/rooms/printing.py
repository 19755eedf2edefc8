"""A sheet on paper: one page, as large as it fits, in the light theme."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from widgets.inventory.networks.canvas import Marks, Sheet
from widgets.theme import theme

_tr = QCoreApplication.translate


def ask_and_print(parent: QWidget, sheet: Sheet, title: str, font: QFont) -> str:
    """Let a person choose a printer and print; return a sentence where there is none."""
    from PySide6.QtPrintSupport import (  # noqa: PLC0415 - only who prints pays for it
        QPrintDialog,
        QPrinter,
        QPrinterInfo,
    )

    if QPrinterInfo.defaultPrinter().isNull() and not QPrinterInfo.availablePrinterNames():
        return _tr("rooms", "Es ist kein Drucker eingerichtet. Bitte speichern Sie als SVG.")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageOrientation(orientation_of(sheet))
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        draw_page(printer, sheet, title, font)
    return ""


def orientation_of(sheet: Sheet) -> QPageLayout.Orientation:
    """Return how the page lies for a sheet."""
    is_wide = sheet.size.width() > sheet.size.height()
    return QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait


def draw_page(device: QPagedPaintDevice, sheet: Sheet, title: str, font: QFont) -> None:
    """Draw a sheet under its title on one page of a printer or of a PDF."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = QRectF(painter.viewport())
    with theme().lent("light"):
        head = QFont(font)
        head.setPointSizeF(font.pointSizeF() * 1.2)
        painter.setFont(head)
        painter.setPen(QColor(theme().tokens.text))
        line = 2.0 * painter.fontMetrics().height()
        top = QRectF(page.left(), page.top(), page.width(), line)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        size = sheet.size
        scale = min(page.width() / size.width(), (page.height() - line) / size.height())
        painter.translate(page.left(), page.top() + line)
        painter.scale(scale, scale)
        # Letters are measured in px of the sheet, whatever the device's resolution is.
        sheet_font = QFont(font)
        sheet_font.setPixelSize(round(font.pointSizeF() * 96 / 72))
        painter.setFont(sheet_font)
        sheet.draw(painter, QRectF(0, 0, size.width(), size.height()), Marks())
    painter.end()
