"""What there is to hand over and to take over, as the console gives it to the view."""

from dataclasses import dataclass, field

from app.domain.shifts import Handover, Shift
from app.services.shift_change import FRESH_US, ShiftChange, handover_of, waiting_handover


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


@dataclass(frozen=True, slots=True)
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

    def choices(self) -> list[HandoverChoice]:
        """Return the shifts that can be looked at, the newest first."""
        shifts = {(one.shift.plan, one.shift.start_us): one.shift for one in self.handovers}
        for shift in (self.change.before, self.change.leaving):
            if shift is not None:
                shifts[shift.plan, shift.start_us] = shift
        newest = sorted(shifts.values(), key=lambda shift: shift.start_us, reverse=True)
        return [HandoverChoice(one, handover_of(self.handovers, one)) for one in newest]

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
