"""The budget of points follows the machine, without swinging."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.lod.governor import HIGHEST, LOWEST, MOVING_S, REST_S, SETTLED_S, BudgetGovernor


class Machine:
    """Draws points at a rate, with a fixed cost a frame and some noise; has its own clock."""

    def __init__(self, rate: float, fixed_s: float = 0.01, noise: float = 0.08) -> None:
        self.rate, self.fixed_s, self.noise = rate, fixed_s, noise
        self.random = np.random.default_rng(1)
        self.now_s = 0.0

    def frame(self, governor: BudgetGovernor, most: float = float("inf")) -> float:
        points = int(min(most, governor.budget(self.now_s)))
        chance = 1.0 + self.noise * float(self.random.uniform(-1, 1))
        seconds = (self.fixed_s + points / self.rate) * chance
        self.now_s += seconds
        governor.frame_drawn(seconds, points, self.now_s)
        return seconds

    def rest(self, governor: BudgetGovernor, frames: int) -> list[int]:
        self.now_s += 2 * SETTLED_S
        budgets = []
        for _ in range(frames):
            self.frame(governor)
            budgets.append(governor.full)
        return budgets


rates = st.floats(3e6, 1e9)


@given(rates, st.integers(LOWEST, HIGHEST))
def test_it_finds_what_a_machine_can_do_and_stays_there(rate: float, start: int) -> None:
    machine, governor = Machine(rate), BudgetGovernor(start)
    machine.rest(governor, 60)
    settled = machine.rest(governor, 100)
    assert len(set(settled)) <= 2
    possible = (REST_S - machine.fixed_s) * rate
    wanted = min(HIGHEST, max(LOWEST, possible))
    assert 0.6 * wanted <= settled[-1] <= 1.4 * wanted


@given(st.floats(1e5, 1e10), st.lists(st.booleans(), max_size=80))
def test_the_bounds_always_hold(rate: float, moves: list[bool]) -> None:
    machine, governor = Machine(rate), BudgetGovernor()
    for is_moving in moves:
        if is_moving:
            governor.camera_moved(machine.now_s)
        machine.frame(governor)
        assert LOWEST <= governor.full <= HIGHEST
        assert governor.budget(machine.now_s) <= governor.full


@given(rates)
def test_movement_is_smooth(rate: float) -> None:
    machine, governor = Machine(rate), BudgetGovernor()
    machine.rest(governor, 60)
    times = []
    for _ in range(60):
        governor.camera_moved(machine.now_s)
        times.append(machine.frame(governor))
    slow = (LOWEST * 0.3 / rate + machine.fixed_s) * 1.1
    assert np.median(times[20:]) <= max(slow, MOVING_S * 1.35)


def test_less_is_shown_in_movement_and_all_of_it_soon_after() -> None:
    governor = BudgetGovernor(2_000_000)
    assert governor.budget(10.0) == 2_000_000
    assert governor.settles_in(10.0) is None
    governor.camera_moved(10.0)
    assert 600_000 <= governor.budget(10.0) <= 1_000_000
    assert governor.settles_in(10.05) is not None
    assert governor.budget(10.0 + SETTLED_S + 0.001) == 2_000_000


def test_quick_frames_of_few_points_prove_nothing() -> None:
    machine, governor = Machine(1e9), BudgetGovernor(1_000_000)
    for _ in range(50):
        machine.frame(governor, most=1_000)
    assert governor.full == 1_000_000


def test_one_slow_frame_changes_nothing() -> None:
    machine, governor = Machine(1e7, noise=0.0), BudgetGovernor(1_100_000)
    machine.rest(governor, 20)
    before = governor.full
    governor.frame_drawn(5.0, before, machine.now_s)
    machine.frame(governor)
    machine.frame(governor)
    assert governor.full == before


def test_another_load_on_the_machine_is_followed() -> None:
    machine, governor = Machine(2e7), BudgetGovernor()
    before = machine.rest(governor, 60)[-1]
    machine.rate = 5e6
    after = machine.rest(governor, 60)[-1]
    assert after < before / 2
