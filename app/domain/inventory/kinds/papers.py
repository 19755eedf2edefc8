"""Licences, contracts, notes, findings, audits, relations, and what people keep of their views."""

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

LICENCE: Final = Kind(
    "licence",
    "Lizenz",
    "Lizenzen",
    (
        Field("name", "Name", is_required=True, is_searched=True),
        reference("vendor", "Hersteller", "vendor"),
        Field("product", "Produkt", is_searched=True),
        Field("seats", "Plätze", FieldType.INTEGER, lowest=0),
        Field("starts_on", "Beginn", FieldType.DATE),
        Field("ends_on", "Ende", FieldType.DATE, is_indexed=True),
        Field("cost_per_year", "Kosten im Jahr", FieldType.MONEY, "€", lowest=0),
        reference("fund", "Fördertopf", "fund"),
    ),
    ("name",),
    ("name", "product", "vendor.name", "seats", "ends_on", "cost_per_year"),
    has_custom=True,
)

LICENCE_SEAT: Final = Kind(
    "licence_seat",
    "Lizenzplatz",
    "Lizenzplätze",
    (
        reference("licence", "Lizenz", "licence", required=True),
        reference("asset", "Gerät", "asset"),
        reference("site", "Standort", "site"),
        Field("count", "Anzahl", FieldType.INTEGER, is_required=True, lowest=1),
        Field("assigned_on", "Zugewiesen am", FieldType.DATE),
    ),
    ("count",),
    ("licence.name", "site.name", "asset.tag", "count", "assigned_on"),
)

CONTRACT: Final = Kind(
    "contract",
    "Vertrag",
    "Verträge",
    (
        Field("name", "Name", is_required=True, is_searched=True),
        Field("number", "Vertragsnummer", is_unique=True, is_searched=True),
        reference("supplier", "Vertragspartner", "vendor"),
        Field(
            "kind",
            "Art",
            FieldType.CHOICE,
            choices=choices(
                maintenance="Wartung",
                lease="Miete oder Leasing",
                line="Leitung",
                support="Betreuung",
                insurance="Versicherung",
                other="Sonstiges",
            ),
        ),
        Field("starts_on", "Beginn", FieldType.DATE),
        Field("ends_on", "Ende", FieldType.DATE, is_indexed=True),
        Field("notice_months", "Kündigungsfrist", FieldType.INTEGER, "Monate", lowest=0),
        Field("cost_per_year", "Kosten im Jahr", FieldType.MONEY, "€", lowest=0),
        reference("site", "Standort", "site"),
    ),
    ("name",),
    ("name", "number", "supplier.name", "kind", "ends_on", "notice_months", "cost_per_year"),
    has_custom=True,
)

RELATION: Final = Kind(
    "relation",
    "Beziehung",
    "Beziehungen",
    (
        Field("from_kind", "Von, Art", is_required=True),
        Field(
            "from",
            "Von",
            FieldType.ANY_REFERENCE,
            kind_field="from_kind",
            is_required=True,
            is_indexed=True,
        ),
        Field(
            "to_kind",
            "Zu, Art",
            is_required=True,
            hint="Art eines Datensatzes oder point, twin_object.",
        ),
        Field(
            "to",
            "Zu",
            FieldType.ANY_REFERENCE,
            kind_field="to_kind",
            is_required=True,
            is_indexed=True,
        ),
        Field(
            "role",
            "Rolle",
            FieldType.CHOICE,
            is_required=True,
            choices=choices(
                measures="misst",
                shows="zeigt",
                serves="versorgt",
                belongs="gehört zu",
                broadcasts="strahlt aus",
                financed="wird finanziert durch",
                evidences="belegt",
            ),
        ),
    ),
    ("role",),
    ("from_kind", "role", "to_kind", "to"),
)
"""Ends may also be points (their ids) or objects of the twin: the kind says so."""

FOREIGN_KINDS: Final = frozenset({"point", "twin_object"})
"""Kinds an ANY_REFERENCE may name whose records are kept elsewhere."""

