"""The state at any moment equals a replay of the samples, however they lie in the files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from app.domain.samples import Float64Array, Quality, SampleBatch
from app.storage.historian import SqliteHistorian, SqliteHistorianReader, layout, reader
from app.storage.historian.layout import SILENCE_US, SLICES, TAILS
from app.storage.historian.tables import shards_of
from tests.fakes.clocks import FakeClock
from tests.fakes.historian import MemoryHistorian

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
CHANGES = tuple(
    int(datetime(*moment, tzinfo=UTC).timestamp()) * SECOND
    for moment in ((2026, 3, 29, 1), (2025, 10, 26, 1), (2026, 4, 1, 0))
)
"""Both changes of clocks, and the begin of a month."""

RHYTHMS = (1, 2, 30, 60, 300, 900, 1_500, 9_000)
_CANDIDATES = np.arange(-128, 128) * (2**55 + 12_345)
KEYS = _CANDIDATES[np.isin(shards_of(_CANDIDATES), (3, 9))][: len(RHYTHMS) * 2]
"""Points of two shards, so that several share a chunk."""


class SlowClock(FakeClock):
    """Lets a quarter of an hour pass whenever it is asked, so that all is due at any moment."""

    @override
    def monotonic(self) -> float:
        self.advance(1_000.0)
        return super().monotonic()


@pytest.fixture(autouse=True)
def small_chunks() -> Iterator[None]:
    """Make chunks so small that a hundred samples lie in slices, chunks of points and tails."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "CHUNK_ROWS", 24)
        patch.setattr(layout, "OWN_CHUNK_ROWS", 12)
        yield


def make_batch(seed: int, start_us: int) -> SampleBatch:
    """Make samples of some points in their rhythms, unordered, with gap markers and bad values."""
    rng = np.random.default_rng(seed)
    keys, times = [], []
    for place in rng.permutation(len(KEYS))[:7].tolist():
        n = int(rng.integers(1, 40))
        rhythm = RHYTHMS[place % len(RHYTHMS)] * SECOND
        begin = start_us + int(rng.integers(0, 3 * HOUR)) // rhythm * rhythm
        keys += [int(KEYS[place])] * n
        times += (begin + np.arange(n) * rhythm).tolist()
    order = rng.permutation(len(keys))
    quality = rng.choice([0, 0, 0, 0, 1, 2, 3], len(keys))
    value = np.where(quality == Quality.GAP, np.nan, rng.integers(0, 1_000, len(keys)))
    return SampleBatch.from_columns(
        np.array(keys)[order], np.array(times)[order], 0, value[order], quality[order]
    )


def replayed(model: MemoryHistorian, key: int, time_us: int) -> tuple[int, float, int] | None:
    """Return the last measured sample of a point at or before a moment."""
    samples = model.samples.get(key, {})
    times = [t for t, (_, q) in samples.items() if t <= time_us and q != Quality.GAP]
    return (max(times), *samples[max(times)]) if times else None


def replayed_minutes(model: MemoryHistorian, time_us: int, count: int) -> Float64Array:
    first = time_us // MINUTE + 1 - count
    values = np.full((len(KEYS), count), np.nan)
    for row, key in enumerate(KEYS.tolist()):
        for time, (value, quality) in sorted(model.samples.get(key, {}).items()):
            if quality < Quality.BAD and time <= time_us and time // MINUTE >= first:
                values[row, time // MINUTE - first] = value
    return values


def assert_replays(ours: SqliteHistorianReader, model: MemoryHistorian, time_us: int) -> None:
    states, wanted = ours.as_of(KEYS, time_us), model.as_of(KEYS, time_us)
    for name in ("key", "time", "received", "value", "quality"):
        np.testing.assert_array_equal(getattr(states, name), getattr(wanted, name), name)
    few = KEYS[3:5]
    np.testing.assert_array_equal(ours.as_of(few, time_us).value, wanted.value[3:5])
    known = ours.measured_at(KEYS, time_us)
    for row, key in enumerate(KEYS.tolist()):
        last = replayed(model, key, time_us)
        if last is None:
            assert np.isnan(known.value[row])
        else:
            found = (int(known.time[row]), float(known.value[row]), int(known.quality[row]))
            np.testing.assert_array_equal(found, last)
    np.testing.assert_array_equal(
        ours.last_values(KEYS, time_us, MINUTE, 20), replayed_minutes(model, time_us, 20)
    )


steps = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 10**6), st.integers(-6, 6)),
        st.sampled_from(["some", "loose", "all"]),
    ),
    min_size=1,
    max_size=9,
)


@given(
    st.sampled_from(CHANGES),
    steps,
    st.lists(st.integers(-8 * 3_600, 14 * 3_600), min_size=4, max_size=8),
    st.booleans(),
)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_any_moment_is_a_replay_of_the_samples(
    change: int, written: list[tuple[int, int] | str], moments: list[int], is_dense: bool
) -> None:
    """Late, repeated and unordered samples; sealed, merged or half of it; read all the while."""
    model = MemoryHistorian()
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        if is_dense:
            patch.setattr(reader, "_MANY_CHUNKS", 1)
        folder = Path(name) / "hist"
        ours = SqliteHistorian(folder, "Europe/Berlin", SlowClock(change + 900 * HOUR))
        outside = SqliteHistorianReader(folder, "Europe/Berlin")
        try:
            for step in written:
                if isinstance(step, tuple):
                    batch = make_batch(step[0], change + step[1] * HOUR)
                    ours.append(batch)
                    model.append(batch)
                elif step == "some":
                    for _ in range(7):
                        ours.maintain(0.0)
                else:
                    ours.settle(is_merging=step == "all")
                assert_replays(outside, model, change + moments[0] * SECOND)
            for moment in moments:
                assert_replays(outside, model, change + moment * SECOND)
        finally:
            outside.close()
            ours.close()


