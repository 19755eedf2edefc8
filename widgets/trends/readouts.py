"""The rows of the legend: what each curve says at the cursor, or now."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from app.domain.points import Point, PointId, PointKind, SourceId
from app.domain.series import SeriesFrame
from app.services.derived.formulas import SOURCE
from widgets.texts import language
from widgets.trends.date_axis import DateAxis
from widgets.trends.legend_model import NOTHING_SEEN, LegendRow
from widgets.trends.markers import MarkerReadings, Markers, has_any
from widgets.trends.model import PlotModel
from widgets.trends.pictures import Picture, staleness_us
from widgets.trends.splices import NOTHING, Reading, reading_at
from widgets.trends.wording import point_places, tier_text


def readout_us(picture: Picture | None, cursor_us: int | None) -> int | None:
    """Return the moment the legend's values are of: the cursor, else the state's moment."""
    if cursor_us is not None or picture is None:
        return cursor_us
    now_us = picture.moments.now_us
    window = picture.window
    if now_us is not None and window.start_us <= now_us <= window.end_us:
        return now_us
    return window.end_us


def moment_title(axis: DateAxis, picture: Picture | None, cursor_us: int | None) -> str:
    """Return the heading of the values: the cursor's time, or what they are of instead."""
    time_us = readout_us(picture, cursor_us)
    if picture is None or time_us is None:
        return QCoreApplication.translate("trends", "Wert")
    if cursor_us is None and picture.moments.is_live and time_us == picture.moments.now_us:
        return QCoreApplication.translate("trends", "Wert jetzt")
    return axis.moment_text(time_us, picture.window.span_us)


def source_names(city: City | None) -> dict[SourceId, str]:
    """Return the names of a city's sources, and of formulas, in the language of the screen."""
    sources = city.sources if city is not None else ()
    names = {source.id: source.name.in_language(language()) for source in sources}
    return {**names, SOURCE: QCoreApplication.translate("trends", "Formel")}


def legend_rows(
    model: PlotModel,
    picture: Picture | None,
    frames: Mapping[PointId, SeriesFrame],
    cursor_us: int | None,
    sources: Mapping[SourceId, str],
) -> list[LegendRow]:
    """Return a row for each point of the model, hidden ones without values.

    Args:
        model: What is shown.
        picture: As it is painted; None before the first.
        frames: Series by point.
        cursor_us: The crosshair, µs UTC; None when there is none.
        sources: Names of sources on screen.
    """
    parts = {part.trace.point.id: part for part in picture.parts()} if picture else {}
    time_us = readout_us(picture, cursor_us)
    places = point_places(trace.point for trace in model.traces)
    rows = []
    for trace in model.traces:
        point = trace.point
        part = parts.get(point.id)
        frame = frames.get(point.id) if part is not None else None
        reading = _reading(point, frame, time_us)
        rows.append(
            LegendRow(
                point,
                trace.slot,
                is_visible=part is not None or (trace.is_visible and trace.is_faulty),
                is_solo=model.solo == point.id,
                reading=reading,
                stats=(part.stats if part else None) or NOTHING_SEEN,
                kind=trace.kind,
                markers=_marker_readings(point, frame, model.markers),
                origin=" · ".join(
                    [
                        sources.get(point.source, str(point.source)),
                        *([tier_text(frame.tier)] if frame is not None else []),
                    ]
                ),
                place=places[point.id],
            )
        )
    return rows


def _reading(point: Point, frame: SeriesFrame | None, time_us: int | None) -> Reading:
    if frame is None or time_us is None:
        return NOTHING
    reading = reading_at(frame, time_us, staleness_us(point))
    return _state_reading(frame, reading) if point.kind is PointKind.STATE else reading


def _marker_readings(
    point: Point, frame: SeriesFrame | None, markers: Markers
) -> MarkerReadings | None:
    """Return what a curve says at the markers; None while no marker is set."""
    if not has_any(markers):
        return None
    a, b = markers
    values = [_reading(point, frame, time_us).value for time_us in markers]
    span = b - a if a is not None and b is not None else None
    return MarkerReadings(values[0], values[1], span, (a is not None, b is not None))


def _state_reading(frame: SeriesFrame, reading: Reading) -> Reading:
    """Return the last state of a bucket: codes have no mean."""
    if reading is NOTHING:
        return reading
    at = int(frame.time.searchsorted(reading.time_us))
    return Reading(
        reading.time_us, float(frame.last[at]), reading.low, reading.high, reading.quality
    )
