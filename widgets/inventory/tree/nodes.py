"""The lines of the tree as plain data.

A node is named by its place (`district:UID`, `district:UID/kind:school`), so that what was open
can be remembered and found again.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from widgets.inventory.table.views import SavedView


class Mode(StrEnum):
    """What the tree is made of."""

    PLACES = "places"
    KINDS = "kinds"
    VIEWS = "views"


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the tree.

    Attributes:
        name: Where it stands, see above.
        label: What it says, German, or the name of a record.
        count: How many records are in it, -1 where that is not told.
        query: What the table shows for it; None for a heading.
        key: The record it is, None for a group.
        icon: Its icon, of the family mdi6.
        has_children: True when something may be below it.
        children: What is below it, where that was read with it; None where it is to be read.
        view: The saved view it is.
        detail: Where or what it is, for the tooltip.
    """

    name: str
    label: str
    count: int = -1
    query: Query | None = None
    key: Key | None = None
    icon: str = ""
    has_children: bool = False
    children: tuple["Node", ...] | None = field(default=None, compare=False)
    view: SavedView | None = None
    detail: str = ""


ROOT: Final = ""
NOWHERE: Final = "none"
"""Name of the node of what has no district."""
