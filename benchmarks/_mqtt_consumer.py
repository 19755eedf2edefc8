"""A connector and the writing thread of the collector in a process of their own.

`python -m benchmarks._mqtt_consumer URL DATA POINTS MESSAGES` takes so many messages, stores them
and acknowledges them; it prints the seconds from the first connection to the last acknowledgement
as JSON. With 0 messages it only leaves its session at the broker.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from typing_extensions import override

from app.collector.writer import Writer
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.domain.sources import SourceState
from app.services.clocks import SystemClock
from app.storage.historian import SqliteHistorian
from benchmarks._collector import SOURCE, load_city
from benchmarks._follower import Onlooker
from connectors.mqtt.connector import MqttConnector

GIVE_UP_S = 120.0


class Counter(Onlooker):
    """Follows the writing thread and counts what is on disk.

    Attributes:
        committed: Samples stored so far.
        commits: In how many commits.
    """

    def __init__(self) -> None:
        self.committed = 0
        self.commits = 0

    @override
    def take(self, parts: Sequence[tuple[SourceId, SampleBatch]]) -> None:
        """Count."""
        self.committed += sum(len(batch) for _, batch in parts)
        self.commits += 1


class NoSecrets:
    """There are none."""

    def get(self, reference: str) -> str | None:
        """Return nothing."""
        raise KeyError(reference)


def main() -> None:
    """Take the messages and tell how long it took."""
    url, data = sys.argv[1], Path(sys.argv[2])
    points, messages = int(sys.argv[3]), int(sys.argv[4])
    clock, counter = SystemClock(), Counter()
    writer = Writer(lambda: SqliteHistorian(data / "hist", "Europe/Berlin"), counter, clock)
    writer.start()
    city = load_city(points, url)
    connector = MqttConnector(
        city.sources[0], city.points_of(SOURCE), writer, NoSecrets(), clock, url=url
    )
    begin = time.perf_counter()
    begin_cpu = time.process_time()
    asyncio.run(connector.start())
    _wait(lambda: connector.health().state is SourceState.ONLINE)
    _wait(lambda: counter.committed >= messages and _unacknowledged(connector) == 0)
    seconds = time.perf_counter() - begin
    cpu_s = time.process_time() - begin_cpu
    asyncio.run(connector.stop())
    writer.close()
    found = {"seconds": seconds, "cpu": cpu_s, "commits": counter.commits}
    print(json.dumps(found | {"committed": counter.committed}), flush=True)


def _unacknowledged(connector: MqttConnector) -> int:
    return int(connector.health().details["Unbestätigte Nachrichten"])


def _wait(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + GIVE_UP_S
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError("the messages did not come")
        time.sleep(0.005)


if __name__ == "__main__":
    main()
