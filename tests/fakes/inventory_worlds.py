"""A small school with its devices and a cable: an inventory that tests of panes look at."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.cities import City
from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.records import Key
from app.services.ports import Clock
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, create, make_inventory, update
from widgets.inventory.panes import InventoryPane, Wish

CITY = make_city(60)
DAY_US = 24 * 3_600_000_000
AP_DEVICE = str(CITY.points[7].device)
"""A device of the city whose points are those of the access point."""


def uid(number: int) -> str:
    """Return a readable permanent name."""
    return f"{number:032x}"


SITE, SCHOOL, FLOOR, ROOM, RACK = (Key(kind, uid(n)) for n, kind in enumerate(
    ("site", "school", "space", "space", "rack"), 1
))  # fmt: skip
AP, SWITCH, TABLET, NOTEBOOK = (Key("asset", uid(n)) for n in range(11, 15))
AP_TYPE, SWITCH_TYPE, TABLET_TYPE = (Key("asset_type", uid(n)) for n in range(21, 24))
CABLE, LINK = Key("cable", uid(31)), Key("link", uid(32))


@dataclass(slots=True)
class World:
    """The inventory and its city."""

    inventory: MadeInventory
    city: City

    def carry_out(self, pane: InventoryPane) -> Callable[[Wish], None]:
        """Return what carries a wish out at once and tells the pane, as the console does."""

        def act(wish: Wish) -> None:
            outcome = self.attempt(wish.changeset)
            if isinstance(outcome, Commit):
                pane.show_commit(outcome)
            wish.done(outcome)

        return act

    def attempt(self, changeset: Changeset) -> Commit | Exception:
        """Carry a changeset out; return what became of it."""
        try:
            return self.inventory.commit(changeset)
        except Exception as error:  # noqa: BLE001 - as the store tells it
            return error


def make_world(folder: object, clock: Clock | None = None) -> World:
    """Return a school with a rack, an access point with live values, tablets, and a cable."""
    inventory = make_inventory(folder, clock)  # type: ignore[arg-type]
    vendor, fund = uid(41), uid(42)
    ports = [{"name": f"Gi{n}", "kind": "copper", "connector": "RJ45"} for n in range(1, 9)]
    inventory.put(
        create("district", uid=uid(40), name="Mitte"),
        create("vendor", uid=vendor, name="Netzwerk AG"),
        create("fund", uid=fund, name="DigitalPakt Schule", spend_until="2027-12-31"),
        create("custom_field", kind="asset", name="kostenstelle", label="Kostenstelle",
               type="text"),
        create("asset_type", uid=AP_TYPE.uid, name="WA-530", kind="access_point", vendor=vendor),
        create("asset_type", uid=SWITCH_TYPE.uid, name="CS-24P", kind="switch", vendor=vendor,
               height_units=1.0, template=json.dumps({"ports": ports})),
        create("asset_type", uid=TABLET_TYPE.uid, name="Tab 11", kind="tablet", vendor=vendor),
        create("site", uid=SITE.uid, name="Märkisches Gymnasium", kind="school",
               district=uid(40), street="Wilhelmstraße 23", postcode="59067", source="Simulation"),
        create("school", uid=SCHOOL.uid, site=SITE.uid, name="Märkisches Gymnasium",
               form="grammar", school_number="170215", pupils=912, classrooms=48,
               pupils_per_device_target=1.5, line_technology="fibre", down_mbit=1000.0,
               up_mbit=1000.0, source="Simulation"),
        create("space", uid=FLOOR.uid, site=SITE.uid, kind="floor", name="Erdgeschoss", level=0,
               plan_width_m=60.0, plan_height_m=24.0),
        create("space", uid=ROOM.uid, site=SITE.uid, parent=FLOOR.uid, kind="room",
               name="Raum E 04", number="E04", use="classroom", area_m2=62.5),
        create("rack", uid=RACK.uid, name="Hauptverteiler", site=SITE.uid, height_units=24),
        create("asset", uid=AP.uid, tag="HAM-004711", name="AP Raum E 04", type=AP_TYPE.uid,
               state="in_service", site=SITE.uid, space=ROOM.uid, serial="SN-88-1204",
               mac="00:1b:2c:3d:4e:5f", ip="10.20.4.11", cost=612.5, bought_on="2023-05-10",
               depreciation_months=60, warranty_until="2028-05-10", fund=fund, supplier=vendor,
               planned_on="2023-07-01", planned_state="in_service", in_service_on="2023-08-02",
               measured_state="alive", last_seen_us=START_US - 7_200_000_000, plan_x=12.5,
               plan_y=4.0, device=AP_DEVICE, source="Simulation", tags="|wlan|etage0|",
               custom=json.dumps({"kostenstelle": "4711"}), support_level="second"),
        create("asset", uid=SWITCH.uid, tag="HAM-000120", name="Switch E", type=SWITCH_TYPE.uid,
               state="in_service", site=SITE.uid, rack=RACK.uid, rack_unit=10.0, cost=1890.0,
               bought_on="2022-02-01", source="Simulation"),
        create("asset", uid=TABLET.uid, tag="HAM-010001", name="Tablet 1", type=TABLET_TYPE.uid,
               state="in_stock", site=SITE.uid, cost=420.0, bought_on="2024-08-15"),
        create("asset", uid=NOTEBOOK.uid, tag="HAM-010002", name="Tablet 2",
               type=TABLET_TYPE.uid, state="lent", site=SITE.uid, cost=420.0,
               bought_on="2024-08-15", holder="Realschule Nord", custody_until="2026-02-28"),
        create("port", uid=uid(51), asset=AP.uid, name="LAN", kind="copper", position=1),
        create("port", uid=uid(52), asset=SWITCH.uid, name="Gi7", kind="copper", position=7),
        create("link", uid=LINK.uid, name="V-1", kind="copper", state="in_service", a_kind="port",
               a=uid(52), b_kind="port", b=uid(51), length_m=38.0),
        create("cable", uid=CABLE.uid, name="LWL-HAM-0042", a_site=SITE.uid, fibres=96,
               fibre_type="G.652.D", colour_scheme="din", length_m=1840.5,
               attenuation_db_km=0.36, state="built", built_on="2024-11-05"),
        create("loan", asset=NOTEBOOK.uid, state="out", borrower="Realschule Nord",
               out_on="2025-09-01", due_on="2026-02-28"),
        create("relation", from_kind="asset", from_=AP.uid, to_kind="asset", to=SWITCH.uid,
               role="belongs"),
        create("journal_note", subject_kind="asset", subject=AP.uid, level="warning",
               text="Hängt schräg, beim nächsten Besuch richten.", at_us=START_US - DAY_US),
        reason="Anfangsbestand (Simulation)",
    )  # fmt: skip
    inventory.put(
        update("asset", AP.uid, warranty_until="2029-05-10", owner="Stadt Hamm"),
        reason="Gewährleistung verlängert",
    )
    return World(inventory, CITY)
