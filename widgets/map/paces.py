"""How often the page is given something new to draw: as often as it can, and leave time for others.

Where the processor draws, a picture of the map takes long, and the rest of the console would wait
for it: so drawing may take half of the time. With a graphics card that is never felt.
"""

import time
from collections.abc import Callable
from typing import Final

LEAST_S: Final = 0.1
"""The console itself looks for news ten times a second."""

MOST_S: Final = 1.0
"""The longest wait, also for a page that does not answer."""

_SHARE: Final = 2.0


class Pace:
    """Says when the next news may go: the first at once, then as the page keeps up.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Begin anew, as with another page: the next news go at once."""
        self._began = self._clock() - MOST_S
        self._took = 0.0
        self._is_waiting = False

    def wait_ms(self) -> int:
        """Return how long to wait; 0 for now."""
        since = self._clock() - self._began
        if self._is_waiting and since < MOST_S:
            # Asked again when the page has answered, at the latest then.
            return max(1, round(min(LEAST_S, MOST_S - since) * 1e3))
        due = min(max(LEAST_S, _SHARE * self._took), MOST_S)
        return 0 if since >= due else max(1, round((due - since) * 1e3))

    def begin(self) -> None:
        """News go now."""
        self._began = self._clock()
        self._is_waiting = True

    def end(self) -> None:
        """The page has drawn them."""
        if self._is_waiting:
            self._is_waiting = False
            self._took = self._clock() - self._began
