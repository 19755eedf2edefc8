"""Values that changed far more than they usually do, by their own hours before (robust z-score)."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.samples import Float64Array, Int64Array
from app.services.explanations.records import MINUTE_US

LOOK_BACK_US: Final = 360 * MINUTE_US
"""What is usual is learned from so long before the window."""

SPAN_US: Final = 10 * MINUTE_US
"""Changes are measured over so long: fast jumps and short ramps both show."""

LEAST_TIMES: Final = 6.0
"""A change counts when it is so many times the usual one."""

_MAD_TO_SIGMA: Final = 1.4826
_LEAST_KNOWN: Final = 12
_LEAST_SHARE: Final = 0.05
_RANGE: Final = (2.0, 98.0)


@dataclass(frozen=True, slots=True)
class Jump:
    """An unusual change.

    Attributes:
        time_us: When the largest part of it came, µs UTC.
        before: The value before.
        after: The value after.
        times: How many times the usual change it was.
    """

    time_us: int
    before: float
    after: float
    times: float


def jump_in(
    time_us: Int64Array, value: Float64Array, start_us: int, end_us: int, decimals: int
) -> Jump | None:
    """Return the largest unusual change in [start, end), None where all is as usual.

    Args:
        time_us: Times, ascending, from `LOOK_BACK_US` before the start on.
        value: Values; NaN where there is none.
        start_us: Begin of the window, µs UTC.
        end_us: Its end.
        decimals: Digits on screen: what they do not show is no change.
    """
    known = np.isfinite(value)
    time, x = time_us[known], value[known]
    if len(x) <= _LEAST_KNOWN:
        return None
    # Sparse samples lie further apart than the span: then it is the step between two.
    back = np.searchsorted(time, time - SPAN_US, "left")
    back = np.minimum(back, np.maximum(np.arange(len(time)) - 1, 0))
    change = x - x[back]
    usual = (time < start_us) & (np.arange(len(time)) > 0)
    inside = np.flatnonzero((time >= start_us) & (time < end_us))
    if np.count_nonzero(usual) < _LEAST_KNOWN or not len(inside):
        return None
    middle = float(np.median(change[usual]))
    scale = max(
        _MAD_TO_SIGMA * float(np.median(np.abs(change[usual] - middle))),
        10.0**-decimals,
        _LEAST_SHARE * float(np.median(np.abs(x[usual]))) / LEAST_TIMES,
    )
    times = np.abs(change[inside] - middle) / scale
    best = int(inside[int(times.argmax())])
    if times.max() < LEAST_TIMES or not _is_elsewhere(float(x[best]), x[usual], scale):
        return None
    first = int(back[best])
    steepest = first + 1 + int(np.abs(np.diff(x[first : best + 1])).argmax())
    if time[steepest] < start_us:
        return None  # it was before the window, only its span reaches into it
    return Jump(int(time[steepest]), float(x[first]), float(x[best]), float(times.max()))


def _is_elsewhere(value: float, usual: Float64Array, scale: float) -> bool:
    """Tell whether a value lies where it was not all the hours before: a saw tooth never does."""
    low, high = np.percentile(usual, _RANGE)
    return bool(value < low - scale or value > high + scale)
