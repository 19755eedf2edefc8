"""What stands in the tree, read level by level; done in the thread of a reader.

A node is named by its place (`district:UID`, `district:UID/kind:school`), so that what was open
can be remembered and found again.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import resolve
from app.domain.inventory.queries import Filter, Hit, Operator, Query, Sort
from app.domain.inventory.records import Key, Record
from app.services.ports import InventoryReader
from widgets.inventory.table.views import SavedView, saved_views


class Mode(StrEnum):
    """What the tree is made of."""

    PLACES = "places"
    KINDS = "kinds"
    VIEWS = "views"


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the tree.

    Attributes:
        name: Where it stands, see above.
        label: What it says, German, or the name of a record.
        count: How many records are in it, -1 where that is not told.
        query: What the table shows for it; None for a heading.
        key: The record it is, None for a group.
        icon: Its icon, of the family mdi6.
        has_children: True when something may be below it.
        children: What is below it, where that was read with it; None where it is to be read.
        view: The saved view it is.
        detail: Where or what it is, for the tooltip.
    """

    name: str
    label: str
    count: int = -1
    query: Query | None = None
    key: Key | None = None
    icon: str = ""
    has_children: bool = False
    children: tuple["Node", ...] | None = field(default=None, compare=False)
    view: SavedView | None = None
    detail: str = ""


ROOT: Final = ""
NOWHERE: Final = "none"
"""Name of the node of what has no district."""

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
_SPACE_ICONS: Final = {
    "building": "mdi6.office-building-outline",
    "floor": "mdi6.layers-outline",
    "room": "mdi6.door",
    "outdoor": "mdi6.tree-outline",
}

GROUPS: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    ("assets", "Geräte", "mdi6.devices", ("asset", "asset_type")),
    (
        "places",
        "Standorte",
        "mdi6.map-marker-outline",
        ("site", "school", "space", "rack", "address", "district"),
    ),
    (
        "networks",
        "Netze",
        "mdi6.lan",
        (
            "link",
            "port",
            "route",
            "duct",
            "cable",
            "tube",
            "strand",
            "splice",
            "wlan",
            "radio_site",
        ),
    ),
    (
        "papers",
        "Verträge und Lizenzen",
        "mdi6.file-document-outline",
        ("contract", "licence", "licence_seat", "fund", "vendor"),
    ),
    ("loans", "Ausleihe", "mdi6.swap-horizontal", ("loan",)),
    ("findings", "Befunde", "mdi6.clipboard-alert-outline", ("finding", "scan_audit")),
    (
        "settings",
        "Notizen und Einrichtung",
        "mdi6.cog-outline",
        ("journal_note", "relation", "tag", "custom_field", "import_profile"),
    ),
)
"""The kinds in groups: name, what it is called, icon, kinds."""

_SPLIT: Final = {"asset": "type.kind", "site": "kind", "loan": "state", "finding": "state"}
"""By what the records of a kind are split below it."""

SEARCHED: Final = ("district", "site", "school", "space", "rack")
"""Kinds the search among the places finds."""


def children(
    reader: InventoryReader, mode: Mode, name: str, at_us: int | None = None
) -> list[Node]:
    """Return what is below a node; of the root with an empty name."""
    if mode is Mode.VIEWS:
        return list(_views(reader, at_us))
    if mode is Mode.KINDS:
        return list(_groups(reader, at_us) if name == ROOT else _split(reader, name, at_us))
    steps = [step.split(":", 1)[1] for step in name.split("/")] if name else []
    if not steps:
        return list(_districts(reader, at_us))
    if len(steps) == 1:
        return list(_site_kinds(reader, steps[0], at_us))
    if len(steps) == 2:  # noqa: PLR2004 - a district and a kind of sites
        return list(_sites(reader, steps[0], steps[1], at_us))
    return list(_inside(reader, name, steps[2], at_us))


# ---- places ------------------------------------------------------------------------------------
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
            "Ohne Stadtbezirk",
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
            _SPACE_ICONS.get(space.text("kind"), "mdi6.door"),
            has_children=bool(inside),
            children=inside,
        )
    for shelf in site.shelves.get(parent, ()):
        uid = shelf.key.uid if shelf.key else ""
        yield replace(shelf, name=f"{name}/rack:{uid}")


def _space_order(space: Record) -> tuple[float, str, str]:
    return (space.number("level") or 0.0, space.text("number"), space.text("name"))


def _space_label(space: Record) -> str:
    name, number = space.text("name"), space.text("number")
    return f"{name} ({number})" if number and number not in name else name


# ---- kinds -------------------------------------------------------------------------------------
def _groups(reader: InventoryReader, at_us: int | None) -> Iterator[Node]:
    for group, label, icon, kinds in GROUPS:
        inside = []
        for kind in kinds:
            query = Query(kind, at_us=at_us)
            many = reader.count(query)
            inside.append(
                Node(
                    f"group:{group}/all:{kind}",
                    KINDS[kind].plural,
                    many,
                    query,
                    has_children=bool(many) and kind in _SPLIT,
                )
            )
        first = inside[0]
        # A group of one kind is that kind.
        is_single = len(inside) == 1
        yield Node(
            first.name if is_single else f"group:{group}",
            label,
            first.count if is_single else -1,
            first.query if is_single else None,
            None,
            icon,
            has_children=first.has_children if is_single else True,
            children=None if is_single else tuple(inside),
        )


def _split(reader: InventoryReader, name: str, at_us: int | None) -> Iterator[Node]:
    kind = name.rsplit(":", 1)[1]
    path = _SPLIT.get(kind)
    if path is None:
        return
    words = resolve(kind, path).field
    for value, many in reader.groups(Query(kind, at_us=at_us), path):
        if value is None:
            continue
        query = Query(kind, (Filter(path, Operator.IS, (value,)),), at_us=at_us)
        yield Node(f"{name}/value:{value}", words.choice_label(value), many, query)


# ---- views -------------------------------------------------------------------------------------
def _views(reader: InventoryReader, at_us: int | None) -> Iterator[Node]:
    for view in saved_views(reader.records("saved_view")):
        if view.kind in KINDS:
            yield Node(
                f"view:{view.uid}",
                view.name,
                -1,
                view.look.query(view.kind, at_us),
                None,
                "mdi6.bookmark-outline",
                view=view,
            )


# ---- finding -----------------------------------------------------------------------------------
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
    while space is not None and len(inner) < len(_SPACE_ICONS) + 4:
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


def levels(
    reader: InventoryReader, mode: Mode, names: Sequence[str], at_us: int | None
) -> dict[str, list[Node]]:
    """Return what is below several nodes, by their names."""
    return {name: children(reader, mode, name, at_us) for name in names}
