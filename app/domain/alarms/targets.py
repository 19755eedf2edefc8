"""Targets of the key figures of an alarm system, and how a figure stands to its target.

The numbers come from EEMUA 191, ISA-18.2 and IEC 62682. Where none of them gives a number beyond
which to act, it is ours, and the target says so.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import isnan
from typing import Final


class Kpi(StrEnum):
    """Which figure."""

    RATE = "rate"
    """Calls per ten manned minutes, on average."""
    PEAK = "peak"
    """The most calls in any ten minutes."""
    RATE_HOUR = "rate_hour"
    PEAK_HOUR = "peak_hour"
    RATE_DAY = "rate_day"
    """Calls per 24 manned hours."""
    FLOODS = "floods"
    FLOOD_TIME = "flood_time"
    """Share of the manned time in floods, %."""
    STANDING = "standing"
    """Alarms that stand at the end of the period and are not hidden."""
    STALE = "stale"
    CHATTERING = "chattering"
    FLEETING = "fleeting"
    """Share of the occurrences that were over within a minute, %."""
    TOP = "top"
    """Share of the ten most frequent alarms, %."""
    HIGH = "high"
    """Share of the two upper priorities, %."""
    MEDIUM = "medium"
    LOW = "low"
    SEEN_MEDIAN = "seen_median"
    """Manned time until an acknowledgement, median, seconds."""
    SEEN_LATE = "seen_late"
    """The same, 90th percentile."""
    UNSEEN = "unseen"
    """Occurrences of the period that nobody has acknowledged by its end."""
    SHELVED = "shelved"
    """Alarms shelved at the end of the period; likewise the next two."""
    SUPPRESSED = "suppressed"
    REMOVED = "removed"
    SHELVINGS = "shelvings"
    """How often something was shelved in the period."""
    LATE = "late"
    """Violations that late data told of."""


class Judgement(StrEnum):
    """How a figure stands to its target."""

    GOOD = "good"
    WATCH = "watch"
    """Beyond the target."""
    ACT = "act"
    """So far beyond it that something must be done."""
    NONE = "none"
    """There is no target."""
    UNKNOWN = "unknown"
    """The figure is not known: too little manned time, or nothing to count."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be.

    Attributes:
        limit: The target: at most so much.
        act: Beyond so much something must be done.
        source: Who says so.
        act_source: Who says so of `act`; empty for ourselves.
        is_least: True where the target is at least so much.
    """

    limit: float
    act: float
    source: str
    act_source: str = ""
    is_least: bool = False

    def judge(self, value: float) -> Judgement:
        """Return how a figure stands to it."""
        if isnan(value):
            return Judgement.UNKNOWN
        sign = -1 if self.is_least else 1
        if sign * value <= sign * self.limit:
            return Judgement.GOOD
        return Judgement.ACT if sign * value > sign * self.act else Judgement.WATCH


_EEMUA: Final = "EEMUA 191"
_ISA: Final = "ISA-18.2, IEC 62682"

TARGETS: Final = {
    Kpi.RATE: Target(1, 2, _EEMUA, _EEMUA),
    Kpi.PEAK: Target(10, 20, _EEMUA, _EEMUA),
    Kpi.RATE_HOUR: Target(6, 12, _ISA, _ISA),
    Kpi.PEAK_HOUR: Target(15, 30, _EEMUA),
    Kpi.RATE_DAY: Target(144, 300, _ISA, _ISA),
    Kpi.FLOODS: Target(0, 20, _ISA, _ISA),
    Kpi.FLOOD_TIME: Target(1, 5, _ISA),
    Kpi.STANDING: Target(10, 50, _EEMUA),
    Kpi.STALE: Target(0, 4, _ISA, _ISA),
    Kpi.CHATTERING: Target(0, 10, _ISA, _ISA),
    Kpi.FLEETING: Target(0, 5, _ISA),
    Kpi.TOP: Target(5, 20, _ISA),
    Kpi.HIGH: Target(5, 10, _EEMUA),
    Kpi.MEDIUM: Target(15, 30, _EEMUA),
    Kpi.LOW: Target(80, 60, _EEMUA, is_least=True),
}
"""Targets; the bounds for acting of `WEEKLY` are for a week."""

WEEKLY: Final = frozenset({Kpi.FLOODS, Kpi.CHATTERING})
"""Figures whose bound for acting grows with the length of the period."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a period.

    Attributes:
        kpi: Which.
        value: Its value; NaN when it is not known.
        target: What it should be; None where nobody says.
        judgement: How it stands to that.
    """

    kpi: Kpi
    value: float
    target: Target | None
    judgement: Judgement


def figure_of(kpi: Kpi, value: float, weeks: float) -> Figure:
    """Return a figure with its judgement.

    Args:
        kpi: Which.
        value: Its value; NaN when it is not known.
        weeks: Length of the period.
    """
    target = TARGETS.get(kpi)
    if target is None:
        return Figure(kpi, value, None, Judgement.UNKNOWN if isnan(value) else Judgement.NONE)
    if kpi in WEEKLY:
        target = replace(target, act=max(round(target.act * weeks), 1))
    return Figure(kpi, value, target, target.judge(value))
