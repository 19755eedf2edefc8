"""A collector whose city floods its control room with alarms; run as a program of its own.

`python -m benchmarks._flood DATA`. The console sets what happens by browsing the source:
`raise 1000` lets so many points a second cross both their limits, each once, in turn; `mix 500`
lets so many points a second go anywhere, `calm 500` lets them be as always; `calm 0` ends it.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from typing_extensions import override

from app.collector.collector import Adapters
from app.collector.process import run
from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.cities import City
from app.domain.points import Point
from app.domain.samples import Float64Array, SampleBatch
from app.domain.sources import BrowseNode, SourceKind
from app.domain.texts import Text
from app.services.ports import SampleSink
from app.storage.historian import SqliteHistorian
from app.storage.journal import SqliteJournal
from benchmarks._collector import SOURCE, LoadConnector, load_city

POINTS = 5_000
NORMAL, HIGH, HIGHER = 50.0, 92.0, 97.0
HI, HIHI = 90.0, 95.0
STEP_S = 0.05
DELAY_S = 0.7
REALARM_S = 2.0


def flood_city() -> City:
    """Return a city in which each point has a delayed limit that calls again, and one at once."""
    city = load_city(POINTS)
    return replace(city, rules=tuple(rule for point in city.points for rule in _rules(point)))


def _rules(point: Point) -> tuple[AlarmRule, AlarmRule]:
    high = AlarmRule(
        AlarmId(f"{point.id}#hi"),
        point.id,
        RuleKind.HI,
        HI,
        Priority.MEDIUM,
        Text("Leistung zu hoch"),
        Text("Last verteilen."),
        deadband=1.0,
        on_delay_s=DELAY_S,
        off_delay_s=DELAY_S,
        realarm_s=REALARM_S,
    )
    higher = replace(
        high,
        id=AlarmId(f"{point.id}#hihi"),
        kind=RuleKind.HIHI,
        threshold=HIHI,
        priority=Priority.HIGH,
        message=Text("Leistung viel zu hoch"),
        on_delay_s=0.0,
        latches=True,
    )
    return high, higher


class FloodConnector(LoadConnector):
    """Lets points cross their limits."""

    def __init__(self, points: Sequence[Point], sink: SampleSink) -> None:
        super().__init__(points, sink)
        self._what = "calm"
        self._crossed = 0

    @override
    async def browse(self, address: str) -> list[BrowseNode]:
        """Set what happens; see above."""
        what, rate = address.split()
        self._what, self._rate = what, float(rate)
        return []

    @override
    async def _deliver(self) -> None:
        rng, due, owed = np.random.default_rng(), time.monotonic(), 0.0
        while True:
            due += STEP_S
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            owed += self._rate * STEP_S
            count = int(owed)
            owed -= count
            if not count:
                continue
            values: Float64Array
            if self._what != "raise":
                rows = rng.choice(len(self._keys), count, replace=False)
                wild = [NORMAL, NORMAL, HIGH, HIGHER]
                values = rng.choice(wild if self._what == "mix" else [NORMAL], count)
            else:
                rows = np.arange(self._crossed, min(self._crossed + count, len(self._keys)))
                values = np.full(len(rows), HIGHER)
                self._crossed += len(rows)
            now_us = time.time_ns() // 1_000
            batch = SampleBatch.from_columns(
                self._keys[rows], np.full(len(rows), now_us), now_us, values
            )
            await asyncio.to_thread(self._sink.submit, SOURCE, batch)
            self._delivered += len(rows)


class _Profile:
    """The city as a profile that never changes."""

    def read(self) -> City:
        """Return the city."""
        return flood_city()

    def fingerprint(self) -> object:
        """Nothing changes."""
        return None


def main() -> int:
    """Collect until standard input closes."""
    data = Path(sys.argv[1])

    def adapters(city: City) -> Adapters:
        return Adapters(
            open_historian=lambda: SqliteHistorian(data / "hist", city.time_zone),
            open_journal=lambda: SqliteJournal(data / "journal.db"),
            factories=lambda sink: {SourceKind.MQTT: lambda _, rows: FloodConnector(rows, sink)},
        )

    return run(_Profile(), data, adapters, with_parent=True)


if __name__ == "__main__":
    sys.exit(main())
