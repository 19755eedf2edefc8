"""Reading for the analysis: raw where it fits, the finest buckets where it does not, in parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from typing_extensions import override

from app.domain.analysis.statistics import figures_of
from app.domain.points import PointKey
from app.domain.samples import Float64Array, Int64Array, SampleBatch
from app.domain.series import SeriesFrame, SeriesStats, Tier
from app.services import statistics
from app.services.statistics import CancelledError, Wanted, read_courses
from tests.fakes.historian import MemoryHistorian
from tests.fakes.history_curves import CurveHistory

MINUTE, HOUR, DAY = 60_000_000, 3_600_000_000, 86_400_000_000
START = 1_764_000_000_000_000 // DAY * DAY
KEY = PointKey(7)


@dataclass
class Listener:
    """Waits, and may lose patience."""

    shares: list[float] = field(default_factory=list)
    patience: float = 2.0

    def is_cancelled(self) -> bool:
        return bool(self.shares) and self.shares[-1] >= self.patience

    def report(self, share: float) -> None:
        self.shares.append(share)


class CountedCurves(CurveHistory):
    """Made-up curves that also know how many samples there are, and may have lost them."""

    lost_before = 0

    @override
    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        count = (end_us - start_us) // self.interval_us
        return [SeriesStats(k, count, 0, 0.0, 0.0, 0.0, start_us, end_us) for k in keys]

    @override
    def _frame(self, key: int, start_us: int, end_us: int, tier: Tier) -> SeriesFrame:
        begin = max(start_us, self.lost_before) if tier is Tier.RAW else start_us
        return super()._frame(key, begin, max(end_us, begin), tier)


def wave(key: int, time: Int64Array) -> Float64Array:
    values: Float64Array = 10 + np.sin(time / DAY * 2 * np.pi)
    return values


def read_one(history: CurveHistory, days: float, watch: Listener | None = None) -> Tier:
    wanted = [Wanted(KEY, 3 * history.interval_us)]
    end = START + round(days * DAY)
    found = read_courses(history, wanted, START, end, watch or Listener())
    course = found[KEY]
    assert figures_of(course).good_share == pytest.approx(1, abs=0.01)
    return course.tier


def test_raw_samples_are_read_in_parts_and_give_what_one_piece_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    history = CountedCurves(wave, interval_us=MINUTE)
    watch = Listener()
    whole = read_courses(history, [Wanted(KEY, 3 * MINUTE)], START, START + DAY, watch)[KEY]
    monkeypatch.setattr(statistics, "_PART", 100)
    history.asked.clear()
    parts = read_courses(history, [Wanted(KEY, 3 * MINUTE)], START, START + DAY, watch)[KEY]
    assert len(history.asked) == 15
    assert parts.value.tolist() == whole.value.tolist()
    assert parts.begin.tolist() == whole.begin.tolist()
    assert (whole.tier, len(whole)) == (Tier.RAW, 1_440)
    assert watch.shares[-1] == 1.0
    assert watch.shares[-16:] == sorted(watch.shares[-16:])


def test_beyond_what_fits_the_finest_buckets_that_are_kept_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(statistics, "MOST_SAMPLES", 1_000)
    assert read_one(CountedCurves(wave, interval_us=1_000_000), 1) is Tier.MINUTE
    assert read_one(CountedCurves(wave, interval_us=30_000_000), 1) is Tier.QUARTER_HOUR
    assert read_one(CountedCurves(wave, interval_us=10 * MINUTE), 30) is Tier.HOUR
    monkeypatch.setattr(statistics, "MOST_BUCKETS", 100)
    assert read_one(CountedCurves(wave, interval_us=1_000_000), 1) is Tier.QUARTER_HOUR


def test_where_raw_samples_were_dropped_buckets_take_their_place() -> None:
    history = CountedCurves(wave, interval_us=10 * MINUTE)
    history.lost_before = START + 5 * DAY
    assert read_one(history, 10) is Tier.HOUR


def test_a_reading_stops_when_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "_PART", 100)
    history = CountedCurves(wave, interval_us=MINUTE)
    with pytest.raises(CancelledError):
        read_one(history, 1, Listener(patience=0.5))
    assert len(history.asked) < 10


def test_points_without_an_answer_are_left_out_and_derived_ones_are_read_in_one_piece() -> None:
    history = CountedCurves(wave, interval_us=MINUTE)
    other = PointKey(8)
    history.unknown = {other}
    wanted = [Wanted(other, MINUTE), Wanted(KEY, 3 * MINUTE, is_derived=True)]
    found = read_courses(history, wanted, START, START + DAY, Listener())
    assert list(found) == [KEY]
    assert history.asked[-1][1:3] == (START, START + DAY)
    assert read_courses(history, [], START, START + DAY, Listener()) == {}


def test_points_with_few_samples_are_read_with_one_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    history = CountedCurves(wave, interval_us=10 * MINUTE)
    wanted = [Wanted(PointKey(n), 30 * MINUTE) for n in range(5)]
    found = read_courses(history, wanted, START, START + DAY, Listener())
    assert [len(keys) for keys, *_ in history.asked] == [5]
    assert [len(course) for course in found.values()] == [144] * 5
    monkeypatch.setattr(statistics, "_PART", 300)
    history.asked.clear()
    assert list(read_courses(history, wanted, START, START + DAY, Listener())) == list(found)
    assert [len(keys) for keys, *_ in history.asked] == [2, 2, 1]


def test_figures_equal_those_of_the_historian() -> None:
    history = MemoryHistorian()
    time = START + np.arange(500) * MINUTE
    values = np.random.default_rng(1).normal(5, 2, 500)
    quality = np.where(np.arange(500) % 50 == 3, 2, 0)
    history.append(
        SampleBatch.from_columns([KEY] * 500, time.tolist(), 0, values.tolist(), quality.tolist())
    )
    window = (START + 20 * MINUTE, START + 400 * MINUTE)
    course = read_courses(history, [Wanted(KEY, 3 * MINUTE)], *window, Listener())[KEY]
    figures, stats = figures_of(course), history.stats([KEY], *window)[0]
    assert (figures.count, figures.bad) == (stats.count, stats.bad)
    assert figures.minimum == stats.minimum
    assert figures.maximum == stats.maximum
    assert figures.mean == pytest.approx(stats.mean)
    assert figures.good_share == pytest.approx(1 - 7 / 380)
