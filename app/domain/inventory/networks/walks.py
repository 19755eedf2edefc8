"""The way of a signal, from the side of supply to all its ends.

It goes port to port through links, panels and splitters, and strand to strand over splices; it is
a tree that branches where a splitter does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.inventory.networks.losses import Meter
from app.domain.inventory.networks.network import IN_SERVICE, Network
from app.domain.inventory.networks.traces import End, Fault, Means, Step, Trace
from app.domain.inventory.records import Key

MOST_STEPS: Final = 5_000
"""A trace that has more steps is cut off, and says so."""

_ENDS: Final = 2
"""A fibre has so many."""


@dataclass(frozen=True, slots=True)
class _Hop:
    """A possible next step."""

    key: Key
    means: Means
    via: Key | None = None
    is_upstream: bool | None = None
    """True from the consumer's side to that of the supply; None where it has no direction."""


def trace(network: Network, key: Key) -> Trace:
    """Return the whole way on which a port, strand, link, splice or asset lies.

    Raises:
        KeyError: There is no such record, or it lies on no way.
    """
    start = _start(network, key)
    found = _tree(network, _head(network, start), start)
    if len(found.steps) == 1 and start.kind not in {"port", "strand"}:
        raise KeyError(key.uid)
    return found


def _start(network: Network, key: Key) -> Key:
    """Return the port or strand to begin with."""
    records = network.records
    if not records.has(key):
        raise KeyError(key.uid)
    if key.kind == "link":
        for side in ("b", "a"):
            uid = records["link"].text(key.uid, side)
            if kind := records.kind_of.get(uid):
                return Key(kind, uid)
        raise KeyError(key.uid)
    if key.kind == "splice":
        return Key("strand", records["splice"].text(key.uid, "a"))
    if key.kind == "asset":
        return _port_of(network, key)
    if key.kind in {"port", "strand", "site"}:
        return key
    raise KeyError(key.uid)


def _port_of(network: Network, asset: Key) -> Key:
    """Return the port by which an asset is supplied; else one that is connected; else itself."""
    ports = network.ports_of.get(asset.uid, [])
    table = network.records["link"]
    linked = [(port, row) for port in ports for row in network.links_at.get(port, ())]
    for port, row in linked:
        if table.at(row, "b") == port:
            return Key("port", port)
    return Key("port", linked[0][0]) if linked else asset


# ---- where it begins -----------------------------------------------------------------------------
def _head(network: Network, start: Key) -> Key:
    """Return the end of the way on the side of supply."""
    branches = list(_hops(network, start, None, None))
    for hop in branches:
        end, is_upstream = _follow(network, start, hop)
        if is_upstream:
            return end
    if len(branches) > 1:
        # Without any direction the way begins at the end of the first branch.
        ends = [
            end
            for hop in branches
            for end, is_upstream in [_follow(network, start, hop)]
            if is_upstream is None
        ]
        return ends[0] if ends else start
    return start


def _follow(network: Network, start: Key, hop: _Hop) -> tuple[Key, bool | None]:
    """Go one way to its end; return the end, and whether that is the side of supply."""
    seen = {start}
    here, direction = start, None
    step: _Hop | None = hop
    while step is not None and step.key not in seen and len(seen) < MOST_STEPS:
        if direction is None:
            direction = step.is_upstream
        if not network.records.has(step.key):
            break
        here = step.key
        seen.add(here)
        step = next(_hops(network, here, step.means, step.via), None)
    return here, direction


# ---- the tree ------------------------------------------------------------------------------------
def _tree(network: Network, head: Key, asked: Key) -> Trace:
    walker = _Walker(network)
    walker.walk(head)
    place = next((n for n, step in enumerate(walker.steps) if step.key == asked), 0)
    return Trace(tuple(walker.steps), place, walker.is_optical)


