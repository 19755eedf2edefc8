"""How far apart stored samples may lie and still belong together.

A point that reports every ten seconds may have been recorded every five minutes: its past was
back-filled, thinned or imported. Where samples come in a steady rhythm, the rhythm is the expected
interval and not what the device does today; a pause that is long for its surroundings is a gap.
"""

from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.domain.samples import STALE_FACTOR, Int64Array

_AROUND: Final = 2
"""Distances looked at on either side: a rhythm is what most of five distances agree on."""


def reaches(time: Int64Array, limit: int) -> Int64Array:
    """Return for each row how far after it the next one may lie, in the unit of `time`.

    Args:
        time: Times of the rows, ascending.
        limit: How far any row reaches; the last one reaches no further.
    """
    found = np.full(len(time), limit, np.int64)
    distances = np.diff(time)
    late = np.flatnonzero(distances > limit)
    if len(late) and len(distances) > 2 * _AROUND:
        padded = np.pad(distances, _AROUND, mode="reflect")
        windows = sliding_window_view(padded, 2 * _AROUND + 1)[late]
        rhythm = STALE_FACTOR * np.median(windows, axis=1)
        found[late] = np.maximum(limit, rhythm.astype(np.int64))
    return found
