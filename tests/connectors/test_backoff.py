"""Waits before the next try: short at first, never below one second or above a minute."""

from connectors.backoff import EARLY_LONGEST_S, LONGEST_S, SHORTEST_S, Backoff
from tests.fakes.chances import seeded


def test_waits_stay_short_for_a_minute_then_grow_to_sixty_seconds() -> None:
    backoff = Backoff(seeded(7))
    waits = [backoff.next_delay_s() for _ in range(40)]
    waited = 0.0
    for wait in waits:
        assert SHORTEST_S <= wait <= (EARLY_LONGEST_S if waited < 60 else LONGEST_S)
        waited += wait
    assert waits[0] <= 1.3
    assert waits[-1] >= 45


def test_reset_begins_with_the_shortest_wait_again() -> None:
    backoff = Backoff(seeded(1))
    for _ in range(30):
        backoff.next_delay_s()
    backoff.reset()
    assert backoff.next_delay_s() <= 1.3


def test_chance_parts_two_clients_that_fell_at_once() -> None:
    first, second = Backoff(seeded(1)), Backoff(seeded(2))
    assert [first.next_delay_s() for _ in range(5)] != [second.next_delay_s() for _ in range(5)]
