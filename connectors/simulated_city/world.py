"""The simulated city's values: what any point is at any moment, as a function of seed and time.

`World` groups the points by type, runs one curve a group, lays incidents over it and puts the
result into the point's own codes and digits. Live values and back-filled history ask the same
object, so they join without a step. Only what people write to devices is state.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.cities import City
from app.domain.points import DeviceId, Point, PointId
from app.domain.samples import Float64Array, Int64Array, Quality, UInt8Array
from app.domain.sources import SourceKind
from connectors.simulated_city.drivers import Drivers, Places
from connectors.simulated_city.incidents import EFFECTS, Incident, IncidentKind, Schedule
from connectors.simulated_city.models.catalogue import codes_of, measurement, model_of
from connectors.simulated_city.models.scenes import Model, Scene
from connectors.simulated_city.noise import UInt64Array, seeds_of
from connectors.simulated_city.sampling import phase_us, simulated_points, step_us


@dataclass(frozen=True, slots=True)
class Group:
    """Points that one curve can serve together.

    Attributes:
        points: The points, p of them: one type, kind, unit, interval, protocol and set of states.
        key: Their keys, int64[p].
        model: Their curve.
        measurement: What they measure, such as `no2`.
        step_us: Time between two live samples.
        kind: The protocol of their source.
        seeds: Seeds of the points, their devices and districts, uint64[p, 1] each.
        codes: The code of each of the model's words, float64[words].
        scale: Ten to the power of the decimals on screen, float64[p, 1].
    """

    points: tuple[Point, ...]
    key: Int64Array
    model: Model
    measurement: str
    step_us: int
    kind: SourceKind
    seeds: tuple[UInt64Array, UInt64Array, UInt64Array]
    codes: Float64Array
    scale: Float64Array
    _rows: dict[DeviceId, list[int]]
    _hash: Int64Array

    @property
    def is_polled(self) -> bool:
        """True for points that are read from a server or a device rather than sent."""
        return self.kind is not SourceKind.MQTT

    def phases(self, step: int) -> Int64Array:
        """Return the phases of the points in [0, step), µs, int64[p, 1]."""
        return self._hash % step

    def rows_of(self, device: DeviceId) -> list[int]:
        """Return the rows of a device's points."""
        return self._rows.get(device, [])


@dataclass(frozen=True, slots=True)
class Values:
    """Values of p points at n moments each.

    Attributes:
        value: float64[p, n]; NaN where BAD.
        quality: `Quality`, uint8[p, n]. GAP: the device sent nothing.
    """

    value: Float64Array
    quality: UInt8Array


class World:
    """The values of one city; pure except for what is written and `schedule.extra`."""

    def __init__(self, city: City, seed: int = 1, *, has_incidents: bool = True) -> None:
        self.city = city
        self.seed = seed
        self.zone = ZoneInfo(city.time_zone)
        self.schedule = Schedule(city, seed, has_incidents)
        self._drivers = Drivers(seed, self.zone)
        self._written: dict[tuple[DeviceId, str], list[tuple[int, float]]] = {}
        self.groups = tuple(_grouped(city, seed))
        self._places: dict[PointId, tuple[Group, int]] = {
            point.id: (group, row)
            for group in self.groups
            for row, point in enumerate(group.points)
        }

    def value(self, point: PointId, time_us: Int64Array) -> Values:
        """Return a point's values at any moments (int64[n]) as arrays of shape [1, n].

        Raises:
            KeyError: The city does not play this point.
        """
        group, row = self._places[point]
        return self.values(group, time_us.reshape(1, -1), np.array([row]))

    def values(self, group: Group, time_us: Int64Array, rows: Int64Array | None = None) -> Values:
        """Return the values of a group's points.

        Args:
            group: The group.
            time_us: Times, µs UTC, int64[p, n]; p is the number of points wanted.
            rows: Which of the group's points, int64[p]; all when left out.
        """
        chosen = np.arange(len(group.points)) if rows is None else rows
        if time_us.size == 0:
            return Values(np.empty(time_us.shape), np.empty(time_us.shape, np.uint8))
        first, last = int(time_us.min()), int(time_us.max())
        point, device, district = group.seeds
        leader = group.points[0]
        scene = Scene(
            point[chosen],
            device[chosen],
            district[chosen],
            time_us,
            self._drivers.window(first, last),
            Places(time_us),
            leader.unit.symbol,
            leader.kind,
            lambda name: self._setpoints(group, chosen, name, time_us),
        )
        raw = np.array(np.broadcast_to(group.model.curve(scene), time_us.shape))
        np.clip(raw, group.model.low, group.model.high, out=raw)
        quality = np.zeros(raw.shape, np.uint8)
        for incident in self.schedule.between(first, last):
            _strike(group, chosen, incident, time_us, Values(raw, quality))
        return Values(_finished(group, chosen, raw), quality)

    def rated(self, group: Group, row: int) -> float:
        """Return the greatest value of a writable point as the city sets it by itself."""
        written, self._written = self._written, {}
        try:
            day = np.arange(0, 86_400_000_000, 7_200_000_000, dtype=np.int64).reshape(1, -1)
            return float(np.nanmax(self.values(group, day, np.array([row])).value))
        finally:
            self._written = written

    def write(self, point: PointId, value: float, now_us: int) -> None:
        """Take what somebody wrote to a device; NaN gives control back to the city.

        Args:
            point: The written point.
            value: In the point's unit, or its code.
            now_us: When it was written, µs UTC; the past keeps what was set before.

        Raises:
            KeyError: The city does not play this point.
            ValueError: The point has no such state.
        """
        group, row = self._places[point]
        if group.model.words and not np.isnan(value):
            index = np.flatnonzero(group.codes == value)
            if not len(index):
                raise ValueError(f"{point} has no state {value}")
            value = float(index[0])
        place = (group.points[row].device, group.measurement)
        self._written.setdefault(place, []).append((now_us, value))

    def _setpoints(
        self, group: Group, rows: Int64Array, name: str, time_us: Int64Array
    ) -> Float64Array:
        if not self._written:
            return np.full((len(rows), 1), np.nan)
        found = np.full(time_us.shape, np.nan)
        for place, row in enumerate(rows.tolist()):
            for since_us, value in self._written.get((group.points[row].device, name), ()):
                found[place][time_us[place] >= since_us] = value
        return found


