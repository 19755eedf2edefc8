"""A city as configured: fields of action, districts, sources, points, alarm rules, layout."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.alarms import AlarmRule
from app.domain.guidance import Guidance
from app.domain.maps import NO_MAP, Box, MapConfig
from app.domain.points import (
    DeviceId,
    EngineeringUnit,
    FieldId,
    Location,
    Point,
    PointId,
    SourceId,
)
from app.domain.shifts import ShiftPlan
from app.domain.sources import SourceKind
from app.domain.texts import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class FieldOfAction:
    """A field of action (Handlungsfeld) with the icon of its tile.

    Attributes:
        id: Name inside the profile.
        name: Name on screen.
        icon: Icon name of the family `mdi6`, such as `mdi6.leaf`.
        order: Place among the tiles, from 1.
    """

    id: FieldId
    name: Text
    icon: str
    order: int


@dataclass(frozen=True, slots=True)
class District:
    """A district (Stadtbezirk)."""

    id: str
    name: Text
    center: Location


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """A configured source.

    Attributes:
        id: Name inside the profile.
        name: Name on screen.
        kind: The protocol.
        url: Where it is; `sim:mqtt` and `sim:opcua` mean the simulated city's own addresses.
        is_simulated: True when what it delivers is simulated.
        options: The connector's own settings, validated by the connector.
    """

    id: SourceId
    name: Text
    kind: SourceKind
    url: str
    is_simulated: bool = False
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TileConfig:
    """A figure on the overview: one number made of several points.

    Attributes:
        id: Name inside the profile.
        title: What it is.
        field: The field of action whose tile shows it.
        points: The points it is made of.
        aggregate: `mean`, `max`, `min`, `sum`, or `count:<code>` (how many are in a state).
        unit: Symbol behind the number; empty takes the unit of the points.
        decimals: Digits after the decimal mark.
    """

    id: str
    title: Text
    field: FieldId
    points: tuple[PointId, ...]
    aggregate: str
    unit: str = ""
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """One dated row of the table of legal limits.

    Attributes:
        id: Name that alarm rules refer to; the rows of one limit share it.
        value: The limit.
        unit: Id of its unit.
        averaging: What is averaged over which time, such as `1-Stunden-Mittel`.
        law: Law and paragraph, with its date.
        valid_from: First day it is in force.
        valid_until: Last day it is in force; None while no end is known.
    """

    id: str
    value: float
    unit: str
    averaging: Text
    law: str
    valid_from: date
    valid_until: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the row is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class City:
    """A validated profile.

    Attributes:
        id: Name of the profile, such as `hamm`; names the data folder.
        name: Name of the city on screen.
        time_zone: IANA name; local days and the screen follow it.
        fields: Fields of action in the order of their tiles.
        districts: Districts.
        units: Units by id.
        sources: Sources in the order of the profile.
        points: All points in the order of the profile.
        rules: Alarm rules.
        tiles: Figures of the overview.
        limits: Legal limits with their dates, also those of the past and of the future.
        notice: What should be known of the profile, such as how exact its positions are.
        guidance: What to do and whom to call, for parts of the city.
        shifts: When the control room is manned; empty means always.
        uplinks: What connects a device to the network, by device; such as the switch of an
            access point.
        box: Where the city lies; None while the profile does not say.
        map: What its map is made of.
    """

    id: str
    name: Text
    time_zone: str
    fields: tuple[FieldOfAction, ...]
    districts: tuple[District, ...]
    units: dict[str, EngineeringUnit]
    sources: tuple[SourceConfig, ...]
    points: tuple[Point, ...]
    rules: tuple[AlarmRule, ...]
    tiles: tuple[TileConfig, ...]
    limits: tuple[LegalLimit, ...] = ()
    notice: Text = NO_TEXT
    guidance: tuple[Guidance, ...] = ()
    shifts: tuple[ShiftPlan, ...] = ()
    uplinks: dict[DeviceId, DeviceId] = field(default_factory=dict)
    box: Box | None = None
    map: MapConfig = NO_MAP

    def points_of(self, source: SourceId) -> tuple[Point, ...]:
        """Return the points that a source delivers, in the profile's order."""
        return tuple(point for point in self.points if point.source == source)
