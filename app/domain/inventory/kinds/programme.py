"""What the programme is made of: fields of action, projects, work, milestones, their order."""

from typing import Final

from app.domain.inventory.fields import (
    LONGEST_NOTE,
    Field,
    FieldType,
    Kind,
    choices,
    reference,
)

PROJECT_STATES: Final = choices(
    idea="Idee",
    checked="geprüft",
    decided="beschlossen",
    planned="geplant",
    running="läuft",
    acceptance="in Abnahme",
    operation="in Betrieb",
    evaluated="evaluiert",
    paused="pausiert",
    stopped="eingestellt",
)

LIGHTS: Final = choices(green="im Plan", yellow="gefährdet", red="kritisch")

FIELD_OF_ACTION: Final = Kind(
    "field_of_action",
    "Handlungsfeld",
    "Handlungsfelder",
    (
        Field("name", "Name", is_required=True, is_unique=True, is_searched=True),
        Field("short", "Kurzname"),
        Field("position", "Reihenfolge", FieldType.INTEGER, lowest=0),
        Field("goal", "Ziel", longest=LONGEST_NOTE),
    ),
    ("name",),
    ("position", "name", "goal", "source"),
)

WAVE: Final = Kind(
    "wave",
    "Welle",
    "Wellen",
    (
        Field("name", "Name", is_required=True, is_unique=True, is_searched=True),
        Field("position", "Reihenfolge", FieldType.INTEGER, lowest=0),
        Field("decided_on", "Beschlossen am", FieldType.DATE),
        Field("goal", "Ziel", longest=LONGEST_NOTE),
    ),
    ("name",),
    ("position", "name", "decided_on", "source"),
)

ORGANISATION: Final = Kind(
    "organisation",
    "Organisation",
    "Organisationen",
    (
        Field("name", "Name", is_required=True, is_unique=True, is_searched=True),
        Field("short", "Kurzname"),
        Field(
            "kind",
            "Art",
            FieldType.CHOICE,
            choices=choices(
                office="Amt",
                staff="Stabsstelle",
                subsidiary="Städtische Gesellschaft",
                partner="Partner",
                supplier="Auftragnehmer",
            ),
        ),
        Field(
            "capacity",
            "Verfügbare Personentage",
            FieldType.DECIMAL,
            "je Woche",
            lowest=0,
            hint="So viele Personentage kann die Organisation in einer Woche einsetzen.",
        ),
    ),
    ("name",),
    ("name", "short", "kind", "capacity"),
)

PROJECT: Final = Kind(
    "project",
    "Projekt",
    "Projekte",
    (
        Field("number", "Nummer", is_unique=True, is_searched=True),
        Field("name", "Name", is_required=True, is_searched=True, is_indexed=True),
        Field(
            "state",
            "Zustand",
            FieldType.CHOICE,
            choices=PROJECT_STATES,
            is_required=True,
            is_indexed=True,
        ),
        reference("field_of_action", "Handlungsfeld", "field_of_action"),
        reference("wave", "Welle", "wave"),
        reference("organisation", "Federführung", "organisation"),
        Field("sponsor", "Auftraggeber", hint="Die Rolle, kein Name: etwa „Dezernat III“."),
        Field("lead_role", "Projektleitung", hint="Die Rolle, kein Name."),
        Field("council_ref", "Vorlage", is_searched=True, hint="Nummer der Beschlussvorlage."),
        Field("decided_on", "Beschlossen am", FieldType.DATE),
        Field("starts_on", "Beginn", FieldType.DATE, is_indexed=True),
        Field("ends_on", "Ende", FieldType.DATE, is_indexed=True),
        Field("finished_on", "Abgeschlossen am", FieldType.DATE),
        Field("goal", "Ziel", longest=LONGEST_NOTE, is_searched=True),
        Field("benefit", "Nutzen", longest=LONGEST_NOTE),
        Field(
            "scope",
            "Umfang",
            FieldType.CHOICE,
            choices=choices(
                kept="wie beschlossen", reduced="verkleinert", grown="gewachsen", open="offen"
            ),
            hint="Ob das Projekt noch den Umfang hat, der beschlossen wurde.",
        ),
        Field(
            "reported_progress",
            "Gemeldeter Fortschritt",
            FieldType.DECIMAL,
            "%",
            lowest=0,
            highest=100,
            hint="Von Hand gemeldet; der gerechnete Fortschritt steht daneben.",
        ),
        Field("reported_on", "Gemeldet am", FieldType.DATE),
        Field(
            "light",
            "Ampel von Hand",
            FieldType.CHOICE,
            choices=LIGHTS,
            hint="Überstimmt die Regeln; braucht eine Begründung und gilt nur bis zu ihrem Tag.",
        ),
        Field("light_reason", "Begründung der Ampel", longest=LONGEST_NOTE),
        Field("light_until", "Ampel gilt bis", FieldType.DATE),
        Field("stopped_reason", "Grund der Pause oder Einstellung", longest=LONGEST_NOTE),
    ),
    ("name",),
    (
        "number",
        "name",
        "state",
        "wave.name",
        "field_of_action.name",
        "organisation.name",
        "starts_on",
        "ends_on",
        "council_ref",
    ),
    has_custom=True,
    periods=(("starts_on", "ends_on"), ("starts_on", "finished_on")),
    together=(("light", ("light_reason", "light_until")),),
)

