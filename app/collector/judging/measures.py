"""What a rule compares with its limit, where that is not simply the value of its point."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan, nan

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.points import PointId
from app.domain.samples import NO_TIME, Quality

_MOST_KEPT = 4_096
"""Samples kept of one point for RATE; a span that holds more is judged by the newest of them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with its quality; BAD where nobody knows it."""

    value: float
    quality: Quality


_UNKNOWN = Measure(nan, Quality.BAD)


@dataclass(slots=True)
class _Course:
    """The recent samples of one point, as far as somebody looks back."""

    span_us: int
    times: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def take(self, time_us: int, value: float) -> None:
        """Take a sample, NaN where it is bad; those nobody needs any more are dropped."""
        if self.times and time_us <= self.times[-1]:
            return
        self.times.append(time_us)
        self.values.append(value)
        keep = max(bisect_right(self.times, time_us - self.span_us) - 1, 0)
        keep = max(keep, len(self.times) - _MOST_KEPT)
        # Dropped now and then, not one by one: each time costs as much as what stays.
        if keep > len(self.times) // 2 or len(self.times) > 2 * _MOST_KEPT:
            del self.times[:keep], self.values[:keep]

    def at(self, time_us: int) -> float:
        """Return the value at a moment, NaN where it is not known."""
        place = bisect_right(self.times, time_us) - 1
        return self.values[place] if place >= 0 else nan


class MeasureBook:
    """Last values of references and the course of points whose change is watched.

    Args:
        rules: All rules that are judged.
    """

    def __init__(self, rules: Mapping[str, AlarmRule]) -> None:
        self._last: dict[PointId, Measure] = {}
        self._times: dict[PointId, int] = {}
        self._courses: dict[PointId, _Course] = {}
        self.referring: dict[PointId, list[AlarmRule]] = {}
        """The rules that refer to a point."""
        for rule in rules.values():
            if rule.reference is not None:
                self.referring.setdefault(rule.reference, []).append(rule)
                self._last.setdefault(rule.point, _UNKNOWN)
                self._last.setdefault(rule.reference, _UNKNOWN)
            if rule.kind is RuleKind.RATE:
                span_us = round(rule.span_s * 1e6)
                course = self._courses.setdefault(rule.point, _Course(span_us))
                course.span_us = max(course.span_us, span_us)

    @property
    def points(self) -> set[PointId]:
        """The points of which something is kept."""
        return self._last.keys() | self._courses.keys()

    @property
    def looks_back(self) -> dict[PointId, int]:
        """How far the rules look back on which points, µs."""
        return {point: course.span_us for point, course in self._courses.items()}

    def succeed(self, former: "MeasureBook") -> None:
        """Take over what another book knows."""
        last, times = former._last, former._times  # noqa: SLF001 - of its own kind
        self._last |= {point: last[point] for point in self._last if point in last}
        self._times |= {point: time_us for point, time_us in times.items() if point in self._last}
        for point, course in self._courses.items():
            known = former._courses.get(point)  # noqa: SLF001 - of its own kind
            if known is not None:
                course.times, course.values = list(known.times), list(known.values)

    def take(self, point: PointId, time_us: int, value: float, quality: Quality) -> None:
        """Take a sample of a point; one that is not newer than the last changes nothing."""
        is_bad = quality >= Quality.BAD or isnan(value)
        if point in self._last and time_us >= self.time_of(point):
            self._last[point] = _UNKNOWN if is_bad else Measure(value, quality)
            self._times[point] = time_us
        if point in self._courses:
            self._courses[point].take(time_us, nan if is_bad else value)

    def time_of(self, point: PointId) -> int:
        """Return when a point of which something is kept was heard of, `NO_TIME` for never."""
        return self._times.get(point, NO_TIME)

    def measure(self, rule: AlarmRule, time_us: int, value: float, quality: Quality) -> Measure:
        """Return what a rule compares with its limit at a sample of its point.

        The sample was taken before.
        """
        if quality >= Quality.BAD or isnan(value):
            return _UNKNOWN
        if rule.kind is RuleKind.RATE:
            before = self._courses[rule.point].at(time_us - round(rule.span_s * 1e6))
            change = abs(value - before)
            return _UNKNOWN if isnan(change) else Measure(change, quality)
        if rule.reference is not None:
            reference = self._last[rule.reference]
            value, quality = value - reference.value, max(quality, reference.quality)
        elif rule.kind is RuleKind.DEVIATION:
            value = value - rule.setpoint
        if isnan(value):
            return _UNKNOWN
        return Measure(abs(value) if rule.kind is RuleKind.DEVIATION else value, quality)

    def measure_now(self, rule: AlarmRule) -> Measure:
        """Return the same for the last sample of its point, as when its reference has changed."""
        last = self._last[rule.point]
        return self.measure(rule, self.time_of(rule.point), last.value, last.quality)
