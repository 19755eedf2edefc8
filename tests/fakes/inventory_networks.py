"""Made-up networks, as rows for the domain and as operations for a real store."""

from collections.abc import Sequence
from typing import Self

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.records import PATHS, NetworkRecords, Row
from app.domain.inventory.records import Key
from app.services.inventory.uids import seeded_uids

T0_US = 1_750_000_000_000_000


class MadeNetwork:
    """Collects records by their short names; a short name is unique over all kinds."""

    def __init__(self) -> None:
        self._uids = seeded_uids(T0_US, 7)
        self._uid_of: dict[str, str] = {}
        self.values: dict[str, dict[str, dict[str, Value]]] = {}

    # ---- making --------------------------------------------------------------------------------
    def add(self, kind: str, name: str, /, **values: Value) -> str:
        """Add a record; return its uid."""
        uid = self.uid(name)
        self.values.setdefault(kind, {})[uid] = {k: v for k, v in values.items() if v is not None}
        return uid

    def uid(self, name: str) -> str:
        """Return the uid of a short name, whether or not it was added yet."""
        if name not in self._uid_of:
            self._uid_of[name] = self._uids()
        return self._uid_of[name]

    def key(self, kind: str, name: str) -> Key:
        return Key(kind, self.uid(name))

    def site(self, name: str, kind: str = "pop", /, **values: Value) -> Self:
        self.add("site", name, name=name, kind=kind, **values)
        return self

    def asset(self, name: str, kind: str = "switch", site: str = "", **values: Value) -> Self:
        type_name = f"type-{kind}"
        if type_name not in self._uid_of:
            self.add("asset_type", type_name, name=f"Muster {kind}", kind=kind)
        values.setdefault("state", "in_service")
        self.add(
            "asset",
            name,
            name=name,
            tag=f"SIM-{len(self.values.get('asset', {})):05d}",
            type=self.uid(type_name),
            site=self.uid(site) if site else None,
            **values,
        )
        return self

    def port(self, name: str, asset: str, kind: str = "fibre", /, **values: Value) -> Self:
        short = name.rsplit("/", maxsplit=1)[-1]
        self.add("port", name, asset=self.uid(asset), name=short, kind=kind, **values)
        return self

    def link(self, a: str, b: str, kind: str = "fibre", **values: Value) -> str:
        name = f"{a} – {b}"
        if name in self._uid_of:
            name = f"{name} ({len(self.values['link'])})"
        values.setdefault("state", "in_service")
        return self.add(
            "link",
            name,
            name=name,
            kind=kind,
            a=self.uid(a),
            a_kind=self._kind(a),
            b=self.uid(b),
            b_kind=self._kind(b),
            **values,
        )

    def cable(self, name: str, fibres: int, tube_size: int = 12, /, **values: Value) -> Self:
        """Add a cable with its tubes and strands; strand 3 is called `NAME.3`."""
        values.setdefault("colour_scheme", "din")
        values.setdefault("state", "in_service")
        self.add("cable", name, name=name, fibres=fibres, **values)
        for number in range(1, fibres + 1):
            tube = (number - 1) // tube_size + 1
            if (number - 1) % tube_size == 0:
                self.add("tube", f"{name}/{tube}", cable=self.uid(name), number=tube)
            self.add(
                "strand",
                f"{name}.{number}",
                cable=self.uid(name),
                tube=self.uid(f"{name}/{tube}"),
                number=(number - 1) % tube_size + 1,
                state="free",
            )
        return self

    def splice(self, closure: str, a: str, b: str, **values: Value) -> str:
        for strand in (a, b):
            self.values["strand"][self.uid(strand)]["state"] = "used"
        return self.add(
            "splice",
            f"{closure}: {a} – {b}",
            closure=self.uid(closure),
            a=self.uid(a),
            b=self.uid(b),
            **values,
        )

    def relate(self, kind: str, name: str, to_kind: str, to: str, role: str) -> None:
        values: dict[str, Value] = {
            "from_kind": kind,
            "from": self.uid(name),
            "to_kind": to_kind,
            "to": to,
            "role": role,
        }
        self.add("relation", f"{name} {role} {to}", **values)

    def _kind(self, name: str) -> str:
        uid = self.uid(name)
        return next((kind for kind, ones in self.values.items() if uid in ones), "port")

    # ---- giving --------------------------------------------------------------------------------
    def rows(self) -> dict[str, list[Row]]:
        """Return rows as a reader gives them."""
        return {
            kind: [self._row(kind, uid, paths) for uid in self.values.get(kind, {})]
            for kind, paths in PATHS.items()
        }

    def network(self) -> Network:
        return Network(NetworkRecords(self.rows()))

    def operations(self) -> list[Operation]:
        """Return what creates the records in a store, in an order that keeps references."""
        return [
            Operation(Action.CREATE, kind, uid, values)
            for kind in _order()
            for uid, values in self.values.get(kind, {}).items()
        ]

    def _row(self, kind: str, uid: str, paths: Sequence[str]) -> Row:
        values = self.values[kind][uid]
        return tuple(uid if path == "uid" else self._value(values, path) for path in paths)

    def _value(self, values: dict[str, Value], path: str) -> Value:
        if path == "type.kind":
            return self.values["asset_type"][str(values["type"])]["kind"]
        return values.get(path)


