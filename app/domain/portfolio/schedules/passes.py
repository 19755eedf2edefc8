"""The two passes over a network: forward for the earliest moments, backward for the latest.

Critical path method (Kelley and Walker 1959) with all four kinds of dependency. Plain lists and
integers: for one schedule they are quicker than arrays, and never overflow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.portfolio.schedules.anchors import UNBOUND, Anchors, Stage
from app.domain.portfolio.schedules.networks import ScheduleNetwork
from app.domain.samples import BoolArray


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earliest moments of a network.

    Attributes:
        slots: Start and end of each task in turn.
        closes: True for a milestone that stands at the evening of the day before its moment, as
            something ends there; false for one that stands at the morning, and for tasks.
    """

    slots: list[int]
    closes: list[bool]


def forward(network: ScheduleNetwork, anchors: Anchors) -> Earliest:
    """Return the earliest start and end of each task."""
    slots = [0] * (2 * len(network.tasks))
    closes = [False] * len(network.tasks)
    stages = anchors.stage.tolist()
    releases, starts, ends = (
        anchors.release.tolist(), anchors.start.tolist(), anchors.end.tolist()
    )  # fmt: skip
    for place, duration in enumerate(network.columns.duration.tolist()):
        stage = stages[place]
        if stage == Stage.OPEN:
            begin = earliest_start(network, place, slots, releases[place], duration)
            end = begin + duration
            if not duration:
                closes[place] = begin > releases[place] and closing(network, place, slots, closes)
        elif stage == Stage.STARTED:
            begin, end = starts[place], ends[place]
            for source, lag in network.ends_in[place]:
                end = max(end, slots[source] + lag)
        else:
            begin, end = starts[place], ends[place]
            closes[place] = not duration
        slots[2 * place] = begin
        slots[2 * place + 1] = end
    return Earliest(slots, closes)


def earliest_start(
    network: ScheduleNetwork, place: int, slots: Sequence[int], release: int, duration: int
) -> int:
    """Return the first moment at which an open task can start."""
    begin = release
    for source, lag in network.starts_in[place]:
        moment = slots[source] + lag
        begin = max(begin, moment)
    for source, lag in network.ends_in[place]:
        moment = slots[source] + lag - duration
        begin = max(begin, moment)
    return begin


def closing(
    network: ScheduleNetwork, place: int, slots: Sequence[int], closes: Sequence[bool]
) -> bool:
    """Tell whether only ends lead to a milestone that something leads to."""
    moment = max(slots[source] + lag for source, lag in _links_to(network, place))
    return all(
        closes[source // 2] or (source % 2 and slots[source - 1] < slots[source])
        for source, lag in _links_to(network, place)
        if slots[source] + lag == moment
    )


def _links_to(network: ScheduleNetwork, place: int) -> Iterator[tuple[int, int]]:
    yield from network.starts_in[place]
    yield from network.ends_in[place]


def backward(
    network: ScheduleNetwork, anchors: Anchors, earliest: Earliest, latest_ends: Sequence[int]
) -> list[int]:
    """Return the latest start and end of each task in turn that still keep all latest ends.

    What was started keeps its start, what is done keeps both.

    Args:
        network: The network.
        anchors: What holds its tasks.
        earliest: Their earliest moments.
        latest_ends: Moment by which each has to end; `UNBOUND` where it need not.
    """
    slots = [UNBOUND] * len(earliest.slots)  # as those who wait see them: what lies fast is free
    late = list(earliest.slots)
    stages = anchors.stage.tolist()
    durations = network.columns.duration.tolist()
    for place in range(len(network.tasks) - 1, -1, -1):
        stage = stages[place]
        if stage == Stage.DONE:
            continue
        end = latest_ends[place]
        for target, lag in network.ends_out[place]:
            moment = slots[target] - lag
            end = min(end, moment)
        if stage == Stage.OPEN:
            duration = durations[place]
            for target, lag in network.starts_out[place]:
                moment = slots[target] - lag + duration
                end = min(end, moment)
            slots[2 * place] = late[2 * place] = end - duration
        slots[2 * place + 1] = late[2 * place + 1] = end
    return late


def binding(network: ScheduleNetwork, anchors: Anchors) -> BoolArray:
    """Return which dependencies bind, bool[dependencies]: those to slots that do not lie fast."""
    loose = np.empty(2 * len(network.tasks), np.bool_)
    loose[::2] = anchors.stage == Stage.OPEN
    loose[1::2] = anchors.stage != Stage.DONE
    return loose[network.target]
