"""The chart on paper: pages with title, names, calendar and legend again on each; also one picture.

All is drawn in the light theme, in px of the screen that are scaled to the device; so PDF and SVG
are made of lines and letters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from widgets.portfolio.gantt.calendar import paint_header
from widgets.portfolio.gantt.content import ChartContent, paint_chart
from widgets.portfolio.gantt.inks import inks
from widgets.portfolio.gantt.legend import paint_legend
from widgets.portfolio.gantt.lines import Frame
from widgets.portfolio.gantt.tips import day_words
from widgets.portfolio.lights import paint_light
from widgets.theme import theme
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate
_PROGRAM: Final = "Leitstand"
_DPI: Final = 96
_MARGIN_MM: Final = 10.0
_NAMES: Final = 300.0
_DAYS: Final = 84.0
_TITLE: Final = 34.0
_HEADER: Final = 44.0
_FOOT: Final = 50.0
_ROW: Final = 22.0
_FONT_PX: Final = 12
_RATIO: Final = 2.0
_MOST_PIXELS: Final = 16_000.0
_MOST_PAGES: Final = 400


class Paper(StrEnum):
    """Paper, lying."""

    A3 = "A3"
    A4 = "A4"


class PaperScale(StrEnum):
    """How much of the calendar stands on a page."""

    WIDTH = "width"
    """All days on the width of one page."""
    TWO = "two"
    """All days on the width of two pages."""
    SCREEN = "screen"
    """Days as wide as on screen."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """A chart that is cut into pages.

    Attributes:
        content: What is shown.
        per_day: Px a day.
        size: Px of a page.
        title: Stands above each page.
        font: Of all texts.
    """

    content: ChartContent
    per_day: float
    size: QSizeF
    title: str
    font: QFont

    @property
    def room(self) -> QSizeF:
        """Px of the chart on one page."""
        left, top = _NAMES + 2 * _DAYS, _TITLE + _HEADER
        return QSizeF(self.size.width() - left, self.size.height() - top - _FOOT)

    @property
    def across(self) -> int:
        """How many pages lie beside each other."""
        width = self.content.scale(self.per_day).width
        return max(ceil(width / self.room.width() - 1e-6), 1)

    @property
    def down(self) -> int:
        """How many pages lie below each other."""
        return max(ceil(len(self.content.rows) / self.rows_per_page), 1)

    @property
    def rows_per_page(self) -> int:
        """How many rows a page has room for."""
        return max(int(self.room.height() // _ROW), 1)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self.across * self.down


class TooManyPagesError(Exception):
    """More pages than anybody prints."""


def sheets_of(
    content: ChartContent,
    scale: PaperScale,
    *,
    per_day: float,
    size: QSizeF,
    title: str,
    font: QFont,
) -> Sheets:
    """Return a chart cut into pages.

    Args:
        content: What is shown.
        scale: How much of the calendar stands on a page.
        per_day: Px a day on screen.
        size: Px of a page.
        title: Stands above each page.
        font: Of the program.

    Raises:
        TooManyPagesError: There would be hundreds.
    """
    paper_font = _paper_font(font)
    whole = Sheets(content, per_day, size, title, paper_font)
    if scale is not PaperScale.SCREEN:
        pages = 1 if scale is PaperScale.WIDTH else 2
        days = content.last.toordinal() + 1 - content.first.toordinal()
        wanted = pages * whole.room.width() / days
        whole = Sheets(content, content.scale(wanted).per_day, size, title, paper_font)
    if whole.count > _MOST_PAGES:
        raise TooManyPagesError
    return whole


def page_size(paper: Paper) -> QSizeF:
    """Return px of what can be printed on a paper that lies."""
    layout = _layout(paper)
    rect = layout.paintRect(QPageLayout.Unit.Millimeter)
    return QSizeF(rect.width(), rect.height()) * (_DPI / 25.4)


def prepare(device: QPagedPaintDevice, paper: Paper) -> None:
    """Let a device print on a paper that lies."""
    device.setPageLayout(_layout(paper))


class StoppedError(OSError):
    """Nobody waits for the pages any more."""


def print_pages(
    device: QPagedPaintDevice, sheets: Sheets, is_stopped: Callable[[], bool] = lambda: False
) -> None:
    """Draw all pages on a printer or into a PDF; may be called in a thread.

    Args:
        device: The printer or PDF.
        sheets: The pages.
        is_stopped: Asked before each page; True ends the printing.

    Raises:
        StoppedError: It was ended.
    """
    painter = QPainter(device)
    ratio = painter.viewport().width() / sheets.size.width()
    with theme().lent("light"):
        for number in range(sheets.count):
            if is_stopped():
                painter.end()
                raise StoppedError
            if number:
                device.newPage()
            painter.save()
            painter.scale(ratio, ratio)
            draw_page(painter, sheets, number)
            painter.restore()
    painter.end()


def pdf_bytes(
    sheets: Sheets, paper: Paper, is_stopped: Callable[[], bool] = lambda: False
) -> bytes:
    """Return all pages as PDF of lines and letters; as `print_pages` in all else."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(600)
    prepare(writer, paper)
    writer.setTitle(sheets.title)
    writer.setCreator(_PROGRAM)
    print_pages(writer, sheets, is_stopped)
    return _content(buffer)


