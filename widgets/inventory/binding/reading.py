"""What binding reads, in the thread of a reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain.inventory.records import Key
from app.services.inventory.binding_changes import (
    SiteChoice,
    TypeChoice,
    read_sites,
    read_types,
)
from app.services.inventory.binding_facts import OVER, Asset, Device, Stock, read_asset, read_stock
from app.services.inventory.binding_proposals import Matcher, Overview, Proposal, overview_of
from app.services.ports import InventoryReader


@dataclass(frozen=True, slots=True)
class Bindings:
    """All that the pane shows.

    Attributes:
        stock: The records.
        overview: What is bound and what is not.
        matcher: Proposes pairs of what is not.
        proposals: At most one for each loose device and record, best first; None while they are
            being looked for.
        types: Types that new records may have.
        sites: Sites they may stand at.
    """

    stock: Stock = field(default_factory=Stock)
    overview: Overview = field(default_factory=Overview)
    matcher: Matcher = field(default_factory=lambda: Matcher((), ()))
    proposals: tuple[Proposal, ...] | None = None
    types: tuple[TypeChoice, ...] = ()
    sites: tuple[SiteChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundAsset:
    """All that the dialog shows.

    Attributes:
        asset: The record; None when it is gone.
        rev: Its version.
        stock: The records that have devices.
        proposals: The devices that it most likely is, by name.
    """

    asset: Asset | None
    rev: int
    stock: Stock
    proposals: dict[str, Proposal]


def read_bindings(reader: InventoryReader, devices: Sequence[Device]) -> Bindings:
    """Return what is bound and what is not, without proposals."""
    stock = read_stock(reader, devices)
    overview = overview_of(devices, stock)
    loose = [*overview.bare, *(one for one in overview.unknown if one.state not in OVER)]
    matcher = Matcher(overview.loose, loose)
    return Bindings(
        stock,
        overview,
        matcher,
        None,
        read_types(reader),
        read_sites(reader),
    )


def propose(read: Bindings, is_wanted: Callable[[], bool]) -> tuple[Proposal, ...]:
    """Return at most one proposal for each loose device and record; seconds for thousands."""
    return tuple(read.matcher.pairs(is_wanted))


def read_bound(reader: InventoryReader, key: Key, devices: Sequence[Device]) -> BoundAsset:
    """Return a record and the devices that it may be."""
    record = reader.record(key.kind, key.uid)
    asset = None if record is None else read_asset(reader, key.uid)
    stock = read_stock(reader, devices)
    if record is None or asset is None:
        return BoundAsset(None, 0, stock, {})
    found = Matcher(devices, ()).devices_for(asset)
    return BoundAsset(asset, record.rev, stock, {one.device.name: one for one in found})
