"""What of a programme rests on a question, and what was reported beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.evidence.notation import read_question
from app.domain.portfolio.evidence.questions import Direction, Question, Target
from app.domain.portfolio.portfolios import Portfolio, day_of

EVIDENCE: Final = "evidence"
"""The field that holds the question."""

REPORTED: Final = frozenset({"reported", "estimated"})
"""What a value of a key figure is when a person reported it."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a person reported.

    Attributes:
        value: The value; None when none was, only that it is reached.
        day: Of when it is, ISO 8601, empty when that was not told.
        is_reached: True when a milestone was reported as reached.
    """

    value: float | None
    day: str = ""
    is_reached: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone or key figure with a question.

    Attributes:
        key: The record.
        text: The question as it is written in the record.
        target: What the record itself wants; stands in for a question without a target.
        unit: Unit of the record, likewise.
        reported: What was reported; None when nothing was.
        max_age_days: How long the record says its values hold, likewise.
    """

    key: Key
    text: str
    target: Target = field(default_factory=Target)
    unit: str = ""
    reported: Reported | None = None
    max_age_days: float | None = None

    def question(self) -> Question:
        """Return the question, with what the record itself wants where it says nothing.

        Raises:
            QuestionError: The text is no question.
        """
        found = read_question(self.text)
        target = found.target
        if target.direction is Direction.NONE:
            target = replace(target, direction=self.target.direction, value=self.target.value)
        if target.max_age_days is None:
            target = replace(target, max_age_days=self.max_age_days)
        return Question(found.of, target, found.unit or self.unit)


def items_of(portfolio: Portfolio) -> Mapping[Key, Item]:
    """Return all milestones and key figures that rest on a question, milestones first."""
    found = [_milestone(one) for one in portfolio.all("milestone") if has_question(one)]
    found += [_kpi(portfolio, one) for one in portfolio.all("kpi") if has_question(one)]
    return {one.key: one for one in found}


def has_question(record: Record) -> bool:
    """Tell whether a milestone or key figure rests on a question; an empty object is none."""
    text = record.text(EVIDENCE).strip()
    return text not in {"", "null", "{}"}


def item_of(portfolio: Portfolio, record: Record) -> Item:
    """Return a milestone or key figure as what rests on a question, also while it has none."""
    return _milestone(record) if record.kind == "milestone" else _kpi(portfolio, record)


def reported_of(portfolio: Portfolio, record: Record) -> Reported | None:
    """Return what a person reported last of a milestone or key figure."""
    return item_of(portfolio, record).reported


def _milestone(record: Record) -> Item:
    value, reached = record.number("reported_value"), record.text("reached_on")
    reported = None
    if value is not None or reached:
        reported = Reported(value, record.text("reported_on") or reached, bool(reached))
    return Item(Key(record.kind, record.uid), record.text(EVIDENCE), reported=reported)


def _kpi(portfolio: Portfolio, record: Record) -> Item:
    values = [
        one
        for one in portfolio.parts("kpi_value", record.uid)
        if one.text("status") in REPORTED and day_of(one, "as_of") is not None
    ]
    last = max(values, key=lambda one: one.text("as_of"), default=None)
    target = Target()
    if (wanted := record.number("target")) is not None:
        side = Direction.AT_MOST if record.text("direction") == "down" else Direction.AT_LEAST
        target = Target(side, wanted)
    return Item(
        Key(record.kind, record.uid),
        record.text(EVIDENCE),
        target,
        record.text("unit"),
        None if last is None else Reported(last.number("value"), last.text("as_of")),
        record.number("fresh_days"),
    )
