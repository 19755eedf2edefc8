"""Risks: where they stand in the matrix of 5 by 5, how they moved, what they may cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of, whole_of

CHANCES: Final = {1: 0.05, 2: 0.20, 3: 0.40, 4: 0.625, 5: 0.85}
"""Chance that a risk of a class occurs: the middles of 0–10, 10–30, 30–50, 50–75 and 75–95 %.

Planning values of this program, as of 2026-11-30; the classes themselves are judged by people.
"""


class Movement(StrEnum):
    """What became of a risk since an earlier moment."""

    NEW = "new"
    HIGHER = "higher"
    """Its product grew."""
    LOWER = "lower"
    MOVED = "moved"
    """It stands in another cell of the same product."""
    SAME = "same"
    CLOSED = "closed"
    """It was open then and is not any more, or is gone."""
    UNKNOWN = "unknown"
    """Nothing is known of that moment."""


@dataclass(frozen=True, slots=True)
class RiskPosition:
    """A risk in the matrix.

    Attributes:
        uid: Of the record.
        project: Uid of its project.
        name: What it is called.
        probability: 1 to 5.
        impact: 1 to 5.
        score: Their product.
        state: `open`, `occurred` or `closed`.
        movement: What became of it since the earlier moment.
        moved_from: (probability, impact) at the earlier moment; None when it was not there or
            stands where it stood.
        damage: Euro that are to be expected: cost times chance; the whole cost of one that
            occurred; None when nobody said what it costs.
        delay: Working days that are to be expected, likewise.
        review_on: Day it is to be looked at again; None for none.
        overdue: Days since then, 0 when it is not overdue.
    """

    uid: str
    project: str
    name: str
    probability: int
    impact: int
    score: int
    state: str
    movement: Movement = Movement.UNKNOWN
    moved_from: tuple[int, int] | None = None
    damage: float | None = None
    delay: float | None = None
    review_on: date | None = None
    overdue: int = 0


def positions_of(
    portfolio: Portfolio, earlier: Portfolio | None, today: date, project: str = ""
) -> Sequence[RiskPosition]:
    """Return risks in the matrix: greatest product first, those that were closed last.

    Risks that were closed at the earlier moment already are left out.

    Args:
        portfolio: The records.
        earlier: The records at an earlier moment; None when nothing is known of it.
        today: Day that reviews are overdue by.
        project: Uid of one project alone; empty for all.
    """
    found = []
    for risk in portfolio.all("risk"):
        before = None if earlier is None else earlier.get("risk", risk.uid)
        was_closed = before is None or before.text("state") == "closed"
        if risk.text("state") != "closed" or not was_closed:
            found.append(_position(risk, before, today, is_known=earlier is not None))
    gone = () if earlier is None else earlier.all("risk")
    found += [
        _gone(risk, today)
        for risk in gone
        if portfolio.get("risk", risk.uid) is None and risk.text("state") != "closed"
    ]
    return sorted(
        (one for one in found if project in {"", one.project}),
        key=lambda one: (
            one.movement is Movement.CLOSED,
            -one.score,
            -one.impact,
            -(one.damage or 0.0),
            one.name,
            one.uid,
        ),
    )


def expected_damage(positions: Sequence[RiskPosition]) -> float:
    """Return what the risks cost all together, as is to be expected, euro."""
    return sum(one.damage or 0.0 for one in positions)


def open_risks(portfolio: Portfolio, project: str) -> list[Record]:
    """Return the risks of a project that are not closed, greatest product first."""
    found = [one for one in portfolio.parts("risk", project) if one.text("state") != "closed"]
    return sorted(found, key=lambda one: (-score_of(one), -(whole_of(one, "impact") or 0), one.uid))


def score_of(risk: Record) -> int:
    """Return probability times impact of a risk, 1 to 25."""
    probability, impact = cell_of(risk)
    return probability * impact


def cell_of(risk: Record) -> tuple[int, int]:
    """Return probability and impact of a risk, 1 to 5 each."""
    probability, impact = (whole_of(risk, name) or 1 for name in ("probability", "impact"))
    return min(max(probability, 1), 5), min(max(impact, 1), 5)


def _position(risk: Record, before: Record | None, today: date, *, is_known: bool) -> RiskPosition:
    probability, impact = cell_of(risk)
    state = risk.text("state")
    movement, moved_from = _movement(risk, before, is_known=is_known)
    chance = {"occurred": 1.0, "closed": 0.0}.get(state, CHANCES[probability])
    cost, delay, review = risk.number("cost"), risk.number("delay"), day_of(risk, "review_on")
    overdue = 0 if review is None or state == "closed" else max(0, (today - review).days)
    return RiskPosition(
        uid=risk.uid,
        project=risk.text("project"),
        name=title_of(risk),
        probability=probability,
        impact=impact,
        score=probability * impact,
        state=state,
        movement=movement,
        moved_from=moved_from,
        damage=None if cost is None else cost * chance,
        delay=None if delay is None else delay * chance,
        review_on=review,
        overdue=overdue,
    )


def _movement(
    risk: Record, before: Record | None, *, is_known: bool
) -> tuple[Movement, tuple[int, int] | None]:
    if not is_known:
        return Movement.UNKNOWN, None
    if before is None:
        return Movement.NEW, None
    old, new = cell_of(before), cell_of(risk)
    moved_from = None if old == new else old
    if risk.text("state") == "closed":
        return Movement.CLOSED, moved_from
    if before.text("state") == "closed":
        return Movement.NEW, None
    if score_of(risk) != score_of(before):
        higher = score_of(risk) > score_of(before)
        return (Movement.HIGHER if higher else Movement.LOWER), moved_from
    return (Movement.SAME if moved_from is None else Movement.MOVED), moved_from


def _gone(risk: Record, today: date) -> RiskPosition:
    """Return a risk of the earlier moment whose record was removed since."""
    values = {**risk.values, "state": "closed"}
    now = Record("risk", risk.uid, risk.id, risk.rev, values, risk.valid_from)
    return _position(now, risk, today, is_known=True)
