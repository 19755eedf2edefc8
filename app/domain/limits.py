"""Limits over time: what an alarm rule's limit was, from when on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.points import PointId

LIMIT_KINDS: Final = frozenset({RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO})
"""The rules that have a threshold."""


@dataclass(frozen=True, slots=True)
class LimitChange:
    """From `since_us` on the limit of a rule was `threshold`, until the rule's next change.

    The first change of a rule tells when it was first seen, not when it came into force: before
    it, its own threshold is assumed.

    Attributes:
        alarm: Name of the rule.
        point: The watched point.
        kind: HIHI, HI, LO or LOLO.
        since_us: From when on, µs UTC.
        threshold: The limit in the point's unit; NaN when the rule was taken away.
        basis: Where the limit comes from, as the rule said.
    """

    alarm: AlarmId
    point: PointId
    kind: RuleKind
    since_us: int
    threshold: float
    basis: str = ""

    @property
    def is_removal(self) -> bool:
        """True when from then on there was no such limit."""
        return isnan(self.threshold)


def changed_limits(
    recorded: Iterable[LimitChange], rules: Iterable[AlarmRule], now_us: int
) -> list[LimitChange]:
    """Return what must be recorded of the rules now in force, in order of their names.

    Args:
        recorded: All changes so far, oldest first.
        rules: The rules in force; those without a threshold of their own are passed over.
        now_us: The present, µs UTC.
    """
    last = {change.alarm: change for change in recorded}
    limits = {
        rule.id: rule for rule in rules if rule.kind in LIMIT_KINDS and rule.reference is None
    }
    found = []
    for name in sorted(last.keys() | limits.keys()):
        known, rule = last.get(name), limits.get(name)
        if rule is None:
            if known is not None and not known.is_removal:
                found.append(replace(known, since_us=now_us, threshold=nan, basis=""))
            continue
        change = LimitChange(name, rule.point, rule.kind, now_us, rule.threshold, rule.basis)
        if known is None or replace(known, since_us=now_us) != change:
            found.append(change)
    return found
