"""The tree at the left of the inventory: places, kinds, saved views; it says what the table shows.

`nodes` are its lines as data; `levels` reads them, in the thread of a reader, from `places` and
`kind_groups`; `lines` shows them; `view` is the pane. Start reading at `nodes`.
"""

from widgets.inventory.tree.view import InventoryTree

__all__ = ["InventoryTree"]
