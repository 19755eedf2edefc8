"""Fields and kinds of inventory records: what a value means, how it is shown and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

Value = str | int | float | None
"""What a field may hold. Dates are ISO text, moments µs UTC, flags 0 or 1, lists are JSON text."""

Values = Mapping[str, Value]
"""Values by the names of their fields."""

LONGEST_TEXT: Final = 500
"""Most letters of a text of one line; a name of more can neither be read nor drawn."""

LONGEST_NOTE: Final = 20_000
"""Most letters of a text of several lines."""


class FieldType(StrEnum):
    """What the value of a field is."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    """Euro, a decimal number with two places."""
    DATE = "date"
    """A day, ISO 8601 (`2026-11-30`)."""
    MOMENT = "moment"
    """µs UTC."""
    FLAG = "flag"
    """0 or 1."""
    CHOICE = "choice"
    """The key of one of the field's choices."""
    REFERENCE = "reference"
    """The uid of a record of the kind `target`."""
    ANY_REFERENCE = "any_reference"
    """A uid whose kind stands in the field named by `kind_field`."""
    GEOMETRY = "geometry"
    """WKT, EPSG:25832, m."""
    TAGS = "tags"
    """Names between bars, as in `|wlan|ersatz|`; empty text for none."""
    JSON = "json"
    """JSON text, for templates and for custom fields."""

    @property
    def is_number(self) -> bool:
        """True when values are numbers that are shown right-aligned."""
        return self in {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY}


class Publication(StrEnum):
    """Who may see a record or a field outside this console."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"
    """Critical infrastructure (TKG section 148, section 79) or protected persons: never exported
    in full, routes are generalised."""

    @property
    def rank(self) -> int:
        """0 for public, 2 for restricted."""
        return list(Publication).index(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words a field may hold.

    Attributes:
        key: What is stored.
        label: What is shown, German.
    """

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind.

    Attributes:
        name: Name in code and on disk.
        label: Its name on screen, German.
        type: What its value is.
        unit: Unit of a number, as shown.
        choices: The words of a CHOICE.
        target: Kind a REFERENCE points to.
        kind_field: Field that names the kind an ANY_REFERENCE points to.
        is_required: A record without it is refused.
        is_unique: No two records have the same value; empty ones do not count.
        is_searched: Found by text search.
        is_indexed: Often filtered or sorted by.
        publication: Who may see it; the stricter of this and the record's counts.
        pattern: Regular expression the whole text must match; empty for any.
        lowest: Least allowed number.
        highest: Greatest allowed number.
        longest: Most letters of a TEXT.
        hint: What is meant, for tooltip and form, German, whole sentences.
    """

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    target: str = ""
    kind_field: str = ""
    is_required: bool = False
    is_unique: bool = False
    is_searched: bool = False
    is_indexed: bool = False
    publication: Publication = Publication.PUBLIC
    pattern: str = ""
    lowest: float | None = None
    highest: float | None = None
    longest: int = LONGEST_TEXT
    hint: str = ""

    def choice_label(self, key: Value) -> str:
        """Return what is shown for a stored word; the word itself where it is none of ours."""
        for choice in self.choices:
            if choice.key == key:
                return choice.label
        return "" if key is None else str(key)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of records.

    Attributes:
        name: Name in code, and of its table.
        label: One of them, German.
        plural: Many of them, German.
        fields: Its own fields, in the order of forms; `COMMON_FIELDS` come after them.
        title: Fields whose texts make up a record's title.
        columns: Paths of the columns a table shows at first.
        publication: Class of a record that names none.
        has_custom: True when people may add fields of their own.
        periods: Pairs of days of which the second never lies before the first.
        rising: Numbers of which none is less than the one before it; empty ones do not count.
        together: Fields that need others filled when they are filled themselves.
    """

    name: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    columns: tuple[str, ...] = ()
    publication: Publication = Publication.INTERNAL
    has_custom: bool = False
    periods: tuple[tuple[str, str], ...] = ()
    rising: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, tuple[str, ...]], ...] = ()
    _by_name: dict[str, Field] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Refuse a kind that contradicts itself."""
        known = {one.name: one for one in (*self.fields, *COMMON_FIELDS)}
        if len(known) != len(self.fields) + len(COMMON_FIELDS):
            raise ValueError(f"{self.name} has two fields of one name")
        if not set(self.title) <= known.keys():
            raise ValueError(f"{self.name} has no {self.title}")
        object.__setattr__(self, "_by_name", known)

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Its own fields, then those that all kinds have."""
        return tuple(self._by_name.values())

    def field(self, name: str) -> Field:
        """Return a field by its name.

        Raises:
            KeyError: There is none.
        """
        return self._by_name[name]

    def has_field(self, name: str) -> bool:
        """Tell whether there is a field of this name."""
        return name in self._by_name

    @property
    def is_searched(self) -> bool:
        """True when text search finds records of this kind."""
        return any(one.is_searched for one in self.fields)


COMMON_FIELDS: Final = (
    Field(
        "publication",
        "Veröffentlichung",
        FieldType.CHOICE,
        choices=(
            Choice("public", "öffentlich"),
            Choice("internal", "intern"),
            Choice("restricted", "eingeschränkt"),
        ),
        hint="Wer den Datensatz außerhalb dieser Konsole sehen darf; jeder Export hält sich daran.",
    ),
    Field(
        "source",
        "Herkunft",
        is_indexed=False,
        hint="Woher die Angaben stammen, etwa eine Datei, ein Amt oder die Simulation.",
    ),
    Field("note", "Bemerkung", longest=LONGEST_NOTE),
)
"""Fields that every record has."""

SIMULATED: Final = "Simulation"
"""The source of every record that the project generated; screens say so."""


def choices(**labels: str) -> tuple[Choice, ...]:
    """Return choices from keys and their German labels."""
    return tuple(Choice(key, label) for key, label in labels.items())


def reference(
    name: str, label: str, target: str, *, required: bool = False, hint: str = ""
) -> Field:
    """Return a field that refers to another record; it is indexed."""
    return Field(
        name,
        label,
        FieldType.REFERENCE,
        target=target,
        is_required=required,
        is_indexed=True,
        hint=hint,
    )
