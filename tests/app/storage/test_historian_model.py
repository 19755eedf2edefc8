"""The contract of a historian: whatever arrives in whatever order, reading equals a dictionary."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typing_extensions import override

from app.domain.points import PointKey
from app.domain.samples import Quality, SampleBatch
from app.domain.series import SeriesFrame, Tier
from app.services.ports import Historian
from app.storage.historian import SqliteHistorian, SqliteHistorianReader
from tests.fakes.clocks import FakeClock
from tests.fakes.historian import MemoryHistorian

HOUR = 3_600_000_000
SUMMER_BEGINS = int(datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp()) * 1_000_000
WINTER_BEGINS = int(datetime(2025, 10, 26, 1, tzinfo=UTC).timestamp()) * 1_000_000
KEYS = [PointKey(key) for key in (-(2**62), 7, 8, 2**61)]
COLUMNS = ("time", "low", "high", "mean", "last", "good", "bad", "quality")


class SlowClock(FakeClock):
    """Lets a quarter of an hour pass whenever it is asked, so that all is due at any moment."""

    @override
    def monotonic(self) -> float:
        self.advance(1_000.0)
        return super().monotonic()


def tidy_some(historian: Historian) -> None:
    """Do some slices and leave the rest half done."""
    for _ in range(7):
        historian.maintain(0.0)


def tidy_all(historian: Historian) -> None:
    if isinstance(historian, SqliteHistorian):
        historian.settle()


@pytest.fixture(params=["memory", "sqlite"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Historian]]:
    made: list[Historian] = []

    def build() -> Historian:
        historian: Historian = (
            MemoryHistorian()
            if request.param == "memory"
            else SqliteHistorian(tmp_path / "hist", "Europe/Berlin")
        )
        made.append(historian)
        return historian

    yield build
    for historian in made:
        historian.close()


def batch(rows: list[tuple[int, int, float, int]]) -> SampleBatch:
    keys, times, values, qualities = zip(*rows, strict=True)
    return SampleBatch.from_columns(keys, times, 0, values, qualities)


def assert_same(frame: SeriesFrame, wanted: SeriesFrame) -> None:
    assert frame.tier is wanted.tier
    assert (frame.key, frame.start, frame.end) == (wanted.key, wanted.start, wanted.end)
    for name in COLUMNS:
        ours, theirs = getattr(frame, name), getattr(wanted, name)
        assert ours.dtype == theirs.dtype
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9, err_msg=name)


def compare(ours: Historian, model: MemoryHistorian, start: int, end: int, points: int) -> None:
    for tier in (None, *Tier):
        frames = ours.query(KEYS, start, end, points, tier)
        for frame, wanted in zip(frames, model.query(KEYS, start, end, points, tier), strict=True):
            assert_same(frame, wanted)
    keys = np.array([*KEYS, 99], np.int64)
    for moment in (start, end, start + (end - start) // 2):
        mine, theirs = ours.as_of(keys, moment), model.as_of(keys, moment)
        for name in ("key", "time", "received", "value", "quality"):
            np.testing.assert_array_equal(getattr(mine, name), getattr(theirs, name))
    np.testing.assert_array_equal(ours.latest(keys).time, model.latest(keys).time)
    pairs = zip(ours.stats(KEYS, start, end), model.stats(KEYS, start, end), strict=True)
    for got, right in pairs:
        assert (got.count, got.bad, got.first_time, got.last_time) == (
            right.count,
            right.bad,
            right.first_time,
            right.last_time,
        )
        np.testing.assert_allclose(
            [got.minimum, got.maximum, got.mean], [right.minimum, right.maximum, right.mean]
        )


samples = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        # Steps of 7 minutes over some days round a change of clocks and the end of a month.
        st.integers(-400, 800).map(lambda step: SUMMER_BEGINS + step * 420_000_000),
        st.one_of(st.floats(-1e6, 1e6), st.just(float("nan")), st.just(float("inf"))),
        st.sampled_from([0, 0, 0, 0, 1, 2, 3, 200]),
    ),
    min_size=1,
    max_size=40,
)
actions = st.lists(
    st.one_of(samples, st.sampled_from([tidy_some, tidy_all])), min_size=1, max_size=8
)


@given(actions, st.integers(-400, 800), st.integers(1, 2000), st.integers(1, 60))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
def test_any_history_reads_like_a_dictionary(
    steps: list[object], begin: int, length: int, points: int
) -> None:
    """Duplicates, late and unordered samples with tidying at any moment never change the answer."""
    model = MemoryHistorian()
    with TemporaryDirectory() as name:
        ours = SqliteHistorian(
            Path(name) / "hist", "Europe/Berlin", SlowClock(SUMMER_BEGINS + 1_000 * HOUR)
        )
        outside = SqliteHistorianReader(Path(name) / "hist", "Europe/Berlin")
        try:
            start = SUMMER_BEGINS + begin * 420_000_000 + 1
            for step in steps:
                if isinstance(step, list):
                    ours.append(batch(step))
                    model.append(batch(step))
                elif callable(step):
                    step(ours)
                outside.latest(np.array(KEYS, np.int64))
            compare(ours, model, start, start + length * 420_000_000, points)
            np.testing.assert_array_equal(
                outside.latest(np.array(KEYS, np.int64)).time,
                model.latest(np.array(KEYS, np.int64)).time,
            )
        finally:
            outside.close()
            ours.close()


@pytest.mark.parametrize("change", [SUMMER_BEGINS, WINTER_BEGINS])
@pytest.mark.parametrize("tidy", [None, tidy_all])
def test_dense_data_at_a_change_of_clocks(
    make: Callable[[], Historian], change: int, tidy: Callable[[Historian], None] | None
) -> None:
    """Local days have 23 and 25 hours; all tiers agree with the samples, rolled up or not."""
    ours, model = make(), MemoryHistorian()
    rng = np.random.default_rng(5)
    times = change - 40 * HOUR + np.arange(2 * 80 * 60) * 30_000_000
    for part in np.array_split(rng.permutation(len(times)), 3):
        rows = SampleBatch.from_columns(
            np.full(len(part), KEYS[1]), times[part], 0, np.round(rng.normal(20, 5, len(part)), 2)
        )
        ours.append(rows)
        model.append(rows)
        if tidy is not None:
            tidy(ours)
    compare(ours, model, change - 30 * HOUR + 17, change + 30 * HOUR + 5, 100)
    frame = ours.query([KEYS[1]], change - HOUR, change + HOUR, 10, Tier.DAY)[0]
    hours = 23 if change == SUMMER_BEGINS else 25
    assert frame.good.tolist() == [hours * 120]


def test_late_and_repeated_samples_replace(make: Callable[[], Historian]) -> None:
    """The last write wins, also after its hour was rolled up and merged."""
    historian = make()
    t = SUMMER_BEGINS
    historian.append(batch([(7, t + i * 1_000_000, float(i), 0) for i in range(1_000)]))
    tidy_all(historian)
    historian.append(batch([(7, t + 5_000_000, 500_000.0, 0), (7, t - 1, -1.0, 0)]))
    for _ in range(2):
        frame = historian.query([PointKey(7)], t, t + HOUR, 10, Tier.HOUR)[0]
        assert frame.high.tolist() == [500_000.0]
        assert frame.good.tolist() == [1_000]
        raw = historian.query([PointKey(7)], t, t + HOUR, 10, Tier.RAW)[0]
        assert (len(raw), raw.time[0]) == (1_001, t - 1)
        tidy_all(historian)


def test_gap_markers_and_bad_values_are_kept(make: Callable[[], Historian]) -> None:
    """A gap is returned as a marker without a value, a BAD sample as a row without one."""
    historian = make()
    t = SUMMER_BEGINS
    historian.append(
        batch([(7, t, 1.0, 0), (7, t + 1, float("nan"), 2), (7, t + 2, 5.0, 3), (8, t, 3.0, 3)])
    )
    for _ in range(2):
        raw = historian.query([PointKey(7)], t, t + HOUR, 10)[0]
        assert raw.quality.tolist() == [Quality.GOOD, Quality.BAD, Quality.GAP]
        assert np.isnan(raw.low[1:]).all()
        hour = historian.query([PointKey(7)], t, t + HOUR, 10, Tier.HOUR)[0]
        assert hour.time.tolist() == [t, t + HOUR - 1]
        assert hour.quality.tolist() == [Quality.BAD, Quality.GAP]
        state = historian.latest(np.array([8], np.int64))
        assert state.quality.tolist() == [Quality.GAP]
        assert np.isnan(state.value).all()
        tidy_all(historian)


def test_unknown_points_and_empty_histories_answer_empty(make: Callable[[], Historian]) -> None:
    """Nothing recorded is an answer, not an error."""
    historian = make()
    keys = np.array([5, 6], np.int64)
    assert historian.as_of(keys, SUMMER_BEGINS).quality.tolist() == [2, 2]
    assert [len(f) for f in historian.query([PointKey(5)], 0, HOUR, 10)] == [0]
    assert historian.stats([PointKey(5)], 0, HOUR)[0].count == 0
    historian.append(SampleBatch.from_columns([], [], 0, []))
    historian.append(batch([(5, -(2**63), 1.0, 0), (5, 2**63 - 1, 1.0, 0)]))
    assert historian.stats([PointKey(5)], 0, HOUR)[0].count == 0
    assert historian.maintain(0.01) is False
