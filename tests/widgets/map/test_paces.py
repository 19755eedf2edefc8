"""The page is given news as it keeps up, and the first of them at once."""

import pytest

from widgets.map.paces import LEAST_S, MOST_S, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 5.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock)


def test_the_first_news_go_at_once(pace: Pace) -> None:
    assert pace.wait_ms() == 0


def test_a_quick_page_gets_news_as_often_as_the_console_looks_for_some(
    pace: Pace, clock: Clock
) -> None:
    pace.begin()
    clock.now += 0.01
    pace.end()
    assert pace.wait_ms() == round((LEAST_S - 0.01) * 1e3)
    clock.now += LEAST_S
    assert pace.wait_ms() == 0


def test_a_slow_page_draws_half_of_the_time(pace: Pace, clock: Clock) -> None:
    pace.begin()
    clock.now += 0.2
    pace.end()
    assert pace.wait_ms() == 200
    clock.now += 0.21
    assert pace.wait_ms() == 0


def test_a_page_that_does_not_answer_is_not_waited_for_for_ever(pace: Pace, clock: Clock) -> None:
    pace.begin()
    clock.now += MOST_S / 2
    assert pace.wait_ms() > 0
    clock.now += MOST_S
    assert pace.wait_ms() == 0


def test_another_page_begins_anew(pace: Pace) -> None:
    pace.begin()
    pace.reset()
    assert pace.wait_ms() == 0
