"""The card: everything that is known of one selected record, or what several have in common.

`reading` asks the inventory for all of it in one go, beside the window; the other modules draw a
part each. Nothing here changes the inventory: wishes go out as `Wish`. Start reading at `view`.
"""

from widgets.inventory.card.view import InventoryCard

__all__ = ["InventoryCard"]
