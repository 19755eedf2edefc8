"""The two passes over a network for many runs at once: a row of runs for each slot.

The same rules as in `passes`; a row is short enough for the cache, and a step over one costs little
more than a step over one number.
"""

from dataclasses import dataclass

import numpy as np

from app.domain.portfolio.schedules.anchors import Anchors, Stage, expected_end
from app.domain.portfolio.schedules.networks import ScheduleNetwork
from app.domain.samples import BoolArray, Int32Array


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """The earliest moments of all runs.

    Attributes:
        slots: Start and end of each task in turn, int32[2 * tasks, runs].
        last_days: Number of the last day of each task, int32[tasks, runs].
    """

    slots: Int32Array
    last_days: Int32Array


def forward_runs(
    network: ScheduleNetwork, anchors: Anchors, durations: dict[int, Int32Array], runs: int
) -> Moments:
    """Return the earliest moments of all runs.

    Args:
        network: The network.
        anchors: What holds its tasks.
        durations: Durations of the tasks that are not sure, by place, int32[runs] each.
        runs: How many runs there are.
    """
    slots = np.empty((2 * len(network.tasks), runs), np.int32)
    last_days = np.empty((len(network.tasks), runs), np.int32)
    room = np.empty(runs, np.int32)
    closes: dict[int, BoolArray] = {}
    stages, likely = anchors.stage.tolist(), network.columns.duration.tolist()
    for place, stage in enumerate(stages):
        start, end = slots[2 * place], slots[2 * place + 1]
        days = last_days[place]
        duration = durations.get(place, likely[place])
        if stage == Stage.OPEN:
            start.fill(anchors.release[place])
            _hold(network.starts_in[place], slots, start, room, 0)
            _hold(network.ends_in[place], slots, start, room, duration)
            np.add(start, duration, out=end)
        else:
            start.fill(anchors.start[place])
            end[:] = _end(network, anchors, place, duration)
            if stage == Stage.STARTED:
                _hold(network.ends_in[place], slots, end, room, 0)
        np.subtract(end, 1, out=days)
        if likely[place]:
            np.maximum(days, start, out=days)
        elif stage == Stage.OPEN:
            closes[place] = _closes(network, place, slots, closes, int(anchors.release[place]))
            np.subtract(start, closes[place], out=days)
        else:
            closes[place] = np.ones(runs, np.bool_)
    return Moments(slots, last_days)


def critical_runs(
    network: ScheduleNetwork, anchors: Anchors, moments: Moments, durations: dict[int, Int32Array]
) -> BoolArray:
    """Return in which runs each task has no room before the last of all ends, bool[tasks, runs].

    Deadlines do not count; what is done is never critical.
    """
    early = moments.slots
    finish = early[1::2].max(axis=0)
    late = np.empty_like(early)
    room = np.empty_like(finish)
    critical = np.zeros(moments.last_days.shape, np.bool_)
    stages, likely = anchors.stage.tolist(), network.columns.duration.tolist()
    for place in range(len(stages) - 1, -1, -1):
        if stages[place] == Stage.DONE:
            continue
        end = late[2 * place + 1]
        end[:] = finish
        for target, lag in network.ends_out[place]:
            if stages[target // 2] <= target % 2:  # an open start, an end that is not done
                np.minimum(end, np.subtract(late[target], lag, out=room), out=end)
        if stages[place] == Stage.OPEN:
            duration = durations.get(place, likely[place])
            for target, lag in network.starts_out[place]:
                if stages[target // 2] <= target % 2:
                    np.subtract(late[target], lag, out=room)
                    np.add(room, duration, out=room)
                    np.minimum(end, room, out=end)
            np.subtract(end, duration, out=late[2 * place])
        np.less_equal(end, early[2 * place + 1], out=critical[place])
    return critical


def _hold(
    links: tuple[tuple[int, int], ...],
    slots: Int32Array,
    held: Int32Array,
    room: Int32Array,
    duration: int | Int32Array,
) -> None:
    """Hold a row back by links; those to an end are counted back to the start by the duration."""
    is_end = not isinstance(duration, int) or duration
    for source, lag in links:
        row = slots[source]
        if lag:
            row = np.add(row, lag, out=room)
        if is_end:
            row = np.subtract(row, duration, out=room)
        np.maximum(held, row, out=held)


def _end(
    network: ScheduleNetwork, anchors: Anchors, place: int, duration: int | Int32Array
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return the ends of a task that is started or done, before what its end waits for."""
    if isinstance(duration, int):
        return anchors.end[place : place + 1]
    return expected_end(
        anchors.start[place : place + 1],
        duration.astype(np.int64),
        network.columns.progress[place : place + 1],
        anchors.today,
    )


def _closes(
    network: ScheduleNetwork,
    place: int,
    slots: Int32Array,
    closes: dict[int, BoolArray],
    release: int,
) -> BoolArray:
    """Return in which runs a milestone stands at the evening of the day before its moment."""
    moment = slots[2 * place]
    found: BoolArray = moment > release
    for source, lag in (*network.starts_in[place], *network.ends_in[place]):
        if source // 2 in closes:
            ends: BoolArray | np.bool_ = closes[source // 2]
        elif source % 2:
            ends = slots[source - 1] < slots[source]
        else:
            ends = np.False_
        found &= ends | (slots[source] + lag < moment)
    return found
