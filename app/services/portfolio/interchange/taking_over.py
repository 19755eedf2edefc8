"""Makes changes of the programme of a plan that comes from elsewhere; nothing is written here.

Tasks are known again by the project, the origin and their number there, so that the same file
changes nothing the second time, and a later version of it only what is different.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Value, Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.domain.portfolio.foreign_plans import (
    ForeignPlan,
    ForeignProblem,
    ForeignTask,
)
from app.domain.portfolio.portfolios import Portfolio

_VARIANT: Final = 0x8000_0000_0000_0000
_DONE: Final = 100.0


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a taking over would change.

    Attributes:
        title: What the record is called.
        label: The field, as on screen, German.
        before: The value as it is.
        after: The value it would get.
        key: The record.
        field: Name of the field.
    """

    title: str
    label: str
    before: Value
    after: Value
    key: Key
    field: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """What taking a plan over would do.

    Attributes:
        changeset: Carries it out, whole or not at all.
        new: How many records would be made.
        changed: How many would be changed.
        same: How many are as the plan has them.
        changes: Field by field what would be changed.
        gone: Uids of records that came from this plan once, and are in it no more; they stay.
        problems: What was left out or read otherwise.
    """

    changeset: Changeset
    new: int
    changed: int
    same: int
    changes: tuple[FieldChange, ...]
    gone: tuple[str, ...]
    problems: tuple[ForeignProblem, ...]


def take_over(plan: ForeignPlan, project: str, portfolio: Portfolio, file_name: str) -> TakeOver:
    """Return what taking a plan over into a project would do.

    Args:
        plan: The plan.
        project: Uid of the project.
        portfolio: The programme as it is.
        file_name: What the file is called, for the log and for where the records come from.
    """
    source = f"{plan.origin}: {plan.name}"
    problems = list(plan.problems)
    wanted: dict[tuple[str, str], Values] = {}
    kinds: dict[str, str] = {}
    summaries = plan.summaries
    for task in plan.tasks:
        kind = "milestone" if task.is_milestone and task.uid not in summaries else "work_item"
        kinds[task.uid] = kind
        values = _milestone(task) if kind == "milestone" else _work(task, plan, project)
        uid = foreign_uid(project, plan, task.uid)
        wanted[kind, uid] = {"project": project, "source": source, **values}
    ring = plan.ring()
    if ring:
        way = " → ".join(f"„{name}“" for name in (*ring, ring[0]))
        problems.append(
            ForeignProblem(
                "Abhängigkeiten", "PredecessorLink", "", f"Sie schließen einen Kreis: {way}.",
                "Bitte lösen Sie den Kreis im anderen Programm; der Plan wird so nicht übernommen.",
            )
        )  # fmt: skip
        return TakeOver(Changeset(()), 0, 0, 0, (), (), tuple(problems))
    for link in plan.links:
        before, after = (foreign_uid(project, plan, one) for one in (link.before, link.after))
        name = foreign_uid(project, plan, f"{link.before}>{link.after}>{link.type}")
        wanted["dependency", name] = {
            "before_kind": kinds[link.before],
            "before": before,
            "after_kind": kinds[link.after],
            "after": after,
            "type": link.type,
            "lag": link.lag or None,
            "source": source,
        }
    gone = tuple(
        record.uid
        for kind in ("work_item", "milestone")
        for record in portfolio.parts(kind, project)
        if record.text("source") == source and (kind, record.uid) not in wanted
    )
    compared = _compared(wanted, portfolio)
    reason = f"{plan.origin}: {file_name}"
    changeset = Changeset(compared.operations, reason, Origin.IMPORT, plan.sha256)
    changed = sum(one.action is Action.UPDATE for one in compared.operations)
    new = len(compared.operations) - changed
    return TakeOver(
        changeset,
        new,
        changed,
        len(wanted) - new - changed,
        tuple(compared.changes),
        gone,
        tuple(problems),
    )


def foreign_uid(project: str, plan: ForeignPlan, number: str) -> str:
    """Return the permanent name of a task of a plan in a project (UUID of version 8, RFC 9562)."""
    text = f"{project}\n{plan.origin}\n{plan.name}\n{number}"
    value = int(hashlib.sha256(text.encode()).hexdigest()[:32], 16)
    high, low = value >> 64, value & (1 << 62) - 1
    high = high & ~0xF000 | 0x8000
    return f"{high << 64 | _VARIANT | low:032x}"


def _milestone(task: ForeignTask) -> dict[str, Value]:
    reached = task.finished_on or (task.finish if task.progress >= _DONE else None)
    return {
        "name": task.name,
        "due_on": _text(task.deadline or task.finish or task.start),
        "reached_on": _text(reached),
        "note": task.note or None,
    }


def _work(task: ForeignTask, plan: ForeignPlan, project: str) -> dict[str, Value]:
    started = task.started_on or (task.start if task.progress > 0 else None)
    finished = task.finished_on or (task.finish if task.progress >= _DONE else None)
    if started is not None and finished is not None and finished < started:
        finished = started
    not_before = task.not_before
    if not_before is not None and task.deadline is not None and task.deadline < not_before:
        not_before = None
    stage = "done" if finished else "doing" if started else "open"
    return {
        "name": task.name,
        "parent": foreign_uid(project, plan, task.parent) if task.parent else None,
        "position": task.position,
        "stage": stage,
        "duration": None if task.is_summary else task.duration,
        "not_before": _text(not_before),
        "deadline": _text(task.deadline),
        "started_on": _text(started),
        "finished_on": _text(finished) if started else None,
        "progress": task.progress or None,
        "note": task.note or None,
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@dataclass(slots=True)
class _Compared:
    operations: list[Operation]
    changes: list[FieldChange]


def _compared(wanted: Mapping[tuple[str, str], Values], portfolio: Portfolio) -> _Compared:
    """Return what is to be done so that the programme is as wanted, and what that changes."""
    found = _Compared([], [])
    for (kind, uid), values in wanted.items():
        before = portfolio.get(kind, uid)
        if before is None:
            filled = {name: one for name, one in values.items() if one not in (None, "")}
            found.operations.append(Operation(Action.CREATE, kind, uid, filled))
            continue
        other = {name: one for name, one in values.items() if before.get(name) != one}
        if not other:
            continue
        found.operations.append(Operation(Action.UPDATE, kind, uid, other, before.rev))
        title = before.text("name") or KINDS[kind].label
        found.changes += [
            FieldChange(
                title, KINDS[kind].field(name).label, before.get(name), one, Key(kind, uid), name
            )
            for name, one in other.items()
        ]
    return found
