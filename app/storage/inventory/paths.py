"""Paths as SQL: columns of a kind at present or at a moment, joined through references.

A record at a moment is either the present row, when it is not younger than the moment, or the
one superseded version whose validity (`valid_from <= T < valid_to`) holds it. So each reference
of the past is joined twice, and of both joins at most one finds a row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM, Path, resolve
from app.storage.inventory_tables import version_table

OWN: Final = {
    "uid": FieldType.TEXT,
    "rev": FieldType.INTEGER,
    "valid_from": FieldType.MOMENT,
    "changed_by": FieldType.TEXT,
}
"""Columns that are no fields but may be asked for as if they were."""

Columns = Mapping[str, frozenset[str]]
"""Which columns each table of the file has; a file of an older version has fewer."""


def quoted(name: str) -> str:
    """Return a name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Trail:
    """A path taken apart.

    Attributes:
        start: Name of the kind it starts at.
        through: References it goes through, from the kind it starts at.
        kind: Name of the kind that holds the last part.
        name: The last part; of a custom field its own name.
        field: The field; None for a column of `OWN`.
        is_custom: True for a field of people's own.
    """

    start: str
    through: tuple[str, ...]
    kind: str
    name: str
    field: Field | None
    is_custom: bool = False

    @property
    def first_target(self) -> str:
        """The kind its first reference leads to; the path has one."""
        return KINDS[self.start].field(self.through[0]).target

    @property
    def rest(self) -> "Trail":
        """The path from there on."""
        return Trail(
            self.first_target, self.through[1:], self.kind, self.name, self.field, self.is_custom
        )

    @property
    def type(self) -> FieldType:
        """What its values are."""
        return OWN[self.name] if self.field is None else self.field.type


def trail(kind: str, text: str, custom: Mapping[str, Field] | None = None) -> Trail:
    """Return a path taken apart.

    A custom field that is not described (any more) is read as text.

    Raises:
        KeyError: There is no such path.
    """
    *through, last = text.split(".")
    if through == [CUSTOM]:
        one = (custom or {}).get(last) or Field(last, last)
        return Trail(kind, (), kind, last, one, is_custom=True)
    if last in OWN:
        here = kind
        for name in through:
            one = KINDS[here].field(name)
            if one.type is not FieldType.REFERENCE:
                raise KeyError(text)
            here = one.target
        if not KINDS[here].has_field(last):
            return Trail(kind, tuple(through), here, last, None)
    found: Path = resolve(kind, text)
    steps = tuple(name for _, name in found.steps)
    return Trail(kind, steps, found.kind.name, last, found.field)


@dataclass(slots=True)
class Joined:
    """A table with all that is joined to it, for one select; `a` is the table's own name.

    Attributes:
        kind: The kind.
        columns: What the file has.
        is_past: True when the table is that of superseded versions.
        at_us: The moment; None for the present.
    """

    kind: str
    columns: Columns
    is_past: bool = False
    at_us: int | None = None
    _joins: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    _sql: list[str] = field(default_factory=list)

    @property
    def table(self) -> str:
        """The table it begins with."""
        return version_table(self.kind) if self.is_past else self.kind

    def column(self, path: Trail) -> str:
        """Return the expression of a path, joining what is needed for it."""
        aliases, kind = self._aliases(path.through), path.kind
        parts = [
            _one_column(alias, self.columns.get(table, frozenset()), path)
            for alias, table in zip(aliases, self._tables(path.through, kind), strict=True)
        ]
        return parts[0] if len(parts) == 1 else f"COALESCE({', '.join(parts)})"

    def sql(self) -> str:
        """Return the FROM clause with all that was joined."""
        return self.base() + self.joins()

    def base(self) -> str:
        """Return the table itself for a FROM clause."""
        return f"{quoted(self.table)} a"

    def joins(self) -> str:
        """Return what was joined so far."""
        return "".join(self._sql)

    def where(self) -> str:
        """Return the condition that the row itself holds at the moment."""
        return valid("a", self.at_us, is_past=self.is_past)

    def _tables(self, through: tuple[str, ...], kind: str) -> tuple[str, ...]:
        if not through:
            return (self.table,)
        return (kind,) if self.at_us is None else (kind, version_table(kind))

    def _aliases(self, through: tuple[str, ...]) -> tuple[str, ...]:
        if not through:
            return ("a",)
        if through in self._joins:
            return self._joins[through]
        before = through[:-1]
        kind = self.kind
        for name in before:
            kind = KINDS[kind].field(name).target
        step = KINDS[kind].field(through[-1])
        reference = self.column(Trail(self.kind, before, kind, through[-1], step))
        stem = f"j{len(self._joins)}"
        aliases = []
        for table in self._tables(through, step.target):
            is_past = table != step.target
            alias = f"{stem}p" if is_past else stem
            aliases.append(alias)
            if table in self.columns:
                holds = valid(alias, self.at_us, is_past=is_past)
                self._sql.append(
                    f" LEFT JOIN {quoted(table)} {alias} ON {alias}.uid = {reference} AND {holds}"
                )
        self._joins[through] = tuple(aliases)
        return tuple(aliases)


def own_trail(kind: str, name: str) -> Trail:
    """Return the path of a field of a kind's own."""
    return Trail(kind, (), kind, name, KINDS[kind].field(name))


def valid(alias: str, at_us: int | None, *, is_past: bool) -> str:
    """Return the condition that a row holds at a moment."""
    if at_us is None:
        return "1"
    present = f"{alias}.valid_from <= {at_us:d}"
    return f"{present} AND {alias}.valid_to > {at_us:d}" if is_past else present


def parts(kind: str, columns: Columns, at_us: int | None) -> list[Joined]:
    """Return the tables that together hold a kind's records at a moment; none where none are."""
    if kind not in columns:
        return []
    found = [Joined(kind, columns, at_us=at_us)]
    if at_us is not None:
        found.append(Joined(kind, columns, is_past=True, at_us=at_us))
    return found


def _one_column(alias: str, there: frozenset[str], path: Trail) -> str:
    if path.is_custom:
        if "custom" not in there:
            return "NULL"
        key = path.name.replace("'", "''").replace('"', "")
        return f"json_extract({alias}.custom, '$.\"{key}\"')"
    return f"{alias}.{quoted(path.name)}" if path.name in there else "NULL"
