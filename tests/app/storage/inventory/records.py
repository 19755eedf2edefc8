"""Short words for records of these tests."""

from app.domain.inventory.changes import Operation
from app.domain.inventory.fields import Value
from tests.inventories import create


def asset(uid: str, **values: Value) -> Operation:
    """Return the making of an asset in stock at the northern school."""
    given = {"tag": f"INV-{uid}", "type": "ap", "state": "in_stock", "site": "nord", **values}
    return create("asset", uid=uid, **given)
