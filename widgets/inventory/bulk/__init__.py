"""Changing many records at once, with a preview of every cell.

`plan` decides, without Qt, what becomes of each record; `reading` brings the records; `dialog` asks
what shall be set and shows what would come of it. Start reading at `plan`.
"""

from widgets.inventory.bulk.dialog import BulkDialog
from widgets.inventory.bulk.reading import BulkSource

__all__ = ["BulkDialog", "BulkSource"]
