"""What belongs together: records of the inventory and points of the profile."""

from collections.abc import Iterable, Sequence

from app.domain.cities import City
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader

POINT = "point"
"""Kind of an end of a relation that is a point of the profile."""


def points_of_keys(reader: InventoryReader, keys: Sequence[Key], city: City) -> list[str]:
    """Return the points that belong to records, in the profile's order.

    An asset has the points of its device in the profile, and those a relation binds to it.
    """
    assets = [key.uid for key in keys if key.kind == "asset"]
    devices: set[object] = set()
    if assets:
        wanted = (Filter("uid", Operator.IN, tuple(assets)),)
        devices = {device for (device,) in reader.values("asset", ("device",), wanted) if device}
    bound = _bound_points(reader, [key.uid for key in keys])
    return [str(point.id) for point in city.points if point.device in devices or point.id in bound]


def _bound_points(reader: InventoryReader, uids: Sequence[str]) -> set[object]:
    if not uids:
        return set()
    wanted = (
        Filter("from", Operator.IN, tuple(uids)),
        Filter("to_kind", Operator.IS, (POINT,)),
    )
    return {point for (point,) in reader.values("relation", ("to",), wanted)}


def keys_of_points(reader: InventoryReader, points: Iterable[str], city: City) -> list[Key]:
    """Return the assets that points belong to."""
    wanted = set(points)
    devices = dict.fromkeys(str(one.device) for one in city.points if str(one.id) in wanted)
    found: dict[str, None] = {}
    if devices:
        for uids in reader.find("asset", "device", list(devices)).values():
            found |= dict.fromkeys(uids)
    if wanted:
        filters = (
            Filter("to", Operator.IN, tuple(wanted)),
            Filter("to_kind", Operator.IS, (POINT,)),
            Filter("from_kind", Operator.IS, ("asset",)),
        )
        found |= dict.fromkeys(str(uid) for (uid,) in reader.values("relation", ("from",), filters))
    return [Key("asset", uid) for uid in found]
