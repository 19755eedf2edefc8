"""A school with two racks, two floors and what is in them, for tests of racks and plans."""

from dataclasses import dataclass, field

from app.domain.inventory.changes import Operation
from app.domain.inventory.records import Key
from tests.inventories import create


def square(left: float, top: float, right: float, bottom: float) -> str:
    """Return the outline of a room."""
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    return f"POLYGON (({', '.join(f'{x:g} {y:g}' for x, y in corners)}))"


@dataclass
class MadeRooms:
    """Records by short names."""

    records: dict[str, Operation] = field(default_factory=dict)

    def add(self, name: str, kind: str, /, **values: str | float | None) -> str:
        """Add a record and return its uid."""
        self.records[name] = create(kind, **values)
        return self.records[name].uid

    def uid(self, name: str) -> str:
        return self.records[name].uid

    def key(self, name: str) -> Key:
        return Key(self.records[name].kind, self.uid(name))

    def operations(self) -> list[Operation]:
        return list(self.records.values())


def made_rooms() -> MadeRooms:
    """Return a school: ground floor with three rooms, upper floor, two racks, a stock, a cable."""
    made = MadeRooms()
    site = made.add("school", "site", name="Schule am Weg", kind="school")
    made.add("empty", "site", name="Leeres Lager", kind="store")
    house = made.add("house", "space", site=site, kind="building", name="Haus A")
    for level, name in ((1, "upper"), (0, "ground")):
        made.add(
            name, "space", site=site, parent=house, kind="floor", level=level,
            name="Erdgeschoss" if level == 0 else "Obergeschoss",
            plan_width_m=20.0, plan_height_m=10.0,
        )  # fmt: skip
    ground = made.uid("ground")
    for name, box in (("Klasse 1", (0, 0, 10, 6)), ("Technik", (10, 0, 20, 6))):
        made.add(
            name, "space", site=site, parent=ground, kind="room", name=name, use="classroom",
            outline=square(*box),
        )  # fmt: skip
    made.add("Kiosk", "space", site=site, parent=ground, kind="room", name="Kiosk")
    _add_racks(made, site)
    _add_plan(made, site)
    return made


def _add_racks(made: MadeRooms, site: str) -> None:
    for name, kind, units, power in (
        ("t switch", "switch", 1.0, 200.0),
        ("t server", "server", 2.0, 900.0),
        ("t strip", "other", 0.0, 0.0),
        ("t ups", "ups", 2.0, 1000.0),
        ("t ap", "access_point", None, 15.0),
    ):
        made.add(
            name, "asset_type", name=f"Modell {kind}", kind=kind, height_units=units, power_w=power
        )
    technical = made.uid("Technik")
    for name, units in (("Schrank A", 12), ("Schrank B", 6)):
        made.add(name, "rack", name=name, site=site, space=technical, height_units=units)
    rack = {"site": site, "rack": made.uid("Schrank A"), "space": technical}
    for name, of_type, state, unit, side in (
        ("Core", "t switch", "in_service", 12.0, "front"),
        ("Server", "t server", "in_service", 4.0, "front"),
        ("USV", "t ups", "in_service", 1.0, "front"),
        ("Bald", "t switch", "ordered", 8.0, "rear"),
        ("Leiste", "t strip", "in_service", None, None),
    ):
        made.add(
            name, "asset", tag=f"R-{name}", name=f"{name} Schule am Weg", type=made.uid(of_type),
            state=state, rack_unit=unit, rack_side=side, device=f"d-{name}", **rack,
        )  # fmt: skip
    made.add(
        "Ersatz", "asset", tag="R-9", name="Ersatz", type=made.uid("t switch"), state="in_stock",
        site=site,
    )  # fmt: skip
    gi1 = made.add("Gi1", "port", asset=made.uid("Core"), name="Gi1", kind="copper", position=1)
    made.add("Gi2", "port", asset=made.uid("Core"), name="Gi2", kind="copper", position=2)
    eth = made.add("eth0", "port", asset=made.uid("Server"), name="eth0", kind="copper", position=1)
    made.add(
        "cable", "link", name="K-1", kind="copper", state="in_service", a_kind="port", a=gi1,
        b_kind="port", b=eth,
    )  # fmt: skip


def _add_plan(made: MadeRooms, site: str) -> None:
    for name, state, x, y in (
        ("AP 1", "in_service", 5.0, 3.0),
        ("AP 2", "ordered", 15.0, 3.0),
        ("AP 3", "in_service", None, None),
    ):
        made.add(
            name, "asset", tag=f"P-{name}", name=name, type=made.uid("t ap"), state=state,
            site=site, space=made.uid("Technik" if name == "AP 2" else "Klasse 1"),
            plan_x=x, plan_y=y, device=f"d-{name}",
        )  # fmt: skip
    made.add(
        "AP 4", "asset", tag="P-4", name="AP 4", type=made.uid("t ap"), state="in_stock", site=site
    )
