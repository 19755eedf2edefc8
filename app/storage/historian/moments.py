"""The state of many points at a moment: one stretch of samples is kept ready for many moments."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.samples import Int64Array
from app.storage.historian.tables import Table, concatenate, empty_samples, rows_at
from app.storage.historian.views import View

STRETCH_US: Final = 300_000_000
"""Five minutes: at 3,000 points of 1 Hz that is 900,000 samples, about 15 MB."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples of some points over [start, end) and the last one before, sorted.

    Attributes:
        keys: The points, sorted and unique.
        start: Begin, µs UTC.
        end: End (exclusive), µs UTC.
        rows: Samples, settled.
        version: State of the files it was read from.
    """

    keys: Int64Array
    start: int
    end: int
    rows: Table
    version: object

    def serves(self, keys: Int64Array, time_us: int, version: object) -> bool:
        """Tell whether the state of these points at a moment follows from it."""
        if version != self.version or not self.start <= time_us < self.end:
            return False
        return bool(np.isin(keys, self.keys, assume_unique=True).all())

    def at(self, keys: Int64Array, time_us: int) -> Table:
        """Return the last row of each point at or before a moment."""
        return rows_at(self.rows, keys, np.full(len(keys), time_us))


def read_stretch(view: View, keys: Int64Array, time_us: int, version: object) -> Stretch:
    """Read the stretch around a moment from the months; the head is not part of it.

    Args:
        view: The files.
        keys: The points, sorted and unique.
        time_us: The moment, µs UTC.
        version: State of the files.
    """
    start = time_us - time_us % STRETCH_US
    end = start + STRETCH_US
    base = view.last_at(keys, np.full(len(keys), start - 1))
    rows = concatenate([base, view.sealed_samples(keys, start, end)], empty_samples()).settled()
    return Stretch(keys, start, end, rows, version)
