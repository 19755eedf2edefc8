"""What of a programme a file may tell: the chosen projects, judged record by record."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.domain.inventory.fields import FieldType, Publication
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.publications import CLASS, Left, class_of, class_of_field, may_show
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.plans import Plan
from app.domain.portfolio.portfolios import Portfolio

TOLD_KINDS: Final = (
    "project",
    "work_item",
    "milestone",
    "dependency",
    "risk",
    "decision",
    "budget_line",
    "kpi",
    "kpi_value",
)
"""Kinds that files hold, in the order of their sheets."""

_NAMED: Final = ("field_of_action", "wave", "organisation", "fund")
"""Kinds that are only told by name, where records refer to them."""

_ENDS: Final = (("before_kind", "before"), ("after_kind", "after"))


@dataclass(frozen=True, slots=True)
class Published:
    """What a file may tell.

    Attributes:
        portfolio: The records, without values that are too confidential.
        plan: Their schedule; what it says of other records is left out.
        left: What is not told.
    """

    portfolio: Portfolio
    plan: Plan
    left: Left

    @property
    def count(self) -> int:
        """How many records are told."""
        return sum(len(self.portfolio.all(kind)) for kind in TOLD_KINDS)


def publish(
    portfolio: Portfolio, plan: Plan, projects: Collection[str] | None, target: Publication
) -> Published:
    """Return what a file may tell of some projects.

    Args:
        portfolio: The programme.
        plan: Its schedule.
        projects: Uids; None for all, with what belongs to no project.
        target: Class of the file.
    """
    wanted = None if projects is None else frozenset(projects)
    shown: list[Record] = []
    hidden = emptied = 0
    labels: dict[str, None] = {}
    for record in _chosen(portfolio, wanted):
        if not _may_show(record, target):
            hidden += 1
            continue
        kept, left = _without_secrets(record, portfolio, target)
        shown.append(kept)
        emptied += len(left)
        labels |= dict.fromkeys(left)
    named = [
        _without_secrets(record, portfolio, target)[0]
        for kind in _NAMED
        for record in portfolio.all(kind)
        if _may_show(record, target)
    ]
    told = {record.uid for record in shown}
    return Published(
        Portfolio.of((*named, *shown)),
        replace(
            plan,
            items=[one for one in plan.items if one.uid in told],
            links=[one for one in plan.links if {one.uid, one.before, one.after} <= told],
        ),
        Left(hidden, 0, emptied, tuple(labels)),
    )


def _chosen(portfolio: Portfolio, wanted: frozenset[str] | None) -> Iterator[Record]:
    """Yield the records of projects; a dependency belongs to both of its ends."""
    for kind in TOLD_KINDS:
        for record in portfolio.all(kind):
            if wanted is None or not wanted.isdisjoint(_owners(portfolio, record)):
                yield record


def _owners(portfolio: Portfolio, record: Record) -> set[str]:
    if record.kind == "dependency":
        ends = [portfolio.get(record.text(kind), record.get(name)) for kind, name in _ENDS]
        return {end.text("project") for end in ends if end is not None}
    return {portfolio.key_project(Key(record.kind, record.uid))}


def _may_show(record: Record, target: Publication) -> bool:
    return may_show(target, class_of(KINDS[record.kind], record.get(CLASS)))


def _without_secrets(
    record: Record, portfolio: Portfolio, target: Publication
) -> tuple[Record, list[str]]:
    """Return a record without the values a file may not tell, and the labels of their fields."""
    left: list[str] = []
    values = dict(record.values)
    for field in KINDS[record.kind].all_fields:
        if values.get(field.name) in {None, ""}:
            continue
        if not may_show(target, class_of_field(field)):
            del values[field.name]
            left.append(field.label)
        elif field.type in {FieldType.REFERENCE, FieldType.ANY_REFERENCE}:
            # The uid itself stays: it tells nothing, and the file is put in order by it.
            kind = field.target or record.text(field.kind_field)
            other = portfolio.get(kind, record.get(field.name))
            if other is not None and not _may_show(other, target):
                left.append(field.label)
    return replace(record, values=values), left
