"""What is connected: ports, links, routes, ducts, cables down to the strand, WLAN, radio sites."""

from typing import Final

from app.domain.inventory.fields import Field, FieldType, Kind, Publication, choices, reference

LINK_STATES: Final = choices(
    planned="geplant", built="gebaut", in_service="in Betrieb", retired="rückgebaut"
)

PORT: Final = Kind(
    "port",
    "Anschluss",
    "Anschlüsse",
    (
        reference("asset", "Gerät", "asset", required=True),
        Field("name", "Name", is_required=True, is_searched=True),
        Field(
            "kind",
            "Art",
            FieldType.CHOICE,
            is_required=True,
            choices=choices(copper="Kupfer", fibre="Glasfaser", radio="Funk", power="Strom"),
        ),
        Field("connector", "Stecker"),
        Field("speed_mbit", "Geschwindigkeit", FieldType.DECIMAL, "Mbit/s", lowest=0),
        reference(
            "through",
            "Verbunden mit Rückseite",
            "port",
            hint="Beim Patchfeld die Rückseite, beim Splitter der gemeinsame Eingang.",
        ),
        Field("position", "Platz", FieldType.INTEGER, lowest=0),
        Field(
            "loss_db",
            "Dämpfung im Gerät",
            FieldType.DECIMAL,
            "dB",
            lowest=0,
            hint="Zum Beispiel die Teilerdämpfung eines Splitters.",
        ),
    ),
    ("name",),
    ("asset.tag", "asset.name", "name", "kind", "connector", "speed_mbit"),
)

LINK: Final = Kind(
    "link",
    "Verbindung",
    "Verbindungen",
    (
        Field("name", "Name", is_searched=True, is_unique=True),
        Field(
            "kind",
            "Art",
            FieldType.CHOICE,
            is_required=True,
            is_indexed=True,
            choices=choices(
                copper="Kupfer",
                fibre="Glasfaser",
                duct="Leerrohr",
                radio="Richtfunk oder Funk",
                power="Strom",
            ),
        ),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            choices=LINK_STATES,
            is_required=True,
            is_indexed=True,
        ),
        Field("a_kind", "Anfang, Art", is_required=True),
        Field(
            "a",
            "Anfang",
            FieldType.ANY_REFERENCE,
            kind_field="a_kind",
            is_required=True,
            is_indexed=True,
            hint="Das Ende auf der Seite der Versorgung.",
        ),
        Field("b_kind", "Ende, Art", is_required=True),
        Field(
            "b",
            "Ende",
            FieldType.ANY_REFERENCE,
            kind_field="b_kind",
            is_required=True,
            is_indexed=True,
            hint="Das Ende auf der Seite des Verbrauchers.",
        ),
        reference("route", "Trasse", "route"),
        Field("length_m", "Länge", FieldType.DECIMAL, "m", lowest=0),
        Field("capacity_mbit", "Kapazität", FieldType.DECIMAL, "Mbit/s", lowest=0),
        Field("loss_db", "Gemessene Dämpfung", FieldType.DECIMAL, "dB", lowest=0),
        Field("planned_on", "Geplant für", FieldType.DATE),
        Field("built_on", "Gebaut am", FieldType.DATE),
        Field("retired_on", "Rückgebaut am", FieldType.DATE),
    ),
    ("name",),
    ("name", "kind", "state", "length_m", "capacity_mbit", "built_on"),
    Publication.RESTRICTED,
    has_custom=True,
)

ROUTE: Final = Kind(
    "route",
    "Trasse",
    "Trassen",
    (
        Field("name", "Name", is_required=True, is_searched=True, is_unique=True),
        Field("geometry", "Verlauf", FieldType.GEOMETRY, publication=Publication.RESTRICTED),
        Field(
            "laying",
            "Verlegung",
            FieldType.CHOICE,
            choices=choices(
                open="offene Bauweise",
                micro_trench="Mikrotrenching",
                drill="Spülbohrung",
                aerial="oberirdisch",
                existing="vorhandenes Rohr",
            ),
        ),
        Field("depth_m", "Tiefe", FieldType.DECIMAL, "m", lowest=0),
        Field("length_m", "Länge", FieldType.DECIMAL, "m", lowest=0),
        Field("state", "Zustand", FieldType.CHOICE, choices=LINK_STATES),
        Field("owner", "Eigentümer"),
        Field("built_on", "Gebaut am", FieldType.DATE),
    ),
    ("name",),
    ("name", "state", "laying", "length_m", "depth_m", "owner"),
    Publication.RESTRICTED,
)

DUCT: Final = Kind(
    "duct",
    "Leerrohr",
    "Leerrohre",
    (
        Field("name", "Name", is_required=True, is_searched=True),
        reference("route", "Trasse", "route"),
        reference("parent", "Liegt im Rohr", "duct"),
        Field("colour", "Farbe"),
        Field("diameter_mm", "Durchmesser", FieldType.DECIMAL, "mm", lowest=0),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            choices=choices(
                free="frei", occupied="belegt", reserved="reserviert", damaged="beschädigt"
            ),
        ),
    ),
    ("name",),
    ("name", "route.name", "parent.name", "colour", "diameter_mm", "state"),
    Publication.RESTRICTED,
)

