"""Values as they are stored, and what no file could hold."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from app.domain.inventory.changes import FieldProblem, Operation
from app.domain.inventory.fields import Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key

_LARGEST: Final = 2**63


def cleaned(values: Values) -> Mapping[str, Value]:
    """Return values as they are stored: what is empty is None, own fields in one order."""
    if "" not in values.values() and not values.get("custom"):
        return values
    found = {name: None if value == "" else value for name, value in values.items()}
    if isinstance(found.get("custom"), str):
        found["custom"] = _custom(str(found["custom"]))
    return found


def hard_problems(operation: Operation) -> Iterator[FieldProblem]:
    """Yield values that SQLite could not hold or would change, and fields that are not there."""
    kind = KINDS[operation.kind]
    for name, value in operation.values.items():
        is_known = kind.has_field(name) or (name == "custom" and kind.has_custom)
        if is_known and (value is None or _is_storable(value)):
            continue
        label = kind.field(name).label if kind.has_field(name) else name
        text = (
            f"Der Wert für „{label}“ lässt sich nicht speichern."
            if is_known
            else f"Ein Feld „{name}“ gibt es hier nicht."
        )
        yield FieldProblem(Key(operation.kind, operation.uid), name, text, value=value)


def _is_storable(value: str | float) -> bool:
    if isinstance(value, str):
        if "\0" in value:  # SQLite's functions of texts end there
            return False
        return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)
    return -_LARGEST <= value < _LARGEST  # nor is what is no number


def _custom(text: str) -> str | None:
    """Return fields of people's own in one spelling, so that the same values are the same text."""
    try:
        values = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text  # refused later, with a sentence
    if not isinstance(values, dict):
        return text
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    return msgspec.json.encode(filled, order="sorted").decode() if filled else None
