"""What may be done to the inventory, what was done, and why it was refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.inventory.fields import Value, Values
from app.domain.inventory.records import Key, Record


class Action(StrEnum):
    """What happens to a record."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"


class Origin(StrEnum):
    """How a transaction came about."""

    EDIT = "edit"
    BULK = "bulk"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"
    AUDIT = "audit"
    MEASURED = "measured"
    """From live values: first heartbeats, facts that devices tell of themselves."""
    LENDING = "lending"
    GENERATED = "generated"
    """The demo inventory."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of one record.

    Attributes:
        action: What happens.
        kind: Kind of the record.
        uid: Its name; a new record brings its own (UUIDv7).
        values: All filled fields of a new record; the changed fields of an update, None for those
            that are emptied; nothing for a removal.
        rev: The version the person saw; None when the newest may be changed, whatever it is.
    """

    action: Action
    kind: str
    uid: str
    values: Values
    rev: int | None = None


@dataclass(frozen=True, slots=True)
class Changeset:
    """Operations that happen together or not at all.

    Attributes:
        operations: In order; at most one for each record.
        reason: Why, in the words of the person; may be empty.
        origin: How it came about.
        file_sha256: Of the file an import read.
        undoes: Number of the transaction this one takes back (UNDO) or brings back (REDO).
    """

    operations: Sequence[Operation]
    reason: str = ""
    origin: Origin = Origin.EDIT
    file_sha256: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Transaction:
    """A changeset that was carried out.

    Attributes:
        number: Counts from 1.
        at_us: When, µs UTC.
        actor: Who.
        reason: Why.
        origin: How it came about.
        count: How many records it changed.
        kinds: How many of each kind.
        file_sha256: Of the file an import read.
        undoes: The transaction it took back, None when it took back none.
        undone_by: The one that took this one back, None when it stands.
        digest: Its link in the chain (SHA-256, hexadecimal).
    """

    number: int
    at_us: int
    actor: str
    reason: str
    origin: Origin
    count: int
    kinds: Mapping[str, int]
    file_sha256: str = ""
    undoes: int | None = None
    undone_by: int | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a transaction did to one record.

    Attributes:
        transaction: The transaction.
        action: What happened.
        key: The record.
        title: What it was called.
        before: The changed fields as they were; of a removed record all.
        after: As they became; of a new record all.
    """

    transaction: Transaction
    action: Action
    key: Key
    title: str
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Commit:
    """What a carried out changeset left.

    Attributes:
        transaction: The transaction.
        changed: The changed records.
    """

    transaction: Transaction
    changed: Sequence[Key]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a value is refused.

    Attributes:
        key: The record.
        field: The field; empty when it is about the whole record.
        reason: Why, a whole sentence, German.
        suggestion: What to do, a whole sentence, German.
        value: The refused value.
    """

    key: Key
    field: str
    reason: str
    suggestion: str = ""
    value: Value = None


class RefusedError(Exception):
    """A changeset was refused; nothing was changed.

    Attributes:
        problems: What stands against it, each at its field.
    """

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__(" ".join(dict.fromkeys(one.reason for one in problems[:5])))
        self.problems = tuple(problems)


class ConflictError(Exception):
    """Somebody else changed a record since it was read; nothing was changed.

    Attributes:
        current: The records as they are now, of those that were changed meanwhile; None for
            records that were removed meanwhile.
    """

    def __init__(self, current: Mapping[Key, Record | None]) -> None:
        super().__init__("Der Datensatz wurde inzwischen geändert.")
        self.current = dict(current)
