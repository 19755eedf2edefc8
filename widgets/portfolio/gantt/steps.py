"""Steps of planning as changes of records; what cannot be is refused with its reason first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.records import Record
from app.domain.inventory.rings import find_ring
from app.domain.portfolio.office_days import span
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import day_of
from app.domain.portfolio.schedules.moves import Move, MoveRefusal, Refused, Shift, move, resize
from app.services.portfolio.states import PortfolioState
from widgets.portfolio.gantt.content import Ghost
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.tips import day_words, days_words, quoted
from widgets.texts import count

_tr = QCoreApplication.translate
_NAMED: Final = 4
"""So many of those that move too are named."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a drag would do.

    Attributes:
        uid: Of what is dragged.
        ghosts: Where it and its followers would lie.
        words: Old and new days, and who else moves.
        changeset: The change; None when it is refused or nothing changes.
        refusal: Why it cannot be, a whole sentence; empty when it can.
    """

    uid: str
    ghosts: Sequence[Ghost] = ()
    words: str = ""
    changeset: Changeset | None = None
    refusal: str = ""


def why_fixed(row: GanttRow) -> str:
    """Return why a row cannot be dragged; empty when it can."""
    if row.item is None:
        return _tr("gantt", "Die Termine eines Projekts sind die seiner Arbeitspakete.")
    if row.item.is_summary:
        return _tr("gantt", "Dieses Arbeitspaket hat Teile; bitte verschieben Sie die Teile.")
    if row.item.is_done:
        return _tr("gantt", "Das ist abgeschlossen; seine Tage stehen fest.")
    return ""


def moved(state: PortfolioState, row: GanttRow, start: date) -> Step:
    """Return what it does to let a row start on another day."""
    record = state.portfolio.get(row.key.kind, row.uid)
    if record is None or row.start is None or row.finish is None:
        return Step(row.uid)
    ghost = Ghost(row.uid, start, row.finish + (start - row.start))
    reason = _tr("gantt", "Termin verschoben")
    schedule = state.plan.schedule
    outcome = None if schedule is None else move(schedule, row.uid, start)
    if row.is_milestone:
        return _due(state, row, start, outcome)
    project = state.portfolio.get("project", row.project)
    begin = None if project is None else day_of(project, "starts_on")
    if begin is not None and start < begin:
        text = _tr("gantt", "Das Projekt beginnt erst am {0}.").format(day_words(begin))
        return Step(row.uid, (ghost,), text, refusal=text)
    if isinstance(outcome, Refused) and outcome.reason is not MoveRefusal.UNKNOWN:
        return _refused(state, row, ghost, outcome)
    day: date | None = start
    shifts: Sequence[Shift] = ()
    if isinstance(outcome, Move):
        day, shifts = outcome.task.earliest_start, outcome.followers
        if outcome.own is None:
            return Step(row.uid, (Ghost(row.uid, row.start, row.finish),), _same(row))
        ghost = Ghost(row.uid, outcome.own.new_start, outcome.own.new_finish)
    change = _change(record, {"not_before": None if day is None else day.isoformat()}, reason)
    return _step(state, row, ghost, shifts, change)


def _due(state: PortfolioState, row: GanttRow, day: date, outcome: Move | Refused | None) -> Step:
    """Return another planned day of a milestone.

    One that waits for work stands where that ends: only the day by which it is planned moves.
    """
    record = state.portfolio.get("milestone", row.uid)
    if record is None:
        return Step(row.uid)
    values: dict[str, Value] = {"due_on": day.isoformat()}
    change = _change(record, values, _tr("gantt", "Termin verschoben"))
    ghost = Ghost(row.uid, day, day)
    if not any(link.after == row.uid for link in state.plan.links):
        return _step(
            state, row, ghost, outcome.followers if isinstance(outcome, Move) else (), change
        )
    planned = _tr("gantt", "Geplant am: {0} → {1}")
    follows = _tr("gantt", "Der Meilenstein selbst folgt dem, worauf er wartet.")
    words = f"{planned.format(day_words(row.deadline), day_words(day))}\n{follows}"
    return Step(row.uid, (ghost,), words, change)


def stretched(state: PortfolioState, row: GanttRow, finish: date) -> Step:
    """Return what it does to let a row end on another day."""
    if row.start is None:
        return Step(row.uid)
    return resized(state, row, max(span(row.start, finish), 1))


def resized(state: PortfolioState, row: GanttRow, duration: int) -> Step:
    """Return what it does to give a work item another duration, in working days."""
    record = state.portfolio.get(row.key.kind, row.uid)
    if record is None or row.start is None or row.finish is None or row.item is None:
        return Step(row.uid)
    ghost = Ghost(row.uid, row.start, row.finish)
    schedule = state.plan.schedule
    outcome = None if schedule is None else resize(schedule, row.uid, duration)
    if isinstance(outcome, Refused) and outcome.reason is not MoveRefusal.UNKNOWN:
        return _refused(state, row, ghost, outcome)
    shifts: Sequence[Shift] = ()
    if isinstance(outcome, Move):
        shifts = outcome.followers
        if outcome.own is not None:
            ghost = Ghost(row.uid, outcome.own.new_start, outcome.own.new_finish)
    if duration == row.item.duration:
        return Step(row.uid, (ghost,), _same(row))
    change = _change(record, _durations(record, duration), _tr("gantt", "Dauer geändert"))
    step = _step(state, row, ghost, shifts, change)
    words = f"{days_words(row.item.duration)} → {days_words(duration)}\n{step.words}"
    return Step(step.uid, step.ghosts, words, step.changeset)


def joined(state: PortfolioState, before: GanttRow, after: GanttRow, kind: str, uid: str) -> Step:
    """Return a new dependency.

    Args:
        state: What is shown.
        before: The predecessor.
        after: The successor.
        kind: `FS`, `SS`, `FF` or `SF`.
        uid: Name of the new record.
    """
    if before.item is None or after.item is None:
        text = _tr("gantt", "Abhängig sind Arbeitspakete und Meilensteine, nicht ganze Projekte.")
        return Step(after.uid, refusal=text)
    known = [one for one in state.plan.links if (one.before, one.after) == (before.uid, after.uid)]
    if known:
        text = _tr("gantt", "„{0}“ wartet schon auf „{1}“; im Menü lässt sich die Art ändern.")
        return Step(after.uid, refusal=text.format(after.name, before.name))
    if refusal := _ring_words(state, before, after):
        return Step(after.uid, refusal=refusal)
    values: dict[str, Value] = {
        "before_kind": before.key.kind, "before": before.uid,
        "after_kind": after.key.kind, "after": after.uid, "type": kind,
    }  # fmt: skip
    operation = Operation(Action.CREATE, "dependency", uid, values)
    text = _tr("gantt", "Abhängigkeit gezogen")
    return Step(after.uid, changeset=Changeset((operation,), text))


def done(state: PortfolioState, row: GanttRow) -> Changeset | None:
    """Return the change that marks a work item as done, or a milestone as reached, today."""
    record = state.portfolio.get(row.key.kind, row.uid)
    if record is None or row.item is None or row.item.is_done or row.item.is_summary:
        return None
    today = state.today.isoformat()
    values: dict[str, Value] = {"reached_on": today}
    if not row.is_milestone:
        values = {"stage": "done", "finished_on": today, "progress": 100.0}
        if not record.text("started_on"):
            values["started_on"] = min(row.start or state.today, state.today).isoformat()
    return _change(record, values, _tr("gantt", "Als erledigt gemeldet"))


def relinked(link: Record, *, kind: str | None = None, lag: int | None = None) -> Changeset:
    """Return another type, or another lag in working days, of a dependency."""
    values: dict[str, Value] = {}
    if kind is not None:
        values["type"] = kind
    if lag is not None:
        values["lag"] = lag
    return _change(link, values, _tr("gantt", "Abhängigkeit geändert"))


def unlinked(link: Record) -> Changeset:
    """Return the removal of a dependency."""
    operation = Operation(Action.REMOVE, link.kind, link.uid, {}, link.rev)
    return Changeset((operation,), _tr("gantt", "Abhängigkeit entfernt"))


def baseline(
    items: Sequence[PlanItem],
    *,
    uid: str,
    name: str,
    approved_by: str,
    project: str,
    taken_on: date,
) -> Changeset:
    """Return a new baseline of some items.

    Args:
        items: Work items and milestones.
        uid: Name of the new record.
        name: What it is called.
        approved_by: Who approved it; may be empty.
        project: Uid of the only project in it, empty for several.
        taken_on: Today.
    """
    content = {one.uid: [one.start.isoformat(), one.finish.isoformat()] for one in items}
    values: dict[str, Value] = {
        "name": name,
        "taken_on": taken_on.isoformat(),
        "content": json.dumps(content, separators=(",", ":")),
    }
    if approved_by:
        values["approved_by"] = approved_by
    if project:
        values["project"] = project
    operation = Operation(Action.CREATE, "baseline", uid, values)
    return Changeset((operation,), _tr("gantt", "Basisplan festgehalten"))


def _ring_words(state: PortfolioState, before: GanttRow, after: GanttRow) -> str:
    """Return who would wait for themselves, a sentence; empty for nobody.

    What waits for a sum waits for its parts, and its parts wait for what it waits for.
    """
    edges = [(one.before, one.after) for one in state.plan.links]
    edges.append((before.uid, after.uid))
    # A sum begins before its parts and ends after them: two moments, so that parts in a row are
    # no ring.
    doubled = [((first, "end"), (second, "begin")) for first, second in edges]
    doubled += [((one.uid, "begin"), (one.uid, "end")) for one in state.plan.items]
    for one in state.plan.items:
        if one.parent:
            doubled.append(((one.parent, "begin"), (one.uid, "begin")))
            doubled.append(((one.uid, "end"), (one.parent, "end")))
    ring = list(dict.fromkeys(uid for uid, _ in find_ring(doubled)))
    if not ring:
        return ""
    names = {one.uid: one.name for one in state.plan.items}
    way = " → ".join(quoted(names.get(uid, uid)) for uid in (*ring, ring[0]))
    return _tr("gantt", "Das ergäbe einen Kreis: {0}. Nichts kann vor sich selbst kommen.").format(
        way
    )


def _change(record: Record, values: dict[str, Value], reason: str) -> Changeset:
    operation = Operation(Action.UPDATE, record.kind, record.uid, values, record.rev)
    return Changeset((operation,), reason)


def _durations(record: Record, duration: int) -> dict[str, Value]:
    """Return a duration with estimates that still lie round it, moved by the same days."""
    values: dict[str, Value] = {"duration": duration}
    likely = record.number("duration")
    for name in ("optimistic", "pessimistic"):
        estimate = record.number(name)
        if estimate is not None:
            by = duration - (estimate if likely is None else likely)
            values[name] = max(round(estimate + by), 0)
    return values


def _step(
    state: PortfolioState,
    row: GanttRow,
    ghost: Ghost,
    shifts: Sequence[Shift],
    changeset: Changeset,
) -> Step:
    names = {one.uid: one.name for one in state.plan.items}
    others = [one for one in shifts if one.task in names]
    ghosts = (ghost, *(Ghost(one.task, one.new_start, one.new_finish) for one in others))
    lines = [_span(row.start, row.finish) + " → " + _span(ghost.start, ghost.finish)]
    if others:
        text = _tr("gantt", "Verschiebt auch {0}:").format(count(len(others)))
        lines.append(text)
        lines += [
            f"{names[one.task]}: {day_words(one.old_finish)} → {day_words(one.new_finish)}"
            for one in others[:_NAMED]
        ]
        if len(others) > _NAMED:
            lines.append(_tr("gantt", "und {0} weitere").format(count(len(others) - _NAMED)))
    return Step(row.uid, ghosts, "\n".join(lines), changeset)


def _refused(state: PortfolioState, row: GanttRow, ghost: Ghost, why: Refused) -> Step:
    text = _reason(state, why)
    return Step(row.uid, (ghost,), text, refusal=text)


def _reason(state: PortfolioState, why: Refused) -> str:
    match why.reason:
        case MoveRefusal.STARTED:
            return _tr("gantt", "Das hat schon begonnen; sein Beginn steht fest. Ziehen Sie am"
                                " rechten Rand, um die Dauer zu ändern.")  # fmt: skip
        case MoveRefusal.DONE:
            return _tr("gantt", "Das ist abgeschlossen; seine Tage stehen fest.")
        case MoveRefusal.BEFORE_START:
            text = _tr("gantt", "So früh geht es nicht: frühestens am {0}.")
            return text.format(day_words(why.not_before))
        case MoveRefusal.BEFORE_PREDECESSORS:
            text = _tr("gantt", "Davor liegt „{0}“: frühestens am {1}.")
            return text.format(_holding(state, why), day_words(why.not_before))
        case _:
            return _tr("gantt", "Diese Dauer ist nicht möglich.")


def _holding(state: PortfolioState, why: Refused) -> str:
    """Return the name of what holds something back."""
    link = state.portfolio.get("dependency", why.dependency.partition("#")[0])
    before = None if link is None else state.portfolio.find(link.text("before"))
    return "" if before is None else before.text("name")


def _span(start: date | None, finish: date | None) -> str:
    if start == finish:
        return day_words(start)
    return f"{day_words(start)} \u2013 {day_words(finish)}"


def _same(row: GanttRow) -> str:
    return _tr("gantt", "{0}: unverändert").format(_span(row.start, row.finish))
