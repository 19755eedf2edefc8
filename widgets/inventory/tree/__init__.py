"""The tree at the left of the inventory: places, kinds, saved views; it says what the table shows.

`nodes` reads what is below a node, in the thread of a reader; `view` shows it. Start reading at
`nodes`.
"""

from widgets.inventory.tree.view import InventoryTree

__all__ = ["InventoryTree"]
