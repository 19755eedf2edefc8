"""Reads the tree level by level, whatever it is made of; done in the thread of a reader."""

from collections.abc import Iterator, Sequence

from app.domain.inventory.kinds import KINDS
from app.services.ports import InventoryReader
from widgets.inventory.table.views import saved_views
from widgets.inventory.tree import kind_groups, places
from widgets.inventory.tree.nodes import Mode, Node


def children(
    reader: InventoryReader, mode: Mode, name: str, at_us: int | None = None
) -> list[Node]:
    """Return what is below a node; of the root with an empty name."""
    match mode:
        case Mode.VIEWS:
            return list(_views(reader, at_us))
        case Mode.KINDS:
            return kind_groups.below(reader, name, at_us)
        case Mode.PLACES:
            return places.below(reader, name, at_us)


def levels(
    reader: InventoryReader, mode: Mode, names: Sequence[str], at_us: int | None
) -> dict[str, list[Node]]:
    """Return what is below several nodes, by their names."""
    return {name: children(reader, mode, name, at_us) for name in names}


def _views(reader: InventoryReader, at_us: int | None) -> Iterator[Node]:
    for view in saved_views(reader.records("saved_view")):
        if view.kind in KINDS:
            yield Node(
                f"view:{view.uid}",
                view.name,
                -1,
                view.look.query(view.kind, at_us),
                None,
                "mdi6.bookmark-outline",
                view=view,
            )
