"""What the programme is steered by: risks, decisions, money, key figures, effects, reports."""

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

_LEVELS: Final = "1 (sehr gering) bis 5 (sehr hoch)."

RISK: Final = Kind(
    "risk",
    "Risiko",
    "Risiken",
    (
        reference("project", "Projekt", "project", required=True),
        Field("name", "Risiko", is_required=True, is_searched=True),
        Field("cause", "Ursache", longest=LONGEST_NOTE),
        Field(
            "probability",
            "Eintrittswahrscheinlichkeit",
            FieldType.INTEGER,
            is_required=True,
            lowest=1,
            highest=5,
            hint=_LEVELS,
        ),
        Field(
            "impact",
            "Auswirkung",
            FieldType.INTEGER,
            is_required=True,
            lowest=1,
            highest=5,
            hint=_LEVELS,
        ),
        Field(
            "state",
            "Status",
            FieldType.CHOICE,
            choices=choices(open="offen", occurred="eingetreten", closed="erledigt"),
            is_required=True,
            is_indexed=True,
        ),
        Field(
            "response",
            "Umgang",
            FieldType.CHOICE,
            choices=choices(
                avoid="vermeiden", reduce="mindern", transfer="übertragen", accept="annehmen"
            ),
        ),
        Field("measure", "Maßnahme", longest=LONGEST_NOTE),
        Field("owner", "Verantwortlich", hint="Die Rolle, kein Name."),
        Field("review_on", "Prüfen am", FieldType.DATE, is_indexed=True),
        Field("cost", "Schaden im Eintritt", FieldType.MONEY, "€", lowest=0),
        Field("delay", "Verzug im Eintritt", FieldType.INTEGER, "Arbeitstage", lowest=0),
    ),
    ("name",),
    (
        "project.name",
        "name",
        "probability",
        "impact",
        "state",
        "response",
        "measure",
        "owner",
        "review_on",
    ),
)

DECISION: Final = Kind(
    "decision",
    "Entscheidung",
    "Entscheidungen",
    (
        reference("project", "Projekt", "project"),
        Field("name", "Gegenstand", is_required=True, is_searched=True),
        Field("body", "Gremium", hint="Etwa „Rat“ oder „Lenkungskreis“."),
        Field("paper_number", "Vorlage", is_searched=True),
        Field("due_on", "Fällig am", FieldType.DATE, is_indexed=True),
        Field("decided_on", "Entschieden am", FieldType.DATE),
        Field(
            "state",
            "Status",
            FieldType.CHOICE,
            choices=choices(
                open="offen", decided="entschieden", deferred="vertagt", rejected="abgelehnt"
            ),
            is_required=True,
            is_indexed=True,
        ),
        Field("text", "Wortlaut", longest=LONGEST_NOTE),
        Field("follow_up", "Was daraus folgt", longest=LONGEST_NOTE),
        Field("follow_up_role", "Wer es erledigt", hint="Die Rolle, kein Name."),
        Field("follow_up_on", "Zu erledigen bis", FieldType.DATE, is_indexed=True),
        Field("follow_up_done_on", "Erledigt am", FieldType.DATE),
        Field("link", "Adresse"),
    ),
    ("name",),
    (
        "project.name",
        "name",
        "body",
        "paper_number",
        "state",
        "due_on",
        "decided_on",
        "follow_up_on",
        "follow_up_done_on",
    ),
    publication=Publication.PUBLIC,
)

BUDGET_LINE: Final = Kind(
    "budget_line",
    "Haushaltsansatz",
    "Haushaltsansätze",
    (
        reference("project", "Projekt", "project", required=True),
        Field("year", "Jahr", FieldType.INTEGER, is_required=True, lowest=2000, highest=2100),
        reference(
            "fund",
            "Fördertopf",
            "fund",
            required=True,
            hint="Woraus das Geld kommt; eigene Mittel haben einen Topf für sich.",
        ),
        Field(
            "purpose",
            "Zweck",
            FieldType.CHOICE,
            choices=choices(
                staff="Personal",
                service="Dienstleistung",
                hardware="Geräte",
                building="Bau",
                licence="Lizenzen",
                other="Sonstiges",
            ),
        ),
        Field("plan", "Ansatz", FieldType.MONEY, "€", lowest=0),
        Field("committed", "Gebunden", FieldType.MONEY, "€", lowest=0),
        Field("actual", "Ausgegeben", FieldType.MONEY, "€", lowest=0),
        Field("forecast", "Erwartet", FieldType.MONEY, "€", lowest=0),
        Field("booked_on", "Stand der Buchung", FieldType.DATE),
    ),
    ("year",),
    (
        "project.name",
        "year",
        "fund.name",
        "purpose",
        "plan",
        "committed",
        "actual",
        "forecast",
        "booked_on",
    ),
)

