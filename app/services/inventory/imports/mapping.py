"""Which column of a foreign table means what, and how its rows find their records."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM, Path, resolve
from app.services.inventory.imports.splitting import SPLITTERS

BRACES: Final = re.compile(r"\{([^{}]+)\}")
"""A column in a template."""
PLACE: Final = "@place"
"""Stands in a match key for coordinates within `REACH_M` of each other."""
REACH_M: Final = 1.0
"""Metres within which two places are the same one."""


class Way(StrEnum):
    """How columns become values."""

    PLAIN = "plain"
    """A column is a field."""
    SPLIT = "split"
    """A column is several fields; `detail` names the splitter (`splitting.SPLITTERS`)."""
    JOIN = "join"
    """Several columns are one text; `detail` stands between the filled ones."""
    PLACE = "place"
    """Two columns are a place: longitude and latitude, or easting and northing."""
    TEMPLATE = "template"
    """A text with columns in braces (`Ladestation {Adresse}`) is a field."""
    CONSTANT = "constant"
    """All rows have the same value: `detail`, as a person would type it."""


class Missing(StrEnum):
    """What happens where a row refers to something that the inventory does not have."""

    CREATE = "create"
    REFUSE = "refuse"


class Blank(StrEnum):
    """What an empty cell means for a record that is there already."""

    KEEP = "keep"
    ERASE = "erase"


class Unreadable(StrEnum):
    """What happens to a row with a cell that cannot be understood."""

    REFUSE = "refuse"
    """The row is left out."""
    LEAVE_EMPTY = "leave_empty"
    """The field stays as it is and the row is taken, where the field is neither required nor part
    of a key; it is told all the same."""


@dataclass(frozen=True, slots=True)
class Use:
    """What is made of some columns.

    Attributes:
        targets: Paths that are filled (`app.domain.inventory.paths`), such as `serial`,
            `site.name` or `custom.colour`; one, but for SPLIT and PLACE.
        columns: Names of the columns it is made of; none for a CONSTANT.
        way: How.
        detail: What the way needs: splitter, joiner, template, constant.
        words: For choices and tags: what words of the file mean; keys are folded
            (`words.folded`), an empty meaning leaves the field empty.
        certainty: How sure the proposal is, 0 to 1; 1 where a person or a profile said it.
    """

    targets: tuple[str, ...]
    columns: tuple[str, ...] = ()
    way: Way = Way.PLAIN
    detail: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    certainty: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class Match:
    """How a row finds its record.

    Attributes:
        fields: Fields that must all be equal, of the record's own (a reference counts as the
            record it leads to), or `PLACE`.
        is_counted: Rows of one key are several records, told apart by their order, as with several
            charging stations of one address. Otherwise they are a problem.
    """

    fields: tuple[str, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a table means.

    Attributes:
        kind: Kind of the records that rows are.
        uses: What is made of the columns; columns that are in none are ignored.
        match: How a row finds its record. Without fields every row is a new one.
        defaults: For new records: texts for paths that the file leaves empty, such as
            `state: in_service` or `site.kind: school`.
        missing: By reference (`site`, `type.vendor`), what happens when there is none; REFUSE
            where nothing is said.
        keys: By reference, how the record it means is found; `default_match` where nothing is said.
        blank: What an empty cell means.
        unreadable: What happens to a row with a cell that cannot be understood.
    """

    kind: str
    uses: tuple[Use, ...] = ()
    match: Match = Match()
    defaults: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    keys: Mapping[str, Match] = field(default_factory=dict)
    blank: Blank = Blank.KEEP
    unreadable: Unreadable = Unreadable.REFUSE

    @property
    def targets(self) -> tuple[str, ...]:
        """All paths that are filled, in the order of the uses."""
        return tuple(path for use in self.uses for path in use.targets)

    def may_stay_empty(self, path: str) -> bool:
        """Tell whether a cell for a path that cannot be understood does not spoil its row."""
        if self.unreadable is Unreadable.REFUSE or self.blank is Blank.ERASE:
            return False
        prefix = prefix_of(path)
        name = path[len(prefix) + 1 :] if prefix else path
        keys = (self.keys.get(prefix) or Match()) if prefix else self.match
        in_key = name in keys.fields or (name in ("east", "north") and PLACE in keys.fields)
        owner = KINDS[kind_at(self.kind, prefix)]
        is_required = owner.has_field(name) and owner.field(name).is_required
        return not in_key and not is_required and (not prefix or name not in owner.title)

    def use_of(self, path: str) -> Use | None:
        """Return what fills a path, None when nothing does."""
        return next((use for use in self.uses if path in use.targets), None)

    def with_use(self, use: Use) -> "ColumnMapping":
        """Return it with another use; what filled the same targets before goes."""
        kept = [one for one in self.uses if not set(one.targets) & set(use.targets)]
        return replace(self, uses=(*kept, use))

    def without(self, path: str) -> "ColumnMapping":
        """Return it without what fills a path."""
        return replace(self, uses=tuple(one for one in self.uses if path not in one.targets))

    def ignored(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Return the columns that nothing is made of."""
        used = {name for use in self.uses for name in use.columns}
        return tuple(name for name in columns if name not in used)


def columns_of_template(template: str) -> tuple[str, ...]:
    """Return the columns that a template names."""
    return tuple(dict.fromkeys(BRACES.findall(template)))


def prefix_of(path: str) -> str:
    """Return the reference that a path goes through, `type.vendor` of `type.vendor.name`."""
    head, _, last = path.rpartition(".")
    return "" if path.startswith(f"{CUSTOM}.") and last else head


def kind_at(kind: str, prefix: str) -> str:
    """Return the kind that a chain of references leads to.

    Raises:
        KeyError: It leads nowhere.
    """
    for name in prefix.split(".") if prefix else ():
        step = KINDS[kind].field(name)
        if step.type is not FieldType.REFERENCE:
            raise KeyError(prefix)
        kind = step.target
    return kind


def default_match(kind: str, filled: Sequence[str]) -> Match:
    """Return how records of a kind are found by fields that are filled.

    Unique fields tell most; then serial numbers and addresses of devices; then what records are
    called, together with the references they have.

    Args:
        kind: The kind.
        filled: Names of its fields that a file fills, references among them.
    """
    there = [one for one in KINDS[kind].fields if one.name in filled]
    unique = next((one.name for one in there if one.is_unique), None)
    if unique is not None:
        return Match((unique,))
    for name in ("serial", "mac"):
        if name in filled:
            return Match((name,))
    titles = tuple(name for name in KINDS[kind].title if name in filled)
    owners = tuple(
        one.name
        for one in there
        if one.type is FieldType.REFERENCE and one.name not in titles and _is_owner(kind, one)
    )
    return Match((*titles, *owners)) if titles else Match()


def _is_owner(kind: str, one: Field) -> bool:
    """Tell whether a record is only called the same within what this reference names."""
    return one.is_required or (kind, one.name) == ("asset_type", "vendor")


def flaws(
    mapping: ColumnMapping,
    columns: Sequence[str],
    custom: Mapping[str, Field] | None = None,
) -> list[str]:
    """Return what must be settled before the mapping can be tried; German sentences.

    Args:
        mapping: The mapping.
        columns: Names of the table's columns.
        custom: Fields of people's own for the kind, by name.
    """
    found = [*_target_flaws(mapping, custom), *_column_flaws(mapping, columns)]
    if found:
        return found
    return [*_match_flaws(mapping), *_reference_flaws(mapping), *_required_flaws(mapping)]


def _target_flaws(mapping: ColumnMapping, custom: Mapping[str, Field] | None) -> Iterator[str]:
    seen: set[str] = set()
    for path in mapping.targets:
        label = label_of(mapping.kind, path, custom)
        if not label:
            yield f"Ein Feld „{path}“ gibt es nicht. Bitte ein anderes wählen."
        elif resolve(mapping.kind, path, dict(custom or {})).field.type is FieldType.REFERENCE:
            yield f"Bitte wählen, welche Angabe von „{label}“ in der Spalte steht."
        elif path in seen:
            yield f"„{label}“ wird zweimal gefüllt. Bitte nur eine Spalte dafür wählen."
        seen.add(path)


def _column_flaws(mapping: ColumnMapping, columns: Sequence[str]) -> Iterator[str]:
    there = set(columns)
    named = [name for use in mapping.uses for name in use.columns]
    for use in mapping.uses:
        if use.way is Way.TEMPLATE:
            named += columns_of_template(use.detail)
        if not _is_whole(use):
            labels = " und ".join(f"„{label_of(mapping.kind, path)}“" for path in use.targets)
            yield f"Was {labels} füllt, ist nicht vollständig. Bitte neu zuordnen."
    for name in dict.fromkeys(named):
        if name not in there:
            yield f"Eine Spalte „{name}“ hat die Datei nicht. Bitte eine andere wählen."


def _is_whole(use: Use) -> bool:
    """Tell whether a use has as many columns and targets as its way needs."""
    if use.way is Way.SPLIT:
        splitter = SPLITTERS.get(use.detail)
        fits = splitter is not None and len(splitter.parts) == len(use.targets)
        return fits and len(use.columns) == 1
    if use.way is Way.PLACE:
        return (len(use.targets), len(use.columns)) == (2, 2)
    wanted = {Way.PLAIN: len(use.columns) == 1, Way.JOIN: bool(use.columns)}
    return len(use.targets) == 1 and wanted.get(use.way, True)


def _match_flaws(mapping: ColumnMapping) -> Iterator[str]:
    filled = set(mapping.targets) | set(mapping.defaults)
    references = {path.split(".")[0] for path in mapping.targets if "." in path}
    for name in mapping.match.fields:
        needed = {"east", "north"} if name == PLACE else {name}
        if not needed <= filled | references:
            label = "die Lage" if name == PLACE else f"„{label_of(mapping.kind, name)}“"
            yield f"Zeilen sollen an {label} erkannt werden, aber keine Spalte füllt das."


def _reference_flaws(mapping: ColumnMapping) -> Iterator[str]:
    """Yield references of which nothing says what they mean."""
    for prefix in sorted({prefix_of(path) for path in mapping.targets} - {""}):
        start = f"{prefix}."
        filled = {
            path[len(start) :].split(".")[0] for path in mapping.targets if path.startswith(start)
        }
        match = mapping.keys.get(prefix) or default_match(
            kind_at(mapping.kind, prefix), tuple(filled)
        )
        needed = {
            name for one in match.fields for name in (("east", "north") if one == PLACE else (one,))
        }
        if not needed or not needed <= filled:
            label = label_of(mapping.kind, prefix)
            yield f"Woran „{label}“ erkannt wird, fehlt. Bitte eine Spalte mit dem Namen zuordnen."


def _required_flaws(mapping: ColumnMapping) -> Iterator[str]:
    filled = set(mapping.targets) | set(mapping.defaults)
    prefixes = {"", *(name for name, way in mapping.missing.items() if way is Missing.CREATE)}
    for prefix in sorted(prefixes):
        start = f"{prefix}." if prefix else ""
        if prefix and not any(path.startswith(start) for path in filled):
            continue
        for one in KINDS[kind_at(mapping.kind, prefix)].fields:
            path = start + one.name
            if one.is_required and not any(
                name == path or name.startswith(f"{path}.") for name in filled
            ):
                label = label_of(mapping.kind, path)
                yield f"„{label}“ wird gebraucht. Bitte eine Spalte oder einen Wert dafür wählen."


def label_of(kind: str, path: str, custom: Mapping[str, Field] | None = None) -> str:
    """Return what a path is called on screen; "" where it leads nowhere."""
    try:
        found = resolve(kind, path, dict(custom or {}))
    except KeyError:
        return ""
    return long_label(found)


def long_label(path: Path) -> str:
    """Return what a path is called with all that it goes through, `Typ: Hersteller: Name`."""
    owners = [KINDS[kind].field(name).label for kind, name in path.steps]
    return ": ".join([*owners, path.field.label])
