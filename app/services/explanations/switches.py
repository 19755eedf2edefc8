"""What neighbouring points did: states that switched, values that jumped, points that fell silent.

Read from the historian for few points at a time, so that it can be given up between two readings.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from app.domain.points import Point, PointKind
from app.domain.samples import Quality
from app.domain.series import SeriesFrame, Tier
from app.services.explanations.jumps import LOOK_BACK_US, jump_in
from app.services.explanations.neighbours import Neighbour
from app.services.explanations.records import MINUTE_US
from app.services.explanations.results import Change, ChangeKind
from app.services.ports import HistorianReader
from app.services.statistics import CancelledError

MOST_STATES: Final = 40
MOST_ANALOG: Final = 24
"""Neighbours whose hours are read, the nearest: more would take too long to wait for."""

_PART: Final = 10
_MOST_SWITCHES: Final = 3
"""A state that switches more often within the hour (a traffic light) tells nothing by it."""

_COARSE: Final = 200
_MIN_BEFORE_US: Final = 30 * MINUTE_US


def switches(
    history: HistorianReader,
    neighbours: Sequence[Neighbour],
    window: tuple[int, int],
    pivot_us: int,
    cancelled: Callable[[], bool],
) -> Iterator[Change]:
    """Return what points near by did in [start, end).

    Args:
        history: The historian.
        neighbours: The points, the nearest first.
        window: Start and end, µs UTC.
        pivot_us: The moment explained.
        cancelled: Tells whether nobody waits any more.

    Raises:
        CancelledError: Nobody waits any more.
        StorageError: The historian cannot be read.
    """
    states = [one for one in neighbours if one.point.kind is PointKind.STATE][:MOST_STATES]
    analog = [one for one in neighbours if one.point.kind is PointKind.ANALOG][:MOST_ANALOG]
    start_us, end_us = window
    for one, frame in _frames(history, states, start_us - _MIN_BEFORE_US, end_us, cancelled):
        yield from _silences(one, frame, window, pivot_us)
        yield from _switched(one, frame, window, pivot_us)
    for one, frame in _frames(history, analog, start_us - LOOK_BACK_US, end_us, cancelled):
        yield from _silences(one, frame, window, pivot_us)
        value = np.where(frame.quality >= Quality.BAD, np.nan, frame.last)
        jump = jump_in(frame.time, value, start_us, end_us, one.point.decimals)
        if jump is not None:
            yield Change(
                ChangeKind.JUMPED,
                jump.time_us,
                jump.time_us - pivot_us,
                one.nearness,
                point=one.point,
                before=jump.before,
                after=jump.after,
                times_usual=jump.times,
            )


def _frames(
    history: HistorianReader,
    neighbours: Sequence[Neighbour],
    start_us: int,
    end_us: int,
    cancelled: Callable[[], bool],
) -> Iterator[tuple[Neighbour, SeriesFrame]]:
    for first in range(0, len(neighbours), _PART):
        if cancelled():
            raise CancelledError
        part = neighbours[first : first + _PART]
        is_state = part[0].point.kind is PointKind.STATE
        tier = Tier.RAW if is_state else None
        keys = [one.point.key for one in part]
        yield from zip(part, history.query(keys, start_us, end_us, _COARSE, tier), strict=True)


def _switched(
    one: Neighbour, frame: SeriesFrame, window: tuple[int, int], pivot_us: int
) -> Iterator[Change]:
    known = (frame.quality < Quality.BAD) & np.isfinite(frame.last)
    time, value = frame.time[known], frame.last[known]
    places = np.flatnonzero(np.diff(value) != 0) + 1
    is_restless = len(places) > _MOST_SWITCHES
    places = places[(time[places] >= window[0]) & (time[places] < window[1])]
    for place in places.tolist():
        before, after = float(value[place - 1]), float(value[place])
        if is_restless and not (_is_abnormal(one.point, before) or _is_abnormal(one.point, after)):
            continue
        moment = int(time[place])
        yield Change(
            ChangeKind.SWITCHED,
            moment,
            moment - pivot_us,
            one.nearness,
            point=one.point,
            before=before,
            after=after,
        )


def _silences(
    one: Neighbour, frame: SeriesFrame, window: tuple[int, int], pivot_us: int
) -> Iterator[Change]:
    """Tell of the first moment at which good values ended, or came again."""
    is_good = frame.quality < Quality.BAD
    places = np.flatnonzero(np.diff(is_good.astype(np.int8)) != 0) + 1
    places = places[(frame.time[places] >= window[0]) & (frame.time[places] < window[1])]
    if not len(places):
        return
    place = int(places[0])
    moment = int(frame.time[place])
    kind = ChangeKind.SPOKE if is_good[place] else ChangeKind.SILENT
    yield Change(kind, moment, moment - pivot_us, one.nearness, point=one.point)


def _is_abnormal(point: Point, code: float) -> bool:
    state = point.state(code)
    return state is not None and state.is_abnormal
