"""Where the cards of a board lie: columns side by side, lanes below each other, cards in stacks."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from app.domain.inventory.records import Key
from widgets.portfolio.boards.cards import Card, Lane
from widgets.portfolio.boards.wording import blocked_words
from widgets.theme.tokens import GRID

GAP: Final = 2.0 * GRID
PADDING: Final = 2.0 * GRID
BAR: Final = 4.0
"""Height of the bar that shows the progress."""

_LEAST_LETTERS: Final = 30
_NAME_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column.

    Attributes:
        key: Word of the field.
        title: What it is called.
        count: How many cards lie in it, folded ones too.
        limit: Most cards that should lie in it; None for no limit.
    """

    key: str
    title: str
    count: int
    limit: int | None = None

    @property
    def is_over(self) -> bool:
        """True when more cards lie in it than should."""
        return self.limit is not None and self.count > self.limit


@dataclass(frozen=True, slots=True)
class Spot:
    """Place of a card: lane, column, and how many lie above it."""

    lane: int
    column: int
    row: int


@dataclass(slots=True)
class Stack:
    """Cards of one lane and column.

    Attributes:
        cards: From top to bottom.
        tops: Upper edge of each, from the top of the board; one more for what follows.
        old: How many of this stack were finished long ago; below it they are shown or hidden.
    """

    cards: Sequence[Card]
    tops: list[float]
    old: int = 0


@dataclass(slots=True)
class BoardPlaces:
    """All places of a board, in px from its upper left corner, below the headings.

    Attributes:
        columns: From left to right.
        lanes: From top to bottom.
        stacks: By lane and column.
        lane_tops: Upper edge of each lane, and the end of the last one.
        band: Height of a lane's title, 0 without lanes.
        column_width: Of each column, gaps included.
        line: Height of a line of text.
        folded: Keys of lanes that are folded.
        spots: Place of each card.
    """

    columns: Sequence[BoardColumn] = ()
    lanes: Sequence[Lane] = ()
    stacks: list[list[Stack]] = field(default_factory=list)
    lane_tops: list[float] = field(default_factory=lambda: [0.0])
    band: float = 0.0
    column_width: float = 1.0
    line: float = 1.0
    folded: frozenset[str] = frozenset()
    spots: dict[Key, Spot] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Width of all columns."""
        return self.column_width * len(self.columns)

    @property
    def height(self) -> float:
        """Height of all lanes."""
        return self.lane_tops[-1]

    def card(self, spot: Spot) -> Card:
        """Return the card at a spot."""
        return self.stacks[spot.lane][spot.column].cards[spot.row]

    def rect(self, spot: Spot) -> QRectF:
        """Return where a card lies."""
        tops = self.stacks[spot.lane][spot.column].tops
        top = tops[spot.row]
        return QRectF(
            spot.column * self.column_width + GAP / 2,
            top,
            self.column_width - GAP,
            tops[spot.row + 1] - top - GAP,
        )

    def old_rect(self, lane: int, column: int) -> QRectF | None:
        """Return where the number of what is folded away stands, None where nothing is."""
        stack = self.stacks[lane][column]
        if not stack.old:
            return None
        left = column * self.column_width + GAP / 2
        return QRectF(left, stack.tops[-1], self.column_width - GAP, self.old_height)

    @property
    def old_height(self) -> float:
        """Height of the number of what is folded away."""
        return self.line + PADDING

    def band_rect(self, lane: int) -> QRectF:
        """Return where the title of a lane stands."""
        return QRectF(0, self.lane_tops[lane], self.width, self.band)

    def lane_at(self, y: float) -> int | None:
        """Return the lane at a height, None below the last."""
        place = bisect_right(self.lane_tops, y) - 1
        return place if 0 <= place < len(self.lanes) else None

    def column_at(self, x: float) -> int | None:
        """Return the column at a place, None beside them."""
        place = int(x // self.column_width)
        return place if x >= 0 and place < len(self.columns) else None

    def spot_at(self, x: float, y: float) -> Spot | None:
        """Return the card at a point, None where there is none."""
        lane, column = self.lane_at(y), self.column_at(x)
        if lane is None or column is None or self.lanes[lane].key in self.folded:
            return None
        stack = self.stacks[lane][column]
        row = bisect_right(stack.tops, y) - 1
        if 0 <= row < len(stack.cards):
            spot = Spot(lane, column, row)
            if self.rect(spot).contains(x, y):
                return spot
        return None

    def seen(self, lane: int, column: int, top: float, bottom: float) -> range:
        """Return which cards of a stack lie between two heights, at least in part."""
        stack = self.stacks[lane][column]
        first = max(bisect_right(stack.tops, top) - 1, 0)
        last = bisect_right(stack.tops, bottom)
        return range(first, min(last, len(stack.cards)))


@lru_cache(maxsize=8_192)
def text_width(text: str, font: QFont) -> float:
    """Return the width of a text, px; remembered, for it is asked for with every change of size."""
    return QFontMetricsF(font).horizontalAdvance(text)


def card_lines(card: Card, room: float, bold: QFont) -> int:
    """Return how many lines a card has."""
    name = 1 if text_width(card.name, bold) <= room else _NAME_LINES
    rest = sum(map(bool, (card.number, card.who, blocked_words(card), card.light is not None)))
    return name + rest + 1


def places_of(
    columns: Sequence[BoardColumn],
    lanes: Sequence[Lane],
    *,
    width: float,
    plain: QFont,
    bold: QFont,
    folded: frozenset[str],
) -> BoardPlaces:
    """Return where all cards lie.

    Args:
        columns: From left to right.
        lanes: With their cards.
        width: Room there is, px; columns are never narrower than can be read.
        plain: Of the texts.
        bold: Of the names.
        folded: Keys of lanes that are folded.
    """
    metrics = QFontMetricsF(plain)
    least = _LEAST_LETTERS * metrics.averageCharWidth() + 2 * PADDING + GAP
    one = max(width / max(len(columns), 1), least)
    line = metrics.height() + 2
    has_bands = any(lane.title for lane in lanes)
    made = BoardPlaces(columns, lanes, column_width=one, line=line, folded=folded)
    made.band = line + 2 * PADDING if has_bands else 0.0
    _fill(made, one - GAP - 2 * PADDING - GRID, bold)
    return made


def _fill(made: BoardPlaces, room: float, bold: QFont) -> None:
    """Put all cards into their stacks, lane by lane.

    Args:
        made: Columns and lanes, without stacks.
        room: Width of the texts of a card, px.
        bold: Font of the names.
    """

    def high(card: Card) -> float:
        return card_lines(card, room, bold) * made.line + 2 * PADDING + BAR + GRID + GAP

    tops, spots = made.lane_tops, made.spots
    for number, lane in enumerate(made.lanes):
        row, is_folded = [], made.band > 0 and lane.key in made.folded
        bottom = tops[-1] + made.band
        for place, column in enumerate(made.columns):
            cards = () if is_folded else lane.cells.get(column.key, ())
            old = 0 if is_folded else lane.old.get(column.key, 0)
            stack = _stack(cards, tops[-1] + made.band + GAP, high, old)
            row.append(stack)
            spots |= {card.key: Spot(number, place, at) for at, card in enumerate(cards)}
            end = stack.tops[-1] + (made.old_height + GAP if old else 0.0)
            bottom = bottom if is_folded else max(bottom, end)
        made.stacks.append(row)
        tops.append(bottom)


def _stack(cards: Sequence[Card], top: float, high: Callable[[Card], float], old: int) -> Stack:
    tops = [top]
    for card in cards:
        tops.append(tops[-1] + high(card))
    return Stack(cards, tops, old)
