"""Limits over time: what an alarm rule's limit was, from when on."""

from dataclasses import dataclass
from math import isnan

from app.domain.alarms import AlarmId, RuleKind
from app.domain.points import PointId


@dataclass(frozen=True, slots=True)
class LimitChange:
    """From `since_us` on the limit of a rule was `threshold`, until the rule's next change.

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