def picture_sheet(content: ChartContent, per_day: float, title: str, font: QFont) -> Sheets:
    """Return the whole chart as one page, as large as it is."""
    width = _NAMES + 2 * _DAYS + content.scale(per_day).width
    height = _TITLE + _HEADER + _FOOT + _ROW * max(len(content.rows), 1)
    return Sheets(content, per_day, QSizeF(ceil(width), ceil(height)), title, _paper_font(font))


def png_bytes(sheet: Sheets) -> bytes:
    """Return a page as PNG, at twice its size as long as that is no monster."""
    size = sheet.size
    ratio = min(_RATIO, _MOST_PIXELS / max(size.width(), size.height()))
    image = QImage((size * ratio).toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(ratio, ratio)
    with theme().lent("light"):
        draw_page(painter, sheet, 0)
    painter.end()
    image.setText("Software", _PROGRAM)
    image.setText("Title", sheet.title)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub forgets devices
    return _content(buffer)


def svg_bytes(sheet: Sheets) -> bytes:
    """Return a page as SVG."""
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - only who exports pays for it

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = sheet.size.toSize()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(_DPI)
    generator.setTitle(sheet.title)
    painter = QPainter(generator)
    with theme().lent("light"):
        draw_page(painter, sheet, 0)
    painter.end()
    return _content(buffer)


def draw_page(painter: QPainter, sheets: Sheets, number: int) -> None:
    """Draw one page from the painter's origin, in px of the screen."""
    part_down, part_across = divmod(number, sheets.across)
    first = part_down * sheets.rows_per_page
    last = min(first + sheets.rows_per_page, len(sheets.content.rows)) - 1
    scale, room = sheets.content.scale(sheets.per_day), sheets.room
    left = part_across * room.width()
    painter.setFont(sheets.font)
    painter.fillRect(QRectF(0, 0, sheets.size.width(), sheets.size.height()), inks().ground)
    _draw_title(painter, sheets)
    _draw_names(painter, sheets, first, last)
    origin = (_NAMES + 2 * _DAYS, _TITLE)
    width = min(room.width(), scale.width - left)
    _clipped(painter, QRectF(*origin, width, _HEADER), left, 0.0)
    paint_header(painter, QRectF(left, 0, width, _HEADER), scale, sheets.content.today, inks())
    painter.restore()
    top, height = first * _ROW, (last + 1 - first) * _ROW
    _clipped(painter, QRectF(origin[0], _TITLE + _HEADER, width, height), left, top)
    area = QRectF(left, top, width, height)
    paint_chart(painter, sheets.content, Frame(area, first, last, scale, _ROW))
    painter.restore()
    _draw_foot(painter, sheets, number)


def _paper_font(font: QFont) -> QFont:
    """Return the font of pages; figures of equal width could not be found or copied in a PDF."""
    paper_font = QFont(font)
    paper_font.setFeature(QFont.Tag("tnum"), 0)
    paper_font.setPixelSize(_FONT_PX)
    return paper_font


def _clipped(painter: QPainter, place: QRectF, left: float, top: float) -> None:
    """Let a painter draw a part of the chart at a place; to be restored."""
    painter.save()
    painter.setClipRect(place)
    painter.translate(place.left() - left, place.top() - top)


def _draw_title(painter: QPainter, sheets: Sheets) -> None:
    font = QFont(sheets.font)
    font.setPixelSize(round(_FONT_PX * 1.4))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(inks().text)
    box = QRectF(0, 0, sheets.size.width(), _TITLE - GRID)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, sheets.title)
    painter.setFont(sheets.font)


