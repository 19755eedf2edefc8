"""The table of records of one kind: a million rows, sorted and filtered where they are kept.

`InventoryTable` is the pane. It holds no records: `model` has the numbers of the rows in their
order and the pages that were in sight; `feed` reads them in threads; `grid` and `painting` show
them; `filtering`, `signs`, `top_bar` and `footer` stand round it. Start reading at
`view`.
"""

from widgets.inventory.table.view import ChosenRecords, InventoryTable

__all__ = ["ChosenRecords", "InventoryTable"]
