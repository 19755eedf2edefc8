"""The board as it is drawn: only what is in sight, however many cards there are."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from widgets.portfolio.boards.cards import Card, Lane
from widgets.portfolio.boards.painting import CardBrush, bold_of
from widgets.portfolio.boards.places import BoardColumn, BoardPlaces, Spot, places_of
from widgets.portfolio.gantt.inks import inks
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.tokens import GRID

_HELD: Final = 0.9


def _nowhere(_cards: Sequence[Card], _column: str) -> bool:
    return False


class BoardCanvas(QAbstractScrollArea):
    """Draws cards in columns and lanes.

    Attributes:
        places: Where everything lies.
        chosen: Keys of what is selected.
        current: Key of the card with the focus, None for none.
        may_move: Tells whether cards may be moved to a column.
        held: Where on the board a card is held; None while none is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = BoardPlaces()
        self.chosen: set[Key] = set()
        self.current: Key | None = None
        self.may_move: Callable[[Sequence[Card], str], bool] = _nowhere
        self.folded_lanes: set[str] = set()
        self.held: QPointF | None = None
        self._columns: Sequence[BoardColumn] = ()
        self._lanes: Sequence[Lane] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.viewport().update)

    # ---- what is shown ---------------------------------------------------------------------------
    def show_cards(self, columns: Sequence[BoardColumn], lanes: Sequence[Lane]) -> None:
        """Show other cards; what is selected stays selected as far as it is there."""
        self._columns, self._lanes = columns, lanes
        self.held = None
        self.lay_out()
        self.chosen &= self.places.spots.keys()
        if self.current not in self.places.spots:
            self.current = next(iter(self.chosen), None)

    def cards(self) -> list[Card]:
        """Return the selected cards, in the order of the board."""
        spots = [self.places.spots[key] for key in self.chosen if key in self.places.spots]
        return [self.places.card(one) for one in sorted(spots, key=_order)]

    def shown(self) -> list[Card]:
        """Return all cards that are not folded away, column by column."""
        return [self.places.card(one) for one in sorted(self.places.spots.values(), key=_order)]

    def lay_out(self) -> None:
        """Find all places anew, after cards, folds, font or room changed."""
        self.places = places_of(
            self._columns,
            self._lanes,
            width=self.viewport().width(),
            plain=QFont(self.font()),
            bold=bold_of(self.font()),
            folded=frozenset(self.folded_lanes),
        )
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        room = self.viewport().height() - self.header
        across.setPageStep(self.viewport().width())
        across.setSingleStep(round(self.places.column_width / 3))
        across.setRange(0, max(round(self.places.width - self.viewport().width()), 0))
        down.setPageStep(max(round(room), 1))
        down.setSingleStep(round(2 * self.places.line))
        down.setRange(0, max(round(self.places.height - room), 0))
        self.viewport().update()

    @property
    def header(self) -> float:
        """Height of the headings, px."""
        return self.fontMetrics().height() + 4.0 * GRID

    # ---- painting --------------------------------------------------------------------------------
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self.viewport()), inks()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(theme().tokens.background))
        brush = CardBrush(painter, self.font(), colours)
        places, width = self.places, self.viewport().width()
        across, down = self._offset
        painter.save()
        painter.setClipRect(QRectF(0, self.header, width, self.viewport().height()))
        painter.translate(-across, self.header - down)
        top, bottom = down, down + self.viewport().height() - self.header
        self._paint_ground(painter, top, bottom)
        for lane in range(len(places.lanes)):
            if places.lane_tops[lane] < bottom and places.lane_tops[lane + 1] > top:
                self._paint_lane(brush, lane, top, bottom)
        self._paint_held(painter, brush, top, bottom)
        painter.restore()
        painter.fillRect(QRectF(0, 0, width, self.header), colours.ground)
        painter.translate(-across, 0)
        for number, column in enumerate(places.columns):
            left = number * places.column_width
            brush.heading(QRectF(left, 0, places.column_width, self.header), column)
        painter.setPen(QPen(colours.line, 1.0))
        painter.drawLine(
            QPointF(across, self.header - 0.5), QPointF(across + width, self.header - 0.5)
        )
        painter.end()

    def _paint_ground(self, painter: QPainter, top: float, bottom: float) -> None:
        painter.setPen(QPen(inks().line, 1.0))
        for number in range(1, len(self.places.columns)):
            x = round(number * self.places.column_width) - 0.5
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _paint_lane(self, brush: CardBrush, lane: int, top: float, bottom: float) -> None:
        places = self.places
        if places.band:
            is_folded = places.lanes[lane].key in places.folded
            brush.band(
                places.band_rect(lane), places.lanes[lane], is_folded=is_folded,
                shift=self._offset[0],
            )  # fmt: skip
        left, right = self._offset[0], self._offset[0] + self.viewport().width()
        for column in range(len(places.columns)):
            if not left - places.column_width < column * places.column_width < right:
                continue
            stack = places.stacks[lane][column]
            for row in places.seen(lane, column, top, bottom):
                card = stack.cards[row]
                is_current = card.key == self.current and self.hasFocus()
                brush.card(
                    places.rect(Spot(lane, column, row)), card,
                    is_chosen=card.key in self.chosen, is_current=is_current,
                )  # fmt: skip
            old = places.old_rect(lane, column)
            if old is not None:
                words = self.tr("{0} ältere zeigen")
                if places.lanes[lane].shows_old:
                    words = self.tr("{0} ältere verbergen")
                brush.old(old, words.format(count(stack.old)))

    def _paint_held(self, painter: QPainter, brush: CardBrush, top: float, bottom: float) -> None:
        """Draw what is held over the column it would fall into."""
        cards = self.cards()
        if self.held is None or not cards:
            return
        column = self.places.column_at(self.held.x())
        if column is not None:
            key, width = self.places.columns[column].key, self.places.column_width
            is_home = all(card.column == key for card in cards)
            is_possible = self.may_move(cards, key)
            words = (
                "" if is_home or is_possible else self.tr("Dieser Schritt ist nicht vorgesehen.")
            )
            if not is_home:
                rect = QRectF(column * width, top, width, bottom - top)
                brush.target(rect, is_possible=is_possible, words=words)
        spot = self.places.spots.get(cards[0].key)
        if spot is None:
            return
        rect = self.places.rect(spot)
        rect.moveCenter(self.held)
        painter.setOpacity(_HELD)
        brush.card(rect, cards[0], is_chosen=True, is_current=True)
        painter.setOpacity(1.0)

    # ---- places ----------------------------------------------------------------------------------
    @property
    def _offset(self) -> tuple[float, float]:
        return float(self.horizontalScrollBar().value()), float(self.verticalScrollBar().value())

    def on_board(self, at: QPointF) -> QPointF:
        """Return the point of the board below a point of the viewport."""
        across, down = self._offset
        return QPointF(at.x() + across, at.y() - self.header + down)

    def rect_of(self, key: Key) -> QRectF:
        """Return where a card lies in the viewport."""
        across, down = self._offset
        return self.places.rect(self.places.spots[key]).translated(-across, self.header - down)

    def reveal(self, key: Key) -> None:
        """Bring a card into sight."""
        spot = self.places.spots.get(key)
        if spot is None:
            return
        rect, (across, down) = self.places.rect(spot), self._offset
        room = self.viewport().height() - self.header
        if rect.top() < down or rect.bottom() > down + room:
            self.verticalScrollBar().setValue(round(rect.center().y() - room / 2))
        if rect.left() < across or rect.right() > across + self.viewport().width():
            self.horizontalScrollBar().setValue(round(rect.left() - self.places.column_width / 2))

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LanguageChange}:
            self.lay_out()


def _order(spot: Spot) -> tuple[int, int, int]:
    return spot.lane, spot.column, spot.row
