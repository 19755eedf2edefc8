"""Waits for what happens in other threads and processes, never longer than a deadline."""

import time
from collections.abc import Callable


def wait_for(is_true: Callable[[], bool], timeout_s: float = 15.0) -> None:
    """Return as soon as something is true; fail when it does not become true in time."""
    deadline = time.monotonic() + timeout_s
    while not is_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.005)
