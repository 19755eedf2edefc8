"""A sheet as a file: SVG of lines and letters, PNG as a picture; always in the light theme."""

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from widgets.inventory.networks.canvas import Marks, Sheet
from widgets.theme import theme

_PNG_RATIO: Final = 2.0
_MOST_PIXELS: Final = 12_000.0
_DPI: Final = 96


def svg_bytes(sheet: Sheet, title: str, font: QFont) -> bytes:
    """Return a sheet as SVG, light."""
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - only who exports pays for it

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = sheet.size.toSize()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(_DPI)
    generator.setTitle(title)
    painter = QPainter(generator)
    _draw_light(painter, sheet, font)
    painter.end()
    return bytes(buffer.data().data())


def png_bytes(sheet: Sheet, font: QFont) -> bytes:
    """Return a sheet as PNG, light, at twice its size as long as that is no monster."""
    size = sheet.size
    ratio = min(_PNG_RATIO, _MOST_PIXELS / max(size.width(), size.height(), 1.0))
    image = QImage((size * ratio).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_light(painter, sheet, font)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub forgets devices
    return bytes(buffer.data().data())


def _draw_light(painter: QPainter, sheet: Sheet, font: QFont) -> None:
    with theme().lent("light"):
        whole = QRectF(QPointF(), sheet.size)
        painter.fillRect(whole, QColor(theme().tokens.surface))
        painter.setFont(font)
        sheet.draw(painter, whole, Marks())
