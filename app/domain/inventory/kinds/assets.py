"""What is owned: vendors, types, assets, their custody, funds, fields of people's own."""

from typing import Final

from app.domain.inventory.fields import (
    LONGEST_NOTE,
    Field,
    FieldType,
    Kind,
    Publication,
    choices,
    reference,
)
from app.domain.inventory.kinds.places import EAST, NORTH

ASSET_KINDS: Final = choices(
    access_point="Access Point",
    switch="Switch",
    router="Router",
    firewall="Firewall",
    server="Server",
    ups="USV",
    tablet="Tablet",
    notebook="Notebook",
    desktop="Arbeitsplatzrechner",
    display="Display",
    projector="Beamer",
    printer="Drucker",
    camera="Kamera",
    media_kit="Medienkoffer",
    patch_panel="Patchfeld",
    splitter="Splitter",
    closure="Muffe",
    olt="OLT",
    ont="ONT",
    antenna="Antenne",
    charger="Ladesäule",
    sensor="Sensor",
    signal_controller="Steuergerät",
    light="Leuchte",
    gateway="Gateway",
    other="Sonstiges",
)

ASSET_STATES: Final = choices(
    needed="Bedarf",
    requested="beantragt",
    ordered="bestellt",
    delivered="geliefert",
    in_stock="im Lager",
    staged="vorbereitet",
    in_service="in Betrieb",
    repair="in Reparatur",
    lent="verliehen",
    lost="verloren",
    decommissioned="außer Betrieb",
    disposed="entsorgt",
)

MEASURED_STATES: Final = choices(
    never="noch nie gesehen", alive="meldet sich", silent="meldet sich nicht"
)

VENDOR: Final = Kind(
    "vendor",
    "Hersteller oder Lieferant",
    "Hersteller und Lieferanten",
    (
        Field("name", "Name", is_required=True, is_unique=True, is_searched=True),
        Field("website", "Internetseite"),
        Field("support", "Störungsannahme", publication=Publication.INTERNAL),
    ),
    ("name",),
    ("name", "website", "support"),
    Publication.PUBLIC,
)

ASSET_TYPE: Final = Kind(
    "asset_type",
    "Gerätetyp",
    "Gerätetypen",
    (
        Field("name", "Modell", is_required=True, is_searched=True),
        reference("vendor", "Hersteller", "vendor"),
        Field(
            "kind", "Art", FieldType.CHOICE, choices=ASSET_KINDS, is_required=True, is_indexed=True
        ),
        Field("slug", "Kurzname", is_unique=True),
        Field("part_number", "Artikelnummer", is_searched=True),
        Field("height_units", "Höheneinheiten", FieldType.DECIMAL, "HE", lowest=0),
        Field("power_w", "Leistung", FieldType.DECIMAL, "W", lowest=0),
        Field(
            "price", "Listenpreis", FieldType.MONEY, "€", lowest=0, publication=Publication.INTERNAL
        ),
        Field(
            "lifetime_months",
            "Nutzungsdauer",
            FieldType.INTEGER,
            "Monate",
            lowest=1,
            hint="Nach so vielen Monaten soll das Gerät ersetzt sein.",
        ),
        Field("eol_on", "Verkauf endet", FieldType.DATE),
        Field("eos_on", "Unterstützung endet", FieldType.DATE),
        Field(
            "template",
            "Anschlüsse",
            FieldType.JSON,
            hint="Ports und Stromanschlüsse, die ein neues Gerät dieses Typs bekommt.",
        ),
    ),
    ("name",),
    ("name", "vendor.name", "kind", "part_number", "lifetime_months", "eos_on"),
    Publication.PUBLIC,
    has_custom=True,
)

