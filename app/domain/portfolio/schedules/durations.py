"""How long tasks may take: whole working days drawn from three estimates of each.

Triangular, or the beta distribution of PERT (Malcolm, Roseboom, Clark and Fazar 1959, Operations
Research 7) with the usual weight 4 of the likely value, so that its mean is (a + 4 m + b) / 6 (Vose
2008, Risk Analysis, 3rd edition).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from app.domain.portfolio.schedules.networks import ScheduleNetwork
from app.domain.samples import Int32Array, Int64Array

_WEIGHT = 4
_HALF = np.float32(0.5)
_AT_ONCE = 64
"""Tasks drawn at once, so that what is computed stays in the cache."""


class Distribution(StrEnum):
    """How durations lie between the optimistic and the pessimistic one."""

    TRIANGULAR = "triangular"
    BETA_PERT = "beta_pert"


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """The tasks whose durations are not sure, in the order of the network; shape (unsure,).

    Attributes:
        places: Their places.
        low: Optimistic working days, the likely ones at most.
        likely: Likely working days.
        high: Pessimistic working days, the likely ones at least.
    """

    places: Int64Array
    low: Int64Array
    likely: Int64Array
    high: Int64Array

    @classmethod
    def of(cls, network: ScheduleNetwork) -> Self:
        """Return the estimates of a network.

        A missing estimate counts as the likely duration, and so does one on its wrong side.
        Milestones and tasks that are done take as long as they take.
        """
        found = []
        for place, task in enumerate(network.tasks):
            likely = task.duration
            low = likely if task.optimistic is None else min(max(task.optimistic, 0), likely)
            high = likely if task.pessimistic is None else max(task.pessimistic, likely)
            if likely and task.actual_finish is None and low < high:
                found.append((place, low, likely, high))
        columns = np.array(found, np.int64).reshape(-1, 4).T
        return cls(*columns)

    def draw(
        self, distribution: Distribution, runs: int, generator: np.random.Generator
    ) -> Int32Array:
        """Return durations in whole working days, int32[unsure, runs]."""
        if distribution is Distribution.TRIANGULAR:
            return self._triangular(runs, generator)
        span = (self.high - self.low).astype(np.float64)
        alpha = 1 + _WEIGHT * (self.likely - self.low) / span
        beta = 1 + _WEIGHT * (self.high - self.likely) / span
        share = generator.beta(alpha, beta, (runs, len(self.places))).T
        days = self.low[:, None] + share * span[:, None]
        return np.ascontiguousarray(np.floor(days + 0.5).astype(np.int32))

    def _triangular(self, runs: int, generator: np.random.Generator) -> Int32Array:
        """Return durations as weighted sums of the lesser and the greater of two chances.

        That is triangular (Stein and Keblis 2009, Mathematical and Computer Modelling 49), and
        needs neither roots nor branches.
        """
        low, likely, high = (
            one.astype(np.float32)[:, None] for one in (self.low, self.likely, self.high)
        )
        days = np.empty((len(self.places), runs), np.int32)
        for first in range(0, len(days), _AT_ONCE):
            part = slice(first, min(first + _AT_ONCE, len(days)))
            one, other = generator.random((2, part.stop - first, runs), np.float32)
            lesser = np.minimum(one, other)
            greater = np.maximum(one, other, out=one)
            lesser *= (high - likely)[part]
            greater *= (likely - low)[part]
            greater += lesser
            greater += low[part] + _HALF
            days[part] = greater
        return days
