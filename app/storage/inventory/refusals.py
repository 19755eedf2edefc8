"""What only the store can see: taken values, references into nothing, records still referred to."""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from app.domain.inventory.changes import Action, FieldProblem, Operation, RefusedError
from app.domain.inventory.fields import Field, FieldType, Kind, Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.storage.inventory.titles import title_of

_NAMED: Final = 1_000
"""So many problems a refusal lists."""


HandedOver = dict[str, dict[str, Value]]
"""Values that were emptied because they change hands: by uid, then by field."""


def references_of(kind: Kind) -> tuple[Field, ...]:
    """Return the fields of a kind that refer to records."""
    wanted = {FieldType.REFERENCE, FieldType.ANY_REFERENCE}
    return tuple(one for one in kind.all_fields if one.type in wanted)


_REFERENCES: Final = {name: references_of(kind) for name, kind in KINDS.items()}
_UNIQUE: Final = {
    name: tuple(one for one in kind.all_fields if one.is_unique) for name, kind in KINDS.items()
}


# --- values that may be there once ------------------------------------------------------------


def taken_values(
    connection: sqlite3.Connection, operations: Sequence[Operation]
) -> tuple[dict[str, HandedOver], list[FieldProblem]]:
    """Find values that another record has, or that two operations bring.

    A value that its owner gives up in the same changeset is free: it is emptied there at once,
    because values that change hands would meet in the unique index while rows are written.

    Returns:
        What was emptied, by kind; and every value that is taken.
    """
    wanted: dict[tuple[str, str], dict[Value, str]] = defaultdict(dict)
    given_up: dict[tuple[str, str], set[str]] = defaultdict(set)
    problems: list[FieldProblem] = []
    for one in operations:
        for unique in _UNIQUE[one.kind]:
            place = (one.kind, unique.name)
            if one.action is Action.REMOVE or unique.name in one.values:
                given_up[place].add(one.uid)
            value = one.values.get(unique.name)
            if value in (None, "") or one.action is Action.REMOVE:
                continue
            other = wanted[place].setdefault(value, one.uid)
            if other != one.uid:
                problems.append(_twice(one, unique, value))
    handed: dict[str, HandedOver] = {}
    for (kind, name), values in wanted.items():
        owners = handed.setdefault(kind, {})
        problems += _taken(connection, (kind, name), values, given_up[kind, name], owners)
    return handed, problems[:_NAMED]


def _twice(one: Operation, unique: Field, value: Value) -> FieldProblem:
    text = f"„{value}“ kommt bei „{unique.label}“ mehrmals vor."
    return FieldProblem(Key(one.kind, one.uid), unique.name, text, _ONCE, value)


_ONCE: Final = "Jeder Wert darf hier nur einmal vergeben sein."


def _taken(
    connection: sqlite3.Connection,
    place: tuple[str, str],
    values: Mapping[Value, str],
    given_up: set[str],
    handed: HandedOver,
) -> Iterator[FieldProblem]:
    kind, name = place
    one = KINDS[kind].field(name)
    titles = ", ".join(f'"{field_name}"' for field_name in KINDS[kind].title)
    owners = connection.execute(
        f'SELECT "{name}", uid, {titles} FROM "{kind}" '
        f'WHERE "{name}" IN (SELECT value FROM json_each(?))',
        (_json(values),),
    ).fetchall()
    freed = []
    for value, owner, *words in owners:
        uid = values.get(value)
        if uid in {None, owner}:
            continue
        if owner in given_up:
            handed.setdefault(owner, {})[name] = value
            freed.append((owner,))
            continue
        title = title_of(KINDS[kind], dict(zip(KINDS[kind].title, words, strict=True)))
        text = f"„{value}“ ist bei „{one.label}“ schon vergeben, an „{title}“."
        yield FieldProblem(Key(kind, str(uid)), name, text, _ONCE, value)
    connection.executemany(f'UPDATE "{kind}" SET "{name}"=NULL WHERE uid=?', freed)


# --- references -------------------------------------------------------------------------------


@dataclass(slots=True)
class Missing:
    """Notes what records refer to, and finds what is not there in the end."""

    _wanted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, kind: Kind, changes: Values, after: Values) -> None:
        """Note the references of a new record or of a change.

        Args:
            kind: The kind.
            changes: What was set.
            after: All values after that.
        """
        for one in _REFERENCES[kind.name]:
            if one.name not in changes and one.kind_field not in changes:
                continue
            target = one.target or str(after.get(one.kind_field))
            value = after.get(one.name)
            if value is not None and target in KINDS:
                self._wanted[target].add(str(value))

    def problems(
        self, connection: sqlite3.Connection, operations: Sequence[Operation]
    ) -> list[FieldProblem]:
        """Return who refers to what is not there, after everything was written."""
        gone = {}
        for target, uids in self._wanted.items():
            found = connection.execute(
                f'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT uid FROM "{target}")',
                (_json(uids),),
            ).fetchall()
            if found:
                gone[target] = {uid for (uid,) in found}
        return list(_dangling(operations, gone))[:_NAMED] if gone else []


def _dangling(
    operations: Sequence[Operation], gone: Mapping[str, set[str]]
) -> Iterator[FieldProblem]:
    anywhere = set().union(*gone.values())
    for operation in operations:
        for one in _REFERENCES[operation.kind]:
            value = operation.values.get(one.name)
            among = gone.get(one.target, ()) if one.target else anywhere
            if value is not None and value in among:
                yield FieldProblem(
                    Key(operation.kind, operation.uid),
                    one.name,
                    f"Den Datensatz, auf den „{one.label}“ verweist, gibt es nicht (mehr).",
                    "Bitte wählen Sie einen anderen.",
                    value,
                )


# --- removals ---------------------------------------------------------------------------------


def refuse_orphans(connection: sqlite3.Connection, removed: Mapping[str, set[str]]) -> None:
    """Refuse removals of records that others still refer to; after everything was written.

    Raises:
        RefusedError: Says who refers to them, and how many.
    """
    problems = []
    for kind, uids in removed.items():
        for uid, texts in _referring(connection, kind, uids).items():
            named = ", ".join(texts)
            text = f"Darauf verweisen noch andere: {named}."
            hint = "Ändern oder entfernen Sie zuerst diese Verweise."
            problems.append(FieldProblem(Key(kind, uid), "", text, hint))
    if problems:
        raise RefusedError(problems[:_NAMED])


def referring_fields(kind: str) -> Iterator[tuple[Kind, Field]]:
    """Return the fields of all kinds that may refer to a kind."""
    for other in KINDS.values():
        for one in _REFERENCES[other.name]:
            if one.type is FieldType.ANY_REFERENCE or one.target == kind:
                yield other, one


def _referring(connection: sqlite3.Connection, kind: str, uids: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    wanted = _json(uids)
    for other, one in referring_fields(kind):
        which = f' AND "{one.kind_field}"=?' if one.kind_field else ""
        values = (wanted, kind) if one.kind_field else (wanted,)
        for uid, count in connection.execute(
            f'SELECT "{one.name}", count(*) FROM "{other.name}" '
            f'WHERE "{one.name}" IN (SELECT value FROM json_each(?)){which} GROUP BY 1',
            values,
        ):
            words = other.label if count == 1 else other.plural
            found.setdefault(uid, []).append(f"{count} {words} („{one.label}“)")
    return found


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
