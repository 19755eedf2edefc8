"""Pictures of floors: PNG, JPG, SVG and the first page of a PDF."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

_tr = QCoreApplication.translate

MOST_PX: Final = 4_000
"""The longer side of a picture is never read larger."""

SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".svg", ".pdf")


def read_picture(path: Path) -> QImage:
    """Return the picture of a file; usable from any thread.

    Raises:
        OSError: It is missing or cannot be read; says so in a sentence.
    """
    if not path.is_file():
        sentence = _tr("rooms", "Die Bilddatei „{0}“ fehlt im Ordner der Grundrisse.")
        raise OSError(sentence.format(path.name))
    readers = {".svg": _svg, ".pdf": _pdf}
    image = readers.get(path.suffix.lower(), _pixels)(path)
    if image.isNull():
        sentence = _tr("rooms", "Die Bilddatei „{0}“ lässt sich nicht lesen.")
        raise OSError(sentence.format(path.name))
    return image


class PictureShelf:
    """Keeps the picture that was read last, until its file changes; used by one thread."""

    def __init__(self) -> None:
        self._mark: tuple[Path, int, int] | None = None
        self._picture = QImage()

    def read(self, path: Path) -> QImage:
        """Return the picture of a file, see `read_picture`.

        Raises:
            OSError: It is missing or cannot be read; says so in a sentence.
        """
        mark = None
        if path.is_file():
            told = path.stat()
            mark = path, told.st_mtime_ns, told.st_size
        if mark is None or mark != self._mark:
            self._mark = None
            self._picture = read_picture(path)
            self._mark = mark
        return self._picture


def _pixels(path: Path) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > MOST_PX:
        reader.setScaledSize(_bounded(size))
    return reader.read()


def _svg(path: Path) -> QImage:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - few plans are SVG

    renderer = QSvgRenderer(str(path))
    if not renderer.isValid():
        return QImage()
    image = _paper(_bounded(renderer.defaultSize(), fill=True))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _pdf(path: Path) -> QImage:
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - few plans are PDF

    document = QPdfDocument()
    try:
        if document.load(str(path)) is not QPdfDocument.Error.None_ or not document.pageCount():
            return QImage()
        size = _bounded(document.pagePointSize(0).toSize(), fill=True)
        drawn = document.render(0, size)
        image = _paper(size)
        painter = QPainter(image)
        painter.drawImage(0, 0, drawn)  # a page without a ground of its own is transparent
        painter.end()
        return image
    finally:
        document.close()


def _bounded(size: QSize, *, fill: bool = False) -> QSize:
    """Return a size whose longer side is not too long; `fill` makes it as long as it may be."""
    if not fill and max(size.width(), size.height()) <= MOST_PX:
        return size
    most = QSize(MOST_PX, MOST_PX)
    return size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _paper(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.white))
    return image