KPI: Final = Kind(
    "kpi",
    "Kennzahl",
    "Kennzahlen",
    (
        Field("name", "Name", is_required=True, is_searched=True),
        reference("field_of_action", "Handlungsfeld", "field_of_action"),
        reference("project", "Projekt", "project"),
        Field("unit", "Einheit"),
        Field(
            "direction",
            "Besser ist",
            FieldType.CHOICE,
            choices=choices(up="mehr", down="weniger"),
            is_required=True,
        ),
        Field(
            "evidence",
            "Nachweis",
            FieldType.JSON,
            hint="Die Abfrage, die den Wert liefert; leer, wenn er von Hand gemeldet wird.",
        ),
        Field("start_value", "Ausgangswert", FieldType.DECIMAL),
        Field("start_on", "Ausgangswert vom", FieldType.DATE),
        Field("target", "Zielwert", FieldType.DECIMAL),
        Field("target_on", "Ziel bis", FieldType.DATE),
        Field("method", "Berechnung", longest=LONGEST_NOTE, hint="Wie der Wert zustande kommt."),
        Field(
            "fresh_days",
            "Gültig für",
            FieldType.INTEGER,
            "Tage",
            lowest=1,
            hint="Ist der letzte Wert älter, gilt die Kennzahl als veraltet.",
        ),
    ),
    ("name",),
    (
        "name",
        "field_of_action.name",
        "project.name",
        "unit",
        "direction",
        "start_value",
        "target",
        "target_on",
    ),
)

KPI_VALUE: Final = Kind(
    "kpi_value",
    "Kennzahlwert",
    "Kennzahlwerte",
    (
        reference("kpi", "Kennzahl", "kpi", required=True),
        Field("as_of", "Stichtag", FieldType.DATE, is_required=True),
        Field("value", "Wert", FieldType.DECIMAL, is_required=True),
        Field("low", "Untere Grenze", FieldType.DECIMAL),
        Field("high", "Obere Grenze", FieldType.DECIMAL),
        Field(
            "status",
            "Art",
            FieldType.CHOICE,
            choices=choices(
                measured="gemessen", reported="gemeldet", estimated="geschätzt", official="amtlich"
            ),
            is_required=True,
        ),
        Field(
            "is_break",
            "Methodenwechsel",
            FieldType.FLAG,
            hint="Ab hier wird anders gerechnet; frühere Werte sind nicht vergleichbar.",
        ),
        Field("break_note", "Was sich an der Methode geändert hat"),
    ),
    ("as_of",),
    ("kpi.name", "as_of", "value", "low", "high", "status", "is_break", "source"),
    rising=(("low", "value", "high"),),
)

EFFECT: Final = Kind(
    "effect",
    "Wirkung",
    "Wirkungen",
    (
        reference("project", "Projekt", "project", required=True),
        reference("kpi", "Kennzahl", "kpi"),
        Field("name", "Wirkung", is_required=True, is_searched=True),
        Field("unit", "Einheit"),
        Field("before", "Vorher", FieldType.DECIMAL),
        Field("before_on", "Vorher, Stand", FieldType.DATE),
        Field("after", "Nachher", FieldType.DECIMAL),
        Field("after_on", "Nachher, Stand", FieldType.DATE),
    ),
    ("name",),
    ("project.name", "name", "kpi.name", "before", "before_on", "after", "after_on"),
    periods=(("before_on", "after_on"),),
)

DOCUMENT: Final = Kind(
    "document",
    "Dokument",
    "Dokumente",
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
        Field("name", "Name", is_required=True, is_searched=True),
        Field("link", "Adresse", is_required=True, hint="Wo es liegt; es wird nicht kopiert."),
        Field("dated_on", "Vom", FieldType.DATE),
    ),
    ("name",),
    ("name", "link", "dated_on"),
)

REPORT: Final = Kind(
    "report",
    "Bericht",
    "Berichte",
    (
        Field("name", "Titel", is_required=True, is_searched=True),
        Field(
            "type",
            "Art",
            FieldType.CHOICE,
            choices=choices(council="Ratsvorlage", monthly="Monatsstatus"),
            is_required=True,
        ),
        Field(
            "language",
            "Sprache",
            FieldType.CHOICE,
            choices=choices(de="Deutsch", en="Englisch"),
            is_required=True,
        ),
        Field("moment_us", "Stand der Daten", FieldType.MOMENT, is_required=True),
        Field("made_us", "Erstellt", FieldType.MOMENT, is_required=True),
        Field("transaction", "Letzte Änderung", FieldType.INTEGER, lowest=0),
        Field("content", "Inhalt", FieldType.JSON, is_required=True),
        Field("digest", "Prüfsumme", is_required=True, pattern="[0-9a-f]{64}"),
        Field("pdf_digest", "Prüfsumme der PDF", pattern="[0-9a-f]{64}"),
    ),
    ("name",),
    ("name", "type", "language", "moment_us", "made_us", "digest"),
)
"""Frozen: `content` is never changed again; `digest` is its SHA-256."""

STEERING_KINDS: Final = (
    RISK,
    DECISION,
    BUDGET_LINE,
    KPI,
    KPI_VALUE,
    EFFECT,
    DOCUMENT,
    REPORT,
)
