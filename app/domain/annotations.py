"""Annotations: what a person wrote to a moment or a span, to points, to a place."""

from dataclasses import dataclass

from app.domain.points import Location, PointId


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
