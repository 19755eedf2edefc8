"""Two schools with devices of all ages, and a Medienzentrum with things to lend."""

from collections.abc import Callable

from app.domain.inventory.changes import Commit
from app.services.ports import Clock
from tests.fakes.city import make_city
from tests.inventories import MadeInventory, create, make_inventory
from widgets.inventory.panes import InventoryPane, Wish

CITY = make_city(60)
DEVICE = str(CITY.points[7].device)
"""A device of the city whose points are those of an access point."""
NORTH, SOUTH, CENTRE = "a" * 32, "b" * 32, "c" * 32
SCHOOL_NORTH, SCHOOL_SOUTH = "d" * 32, "e" * 32
KIT, CAMERA, ROBOT = "1" * 32, "2" * 32, "3" * 32
LOAN, BOOKED = "4" * 32, "5" * 32
AP = "6" * 32


def make_schools(folder: object, clock: Clock | None = None) -> MadeInventory:
    """Return the inventory; the day of the clock is Monday, 2025-11-24."""
    inventory = make_inventory(folder, clock)  # type: ignore[arg-type]
    vendor, fund, types = "f" * 32, "0" * 32, {name: name * 32 for name in "789"}
    kit_type = "ab" * 16
    inventory.put(
        create("district", uid="ba" * 16, name="Mitte"),
        create("vendor", uid=vendor, name="Systemhaus A", support="Störungsannahme 02381 0"),
        create("fund", uid=fund, name="DigitalPakt", grant=900.0, own_share=100.0),
        create("asset_type", uid=types["7"], name="Tab 11", kind="tablet", price=400.0,
               lifetime_months=60, eos_on="2029-12-31"),
        create("asset_type", uid=types["8"], name="AP 6", kind="access_point", price=160.0,
               lifetime_months=72),
        create("asset_type", uid=types["9"], name="Tafel", kind="display", price=3_000.0,
               lifetime_months=84, eos_on="2025-11-23"),
        create("asset_type", uid=kit_type, name="Koffer Podcast", kind="media_kit"),
        create("site", uid=NORTH, name="Nordschule", kind="school", district="ba" * 16),
        create("site", uid=SOUTH, name="Südschule", kind="school"),
        create("site", uid=CENTRE, name="Medienzentrum", kind="media_centre"),
        create("school", uid=SCHOOL_NORTH, site=NORTH, name="Nordschule", form="primary",
               pupils=60, classrooms=10, pupils_per_device_target=5.0,
               access_points_per_room_target=1.0, line_technology="fibre", down_mbit=500.0,
               up_mbit=250.0, as_of="2025-08-26", source="Simulation"),
        create("school", uid=SCHOOL_SOUTH, site=SOUTH, name="Südschule", form="grammar",
               pupils=400, classrooms=20, pupils_per_device_target=3.0, down_mbit=500.0),
        *(
            create("asset", tag=f"N{n}", type=types["7"], state="in_service", site=NORTH,
                   bought_on=f"{2019 + n % 3}-03-10", warranty_until="2024-01-01",
                   fund=fund, supplier=vendor, support_level="first")
            for n in range(12)
        ),
        create("asset", tag="N-r", type=types["7"], state="repair", repair_note="Glas",
               site=NORTH, bought_on="2022-01-01"),
        create("asset", uid=AP, tag="N-ap", name="AP Flur", type=types["8"],
               state="in_service", site=NORTH, device=DEVICE, bought_on="2023-01-01"),
        create("asset", tag="N-d", type=types["9"], state="in_service", site=NORTH,
               bought_on="2024-01-01"),
        create("asset", tag="S1", type=types["7"], state="lent", site=SOUTH,
               holder="K-1", custody_until="2026-01-01", bought_on="2024-05-05"),
        create("wlan", uid="cd" * 16, ssid="Schule", purpose="education"),
        create("relation", from_kind="site", from_=NORTH, to_kind="wlan", to="cd" * 16,
               role="broadcasts"),
        create("licence", uid="ce" * 16, name="Geräteverwaltung", seats=50, ends_on="2026-08-01"),
        create("licence_seat", licence="ce" * 16, site=NORTH, count=40),
        create("contract", name="Anschluss Nordschule", number="L-1", kind="line", site=NORTH,
               ends_on="2028-01-01"),
        create("contract", name="Betreuung", number="V-1", kind="support", supplier=vendor),
        create("finding", rule="warranty_ended", subject_kind="asset", subject=AP, state="open",
               severity="low", text="Gewährleistung abgelaufen", opened_us=1),
        *(
            create("asset", uid=uid, tag=f"MZ-{n}", name=name, type=kit_type, state=state,
                   site=CENTRE, tags="|ausleihe|", serial=f"SER{n}", **held)
            for n, (uid, name, state, held) in enumerate((
                (KIT, "Koffer 1", "in_stock", {}),
                (CAMERA, "Kamera 1", "lent",
                 {"holder": "Südschule", "custody_until": "2025-11-21"}),
                (ROBOT, "Roboter 1", "in_stock", {}),
            ))
        ),
        create("loan", uid=LOAN, asset=CAMERA, state="out", borrower="Südschule", site=SOUTH,
               out_on="2025-11-03", due_on="2025-11-21"),
        create("loan", uid=BOOKED, asset=ROBOT, state="reserved", borrower="Nordschule",
               site=NORTH, reserved_from="2025-12-01", reserved_until="2025-12-12"),
    )  # fmt: skip
    return inventory


def serve(inventory: MadeInventory, pane: InventoryPane) -> Callable[[Wish], None]:
    """Return what carries a wish out at once and tells the pane, as the console does."""

    def act(wish: Wish) -> None:
        try:
            outcome: Commit | Exception = inventory.commit(wish.changeset)
        except Exception as error:  # noqa: BLE001 - as the store tells it
            outcome = error
        if isinstance(outcome, Commit):
            pane.show_commit(outcome)
        wish.done(outcome)

    return act
