"""The simulated city's past, as plain batches for a historian: newest day first.

Everything comes from `World.values`, so what is filled in joins what arrives live. Samples lie on
the live moments of each point, but not closer than five minutes.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event, Thread

import numpy as np

from app.domain.cities import City
from app.domain.samples import Int64Array, Quality, SampleBatch
from connectors.simulated_city.calendars import local_midnight, previous_midnight
from connectors.simulated_city.sampling import COARSE_US
from connectors.simulated_city.world import Group, World

PART_SAMPLES = 50_000
"""Most samples in one part of a day; small enough that a live append waits some ms at most."""
DAYS = 90
_PAUSE_S = 0.002
"""Break between two parts, so that other threads of the process get their turn."""


@dataclass(frozen=True, slots=True)
class FillProgress:
    """How far a back-fill has come.

    Attributes:
        days_done: Days that are filled, or were covered before.
        days: Days to fill in all.
        samples: Samples handed over so far.
        is_finished: True when the work ended, by itself or because it was cancelled.
        error: Why it ended early, one sentence; empty when all is well.
    """

    days_done: int
    days: int
    samples: int = 0
    is_finished: bool = False
    error: str = ""


def day_bounds(world: World, now_us: int, count: int = DAYS) -> Iterator[tuple[int, int]]:
    """Return start and end of local days (µs UTC), newest first; today ends after `now_us`."""
    start, end = local_midnight(now_us, world.zone), now_us + 1
    for _ in range(count):
        yield start, end
        start, end = previous_midnight(start, world.zone), start


def days(city: City, world: World, now_us: int, count: int = DAYS) -> Iterator[SampleBatch]:
    """Return one batch a local day, newest day first; the first is today up to `now_us`.

    Args:
        city: The city the samples are for; must be the world's own.
        world: Its curves.
        now_us: The present, µs UTC; nothing later is made.
        count: Number of days, today included.

    Raises:
        ValueError: The world plays another city.
    """
    if world.city is not city:
        raise ValueError(f"the world plays {world.city.id}, not {city.id}")
    for start, end in day_bounds(world, now_us, count):
        yield SampleBatch.concatenate(list(parts(world, start, end)))


def parts(world: World, start_us: int, end_us: int) -> Iterator[SampleBatch]:
    """Return the samples in [start, end), at most `PART_SAMPLES` in a batch, point by point."""
    waiting: list[SampleBatch] = []
    size = 0
    for group in world.groups:
        for batch in _of_group(world, group, start_us, end_us):
            if size + len(batch) > PART_SAMPLES and waiting:
                yield SampleBatch.concatenate(waiting)
                waiting, size = [], 0
            waiting.append(batch)
            size += len(batch)
    if waiting:
        yield SampleBatch.concatenate(waiting)


def rows_between(
    world: World, group: Group, rows: Int64Array, bounds: tuple[int, int]
) -> SampleBatch:
    """Return the samples of some of a group's points in [start, end), as history has them."""
    step = group.step_us * max(1, -(-COARSE_US // group.step_us))
    return _rows(world, group, rows, (*bounds, step))


def _of_group(world: World, group: Group, start_us: int, end_us: int) -> Iterator[SampleBatch]:
    step = group.step_us * max(1, -(-COARSE_US // group.step_us))
    per_point = max((end_us - start_us) // step, 0) + 1
    chunk = max(PART_SAMPLES // per_point, 1)
    for first in range(0, len(group.points), chunk):
        rows = np.arange(first, min(first + chunk, len(group.points)))
        batch = _rows(world, group, rows, (start_us, end_us, step))
        if len(batch):
            yield batch


def _rows(world: World, group: Group, rows: Int64Array, span: tuple[int, int, int]) -> SampleBatch:
    start_us, end_us, step = span
    phase = group.phases(step)[rows]
    first = start_us + (phase - start_us) % step
    count = max((end_us - start_us) // step, 0) + 1
    time_us = first + np.arange(count, dtype=np.int64) * step
    found = world.values(group, time_us, rows)
    wanted = time_us < end_us
    if not group.is_polled:
        wanted &= found.quality != Quality.GAP
    key = np.broadcast_to(group.key[rows].reshape(-1, 1), time_us.shape)
    source_time = time_us[wanted]
    return SampleBatch(
        key[wanted], source_time, source_time, found.value[wanted], found.quality[wanted]
    )


class BackFill:
    """Fills the past of a city in a thread of its own, in small parts, and can be cancelled."""

    def __init__(
        self,
        historian_append: Callable[[SampleBatch], None],
        covered: Callable[[int, int], bool],
        world: World,
        now_us: int,
        *,
        count: int = DAYS,
        pause_s: float = _PAUSE_S,
    ) -> None:
        """Prepare the work; `start` begins it.

        Args:
            historian_append: Stores one part; must be callable from another thread.
            covered: Tells whether a day [start, end), µs UTC, is filled already and may be skipped.
            world: The curves.
            now_us: The present, µs UTC.
            count: Days to fill, today included.
            pause_s: Break between two parts in seconds.
        """
        self._append = historian_append
        self._covered = covered
        self._world = world
        self._now_us = now_us
        self._count = count
        self._pause_s = pause_s
        self._cancelled = Event()
        self._progress = FillProgress(0, count)
        self._thread: Thread | None = None

    @property
    def progress(self) -> FillProgress:
        """How far it is; may be asked from any thread."""
        return self._progress

    def start(self) -> None:
        """Begin in a thread; calling it again changes nothing."""
        if self._thread is None:
            self._thread = Thread(target=self.run, name="back-fill", daemon=True)
            self._thread.start()

    def cancel(self, timeout_s: float = 5.0) -> None:
        """Stop after the part at hand and wait for the thread."""
        self._cancelled.set()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def run(self) -> None:
        """Do the work in the calling thread; never raises, the progress says how it ended."""
        done = samples = 0
        error = ""
        try:
            for start, end in day_bounds(self._world, self._now_us, self._count):
                if not self._covered(start, end):
                    samples += self._fill(start, end, done, samples)
                if self._cancelled.is_set():
                    break
                done += 1
                self._progress = FillProgress(done, self._count, samples)
        except Exception as failure:  # noqa: BLE001 - a full disk must not kill the collector; it is told in the progress
            error = f"Der Verlauf konnte nicht vollständig erzeugt werden: {failure}"
        self._progress = FillProgress(done, self._count, samples, is_finished=True, error=error)

    def _fill(self, start: int, end: int, done: int, before: int) -> int:
        samples = 0
        for part in parts(self._world, start, end):
            if self._cancelled.is_set():
                break
            self._append(part)
            samples += len(part)
            self._progress = FillProgress(done, self._count, before + samples)
            # Sleeping gives up the interpreter lock, so live appends come first.
            time.sleep(self._pause_s)
        return samples


__all__ = ["DAYS", "PART_SAMPLES", "BackFill", "FillProgress", "day_bounds", "days", "parts"]
