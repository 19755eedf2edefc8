"""Tooltips of a plot, and what a screen reader says: plain text with units and times."""

from collections.abc import Callable
from math import isfinite
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QFontMetricsF

from app.domain.annotations import Annotation
from app.domain.points import Point, PointKind
from app.domain.series import SeriesFrame
from widgets.texts import count, language, number, priority_text, quality_text, value_with_unit
from widgets.trends.extras import AlarmSpan
from widgets.trends.geometry import Places, axis_font
from widgets.trends.hits import alarm_at, axis_at, curve_at, flag_at, note_at
from widgets.trends.limit_layer import LimitHit, limit_at
from widgets.trends.markers import LETTERS, Markers, duration_text, span_of
from widgets.trends.pictures import AxisPicture, Picture, staleness_us
from widgets.trends.splices import reading_at
from widgets.trends.wording import limit_label, point_name, state_label

_MOST: Final = 6
"""So many of merged marks are told one by one."""

Words = Callable[[int], str]


def tip_at(
    picture: Picture, places: Places, markers: Markers, position: QPointF, words: Words
) -> str:
    """Return the tooltip at a position; empty where there is nothing to tell.

    Args:
        picture: What is shown.
        places: Where everything lies.
        markers: A and B.
        position: The mouse.
        words: Gives a moment in words.
    """
    metrics = QFontMetricsF(axis_font())
    flag = flag_at(places, markers, metrics, position)
    if flag is not None:
        return _flag_tip(markers, flag, words)
    if mark := alarm_at(picture, places, metrics, position):
        return _several([alarm_tip(alarm, words) for alarm in mark.alarms])
    if note := note_at(picture, places, metrics, position):
        return _several([note_tip(item, words) for item in note.notes])
    if axis := axis_at(picture, places, position):
        return _axis_tip(axis)
    if limit := limit_at(picture, places, position):
        return limit_tip(limit, words)
    return _curve_tip(picture, places, position, words)


def _several(tips: list[str]) -> str:
    shown = tips[:_MOST]
    if len(tips) > _MOST:
        more = QCoreApplication.translate("trends", "… und %1 weitere")
        shown.append(more.replace("%1", count(len(tips) - _MOST)))
    return "\n\n".join(shown)


def _flag_tip(markers: Markers, flag: int, words: Words) -> str:
    time_us = markers[flag]
    if time_us is None:
        return ""
    name = QCoreApplication.translate("trends", "Marke %1").replace("%1", LETTERS[flag])
    lines = [f"{name}: {words(time_us)}"]
    if span := span_of(markers):
        lines.append(f"Δt {duration_text(span[1] - span[0])}")
    lines.append(
        QCoreApplication.translate("trends", "Ziehen verschiebt, Doppelklick entfernt sie.")
    )
    return "\n".join(lines)


def alarm_tip(alarm: AlarmSpan, words: Words) -> str:
    """Return what an alarm was, when it came and went, and when somebody saw it."""
    came = QCoreApplication.translate("trends", "Ausgelöst: %1").replace(
        "%1", words(alarm.start_us)
    )
    went = QCoreApplication.translate("trends", "Steht noch an.")
    if alarm.end_us is not None:
        went = QCoreApplication.translate("trends", "Zurückgekehrt: %1")
        went = went.replace("%1", words(alarm.end_us))
        went += f" ({duration_text(max(alarm.end_us - alarm.start_us, 0))})"
    seen = QCoreApplication.translate("trends", "Nicht quittiert.")
    if alarm.acknowledged_us is not None:
        seen = QCoreApplication.translate("trends", "Quittiert: %1")
        seen = seen.replace("%1", words(alarm.acknowledged_us))
    return "\n".join([f"{priority_text(alarm.priority)}: {alarm.text}", came, went, seen])


def note_tip(note: Annotation, words: Words) -> str:
    """Return a note with its time and its author."""
    moment = words(note.start_us)
    if note.end_us > note.start_us:
        moment = f"{moment} – {words(note.end_us)}"
    return "\n".join([note.text, f"{note.author} · {moment}"])


def _axis_tip(axis: AxisPicture) -> str:
    unit = axis.unit
    name = unit.name.in_language(language())
    title = f"{name} ({unit.symbol})" if unit.symbol and unit.symbol != name else name
    lines = [title]
    hidden = sum(curve.hidden for curve in axis.curves)
    if hidden:
        sentence = QCoreApplication.translate(
            "trends", "%1 Werte von null oder darunter haben auf dieser Achse keinen Platz."
        )
        lines.append(sentence.replace("%1", count(hidden)))
    if axis.is_log:
        lines.append(QCoreApplication.translate("trends", "Klick: wieder lineare Achse"))
    else:
        lines.append(QCoreApplication.translate("trends", "Klick: logarithmische Achse"))
    return "\n".join(lines)


def limit_tip(hit: LimitHit, words: Words) -> str:
    """Return a limit, since when it has held, what it was before, and where it comes from."""
    kind, step = hit.run.kind, hit.step
    lines = [limit_label(kind, step.threshold, hit.point)]
    if step.since_us is not None:
        since = QCoreApplication.translate("trends", "Gilt seit %1.")
        lines.append(since.replace("%1", words(step.since_us)))
    if hit.before is not None:
        before = QCoreApplication.translate("trends", "Davor: %1")
        lines.append(before.replace("%1", limit_label(kind, hit.before.threshold, hit.point)))
    if step.basis:
        basis = QCoreApplication.translate("trends", "Grundlage: %1")
        lines.append(basis.replace("%1", step.basis))
    return "\n".join(lines)


def _curve_tip(picture: Picture, places: Places, position: QPointF, words: Words) -> str:
    name = curve_at(picture, places, position)
    part = next((part for part in picture.parts() if part.trace.point.id == name), None)
    if part is None or part.frame is None:
        return ""
    point = part.trace.point
    time_us = places.time_at(position.x())
    reading = reading_at(part.frame, time_us, staleness_us(point))
    lines = [point_name(point), words(time_us)]
    if point.kind is PointKind.STATE:
        if not isfinite(reading.value):
            return lines[0]
        lines.append(state_label(point, reading.value))
    else:
        lines.append(value_with_unit(point, reading.value))
        if isfinite(reading.low) and reading.low != reading.high:
            low, high = number(reading.low, point.decimals), number(reading.high, point.decimals)
            lines[-1] += f" ({low} – {high})"
    lines[-1] += f" · {quality_text(reading.quality)}"
    return "\n".join(lines)


def spoken_text(picture: Picture, time_us: int, moment: str) -> str:
    """Return what the curves say at a moment, as one sentence for screen readers."""
    values = [
        f"{point_name(part.trace.point)} "
        f"{value_with_unit(part.trace.point, _value_at(part.frame, time_us, part.trace.point))}"
        for part in picture.parts()
        if part.frame is not None
    ]
    return ": ".join(filter(None, [moment, ", ".join(values)]))


def _value_at(frame: SeriesFrame, time_us: int, point: Point) -> float:
    return reading_at(frame, time_us, staleness_us(point)).value
