"""The fibre net: technical sites, a ring, cabinets, and a line of strands to each consumer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.services.inventory.demo.addresses import Town
from app.services.inventory.demo.cables import Cable, Cables
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.equipment import Equipment
from app.services.inventory.demo.fibre_plans import CABINETS, FibrePlan, Hop
from app.services.inventory.demo.figures import ROUTE_KM
from app.services.inventory.demo.sites import Site, Sites

_RING_FIBRES: Final = 288
_SIZES: Final = (72, 96, 144, 288)
_SPARE: Final = 2.2
"""So many times as many strands are laid as are in use."""
_RING_PORTS: Final = ("Te8", "Te7", "Te6", "Te5")
"""Ports of a router that are for the ring; the others are for its OLTs."""
_BOUGHT: Final = date(2020, 3, 2)
_DAY: Final = "2022-09-15"


@dataclass(frozen=True, slots=True)
class Consumer:
    """What gets lines of its own: one, or a second one from another technical site.

    Attributes:
        site: Where it is.
        asset: The device the cable ends at.
        ports: Port that each line ends at; empty when there is one, which ends at the device.
        fibres: Strands of each of its own cables.
    """

    site: Site
    asset: str
    ports: tuple[str, ...] = ()
    fibres: int = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to a consumer: from which cabinet, and what it ends at."""

    consumer: Consumer
    cabinet: int
    end: tuple[str, str]


@dataclass(slots=True)
class _Station:
    """A technical site or a cabinet.

    Attributes:
        site: Its site.
        asset: What cables are spliced in, of a technical site the first OLT.
        above: Row of the station it hangs on; -1 of technical sites.
        cable: The cable from there.
        ports: Ports of its OLTs that are free, the next one last.
    """

    site: Site
    asset: str
    above: int = -1
    cable: Cable | None = None
    ports: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Router:
    """The router of a technical site with the ports it has left for the ring, the next one last."""

    asset: str
    ports: list[str]


