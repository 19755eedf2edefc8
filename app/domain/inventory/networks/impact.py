"""What hangs on a thing: what no longer works when it fails, and what has only one way left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.records import whole
from app.domain.inventory.networks.supply import Bools, Ints, Layer
from app.domain.inventory.records import Key

_CABLING = ("link", "route", "duct", "cable", "strand", "radio_site")


@dataclass(frozen=True, slots=True)
class SchoolHit:
    """A school that is hit.

    Attributes:
        key: The school.
        name: What it is called.
        pupils: How many pupils it has.
        is_whole: True when all that has an uplink there is cut off; False when only a part is.
    """

    key: Key
    name: str
    pupils: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """What a failure does. What failed itself is in none of the lists.

    Attributes:
        cause: What is thought to fail.
        sites: Sites that are cut off wholly.
        sites_in_part: Sites where a part of the devices is cut off.
        schools: Schools of both.
        assets: Uids of the devices in service that no longer work, by their kind (`switch`).
        cabling: Uids of links, routes, ducts, cables, strands and radio systems that no longer
            work, by their kind.
        thinned: Devices and sites that still work, with only one way to a supply left.
        devices: Devices of the profile that no longer work; their points deliver nothing.
        points: Ids of points that measure for what no longer works.
        papers: Projects and milestones that belong to what no longer works.
    """

    cause: Key
    sites: tuple[Key, ...] = ()
    sites_in_part: tuple[Key, ...] = ()
    schools: tuple[SchoolHit, ...] = ()
    assets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cabling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    thinned: tuple[Key, ...] = ()
    devices: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    papers: tuple[Key, ...] = ()

    @property
    def asset_count(self) -> int:
        """How many devices no longer work."""
        return sum(len(ones) for ones in self.assets.values())

    @property
    def pupils(self) -> int:
        """How many pupils the schools have that are cut off wholly."""
        return sum(one.pupils for one in self.schools if one.is_whole)

    @property
    def is_empty(self) -> bool:
        """True when nothing hangs on it."""
        return not (
            self.sites
            or self.sites_in_part
            or self.assets
            or self.thinned
            or any(self.cabling.values())
        )


def failing(network: Network, key: Key) -> list[int]:
    """Return the nodes that fail with a record.

    Raises:
        KeyError: Nothing hangs on records of this kind, or there is no such record.
    """
    uid, node_of, records = key.uid, network.node_of, network.records
    if not records.has(key):
        raise KeyError(key.kind)
    if key.kind == "school":
        uid = records["school"].text(uid, "site")
    elif key.kind == "district":
        table = records["site"]
        pairs = zip(table.column("uid"), table.column("district"), strict=True)
        return [node_of[str(site)] for site, district in pairs if district == uid]
    elif key.kind == "tube":
        table = records["strand"]
        pairs = zip(table.column("uid"), table.column("tube"), strict=True)
        return [node_of[str(strand)] for strand, tube in pairs if tube == uid]
    elif key.kind == "port":
        base = network.base["link"]
        nodes = [base + row for row in network.links_at.get(uid, ())]
        own = network.base["port"] + records["port"].row_of[uid]
        return [*nodes, own]
    return [node_of[uid]]


def impact(network: Network, key: Key) -> Impact:
    """Return what no longer works when a record fails.

    Raises:
        KeyError: Nothing hangs on records of this kind, or there is no such record.
    """
    failed = np.array(sorted(set(failing(network, key))), np.int64)
    failure = network.supply.fail(failed)
    dead = failure.dead[~np.isin(failure.dead, failed)]
    whole_sites, part_sites = _sites(network, failure.dead, failed)
    hit = np.zeros(network.count, np.bool_)
    hit[failure.dead] = True
    hit[network.base["site"] + whole_sites] = True
    assets, devices = _assets(network, dead)
    return Impact(
        key,
        tuple(_keys(network, "site", whole_sites)),
        tuple(_keys(network, "site", part_sites)),
        tuple(_schools(network, key, (network.rows_of(failed, "site"), whole_sites), part_sites)),
        assets,
        {kind: uids for kind in _CABLING if (uids := tuple(network.uids_of(dead, kind)))},
        tuple(
            Key(kind, uid)
            for kind in ("site", "asset")
            for uid in network.uids_of(failure.thinned, kind)
        ),
        devices,
        *_relatives(network, key, hit),
    )


def _sites(network: Network, dead: Ints, failed: Ints) -> tuple[Ints, Ints]:
    """Return the rows of the sites that are cut off wholly, and in part."""
    count = len(network.records["site"])
    every = np.arange(len(network.records["asset"]), dtype=np.int64)
    nodes = every + network.base["asset"]
    supplied: Bools = network.is_in_service & (network.asset_site >= 0)
    supplied &= network.supply.has_offer(nodes, Layer.DATA)
    is_dead = np.zeros(len(every), np.bool_)
    is_dead[network.rows_of(dead, "asset")] = True
    site = network.asset_site
    lost = np.bincount(site[is_dead & supplied], minlength=count)
    all_of = np.bincount(site[supplied], minlength=count)
    touched = is_dead & network.is_in_service & (site >= 0)
    touched[network.rows_of(failed, "asset")] = False
    is_cut = (lost > 0) & (lost == all_of) & (np.bincount(site[touched], minlength=count) > 0)
    is_cut[network.rows_of(dead, "site")] = True
    is_part = np.bincount(site[touched], minlength=count).astype(np.bool_) & ~is_cut
    own = network.rows_of(failed, "site")
    is_cut[own] = False
    is_part[own] = False
    return np.flatnonzero(is_cut), np.flatnonzero(is_part)


def _keys(network: Network, kind: str, rows: Ints) -> Iterable[Key]:
    table = network.records[kind]
    return (Key(kind, table.uid(row)) for row in rows.tolist())


def _schools(
    network: Network, cause: Key, cut: tuple[Ints, Ints], part: Ints
) -> Iterable[SchoolHit]:
    """Return the schools at sites, those that are cut off wholly and are the largest first.

    Sites that failed themselves take their schools with them, as those do that are cut off.
    """
    sites, schools = network.records["site"], network.records["school"]
    places = [(sites.uid(row), True) for row in np.concatenate(cut).tolist()]
    places += [(sites.uid(row), False) for row in part.tolist()]
    hits = [
        SchoolHit(
            Key("school", uid),
            schools.text(uid, "name"),
            whole(schools.get(uid, "pupils")),
            is_whole,
        )
        for site, is_whole in places
        for uid in network.schools_at.get(site, ())
        if uid != cause.uid
    ]
    return sorted(hits, key=lambda hit: (not hit.is_whole, -hit.pupils, hit.name))


def _assets(network: Network, dead: Ints) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the devices that no longer work by kind and their names in the profile."""
    table = network.records["asset"]
    found: dict[str, list[str]] = {}
    devices = []
    in_service = network.is_in_service
    for row in network.rows_of(dead, "asset").tolist():
        if in_service[row]:
            found.setdefault(str(table.at(row, "type.kind") or "other"), []).append(table.uid(row))
            if device := table.at(row, "device"):
                devices.append(str(device))
    order = sorted(found.items(), key=lambda item: -len(item[1]))
    return {kind: tuple(uids) for kind, uids in order}, tuple(devices)


def _relatives(network: Network, cause: Key, hit: Bools) -> tuple[tuple[str, ...], tuple[Key, ...]]:
    """Return points that measure for what is hit, and projects and milestones it belongs to."""
    points: dict[str, None] = {}
    papers: dict[Key, None] = {}
    for uid, others in network.relations_of.items():
        node = network.node_of.get(uid, -1)
        if uid != cause.uid and (node < 0 or not hit[node]):
            continue
        for kind, other, role in others:
            if kind == "point" and role == "measures":
                points[other] = None
            elif kind in {"project", "milestone"}:
                papers[Key(kind, other)] = None
    return tuple(points), tuple(papers)
