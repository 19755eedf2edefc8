"""Labels as PDF and on a printer, in their true size."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from app.services.ports import StoppedError
from widgets.inventory.labels.painting import LabelJob, paint_page

_DPI = 600
_MM_OF_INCH = 25.4

Report = Callable[[int, int], bool]
"""Told (pages drawn, of how many); returns False to stop."""


def page_layout(job: LabelJob) -> QPageLayout:
    """Return the page without margins: labels know their own."""
    if job.sheet.is_tape:
        # A size of one's own is taken as it stands; landscape would turn it.
        match = QPageSize.SizeMatchPolicy.ExactMatch
        size = QPageSize(QSizeF(*job.sheet.page_mm), QPageSize.Unit.Millimeter, "", match)
    else:
        size = QPageSize(QPageSize.PageSizeId.A4)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(size, upright, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def write_labels(path: Path, job: LabelJob, report: Report) -> int:
    """Write labels as PDF, whole or not at all, and return how many pages there are.

    Usable from any thread.

    Raises:
        StoppedError: The report said stop.
        OSError: The file cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(b"")  # the writer of Qt does not say why a file cannot be opened
        writer = QPdfWriter(str(draft))
        writer.setResolution(_DPI)
        writer.setTitle(QCoreApplication.translate("labels", "Etiketten"))
        writer.setCreator("Leitstand")
        writer.setPageLayout(page_layout(job))
        draw_labels(writer, job, _DPI, report)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return job.pages


def draw_labels(device: QPagedPaintDevice, job: LabelJob, dpi: float, report: Report) -> None:
    """Draw all pages on a device of pages.

    Raises:
        StoppedError: The report said stop.
        OSError: The device cannot be drawn on.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(QCoreApplication.translate("labels", "Der Drucker nimmt nichts an."))
    try:
        scale = dpi / _MM_OF_INCH
        for page in range(job.pages):
            if not report(page, job.pages):
                raise StoppedError
            if page:
                device.newPage()
            painter.resetTransform()
            painter.scale(scale, scale)
            paint_page(painter, job, page)
    finally:
        painter.end()
