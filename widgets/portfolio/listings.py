"""Tables of the programme that are told column by column: words, order, tooltips, drawn cells."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from widgets.connections.tables import ColumnKeeper
from widgets.folding import natural_key
from widgets.portfolio.bands import Band, BandedDelegate, BandedModel, BandedTable
from widgets.theme import theme
from widgets.theme.tokens import GRID

Row = TypeVar("Row")
Group = tuple[Band | None, Sequence[Row]]

BAR: Final = 2.0 * GRID
"""Height of a bar in a cell, px."""


@dataclass(frozen=True, slots=True)
class Col(Generic[Row]):
    """A column.

    Attributes:
        title: Its heading in the language on screen.
        width: First width in widths of the digit 0.
        text: What a cell says.
        tip: What a cell has no room for; None for the same words.
        order: What rows are ordered by; None for the words.
        is_number: True when cells stand at the right.
        note: What the heading has no room for.
        sign: The sign before the words, None for none.
        paint: Draws the cell in place of its words, inside the rectangle.
    """

    title: Callable[[], str]
    width: float
    text: Callable[[Row], str]
    tip: Callable[[Row], str] | None = None
    order: Callable[[Row], Any] | None = None
    is_number: bool = False
    note: Callable[[], str] | None = None
    sign: Callable[[Row], QIcon | None] | None = None
    paint: Callable[[QPainter, QRectF, Row], None] | None = None


class ListingModel(BandedModel[Row], Generic[Row]):
    """Rows in the order they were given, or ordered by a column within their band.

    Args:
        columns: The columns, first to last.
        name: Returns what tells a row from all others.
        parent: Owner.
    """

    def __init__(
        self,
        columns: Mapping[Any, Col[Row]],
        name: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        numbers = [int(key) for key, one in columns.items() if one.is_number]
        super().__init__(len(columns), numbers, parent)
        self.columns = [columns[key] for key in sorted(columns)]
        self._name = name
        self._given: list[Group[Row]] = []
        self._column, self._is_descending = -1, False

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows without bands."""
        self.show_given([(None, rows)])

    def show_given(self, groups: Sequence[Group[Row]]) -> None:
        """Show rows below bands, in the order that is wanted."""
        self._given = list(groups)
        self.show_groups([(band, self._ordered(rows)) for band, rows in groups])

    def _ordered(self, rows: Sequence[Row]) -> Sequence[Row]:
        if self._column < 0:
            return rows
        column = self.columns[self._column]
        return sorted(rows, key=column.order or self._words(column), reverse=self._is_descending)

    @staticmethod
    def _words(column: Col[Row]) -> Callable[[Row], Any]:
        return lambda row: (not column.text(row), natural_key(column.text(row)))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column = column
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self.show_given(self._given)

    @override
    def name_of(self, row: Row) -> str:
        return self._name(row)

    @override
    def text(self, row: Row, column: int) -> str:
        return self.columns[column].text(row)

    @override
    def tip(self, row: Row, column: int) -> str:
        one = self.columns[column]
        return (one.tip or one.text)(row)

    @override
    def title(self, column: int) -> str:
        return self.columns[column].title()

    @override
    def title_tip(self, column: int) -> str:
        one = self.columns[column]
        return (one.note or one.title)()

    @override
    def sign(self, row: Row, column: int) -> QIcon | None:
        one = self.columns[column].sign
        return None if one is None else one(row)


class ListingDelegate(BandedDelegate):
    """Draws cells of columns that have a hand of their own."""

    @override
    def paint_cell(
        self, painter: QPainter, area: QRectF, model: BandedModel[Row], row: Row, column: int
    ) -> None:
        hand = model.columns[column].paint if isinstance(model, ListingModel) else None
        if hand is None:
            super().paint_cell(painter, area, model, row, column)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hand(painter, area, row)


class Listing(BandedTable[Row], Generic[Row]):
    """A table that is told column by column; it remembers columns, order and folded bands.

    Args:
        columns: The columns, first to last.
        name: Returns what tells a row from all others.
        hidden: Columns that are hidden at first.
        fixed: Columns that cannot be hidden.
        parent: Owner.
    """

    def __init__(
        self,
        columns: Mapping[Any, Col[Row]],
        name: Callable[[Row], str],
        *,
        hidden: Collection[IntEnum] = (),
        fixed: Collection[IntEnum] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.listed: ListingModel[Row] = ListingModel(columns, name)
        super().__init__(self.listed, parent)
        self.listed.setParent(self)
        self.setItemDelegate(ListingDelegate(self))
        keys = sorted(columns)
        self.keeper = ColumnKeeper(
            self.horizontalHeader(),
            keys,
            lambda key: columns[key].title(),
            {key: columns[key].width for key in keys},
            hidden=hidden,
            fixed=fixed,
        )
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.setMinimumHeight(3 * self.verticalHeader().defaultSectionSize())

    def save(self) -> dict[str, Any]:
        """Return columns, order and folded bands, JSON-like."""
        header = self.horizontalHeader()
        is_descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return {
            "columns": self.keeper.save(),
            "sort": [header.sortIndicatorSection(), is_descending],
            "folded": sorted(self.rows.folded),
        }

    def restore(self, saved: object) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""
        if not isinstance(saved, dict):
            return
        self.keeper.restore(saved.get("columns"))
        folded = saved.get("folded")
        if isinstance(folded, list):
            self.rows.folded = {one for one in folded if isinstance(one, str)}
        match saved.get("sort"):
            case [int(column), bool(is_descending)] if -1 <= column < len(self.listed.columns):
                orders = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
                self.sortByColumn(column, orders[is_descending])
            case _:
                pass

    def retranslate(self) -> None:
        """Say all headings again."""
        last = len(self.listed.columns) - 1
        self.listed.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self.viewport().update()


# ---- drawn cells ---------------------------------------------------------------------------------
def paint_bar(
    painter: QPainter, room: QRectF, share: float | None, text: str, widest: str = "100\u202f%"
) -> None:
    """Draw a share (0 to 1; what is beyond fills the bar) as bar with words at its right."""
    tokens = theme().tokens
    width = max(painter.fontMetrics().horizontalAdvance(one) for one in (text, widest))
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(QRectF(room.right() - width, room.top(), width, room.height()), middle, text)
    bar = QRectF(room.left(), room.center().y() - BAR / 2, 0, BAR)
    bar.setRight(room.right() - width - 1.5 * GRID)
    if share is None or bar.width() < 2 * BAR:
        return
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(QColor(tokens.background))
    painter.drawRect(bar)
    inner = bar.adjusted(0.5, 0.5, -0.5, -0.5)
    inner.setWidth(inner.width() * min(max(share, 0.0), 1.0))
    painter.fillRect(inner, QColor(tokens.muted))
