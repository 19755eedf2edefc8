"""Signs of life: how often the page's process died, whether it answers, whether it is seen."""

import time
from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QColor, QImage

MOST_DEATHS: Final = 5
WITHIN_S: Final = 60.0
MISSED_BEATS: Final = 5


class Deaths:
    """Counts deaths of the page's process, and tells when it is not worth another try."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: deque[float] = deque(maxlen=MOST_DEATHS + 1)

    def count(self) -> bool:
        """Count one; return False when there were too many in too short a time."""
        now = self._clock()
        self._times.append(now)
        return len(self._times) <= MOST_DEATHS or now - self._times[0] > WITHIN_S


class Pulse:
    """Asks the page in a rhythm and counts what it left unanswered.

    It counts beats and not seconds: when the program itself stood still, the page is not blamed.
    """

    def __init__(self) -> None:
        self._asked = 0
        self._missed = 0

    def ask(self) -> int:
        """Return the number of the next question; counts the one before as missed if it was."""
        self._missed += 1
        self._asked += 1
        return self._asked

    def answer(self, number: int) -> None:
        """Take an answer; only that to the newest question counts."""
        if number == self._asked:
            self._missed = 0

    def reset(self) -> None:
        """Begin anew, as after a restart."""
        self._missed = 0

    @property
    def is_lost(self) -> bool:
        """True when the page did not answer for too long."""
        return self._missed > MISSED_BEATS


def is_blank(image: QImage, ground: QColor) -> bool:
    """Tell whether a picture of the view shows its bare ground only, and nothing of the page."""
    if image.isNull():
        return True
    bare = ground.rgb()
    width, height = image.width(), image.height()
    across = range(0, width, max(1, width // 64))
    down = range(0, height, max(1, height // 64))
    return all(image.pixel(x, y) | 0xFF000000 == bare for x in across for y in down)
