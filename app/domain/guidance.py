"""Guidance: what to do and whom to call, written once for a part of the city and inherited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.points import Point
from app.domain.texts import NO_TEXT, Text


class GuidanceScope(StrEnum):
    """For what a guidance is written, from wide to narrow."""

    CITY = "city"
    FIELD = "field"
    DISTRICT = "district"
    TYPE = "type"
    SOURCE = "source"
    DEVICE = "device"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Guidance:
    """What helps when something is wrong there.

    Attributes:
        scope: For what it is written.
        subject: Its name there, such as the field's id; empty for the city. A type may be that of
            the device (`air_station`) or of the measurement (`air_station.no2`).
        text: What to do, in steps, one a line.
        contact: Who can help: name, telephone, hours.
    """

    scope: GuidanceScope
    subject: str
    text: Text = NO_TEXT
    contact: Text = NO_TEXT


def inherited(guidances: Iterable[Guidance], point: Point) -> list[Guidance]:
    """Return what is written for a point and everything above it, the nearest first."""
    names: dict[GuidanceScope, Sequence[str]] = {
        GuidanceScope.CITY: ("",),
        GuidanceScope.FIELD: (str(point.field),),
        GuidanceScope.DISTRICT: (point.district,),
        GuidanceScope.TYPE: (point.type.partition(".")[0], point.type),
        GuidanceScope.SOURCE: (str(point.source),),
        GuidanceScope.DEVICE: (str(point.device),),
        GuidanceScope.POINT: (str(point.id),),
    }
    rank = {scope: place for place, scope in enumerate(GuidanceScope)}
    fitting = [guidance for guidance in guidances if guidance.subject in names[guidance.scope]]
    return sorted(
        fitting,
        key=lambda guidance: (rank[guidance.scope], len(guidance.subject)),
        reverse=True,
    )