JOURNAL_NOTE: Final = Kind(
    "journal_note",
    "Notiz",
    "Notizen",
    (
        Field("subject_kind", "Zu, Art", is_required=True),
        Field(
            "subject",
            "Zu",
            FieldType.ANY_REFERENCE,
            kind_field="subject_kind",
            is_required=True,
            is_indexed=True,
        ),
        Field(
            "level",
            "Art",
            FieldType.CHOICE,
            choices=choices(
                information="Hinweis", success="Erfolg", warning="Warnung", problem="Problem"
            ),
        ),
        Field("text", "Text", is_required=True, longest=LONGEST_NOTE),
        Field("at_us", "Zeit", FieldType.MOMENT, is_required=True),
        Field("author", "Verfasst von"),
    ),
    ("text",),
    ("at_us", "level", "text", "author"),
)

FINDING: Final = Kind(
    "finding",
    "Befund",
    "Befunde",
    (
        Field(
            "rule",
            "Regel",
            is_required=True,
            is_indexed=True,
            choices=(),
            hint="Welche Prüfung den Befund gemeldet hat.",
        ),
        Field("subject_kind", "Zu, Art", is_required=True),
        Field(
            "subject",
            "Zu",
            FieldType.ANY_REFERENCE,
            kind_field="subject_kind",
            is_required=True,
            is_indexed=True,
        ),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            is_required=True,
            is_indexed=True,
            choices=choices(
                open="offen", assigned="zugewiesen", snoozed="zurückgestellt", resolved="erledigt"
            ),
        ),
        Field(
            "severity",
            "Gewicht",
            FieldType.CHOICE,
            is_required=True,
            choices=choices(proposal="Vorschlag", low="gering", medium="mittel", high="hoch"),
        ),
        Field("text", "Befund", is_required=True, is_searched=True, longest=LONGEST_NOTE),
        Field(
            "proposal", "Vorschlag", FieldType.JSON, hint="Die Änderung, die der Befund vorschlägt."
        ),
        Field("opened_us", "Gemeldet", FieldType.MOMENT, is_required=True),
        Field("assignee", "Zugewiesen an", publication=Publication.RESTRICTED),
        Field("snoozed_until", "Zurückgestellt bis", FieldType.DATE),
        Field("resolution", "Begründung", longest=LONGEST_NOTE),
        Field("resolved_us", "Erledigt", FieldType.MOMENT),
    ),
    ("text",),
    ("severity", "text", "state", "assignee", "opened_us"),
)

SCAN_AUDIT: Final = Kind(
    "scan_audit",
    "Inventur",
    "Inventuren",
    (
        Field("name", "Name", is_required=True),
        reference("site", "Standort", "site", required=True),
        reference("space", "Raum", "space"),
        Field("started_us", "Begonnen", FieldType.MOMENT, is_required=True),
        Field("finished_us", "Beendet", FieldType.MOMENT),
        Field("auditor", "Durchgeführt von", publication=Publication.INTERNAL),
        Field("expected", "Erwartet", FieldType.INTEGER),
        Field("found", "Gefunden", FieldType.INTEGER),
        Field("misplaced", "Falscher Ort", FieldType.INTEGER),
        Field("unknown", "Unbekannt", FieldType.INTEGER),
        Field("missing", "Nicht gefunden", FieldType.INTEGER),
        Field("lines", "Gelesene Codes", FieldType.JSON),
    ),
    ("name",),
    (
        "name",
        "site.name",
        "space.name",
        "started_us",
        "expected",
        "found",
        "misplaced",
        "missing",
        "unknown",
    ),
)

SAVED_VIEW: Final = Kind(
    "saved_view",
    "Ansicht",
    "Ansichten",
    (
        Field("name", "Name", is_required=True),
        Field("kind", "Tabelle", is_required=True),
        Field("content", "Inhalt", FieldType.JSON, is_required=True),
        Field("author", "Angelegt von"),
        Field("position", "Reihenfolge", FieldType.INTEGER),
    ),
    ("name",),
    ("name", "kind", "author"),
)

IMPORT_PROFILE: Final = Kind(
    "import_profile",
    "Importprofil",
    "Importprofile",
    (
        Field("name", "Name", is_required=True),
        Field("kind", "Tabelle", is_required=True),
        Field("content", "Inhalt", FieldType.JSON, is_required=True),
        Field("used_us", "Zuletzt benutzt", FieldType.MOMENT),
    ),
    ("name",),
    ("name", "kind", "used_us"),
)

PAPER_KINDS: Final = (
    LICENCE,
    LICENCE_SEAT,
    CONTRACT,
    RELATION,
    JOURNAL_NOTE,
    FINDING,
    SCAN_AUDIT,
    SAVED_VIEW,
    IMPORT_PROFILE,
)
