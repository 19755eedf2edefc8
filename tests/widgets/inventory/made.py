"""A little inventory for the tests of table, tree and bulk edit."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import SignalInstance

from app.domain.inventory.changes import Commit
from tests.inventories import MadeInventory, create, make_inventory
from widgets.inventory.panes import InventoryPane, Wish

STATES = ("in_service", "in_stock", "repair", "in_service")
ASSETS = 300


@dataclass
class Made:
    """The inventory and the names of what is in it."""

    store: MadeInventory
    districts: list[str]
    sites: list[str]
    rooms: list[str]
    racks: list[str]
    types: list[str]
    assets: list[str]

    def serve(self, pane: InventoryPane) -> None:
        """Carry out what a pane wishes, and tell it the commit."""

        def carry_out(wish: Wish) -> None:
            try:
                outcome: Commit | Exception = self.store.commit(wish.changeset)
            except Exception as error:  # noqa: BLE001 - the pane is told whatever it is
                outcome = error
            wish.done(outcome)
            if isinstance(outcome, Commit):
                pane.show_commit(outcome)

        pane.change_requested.connect(carry_out)


def make(folder: Path, assets: int = ASSETS) -> Made:
    """Fill an inventory: two districts, six sites with a room and a rack each, assets."""
    store = make_inventory(folder)
    districts = [create("district", name=name) for name in ("Mitte", "Süd")]
    sites = [
        create(
            "site",
            name=f"{'Schule' if n % 2 else 'Verteiler'} Lange Straße {n}",
            kind="school" if n % 2 else "cabinet",
            code=f"S{n}",
            district=districts[n // 3].uid,
        )
        for n in range(6)
    ]
    rooms, spaces, racks = [], [], []
    for site in sites:
        building = create("space", site=site.uid, kind="building", name="Haupthaus")
        floor = create(
            "space", site=site.uid, parent=building.uid, kind="floor", name="Erdgeschoss", level=0
        )
        room = create(
            "space", site=site.uid, parent=floor.uid, kind="room", name="Technik", number="001"
        )
        spaces += [building, floor, room]
        rooms.append(room)
        racks.append(
            create("rack", name="Schrank A", site=site.uid, space=room.uid, height_units=42)
        )
    vendor = create("vendor", name="Beispielwerk")
    types = [
        create("asset_type", name=f"Modell {kind}", vendor=vendor.uid, kind=kind)
        for kind in ("access_point", "switch")
    ]
    things = [
        create(
            "asset",
            tag=f"INV-{n:04}",
            name=f"Gerät {n}" if n % 5 else f"Leuchte Nordstraße {n}",
            type=types[n % 2].uid,
            state=STATES[n % 4],
            site=sites[n % 6].uid,
            space=rooms[n % 6].uid,
            rack=racks[n % 6].uid if n % 2 else None,
            serial=f"SN{n * 7919 % 10_007:05}",
            cost=100.0 + n,
            bought_on=f"2025-0{1 + n % 9}-15",
            measured_state="silent" if n % 10 == 0 else "alive",
            source="Simulation" if n % 2 else "Hand",
            tags="|wlan|" if n % 3 == 0 else None,
        )
        for n in range(assets)
    ]
    for group in (districts, sites, spaces, racks, [vendor, *types], things):
        store.put(*group)
    return Made(
        store,
        *([one.uid for one in group] for group in (districts, sites, rooms, racks, types, things)),
    )


def heard(signal: SignalInstance) -> list[object]:
    """Return a list to which each later emission of a signal of one argument is added."""
    said: list[object] = []
    signal.connect(said.append)
    return said
