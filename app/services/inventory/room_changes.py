"""The changes that move devices in racks and on floors."""

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.records import Record
from app.domain.inventory.rooms.racks import Side
from app.services.inventory.rooms import Device


def mounting(device: Device, rack: Record, unit: float | None, side: Side) -> Changeset:
    """Return what puts a device into a rack, and so into the room and the site of the rack."""
    wanted: dict[str, Value] = {
        "rack": rack.uid,
        "rack_unit": unit,
        "rack_side": None if unit is None else side.value,
        "site": rack.get("site"),
    }
    if rack.get("space") or device.record.get("site") != rack.get("site"):
        # A room of another site would be wrong; without one the rack says where the device is.
        wanted["space"] = rack.get("space")
    return _update(device.record, wanted, f"Im Schrank „{rack.text('name')}“ eingebaut")


def unmounting(device: Device) -> Changeset:
    """Return what takes a device out of its rack; it stays in the room."""
    wanted: dict[str, Value] = {"rack": None, "rack_unit": None, "rack_side": None}
    return _update(device.record, wanted, "Aus dem Schrank genommen")


def placing(device: Device, x: float, y: float, space: str) -> Changeset:
    """Return what gives a device a position on a floor (m), rounded to centimetres.

    Args:
        device: The device.
        x: To the right, m.
        y: Downwards, m.
        space: Uid of the room or floor it is in then.
    """
    wanted: dict[str, Value] = {"plan_x": round(x, 2), "plan_y": round(y, 2), "space": space}
    return _update(device.record, wanted, "Im Grundriss gesetzt")


def unplacing(device: Device) -> Changeset:
    """Return what takes the position of a device away; it stays in its room."""
    return _update(device.record, {"plan_x": None, "plan_y": None}, "Lage im Grundriss entfernt")


def picturing(floor: Record, name: str, size: tuple[float, float] | None = None) -> Changeset:
    """Return what gives a floor its picture, and the size of that when it is known (m)."""
    wanted: dict[str, Value] = {"plan_image": name or None}
    if size is not None:
        wanted |= {"plan_width_m": round(size[0], 2), "plan_height_m": round(size[1], 2)}
    return _update(floor, wanted, "Grundriss zugeordnet")


def _update(record: Record, wanted: dict[str, Value], reason: str) -> Changeset:
    changed = {name: value for name, value in wanted.items() if record.get(name) != value}
    operation = Operation(Action.UPDATE, record.kind, record.uid, changed, record.rev)
    return Changeset([operation], reason=reason)
