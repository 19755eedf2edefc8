"""What is remembered of a supplier's files, as records of the kind `import_profile` keep it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.records import Record
from app.services.inventory.imports import shapes
from app.services.inventory.imports.mapping import (
    Blank,
    ColumnMapping,
    Match,
    Missing,
    Unreadable,
    Use,
    Way,
)
from app.services.tables.model import Layout, RawTable

KIND: Final = "import_profile"
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """A remembered layout.

    Attributes:
        name: What people call it.
        columns: Names of the columns, in order, with what their values look like (`shapes`).
        mapping: What they mean.
        layout: Where the table lies in its file.
        uid: Its record; empty for one that is not kept yet or comes with the program.
        used_us: When it was last used, µs UTC; 0 for never.
    """

    name: str
    columns: Mapping[str, str]
    mapping: ColumnMapping
    layout: Layout = field(default_factory=Layout)
    uid: str = ""
    used_us: int = 0

    @property
    def used_columns(self) -> frozenset[str]:
        """The columns that something is made of."""
        return frozenset(name for use in self.mapping.uses for name in use.columns)

    def content(self) -> str:
        """Return it as JSON text."""
        return json.dumps(
            {
                "version": _VERSION,
                "columns": dict(self.columns),
                "mapping": as_plain(self.mapping),
                "layout": asdict(self.layout),
            },
            ensure_ascii=False,
        )

    def operation(self, uid: str, now_us: int) -> Operation:
        """Return what keeps it: a new record, or a change of the one it came from.

        Args:
            uid: Name of the record when it is new.
            now_us: The moment it was used, µs UTC.
        """
        values: dict[str, Value] = {
            "name": self.name,
            "kind": self.mapping.kind,
            "content": self.content(),
            "used_us": now_us,
        }
        if self.uid:
            return Operation(Action.UPDATE, KIND, self.uid, values)
        return Operation(Action.CREATE, KIND, uid, values)


def remember(name: str, raw: RawTable, mapping: ColumnMapping, uid: str = "") -> ImportProfile:
    """Return what should be remembered of a table that was mapped.

    Args:
        name: What people call it.
        raw: The table.
        mapping: What it means.
        uid: The record that is replaced; empty for a new one.
    """
    return ImportProfile(name, fingerprint(raw), mapping, raw.layout, uid)


def fingerprint(raw: RawTable) -> dict[str, str]:
    """Return the columns of a table, in order, with what their values look like."""
    return {
        name: shapes.shape_of(shapes.sample(raw, place)) for place, name in enumerate(raw.columns)
    }


def profile_of(record: Record) -> ImportProfile | None:
    """Return what a record remembers; None for one that cannot be understood."""
    try:
        content = json.loads(record.text("content"))
        if content["version"] != _VERSION:
            return None
        columns = {str(name): str(shape) for name, shape in content["columns"].items()}
        mapping = from_plain(content["mapping"])
        layout = Layout(**content["layout"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    used = record.get("used_us")
    moment = used if isinstance(used, int) else 0
    return ImportProfile(record.text("name"), columns, mapping, layout, record.uid, moment)


def as_plain(mapping: ColumnMapping) -> dict[str, Any]:
    """Return a mapping as values that JSON has."""
    return {
        "kind": mapping.kind,
        "uses": [
            {
                "targets": list(use.targets),
                "columns": list(use.columns),
                "way": use.way.value,
                "detail": use.detail,
                "words": dict(use.words),
            }
            for use in mapping.uses
        ],
        "match": _plain_match(mapping.match),
        "defaults": dict(mapping.defaults),
        "missing": {prefix: one.value for prefix, one in mapping.missing.items()},
        "keys": {prefix: _plain_match(one) for prefix, one in mapping.keys.items()},
        "blank": mapping.blank.value,
        "unreadable": mapping.unreadable.value,
    }


def from_plain(plain: Mapping[str, Any]) -> ColumnMapping:
    """Return a mapping from values that JSON has.

    Raises:
        KeyError: Something is missing.
        ValueError: A word is unknown.
    """
    return ColumnMapping(
        str(plain["kind"]),
        tuple(
            Use(
                tuple(use["targets"]),
                tuple(use["columns"]),
                Way(use["way"]),
                str(use["detail"]),
                dict(use["words"]),
            )
            for use in plain["uses"]
        ),
        _match(plain["match"]),
        dict(plain["defaults"]),
        {prefix: Missing(one) for prefix, one in plain["missing"].items()},
        {prefix: _match(one) for prefix, one in plain["keys"].items()},
        Blank(plain["blank"]),
        Unreadable(plain["unreadable"]),
    )


def _plain_match(match: Match) -> dict[str, Any]:
    return {"fields": list(match.fields), "is_counted": match.is_counted}


def _match(plain: Mapping[str, Any]) -> Match:
    return Match(tuple(plain["fields"]), is_counted=bool(plain["is_counted"]))
