"""Words that files use for what the inventory calls by other names; German and English."""

import re
from functools import lru_cache
from typing import Final

from app.domain.inventory.folding import fold

_CAMEL: Final = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])|(?<=[A-Za-zäöü])(?=\d)")
_BRACKETS: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_OTHER: Final = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a word or name as it is compared: small letters, ä as ae, words apart by a blank."""
    return _OTHER.sub(" ", fold(text)).strip()


@lru_cache(maxsize=8192)
def name_folded(text: str) -> str:
    """Return the name of a column as it is compared: like `folded`, without units in brackets.

    `purchaseDate` and `purchase_date` are the same; `P1 [kW]` is `p 1`.
    """
    bare = _BRACKETS.sub(" ", text)
    return folded(_CAMEL.sub(" ", bare if folded(bare) else text))


SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "address_key": ("adress id", "hauskoordinate", "address id", "oi", "gebaeude id"),
    "area_km2": ("flaeche in km2", "area"),
    "area_m2": ("flaeche in m2", "area", "quadratmeter", "groesse"),
    "as_of": ("stand", "datenstand", "as of", "stichtag", "erhoben am"),
    "bought_on": (
        "kaufdatum", "anschaffungsdatum", "purchase date", "purchased", "beschafft am", "bestellt",
        "rechnungsdatum", "anschaffung", "lieferdatum",
    ),
    "business_units": ("gewerbe", "betriebe", "gewerbeeinheiten", "business units"),
    "charge_points": ("anzahl ladepunkte", "ladepunkte", "number of charge points"),
    "classrooms": ("klassenraeume", "anzahl raeume", "classrooms", "klassen"),
    "code": ("kennung", "kuerzel", "id", "code", "objektnummer", "ladeeinrichtungs id"),
    "cost": (
        "kaufpreis", "preis", "purchase cost", "cost", "anschaffungswert", "brutto", "betrag",
        "anschaffungspreis", "price",
    ),
    "cost_per_year": ("jahreskosten", "kosten pro jahr", "annual cost"),
    "custody_until": ("rueckgabe", "expected checkin", "leihende"),
    "decommissioned_on": ("ausser betrieb am", "ausgesondert am", "decommissioned"),
    "depreciation_months": ("abschreibungsdauer", "afa", "depreciation"),
    "down_mbit": (
        "download", "downstream", "bandbreite", "aktuelle bandbreite", "mbit down", "down",
        "geschwindigkeit",
    ),
    "ends_on": ("ende", "laufzeit bis", "vertragsende", "expiration date", "gueltig bis"),
    "eol_on": ("end of life", "eol", "abkuendigung"),
    "eos_on": ("end of support", "eos", "support ende"),
    "form": ("schulform", "schulart", "schultyp", "school type"),
    "height_units": ("hoeheneinheiten", "he", "u height", "hoehe he", "rack units"),
    "holder": ("ausgegeben an", "ausleiher", "checked out", "assigned to", "nutzer", "benutzer"),
    "house_number": ("hausnummer", "hausnr", "hsnr", "hnr", "nr", "house number", "number"),
    "households": ("haushalte", "wohneinheiten", "we", "households"),
    "inhabitants": ("einwohner", "bevoelkerung", "population"),
    "in_service_on": ("inbetriebnahme", "inbetriebnahmedatum", "in betrieb seit", "go live"),
    "ip": ("ip adresse", "ipv4", "ip address", "primary ip", "ip"),
    "kind": (
        "art", "typ", "kategorie", "category", "type", "geraeteart", "kind", "device role",
        "art der ladeeinrichtung", "chassis",
    ),
    "level": ("etage", "geschoss", "stockwerk", "floor", "level"),
    "lifetime_months": ("nutzungsdauer", "lifetime", "eol months"),
    "line_technology": ("anschlussart", "technologie", "leitung", "access technology"),
    "mac": ("mac", "mac adresse", "mac address", "hardware adresse", "ethernet", "wlan mac"),
    "name": (
        "name", "bezeichnung", "titel", "hostname", "geraetename", "asset name", "device name",
        "item name", "label",
    ),
    "note": ("bemerkung", "notiz", "notizen", "kommentar", "notes", "comments", "hinweis"),
    "notice_months": ("kuendigungsfrist", "notice period"),
    "number": ("nummer", "nr", "raumnummer", "vertragsnummer", "number"),
    "opened_on": ("inbetriebnahme", "inbetriebnahmedatum", "eroeffnet", "go live date", "opened"),
    "operator": ("betreiber", "operator", "traeger", "anbieter", "betreibergesellschaft"),
    "order_number": ("bestellnummer", "order number", "auftragsnummer", "bestellung"),
    "owner": ("eigentuemer", "besitzer", "owner", "company", "amt", "kostenstelle"),
    "part_number": (
        "artikelnummer", "part number", "model number", "modellnummer", "sku", "hersteller nr",
    ),
    "place": ("ort", "stadt", "gemeinde", "city", "wohnort", "town"),
    "plugs": ("steckertypen", "stecker", "connector types", "plug types"),
    "postcode": ("plz", "postleitzahl", "zip", "postal code", "postcode", "zip code"),
    "power_kw": ("anschlussleistung", "nennleistung", "ladeleistung", "leistung kw", "power kw"),
    "power_w": ("leistung", "leistungsaufnahme", "power", "watt"),
    "pupils": ("schueler", "anzahl schueler", "schuelerzahl", "pupils", "students", "sus"),
    "rack_unit": ("position", "he position", "rack position"),
    "repair_note": ("schaden", "defekt", "fehlerbeschreibung"),
    "school_number": ("schulnummer", "bsn", "schul nr", "school number", "schulnr"),
    "seats": ("plaetze", "anzahl lizenzen", "seats", "lizenzen"),
    "serial": (
        "seriennummer", "serial", "serial number", "sn", "s n", "serien nr", "seriennr", "ssn",
        "service tag", "fabriknummer",
    ),
    "slug": ("slug", "kurzname"),
    "stage": ("stand", "status", "bearbeitung", "stage", "zustand"),
    "starts_on": ("beginn", "start", "vertragsbeginn", "start date", "gueltig ab"),
    "state": ("zustand", "status", "state", "geraetestatus", "lifecycle"),
    "street": (
        "strasse", "str", "strname", "strassenname", "street", "strasse und hausnummer",
        "adresse", "anschrift", "street address", "address",
    ),
    "street_key": ("strassenschluessel", "strschl", "street key"),
    "suffix": ("zusatz", "hausnummernzusatz", "hsnrzus", "hsnrzu", "adresszusatz", "suffix"),
    "tag": (
        "inventarnummer", "inventar nr", "inv nr", "asset tag", "inventarnr", "anlagennummer",
        "tag", "inventory number", "geraetenummer",
    ),
    "tags": ("schlagworte", "tags", "labels", "stichworte"),
    "tariff": ("tarif", "aktueller tarif", "produkt", "tariff"),
    "template": ("template", "anschluesse", "ports"),
    "up_mbit": ("upload", "upstream", "mbit up", "up"),
    "use": ("nutzung", "raumnutzung", "verwendung", "use"),
    "warranty_until": (
        "garantie bis", "gewaehrleistung bis", "warranty", "warranty until", "garantieende",
        "warranty expires", "garantie",
    ),
    "website": ("internet", "homepage", "url", "website", "webseite"),
}  # fmt: skip
"""By the name of a field: what else it is called, as `name_folded` gives it."""

REFERENCES: Final[dict[str, tuple[str, ...]]] = {
    "address": ("adresse", "anschrift"),
    "asset": ("geraet", "asset", "inventarnummer"),
    "district": ("stadtbezirk", "bezirk", "stadtteil", "ortsteil", "district", "borough"),
    "fund": ("foerdertopf", "foerderung", "foerderprogramm", "fund", "budget"),
    "licence": ("lizenz", "licence", "license"),
    "parent": ("uebergeordnet", "gehoert zu", "parent", "parent device"),
    "rack": ("schrank", "rack", "netzwerkschrank"),
    "site": (
        "standort", "schule", "gebaeude", "liegenschaft", "site", "location", "einrichtung",
        "objekt", "dienststelle",
    ),
    "space": ("raum", "zimmer", "room", "raumnummer", "space"),
    "supplier": ("lieferant", "supplier", "haendler", "vertragspartner", "verkaeufer"),
    "type": ("typ", "modell", "model", "model name", "geraetetyp", "device type", "produkt"),
    "vendor": ("hersteller", "manufacturer", "vendor", "marke", "brand", "fabrikat"),
}  # fmt: skip
"""By the name of a reference: what columns with the names of its records are called."""


def mean_alike(one: str, other: str) -> bool:
    """Tell whether two names of columns (`name_folded`) are words for the same."""
    return any(
        one in group and other in group
        for table in (SYNONYMS, REFERENCES)
        for group in table.values()
    )


EASTS: Final = (
    "laengengrad", "longitude", "lon", "lng", "long", "east", "easting", "ostwert", "rechtswert",
    "x", "x koordinate", "utm x", "e", "geo laenge", "laenge",
)  # fmt: skip
NORTHS: Final = (
    "breitengrad", "latitude", "lat", "north", "northing", "nordwert", "hochwert", "y",
    "y koordinate", "utm y", "n", "geo breite", "breite",
)  # fmt: skip
"""What the two columns of a place are called."""

CHOICE_WORDS: Final[dict[str, dict[str, str]]] = {
    "asset_type.kind": {
        "accesspoint": "access_point", "ap": "access_point", "wlan ap": "access_point",
        "wireless access point": "access_point", "laptop": "notebook", "laptops": "notebook",
        "notebooks": "notebook", "ultrabook": "notebook", "pc": "desktop", "pcs": "desktop",
        "computer": "desktop", "workstation": "desktop", "desktops": "desktop", "tower": "desktop",
        "mini tower": "desktop", "low profile desktop": "desktop", "all in one": "desktop",
        "mini pc": "desktop", "tablets": "tablet", "ipad": "tablet", "convertible": "notebook",
        "monitor": "display", "monitors": "display", "monitore": "display", "displays": "display",
        "bildschirm": "display", "smartboard": "display", "projektor": "projector",
        "projectors": "projector", "printers": "printer", "multifunktionsgeraet": "printer",
        "switches": "switch", "netzwerk switch": "switch", "rack mount chassis": "server",
        "servers": "server", "blade": "server", "usv": "ups", "networkequipment": "switch",
        "networking": "switch", "portable": "notebook", "main server chassis": "server",
        "kameras": "camera", "webcam": "camera",
    },
    "asset.state": {
        "active": "in_service", "aktiv": "in_service", "deployed": "in_service",
        "im einsatz": "in_service", "in use": "in_service", "produktiv": "in_service",
        "ready to deploy": "in_stock", "deployable": "in_stock", "verfuegbar": "in_stock",
        "available": "in_stock", "lager": "in_stock", "inventory": "in_stock", "stock": "in_stock",
        "pending": "delivered", "offen": "delivered", "staged": "staged", "planned": "needed",
        "geplant": "needed", "defekt": "repair", "out for repair": "repair", "broken": "repair",
        "reparatur": "repair", "undeployable": "repair", "lost stolen": "lost", "gestohlen": "lost",
        "stolen": "lost", "archived": "decommissioned", "ausgesondert": "decommissioned",
        "retired": "decommissioned", "decommissioning": "decommissioned", "offline": "repair",
        "verliehen": "lent", "ausgeliehen": "lent", "on loan": "lent", "verschrottet": "disposed",
    },
    "site.kind": {
        "grundschule": "school", "gymnasium": "school", "realschule": "school",
        "gesamtschule": "school", "hauptschule": "school", "berufskolleg": "school",
        "verwaltungsgebaeude": "admin", "rathaus": "admin", "buergeramt": "admin",
        "normalladeeinrichtung": "charger", "schnellladeeinrichtung": "charger",
        "ladesaeule": "charger", "ladestation": "charger", "kvz": "cabinet",
        "kabelverzweiger": "cabinet", "ampel": "signal", "funkmast": "mast", "lsa": "signal",
    },
    "site.state": {
        "in betrieb": "active", "active": "active", "planned": "planned", "staging": "planned",
        "decommissioning": "closing", "retired": "closed", "stillgelegt": "closed",
    },
    "school.form": {
        "gs": "primary", "gy": "grammar", "rs": "middle", "ge": "comprehensive",
        "primary school": "primary", "integrierte sekundarschule": "comprehensive",
        "gemeinschaftsschule": "comprehensive", "sonderpaedagogische schule": "special",
        "berufsschule": "vocational", "bk": "vocational", "fs": "special",
    },
    "school.line_technology": {
        "ftth": "fibre", "fttb": "fibre", "lwl": "fibre", "hfc": "cable", "koax": "cable",
        "vdsl": "dsl", "adsl": "dsl", "lte": "radio", "5g": "radio", "richtfunk": "radio",
    },
}  # fmt: skip
"""By kind and field: what words of files mean, folded, beside keys and labels."""
