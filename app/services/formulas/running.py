"""Steps → series. Numpy alone: no units, no names, no Python code made of texts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.samples import BoolArray, Float64Array, Int64Array, Quality, UInt8Array
from app.services.formulas import sliding
from app.services.formulas.periods import LONGEST_US, begin_of_each
from app.services.formulas.signals import Signal, aligned, flat
from app.services.formulas.steps import (
    Apply,
    Column,
    Constant,
    Increase,
    Part,
    Rolling,
    Shift,
    Since,
    Slope,
    Span,
    Step,
    Total,
    Value,
)

ENOUGH: Final = 0.75
"""A rolling mean of which less is known is uncertain."""

Operand = Signal | float
Columns = Callable[[str, Value], Signal]


@dataclass(frozen=True, slots=True)
class Frame:
    """Within which a formula is computed.

    Attributes:
        start_us: Where the window begins that was asked for; sums begin here.
        begin_us: From when on there may be data; before `start_us` when functions look back.
        end_us: End, exclusive.
        is_rolled: True when the series are buckets.
        zone: Where days, weeks, months and years begin.
    """

    start_us: int
    begin_us: int
    end_us: int
    is_rolled: bool
    zone: ZoneInfo


@dataclass(slots=True)
class Fault:
    """Where a computation had no result: how often, and when first."""

    count: int
    first_us: int


class Run:
    """One computation.

    Args:
        columns: Gives the series of a point.
        frame: Within which it is computed.

    Attributes:
        faults: Where there was no result, by `division`, `root`, `logarithm`.
    """

    def __init__(self, columns: Columns, frame: Frame) -> None:
        self._columns = columns
        self._frame = frame
        self._parts: dict[str, Operand] = {}
        self.faults: dict[str, Fault] = {}
        self._ways: dict[type[Step], Callable[..., Operand]] = {
            Constant: lambda step: step.value,
            Column: lambda step: columns(step.name, step.value),
            Part: self._part,
            Apply: self._apply,
            Rolling: self._rolling,
            Slope: self._slope,
            Total: self._total,
            Increase: self._increase,
            Shift: self._shift,
        }

    def result(self, step: Step) -> Signal:
        """Return the series of a step."""
        return self._series(step)

    def _value(self, step: Step) -> Operand:
        return self._ways[type(step)](step)

    def _series(self, step: Step) -> Signal:
        value = self._value(step)
        return flat(value, self._frame.begin_us) if isinstance(value, float) else value

    def _part(self, step: Part) -> Operand:
        if step.name not in self._parts:
            self._parts[step.name] = self._value(step.step)
        return self._parts[step.name]

    # --- values of the same moment ----------------------------------------------------------

    def _apply(self, step: Apply) -> Operand:
        values = [self._value(part) for part in step.steps]
        series = [value for value in values if isinstance(value, Signal)]
        if not series:
            series = [flat(np.nan, self._frame.begin_us)]
            quality = np.zeros(1, np.uint8)
        else:
            series = aligned(series)
            quality = series[0].quality
            for one in series[1:]:
                quality = np.maximum(quality, one.quality)
        time = series[0].time
        met = iter(series)
        arrays: list[Float64Array] = [
            next(met).value if isinstance(value, Signal) else np.full(len(time), value)
            for value in values
        ]
        with np.errstate(all="ignore"):
            result = SIGNS[step.sign](*arrays)
        if step.sign in _CHOICES:
            quality = self._chosen_quality(step.sign, values, arrays, aligned_to=series)
        self._note(step.sign, arrays, result, time)
        return _settled(time, result, quality)

    def _chosen_quality(
        self,
        sign: str,
        values: list[Operand],
        arrays: list[Float64Array],
        *,
        aligned_to: list[Signal],
    ) -> UInt8Array:
        """Return the quality of the value that was taken, not of the one that was not."""
        met = iter(aligned_to)
        of_each = [
            next(met).quality if isinstance(value, Signal) else np.zeros(len(arrays[0]), np.uint8)
            for value in values
        ]
        if sign == "fill":
            return np.where(np.isnan(arrays[0]), of_each[1], of_each[0]).astype(np.uint8)
        taken = np.where(arrays[0] != 0, of_each[1], of_each[2])
        return np.maximum(of_each[0], taken).astype(np.uint8)

    def _note(
        self, sign: str, arrays: list[Float64Array], result: Float64Array, time: Int64Array
    ) -> None:
        if sign not in _FAULTS:
            return
        name, is_wrong = _FAULTS[sign]
        wrong = is_wrong(arrays) & ~np.isfinite(result)
        wrong &= (time >= self._frame.start_us) & (time < self._frame.end_us)
        count = int(np.count_nonzero(wrong))
        if count:
            first = int(time[np.argmax(wrong)])
            known = self.faults.setdefault(name, Fault(0, first))
            known.count += count
            known.first_us = min(known.first_us, first)

    # --- along time -------------------------------------------------------------------------

    def _at(self, signal: Signal) -> Int64Array:
        return signal.ends(self._frame.end_us) if self._frame.is_rolled else signal.time

    def _rolling(self, step: Rolling) -> Operand:
        signal = self._series(step.step)
        at, end = self._at(signal), self._frame.end_us
        quality = signal.quality
        if step.sign == "mean":
            value, share = sliding.rolling_mean(signal, at, step.width_us, end)
            thin = (share < ENOUGH) & (quality == Quality.GOOD)
            quality = np.where(thin, np.uint8(Quality.UNCERTAIN), quality).astype(np.uint8)
        else:
            value = sliding.rolling_extreme(
                signal, at, step.width_us, end, is_maximum=step.sign == "max"
            )
        return _settled(signal.time, _where_known(signal, value), quality)

    def _slope(self, step: Slope) -> Operand:
        signal = self._series(step.step)
        return _settled(signal.time, sliding.slope(signal, step.per_us), signal.quality)

    def _total(self, step: Total) -> Operand:
        signal = self._series(step.step)
        at = self._at(signal)
        value = sliding.total(signal, at, self._since(step.span, signal, at), self._frame.end_us)
        return _settled(signal.time, _where_known(signal, value), signal.quality)

    def _increase(self, step: Increase) -> Operand:
        signal = self._series(step.step)
        at = self._at(signal)
        value = sliding.increase(signal, at, self._since(step.span, signal, at))
        return _settled(signal.time, _where_known(signal, value), signal.quality)

    def _since(self, span: Span, signal: Signal, at: Int64Array) -> Int64Array | int:
        if span.since is Since.WINDOW:
            return self._frame.start_us
        if span.since is Since.TRAILING:
            return at - span.width_us
        return begin_of_each(span.since, signal.time, self._frame.zone)

    def _shift(self, step: Shift) -> Operand:
        signal = self._series(step.step)
        return Signal(signal.time + step.by_us, signal.value, signal.quality)


# --- signs ----------------------------------------------------------------------------------


def _truth(test: Callable[..., BoolArray]) -> Callable[..., Float64Array]:
    """Return a test as 1 and 0, NaN where an operand is missing."""

    def judge(*values: Float64Array) -> Float64Array:
        missing = np.isnan(values[0]) if len(values) == 1 else np.isnan(values[0] + values[1])
        return np.where(missing, np.nan, test(*values).astype(np.float64))

    return judge


def _where(condition: Float64Array, one: Float64Array, other: Float64Array) -> Float64Array:
    chosen: Float64Array = np.where(condition != 0, one, other)
    return np.where(np.isnan(condition), np.nan, chosen)


def _fill(value: Float64Array, instead: Float64Array) -> Float64Array:
    filled: Float64Array = np.where(np.isnan(value), instead, value)
    return filled


SIGNS: Final[dict[str, Callable[..., Float64Array]]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "neg": np.negative,
    "abs": np.abs,
    "sqrt": np.sqrt,
    "log": np.log10,
    "ln": np.log,
    "exp": np.exp,
    "<": _truth(np.less),
    "<=": _truth(np.less_equal),
    ">": _truth(np.greater),
    ">=": _truth(np.greater_equal),
    "==": _truth(np.equal),
    "!=": _truth(np.not_equal),
    "and": _truth(lambda a, b: (a != 0) & (b != 0)),
    "or": _truth(lambda a, b: (a != 0) | (b != 0)),
    "not": _truth(lambda a: a == 0),
    "where": _where,
    "fill": _fill,
    "average": lambda *values: np.mean(values, axis=0),
    "greatest": lambda *values: np.max(values, axis=0),
    "least": lambda *values: np.min(values, axis=0),
}
"""All signs and functions of values of the same moment. Missing operands give no result."""

_CHOICES: Final = frozenset({"where", "fill"})

_FAULTS: Final[dict[str, tuple[str, Callable[[list[Float64Array]], BoolArray]]]] = {
    "/": ("division", lambda values: (values[1] == 0) & np.isfinite(values[0])),
    "**": ("division", lambda values: (values[0] == 0) & (values[1] < 0)),
    "sqrt": ("root", lambda values: values[0] < 0),
    "log": ("logarithm", lambda values: values[0] <= 0),
    "ln": ("logarithm", lambda values: values[0] <= 0),
}

POINTWISE: Final = frozenset({"+", "-", "*", "/", "**", "neg", "abs", "sqrt", "log", "ln", "exp"})
"""Signs whose extremes lie where their one operand has its own, but for turning points inside."""


def _settled(time: Int64Array, value: Float64Array, quality: UInt8Array) -> Signal:
    """Return a result; what is no number becomes a gap."""
    missing = ~np.isfinite(value)
    if missing.any():
        value = np.where(missing, np.nan, value)
        quality = np.where(missing & (quality < Quality.BAD), np.uint8(Quality.GAP), quality)
    return Signal(time, value, quality.astype(np.uint8))


def _where_known(signal: Signal, value: Float64Array) -> Float64Array:
    """Return results only where the series itself has a value: no curve goes on in a gap."""
    return np.where(sliding.is_known(signal), value, np.nan)


# --- looking ahead --------------------------------------------------------------------------


def reach_us(step: Step, known: dict[str, int] | None = None) -> int:
    """Return how far before the window a computation looks back, µs."""
    known = {} if known is None else known
    if isinstance(step, Apply):
        return max((reach_us(part, known) for part in step.steps), default=0)
    if isinstance(step, Part):
        if step.name not in known:
            known[step.name] = reach_us(step.step, known)
        return known[step.name]
    if isinstance(step, Rolling):
        return step.width_us + reach_us(step.step, known)
    if isinstance(step, Shift):
        return step.by_us + reach_us(step.step, known)
    if isinstance(step, Total | Increase):
        span = step.span
        width = span.width_us if span.since is Since.TRAILING else LONGEST_US[span.since]
        return width + reach_us(step.step, known)
    return reach_us(step.step, known) if isinstance(step, Slope) else 0


def columns_of(step: Step, seen: set[str] | None = None) -> set[tuple[str, Value]]:
    """Return the points a computation reads, with their columns."""
    seen = set() if seen is None else seen
    if isinstance(step, Column):
        return {(step.name, step.value)}
    if isinstance(step, Apply):
        return set().union(*(columns_of(part, seen) for part in step.steps))
    if isinstance(step, Part):
        if step.name in seen:
            return set()
        seen.add(step.name)
    if isinstance(step, Part | Rolling | Slope | Total | Increase | Shift):
        return columns_of(step.step, seen)
    return set()


def is_pointwise(step: Step) -> bool:
    """Tell whether a computation only bends the values of each moment."""
    if isinstance(step, Apply):
        return step.sign in POINTWISE and all(is_pointwise(part) for part in step.steps)
    return isinstance(step, Column | Constant)


def is_bound_to_window(step: Step, seen: set[str] | None = None) -> bool:
    """Tell whether the result depends on where the window begins."""
    seen = set() if seen is None else seen
    if isinstance(step, Total | Increase) and step.span.since is Since.WINDOW:
        return True
    if isinstance(step, Apply):
        return any(is_bound_to_window(part, seen) for part in step.steps)
    if isinstance(step, Part):
        if step.name in seen:
            return False
        seen.add(step.name)
    if isinstance(step, Part | Rolling | Slope | Total | Increase | Shift):
        return is_bound_to_window(step.step, seen)
    return False
