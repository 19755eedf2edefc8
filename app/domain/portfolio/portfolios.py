"""The programme as it was read at one moment: records by kind, and what belongs to what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record

ALWAYS_READ: Final = (
    "field_of_action",
    "wave",
    "organisation",
    "fund",
    "project",
    "work_item",
    "milestone",
    "dependency",
    "baseline",
    "risk",
    "decision",
    "budget_line",
    "kpi",
    "kpi_value",
    "effect",
    "document",
)
"""Kinds a programme is read from; reports are left out, for each holds a whole programme."""

_PARTS: Final = ("work_item", "milestone", "risk", "decision", "budget_line", "kpi", "effect")


def day_of(record: Record, name: str) -> date | None:
    """Return a day of a record, None when it is empty or none."""
    value = record.get(name)
    if not isinstance(value, str) or not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def whole_of(record: Record, name: str) -> int | None:
    """Return a whole number of a record, None when it is empty."""
    value = record.get(name)
    return int(value) if isinstance(value, int | float) else None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All records of the programme at one moment.

    Attributes:
        records: By kind, then by uid, in the order of their rows.
    """

    records: Mapping[str, Mapping[str, Record]]
    _parts: Mapping[tuple[str, str], tuple[Record, ...]] = field(repr=False, compare=False)

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Portfolio":
        """Return the programme that some records make up; other kinds are left out."""
        by_kind: dict[str, dict[str, Record]] = {kind: {} for kind in ALWAYS_READ}
        parts: dict[tuple[str, str], list[Record]] = {}
        for record in records:
            if record.kind not in by_kind:
                continue
            by_kind[record.kind][record.uid] = record
            if record.kind in _PARTS and (project := record.text("project")):
                parts.setdefault((record.kind, project), []).append(record)
            if record.kind == "kpi_value":
                parts.setdefault(("kpi_value", record.text("kpi")), []).append(record)
            if record.kind == "document":
                parts.setdefault(("document", record.text("subject")), []).append(record)
        return cls(by_kind, {key: tuple(found) for key, found in parts.items()})

    def all(self, kind: str) -> Sequence[Record]:
        """Return all records of a kind."""
        return tuple(self.records.get(kind, {}).values())

    @property
    def projects(self) -> Sequence[Record]:
        """All projects, by number, those without one last, then by name."""
        return sorted(
            self.all("project"),
            key=lambda one: (one.text("number") == "", one.text("number"), one.text("name")),
        )

    def parts(self, kind: str, owner: str) -> tuple[Record, ...]:
        """Return what belongs to a project (or values to a `kpi`, documents to their subject).

        Args:
            kind: Kind of the parts.
            owner: Uid of what they belong to.
        """
        return self._parts.get((kind, owner), ())

    def get(self, kind: str, uid: Value) -> Record | None:
        """Return a record, None when there is none."""
        return self.records.get(kind, {}).get(uid) if isinstance(uid, str) else None

    def find(self, uid: str) -> Record | None:
        """Return a work item, milestone, project or whatever has a uid."""
        for found in self.records.values():
            if uid in found:
                return found[uid]
        return None

    def name(self, kind: str, uid: Value) -> str:
        """Return what a record is called, empty when there is none."""
        record = self.get(kind, uid)
        return "" if record is None else title_of(record)

    def project_of(self, record: Record) -> Record | None:
        """Return the project a record belongs to; a project is its own."""
        return record if record.kind == "project" else self.get("project", record.get("project"))

    def key_project(self, key: Key) -> str:
        """Return the uid of the project a record belongs to, empty when it belongs to none."""
        if key.kind == "project":
            return key.uid
        record = self.get(key.kind, key.uid)
        if record is None:
            return ""
        if record.kind == "kpi_value":
            kpi = self.get("kpi", record.get("kpi"))
            return "" if kpi is None else kpi.text("project")
        return record.text("project")


def title_of(record: Record) -> str:
    """Return what a record is called."""
    words = (record.text(name) for name in KINDS[record.kind].title)
    return " ".join(word for word in words if word)