class FibreNet:
    """Adds the fibre net."""

    def __init__(
        self, draft: Draft, sites: Sites, equipment: Equipment, town: Town, plan: FibrePlan
    ) -> None:
        self._draft, self._sites, self._equipment = draft, sites, equipment
        self._town, self._plan = town, plan
        self._cables = Cables(draft)
        self._stations: list[_Station] = []
        self._routers: list[_Router] = []
        self._splices: dict[str, int] = {}
        self._drops = 0

    def add(self, consumers: list[Consumer]) -> None:
        """Add everything for these consumers."""
        plan = self._plan
        lines = [line for one in consumers for line in self._lines(one)]
        needed = self._needed(lines)
        self._add_stations()
        # Two technical sites are fed from outside, so that no single failure takes all of them.
        fed = {plan.ring[0].above, plan.ring[len(plan.ring) // 2].above} if plan.ring else set()
        for number, hop in enumerate(plan.ring, 1):
            self._add_ring(number, hop, fed)
        for hop in plan.hops:
            self._add_hop(hop, needed[hop.below])
        for line in lines:
            self._add_drop(line)
        self._add_streets()

    def _lines(self, consumer: Consumer) -> list[_Line]:
        site = consumer.site
        first, second = self._plan.nearest_cabinets(site.east, site.north)
        if not consumer.ports:
            return [_Line(consumer, first, ("asset", consumer.asset))]
        return [
            _Line(consumer, cabinet, ("port", port))
            for cabinet, port in zip((first, second), consumer.ports, strict=False)
        ]

    def _needed(self, lines: list[_Line]) -> list[int]:
        """Return how many strands of the cable to each station are in use."""
        needed = [0] * len(self._plan.places)
        for line in lines:
            needed[line.cabinet] += 1
        for hop in reversed(self._plan.hops):
            needed[hop.above] += needed[hop.below]
        return needed

    def _add_stations(self) -> None:
        plan = self._plan
        for row, (east, north) in enumerate(plan.places.tolist()):
            at = (east, north)
            number = row - plan.pops + 1
            if row < plan.pops:
                self._stations.append(self._pop(row + 1, at))
            elif number <= CABINETS:
                site = self._sites.add("cabinet", "KVZ", f"Verteiler {number:03d}", at)
                name = f"Muffe Verteiler {number:03d}"
                where = {"east": site.east, "north": site.north}
                closure = self._equipment.add("closure", name, site, _BOUGHT, **where)
                self._stations.append(_Station(site, closure))
            else:
                name = f"Verteiler {number:03d} (geplant)"
                site = self._sites.add("cabinet", "KVZ", name, at, state="planned")
                closure = self._equipment.add_bare(
                    "closure",
                    f"Muffe {name}",
                    state=self._draft.pick(("needed", "requested")),
                    site=site.record,
                    planned_on=self._draft.day(120 + 30 * (number - CABINETS)),
                    planned_state="in_service",
                )
                self._stations.append(_Station(site, closure))

    def _pop(self, number: int, at: tuple[float, float]) -> _Station:
        draft, equipment = self._draft, self._equipment
        name = f"PoP {number}"
        site = self._sites.add("pop", "POP", name, at, operator="Netzbetreiber A", power_kw=12.0)
        rack = draft.add(
            "rack",
            name=f"Schrank {name}",
            site=site.record,
            height_units=42,
            width_inch=19,
            depth_mm=800,
        )
        mount = {"rack": rack, "rack_side": "front"}
        router = equipment.add(
            "router", f"Router {name}", site, _BOUGHT, **mount, rack_unit=40.0, mac=draft.mac()
        )
        ups = equipment.add("ups", f"USV {name}", site, _BOUGHT, **mount, rack_unit=1.0)
        ports = equipment.add_ports(router, "router")
        self._routers.append(_Router(router, [ports[one] for one in _RING_PORTS]))
        self._cables.link(f"STROM-{name}", "power", ("asset", ups), ("asset", router), 2.0)
        free: list[str] = []
        olts = []
        for row in (1, 2, 3):
            unit = 38.0 - 3 * row
            olt = equipment.add(
                "olt", f"OLT {row} {name}", site, _BOUGHT, **mount, rack_unit=unit, mac=draft.mac()
            )
            olts.append(olt)
            # The records come last port first, and the first of all is to be taken first.
            free = [*equipment.add_ports(olt, "olt").values(), *free]
            start, end = ("port", ports[f"Te{row}"]), ("asset", olt)
            self._cables.link(f"{name} OLT {row}", "fibre", start, end, 3.0)
        return _Station(site, olts[0], ports=free)

    def _add_ring(self, number: int, hop: Hop, fed: set[int]) -> None:
        """Add a part of the ring: light goes both ways, but never to a site fed from outside."""
        a, b = self._stations[hop.above], self._stations[hop.below]
        name = f"Ring {number}"
        trench = self._cables.trench(name, hop.line, inner=4)
        ends = (a.site.record, b.site.record)
        ways = [
            (begin, end)
            for begin, end in ((hop.above, hop.below), (hop.below, hop.above))
            if end not in fed
        ]
        cable = self._cables.cable(
            f"RK-{number:02d}", trench, ends, hop.line, fibres=_RING_FIBRES, needed=len(ways)
        )
        for begin, end in ways:
            strand = cable.next_strand()
            start, goal = (("port", self._routers[one].ports.pop()) for one in (begin, end))
            self._cables.link(
                f"{cable.name} PoP {begin + 1}-{end + 1} Anfang",
                "fibre",
                start,
                ("strand", strand),
                3.0,
                capacity_mbit=100_000.0,
            )
            self._cables.link(
                f"{cable.name} PoP {begin + 1}-{end + 1} Ende",
                "fibre",
                ("strand", strand),
                goal,
                3.0,
                capacity_mbit=100_000.0,
            )
        self._duct_link(name, (a.site, b.site), trench.route, hop.length)

    def _add_hop(self, hop: Hop, needed: int) -> None:
        a, b = self._stations[hop.above], self._stations[hop.below]
        number = hop.below - self._plan.pops + 1
        planned = number > CABINETS
        state = "planned" if planned else "in_service"
        name = f"Trasse {number:03d}"
        trench = self._cables.trench(name, hop.line, inner=4, state=state)
        size = next((one for one in _SIZES if one >= needed * _SPARE), 2 * needed)
        cable = self._cables.cable(
            f"HK-{number:03d}",
            trench,
            (a.site.record, b.site.record),
            hop.line,
            fibres=size,
            needed=needed,
            state=state,
        )
        if planned:
            self._cables.link(
                cable.name,
                "fibre",
                ("asset", a.asset),
                ("asset", b.asset),
                cable.length,
                route=trench.route,
                state=state,
                planned_on=self._draft.day(150),
            )
        b.above, b.cable = hop.above, cable
        self._duct_link(name, (a.site, b.site), trench.route, hop.length, state)

    def _add_drop(self, line: _Line) -> None:
        """Add the own cable of a consumer and a line of strands from a port to its end."""
        station, site = self._stations[line.cabinet], line.consumer.site
        hop = self._plan.drop(line.cabinet, site.east, site.north)
        self._drops += 1
        code = f"{self._drops:04d}"
        name = f"Zuführung {code} {site.name}"
        trench = self._cables.trench(name, hop.line, inner=1)
        drop = self._cables.cable(
            f"AK-{code}",
            trench,
            (station.site.record, site.record),
            hop.line,
            fibres=line.consumer.fibres,
            needed=1,
        )
        below, row = drop.next_strand(), line.cabinet
        speed = 10_000.0 if line.consumer.ports else 1_000.0
        start = ("strand", below)
        self._cables.link(f"{drop.name} Ende", "fibre", start, line.end, 2.0, capacity_mbit=speed)
        while (cable := self._stations[row].cable) is not None:
            strand = cable.next_strand()
            self._splice(self._stations[row].asset, strand, below)
            below, row = strand, self._stations[row].above
        pop = self._stations[row]
        start = ("port", pop.ports.pop()) if pop.ports else ("asset", pop.asset)
        goal = ("strand", below)
        self._cables.link(f"{drop.name} Anfang", "fibre", start, goal, 3.0, capacity_mbit=speed)
        self._duct_link(name, (station.site, site), trench.route, hop.length)

    def _splice(self, closure: str, a: str, b: str) -> None:
        count = self._splices[closure] = self._splices.get(closure, 0) + 1
        self._draft.add(
            "splice",
            closure=closure,
            tray=(count - 1) // 12 + 1,
            position=(count - 1) % 12 + 1,
            a=a,
            b=b,
            loss_db=round(self._draft.random.uniform(0.02, 0.11), 3),
            spliced_on=_DAY,
        )

    def _duct_link(
        self,
        name: str,
        ends: tuple[Site, Site],
        route: str,
        length: float,
        state: str = "in_service",
    ) -> None:
        self._cables.link(
            f"{name} Rohr",
            "duct",
            ("site", ends[0].record),
            ("site", ends[1].record),
            length,
            route=route,
            state=state,
            built_on=_DAY if state != "planned" else None,
            planned_on=self._draft.day(120) if state == "planned" else None,
        )

    def _add_streets(self) -> None:
        """Add trenches in residential streets until the net is as long as known, some planned."""
        draft, town = self._draft, self._town
        streets = [street for street in town.streets if not street.is_road]
        draft.random.shuffle(streets)
        for number, street in enumerate(streets, 1):
            name = f"Erschließung {street.name}"
            if self._cables.metres < ROUTE_KM * 1_000.0:
                state = "built" if number % 9 == 0 else "in_service"
                self._cables.trench(name, street.line, inner=1, state=state, used=False)
            elif number % 40 == 0:
                self._cables.trench(name, street.line, inner=1, state="planned", used=False)
