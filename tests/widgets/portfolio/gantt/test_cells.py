"""The cells beside the chart: cut where they do not fit, laid out anew in another font."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets.portfolio.gantt import GanttPane
from widgets.portfolio.gantt.cells import Cell, CellTexts, stripes


def painted(texts: CellTexts, cell: Cell, font: QFont) -> QImage:
    image = QImage(400, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    texts.take_font(font)
    texts.paint(painter, [cell], 30)
    painter.end()
    return image


def columns(image: QImage) -> list[int]:
    """Return the columns that anything was drawn in."""
    white = QColor(Qt.GlobalColor.white).rgb()
    return [
        x for x in range(image.width())
        if any(image.pixel(x, y) != white for y in range(image.height()))
    ]  # fmt: skip


def test_texts_stay_in_their_room_whatever_its_side(pane: GanttPane) -> None:
    texts, font = CellTexts(), pane.font()
    right = columns(painted(texts, Cell("24.11.2025", 100, 0, 200, False), font))
    assert 290 <= right[-1] <= 300
    left = columns(painted(texts, Cell("Ausbau", 100, 0, 200, True, is_left=True), font))
    assert 98 <= left[0] <= 104
    cut = columns(painted(texts, Cell("Ausbau " * 30, 100, 0, 150, False, is_left=True), font))
    assert cut[0] >= 98
    assert 200 <= cut[-1] <= 251


def test_another_font_is_seen_at_once(pane: GanttPane) -> None:
    texts, large = CellTexts(), QFont(pane.font())
    large.setPixelSize(25)
    cell = Cell("Ausbau", 10, 0, 380, False, is_left=True)
    small = columns(painted(texts, cell, pane.font()))
    assert len(columns(painted(texts, cell, large))) > 1.5 * len(small)


def test_every_second_row_of_the_whole_is_striped() -> None:
    assert [rect.top() for rect in stripes(2, 6, left=0, width=9, height=10)] == [30, 50]


def test_reading_ahead_comes_to_an_end(qtbot: QtBot, pane: GanttPane) -> None:
    qtbot.waitUntil(lambda: not pane.sheet.tree.is_reading)
