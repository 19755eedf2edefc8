"""Annotations: what a person wrote to a moment or a span, to points, to a place."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.points import Location, Point, PointId


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on the city's course.

    Attributes:
        id: Permanent name, made by whoever wrote it (UUID, hexadecimal).
        start_us: The moment, or the begin of the span, µs UTC.
        end_us: End of the span; equal to `start_us` for a moment.
        text: What was written.
        author: Who wrote it.
        created_us: When it was written, µs UTC.
        points: The points it is about; empty when it is about the city as a whole.
        location: The place it is about, when there is one.
    """

    id: str
    start_us: int
    end_us: int
    text: str
    author: str
    created_us: int
    points: tuple[PointId, ...] = ()
    location: Location | None = None

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.end_us < self.start_us:
            raise ValueError("an annotation ends before it begins")

    def touches(self, start_us: int, end_us: int) -> bool:
        """Tell whether it has a moment in common with [start, end)."""
        return self.start_us < end_us and self.end_us >= start_us


@dataclass(frozen=True, slots=True)
class AnnotationChange:
    """One step in the life of a note: written, edited, removed, brought back.

    Attributes:
        changed_us: When, µs UTC.
        actor: Who did it.
        before: The note as it was; None when there was none.
        after: The note as it became; None when it was removed.
    """

    changed_us: int
    actor: str
    before: Annotation | None
    after: Annotation | None


def shared_location(points: Iterable[Point]) -> Location | None:
    """Return the place at which all of some points are; None where they have no common one."""
    found = {point.location for point in points}
    return found.pop() if len(found) == 1 else None
