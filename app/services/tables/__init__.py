"""Foreign tables, read as they are: the first half of the import assistant of the inventory.

`read_table` (in `reading`) turns CSV, workbooks, GeoJSON, GeoPackage, device types and agents'
inventories into a `RawTable`: raw cells with their places in the file, the layout as recognised and
sentences about what was repaired. `cells` says what a single cell means. What a table means to the
inventory, and whether it is any good, is not decided here.

Reading holds the interpreter for long: a window reads by `ApartReader` (in `apart`), in a process
of its own. `reading` is not named here, because it brings the libraries of all formats with it.
"""

from app.services.tables.apart import ApartReader
from app.services.tables.cells import CellError
from app.services.tables.model import (
    CancelledError,
    Cell,
    Layout,
    Progress,
    RawTable,
    Row,
    TableError,
)

__all__ = [
    "ApartReader",
    "CancelledError",
    "Cell",
    "CellError",
    "Layout",
    "Progress",
    "RawTable",
    "Row",
    "TableError",
]
