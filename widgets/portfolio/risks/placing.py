"""Where cells, chips and arrows of the matrix lie. Pure geometry."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from widgets.portfolio.risks.rows import RiskRow
from widgets.theme.tokens import GRID

LEVELS: Final = 5
CHIP: Final = 5.5 * GRID
"""Height of a chip, px."""

_GAP: Final = 1.0 * GRID

Cell = tuple[int, int]
"""Probability and impact, 1 to 5 each."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where everything lies.

    Attributes:
        area: The whole matrix; the greatest probability at the top, the greatest impact right.
        chips: By uid of the risk; those that have no room are missing.
        more: How many have no room, by cell.
    """

    area: QRectF
    chips: Mapping[str, QRectF] = field(default_factory=dict)
    more: Mapping[Cell, int] = field(default_factory=dict)

    def cell_rect(self, cell: Cell) -> QRectF:
        """Return where a cell lies."""
        probability, impact = cell
        width, height = self.area.width() / LEVELS, self.area.height() / LEVELS
        left = self.area.left() + (impact - 1) * width
        return QRectF(left, self.area.top() + (LEVELS - probability) * height, width, height)

    def cell_at(self, position: QPointF) -> Cell | None:
        """Return the cell at a position, None beside the matrix."""
        if not self.area.contains(position):
            return None
        across = int((position.x() - self.area.left()) / self.area.width() * LEVELS)
        down = int((position.y() - self.area.top()) / self.area.height() * LEVELS)
        return LEVELS - min(down, LEVELS - 1), min(across, LEVELS - 1) + 1

    def chip_at(self, position: QPointF) -> str:
        """Return the uid of the risk at a position, empty for none."""
        return next((uid for uid, box in self.chips.items() if box.contains(position)), "")

    def neighbour(self, uid: str, across: int, down: int) -> str:
        """Return the nearest chip in a direction; the chip itself where there is none."""
        here = self.chips.get(uid)
        if here is None:
            return next(iter(self.chips), "")
        best, found = float("inf"), uid
        for other, box in self.chips.items():
            step = box.center() - here.center()
            ahead = step.x() * across + step.y() * down
            aside = abs(step.x() * down) + abs(step.y() * across)
            if other != uid and ahead > 1 and ahead + 2 * aside < best:
                best, found = ahead + 2 * aside, other
        return found


def place(
    area: QRectF, rows: Sequence[RiskRow], width_of: Callable[[RiskRow], float], head: float
) -> Placing:
    """Place the chips of risks into their cells, line by line.

    Args:
        area: The whole matrix.
        rows: The risks; those that come first get room first.
        width_of: Returns the width of a chip, px.
        head: Room at the top of a cell for what it says, px.
    """
    empty, chips, more = Placing(area), {}, {}
    by_cell: dict[Cell, list[RiskRow]] = {}
    for row in rows:
        by_cell.setdefault(row.cell, []).append(row)
    for cell, own in by_cell.items():
        room = empty.cell_rect(cell).adjusted(_GAP, head, -_GAP, -_GAP)
        left, top = room.left(), room.top()
        for at, row in enumerate(own):
            width = min(width_of(row), room.width())
            if left > room.left() and left + width > room.right():
                left, top = room.left(), top + CHIP + _GAP
            if top + CHIP > room.bottom() + _GAP and at:
                more[cell] = len(own) - at
                break
            chips[row.uid] = QRectF(left, top, width, CHIP)
            left += width + _GAP
    return Placing(area, chips, more)
