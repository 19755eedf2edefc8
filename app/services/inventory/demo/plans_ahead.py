"""What is planned, and what is deliberately wrong, so that checks have something to find."""

from datetime import date
from typing import Final

from app.services.inventory.demo.catalogue import Catalogue
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.equipment import Equipment
from app.services.inventory.demo.schools import School
from app.services.inventory.demo.sites import Site, Sites
from app.services.inventory.demo.spaces import Room

_POINTS: Final = 12
_TABLETS: Final = 120
_DELIVERED: Final = 40
_ORDER: Final = "B-2026-0008"


def add_planned(
    draft: Draft,
    equipment: Equipment,
    sites: Sites,
    catalogue: Catalogue,
    schools: list[tuple[School, list[Room]]],
) -> None:
    """Add access points that are wished for, tablets on their way, hotspots that are to come."""
    for number in range(_POINTS):
        school, rooms = schools[number % len(schools)]
        fit = [room for room in rooms if room.use == "classroom"] or rooms
        room = fit[(7 * number) % len(fit)]
        x, y = room.middle
        equipment.add_bare(
            "ap6",
            f"AP geplant {number + 1} {school.site.name}",
            state="needed" if number % 3 else "requested",
            site=school.site.record,
            space=room.record,
            plan_x=round(x, 1),
            plan_y=round(y, 1),
            planned_on=draft.day(60 + 10 * number if number > 1 else -20),
            planned_state="in_service",
            fund=catalogue.funds[-1],
            tags="|wlan|",
        )
    for number in range(_TABLETS):
        delivered = number < _DELIVERED
        equipment.add_bare(
            "ipad11",
            None,
            state="delivered" if delivered else "ordered",
            order_number=_ORDER,
            bought_on=draft.day(-6) if delivered else None,
            cost=379.0,
            fund=catalogue.funds[-1],
            supplier=catalogue.vendors["Systemhaus A"],
            planned_on=draft.day(45),
            planned_state="in_service",
        )
    for number, district in enumerate(_districts(schools)[:3]):
        at = sites.house_in(district)
        site = sites.add(
            "hotspot", "HSP", f"Hotspot {number + 1} (geplant)", at, district, state="planned"
        )
        equipment.add_bare(
            "ap_out",
            site.name,
            state="requested",
            site=site.record,
            planned_on=draft.day(90 + 30 * number),
            planned_state="in_service",
        )


def _districts(schools: list[tuple[School, list[Room]]]) -> list[str]:
    return list(dict.fromkeys(school.site.district for school, _ in schools))


def add_blemishes(
    draft: Draft, equipment: Equipment, store: Site, schools: list[tuple[School, list[Room]]]
) -> None:
    """Add records that are wrong; the package's description lists them all."""
    day = date(2021, 9, 1)
    for number in range(3):
        serial = f"5CGDOUBLE{number}"
        for _ in range(2):
            site = schools[3 * number][0].site
            equipment.add("book1", None, site, day, serial=serial)
    mac = draft.mac()
    for number in range(2):
        room = schools[5][1][2]
        equipment.add(
            "ap5",
            f"AP Ersatz {number + 1}",
            store,
            day,
            state="in_stock",
            mac=mac,
            in_service_on=None,
        )
        site = schools[5][0].site
        name = f"AP ohne Anschluss {number + 1} {site.name}"
        equipment.add("ap6", name, site, day, space=room.record, mac=draft.mac())
    for number in range(4):
        equipment.add(
            "beamer",
            f"Beamer unbekannt {number + 1}",
            store,
            date(2017, 5, 2),
            state="repair",
            repair_note="Lampe defekt",
            site=None,
        )
    for number in range(3):
        name = f"Switch Ersatz {number + 1}"
        equipment.add("access", name, store, day, state="in_stock", in_service_on=None)
    for number in range(6):
        equipment.add("access", f"Switch ohne Raum {number + 1}", schools[number][0].site, day)
