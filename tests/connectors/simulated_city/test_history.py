"""The past: newest day first, on the moments of the live city, whole, once, and to be stopped."""

import threading
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from app.domain.cities import City
from app.domain.samples import SampleBatch
from connectors.simulated_city.calendars import DAY_US, HOUR_US, day_start, local_midnight
from connectors.simulated_city.history import (
    PART_SAMPLES,
    BackFill,
    day_bounds,
    days,
    parts,
)
from connectors.simulated_city.sampling import COARSE_US
from connectors.simulated_city.world import World
from tests.fakes.hamlet import hamlet

NOW_US = 1_795_600_000_000_000


class Store:
    """Keeps the parts; may fail or stop the work after some."""

    def __init__(self, fails_after: int = 10**9) -> None:
        self.parts: list[SampleBatch] = []
        self.fails_after = fails_after

    def append(self, batch: SampleBatch) -> None:
        if len(self.parts) >= self.fails_after:
            raise OSError("disk full")
        self.parts.append(batch)

    def whole(self) -> SampleBatch:
        return SampleBatch.concatenate(self.parts)


def never(_start: int, _end: int) -> bool:
    return False


@pytest.fixture
def village() -> World:
    return World(hamlet(), 1)


def test_days_come_newest_first_and_touch_each_other(village: World) -> None:
    bounds = list(day_bounds(village, NOW_US, 90))
    assert len(bounds) == 90
    assert bounds[0] == (local_midnight(NOW_US, village.zone), NOW_US + 1)
    for (start, _), (_, end) in pairwise(bounds):
        assert end == start


def test_days_of_the_clock_change_have_their_own_length(village: World) -> None:
    after = day_start(date(2026, 10, 26), village.zone) + 1
    _, (start, end) = day_bounds(village, after, 2)
    assert end - start == 25 * HOUR_US


def test_one_batch_a_day_and_nothing_of_the_future(village: World) -> None:
    batches = list(days(village.city, village, NOW_US, 3))
    spans = [(int(b.source_time.min()), int(b.source_time.max())) for b in batches]
    assert spans[0][1] <= NOW_US
    assert spans == sorted(spans, reverse=True)
    with pytest.raises(ValueError, match="not hamlet"):
        list(days(hamlet(1), village, NOW_US))


def test_each_point_has_its_own_rate_but_not_finer_than_five_minutes(
    calm: World, hamm: City
) -> None:
    start = local_midnight(NOW_US, calm.zone) - DAY_US
    day = SampleBatch.concatenate(list(parts(calm, start, start + DAY_US)))
    assert set(day.key) == {point.key for group in calm.groups for point in group.points}
    for point in hamm.points[::97]:
        times = np.sort(day.source_time[day.key == point.key])
        assert (np.diff(times) >= COARSE_US).all()
        assert len(times) == pytest.approx(DAY_US / COARSE_US, abs=1)


def test_the_past_joins_the_present(lively: World) -> None:
    batch = next(iter(parts(lively, NOW_US - HOUR_US, NOW_US)))
    ids = {point.key: point.id for group in lively.groups for point in group.points}
    for row in range(0, len(batch), 499):
        live = lively.value(ids[batch.key[row]], batch.source_time[row : row + 1])
        assert np.array_equal(live.value[0], batch.value[row : row + 1], equal_nan=True)


def test_parts_are_small_and_no_sample_comes_twice(lively: World) -> None:
    start = local_midnight(NOW_US, lively.zone) - DAY_US
    found = list(parts(lively, start, start + DAY_US))
    assert all(len(part) <= PART_SAMPLES for part in found)
    day = SampleBatch.concatenate(found)
    seen = np.stack([day.key, day.source_time])
    assert np.unique(seen, axis=1).shape[1] == len(day)


def test_a_filled_day_is_not_filled_again(village: World) -> None:
    filled: set[int] = set()

    def covers(start: int, _end: int) -> bool:
        is_filled = start in filled
        filled.add(start)
        return is_filled

    first, second = Store(), Store()
    fill = BackFill(first.append, covers, village, NOW_US, count=4, pause_s=0.0)
    fill.run()
    assert fill.progress.is_finished
    assert fill.progress.days_done == fill.progress.days == 4
    assert fill.progress.samples == len(first.whole())
    again = BackFill(second.append, covers, village, NOW_US, count=5, pause_s=0.0)
    again.run()
    assert again.progress.days_done == 5
    newest = max(int(part.source_time.max()) for part in second.parts)
    assert newest < min(int(part.source_time.min()) for part in first.parts)


def test_it_can_be_cancelled_between_two_parts(village: World) -> None:
    store = Store()
    reached, go_on = threading.Event(), threading.Event()

    def append(batch: SampleBatch) -> None:
        store.append(batch)
        reached.set()
        go_on.wait(10.0)

    fill = BackFill(append, never, village, NOW_US, pause_s=0.0)
    fill.start()
    fill.start()
    assert reached.wait(10.0)
    fill.cancel(0.0)
    go_on.set()
    fill.cancel()
    assert fill.progress.is_finished
    assert fill.progress.days_done == 0
    assert len(store.parts) == 1


def test_an_error_is_told_and_does_not_escape(village: World) -> None:
    fill = BackFill(Store(fails_after=1).append, never, village, NOW_US, count=5, pause_s=0.0)
    fill.run()
    assert fill.progress.is_finished
    assert "disk full" in fill.progress.error
