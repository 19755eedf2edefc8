"""Draws labels with one unit a millimetre: on the preview, into a PDF, on a printer alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.services.inventory.labels import (
    LabelContent,
    LabelLayout,
    LabelSheet,
    code_of,
    lay_out,
    page_count,
    spot_of,
)
from widgets.theme.current import body_font

_EM_PX: Final = 100
"""Texts are measured and drawn in letters of this size and scaled: widths are then exact."""
_SEAM: Final = 0.03
"""Modules of a code overlap by this share, so that no viewer shows seams between them."""
_GUIDE_MM: Final = 0.15
_INK: Final = Qt.GlobalColor.black
"""Paper has no themes."""


@dataclass(frozen=True, slots=True)
class LabelJob:
    """Labels as they are printed.

    Attributes:
        sheet: On what.
        contents: What stands on them.
        used: Labels at the begin of the first page that are gone already.
        offset_mm: How far the printer is off, to the right and down.
    """

    sheet: LabelSheet
    contents: Sequence[LabelContent]
    used: int = 0
    offset_mm: tuple[float, float] = (0.0, 0.0)
    _layouts: dict[int, LabelLayout] = field(default_factory=dict, repr=False, compare=False)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return page_count(self.sheet, len(self.contents), self.used)

    def layout(self, number: int) -> LabelLayout:
        """Return where everything stands on a label."""
        if number not in self._layouts:
            self._layouts[number] = lay_out(self.contents[number], self.sheet, measure)
        return self._layouts[number]

    def numbers(self, page: int) -> range:
        """Return which labels stand on a page."""
        first = page * self.sheet.count - self.used
        return range(max(first, 0), min(first + self.sheet.count, len(self.contents)))


@lru_cache(maxsize=2)
def letters(*, is_bold: bool) -> QFont:
    """Return the face of labels, in the size in which it is measured."""
    font = QFont(body_font())
    font.setPixelSize(_EM_PX)
    font.setBold(is_bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=2)
def _metrics(*, is_bold: bool) -> QFontMetricsF:
    return QFontMetricsF(letters(is_bold=is_bold))


def measure(text: str, is_bold: bool) -> float:  # noqa: FBT001 - as `Measure` has it
    """Return how wide a text is, in em."""
    return _metrics(is_bold=is_bold).horizontalAdvance(text) / _EM_PX


def paint_page(painter: QPainter, job: LabelJob, page: int, guide: QColor | None = None) -> None:
    """Draw a page; the painter's unit is a millimetre, its origin the corner of the page.

    Args:
        painter: Draws.
        job: The labels.
        page: Which page, from 0.
        guide: Colour of the edges of the labels; None for none, as on paper.
    """
    if guide is not None:
        painter.setPen(QPen(guide, _GUIDE_MM))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for _, x, y in _spots(job, page):
            painter.drawRect(QRectF(x, y, job.sheet.width_mm, job.sheet.height_mm))
    for number in job.numbers(page):
        _, x, y = spot_of(job.sheet, number, job.used, job.offset_mm)
        painter.save()
        painter.translate(x, y)
        paint_label(painter, job.layout(number))
        painter.restore()


def _spots(job: LabelJob, page: int) -> Iterator[tuple[int, float, float]]:
    """Yield where the labels of the sheet itself are, which no printer moves."""
    for number in range(job.sheet.count):
        yield spot_of(job.sheet, page * job.sheet.count + number)


def paint_label(painter: QPainter, label: LabelLayout) -> None:
    """Draw a label at the painter's origin."""
    left, top, _ = label.code_mm
    painter.fillPath(code_path(label.code, left, top, label.module_mm), QColor(_INK))
    painter.setPen(QColor(_INK))
    for text in label.texts:
        scale = text.size_mm / _EM_PX
        painter.save()
        painter.translate(text.x_mm, text.y_mm)
        painter.scale(scale, scale)
        painter.setFont(letters(is_bold=text.is_bold))
        painter.drawText(QPointF(0, _metrics(is_bold=text.is_bold).ascent()), text.text)
        painter.restore()


def code_path(text: str, left: float, top: float, module: float) -> QPainterPath:
    """Return the dark modules of a code as one shape: runs of modules, line by line."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    modules = code_of(text)
    for row, line in enumerate(modules):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
        for begin, end in edges.reshape(-1, 2).tolist():
            is_last = row + 1 == len(modules)
            height = module if is_last else module * (1 + _SEAM)
            path.addRect(left + begin * module, top + row * module, (end - begin) * module, height)
    return path