CABLE: Final = Kind(
    "cable",
    "Kabel",
    "Kabel",
    (
        Field("name", "Name", is_required=True, is_searched=True, is_unique=True),
        reference("duct", "Leerrohr", "duct"),
        reference("route", "Trasse", "route"),
        reference("a_site", "Von Standort", "site"),
        reference("b_site", "Zu Standort", "site"),
        Field("fibres", "Fasern", FieldType.INTEGER, lowest=0),
        Field("fibre_type", "Fasertyp", hint="Zum Beispiel G.652.D oder G.657.A2."),
        Field(
            "colour_scheme",
            "Farbfolge",
            FieldType.CHOICE,
            choices=choices(din="DIN VDE 0888", iec="IEC 60304"),
        ),
        Field("length_m", "Länge", FieldType.DECIMAL, "m", lowest=0),
        Field("attenuation_db_km", "Dämpfungsbelag", FieldType.DECIMAL, "dB/km", lowest=0),
        Field("state", "Zustand", FieldType.CHOICE, choices=LINK_STATES),
        Field("built_on", "Gebaut am", FieldType.DATE),
    ),
    ("name",),
    ("name", "a_site.name", "b_site.name", "fibres", "fibre_type", "length_m", "state"),
    Publication.RESTRICTED,
)

TUBE: Final = Kind(
    "tube",
    "Bündelader",
    "Bündeladern",
    (
        reference("cable", "Kabel", "cable", required=True),
        Field("number", "Nummer", FieldType.INTEGER, is_required=True, lowest=1),
        Field("colour", "Farbe"),
    ),
    ("number", "colour"),
    ("cable.name", "number", "colour"),
    Publication.RESTRICTED,
)

STRAND: Final = Kind(
    "strand",
    "Faser",
    "Fasern",
    (
        reference("cable", "Kabel", "cable", required=True),
        reference("tube", "Bündelader", "tube"),
        Field("number", "Nummer", FieldType.INTEGER, is_required=True, lowest=1),
        Field("colour", "Farbe"),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            is_indexed=True,
            choices=choices(free="frei", used="belegt", reserved="reserviert", defective="defekt"),
        ),
    ),
    ("number", "colour"),
    ("cable.name", "tube.number", "number", "colour", "state"),
    Publication.RESTRICTED,
)

SPLICE: Final = Kind(
    "splice",
    "Spleiß",
    "Spleiße",
    (
        reference("closure", "Muffe oder Kassette", "asset", required=True),
        Field("tray", "Kassette", FieldType.INTEGER, lowest=1),
        Field("position", "Platz", FieldType.INTEGER, lowest=1),
        reference("a", "Faser A", "strand", required=True),
        reference("b", "Faser B", "strand", required=True),
        Field("loss_db", "Dämpfung", FieldType.DECIMAL, "dB", lowest=0),
        Field("spliced_on", "Gespleißt am", FieldType.DATE),
    ),
    ("tray", "position"),
    ("closure.name", "tray", "position", "loss_db", "spliced_on"),
    Publication.RESTRICTED,
)

WLAN: Final = Kind(
    "wlan",
    "Funknetz",
    "Funknetze (WLAN)",
    (
        Field("ssid", "Netzname (SSID)", is_required=True, is_searched=True),
        Field(
            "purpose",
            "Zweck",
            FieldType.CHOICE,
            choices=choices(
                education="Unterricht",
                administration="Verwaltung",
                guest="Gäste",
                public="Öffentlichkeit",
                devices="Geräte",
            ),
        ),
        Field(
            "security",
            "Sicherheit",
            FieldType.CHOICE,
            choices=choices(open="offen", wpa2="WPA2", wpa3="WPA3", enterprise="WPA-Enterprise"),
        ),
        Field(
            "vlan",
            "VLAN",
            FieldType.INTEGER,
            lowest=1,
            highest=4094,
            publication=Publication.RESTRICTED,
        ),
        Field("bands", "Bänder"),
    ),
    ("ssid",),
    ("ssid", "purpose", "security", "bands"),
)

RADIO_SITE: Final = Kind(
    "radio_site",
    "Funkanlage",
    "Mobilfunkanlagen",
    (
        reference("site", "Standort", "site", required=True),
        Field("operator", "Betreiber", is_required=True, is_searched=True),
        Field(
            "technology",
            "Technik",
            FieldType.CHOICE,
            choices=choices(
                gsm="2G",
                lte="4G",
                nr_dss="5G DSS",
                nr_nsa="5G NSA",
                nr_sa="5G SA",
                lorawan="LoRaWAN",
            ),
        ),
        Field("height_m", "Antennenhöhe", FieldType.DECIMAL, "m", lowest=0),
        Field("sectors", "Sektoren", FieldType.INTEGER, lowest=1),
        Field(
            "certificate", "Standortbescheinigung", hint="Nummer der Bescheinigung nach der BEMFV."
        ),
        Field("certificate_on", "Bescheinigt am", FieldType.DATE),
        Field("state", "Zustand", FieldType.CHOICE, choices=LINK_STATES),
        Field("planned_on", "Geplant für", FieldType.DATE),
    ),
    ("operator", "technology"),
    ("site.name", "operator", "technology", "height_m", "state", "certificate"),
)

NETWORK_KINDS: Final = (
    PORT,
    LINK,
    ROUTE,
    DUCT,
    CABLE,
    TUBE,
    STRAND,
    SPLICE,
    WLAN,
    RADIO_SITE,
)
