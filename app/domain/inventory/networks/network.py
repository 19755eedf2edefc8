"""The networks as one value: records, the graph of supply, and who is which node."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import repeat
from typing import Final

import numpy as np

from app.domain.inventory.fields import Value
from app.domain.inventory.networks.records import NetworkRecords
from app.domain.inventory.networks.supply import Bools, Ints, Layer, SupplyGraph
from app.domain.inventory.records import Key

NODE_KINDS: Final = (
    "site",
    "rack",
    "asset",
    "port",
    "route",
    "duct",
    "cable",
    "strand",
    "splice",
    "link",
    "radio_site",
)
"""Kinds that are nodes of the graph of supply, in the order of their numbers."""

PASSIVE_KINDS: Final = frozenset({"patch_panel", "splitter", "closure"})
"""Assets that lead a signal on without power."""

IN_SERVICE: Final = "in_service"
_DUCT_LINK: Final = "duct"


class Network:
    """Everything that is asked of the networks stands on this; it never changes.

    Args:
        records: The rows.

    Attributes:
        records: As given.
        base: Number of the first node of each kind.
    """

    def __init__(self, records: NetworkRecords) -> None:
        self.records = records
        self.base: dict[str, int] = {}
        count = 0
        for kind in NODE_KINDS:
            self.base[kind] = count
            count += len(records[kind])
        self.count = count
        self._ends = [self.base[kind] for kind in NODE_KINDS[1:]] + [count]

    # ---- names and numbers -----------------------------------------------------------------------
    @cached_property
    def node_of(self) -> dict[str, int]:
        """Node of each record by its uid; a port that leads nowhere on stands for its asset."""
        found: dict[str, int] = {}
        for kind in NODE_KINDS:
            base = self.base[kind]
            if kind == "port":
                self._add_ports(found)
            else:
                found.update((uid, base + row) for uid, row in self.records[kind].row_of.items())
        return found

    def key(self, node: int) -> Key:
        """Return the record of a node."""
        place = int(np.searchsorted(self._ends, node, side="right"))
        kind = NODE_KINDS[place]
        return Key(kind, self.records[kind].uid(node - self.base[kind]))

    def rows_of(self, nodes: Ints, kind: str) -> Ints:
        """Return the rows of the nodes that are of a kind."""
        first = self.base[kind]
        rows: Ints = nodes[(nodes >= first) & (nodes < first + len(self.records[kind]))] - first
        return rows

    def uids_of(self, nodes: Ints, kind: str) -> list[str]:
        """Return the uids of the nodes that are of a kind."""
        table = self.records[kind]
        return [table.uid(row) for row in self.rows_of(nodes, kind).tolist()]

    # ---- what hangs together ---------------------------------------------------------------------
    @cached_property
    def links_at(self) -> dict[str, list[int]]:
        """Rows of the links, other than dismantled ones, by the uid of what they end at."""
        table = self.records["link"]
        found: dict[str, list[int]] = {}
        states, ends = table.column("state"), (table.column("a"), table.column("b"))
        for row, (state, a, b) in enumerate(zip(states, *ends, strict=True)):
            if state != "retired":
                found.setdefault(str(a), []).append(row)
                if b != a:
                    found.setdefault(str(b), []).append(row)
        return found

    @cached_property
    def partners(self) -> dict[str, list[str]]:
        """Ports behind each port: the back of a panel, the outputs of a splitter, its input."""
        table = self.records["port"]
        found: dict[str, list[str]] = {}
        for uid, through in zip(table.column("uid"), table.column("through"), strict=True):
            if isinstance(through, str) and through:
                found.setdefault(str(uid), []).append(through)
                found.setdefault(through, []).append(str(uid))
        return {uid: list(dict.fromkeys(ones)) for uid, ones in found.items()}

    @cached_property
    def ports_of(self) -> dict[str, list[str]]:
        """Ports of each asset."""
        return self._grouped("port", "asset")

    @cached_property
    def splices_at(self) -> dict[str, list[int]]:
        """Rows of the splices at each strand."""
        table = self.records["splice"]
        found: dict[str, list[int]] = {}
        for row, (a, b) in enumerate(zip(table.column("a"), table.column("b"), strict=True)):
            found.setdefault(str(a), []).append(row)
            if b != a:
                found.setdefault(str(b), []).append(row)
        return found

    @cached_property
    def strands_of(self) -> dict[str, list[str]]:
        """Strands of each cable."""
        return self._grouped("strand", "cable")

    @cached_property
    def splices_in(self) -> dict[str, list[str]]:
        """Splices of each closure."""
        return self._grouped("splice", "closure")

    @cached_property
    def assets_at(self) -> dict[str, list[str]]:
        """Assets of each site."""
        return self._grouped("asset", "site")

    @cached_property
    def schools_at(self) -> dict[str, list[str]]:
        """Schools of each site."""
        return self._grouped("school", "site")

    @cached_property
    def relations_of(self) -> dict[str, list[tuple[str, str, str]]]:
        """Relations of each record: kind and id of the other end, role."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for _, from_kind, begin, to_kind, end, role in self.records["relation"].rows:
            found.setdefault(str(begin), []).append((str(to_kind), str(end), str(role)))
            found.setdefault(str(end), []).append((str(from_kind), str(begin), str(role)))
        return found

    def _grouped(self, kind: str, path: str) -> dict[str, list[str]]:
        table = self.records[kind]
        found: dict[str, list[str]] = {}
        for uid, owner in zip(table.column("uid"), table.column(path), strict=True):
            if owner is not None:
                found.setdefault(str(owner), []).append(str(uid))
        return found

    # ---- the graph of supply ---------------------------------------------------------------------
    @cached_property
    def supply(self) -> SupplyGraph:
        """What depends on what."""
        parts = [*self._containers(), *self._link_edges(), *self._panel_edges(), *self._splices()]
        source, target, layer = (
            np.concatenate([part[place] for part in parts] or [np.zeros(0, np.int64)])
            for place in range(3)
        )
        passive = np.zeros(self.count, np.bool_)
        for kind in ("port", "strand", "splice"):
            passive[self.base[kind] : self.base[kind] + len(self.records[kind])] = True
        return SupplyGraph(self.count, source, target, layer, passive)

    @cached_property
    def asset_site(self) -> Ints:
        """Row of the site of each asset, int64[assets]; -1 where there is none."""
        rows = self.records["site"].row_of
        return np.array(
            [rows.get(str(one), -1) for one in self.records["asset"].column("site")], np.int64
        )

    @cached_property
    def is_in_service(self) -> Bools:
        """Which assets are in service, bool[assets]."""
        states = self.records["asset"].column("state")
        return np.array([state == IN_SERVICE for state in states], np.bool_)

    def is_passive(self, asset: str) -> bool:
        """Tell whether an asset leads a signal on without power."""
        return self.records["asset"].text(asset, "type.kind") in PASSIVE_KINDS

    def _add_ports(self, found: dict[str, int]) -> None:
        table, base = self.records["port"], self.base["port"]
        assets = table.column("asset")
        for uid, row in table.row_of.items():
            own = found.get(str(assets[row])) if uid not in self.partners else None
            found[uid] = base + row if own is None else own

    def _nodes(self, values: Iterable[Value]) -> Ints:
        get = self.node_of.get
        return np.fromiter(map(get, values, repeat(-1)), np.int64)  # type: ignore[arg-type]

    def _containers(self) -> list[tuple[Ints, Ints, Ints]]:
        """Return what lies in what."""
        inside: Sequence[tuple[str, str, Layer]] = (
            ("asset", "site", Layer.PLACE),
            ("asset", "rack", Layer.FRAME),
            ("asset", "parent", Layer.PART),
            ("rack", "site", Layer.PLACE),
            ("duct", "route", Layer.PLACE),
            ("duct", "parent", Layer.PART),
            ("cable", "route", Layer.PLACE),
            ("cable", "duct", Layer.PART),
            ("strand", "cable", Layer.PART),
            ("splice", "closure", Layer.PART),
            ("link", "route", Layer.PLACE),
            ("radio_site", "site", Layer.PLACE),
        )
        return [
            _edges(self._nodes(self.records[kind].column(path)), self._own(kind), layer)
            for kind, path, layer in inside
        ]

    def _own(self, kind: str) -> Ints:
        return np.arange(len(self.records[kind]), dtype=np.int64) + self.base[kind]

    def _link_edges(self) -> list[tuple[Ints, Ints, Ints]]:
        """Return the ways of what is in service: from the beginning to the link to its end."""
        table, own = self.records["link"], self._own("link")
        kinds, states = table.column("kind"), table.column("state")
        carries = np.array(
            [
                kind != _DUCT_LINK and state == IN_SERVICE
                for kind, state in zip(kinds, states, strict=True)
            ],
            np.bool_,
        )
        power = np.array([kind == "power" for kind in kinds], np.bool_)
        begins, ends = self._nodes(table.column("a")), self._nodes(table.column("b"))
        parts = []
        for chosen, layer in ((carries & ~power, Layer.DATA), (carries & power, Layer.POWER)):
            parts.append(_edges(begins[chosen], own[chosen], layer))
            parts.append(_edges(own[chosen], np.where(begins == ends, -1, ends)[chosen], layer))
        return parts

    def _panel_edges(self) -> list[tuple[Ints, Ints, Ints]]:
        """Return the ways through panels and splitters, and that these need their asset."""
        table = self.records["port"]
        ports = [uid for uid in self.partners if uid in table.row_of]
        assets = self._nodes(table.get(uid, "asset") for uid in ports)
        fed = {str(b) for b in self.records["link"].column("b")}
        pairs = [
            (begin, other)
            for begin, others in self.partners.items()
            for other in others
            if self._leads(begin, other, fed)
        ]
        begins, ends = (self._nodes([pair[side] for pair in pairs]) for side in (0, 1))
        return [
            _edges(assets, self._nodes(ports), Layer.PART),
            _edges(begins, ends, Layer.DATA),
        ]

    def _leads(self, begin: str, other: str, fed: set[str]) -> bool:
        """Tell whether a signal goes from a port to the one behind it.

        A splitter leads from its common port to its outputs; a panel from the side that is fed.
        """
        through = self.records["port"].get(other, "through")
        if len(self.partners.get(begin, ())) > 1 or len(self.partners.get(other, ())) > 1:
            return through == begin
        if (begin in fed) == (other in fed):
            return True
        return begin in fed

    def _splices(self) -> list[tuple[Ints, Ints, Ints]]:
        """Return the ways through splices, which lead light either way."""
        table, own = self.records["splice"], self._own("splice")
        a, b = self._nodes(table.column("a")), self._nodes(table.column("b"))
        return [
            _edges(begin, end, Layer.DATA)
            for side in (a, b)
            for begin, end in ((side, own), (own, side))
        ]


def _edges(source: Ints, target: Ints, layer: Layer) -> tuple[Ints, Ints, Ints]:
    """Return edges without those of which an end is not there."""
    is_whole = (source >= 0) & (target >= 0) & (source != target)
    source, target = source[is_whole], target[is_whole]
    return source, target, np.full(len(source), int(layer), np.int64)
