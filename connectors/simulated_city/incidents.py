"""What goes wrong in the simulated city, and when: a pure function of seed and time.

Each lane of the schedule is cut into slots of its own length; a slot holds one incident or none. So
a handful of things is abnormal at any moment, never all and rarely nothing, and the past has the
same incidents whenever it is computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

import numpy as np

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.points import DeviceId, Point, PointId, PointKind
from app.domain.samples import BoolArray, Float64Array, Int64Array
from app.domain.sources import SourceKind
from connectors.simulated_city.models.catalogue import measurement
from connectors.simulated_city.noise import seed_of
from connectors.simulated_city.sampling import simulated_points

_NO_POINT = PointId("")
T = TypeVar("T")

_MINUTE_US = 60_000_000
_KEPT_SLOTS = 20_000
_LIMITS = {RuleKind.HI, RuleKind.LO}
"""Limits that incidents cross; the outermost ones are for days worse than a simulated one."""
_SWITCHES = {"school_switch": "access_point", "core_switch": "hall_ap"}
"""What stands behind the switches of a site."""
_RAMP = 0.2
"""Share of a limit incident in which the value rises, and again in which it falls."""


class IncidentKind(StrEnum):
    """What can happen."""

    LIMIT = "limit"
    """A value crosses one of the profile's limits."""
    SILENT = "silent"
    """A device sends nothing (MQTT) or delivers bad values (OPC UA)."""
    OFFLINE = "offline"
    """An access point, switch, hotspot or mobile site is unreachable."""
    CONTROLLER_FAULT = "controller_fault"
    CHARGER_FAULT = "charger_fault"
    LIGHT_FAULT = "light_fault"
    SERVER_RESTART = "server_restart"
    """The plant's server goes away for some seconds and comes back; no value is touched."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that goes wrong for a while.

    Attributes:
        kind: What happens.
        device: Where; every point of the device is touched, except with LIMIT. Empty for a server.
        start_us: When it begins, µs UTC.
        end_us: When it is over.
        point: The point that crosses its limit (LIMIT only).
        target: The value it reaches (LIMIT only), in the point's unit.
        is_upper: True when the limit is crossed upwards (LIMIT only).
        followers: Devices that fail along with it, such as the access points behind a switch.
    """

    kind: IncidentKind
    device: DeviceId
    start_us: int
    end_us: int
    point: PointId = _NO_POINT
    target: float = 0.0
    is_upper: bool = True
    followers: tuple[DeviceId, ...] = ()

    def covers(self, time_us: Int64Array) -> BoolArray:
        """Tell at which times it goes on."""
        return (time_us >= self.start_us) & (time_us < self.end_us)

    def pulled(self, value: Float64Array, time_us: Int64Array) -> Float64Array:
        """Return values drawn towards the target: a slow rise, a plateau, a slow fall."""
        part = (time_us - self.start_us) / (self.end_us - self.start_us)
        weight = np.clip(np.minimum(part, 1.0 - part) / _RAMP, 0.0, 1.0)
        weight = weight * weight * (3.0 - 2.0 * weight)
        drawn = value + (self.target - value) * weight
        return np.maximum(value, drawn) if self.is_upper else np.minimum(value, drawn)


EFFECTS: dict[IncidentKind, dict[str, float]] = {
    IncidentKind.OFFLINE: dict.fromkeys(
        ("online", "clients", "throughput", "users", "load", "ports", "ports_up", "uplink"), 0.0
    ),
    IncidentKind.CONTROLLER_FAULT: {
        "fault": 1.0,
        "mode": 3.0,
        "main": 4.0,
        "side": 4.0,
        "cycle": 0.0,
    },
    IncidentKind.CHARGER_FAULT: {"status": 5.0, "power": 0.0, "fault": 1.0},
    IncidentKind.LIGHT_FAULT: {"fault": 1.0, "level": 0.0, "power": 0.0},
}
"""Value of each measurement during an incident; for states the index of the model's word."""

_DEVICES: dict[IncidentKind, frozenset[str]] = {
    IncidentKind.CONTROLLER_FAULT: frozenset({"signal_controller.fault", "signal_controller.mode"}),
    IncidentKind.CHARGER_FAULT: frozenset({"charger.status"}),
    IncidentKind.LIGHT_FAULT: frozenset({"street_light.fault"}),
}


