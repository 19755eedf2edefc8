"""What there is to hand over and to take over, as the console gives it to the view."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from app.domain.shifts import Handover, Shift
from app.services.shift_change import FRESH_US, ShiftChange, handover_of, waiting_handover

_MOST: Final = 180
"""So many shifts can be chosen: those of about three months."""


@dataclass(frozen=True, slots=True)
class HandoverChoice:
    """A shift with its handover.

    Attributes:
        shift: The shift.
        handover: Its handover; None while nobody prepared one.
    """

    shift: Shift
    handover: Handover | None

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from the others."""
        return self.shift.plan, self.shift.start_us


@dataclass(frozen=True)  # no slots: the choices are found once and kept
class HandoverDesk:
    """Everything the view shows.

    Attributes:
        actor: Who sits at the console.
        change: The shifts around now.
        handovers: All handovers there are.
        now_us: The present, µs UTC.
    """

    actor: str
    change: ShiftChange
    now_us: int
    handovers: list[Handover] = field(default_factory=list)

    def is_like(self, other: "HandoverDesk") -> bool:
        """Tell whether another one shows the same, a little later."""
        return (self.actor, self.change, self.handovers) == (
            other.actor,
            other.change,
            other.handovers,
        )

    @cached_property
    def choices(self) -> list[HandoverChoice]:
        """The shifts that can be looked at, the newest first."""
        found: dict[tuple[str, int], list[Handover]] = {}
        shifts: dict[tuple[str, int], Shift] = {}
        for one in self.handovers:
            key = one.shift.plan, one.shift.start_us
            shifts[key] = one.shift
            found.setdefault(key, []).append(one)
        for shift in (self.change.before, self.change.leaving):
            if shift is not None:
                shifts[shift.plan, shift.start_us] = shift
        newest = sorted(shifts.items(), key=lambda pair: pair[1].start_us, reverse=True)
        return [
            HandoverChoice(shift, handover_of(found.get(key, []), shift))
            for key, shift in newest[:_MOST]
        ]

    def first(self) -> HandoverChoice | None:
        """Return what is to be seen first.

        That is what waits to be taken over; in the first half hour of a shift the handover that
        the last one still owes; else the shift that goes on.
        """
        waiting = waiting_handover(self.handovers, self.change)
        if waiting is not None:
            return HandoverChoice(waiting.shift, waiting)
        before, leaving = self.change.before, self.change.leaving
        if leaving is None:
            return None
        mine = handover_of(self.handovers, leaving)
        owed = handover_of(self.handovers, before)
        is_fresh = self.change.running and self.now_us - leaving.start_us < FRESH_US
        if before is not None and owed is not None and owed.left is None and is_fresh:
            return HandoverChoice(before, owed)
        return HandoverChoice(leaving, mine)
