"""The past of a simulated city: its alarms once, before its samples, never over a past it has."""

import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import pytest

from app.collector.past import YOUNG_US, FilledDays, SimulatedPast
from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId
from app.domain.samples import SampleBatch
from app.services.ports import StorageError
from tests.fakes.adapters import FakeJournal
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.hamlet import hamlet


class Desk:
    """Takes what the past brings, in the order in which it comes; fails or waits when told to."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.brought: list[str] = []
        self.events: list[AlarmEvent] = []
        self.failure = failure
        self.began = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def append_history(self, batch: SampleBatch) -> None:
        self.began.set()
        self.may_go_on.wait()
        self.brought.append("samples")

    def record(self, events: Sequence[AlarmEvent]) -> int:
        if self.failure is not None:
            raise self.failure
        self.brought.append("alarms")
        self.events += events
        return len(events)


def past(desk: Desk, folder: Path, journal: FakeJournal | None) -> SimulatedPast:
    return SimulatedPast(
        replace(hamlet(1), points=hamlet(1).points[:4]),
        desk,  # type: ignore[arg-type]  # only its history is asked for
        folder,
        FakeClock(),
        record_past=desk.record,
        journal=journal,
    )


def journal_since(time_us: int) -> FakeJournal:
    journal = FakeJournal()
    journal.lines = [(AlarmEvent(AlarmId("a"), AlarmEventKind.RAISED, time_us, 1.0), "")]
    return journal


def finish(filled: SimulatedPast) -> None:
    filled.start()
    filled._thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_alarms_come_before_the_samples_so_that_live_ones_follow_them(folder: Path) -> None:
    desk = Desk()
    filled = past(desk, folder, FakeJournal())
    finish(filled)
    assert desk.brought[0] == "alarms"
    assert desk.brought.count("alarms") == 1
    assert "samples" in desk.brought
    assert desk.events[-1].time_us < START_US
    done, total, problem = filled.report()
    assert (done, problem) == (total, "")


def test_a_journal_of_just_now_gets_its_past(folder: Path) -> None:
    desk = Desk()
    finish(past(desk, folder, journal_since(START_US - YOUNG_US // 2)))
    assert "alarms" in desk.brought


def test_a_journal_that_has_a_past_keeps_it(folder: Path) -> None:
    desk = Desk()
    finish(past(desk, folder, journal_since(START_US - 2 * YOUNG_US)))
    assert "alarms" not in desk.brought
    assert "samples" in desk.brought


def test_without_a_journal_only_samples_are_filled_in(folder: Path) -> None:
    desk = Desk()
    finish(past(desk, folder, None))
    assert set(desk.brought) == {"samples"}


@pytest.mark.parametrize("failure", [StorageError("voll"), CancelledError()])
def test_a_journal_that_cannot_be_written_does_not_keep_the_samples_away(
    folder: Path, failure: Exception
) -> None:
    desk = Desk(failure)
    finish(past(desk, folder, FakeJournal()))
    assert "samples" in desk.brought


@pytest.mark.expects_warnings
def test_a_bug_in_it_is_logged_and_the_samples_are_filled_in(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(ZeroDivisionError())
    finish(past(desk, folder, FakeJournal()))
    assert "samples" in desk.brought
    assert "were not recorded" in caplog.text


def test_it_ends_after_the_part_at_hand(folder: Path) -> None:
    desk = Desk()
    desk.may_go_on.clear()
    filled = past(desk, folder, None)
    filled.start()
    desk.began.wait()
    threading.Timer(0.05, desk.may_go_on.set).start()
    filled.cancel()
    assert desk.brought == ["samples"]


def test_it_can_be_given_up_before_it_began(folder: Path) -> None:
    desk = Desk()
    filled = past(desk, folder, FakeJournal())
    filled.cancel()
    finish(filled)
    assert desk.brought == []


def test_days_are_remembered_beside_the_history(folder: Path) -> None:
    filled = FilledDays(folder)
    assert not filled.covers(1, 2)
    assert not filled.covers(2, 3)
    assert FilledDays(folder).covers(1, 2)
    assert not FilledDays(folder).covers(2, 3)