def _order() -> list[str]:
    first = ["district", "asset_type", "project", "milestone"]
    return [*first, *(kind for kind in PATHS if kind not in first)]


def made_pon() -> MadeNetwork:
    """An OLT in a PoP, a feeder over a closure, a splitter 1:4 in a cabinet, three ONTs.

    Ports: `olt/1`, panel `odf/v1` (front) and `odf/h1` (back), splitter `spl/in` and `spl/1..4`.
    """
    made = MadeNetwork()
    made.site("PoP").site("KVz", "cabinet").site("Muffenplatz", "other")
    made.asset("olt", "olt", "PoP").asset("odf", "patch_panel", "PoP")
    made.asset("muffe", "closure", "Muffenplatz").asset("spl", "splitter", "KVz")
    made.port("olt/1", "olt").port("odf/h1", "odf")
    made.port("odf/v1", "odf", through=made.uid("odf/h1"))
    made.port("spl/in", "spl")
    made.cable("F1", 12, length_m=1500.0, b_site=made.uid("Muffenplatz"), a_site=made.uid("PoP"))
    made.cable("F2", 12, length_m=500.0, a_site=made.uid("Muffenplatz"), b_site=made.uid("KVz"))
    made.link("olt/1", "odf/v1", length_m=10.0)
    made.link("odf/h1", "F1.1")
    made.splice("muffe", "F1.1", "F2.1", tray=1, position=1, loss_db=0.05)
    made.splice("muffe", "F1.2", "F2.2", tray=1, position=2)
    made.link("F2.1", "spl/in")
    for number in range(1, 5):
        made.port(f"spl/{number}", "spl", through=made.uid("spl/in"), position=number)
    for number in range(1, 4):
        site = f"Schule {number}"
        made.site(site, "school")
        made.add("school", f"school {number}", site=made.uid(site), name=site, pupils=300 * number)
        made.asset(f"ont {number}", "ont", site, device=f"ont-{number}")
        made.port(f"ont {number}/pon", f"ont {number}")
        made.link(f"spl/{number}", f"ont {number}/pon", length_m=100.0 * number)
    return made


