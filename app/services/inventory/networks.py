"""The networks of the inventory, read once and kept until a change touches them."""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final

from app.domain.inventory.changes import Commit
from app.domain.inventory.networks.closures import ClosurePlan, closure_plan
from app.domain.inventory.networks.impact import Impact, impact
from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.records import PATHS, NetworkRecords, Row
from app.domain.inventory.networks.traces import Trace
from app.domain.inventory.networks.walks import trace
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader

TOUCHING: Final = frozenset({*PATHS, "asset_type"})
"""Kinds whose changes the networks must take up."""


class Networks:
    """Answers what is asked of the networks; any thread, one after the other.

    The first question reads everything (about a second for 100,000 links), so it is asked beside
    the window. After a change only the kinds it touched are read again; the graph is made anew.

    Args:
        open_reader: Gives a reader of one's own.
    """

    def __init__(self, open_reader: Callable[[], InventoryReader]) -> None:
        self._open_reader = open_reader
        self._lock = Lock()
        self._stale_lock = Lock()
        self._stale: set[str] = set(PATHS)
        self._rows: dict[str, list[Row]] = {}
        self._network: Network | None = None

    @property
    def is_ready(self) -> bool:
        """True when a question is answered without reading."""
        return self._network is not None and not self._stale

    def touch(self, commit: Commit) -> bool:
        """Take up a change; return whether it touched the networks."""
        kinds = {key.kind for key in commit.changed} & TOUCHING
        if "asset_type" in kinds:
            kinds = (kinds - {"asset_type"}) | {"asset"}
        with self._stale_lock:
            self._stale |= kinds
        return bool(kinds)

    def network(self) -> Network:
        """Return the networks as they are now; reads them when need be.

        Raises:
            StorageError: They cannot be read.
        """
        with self._lock:
            with self._stale_lock:
                stale, self._stale = self._stale, set()
            if stale or self._network is None:
                try:
                    self._read(stale)
                except BaseException:
                    with self._stale_lock:
                        self._stale |= stale
                    raise
                self._network = make_network(self._rows)
            return self._network

    def impact(self, key: Key) -> Impact:
        """Return what no longer works when a record fails.

        Raises:
            KeyError: Nothing hangs on records of this kind, or there is no such record.
        """
        return impact(self.network(), key)

    def trace(self, key: Key) -> Trace:
        """Return the way on which a port, link, strand, splice, asset, site or school lies.

        Of a site (and the site of a school) it is the way by which it is supplied from outside.

        Raises:
            KeyError: There is no such record, or it lies on no way.
        """
        network = self.network()
        if key.kind == "school":
            key = Key("site", network.records["school"].text(key.uid, "site"))
        if key.kind == "site":
            key = entrance(network, key.uid) or key
        return trace(network, key)

    def strand_trace(self, uid: str) -> Trace:
        """Return the way of light through a strand.

        Raises:
            KeyError: There is no such strand.
        """
        return self.trace(Key("strand", uid))

    def closure_plan(self, uid: str) -> ClosurePlan:
        """Return the splice plan of a closure.

        Raises:
            KeyError: There is no such asset.
        """
        return closure_plan(self.network(), uid)

    def _read(self, kinds: set[str]) -> None:
        reader = self._open_reader()
        try:
            for kind in kinds:
                self._rows[kind] = list(reader.values(kind, PATHS[kind]))
        finally:
            reader.close()


def entrance(network: Network, site: str) -> Key | None:
    """Return the port by which a site is supplied from outside; None where nothing is.

    A device in service comes before all others.

    Args:
        network: The network.
        site: Uid of the site.
    """
    found: Key | None = None
    for asset in network.assets_at.get(site, ()):
        row = network.records["asset"].row_of[asset]
        port = _fed_port(network, asset, site)
        if port and network.is_in_service[row]:
            return Key("port", port)
        found = found or (Key("port", port) if port else None)
    return found


def _fed_port(network: Network, asset: str, site: str) -> str:
    """Return a port of an asset that a link from outside of its site leads to; empty for none."""
    links = network.records["link"]
    for port in network.ports_of.get(asset, ()):
        for row in network.links_at.get(port, ()):
            begin = str(links.at(row, "a"))
            if str(links.at(row, "b")) == port and _site_of(network, begin) != site:
                return port
    return ""


def _site_of(network: Network, end: str) -> str:
    """Return the site of what a link ends at; empty where that is no port and no asset."""
    asset = network.records["port"].text(end, "asset") or end
    return network.records["asset"].text(asset, "site")


def make_network(rows: Mapping[str, list[Row]]) -> Network:
    """Return the networks of rows, with all that questions need already worked out."""
    network = Network(NetworkRecords(rows))
    _ = (network.supply, network.links_at, network.splices_at, network.asset_site)
    _ = (network.is_in_service, network.relations_of, network.schools_at, network.records.kind_of)
    return network
