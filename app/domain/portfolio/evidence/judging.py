"""How a value stands to what is wanted, and how far what was reported differs from it."""

from typing import Final

from app.domain.portfolio.evidence.questions import Direction, Target
from app.domain.portfolio.evidence.results import Verdict

_DAY_US: Final = 86_400_000_000
_ROUNDING: Final = 1e-9
"""Part of a value that computing may have lost."""


def verdict(
    value: float | None,
    target: Target,
    *,
    newest_us: int | None,
    at_us: int,
    is_covered: bool = True,
) -> Verdict:
    """Return how a value stands to its target.

    Args:
        value: The value; None when there is none.
        target: What is wanted.
        newest_us: How new the newest of its data is, µs UTC; None when that is not known.
        at_us: The moment it is asked for, µs UTC.
        is_covered: False when there are too few data for it to count.
    """
    if value is None or not is_covered or is_old(target, newest_us, at_us):
        return Verdict.UNKNOWN
    if target.direction is Direction.NONE or target.value is None:
        return Verdict.NO_TARGET
    missing = target.value - value
    if target.direction is Direction.AT_MOST:
        missing = -missing
    is_enough = missing <= _ROUNDING * max(abs(value), abs(target.value))
    return Verdict.FULFILLED if is_enough else Verdict.OPEN


def is_old(target: Target, newest_us: int | None, at_us: int) -> bool:
    """Tell whether data are older than is allowed; of unknown age they are."""
    if target.max_age_days is None:
        return False
    return newest_us is None or at_us - newest_us > target.max_age_days * _DAY_US


def drift(
    reported: float | None, measured: float | None, tolerance: float
) -> tuple[float | None, bool]:
    """Return reported minus measured, and whether that is more than the tolerance.

    Args:
        reported: What was reported; None when nothing was.
        measured: What was measured; None when nothing was.
        tolerance: Greatest difference that is none, 0 or more.
    """
    if reported is None or measured is None:
        return None, False
    apart = reported - measured
    slack = _ROUNDING * max(abs(reported), abs(measured))
    return apart, abs(apart) > tolerance + slack
