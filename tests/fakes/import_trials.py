"""Trials of imports of devices into a real inventory."""

from app.services.inventory.imports.mapping import ColumnMapping, Match, Use
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.plans import ImportPlan
from app.services.tables.model import RawTable
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory

COLUMNS = ("Inventarnummer", "Modell", "Standort", "Zustand", "Preis", "Gekauft")
USES = (
    Use(("tag",), ("Inventarnummer",)),
    Use(("type.name",), ("Modell",)),
    Use(("site.name",), ("Standort",)),
    Use(("state",), ("Zustand",)),
    Use(("cost",), ("Preis",)),
    Use(("bought_on",), ("Gekauft",)),
)
DEVICES = ColumnMapping("asset", USES, Match(("tag",)))


def tried(inventory: MadeInventory, raw: RawTable, mapping: ColumnMapping) -> ImportPlan:
    """Return what an import would do; the reader is closed again."""
    reader = inventory.reader()
    try:
        return plan(raw, mapping, reader, START_US)
    finally:
        reader.close()
