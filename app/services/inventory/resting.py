"""Work on many small records, during which Python need not look for garbage among all it has."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

_YOUNG: Final = 2_000
"""So many new objects are looked at together. What only holds texts and numbers, as nearly all
records do, is never looked at again; left to the end, all would be looked at in one go."""
_NEVER: Final = 1_000_000

_lock: Final = Lock()
_before: list[tuple[int, int, int]] = []
"""One entry for each work that goes on: how often was searched before it began."""


@contextmanager
def resting_collector() -> Iterator[None]:
    """Let Python search for garbage only among what is new, until all such work has ended.

    It would go through a hundred thousand records again and again, a tenth of the whole time, and
    hold up the window for each search; records have no rings among them that it could find.
    The work may be in several threads.
    """
    with _lock:
        _before.append(_before[0] if _before else gc.get_threshold())
        gc.set_threshold(_YOUNG, _NEVER, _NEVER)
    try:
        yield
    finally:
        with _lock:
            thresholds = _before.pop()
            if not _before:
                gc.set_threshold(*thresholds)
