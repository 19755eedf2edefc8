"""PNG, SVG and PDF of a page; the last two are made of lines and letters, not of a picture."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from widgets.trends.export.drawings import Page, draw_page
from widgets.trends.export.facts import facts, made_words

_PNG_RATIO: Final = 2.0
_DPI: Final = 96
_VECTOR_RATIO: Final = 2.0
"""Curves are thinned out as for a screen of this ratio: finer than print shows it."""

_PROGRAM: Final = "Leitstand"


def page_image(page: Page) -> QImage:
    """Return a page as a picture, with the facts in its texts."""
    image = QImage(page.size.toSize() * _PNG_RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_PNG_RATIO)
    painter = QPainter(image)
    draw_page(painter, page, _PNG_RATIO)
    painter.end()
    image.setText("Software", _PROGRAM)
    image.setText("Title", page.subject.title)
    for _, name, value in facts(page.subject):
        earlier = image.text(name)
        image.setText(name, f"{earlier}\n{value}" if earlier else value)
    return image


def png_bytes(page: Page) -> bytes:
    """Return a page as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page_image(page).save(buffer, "PNG")  # type: ignore[call-overload]  # the stub forgets devices
    return bytes(buffer.data().data())


def svg_bytes(page: Page) -> bytes:
    """Return a page as SVG."""
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - only who exports pays for it

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size = page.size.toSize()
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(_DPI)
    generator.setTitle(page.subject.title)
    lines = (f"{name}: {value}" for _, name, value in facts(page.subject))
    generator.setDescription("\n".join(lines))
    painter = QPainter(generator)
    draw_page(painter, page, _VECTOR_RATIO)
    painter.end()
    return bytes(buffer.data().data())


def pdf_bytes(page: Page) -> bytes:
    """Return a page as PDF, A4 across or upright, as fits it better."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    is_across = page.size.width() >= page.size.height()
    way = QPageLayout.Orientation
    writer.setPageOrientation(way.Landscape if is_across else way.Portrait)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(page.subject.title)
    writer.setCreator(f"{_PROGRAM} · {made_words(page.subject)}")
    painter = QPainter(writer)
    room = QSize(writer.width(), writer.height())
    share = min(room.width() / page.size.width(), room.height() / page.size.height())
    painter.scale(share, share)
    draw_page(painter, page, _VECTOR_RATIO)
    painter.end()
    return bytes(buffer.data().data())


def write_drawing(path: Path, content: bytes) -> None:
    """Write what one of the functions above made.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("wb") as file:
        file.write(content)
