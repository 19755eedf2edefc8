"""What stands in the open: the devices of the profile, masts, gateways, wireless networks."""

from collections import Counter
from datetime import date
from typing import Final

from app.domain.inventory.fields import Value
from app.services.inventory.demo.cables import Cables
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.equipment import Equipment
from app.services.inventory.demo.fibre import Consumer
from app.services.inventory.demo.sites import Device, Group, Site

_WIRED: Final = frozenset({"hotspot", "cell_5g", "signal_controller"})
"""Makes of devices that have a line of their own."""
_RADIO: Final = "lorawan"
"""Beginning of the names of sources that radio to gateways."""
_WAITING: Final = frozenset({("hotspot", 7), ("hotspot", 21), ("soil", 12)})
"""Devices that are prepared only, and report already: make and number."""
_RETIRED: Final = frozenset({("charger", 31)})
"""Devices that are out of service, and report all the same."""
_TECHNOLOGIES: Final = (
    ("lte", "nr_dss"),
    ("lte", "nr_nsa"),
    ("lte", "nr_sa"),
    ("gsm", "lte", "nr_nsa"),
)
_NETWORKS: Final = (
    ("Schule-Hamm", "education", "enterprise", 110, "2,4 GHz, 5 GHz"),
    ("Schule-Geräte", "devices", "wpa2", 120, "2,4 GHz"),
    ("Schule-Gast", "guest", "open", 130, "5 GHz"),
    ("Verwaltung", "administration", "enterprise", 210, "5 GHz, 6 GHz"),
    ("hamm-wlan", "public", "open", 310, "2,4 GHz, 5 GHz"),
)


class Outdoors:
    """Adds what stands in the open."""

    def __init__(self, draft: Draft, equipment: Equipment) -> None:
        self._draft, self._equipment = draft, equipment
        self._cables = Cables(draft)
        self._sensors: list[tuple[Device, str]] = []
        self._made: Counter[str] = Counter()

    def add_devices(self, placed: list[tuple[Site, Group]]) -> list[Consumer]:
        """Add an asset for each device of the profile, and return those that want a line."""
        consumers = []
        for site, group in placed:
            for number, device in enumerate(site.devices, 1):
                several = f" {number}" if len(site.devices) > 1 else ""
                asset = self._add(site, group, device, f"{group.noun} {device.site}{several}")
                if device.make in _WIRED:
                    consumers.append(Consumer(site, asset))
                if device.source.startswith(_RADIO):
                    self._sensors.append((device, asset))
        return consumers

    def _add(self, site: Site, group: Group, device: Device, name: str) -> str:
        values: dict[str, Value] = {}
        self._made[device.make] += 1
        count = self._made[device.make]
        if device.make == "hotspot":
            values = {"tags": "|wlan|öffentlich|", "mac": self._draft.mac()}
        elif device.make == "charger":
            values = {"tags": "|öffentlich|"}
        if (device.make, count) in _WAITING:
            values |= {"state": "staged", "in_service_on": None}
        elif (device.make, count) in _RETIRED:
            values |= {"state": "decommissioned", "decommissioned_on": self._draft.day(-40)}
        return self._equipment.add(
            group.type,
            name,
            site,
            self._draft.past(date(2016, 4, 1), date(2025, 4, 30)),
            east=device.east,
            north=device.north,
            device=device.id,
            **values,
        )

    def add_gateways(self, sites: list[Site], operator: str) -> None:
        """Add gateways for sensors that radio, and join each sensor with the nearest."""
        gateways = []
        for site in sites:
            gateway = self._equipment.add(
                "gateway",
                f"LoRaWAN-Gateway {site.name}",
                site,
                date(2021, 5, 3),
                mac=self._draft.mac(),
            )
            gateways.append((site, gateway))
            self._draft.add(
                "radio_site",
                site=site.record,
                operator=operator,
                technology="lorawan",
                height_m=18.0,
                sectors=1,
                state="in_service",
            )
        for number, (device, asset) in enumerate(self._sensors, 1):
            away, gateway = min(
                (abs(site.east - device.east) + abs(site.north - device.north), gateway)
                for site, gateway in gateways
            )
            self._cables.link(
                f"FUNK-{number:03d}", "radio", ("asset", gateway), ("asset", asset), away
            )

    def add_radio_sites(self, masts: list[Site]) -> None:
        """Add the radio equipment of masts; some is only planned."""
        draft = self._draft
        for number, site in enumerate(masts):
            technologies = _TECHNOLOGIES[number % len(_TECHNOLOGIES)]
            for technology in technologies:
                planned = technology.startswith("nr") and number % 10 == 7  # noqa: PLR2004
                draft.add(
                    "radio_site",
                    site=site.record,
                    operator=f"Betreiber {'ABC'[number % 3]}",
                    technology=technology,
                    height_m=float(22 + number % 5 * 4),
                    sectors=3,
                    certificate=None if planned else f"DEMO-{970_000 + number}",
                    certificate_on=None if planned else f"20{15 + number % 9}-04-20",
                    state="planned" if planned else "in_service",
                    planned_on=draft.day(200) if planned else None,
                )

    def add_networks(self, schools: list[Site], offices: list[Site], hotspots: list[Site]) -> None:
        """Add wireless networks and say where they are on air."""
        draft = self._draft
        records = [
            draft.add("wlan", ssid=ssid, purpose=purpose, security=security, vlan=vlan, bands=bands)
            for ssid, purpose, security, vlan, bands in _NETWORKS
        ]
        for places, networks in (
            (schools, records[:3]),
            (offices, records[3:4]),
            (hotspots, records[4:]),
        ):
            for site in places:
                for network in networks:
                    draft.add(
                        "relation",
                        **{
                            "from_kind": "site",
                            "from": site.record,
                            "to_kind": "wlan",
                            "to": network,
                            "role": "broadcasts",
                        },
                    )
