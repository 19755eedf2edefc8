"""What a trace is: the places of a way as a tree, with what is lost, broken or open there."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.inventory.networks.optics import Loss
from app.domain.inventory.records import Key


class Means(StrEnum):
    """How a step was reached."""

    START = "start"
    LINK = "link"
    THROUGH = "through"
    """Through a device: panel or splitter."""
    SPLICE = "splice"


class End(StrEnum):
    """Why a way ends."""

    DEVICE = "device"
    """At a device or a site: as it should."""
    OPEN_PORT = "open_port"
    """At a port of a panel or splitter to which nothing is connected."""
    OPEN_STRAND = "open_strand"
    """At a fibre that is neither spliced nor connected any further."""
    RING = "ring"
    """At a place where it has been before."""
    MISSING = "missing"
    """At a record that is no longer there."""
    CUT_OFF = "cut_off"
    """Nowhere: there was no room for more."""

    @property
    def is_finished(self) -> bool:
        """True when the way ends as it should."""
        return self is End.DEVICE


class Fault(StrEnum):
    """What is unfinished or broken at a step."""

    PLANNED = "planned"
    BUILT = "built"
    """Built, and not in service."""
    RETIRED = "retired"
    DEFECTIVE = "defective"
    CROWDED = "crowded"
    """More is connected than can be."""


@dataclass(frozen=True, slots=True)
class Step:
    """A place on the way.

    Attributes:
        key: Port, strand, or what a link ends at without a port.
        parent: Place of the step before in `Trace.steps`; -1 of the first.
        means: How it was reached.
        via: Link or splice it was reached by; None of the first, and through a device.
        losses: What is lost on reaching (and, of a strand, passing) it.
        total_db: All that was lost from the beginning to here.
        length_m: Length from the beginning to here, as far as it is known.
        faults: What is wrong here.
        end: Why the way ends here; None when it goes on.
    """

    key: Key
    parent: int
    means: Means
    via: Key | None = None
    losses: tuple[Loss, ...] = ()
    total_db: float = 0.0
    length_m: float = 0.0
    faults: tuple[Fault, ...] = ()
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """A way from the side of supply to all its ends; parents come before their children.

    Attributes:
        steps: The places; the first is the beginning.
        asked: Place of what was asked for.
        is_optical: True when light goes a part of it.
    """

    steps: tuple[Step, ...]
    asked: int
    is_optical: bool

    @property
    def ends(self) -> list[int]:
        """Places where the way ends."""
        return [place for place, step in enumerate(self.steps) if step.end is not None]

    def way_to(self, place: int) -> list[int]:
        """Return the places from the beginning to one of them."""
        way = []
        while place >= 0:
            way.append(place)
            place = self.steps[place].parent
        return way[::-1]

    def main_end(self) -> int:
        """Return the end behind what was asked for, where it loses most."""
        ends = [end for end in self.ends if self.asked in self.way_to(end)] or self.ends
        return max(ends, key=lambda place: self.steps[place].total_db)

    def faulty(self) -> list[int]:
        """Return the places that are broken or unfinished."""
        return [
            place
            for place, step in enumerate(self.steps)
            if step.faults or (step.end is not None and not step.end.is_finished)
        ]
