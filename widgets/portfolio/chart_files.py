"""Charts leave the program: as PNG or SVG file, or by the clipboard; always in the light theme."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.background import Background
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.geometry import axis_font

_RATIO: Final = 2
_DPI: Final = 96
_LEAST: Final = QSize(900, 520)


class ChartFiles(QObject):
    """Writes charts. They are painted here; files are written in a thread.

    Args:
        owner: The pane they belong to.
        files: Where files are written.

    Signals:
        told: A sentence for the person.
    """

    told = Signal(str)

    def __init__(self, owner: QWidget, files: Background) -> None:
        super().__init__(owner)
        self._owner, self._files = owner, files

    def ask(self, canvas: Canvas, name: str, suffix: str) -> None:
        """Ask for a file and write a chart: `png` or `svg`."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._owner.window(),
            self.tr("Bild speichern"),
            f"{name}.{suffix}",
            f"{suffix.upper()} (*.{suffix})",
        )
        if chosen:
            path = Path(chosen)
            self.save(canvas, path if path.suffix else path.with_suffix(f".{suffix}"))

    def save(self, canvas: Canvas, path: Path) -> None:
        """Write a chart: SVG when the name says so, else PNG."""
        make = svg_bytes if path.suffix.lower() == ".svg" else png_bytes
        content = make(canvas)
        self._files.ask(
            self,
            lambda: path.write_bytes(content),
            lambda _: self.told.emit(self.tr("Gespeichert: {0}").format(path)),
            lambda reason: self.told.emit(
                self.tr("{0} konnte nicht gespeichert werden: {1}").format(path.name, reason)
            ),
        )


def copy_picture(canvas: Canvas) -> None:
    """Put a chart on the clipboard as a picture."""
    QGuiApplication.clipboard().setImage(picture_of(canvas))


def picture_of(canvas: Canvas) -> QImage:
    """Return a chart as a picture, at twice its size for paper."""
    size = canvas.size().expandedTo(_LEAST)
    image = QImage(size * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    painter = QPainter(image)
    _paint(canvas, painter, size)
    painter.end()
    return image


def png_bytes(canvas: Canvas) -> bytes:
    """Return a chart as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture_of(canvas))
    return bytes(buffer.data().data())


def svg_bytes(canvas: Canvas) -> bytes:
    """Return a chart as SVG."""
    size = canvas.size().expandedTo(_LEAST)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(_DPI)
    generator.setTitle(canvas.accessibleName())
    generator.setDescription(canvas.accessibleDescription())
    painter = QPainter(generator)
    _paint(canvas, painter, size)
    painter.end()
    return bytes(buffer.data().data())


def _paint(canvas: Canvas, painter: QPainter, size: QSize) -> None:
    with theme().lent("light"):
        painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(theme().tokens.surface))
        painter.setFont(axis_font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title = QRectF(4 * GRID, 2 * GRID, size.width() - 8 * GRID, 6 * GRID)
        painter.setPen(QColor(theme().tokens.text))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(title, middle, canvas.accessibleName())
        room = QRectF(0, 0, size.width(), size.height())
        canvas.paint(painter, room.adjusted(4 * GRID, 10 * GRID, -4 * GRID, -2 * GRID))
