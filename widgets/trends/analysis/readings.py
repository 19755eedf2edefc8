"""What was read of the visible range: a course and figures for each curve."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.domain.analysis.courses import Course
from app.domain.analysis.statistics import Figures, figures_of
from app.domain.points import EngineeringUnit, PointId, PointKind
from app.domain.samples import NO_TIME, stale_after_us
from app.domain.series import Tier
from app.services.ports import HistorianReader
from app.services.statistics import Wanted, Watch, read_courses
from widgets.trends.model import Trace, TraceKind, Window


@dataclass(frozen=True, slots=True)
class Subject:
    """One curve with what was read of it.

    Attributes:
        trace: The curve.
        course: What it was over the window; None when it could not be read.
        figures: Its statistics, likewise.
    """

    trace: Trace
    course: Course | None
    figures: Figures | None

    @property
    def id(self) -> PointId:
        """The id of its point."""
        return self.trace.point.id

    @property
    def unit(self) -> EngineeringUnit:
        """The unit of its values."""
        return self.trace.point.unit

    @property
    def is_state(self) -> bool:
        """True for named states, of which no mean can be made."""
        return self.trace.point.kind is PointKind.STATE

    @property
    def has_values(self) -> bool:
        """True when at least one value is known."""
        return self.course is not None and len(self.course) > 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All curves over one window.

    Attributes:
        window: The range that was read; cut at the present.
        zone: The zone of the city.
        subjects: The curves in the order of the plot.
        since_us: Since when there are data at all, looked for only where the window holds none.
    """

    window: Window
    zone: ZoneInfo
    subjects: tuple[Subject, ...]
    since_us: int = NO_TIME

    @property
    def tiers(self) -> list[Tier]:
        """The tiers that were read, finest first."""
        return sorted({one.course.tier for one in self.subjects if one.course is not None})

    @property
    def has_data(self) -> bool:
        """True when anything is known at all."""
        return any(one.has_values or _has_bad(one) for one in self.subjects)

    def quantities(self) -> list[Subject]:
        """Return the curves with values that are numbers, no names of states."""
        return [one for one in self.subjects if one.has_values and not one.is_state]

    def with_values(self) -> list[Subject]:
        """Return the curves with values."""
        return [one for one in self.subjects if one.has_values]

    def subject(self, point_id: str) -> Subject | None:
        """Return a curve by the id of its point."""
        return next((one for one in self.subjects if one.id == point_id), None)


def _has_bad(subject: Subject) -> bool:
    return subject.course is not None and subject.course.bad > 0


def measured(traces: Sequence[Trace]) -> list[Trace]:
    """Return the curves that can be analysed: a forecast is no measurement."""
    return [trace for trace in traces if trace.kind is not TraceKind.FORECAST]


def read(
    reader: HistorianReader, traces: Sequence[Trace], window: Window, zone: ZoneInfo, watch: Watch
) -> Reading:
    """Read a window and make its figures; see `statistics.read_courses`."""
    wanted = [
        Wanted(
            trace.point.key,
            int(stale_after_us(trace.point.interval_s)),
            is_state=trace.point.kind is PointKind.STATE,
            is_derived=trace.kind is not TraceKind.POINT,
        )
        for trace in traces
    ]
    courses = read_courses(reader, wanted, window.start_us, window.end_us, watch)
    subjects = []
    for trace in traces:
        course = courses.get(trace.point.key)
        subjects.append(Subject(trace, course, figures_of(course) if course else None))
    reading = Reading(window, zone, tuple(subjects))
    if reading.has_data:
        return reading
    stats = reader.stats([one.key for one in wanted], 0, window.end_us)
    first = [one.first_time for one in stats if one.first_time != NO_TIME and one.count + one.bad]
    return replace(reading, since_us=min(first, default=NO_TIME))
