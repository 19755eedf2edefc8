"""What the demo inventory is made of: vendors, types, funds, tags, fields of the city's own."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from app.services.inventory.demo import figures
from app.services.inventory.demo.drafts import Draft

VENDORS: Final = (
    "Apple",
    "Lenovo",
    "HP",
    "Ubiquiti",
    "Cisco",
    "Rittal",
    "APC",
    "Epson",
    "SMART Technologies",
    "Promethean",
    "Sony",
    "LEGO Education",
    "Pico",
    "Canon",
    "Adtran",
    "Corning",
    "Microsoft",
    "Citrix",
    "IServ",
    "Jamf",
    "Systemhaus A",
    "Systemhaus B",
    "Netzbetreiber A",
    "Ausstatter für Verkehrstechnik",
    "Ausstatter für Messtechnik",
    "Ausstatter für Ladetechnik",
)


class TypeOf(NamedTuple):
    """A type of the catalogue.

    Attributes:
        vendor: Its maker.
        name: Its model.
        kind: Kind of asset.
        price: List price, €.
        months: How long it is to be used.
        units: Rack units; 0 for what is in no rack.
        power: W; 0 where nobody cares.
        copper: Copper ports.
        fibre: Fibre ports.
        speed: Of its copper ports, Mbit/s.
        support_ends: Year at whose end support ends; 0 for unknown.
    """

    vendor: str
    name: str
    kind: str
    price: float
    months: int
    units: float = 0.0
    power: float = 0.0
    copper: int = 0
    fibre: int = 0
    speed: float = 1_000.0
    support_ends: int = 0


_MEASURES: Final = "Ausstatter für Messtechnik"
TYPES: Final = {
    "ipad7": TypeOf("Apple", "iPad (7. Generation)", "tablet", 379, 60, support_ends=2025),
    "ipad8": TypeOf("Apple", "iPad (8. Generation)", "tablet", 369, 60, support_ends=2026),
    "ipad9": TypeOf("Apple", "iPad (9. Generation)", "tablet", 349, 60, support_ends=2028),
    "ipad10": TypeOf("Apple", "iPad (10. Generation)", "tablet", 399, 60, support_ends=2030),
    "ipad11": TypeOf("Apple", "iPad (A16)", "tablet", 379, 60, support_ends=2032),
    "book1": TypeOf("Lenovo", "ThinkPad L14 (2. Generation)", "notebook", 749, 60),
    "book2": TypeOf("HP", "ProBook 445 G10", "notebook", 699, 60),
    "desk": TypeOf("HP", "Pro Mini 400 G9", "desktop", 589, 72),
    "board": TypeOf("SMART Technologies", "Board MX275-V4", "display", 3_490, 84, power=230),
    "panel": TypeOf("Promethean", "ActivPanel 9 Premium 75", "display", 3_290, 84, power=210),
    "beamer": TypeOf("Epson", "EB-L210W", "projector", 1_190, 84, power=210),
    "ap6": TypeOf("Ubiquiti", "U6-Pro", "access_point", 159, 72, power=13, support_ends=2030),
    "ap5": TypeOf("Ubiquiti", "UAP-AC-Pro", "access_point", 139, 72, power=9, support_ends=2026),
    "ap_out": TypeOf("Ubiquiti", "U6-Mesh", "access_point", 179, 72, power=11),
    "core": TypeOf("Cisco", "Catalyst 9300-24T", "switch", 2_890, 96, 1, 350, 24, 4),
    "access": TypeOf("Cisco", "Catalyst 1000-24P", "switch", 1_090, 96, 1, 220, 24, 2),
    "panel24": TypeOf("Rittal", "Patchfeld 24 Port Cat 6A", "patch_panel", 189, 240, 1),
    "odf": TypeOf("Corning", "Spleißbox 12 LC-Duplex", "patch_panel", 149, 240, 1),
    "ups": TypeOf("APC", "Smart-UPS 1500 RM", "ups", 890, 72, 2, 1_000),
    "server": TypeOf("HP", "ProLiant DL20 Gen10", "server", 1_990, 72, 1, 290),
    "olt": TypeOf("Adtran", "OLT mit 16 Ports", "olt", 7_900, 120, 2, 180, 0, 16),
    "router": TypeOf("Cisco", "NCS 540", "router", 9_400, 96, 1, 250, 0, 8),
    "closure": TypeOf("Corning", "Haubenmuffe 288", "closure", 210, 360),
    "case": TypeOf("Systemhaus A", "Medienkoffer Podcast", "media_kit", 640, 72),
    "case2": TypeOf("Systemhaus A", "Medienkoffer Trickfilm", "media_kit", 520, 72),
    "camera": TypeOf("Sony", "Alpha 6400", "camera", 899, 84),
    "video": TypeOf("Canon", "Legria HF G70", "camera", 1_079, 84),
    "robot": TypeOf("LEGO Education", "SPIKE Prime", "other", 389, 84),
    "vr": TypeOf("Pico", "G3 VR-Brille", "other", 399, 60),
    "signal": TypeOf(
        "Ausstatter für Verkehrstechnik", "Steuergerät", "signal_controller", 14_500, 240
    ),
    "light": TypeOf("Systemhaus B", "LED-Leuchte mit Steuerung", "light", 420, 240, power=45),
    "charger": TypeOf("Ausstatter für Ladetechnik", "Ladesäule 2 × 22 kW", "charger", 6_900, 120),
    "air": TypeOf(_MEASURES, "Luftmessstation", "sensor", 3_900, 96),
    "soil": TypeOf(_MEASURES, "Bodenfühler", "sensor", 210, 60),
    "noise": TypeOf(_MEASURES, "Lärmsensor", "sensor", 540, 72),
    "water": TypeOf(_MEASURES, "Pegel und Wassertemperatur", "sensor", 780, 84),
    "weather": TypeOf(_MEASURES, "Wetterstation", "sensor", 2_450, 96),
    "count": TypeOf(_MEASURES, "Zählanlage Parken und Rad", "sensor", 1_850, 96),
    "mast": TypeOf("Netzbetreiber A", "Mobilfunkantenne 5G", "antenna", 11_000, 120, power=900),
    "gateway": TypeOf(_MEASURES, "LoRaWAN-Gateway", "gateway", 890, 84, power=8),
    "thing": TypeOf(_MEASURES, "Gerät ohne eigenen Typ", "other", 500, 84),
}
"""Every type by a short key."""

TAGS: Final = (
    ("digitalpakt", "Aus dem DigitalPakt Schule beschafft."),
    ("ausleihe", "Wird vom Medienzentrum verliehen."),
    ("ersatz", "Steht zum Ersatz an."),
    ("koffer", "Gehört zu einem Klassensatz."),
    ("ring", "Teil des Glasfaserrings."),
    ("wlan", "Gehört zum Schul-WLAN."),
    ("öffentlich", "Öffentlich zugänglich."),
)

FUNDS: Final = (
    # name, programme, share of grant, share of own money, spend until, bound until
    ("Sofortausstattung 2020", "DigitalPakt Schule, Zusatz 1", 0.14, 0.02, (2021, 12, 31), 60),
    ("Lehrkräfteausstattung 2020", "DigitalPakt Schule, Zusatz 3", 0.09, 0.0, (2021, 12, 31), 60),
    ("DigitalPakt Schule", "DigitalPakt Schule 2019 bis 2024", 0.77, 0.09, (2024, 12, 31), 60),
    ("Medienentwicklungsplan, Eigenmittel", "Haushalt der Stadt", 0.0, 0.89, (2025, 12, 31), 0),
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Names of what was put into the catalogue.

    Attributes:
        vendors: By name.
        types: By the short key of `TYPES`.
        funds: In the order of `FUNDS`.
    """

    vendors: dict[str, str]
    types: dict[str, str]
    funds: tuple[str, ...]


