"""Limits over time: which limit held from when to when inside a window, as steps to be drawn.

No Qt. Where nothing is known of the past, the present rule is taken to have held for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.limits import LIMIT_KINDS, LimitChange
from app.domain.points import PointId
from widgets.trends.model import Window


@dataclass(frozen=True, slots=True)
class LimitStep:
    """One height of a limit inside the window.

    Attributes:
        start_us: From here, µs UTC, not before the window.
        end_us: To here, not after the window.
        threshold: The limit in the point's unit.
        since_us: When it was set, µs UTC; None when it has held for ever.
        basis: Where it comes from.
    """

    start_us: int
    end_us: int
    threshold: float
    since_us: int | None = None
    basis: str = ""

    def is_change_in(self, window: Window) -> bool:
        """Tell whether it was set inside the window, so that the change is to be marked."""
        return self.since_us is not None and window.start_us < self.since_us < window.end_us


@dataclass(frozen=True, slots=True)
class LimitRun:
    """One limit of a point with all its steps inside the window, oldest first."""

    alarm: AlarmId
    point: PointId
    kind: RuleKind
    steps: tuple[LimitStep, ...]

    @property
    def thresholds(self) -> list[float]:
        """All heights, oldest first."""
        return [step.threshold for step in self.steps]


def limit_runs(
    changes: Sequence[LimitChange] | None, rules: Sequence[AlarmRule], window: Window
) -> tuple[LimitRun, ...]:
    """Return the limits of a point inside a window.

    Args:
        changes: Its changes, oldest first; None when nothing is known of the past.
        rules: Its present rules, which speak where nothing is known.
        window: The range.
    """
    if changes is None:
        return tuple(
            LimitRun(
                rule.id,
                rule.point,
                rule.kind,
                (LimitStep(window.start_us, window.end_us, rule.threshold, None, rule.basis),),
            )
            for rule in rules
            if rule.kind in LIMIT_KINDS and isfinite(rule.threshold)
        )
    by_alarm: dict[AlarmId, list[LimitChange]] = {}
    for change in changes:
        if change.kind in LIMIT_KINDS:
            by_alarm.setdefault(change.alarm, []).append(change)
    runs = [_run(found, window) for found in by_alarm.values()]
    return tuple(run for run in runs if run.steps)


def _run(changes: list[LimitChange], window: Window) -> LimitRun:
    """Return the steps of one limit; before its first change, that one's threshold is assumed."""
    ordered = sorted(changes, key=lambda change: change.since_us)
    first = ordered[0]
    ends = [later.since_us for later in ordered[1:]] + [window.end_us]
    begins = [window.start_us, *ends[:-1]]
    steps = [
        LimitStep(
            max(begin, window.start_us),
            min(end, window.end_us),
            change.threshold,
            None if change is first else change.since_us,
            change.basis,
        )
        for change, begin, end in zip(ordered, begins, ends, strict=True)
        if not change.is_removal
    ]
    return LimitRun(
        first.alarm,
        first.point,
        first.kind,
        tuple(step for step in steps if step.start_us < step.end_us),
    )
