"""Where things stand: districts, addresses, sites, schools, spaces, racks."""

from typing import Final

from app.domain.inventory.fields import Field, FieldType, Kind, Publication, choices, reference

EAST: Final = Field("east", "Rechtswert", FieldType.DECIMAL, "m", hint="EPSG:25832.")
NORTH: Final = Field("north", "Hochwert", FieldType.DECIMAL, "m", hint="EPSG:25832.")

SITE_KINDS: Final = choices(
    school="Schule",
    admin="Verwaltung",
    media_centre="Medienzentrum",
    store="Lager",
    cabinet="Verteiler",
    pop="Technikstandort (PoP)",
    mast="Mobilfunkmast",
    hotspot="WLAN-Hotspot",
    signal="Lichtsignalanlage",
    charger="Ladestandort",
    sensor_mount="Messstelle",
    other="Sonstiger Standort",
)

DISTRICT: Final = Kind(
    "district",
    "Stadtbezirk",
    "Stadtbezirke",
    (
        Field("name", "Name", is_required=True, is_unique=True, is_searched=True),
        Field("code", "Schlüssel", is_unique=True),
        Field("area_km2", "Fläche", FieldType.DECIMAL, "km²", lowest=0),
        Field("inhabitants", "Einwohner", FieldType.INTEGER, lowest=0),
        Field("as_of", "Stand der Zahlen", FieldType.DATE),
        Field("geometry", "Grenze", FieldType.GEOMETRY),
    ),
    ("name",),
    ("name", "code", "area_km2", "inhabitants"),
    Publication.PUBLIC,
)

ADDRESS: Final = Kind(
    "address",
    "Adresse",
    "Adressen",
    (
        Field("street", "Straße", is_required=True, is_searched=True, is_indexed=True),
        Field("house_number", "Hausnummer", FieldType.INTEGER, is_searched=True, lowest=0),
        Field("suffix", "Zusatz", is_searched=True),
        Field("postcode", "Postleitzahl", pattern=r"\d{5}", is_searched=True),
        Field("place", "Ort"),
        reference("district", "Stadtbezirk", "district"),
        Field("address_key", "Adressschlüssel", is_unique=True),
        Field("street_key", "Straßenschlüssel"),
        EAST,
        NORTH,
        Field("households", "Haushalte", FieldType.INTEGER, lowest=0),
        Field("business_units", "Betriebe", FieldType.INTEGER, lowest=0),
    ),
    ("street", "house_number", "suffix"),
    ("street", "house_number", "suffix", "postcode", "district.name", "households"),
    Publication.INTERNAL,
)

SITE: Final = Kind(
    "site",
    "Standort",
    "Standorte",
    (
        Field("name", "Name", is_required=True, is_searched=True, is_indexed=True),
        Field(
            "kind", "Art", FieldType.CHOICE, choices=SITE_KINDS, is_required=True, is_indexed=True
        ),
        Field("code", "Kennung", is_unique=True, is_searched=True),
        reference("district", "Stadtbezirk", "district"),
        reference("address", "Adresse", "address"),
        Field("street", "Straße und Hausnummer", is_searched=True),
        Field("postcode", "Postleitzahl", pattern=r"\d{5}"),
        Field("place", "Ort"),
        EAST,
        NORTH,
        Field("operator", "Betreiber", is_searched=True),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            choices=choices(
                planned="geplant", active="aktiv", closing="wird aufgegeben", closed="aufgegeben"
            ),
        ),
        Field("opened_on", "In Betrieb seit", FieldType.DATE),
        Field("power_kw", "Anschlussleistung", FieldType.DECIMAL, "kW", lowest=0),
        Field("charge_points", "Ladepunkte", FieldType.INTEGER, lowest=0),
        Field("plugs", "Steckertypen"),
        Field("tags", "Schlagworte", FieldType.TAGS),
    ),
    ("name",),
    ("name", "kind", "district.name", "street", "state", "operator"),
    Publication.INTERNAL,
    has_custom=True,
)

