"""Carries a changeset out inside the writer's transaction: checked, versioned, logged, chained.

Operations are taken in batches: the present rows are read at once, each operation is checked and
turned into rows, and the rows are written with `executemany`. What needs all of them (references,
removals, unique values) is checked before the first and after the last batch. Any error undoes
the transaction as a whole.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, Final

import msgspec

from app.domain.inventory.changes import (
    Action,
    Changeset,
    Commit,
    ConflictError,
    FieldProblem,
    Operation,
    Origin,
    RefusedError,
    Transaction,
)
from app.domain.inventory.checks import problems_of
from app.domain.inventory.custom import custom_fields
from app.domain.inventory.fields import Field, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.quick_checks import fine_of
from app.domain.inventory.records import Key, Record
from app.services.ports.inventories import Progress, StoppedError
from app.storage.inventory.bulk import prepared
from app.storage.inventory.kind_rows import KindRows, Row
from app.storage.inventory.log import chained_line, close_transaction, last_digest
from app.storage.inventory.refusals import HandedOver, Missing, refuse_orphans, taken_values
from app.storage.inventory.rings import refuse_rings
from app.storage.inventory.values import cleaned, hard_problems

BATCH: Final = 2_000

BULK: Final = 100
"""More operations than these are written in the ways that suit many."""

_encode = msgspec.json.Encoder().encode

_INSERT_CHANGE: Final = (
    "INSERT INTO inventory_change (tx, action, kind, uid, title, before, after, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(slots=True)
class Work:
    """What is known while a changeset is carried out.

    Attributes:
        connection: The writer's.
        changeset: What is to be done.
        number: Of the transaction.
        at_us: Its moment.
        actor: Who.
        digest: Of the last line of the log.
    """

    connection: sqlite3.Connection
    changeset: Changeset
    number: int
    at_us: int
    actor: str
    digest: bytes
    rows: dict[str, KindRows] = field(default_factory=dict)
    custom: dict[str, dict[str, Field]] = field(default_factory=dict)
    problems: list[FieldProblem] = field(default_factory=list)
    conflicts: dict[Key, Record | None] = field(default_factory=dict)
    changed: list[Key] = field(default_factory=list)
    removed: dict[str, set[str]] = field(default_factory=dict)
    missing: Missing = field(default_factory=Missing)
    handed: dict[str, HandedOver] = field(default_factory=dict)

    @property
    def is_bulk(self) -> bool:
        """True when there is so much to do that it is worth preparing for."""
        return len(self.changeset.operations) > BULK

    @property
    def is_trusted(self) -> bool:
        """True when values stood in the inventory before: no step of a life cycle is needed."""
        return self.changeset.origin in {Origin.UNDO, Origin.REDO}

    def rows_of(self, kind: str) -> KindRows:
        """Return the statements of a kind."""
        if kind not in self.rows:
            self.rows[kind] = KindRows(self.connection, KINDS[kind], self.handed.get(kind))
            self.rows[kind].is_bulk = self.is_bulk
        return self.rows[kind]

    def custom_of(self, kind: str) -> dict[str, Field]:
        """Return the fields of people's own for a kind, as they were before this changeset."""
        if kind not in self.custom:
            described = self.rows_of("custom_field").all_records() if KINDS[kind].has_custom else []
            self.custom[kind] = custom_fields(described, kind)
        return self.custom[kind]


def carry_out(
    connection: sqlite3.Connection,
    changeset: Changeset,
    now_us: int,
    actor: str,
    progress: Progress | None = None,
) -> Commit:
    """Carry a changeset out inside an open transaction.

    Returns:
        The commit; with a transaction of number 0 when nothing changed.

    Raises:
        RefusedError: Something stands against it.
        ConflictError: Somebody changed a record meanwhile.
        StoppedError: `progress` said stop.
    """
    number, last_us, digest = last_digest(connection)
    # Moments never go back, so that the state at a moment does not depend on a clock's mood.
    work = Work(connection, changeset, number + 1, max(now_us, last_us + 1), actor, digest)
    operations, total = changeset.operations, len(changeset.operations)
    kinds = _checked_kinds(operations)
    work.handed, work.problems = taken_values(connection, operations)
    with prepared(connection, kinds) if work.is_bulk else nullcontext():
        done = 0
        _tell(progress, done, total)
        for batch in _batches(operations):
            _apply(work, batch)
            done += len(batch)
            _tell(progress, done, total)
    if work.conflicts:
        raise ConflictError(work.conflicts)
    work.problems += work.missing.problems(connection, operations)
    if work.problems:
        raise RefusedError(work.problems)
    refuse_orphans(connection, work.removed)
    refuse_rings(connection, work.changed)
    return _closed(work)


def _closed(work: Work) -> Commit:
    kinds = dict(Counter(key.kind for key in work.changed))
    changeset = work.changeset
    transaction = Transaction(
        work.number if work.changed else 0,
        work.at_us,
        work.actor,
        changeset.reason,
        changeset.origin,
        len(work.changed),
        kinds,
        changeset.file_sha256,
        changeset.undoes,
    )
    if work.changed:
        transaction = close_transaction(work.connection, transaction, work.digest)
    return Commit(transaction, tuple(work.changed))


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None and not progress(done, total):
        raise StoppedError


