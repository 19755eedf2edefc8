"""Networks inside buildings: racks, switches, patch panels, access points and their cabling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot
from typing import Final

from app.domain.inventory.fields import Value
from app.services.inventory.demo.catalogue import TYPES
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.equipment import Equipment
from app.services.inventory.demo.schools import School
from app.services.inventory.demo.sites import Device, Site
from app.services.inventory.demo.spaces import Room

_PER_SWITCH: Final = 20
"""Access points on one access switch at most; the other ports are for displays."""
_FAST: Final = 2
"""So many access switches hang on fibre ports; the last of those is for a second line."""
_LARGE: Final = 800
"""A school with more pupils has a second line from another technical site."""
_MAIN_UNITS: Final = 42
_SIDE_UNITS: Final = 12
_TEN_MBIT: Final = 10_000.0
_SILENT_EACH: Final = 83
_NEVER_EACH: Final = 71
_MISPLACED_EACH: Final = 191
"""Every so many access points one is silent, was never seen, or stands in another school's room."""
_DAY_US: Final = 86_400_000_000
_YEAR_US: Final = 365 * _DAY_US
_FUNDED: Final = frozenset({"core", "access"})
"""Types in racks that a fund paid for."""
_FIRST_BOUGHT: Final = date(2020, 9, 1)
_LAST_BOUGHT: Final = date(2021, 3, 31)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a site meets the fibre.

    Attributes:
        site: The site.
        panel: Record of the splice box.
        rears: Its ports behind that strands end at: one, or two for a large school.
    """

    site: Site
    panel: str
    rears: tuple[str, ...]


@dataclass(slots=True)
class _Stack:
    """Racks of a building fill from the top; switch and panel alternate."""

    rack: str
    space: str
    unit: int


class LocalNetworks:
    """Adds the networks of schools and offices."""

    def __init__(self, draft: Draft, equipment: Equipment, fund: str) -> None:
        self._draft, self._equipment, self._fund = draft, equipment, fund
        self._links = self._points = 0
        self._elsewhere = ""

    def add(self, school: School, rooms: list[Room]) -> Entry:
        """Add racks, switches and access points of a school, or of an office without any.

        Access points of the profile come first, so that their values belong to them.
        """
        technical = [room for room in rooms if room.use == "technical"]
        bought = self._draft.past(_FIRST_BOUGHT, _LAST_BOUGHT)
        main = self._rack(school.site, technical[0], "Hauptschrank", _MAIN_UNITS)
        entry, ports = self._core(school, main, bought)
        placed = _spread(rooms, school.access_points)
        wireless = iter(school.wireless)
        number = uplink = 0
        self._elsewhere = self._elsewhere or rooms[-1].record
        for room in technical:
            near = [one for one in placed if one.building == room.building]
            stack = main
            if room.building != technical[0].building:
                stack = self._rack(school.site, room, f"Schrank {room.building + 1}", _SIDE_UNITS)
            for first in range(0, max(len(near), 1), _PER_SWITCH):
                uplink += 1
                part = near[first : first + _PER_SWITCH]
                self._branch(
                    school,
                    stack,
                    core=ports,
                    uplink=uplink,
                    bought=bought,
                    rooms=part,
                    first=number,
                    wireless=wireless,
                )
                number += len(part)
        return entry

    def _rack(self, site: Site, room: Room, name: str, units: int) -> _Stack:
        rack = self._draft.add(
            "rack",
            name=f"{name} {site.name}",
            site=site.record,
            space=room.record,
            height_units=units,
            width_inch=19,
            depth_mm=1_000 if units == _MAIN_UNITS else 600,
        )
        return _Stack(rack, room.record, units)

    def _mounted(
        self,
        key: str,
        name: str,
        site: Site,
        stack: _Stack,
        bought: date,
        *,
        low: float = 0.0,
        **values: str | None,
    ) -> str:
        """Add a device to a rack: at a unit from below, or under what hangs there already."""
        unit = low
        if not unit:
            stack.unit -= int(TYPES[key].units)
            unit = stack.unit + 1.0
        talks = TYPES[key].kind in {"switch", "server"}
        return self._equipment.add(
            key,
            name,
            site,
            bought,
            space=stack.space,
            rack=stack.rack,
            rack_unit=unit,
            rack_side="front",
            mac=self._draft.mac() if talks else None,
            ip=self._draft.ip() if talks else None,
            fund=self._fund if key in _FUNDED else None,
            **values,
        )

    def _core(self, school: School, stack: _Stack, bought: date) -> tuple[Entry, dict[str, str]]:
        site = school.site
        panel = self._mounted("odf", f"Spleißbox {site.name}", site, stack, bought)
        boxes = self._equipment.add_ports(panel, "odf")
        device = school.switch.id if school.switch else None
        core = self._mounted("core", f"Hauptswitch {site.name}", site, stack, bought, device=device)
        ports = self._equipment.add_ports(core, "core")
        ups = self._mounted("ups", f"USV {site.name}", site, stack, bought, low=1.0)
        self._link("power", ("asset", ups), ("asset", core), 2.0, None)
        if school.form:
            self._mounted("server", f"Schulserver {site.name}", site, stack, bought, low=4.0)
        self._link("fibre", ("port", boxes["1"]), ("port", ports["Te1"]), 2.0, _TEN_MBIT)
        rears = [boxes["1 hinten"]]
        if school.pupils > _LARGE:
            self._link("fibre", ("port", boxes["2"]), ("port", ports["Te4"]), 2.0, _TEN_MBIT)
            rears.append(boxes["2 hinten"])
        return Entry(site, panel, tuple(rears)), ports

    def _branch(
        self,
        school: School,
        stack: _Stack,
        *,
        core: dict[str, str],
        uplink: int,
        bought: date,
        rooms: list[Room],
        first: int,
        wireless: Iterator[Device],
    ) -> None:
        """Add an access switch with its panel and the access points that hang on it."""
        site = school.site
        panel = self._mounted("panel24", f"Patchfeld {uplink} {site.name}", site, stack, bought)
        fields = self._equipment.add_ports(panel, "panel24")
        switch = self._mounted("access", f"Etagenswitch {uplink} {site.name}", site, stack, bought)
        ports = self._equipment.add_ports(switch, "access")
        fast = uplink <= _FAST
        above = core[f"Te{uplink + 1}"] if fast else core[f"Gi{uplink}"]
        below = ports["Te1"] if fast else ports["Gi24"]
        kind, speed = ("fibre", _TEN_MBIT) if fast else ("copper", 1_000.0)
        self._link(kind, ("port", above), ("port", below), 12.0 + 20.0 * uplink, speed)
        for at, room in enumerate(rooms, 1):
            point = self._access_point(school, room, first + at, bought, next(wireless, None))
            self._link(
                "copper", ("port", ports[f"Gi{at}"]), ("port", fields[f"{at}"]), 1.0, 1_000.0
            )
            length = 8.0 + hypot(*room.middle)
            rear = fields[f"{at} hinten"]
            self._link("copper", ("port", rear), ("asset", point), length, 1_000.0)

    def _access_point(
        self, school: School, room: Room, number: int, bought: date, device: Device | None
    ) -> str:
        key = "ap5" if self._draft.chance(0.12) else "ap6"
        x, y = room.middle
        name = f"AP {number:02d} {school.site.name}"
        return self._equipment.add(
            key,
            name,
            school.site,
            min(bought + timedelta(days=self._draft.random.randint(0, 60)), self._draft.today),
            plan_x=round(x + self._draft.random.uniform(-1.5, 1.5), 1),
            plan_y=round(y + self._draft.random.uniform(-1.5, 1.5), 1),
            mac=self._draft.mac(),
            ip=self._draft.ip(),
            device=device.id if device else None,
            tags="|wlan|",
            fund=self._fund,
            **({"space": room.record} | ({} if device else self._blemish())),
        )

    def _blemish(self) -> dict[str, Value]:
        """Return what is wrong with an access point, for very few of them."""
        self._points += 1
        if self._points % _SILENT_EACH == 0:
            seen = self._draft.now_us - 12 * _DAY_US
            return {
                "measured_state": "silent",
                "last_seen_us": seen,
                "first_seen_us": seen - _YEAR_US,
            }
        if self._points % _NEVER_EACH == 0:
            return {"measured_state": "never"}
        if self._points % _MISPLACED_EACH == 0:
            return {"space": self._elsewhere}
        return {}

    def _link(
        self, kind: str, a: tuple[str, str], b: tuple[str, str], length: float, speed: float | None
    ) -> None:
        self._links += 1
        self._draft.add(
            "link",
            name=f"LAN-{self._links:05d}",
            kind=kind,
            state="in_service",
            a_kind=a[0],
            a=a[1],
            b_kind=b[0],
            b=b[1],
            length_m=round(length, 1),
            capacity_mbit=speed,
            built_on="2021-03-15",
            publication="internal",
        )


def _spread(rooms: list[Room], count: int) -> list[Room]:
    """Return rooms for access points, spread over the whole school; never two in one room."""
    teaching = [room for room in rooms if room.use in {"classroom", "specialist"}]
    step = max(1.0, len(teaching) / max(count, 1))
    fit = teaching + [room for room in rooms if room.use in {"office", "hall"}]
    return [fit[int(at * step)] for at in range(min(count, len(fit)))]
