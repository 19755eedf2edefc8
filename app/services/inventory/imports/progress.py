"""How far a trial is, told seldom enough; and its end when nobody wants it any more."""

import time
from typing import Final

from app.services.ports.inventories import Progress, StoppedError

_PAUSE_S: Final = 0.05
_TURN_S: Final = 0.02
_REST_S: Final = 1e-4
"""SQLite lets go of the interpreter for each row, and Python takes it back before another thread
has woken up; a waiting window would get no turn for a tenth of a second without a true rest."""


class Steps:
    """Counts the parts of a trial.

    Args:
        progress: Is told; None tells nobody.
        total: How many parts there are.
    """

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._done = 0
        self._told = 0.0
        self._rested = 0.0

    def go_on(self, parts: int) -> None:
        """Say that some more parts are done.

        Raises:
            StoppedError: Nobody wants the trial any more.
        """
        self._done = min(self._done + parts, self._total)
        now = time.monotonic()
        if now - self._rested > _TURN_S:
            self._rested = now
            time.sleep(_REST_S)
        if self._progress is None or now - self._told < _PAUSE_S:
            return
        self._told = now
        if not self._progress(self._done, self._total):
            raise StoppedError