SCHOOL: Final = Kind(
    "school",
    "Schule",
    "Schulen",
    (
        reference("site", "Standort", "site", required=True),
        Field("school_number", "Schulnummer", is_unique=True, is_searched=True),
        Field("name", "Name", is_required=True, is_searched=True),
        Field(
            "form",
            "Schulform",
            FieldType.CHOICE,
            choices=choices(
                primary="Grundschule",
                secondary="Hauptschule",
                middle="Realschule",
                joint="Sekundarschule",
                comprehensive="Gesamtschule",
                grammar="Gymnasium",
                special="Förderschule",
                vocational="Berufskolleg",
                further="Weiterbildungskolleg",
            ),
        ),
        Field("pupils", "Schülerinnen und Schüler", FieldType.INTEGER, lowest=0),
        Field("classrooms", "Unterrichtsräume", FieldType.INTEGER, lowest=0),
        Field(
            "pupils_per_device_target",
            "Ziel Schüler je Gerät",
            FieldType.DECIMAL,
            lowest=0.1,
            hint="So viele Schülerinnen und Schüler sollen sich höchstens ein Gerät teilen.",
        ),
        Field(
            "access_points_per_room_target",
            "Ziel Access Points je Raum",
            FieldType.DECIMAL,
            lowest=0,
        ),
        Field(
            "line_technology",
            "Anschluss",
            FieldType.CHOICE,
            choices=choices(
                fibre="Glasfaser", cable="Kabel", dsl="DSL", radio="Funk", none="keiner"
            ),
        ),
        Field("down_mbit", "Download", FieldType.DECIMAL, "Mbit/s", lowest=0),
        Field("up_mbit", "Upload", FieldType.DECIMAL, "Mbit/s", lowest=0),
        Field("tariff", "Tarif"),
        Field("as_of", "Stand der Zahlen", FieldType.DATE),
    ),
    ("name",),
    ("name", "form", "pupils", "classrooms", "line_technology", "down_mbit", "site.district.name"),
    Publication.INTERNAL,
    has_custom=True,
)

SPACE: Final = Kind(
    "space",
    "Raum",
    "Gebäude, Etagen und Räume",
    (
        reference("site", "Standort", "site", required=True),
        reference("parent", "Liegt in", "space"),
        Field(
            "kind",
            "Art",
            FieldType.CHOICE,
            is_required=True,
            choices=choices(building="Gebäude", floor="Etage", room="Raum", outdoor="Außenbereich"),
        ),
        Field("name", "Name", is_required=True, is_searched=True),
        Field("number", "Nummer", is_searched=True),
        Field("level", "Geschoss", FieldType.INTEGER, hint="0 ist das Erdgeschoss, -1 der Keller."),
        Field(
            "use",
            "Nutzung",
            FieldType.CHOICE,
            choices=choices(
                classroom="Unterrichtsraum",
                specialist="Fachraum",
                office="Büro",
                technical="Technik",
                hall="Halle",
                store="Lager",
                corridor="Flur",
                other="Sonstiges",
            ),
        ),
        Field("area_m2", "Fläche", FieldType.DECIMAL, "m²", lowest=0),
        Field("plan_image", "Grundriss", hint="Bilddatei des Grundrisses dieser Etage."),
        Field("plan_width_m", "Breite des Grundrisses", FieldType.DECIMAL, "m", lowest=0),
        Field("plan_height_m", "Höhe des Grundrisses", FieldType.DECIMAL, "m", lowest=0),
        Field(
            "outline",
            "Umriss im Grundriss",
            FieldType.GEOMETRY,
            hint="WKT in Metern ab der linken oberen Ecke des Grundrisses.",
        ),
    ),
    ("name",),
    ("name", "kind", "number", "site.name", "parent.name", "use", "area_m2"),
    Publication.INTERNAL,
)

RACK: Final = Kind(
    "rack",
    "Schrank",
    "Schränke",
    (
        Field("name", "Name", is_required=True, is_searched=True),
        reference("site", "Standort", "site", required=True),
        reference("space", "Raum", "space"),
        Field(
            "height_units",
            "Höheneinheiten",
            FieldType.INTEGER,
            "HE",
            is_required=True,
            lowest=1,
            highest=60,
        ),
        Field("width_inch", "Breite", FieldType.INTEGER, '"', lowest=10, highest=23),
        Field(
            "power_limit_w",
            "Leistungsgrenze",
            FieldType.DECIMAL,
            "W",
            lowest=0,
            hint="So viel dürfen die Geräte im Schrank zusammen aufnehmen.",
        ),
        Field("depth_mm", "Tiefe", FieldType.INTEGER, "mm", lowest=0),
    ),
    ("name",),
    ("name", "site.name", "space.name", "height_units"),
)

PLACE_KINDS: Final = (DISTRICT, ADDRESS, SITE, SCHOOL, SPACE, RACK)
