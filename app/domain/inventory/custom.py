"""Fields that people added themselves, out of the records that describe them."""

from collections.abc import Iterable

from app.domain.inventory.fields import Choice, Field, FieldType
from app.domain.inventory.records import Record


def custom_fields(records: Iterable[Record], kind: str) -> dict[str, Field]:
    """Return the fields of people's own for a kind, by name, in their order.

    Args:
        records: Records of the kind `custom_field`.
        kind: The kind they are wanted for.
    """
    wanted = [one for one in records if one.get("kind") == kind]
    wanted.sort(key=lambda one: (one.number("position") or 0.0, one.text("label")))
    return {one.text("name"): _field(one) for one in wanted}


def _field(record: Record) -> Field:
    words = [word.strip() for word in record.text("choices").split(";")]
    return Field(
        record.text("name"),
        record.text("label"),
        FieldType(record.text("type")),
        record.text("unit"),
        choices=tuple(Choice(word, word) for word in words if word),
        is_required=record.get("required") == 1,
        pattern=record.text("pattern"),
    )
