"""What is exported: a snapshot of the picture with everything that explains it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.annotations import Annotation
from app.domain.cities import City
from app.domain.points import Point, PointId, SourceId
from app.domain.series import SeriesFrame, Tier
from widgets.texts import language
from widgets.trends.extras import Extras
from widgets.trends.model import PlotModel, Window
from widgets.trends.pictures import Picture
from widgets.trends.readouts import source_names
from widgets.trends.splices import RangeStats
from widgets.trends.traces import Trace, TraceKind
from widgets.trends.wording import point_titles


@dataclass(frozen=True, slots=True)
class ExportCurve:
    """One curve or lane.

    Attributes:
        point: The point; a made-up one for derived curves.
        title: Name and place, by which it can be told from the others.
        source: Name of its source; empty for derived curves.
        kind: Where its series comes from.
        definition: Formula, name of the comparison or of the forecast's method; else empty.
        slot: Number of its colour.
        frame: The series as drawn; None when nothing was read.
        stats: Of what is visible; None likewise.
        is_simulated: True when it is simulated, or made of something that is.
    """

    point: Point
    title: str
    source: str
    kind: TraceKind
    definition: str
    slot: int
    frame: SeriesFrame | None
    stats: RangeStats | None
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything that leaves the program, as it was at one moment.

    Attributes:
        title: What the sheet is called.
        city: Name of the city.
        zone: Where local times are of.
        window: The visible range.
        curves: Curves, then lanes, as drawn; hidden ones are not among them.
        annotations: Notes that touch the window, oldest first.
        markers: The markers A and B, µs UTC.
        author: Who exports; empty when nobody is known.
        made_us: When, µs UTC.
    """

    title: str
    city: str
    zone: ZoneInfo
    window: Window
    curves: tuple[ExportCurve, ...]
    annotations: tuple[Annotation, ...]
    markers: tuple[int | None, int | None]
    author: str
    made_us: int

    @property
    def tiers(self) -> list[Tier]:
        """The tiers that are drawn, finest first."""
        return sorted({curve.frame.tier for curve in self.curves if curve.frame is not None})

    @property
    def is_simulated(self) -> bool:
        """True when anything in it is simulated."""
        return any(curve.is_simulated for curve in self.curves)

    @property
    def sources(self) -> list[str]:
        """The names of the sources, each once."""
        return list(dict.fromkeys(curve.source for curve in self.curves if curve.source))


def make_subject(
    picture: Picture,
    model: PlotModel,
    city: City,
    extras: Extras,
    *,
    title: str,
    author: str,
    made_us: int,
) -> Subject:
    """Return a snapshot of what is drawn.

    Args:
        picture: As it is painted.
        model: What it is of.
        city: Its points, sources and zone.
        extras: What is drawn beside the curves.
        title: What the sheet is called.
        author: Who exports.
        made_us: The time of day, µs UTC.
    """
    window = picture.window
    traces = [part.trace for part in picture.parts()]
    titles = point_titles(trace.point for trace in traces)
    sources = source_names(city)
    simulated = _simulated(city, traces)
    curves = tuple(
        ExportCurve(
            point=part.trace.point,
            title=titles[part.trace.point.id],
            source=_source(part.trace, sources),
            kind=part.trace.kind,
            definition=part.trace.definition,
            slot=part.trace.slot,
            frame=part.frame,
            stats=part.stats,
            is_simulated=part.trace.point.id in simulated,
        )
        for part in picture.parts()
    )
    notes = (note for note in extras.annotations if note.touches(window.start_us, window.end_us))
    return Subject(
        title=title,
        city=city.name.in_language(language()),
        zone=ZoneInfo(city.time_zone),
        window=window,
        curves=curves,
        annotations=tuple(sorted(notes, key=lambda note: note.start_us)),
        markers=model.markers,
        author=author,
        made_us=made_us,
    )


def _source(trace: Trace, sources: Mapping[SourceId, str]) -> str:
    if trace.kind is not TraceKind.POINT:
        return ""
    return sources.get(trace.point.source, str(trace.point.source))


def _simulated(city: City, traces: Sequence[Trace]) -> set[PointId]:
    """Return the curves that are simulated: themselves, or what they are made of."""
    known = {point.id for point in city.points if point.is_simulated}
    found = {
        trace.point.id
        for trace in traces
        if trace.point.is_simulated
        or trace.of in known
        or (trace.kind is TraceKind.FORMULA and any(name in trace.definition for name in known))
    }
    # A comparison or a forecast may belong to a formula.
    return found | {trace.point.id for trace in traces if trace.of in found}
