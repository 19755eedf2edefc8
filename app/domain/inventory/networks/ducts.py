"""Ducts in ducts: the way out to the route, and how full a duct is."""

from dataclasses import dataclass
from typing import Final

from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.records import number_of, whole
from app.domain.inventory.records import Key

_CABLE_MM: Final = ((12, 2.5), (24, 4.0), (96, 6.5), (144, 8.0), (288, 10.5))
"""Outer diameters of blown cables up to so many fibres, mm; typical of data sheets."""
_LARGE_CABLE_MM: Final = 14.0

FULL_SHARE: Final = 0.6
"""Above this share of the cross-section nothing more is blown in: a common rule of planning."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How full a duct is.

    Attributes:
        ducts: Ducts that lie in it.
        cables: Cables that lie in it.
        share: Share of the cross-section that they take; None where its diameter is unknown.
        is_assumed: True when diameters of cables are taken from the number of their fibres.
    """

    ducts: tuple[Key, ...]
    cables: tuple[Key, ...]
    share: float | None
    is_assumed: bool


def duct_chain(network: Network, uid: str) -> list[Key]:
    """Return a duct, the ducts it lies in from the inside outwards, and the route; rings end."""
    table = network.records["duct"]
    chain: list[Key] = []
    while uid in table.row_of and Key("duct", uid) not in chain:
        chain.append(Key("duct", uid))
        uid = table.text(uid, "parent")
    for key in reversed(chain):
        if route := table.text(key.uid, "route"):
            return [*chain, Key("route", route)]
    return chain


def fill(network: Network, uid: str) -> Fill:
    """Return how full a duct is."""
    ducts, cables = network.records["duct"], network.records["cable"]
    inner = [str(row[0]) for row in ducts.rows if row[3] == uid and row[0] != uid]
    inside = [str(row[0]) for row in cables.rows if row[2] == uid]
    across = number_of(ducts.get(uid, "diameter_mm"))
    widths = [number_of(ducts.get(one, "diameter_mm")) or 0.0 for one in inner]
    widths += [_cable_mm(whole(cables.get(one, "fibres"))) for one in inside]
    share = sum(width**2 for width in widths) / across**2 if across else None
    return Fill(
        tuple(Key("duct", one) for one in inner),
        tuple(Key("cable", one) for one in inside),
        share,
        bool(inside),
    )


def _cable_mm(fibres: int) -> float:
    """Return the typical diameter of a cable with so many fibres, mm."""
    return next((mm for most, mm in _CABLE_MM if fibres <= most), _LARGE_CABLE_MM)