class _Walker:
    """Walks a whole tree, deepest branches first, without recursion."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.steps: list[Step] = []
        self.is_optical = False
        self._meter = Meter(network, self.steps)
        self._seen: set[Key] = set()

    def walk(self, head: Key) -> None:
        """Fill `steps` with all that is reached from an end."""
        waiting: list[tuple[_Hop, int]] = [(_Hop(head, Means.START), -1)]
        while waiting:
            hop, parent = waiting.pop()
            place = len(self.steps)
            step = self._step(hop, parent)
            self.steps.append(step)
            if step.end is not None:
                continue
            self._seen.add(hop.key)
            following = list(_hops(self.network, hop.key, hop.means, hop.via))
            if place + len(waiting) + len(following) > MOST_STEPS:
                self.steps[place] = replace(step, end=End.CUT_OFF)
            elif following:
                waiting += [(one, place) for one in reversed(following)]
            else:
                self.steps[place] = replace(step, end=self._reason(hop))
            if len(following) > 1 and not self._may_branch(hop, following):
                last = self.steps[place]
                self.steps[place] = replace(last, faults=(*last.faults, Fault.CROWDED))

    def _may_branch(self, hop: _Hop, following: Sequence[_Hop]) -> bool:
        """Tell whether a way may go on in several: in a splitter, at a radio, from a device."""
        if hop.key.kind == "port":
            is_radio = self.network.records["port"].get(hop.key.uid, "kind") == "radio"
            return is_radio or following[0].means is Means.THROUGH
        if hop.key.kind == "strand":
            # In a ring, or where the beginning is lost, it begins within a fibre: two ways leave.
            return hop.means is Means.START and len(following) == _ENDS
        return True

    def _step(self, hop: _Hop, parent: int) -> Step:
        before = self.steps[parent] if parent >= 0 else None
        bare = Step(hop.key, parent, hop.means, hop.via)
        losses, length = self._meter.costs(bare, before)
        self.is_optical |= bool(losses)
        end = None
        if not self.network.records.has(hop.key):
            end = End.MISSING
        elif hop.key in self._seen:
            end = End.RING
        return replace(
            bare,
            losses=tuple(losses),
            total_db=(before.total_db if before else 0.0) + sum(loss.db for loss in losses),
            length_m=(before.length_m if before else 0.0) + length,
            faults=tuple(self._faults(hop)),
            end=end,
        )

    def _reason(self, hop: _Hop) -> End:
        """Say why nothing follows."""
        if hop.key.kind == "strand":
            return End.OPEN_STRAND
        if hop.key.kind != "port":
            return End.DEVICE
        asset = self.network.records["port"].text(hop.key.uid, "asset")
        is_open = hop.means in {Means.THROUGH, Means.START} or self.network.is_passive(asset)
        return End.OPEN_PORT if is_open else End.DEVICE

    def _faults(self, hop: _Hop) -> Iterator[Fault]:
        records = self.network.records
        if hop.via is not None and hop.via.kind == "link":
            yield from _state_faults(records["link"].get(hop.via.uid, "state"))
        if hop.key.kind == "strand":
            if records["strand"].get(hop.key.uid, "state") == "defective":
                yield Fault.DEFECTIVE
            cable = records["strand"].text(hop.key.uid, "cable")
            yield from _state_faults(records["cable"].get(cable, "state"))


def _state_faults(state: object) -> Iterator[Fault]:
    if state is not None and state != IN_SERVICE and state in set(Fault):
        yield Fault(str(state))


# ---- what comes next -----------------------------------------------------------------------------
def _hops(network: Network, key: Key, came: Means | None, via: Key | None) -> Iterator[_Hop]:
    """Yield what follows a place, when it was reached in a way; all of it when it was not."""
    if key.kind == "port":
        yield from _from_port(network, key, came)
    elif key.kind == "strand":
        yield from _from_strand(network, key, via)
    elif came in {None, Means.START}:
        yield from _links(network, key, None)


def _from_port(network: Network, key: Key, came: Means | None) -> Iterator[_Hop]:
    links = list(_links(network, key, None)) if came is not Means.LINK else []
    if came is not Means.THROUGH and not (came is Means.START and links):
        partners = network.partners.get(key.uid, ())
        through = network.records["port"].get(key.uid, "through")
        order = sorted(partners, key=lambda uid: uid != through) if came is None else partners
        for uid in order:
            yield _Hop(Key("port", uid), Means.THROUGH)
    yield from links


def _from_strand(network: Network, key: Key, via: Key | None) -> Iterator[_Hop]:
    yield from _links(network, key, via)
    table = network.records["splice"]
    for row in network.splices_at.get(key.uid, ()):
        splice = Key("splice", table.uid(row))
        if splice != via:
            a, b = str(table.at(row, "a")), str(table.at(row, "b"))
            yield _Hop(Key("strand", b if a == key.uid else a), Means.SPLICE, splice)


def _links(network: Network, key: Key, via: Key | None) -> Iterator[_Hop]:
    table, kind_of = network.records["link"], network.records.kind_of
    for row in network.links_at.get(key.uid, ()):
        link = Key("link", table.uid(row))
        if link == via:
            continue
        a, b = str(table.at(row, "a")), str(table.at(row, "b"))
        is_upstream = b == key.uid
        other = a if is_upstream else b
        named = table.at(row, "a_kind" if is_upstream else "b_kind")
        yield _Hop(Key(kind_of.get(other) or str(named), other), Means.LINK, link, is_upstream)
