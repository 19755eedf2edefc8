"""Tables that are told column by column: order within bands, signs, memory."""

from enum import IntEnum

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets.portfolio.bands import Band
from widgets.portfolio.listings import Col, Listing, paint_bar


class Column(IntEnum):
    NAME = 0
    SIZE = 1


Row = tuple[str, int]
COLUMNS: dict[Column, Col[Row]] = {
    Column.NAME: Col(
        lambda: "Name", 20, lambda row: row[0], note=lambda: "Wie es heißt."
    ),
    Column.SIZE: Col(
        lambda: "Größe", 10, lambda row: f"{row[1]} m", lambda row: f"genau {row[1]} m",
        order=lambda row: -row[1], is_number=True,
    ),
}  # fmt: skip
ROWS = [("b", 10), ("a", 9), ("c", 100)]


@pytest.fixture
def table(qtbot: QtBot) -> Listing[Row]:
    made: Listing[Row] = Listing(COLUMNS, lambda row: row[0], fixed={Column.NAME})
    qtbot.addWidget(made)
    made.listed.show_rows(ROWS)
    return made


def names(table: Listing[Row]) -> str:
    return "".join(row[0] for row in table.listed.shown)


def test_rows_keep_their_order_until_a_column_is_wanted(table: Listing[Row]) -> None:
    assert names(table) == "bac"
    table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
    assert names(table) == "abc"
    table.sortByColumn(Column.SIZE, Qt.SortOrder.AscendingOrder)
    assert names(table) == "cba"
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names(table) == "bac"


def test_order_is_kept_within_bands(table: Listing[Row]) -> None:
    table.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    table.listed.show_given([(Band("x", "X", 2), ROWS[:2]), (Band("y", "Y", 1), ROWS[2:])])
    assert names(table) == "bac"


def test_headings_and_cells_have_their_words(table: Listing[Row]) -> None:
    model, flat = table.listed, Qt.Orientation.Horizontal
    assert model.headerData(0, flat, Qt.ItemDataRole.ToolTipRole) == "Wie es heißt."
    assert model.headerData(1, flat, Qt.ItemDataRole.ToolTipRole) == "Größe"
    assert model.index(0, 1).data() == "10 m"
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "genau 10 m"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "b"


def test_order_columns_and_folds_come_back(qtbot: QtBot, table: Listing[Row]) -> None:
    table.sortByColumn(Column.SIZE, Qt.SortOrder.DescendingOrder)
    table.setColumnHidden(Column.SIZE, True)
    table.rows.folded = {"x"}
    other = Listing(COLUMNS, lambda row: row[0], fixed={Column.NAME})
    qtbot.addWidget(other)
    other.restore(table.save())
    other.listed.show_rows(ROWS)
    assert names(other) == "abc"
    assert other.isColumnHidden(Column.SIZE)
    assert other.rows.folded == {"x"}


@pytest.mark.parametrize("saved", [None, [], {"sort": [9, True]}, {"folded": 3, "columns": "x"}])
def test_nonsense_is_passed_over(table: Listing[Row], saved: object) -> None:
    table.restore(saved)
    assert names(table) == "bac"


@pytest.mark.parametrize("share", [None, -1.0, 0.0, 0.5, 1.0, 7.0])
def test_a_bar_stays_in_its_cell(qtbot: QtBot, share: float | None) -> None:
    del qtbot
    image = QImage(220, 40, QImage.Format.Format_RGB32)
    white = QColor(Qt.GlobalColor.white)
    image.fill(white)
    painter = QPainter(image)
    room = QRectF(10, 5, 200, 30)
    paint_bar(painter, room, share, "50 %")
    painter.end()
    outside = [
        image.pixelColor(x, y)
        for x in range(220)
        for y in range(40)
        if not room.adjusted(-1, -1, 1, 1).contains(x, y)
    ]
    assert all(colour == white for colour in outside)
