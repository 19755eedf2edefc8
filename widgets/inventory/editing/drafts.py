"""Drafts: a record as a person edits it, the operation that comes of it, conflicts. No Qt."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.inventory.changes import Action, FieldProblem, Operation
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Field, Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.paths import CUSTOM
from app.domain.inventory.records import Key, Record

_NOT_COPIED = frozenset(
    {"serial", "mac", "ip", "device", "measured_state", "first_seen_us", "last_seen_us",
     "audited_us", "in_service_on", "decommissioned_on", "disposed_on", "wipe_certificate",
     "holder", "custody_until", "repair_note", "rack_unit", "plan_x", "plan_y"}
)  # fmt: skip
"""What belongs to one thing alone and is not copied, beside unique values."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record being edited.

    Attributes:
        key: The record; a new one has its permanent name already.
        base: Its values when the person began, fields of people's own as `custom.NAME`.
        rev: The version the person saw; None for a new record.
        custom: Fields of people's own for its kind.
        given: Values a new record begins with.
    """

    key: Key
    base: Values
    rev: int | None = None
    custom: Mapping[str, Field] | None = None
    given: Values | None = None

    @property
    def is_new(self) -> bool:
        """True when there is no such record yet."""
        return self.rev is None

    @property
    def start(self) -> Values:
        """What the form shows at first."""
        return {**self.base, **(self.given or {})}

    def changes(self, values: Values) -> dict[str, Value]:
        """Return the fields that are not as they were when the person began."""
        return {
            name: value
            for name, value in values.items()
            if _filled(value) != _filled(self.base.get(name))
        }

    def operation(self, values: Values) -> Operation | None:
        """Return what keeps the values of the form; None when nothing was changed."""
        changes = self.changes(values)
        if not changes and not self.is_new:
            return None
        own = {name: changes.pop(name) for name in list(changes) if name.startswith(f"{CUSTOM}.")}
        if own:
            changes[CUSTOM] = self._custom(values)
        if self.is_new:
            filled = {name: value for name, value in changes.items() if value is not None}
            return Operation(Action.CREATE, self.key.kind, self.key.uid, filled)
        return Operation(Action.UPDATE, self.key.kind, self.key.uid, changes, self.rev)

    def _custom(self, values: Values) -> Value:
        """Return all fields of people's own as JSON; those no longer known stay."""
        kept = _read_custom(self.base.get(CUSTOM))
        for name in self.custom or {}:
            value = values.get(f"{CUSTOM}.{name}")
            if value in (None, ""):
                kept.pop(name, None)
            else:
                kept[name] = value
        return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None

    def problems(self, values: Values) -> Iterator[FieldProblem]:
        """Yield what stands against the values, as far as the record alone tells."""
        operation = self.operation(values)
        if operation is None:
            return
        before = None if self.is_new else _stored(self.base)
        custom = dict(self.custom or {})
        if custom and CUSTOM not in operation.values and self.is_new:
            operation = replace(operation, values={**operation.values, CUSTOM: "{}"})
        yield from problems_of(operation, before, custom)

    def rebased(self, record: Record) -> "Draft":
        """Return the draft on another version of the record."""
        return replace(self, base=_spread(record.values), rev=record.rev)

    def offered_states(self) -> set[str]:
        """Return the states the record may have now; none where it has no life cycle."""
        cycle = LIFE_CYCLES.get(self.key.kind)
        if cycle is None:
            return set()
        if self.is_new:
            return set(cycle.first)
        state = str(self.base.get(cycle.field))
        return {state, *(one.after for one in cycle.steps_from(state))}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed, or only the other one.

    Attributes:
        field: The field.
        name: Its name, with `custom.` before a field of people's own.
        before: As it was when this person began.
        mine: As this person wants it.
        theirs: As it is now.
        is_shared: True when this person changed it too; then one of the two must be chosen.
    """

    field: Field
    name: str
    before: Value
    mine: Value
    theirs: Value
    is_shared: bool


def clashes(draft: Draft, values: Values, current: Record) -> list[Clash]:
    """Return what was changed meanwhile by somebody else; equal changes do not clash."""
    now, mine = _spread(current.values), draft.changes(values)
    found = []
    for name, one in _fields(draft):
        before, theirs = _filled(draft.base.get(name)), _filled(now.get(name))
        wanted = _filled(mine.get(name)) if name in mine else before
        if theirs not in (before, wanted):
            found.append(Clash(one, name, before, wanted, theirs, name in mine))
    return sorted(found, key=lambda one: not one.is_shared)


def _fields(draft: Draft) -> Iterator[tuple[str, Field]]:
    for one in KINDS[draft.key.kind].all_fields:
        yield one.name, one
    for name, one in (draft.custom or {}).items():
        yield f"{CUSTOM}.{name}", one


# ---- how a draft begins ------------------------------------------------------------------------
def draft_of(record: Record, custom: Mapping[str, Field]) -> Draft:
    """Return the draft in which a record is changed."""
    return Draft(Key(record.kind, record.uid), _spread(record.values), record.rev, custom)


def new_draft(
    kind: str, uid: str, custom: Mapping[str, Field], given: Values | None = None
) -> Draft:
    """Return the draft of a new record.

    Args:
        kind: Its kind.
        uid: Its permanent name.
        custom: Fields of people's own.
        given: What it begins with, such as the site that is selected.
    """
    start = dict(given or {})
    cycle = LIFE_CYCLES.get(kind)
    if cycle is not None:
        start.setdefault(cycle.field, cycle.first[0])
    return Draft(Key(kind, uid), {}, None, custom, start)


def copy_of(record: Record, uid: str, custom: Mapping[str, Field]) -> Draft:
    """Return the draft of a new record that begins like another one."""
    kind = KINDS[record.kind]
    unique = {one.name for one in kind.all_fields if one.is_unique}
    kept = {
        name: value
        for name, value in _spread(record.values).items()
        if name not in unique | _NOT_COPIED and name != CUSTOM
    }
    cycle = LIFE_CYCLES.get(record.kind)
    if cycle is not None and kept.get(cycle.field) not in cycle.first[:-1]:
        kept[cycle.field] = cycle.first[0]
    return new_draft(record.kind, uid, custom, kept)


def _spread(values: Values) -> dict[str, Value]:
    """Return values with the fields of people's own as `custom.NAME`."""
    own = {f"{CUSTOM}.{name}": value for name, value in _read_custom(values.get(CUSTOM)).items()}
    return {**values, **own}


def _stored(values: Values) -> dict[str, Value]:
    return {name: value for name, value in values.items() if not name.startswith(f"{CUSTOM}.")}


def _read_custom(text: Value) -> dict[str, Value]:
    try:
        read = json.loads(text) if isinstance(text, str) and text else {}
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _filled(value: Value) -> Value:
    return None if value == "" else value