FUND: Final = Kind(
    "fund",
    "Fördertopf",
    "Fördertöpfe",
    (
        Field("name", "Name", is_required=True, is_unique=True, is_searched=True),
        Field("programme", "Programm"),
        Field("grant", "Zuwendung", FieldType.MONEY, "€", lowest=0),
        Field("own_share", "Eigenanteil", FieldType.MONEY, "€", lowest=0),
        Field("spend_until", "Mittelabruf bis", FieldType.DATE),
        Field("bound_until", "Zweckbindung bis", FieldType.DATE),
    ),
    ("name",),
    ("name", "programme", "grant", "own_share", "spend_until"),
)

ASSET: Final = Kind(
    "asset",
    "Gerät",
    "Geräte",
    (
        Field("tag", "Inventarnummer", is_unique=True, is_searched=True),
        Field("name", "Name", is_searched=True, is_indexed=True),
        reference("type", "Typ", "asset_type", required=True),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            choices=ASSET_STATES,
            is_required=True,
            is_indexed=True,
        ),
        Field(
            "serial",
            "Seriennummer",
            is_searched=True,
            is_indexed=True,
            publication=Publication.INTERNAL,
        ),
        Field(
            "mac",
            "MAC-Adresse",
            is_searched=True,
            is_indexed=True,
            pattern=r"([0-9a-f]{2}:){5}[0-9a-f]{2}",
            publication=Publication.RESTRICTED,
            hint="Sechs Paare aus Ziffern und Buchstaben, mit Doppelpunkten.",
        ),
        reference("site", "Standort", "site"),
        reference("space", "Raum", "space"),
        reference("rack", "Schrank", "rack"),
        Field(
            "rack_unit",
            "Höheneinheit",
            FieldType.DECIMAL,
            "HE",
            lowest=1,
            highest=60,
            hint="Die unterste Höheneinheit, die das Gerät belegt; 1 ist unten.",
        ),
        Field("rack_side", "Seite", FieldType.CHOICE, choices=choices(front="vorn", rear="hinten")),
        reference("parent", "Gehört zu", "asset"),
        Field("plan_x", "Lage im Grundriss, nach rechts", FieldType.DECIMAL, "m"),
        Field("plan_y", "Lage im Grundriss, nach unten", FieldType.DECIMAL, "m"),
        EAST,
        NORTH,
        Field("height", "Höhe über NHN", FieldType.DECIMAL, "m"),
        Field("ip", "IP-Adresse", is_searched=True, publication=Publication.RESTRICTED),
        Field("owner", "Eigentümer", is_searched=True),
        Field(
            "support_level",
            "Betreuung",
            FieldType.CHOICE,
            choices=choices(
                zero="Stufe 0: Nutzende",
                first="Stufe 1: Schule",
                second="Stufe 2: Schulträger",
                third="Stufe 3: Hersteller",
            ),
        ),
        Field(
            "cost",
            "Anschaffungskosten",
            FieldType.MONEY,
            "€",
            lowest=0,
            publication=Publication.INTERNAL,
        ),
        Field("bought_on", "Gekauft am", FieldType.DATE),
        Field("warranty_until", "Gewährleistung bis", FieldType.DATE),
        Field("depreciation_months", "Abschreibung", FieldType.INTEGER, "Monate", lowest=0),
        reference("fund", "Fördertopf", "fund"),
        reference("supplier", "Lieferant", "vendor"),
        Field("order_number", "Bestellnummer", publication=Publication.INTERNAL),
        Field("planned_on", "Geplante Inbetriebnahme", FieldType.DATE),
        Field("planned_state", "Geplanter Zustand", FieldType.CHOICE, choices=ASSET_STATES),
        Field("in_service_on", "In Betrieb seit", FieldType.DATE),
        Field("decommissioned_on", "Außer Betrieb seit", FieldType.DATE),
        Field("disposed_on", "Entsorgt am", FieldType.DATE),
        Field(
            "wipe_certificate",
            "Löschnachweis",
            hint="Nummer des Nachweises, dass alle Daten gelöscht sind.",
        ),
        Field("repair_note", "Schaden", longest=LONGEST_NOTE),
        Field(
            "holder",
            "Ausgegeben an",
            is_searched=True,
            publication=Publication.RESTRICTED,
            hint="Ein Kürzel oder eine Stelle, kein Name einer Person.",
        ),
        Field("custody_until", "Rückgabe bis", FieldType.DATE),
        Field("measured_state", "Gemessener Zustand", FieldType.CHOICE, choices=MEASURED_STATES),
        Field("first_seen_us", "Zuerst gesehen", FieldType.MOMENT),
        Field("last_seen_us", "Zuletzt gesehen", FieldType.MOMENT),
        Field("audited_us", "Zuletzt bei einer Inventur", FieldType.MOMENT),
        Field(
            "device",
            "Gerät im Profil",
            is_unique=True,
            hint="Name des Geräts im Profil der Stadt; seine Datenpunkte gehören zu diesem.",
        ),
        Field("tags", "Schlagworte", FieldType.TAGS),
    ),
    ("tag", "name"),
    (
        "tag",
        "name",
        "type.kind",
        "type.name",
        "state",
        "measured_state",
        "site.name",
        "space.name",
        "serial",
        "bought_on",
    ),
    Publication.INTERNAL,
    has_custom=True,
)