_BY_NATURE = frozenset(
    {
        "air_station.o3",
        "air_station.temp",
        "weather_station.temp",
        "water_temp.temp",
        "water_temp.level",
        "soil.temp",
        "soil.moisture",
    }
)
"""Types that only weather and season bring to their limits: 36 °C at one station in November is no
incident but nonsense. Batteries are left out likewise, see `models.environment`."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """A row of slots of one kind: length of a slot in minutes, and chance and length of its use."""

    name: str
    kind: IncidentKind
    slot_min: int
    least_min: float
    most_min: float
    chance: float


_LANES = (
    _Lane("limit", IncidentKind.LIMIT, 90, 45, 85, 0.95),
    _Lane("silent", IncidentKind.SILENT, 180, 60, 150, 0.85),
    _Lane("offline", IncidentKind.OFFLINE, 120, 60, 115, 0.95),
    _Lane("offline.long", IncidentKind.OFFLINE, 420, 180, 400, 0.85),
    _Lane("controller", IncidentKind.CONTROLLER_FAULT, 100, 35, 90, 0.95),
    _Lane("charger", IncidentKind.CHARGER_FAULT, 240, 90, 230, 0.95),
    _Lane("light", IncidentKind.LIGHT_FAULT, 600, 300, 590, 0.95),
    _Lane("restart", IncidentKind.SERVER_RESTART, 480, 0.1, 0.2, 0.9),
)


@dataclass(frozen=True, slots=True)
class _Victims:
    """Where each kind can happen."""

    devices: dict[IncidentKind, tuple[DeviceId, ...]]
    rules: tuple[tuple[AlarmRule, ...], ...]
    """Limit rules, grouped by type of point and kind of limit."""
    points: dict[PointId, Point]
    followers: dict[DeviceId, tuple[DeviceId, ...]]
    """Access points by the switch of their site."""


@dataclass(slots=True)
class Schedule:
    """The incidents of a city.

    Attributes:
        city: The city.
        seed: Its seed.
        is_on: False for a city in which nothing goes wrong by itself.
        extra: Incidents that somebody asked for, on top of the schedule.
    """

    city: City
    seed: int
    is_on: bool = True
    extra: list[Incident] = field(default_factory=list)
    _victims: _Victims = field(init=False)
    _slots: dict[tuple[int, int], Incident | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Look for what can fail."""
        self._victims = _victims_of(self.city)

    def between(self, first_us: int, last_us: int) -> list[Incident]:
        """Return the incidents that go on at some moment from first to last (µs UTC)."""
        found: list[Incident | None] = list(self.extra)
        if self.is_on:
            for place, lane in enumerate(_LANES):
                slot_us = lane.slot_min * _MINUTE_US
                slots = range(first_us // slot_us, last_us // slot_us + 1)
                found += [self._slot(place, slot) for slot in slots]
        return [it for it in found if it and it.start_us <= last_us and it.end_us > first_us]

    def trigger(self, kind: IncidentKind, now_us: int, length_s: float) -> Incident | None:
        """Let something go wrong now; None when the city has nothing that could."""
        rolled = self._incident(kind, seed_of(self.seed, f"trigger.{kind}.{now_us}"))
        if rolled is None:
            return None
        incident = _at(rolled, now_us, now_us + round(length_s * 1e6))
        self.extra = [it for it in self.extra if it.end_us > now_us]
        self.extra.append(incident)
        return incident

    def _slot(self, place: int, slot: int) -> Incident | None:
        key = (place, slot)
        if key not in self._slots:
            if len(self._slots) > _KEPT_SLOTS:
                self._slots.clear()
            self._slots[key] = self._computed(_LANES[place], slot)
        return self._slots[key]

    def _computed(self, lane: _Lane, slot: int) -> Incident | None:
        dice = seed_of(self.seed, f"incident.{lane.name}.{slot}")
        if _unit(dice, 0) >= lane.chance:
            return None
        rolled = self._incident(lane.kind, dice)
        if rolled is None:
            return None
        length = lane.least_min + (lane.most_min - lane.least_min) * _unit(dice, 1)
        start = (lane.slot_min - length) * _unit(dice, 2)
        start_us = slot * lane.slot_min * _MINUTE_US + round(start * _MINUTE_US)
        return _at(rolled, start_us, start_us + round(length * _MINUTE_US))

    def _incident(self, kind: IncidentKind, dice: int) -> Incident | None:
        """Return an incident at a place chosen by the dice, its time still open."""
        if kind is IncidentKind.SERVER_RESTART:
            return Incident(kind, DeviceId(""), 0, 1)
        if kind is not IncidentKind.LIMIT:
            devices = self._victims.devices.get(kind, ())
            if not devices:
                return None
            device = _pick(devices, dice, 3)
            followers = self._victims.followers.get(device, ())
            return Incident(kind, device, 0, 1, followers=followers)
        if not self._victims.rules:
            return None
        rule = _pick(_pick(self._victims.rules, dice, 4), dice, 5)
        margin = max(abs(rule.threshold) * 0.06, rule.deadband * 1.5)
        target = rule.threshold + (margin if rule.kind.is_upper else -margin)
        device = self._victims.points[rule.point].device
        return Incident(kind, device, 0, 1, rule.point, target, rule.kind.is_upper)


def _at(incident: Incident, start_us: int, end_us: int) -> Incident:
    return replace(incident, start_us=start_us, end_us=end_us)


def _unit(dice: int, place: int) -> float:
    """Return one of several independent numbers in [0, 1) of a throw."""
    return (seed_of(dice, str(place)) >> 11) * 2.0**-53


def _pick(things: tuple[T, ...], dice: int, place: int) -> T:
    return things[int(_unit(dice, place) * len(things))]


def _victims_of(city: City) -> _Victims:
    points = {point.id: point for point in simulated_points(city)}
    kinds = {source.id: source.kind for source in city.sources}
    devices: dict[IncidentKind, dict[DeviceId, None]] = {kind: {} for kind in IncidentKind}
    for point in points.values():
        for kind in _kinds_of(point, kinds.get(point.source)):
            devices[kind][point.device] = None
    groups: dict[tuple[str, RuleKind], list[AlarmRule]] = {}
    for rule in city.rules:
        watched = points.get(rule.point)
        is_echoed = watched is not None and kinds.get(watched.source) is SourceKind.ICMP
        if watched is not None and not is_echoed and _is_reachable(rule, watched):
            groups.setdefault((watched.type, rule.kind), []).append(rule)
    return _Victims(
        {kind: tuple(found) for kind, found in devices.items()},
        tuple(tuple(rules) for rules in groups.values()),
        points,
        _followers(points.values()),
    )


def _is_reachable(rule: AlarmRule, point: Point) -> bool:
    """Tell whether something at one place could drive a point to a limit."""
    return (
        rule.kind in _LIMITS
        and rule.reference is None
        and point.kind is PointKind.ANALOG
        and point.type not in _BY_NATURE
        and measurement(point.type) != "battery"
    )


def _followers(points: Iterable[Point]) -> dict[DeviceId, tuple[DeviceId, ...]]:
    switches: dict[DeviceId, str] = {}
    behind: dict[str, dict[DeviceId, None]] = {}
    for point in points:
        device = point.type.partition(".")[0]
        site = f"{point.district}/{point.site.de}"
        if device in _SWITCHES:
            switches[point.device] = f"{_SWITCHES[device]} {site}"
        elif device in _SWITCHES.values():
            behind.setdefault(f"{device} {site}", {})[point.device] = None
    return {switch: tuple(behind.get(site, ())) for switch, site in switches.items()}


def _kinds_of(point: Point, source: SourceKind | None) -> Iterable[IncidentKind]:
    if source is SourceKind.MQTT:
        yield IncidentKind.SILENT
    # Echoes go to this machine itself: nothing can keep them from coming back.
    if measurement(point.type) == "online" and source is not SourceKind.ICMP:
        yield IncidentKind.OFFLINE
    for kind, types in _DEVICES.items():
        if point.type in types:
            yield kind
