"""Works: where maintenance goes on or is announced, and what is out of service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.alarms import MaintenanceWindow
from app.services.maps.devices import Device, Devices
from app.services.maps.features import collection, point_head
from app.services.maps.judging import MapAlarm
from app.services.maps.sources import EMPTY_COLLECTION

ANNOUNCED_US: Final = 7 * 86_400_000_000
"""A window is shown so long before it begins."""


class WorkKind(StrEnum):
    """What kind of work is shown at a device; the earlier one is the more important."""

    NOW = "now"
    """A maintenance window is open."""
    OUT = "out"
    """An alarm of it is out of service, under an order."""
    SOON = "soon"
    """A window begins within seven days."""


@dataclass(frozen=True, slots=True)
class Work:
    """Work at one device.

    Attributes:
        device: The device.
        kind: What goes on.
        order: The order under which it is worked; empty for none.
        reason: Why, as a person wrote it.
        start_us: Begin, µs UTC.
        end_us: End, µs UTC; None where it has no end of its own.
    """

    device: Device
    kind: WorkKind
    order: str
    reason: str
    start_us: int
    end_us: int | None = None

    @property
    def text(self) -> str:
        """What is written beside it: order and reason."""
        return " · ".join(part for part in (self.order, self.reason) if part)


class Works:
    """Work at the devices of a city.

    Args:
        devices: The devices of the city.
    """

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._windows: tuple[tuple[MaintenanceWindow, tuple[Device, ...]], ...] = ()
        self._key: object = None
        self._works: tuple[Work, ...] = ()
        self._last: tuple[Work, ...] = ()
        self._bytes = EMPTY_COLLECTION

    def set_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Take the maintenance windows there are."""
        points = self._devices.city.points
        self._windows = tuple(
            (
                window,
                tuple(
                    device
                    for device in self._devices.all
                    if any(window.scope.holds(points[row]) for row in device.rows)
                ),
            )
            for window in sorted(windows, key=lambda one: (one.start_us, one.id))
        )
        self._key = None

    def at(self, time_us: int, alarms: Sequence[MapAlarm]) -> tuple[Work, ...]:
        """Return the work at a moment: one a device, the most important one, in their order."""
        key = (
            tuple(one.id for one, _ in self._windows if one.is_open(time_us)),
            tuple(one.id for one, _ in self._windows if _is_announced(one, time_us)),
            tuple((one.number, one.state.out_of_service) for one in alarms if _is_out(one)),
        )
        if key == self._key:
            return self._works
        self._key = key
        found: dict[int, Work] = {}
        for work in (*self._open(time_us), *self._removed(alarms), *self._announced(time_us)):
            found.setdefault(work.device.row, work)
        self._works = tuple(found[row] for row in sorted(found))
        return self._works

    def features(self, works: tuple[Work, ...]) -> bytes:
        """Return the features of works; the same works give the same bytes at once."""
        if works != self._last:
            self._last = works
            self._bytes = collection(text for work in works if (text := _feature(work)))
        return self._bytes

    def _open(self, time_us: int) -> Iterable[Work]:
        for window, devices in self._windows:
            if window.is_open(time_us):
                yield from _of_window(window, devices, WorkKind.NOW)

    def _announced(self, time_us: int) -> Iterable[Work]:
        for window, devices in self._windows:
            if _is_announced(window, time_us):
                yield from _of_window(window, devices, WorkKind.SOON)

    def _removed(self, alarms: Iterable[MapAlarm]) -> Iterable[Work]:
        for alarm in alarms:
            removal = alarm.state.out_of_service
            if removal is not None and alarm.row >= 0:
                device = self._devices.all[self._devices.device_of[alarm.row]]
                yield Work(
                    device, WorkKind.OUT, removal.work_order, removal.reason, removal.since_us
                )


def _is_announced(window: MaintenanceWindow, time_us: int) -> bool:
    return time_us < window.start_us <= time_us + ANNOUNCED_US


def _is_out(alarm: MapAlarm) -> bool:
    return alarm.state.out_of_service is not None and alarm.row >= 0


def _of_window(
    window: MaintenanceWindow, devices: Iterable[Device], kind: WorkKind
) -> Iterable[Work]:
    for device in devices:
        yield Work(device, kind, window.work_order, window.reason, window.start_us, window.end_us)


def _feature(work: Work) -> str:
    spot = work.device.spot
    if spot is None:
        return ""
    words = {"k": work.device.id, "s": str(work.kind), "t": work.text}
    return f"{point_head(work.device.row, spot, words)}}}}}"
