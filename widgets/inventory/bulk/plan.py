"""What a common change makes of each record: what changes, what stays, what is refused."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.inventory.changes import Action, FieldProblem, Operation
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Field, FieldType, Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM
from app.domain.inventory.records import Key, Record
from widgets.inventory.fields.wording import tags_of, tags_text

_TAGS = "tags"
_LOOK_EVERY = 200


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What shall be done to all records.

    Attributes:
        values: Values by field; None empties one; `custom.NAME` is a field of people's own.
        more_tags: Tags each record gets.
        fewer_tags: Tags each record loses.
    """

    values: Values = field(default_factory=dict)
    more_tags: tuple[str, ...] = ()
    fewer_tags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing shall be done."""
        return not (self.values or self.more_tags or self.fewer_tags)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What becomes of one field of one record.

    Attributes:
        key: The record.
        title: What it is called.
        path: The field, as in `BulkChange.values`.
        before: As it is.
        after: As it would be.
        problem: Why it is refused, a sentence; empty when it is not.
    """

    key: Key
    title: str
    path: str
    before: Value
    after: Value
    problem: str = ""


@dataclass(slots=True)
class BulkPlan:
    """What a change makes of all records.

    Attributes:
        cells: Changed and refused cells, in the order of the records.
        operations: Changes of the records that change and against which nothing stands.
        same: How many records stay as they are.
        refused: Records against which something stands.
    """

    cells: list[CellChange] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    same: int = 0
    refused: set[Key] = field(default_factory=set)

    def with_problems(self, problems: Iterable[FieldProblem]) -> "BulkPlan":
        """Return the plan with what the store found against it, at its cells."""
        found: dict[Key, list[FieldProblem]] = {}
        for one in problems:
            found.setdefault(one.key, []).append(one)
        cells = []
        for cell in self.cells:
            mine = found.get(cell.key, [])
            here = [one for one in mine if one.field in {cell.path, cell.path.split(".")[0], ""}]
            text = _sentence((here or mine)[0]) if mine else cell.problem
            cells.append(CellChange(cell.key, cell.title, cell.path, cell.before, cell.after, text))
        kept = [one for one in self.operations if Key(one.kind, one.uid) not in found]
        return BulkPlan(cells, kept, self.same, self.refused | found.keys())


def plan_change(
    records: Sequence[Record],
    change: BulkChange,
    custom: Mapping[str, Field],
    is_wanted: Callable[[], bool] = lambda: True,
) -> BulkPlan:
    """Return what a change makes of records.

    Args:
        records: The records as they are.
        change: The change.
        custom: Fields of people's own of their kind.
        is_wanted: Asked now and then; False ends the work early, its result is of no use then.
    """
    plan = BulkPlan()
    for place, record in enumerate(records):
        if place % _LOOK_EVERY == 0 and not is_wanted():
            break
        _plan_record(plan, record, change, custom)
    return plan


def _plan_record(
    plan: BulkPlan, record: Record, change: BulkChange, custom: Mapping[str, Field]
) -> None:
    wanted = wanted_values(record, change)
    changed = {path: value for path, (before, value) in wanted.items() if before != value}
    if not changed:
        plan.same += 1
        return
    key, title = Key(record.kind, record.uid), record_title(record)
    values = _stored(record, changed)
    operation = Operation(Action.UPDATE, record.kind, record.uid, values, record.rev)
    problems = list(problems_of(operation, record.values, dict(custom)))
    by_field: dict[str, FieldProblem] = {}
    for one in problems:
        by_field.setdefault(one.field, one)
    for path, value in changed.items():
        problem = by_field.pop(path, None)
        text = "" if problem is None else _sentence(problem)
        plan.cells.append(CellChange(key, title, path, wanted[path][0], value, text))
    for path, problem in by_field.items():
        # What is refused at a field that is not set, such as one a step needs.
        value = record.get(path)
        plan.cells.append(CellChange(key, title, path, value, value, _sentence(problem)))
    if problems:
        plan.refused.add(key)
    else:
        plan.operations.append(operation)


def wanted_values(record: Record, change: BulkChange) -> dict[str, tuple[Value, Value]]:
    """Return before and after of each field that shall be set."""
    own = _custom_of(record)
    wanted: dict[str, tuple[Value, Value]] = {}
    for path, value in change.values.items():
        before = (
            own.get(path.split(".", 1)[1]) if path.startswith(f"{CUSTOM}.") else record.get(path)
        )
        is_empty = before == ""
        wanted[path] = (None if is_empty else before, value)
    if change.more_tags or change.fewer_tags:
        before, _ = wanted.get(_TAGS, (record.get(_TAGS) or None, None))
        start = wanted[_TAGS][1] if _TAGS in wanted else before
        names = [name for name in tags_of(start) if name not in change.fewer_tags]
        wanted[_TAGS] = (before, tags_text([*names, *change.more_tags]) or None)
    return wanted


def _custom_of(record: Record) -> dict[str, Value]:
    try:
        read = json.loads(record.text(CUSTOM) or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _stored(record: Record, changed: Mapping[str, Value]) -> dict[str, Value]:
    """Return changed values as they are stored: fields of people's own together as one."""
    values = {path: value for path, value in changed.items() if "." not in path}
    mine = {path.split(".", 1)[1]: value for path, value in changed.items() if "." in path}
    if mine:
        own = {
            name: value
            for name, value in {**_custom_of(record), **mine}.items()
            if value is not None
        }
        values[CUSTOM] = json.dumps(own, ensure_ascii=False, sort_keys=True)
    return values


def record_title(record: Record) -> str:
    """Return what a record is called, from the fields of its kind's title."""
    words = [record.text(name) for name in KINDS[record.kind].title]
    return " ".join(word for word in words if word) or "–"


def _sentence(problem: FieldProblem) -> str:
    return " ".join(filter(None, (problem.reason, problem.suggestion)))


def settable(kind: str, custom: Mapping[str, Field]) -> dict[str, Field]:
    """Return the fields that may be set for many records, by path; unique ones are none of them."""
    wanted = {
        one.name: one
        for one in KINDS[kind].all_fields
        if not one.is_unique and one.type not in {FieldType.JSON, FieldType.ANY_REFERENCE}
    }
    return wanted | {f"{CUSTOM}.{name}": one for name, one in custom.items()}
