"""The inventory on a map: reading (`feed`), pointing (`pointing`), the pane (`view`).

It lies on the map that all workspaces have (`widgets.map`). Start reading at `view`.
"""

from widgets.inventory.maps.view import InventoryMap

__all__ = ["InventoryMap"]
