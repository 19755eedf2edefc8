"""Reading the past: one moment at a time, the newest wish first, each profile for itself."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.past import PastReader
from app.domain.samples import Int64Array, PointStates, SampleBatch
from app.services.columns import city_keys
from app.services.states import CityState
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from tests.fakes.historian import MemoryHistorian

SECOND = 1_000_000
HOUR = 3_600 * SECOND


class Slow(MemoryHistorian):
    """A historian that answers when a test lets it; it notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.asked: list[int] = []
        self.trouble = ""

    @override
    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        self.asked.append(time_us)
        assert self.gate.wait(10.0)
        if self.trouble:
            raise OSError(self.trouble)
        return super().as_of(keys, time_us)


@pytest.fixture
def history() -> Slow:
    history = Slow()
    keys = city_keys(make_city(60))
    times = np.full(len(keys), START_US - 100 * SECOND)
    history.append(SampleBatch.from_columns(keys, times, START_US, np.full(len(keys), 7.0)))
    return history


@pytest.fixture
def reader(qtbot: QtBot, history: Slow) -> Iterator[PastReader]:
    reader = PastReader()
    reader.set_city(make_city(60), history, FakeJournal())
    yield reader
    history.gate.set()
    reader.close()


def collected(reader: PastReader) -> list[int]:
    """Return the list into which the moments that were read come."""
    found: list[int] = []
    reader.read.connect(lambda state: found.append(state.at_us))
    return found


def test_of_all_that_is_asked_for_meanwhile_only_the_newest_is_read(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    read = collected(reader)
    for second in range(50):
        reader.ask(START_US - second * SECOND)
    history.gate.set()
    qtbot.waitUntil(lambda: not reader.is_busy and len(read) == 2)
    assert read == [START_US, START_US - 49 * SECOND]
    assert history.asked == read


def test_what_views_are_held_at_waits_for_the_time_bus(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    held: list[int] = []
    reader.held_read.connect(lambda state: held.append(state.at_us))
    reader.ask(START_US)
    reader.ask_held(START_US - 5 * SECOND)
    reader.ask_held(START_US - 6 * SECOND)
    reader.ask_held(START_US - 5 * SECOND)
    reader.ask(START_US - SECOND)
    history.gate.set()
    qtbot.waitUntil(lambda: len(held) >= 2)
    assert history.asked == [START_US + ago * SECOND for ago in (0, -1, -5, -6)]


def test_who_goes_live_reads_no_further(qtbot: QtBot, reader: PastReader, history: Slow) -> None:
    read = collected(reader)
    reader.ask(START_US)
    reader.ask(START_US - SECOND)
    reader.forget()
    history.gate.set()
    qtbot.waitUntil(lambda: bool(read))
    assert not reader.is_busy
    assert history.asked == [START_US]


def test_a_moment_that_cannot_be_read_is_told_and_the_next_is_tried(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    read = collected(reader)
    history.trouble = "Die Datei ist beschädigt."
    history.gate.set()
    with qtbot.waitSignal(reader.read) as told:
        reader.ask(START_US)
    assert told.args is not None
    state: CityState = told.args[0]
    assert state.unread == history.trouble
    assert np.isnan(state.states.value).all()
    assert state.stale.all()
    with qtbot.waitSignal(reader.failed) as told:
        reader.ask_held(START_US)
    assert told.args == [history.trouble]
    history.trouble = ""
    reader.ask(START_US - SECOND)
    qtbot.waitUntil(lambda: read == [START_US, START_US - SECOND])


def test_a_moment_that_rests_gets_its_last_hour_and_one_that_moves_does_not(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    found: list[CityState] = []
    reader.read.connect(found.append)
    history.gate.set()
    for count, ago in enumerate((3, 2, 1), 1):
        with qtbot.waitSignal(reader.read):
            reader.ask(START_US - ago * HOUR)
        assert len(found) == count
    assert [state.sparks for state in found] == [None] * 3
    qtbot.waitUntil(lambda: len(found) == 4)
    last = found[-1]
    assert (last.at_us, last.changed) == (START_US - HOUR, None)
    assert last.sparks is not None
    reader.ask(last.at_us + SECOND)
    qtbot.waitUntil(lambda: len(found) == 5)
    assert found[-1].sparks is last.sparks, "within its minute the hour stays"
    reader.ask(last.at_us + 2 * SECOND)
    reader.forget()
    reader.read_hours_again()
    qtbot.waitUntil(lambda: not reader.is_busy)


def test_who_plays_slowly_sees_the_last_hour_all_the_time(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    found: list[CityState] = []
    reader.read.connect(found.append)
    history.gate.set()
    reader.ask(START_US - HOUR + 57 * SECOND)
    qtbot.waitUntil(lambda: len(found) == 2)
    for second in range(58, 63):
        with qtbot.waitSignal(reader.read):
            reader.ask(START_US - HOUR + second * SECOND)
    assert all(state.sparks is not None for state in found[1:])
    assert found[2].sparks is found[1].sparks
    assert found[-1].sparks is not found[1].sparks, "it is another minute"


def test_held_moments_get_their_last_hour_too(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    found: list[CityState] = []
    reader.held_read.connect(found.append)
    history.gate.set()
    reader.ask_held(START_US - SECOND)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert [state.sparks is None for state in found] == [True, False]


def test_warming_up_reads_a_moment_for_nobody(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    read = collected(reader)
    history.gate.set()
    reader.warm_up(START_US)
    qtbot.waitUntil(lambda: history.asked == [START_US] and not reader.is_busy)
    assert not read


def test_what_belongs_to_another_profile_is_passed_over(
    qtbot: QtBot, reader: PastReader, history: Slow
) -> None:
    sizes: list[int] = []
    reader.read.connect(lambda state: sizes.append(len(state.states)))
    reader.ask(START_US)
    reader.set_city(make_city(70), history, FakeJournal())
    reader.ask(START_US - SECOND)
    history.gate.set()
    qtbot.waitUntil(lambda: not reader.is_busy and bool(sizes))
    assert sizes == [70]
