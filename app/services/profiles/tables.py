"""The shapes of the tables in a profile's TOML files, exactly as a planner writes them.

Only shapes: which keys there are and of which type. What the values mean together is judged by
`names`, `points`, `alarms`, `tiles` and `maps`. Unknown keys are refused everywhere, so that a
typing error cannot silently do nothing.
"""

from datetime import date
from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from app.domain.alarms import Priority, RuleKind
from app.domain.guidance import GuidanceScope
from app.domain.points import PointKind
from app.domain.sources import SourceKind
from app.domain.texts import Text


class TextTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`{ de = "…", en = "…" }`."""

    de: str
    en: str = ""


class StateTable(Struct, frozen=True, forbid_unknown_fields=True):
    """One named code of a point of kind `state`."""

    code: int
    label: str | TextTable
    text: str = ""
    abnormal: bool = False


class HoursTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`{ days = ["mo", "di"], start = "07:00", end = "17:00" }`: hours of a week."""

    start: str
    end: str
    days: list[str] | UnsetType = UNSET


class AlarmTable(Struct, frozen=True, forbid_unknown_fields=True):
    """An alarm of a point; in `rules.toml` only the keys that differ need to stand."""

    kind: RuleKind
    threshold: float | UnsetType = UNSET
    limit: str | UnsetType = UNSET
    priority: Priority | str | UnsetType = UNSET
    message: str | TextTable | UnsetType = UNSET
    action: str | TextTable | UnsetType = UNSET
    deadband: float | UnsetType = UNSET
    on_delay_s: float | UnsetType = UNSET
    off_delay_s: float | UnsetType = UNSET
    basis: str | UnsetType = UNSET
    codes: list[int] | UnsetType = UNSET
    event: bool | UnsetType = UNSET
    reference: str | UnsetType = UNSET
    setpoint: float | UnsetType = UNSET
    span_s: float | UnsetType = UNSET
    formula: str | UnsetType = UNSET
    latches: bool | UnsetType = UNSET
    realarm_s: float | UnsetType = UNSET
    realarm_limit: int | UnsetType = UNSET
    schedule: list[HoursTable] | UnsetType = UNSET
    suppressed_by: list[str] | UnsetType = UNSET
    group: str | UnsetType = UNSET
    consequence: str | UnsetType = UNSET
    response: str | UnsetType = UNSET
    effect: str | TextTable | UnsetType = UNSET
    rationale: str | TextTable | UnsetType = UNSET
    contact: str | TextTable | UnsetType = UNSET


class RuleTable(AlarmTable, frozen=True, forbid_unknown_fields=True):
    """`[[rule]]`: adds an alarm to chosen points, changes one of their type, or takes it away."""

    points: list[str] = []
    type: str = ""
    district: str = ""
    remove: bool = False


EARTH = (-180.0, -90.0, 180.0, 90.0)
"""West, south, east and north of a city that does not say where it lies."""


class CityTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[city]`: the city itself."""

    id: str
    name: str | TextTable
    time_zone: str
    box: list[float] = field(default_factory=lambda: list(EARTH))
    notice: str | TextTable = ""


class FieldTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[field]]`: a field of action."""

    id: str
    name: str | TextTable
    icon: str
    order: int


class DistrictTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[district]]`: a district with its centre."""

    id: str
    name: str | TextTable
    lon: float
    lat: float


class UnitTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[unit]]`: an engineering unit."""

    id: str
    name: str | TextTable
    symbol: str = ""
    quantity: str = ""


class LostTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[source.lost]`: the one alarm for a lost connection."""

    message: str | TextTable
    action: str | TextTable
    priority: Priority | str | UnsetType = UNSET
    on_delay_s: float = 30.0
    off_delay_s: float = 10.0
    basis: str = ""
    group: str = ""
    realarm_s: float = 0.0
    realarm_limit: int = 0
    consequence: str | UnsetType = UNSET
    response: str | UnsetType = UNSET
    effect: str | TextTable = ""
    rationale: str | TextTable = ""
    contact: str | TextTable = ""


class SourceTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[source]]`: a broker or a server."""

    id: str
    name: str | TextTable
    kind: SourceKind
    url: str
    simulated: bool = False
    node: str = ""
    options: dict[str, Any] = {}
    lost: LostTable | None = None


class PlaceTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[place]]`: a named place that several devices stand at."""

    id: str
    name: str | TextTable
    district: str
    lon: float
    lat: float


class PointTemplate(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[type.point]]`: one measurement that each device of a type has."""

    suffix: str
    name: str | TextTable
    unit: str
    kind: PointKind = PointKind.ANALOG
    node: str = ""
    item: str = ""
    items: dict[str, str] = {}
    interval_s: float = 60.0
    decimals: int = 1
    scale: float = 1.0
    offset: float = 0.0
    resolution_us: int = 1_000
    states: list[StateTable] = []
    writable: bool = False
    alarm: list[AlarmTable] = []


class TypeTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[type]]`: a kind of device."""

    id: str
    name: str | TextTable
    field: str
    source: str = ""
    node: str = ""
    uplink: str = ""
    point: list[PointTemplate] = []


class DeviceTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[device]]`: one device; its points follow from its type."""

    id: str
    type: str
    place: str = ""
    site: str | TextTable = ""
    district: str = ""
    lon: float | None = None
    lat: float | None = None
    field: str = ""
    source: str = ""
    uplink: str = ""
    vars: dict[str, str | int] = {}


class PointTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[point]]`: a single point, such as one that was dragged out of an unknown source."""

    id: str
    name: str | TextTable
    unit: str
    source: str
    node: str
    field: str
    kind: PointKind = PointKind.ANALOG
    item: str = ""
    device: str = ""
    type: str = ""
    place: str = ""
    site: str | TextTable = ""
    district: str = ""
    lon: float | None = None
    lat: float | None = None
    interval_s: float = 60.0
    decimals: int = 1
    scale: float = 1.0
    offset: float = 0.0
    resolution_us: int = 1_000
    states: list[StateTable] = []
    writable: bool = False
    alarm: list[AlarmTable] = []


class LimitTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[limit]]`: one dated row of the table of legal limits."""

    id: str
    value: float
    unit: str
    averaging: str | TextTable
    law: str
    valid_from: date
    valid_until: date | None = None


class TileTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[tile]]`: one figure of the overview."""

    id: str
    title: str | TextTable
    field: str
    aggregate: str
    points: list[str] = []
    type: str = ""
    district: str = ""
    unit: str = ""
    decimals: int = 1


class GuidanceTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[guidance]]`: what to do and whom to call, for a part of the city."""

    scope: GuidanceScope
    subject: str = ""
    steps: list[str | TextTable] = []
    contact: str | TextTable = ""


class ShiftTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[shift]]`: hours of the control room."""

    id: str
    name: str | TextTable
    start: str
    end: str
    days: list[str] | UnsetType = UNSET
    manned: bool = True


class MapTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[map]`: the base map, and which hosts online maps may come from."""

    notice: str | TextTable = ""
    attribution: str = ""
    allowed: list[str] = []


class LayerTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[layer]]`: a layer of the city's own, kept in a file."""

    id: str
    name: str | TextTable
    file: str
    crs: str = ""
    attribution: str = ""
    licence: str = ""
    visible: bool = False
    part: str = ""


class OnlineTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[online]]`: a base map that is fetched from outside."""

    id: str
    name: str | TextTable
    url: str
    attribution: str
    tile_size: int = 256
    max_zoom: int = 18


class DocumentTable(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a file of a profile may hold; which file holds what is the planner's choice."""

    city: CityTable | None = None
    fields: list[FieldTable] = field(name="field", default_factory=list)
    districts: list[DistrictTable] = field(name="district", default_factory=list)
    units: list[UnitTable] = field(name="unit", default_factory=list)
    sources: list[SourceTable] = field(name="source", default_factory=list)
    places: list[PlaceTable] = field(name="place", default_factory=list)
    types: list[TypeTable] = field(name="type", default_factory=list)
    devices: list[DeviceTable] = field(name="device", default_factory=list)
    points: list[PointTable] = field(name="point", default_factory=list)
    rules: list[RuleTable] = field(name="rule", default_factory=list)
    limits: list[LimitTable] = field(name="limit", default_factory=list)
    tiles: list[TileTable] = field(name="tile", default_factory=list)
    guidance: list[GuidanceTable] = []
    shifts: list[ShiftTable] = field(name="shift", default_factory=list)
    map: MapTable | None = None
    layers: list[LayerTable] = field(name="layer", default_factory=list)
    online: list[OnlineTable] = []


def text_of(value: str | TextTable) -> Text:
    """Return the domain's text of a written one; a plain string serves for both languages."""
    return Text(value) if isinstance(value, str) else Text(value.de, value.en)
