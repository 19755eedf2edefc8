"""What is made of the courses of points over a window: one number, and how much it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from app.domain.points import PointKind
from app.domain.portfolio.evidence.questions import (
    Combination,
    Direction,
    OfHistory,
    Statistic,
    Step,
)
from app.domain.samples import Quality
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier

_PERCENT: Final = 100.0
_DAY_US: Final = TIER_WIDTH_US[Tier.DAY]
_HALF_DAY_US: Final = _DAY_US // 2


@dataclass(frozen=True, slots=True)
class Figure:
    """What the course of one point gave.

    Attributes:
        value: The number; None when there were no values.
        coverage: Share of the steps of the window that hold values, 0 to 1.
        count: How many values it rests on.
        newest_us: End of the newest step that holds values, µs UTC; None when none does.
    """

    value: float | None
    coverage: float
    count: int = 0
    newest_us: int | None = None


def tier_of(of: OfHistory) -> Tier:
    """Return the tier of the history a question is answered from."""
    return Tier.DAY if of.step is Step.DAY else Tier.HOUR


def figure(of: OfHistory, frame: SeriesFrame, window: tuple[int, int], kind: PointKind) -> Figure:
    """Return what a question makes of the course of one point.

    Args:
        of: The question, not one for the last value.
        frame: The course in steps of `tier_of`, over the window or more.
        window: Begin and end (exclusive), µs UTC.
        kind: How the values of the point behave.
    """
    start, end = window
    # A local day belongs to the window that holds most of it.
    begins = frame.time + (_HALF_DAY_US if frame.tier is Tier.DAY else 0)
    inside = frame.select((begins >= start) & (begins < end) & (frame.quality != Quality.GAP))
    expected = _expected(of, start, end)
    rows = inside.select((inside.good > 0) & np.isfinite(inside.mean))
    coverage = min(len(rows) / expected, 1.0) if expected else 0.0
    if of.statistic is Statistic.AVAILABILITY:
        if not expected:
            return Figure(None, 0.0)
        # All the window counts, also where nothing came at all: it is covered by definition.
        share = float((inside.good / np.maximum(inside.good + inside.bad, 1)).sum()) / expected
        value = _PERCENT * min(share, 1.0)
        return Figure(value, 1.0, int(inside.good.sum()), _newest(rows))
    if not len(rows):
        return Figure(None, coverage)
    value = _value(of, rows, kind)
    return Figure(value, coverage, int(rows.good.sum()), _newest(rows))


def combined(of: OfHistory, figures: Sequence[float], direction: Direction) -> float | None:
    """Return what a question makes of the numbers of several points, None of none.

    Args:
        of: The question.
        figures: The number of each point.
        direction: Which side of the target is wanted.
    """
    if not figures:
        return None
    match of.combination:
        case Combination.MEAN:
            return float(np.mean(figures))
        case Combination.SUM:
            return float(np.sum(figures))
        case _:
            return min(figures) if direction is Direction.AT_LEAST else max(figures)


def _expected(of: OfHistory, start: int, end: int) -> float:
    """Return how many steps a window has."""
    return round(max(end - start, 0) / TIER_WIDTH_US[tier_of(of)])


def _newest(rows: SeriesFrame) -> int | None:
    return int(rows.time[-1]) + TIER_WIDTH_US[rows.tier] if len(rows) else None


def _value(of: OfHistory, rows: SeriesFrame, kind: PointKind) -> float:
    is_value = of.step is Step.VALUE
    value: float | np.floating[Any] | np.integer[Any]
    match of.statistic:
        case Statistic.MEAN:
            value = np.average(rows.mean, weights=rows.good if is_value else None)
        case Statistic.MAX:
            value = (rows.high if is_value else rows.mean).max()
        case Statistic.MIN:
            value = (rows.low if is_value else rows.mean).min()
        case Statistic.SUM if kind is PointKind.COUNTER:
            # A step down is a counter that began anew: then it went as far as it shows.
            steps = np.diff(rows.last)
            went = np.where(steps < 0, rows.last[1:], steps).sum()
            value = went + max(rows.last[0] - rows.low[0], 0.0)
        case Statistic.SUM:
            value = (rows.mean * rows.good).sum()
        case Statistic.ABOVE:
            value = np.count_nonzero(rows.mean > (of.limit or 0.0))
        case Statistic.PERCENTILE:
            value = np.percentile(rows.mean, of.percent or 0.0)
        case _:
            value = rows.last[-1]
    return float(value)
