"""Columns of the table: what they read, how they say it, which ones are offered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM, Path, resolve
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ValueWords

CustomFields = dict[str, Field]
"""Fields of people's own of the kind shown, by name."""

DEEPEST: Final = 2
"""Columns go through at most so many references."""

_ABNORMAL: Final[dict[tuple[str, str], frozenset[str]]] = {
    ("asset", "state"): frozenset({"lost", "repair"}),
    ("asset", "measured_state"): frozenset({"silent"}),
    ("loan", "state"): frozenset({"lost"}),
    ("finding", "severity"): frozenset({"high"}),
    ("site", "state"): frozenset({"closing"}),
}
"""Words that say something is not as it should be; all others are drawn grey."""

_STATES: Final = frozenset({"state", "measured_state", "planned_state", "severity"})

_LETTERS: Final[dict[FieldType, int]] = {
    FieldType.INTEGER: 11,
    FieldType.DECIMAL: 12,
    FieldType.MONEY: 13,
    FieldType.DATE: 13,
    FieldType.MOMENT: 18,
    FieldType.FLAG: 9,
    FieldType.CHOICE: 18,
    FieldType.TAGS: 20,
}
_NAME_LETTERS: Final = 26
_TEXT_LETTERS: Final = 20

_NOT_SHOWN: Final = frozenset({FieldType.JSON})
_NOT_EDITED: Final = frozenset(
    {FieldType.JSON, FieldType.GEOMETRY, FieldType.ANY_REFERENCE, FieldType.MOMENT}
)
"""What is edited in the card only."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        path: What it reads.
        spell: Says a filled value.
        abnormal: Stored words that are drawn as abnormal.
    """

    path: Path
    spell: Callable[[Value], str]
    abnormal: frozenset[str] = field(default_factory=frozenset)

    @property
    def title(self) -> str:
        """What heads it, in the language of the screen."""
        label = self.path.label
        return ": ".join(on_screen(part) for part in label.split(": "))

    @property
    def tip(self) -> str:
        """What its heading says when asked: name, unit, meaning."""
        one = self.path.field
        name = f"{self.title} ({one.unit})" if one.unit else self.title
        return "\n".join(filter(None, (name, on_screen(one.hint))))

    @property
    def is_right(self) -> bool:
        """True when values stand at the right edge."""
        return self.path.field.type.is_number

    @property
    def is_state(self) -> bool:
        """True when values are states, which are grey unless abnormal."""
        return self.path.field.name in _STATES and self.path.field.type is FieldType.CHOICE

    @property
    def letters(self) -> int:
        """First width, in letters."""
        wanted = _LETTERS.get(self.path.field.type)
        if wanted is None:
            is_name = self.path.field.name == "name" or self.is_reference
            wanted = _NAME_LETTERS if is_name else _TEXT_LETTERS
        return wanted

    @property
    def is_reference(self) -> bool:
        """True when its values name other records, which are shown by title."""
        return self.path.field.type in {FieldType.REFERENCE, FieldType.ANY_REFERENCE}

    @property
    def kind_path(self) -> str:
        """Path of the field that names the kind of an ANY_REFERENCE; empty for others."""
        if self.path.field.type is not FieldType.ANY_REFERENCE:
            return ""
        return ".".join((*self.path.text.split(".")[:-1], self.path.field.kind_field))

    @property
    def edited(self) -> Field | None:
        """The field of the record itself that is edited in a cell, None where there is none.

        What a referred record is called stands for the reference: another one is chosen there.
        """
        path = self.path
        if len(path.steps) == 1 and path.field.name == path.kind.title[0]:
            owner, name = path.steps[0]
            return KINDS[owner].field(name)
        if path.steps or path.is_custom or path.field.type in _NOT_EDITED:
            return None
        return path.field


def make_column(
    kind: str, path: str, custom: CustomFields | None = None, words: ValueWords | None = None
) -> Column | None:
    """Return the column of a path, None where there is no such field (any more)."""
    try:
        found = resolve(kind, path, custom)
    except KeyError:
        return None
    abnormal = _ABNORMAL.get((found.kind.name, found.field.name), frozenset())
    return Column(found, (words or ValueWords()).speller(found.field), abnormal)


def make_columns(
    kind: str, paths: Iterable[str], custom: CustomFields | None, words: ValueWords
) -> list[Column]:
    """Return the columns of paths, each once; those that are gone are left out."""
    made = (make_column(kind, path, custom, words) for path in dict.fromkeys(paths))
    return [column for column in made if column is not None]


def first_paths(kind: str) -> tuple[str, ...]:
    """Return the paths a table of a kind shows at first."""
    known = KINDS[kind]
    return known.columns or tuple(one.name for one in known.fields[:8])


def offered_paths(kind: str, custom: CustomFields | None = None) -> Iterator[tuple[str, str]]:
    """Yield all paths that may be a column: (path, the reference it goes through or empty)."""
    yield from _paths(kind, "", DEEPEST)
    for name in custom or {}:
        yield f"{CUSTOM}.{name}", CUSTOM


def _paths(kind: str, before: str, deep: int) -> Iterator[tuple[str, str]]:
    known = KINDS[kind]
    for one in known.all_fields:
        if one.type not in _NOT_SHOWN:
            yield f"{before}{one.name}", before.rstrip(".")
    if deep:
        for one in known.fields:
            if one.type is FieldType.REFERENCE:
                yield from _paths(one.target, f"{before}{one.name}.", deep - 1)


def kinds_through(columns: Sequence[Column], paths: Iterable[str], kind: str) -> set[str]:
    """Return the other kinds that columns and further paths read from."""
    found: set[str] = set()
    resolved = [column.path for column in columns]
    for text in paths:
        column = None if text == "uid" else make_column(kind, text)
        if column is not None:
            resolved.append(column.path)
    for path in resolved:
        if path.steps:
            found.update(KINDS[owner].field(name).target for owner, name in path.steps)
        if path.field.type is FieldType.REFERENCE:
            found.add(path.field.target)
        elif path.field.type is FieldType.ANY_REFERENCE:
            found.update(KINDS)
    return found


def titles_wanted(column: Column, value: Value, kind: Value) -> Key | None:
    """Return the record a reference value names, None for none (or one that is kept elsewhere)."""
    target = column.path.field.target or str(kind or "")
    return Key(target, str(value)) if value and target in KINDS else None