def add_catalogue(draft: Draft) -> Catalogue:
    """Add vendors, types, funds, tags and two fields of the city's own."""
    vendors = {name: draft.add("vendor", name=name) for name in VENDORS}
    types = {key: _add_type(draft, vendors, key, one) for key, one in TYPES.items()}
    funds = tuple(
        draft.add(
            "fund",
            name=name,
            programme=programme,
            grant=round(figures.GRANT * grant, 2),
            own_share=round(figures.OWN_SHARE * own, 2),
            spend_until=date(*end).isoformat(),
            bound_until=date(end[0] + months // 12, *end[1:]).isoformat() if months else None,
            note="Die Summen der Töpfe (13,7 Mio. € Eigenmittel, 15,7 Mio. € Zuwendung) nennt die "
            "Stadt im August 2025; wie sie sich verteilen, ist simuliert.",
        )
        for name, programme, grant, own, end, months in FUNDS
    )
    for name, description in TAGS:
        draft.add("tag", name=name, description=description)
    _add_fields(draft)
    return Catalogue(vendors, types, funds)


def _add_type(draft: Draft, vendors: dict[str, str], key: str, one: TypeOf) -> str:
    return draft.add(
        "asset_type",
        name=one.name,
        vendor=vendors[one.vendor],
        kind=one.kind,
        slug=key.replace("_", "-"),
        part_number=f"DEMO-{key.upper().replace('_', '-')}",
        height_units=one.units or None,
        power_w=one.power or None,
        price=float(one.price),
        lifetime_months=one.months,
        eos_on=f"{one.support_ends}-12-31" if one.support_ends else None,
        template=json.dumps({"ports": ports_of(key)}, ensure_ascii=False)
        if ports_of(key)
        else None,
    )


def ports_of(key: str) -> list[dict[str, str | float | int]]:
    """Return the ports that a device of a type gets, in the order of their positions.

    A `through` names the port behind this one; it comes later in the list.
    """
    if key == "panel24":
        fronts = [
            _port(f"{n}", "copper", "RJ45", n, 10_000, through=f"{n} hinten") for n in range(1, 25)
        ]
        return fronts + [_port(f"{n} hinten", "copper", "LSA", n, 10_000) for n in range(1, 25)]
    if key == "odf":
        fronts = [
            _port(f"{n}", "fibre", "LC", n, 10_000, through=f"{n} hinten") for n in range(1, 13)
        ]
        return fronts + [_port(f"{n} hinten", "fibre", "Spleiß", n, 10_000) for n in range(1, 13)]
    one = TYPES[key]
    copper = [_port(f"Gi{n}", "copper", "RJ45", n, one.speed) for n in range(1, one.copper + 1)]
    name = "PON" if one.kind == "olt" else "Te"
    return copper + [
        _port(f"{name}{n}", "fibre", "SFP+", one.copper + n, 10_000)
        for n in range(1, one.fibre + 1)
    ]


def _port(
    name: str, kind: str, connector: str, position: int, speed: float, *, through: str = ""
) -> dict[str, str | float | int]:
    port: dict[str, str | float | int] = {
        "name": name,
        "kind": kind,
        "connector": connector,
        "speed_mbit": float(speed),
        "position": position,
    }
    if through:
        port["through"] = through
    return port


def _add_fields(draft: Draft) -> None:
    draft.add(
        "custom_field",
        kind="asset",
        name="kostenstelle",
        label="Kostenstelle",
        type="text",
        pattern=r"\d{4}",
        position=1,
    )
    draft.add(
        "custom_field",
        kind="school",
        name="medienkonzept",
        label="Medienkonzept",
        type="choice",
        choices="liegt vor;in Arbeit;fehlt",
        position=1,
    )
