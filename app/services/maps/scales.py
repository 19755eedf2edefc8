"""Scales of measured quantities: from where to where the colours go, calmly.

A scale must not jump with every sample: a colour that means 30 now must mean 30 in a minute. It is
chosen once, with round ends, and chosen anew only when it does not fit any more.
"""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule
from app.domain.limits import LIMIT_KINDS
from app.domain.samples import Float64Array

_LOW_SHARE, _HIGH_SHARE = 2.0, 98.0
"""Percentiles between which the values of a scale lie: one broken sensor does not set it."""

_NEAR_LIMIT: Final = 1.6
"""A limit at most this many times as high as the values is where the scale ends."""

_MOST_OUTSIDE: Final = 0.05
"""More values than this share outside the scale, and it is chosen anew."""

_LEAST_USED: Final = 0.25
"""Values that need less than this share of the scale let it be chosen anew."""

_PERCENT: Final = "%"
_STEPS: Final = 5
"""A scale has about so many round steps."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where a quantity is coloured, in its unit."""

    low: float
    high: float

    def shares(self, values: Float64Array) -> Float64Array:
        """Return where values lie on it, 0 to 1; values beyond its ends lie at its ends."""
        shares: Float64Array = np.clip((values - self.low) / (self.high - self.low), 0.0, 1.0)
        return shares

    def fits(self, values: Float64Array) -> bool:
        """Tell whether it still serves for values; no values change nothing."""
        known = values[np.isfinite(values)]
        if not len(known):
            return True
        outside = np.mean((known < self.low) | (known > self.high))
        low, high = _range(known)
        is_used = high - low >= _LEAST_USED * (self.high - self.low)
        nice = nice_scale(low, high)
        is_much_finer = nice.high - nice.low < _LEAST_USED * (self.high - self.low)
        return bool(outside <= _MOST_OUTSIDE) and (is_used or not is_much_finer)


def nice_scale(low: float, high: float) -> Scale:
    """Return the scale with round ends that holds a range."""
    span = high - low
    if span <= max(abs(low), abs(high), 1e-9) * 1e-6:
        span = max(abs(low), abs(high)) * 0.2 or 1.0
        low, high = low - span / 2, high + span / 2
    step = _nice_step(span / _STEPS)
    digits = max(0, 1 - floor(log10(step)))
    bottom = round(floor(low / step + 1e-9) * step, digits)
    top = round(ceil(high / step - 1e-9) * step, digits)
    return Scale(bottom, max(top, bottom + step))


def scale_of(values: Float64Array, limits: tuple[float, ...], symbol: str) -> Scale | None:
    """Choose a scale for a quantity.

    Args:
        values: Values of now; NaN for none.
        limits: Limits that the rules have for it, upper ones.
        symbol: Symbol of its unit.

    Returns:
        Shares of a whole go from 0 to 100. Else round ends around nearly all values, where a
        limit is near up to that limit, and from 0 where the values come close to it. None without
        any value.
    """
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    low, high = _range(known)
    if symbol.startswith(_PERCENT) and low >= 0 and high <= 100:  # noqa: PLR2004 - per cent
        return Scale(0.0, 100.0)
    near = [one for one in limits if high < one <= _NEAR_LIMIT * high]
    if near:
        high = min(near)
    if 0 <= low < high / 3:
        low = 0.0
    nice = nice_scale(low, high)
    return Scale(nice.low, high) if near else nice


def upper_limits(rules: tuple[AlarmRule, ...]) -> tuple[float, ...]:
    """Return the thresholds of rules that a value must not exceed, ascending."""
    found = {
        rule.threshold
        for rule in rules
        if rule.kind in LIMIT_KINDS
        and rule.kind.is_upper
        and rule.reference is None
        and isfinite(rule.threshold)
    }
    return tuple(sorted(found))


def _range(known: Float64Array) -> tuple[float, float]:
    low, high = np.percentile(known, (_LOW_SHARE, _HIGH_SHARE))
    return float(low), float(high)


def _nice_step(step: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is not below a step."""
    power: float = 10.0 ** floor(log10(step))
    for factor in (1.0, 2.0, 2.5, 5.0):
        if factor * power >= step * (1 - 1e-9):
            return factor * power
    return 10.0 * power
