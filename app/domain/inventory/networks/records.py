"""The rows of the network's kinds, as a reader gives them, found by uid."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from app.domain.inventory.fields import Value
from app.domain.inventory.records import Key

Row = tuple[Value, ...]

PATHS: Final[Mapping[str, tuple[str, ...]]] = {
    "district": ("uid", "name"),
    "site": ("uid", "name", "kind", "district"),
    "school": ("uid", "site", "name", "pupils"),
    "rack": ("uid", "name", "site"),
    "asset": (
        "uid",
        "name",
        "tag",
        "type.kind",
        "state",
        "site",
        "rack",
        "parent",
        "device",
    ),
    "port": ("uid", "asset", "name", "kind", "through", "position", "loss_db"),
    "link": (
        "uid",
        "name",
        "kind",
        "state",
        "a",
        "b",
        "a_kind",
        "b_kind",
        "route",
        "length_m",
        "loss_db",
    ),
    "route": ("uid", "name", "state"),
    "duct": ("uid", "name", "route", "parent", "colour", "diameter_mm", "state"),
    "cable": (
        "uid",
        "name",
        "duct",
        "route",
        "a_site",
        "b_site",
        "fibres",
        "colour_scheme",
        "length_m",
        "attenuation_db_km",
        "state",
    ),
    "tube": ("uid", "cable", "number", "colour"),
    "strand": ("uid", "cable", "tube", "number", "colour", "state"),
    "splice": ("uid", "closure", "tray", "position", "a", "b", "loss_db"),
    "radio_site": ("uid", "site", "operator", "technology", "state"),
    "relation": ("uid", "from_kind", "from", "to_kind", "to", "role"),
    "project": ("uid", "name"),
    "milestone": ("uid", "name"),
}
"""What is read of each kind; the first is always the uid."""


class Table:
    """The rows of one kind.

    Args:
        kind: The kind.
        rows: One tuple a record, in the order of `PATHS[kind]`.

    Attributes:
        rows: As given.
    """

    def __init__(self, kind: str, rows: Iterable[Row] = ()) -> None:
        self.kind = kind
        self.rows = list(rows)
        self._place = {path: place for place, path in enumerate(PATHS[kind])}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each record by its uid."""
        return {str(row[0]): number for number, row in enumerate(self.rows)}

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.rows)

    def uid(self, row: int) -> str:
        """Return the uid of a row."""
        return str(self.rows[row][0])

    def at(self, row: int, path: str) -> Value:
        """Return a value of a row."""
        return self.rows[row][self._place[path]]

    def get(self, uid: str, path: str) -> Value:
        """Return a value of a record, None where there is no such record."""
        row = self.row_of.get(uid)
        return None if row is None else self.at(row, path)

    def text(self, uid: str, path: str) -> str:
        """Return a value of a record as text, empty for none."""
        value = self.get(uid, path)
        return "" if value is None else str(value)

    def column(self, path: str) -> list[Value]:
        """Return a value of all rows."""
        place = self._place[path]
        return [row[place] for row in self.rows]


class NetworkRecords:
    """All rows that make up the networks.

    Args:
        rows: Rows by kind, in the order of `PATHS`; a kind that is missing has none.
    """

    def __init__(self, rows: Mapping[str, Iterable[Row]]) -> None:
        self.tables = {kind: Table(kind, rows.get(kind, ())) for kind in PATHS}

    def __getitem__(self, kind: str) -> Table:
        """Return the rows of a kind."""
        return self.tables[kind]

    def has(self, key: Key) -> bool:
        """Tell whether there is such a record among the network's kinds."""
        return key.kind in self.tables and key.uid in self.tables[key.kind].row_of

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """Kind of each record that a signal or a cable may end at, by its uid."""
        return {
            uid: kind
            for kind in ("site", "asset", "port", "strand", "rack")
            for uid in self.tables[kind].row_of
        }

    def title(self, key: Key) -> str:
        """Return what a record is called, without what it belongs to; its uid where it has none."""
        if key.kind not in self.tables:
            return key.uid
        table, uid = self.tables[key.kind], key.uid
        if key.kind == "asset":
            return table.text(uid, "name") or table.text(uid, "tag") or uid[-8:]
        if key.kind in {"tube", "strand"}:
            return table.text(uid, "number") or uid[-8:]
        if key.kind == "radio_site":
            return f"{table.text(uid, 'operator')} {table.text(uid, 'technology')}".strip()
        if key.kind == "splice":
            return f"{table.text(uid, 'tray') or '–'}/{table.text(uid, 'position') or '–'}"
        return table.text(uid, "name") if key.kind != "relation" else uid


def number_of(value: Value) -> float | None:
    """Return a value as a number, None when it is none."""
    return float(value) if isinstance(value, int | float) else None


def whole(value: Value, otherwise: int = 0) -> int:
    """Return a value as a whole number."""
    return int(value) if isinstance(value, int | float) else otherwise
