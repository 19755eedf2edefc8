"""What a floor holds: its rooms, devices with and without a position."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key, Record
from app.domain.inventory.rooms.outlines import Rings, rings_of
from app.services.inventory.rooms import (
    GONE,
    MOST_WAITING,
    Device,
    devices_of,
    equals,
    records_in,
    whereabouts,
)
from app.services.ports import InventoryReader

_CARRIED: Final = frozenset({"tablet", "notebook", "media_kit"})
"""What people carry about has no place in a plan unless its record names a room."""


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """A room of a floor.

    Attributes:
        record: The space.
        rings: Its outline; empty when there is none that can be read.
        unplaced: How many of its devices have no position.
    """

    record: Record
    rings: Rings
    unplaced: int


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A floor with what is on it.

    Attributes:
        site: The site.
        site_title: What it is called.
        floors: All floors of the site, by building and from below, with their whole names.
        floor: The floor; None when the site has none.
        rooms: Its rooms.
        placed: Devices with a position.
        waiting: Devices without: those on this floor, then those of the site in no room.
    """

    site: Key
    site_title: str
    floors: tuple[tuple[Record, str], ...]
    floor: Record | None
    rooms: tuple[PlanRoom, ...] = ()
    placed: tuple[Device, ...] = ()
    waiting: tuple[Device, ...] = ()


def read_floor(
    reader: InventoryReader, key: Key, at_us: int | None = None, floor: str = ""
) -> FloorPlan | None:
    """Return the floor a record leads to; None when it leads to no site.

    An asset, a rack and a room lead to the floor they are on, a building to its lowest floor from
    the ground up, a site (or a school) to the first ground floor.

    Args:
        reader: Reads the inventory.
        key: The record.
        at_us: The moment, µs UTC; None for the present.
        floor: The floor of the site that is wanted, when not the one the record leads to.
    """
    found = whereabouts(reader, key, at_us)
    if found is None:
        return None
    site, near, _ = found
    spaces = {one.uid: one for one in reader.records("space", equals("site", site), at_us=at_us)}
    floors = [one for one in spaces.values() if one.get("kind") == "floor"]
    names = {one.uid: _floor_name(one, spaces) for one in floors}
    floors.sort(key=lambda one: (_text_above(one, spaces), one.number("level") or 0.0, one.id))
    title = reader.titles([Key("site", site)], at_us).get(Key("site", site), "")
    shown = spaces.get(floor) if floor in names else _floor_near(near, spaces, floors)
    choice = tuple((one, names[one.uid]) for one in floors)
    if shown is None:
        return FloorPlan(Key("site", site), title, choice, None)
    inside = [one for one in spaces.values() if shown.uid in _line_of(one, spaces)]
    assets = records_in(reader, "asset", "space", [one.uid for one in inside], at_us)
    assets = [one for one in assets if one.get("state") != GONE]
    loose_filter = (*equals("site", site), Filter("space", Operator.IS_EMPTY))
    loose = reader.records("asset", loose_filter, at_us=at_us, limit=4 * MOST_WAITING)
    devices = devices_of(reader, [*assets, *(one for one in loose if _is_fixed(one))], at_us)
    here = {one.uid for one in inside}
    placed = [one for one in devices if _has_place(one.record) and one.record.get("space") in here]
    waiting = [one for one in devices if not _has_place(one.record) and not _is_carried(one)]
    waiting.sort(key=_waiting_order)
    bare = [one.text("space") for one in assets if not _has_place(one)]
    rooms = [
        PlanRoom(one, rings_of(one.text("outline")), bare.count(one.uid))
        for one in inside
        if one.uid != shown.uid
    ]
    return FloorPlan(
        Key("site", site),
        title,
        choice,
        shown,
        tuple(rooms),
        tuple(placed),
        tuple(waiting[:MOST_WAITING]),
    )


def _is_fixed(asset: Record) -> bool:
    return asset.get("state") not in {GONE, "decommissioned", "lent", "lost"}


def _is_carried(device: Device) -> bool:
    return device.kind in _CARRIED and not device.record.get("space")


def _waiting_order(device: Device) -> tuple[bool, bool, bool, str, str]:
    """Return what sorts those first that most need a place: fixed, in a room, in no rack."""
    record = device.record
    is_loose, is_racked = not record.get("space"), bool(record.get("rack"))
    return is_loose, device.kind in _CARRIED, is_racked, device.kind, device.name


def _has_place(asset: Record) -> bool:
    return asset.number("plan_x") is not None and asset.number("plan_y") is not None


def _line_of(space: Record, spaces: dict[str, Record]) -> list[str]:
    """Return a space and all that it lies in, from inside."""
    line: list[str] = []
    uid = space.uid
    while uid in spaces and uid not in line:
        line.append(uid)
        uid = spaces[uid].text("parent")
    return line


def _text_above(space: Record, spaces: dict[str, Record]) -> str:
    above = spaces.get(space.text("parent"))
    return "" if above is None else above.text("name")


def _floor_name(floor: Record, spaces: dict[str, Record]) -> str:
    above = _text_above(floor, spaces)
    return f"{above} · {floor.text('name')}" if above else floor.text("name")


def _floor_near(near: str, spaces: dict[str, Record], floors: Sequence[Record]) -> Record | None:
    if near in spaces:
        line = _line_of(spaces[near], spaces)
        on_line = next((spaces[uid] for uid in line if spaces[uid].get("kind") == "floor"), None)
        if on_line is not None:
            return on_line
        floors = [one for one in floors if near in _line_of(one, spaces)] or floors
    ground = [one for one in floors if (one.number("level") or 0.0) >= 0]
    return next(iter(ground or floors), None)