WORK_ITEM: Final = Kind(
    "work_item",
    "Arbeitspaket",
    "Arbeitspakete",
    (
        reference("project", "Projekt", "project", required=True),
        reference("parent", "Teil von", "work_item"),
        Field("position", "Reihenfolge", FieldType.INTEGER, lowest=0),
        Field("name", "Name", is_required=True, is_searched=True),
        Field(
            "stage",
            "Bearbeitungsstand",
            FieldType.CHOICE,
            choices=choices(
                open="offen", ready="bereit", doing="in Arbeit", blocked="blockiert", done="fertig"
            ),
            is_required=True,
            is_indexed=True,
        ),
        Field("blocked_by", "Blockiert durch"),
        Field(
            "duration",
            "Dauer",
            FieldType.INTEGER,
            "Arbeitstage",
            lowest=0,
            highest=5_000,
            hint="Wie lange es wahrscheinlich dauert.",
        ),
        Field(
            "optimistic",
            "Dauer, günstig",
            FieldType.INTEGER,
            "Arbeitstage",
            lowest=0,
            highest=5_000,
            hint="Wie lange es dauert, wenn alles gut geht.",
        ),
        Field(
            "pessimistic",
            "Dauer, ungünstig",
            FieldType.INTEGER,
            "Arbeitstage",
            lowest=0,
            highest=10_000,
            hint="Wie lange es dauert, wenn vieles schiefgeht.",
        ),
        Field("not_before", "Nicht vor", FieldType.DATE),
        Field("deadline", "Spätestens", FieldType.DATE),
        Field("started_on", "Begonnen am", FieldType.DATE),
        Field("finished_on", "Fertig am", FieldType.DATE),
        Field("progress", "Fortschritt", FieldType.DECIMAL, "%", lowest=0, highest=100),
        reference("organisation", "Organisation", "organisation"),
        Field("role", "Zuständig", hint="Die Rolle, kein Name."),
        Field("persons", "Personen", FieldType.DECIMAL, lowest=0, hint="So viele arbeiten daran."),
    ),
    ("name",),
    (
        "project.name",
        "position",
        "name",
        "stage",
        "duration",
        "not_before",
        "deadline",
        "started_on",
        "finished_on",
        "progress",
        "organisation.name",
    ),
    periods=(("started_on", "finished_on"), ("not_before", "deadline")),
    rising=(("optimistic", "duration", "pessimistic"),),
    together=(("finished_on", ("started_on",)),),
)

MILESTONE: Final = Kind(
    "milestone",
    "Meilenstein",
    "Meilensteine",
    (
        reference("project", "Projekt", "project", required=True),
        Field("name", "Name", is_required=True, is_searched=True),
        Field("due_on", "Geplant am", FieldType.DATE, is_indexed=True),
        Field("reached_on", "Erreicht am", FieldType.DATE, hint="Von Hand gemeldet."),
        Field("is_key", "Für den Rat", FieldType.FLAG, hint="Steht im Bericht an den Rat."),
        Field(
            "evidence",
            "Nachweis",
            FieldType.JSON,
            hint="Die Abfrage, die belegt, ob der Meilenstein erreicht ist.",
        ),
        Field("reported_value", "Gemeldeter Wert", FieldType.DECIMAL),
        Field("reported_on", "Gemeldet am", FieldType.DATE),
    ),
    ("name",),
    ("project.name", "name", "due_on", "reached_on", "is_key", "reported_value", "reported_on"),
)

DEPENDENCY: Final = Kind(
    "dependency",
    "Abhängigkeit",
    "Abhängigkeiten",
    (
        Field("before_kind", "Vorgänger, Art", is_required=True),
        Field(
            "before",
            "Vorgänger",
            FieldType.ANY_REFERENCE,
            kind_field="before_kind",
            is_required=True,
            is_indexed=True,
        ),
        Field("after_kind", "Nachfolger, Art", is_required=True),
        Field(
            "after",
            "Nachfolger",
            FieldType.ANY_REFERENCE,
            kind_field="after_kind",
            is_required=True,
            is_indexed=True,
        ),
        Field(
            "type",
            "Art",
            FieldType.CHOICE,
            choices=choices(FS="Ende–Anfang", SS="Anfang–Anfang", FF="Ende–Ende", SF="Anfang–Ende"),
            is_required=True,
        ),
        Field("lag", "Abstand", FieldType.INTEGER, "Arbeitstage", lowest=-1_000, highest=1_000),
    ),
    ("type",),
    ("before", "type", "after", "lag"),
)
"""Ends are work items or milestones, of one project or of two."""

BASELINE: Final = Kind(
    "baseline",
    "Basisplan",
    "Basispläne",
    (
        Field("name", "Name", is_required=True, is_searched=True),
        reference("project", "Projekt", "project", hint="Leer: alle Projekte."),
        Field("taken_on", "Festgehalten am", FieldType.DATE, is_required=True),
        Field("approved_by", "Freigegeben durch", hint="Gremium oder Rolle."),
        Field("content", "Inhalt", FieldType.JSON, is_required=True),
    ),
    ("name",),
    ("name", "project.name", "taken_on", "approved_by"),
)
"""`content` is a JSON object: uid of a work item or milestone to `[first day, last day]`."""

PROGRAMME_KINDS: Final = (
    FIELD_OF_ACTION,
    WAVE,
    ORGANISATION,
    PROJECT,
    WORK_ITEM,
    MILESTONE,
    DEPENDENCY,
    BASELINE,
)
