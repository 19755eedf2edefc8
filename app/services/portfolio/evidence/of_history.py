"""Answers questions to the history from its hours and days, points and moments together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.points import Point, PointKey, PointKind
from app.domain.portfolio.evidence.courses import Figure, combined, figure, tier_of
from app.domain.portfolio.evidence.faults import chosen_points
from app.domain.portfolio.evidence.questions import (
    Direction,
    OfHistory,
    Statistic,
    Step,
)
from app.domain.portfolio.evidence.sentences import number
from app.domain.portfolio.evidence.windows import HOUR_US, window_of
from app.domain.samples import Quality
from app.domain.series import TIER_WIDTH_US, Tier
from app.services.portfolio.evidence.answers import Answer
from app.services.portfolio.evidence.courses import TOGETHER, Courses
from app.services.ports import HistorianReader

_PERCENT: Final = 100.0
_ROUNDING: Final = 1e-9

Check = Callable[[], None]
"""Raises when nobody waits any more."""


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """A question to the history, and at which side of a number the target lies.

    Attributes:
        of: The question.
        direction: Which side is wanted; says which of several points is the worst.
    """

    of: OfHistory
    direction: Direction


class HistoryAnswers:
    """Answers questions to the history.

    Args:
        history: Reads it; fit for any thread.
        points: All points of the city.
        zone: Its time zone.
    """

    def __init__(self, history: HistorianReader, points: Sequence[Point], zone: ZoneInfo) -> None:
        self._history, self._zone = history, zone
        self._courses = Courses(history)
        self._points: Mapping[str, Point] = {point.id: point for point in points}
        self.types: Mapping[str, str] = {point.id: point.type for point in points}
        self._chosen: dict[object, tuple[Point, ...]] = {}

    def names(self, ids: Sequence[str]) -> dict[str, str]:
        """Return what points are called, with the place that tells those of one name apart."""
        found = (self._points.get(one) for one in ids)
        return {str(one.id): _name(one) for one in found if one is not None}

    def points_of(self, of: OfHistory) -> tuple[Point, ...]:
        """Return the points that are meant."""
        if of.points not in self._chosen:
            found = chosen_points(of.points, self.types)
            self._chosen[of.points] = tuple(self._points[one] for one in found)
        return self._chosen[of.points]

    def prepare(self, wanted: Mapping[HistoryQuestion, Sequence[int]], check: Check) -> None:
        """Read what some questions need at some moments, so that each point is read once.

        Args:
            wanted: Questions without faults, and for which moments each is asked, µs UTC.
            check: Asked between two readings.
        """
        starts: dict[tuple[PointKey, Tier], int] = {}
        end = 0
        for one, moments in wanted.items():
            if moments and one.of.statistic is not Statistic.LAST:
                start, stop = self._reach(one.of, moments)
                end = max(end, stop)
                for point in self.points_of(one.of):
                    key = (point.key, tier_of(one.of))
                    starts[key] = min(starts.get(key, start), start)
        together: dict[tuple[Tier, int], list[PointKey]] = {}
        for (point_key, tier), start in starts.items():
            together.setdefault((tier, start), []).append(point_key)
        for (tier, start), keys in together.items():
            for place in range(0, len(keys), TOGETHER):
                check()
                self._courses.read(keys[place : place + TOGETHER], tier, start, max(end, start))

    def _reach(self, of: OfHistory, moments: Sequence[int]) -> tuple[int, int]:
        """Return from when to when the history is needed for a question at some moments."""
        windows = [self._window(of, at_us) for at_us in moments]
        tier = tier_of(of)
        margin = TIER_WIDTH_US[tier] if tier is Tier.DAY else 0
        start = min(one[0] for one in windows) - margin
        end = max(one[1] for one in windows) + margin
        return start, max(min(end, (max(moments) // HOUR_US + 1) * HOUR_US), start)

    def answers(
        self, asked: HistoryQuestion, moments: Sequence[int], check: Check
    ) -> dict[int, Answer]:
        """Return what a question gives at some moments.

        Args:
            asked: The question; one that `faults.problems` finds nothing wrong with.
            moments: The moments, µs UTC.
            check: Asked between two readings.
        """
        if not moments:
            return {}
        points = self.points_of(asked.of)
        windows = {at_us: self._window(asked.of, at_us) for at_us in moments}
        if asked.of.statistic is Statistic.LAST:
            found = self._last(points, windows)
        else:
            found = {at_us: [] for at_us in moments}
            for group in _in_groups(points):
                check()
                for at_us, figures in self._figures(asked.of, group, windows).items():
                    found[at_us] += figures
        return {at_us: self._answer(asked, points, found[at_us]) for at_us in moments}

    def _window(self, of: OfHistory, at_us: int) -> tuple[int, int]:
        start, end = window_of(of.span, at_us, self._zone)
        # What is still to come can be neither missing nor available.
        is_short = of.statistic is Statistic.AVAILABILITY
        return (start, min(end, max(at_us, start))) if is_short else (start, end)

    def _figures(
        self, of: OfHistory, points: Sequence[Point], windows: Mapping[int, tuple[int, int]]
    ) -> dict[int, list[Figure]]:
        start, end = self._reach(of, list(windows))
        frames = self._courses.read([point.key for point in points], tier_of(of), start, end)
        kinds = {point.key: point.kind for point in points}
        return {
            at_us: [
                figure(of, frame, window, kinds.get(frame.key, PointKind.ANALOG))
                for frame in frames
            ]
            for at_us, window in windows.items()
        }

    def _last(
        self, points: Sequence[Point], windows: Mapping[int, tuple[int, int]]
    ) -> dict[int, list[Figure]]:
        keys = np.array([point.key for point in points], np.int64)
        found = {}
        for at_us, (start, _) in windows.items():
            states = self._history.as_of(keys, at_us)
            fits = (states.quality < Quality.BAD) & (states.time >= start)
            figures = []
            for value, time, is_good in zip(states.value, states.time, fits, strict=True):
                is_there = bool(is_good and np.isfinite(value))
                figures.append(
                    Figure(float(value), 1.0, 1, int(time)) if is_there else Figure(None, 0.0)
                )
            found[at_us] = figures
        return found

    def _answer(
        self, asked: HistoryQuestion, points: Sequence[Point], figures: Sequence[Figure]
    ) -> Answer:
        of = asked.of
        values = [one.value for one in figures if one.value is not None]
        newest = [one.newest_us for one in figures if one.newest_us is not None]
        problem = _uncovered(of, figures)
        if not values:
            problem = "In diesem Zeitfenster liegen keine gültigen Werte vor."
        return Answer(
            combined(of, values, asked.direction),
            _unit(of, points),
            max(newest, default=None),
            sum(one.count for one in figures),
            points=tuple(str(point.id) for point in points),
            problem=problem,
            is_covered=not problem,
        )


def _name(point: Point) -> str:
    return f"{point.name.de} ({point.site.de})" if point.site.de else point.name.de


def _in_groups(points: Sequence[Point]) -> Iterator[Sequence[Point]]:
    for begin in range(0, len(points), TOGETHER):
        yield points[begin : begin + TOGETHER]


def _uncovered(of: OfHistory, figures: Sequence[Figure]) -> str:
    """Return the sentence that too few data are there, empty when there are enough."""
    least = 0.0 if of.statistic is Statistic.LAST else of.min_coverage
    short = [one for one in figures if one.coverage < least - _ROUNDING or one.value is None]
    if not short:
        return ""
    if of.statistic is Statistic.LAST:
        return f"Bei {len(short)} von {len(figures)} Datenpunkten fehlt ein gültiger Wert."
    steps = "Tage" if of.step is Step.DAY else "Stunden"
    needed = f"nötig sind {number(_PERCENT * least)} %"
    if len(figures) == 1:
        there = number(np.floor(10 * _PERCENT * short[0].coverage) / 10)
        return f"Nur {there} % der {steps} des Zeitfensters haben gültige Werte, {needed}."
    return (
        f"Bei {len(short)} von {len(figures)} Datenpunkten haben zu wenige {steps} des "
        f"Zeitfensters gültige Werte, {needed}."
    )


def _unit(of: OfHistory, points: Sequence[Point]) -> str:
    if of.statistic is Statistic.AVAILABILITY:
        return "%"
    if of.statistic is Statistic.ABOVE:
        return "Tage" if of.step is Step.DAY else "h"
    units = {point.unit.symbol for point in points}
    return units.pop() if len(units) == 1 else ""
