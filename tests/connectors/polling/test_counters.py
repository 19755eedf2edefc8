"""Registers: run over, begun anew, and the rate that follows; wrong is worse than none."""

from math import isnan

from hypothesis import given
from hypothesis import strategies as st

from connectors.polling.counters import Register, increase, restarted


def test_a_register_that_ran_over_goes_on() -> None:
    assert increase(2**32 - 10, 5, 32, has_restarted=False) == 15
    assert increase(2**64 - 10, 5, 64, has_restarted=False) == 15
    assert increase(2**32 - 10, 5, 32, has_restarted=None) == 15


def test_a_register_of_a_restarted_device_gives_no_increase() -> None:
    assert increase(10**9, 5, 32, has_restarted=True) is None
    assert increase(5, 10**9, 32, has_restarted=True) is None


def test_a_fall_is_believed_to_be_a_new_beginning_where_running_over_is_absurd() -> None:
    assert increase(10**12, 5, 64, has_restarted=False) is None
    assert increase(10**9, 5, 32, has_restarted=None) is None
    # With the uptime known, a 32-bit register may have gone almost all the way round.
    assert increase(10**9, 5, 32, has_restarted=False) == 2**32 - 10**9 + 5


@given(st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=50), st.integers(0, 2**32 - 1))
def test_the_total_is_the_sum_of_the_increases_whatever_runs_over(
    steps: list[int], first: int
) -> None:
    register = Register()
    total, _ = register.take(first, 32, 0.0, has_restarted=None)
    assert total == first
    real = first
    for number, step in enumerate(steps, start=1):
        real += step
        total, rate = register.take(real % 2**32, 32, number * 10.0, has_restarted=False)
        assert total == real
        assert rate == step / 10.0


def test_the_first_reading_and_one_at_the_same_moment_give_no_rate() -> None:
    register = Register()
    assert isnan(register.take(5, 64, 0.0, has_restarted=None)[1])
    assert isnan(register.take(9, 64, 0.1, has_restarted=False)[1])
    assert register.take(19, 64, 1.1, has_restarted=False)[1] == 10.0


def test_after_a_restart_the_total_begins_anew_and_the_rate_a_step_later() -> None:
    register = Register()
    register.take(1_000, 32, 0.0, has_restarted=None)
    total, rate = register.take(7, 32, 10.0, has_restarted=True)
    assert total == 7
    assert isnan(rate)
    assert register.take(27, 32, 20.0, has_restarted=False) == (27.0, 2.0)


def test_the_uptime_tells_a_restart_from_running_over_after_497_days() -> None:
    assert restarted(None, 5, 10.0) is None
    assert restarted(100, 1_100, 10.0) is False
    assert restarted(10_000_000, 300, 30.0) is True
    assert restarted(2**32 - 1_000, 2_000, 30.0) is False
