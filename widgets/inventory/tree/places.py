"""Places in the tree: districts, kinds of sites, sites, what is inside of them, and finding them.

All of it is done in the thread of a reader.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Hit, Operator, Query, Sort
from app.domain.inventory.records import Key, Record
from app.services.ports import InventoryReader
from widgets.inventory.tree.nodes import NOWHERE, Node

_SITE_ICONS: Final = {
    "school": "mdi6.school-outline",
    "admin": "mdi6.office-building-outline",
    "media_centre": "mdi6.bookshelf",
    "store": "mdi6.warehouse",
    "cabinet": "mdi6.locker",
    "pop": "mdi6.server-network",
    "mast": "mdi6.radio-tower",
    "hotspot": "mdi6.wifi",
    "signal": "mdi6.traffic-light-outline",
    "charger": "mdi6.ev-station",
    "sensor_mount": "mdi6.gauge",
}
_SPACE_ICONS: Final = {  # rooms have none: they are many, and their names need the room
    "building": "mdi6.office-building-outline",
    "floor": "mdi6.layers-outline",
    "outdoor": "mdi6.tree-outline",
}

SEARCHED: Final = ("district", "site", "school", "space", "rack")
"""Kinds the search among the places finds."""

_DEEPEST: Final = 8
"""Spaces are in each other so deep at most; a ring of them ends there."""

LEVELS: Final = 3
"""District, kind of sites, site; what is inside of a site is read in one go with it."""


def below(reader: InventoryReader, name: str, at_us: int | None) -> list[Node]:
    """Return what is below a place by the name of its node; of all with an empty name."""
    steps = name.split("/") if name else []
    uids = [step.split(":", 1)[1] for step in steps]
    match len(uids):
        case 0:
            return list(_districts(reader, at_us))
        case 1:
            return list(_site_kinds(reader, uids[0], at_us))
        case 2:
            return list(_sites(reader, uids[0], uids[1], at_us))
    nodes = list(_inside(reader, "/".join(steps[:LEVELS]), uids[2], at_us))
    for step in steps[LEVELS:]:
        inner = next((one for one in nodes if one.name.endswith(f"/{step}")), None)
        nodes = list(inner.children or ()) if inner is not None else []
    return nodes


def _district_filter(district: str, prefix: str = "") -> Filter:
    path = f"{prefix}district"
    if district == NOWHERE:
        return Filter(path, Operator.IS_EMPTY)
    return Filter(path, Operator.IS, (district,))


def _districts(reader: InventoryReader, at_us: int | None) -> Iterator[Node]:
    sites = dict(reader.groups(Query("site", at_us=at_us), "district"))
    assets = dict(reader.groups(Query("asset", at_us=at_us), "site.district"))
    names = reader.titles([Key("district", str(uid)) for uid in sites if uid], at_us)
    for key in sorted(names, key=lambda one: names[one]):
        query = Query("asset", (_district_filter(key.uid, "site."),), at_us=at_us)
        yield Node(
            f"district:{key.uid}",
            names[key],
            assets.get(key.uid, 0),
            query,
            key,
            "mdi6.map-outline",
            has_children=True,
        )
    if sites.get(None):
        filters = (
            Filter("site", Operator.IS_FILLED),
            _district_filter(NOWHERE, "site."),
        )
        yield Node(
            f"district:{NOWHERE}",
            str(QT_TRANSLATE_NOOP("inventory_tree", "Ohne Stadtbezirk")),
            -1,
            Query("asset", filters, at_us=at_us),
            None,
            "mdi6.map-outline",
            has_children=True,
        )


def _site_kinds(reader: InventoryReader, district: str, at_us: int | None) -> Iterator[Node]:
    sites = Query("site", (_district_filter(district),), at_us=at_us)
    filters = (_district_filter(district, "site."),)
    assets = dict(reader.groups(Query("asset", filters, at_us=at_us), "site.kind"))
    words = KINDS["site"].field("kind")
    for kind, _ in sorted(reader.groups(sites, "kind"), key=lambda one: words.choice_label(one[0])):
        more = (*filters, Filter("site.kind", Operator.IS, (kind,)))
        yield Node(
            f"district:{district}/kind:{kind}",
            words.choice_label(kind),
            assets.get(kind, 0),
            Query("asset", more, at_us=at_us),
            None,
            _SITE_ICONS.get(str(kind), "mdi6.map-marker-outline"),
            has_children=True,
        )


def _sites(reader: InventoryReader, district: str, kind: str, at_us: int | None) -> Iterator[Node]:
    wanted = Query(
        "site",
        (_district_filter(district), Filter("kind", Operator.IS, (kind,))),
        sort=(Sort("name"),),
        at_us=at_us,
    )
    ids = reader.ids(wanted)
    filters = (
        _district_filter(district, "site."),
        Filter("site.kind", Operator.IS, (kind,)),
    )
    assets = dict(reader.groups(Query("asset", filters, at_us=at_us), "site"))
    uids, rows = reader.keys("site", ids), reader.rows("site", ids, ("name",), at_us)
    for uid, row in zip(uids, rows, strict=True):
        if row is not None:
            yield Node(
                f"district:{district}/kind:{kind}/site:{uid}",
                str(row[0] or "–"),
                assets.get(uid, 0),
                Query("asset", (Filter("site", Operator.IS, (uid,)),), at_us=at_us),
                Key("site", uid),
                _SITE_ICONS.get(kind, "mdi6.map-marker-outline"),
                has_children=True,
            )


def _inside(reader: InventoryReader, name: str, site: str, at_us: int | None) -> Iterator[Node]:
    """Yield buildings, floors, rooms and racks of a site, all levels at once."""
    at_site = (Filter("site", Operator.IS, (site,)),)
    spaces = reader.records("space", at_site, at_us=at_us)
    racks = reader.records("rack", at_site, at_us=at_us)
    inventory = Query("asset", at_site, at_us=at_us)
    in_rack = dict(reader.groups(inventory, "rack"))
    known = {space.uid for space in spaces}
    below: dict[str, list[Record]] = defaultdict(list)
    for space in spaces:
        parent = space.text("parent")
        below[parent if parent in known else ""].append(space)
    shelves: dict[str, list[Node]] = defaultdict(list)
    inside = _Inside(below, shelves, dict(reader.groups(inventory, "space")), at_us)
    for rack in sorted(racks, key=lambda one: one.text("name")):
        room = rack.text("space")
        query = Query("asset", (Filter("rack", Operator.IS, (rack.uid,)),), at_us=at_us)
        shelves[room if room in known else ""].append(
            Node(
                f"{name}/rack:{rack.uid}",
                rack.text("name"),
                in_rack.get(rack.uid, 0),
                query,
                Key("rack", rack.uid),
                "mdi6.locker",
            )
        )
    yield from _spaces(name, "", inside)


@dataclass(frozen=True, slots=True)
class _Inside:
    """What is inside of a site: spaces and racks by the space they are in, counts of assets."""

    below: dict[str, list[Record]]
    shelves: dict[str, list[Node]]
    assets: dict[Value, int]
    at_us: int | None


def _spaces(name: str, parent: str, site: _Inside) -> Iterator[Node]:
    for space in sorted(site.below.get(parent, ()), key=_space_order):
        mine = f"{name}/space:{space.uid}"
        inside = tuple(_spaces(mine, space.uid, site))
        rooms = sum(one.count for one in inside if one.key and one.key.kind == "space")
        query = Query("asset", (Filter("space", Operator.WITHIN, (space.uid,)),), at_us=site.at_us)
        yield Node(
            mine,
            _space_label(space),
            site.assets.get(space.uid, 0) + rooms,
            query,
            Key("space", space.uid),
            _SPACE_ICONS.get(space.text("kind"), ""),
            has_children=bool(inside),
            children=inside,
        )
    for shelf in site.shelves.get(parent, ()):
        uid = shelf.key.uid if shelf.key else ""
        yield replace(shelf, name=f"{name}/rack:{uid}")


def _space_order(space: Record) -> tuple[float, str, str]:
    return (space.number("level") or 0.0, space.text("number"), space.text("name"))


def _space_label(space: Record) -> str:
    """Return what a space is called; the number of a room first: it is what tells rooms apart."""
    name, number = space.text("name"), space.text("number")
    if not number:
        return name
    if space.text("kind") == "room":
        rest = name.removesuffix(number).rstrip()
        return f"{number} {rest}" if number not in rest else name
    # The number of a floor is its level, which its name says.
    return name if space.text("kind") == "floor" or number in name else f"{name} ({number})"


def trail(reader: InventoryReader, key: Key, at_us: int | None = None) -> list[str]:
    """Return the names of the nodes from the root down to a place; empty where it has none."""
    record = reader.record(key.kind, key.uid, at_us)
    if record is None:
        return []
    if key.kind == "district":
        return [f"district:{key.uid}"]
    site = record if key.kind == "site" else None
    if site is None and record.text("site"):
        site = reader.record("site", record.text("site"), at_us)
    if site is None:
        return []
    district = site.text("district") or NOWHERE
    steps = [f"district:{district}", f"kind:{site.text('kind')}", f"site:{site.uid}"]
    space = record if key.kind == "space" else None
    if space is None and record.text("space"):
        space = reader.record("space", record.text("space"), at_us)
    inner: list[str] = []
    while space is not None and len(inner) < _DEEPEST:
        inner.insert(0, f"space:{space.uid}")
        parent = space.text("parent")
        space = reader.record("space", parent, at_us) if parent else None
    rack = key.uid if key.kind == "rack" else record.text("rack")
    steps += [*inner, *([f"rack:{rack}"] if rack else [])]
    return ["/".join(steps[:end]) for end in range(1, len(steps) + 1)]


def found_places(reader: InventoryReader, text: str, at_us: int | None) -> list[Node]:
    """Return places that a text finds, best first."""
    nodes = []
    for hit in reader.search(text, SEARCHED):
        key = Key(hit.kind, hit.uid)
        query = Query("asset", tuple(_place_filter(reader, key)), at_us=at_us)
        nodes.append(_hit(hit, query, key))
    return nodes


def _place_filter(reader: InventoryReader, key: Key) -> Iterator[Filter]:
    if key.kind == "district":
        yield _district_filter(key.uid, "site.")
    elif key.kind == "space":
        yield Filter("space", Operator.WITHIN, (key.uid,))
    elif key.kind == "school":
        record = reader.record("school", key.uid)
        yield Filter("site", Operator.IS, (record.text("site") if record else "",))
    else:
        yield Filter(key.kind, Operator.IS, (key.uid,))


def _hit(hit: Hit, query: Query, key: Key) -> Node:
    icons = {
        "district": "mdi6.map-outline",
        "school": "mdi6.school-outline",
        "space": "mdi6.door",
        "rack": "mdi6.locker",
    }
    icon = icons.get(hit.kind, "mdi6.map-marker-outline")
    name = f"hit:{hit.kind}:{hit.uid}"
    return Node(name, hit.title, -1, query, key, icon, detail=hit.detail)
