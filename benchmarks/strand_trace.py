"""The way of light over 50 splices from end to end, asked of a real `city.db`.

Among 200 such ways: 10,200 cables of one fibre in closures, with a loss at each splice.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from app.domain.inventory.changes import Changeset, Origin
from app.domain.inventory.networks.traces import End
from app.services.clocks import SystemClock
from app.services.inventory.networks import Networks
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from benchmarks.result import Result
from tests.fakes.inventory_networks import MadeNetwork, made_chains

WAYS = 200
SPLICES = 50
LIMIT_MS = 10.0


def run() -> Result:
    """Measure a way from its middle, another one each time."""
    made = made_chains(WAYS, SPLICES)
    with tempfile.TemporaryDirectory() as folder:
        database = CityDatabase(Path(folder) / "city.db")
        try:
            inventory = CityInventory(database, SystemClock(), "Benchmark")
            inventory.commit(Changeset(made.operations(), origin=Origin.GENERATED))
            return _measure(inventory, made)
        finally:
            database.close()


def _measure(inventory: CityInventory, made: MadeNetwork) -> Result:
    networks = Networks(inventory.reader)
    begin = time.perf_counter()
    networks.network()
    cold_ms = (time.perf_counter() - begin) * 1e3
    taken = []
    for way in range(WAYS):
        begin = time.perf_counter()
        found = networks.strand_trace(made.uid(f"K{way}.{SPLICES // 2}.1"))
        taken.append((time.perf_counter() - begin) * 1e3)
        assert found.steps[-1].end is End.DEVICE
        assert len(found.steps) == SPLICES + 3
    value = median(taken)
    print(f"read and built {cold_ms:.0f} ms; worst way {max(taken):.2f} ms", flush=True)
    return Result(
        "strand_trace",
        round(value, 3),
        "ms",
        f"{LIMIT_MS:.0f} ms; worst of {WAYS} ways {max(taken):.2f} ms, cold {cold_ms:.0f} ms",
        round(value / LIMIT_MS, 4),
        f"<= {LIMIT_MS:.0f} ms",
        value <= LIMIT_MS,
    )
