"""What is drawn beside the curves: alarms, limits over time, annotations, markers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.alarms import AlarmId, Priority
from app.domain.annotations import Annotation
from app.domain.limits import LimitChange
from app.domain.points import PointId


@dataclass(frozen=True, slots=True)
class AlarmSpan:
    """One occurrence of an alarm of a shown point.

    Attributes:
        alarm: The alarm.
        point: The point.
        priority: 1 to 4.
        start_us: When it was raised, µs UTC.
        end_us: When it returned; None while it stands.
        acknowledged_us: When it was acknowledged; None when it was not.
        text: The message as the screen says it.
    """

    alarm: AlarmId
    point: PointId
    priority: Priority
    start_us: int
    end_us: int | None
    acknowledged_us: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Extras:
    """Everything beside the curves, for the visible window.

    Attributes:
        alarms: Occurrences that touch the window, oldest first.
        limits: Changes of limits by point, oldest first, also those before the window. A point
            without an entry has had its present limits for ever.
        annotations: Notes that touch the window.
    """

    alarms: tuple[AlarmSpan, ...] = ()
    limits: Mapping[PointId, Sequence[LimitChange]] = field(default_factory=dict)
    annotations: tuple[Annotation, ...] = ()


NO_EXTRAS = Extras()
