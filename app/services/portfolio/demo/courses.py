"""How the work of a made-up project runs: planned days, and what became of them until today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from app.services.portfolio.demo.sheets import Plan, Step

_DRIFT: Final = {"green": (0.9, 1.06), "yellow": (1.02, 1.14), "red": (1.2, 1.5)}
"""How much longer work took than was likely, by what a project's numbers should come to."""

_WORKING: Final = 5 / 7

Days = tuple[int, int, int]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Course:
    """A work item in time; days are numbers of working days, ends are included.

    Attributes:
        step: What it is.
        days: Optimistic, likely and pessimistic duration.
        planned: First and last day as planned.
        start: First day as it is or will be.
        finish: Last day likewise.
    """

    step: Step
    days: Days
    planned: Span
    start: int
    finish: int


def predecessors(steps: Sequence[Step], row: int) -> list[int]:
    """Return the rows of the steps before a step."""
    after = steps[row].after
    if after is None:
        return [row - 1] if row else []
    return [number - 1 for number in after]


def lay(
    steps: Sequence[Step],
    plan: Plan,
    today: int,
    *,
    chances: Random,
    bounds: Span | None = None,
    held: Mapping[int, int] | None = None,
) -> list[Course]:
    """Return the work of a project in time.

    What began before today takes as long as chance has it; what comes takes what is likely.

    Args:
        steps: The steps, none before its predecessors.
        plan: When, and how well.
        today: Number of today among working days.
        chances: Source of chances.
        bounds: First and last day where they are known; then all runs as it was planned.
        held: First day that other projects leave a step, by row.
    """
    days = _stretched(steps, plan.stretch, bounds)
    likely = [one[1] for one in days]
    low, high = _DRIFT[plan.light]
    taken = [max(1, round(one * chances.uniform(low, high))) for one in likely]
    if bounds is not None:
        taken, begin = likely, bounds[0]
    else:
        begin = _begin(plan, today, _length(steps, taken))
    planned = _laid(steps, likely, begin)
    run: list[Span] = []
    for row, length in enumerate(taken):
        first = _earliest(steps, run, row, begin, length)
        last = first + length - 1
        if first >= today:
            first = max(_earliest(steps, run, row, begin, likely[row]), today)
            first = max(first, (held or {}).get(row, first))
            last = first + likely[row] - 1
        run.append((first, last))
    return [Course(step, days[row], planned[row], *run[row]) for row, step in enumerate(steps)]


def _stretched(steps: Sequence[Step], factor: float, bounds: Span | None) -> list[Days]:
    """Return the durations of steps, stretched by a factor or to days that are known."""
    days = [step.days for step in steps]
    if bounds is not None:
        factor = (bounds[1] - bounds[0] + 1) / _length(steps, [one[1] for one in days])
    found = []
    for one in days:
        low, likely, high = (max(1, int(value * factor)) for value in one)
        found.append((low, likely, high))
    return found


def _begin(plan: Plan, today: int, length: int) -> int:
    if plan.ended is not None:
        return today - round(plan.ended * _WORKING) - length
    if plan.begins is not None:
        return today + round(plan.begins * _WORKING)
    return today - round((plan.share or 0.0) * length)


def _length(steps: Sequence[Step], days: Sequence[int]) -> int:
    return 1 + max(last for _, last in _laid(steps, days, 0))


def _laid(steps: Sequence[Step], days: Sequence[int], begin: int) -> list[Span]:
    """Return first and last day of each step from a first day on."""
    laid: list[Span] = []
    for row, length in enumerate(days):
        first = _earliest(steps, laid, row, begin, length)
        laid.append((first, first + length - 1))
    return laid


def _earliest(
    steps: Sequence[Step], laid: Sequence[Span], row: int, begin: int, length: int
) -> int:
    """Return the first day its predecessors leave a step."""
    step, days = steps[row], [begin]
    for one in predecessors(steps, row):
        start, finish = laid[one]
        match step.type:
            case "SS":
                days.append(start + step.lag)
            case "FF":
                days.append(finish + step.lag - length + 1)
            case _:
                days.append(finish + 1 + step.lag)
    return max(days)
