"""The change log of the inventory: who changed what, when and why, and whether its chain holds."""

from widgets.inventory.changes.view import ChangesPane

__all__ = ["ChangesPane"]