LOAN: Final = Kind(
    "loan",
    "Ausleihe",
    "Ausleihen",
    (
        reference("asset", "Gerät", "asset", required=True),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            is_required=True,
            is_indexed=True,
            choices=choices(
                reserved="reserviert",
                out="ausgegeben",
                returned="zurückgegeben",
                cancelled="aufgehoben",
                lost="verloren",
            ),
        ),
        Field(
            "borrower",
            "Ausgeliehen an",
            is_required=True,
            is_searched=True,
            publication=Publication.RESTRICTED,
            hint="Eine Schule, eine Stelle oder ein Kürzel, kein Name einer Person.",
        ),
        reference("site", "Für den Standort", "site"),
        Field("reserved_from", "Reserviert ab", FieldType.DATE),
        Field("reserved_until", "Reserviert bis", FieldType.DATE),
        Field("out_on", "Ausgegeben am", FieldType.DATE),
        Field("due_on", "Rückgabe bis", FieldType.DATE, is_indexed=True),
        Field("returned_on", "Zurück am", FieldType.DATE),
        Field("condition", "Zustand bei Rückgabe", longest=LONGEST_NOTE),
    ),
    ("borrower",),
    ("asset.tag", "asset.name", "state", "borrower", "out_on", "due_on", "returned_on"),
)

CUSTOM_FIELD: Final = Kind(
    "custom_field",
    "Eigenes Feld",
    "Eigene Felder",
    (
        Field("kind", "Gilt für", is_required=True, is_indexed=True),
        Field("name", "Kurzname", is_required=True, pattern=r"[a-z][a-z0-9_]{0,39}"),
        Field("label", "Bezeichnung", is_required=True),
        Field(
            "type",
            "Art",
            FieldType.CHOICE,
            is_required=True,
            choices=choices(
                text="Text",
                integer="Ganze Zahl",
                decimal="Zahl",
                money="Betrag",
                date="Datum",
                flag="Ja oder nein",
                choice="Auswahl",
            ),
        ),
        Field("unit", "Einheit"),
        Field("choices", "Auswahl", hint="Die Wörter der Auswahl, mit Strichpunkten getrennt."),
        Field("required", "Pflichtfeld", FieldType.FLAG),
        Field("pattern", "Muster", hint="Ein regulärer Ausdruck, dem der ganze Text genügen muss."),
        Field("position", "Reihenfolge", FieldType.INTEGER),
    ),
    ("label",),
    ("kind", "label", "name", "type", "unit", "required"),
)

TAG: Final = Kind(
    "tag",
    "Schlagwort",
    "Schlagworte",
    (
        Field("name", "Name", is_required=True, is_unique=True, pattern=r"[^|]+"),
        Field("description", "Bedeutung"),
    ),
    ("name",),
    ("name", "description"),
)

ASSET_KINDS_OF_RECORDS: Final = (VENDOR, ASSET_TYPE, FUND, ASSET, LOAN, CUSTOM_FIELD, TAG)
