"""Tries an import: what would be new, changed, the same, or wrong. Nothing is written."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM, resolve
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key
from app.services.inventory.imports.columns import Filling, MappingError
from app.services.inventory.imports.mapping import ColumnMapping, Use, Way, flaws, prefix_of
from app.services.inventory.imports.nodes import Node, Trial, tree
from app.services.inventory.imports.outcomes import Outcome, RowOperations
from app.services.inventory.imports.plans import ImportPlan
from app.services.inventory.imports.problems import CellChange, Problems, RowStatus
from app.services.inventory.imports.progress import Steps
from app.services.inventory.imports.records import Records
from app.services.inventory.imports.references import References
from app.services.inventory.imports.values import known_words
from app.services.inventory.imports.words import folded
from app.services.inventory.resting import resting_collector
from app.services.inventory.uids import rising_uids
from app.services.ports.inventories import InventoryReader, Progress
from app.services.tables.cells import as_text
from app.services.tables.model import RawTable

_REASON: Final = "Import aus {name}"


def plan(
    raw: RawTable,
    mapping: ColumnMapping,
    reader: InventoryReader,
    now_us: int,
    progress: Progress | None = None,
    *,
    uid: Callable[[], str] | None = None,
) -> ImportPlan:
    """Return what an import would do.

    A row with a problem is left out as a whole, and so is what only it would make. The same file
    tried again after it was imported changes nothing.

    Args:
        raw: The table.
        mapping: What it means.
        reader: The inventory; used until this returns, and not beyond.
        now_us: The moment, µs UTC, for the names of new records.
        progress: Is told how far it is, and may stop it.
        uid: Makes names of new records; for tests.

    Raises:
        MappingError: The mapping has flaws.
        StoppedError: `progress` said stop.
    """
    with resting_collector():
        return _planned(raw, mapping, reader, progress, uid or rising_uids(now_us))


def _planned(
    raw: RawTable,
    mapping: ColumnMapping,
    reader: InventoryReader,
    progress: Progress | None,
    uid: Callable[[], str],
) -> ImportPlan:
    began = time.perf_counter()
    custom = reader.custom_fields(mapping.kind)
    faults = flaws(mapping, raw.columns, custom)
    if faults:
        raise MappingError(faults)
    count = len(raw.rows)
    problems = Problems(raw.numbers)
    steps = Steps(progress, _parts(mapping) * count)
    filling = Filling(raw, mapping, custom, problems, steps)
    defaults = {path: filling.constant(path, text) for path, text in mapping.defaults.items()}
    root = tree(mapping, filling.columns(), defaults)
    trial = Trial(reader, mapping, problems, steps, uid)
    references = References(trial, root)
    references.resolve(root)
    records = Records(trial, root, custom)
    outcome = records.outcome()
    _need(root, outcome, references)
    before = tuple(references.operations())
    operations = RowOperations(mapping.kind, outcome, before)
    made = Counter((one.kind, one.action) for one in before)
    made[mapping.kind, Action.CREATE] += sum(status == RowStatus.NEW for status in outcome.statuses)
    made[mapping.kind, Action.UPDATE] += len(operations) - made.total()
    return ImportPlan(
        mapping.kind,
        outcome.statuses,
        outcome.uids,
        problems.all(),
        problems.count,
        Changeset(operations, _REASON.format(name=raw.name), Origin.IMPORT, file_sha256=raw.sha256),
        tuple(outcome.notes),
        +made,
        time.perf_counter() - began,
        problems.warning_count,
        _Differences(root, outcome, records, references),
    )


def _parts(mapping: ColumnMapping) -> int:
    """Return how many parts a trial has for each row: fields, references, its own record."""
    prefixes = {prefix_of(path) for path in mapping.targets} - {""}
    prefixes |= {prefix.rpartition(".")[0] for prefix in prefixes} - {""}
    return len(mapping.targets) + len(prefixes) + 1


def _need(root: Node, outcome: Outcome, references: References) -> None:
    """Note what taken rows refer to; a row that only changes that counts as changed."""
    columns = [root.columns[name] for name in root.children]
    if not columns:
        return
    taken = (RowStatus.NEW, RowStatus.CHANGED, RowStatus.SAME)
    for row, status in enumerate(outcome.statuses):
        if status in taken:
            changes = [references.need(column[row]) for column in columns]
            if status == RowStatus.SAME and any(changes):
                outcome.statuses[row] = RowStatus.CHANGED


class _Differences:
    """Tells the differences of a row when somebody looks at it."""

    def __init__(
        self, root: Node, outcome: Outcome, records: Records, references: References
    ) -> None:
        self._root = root
        self._outcome = outcome
        self._records = records
        self._references = references

    def __call__(self, row: int) -> list[CellChange]:
        if self._outcome.statuses[row] not in (RowStatus.NEW, RowStatus.CHANGED):
            return []
        own = list(self._records.differences(row, self._outcome))
        found = [one for one in own if one.path not in self._root.children]
        found += [
            one
            for one in own
            if one.path in self._root.children and (one.old or not self._made(row, one.path))
        ]
        for name in self._root.children:
            found += self._references.differences(self._root.columns[name][row], name)
        return found

    def _made(self, row: int, name: str) -> bool:
        """Tell whether what a row refers to is made along with it."""
        return self._references.is_made(self._root.columns[name][row])


def absent(reader: InventoryReader, mapping: ColumnMapping, outcome: ImportPlan) -> list[Key]:
    """Return the records that the inventory has and the file does not; nothing removes them.

    Only those count that are of the file's sort: where all rows have the same word in a field of
    choices (`kind` is `charger`), records with another one are not missed.

    Args:
        reader: The inventory.
        mapping: What the file means.
        outcome: What was found of it.
    """
    scope = [
        Filter(use.targets[0], Operator.IS, (_constant(mapping.kind, use),))
        for use in mapping.uses
        if use.way is Way.CONSTANT and _is_choice(mapping.kind, use.targets[0])
    ]
    there = set(outcome.uids)
    rows = reader.values(mapping.kind, ("uid",), scope)
    return [Key(mapping.kind, str(row[0])) for row in rows if row[0] not in there]


def _is_choice(kind: str, path: str) -> bool:
    return "." not in path and KINDS[kind].field(path).type is FieldType.CHOICE


def _constant(kind: str, use: Use) -> str:
    choices = KINDS[kind].field(use.targets[0]).choices
    return next((one.key for one in choices if use.detail in (one.key, one.label)), use.detail)


def removals(keys: list[Key], outcome: ImportPlan) -> ImportPlan:
    """Return an import that also removes records; only where a person asked for it."""
    gone = [Operation(Action.REMOVE, one.kind, one.uid, {}) for one in keys]
    operations = [*outcome.changeset.operations, *gone]
    return replace(
        outcome,
        changeset=replace(outcome.changeset, operations=operations),
        made=Counter((one.kind, one.action) for one in operations),
    )


def open_words(
    raw: RawTable, mapping: ColumnMapping, most: int = 200
) -> list[tuple[str, str, int]]:
    """Return the words of choices that nothing is known of yet: (path, word, how many rows).

    Args:
        raw: The table.
        mapping: What it means so far.
        most: How many at most; a column with more of them is no column of choices.
    """
    found: Counter[tuple[str, str]] = Counter()
    for use in mapping.uses:
        path = use.targets[0]
        if use.way is Way.PLAIN and not path.startswith(f"{CUSTOM}."):
            target = resolve(mapping.kind, path)
            if target.field.type is FieldType.CHOICE:
                found.update(_unknown(raw, use, target.field, target.kind.name))
    return [(path, word, count) for (path, word), count in found.most_common(most)]


def _unknown(raw: RawTable, use: Use, target: Field, owner: str) -> Iterator[tuple[str, str]]:
    meanings = {**known_words(target, owner), **use.words}
    place = raw.columns.index(use.columns[0])
    for row in raw.rows:
        text = as_text(row[place])
        if text and folded(text) not in meanings:
            yield use.targets[0], text
