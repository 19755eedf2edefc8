"""Trenches, ducts and cables down to the strand, with what runs through which strand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

import shapely

from app.domain.inventory.fields import Value
from app.domain.inventory.networks.colours import DIN
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.fibre_plans import length_of
from app.services.inventory.demo.grounds import Places

_TUBE: Final = 12
"""Fibres in a tube."""
ATTENUATION: Final = 0.36
"""Of a G.652.D fibre at 1310 nm, dB/km (ITU-T G.652 allows 0.4)."""
_SLACK: Final = 1.04
"""A cable is longer than its trench."""


@dataclass(slots=True)
class Cable:
    """A cable with its strands.

    Attributes:
        name: Its name.
        record: Its record.
        length: m.
        strands: Records of its strands in the order of their numbers; none when it is planned.
        states: State of each strand; strands are written only when all is known.
        used: How many strands are in use.
    """

    name: str
    record: str
    length: float
    strands: list[str] = field(default_factory=list)
    used: int = 0

    def next_strand(self) -> str:
        """Return the next strand that is free, and take it.

        Raises:
            IndexError: All are taken.
        """
        self.used += 1
        return self.strands[self.used - 1]


@dataclass(frozen=True, slots=True)
class Trench:
    """A trench with a duct for a cable.

    Attributes:
        route: Its record.
        duct: The inner duct that the cable lies in.
    """

    route: str
    duct: str


class Cables:
    """Adds trenches, ducts, cables and strands."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.metres = 0.0

    def trench(
        self, name: str, line: Places, *, inner: int, state: str = "in_service", used: bool = True
    ) -> Trench:
        """Add a trench with an outer duct and inner ones.

        Args:
            name: Its name.
            line: Where it runs, (N, 2), m.
            inner: How many ducts lie in the outer one.
            state: State of the route.
            used: True when the first inner duct holds a cable.
        """
        draft = self._draft
        length = round(length_of(line), 1)
        is_planned = state == "planned"
        if not is_planned:
            self.metres += length
        laying = draft.pick(("open", "micro_trench", "drill", "existing"), (6, 2, 1, 1))
        depth = 0.35 if laying == "micro_trench" else 0.6
        built = None if is_planned else draft.past(date(2018, 3, 1), date(2022, 11, 30))
        route = draft.add(
            "route",
            name=name,
            geometry=shapely.to_wkt(shapely.LineString(line), rounding_precision=1),
            laying=laying,
            depth_m=depth,
            length_m=length,
            state=state,
            owner="Netzbetreiber A",
            built_on=built.isoformat() if built else None,
        )
        outer = draft.add(
            "duct",
            name=f"{name} Rohrverband",
            route=route,
            colour="orange",
            diameter_mm=50.0 if inner > 1 else 20.0,
            state="occupied" if used and not is_planned else "free",
        )
        ducts = [
            draft.add(
                "duct",
                name=f"{name} Rohr {number + 1}",
                route=route,
                parent=outer,
                colour=DIN[number],
                diameter_mm=12.0,
                state=self._duct_state(number, used=used, is_planned=is_planned),
            )
            for number in range(inner)
        ]
        return Trench(route, ducts[0])

    def _duct_state(self, number: int, *, used: bool, is_planned: bool) -> str:
        if not number and used:
            return "reserved" if is_planned else "occupied"
        return self._draft.pick(("free", "reserved", "damaged"), (90, 8, 2))

    def cable(
        self,
        name: str,
        trench: Trench,
        ends: tuple[str, str],
        line: Places,
        *,
        fibres: int,
        needed: int,
        state: str = "in_service",
    ) -> Cable:
        """Add a cable with tubes and strands; a planned one has none yet.

        Args:
            name: Its name.
            trench: Where it lies.
            ends: Records of the sites at its ends, supply first.
            line: Where it runs.
            fibres: How many strands it has.
            needed: The first so many are in use.
            state: State of the cable.
        """
        draft = self._draft
        length = round(length_of(line) * _SLACK + 20.0, 1)
        record = draft.add(
            "cable",
            name=name,
            duct=trench.duct,
            route=trench.route,
            a_site=ends[0],
            b_site=ends[1],
            fibres=fibres,
            fibre_type="G.652.D",
            colour_scheme="din",
            length_m=length,
            attenuation_db_km=ATTENUATION,
            state=state,
            built_on="2022-10-15" if state != "planned" else None,
        )
        cable = Cable(name, record, length)
        if state != "planned":
            self._add_strands(cable, fibres, needed)
        return cable

    def _add_strands(self, cable: Cable, fibres: int, needed: int) -> None:
        draft = self._draft
        tube = ""
        for number in range(fibres):
            place = number % _TUBE
            if not place:
                group = number // _TUBE
                tube = draft.add(
                    "tube", cable=cable.record, number=group + 1, colour=DIN[group % _TUBE]
                )
            state = "used" if number < needed else "free"
            if number >= needed and draft.chance(0.06):
                state = draft.pick(("reserved", "defective"), (5, 1))
            cable.strands.append(
                draft.add(
                    "strand",
                    cable=cable.record,
                    tube=tube,
                    number=number + 1,
                    colour=DIN[place],
                    state=state,
                )
            )

    def link(
        self,
        name: str,
        kind: str,
        a: tuple[str, str],
        b: tuple[str, str],
        length: float,
        **values: Value,
    ) -> None:
        """Add a link, in service unless told."""
        values.setdefault("state", "in_service")
        self._draft.add(
            "link",
            name=name,
            kind=kind,
            a_kind=a[0],
            a=a[1],
            b_kind=b[0],
            b=b[1],
            length_m=round(length, 1),
            **values,
        )
