"""Rules whose measure is a formula: computed when an input changed, at most once a tick.

Units are checked once, when the rules are taken; only where there is such a rule the library of
units is loaded at all.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import numpy as np

from app.collector.judging.measures import Measure
from app.domain.alarms import AlarmRule
from app.domain.points import Point, PointId, SourceId
from app.domain.samples import NO_TIME, Quality, SampleBatch, stale_after_us

if TYPE_CHECKING:
    from app.services.formulas import Checked
    from app.services.formulas.signals import Signal
    from app.services.formulas.steps import Value

_MOST_KEPT: Final = 4_096
"""Samples kept of one input of a formula that looks back; an hour of a fast point."""

_UNKNOWN: Final = Measure(nan, Quality.BAD)


@dataclass(slots=True)
class _Input:
    """The recent samples of one point, as far as its formulas look back."""

    source: SourceId
    stale_us: int
    reach_us: int = 0
    times: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    qualities: list[int] = field(default_factory=list)

    def take(self, time_us: int, value: float, quality: int) -> None:
        if self.times and time_us <= self.times[-1]:
            return
        self.times.append(time_us)
        self.values.append(nan if quality >= Quality.BAD else value)
        self.qualities.append(quality)
        keep = max(bisect_right(self.times, time_us - self.reach_us) - 1, 0)
        # Dropped now and then, not one by one: each time costs as much as what stays.
        if keep > len(self.times) // 2 or len(self.times) > 2 * _MOST_KEPT:
            keep = max(keep, len(self.times) - _MOST_KEPT)
            del self.times[:keep], self.values[:keep], self.qualities[:keep]

    def is_known_at(self, now_us: int) -> bool:
        """Tell whether the last value may be taken for live."""
        return (
            bool(self.times)
            and self.qualities[-1] < Quality.BAD
            and now_us - self.times[-1] <= self.stale_us
        )


@dataclass(slots=True)
class _Formula:
    """One rule with its formula, made ready."""

    rule: AlarmRule
    checked: "Checked"
    inputs: dict[str, _Input]
    is_changed: bool = False
    is_known: bool = False


class FormulaWatch:
    """The rules of kind FORMULA. One thread.

    Args:
        rules: The rules.
        points: All points by id.
        zone: Where days, weeks, months and years begin.

    Attributes:
        faults: What is wrong with a formula, a sentence by the rule's name; it is not judged.
    """

    def __init__(
        self, rules: Sequence[AlarmRule], points: Mapping[PointId, Point], zone: ZoneInfo
    ) -> None:
        self.faults: dict[str, str] = {}
        self._zone = zone
        self._inputs: dict[PointId, _Input] = {}
        self._using: dict[PointId, list[_Formula]] = {}
        self._formulas: list[_Formula] = []
        for rule in rules:
            self._add(rule, points)

    def _add(self, rule: AlarmRule, points: Mapping[PointId, Point]) -> None:
        from app.services.formulas import (  # noqa: PLC0415 - only where there is such a rule
            FormulaError,
            Surroundings,
            parse,
            prepare,
        )
        from app.services.formulas.running import reach_us  # noqa: PLC0415 - likewise

        try:
            formula = parse(rule.formula)
            known = [points[PointId(name)] for name in formula.names if name in points]
            around = Surroundings(
                {point.id: point.unit for point in known},
                {point.id: point.states for point in known if point.states},
            )
            checked = prepare(formula, around)
        except FormulaError as error:
            self.faults[rule.id] = f"Die Formel der Regel „{rule.id}“ gilt nicht: {error}"
            return
        reach = reach_us(checked.step)
        made = _Formula(rule, checked, {})
        for point in known:
            one = self._inputs.setdefault(
                point.id, _Input(point.source, int(stale_after_us(point.interval_s)))
            )
            one.reach_us = max(one.reach_us, reach)
            made.inputs[point.id] = one
            self._using.setdefault(point.id, []).append(made)
        self._formulas.append(made)

    @property
    def points(self) -> set[PointId]:
        """The points the formulas are made of."""
        return set(self._inputs)

    @property
    def looks_back(self) -> dict[PointId, int]:
        """How far formulas look back on which points, µs."""
        return {point: one.reach_us for point, one in self._inputs.items() if one.reach_us}

    def succeed(self, former: "FormulaWatch") -> None:
        """Take over what another watch knows."""
        for point, one in self._inputs.items():
            known = former._inputs.get(point)  # noqa: SLF001 - of its own kind
            if known is not None:
                one.times, one.values = list(known.times), list(known.values)
                one.qualities = list(known.qualities)

    def recall(self, point: PointId, past: SampleBatch) -> None:
        """Take the past of a point, in order of time."""
        for time_us, value, quality in zip(
            past.source_time.tolist(), past.value.tolist(), past.quality.tolist(), strict=True
        ):
            self.take(point, time_us, value, Quality(min(quality, Quality.GAP)))

    def take(self, point: PointId, time_us: int, value: float, quality: Quality) -> None:
        """Take a sample of a point; one that is not newer than the last changes nothing."""
        if point not in self._inputs:
            return
        self._inputs[point].take(time_us, value, int(quality))
        for formula in self._using[point]:
            formula.is_changed = True

    def find(
        self, now_us: int, delivering: Mapping[SourceId, bool]
    ) -> list[tuple[AlarmRule, Measure, int]]:
        """Return what must be judged now: the rule, its measure, and of when it is (µs UTC).

        A measure is BAD while an input is missing, stale or bad, or its source is lost.

        Args:
            now_us: The present, µs UTC.
            delivering: Which sources deliver.
        """
        found = []
        for formula in self._formulas:
            is_known = all(
                delivering.get(one.source, False) and one.is_known_at(now_us)
                for one in formula.inputs.values()
            )
            if not formula.is_changed and is_known == formula.is_known:
                continue
            formula.is_changed, formula.is_known = False, is_known
            moment = max(
                (one.times[-1] for one in formula.inputs.values() if one.times), default=NO_TIME
            )
            if moment == NO_TIME:
                continue
            measure = self._computed(formula, moment) if is_known else _UNKNOWN
            found.append((formula.rule, measure, min(moment, now_us) if is_known else now_us))
        return found

    def _computed(self, formula: _Formula, moment: int) -> Measure:
        from app.services.formulas.running import Frame, Run  # noqa: PLC0415 - see `_add`
        from app.services.formulas.signals import Signal  # noqa: PLC0415 - likewise

        begin = min(one.times[0] for one in formula.inputs.values())

        def column(name: str, value: "Value") -> "Signal":  # noqa: ARG001 - samples have one value
            one = formula.inputs[name]
            return Signal(
                np.array(one.times, np.int64),
                np.array(one.values, np.float64),
                np.array(one.qualities, np.uint8),
            )

        frame = Frame(begin, begin, moment + 1, is_rolled=False, zone=self._zone)
        result = Run(column, frame).result(formula.checked.step)
        quality = Quality(min(int(result.quality[-1]), Quality.GAP))
        return Measure(float(result.value[-1]), quality)
