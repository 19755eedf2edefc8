"""All 52 schools of the demo inventory: their figures now and at a moment, the city's forecast."""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Final

from app.domain.inventory.replacements import WhatIf
from app.services.clocks import SystemClock
from app.services.inventory.demo import demo_inventory
from app.services.inventory.schools import read_schools
from app.services.profiles import find_city, load_city
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from benchmarks.result import Result
from widgets.inventory.schools.forecast import look_ahead

LIMIT_MS: Final = 300.0
RUNS: Final = 9
DAY: Final = date(2026, 11, 30)
_PLAN: Final = WhatIf(2027, 10, 0.02, 2026, 0, 200_000_000, True)  # noqa: FBT003 - values of a plan


def run() -> Result:
    """Measure medians of several runs; the slower of now and then counts."""
    city = load_city(find_city("hamm"))
    with tempfile.TemporaryDirectory() as folder:
        database = CityDatabase(Path(folder) / "city.db")
        store = CityInventory(database, SystemClock(), "Messung")
        for changeset in demo_inventory(
            city, int(datetime(2026, 11, 30, tzinfo=UTC).timestamp()) * 10**6
        ):
            store.commit(changeset)
        at_us = SystemClock().now_us()
        with closing(store.reader()) as reader:
            now = _median_ms(lambda: read_schools(reader, DAY))
            then = _median_ms(lambda: read_schools(reader, DAY, at_us))
            found = read_schools(reader, DAY)
        ahead = _median_ms(lambda: look_ahead(found, found.sites, _PLAN))
        database.close()
    print(f"now {now:.0f} ms, at a moment {then:.0f} ms, forecast of ten years {ahead:.0f} ms")
    value = max(now, then)
    return Result(
        benchmark="school_figures",
        value=round(value, 1),
        unit="ms",
        against=f"limit {LIMIT_MS:.0f} ms",
        ratio=round(value / LIMIT_MS, 3),
        budget=f"<= {LIMIT_MS:.0f} ms",
        passed=value <= LIMIT_MS,
    )


def _median_ms(work: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        took.append((time.perf_counter() - begin) * 1_000)
    return median(took)
