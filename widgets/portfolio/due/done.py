"""What marks a thing as done, as a change of its record."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Values
from app.domain.inventory.records import Record
from app.domain.portfolio.follow_ups import DueItem, DueKind
from app.domain.portfolio.plans import PlanItem
from app.services.portfolio.states import PortfolioState

_DOABLE: Final = frozenset(
    {DueKind.FOLLOW_UP, DueKind.RISK, DueKind.WORK, DueKind.MILESTONE, DueKind.OVERRIDE}
)
"""What can be done here; decisions and funds need their form."""

REVIEW_DAYS: Final = 90
"""A risk that was looked at is to be looked at again after so many days."""


def is_doable(state: PortfolioState, item: DueItem) -> bool:
    """Tell whether a thing can be marked as done; work with parts is done by its parts."""
    planned = _planned(state, item)
    return item.kind in _DOABLE and (planned is None or not planned.is_summary)


def changes(
    state: PortfolioState, items: Sequence[DueItem], review: date | None, reason: str
) -> Changeset:
    """Return the change that marks things as done today; those that cannot be are left out.

    Args:
        state: The programme.
        items: The things.
        review: When risks are to be looked at again; None leaves risks out.
        reason: Why, for the history.
    """
    operations = []
    for item in items:
        record = state.portfolio.get(item.key.kind, item.key.uid)
        if record is None or not is_doable(state, item):
            continue
        values = _values(state, item, record, review)
        if values is not None:
            operations.append(
                Operation(Action.UPDATE, record.kind, record.uid, values, record.rev)
            )  # fmt: skip
    return Changeset(tuple(operations), reason)


def _values(
    state: PortfolioState, item: DueItem, record: Record, review: date | None
) -> Values | None:
    day = state.today.isoformat()
    match item.kind:
        case DueKind.FOLLOW_UP:
            return {"follow_up_done_on": day}
        case DueKind.MILESTONE:
            return {"reached_on": day}
        case DueKind.WORK:
            planned = _planned(state, item)
            first = state.today if planned is None else min(planned.start, state.today)
            started = record.text("started_on") or first.isoformat()
            return {"stage": "done", "progress": 100.0, "started_on": started, "finished_on": day}
        case DueKind.OVERRIDE:
            return {"light": None, "light_reason": None, "light_until": None}
        case DueKind.RISK if review is not None:
            return {"review_on": review.isoformat()}
        case _:
            return None


def _planned(state: PortfolioState, item: DueItem) -> PlanItem | None:
    return next((one for one in state.plan.items if one.uid == item.key.uid), None)
