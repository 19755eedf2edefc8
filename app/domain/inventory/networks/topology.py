"""Which devices hang on which, without the passive parts between them: what a topology shows."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.inventory.folding import natural_key
from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.supply import Layer
from app.domain.inventory.records import Key

GROUP_FROM: Final = 4
"""So many like leaves under one device are drawn as one."""

MOST_NODES: Final = 6_000
"""More are not laid out; the topology says that it was cut."""


@dataclass(frozen=True, slots=True)
class TopologyNode:
    """What is drawn as one box.

    Attributes:
        key: The device or site; of a group, the first of its members.
        title: What it is called; empty for a group.
        kind: Kind of the asset, or of the site as `site.pop`.
        site: What its site is called.
        members: The devices of a group; the one device otherwise.
        group: Name of the group that this box stands for or came from, empty for none.
        devices: Names of its devices in the profile.
        tier: Steps from the supply, from 0.
    """

    key: Key
    title: str
    kind: str
    site: str
    members: tuple[Key, ...]
    group: str
    devices: tuple[str, ...]
    tier: int

    @property
    def is_group(self) -> bool:
        """True when it stands for several devices."""
        return len(self.members) > 1


@dataclass(frozen=True, slots=True)
class Topology:
    """A network as boxes and lines.

    Attributes:
        nodes: The boxes.
        edges: Lines as pairs of places in `nodes`, from supply to consumer.
        parent: The box each box is drawn behind; -1 of those in the first column.
        is_cut: True when there was more than can be drawn.
    """

    nodes: tuple[TopologyNode, ...]
    edges: tuple[tuple[int, int], ...]
    parent: tuple[int, ...]
    is_cut: bool = False


def topology(
    network: Network, keys: Iterable[Key], unfolded: AbstractSet[str] | None = frozenset()
) -> Topology:
    """Return the network of what is selected: all at it, what supplies it, what it supplies.

    Args:
        network: The networks.
        keys: Sites, districts, racks, assets; nothing stands for everything.
        unfolded: Names of groups whose members are drawn one by one; None for all of them.
    """
    wanted = list(keys)
    below, above = _ways(network)
    chosen = _chosen(network, wanted, below, above)
    is_cut = len(chosen) > MOST_NODES
    if is_cut:
        chosen = set(sorted(chosen)[:MOST_NODES])
    following = {
        node: sorted(
            {one for one in below.get(node, ()) if one in chosen and one != node},
            key=lambda one: _order(network, one),
        )
        for node in chosen
    }
    parent, tier, order = _forest(chosen, following, above)
    return _boxes(network, _Forest(following, parent, tier, order), unfolded, is_cut=is_cut)


def _order(network: Network, node: int) -> tuple[str, str]:
    return _kind(network, node), natural_key(network.records.title(network.key(node)))


def _ways(network: Network) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return for each asset or site what it supplies next, and what supplies it."""
    below: dict[int, list[int]] = {}
    above: dict[int, list[int]] = {}
    supply = network.supply
    edges = supply.layer == Layer.DATA
    ends = zip(supply.source[edges].tolist(), supply.target[edges].tolist(), strict=True)
    following: dict[int, list[int]] = {}
    for a, b in ends:
        following.setdefault(a, []).append(b)
    shown = _is_shown(network)
    for node in [node for node in following if shown[node]]:
        seen = {node}
        waiting = list(following[node])
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            if shown[one]:
                below.setdefault(node, []).append(one)
                above.setdefault(one, []).append(node)
            else:
                waiting += following.get(one, ())
    return below, above


def _is_shown(network: Network) -> list[bool]:
    shown = np.zeros(network.count, np.bool_)
    for kind in ("site", "asset"):
        shown[network.base[kind] : network.base[kind] + len(network.records[kind])] = True
    for row, asset_kind in enumerate(network.records["asset"].column("type.kind")):
        if asset_kind in {"patch_panel", "closure"}:
            shown[network.base["asset"] + row] = False
    return [bool(one) for one in shown]


def _chosen(
    network: Network,
    keys: list[Key],
    below: dict[int, list[int]],
    above: dict[int, list[int]],
) -> set[int]:
    """Return what is drawn: what is wanted, all above it, all below it."""
    if not keys:
        return {*below, *above}
    wanted = {node for key in keys for node in _nodes_of(network, key)}
    wanted = {node for node in wanted if node in below or node in above}
    found = set(wanted)
    for ways in (above, below):
        seen = set(wanted)
        waiting = list(wanted)
        while waiting:
            fresh = [one for one in ways.get(waiting.pop(), ()) if one not in seen]
            seen.update(fresh)
            waiting += fresh
        found |= seen
    return found


def _nodes_of(network: Network, key: Key) -> list[int]:
    node_of, records = network.node_of, network.records
    if key.kind == "district":
        rows = records["site"].rows
        return [
            node
            for row in rows
            if row[3] == key.uid
            for node in _nodes_of(network, Key("site", str(row[0])))
        ]
    if key.kind == "school":
        return _nodes_of(network, Key("site", records["school"].text(key.uid, "site")))
    if key.kind == "rack":
        return [node_of[str(row[0])] for row in records["asset"].rows if row[6] == key.uid]
    if key.kind == "port":
        return _nodes_of(network, Key("asset", records["port"].text(key.uid, "asset")))
    nodes = [node_of[key.uid]] if key.kind in {"site", "asset"} and key.uid in node_of else []
    if key.kind == "site":
        nodes += [node_of[uid] for uid in network.assets_at.get(key.uid, ())]
    return nodes