def _batches(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    """Yield operations of one kind at a time, in order, a batch at most."""
    for _, same in groupby(operations, attrgetter("kind")):
        while batch := list(islice(same, BATCH)):
            yield batch


def _checked_kinds(operations: Sequence[Operation]) -> set[str]:
    """Return the kinds of operations; refuse unknown ones, and two operations on one record."""
    problems: list[FieldProblem] = []
    seen: dict[str, set[str]] = {name: set() for name in KINDS}
    for one in operations:
        there = seen.get(one.kind)
        if there is None:
            problems += problems_of(one, None)
        elif one.uid in there or not one.uid:
            text = "Ein Datensatz kommt in einer Änderung zweimal vor oder hat keinen Namen."
            problems.append(FieldProblem(Key(one.kind, one.uid), "", text))
        else:
            there.add(one.uid)
    if problems:
        raise RefusedError(problems)
    return {name for name, there in seen.items() if there}


def _apply(work: Work, batch: list[Operation]) -> None:
    rows = work.rows_of(batch[0].kind)
    before = rows.read([one.uid for one in batch])
    creates = [one.uid for one in batch if one.action is Action.CREATE]
    earlier = rows.earlier(creates) if creates else {}
    plan = _Plan(rows)
    for one in batch:
        row = before.get(one.uid)
        if one.action is Action.CREATE:
            _create(work, plan, one, row, earlier.get(one.uid))
        elif row is None:
            work.conflicts[Key(one.kind, one.uid)] = None
        elif one.rev is not None and one.rev != row[2]:
            work.conflicts[Key(one.kind, one.uid)] = rows.record(row)
        elif one.action is Action.UPDATE:
            _update(work, plan, one, row)
        else:
            _remove(work, plan, one, row)
    if not work.problems and not work.conflicts:
        plan.write(work)


@dataclass(slots=True)
class _Plan:
    """Rows that a batch writes."""

    rows: KindRows
    superseded: list[Row] = field(default_factory=list)
    created: dict[tuple[str, ...], list[Row]] = field(default_factory=dict)
    updated: dict[tuple[str, ...], list[list[Any]]] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    lines: list[tuple[Any, ...]] = field(default_factory=list)

    def write(self, work: Work) -> None:
        """Write them; removals come first, so that what they held is free again."""
        rows = self.rows
        rows.supersede(self.superseded, work.at_us)
        rows.delete(self.removed)
        rows.update(self.updated)
        rows.insert(self.created)
        work.connection.executemany(_INSERT_CHANGE, self.lines)


def _log(work: Work, plan: _Plan, one: Operation, title: str, diff: tuple[Values, Values]) -> None:
    before, after = diff
    head = (work.number, one.action.value, one.kind, one.uid, title)
    old, new = _encode(before), _encode(after)
    work.digest = chained_line(work.digest, head, old, new)
    plan.lines.append((*head, old.decode(), new.decode(), work.digest))
    work.changed.append(Key(one.kind, one.uid))


def _checked(work: Work, one: Operation, before: Values | None, after: Values) -> bool:
    """Note what stands against an operation; True when nothing does."""
    if fine_of(one.kind)(one.values, before, after):
        return True
    found = list(hard_problems(one))
    if not found and not work.is_trusted:
        found = list(problems_of(one, before, work.custom_of(one.kind)))
    work.problems += found
    return not found


def _create(
    work: Work, plan: _Plan, one: Operation, row: Row | None, earlier: tuple[int, int] | None
) -> None:
    if row is not None:
        text = "Einen Datensatz mit diesem Namen gibt es schon."
        work.problems.append(FieldProblem(Key(one.kind, one.uid), "", text))
        return
    rows = plan.rows
    values = {name: value for name, value in cleaned(one.values).items() if value is not None}
    if not _checked(work, one, None, values):
        return
    number, rev = earlier or (rows.next_id(), 0)
    work.missing.note(rows.kind, values, values)
    system = (number, one.uid, rev + 1, work.at_us, work.actor, work.number)
    plan.created.setdefault(tuple(values), []).append(rows.row(system, values))
    _log(work, plan, one, rows.title(values), ({}, values))


def _update(work: Work, plan: _Plan, one: Operation, row: Row) -> None:
    rows = plan.rows
    before = rows.values(row)
    changes = {
        name: value for name, value in cleaned(one.values).items() if before.get(name) != value
    }
    if not changes:
        return
    after = {**before, **changes}
    if not _checked(work, _with(one, changes), before, after):
        return
    work.missing.note(rows.kind, changes, after)
    plan.superseded.append(row)
    values = [*changes.values(), row[2] + 1, work.at_us, work.actor, work.number]
    names = tuple(changes)
    if rows.is_found_by(names):
        names = (*names, "folded")
        values.append(rows.folded(after))
    values.append(row[0])
    plan.updated.setdefault(names, []).append(values)
    old = {name: before.get(name) for name in changes}
    _log(work, plan, one, rows.title(after), (old, changes))


def _with(one: Operation, changes: Values) -> Operation:
    if len(changes) == len(one.values):
        return one
    return Operation(one.action, one.kind, one.uid, changes, one.rev)


def _remove(work: Work, plan: _Plan, one: Operation, row: Row) -> None:
    before = plan.rows.values(row)
    plan.superseded.append(row)
    plan.removed.append(row[0])
    work.removed.setdefault(one.kind, set()).add(one.uid)
    _log(work, plan, one, plan.rows.title(before), (before, {}))
