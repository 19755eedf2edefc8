"""The writing thread: acknowledged means stored, whatever fails."""

import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from app.collector.writer import BYTES_A_SAMPLE, Writer
from app.domain.alarms import MirroredCondition
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.services.clocks import SystemClock
from app.services.ports import RAW_DAYS, Historian, StorageError
from tests.fakes.adapters import FakeHistorian
from tests.fakes.waiting import wait_for

LORA = SourceId("lora")


def batch(first: int, n: int = 1) -> SampleBatch:
    numbers = np.arange(first, first + n)
    return SampleBatch.from_columns(numbers, numbers, 0, numbers.astype(np.float64))


class FakeFollower:
    """Notes what it was told."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.problems: list[str] = []
        self.ticks = 0
        self.conditions: list[tuple[SourceId, int, bool]] = []
        self.is_closed = False
        self.open_error: Exception | None = None

    def open(self, historian: Historian) -> None:
        if self.open_error is not None:
            raise self.open_error

    def take(self, parts: Sequence[tuple[SourceId, SampleBatch]]) -> None:
        for _, part in parts:
            self.taken += part.key.tolist()

    def take_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        self.conditions.append((source, len(conditions), is_whole))

    def tick(self) -> None:
        self.ticks += 1

    def storage(self, problem: str) -> None:
        self.problems.append(problem)

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def historian() -> FakeHistorian:
    return FakeHistorian()


@pytest.fixture
def follower() -> FakeFollower:
    return FakeFollower()


@pytest.fixture
def writer(historian: FakeHistorian, follower: FakeFollower) -> Iterator[Writer]:
    writer = Writer(lambda: historian, follower, SystemClock(), 100 * BYTES_A_SAMPLE)
    writer.start()
    yield writer
    historian.gate.set()
    writer.close()


def test_acknowledged_only_once_stored_then_followed(
    writer: Writer, historian: FakeHistorian, follower: FakeFollower
) -> None:
    seen: list[int] = []
    historian.gate.clear()
    writer.submit(LORA, batch(1), lambda: seen.append(len(historian.stored)))
    assert seen == []
    historian.gate.set()
    wait_for(lambda: follower.taken == [1])
    assert seen == [1]


def test_batches_that_wait_are_joined_in_order(
    writer: Writer, historian: FakeHistorian, follower: FakeFollower
) -> None:
    historian.gate.clear()
    for first in range(20):
        writer.submit(LORA, batch(first))
    historian.gate.set()
    wait_for(lambda: len(follower.taken) == 20)
    assert historian.stored.key.tolist() == list(range(20)) == follower.taken
    assert len(historian.batches) < 20


def test_submit_waits_while_too_much_waits(writer: Writer, historian: FakeHistorian) -> None:
    historian.gate.clear()
    writer.submit(LORA, batch(0, 90))
    writer.submit(LORA, batch(90, 9))
    assert writer.waiting_samples == 99
    thread = threading.Thread(target=writer.submit, args=(LORA, batch(100, 20)))
    thread.start()
    thread.join(0.05)
    assert thread.is_alive()
    historian.gate.set()
    thread.join(10)
    assert not thread.is_alive()
    wait_for(lambda: len(historian.stored) >= 119)


def test_a_single_batch_larger_than_the_limit_is_taken_nevertheless(
    writer: Writer, historian: FakeHistorian
) -> None:
    writer.submit(LORA, batch(0, 1_000))
    wait_for(lambda: len(historian.stored) == 1_000)
    assert writer.has_room()


@pytest.mark.expects_warnings
def test_a_full_disk_loses_nothing_and_heals_by_itself(
    writer: Writer, historian: FakeHistorian, follower: FakeFollower
) -> None:
    """Nothing is acknowledged, the live picture goes on, later everything is stored once."""
    acknowledged: list[int] = []
    historian.failure = "Die Platte ist voll."
    writer.submit(LORA, batch(1), lambda: acknowledged.append(1))
    wait_for(lambda: follower.taken == [1])
    assert follower.problems[0] == "Die Platte ist voll."
    assert acknowledged == []
    historian.failure = ""
    writer.submit(LORA, batch(2), lambda: acknowledged.append(2))
    wait_for(lambda: follower.taken == [1, 2])
    assert acknowledged == [1, 2]
    assert historian.stored.key.tolist() == [1, 2]
    assert follower.problems[-1] == ""


@pytest.mark.expects_warnings
def test_closing_with_a_full_disk_acknowledges_nothing(
    historian: FakeHistorian, follower: FakeFollower
) -> None:
    writer = Writer(lambda: historian, follower, SystemClock())
    writer.start()
    historian.failure = "Die Platte ist voll."
    acknowledged: list[int] = []
    writer.submit(LORA, batch(1), lambda: acknowledged.append(1))
    writer.close()
    assert acknowledged == []
    assert historian.is_closed
    assert follower.is_closed
    writer.submit(LORA, batch(2), lambda: acknowledged.append(2))
    assert acknowledged == []


def test_closing_stores_what_waits(historian: FakeHistorian, follower: FakeFollower) -> None:
    writer = Writer(lambda: historian, follower, SystemClock())
    writer.start()
    for first in range(5):
        writer.submit(LORA, batch(first, 20_000))
    writer.close()
    assert len(historian.stored) == 100_000


def test_history_is_stored_unfollowed_and_refused_when_closing(
    writer: Writer, historian: FakeHistorian, follower: FakeFollower
) -> None:
    writer.append_history(batch(7))
    assert historian.stored.key.tolist() == [7]
    assert follower.taken == []
    writer.close()
    with pytest.raises(StorageError, match="beendet"):
        writer.append_history(batch(8))


def test_live_samples_go_before_history(writer: Writer, historian: FakeHistorian) -> None:
    historian.gate.clear()
    writer.submit(LORA, batch(1))
    thread = threading.Thread(target=writer.append_history, args=(batch(100),))
    thread.start()
    writer.submit(LORA, batch(2))
    historian.gate.set()
    thread.join(10)
    wait_for(lambda: len(historian.stored) == 3)
    assert historian.stored.key.tolist()[-1] == 100


def test_work_is_done_between_commits_and_errors_come_back(writer: Writer) -> None:
    assert writer.call(lambda: threading.current_thread().name).result(5) == "writer"

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        writer.call(fail).result(5)
    writer.close()
    assert writer.call(lambda: 1).cancelled()


def test_the_follower_ticks_and_the_historian_is_maintained(
    writer: Writer, historian: FakeHistorian, follower: FakeFollower
) -> None:
    wait_for(lambda: follower.ticks >= 2 and historian.maintained >= 1)
    assert historian.dropped_older_than == [RAW_DAYS], "retention is looked after, not all the time"


@pytest.mark.expects_warnings
def test_a_bug_in_a_follower_does_not_stop_storing(
    writer: Writer, historian: FakeHistorian
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    writer.submit(LORA, batch(1), fail)
    writer.submit(LORA, batch(2))
    wait_for(lambda: len(historian.stored) == 2)


def _refuse() -> Historian:
    raise StorageError("Die Datei ist neuer als das Programm.")


@pytest.mark.parametrize("what", ["historian", "follower"])
def test_what_cannot_be_opened_is_told_by_start(
    what: str, historian: FakeHistorian, follower: FakeFollower
) -> None:
    opener: Callable[[], Historian] = _refuse if what == "historian" else lambda: historian
    follower.open_error = StorageError("Die Datei ist neuer als das Programm.")
    writer = Writer(opener, follower, SystemClock())
    with pytest.raises(StorageError, match="neuer"):
        writer.start()
    writer.close()
    assert historian.is_closed == (what == "follower")


def test_what_servers_say_of_their_alarms_is_taken_in_order(
    writer: Writer, follower: FakeFollower
) -> None:
    writer.submit_conditions(LORA, [], is_whole=True)
    writer.submit_conditions(LORA, (), is_whole=False)
    wait_for(lambda: len(follower.conditions) == 2)
    assert follower.conditions == [(LORA, 0, True), (LORA, 0, False)]
