"""How long to wait before the next try to reach a source that is away."""

from random import Random
from typing import Final

SHORTEST_S: Final = 1.0
"""No two tries lie closer together than this."""

LONGEST_S: Final = 60.0
"""No wait is longer than this: a source that is back must be noticed within a minute."""

EARLY_LONGEST_S: Final = 4.0
"""Longest wait during the first minute, so that a restarted broker is live again in seconds."""

EARLY_WINDOW_S: Final = 60.0
"""How much waiting counts as the first minute of an outage."""

FIRST_S: Final = 1.3
"""Upper end of the first wait; the jitter takes up to a quarter off."""

JITTER: Final = 0.25
"""Share of a wait that chance takes off, so that many clients do not come back at once."""


class Backoff:
    """Waits of 1 to 60 s that double, with jitter: short during the first minute, then longer.

    Not thread-safe; each connection has one of its own.
    """

    def __init__(self, random: Random) -> None:
        """Begin with the shortest wait.

        Args:
            random: Where the jitter comes from; seeded in tests.
        """
        self._random = random
        self._step_s = FIRST_S
        self._waited_s = 0.0

    def reset(self) -> None:
        """Begin anew, after a connection that stood."""
        self._step_s = FIRST_S
        self._waited_s = 0.0

    def next_delay_s(self) -> float:
        """Return the next wait in seconds, at least `SHORTEST_S` and at most `LONGEST_S`."""
        is_early = self._waited_s < EARLY_WINDOW_S
        step_s = min(self._step_s, EARLY_LONGEST_S if is_early else LONGEST_S)
        delay_s = max(SHORTEST_S, self._random.uniform(step_s * (1 - JITTER), step_s))
        self._waited_s += delay_s
        self._step_s = min(step_s * 2, LONGEST_S)
        return delay_s
