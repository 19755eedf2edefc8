"""Records of the inventory as they are read."""

from dataclasses import dataclass

from app.domain.inventory.fields import Value, Values


@dataclass(frozen=True, slots=True)
class Record:
    """One record, as it was at a moment.

    Attributes:
        kind: Its kind.
        uid: Permanent name (UUIDv7, hexadecimal); never used again.
        id: Number of its row, for paging; the same for all its versions.
        rev: Counts its versions from 1; an edit names the one it began with.
        values: Its values by field; a field that is not in here is empty.
        valid_from: Since when it is as it is, µs UTC.
        valid_to: Until when, µs UTC; None when this is its present version.
        changed_by: Who made this version.
    """

    kind: str
    uid: str
    id: int
    rev: int
    values: Values
    valid_from: int
    valid_to: int | None = None
    changed_by: str = ""

    def get(self, name: str) -> Value:
        """Return the value of a field, None when it is empty."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """Return the value of a field as text, empty when there is none."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> float | None:
        """Return the value of a field as a number, None when it is none."""
        value = self.values.get(name)
        return float(value) if isinstance(value, int | float) else None


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which record is meant.

    Attributes:
        kind: Its kind.
        uid: Its permanent name.
    """

    kind: str
    uid: str
