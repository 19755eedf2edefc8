"""What hangs on what: devices behind their uplinks, alarms in the group that explains them.

A group is where one cause makes many alarms: a switch and what is behind it, a connection and its
points, a place. The first alarm of a group (the first one out) is the one to look at first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.points import DeviceId, Point, PointId, SourceId
from app.domain.texts import Text

_OF_SOURCES = frozenset({RuleKind.LOST, RuleKind.INACTIVE, RuleKind.MIRRORED})
"""Kinds that tell of the way a value comes, not of the place it is measured at."""


@dataclass(frozen=True, slots=True)
class AlarmGroup:
    """Where one cause makes many alarms.

    Attributes:
        key: Permanent name: `group:`, `network:`, `source:` or `place:` and what it is.
        name: Its name on screen.
    """

    key: str
    name: Text


class Topology:
    """The network of a city as its uplinks tell it, and where everything is. Never changes.

    Args:
        city: The city.
    """

    def __init__(self, city: City) -> None:
        self._points: dict[PointId, Point] = {point.id: point for point in city.points}
        self._sources: dict[SourceId, Text] = {source.id: source.name for source in city.sources}
        self._device_of: dict[AlarmId, DeviceId] = {
            rule.id: self._points[rule.point].device
            for rule in city.rules
            if rule.point in self._points
        }
        self._sites: dict[DeviceId, Text] = {}
        for point in city.points:
            self._sites.setdefault(point.device, point.site)
        self._paths = {device: _path(device, city.uplinks) for device in city.uplinks}
        self._behind = _behind(self._paths)
        self._groups: dict[AlarmId, tuple[AlarmRule, AlarmGroup]] = {}

    @classmethod
    def of(cls, city: City) -> Self:
        """Return the topology of a city."""
        return cls(city)

    def upstream(self, device: DeviceId) -> tuple[DeviceId, ...]:
        """Return what connects a device to the network, the nearest first; often nothing."""
        return self._paths.get(device, ())

    def downstream(self, device: DeviceId) -> tuple[DeviceId, ...]:
        """Return everything that is connected through a device, the nearest first."""
        return self._behind.get(device, ())

    def joint(self, one: DeviceId, other: DeviceId) -> tuple[DeviceId, int] | None:
        """Return the nearest device that joins two, and how many cables lie between them.

        It may be one of the two. None where the network does not join them.
        """
        ways = {device: place for place, device in enumerate((one, *self.upstream(one)))}
        for place, device in enumerate((other, *self.upstream(other))):
            if device in ways:
                return device, place + ways[device]
        return None

    def group(self, rule: AlarmRule) -> str:
        """Return the key of the group an alarm belongs to, see `group_of`."""
        return self.group_of(rule).key

    def group_of(self, rule: AlarmRule) -> AlarmGroup:
        """Return the group an alarm belongs to.

        The rule's own group comes first, then the root of its device's uplinks. Without either it
        is the source for what tells of the way a value comes (lost, silent, judged by a server),
        and the place for every other alarm: a value that crosses a limit did come.
        """
        known = self._groups.get(rule.id)
        if known is None or known[0] is not rule:
            known = self._groups[rule.id] = (rule, self._group(rule))
        return known[1]

    def first_out(self, raised: Iterable[tuple[AlarmId, int]]) -> AlarmId | None:
        """Return the alarm that came first among some of one group; None without any.

        Of alarms that came at the same time it is the one nearest to the root of the network.

        Args:
            raised: Alarms, and when each was raised (µs UTC).
        """
        order = self.in_order(raised)
        return order[0][0] if order else None

    def in_order(self, raised: Iterable[tuple[AlarmId, int]]) -> list[tuple[AlarmId, int]]:
        """Return alarms in the order in which they came, the first one out first."""
        return sorted(raised, key=self._order)

    def _order(self, raised: tuple[AlarmId, int]) -> tuple[int, int, AlarmId]:
        alarm, raised_us = raised
        device = self._device_of.get(alarm)
        return raised_us, 0 if device is None else len(self.upstream(device)), alarm

    def _group(self, rule: AlarmRule) -> AlarmGroup:
        if rule.group:
            return AlarmGroup(f"group:{rule.group}", Text(rule.group))
        point = self._points.get(rule.point)
        if point is None:
            source = SourceId(rule.point)
            return AlarmGroup(f"source:{source}", self._sources.get(source, Text(source)))
        device = point.device
        if device in self._paths or device in self._behind:
            root = (device, *self.upstream(device))[-1]
            return AlarmGroup(f"network:{root}", _named(root, self._sites.get(root)))
        if rule.kind in _OF_SOURCES or not point.site.de:
            name = self._sources.get(point.source, Text(point.source))
            return AlarmGroup(f"source:{point.source}", name)
        return AlarmGroup(f"place:{point.district}/{point.site.de}", point.site)


def _path(device: DeviceId, uplinks: Mapping[DeviceId, DeviceId]) -> tuple[DeviceId, ...]:
    """Return the devices above one; a ring, which a profile must not have, is cut open."""
    path: list[DeviceId] = []
    while device in uplinks and uplinks[device] not in path:
        device = uplinks[device]
        path.append(device)
    return tuple(path)


def _behind(paths: Mapping[DeviceId, tuple[DeviceId, ...]]) -> dict[DeviceId, tuple[DeviceId, ...]]:
    found: dict[DeviceId, list[tuple[int, DeviceId]]] = {}
    for device, path in paths.items():
        for steps, above in enumerate(path, 1):
            if above != device:
                found.setdefault(above, []).append((steps, device))
    return {above: tuple(device for _, device in sorted(those)) for above, those in found.items()}


def _named(device: DeviceId, site: Text | None) -> Text:
    """Return the name of a device with the place it stands at."""
    if site is None or not site.de:
        return Text(device)
    english = f"{device} · {site.in_language('en')}" if site.en else ""
    return Text(f"{device} · {site.de}", english)
