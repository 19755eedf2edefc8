"""What is due now: the samples of some groups between two moments, found in one vectorised step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.points import Point
from app.domain.samples import Int64Array
from connectors.simulated_city.world import Group, World


@dataclass(frozen=True, slots=True)
class Sample:
    """One value of one point, ready for the wire.

    Attributes:
        point: The point.
        time_us: When it is measured, µs UTC.
        value: In the point's unit, or its code; NaN when BAD.
        quality: `Quality`; GAP when the device is silent.
        row: Row of the point in its group.
    """

    point: Point
    time_us: int
    value: float
    quality: int
    row: int


def due(
    world: World, groups: Iterable[Group], after_us: int, until_us: int
) -> Iterator[tuple[Group, list[Sample]]]:
    """Return the samples with after < time <= until (µs UTC) of each group that has some."""
    for group in groups:
        step = group.step_us
        first = after_us + 1 + (group.phases(step) - after_us - 1) % step
        rows = np.flatnonzero(first[:, 0] <= until_us)
        if not len(rows):
            continue
        count = (until_us - after_us - 1) // step + 1
        time_us = first[rows] + np.arange(count, dtype=np.int64) * step
        yield group, list(_samples(world, group, rows, time_us, until_us))


def latest(world: World, group: Group, now_us: int) -> list[Sample]:
    """Return the newest sample of each point of a group, at or before `now_us`."""
    step = group.step_us
    phase = group.phases(step)
    time_us = now_us - (now_us - phase) % step
    return list(_samples(world, group, np.arange(len(group.points)), time_us, now_us))


def at(world: World, group: Group, rows: Sequence[int], now_us: int) -> list[Sample]:
    """Return samples of some of a group's points at one moment."""
    if not rows:
        return []
    time_us = np.full((len(rows), 1), now_us, np.int64)
    return list(_samples(world, group, np.array(rows, np.int64), time_us, now_us))


def _samples(
    world: World, group: Group, rows: Int64Array, time_us: Int64Array, until_us: int
) -> Iterator[Sample]:
    found = world.values(group, time_us, rows)
    columns = (time_us.tolist(), found.value.tolist(), found.quality.tolist())
    for row, times, values, qualities in zip(rows.tolist(), *columns, strict=True):
        for when, value, quality in zip(times, values, qualities, strict=True):
            if when <= until_us:
                yield Sample(group.points[row], when, value, quality, row)