def made_tree(pops: int, sites: int, leaves: int) -> MadeNetwork:
    """Two cores in a pair; PoPs fed by both; sites with a switch fed by one PoP; access points.

    Makes pops * (sites * (leaves + 1) + 2) + 1 links.
    """
    made = MadeNetwork()
    made.site("Rechenzentrum", "admin").asset("core 1", "router", "Rechenzentrum")
    made.asset("core 2", "router", "Rechenzentrum")
    made.link("core 1", "core 2")
    for pop in range(pops):
        name = f"PoP {pop}"
        made.site(name, "pop").asset(f"agg {pop}", "switch", name)
        made.link("core 1", f"agg {pop}")
        made.link("core 2", f"agg {pop}")
        for place in range(sites):
            site = f"Schule {pop}.{place}"
            made.site(site, "school")
            made.add("school", f"{site} #", site=made.uid(site), name=site, pupils=500)
            made.asset(f"sw {pop}.{place}", "switch", site)
            made.link(f"agg {pop}", f"sw {pop}.{place}")
            for leaf in range(leaves):
                ap = f"ap {pop}.{place}.{leaf}"
                made.asset(ap, "access_point", site, device=ap.replace(" ", "-"))
                made.link(f"sw {pop}.{place}", ap, "copper")
    return made


def made_schools(schools: int = 6) -> MadeNetwork:
    """A plausible piece of a school network: data centre, PoPs, cabinets, schools with APs.

    Each school has a router with a way to its PoP; every second one a radio way to another PoP.
    """
    made = MadeNetwork()
    made.add("district", "Bezirk", name="Heessen")
    made.site("Rechenzentrum", "admin")
    made.asset("Core 1", "router", "Rechenzentrum", device="core-1")
    for pop in ("Nord", "Süd"):
        name = f"PoP {pop}"
        made.site(name, "pop", district=made.uid("Bezirk"))
        made.asset(f"Aggregation {pop}", "switch", name, device=f"agg-{pop.lower()}")
        made.link("Core 1", f"Aggregation {pop}", length_m=4200.0, capacity_mbit=100_000)
    for number in range(1, schools + 1):
        pop = "Nord" if number % 2 else "Süd"
        other = "Süd" if number % 2 else "Nord"
        site = f"Schule am Weg {number}"
        made.site(site, "school", district=made.uid("Bezirk"))
        made.add("school", f"{site} #", site=made.uid(site), name=site, pupils=310 + 85 * number)
        made.asset(f"Router {number}", "router", site, device=f"router-{number}")
        made.link(f"Aggregation {pop}", f"Router {number}", length_m=900.0 + 130 * number)
        if number % 2 == 0:
            made.link(f"Aggregation {other}", f"Router {number}", "radio")
        for floor in range(1, 1 + 1 + number % 3):
            switch = f"Switch {number}.{floor}"
            made.asset(switch, "switch", site)
            made.link(f"Router {number}", switch, "copper")
            for place in range(1, 3 + 3 * floor):
                ap = f"AP {number}.{floor}.{place}"
                made.asset(ap, "access_point", site, device=ap.lower().replace(" ", "-"))
                made.link(switch, ap, "copper", length_m=25.0)
            made.asset(f"Display {number}.{floor}", "display", site)
            made.link(switch, f"Display {number}.{floor}", "copper")
    project = made.add("project", "Glasfaser", name="Glasfaser Heessen", state="running")
    milestone = made.add("milestone", "Ausbau", name="Ausbau fertig", project=project)
    made.relate("site", "Schule am Weg 1", "project", project, "belongs")
    made.relate("site", "Schule am Weg 3", "milestone", milestone, "belongs")
    return made


def made_chains(ways: int, splices: int) -> MadeNetwork:
    """Ways of light between two devices each, over so many splices; cable 3 of way 0 is `K0.3`."""
    made = MadeNetwork()
    made.site("Amt").asset("muffe", "closure", "Amt")
    for way in range(ways):
        for end in ("begin", "end"):
            made.asset(f"{end} {way}", "switch", "Amt").port(f"{end} {way}/1", f"{end} {way}")
        for number in range(splices + 1):
            made.cable(f"K{way}.{number}", 1, 12, length_m=1000.0, attenuation_db_km=0.2)
        for number in range(splices):
            made.splice("muffe", f"K{way}.{number}.1", f"K{way}.{number + 1}.1", loss_db=0.1)
        made.link(f"begin {way}/1", f"K{way}.0.1")
        made.link(f"K{way}.{splices}.1", f"end {way}/1")
    return made
