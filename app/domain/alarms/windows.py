"""Maintenance windows: for a while, alarms of a part of the city are suppressed by design."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.points import DeviceId, FieldId, Point, PointId, SourceId


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the city; a point belongs to it when any of the parts named holds it.

    Attributes:
        points: Single points.
        devices: Devices.
        districts: Districts.
        fields: Fields of action.
        sources: Sources; also their LOST alarm.
    """

    points: frozenset[PointId] = frozenset()
    devices: frozenset[DeviceId] = frozenset()
    districts: frozenset[str] = frozenset()
    fields: frozenset[FieldId] = frozenset()
    sources: frozenset[SourceId] = frozenset()

    def holds(self, point: Point) -> bool:
        """Tell whether a point belongs to it."""
        return (
            point.id in self.points
            or point.device in self.devices
            or point.district in self.districts
            or point.field in self.fields
            or point.source in self.sources
        )

    def holds_source(self, source: SourceId) -> bool:
        """Tell whether a source belongs to it as a whole, its connection included."""
        return source in self.sources


@dataclass(frozen=True, slots=True)
class MaintenanceWindow:
    """Work that was announced: alarms of its scope call nobody meanwhile.

    Attributes:
        id: Permanent name (UUID, hexadecimal).
        start_us: Begin, µs UTC.
        end_us: End, µs UTC.
        scope: What is worked on.
        reason: Why.
        work_order: The order under which it is worked.
        actor: Who announced it.
    """

    id: str
    start_us: int
    end_us: int
    scope: Scope
    reason: str
    work_order: str
    actor: str

    def is_open(self, time_us: int) -> bool:
        """Tell whether it goes on at a moment (µs UTC)."""
        return self.start_us <= time_us < self.end_us


def windows_at(windows: Mapping[str, MaintenanceWindow], time_us: int) -> list[MaintenanceWindow]:
    """Return the windows that go on at a moment, in order of their names."""
    return [windows[name] for name in sorted(windows) if windows[name].is_open(time_us)]
