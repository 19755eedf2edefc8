"""Layouts that the program knows from the start: registers and tools that many cities meet."""

from typing import Final

from app.services.inventory.imports import shapes
from app.services.inventory.imports.mapping import (
    ColumnMapping,
    Match,
    Missing,
    Unreadable,
    Use,
    Way,
)
from app.services.inventory.imports.profiles import ImportProfile
from app.services.tables.model import Layout

_GENERAL: Final = "Allgemeine Informationen / "
_CHARGING_TAGS: Final = {
    "normalladeeinrichtung": "Normalladen",
    "schnellladeeinrichtung": "Schnellladen",
}
_SOURCE: Final = "Ladesäulenregister, Bundesnetzagentur (CC BY 4.0)"
_STATION: Final = Match(("name", "operator", "kind"), is_counted=True)
"""Several rows of one address are several stations; the register has no number for them."""


def _constant(path: str, value: str) -> Use:
    return Use((path,), (), Way.CONSTANT, value)


def _plain(path: str, column: str, words: dict[str, str] | None = None) -> Use:
    return Use((path,), (column,), words=words or {})


def _points(plug: str, extra: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the columns of the four charging points, in order."""
    found: dict[str, str] = {}
    for place in range(1, 5):
        start = f"{place}. Ladepunkt / "
        found[start + plug.format(place)] = shapes.TEXT
        found[f"{start}P{place} [kW]"] = shapes.NUMBER
        found.update({f"{start}{name}{place}": shapes.TEXT for name in extra})
    return found


def _plugs(columns: dict[str, str]) -> Use:
    names = tuple(name for name in columns if "Stecker" in name)
    return Use(("plugs",), names, Way.JOIN, "; ")


def _charging(
    name: str, address: dict[str, str], rest: dict[str, str], points: dict[str, str], row: int
) -> ImportProfile:
    """Return a layout of the charging register.

    Args:
        name: What people call it.
        address: Its columns of the address.
        rest: Columns between operator and points, without those of the place.
        points: Columns of the charging points.
        row: Row of its header, from 0.
    """
    general = {
        "Betreiber": shapes.TEXT,
        **address,
        "Längengrad [DG]": shapes.NUMBER,
        "Breitengrad [DG]": shapes.NUMBER,
        **rest,
        "Art der Ladeeinrichtung": shapes.TEXT,
        "Anzahl Ladepunkte": shapes.WHOLE,
    }
    columns = {f"{_GENERAL}{key}": shape for key, shape in general.items()} | points
    lines = [f"{_GENERAL}{key}" for key in address if key != "Bundesland"]
    place = Use(
        ("east", "north"),
        (f"{_GENERAL}Längengrad [DG]", f"{_GENERAL}Breitengrad [DG]"),
        Way.PLACE,
    )
    template = "Ladestation " + ", ".join(f"{{{line}}}" for line in lines)
    uses = [
        Use(("name",), tuple(lines), Way.TEMPLATE, template),
        _constant("kind", "charger"),
        _constant("source", _SOURCE),
        _plain("operator", f"{_GENERAL}Betreiber"),
        *_address_uses(lines),
        place,
        _plain("tags", f"{_GENERAL}Art der Ladeeinrichtung", _CHARGING_TAGS),
        _plain("charge_points", f"{_GENERAL}Anzahl Ladepunkte"),
        _plugs(points),
    ]
    if rest:
        uses.append(_plain("opened_on", f"{_GENERAL}Inbetriebnahmedatum"))
        uses.append(_plain("power_kw", f"{_GENERAL}Anschlussleistung [kW]"))
    mapping = ColumnMapping(
        "site",
        tuple(uses),
        _STATION,
        {"state": "active"},
        unreadable=Unreadable.LEAVE_EMPTY,
    )
    return ImportProfile(name, columns, mapping, Layout(header_row=row, header_lines=2))


def _address_uses(lines: list[str]) -> list[Use]:
    if len(lines) == 1:
        paths = ("street", "postcode", "place")
        return [Use(paths, (lines[0],), Way.SPLIT, "address_line")]
    return [
        _plain("street", lines[0]),
        Use(("postcode", "place"), (lines[1],), Way.SPLIT, "postcode_place"),
    ]


_DATED: Final = {"Inbetriebnahmedatum": shapes.DATE, "Anschlussleistung [kW]": shapes.NUMBER}
_TWO_LINES: Final = {"Adresse": shapes.TEXT, "Postleitzahl Ort": shapes.POSTCODE_PLACE}

CHARGING_2017: Final = _charging(
    "Ladesäulenregister 2017",
    {"Standort": shapes.ADDRESS_LINE},
    {},
    _points("Steckertypen {}"),
    4,
)
CHARGING_2018: Final = _charging(
    "Ladesäulenregister 2018", _TWO_LINES, _DATED, _points("Steckertypen {}"), 4
)
CHARGING_2019: Final = _charging(
    "Ladesäulenregister 2019",
    {**_TWO_LINES, "Bundesland": shapes.TEXT},
    _DATED,
    _points("Steckertypen{}", ("Public Key",)),
    5,
)

ESSEN_ADDRESSES: Final = ImportProfile(
    "Hauskoordinaten Essen",
    {
        "id": shapes.WHOLE,
        "objectid": shapes.WHOLE,
        "strschl": shapes.WHOLE,
        "adresse": shapes.TEXT,
        "strname": shapes.TEXT,
        "x": shapes.NUMBER,
        "y": shapes.NUMBER,
        "hsnr": shapes.WHOLE,
        "hsnrzu": shapes.TEXT,
        "east": shapes.NUMBER,
        "north": shapes.NUMBER,
    },
    ColumnMapping(
        "address",
        (
            Use(
                ("address_key",),
                ("strschl", "hsnr", "hsnrzu"),
                Way.TEMPLATE,
                "{strschl} {hsnr} {hsnrzu}",
            ),
            _plain("street", "strname"),
            _plain("house_number", "hsnr"),
            _plain("suffix", "hsnrzu"),
            _plain("street_key", "strschl"),
            _constant("place", "Essen"),
            _constant("source", "Hauskoordinaten, Stadt Essen (dl-de/by-2-0)"),
            Use(("east", "north"), ("east", "north"), Way.PLACE),
        ),
        Match(("address_key",)),
    ),
)


BERLIN_SCHOOLS: Final = ImportProfile(
    "Schulanschlüsse Berlin 2020",
    {
        "BSN": shapes.TEXT,
        "Building": shapes.TEXT,
        "Name": shapes.TEXT,
        "eMail": shapes.TEXT,
        "Internet": shapes.TEXT,
        "Notizen": shapes.TEXT,
        "AktuellerTarif": shapes.TEXT,
        "AktuelleBandbreite": shapes.WHOLE,
        "Modified": shapes.TEXT,
        "LetzterTarif": shapes.TEXT,
        "LetzteBandbreite": shapes.WHOLE,
        "Latest": shapes.TEXT,
        "LatestSource": shapes.TEXT,
        "Standort": shapes.TEXT,
        "Straße": shapes.TEXT,
        "PLZ": shapes.POSTCODE,
        "lat": shapes.NUMBER,
        "lng": shapes.NUMBER,
        "TelekomTarif": shapes.TEXT,
        "TelekomDownload": shapes.TEXT,
        "TelekomUpload": shapes.TEXT,
        "TelekomLTE": shapes.TEXT,
    },
    ColumnMapping(
        "school",
        (
            _plain("school_number", "Building"),
            Use(("name",), ("Name", "Standort"), Way.TEMPLATE, "{Name}, {Standort}"),
            _plain("tariff", "AktuellerTarif"),
            _plain("down_mbit", "AktuelleBandbreite"),
            _plain("note", "Notizen"),
            _constant("source", "schule-breitband-2020 (gemeinfrei)"),
            _plain("site.code", "Building"),
            Use(("site.name",), ("Name", "Standort"), Way.TEMPLATE, "{Name}, {Standort}"),
            _plain("site.street", "Straße"),
            _plain("site.postcode", "PLZ"),
            _constant("site.place", "Berlin"),
            Use(("site.east", "site.north"), ("lng", "lat"), Way.PLACE),
        ),
        Match(("school_number",)),
        {"site.kind": "school", "site.state": "active"},
        {"site": Missing.CREATE},
        {"site": Match(("code",))},
        unreadable=Unreadable.LEAVE_EMPTY,
    ),
)
"""A row is a line of one building; a school with several buildings has several numbers."""

DEVICE_TYPES: Final = ImportProfile(
    "Gerätetypen (NetBox-Bibliothek)",
    {
        "file": shapes.TEXT,
        "manufacturer": shapes.TEXT,
        "model": shapes.TEXT,
        "slug": shapes.TEXT,
        "part_number": shapes.TEXT,
        "u_height": shapes.NUMBER,
        "is_full_depth": shapes.TEXT,
        "airflow": shapes.TEXT,
        "weight": shapes.NUMBER,
        "weight_unit": shapes.TEXT,
        "subdevice_role": shapes.TEXT,
        "is_powered": shapes.TEXT,
        "description": shapes.TEXT,
        "comments": shapes.TEXT,
        "template": shapes.TEXT,
    },
    ColumnMapping(
        "asset_type",
        (
            _plain("vendor.name", "manufacturer"),
            _plain("name", "model"),
            _plain("slug", "slug"),
            _plain("part_number", "part_number"),
            _plain("height_units", "u_height"),
            _plain("template", "template"),
            _plain("note", "comments"),
            _constant("source", "NetBox Device Type Library"),
        ),
        Match(("slug",)),
        {"kind": "other"},
        {"vendor": Missing.CREATE},
    ),
)

AGENTS: Final = ImportProfile(
    "Inventar von GLPI-Agenten",
    {
        "file": shapes.TEXT,
        "name": shapes.TEXT,
        "serial": shapes.TEXT,
        "uuid": shapes.TEXT,
        "manufacturer": shapes.TEXT,
        "model": shapes.TEXT,
        "os": shapes.TEXT,
        "mac": shapes.MAC,
        "ip": shapes.IP,
        "memory": shapes.WHOLE,
        "chassis": shapes.TEXT,
        "device_class": shapes.TEXT,
        "asset_tag": shapes.TEXT,
        "firmware": shapes.TEXT,
        "deviceid": shapes.TEXT,
        "parts": shapes.TEXT,
    },
    ColumnMapping(
        "asset",
        (
            _plain("name", "name"),
            _plain("serial", "serial"),
            _plain("mac", "mac"),
            _plain("ip", "ip"),
            _plain("type.vendor.name", "manufacturer"),
            _plain("type.name", "model"),
            _plain("type.kind", "chassis"),
            _plain("tag", "asset_tag"),
            _constant("source", "GLPI-Agent"),
        ),
        Match(("serial",)),
        {"state": "staged", "type.kind": "other"},
        {"type": Missing.CREATE, "type.vendor": Missing.CREATE},
    ),
)
"""An agent does not say where a device stands: new ones are prepared, known ones keep their
state."""

KNOWN: Final = (
    CHARGING_2017,
    CHARGING_2018,
    CHARGING_2019,
    ESSEN_ADDRESSES,
    BERLIN_SCHOOLS,
    DEVICE_TYPES,
    AGENTS,
)
"""All of them; `propose` and `recognise` take them like remembered ones."""
