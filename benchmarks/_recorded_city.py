"""A recorded city on disk, as days of operation leave it: sealed months, loose runs and a head."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.samples import Int64Array, Quality, SampleBatch
from app.services.columns import city_keys
from app.storage.historian import SqliteHistorian
from tests.fakes.city import make_city
from tests.fakes.clocks import FakeClock

POINTS: Final = 3_000
DAY_US: Final = 86_400_000_000
SLICE_US: Final = 900_000_000
"""The head is sealed as often."""

MONTH_US: Final = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp()) * 1_000_000
START_US: Final = MONTH_US - 2 * DAY_US
END_US: Final = MONTH_US + 3 * DAY_US // 2 + SLICE_US // 2
"""Two days of a month that is merged for good, a day and a half as in operation, a full head."""

_KINDS: Final = (
    # Share of the points, rhythm in s. The last ones change state a few times a day.
    (0.01, 1),
    (0.09, 10),
    (0.40, 60),
    (0.47, 300),
    (0.03, 20_000),
)


def rhythms(points: int = POINTS) -> Int64Array:
    """Return each point's rhythm in seconds, mixed over the points."""
    counts = [round(share * points) for share, _ in _KINDS]
    counts[3] += points - sum(counts)
    made = np.repeat([rhythm for _, rhythm in _KINDS], counts)
    return np.random.default_rng(4).permutation(made).astype(np.int64)


def keys_of(points: int = POINTS) -> Int64Array:
    """Return the keys in the order of the made-up city's points."""
    return city_keys(make_city(points))


def record(folder: Path, points: int = POINTS) -> None:
    """Write the history through the real historian, its clock driven along."""
    clock = FakeClock(START_US)
    historian = SqliteHistorian(folder, "Europe/Berlin", clock)
    keys, rhythm = keys_of(points), rhythms(points)
    rng = np.random.default_rng(5)
    for start in range(START_US, END_US, SLICE_US):
        if start == MONTH_US:
            historian.settle()
        end = min(start + SLICE_US, END_US)
        batch = _slice(keys, rhythm, start, end, rng)
        # The head as a collector leaves it: a batch a second. What is sealed does not show it.
        parts = (end - start) // 1_000_000 if end == END_US else 1
        for part in np.array_split(np.arange(len(batch)), parts):
            historian.append(batch.select(part))
        clock.advance((end - start) / 1e6)
        if end < END_US:
            while historian.maintain(1.0):
                pass
    historian.close()


def _slice(
    keys: Int64Array, rhythm: Int64Array, start: int, end: int, rng: np.random.Generator
) -> SampleBatch:
    """Return the samples of all points over [start, end), by time."""
    step = rhythm * 1_000_000
    phase = (keys.view(np.uint64) % step.astype(np.uint64)).astype(np.int64)
    first = start + (phase - start) % step
    counts = np.maximum((end - first + step - 1) // step, 0)
    row = np.repeat(np.arange(len(keys)), counts)
    place = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    jitter = rng.integers(0, 400, len(row)) * 1_000
    times = first[row] + place * step[row] + jitter
    walk = np.sin(times / 4e9 + row) * 5 + rng.normal(0, 0.1, len(row))
    values = np.round(20 + row % 50 + walk, 2)
    quality = np.where(rng.random(len(row)) < 0.001, Quality.BAD, Quality.GOOD)
    order = np.argsort(times, kind="stable")
    return SampleBatch.from_columns(
        keys[row][order], times[order], end, values[order], quality[order].astype(np.uint8)
    )
