"""What the dialog must know before it can show anything, read beside the window. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.changes import Origin
from app.domain.inventory.fields import Value, Values
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader
from widgets.inventory.editing.drafts import Draft, copy_of, draft_of, new_draft

_LAST_REASONS: Final = 200
"""So many changes are looked through for reasons that were given before."""

_OFFERED_REASONS: Final = 12


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the dialog begins with.

    Attributes:
        draft: What is edited; None when the record is gone.
        title: What the record is called; empty for a new one.
        template: Template of the type of a new asset.
        reasons: Reasons people gave lately, newest first.
    """

    draft: Draft | None
    title: str = ""
    template: Value = None
    reasons: Sequence[str] = ()


def prepare(
    reader: InventoryReader, key: Key, uid: str, *, is_copy: bool, given: Values | None
) -> Prepared:
    """Return what the dialog begins with.

    Args:
        reader: Reads the inventory.
        key: The record; of a new one only the kind counts.
        uid: Permanent name for a new record.
        is_copy: True to begin a new record like this one.
        given: What a new record begins with.
    """
    custom, reasons = reader.custom_fields(key.kind), reasons_of(reader)
    if not key.uid:
        draft = new_draft(key.kind, uid, custom, given)
        return Prepared(draft, "", template_of(reader, draft.start), reasons)
    record = reader.record(key.kind, key.uid)
    if record is None:
        return Prepared(None)
    title = reader.titles([key]).get(key, "")
    if is_copy:
        draft = copy_of(record, uid, custom)
        return Prepared(draft, title, template_of(reader, draft.start), reasons)
    return Prepared(draft_of(record, custom), title, None, reasons)


def template_of(reader: InventoryReader, values: Values) -> Value:
    """Return the template of the type that values name; None where they name none."""
    if not values.get("type"):
        return None
    record = reader.record("asset_type", str(values["type"]))
    return None if record is None else record.get("template")


def reasons_of(reader: InventoryReader) -> tuple[str, ...]:
    """Return reasons that people gave lately, each once, newest first."""
    given = [
        one.reason
        for one in reader.transactions(_LAST_REASONS)
        if one.reason and one.origin in {Origin.EDIT, Origin.BULK}
    ]
    return tuple(dict.fromkeys(given))[:_OFFERED_REASONS]
