"""Back-tests: what a rule would have raised over a time that is past, computed at once.

The outcome is that of `transitions.step` fed sample by sample and `transitions.tick` at the end:
a good measure beyond the limit that lasts for the on-delay raises, one that came back beyond the
deadband and lasts for the off-delay clears, and a BAD value or a gap stops whatever delay runs.
Shelves, acknowledgements, schedules and maintenance do not belong to it: it tells of the condition.

It rests on this: while an alarm is normal only an unbroken run of violating samples matters, and
while it stands only an unbroken run of returned ones. A run is one or the other, whatever the
state, so it can be told of each run alone whether its delay would pass; of those that would, the
first of each alternation counts.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.alarms.episodes import Episodes
from app.domain.alarms.rules import AlarmRule, RuleKind
from app.domain.samples import (
    NO_TIME,
    BoolArray,
    Float64Array,
    Int64Array,
    Quality,
    UInt8Array,
)

_S: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class References:
    """The reference of a rule (`AlarmRule.reference`) as it was at each sample.

    Attributes:
        value: Its value as of each sample, float64[n].
        quality: Its quality then, uint8[n]; BAD where it was not known.
    """

    value: Float64Array
    quality: UInt8Array


@dataclass(frozen=True, slots=True)
class Measures:
    """What a rule compares with its limit, as columns of one length n; see `RuleKind`.

    Attributes:
        time_us: When, µs UTC, ascending.
        value: The measure.
        is_bad: Where it is not known.
    """

    time_us: Int64Array
    value: Float64Array
    is_bad: BoolArray


def back_test(
    rule: AlarmRule,
    times_us: Int64Array,
    values: Float64Array,
    qualities: UInt8Array,
    end_us: int,
    *,
    references: References | None = None,
) -> Episodes:
    """Return when a rule would have stood.

    Args:
        rule: The rule; of FORMULA the values are those of its formula, of LOST 1 and 0.
        times_us: Times of the samples of its point, µs UTC, ascending.
        values: Their values.
        qualities: Their qualities.
        end_us: Until when time passes, µs UTC; later samples are not looked at.
        references: The reference at each sample, where the rule has one.

    Raises:
        ValueError: A delay or the deadband is negative, the columns differ in length, or the rule
            is MIRRORED: only its server knows what it judges by.
    """
    _check(rule, times_us, values, qualities, references)
    n = int(np.searchsorted(times_us, end_us, "right"))
    if references is not None:
        references = References(references.value[:n], references.quality[:n])
    measures = measures_of(
        rule, times_us[:n], values[:n], qualities[:n], end_us, references=references
    )
    return _episodes(rule, measures, end_us)


def _check(
    rule: AlarmRule,
    times_us: Int64Array,
    values: Float64Array,
    qualities: UInt8Array,
    references: References | None,
) -> None:
    if rule.kind is RuleKind.MIRRORED:
        raise ValueError(f"{rule.id} is judged by a server")
    if min(rule.deadband, rule.on_delay_s, rule.off_delay_s, rule.span_s) < 0:
        raise ValueError(f"a delay, the span or the deadband of {rule.id} is negative")
    lengths = {len(times_us), len(values), len(qualities)}
    if references is not None:
        lengths |= {len(references.value), len(references.quality)}
    if len(lengths) > 1:
        raise ValueError(f"columns of a back-test differ in length: {sorted(lengths)}")


# --- what is compared ------------------------------------------------------------------------


def measures_of(
    rule: AlarmRule,
    times_us: Int64Array,
    values: Float64Array,
    qualities: UInt8Array,
    end_us: int,
    *,
    references: References | None = None,
) -> Measures:
    """Return what a rule compares with its limit; arguments as for `back_test`."""
    if rule.kind is RuleKind.INACTIVE:
        return _silences(rule, times_us, qualities, end_us)
    is_bad = (qualities >= Quality.BAD) | np.isnan(values)
    if rule.kind is RuleKind.RATE:
        return Measures(times_us, *_changes(times_us, values, is_bad, round(rule.span_s * _S)))
    if references is not None:
        values = _difference(values, references.value)
        is_bad = is_bad | (references.quality >= Quality.BAD) | np.isnan(values)
    elif rule.kind is RuleKind.DEVIATION:
        values = _difference(values, np.float64(rule.setpoint))
        is_bad = is_bad | np.isnan(values)
    if rule.kind is RuleKind.DEVIATION:
        values = np.abs(values)
    return Measures(times_us, values, is_bad)


def _difference(values: Float64Array, others: Float64Array | np.float64) -> Float64Array:
    """Return differences; that of two infinities is NaN and not worth a warning."""
    with np.errstate(invalid="ignore"):
        difference: Float64Array = values - others
    return difference


def _changes(
    times_us: Int64Array, values: Float64Array, is_bad: BoolArray, span_us: int
) -> tuple[Float64Array, BoolArray]:
    """Return by how much a value differs from that of a span before, and where nobody knows."""
    before = np.searchsorted(times_us, times_us - span_us, "right") - 1
    change = np.abs(_difference(values, values[before]))
    return change, is_bad | (before < 0) | is_bad[before] | np.isnan(change)


def _silences(
    rule: AlarmRule, times_us: Int64Array, qualities: UInt8Array, end_us: int
) -> Measures:
    """Return the seconds since the last value: 0 with each, and one row where they exceed it.

    After a gap marker the source did not deliver, and its silence is not the point's.
    """
    limit_us = round(rule.threshold * _S) + 1
    ends = np.append(times_us[1:], end_us + 1)[: len(times_us)]
    is_gap = qualities == Quality.GAP
    rows = np.flatnonzero((ends - times_us > limit_us) & ~is_gap)
    places = rows + 1
    time = np.insert(times_us, places, times_us[rows] + limit_us)
    silent = np.insert(np.zeros(len(times_us)), places, limit_us / _S)
    return Measures(time, silent, np.insert(is_gap, places, False))


# --- what becomes of it ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Runs:
    """Unbroken runs of samples that outlast a delay.

    Attributes:
        first: The first sample of each.
        past: The sample after its last.
        due_us: When its delay is over.
    """

    first: Int64Array
    past: Int64Array
    due_us: Int64Array


def _episodes(rule: AlarmRule, measures: Measures, end_us: int) -> Episodes:
    is_beyond, is_back = _sides(rule, measures)
    if not is_beyond.any():
        return Episodes.none()
    raises = _lasting(is_beyond, measures.time_us, rule.on_delay_s, end_us)
    clears = _lasting(is_back, measures.time_us, rule.off_delay_s, end_us)
    first = np.concatenate([raises.first, clears.first])
    order = np.argsort(first, kind="stable")
    is_raise = (order < len(raises.first)).astype(np.int8)
    # Nothing stands at first; what finds the alarm as it would leave it, changes nothing.
    counts = order[np.diff(is_raise, prepend=np.int8(0)) != 0]
    begun, ended = counts[0::2], counts[1::2] - len(raises.first)
    ends = np.full(len(begun), NO_TIME, np.int64)
    ends[: len(ended)] = clears.due_us[ended]
    return Episodes(raises.due_us[begun], ends, _raised_with(measures, raises, begun))


def _sides(rule: AlarmRule, measures: Measures) -> tuple[BoolArray, BoolArray]:
    """Return where a measure is beyond the limit, and where it is back; between is neither.

    The arithmetic is that of `rules.is_violated` and `rules.is_returned`.
    """
    value, is_good = measures.value, ~measures.is_bad
    if rule.kind.has_codes:
        is_abnormal = np.isin(value, np.array(sorted(rule.codes), np.float64))
        return is_abnormal & is_good, ~is_abnormal & is_good
    if rule.kind.is_upper:
        beyond, back = value > rule.threshold, value <= rule.threshold - rule.deadband
    else:
        beyond, back = value < rule.threshold, value >= rule.threshold + rule.deadband
    return beyond & is_good, back & is_good


def _lasting(is_in: BoolArray, times_us: Int64Array, delay_s: float, end_us: int) -> _Runs:
    """Return the runs of a mask that last for a delay: until the next sample, or until the end."""
    edges = np.diff(is_in.astype(np.int8), prepend=np.int8(0), append=np.int8(0))
    first, past = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    due = times_us[first] + round(delay_s * _S)
    until = np.append(times_us, end_us)[past]
    lasts = due <= until
    return _Runs(first[lasts], past[lasts], due[lasts])


def _raised_with(measures: Measures, raises: _Runs, begun: Int64Array) -> Float64Array:
    """Return the last measure of each run before its delay was over."""
    first, past = raises.first[begun], raises.past[begun]
    last = np.searchsorted(measures.time_us, raises.due_us[begun], "left") - 1
    return measures.value[np.clip(last, first, past - 1)]
