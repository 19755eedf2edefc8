"""What goes with records that are removed, and what takes a whole body of them away."""

from dataclasses import replace
from typing import Final

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader

_COMPANIONS: Final = (
    ("finding", "subject"),
    ("journal_note", "subject"),
    ("relation", "from"),
    ("relation", "to"),
    ("document", "subject"),
    ("dependency", "before"),
    ("dependency", "after"),
    ("work_item", "project"),
    ("work_item", "parent"),
    ("milestone", "project"),
    ("risk", "project"),
    ("budget_line", "project"),
    ("effect", "project"),
    ("decision", "project"),
    ("kpi", "project"),
    ("baseline", "project"),
    ("kpi_value", "kpi"),
)
"""Records that mean nothing without the one they are about, and the field that names it."""


def with_companions(reader: InventoryReader, changeset: Changeset) -> Changeset:
    """Return a changeset that also removes findings, notes and parts of what it removes.

    They are removed in the same transaction, so taking it back brings them back as well. Parts of
    parts go with them.

    Args:
        reader: Reads the inventory.
        changeset: What is to be done.
    """
    gone = {one.uid for one in changeset.operations if one.action is Action.REMOVE}
    if not gone:
        return changeset
    known = {(one.kind, one.uid) for one in changeset.operations}
    companions: dict[tuple[str, str], None] = {}
    while gone:
        found: dict[tuple[str, str], None] = {}
        for kind, field in _COMPANIONS:
            for uids in reader.find(kind, field, gone).values():
                found |= dict.fromkeys((kind, uid) for uid in uids if (kind, uid) not in known)
        known |= found.keys()
        companions = found | companions
        gone = {uid for _, uid in found}
    more = [Operation(Action.REMOVE, kind, uid, {}) for kind, uid in companions]
    return replace(changeset, operations=[*more, *changeset.operations])


def removal_of(reader: InventoryReader, keys: list[Key], reason: str) -> Changeset:
    """Return what removes records with all that is only about them.

    Args:
        reader: Reads the inventory.
        keys: The records.
        reason: Why, for the change log.
    """
    operations = [Operation(Action.REMOVE, key.kind, key.uid, {}) for key in keys]
    origin = Origin.EDIT if len(keys) == 1 else Origin.BULK
    return with_companions(reader, Changeset(operations, reason, origin))


def removal_of_source(reader: InventoryReader, source: str, reason: str) -> Changeset:
    """Return what removes all records of a source, in one transaction.

    What people entered themselves and what refers to such records makes the store refuse it; it
    says what that is.

    Args:
        reader: Reads the inventory.
        source: The source, such as `Simulation`.
        reason: Why, for the change log.
    """
    wanted = (Filter("source", Operator.IS, (source,)),)
    operations = [
        Operation(Action.REMOVE, kind, str(uid), {})
        for kind in reversed(KINDS)
        for (uid,) in reader.values(kind, ("uid",), wanted)
    ]
    return with_companions(reader, Changeset(operations, reason, Origin.BULK))
