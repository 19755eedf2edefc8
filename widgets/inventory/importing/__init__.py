"""The import assistant: from a foreign file to a change of the inventory, in five steps.

`ImportDialog` is a window of its own that blocks nothing. Files are read in a process of their own
(`jobs`), the mapping is proposed and the import is tried in threads, and what comes of it is wished
for as a `Wish`. Nothing here writes to the inventory. Start reading at `dialog`.
"""

from widgets.inventory.importing.dialog import ImportDialog

__all__ = ["ImportDialog"]
