"""The console's side of a benchmark: starts a collector, waits for it, sets its load."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.link.client import LinkClient
from app.services.processes import ProcessSupervisor
from benchmarks._collector import SOURCE


def wait_for(is_true: Callable[[], bool], timeout_s: float = 60.0, every_s: float = 0.01) -> float:
    """Wait until something is true; return how long it took, seconds.

    Raises:
        TimeoutError: It did not become true in time.
    """
    began = time.monotonic()
    while not is_true():
        if time.monotonic() - began > timeout_s:
            raise TimeoutError(f"did not happen within {timeout_s} s")
        time.sleep(every_s)
    return time.monotonic() - began


def command_of(data: Path, points: int, url: str) -> list[str]:
    """Return the command line of a benchmark's collector."""
    return [sys.executable, "-m", "benchmarks._collector", str(data), str(points), url]


@contextmanager
def collecting(
    data: Path, points: int, url: str = "load"
) -> Iterator[tuple[LinkClient, ProcessSupervisor]]:
    """Keep a collector with a made-up city running; yield the link to it and its keeper."""
    command = command_of(data, points, url)
    keeper = ProcessSupervisor("collector", lambda: command, log_file=data / "stderr.log")
    client = LinkClient(data)
    keeper.start()
    client.start()
    try:
        wait_for(lambda: client.is_connected)
        yield client, keeper
    finally:
        client.close()
        keeper.stop()


def set_rate(client: LinkClient, samples_per_second: float) -> None:
    """Let the made-up city deliver so many samples a second."""
    client.browse(SOURCE, str(samples_per_second)).result(10)
