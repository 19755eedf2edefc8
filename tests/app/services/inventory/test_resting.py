"""The search for garbage rests while records are worked on, and goes on as it was before."""

import gc
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from app.services.inventory.resting import resting_collector

USUAL = (701, 11, 12)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def rests() -> bool:
    return gc.get_threshold()[1] > 1_000


def test_it_rests_until_the_outermost_work_is_done() -> None:
    with resting_collector():
        assert rests()
        with resting_collector():
            pass
        assert rests()
    assert gc.get_threshold() == USUAL


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), resting_collector():
        _ = 1 / 0
    assert gc.get_threshold() == USUAL


def test_whoever_ends_last_in_any_thread_sets_it_going() -> None:
    begun, end = Event(), Event()

    def work() -> None:
        with resting_collector():
            begun.set()
            end.wait(10)

    other = Thread(target=work)
    with resting_collector():
        other.start()
        assert begun.wait(10)
    assert rests()
    end.set()
    other.join()
    assert gc.get_threshold() == USUAL
