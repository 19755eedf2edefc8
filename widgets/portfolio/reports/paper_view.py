"""Shows a paper as it will be printed, page below page; pages are drawn beside the window.

Qt's own view draws in threads that outlive their document, which ends the program now and then.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from widgets.background import Background
from widgets.theme import theme
from widgets.theme.tokens import GRID

_GAP: Final = 2 * GRID
_MOST_WIDTH: Final = 1_100
"""A page is never drawn wider, px; wider lines are not easier to read."""


class PaperView(QAbstractScrollArea):
    """A PDF that is only looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = b""
        self._sizes: list[QSize] = []
        self._pages: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._turn = 0
        self._work = Background(self, "paper-pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pdf(self, content: bytes) -> None:
        """Show a file from its beginning."""
        self.clear()
        self._content = content
        turn = self._turn

        def taken(sizes: list[QSize]) -> None:
            if turn == self._turn:
                self._sizes = sizes
                self._measure()
                self.viewport().update()

        self._work.ask(self, lambda: _sizes_of(content), taken, lambda _: None)

    def clear(self) -> None:
        """Show nothing."""
        self._turn += 1
        self._content, self._sizes = b"", []
        self._pages.clear()
        self._asked.clear()
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def close_feed(self) -> None:
        """End the thread."""
        self._work.close()

    @property
    def page_count(self) -> int:
        """How many pages there are, once the file was read."""
        return len(self._sizes)

    @property
    def is_drawn(self) -> bool:
        """True when all pages in sight are drawn."""
        return bool(self._sizes) and all(page in self._pages for page, _ in self._in_sight())

    # ---- places --------------------------------------------------------------------------------
    def _width(self) -> int:
        return max(min(self.viewport().width() - 2 * _GAP, _MOST_WIDTH), 1)

    def _height(self, page: int) -> int:
        size = self._sizes[page]
        return max(self._width() * size.height() // max(size.width(), 1), 1)

    def _measure(self) -> None:
        whole = sum(self._height(page) + _GAP for page in range(len(self._sizes))) + _GAP
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(3 * self.fontMetrics().height())
        bar.setRange(0, max(whole - self.viewport().height(), 0))

    def _in_sight(self) -> list[tuple[int, QRect]]:
        found, top = [], _GAP - self.verticalScrollBar().value()
        left = (self.viewport().width() - self._width()) // 2
        for page in range(len(self._sizes)):
            place = QRect(left, top, self._width(), self._height(page))
            if place.bottom() >= 0 and place.top() <= self.viewport().height():
                found.append((page, place))
            top += place.height() + _GAP
        return found

    # ---- drawing -------------------------------------------------------------------------------
    def _ask(self, page: int, size: QSize) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        self._work.ask(self, _drawing(self._content, page, size), self._taker(page), lambda _: None)

    def _taker(self, page: int) -> Callable[[QImage], None]:
        turn = self._turn

        def taken(image: QImage) -> None:
            if turn == self._turn:
                self._pages[page] = image
                self.viewport().update()

        return taken

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme().tokens.background))
        ratio = self.devicePixelRatioF()
        for page, place in self._in_sight():
            painter.fillRect(place, Qt.GlobalColor.white)
            image = self._pages.get(page)
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(place, image)
            wanted = QSize(round(place.width() * ratio), round(place.height() * ratio))
            if image is None or image.size() != wanted:
                self._ask(page, wanted)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._asked.clear()
        self._measure()


def _document(content: bytes, buffer: QBuffer) -> QPdfDocument:
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return document


def _sizes_of(content: bytes) -> list[QSize]:
    buffer = QBuffer()
    document = _document(content, buffer)
    found = [(document.pagePointSize(page) * 10).toSize() for page in range(document.pageCount())]
    document.close()
    return found


def _drawing(content: bytes, page: int, size: QSize) -> Callable[[], QImage]:
    def work() -> QImage:
        buffer = QBuffer()
        document = _document(content, buffer)
        image = document.render(page, size)
        document.close()
        return image

    return work
