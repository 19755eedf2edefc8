"""One page of labels as it will be printed, in any size; a click says where the sheet begins."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.inventory.labels import spot_of
from widgets.inventory.labels.painting import LabelJob, paint_page
from widgets.theme import theme
from widgets.theme.tokens import GRID

_MARGIN: Final = 3 * GRID


class LabelPreview(QWidget):
    """Draws a page; give it to a scroll area.

    Signals:
        begin_chosen: Number of the label on the first page where the person wants to begin.
    """

    begin_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: LabelJob | None = None
        self._page = 0
        self._scale = 3.0
        theme().changed.connect(self.update)

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def show_page(self, job: LabelJob | None, page: int) -> None:
        """Show a page of labels; None for none."""
        self._job, self._page = job, page
        self._fit()

    def set_scale(self, pixels_per_mm: float) -> None:
        """Show the page in another size."""
        self._scale = pixels_per_mm
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self._job is None:
            return QSize(0, 0)
        width, height = self._job.sheet.page_mm
        return QSize(
            round(width * self._scale) + 2 * _MARGIN, round(height * self._scale) + 2 * _MARGIN
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._job is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_MARGIN, _MARGIN)
        painter.scale(self._scale, self._scale)
        page = QRectF(0, 0, *self._job.sheet.page_mm)
        painter.fillRect(page, Qt.GlobalColor.white)  # paper is white in every theme
        paint_page(painter, self._job, self._page, QColor(theme().tokens.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme().tokens.line), 0))  # a pixel in every size
        painter.drawRect(page)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        job = self._job
        if job is None or self._page or job.sheet.is_tape:
            return
        place = (event.position() - QPointF(_MARGIN, _MARGIN)) / self._scale
        for number in range(job.sheet.count):
            _, x, y = spot_of(job.sheet, number)
            if QRectF(x, y, job.sheet.width_mm, job.sheet.height_mm).contains(place):
                self.begin_chosen.emit(number)
                return
