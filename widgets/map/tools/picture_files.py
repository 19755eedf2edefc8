"""Pages as pictures and files. Everything here may run in a thread of its own."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from widgets.map.tools.pictures import WHOLE, Page, PictureParts

_PROGRAM: Final = "Leitstand"
_UNIT_DPI: Final = 96
_PRINT_DPI: Final = 300
_INCH_M: Final = 0.0254
_JPEG_QUALITY: Final = 92
_LEAST_RATIO: Final = 2.0
"""Words of a page are drawn at least this fine, also where the screen is coarser."""


class PictureFormat(StrEnum):
    """A kind of file; the value is its suffix."""

    PNG = "png"
    JPEG = "jpg"
    PDF = "pdf"


class PictureSize(StrEnum):
    """How large a picture becomes."""

    SCREEN = "screen"
    A4 = "a4"
    A3 = "a3"


_LONG_SIDES: Final = {PictureSize.A4: 3508, PictureSize.A3: 4961}
"""Pixels of the long side of the paper at 300 dots an inch."""

_PAPERS: Final = {
    PictureSize.SCREEN: QPageSize.PageSizeId.A4,
    PictureSize.A4: QPageSize.PageSizeId.A4,
    PictureSize.A3: QPageSize.PageSizeId.A3,
}


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What a person chose of a picture; kept between two starts.

    Attributes:
        format: The kind of file.
        size: How large it becomes.
        parts: What of the page is wanted.
        is_light: True for the colours of paper, whatever the screen looks like.
    """

    format: PictureFormat = PictureFormat.PNG
    size: PictureSize = PictureSize.A4
    parts: PictureParts = WHOLE
    is_light: bool = True

    def saved(self) -> dict[str, Any]:
        """Return it as JSON-like values."""
        return {
            "format": self.format.value,
            "size": self.size.value,
            "legend": self.parts.has_legend,
            "scale": self.parts.has_scale,
            "light": self.is_light,
        }

    @classmethod
    def of(cls, saved: object) -> "PictureChoice":
        """Return what `saved` gave; whatever does not fit is as it is by default."""
        items = saved if isinstance(saved, dict) else {}
        kind, size = items.get("format"), items.get("size")
        return cls(
            PictureFormat(kind) if kind in set(PictureFormat) else PictureFormat.PNG,
            PictureSize(size) if size in set(PictureSize) else PictureSize.A4,
            PictureParts(items.get("legend") is not False, items.get("scale") is not False),
            items.get("light") is not False,
        )


def size_of(page: Page, size: PictureSize) -> QSize:
    """Return how many pixels a page becomes."""
    longest = max(page.size.width(), page.size.height())
    ratio = max(page.image.devicePixelRatio(), _LEAST_RATIO)
    if size in _LONG_SIDES:
        ratio = _LONG_SIDES[size] / longest
    return QSize(round(page.size.width() * ratio), round(page.size.height() * ratio))


def page_image(page: Page, pixels: QSize) -> QImage:
    """Return a page as a picture of some pixels."""
    image = QImage(pixels, QImage.Format.Format_RGB32)
    image.fill(page.ground)
    painter = QPainter(image)
    _play(painter, page, pixels.width() / page.size.width())
    painter.end()
    return image


def file_bytes(page: Page, kind: PictureFormat, size: PictureSize) -> bytes:
    """Return a page as the content of a file."""
    if kind is PictureFormat.PDF:
        return _pdf_bytes(page, size)
    image = page_image(page, size_of(page, size))
    dots = _PRINT_DPI
    if size not in _LONG_SIDES:
        dots = round(_UNIT_DPI * image.width() / page.size.width())
    image.setDotsPerMeterX(round(dots / _INCH_M))
    image.setDotsPerMeterY(round(dots / _INCH_M))
    image.setText("Software", _PROGRAM)
    image.setText("Title", page.title)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    name, quality = ("JPG", _JPEG_QUALITY) if kind is PictureFormat.JPEG else ("PNG", -1)
    image.save(buffer, name, quality)  # type: ignore[call-overload]  # the stub forgets devices
    return bytes(buffer.data().data())


def write_file(path: Path, content: bytes) -> None:
    """Write the content of a file.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("wb") as file:
        file.write(content)


def _play(painter: QPainter, page: Page, ratio: float) -> None:
    """Draw a page from the origin of a painter, each of its units so many pixels wide."""
    painter.scale(ratio, ratio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(page.place, page.image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.drawPicture(0, 0, page.record)


def _pdf_bytes(page: Page, size: PictureSize) -> bytes:
    """Return a page as PDF on paper, lying or upright, as fits it better."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_UNIT_DPI)
    writer.setPageSize(QPageSize(_PAPERS[size]))
    way = QPageLayout.Orientation
    is_across = page.size.width() >= page.size.height()
    writer.setPageOrientation(way.Landscape if is_across else way.Portrait)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(page.title)
    writer.setCreator(_PROGRAM)
    painter = QPainter(writer)
    room = QSize(writer.width(), writer.height())
    painter.fillRect(QRectF(QPointF(0, 0), room.toSizeF()), page.ground)
    fitted = page.size.scaled(room.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.translate((room.width() - fitted.width()) / 2, 0)
    _play(painter, page, fitted.width() / page.size.width())
    painter.end()
    return bytes(buffer.data().data())
