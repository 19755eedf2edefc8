"""What stands in a rack: height units, sides, collisions, what is free."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor
from typing import Final

HALF: Final = 0.5
"""Devices are moved by whole units; some stand half a unit high or begin at a half."""


class Side(StrEnum):
    """The face of a rack that a device is mounted at; both faces have units of their own."""

    FRONT = "front"
    REAR = "rear"


@dataclass(frozen=True, slots=True)
class Mount:
    """A device in a rack.

    Attributes:
        uid: The device.
        name: What it is called, for sentences.
        unit: Lowest height unit it takes, 1 is the bottom of the rack; None when nobody said.
        height: Height units it takes (1 HE is 44.45 mm, IEC 60297); 0 for what hangs beside.
        side: The face it is mounted at.
    """

    uid: str
    name: str
    unit: float | None
    height: float
    side: Side = Side.FRONT

    @property
    def is_beside(self) -> bool:
        """True when it takes no unit: it hangs beside, or nobody said where it is."""
        return self.unit is None or self.height <= 0

    @property
    def bottom(self) -> float:
        """Where it begins, in units above the floor of the rack; 0 when it is beside."""
        return 0.0 if self.unit is None else self.unit - 1.0

    @property
    def top(self) -> float:
        """Where it ends, in units above the floor of the rack."""
        return self.bottom + max(self.height, 0.0)


def overlaps(one: Mount, other: Mount) -> bool:
    """Tell whether two devices of a rack want the same place."""
    if one.is_beside or other.is_beside or one.side is not other.side:
        return False
    return one.bottom < other.top and other.bottom < one.top


def units_of(mount: Mount) -> range:
    """Return the units a device takes, also those it takes in part; none when it is beside."""
    if mount.is_beside:
        return range(0)
    return range(floor(mount.bottom) + 1, ceil(mount.top) + 1)


def taken_units(height_units: int, mounts: Iterable[Mount]) -> frozenset[int]:
    """Return the units of a rack at which something is mounted, at the front or at the rear."""
    taken = {unit for mount in mounts for unit in units_of(mount)}
    return frozenset(unit for unit in taken if 1 <= unit <= height_units)


def objection(height_units: int, mounts: Iterable[Mount], wanted: Mount) -> str:
    """Return why a device cannot stand where it is wanted, a German sentence; empty if it can.

    Args:
        height_units: Height of the rack.
        mounts: What stands in it; the wanted device itself does not count.
        wanted: The device at its new place.
    """
    if wanted.is_beside:
        return ""
    if wanted.bottom < 0 or wanted.top > height_units:
        return f"„{wanted.name}“ ragt aus dem Schrank: Er hat {height_units} HE."
    for other in mounts:
        if other.uid != wanted.uid and overlaps(wanted, other):
            return f"Dort steht schon „{other.name}“ ({span_text(other)})."
    return ""


def collisions(height_units: int, mounts: Sequence[Mount]) -> dict[str, str]:
    """Return the devices that collide or stick out, each with the reason, a German sentence."""
    found = ((one.uid, objection(height_units, mounts, one)) for one in mounts)
    return {uid: reason for uid, reason in found if reason}


def span_text(mount: Mount) -> str:
    """Return the units a device takes in words, such as `HE 4 bis 5`."""
    units = units_of(mount)
    if not units:
        return "neben den Höheneinheiten"
    return f"HE {units[0]}" if len(units) == 1 else f"HE {units[0]} bis {units[-1]}"


def free_units(height_units: int, mounts: Sequence[Mount], wanted: Mount) -> Iterator[float]:
    """Yield the units at which a device fits on its side, from above: cabling comes from there."""
    for unit in range(height_units, 0, -1):
        there = Mount(wanted.uid, wanted.name, float(unit), wanted.height, wanted.side)
        if not objection(height_units, mounts, there):
            yield float(unit)
