"""Which shift ends and which begins: handovers go from one manned shift to the next."""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.cities import City
from app.domain.shifts import Handover, Shift, shifts_between

FRESH_US: Final = 30 * 60_000_000
"""So long a shift has just begun: the last handover still belongs on the start page, µs."""

_LOOK_US: Final = 9 * 86_400_000_000
"""A plan repeats after a week; a manned shift that is further away does not exist."""


@dataclass(frozen=True, slots=True)
class ShiftChange:
    """The manned shifts around a moment.

    Attributes:
        before: The one before `leaving`; None where there is none.
        leaving: The one that goes on, or went on last; None where nobody ever sits there.
        coming: The one that follows; None where there is none.
        running: True while `leaving` goes on.
    """

    before: Shift | None
    leaving: Shift | None
    coming: Shift | None
    running: bool


def shift_change(city: City, now_us: int) -> ShiftChange:
    """Return the manned shifts around a moment (µs UTC); days stand for shifts without a plan."""
    zone = ZoneInfo(city.time_zone)
    near = shifts_between(city.shifts, now_us - _LOOK_US, now_us + _LOOK_US, zone)
    manned = [shift for shift in near if shift.is_manned]
    begun = [shift for shift in manned if shift.start_us <= now_us]
    coming = next((shift for shift in manned if shift.start_us > now_us), None)
    leaving = begun[-1] if begun else None
    before = begun[-2] if len(begun) > 1 else None
    return ShiftChange(before, leaving, coming, leaving is not None and now_us < leaving.end_us)


def following(city: City, shift: Shift) -> Shift | None:
    """Return the manned shift after one; None where there is none."""
    zone = ZoneInfo(city.time_zone)
    later = shifts_between(city.shifts, shift.end_us, shift.end_us + _LOOK_US, zone)
    return next((one for one in later if one.is_manned and one.start_us >= shift.end_us), None)


def handover_of(handovers: list[Handover], shift: Shift | None) -> Handover | None:
    """Return the newest handover of a shift; None where there is none."""
    found = [
        one
        for one in handovers
        if shift is not None
        and (one.shift.plan, one.shift.start_us) == (shift.plan, shift.start_us)
    ]
    return max(found, key=lambda one: (one.is_frozen, one.made_us), default=None)


def waiting_handover(handovers: list[Handover], change: ShiftChange) -> Handover | None:
    """Return the handover that the shift which goes on has not taken over yet.

    After the last shift has ended, its own handover waits for whoever comes next.
    """
    candidates = (change.before,) if change.running else (change.leaving,)
    for shift in candidates:
        found = handover_of(handovers, shift)
        if found is not None and found.left is not None and found.taken is None:
            return found
    return None