@dataclass(frozen=True, slots=True)
class _Forest:
    following: dict[int, list[int]]
    parent: dict[int, int]
    tier: dict[int, int]
    order: list[int]


def _forest(
    chosen: set[int], following: dict[int, list[int]], above: dict[int, list[int]]
) -> tuple[dict[int, int], dict[int, int], list[int]]:
    """Return the parent and the tier of each node, and an order with parents first."""
    parent: dict[int, int] = {}
    tier: dict[int, int] = {}
    order: list[int] = []
    roots = sorted(node for node in chosen if not any(one in chosen for one in above.get(node, ())))
    _grow(roots, following, parent, tier, order)
    for node in sorted(chosen):
        if node not in tier:
            # What only rings supply has no root: its first node serves.
            _grow([node], following, parent, tier, order)
    return parent, tier, order


def _grow(
    front: list[int],
    following: dict[int, list[int]],
    parent: dict[int, int],
    tier: dict[int, int],
    order: list[int],
) -> None:
    """Add what hangs on some roots, column by column."""
    parent.update(dict.fromkeys(front, -1))
    tier.update(dict.fromkeys(front, 0))
    while front:
        order += front
        offers: dict[int, list[int]] = {}
        for node in front:
            for one in following[node]:
                if one not in tier:
                    offers.setdefault(one, []).append(node)
        carried = dict.fromkeys(front, 0)
        # What has one way is settled first; the others then even the columns out.
        for one in sorted(offers, key=lambda one: len(offers[one])):
            parent[one] = min(offers[one], key=lambda node: carried[node])
            carried[parent[one]] += 1
            tier[one] = tier[parent[one]] + 1
        front = list(offers)


def _boxes(
    network: Network, forest: _Forest, unfolded: AbstractSet[str] | None, *, is_cut: bool
) -> Topology:
    """Return the boxes and lines of a forest, with like leaves together."""
    groups: dict[tuple[int, str, tuple[int, ...]], list[int]] = {}
    ups: dict[int, list[int]] = {}
    for node, ones in forest.following.items():
        for one in ones:
            ups.setdefault(one, []).append(node)
    for node in forest.order:
        if not forest.following[node]:
            sources = tuple(sorted(ups.get(node, ())))
            groups.setdefault((forest.parent[node], _kind(network, node), sources), []).append(node)
    name_of: dict[int, str] = {}
    for (parent, kind, sources), leaves in groups.items():
        if len(leaves) >= GROUP_FROM and parent >= 0:
            others = [network.key(node).uid for node in sources if node != parent]
            name = "/".join((network.key(parent).uid, kind, *others))
            name_of.update(dict.fromkeys(leaves, name))
    nodes, place_of = _collect(network, forest, name_of, unfolded)
    edges = {(place_of[a], place_of[b]): None for a in forest.order for b in forest.following[a]}
    parents = [-1] * len(nodes)
    for node in reversed(forest.order):
        if forest.parent[node] >= 0:
            parents[place_of[node]] = place_of[forest.parent[node]]
    return Topology(tuple(nodes), tuple(edges), tuple(parents), is_cut)


def _collect(
    network: Network, forest: _Forest, name_of: dict[int, str], unfolded: AbstractSet[str] | None
) -> tuple[list[TopologyNode], dict[int, int]]:
    members: dict[str, list[int]] = {}
    for node in forest.order:
        name = name_of.get(node, "")
        if name and unfolded is not None and name not in unfolded:
            members.setdefault(name, []).append(node)
    nodes: list[TopologyNode] = []
    place_of: dict[int, int] = {}
    for node in forest.order:
        if node in place_of:
            continue
        name = name_of.get(node, "")
        together = members.get(name, [node])
        place_of.update(dict.fromkeys(together, len(nodes)))
        nodes.append(_box(network, together, name, forest.tier[node]))
    return nodes, place_of


def _box(network: Network, nodes: list[int], group: str, tier: int) -> TopologyNode:
    keys = tuple(network.key(node) for node in nodes)
    records = network.records
    first = keys[0]
    site = records["asset"].text(first.uid, "site") if first.kind == "asset" else ""
    devices = [records["asset"].text(key.uid, "device") for key in keys if key.kind == "asset"]
    return TopologyNode(
        first,
        records.title(first) if len(keys) == 1 else "",
        _kind(network, nodes[0]),
        records["site"].text(site, "name") if site else "",
        keys,
        group,
        tuple(device for device in devices if device),
        tier,
    )


def _kind(network: Network, node: int) -> str:
    key = network.key(node)
    if key.kind == "site":
        return f"site.{network.records['site'].text(key.uid, 'kind')}"
    return network.records["asset"].text(key.uid, "type.kind") or "other"
