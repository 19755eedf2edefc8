"""A historian that answers for made-up points too: one that fails never takes the others along."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from typing_extensions import override

from app.domain.points import PointKey
from app.domain.samples import NO_TIME, SampleBatch
from app.domain.series import SeriesFrame, Tier
from app.services.derived.historian import DerivedError, DerivedHistorian, Question
from app.services.ports import HistorianReader, StorageError
from tests.fakes.historian import MemoryHistorian

RECORDED, OTHER, MADE, MADE_OF_MADE = (PointKey(n) for n in range(1, 5))
HOUR = 3_600_000_000
SENTENCE = "Durch null geteilt."


@dataclass(frozen=True)
class Doubled:
    """Twice the values of its input."""

    of: PointKey

    @property
    def inputs(self) -> tuple[PointKey, ...]:
        return (self.of,)

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
        (read,) = reader.query(
            [self.of], question.start_us, question.end_us, question.max_points, question.tier
        )
        return SeriesFrame(
            question.key, read.tier, read.start, read.end, read.time, 2 * read.low, 2 * read.high,
            2 * read.mean, 2 * read.last, read.good, read.bad, read.quality,
        )  # fmt: skip


@dataclass(frozen=True)
class Failing:
    """Cannot be made."""

    error: Callable[[], Exception]
    inputs: tuple[PointKey, ...] = ()

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
        raise self.error()


@dataclass(frozen=True)
class Later:
    """Shows its input three hours later."""

    of: PointKey

    @property
    def inputs(self) -> tuple[PointKey, ...]:
        return (self.of,)

    def begins(self, there_us: int) -> int:
        return there_us + 3 * HOUR

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
        raise NotImplementedError


@pytest.fixture
def history() -> MemoryHistorian:
    memory = MemoryHistorian()
    for key, first in ((RECORDED, 0), (OTHER, 2)):
        time = np.arange(first, 10, dtype=np.int64) * HOUR + HOUR
        values = np.arange(first, 10, dtype=np.float64)
        memory.append(SampleBatch.from_columns([key] * len(time), time, 11 * HOUR, values))
    return memory


@pytest.fixture
def reader(history: MemoryHistorian) -> DerivedHistorian:
    return DerivedHistorian(history)


def asked(reader: DerivedHistorian, *keys: PointKey) -> dict[PointKey, SeriesFrame]:
    return {f.key: f for f in reader.query(list(keys), 0, 20 * HOUR, 1_000, Tier.RAW)}


def test_recorded_and_made_up_points_are_answered_in_the_order_asked(
    reader: DerivedHistorian,
) -> None:
    reader.define({MADE: Doubled(RECORDED), MADE_OF_MADE: Doubled(MADE)})
    frames = reader.query([MADE_OF_MADE, RECORDED, MADE], 0, 20 * HOUR, 1_000, Tier.RAW)
    assert [frame.key for frame in frames] == [MADE_OF_MADE, RECORDED, MADE]
    assert [frame.mean[3] for frame in frames] == [12.0, 3.0, 6.0]


def test_what_fails_says_why_and_the_rest_lives(reader: DerivedHistorian) -> None:
    reader.define({MADE: Failing(lambda: DerivedError(SENTENCE)), MADE_OF_MADE: Doubled(RECORDED)})
    assert set(asked(reader, MADE, MADE_OF_MADE, RECORDED)) == {MADE_OF_MADE, RECORDED}
    assert reader.failures() == {MADE: SENTENCE}


def test_a_failure_is_forgotten_when_it_works_again(reader: DerivedHistorian) -> None:
    errors: list[Exception] = [DerivedError(SENTENCE)]

    @dataclass(frozen=True)
    class Once(Doubled):
        @override
        def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
            if errors:
                raise errors.pop()
            return super().query(reader, question)

    reader.define({MADE: Once(RECORDED)})
    assert not asked(reader, MADE)
    assert reader.failures()
    assert asked(reader, MADE)
    assert not reader.failures()


def test_a_series_that_stays_keeps_its_failure_when_others_are_defined(
    reader: DerivedHistorian,
) -> None:
    failing = Failing(lambda: DerivedError(SENTENCE))
    reader.define({MADE: failing})
    asked(reader, MADE)
    reader.define({MADE: failing, MADE_OF_MADE: Doubled(RECORDED)})
    assert reader.failures() == {MADE: SENTENCE}
    reader.define({MADE: Doubled(RECORDED)})
    assert reader.failures() == {}


@pytest.mark.expects_warnings
def test_an_unforeseen_error_is_a_failure_of_that_curve_alone(reader: DerivedHistorian) -> None:
    reader.define({MADE: Failing(lambda: ZeroDivisionError("oops"))})
    assert set(asked(reader, MADE, RECORDED)) == {RECORDED}
    assert "ZeroDivisionError" in reader.failures()[MADE]


def test_a_cycle_nobody_saw_is_a_failure_and_ends(reader: DerivedHistorian) -> None:
    reader.define({MADE: Doubled(MADE_OF_MADE), MADE_OF_MADE: Doubled(MADE)})
    assert not asked(reader, MADE)
    assert MADE in reader.failures()
    assert reader.beginning(MADE, 20 * HOUR) == NO_TIME


@pytest.mark.parametrize("error", [StorageError("Die Platte ist voll."), OSError("weg")])
def test_history_that_cannot_be_read_is_not_the_curves_fault(
    reader: DerivedHistorian, error: Exception
) -> None:
    reader.define({MADE: Failing(lambda: error)})
    with pytest.raises(type(error)):
        asked(reader, MADE)
    assert reader.failures() == {}


def test_statistics_of_a_made_up_point_come_from_its_series(reader: DerivedHistorian) -> None:
    reader.define({MADE: Doubled(RECORDED)})
    recorded, made = reader.stats([RECORDED, MADE], 0, 20 * HOUR)
    assert (made.count, made.maximum, made.mean) == (10, 18.0, 9.0)
    assert (made.first_time, made.last_time) == (recorded.first_time, recorded.last_time)


def test_data_begins_where_all_inputs_have_some(reader: DerivedHistorian) -> None:
    @dataclass(frozen=True)
    class Sum(Doubled):
        @property
        @override
        def inputs(self) -> tuple[PointKey, ...]:
            return (RECORDED, OTHER)

    reader.define({MADE: Sum(RECORDED), MADE_OF_MADE: Later(MADE)})
    assert reader.beginning(RECORDED, 20 * HOUR) == HOUR
    assert reader.beginning(MADE, 20 * HOUR) == 3 * HOUR
    assert reader.beginning(MADE_OF_MADE, 20 * HOUR) == 6 * HOUR
    assert reader.beginning(PointKey(99), 20 * HOUR) == NO_TIME


def test_what_is_closed_knows_no_made_up_points_and_leaves_the_reader_open(
    reader: DerivedHistorian, history: MemoryHistorian
) -> None:
    reader.define({MADE: Doubled(RECORDED)})
    reader.close()
    assert RECORDED in asked(reader, RECORDED)
    assert reader.health() == history.health()
    keys = np.array([RECORDED], np.int64)
    assert reader.latest(keys).value.tolist() == [9.0]
    assert reader.as_of(keys, 2 * HOUR).value.tolist() == [1.0]
