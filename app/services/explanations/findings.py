"""What is wrong with a value: how far beyond the limit, since when, and how it came there."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule
from app.domain.points import Point, PointKind
from app.domain.samples import NO_TIME, Float64Array, Int64Array, Quality
from app.domain.series import SeriesFrame
from app.services.alarm_spans import AlarmOccurrence
from app.services.explanations.limits import excess_of, is_beyond, room_of
from app.services.explanations.records import MINUTE_US
from app.services.explanations.results import Course, Curve, Finding, Standing
from app.services.ports import HistorianReader

CURVE_US: Final = 60 * MINUTE_US
"""How much is drawn before the moment, and again after it."""

_CURVE_POINTS: Final = 400
_JUMP_US: Final = 5 * MINUTE_US
_JUMP_SHARE: Final = 0.7
"""A change that came to so large a part within five minutes is a jump."""
_STEADY: Final = 0.03


@dataclass(frozen=True, slots=True)
class Reading:
    """The sample of a point at a moment; NaN and `NO_TIME` where there is none."""

    value: float = float("nan")
    time_us: int = NO_TIME
    quality: Quality = Quality.GAP


def reading_at(history: HistorianReader, point: Point, time_us: int) -> Reading:
    """Return the last sample of a point at or before a moment (µs UTC)."""
    states = history.as_of(np.array([point.key], np.int64), time_us)
    if states.time[0] == NO_TIME:
        return Reading()
    return Reading(
        float(states.value[0]),
        int(states.time[0]),
        Quality(min(int(states.quality[0]), Quality.GAP)),
    )


def curve_of(
    history: HistorianReader,
    point: Point,
    pivot_us: int,
    at_us: int,
    thresholds: Sequence[float],
) -> Curve:
    """Return a point an hour before and after a moment, never later than `at_us`."""
    start_us, end_us = pivot_us - CURVE_US, pivot_us + CURVE_US
    frame = history.query([point.key], start_us, min(end_us, at_us + 1), _CURVE_POINTS)[0]
    time, value = good_samples(frame)
    return Curve(start_us, end_us, time, value, tuple(thresholds))


def good_samples(frame: SeriesFrame) -> tuple[Int64Array, Float64Array]:
    """Return times and last values of a frame; where data are missing there is one NaN."""
    value = np.where(frame.quality >= Quality.BAD, np.nan, frame.last)
    return frame.time, value


def course_of(point: Point, curve: Curve, until_us: int) -> tuple[Course, float]:
    """Return how a value came to where it was at a moment, and by how much in the hour before."""
    if point.kind is not PointKind.ANALOG:
        return Course.UNKNOWN, float("nan")
    known = np.isfinite(curve.value) & (curve.time_us <= until_us)
    time, value = curve.time_us[known], curve.value[known]
    if len(value) < 3:  # noqa: PLR2004 - two points make no course
        return Course.UNKNOWN, float("nan")
    change = float(value[-1] - value[0])
    least = max(_STEADY * abs(float(value[-1])), 2 * 10.0**-point.decimals)
    if abs(change) < least:
        return Course.STEADY, change
    before = np.searchsorted(time, time - _JUMP_US, "left")
    # Sparse samples lie further apart than five minutes: then it is the step between two.
    before = np.minimum(before, np.maximum(np.arange(len(time)) - 1, 0))
    steps = (value - value[before]) * np.sign(change)
    # With three samples in an hour every step is large; that is no jump.
    is_jump = len(value) > 5 and float(steps.max()) >= _JUMP_SHARE * abs(change)  # noqa: PLR2004 - see above
    if change > 0:
        return Course.JUMPED_UP if is_jump else Course.RISING, change
    return Course.JUMPED_DOWN if is_jump else Course.FALLING, change


def finding_of_alarm(
    rule: AlarmRule, occurrence: AlarmOccurrence, latest: Reading, threshold: float
) -> Finding:
    """Return what was wrong in an occurrence of an alarm, without its course."""
    has_ended = occurrence.end_us is not None
    raised_us = occurrence.start_us
    measure = occurrence.value
    return Finding(
        Standing.RETURNED if has_ended else Standing.ACTIVE,
        measure,
        raised_us,
        latest.quality,
        latest.value,
        excess_of(rule, threshold, measure),
        nearest=rule,
        raised_us=raised_us,
        cleared_us=NO_TIME if occurrence.end_us is None else occurrence.end_us,
        crossed_us=raised_us - round(rule.on_delay_s * 1e6),
        acknowledged_by=occurrence.acknowledged_by,
        acknowledged_us=NO_TIME
        if occurrence.acknowledged_us is None
        else occurrence.acknowledged_us,
        comment=occurrence.comment,
    )


def finding_of_value(point: Point, rules: Sequence[AlarmRule], now: Reading) -> Finding:
    """Return what a value without an alarm is: beyond a limit, abnormal, or within all of them.

    Args:
        point: The point.
        rules: Its rules, with the limits of the moment.
        now: Its sample at the moment.
    """
    beyond = [rule for rule in rules if is_beyond(rule, now.value)]
    if now.quality is Quality.GOOD and beyond:
        worst = min(beyond, key=lambda rule: rule.priority)
        excess = excess_of(worst, worst.threshold, now.value)
        return _finding(Standing.PENDING, now, excess=excess, nearest=worst)
    state = point.state(now.value) if point.kind is PointKind.STATE else None
    if now.quality >= Quality.BAD or isnan(now.value) or (state is not None and state.is_abnormal):
        return _finding(Standing.ABNORMAL, now)
    rooms = [(room_of(rule, rule.threshold, now.value), rule) for rule in rules]
    near = min((one for one in rooms if not isnan(one[0])), key=lambda one: one[0], default=None)
    standing = Standing.WITHIN if rules else Standing.UNWATCHED
    if near is None:
        return _finding(standing, now)
    return _finding(standing, now, room=near[0], nearest=near[1])


def _finding(
    standing: Standing,
    now: Reading,
    *,
    excess: float = float("nan"),
    room: float = float("nan"),
    nearest: AlarmRule | None = None,
) -> Finding:
    return Finding(standing, now.value, now.time_us, now.quality, now.value, excess, room, nearest)
