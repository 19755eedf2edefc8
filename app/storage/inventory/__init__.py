"""The inventory in `city.db`: tables made from the kinds, one writer, any number of readers.

`tables` makes the schema, `paths`, `filters` and `orders` turn queries into SQL for the present
or for a moment of the past, `reader` answers, `writer` carries changesets out, `log` keeps what
was done in a chain, `undo` takes it back. Start reading at `store`.
"""

from app.storage.inventory.reader import SqliteInventoryReader
from app.storage.inventory.store import CityInventory

__all__ = ["CityInventory", "SqliteInventoryReader"]