def _draw_names(painter: QPainter, sheets: Sheets, first: int, last: int) -> None:
    colours = inks()
    painter.fillRect(QRectF(0, _TITLE, _NAMES + 2 * _DAYS, _HEADER), colours.raised)
    heads = (_tr("gantt", "Name"), _tr("gantt", "Beginn"), _tr("gantt", "Ende"))
    painter.setPen(colours.muted)
    for text, box in zip(heads, _cells(_TITLE, _HEADER), strict=True):
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    for place in range(first, last + 1):
        row = sheets.content.rows[place]
        top = _TITLE + _HEADER + (place - first) * _ROW
        boxes = list(_cells(top, _ROW))
        if row.status is not None:
            paint_light(painter, QRectF(2, top + _ROW / 2 - 5, 10, 10), row.status.light)
        font = QFont(sheets.font)
        font.setWeight(QFont.Weight.DemiBold if row.depth == 0 else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colours.text)
        boxes[0].adjust(row.depth * 3.0 * GRID, 0, 0, 0)
        texts = (row.name, day_words(row.start), day_words(row.finish))
        for text, box in zip(texts, boxes, strict=True):
            elided = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(box.width())
            )
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, align, elided)
    painter.setFont(sheets.font)
    painter.setPen(QPen(colours.line, 1.0))
    painter.drawLine(0, round(_TITLE + _HEADER), round(_NAMES + 2 * _DAYS), round(_TITLE + _HEADER))


def _draw_foot(painter: QPainter, sheets: Sheets, number: int) -> None:
    top = sheets.size.height() - _FOOT + GRID
    text = _tr("gantt", "Seite {0} von {1} · Stand {2}").format(
        number + 1, sheets.count, day_words(sheets.content.today)
    )
    line = (_FOOT - GRID) / 2
    area = QRectF(0, top, sheets.size.width(), line)
    paint_legend(painter, area)
    painter.setPen(inks().muted)
    painter.drawText(
        area.translated(0, line), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text
    )


def _cells(top: float, height: float) -> Iterator[QRectF]:
    """Yield where name, first and last day of a row stand."""
    yield QRectF(4.0 * GRID, top, _NAMES - 5.0 * GRID, height)
    yield QRectF(_NAMES, top, _DAYS - GRID, height)
    yield QRectF(_NAMES + _DAYS, top, _DAYS - GRID, height)


def _layout(paper: Paper) -> QPageLayout:
    pages = {Paper.A3: QPageSize.PageSizeId.A3, Paper.A4: QPageSize.PageSizeId.A4}
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(
        QPageSize(pages[paper]),
        QPageLayout.Orientation.Landscape,
        margins,
        QPageLayout.Unit.Millimeter,
    )


def _content(buffer: QBuffer) -> bytes:
    return bytes(buffer.data().data())