def _grouped(city: City, seed: int) -> Iterator[Group]:
    kinds = {source.id: source.kind for source in city.sources}
    together: dict[tuple[object, ...], list[Point]] = {}
    for point in simulated_points(city):
        alike = (
            point.type,
            point.kind,
            point.unit.id,
            step_us(point),
            kinds[point.source],
            point.states,
        )
        together.setdefault(alike, []).append(point)
    for points in together.values():
        yield _group(points, seed, kinds[points[0].source])


def _group(points: list[Point], seed: int, kind: SourceKind) -> Group:
    model = model_of(points[0])
    rows: dict[DeviceId, list[int]] = {}
    for row, point in enumerate(points):
        rows.setdefault(point.device, []).append(row)
    return Group(
        tuple(points),
        np.array([point.key for point in points], np.int64),
        model,
        measurement(points[0].type),
        step_us(points[0]),
        kind,
        (
            seeds_of(seed, [f"point.{point.id}" for point in points]),
            seeds_of(seed, [f"device.{point.device}" for point in points]),
            seeds_of(seed, [f"district.{point.district}" for point in points]),
        ),
        codes_of(model, points[0]),
        np.array([[10.0**point.decimals] for point in points]),
        rows,
        np.array([[phase_us(point, seed, 2**62)] for point in points], np.int64),
    )


def _strike(
    group: Group,
    chosen: Int64Array,
    incident: Incident,
    time_us: Int64Array,
    values: Values,
) -> None:
    """Let an incident change raw values and qualities in place."""
    raw, quality = values.value, values.quality
    struck = group.rows_of(incident.device)
    for follower in incident.followers:
        struck = struck + group.rows_of(follower)
    if not struck:
        return
    for place in np.flatnonzero(np.isin(chosen, struck)).tolist():
        when = incident.covers(time_us[place])
        if incident.kind is IncidentKind.LIMIT:
            if group.points[int(chosen[place])].id == incident.point:
                raw[place][when] = incident.pulled(raw[place][when], time_us[place][when])
        elif incident.kind is IncidentKind.SILENT:
            quality[place][when] = Quality.BAD if group.is_polled else Quality.GAP
            raw[place][when] = np.nan
        elif incident.kind is IncidentKind.OFFLINE and _is_asked_in_vain(group):
            quality[place][when] = Quality.BAD
            raw[place][when] = np.nan
        elif group.measurement in EFFECTS[incident.kind]:
            raw[place][when] = EFFECTS[incident.kind][group.measurement]


def _is_asked_in_vain(group: Group) -> bool:
    """Tell whether nobody knows the values while the device is away: it is asked itself."""
    return group.kind is SourceKind.SNMP and group.measurement != "online"


def _finished(group: Group, chosen: Int64Array, raw: Float64Array) -> Float64Array:
    """Return values in the points' own codes, or rounded to their own digits."""
    if group.model.words:
        index = np.nan_to_num(raw).astype(np.int64)
        value: Float64Array = np.where(np.isnan(raw), np.nan, group.codes[index])
        return value
    scale = group.scale[chosen]
    return np.asarray(np.rint(raw * scale) / scale, np.float64)
