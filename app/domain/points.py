"""Points (Datenpunkte): what is measured or switched, where, in which unit, from which source."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import NewType

from app.domain.texts import Text

PointId = NewType("PointId", str)
"""Readable, unique and permanent name of a point, such as `umwelt.mitte.bahnhof.no2`."""

PointKey = NewType("PointKey", int)
"""Signed 64-bit number of a point in arrays, shared memory and history files."""

SourceId = NewType("SourceId", str)
"""Name of a configured source (a broker, a server), such as `lorawan-ttn`."""

FieldId = NewType("FieldId", str)
"""Name of a field of action (Handlungsfeld), such as `umwelt`."""

DeviceId = NewType("DeviceId", str)
"""Name of the device that carries a point, such as `luft-bahnhof`."""


@lru_cache(maxsize=131_072)
def point_key(point_id: PointId) -> PointKey:
    """Return the number under which a point's samples are kept for ever.

    The number is derived from the id alone (BLAKE2b, 64 bit), so that history files, live memory
    and configuration need no common table that could be lost. A profile with two ids of the same
    number is refused when it is read; for 100,000 points the chance is below 10^-9.
    """
    digest = blake2b(point_id.encode(), digest_size=8).digest()
    return PointKey(int.from_bytes(digest, "little", signed=True))


class PointKind(StrEnum):
    """How the values of a point behave between two samples."""

    ANALOG = "analog"
    """A continuous quantity; rolled up by minimum, maximum and mean."""
    COUNTER = "counter"
    """An ever growing count such as an energy register."""
    STATE = "state"
    """One of a few named codes; drawn as a step, never interpolated."""


@dataclass(frozen=True, slots=True)
class EngineeringUnit:
    """A unit as shown on screen, with its name for tooltips.

    Attributes:
        id: Name inside the profile, such as `ug_m3`.
        symbol: What stands beside the number, such as `µg/m³`; empty for counts.
        name: The unit in words.
        quantity: The measured quantity, such as `mass concentration`; two units of one quantity
            may share an axis.
    """

    id: str
    symbol: str
    name: Text
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """One named code of a point of kind STATE.

    Attributes:
        code: The number that is stored.
        label: The word on screen.
        text: The word on the wire, when the source sends words; empty when it sends the number.
        is_abnormal: True when this state is a fault or a loss and deserves attention.
    """

    code: int
    label: Text
    text: str = ""
    is_abnormal: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the earth in WGS 84 (EPSG:4326), degrees."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Address:
    """Where a source keeps a point.

    Attributes:
        node: MQTT: the topic (exact). OPC UA: the node with its namespace URI, such as
            `nsu=urn:hamm:signals;s=LSA114.Program`; never a namespace index.
        item: MQTT: the measurement inside the message, in the decoder's own form (a JSON
            pointer, a SenML name, a metric name). OPC UA: empty.
    """

    node: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point with everything that does not change from sample to sample.

    Attributes:
        id: Permanent name.
        name: What it is called on screen.
        kind: How its values behave.
        unit: Engineering unit.
        source: The source that delivers it.
        address: Where the source keeps it.
        field: Field of action it belongs to.
        device: Device that carries it.
        site: Name of the place in words, such as `Bahnhofstraße`.
        type: Kind of device and its measurement, such as `air_station.no2`; equal for all points
            of one make, so that they can be filtered, compared and simulated together.
        district: Id of the district; empty when it belongs to the whole city.
        location: Position, when known.
        interval_s: Expected time between two samples in seconds; the measure of staleness.
        decimals: Digits after the decimal mark on screen.
        scale: Factor applied to the raw value.
        offset: Summand applied after the factor.
        resolution_us: Source times are rounded to this many microseconds before storage.
        states: Named codes, for kind STATE.
        is_writable: True when the device accepts values for it.
        is_simulated: True when the source is a simulation; said so on screen.
    """

    id: PointId
    name: Text
    kind: PointKind
    unit: EngineeringUnit
    source: SourceId
    address: Address
    field: FieldId
    device: DeviceId
    site: Text
    type: str = ""
    district: str = ""
    location: Location | None = None
    interval_s: float = 60.0
    decimals: int = 1
    scale: float = 1.0
    offset: float = 0.0
    resolution_us: int = 1_000
    states: tuple[State, ...] = ()
    is_writable: bool = False
    is_simulated: bool = False

    @property
    def key(self) -> PointKey:
        """The number of this point in arrays and history files."""
        return point_key(self.id)

    def state(self, code: float) -> State | None:
        """Return the named state of a code, or None for a code nobody named."""
        return next((state for state in self.states if state.code == code), None)
