"""How far a trial is, told seldom enough; and its end when nobody wants it any more."""

import time
from typing import Final

from app.services.ports.inventories import Progress, StoppedError

_PAUSE_S: Final = 0.05


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

    def go_on(self, parts: int) -> None:
        """Say that some more parts are done.

        Raises:
            StoppedError: Nobody wants the trial any more.
        """
        self._done = min(self._done + parts, self._total)
        now = time.monotonic()
        if self._progress is None or now - self._told < _PAUSE_S:
            return
        self._told = now
        if not self._progress(self._done, self._total):
            raise StoppedError
