"""The time bus: LIVE, standing, playing by the clock, steps, and both ends of time."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from app.console.time_bus import DAY_US, HOUR_US, MINUTE_US, SECOND_US, SPEEDS, STEPS, TimeBus
from app.domain.local_times import at_local, to_us
from tests.fakes.clocks import START_US, FakeClock

BERLIN = ZoneInfo("Europe/Berlin")


class Told(QObject):
    """Counts what a bus says."""

    def __init__(self, bus: TimeBus) -> None:
        super().__init__()
        self.changes = self.modes = self.beginnings = 0
        bus.changed.connect(self._change)
        bus.mode_changed.connect(self._mode)
        bus.stopped_at_beginning.connect(self._beginning)

    def _change(self) -> None:
        self.changes += 1

    def _mode(self) -> None:
        self.modes += 1

    def _beginning(self) -> None:
        self.beginnings += 1


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def bus(clock: FakeClock, qapp: object) -> Iterator[TimeBus]:
    bus = TimeBus(clock)
    yield bus
    bus.close()


def test_it_begins_live_and_returns_there(bus: TimeBus) -> None:
    told = Told(bus)
    assert bus.is_live
    assert (bus.pinned_us, bus.rate) == (None, 0)
    bus.pin(START_US - HOUR_US)
    assert bus.pinned_us == START_US - HOUR_US
    bus.go_live()
    assert bus.is_live
    assert (told.changes, told.modes) == (2, 2)


def test_the_same_moment_again_is_no_news(bus: TimeBus) -> None:
    bus.pin(START_US - HOUR_US)
    told = Told(bus)
    bus.pin(START_US - HOUR_US)
    assert (told.changes, told.modes) == (0, 0)


def test_moments_are_brought_into_the_time_there_is_data_of(bus: TimeBus) -> None:
    bus.set_beginning(START_US - DAY_US)
    bus.pin(START_US + HOUR_US)
    assert bus.pinned_us == START_US
    bus.pin(START_US - 2 * DAY_US)
    assert bus.pinned_us == START_US - DAY_US


def test_what_is_played_follows_the_clock_however_often_it_is_asked(
    bus: TimeBus, clock: FakeClock
) -> None:
    bus.pin(START_US - HOUR_US)
    bus.play(60)
    for _ in range(100):
        clock.advance(0.1)
        if clock.monotonic() > 1_005:
            bus.advance()
    assert bus.pinned_us == pytest.approx(START_US - HOUR_US + 600 * SECOND_US, abs=1_000)


def test_playing_past_the_present_becomes_live(bus: TimeBus, clock: FakeClock) -> None:
    bus.pin(START_US - MINUTE_US)
    bus.play(3_600)
    clock.advance(1.0)
    bus.advance()
    assert bus.is_live
    assert not bus.is_playing
    bus.play(60)
    assert bus.is_live, "there is nothing to play forward from the present"


def test_at_the_speed_of_life_the_past_never_reaches_the_present(
    bus: TimeBus, clock: FakeClock
) -> None:
    bus.pin(START_US - MINUTE_US)
    bus.play(1)
    clock.advance(5_000.0)
    bus.advance()
    assert bus.pinned_us == clock.now_us() - MINUTE_US


def test_playing_back_stops_at_the_beginning_and_says_so(bus: TimeBus, clock: FakeClock) -> None:
    told = Told(bus)
    bus.set_beginning(START_US - 2 * HOUR_US)
    bus.play_back()
    assert bus.rate == -60
    clock.advance(60.0)
    bus.advance()
    assert bus.pinned_us == START_US - HOUR_US
    clock.advance(600.0)
    bus.advance()
    assert bus.pinned_us == START_US - 2 * HOUR_US
    assert not bus.is_playing
    assert told.beginnings == 1


def test_j_and_l_again_raise_the_speed_and_turn_at_the_same_speed(bus: TimeBus) -> None:
    bus.set_speed(1)
    rates = []
    for _ in range(7):
        bus.play_back()
        rates.append(bus.rate)
    assert rates == [-1, -10, -60, -300, -900, -3_600, -3_600]
    bus.set_speed(10)
    assert bus.rate == -10, "a speed chosen while playing counts at once"
    bus.play_forward()
    assert bus.rate == 10
    bus.pause()
    assert (bus.rate, bus.is_live) == (0, False)
    bus.play_forward()
    assert bus.rate == 10


def test_an_unknown_speed_is_the_next_below(bus: TimeBus) -> None:
    bus.play(-5_000)
    assert bus.rate == -3_600
    bus.play(-59)
    assert (bus.rate, bus.step_us) == (-10, 10 * SECOND_US)
    bus.set_speed(0)
    assert bus.rate == -1


def test_stopping_the_present_stays_where_it_was(bus: TimeBus, clock: FakeClock) -> None:
    bus.pause()
    clock.advance(60.0)
    assert bus.pinned_us == START_US


def test_turning_while_playing_begins_where_it_came_to(bus: TimeBus, clock: FakeClock) -> None:
    bus.pin(START_US - DAY_US)
    bus.play(60)
    clock.advance(10.0)
    bus.advance()
    bus.play_back()
    clock.advance(10.0)
    bus.advance()
    assert bus.pinned_us == START_US - DAY_US


def test_it_moves_by_itself_while_it_plays(qtbot: object, bus: TimeBus, clock: FakeClock) -> None:
    bus.pin(START_US - DAY_US)
    bus.play(60)
    clock.advance(1.0)
    with qtbot.waitSignal(bus.changed):  # type: ignore[attr-defined]  # pytest-qt's
        pass
    bus.pause()
    assert not bus._timer.isActive()


# --- steps ----------------------------------------------------------------------------------


def test_a_step_fits_the_speed_until_one_is_chosen(bus: TimeBus) -> None:
    steps = []
    for speed in SPEEDS:
        bus.set_speed(speed)
        steps.append(bus.step_us)
    assert steps == [*STEPS[:3], MINUTE_US, *STEPS[3:5]]
    bus.set_step(DAY_US)
    assert (bus.step_us, bus.chosen_step_us) == (DAY_US, DAY_US)
    bus.set_step(None)
    assert bus.step_us == HOUR_US


def test_steps_go_both_ways_stop_playing_and_end_in_the_present(bus: TimeBus) -> None:
    bus.step(-3)
    assert bus.pinned_us == START_US - 3 * MINUTE_US
    bus.play(60)
    bus.step(1)
    assert bus.pinned_us == START_US - 2 * MINUTE_US
    assert not bus.is_playing
    bus.step(2)
    assert bus.is_live


@given(st.datetimes(datetime(2020, 1, 1), datetime(2025, 6, 1)), st.integers(-40, -1))  # noqa: DTZ001 - a wall clock
def test_a_step_of_a_day_keeps_the_time_on_the_wall(wall: datetime, steps: int) -> None:
    if 2 <= wall.hour < 3:
        wall = wall.replace(hour=4)  # which some days have twice, and some not at all
    bus = TimeBus(FakeClock())
    bus.set_zone("Europe/Berlin")
    bus.set_step(DAY_US)
    bus.pin(to_us(wall.replace(tzinfo=BERLIN)))
    bus.step(steps)
    assert bus.pinned_us is not None
    there = at_local(bus.pinned_us, BERLIN).replace(tzinfo=None)
    assert there.time() == wall.time()
    assert (wall.date() - there.date()).days == -steps
