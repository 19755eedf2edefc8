"""What hangs on a PoP in a network of 100,000 links, asked of a real `city.db`.

Ten PoPs of 250 sites each; a site has a switch and 39 access points, every PoP two uplinks. The
first question reads and builds (cold), the others stand on the network that is kept (warm).
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from app.domain.inventory.changes import Changeset, Origin
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.inventory.networks import Networks
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from benchmarks.result import Result
from tests.fakes.inventory_networks import MadeNetwork, made_tree

POPS = 10
SITES = 250
ACCESS_POINTS = 39
REPEATS = 20
LIMIT_MS = 200.0


def run() -> Result:
    """Measure warm questions; cold ones and the worst of all are told beside it."""
    made = made_tree(POPS, SITES, ACCESS_POINTS)
    with tempfile.TemporaryDirectory() as folder:
        database = CityDatabase(Path(folder) / "city.db")
        try:
            inventory = CityInventory(database, SystemClock(), "Benchmark")
            begin = time.perf_counter()
            inventory.commit(Changeset(made.operations(), origin=Origin.GENERATED))
            print(f"written in {time.perf_counter() - begin:.1f} s", flush=True)
            return _measure(inventory, made)
        finally:
            database.close()


def _measure(inventory: CityInventory, made: MadeNetwork) -> Result:
    networks = Networks(inventory.reader)
    begin = time.perf_counter()
    network = networks.network()
    cold_ms = (time.perf_counter() - begin) * 1e3
    links = len(network.records["link"])
    pop_ms = _ask(networks, made.key("site", "PoP 3"), SITES)
    all_ms = _ask(networks, made.key("site", "Rechenzentrum"), POPS * SITES)
    print(
        f"{links:,} links: read and built {cold_ms:.0f} ms; one PoP {pop_ms:.1f} ms; "
        f"the data centre, which cuts everything off, {all_ms:.1f} ms",
        flush=True,
    )
    return Result(
        "impact_lens",
        round(pop_ms, 2),
        "ms",
        f"{LIMIT_MS:.0f} ms; cold {cold_ms:.0f} ms, everything {all_ms:.0f} ms",
        round(pop_ms / LIMIT_MS, 3),
        f"<= {LIMIT_MS:.0f} ms",
        pop_ms <= LIMIT_MS,
    )


def _ask(networks: Networks, key: Key, schools: int) -> float:
    """Return how long a question takes, ms, the median of several."""
    taken = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        found = networks.impact(key)
        taken.append((time.perf_counter() - begin) * 1e3)
        assert sum(school.is_whole for school in found.schools) == schools
    return median(taken)