SEALED = KEYS[shards_of(KEYS) == shards_of(KEYS[:1])][:4]
"""Points of one shard."""


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Return a folder with some hours of all points in slices, one of which fell silent."""
    historian = SqliteHistorian(tmp_path, "Europe/Berlin", FakeClock(CHANGES[0] + 900 * HOUR))
    times = CHANGES[0] + np.arange(6 * 60) * MINUTE
    for key in SEALED.tolist():
        stop = len(times) if key != SEALED[0] else 30
        historian.append(
            SampleBatch.from_columns(
                [key] * stop, times[:stop], 0, np.arange(stop).astype(np.float64) + 0.5
            )
        )
    historian.settle()
    historian.close()
    return tmp_path


def values_at(folder: Path, time_us: int) -> list[float]:
    reading = SqliteHistorianReader(folder, "Europe/Berlin")
    values = [float(value) for value in reading.as_of(SEALED, time_us).value]
    reading.close()
    return values


def change_month(folder: Path, sql: str, values: tuple[int, ...]) -> None:
    with closing(sqlite3.connect(folder / "2026-03.db")) as connection:
        assert connection.execute(sql, values).rowcount > 0
        connection.commit()


def test_a_silent_point_is_found_in_the_tails_alone(sealed: Path) -> None:
    """Nobody has to look through the slices since a sensor died, nor at the curves."""
    end = CHANGES[0] + 30 * MINUTE + SILENCE_US
    change_month(sealed, "DELETE FROM chunk WHERE tier=? AND t1<?", (SLICES, end))
    change_month(sealed, "DELETE FROM chunk WHERE tier=0 AND t1<?", (end,))
    assert values_at(sealed, CHANGES[0] + 5 * HOUR) == [29.5, 300.5, 300.5, 300.5]


def test_files_without_slices_and_tails_without_files_are_read_right(sealed: Path) -> None:
    """Older versions wrote neither, and left those behind that they did not know."""
    moments = [CHANGES[0] + minute * MINUTE for minute in (20, 31, 300)]
    wanted = [[20.5] * 4, [29.5, 31.5, 31.5, 31.5], [29.5, 300.5, 300.5, 300.5]]
    assert [values_at(sealed, moment) for moment in moments] == wanted
    stale = "UPDATE chunk SET run=run+1, level=0 WHERE tier IN (?, ?)"
    for sql in (stale, "DELETE FROM chunk WHERE tier IN (?, ?)"):
        change_month(sealed, sql, (SLICES, TAILS))
        assert [values_at(sealed, moment) for moment in moments] == wanted


@pytest.mark.parametrize("tier", [SLICES, TAILS])
def test_damaged_slices_and_tails_cost_nothing(sealed: Path, tier: int) -> None:
    """The samples themselves are still there, and a person is told."""
    moment = CHANGES[0] + 5 * HOUR
    damage = "UPDATE chunk SET d=zeroblob(50) WHERE tier=? AND t1>=?"
    change_month(sealed, damage, (tier, moment))
    reading = SqliteHistorianReader(sealed, "Europe/Berlin")
    assert reading.as_of(SEALED, moment).value.tolist() == [29.5, 300.5, 300.5, 300.5]
    assert any("beschädigt" in notice for notice in reading.health().notices)
    reading.close()


def test_damaged_samples_show_what_lies_before_them(sealed: Path) -> None:
    moment = CHANGES[0] + 5 * HOUR
    change_month(sealed, "DELETE FROM chunk WHERE tier IN (?, ?)", (SLICES, TAILS))
    damage = "UPDATE chunk SET d=zeroblob(50) WHERE tier=? AND t0<=? AND t1>=?"
    change_month(sealed, damage, (0, moment, moment))
    values = values_at(sealed, moment)
    assert values[0] == 29.5
    assert all(270 < value < 300 for value in values[1:])


def test_new_batches_in_the_head_show_at_once(tmp_path: Path) -> None:
    """A reader that has sorted the head already still sees what is added to it."""
    historian = SqliteHistorian(tmp_path, "Europe/Berlin", FakeClock(CHANGES[0] + HOUR))
    reading = SqliteHistorianReader(tmp_path, "Europe/Berlin")
    for second in range(5):
        time_us = CHANGES[0] + second * SECOND
        keys = KEYS[: second + 1]
        historian.append(
            SampleBatch.from_columns(keys, [time_us] * len(keys), 0, [0.0] * len(keys))
        )
        historian.append(SampleBatch.from_columns(keys[:1], [CHANGES[0]], 0, [second]))
        assert (reading.as_of(KEYS[:5], time_us).time == time_us).sum() == second + 1
        assert reading.as_of(KEYS[:1], CHANGES[0]).value[0] == second
    reading.close()
    historian.close()
