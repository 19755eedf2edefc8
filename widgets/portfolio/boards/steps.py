"""Which card the arrow keys go to, and where cards may be moved."""

from collections.abc import Iterator, Sequence
from enum import Enum

from app.domain.inventory.life_cycles import PROJECT
from widgets.portfolio.boards.cards import Card
from widgets.portfolio.boards.places import BoardPlaces, Spot


class Way(Enum):
    """Where an arrow points."""

    LEFT = (0, -1)
    RIGHT = (0, 1)
    UP = (-1, 0)
    DOWN = (1, 0)


def next_spot(places: BoardPlaces, spot: Spot | None, way: Way) -> Spot | None:
    """Return the next card in a direction, None where there is none.

    Up and down leave the lane at its ends; left and right pass over empty stacks, to the card at
    the nearest height.
    """
    if spot is None:
        return next(_all(places), None)
    if way in {Way.UP, Way.DOWN}:
        column = list(_column(places, spot.column))
        at = column.index(spot) + way.value[0]
        return column[at] if 0 <= at < len(column) else None
    place, step = spot.column + way.value[1], way.value[1]
    height = places.rect(spot).center().y()
    while 0 <= place < len(places.columns):
        beside = [one for one in _column(places, place) if one.lane == spot.lane]
        if beside:
            return min(beside, key=lambda one: abs(places.rect(one).center().y() - height))
        place += step
    return None


def _column(places: BoardPlaces, column: int) -> Iterator[Spot]:
    for lane, stacks in enumerate(places.stacks):
        for row in range(len(stacks[column].cards)):
            yield Spot(lane, column, row)


def _all(places: BoardPlaces) -> Iterator[Spot]:
    for column in range(len(places.columns)):
        yield from _column(places, column)


def may_move_work(cards: Sequence[Card], column: str) -> bool:
    """Tell whether some work items may go to a stage: to any but their own."""
    return any(card.column != column for card in cards)


def may_move_projects(cards: Sequence[Card], column: str) -> bool:
    """Tell whether a project may go to a state; several are never moved at once."""
    return len(cards) == 1 and PROJECT.step(cards[0].column, column) is not None
